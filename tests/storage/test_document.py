"""Documents: an assessment opened from a file or a PDF, with its questionnaire and its last run."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fortnight.core.assessment import Answer, Assessment, Header
from fortnight.core.checks import check_assessment
from fortnight.core.scoring import score
from fortnight.core.use_case import Actuals, UseCase
from fortnight.errors import FileChanged, FileProblem, UserError
from fortnight.storage.document import (
    Document,
    merge_with_disk,
    new_document,
    open_document,
    save_document,
)
from fortnight.storage.past import load_answers
from fortnight.storage.toml_files import encoded, load_assessment
from tests.storage.pdfs import pdf_with
from tests.storage.questionnaires import small

TODAY = dt.date(2026, 11, 2)


def answered(**levels: int) -> dict[str, Answer]:
    """Return answers with these levels."""
    return {question: Answer(level=level) for question, level in levels.items()}


def written(path: Path, **header: object) -> Path:
    """Write an assessment with this header and return its path."""
    path.write_bytes(encoded(Assessment(assessment=Header.model_validate(header), answers=answered(a=3))))
    return path


def with_level(document: Document, question: str, level: int) -> Assessment:
    """Return the document's assessment with one more answer."""
    answers = {**document.assessment.answers, question: Answer(level=level)}
    return document.assessment.model_copy(update={"answers": answers})


def test_a_new_document_is_on_disk_and_says_what_it_is(tmp_path: Path) -> None:
    """It is dated, names organisation and questionnaire with version and wording, and opens as it was written."""
    document = new_document(tmp_path / "acme.toml", organisation="Acme", today=TODAY)
    header = document.assessment.assessment
    assert ("Acme", TODAY, "poc-to-production", document.questionnaire.version) == (
        header.organisation, header.date, header.questionnaire, header.questionnaire_version
    )
    assert document == open_document(tmp_path / "acme.toml")
    assert "" == document.questionnaire_notice


def test_a_name_without_ending_gets_one(tmp_path: Path) -> None:
    """A dot in the name is no ending."""
    assert tmp_path / "acme 2026.Q4.toml" == new_document(tmp_path / "acme 2026.Q4", today=TODAY).path


def test_a_new_document_never_replaces_a_file(tmp_path: Path) -> None:
    """A file of that name stays as it is."""
    path = written(tmp_path / "acme.toml", team="theirs")
    with pytest.raises(UserError, match=r"exists already; open it with `fortnight .*acme.toml` or choose"):
        new_document(path, today=TODAY)
    assert "theirs" == load_assessment(path).assessment.assessment.team


def test_a_new_document_in_no_folder_is_refused(tmp_path: Path) -> None:
    """Nothing is created where there is no folder, and the sentence says so."""
    with pytest.raises(UserError, match=r"there is no folder .*nowhere; create it first"):
        new_document(tmp_path / "nowhere" / "acme.toml", today=TODAY)


def test_saving_goes_on_from_the_last_save(tmp_path: Path) -> None:
    """Each save is expected by the next."""
    document = new_document(tmp_path / "acme.toml", today=TODAY)
    for level in (1, 2, 3):
        document = save_document(document, with_level(document, "data.real", level))
    assert document == open_document(tmp_path / "acme.toml")
    assert 3 == document.assessment.answers["data.real"].level


def test_the_questionnaire_beside_the_file_is_used(tmp_path: Path) -> None:
    """A questionnaire in the assessment's own folder is found by its id."""
    small(tmp_path, "ours")
    path = written(tmp_path / "acme.toml", questionnaire="ours")
    assert "About ours" == open_document(path).questionnaire.title


def test_an_unknown_questionnaire_is_named_at_its_place(tmp_path: Path) -> None:
    """The file opens only with its questionnaire; a near id is guessed."""
    path = written(tmp_path / "acme.toml", questionnaire="quick-scam")
    with pytest.raises(FileProblem) as raised:
        open_document(path)
    line = str(raised.value)
    assert line.startswith(f'{path}: assessment.questionnaire: no questionnaire has the id "quick-scam"')
    assert line.endswith('did you mean "quick-scan"?')


