"""How the areas look, at three sizes and without the frame; `pytest --snapshot-update` accepts a new look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fortnight.tui.app import FortnightApp
from tests.tui.conftest import TODAY, settled

STORY = """
[answers."data.real"]
level = 3
evidence = "extract of 4 May"
votes = [2, 3, 3]
[use_cases.claims.metric]
name = "claims routed right"
unit = "%"
direction = "up"
threshold = 85
by = 2027-03-31
[use_cases.claims.metric.guardrails.wrong]
name = "wrongly rejected"
unit = "%"
limit = 2
[use_cases.claims.drill.outage]
outcome = "recovers"
notices = "shift lead"
acts = "service desk"
written_where = "runbook, page 4"
[use_cases.claims.drill.drift]
outcome = "breaks"
[use_cases.claims.owners]
business = "head of claims"
outside_team = ["service desk"]
"""

Compare = Callable[..., bool]


@pytest.mark.parametrize(
    "keys",
    [("ctrl+o",), ("left",), ("f3", "escape", "1"), ("f4", "pageup"), ("f4", "s")],
    ids=["home", "assess", "scope", "test", "result"],
)
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
def test_an_area_looks_as_it_did(
    snap_compare: Compare, file: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """A change of look is seen and accepted by a person."""
    file.write_text(file.read_text() + STORY)
    app = FortnightApp(file, today=TODAY)
    app.set_reactive(FortnightApp.wall, True)

    async def get_there(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=get_there)
