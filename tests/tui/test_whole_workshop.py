"""A whole workshop by keys alone, and by clicks alone: every question, one use case, the drill, one file.

Both must leave what stands in `whole_workshop.toml`, so neither hand needs the other.
"""

from __future__ import annotations

from asyncio import sleep
from pathlib import Path
from time import monotonic, process_time

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.scoring import score
from fortnight.storage.document import open_document
from fortnight.storage.toml_files import load_assessment
from tests.tui.conftest import Running
from tests.tui.workshop import QUESTIONS, Keyboard, Mouse, run_workshop

EXPECTED = Path(__file__).with_name("whole_workshop.toml")
LOOK, REST, PATIENCE = 0.005, 0.00125, 1.0
"""Seconds between two looks, how little work in between is rest, and after how long it is given up."""


async def soon_idle(min_sleep: float = 0.0, max_sleep: float = PATIENCE) -> None:
    """Wait until the process rests, as Textual's pilot does after each key, but look four times as often."""
    started, wait = monotonic(), max(min_sleep, 0.0)
    while monotonic() - started < max_sleep:
        worked = process_time()
        await sleep(LOOK)
        if monotonic() - started > wait and process_time() - worked < REST:
            return


@pytest.fixture(autouse=True)
def brisk_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let some five hundred keys and clicks take seconds."""
    monkeypatch.setattr("textual.app.wait_for_idle", soon_idle)
    monkeypatch.setattr("textual.pilot.wait_for_idle", soon_idle)


def what_was_answered(file: Path) -> Assessment:
    """Return what the file holds, without which edition of the questionnaire was asked."""
    assessment = load_assessment(file).assessment
    edition = {"questionnaire_version": "", "questionnaire_digest": ""}
    return assessment.model_copy(update={"assessment": assessment.assessment.model_copy(update=edition)})


def test_the_expected_file_is_a_whole_workshop() -> None:
    """Every question that there is has an answer, no question is skipped, every card is played."""
    document = open_document(EXPECTED)
    states = [each.state for each in score(document.assessment, document.questionnaire).questions.values()]
    assert QUESTIONS == len(states)
    assert {"level", "unknown", "not-applicable"} == set(states)
    assert set(document.questionnaire.cards) == set(document.assessment.use_cases["mail"].drill)


async def test_by_keys_alone_at_the_smallest_size(running: Running, tmp_path: Path) -> None:
    """From Home to a complete file at 80 x 24 without a mouse."""
    async with running(tmp_path) as pilot:
        file = await run_workshop(pilot, Keyboard(pilot), tmp_path)
    assert what_was_answered(EXPECTED) == what_was_answered(file)


async def test_by_mouse_alone(running: Running, tmp_path: Path) -> None:
    """The same at 120 x 40 with clicks, the wheel, and letters only where a text is wanted."""
    async with running(tmp_path, size=(120, 40)) as pilot:
        file = await run_workshop(pilot, Mouse(pilot), tmp_path)
    assert what_was_answered(EXPECTED) == what_was_answered(file)
