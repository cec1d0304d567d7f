"""The rerun in the app: next quarter from Home, promises first, one key for what is still true, what moved."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.widgets import OptionList

from fortnight.core.assessment import ActionDecision, Answer
from fortnight.core.scoring import score
from fortnight.storage.document import next_document
from fortnight.storage.library import data_folder
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.modals.next_quarter import next_name
from fortnight.tui.modals.review import ReviewModal
from fortnight.tui.screens.compare import CompareScreen
from tests.tui.conftest import TODAY, Running, app_of, screen_text, settled, type_text, until

LAST = """
format = 1

[assessment]
organisation = "Northwind"
date = 2026-08-17
period = "2026-Q3"
questionnaire = "small"
questionnaire_version = "1"

[answers."data.real"]
level = 3
evidence = "Extract of 3 August"

[answers."data.rights"]
state = "unknown"

[answers."people.owner"]
level = 2

[use_cases.claims]
name = "Claims triage"
agentic = false

[roadmap."name-an-owner"]
owner = "Ada [bold]"
due = 2026-10-01

[roadmap."write-it-down"]
owner = "Ben"
"""

ACTION = """
[actions.{id}]
title = "{title}"
first_step = "Ask."
effort_days = {{ min = 1, likely = 2, max = 3 }}
role = "business"
done_when = "Somebody has seen it."
"""


@pytest.fixture
def last(folder: Path) -> Path:
    """Last quarter's file, with two promises."""
    with (folder / "small.toml").open("a") as file:
        file.write(ACTION.format(id="name-an-owner", title="Name an owner"))
        file.write(ACTION.format(id="write-it-down", title="Write it down"))
    (folder / "team.toml").unlink()
    path = folder / "team-2026-q3.toml"
    path.write_text(LAST)
    return path


@pytest.fixture
def next_file(last: Path) -> Path:
    """This quarter's file, promises still to be reviewed."""
    document, _made = next_document(last, last.with_name("team-2026-q4.toml"), today=TODAY)
    return document.path


def _answers(file: Path) -> dict[str, Answer]:
    return dict(load_assessment(file).assessment.answers)


def _decisions(file: Path) -> dict[str, ActionDecision]:
    return dict(load_assessment(file).assessment.roadmap)


async def test_home_starts_the_next_quarter(running: Running, last: Path) -> None:
    """q on a file offers a name in this quarter; Enter writes it and says what it holds; promises come first."""
    before = last.read_bytes()
    async with running(last.parent) as pilot:
        await pilot.press("q")
        assert "team-2026-q4.toml" in screen_text(pilot)
        await pilot.press("enter")
        assert "team-2026-q4.toml is ready; team-2026-q3.toml is as it was." in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewModal))
        assert "Ada [bold]" in screen_text(pilot)
    assert before == last.read_bytes()
    assert load_assessment(last.with_name("team-2026-q4.toml")).assessment.assessment.previous == last.name


async def test_a_changed_questionnaire_is_told_question_by_question(running: Running, last: Path) -> None:
    """Before the first question is asked, and again beside what moved."""
    questionnaire = last.with_name("small.toml")
    text = questionnaire.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"', 1)
    questionnaire.write_text(f'{text}\n[renamed."people.boss"]\nto = ["people.owner"]\n', encoding="utf-8")
    last.write_text(LAST.replace("people.owner", "people.boss"), encoding="utf-8")
    async with running(last.parent) as pilot:
        await pilot.press("q", "enter")
        told = " ".join(screen_text(pilot).split())
        assert "The questionnaire went from 1 to 2" in told and "people.boss -> people.owner" in told


async def test_promises_are_done_moved_or_dropped_by_key(running: Running, next_file: Path) -> None:
    """Each decision wants its evidence, day or reason, is saved at once, and takes the action off the list."""
    async with running(next_file) as pilot:
        assert 2 == pilot.app.screen.query_one(OptionList).option_count
        await pilot.press("d", "enter")
        assert "Write what shows" in screen_text(pilot)
        await type_text(pilot, "Note of 3 May")
        await pilot.press("enter")
        assert ("done", "Note of 3 May") == (_decisions(next_file)["name-an-owner"].status,
                                             _decisions(next_file)["name-an-owner"].done_evidence)
        await pilot.press("m")
        await type_text(pilot, "soon")
        await pilot.press("enter")
        assert "Type the date" in screen_text(pilot)
        await pilot.press("escape", "x")
        await type_text(pilot, "No longer used")
        await pilot.press("enter")
        await settled(pilot)
        assert ("dropped", "No longer used") == (_decisions(next_file)["write-it-down"].status,
                                                 _decisions(next_file)["write-it-down"].rejected_because)
        assert not isinstance(pilot.app.screen, ReviewModal)


async def test_only_changed_answers_need_more_than_one_key(running: Running, next_file: Path) -> None:
    """s, Enter or the same digit keep answer and evidence; s keeps an unknown too: the answers equal the last."""
    async with running(next_file) as pilot:
        await pilot.press("escape")
        assert "Seen then: Extract of 3 August" in " ".join(screen_text(pilot).split())
        await pilot.press("s", "s", "enter")
        assert {"data.real": Answer(level=3, evidence="Extract of 3 August"),
                "data.rights": Answer(state="unknown"), "people.owner": Answer(level=2)} == _answers(next_file)