def test_a_changed_questionnaire_is_noticed(tmp_path: Path) -> None:
    """New wording and a new version are each said in a sentence, until the next save signs the new one."""
    small(tmp_path, "ours")
    document = new_document(tmp_path / "acme.toml", questionnaire_id="ours", today=TODAY)
    questionnaire = small(tmp_path, "ours", why="New reason")
    reworded = open_document(document.path).questionnaire_notice
    questionnaire.write_text(questionnaire.read_text().replace('"1.0"', '"2.0"'))
    raised = open_document(document.path)
    assert "The wording of About ours has changed since the last save. Read the questions again." == reworded
    assert ("These answers were given to version 1.0 of About ours; this is version 2.0. "
            "Read the questions again.") == raised.questionnaire_notice
    save_document(raised, raised.assessment)
    assert "" == open_document(document.path).questionnaire_notice


def test_a_quick_scan_goes_on_as_a_full_assessment_without_answering_twice(tmp_path: Path) -> None:
    """Naming the full questionnaire in the file keeps every answer; only the other questions are open."""
    begun = new_document(tmp_path / "acme.toml", questionnaire_id="quick-scan", today=TODAY)
    scanned = {question: Answer(level=2, evidence="seen") for question in begun.questionnaire.questions}
    save_document(begun, begun.assessment.model_copy(update={"answers": scanned}))
    text = begun.path.read_text(encoding="utf-8")
    begun.path.write_text(text.replace('"quick-scan"', '"poc-to-production"'), encoding="utf-8")
    full = open_document(begun.path)
    assert "These answers were begun with Quick scan; From proof of concept to production goes on from them." == (
        full.questionnaire_notice
    )
    assert () == check_assessment(full.assessment, full.questionnaire)
    open_questions = set(full.questionnaire.questions) - set(scanned)
    assert open_questions == {
        key for key, each in score(full.assessment, full.questionnaire).questions.items()
        if each.state == "unanswered"
    }
    save_document(full, full.assessment)
    again = open_document(begun.path)
    assert ("", scanned) == (again.questionnaire_notice, again.assessment.answers)


def test_the_last_run_is_found_relative_to_the_file(tmp_path: Path) -> None:
    """`previous` leads to a TOML or a PDF from where the file lies, not from where the program runs."""
    (tmp_path / "q3").mkdir()
    written(tmp_path / "q3" / "acme.toml", team="in toml")
    (tmp_path / "q3" / "acme.pdf").write_bytes(pdf_with(b'[assessment]\nteam = "in pdf"'))
    for name, team in (("q3/acme.toml", "in toml"), ("q3/acme.pdf", "in pdf")):
        document = open_document(written(tmp_path / "acme.toml", previous=name))
        assert document.previous is not None
        assert (team, "") == (document.previous.assessment.team, document.previous_problem)


@pytest.mark.parametrize(("previous", "problem"), [
    ("gone.toml", "The last run cannot be shown. {folder}/gone.toml: there is no such file; "
                  "check the name."),
    ("acme.toml", "The last run cannot be shown: assessment.previous names this file itself; name the last one."),
    ("broken.toml", "The last run cannot be shown. {folder}/broken.toml: line 1: the closing quote is missing."),
    ("a\0b", "The last run cannot be shown. {folder}/a\0b: is not a name that a file can have; check it."),
])
def test_a_last_run_that_cannot_be_read_is_no_reason_to_stop(previous: str, problem: str, tmp_path: Path) -> None:
    """The file opens without it, and one sentence says why."""
    (tmp_path / "broken.toml").write_text('a = "b\n')
    document = open_document(written(tmp_path / "acme.toml", previous=previous))
    assert (None, problem.format(folder=tmp_path)) == (document.previous, document.previous_problem)


