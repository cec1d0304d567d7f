"""Redaction: names, notes and evidence leave both page and attachment, and the verdict stays what it was."""

import re
from dataclasses import replace
from functools import cache, partial
from itertools import count
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from fortnight.core.assessment import Assessment, Header
from fortnight.core.evaluation import evaluate
from fortnight.core.use_case import OWNER_ROLES
from fortnight.report.job import write_report
from fortnight.report.markdown import markdown_text
from fortnight.report.options import ReportFormat, ReportOptions
from fortnight.report.redact import is_person, is_withheld, names_in, redacted
from fortnight.storage.document import Document, open_document
from fortnight.storage.library import data_folder
from fortnight.storage.toml_files import dumps, parse_assessment
from tests.report.everywhere import typed_everywhere
from tests.report.example import Example, example
from tests.report.making import context_of, words_of
from tests.report.reading import text_of

FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
SAMPLE = Path(data_folder("samples")) / "harbour-mutual-2026-q4.toml"


@cache
def sample() -> Document:
    """Return the sample that fills every table."""
    return open_document(SAMPLE)


def taken_out(assessment: Assessment) -> Assessment:
    """Return the redacted assessment."""
    return redacted(assessment, names_in((assessment,), sample().questionnaire, words_of(example(1)).say))


def secrets(assessment: Assessment) -> set[str]:
    """Return what must not be left: every person, note, piece of evidence and source."""
    header = assessment.assessment
    found = {person.name for person in header.participants.values()} | {header.facilitator, header.decider}
    for answer in assessment.answers.values():
        found |= {answer.note, answer.evidence, answer.dissent, answer.decided_by}
    for decision in assessment.roadmap.values():
        found |= {decision.owner, decision.done_evidence, decision.rejected_because}
    for use_case in assessment.use_cases.values():
        owners = use_case.owners
        found |= {owners.business, owners.deputy, owners.technical, owners.on_call, owners.budget}
        found |= {each.who for each in use_case.decisions.values()} | {use_case.law.class_decided_by}
        for play in use_case.drill.values():
            found |= {play.notices, play.acts, play.written_where}
        found |= {row.owner for row in use_case.data.values()} | {row.rights_by for row in use_case.data.values()}
        found |= {quantity.source for quantity in use_case.roi.inputs.values()}
    roles = {"business", "technical", "on_call", "deputy", "budget", "data_protection", "redeployment"}
    roles |= {person.role for person in header.participants.values()} | set(assessment.capacity)
    return {text for text in found if len(text) > 3 and not any(text in role for role in roles)}


def test_nothing_that_was_to_go_is_left_in_the_attachment() -> None:
    """Names of people, notes, evidence and sources are gone from every table of the file."""
    text = dumps(taken_out(sample().assessment))
    found = secrets(sample().assessment)
    assert len(found) > 80
    assert [] == sorted(secret for secret in found if secret in text)


def test_nothing_that_was_to_go_is_left_on_the_page() -> None:
    """The page is made from the redacted answers, so it holds none of it either."""
    document = sample()
    assessment = taken_out(document.assessment)
    made = Example(assessment, document.questionnaire, evaluate(assessment, document.questionnaire, draws=300))
    text = markdown_text(context_of(made, ReportOptions(redact=True)), words_of(made)).replace("\\", "")
    assert [] == sorted(secret for secret in secrets(document.assessment) if secret in text)
    assert "The names of people, notes and evidence have been taken out of this copy." in text


PEOPLE = ("Zorquax", "Vibdrun", "Plimskeb", "Wugfrob", "Tharnyolk", "Snelf", "Grumvix", "Bozzle", "Quindle",
          "Marfex")


def planted(assessment: Assessment, tag: str) -> tuple[Assessment, set[str]]:
    """Return the assessment with a person in every place for one and in all other text, and every name used.

    A text names its person in full, by surname, with an initial, in capitals and in an address; what is to be
    withheld says SECRET.
    """
    numbers = count()
    used: list[str] = []

    def people(place: tuple[str, ...], old: str) -> str:
        if not is_person(place) or old in OWNER_ROLES:
            return old
        first, last = PEOPLE[len(used) % 10], "".join(PEOPLE[int(digit)] for digit in str(len(used)))
        used.append(f"{first} {last.capitalize()}{tag}")
        return used[-1]

    def texts(place: tuple[str, ...], old: str) -> str:
        if is_person(place) or place[-1] in ("organisation", "unit"):
            return old
        name = used[next(numbers) % len(used)]
        first, last = name.split()
        address = f"{first}.{last}@x.org".lower()
        said = f"{old} {name}, {last}'s list, {first[0]}. {last}, {name.upper()}, {address}"
        return f"SECRET {said}" if is_withheld(place) else said

    made = typed_everywhere(typed_everywhere(assessment, people), texts)
    case_id, case = next(iter(made.use_cases.items()))
    own_id = used[0].lower().replace(" ", "-")
    rows = {(own_id if place == 0 else key): row for place, (key, row) in enumerate(case.data.items())}
    cases = {**made.use_cases, case_id: case.model_copy(update={"data": rows})}
    return made.model_copy(update={"use_cases": cases}), {word for name in used for word in name.lower().split()}