async def test_the_sample_quarter_is_rerun_with_one_key_for_what_stands(running: Running, tmp_path: Path) -> None:
    """From the first invented quarter to the levels of the second: one key for each answer that stands or fell.

    Only an answer that rose takes more: what was seen, and the key that goes on.
    """
    for sample in data_folder("samples").glob("harbour-mutual-*.toml"):
        shutil.copy(sample, tmp_path)
    last, second = (load_assessment(tmp_path / f"harbour-mutual-2026-q{quarter}.toml").assessment.answers
                    for quarter in (3, 4))
    document, _made = next_document(tmp_path / "harbour-mutual-2026-q3.toml", tmp_path / "rerun.toml", today=TODAY)
    asked = [key for key, state in score(document.assessment, document.questionnaire).questions.items()
             if state.state != "skipped"]
    keys = dict.fromkeys(asked, 0)

    async with running(document.path) as pilot:
        async def press(question_id: str, key: str) -> None:
            keys[question_id] += 1
            await pilot.press(key)

        await pilot.press("escape")
        for question_id in asked:
            stands = last[question_id].level == second[question_id].level
            await press(question_id, "s" if stands else str(second[question_id].level))
            if (second[question_id].level or 0) > (last[question_id].level or 0):
                await press(question_id, "w")
                await press(question_id, "escape")
        await settled(pilot)
    answers = _answers(document.path)
    assert {key: second[key].level for key in asked} == {key: answers[key].level for key in asked}
    rose = {key for key in asked if (second[key].level or 0) > (last[key].level or 0)}
    assert {"w"} == {answers[key].evidence for key in rose}
    assert {last[key].evidence for key in asked if key not in rose} == {
        answers[key].evidence for key in asked if key not in rose}
    assert rose == {key for key in asked if keys[key] > 1}
    assert len(asked) + 2 * len(rose) == sum(keys.values())


async def test_the_same_digit_keeps_the_evidence(running: Running, next_file: Path) -> None:
    """Picking last time's level is saying that it is still true."""
    async with running(next_file) as pilot:
        await pilot.press("escape", "3")
        assert Answer(level=3, evidence="Extract of 3 August") == _answers(next_file)["data.real"]


async def test_evidence_is_asked_for_only_where_a_level_rises(running: Running, next_file: Path) -> None:
    """A higher level opens the page for evidence, and Esc goes on to the next question; a lower one does not."""
    async with running(next_file) as pilot:
        await pilot.press("escape", "4")
        assert "Last time it was level 3" in screen_text(pilot)
        await type_text(pilot, "log")
        await pilot.press("escape")
        assert Answer(level=4, evidence="log") == _answers(next_file)["data.real"]
        assert "Who allowed you to use it?" in screen_text(pilot)
        await pilot.press("left", "2")
        assert "Who allowed you to use it?" in screen_text(pilot)


async def test_without_a_last_time_nothing_is_offered(running: Running, file: Path) -> None:
    """s is no key where there is no last run, and rising levels ask nothing."""
    async with running(file) as pilot:
        assert "Still true" not in screen_text(pilot)
        await pilot.press("s", "5")
        assert {"data.real": Answer(level=5)} == _answers(file)
        assert not isinstance(pilot.app.screen, CompareScreen)



async def test_no_area_judges_a_quarter_without_an_answer(running: Running, next_file: Path) -> None:
    """Return, Roadmap and Report tell the last run until there is an answer; then they tell this one."""
    async with running(next_file) as pilot:
        await pilot.press("escape")
        for key in ("f5", "f6", "f7"):
            await pilot.press(key)
            await until(pilot, lambda: "Not judged yet" in screen_text(pilot))
        await pilot.press("f2", "s", "f5")
        await until(pilot, lambda: app_of(pilot).evaluated.last is None and "Not judged" not in screen_text(pilot))


async def test_what_moved_is_reachable_and_complete(running: Running, tmp_path: Path) -> None:
    """Ctrl+T compares the open file with its past on four pages; money names its draws; Esc goes back."""
    for sample in data_folder("samples").glob("harbour-mutual-*.toml"):
        shutil.copy(sample, tmp_path)
    async with running(tmp_path / "harbour-mutual-2026-q4.toml") as pilot:
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "Maturity rose" in screen_text(pilot))
        assert all(page in screen_text(pilot) for page in ("Levels", "Promises", "Use cases", "Trend"))
        await pilot.press("right")
        assert "Promised, not done (1)" in screen_text(pilot)
        await pilot.press("right")
        assert "Claims triage: HARDEN both times." in screen_text(pilot)
        lines = [str(line.render()) for line in pilot.app.screen.query("#cases Static")]
        money = next(place for place, line in enumerate(lines) if line.startswith("Run again from"))
        assert "on 2,000 draws" in lines[money + 1]
        await pilot.press("4")
        assert "On the 42 questions" in screen_text(pilot)
        await pilot.press("escape")
        assert "assess" == app_of(pilot).current_mode
        assert not isinstance(pilot.app.screen, CompareScreen)


async def test_a_file_without_a_past_says_so(running: Running, folder: Path) -> None:
    """From Home by c; one sentence that says what to do."""
    async with running(folder) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "no last run" in screen_text(pilot))
        await pilot.press("escape")
        assert "Northwind" in screen_text(pilot)


@pytest.mark.parametrize(("expected", "last_name"), [
    ("team-2026-q4.toml", "team-2026-q3.toml"), ("team-2026-q4-2.toml", "team-2026-q4.toml"),
    ("claims-2026-q4.toml", "claims.toml"), ("assessment-2026-q4.toml", "2026-q3.toml")])
def test_the_next_name_follows_the_last(expected: str, last_name: str, tmp_path: Path) -> None:
    """Today's quarter stands in place of the old one; a name that is taken gets a number."""
    (tmp_path / last_name).touch()
    assert expected == next_name(tmp_path / last_name, TODAY)