def test_the_past_is_read_only_as_far_as_a_promise_lies_back(tmp_path: Path) -> None:
    """One run as a rule; more while the run that was read had the latest quarter of actuals recorded already."""

    def run(name: str, day: int, previous: str, *, measured: bool) -> Path:
        actuals = {"2026-Q2": Actuals(until=dt.date(2026, 6, 30), tasks_per_month=10)} if measured else {}
        case = UseCase(name="Letters", actuals=actuals)
        header = Header(date=dt.date(2026, 7, day), team=name, previous=previous)
        (tmp_path / name).write_bytes(encoded(Assessment(assessment=header, use_cases={"letters": case})))
        return tmp_path / name

    run("a.toml", 1, "", measured=False)
    run("b.toml", 2, "a.toml", measured=False)
    recorded = run("c.toml", 3, "b.toml", measured=True)
    carried = run("d.toml", 4, "c.toml", measured=True)
    again = run("e.toml", 5, "d.toml", measured=True)
    for path, teams in (
        (recorded, ["b.toml"]), (carried, ["b.toml", "c.toml"]), (again, ["b.toml", "c.toml", "d.toml"])
    ):
        assert teams == [each.assessment.team for each in open_document(path).earlier]


def test_a_pdf_opens_by_its_attachment_and_is_never_written(tmp_path: Path) -> None:
    """The answers come from the PDF and are saved beside it, under a name that is free."""
    pdf = tmp_path / "roadmap.pdf"
    pdf.write_bytes(pdf_with(b'[assessment]\nteam = "A"\n[answers.a]\nlevel = 2'))
    before = pdf.read_bytes()
    written(tmp_path / "roadmap.toml")
    document = open_document(pdf)
    assert (tmp_path / "roadmap-2.toml", None, 2) == (
        document.path, document.stamp, document.assessment.answers["a"].level
    )
    saved = save_document(document, document.assessment)
    assert "A" == load_assessment(saved.path).assessment.assessment.team
    assert before == pdf.read_bytes()


@pytest.mark.parametrize(("content", "message"), [
    (pdf_with(None),
     "carries no answers: it was made with --without-answers or not by Fortnight; open the TOML file"),
    (pdf_with(b"", password="secret"), "is locked with a password; save it without one, or ask for the TOML file"),
    (b"%PDF-1.7 and then nothing", "is damaged and cannot be read; ask for it again, or for the TOML file"),
    (pdf_with(b"[answers.a]\nlevel = true"), "answers.a.level: must be a whole number, not true"),
], ids=["without answers", "locked", "damaged", "wrong answers"])
def test_a_pdf_without_usable_answers_says_why(content: bytes, message: str, tmp_path: Path) -> None:
    """Somebody else's, a locked, a damaged PDF, and one whose answers have a mistake."""
    path = tmp_path / "roadmap.pdf"
    path.write_bytes(content)
    with pytest.raises(FileProblem) as raised:
        load_answers(path)
    assert f"{path}: {message}" == str(raised.value)


def test_two_windows_on_one_file_lose_nothing(tmp_path: Path) -> None:
    """The second to save is told; merged with the disk both answers stand, and then the first is told."""
    first = second = new_document(tmp_path / "acme.toml", today=TODAY)
    first = save_document(first, with_level(first, "data.real", 2))
    ours = with_level(second, "success.metric", 4)
    with pytest.raises(FileChanged):
        save_document(second, ours)
    second = merge_with_disk(second, ours)
    assert {"data.real": 2, "success.metric": 4} == {
        question: answer.level for question, answer in second.assessment.answers.items()
    }
    assert second == open_document(second.path)
    with pytest.raises(FileChanged):
        save_document(first, with_level(first, "data.rights", 1))


def test_two_windows_on_one_answer_leave_a_conflict(tmp_path: Path) -> None:
    """What cannot be decided is in the file for somebody to decide."""
    first = second = new_document(tmp_path / "acme.toml", today=TODAY)
    save_document(first, with_level(first, "data.real", 2))
    merged = merge_with_disk(second, with_level(second, "data.real", 4))
    assert ['answers."data.real".level'] == list(open_document(merged.path).assessment.conflicts)
