"""G1, real and lawful: data, personal data, AI Act and works council, as the record answers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fortnight.core.clause import ClauseSpec, Finding, Record, judged, missing_of
from fortnight.core.use_case import DataSource

_NO_MAP = "The data map is empty; list the sources that the use case needs."


def data_real(record: Record) -> Finding:
    """Each source of the data map was tried with real data."""
    demo = _rows(record, lambda row: row.sample == "demo")
    silent = _rows(record, lambda row: row.sample is None)
    return judged(
        _refs(record, "sample"),
        yes="Every source was tried with real data.",
        no=[f"Only demonstration data were tried for {demo}; try real data."] if demo else (),
        unknown=_no_map(record)
        or ([f"Nobody has said whether real or demonstration data were tried for {silent}."] if silent else ()),
    )


def data_access(record: Record) -> Finding:
    """Access to each source of the data map is granted."""
    refused = _rows(record, lambda row: row.access == "refused")
    requested = _rows(record, lambda row: row.access == "requested")
    unsaid = _rows(record, lambda row: row.access == "unknown")
    granters = [row.rights_by.strip() for row in record.case.data.values() if row.access != "granted"]
    who = record.wording.join(dict.fromkeys(filter(None, granters))) or "whoever grants it, who is not named"
    no = [f"Access to {refused} was refused."] if refused else []
    if requested:
        no.append(f"Access to {requested} is requested but not granted yet; it depends on {who}.")
    return judged(
        _refs(record, "access"),
        yes="Access to every source is granted.",
        no=no,
        unknown=_no_map(record)
        or ([f"Nobody has said whether access to {unsaid} is granted; ask {who}."] if unsaid else ()),
    )


def legal_basis(record: Record) -> Finding:
    """Personal data have a legal basis."""
    without = _rows(record, lambda row: row.personal in ("personal", "special") and not row.legal_basis.strip())
    who = record.case.owners.data_protection.strip() or "whoever looks after data protection"
    return judged(
        [*_refs(record, "personal"), *_refs(record, "legal_basis")],
        yes="A legal basis is recorded for every source with personal data.",
        unknown=_personal_unsaid(record)
        or ([f"No legal basis is recorded for {without}; {who} can name it."] if without else ()),
        waived=_nothing_personal(record),
    )


def dpia(record: Record) -> Finding:
    """The data protection impact assessment is screened, and done where it is needed."""
    said = record.case.law.dpia
    no: Sequence[str] = ()
    if said == "started":
        no = ["The data protection impact assessment is started but not done; it comes before use."]
    elif said == "not-started":
        no = ["Nobody has screened yet whether a data protection impact assessment is needed."]
    unknown: Sequence[str] = ()
    if said is None:
        unknown = _personal_unsaid(record) or [
            "Nobody has said whether a data protection impact assessment is needed; screen it."
        ]
    done = "is done" if said == "done" else "was screened and is not needed"
    waived = _nothing_personal(record)
    return judged(
        [record.place("law", "dpia")],
        yes=f"The data protection impact assessment {done}.",
        no=() if waived else no,
        unknown=() if waived else unknown,
        waived=waived,
    )


def processor_contract(record: Record) -> Finding:
    """A contract with every third party that sees personal data.

    The whole case may say so under `law`, or each row of personal data for itself; either may say it is missing.
    """
    law = record.case.law.processor_contract

    def of_people(row: DataSource) -> bool:
        return row.personal in ("personal", "special")

    lacking = _rows(record, lambda row: of_people(row) and row.third_party_contract == "missing")
    silent = _rows(record, lambda row: of_people(row) and row.third_party_contract is None)
    rows_say_none = record.fact("third_party") is False
    no: list[str] = []
    if lacking:
        no.append(f"A third party sees personal data of {lacking} without a processor contract.")
    if law == "missing":
        no.append("The processor contract with the third party that sees personal data is missing.")
    unknown: Sequence[str] = ()
    if law is None and silent:
        unknown = [f"Nobody has said whether a third party sees personal data of {silent}."]
    waived = _nothing_personal(record)
    if not waived and (rows_say_none or law == "not-needed") and not no:
        waived = "No third party sees the data." if rows_say_none else "No processor contract is needed."
    return judged(
        [record.place("law", "processor_contract"), *_refs(record, "third_party_contract")],
        yes="A processor contract covers every third party that sees personal data.",
        no=() if waived else no,
        unknown=() if waived else _personal_unsaid(record) or unknown,
        waived=waived,
    )


def ai_act(record: Record) -> Finding:
    """Somebody named the role and the class under the AI Act. A prohibited class is a matter of readiness.

    Where the Act does not apply, such as outside the EU, the role is "none" and there is no class; somebody has to
    stand behind that all the same.
    """
    law = record.case.law
    by = law.class_decided_by.strip()
    if law.ai_act_role == "none":
        missing = missing_of([("who decided that it does not apply", by)])
        yes = f"The AI Act does not apply to it, decided by {by}."
    else:
        missing = missing_of(
            [("the role", law.ai_act_role), ("the class", law.ai_act_class), ("who decided the class", by)]
        )
        yes = f"Under the AI Act: role {law.ai_act_role}, class {law.ai_act_class}, decided by {by}."
    return judged(
        [record.place("law", key) for key in ("ai_act_role", "ai_act_class", "class_decided_by")],
        yes=yes,
        unknown=[f"Under the AI Act nobody has named {record.wording.join(missing)}."] if missing else (),
    )


def works_council(record: Record) -> Finding:
    """The works council was heard where it is affected."""
    said = record.case.law.works_council
    return judged(
        [record.place("law", "works_council")],
        yes="The works council has agreed." if said == "agreed" else "The works council was heard.",
        no=["The works council is affected and was not heard yet; ask for a date."] if said == "not-heard" else (),
        unknown=["Nobody has said whether the works council is affected, and heard."] if said is None else (),
        waived="The works council is not affected." if said == "not-affected" else "",
    )


def _rows(record: Record, wanted: Callable[[DataSource], bool]) -> str:
    """Return the names of the rows that are wanted, as a list in a sentence; empty when there are none."""
    return record.wording.join(
        row.name.strip() or row_id for row_id, row in record.case.data.items() if wanted(row)
    )


def _refs(record: Record, key: str) -> list[str]:
    return [record.place("data", row_id, key) for row_id in record.case.data] or [record.place("data")]


def _no_map(record: Record) -> list[str]:
    return [] if record.case.data else [_NO_MAP]


def _personal_unsaid(record: Record) -> list[str]:
    """Return why it is not known whether personal data are involved; empty when every row says so."""
    silent = _rows(record, lambda row: row.personal is None)
    return _no_map(record) or ([f"Nobody has said whether there are personal data in {silent}."] if silent else [])


def _nothing_personal(record: Record) -> str:
    return "No source holds personal data." if record.fact("personal_data") is False else ""


LAWFUL = (
    ClauseSpec("g1.data-real", "G1", "Every source that is needed was tried with real data", finding=data_real),
    ClauseSpec("g1.data-access", "G1", "Access to every source that is needed is granted", finding=data_access),
    ClauseSpec("g1.legal-basis", "G1", "Personal data have a legal basis", "personal_data", finding=legal_basis),
    ClauseSpec(
        "g1.dpia", "G1", "The data protection impact assessment is screened", "personal_data", finding=dpia
    ),
    ClauseSpec(
        "g1.processor-contract",
        "G1",
        "A contract covers every third party that sees personal data",
        "personal_data and third_party",
        finding=processor_contract,
    ),
    ClauseSpec("g1.ai-act", "G1", "Role and class under the AI Act are named by somebody", finding=ai_act),
    ClauseSpec(
        "g1.works-council", "G1", "The works council was heard where it is affected", finding=works_council
    ),
)
