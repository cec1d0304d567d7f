"""G1, real and lawful: data, personal data, AI Act and works council, as the record answers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fortnight.core.clause import ClauseSpec, Finding, Record, judged, missing_of
from fortnight.core.phrase import say
from fortnight.core.use_case import DataSource

_NO_MAP = say("The data map is empty; list the sources that the use case needs.")


def data_real(record: Record) -> Finding:
    """Each source of the data map was tried with real data."""
    demo = _rows(record, lambda row: row.sample == "demo")
    silent = _rows(record, lambda row: row.sample is None)
    return judged(
        _refs(record, "sample"),
        yes=say("Every source was tried with real data."),
        no=[say("Only demonstration data were tried for {sources}; try real data.", sources=demo)] if demo else (),
        unknown=_no_map(record)
        or ([say("Nobody has said whether real or demonstration data were tried for {sources}.", sources=silent)]
            if silent else ()),
    )


def data_access(record: Record) -> Finding:
    """Access to each source of the data map is granted."""
    refused = _rows(record, lambda row: row.access == "refused")
    requested = _rows(record, lambda row: row.access == "requested")
    unsaid = _rows(record, lambda row: row.access == "unknown")
    granters = [row.rights_by.strip() for row in record.case.data.values() if row.access != "granted"]
    who = record.wording.join(dict.fromkeys(filter(None, granters))) or (
        say("whoever grants it, who is not named"))
    no = [say("Access to {sources} was refused.", sources=refused)] if refused else []
    if requested:
        no.append(say("Access to {sources} is requested but not granted yet; it depends on {who}.",
                      sources=requested, who=who))
    return judged(
        _refs(record, "access"),
        yes=say("Access to every source is granted."),
        no=no,
        unknown=_no_map(record)
        or ([say("Nobody has said whether access to {sources} is granted; ask {who}.", sources=unsaid, who=who)]
            if unsaid else ()),
    )


def legal_basis(record: Record) -> Finding:
    """Personal data have a legal basis."""
    without = _rows(record, lambda row: row.personal in ("personal", "special") and not row.legal_basis.strip())
    who = record.case.owners.data_protection.strip() or say("whoever looks after data protection")
    return judged(
        [*_refs(record, "personal"), *_refs(record, "legal_basis")],
        yes=say("A legal basis is recorded for every source with personal data."),
        unknown=_personal_unsaid(record)
        or ([say("No legal basis is recorded for {sources}; {who} can name it.", sources=without, who=who)]
            if without else ()),
        waived=_nothing_personal(record),
    )


def dpia(record: Record) -> Finding:
    """The data protection impact assessment is screened, and done where it is needed."""
    said = record.case.law.dpia
    no: Sequence[str] = ()
    if said == "started":
        no = [say("The data protection impact assessment is started but not done; it comes before use.")]
    elif said == "not-started":
        no = [say("Nobody has screened yet whether a data protection impact assessment is needed.")]
    unknown: Sequence[str] = ()
    if said is None:
        unknown = _personal_unsaid(record) or [
            say("Nobody has said whether a data protection impact assessment is needed; screen it.")
        ]
    done = (say("The data protection impact assessment is done.") if said == "done" else
            say("The data protection impact assessment was screened and is not needed."))
    waived = _nothing_personal(record)
    return judged(
        [record.place("law", "dpia")],
        yes=done,
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
        no.append(say("A third party sees personal data of {sources} without a processor contract.",
                      sources=lacking))
    if law == "missing":
        no.append(say("The processor contract with the third party that sees personal data is missing."))
    unknown: Sequence[str] = ()
    if law is None and silent:
        unknown = [say("Nobody has said whether a third party sees personal data of {sources}.", sources=silent)]
    waived = _nothing_personal(record)
    if not waived and (rows_say_none or law == "not-needed") and not no:
        waived = (say("No third party sees the data.") if rows_say_none else
                  say("No processor contract is needed."))
    return judged(
        [record.place("law", "processor_contract"), *_refs(record, "third_party_contract")],
        yes=say("A processor contract covers every third party that sees personal data."),
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
        missing = missing_of([(say("who decided that it does not apply"), by)])
        yes = say("The AI Act does not apply to it, decided by {who}.", who=by)
    else:
        missing = missing_of(
            [(say("the role"), law.ai_act_role), (say("the class"), law.ai_act_class),
             (say("who decided the class"), by)]
        )
        yes = say("Under the AI Act: role {role}, class {risk_class}, decided by {who}.",
                  role=_IN_THE_ACT.get(law.ai_act_role or ""),
                  risk_class=_IN_THE_ACT.get(law.ai_act_class or ""), who=by)
    return judged(
        [record.place("law", key) for key in ("ai_act_role", "ai_act_class", "class_decided_by")],
        yes=yes,
        unknown=[say("Under the AI Act nobody has named {what}.", what=record.wording.join(missing))]
        if missing else (),
    )


def works_council(record: Record) -> Finding:
    """The works council was heard where it is affected."""
    said = record.case.law.works_council
    return judged(
        [record.place("law", "works_council")],
        yes=say("The works council has agreed.") if said == "agreed" else say("The works council was heard."),
        no=[say("The works council is affected and was not heard yet; ask for a date.")]
        if said == "not-heard" else (),
        unknown=[say("Nobody has said whether the works council is affected, and heard.")] if said is None else (),
        waived=say("The works council is not affected.") if said == "not-affected" else "",
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
    return _no_map(record) or (
        [say("Nobody has said whether there are personal data in {sources}.", sources=silent)] if silent else []
    )


def _nothing_personal(record: Record) -> str:
    return say("No source holds personal data.") if record.fact("personal_data") is False else ""


_IN_THE_ACT = {
    "provider": say("provider"),
    "deployer": say("deployer"),
    "importer": say("importer"),
    "distributor": say("distributor"),
    "prohibited": say("prohibited"),
    "high": say("high"),
    "limited": say("limited"),
    "minimal": say("minimal"),
}
"""The roles and the classes of the AI Act, by their word in the file."""


LAWFUL = (
    ClauseSpec(
        "g1.data-real", "G1", say("Every source that is needed was tried with real data"), finding=data_real
    ),
    ClauseSpec(
        "g1.data-access", "G1", say("Access to every source that is needed is granted"), finding=data_access
    ),
    ClauseSpec(
        "g1.legal-basis", "G1", say("Personal data have a legal basis"), "personal_data", finding=legal_basis
    ),
    ClauseSpec(
        "g1.dpia", "G1", say("The data protection impact assessment is screened"), "personal_data", finding=dpia
    ),
    ClauseSpec(
        "g1.processor-contract",
        "G1",
        say("A contract covers every third party that sees personal data"),
        "personal_data and third_party",
        finding=processor_contract,
    ),
    ClauseSpec("g1.ai-act", "G1", say("Role and class under the AI Act are named by somebody"), finding=ai_act),
    ClauseSpec(
        "g1.works-council", "G1", say("The works council was heard where it is affected"), finding=works_council
    ),
)
