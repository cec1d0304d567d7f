"""What holds for the whole file: shared costs on the Team page, cut-offs and the look of the report on Setup."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import DataTable

from fortnight.core.assessment import Settings
from fortnight.forms.parts import Field
from fortnight.forms.stations import BY_ID, STATIONS
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.row_table import AddLine
from fortnight.tui.widgets.station_bar import StationBar
from tests.tui.conftest import Running, screen_text, settled, type_text
from tests.tui.test_scope import at_station, to_field


def test_every_setting_has_a_field() -> None:
    """What the file can set, Setup can."""
    paths = {part.path for part in BY_ID["setup"].parts if isinstance(part, Field)}
    keys = {key for table, key in paths if table == "settings"}
    assert set(Settings.model_fields) == keys


async def test_a_shared_cost_is_added_by_keyboard(running: Running, file: Path) -> None:
    """Its title gives its id; amounts may be ranges; use cases are chosen, and listed, by name."""
    async with running(file, size=(120, 60)) as pilot:
        await at_station(pilot, "7")
        pilot.app.screen.query(AddLine).last().focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "Model gateway")
        await pilot.press("tab")
        await type_text(pilot, "1500 to 2200")
        await to_field(pilot, "use_cases")
        assert "□ Claims triage  □ Mail" in screen_text(pilot)
        await pilot.press("c", "space", "escape")
        await settled(pilot)
        cost = load_assessment(file).assessment.shared_costs["model-gateway"]
        assert cost.cost_per_month is not None
        assert (1500, 2200, ("claims",)) == (cost.cost_per_month.p5, cost.cost_per_month.p95, cost.use_cases)
        grid = pilot.app.screen.query(DataTable).last()
        assert ["Model gateway", "1500 to 2200", "", "Claims triage"] == [str(cell) for cell in grid.get_row_at(0)]


async def test_cut_offs_and_brand_are_set_and_emptied(running: Running, file: Path) -> None:
    """A setting shows what counts now, takes another value, and is back at its default when it is emptied."""
    async with running(file) as pilot:
        await at_station(pilot, "8")
        await pilot.press("end", *["backspace"] * 2)
        await type_text(pilot, "24")
        await to_field(pilot, "brand.recipient")
        await type_text(pilot, "the board")
        await pilot.press("enter")
        await settled(pilot)
        changed = load_assessment(file).assessment
        assert (24, "the board") == (changed.settings.horizon_months, changed.brand.recipient)
        await to_field(pilot, "settings.horizon_months")
        await pilot.press("end", "backspace", "backspace", "enter")
        await settled(pilot)
        assert Settings() == load_assessment(file).assessment.settings


async def test_a_colour_that_is_none_says_so(running: Running, file: Path) -> None:
    """The field says what is wrong beside it, and the file stays as it was."""
    async with running(file) as pilot:
        await at_station(pilot, "8")
        await to_field(pilot, "brand.primary_colour")
        await type_text(pilot, "blue")
        await pilot.press("enter")
        await settled(pilot)
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "brand.primary_colour")
        assert row.problem
        assert "" == load_assessment(file).assessment.brand.primary_colour


async def test_every_page_has_its_tab_on_the_narrowest_wall(running: Running, file: Path) -> None:
    """At 80 columns, with the frame and without it, no tab is cut off."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        for _ in range(2):
            line = next(line for line in screen_text(pilot).splitlines() if "0 Case" in line)
            assert [] == [each.title for each in STATIONS if f"{each.digit} {each.title}" not in line]
            assert pilot.app.screen.query_one(StationBar).content_size.width <= 80
            await pilot.press("f9")
            await settled(pilot)
