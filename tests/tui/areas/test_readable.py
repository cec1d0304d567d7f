"""The areas that show results can be read: contrast in every theme, and whole at 80x24."""

from __future__ import annotations

from pathlib import Path

from fortnight.tui.themes import PALETTES, theme_of
from fortnight.tui.widgets.dimension_tree import DimensionTree
from tests.tui.areas.results import evaluated, with_figures
from tests.tui.conftest import Running, screen_text, settled
from tests.tui.contrast import drawn_text, ratio
from tests.tui.test_contrast import MARKED

LEAST = 4.5
STOPS = {"f5": "123456789", "f6": "12345", "f7": "1"}


async def test_every_page_can_be_read_in_every_theme(running: Running, folder: Path) -> None:
    """4.5 to 1 for all text as rendered, on forms, charts, boards and the report; only colours of the themes.

    One walk in a theme in which every colour has a value of its own gives the pairs that have to hold in each.
    """
    names = {colour: name for name, colour in MARKED.colours.items()}
    pairs: dict[tuple[str, str], str] = {}
    async with running(with_figures(folder), size=(170, 50)) as pilot:
        pilot.app.register_theme(theme_of(MARKED))
        pilot.app.theme = "marked"
        for area, pages in STOPS.items():
            await pilot.press(area)
            await evaluated(pilot)
            for page in pages:
                await pilot.press("escape", page)
                await settled(pilot)
                for each in drawn_text(pilot.app):
                    assert {each.front, each.back} <= set(names), (area, page, each)
                    pairs[names[each.front], names[each.back]] = f"{each.text!r} on {area} {page}"
    assert [] == [(palette.name, front, back, where)
                  for palette in PALETTES for (front, back), where in pairs.items()
                  if ratio(palette.colours[front], palette.colours[back]) < LEAST]


async def test_the_smallest_screen_shows_every_tab_and_the_keys(running: Running, folder: Path) -> None:
    """At 80x24 no tab is cut, and the footer stands below everything."""
    async with running(with_figures(folder)) as pilot:
        for area, titles in {"f5": ("1 Room", "9 Trust"), "f6": ("1 Verdicts", "5 Capacity")}.items():
            await pilot.press(area)
            await evaluated(pilot)
            lines = screen_text(pilot).splitlines()
            assert any(all(title in line for title in titles) for line in lines)
            assert "F1 Help" in lines[-1]


async def test_a_title_that_is_cut_in_the_list_says_so(running: Running, folder: Path) -> None:
    """With an ellipsis, beside a scroll bar as well."""
    questionnaire = folder / "small.toml"
    file = with_figures(folder)
    questionnaire.write_text(questionnaire.read_text().replace(
        'title = "The owner"', 'title = "The owner of all whom it is about, week by week"'))
    async with running(file, size=(200, 60)) as pilot:
        await pilot.press("f2")
        await settled(pilot)
        tree = pilot.app.screen.query_one(DimensionTree)
        drawn = [tree.render_line(y).text.rstrip() for y in range(tree.size.height)]
        cut = [line for line in drawn if "The owner of all" in line]
        assert ["…"] == [line[-1] for line in cut]
