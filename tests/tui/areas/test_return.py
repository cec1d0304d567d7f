"""Return: typed inputs become a picture at once; what is missing, refused or guessed is said."""

from __future__ import annotations

from pathlib import Path

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.use_case import UseCase
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.messages import RowWanted
from fortnight.tui.return_pages import PAGES, values_of, where_it_stands
from fortnight.tui.store import REMOVED, Edit, Place
from fortnight.tui.widgets.field_row import PAUSE, FieldRow
from fortnight.tui.widgets.row_table import AddLine, RowTable
from fortnight.tui.widgets.text_block import TextBlock
from tests.tui.areas.results import evaluated, with_figures
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text, until


def claims(file: Path) -> UseCase:
    """Return the use case that the file holds."""
    return load_assessment(file).assessment.use_cases["claims"]


async def to_input(pilot: Pilot[int], name: str) -> None:
    """Put the cursor into an input, empty."""
    row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.path[-1] == name)
    row.query(Input).first().focus()
    await pilot.press("ctrl+u")


async def test_two_inputs_that_move_together_are_a_row(running: Running, folder: Path) -> None:
    """Found by a few letters, kept by their names in the file; changed, taken out, and back by undo."""
    file = with_figures(folder)

    def pairs() -> dict[str, dict[str, float]]:
        return {first: dict(row) for first, row in claims(file).roi.correlations.items()}

    async with running(file) as pilot:
        await pilot.press("f5", "escape", "7")
        await settled(pilot)
        table = next(each for each in pilot.app.screen.query(RowTable) if each.table.key == "roi.correlations")
        table.query_one(AddLine).focus()
        await pilot.press("enter")
        await settled(pilot)
        for text in ("usable", "adoption", "0.5"):
            await type_text(pilot, text)
            await pilot.press("enter")
        await settled(pilot)
        assert {"success_share": {"adoption_share": 0.5}} == pairs()
        await to_input(pilot, "second")
        await type_text(pilot, "Minutes to review")
        await pilot.press("escape")
        await settled(pilot)
        assert {"success_share": {"review_minutes": 0.5}} == pairs()
        table.query_one(DataTable).focus()
        await pilot.press("delete")
        await settled(pilot)
        assert {} == pairs()
        await pilot.press("ctrl+z")
        await settled(pilot)
        assert {"success_share": {"review_minutes": 0.5}} == pairs()


