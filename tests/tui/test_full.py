"""From a quick scan to a full assessment inside the app: nothing is asked twice, and it can be taken back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fortnight.core.assessment import Answer
from fortnight.core.edit import set_at
from fortnight.storage.document import FULL, new_document, open_document, save_document
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.widgets.dimension_tree import DimensionTree
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text

TODAY = dt.date(2026, 11, 20)
ASKED = "success.problem"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A quick scan with one answer."""
    document = new_document(tmp_path / "scan.toml", questionnaire_id="quick-scan", today=TODAY)
    return save_document(document, set_at(document.assessment, ("answers", ASKED, "level"), 3)).path


async def continue_in_full(pilot: Pilot[int]) -> None:
    """Choose it in the palette."""
    await pilot.press("ctrl+p")
    await type_text(pilot, "continue as a full")
    await settled(pilot)
    await pilot.press("enter")
    await settled(pilot)


async def test_the_palette_continues_a_quick_scan(running: Running, scan: Path) -> None:
    """All 44 questions are asked, the answer given stands, and a further one goes into the same file."""
    async with running(scan) as pilot:
        assert "1 of 12 answered" in screen_text(pilot)
        await continue_in_full(pilot)
        assert "of 44 answered" in screen_text(pilot)
        assert FULL == load_assessment(scan).assessment.assessment.questionnaire
        await pilot.press("2")
        await settled(pilot)
        answers = load_assessment(scan).assessment.answers
        assert {ASKED: Answer(level=3), "success.metric": Answer(level=2)} == dict(answers)
        assert 44 == len(app_of(pilot).open_store.questionnaire.questions)
        assert 1 == len(pilot.app.screen.query(DimensionTree))


async def test_undo_goes_back_to_the_quick_scan(running: Running, scan: Path) -> None:
    """Ctrl+Z shows the twelve questions again, Ctrl+Y all of them, and the areas open."""
    async with running(scan) as pilot:
        await continue_in_full(pilot)
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert "1 of 12 answered" in screen_text(pilot)
        assert "quick-scan" == load_assessment(scan).assessment.assessment.questionnaire
        await pilot.press("ctrl+y")
        await settled(pilot)
        assert "of 44 answered" in screen_text(pilot)
        for key in ("f3", "f6", "f2"):
            await pilot.press(key)
            await settled(pilot)
        assert "of 44 answered" in screen_text(pilot)


async def test_a_full_assessment_is_not_offered_it(running: Running, tmp_path: Path) -> None:
    """What is full already cannot be continued as full."""
    file = new_document(tmp_path / "full.toml", today=TODAY).path
    async with running(file) as pilot:
        await pilot.press("ctrl+p")
        await type_text(pilot, "continue as a full")
        await settled(pilot)
        assert "Ask the other questions" not in screen_text(pilot)


@pytest.mark.parametrize(("questionnaire", "is_short"),
                         [("quick-scan", True), ("poc-to-production", False), ("ml-test-score", False)])
def test_only_what_carries_over_is_continued(tmp_path: Path, questionnaire: str, is_short: bool) -> None:
    """A questionnaire with questions of its own cannot go on as a full assessment, nor can the full one."""
    path = new_document(tmp_path / "team.toml", questionnaire_id=questionnaire, today=TODAY).path
    assert is_short == open_document(path).is_short
