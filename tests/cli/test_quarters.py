"""`next` and `compare` as a person uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from fortnight.cli import main
from fortnight.report.redact import names_in, redacted
from fortnight.storage.document import open_document
from fortnight.storage.library import data_folder, load_questionnaire
from fortnight.storage.past import load_answers
from fortnight.storage.toml_files import encoded

Q3, Q4 = "harbour-mutual-2026-q3.toml", "harbour-mutual-2026-q4.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the two quarters of the invented sample."""
    for name in (Q3, Q4):
        (tmp_path / name).write_bytes((data_folder("samples") / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_next_writes_a_file_that_is_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new file names the last one, has its answers beside it, and the last one is as it was."""
    before = (folder / Q4).read_bytes()
    (folder / "later").mkdir()
    assert 0 == main(["next", Q4, "later/q1.toml"])
    assert before == (folder / Q4).read_bytes()
    document = open_document(folder / "later" / "q1.toml")
    assert f"../{Q4}" == document.assessment.assessment.previous
    assert document.previous is not None
    assert load_answers(folder / Q4).answers == document.previous.answers
    assert 0 == main(["check", "later/q1.toml"])
    assert "Review first what was promised" in capsys.readouterr().out


def test_next_never_overwrites(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that exists stays, and the sentence says so."""
    before = (folder / Q3).read_bytes()
    assert 1 == main(["next", Q4, Q3])
    assert (before, True) == ((folder / Q3).read_bytes(), Q3 in capsys.readouterr().err)


def test_next_needs_the_questionnaire_where_the_new_file_lies(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A questionnaire of one's own that the new file would not find is said at once, and nothing is written."""
    (folder / "small.toml").write_text(_SMALL.format(version="1", questions=_question("one"), history=""), "utf-8")
    main(["new", "q3.toml", "--questionnaire", "small"])
    (folder / "later").mkdir()
    capsys.readouterr()
    assert 1 == main(["next", "q3.toml", "later/q4.toml"])
    assert ("small" in capsys.readouterr().err, False) == (True, (folder / "later" / "q4.toml").exists())


def test_next_reports_a_changed_questionnaire_line_by_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A questionnaire of another version beside the file: a line for each question, and the new file opens."""
    first = _SMALL.format(version="1.0.0", questions=_question("old") + _question("gone"), history="")
    (folder / "small.toml").write_text(first, "utf-8")
    main(["new", "q3.toml", "--questionnaire", "small"])
    with (folder / "q3.toml").open("a", encoding="utf-8") as file:
        file.write("\n[answers.old]\nlevel = 2\n\n[answers.gone]\nlevel = 4\n")
    history = '[renamed.old]\nto = ["young"]\nlevels = [1, 3, 4, 5, 5]\n[retired]\ngone = "No longer of use"\n'
    (folder / "small.toml").write_text(_SMALL.format(
        version="2.0.0", questions=_question("young") + _question("fresh", 'added_in = "2.0.0"'), history=history),
        "utf-8")
    capsys.readouterr()
    assert 0 == main(["next", "q3.toml", "q4.toml"])
    told = capsys.readouterr().out
    for line in ("1 rescaled, 1 dropped, 1 new", "old -> young", "level 2 is 3 now", "No longer of use",
                 "new since version 2.0.0"):
        assert line in told
    document = open_document(folder / "q4.toml")
    assert document.previous is not None
    assert {"young": 3} == {key: answer.level for key, answer in document.previous.answers.items()}


def test_compare_prints_text_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text begins with what moved; the JSON has the same under stable keys."""
    assert 0 == main(["compare", Q3, Q4])
    told = capsys.readouterr().out
    assert "Maturity rose from 1.7 to 2.8" in told
    assert "Invoice reading: MEASURE last time, NARROW now." in told
    assert 0 == main(["compare", Q3, Q4, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {"before", "now", "migration", "dimensions", "moves", "promises", "cases", "calibration",
            "sentences"} <= set(found)
    cases = [case["use_case_id"] for case in found["cases"]]
    assert ["claims-triage", "invoice-reading", "complaint-agent"] == cases


def test_compare_of_a_folder_is_a_trend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One folder alone: every run of a team, oldest first; single runs and empty ones are named on stderr."""
    (folder / "once.toml").write_bytes((data_folder("samples") / "copilot-government-2025.toml").read_bytes())
    main(["next", Q4, "begun.toml"])
    capsys.readouterr()
    assert 0 == main(["compare", ".", "--json"])
    captured = capsys.readouterr()
    trends = json.loads(captured.out)
    assert [["2026-Q3", "2026-Q4"]] == [[run["label"] for run in each["runs"]] for each in trends]
    assert "once.toml" in captured.err
    assert "begun.toml: has no answer yet" in captured.err


@pytest.mark.parametrize("arguments", [
    ["compare", Q3], ["compare", Q3, "nowhere.toml"], ["compare", ".", Q4], ["next", "nowhere.toml", "new.toml"]])
def test_what_cannot_be_compared_is_one_sentence(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, one line on stderr, nothing on stdout."""
    assert 1 == main(arguments)
    captured = capsys.readouterr()
    assert ("", 1) == (captured.out, len(captured.err.strip().splitlines()))


@pytest.mark.parametrize(("old", "expected"), [
    ("govuk-chat-2024-11.toml", "This is the third assessment, compared with the second."),
    ("govuk-chat-2024-01.toml", "This is the third assessment, compared with the first."),
])
def test_an_assessment_is_numbered_by_its_past(
    old: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the files name each other; where one of them is gone, nobody can tell and nothing is said."""
    monkeypatch.chdir(tmp_path)
    for sample in data_folder("samples").glob("govuk-chat-*.toml"):
        shutil.copy(sample, tmp_path)
    assert 0 == main(["compare", old, "govuk-chat-2026-03.toml"])
    assert expected == capsys.readouterr().out.splitlines()[1]
    middle = tmp_path / "govuk-chat-2024-11.toml"
    middle.write_text(middle.read_text(encoding="utf-8").replace("govuk-chat-2024-01.toml", "gone.toml"),
                      encoding="utf-8")
    assert 0 == main(["compare", old, "govuk-chat-2026-03.toml"])
    assert "assessment, compared" not in capsys.readouterr().out


def test_a_redacted_report_is_no_whole_past(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The next quarter can start from it, is told what is missing, and does not call itself the second."""
    answers, questionnaire = load_answers(folder / Q4), load_questionnaire("poc-to-production")
    copy = redacted(answers, names_in((answers,), questionnaire, lambda key, **_values: key))
    (folder / "redacted.toml").write_bytes(encoded(copy))
    assert 0 == main(["next", "redacted.toml", "q1.toml"])
    assert "Names, notes and evidence had been taken out of the last file" in capsys.readouterr().out
    assert 0 == main(["compare", "redacted.toml", "q1.toml"])
    told = capsys.readouterr().out
    assert "assessment, compared with" not in told and "Nothing is answered for" in told


def test_what_is_called_a_pdf_and_is_none_is_said_to_be_damaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not read as TOML, whose errors would mislead."""
    (folder / "notes.pdf").write_text("hello", encoding="utf-8")
    assert 1 == main(["next", "notes.pdf", "q1.toml"])
    assert "notes.pdf: is damaged and cannot be read" in capsys.readouterr().err


def test_a_run_that_stayed_without_answers_is_no_ground_for_progress(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Clauses that were open for want of answers have not closed since."""
    main(["next", Q3, "empty.toml"])
    capsys.readouterr()
    assert 0 == main(["compare", "empty.toml", Q4])
    told = capsys.readouterr().out
    assert "Nothing is answered for" in told and "Clauses closed" not in told


def test_a_quarter_that_nobody_answered_is_no_last_time(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Starting from it is advised against, and what stands in for a verdict is that of the last answered run."""
    main(["next", Q4, "skipped.toml"])
    capsys.readouterr()
    assert 0 == main(["next", "skipped.toml", "q1.toml"])
    assert "Nothing was answered in the last file" in capsys.readouterr().out
    assert 0 == main(["verdict", "q1.toml"])
    assert "last time (16\u00a0November 2026): HARDEN." in capsys.readouterr().out


def test_a_verdict_on_no_answers_gives_the_last_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Gaps of a new quarter must not read as news; the first answer of the run makes its verdict its own."""
    main(["next", Q4, "q1.toml"])
    capsys.readouterr()
    assert 0 == main(["verdict", "q1.toml"])
    blocks = [block.splitlines() for block in capsys.readouterr().out.strip().split("\n\n")]
    said = "Not judged yet: nothing is answered for this quarter; last time (16\u00a0November 2026):"
    assert [f"Claims triage: {said} HARDEN.", f"Invoice reading: {said} NARROW.",
            f"Complaint agent: {said} STOP."] == [lines[0] for lines in blocks]
    assert "To do then: Stop Complaint agent" in blocks[2][1]
    for command in (["roi", "--use-case", "claims-triage"], ["roadmap"]):
        assert 0 == main([*command, "q1.toml"])
        assert "nothing is answered for this quarter" in capsys.readouterr().out.splitlines()[0]
    assert 0 == main(["roi", "q1.toml", "--json", "--draws", "200"])
    assert "rests on gaps" in capsys.readouterr().err
    with (folder / "q1.toml").open("a", encoding="utf-8") as file:
        file.write('\n[answers."evaluation.set"]\nlevel = 3\n')
    assert 0 == main(["verdict", "q1.toml"])
    assert "Not judged" not in capsys.readouterr().out


def test_a_file_is_not_compared_with_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By whichever name: nothing can have moved, and no MEASURE can have stood twice."""
    (folder / "link.toml").symlink_to(folder / Q3)
    for other in (Q3, f"./{Q3}", "link.toml"):
        assert 1 == main(["compare", Q3, other])
        captured = capsys.readouterr()
        assert "" == captured.out
        assert f"{Q3}: is compared with itself; name the file of an earlier assessment first.\n" == captured.err


def test_a_copy_is_no_second_assessment(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same answers of the same day give the same verdict, not a STOP for want of a measurement."""
    (folder / "copy.toml").write_bytes((folder / Q3).read_bytes())
    assert 0 == main(["compare", Q3, "copy.toml"])
    told = capsys.readouterr().out
    assert "Invoice reading: MEASURE both times." in told
    assert "STOP" not in told


_SMALL = """\
id = "small"
version = "{version}"
title = "Small"
format = 1

[dimensions.all]
title = "All"

{questions}
{history}
"""


def _question(name: str, more: str = "") -> str:
    levels = ", ".join(f'"{name} at {level}"' for level in range(1, 6))
    return (f'[questions.{name}]\ndimension = "all"\ntitle = "{name.capitalize()}"\nask = "{name}?"\n'
            f"levels = [{levels}]\n{more}\n\n")


def test_two_teams_are_compared_with_a_word_of_warning(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody takes another team's level for the own one's progress."""
    samples = data_folder("samples")
    assert 0 == main(["compare", str(samples / "harbour-mutual-2026-q4.toml"),
                      str(samples / "mcdonalds-drive-through-2022.toml")])
    assert "These are two teams" in capsys.readouterr().out.splitlines()[1]