async def test_without_figures_it_names_what_is_missing(running: Running, file: Path) -> None:
    """Nothing is invented; the six of the room are first."""
    async with running(file, size=(120, 40)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        text = screen_text(pilot)
        assert "Nobody can say yet whether it pays." in text
        assert "Tasks a month" in text
        assert "○ still needed" in text
        assert "P50" not in text


async def test_figures_make_a_picture(running: Running, folder: Path) -> None:
    """Range, loss, payback, curve, tornado, guesses and the simple calculator, at 80x24 on pages of their own."""
    file = with_figures(folder)
    async with running(file) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        text = screen_text(pilot)
        for word in ("P10", "P50", "P90", "Chance of loss", "Payback", "50,000 draws", "timed · no source given"):
            assert word in text
        await pilot.press("escape", "8")
        await settled(pilot)
        assert "month 36" in screen_text(pilot)
        assert "The curve is not discounted" in screen_text(pilot)
        await pilot.press("9")
        await settled(pilot)
        assert "A simple calculator would have said" in screen_text(pilot)
        assert "of the spread rests on estimates and guesses" in screen_text(pilot)


async def test_typing_changes_the_picture_as_a_preview(running: Running, folder: Path) -> None:
    """A range typed as 1..2 is in the file and in the figures, marked as a preview, before the full draws."""
    file = with_figures(folder)
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        before = screen_text(pilot).splitlines()[4]
        await to_input(pilot, "tasks_per_month")
        await type_text(pilot, "300..400")
        pilot.app.post_message(Key("enter", None))
        await until(pilot, lambda: "preview, 2,000 draws" in screen_text(pilot))
        assert Quantity(p5=300, p95=400, evidence=Evidence.LOGGED) == claims(file).roi.inputs["tasks_per_month"]
        assert before != screen_text(pilot).splitlines()[4]


async def test_a_value_that_makes_no_sense_is_refused_beside_its_field(running: Running, folder: Path) -> None:
    """A share above 1 never reaches the file."""
    file = with_figures(folder)
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        await to_input(pilot, "adoption_share")
        await type_text(pilot, "7")
        assert "type 7% or 0.07" in " ".join(screen_text(pilot).split())
        await type_text(pilot, "00%")
        await pilot.press("enter")
        await pilot.pause()
        assert ": is a share, so give numbers from 0 to 1" in " ".join(screen_text(pilot).split())
        assert "use_cases" not in screen_text(pilot)
        assert 0.5 == claims(file).roi.inputs["adoption_share"].p5


async def test_a_figure_that_is_retyped_keeps_how_it_is_known(running: Running, folder: Path) -> None:
    """Emptied, it stays in the file while the focus is in its field, however long typing takes; so does a refused
    text change nothing."""
    file = with_figures(folder)
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        before = claims(file).roi.inputs["tasks_per_month"]
        await to_input(pilot, "tasks_per_month")
        await pilot.pause(PAUSE * 2)
        await settled(pilot)
        assert before == claims(file).roi.inputs["tasks_per_month"]
        await type_text(pilot, "x")
        await pilot.pause(PAUSE * 2)
        await settled(pilot)
        assert before == claims(file).roi.inputs["tasks_per_month"]
        await pilot.press("ctrl+u")
        await type_text(pilot, "4100")
        await pilot.press("enter")
        await settled(pilot)
        assert Quantity(value=4100, evidence=Evidence.LOGGED) == claims(file).roi.inputs["tasks_per_month"]


async def test_a_figure_left_empty_is_gone_and_undo_brings_all_of_it_back(running: Running, folder: Path) -> None:
    """Number, evidence and source in one step."""
    file = with_figures(folder)
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        before = claims(file).roi.inputs["tasks_per_month"]
        await to_input(pilot, "tasks_per_month")
        await pilot.press("enter")
        await settled(pilot)
        assert "tasks_per_month" not in claims(file).roi.inputs
        await pilot.press("escape", "ctrl+z")
        await settled(pilot)
        assert before == claims(file).roi.inputs["tasks_per_month"]


async def test_a_share_comes_back_in_percent(running: Running, folder: Path) -> None:
    """As it was typed, alone and as a range."""
    file = with_figures(folder)
    async with running(file, size=(100, 40)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        rows = {row.field.path[-1]: row for row in pilot.app.screen.query(FieldRow)}
        assert "50% to 80%" == rows["adoption_share"].typed
        await to_input(pilot, "adoption_share")
        await type_text(pilot, "60%")
        await pilot.press("enter", "f2", "f5")
        await settled(pilot)
        assert "60%" == rows["adoption_share"].typed
        assert 0.6 == claims(file).roi.inputs["adoption_share"].value


async def test_after_the_six_the_way_goes_to_what_other_pages_need(running: Running, file: Path) -> None:
    """The page names it with its digit, and Enter in the last field goes there."""
    async with running(file, size=(200, 60)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        text = " ".join(screen_text(pilot).split())
        assert "○ Still needed on other pages: 2 Today:" in text
        await to_input(pilot, "run_days_per_month")
        await pilot.press("enter")
        await settled(pilot)
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.has_pseudo_class("focus-within"))
        assert "labour_cost_per_hour" == row.field.path[-1]


async def test_enter_goes_to_the_next_value_and_tab_to_how_it_is_known(running: Running, folder: Path) -> None:
    """The six of the room are six times Enter; a grade is picked by its first letter."""
    file = with_figures(folder)
    async with running(file, size=(100, 40)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        await to_input(pilot, "tasks_per_month")
        await type_text(pilot, "5000")
        await pilot.press("enter")
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.has_pseudo_class("focus-within"))
        assert "baseline_minutes" == row.field.path[-1]
        await pilot.press("tab", "c")
        await settled(pilot)
        assert Evidence.CONTRACT == claims(file).roi.inputs["baseline_minutes"].evidence


async def test_undo_shows_the_page_of_the_change(running: Running, folder: Path) -> None:
    """From another area back to the page where the value stood."""
    file = with_figures(folder)
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        await to_input(pilot, "tasks_per_month")
        await type_text(pilot, "1")
        await pilot.press("f2", "ctrl+z")
        await settled(pilot)
        assert "return" == app_of(pilot).current_mode
        assert 4000 == claims(file).roi.inputs["tasks_per_month"].value


async def test_typed_text_is_never_markup(running: Running, folder: Path) -> None:
    """A source with brackets is shown as it was typed."""
    file = with_figures(folder)
    file.write_text(file.read_text().replace('value = 4000, evidence = "logged"',
                                             'value = 4000, evidence = "logged", source = "log [/bold] [x]"'))
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        assert "log [/bold] [x]" in screen_text(pilot)


async def test_contradictions_are_said_without_their_place_in_the_file(running: Running, folder: Path) -> None:
    """Minutes for more people than there are: no figure, and the reason instead."""
    file = with_figures(folder)
    file.write_text(file.read_text().replace("[use_cases.claims.roi]\n",
                                             "[use_cases.claims.baseline]\npeople_doing_it = 1\n\n"
                                             "[use_cases.claims.roi]\n"))
    async with running(file, size=(100, 30)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        said = str(pilot.app.screen.query_one("#no-figures", TextBlock).content)
        assert said.startswith("✗ tasks times minutes come to")
        await pilot.press("8")
        await settled(pilot)
        assert "comes as soon as the figures agree" in " ".join(screen_text(pilot).split())


async def test_units_follow_the_currency(running: Running, folder: Path) -> None:
    """Fields that are open already say the new one, as the figures above them do."""
    async with running(with_figures(folder), size=(120, 40)) as pilot:
        await pilot.press("f5", "2")
        await settled(pilot)
        assert "EUR/hour" in screen_text(pilot)
        app_of(pilot).open_store.set(("assessment", "currency"), "USD", label="Currency", place=Place("return"))
        await settled(pilot)
        assert "USD/hour" in screen_text(pilot)
        assert "EUR/hour" not in screen_text(pilot)


async def test_measuring_can_be_priced(running: Running, folder: Path) -> None:
    """Every input is listed; a price typed for one is in the file, and its row comes first."""
    file = with_figures(folder)
    async with running(file, size=(100, 40)) as pilot:
        await pilot.press("f5")
        await evaluated(pilot)
        await pilot.press("escape", "7")
        await settled(pilot)
        table = list(pilot.app.screen.query(RowTable))[-1]
        table.post_message(RowWanted("measures", "adoption_share"))
        await settled(pilot)
        assert "Adoption" in screen_text(pilot)
        await type_text(pilot, "count it")
        await pilot.press("enter")
        await type_text(pilot, "3")
        await pilot.press("escape")
        await settled(pilot)
        assert ("count it", 3) == (claims(file).measures["adoption_share"].method,
                                   claims(file).measures["adoption_share"].days)
        assert "adoption_share" == next(iter(values_of(claims(file))["measures"]))


def test_every_input_has_a_page() -> None:
    """Each once among the groups; the six of the room once more."""
    fields = [part.path[-1] for page in PAGES if page.id not in ("room", "options") for part in page.parts
              if hasattr(part, "path")]
    assert sorted(INPUTS) == sorted(fields)
    assert 6 == len(PAGES[0].parts)


def test_what_the_baseline_holds_is_changed_there() -> None:
    """One fact stands in one place: the copy among the inputs goes; what the baseline lacks stays an input."""
    case = UseCase.model_validate({"baseline": {"tasks_per_month": 500}, "roi": {"tasks_per_month": 500}})
    edit = Edit(("roi", "tasks_per_month"), {"value": 600})
    assert (Edit(("baseline", "tasks_per_month"), {"value": 600}),
            Edit(("roi", "tasks_per_month"), REMOVED)) == where_it_stands(edit, case)
    assert (edit,) == where_it_stands(edit, UseCase())
    counted = UseCase.model_validate({"baseline": {"tasks_per_month": 500}})
    assert {"value": 500} == values_of(counted)["roi"]["tasks_per_month"]
