"""Every theme can be read: at least 4.5 to 1 for all text of all screens, as rendered.

The walk through all screens is made once, in a theme in which every colour has a value of its own. It gives the
pairs of colours that are ever drawn on one another; each pair then has to hold in each theme.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.pilot import Pilot

from fortnight.tui.areas import AREAS
from fortnight.tui.themes import PALETTES, TITLES, theme_of
from tests.tui.conftest import Running, settled, type_text
from tests.tui.contrast import Drawn, drawn_text, ratio

LEAST = 4.5
LEAST_IN_16 = 3.0
ANSWERED = """
[answers."data.real"]
level = 3
note = "said"
parked = true
votes = [2, 3]
[answers."data.rights"]
state = "unknown"
[use_cases.claims.metric]
name = "accuracy"
direction = "up"
[use_cases.claims.metric.measurements.2026-09-30]
value = 83
[use_cases.claims.drill.outage]
outcome = "runs"
[use_cases.claims.drill.drift]
outcome = "breaks"
"""
XTERM = ["000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
         "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff"]
"""The 16 colours of xterm as it comes."""
_NAMES = tuple(PALETTES[0].colours)
_OWN = {name: f"#{10 + 20 * at:02x}4060" for at, name in enumerate(_NAMES)}
MARKED = replace(PALETTES[0], name="marked", **_OWN)
"""Every colour has a red of its own, by which it is known again."""


def in_16(colour: str) -> str:
    """Return what xterm with 16 colours shows for `colour`, as #rrggbb."""
    number = Color.parse(colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return f"#{XTERM[number]}"


async def walk(pilot: Pilot[int]) -> dict[str, list[Drawn]]:
    """Return what is drawn at every stop of a walk through areas and dialogs."""
    stops: dict[str, list[Drawn]] = {}

    async def stop(*keys: str, text: str = "") -> None:
        await pilot.press(*keys)
        await pilot.pause()
        await type_text(pilot, text)
        stops[" ".join(keys) + text] = list(drawn_text(pilot.app))

    await stop("left", "left", "left")
    await stop("right", "v")
    await stop("2", "space", "4", "enter")
    await stop("escape", "x", "enter")
    await stop("escape", "t")
    await stop("escape", "n", text="word")
    await stop("escape", "slash", text="own")
    await stop("escape", "f1")
    await stop("escape", "f8", "a", "enter")
    await stop("escape", "escape", "ctrl+s")
    for area in AREAS[1:]:
        await pilot.press("escape", area.key)
        await settled(pilot)
        await stop("tab")
    await pilot.press("f3")
    for station in "01234567":
        await stop("escape", station, "tab", "tab")
    await stop("escape", "1", "tab", "tab", "tab", "tab", text="8x")
    await stop("escape", "3", "tab", "enter")
    await stop("escape", "f4", "s")
    await stop("escape", "ctrl+o")
    await stop("tab", "n")
    await stop("escape", "t")
    await stop("escape", "o", "x", "enter")
    return stops


async def test_every_pair_of_colours_can_be_read_in_every_theme(running: Running, file: Path) -> None:
    """All areas and dialogs: fields, focus, hints, errors, notices, choices; no colour but those of the themes.

    In a terminal of 16 colours, which shows the nearest of its own, each pair still holds 3 to 1.
    """
    file.write_text(file.read_text() + ANSWERED)
    async with running(file, size=(170, 50)) as pilot:
        pilot.app.register_theme(theme_of(MARKED))
        pilot.app.theme = "marked"
        stops = await walk(pilot)
    names = {colour: name for name, colour in MARKED.colours.items()}
    pairs: dict[tuple[str, str], str] = {}
    for keys, drawn in stops.items():
        assert [] == [each for each in drawn if not {each.front, each.back} <= set(names)], keys
        for each in drawn:
            pairs[names[each.front], names[each.back]] = f"{each.text!r} after {keys}"
    unreadable = [
        (palette.name, front, back, where, round(found, 2))
        for palette in PALETTES for (front, back), where in pairs.items()
        if (found := ratio(palette.colours[front], palette.colours[back])) < LEAST
    ]
    assert [] == unreadable
    unreadable_in_16 = [
        (palette.name, front, back, where, round(found, 2))
        for palette in PALETTES for (front, back), where in pairs.items()
        if (found := ratio(in_16(palette.colours[front]), in_16(palette.colours[back]))) < LEAST_IN_16
    ]
    assert [] == unreadable_in_16


@pytest.mark.parametrize("theme", TITLES)
async def test_a_theme_is_rendered_as_its_palette_says(running: Running, file: Path, theme: str) -> None:
    """Nothing between palette and screen weakens the contrast: three screens of each theme, measured."""
    file.write_text(file.read_text() + ANSWERED)
    async with running(file, size=(120, 40), theme=theme) as pilot:
        for keys in ((), ("x", "enter"), ("escape", "f3")):
            await pilot.press(*keys)
            await settled(pilot)
            drawn = list(drawn_text(pilot.app))
            assert drawn
            assert [] == [each for each in drawn if each.ratio < LEAST]


def test_the_measure_is_that_of_wcag() -> None:
    """Black on white is 21; grey #767676 on white is the well-known 4.54."""
    assert pytest.approx(21) == ratio("#000000", "#ffffff")
    assert pytest.approx(4.54, abs=0.005) == ratio("#767676", "#ffffff")
