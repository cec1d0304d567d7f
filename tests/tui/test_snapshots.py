"""How the areas look, at three sizes and without the frame; `pytest --snapshot-update` accepts a new look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from fortnight.tui.app import FortnightApp
from tests.tui.areas.results import evaluated, with_figures
from tests.tui.conftest import TODAY, app_of, settled, until

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

LAST_RUN = """
format = 1

[assessment]
organisation = "Northwind"
date = 2026-08-17
period = "2026-Q3"
questionnaire = "small"

[answers."data.real"]
level = 2

[answers."people.owner"]
level = 3

[use_cases.claims]
name = "Claims triage"
"""

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
Compare = Callable[..., bool]


def on_the_wall(path: Path) -> FortnightApp:
    """The app on a fixed day, without its frame, which would name a folder of this machine."""
    app = FortnightApp(path, today=TODAY)
    app.set_reactive(FortnightApp.wall, True)
    return app


@SIZES
@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+o",),
        ("left",),
        ("left", "v", "2", "space", "4", "enter"),
        ("left", "f1"),
        ("f3", "escape", "1"),
        ("f4", "pageup"),
        ("f4", "s"),
    ],
    ids=["home", "assess", "votes", "help", "scope", "test", "result"],
)
def test_an_area_looks_as_it_did(
    snap_compare: Compare, file: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """A change of look is seen and accepted by a person."""
    file.write_text(file.read_text() + STORY)

    async def get_there(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        app = app_of(pilot)
        if app.current_mode == "assess" and size != (80, 24):
            # What can still change the verdict is told some time after the question, where there is room for it.
            await until(pilot, lambda: app.planner.is_current)
        await settled(pilot)

    assert snap_compare(on_the_wall(file), terminal_size=size, run_before=get_there)


@SIZES
@pytest.mark.parametrize(
    "keys",
    [("f5",), ("f5", "escape", "8"), ("f6",), ("f6", "escape", "2"), ("f7",), ("f10",)],
    ids=["return", "curve", "verdicts", "roadmap", "report", "agenda"],
)
def test_what_was_computed_looks_as_it_did(
    snap_compare: Compare, folder: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    """The shot is taken when all draws are in, so that the same answers give the same picture."""
    file = with_figures(folder)

    async def get_there(pilot: Pilot[int]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        await evaluated(pilot)
        await settled(pilot)

    assert snap_compare(on_the_wall(file), terminal_size=size, run_before=get_there)


@SIZES
def test_what_moved_looks_as_it_did(snap_compare: Compare, folder: Path, size: tuple[int, int]) -> None:
    """The comparison with the run before."""
    file = with_figures(folder)
    (folder / "before.toml").write_text(LAST_RUN)
    file.write_text(file.read_text().replace('period = "2026-Q4"', 'period = "2026-Q4"\nprevious = "before.toml"'))

    async def get_there(pilot: Pilot[int]) -> None:
        await settled(pilot)
        await pilot.press("ctrl+t")
        await settled(pilot)

    assert snap_compare(on_the_wall(file), terminal_size=size, run_before=get_there)


@SIZES
def test_an_empty_folder_shows_three_doors(snap_compare: Compare, tmp_path: Path, size: tuple[int, int]) -> None:
    """Start, look at a sample, learn in two minutes."""
    empty = tmp_path / "empty"
    empty.mkdir()
    assert snap_compare(on_the_wall(empty), terminal_size=size, run_before=settled)