def test_nobody_is_left_in_any_format_or_in_the_attachment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person named wherever one can be, in this run and in the last, in every way of writing a name."""
    monkeypatch.setattr("fortnight.report.job.evaluate", partial(evaluate, draws=300))
    words: set[str] = set()
    for quarter in ("q3", "q4"):
        document = open_document(SAMPLE.with_name(f"harbour-mutual-2026-{quarter}.toml"))
        made, used = planted(document.assessment, quarter)
        (tmp_path / f"harbour-mutual-2026-{quarter}.toml").write_text(dumps(made), encoding="utf-8")
        words |= used
    texts = {}
    for medium in FORMATS:
        out = write_report(tmp_path / SAMPLE.name, tmp_path / f"report.{medium}",
                           ReportOptions("board", medium, redact=True), lambda step: None)
        texts[medium] = text_of(out) if medium == "pdf" else out.read_text(encoding="utf-8")
    reader = PdfReader(tmp_path / "report.pdf")
    texts["attachment"] = reader.attachments["assessment.toml"][0].decode()
    texts["metadata"] = f"{reader.metadata} {reader.trailer['/Root']['/Metadata'].get_data().decode()}"
    assert len(words) > 200 and "zorquax" in words
    assert {} == {medium: found for medium, text in texts.items()
                  if (found := {*re.findall(r"[a-z0-9]+", text.lower())} & {*words, "secret"})}
    assert all("Harbour Mutual" in texts[medium] for medium in ("pdf", "html", "md", "json", "attachment"))


def test_a_role_that_somebody_typed_for_a_person_stays_a_word_elsewhere() -> None:
    """Who owns the data is taken out; the team of that name is still in the text, and so is the organisation."""
    made = example(1).assessment
    header = made.assessment.model_copy(update={"facilitator": "The makers of Harbour Mutual"})
    use_case = made.use_cases["claims-triage"].model_copy(
        update={"summary": "The claims desk of Harbour Mutual reads Claims mail first."})
    text = taken_out(made.model_copy(update={"assessment": header, "use_cases": {"claims-triage": use_case}}))
    assert "The claims desk of Harbour Mutual reads Claims mail first." == text.use_cases["claims-triage"].summary
    assert ("Harbour Mutual", "Facilitator") == (text.assessment.organisation, text.assessment.facilitator)


def test_parts_of_a_participants_name_are_found_in_free_text() -> None:
    """A surname in the summary of a use case is a name too."""
    made = example(1).assessment
    use_case = made.use_cases["claims-triage"].model_copy(
        update={"summary": "Keller's team reads claims; Maria Keller confirms. Kellerman stays."})
    text = taken_out(made.model_copy(update={"use_cases": {"claims-triage": use_case}})).use_cases
    assert "Decider's team reads claims; Decider confirms. Kellerman stays." == text["claims-triage"].summary


def test_a_name_of_several_parts_is_one_mention() -> None:
    """First name, surname and firm beside each other give one stand-in."""
    made = example(1).assessment
    header = made.assessment.model_copy(
        update={"facilitator": "Ingrid Solheim, Meridian Advisory", "interest": "Meridian Advisory bids later."})
    text = taken_out(made.model_copy(update={"assessment": header})).assessment.interest
    assert "Facilitator bids later." == text


def test_the_same_name_always_becomes_the_same_stand_in() -> None:
    """Who owns and who decides stays visible, without saying who it is."""
    made = taken_out(example(2).assessment)
    owners = [use_case.owners for use_case in made.use_cases.values()]
    assert {"Decider"} == {each.business for each in owners}
    assert ["Participant 1", "On-call owner"] == [made.assessment.participants["p3"].name, owners[0].on_call]
    assert made.use_cases["claims-triage"].law.class_decided_by == made.assessment.participants["p3"].name


def test_the_verdict_stays_what_it_was() -> None:
    """Where the verdict depends on somebody being named or something being written, a stand-in stays."""
    document = sample()
    before = evaluate(document.assessment, document.questionnaire, draws=300)
    after = evaluate(taken_out(document.assessment), document.questionnaire, draws=300)
    for key, case in before.cases.items():
        other = after.cases[key]
        assert (case.verdict.kind, case.verdict.rule, case.gates.earned) == (
            other.verdict.kind, other.verdict.rule, other.gates.earned)
        assert (case.drill.handled, case.drill.limps) == (other.drill.handled, other.drill.limps)
        assert case.roi.npv == other.roi.npv
    assert before.score == after.score


def test_a_redacted_file_can_be_read_again() -> None:
    """It is an assessment like any other."""
    once = taken_out(sample().assessment)
    assert once == parse_assessment(dumps(once).encode(), "redacted.toml")


def test_an_empty_assessment_stays_empty() -> None:
    """Nothing is put where nothing was, but that it is a redacted copy."""
    assert Assessment(assessment=Header(redacted=True)) == taken_out(Assessment())


def test_votes_levels_and_money_stay() -> None:
    """What is not a name, a note or evidence is not touched."""
    before, after = sample().assessment, taken_out(sample().assessment)
    assert {key: (each.level, each.votes) for key, each in before.answers.items()} == {
        key: (each.level, each.votes) for key, each in after.answers.items()}
    assert before.settings == after.settings
    assert replace(sample(), assessment=before) == sample()
