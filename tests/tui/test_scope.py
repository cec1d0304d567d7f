"""Scope: fields that read, refuse with a reason, and save; tables by keyboard; gates in view."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import DataTable, Input

from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.record_text import record_in_short
from fortnight.tui.widgets.choice_line import ChoiceLine
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.row_table import AddLine
from fortnight.tui.widgets.station_bar import StationBar
from tests.tui.conftest import Running, app_of, screen_text, settled, type_text, until

PAUSE = 0.45


def case_on_disk(file: Path, case_id: str = "claims") -> UseCase:
    """Return the use case that the file holds."""
    return load_assessment(file).assessment.use_cases[case_id]


async def at_station(pilot: Pilot[int], digit: str) -> None:
    """Go to a station and into its first field."""
    await pilot.press("f3")
    await settled(pilot)
    await pilot.press("escape", digit)
    await settled(pilot)
    await pilot.press("tab")


async def to_field(pilot: Pilot[int], key: str) -> None:
    """Put the focus into a field."""
    row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == key)
    next(widget for widget in row.query("*") if widget.focusable).focus()
    await pilot.pause()


async def test_typing_saves_when_it_pauses(running: Running, file: Path) -> None:
    """No key has to be pressed for it; the whole text is one step of undo."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await type_text(pilot, "accuracy")
        await pilot.pause(PAUSE)
        assert "accuracy" == case_on_disk(file).metric.name
        await pilot.press("ctrl+z")
        assert "" == case_on_disk(file).metric.name


async def test_leaving_a_field_saves_it(running: Running, file: Path) -> None:
    """By Enter, by another area, by leaving the app."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await type_text(pilot, "a")
        await pilot.press("enter")
        await type_text(pilot, "%")
        await pilot.press("f2")
        assert ("a", "%") == (case_on_disk(file).metric.name, case_on_disk(file).metric.unit)
        await pilot.press("f3")
        await type_text(pilot, "%")
        await pilot.press("ctrl+q")
    assert "%%" == case_on_disk(file).metric.unit


async def test_a_wrong_value_says_why_beside_it_and_is_not_saved(running: Running, file: Path) -> None:
    """At once, in words; the file keeps what it had; a right value takes the words away."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "8x")
        assert "✗ “8x” is not a number." in screen_text(pilot)
        await pilot.press("tab")
        assert case_on_disk(file).metric.threshold is None
        await pilot.press("shift+tab")
        await pilot.press("backspace")
        await type_text(pilot, "5")
        await pilot.press("enter")
        assert "✗" not in screen_text(pilot).split("G0")[0]
        assert 85 == case_on_disk(file).metric.threshold


async def test_half_a_number_is_not_saved(running: Running, file: Path) -> None:
    """A pause after 8 of 85 is no 8; leaving the app in the middle keeps what reads well."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "8")
        await pilot.pause(PAUSE)
        assert case_on_disk(file).metric.threshold is None
        await type_text(pilot, "5")
        await pilot.press("ctrl+q")
    assert 85 == case_on_disk(file).metric.threshold


async def test_a_wrong_value_waits_to_be_mended(running: Running, file: Path) -> None:
    """Whatever else is saved, and whichever station is looked at meanwhile; another use case has its own texts."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "85 percent")
        await pilot.press("enter")
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "metric.threshold")
        assert row.query_one(Input).has_focus
        await to_field(pilot, "metric.unit")
        await type_text(pilot, "%")
        await pilot.press("tab", "pagedown", "pageup")
        await settled(pilot)
        assert "%" == case_on_disk(file).metric.unit
        assert ("85 percent", True) == (row.query_one(Input).value, row.is_wrong)
        assert "“85 percent” is not a number." in row.problem
        await pilot.press("f8", "down", "enter")
        await settled(pilot)
        assert "" == row.query_one(Input).value
        assert any("Threshold, “85 percent”: " in notice.message for notice in pilot.app._notifications)


async def test_what_the_file_refuses_is_said_in_the_words_of_the_form(running: Running, file: Path) -> None:
    """The name of the field instead of its key; the text stays to be mended."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "metric.name")
        await to_field(pilot, "metric.name")
        await type_text(pilot, "a" * 20_001)
        await pilot.press("enter")
        await pilot.pause()
        assert row.problem.startswith(row.field.label)
        assert "use_cases" not in row.problem
        assert 20_001 == len(row.query_one(Input).value)


async def test_what_contradicts_another_field_is_said_too(running: Running, file: Path) -> None:
    """A threshold that is no better than the baseline stands beside the threshold."""
    file.write_text(file.read_text() + """
[use_cases.claims.metric]
name = "accuracy"
unit = "%"
direction = "up"
[use_cases.claims.baseline]
metric_value = 90
""")
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await type_text(pilot, "85")
        await pilot.press("enter")
        assert 85 == case_on_disk(file).metric.threshold
        line = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "metric.threshold")
        assert "90" in str(line.query_one(".field-problem").render())


async def test_an_emptied_field_is_taken_out_of_the_file(running: Running, file: Path) -> None:
    """Empty means not said, not zero."""
    file.write_text(file.read_text() + "\n[use_cases.claims.metric]\nthreshold = 85\n")
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.threshold")
        await pilot.press("end", "backspace", "backspace", "enter")
        await pilot.pause()
        assert case_on_disk(file).metric.threshold is None


async def test_a_quantity_keeps_range_grade_and_source(running: Running, file: Path) -> None:
    """Typed as `3800 to 4600`, then how it is known, then where it comes from."""
    async with running(file) as pilot:
        await at_station(pilot, "2")
        await to_field(pilot, "baseline.tasks_per_month")
        await type_text(pilot, "3800 to 4600")
        await pilot.press("enter")
        await pilot.pause()
        assert Quantity(p5=3800, p95=4600) == case_on_disk(file).baseline.tasks_per_month
        row = next(row for row in pilot.app.screen.query(FieldRow) if row.field.key == "baseline.tasks_per_month")
        row.query_one(ChoiceLine).focus()
        await pilot.press("l")
        await pilot.press("tab")
        await type_text(pilot, "tickets")
        await pilot.pause(PAUSE)
        expected = Quantity(p5=3800, p95=4600, evidence=Evidence.LOGGED, source="tickets")
        assert expected == case_on_disk(file).baseline.tasks_per_month


async def test_choices_are_made_by_arrow_letter_and_click(running: Running, file: Path) -> None:
    """And taken away with Delete."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await to_field(pilot, "metric.direction")
        await pilot.press("right")
        assert "up" == case_on_disk(file).metric.direction
        await pilot.press("l")
        assert "down" == case_on_disk(file).metric.direction
        await pilot.press("delete")
        assert case_on_disk(file).metric.direction is None
        line = pilot.app.screen.focused
        assert line is not None
        assert await pilot.click(line, offset=(4, 0))
        assert "up" == case_on_disk(file).metric.direction


async def test_gates_follow_what_is_typed(running: Running, file: Path) -> None:
    """The clause turns from not known to holding as soon as the last part is there."""
    async with running(file) as pilot:
        await at_station(pilot, "4")
        assert "○ G0 A business owner is named" in screen_text(pilot)
        await type_text(pilot, "head of claims")
        await pilot.pause(PAUSE)
        assert "✓ G0 A business owner is named" in screen_text(pilot)


async def test_a_row_is_added_edited_and_taken_out_by_keyboard(running: Running, file: Path) -> None:
    """The data map: a adds, Enter edits, Delete takes out, Ctrl+Z brings back."""
    async with running(file) as pilot:
        await at_station(pilot, "3")
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "Claim letters")
        await pilot.press("enter")
        await type_text(pilot, "archive")
        await pilot.press("escape")
        await settled(pilot)
        row = case_on_disk(file).data["claim-letters"]
        assert ("Claim letters", "archive") == (row.name, row.system)
        await pilot.press("shift+tab", "enter")
        await settled(pilot)
        await pilot.press("end")
        await type_text(pilot, " 2026")
        await pilot.press("escape")
        await settled(pilot)
        assert "Claim letters 2026" == case_on_disk(file).data["claim-letters"].name
        await pilot.press("delete")
        await settled(pilot)
        assert {} == case_on_disk(file).data
        await pilot.press("ctrl+z")
        assert "Claim letters 2026" == case_on_disk(file).data["claim-letters"].name
        await pilot.press("ctrl+z")
        assert "Claim letters" == case_on_disk(file).data["claim-letters"].name


async def slowly(pilot: Pilot[int], text: str) -> None:
    """Type one letter, pause as long as a text takes to be saved, and type the rest."""
    await type_text(pilot, text[0])
    await pilot.pause(PAUSE)
    await type_text(pilot, text[1:])


async def new_row(pilot: Pilot[int], number: int) -> None:
    """Open a new row of the table with this number."""
    pilot.app.screen.query(AddLine)[number].focus()
    await pilot.press("enter")
    await settled(pilot)


async def test_a_new_row_is_named_by_its_whole_name_and_taken_back_at_once(running: Running, file: Path) -> None:
    """However slowly it is typed; a name that is mended before the form is left mends the id too."""
    file.write_text(file.read_text() + '\n[use_cases.claims.data.mail-2]\nname = "Mail 2"\n')
    async with running(file) as pilot:
        await at_station(pilot, "3")
        await new_row(pilot, 0)
        await slowly(pilot, "mail")
        await pilot.press("enter")
        assert ["mail-2", "mail"] == list(case_on_disk(file).data)
        await pilot.press("shift+tab")
        await type_text(pilot, " 2")
        await pilot.press("enter")
        assert {"mail-2": "Mail 2", "mail-2-2": "mail 2"} == {
            key: row.name for key, row in case_on_disk(file).data.items()}
        await pilot.press("shift+tab", *("backspace",) * 6, "enter")
        assert "Not saved yet: Source is still empty." in screen_text(pilot)
        await pilot.press("escape", "escape", "ctrl+z")
        assert ["mail-2", "mail"] == list(case_on_disk(file).data)
        await pilot.press("ctrl+z")
        assert ["mail-2"] == list(case_on_disk(file).data)


async def test_a_pause_inside_a_typed_id_makes_no_other_row(running: Running, file: Path) -> None:
    """2026-Q3 is never the period 2; one step of undo takes it out."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await new_row(pilot, -1)
        await slowly(pilot, "2026-Q3")
        await pilot.press("escape")
        assert ["2026-Q3"] == list(case_on_disk(file).actuals)
        await pilot.press("ctrl+z")
        assert [] == list(case_on_disk(file).actuals)


async def test_an_incomplete_row_is_not_lost_in_silence(running: Running, file: Path) -> None:
    """A measurement without its value: the form says in a line what is missing, leaving takes a second Escape."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        table = pilot.app.screen.query("AddLine")[1]
        table.focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "2026-09-30")
        await pilot.press("enter", "escape")
        assert "Not saved yet. Give a value, or low and high.  Esc again leaves it out." in screen_text(pilot)
        await to_field(pilot, "value")
        await type_text(pilot, "83")
        await pilot.press("escape")
        await settled(pilot)
        assert 83 == case_on_disk(file).metric.measurements[dt.date(2026, 9, 30)].value


async def test_a_row_names_the_field_that_is_wrong_and_not_its_place_in_the_file(running: Running,
                                                                                 file: Path) -> None:
    """A role without its days, then with impossible ones: the label and what to do, in one line."""
    async with running(file) as pilot:
        await at_station(pilot, "7")
        pilot.app.screen.query("AddLine")[1].focus()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("right")
        assert "Not saved yet: Days a week is still empty." in screen_text(pilot)
        await to_field(pilot, "days_per_week")
        await type_text(pilot, "-2")
        await pilot.press("enter")
        await settled(pilot)
        assert "Not saved yet. Days a week: must be at least 0, not -2." in screen_text(pilot)


async def test_a_role_gives_other_days_in_a_quarter(running: Running, file: Path) -> None:
    """A row inside the row: added, refused a second time, taken out, and back by undo."""
    file.write_text(file.read_text() + "\n[capacity.data]\ndays_per_week = 3\n")

    def by_quarter() -> dict[str, float]:
        return dict(load_assessment(file).assessment.capacity["data"].by_quarter)

    async with running(file) as pilot:
        await at_station(pilot, "7")
        pilot.app.screen.query(DataTable)[1].focus()
        await pilot.press("enter")
        await settled(pilot)
        pilot.app.screen.query_one(AddLine).focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "q1 2027")
        await pilot.press("enter")
        assert "Not saved yet: Days a week is still empty." in screen_text(pilot)
        await type_text(pilot, "1")
        await pilot.press("escape")
        await settled(pilot)
        assert {"2027-Q1": 1} == by_quarter()
        assert "2027-Q1" in screen_text(pilot)
        pilot.app.screen.query_one(AddLine).focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "2027-Q1")
        await pilot.press("enter", "4", "enter")
        assert "Not saved yet: there is one for 2027-Q1 already." in screen_text(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert {"2027-Q1": 1} == by_quarter()
        pilot.app.screen.query_one(DataTable).focus()
        await pilot.press("delete", "escape")
        await settled(pilot)
        assert "by_quarter" not in file.read_text()
        await pilot.press("ctrl+z")
        assert {"2027-Q1": 1} == by_quarter()


async def test_the_actuals_of_a_quarter_are_typed(running: Running, file: Path) -> None:
    """Every figure of a period, guardrails by their ids; a text that is no number says what to type."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        pilot.app.screen.query("AddLine").last().focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "2026-Q3")
        for field, text in (("until", "2026-09-30"), ("tasks_per_month", "4150"), ("adoption_share", "58%"),
                            ("guardrails", "late-injuries")):
            await to_field(pilot, field)
            await type_text(pilot, text)
        await pilot.press("enter")
        assert "is no id with a number" in screen_text(pilot)
        await type_text(pilot, " 0.5; hours 19")
        await pilot.press("enter", "escape")
        await settled(pilot)
        actual = case_on_disk(file).actuals["2026-Q3"]
        assert (dt.date(2026, 9, 30), 4150, 0.58, {"late-injuries": 0.5, "hours": 19}) == (
            actual.until, actual.tasks_per_month, actual.adoption_share, actual.guardrails)


async def test_a_guardrail_has_measurements_of_its_own(running: Running, file: Path) -> None:
    """A table in the form of a row."""
    async with running(file, size=(120, 40)) as pilot:
        await at_station(pilot, "1")
        pilot.app.screen.query("AddLine").first().focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "Wrong claims")
        await pilot.press("enter")
        pilot.app.screen.query("AddLine").first().focus()
        await pilot.press("enter")
        await settled(pilot)
        await type_text(pilot, "2026-09-30")
        await pilot.press("enter")
        await type_text(pilot, "1.5")
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        guardrail = case_on_disk(file).metric.guardrails["wrong-claims"]
        assert 1.5 == guardrail.measurements[dt.date(2026, 9, 30)].value


async def test_who_stays_is_chosen_and_named(running: Running, file: Path) -> None:
    """Roles by choice, other names by typing; neither loses the other."""
    async with running(file) as pilot:
        await at_station(pilot, "4")
        rows = pilot.app.screen.query(FieldRow)
        several, names = [row for row in rows if row.field.key == "owners.outside_team"]
        several.query_one(ChoiceLine).focus()
        await pilot.press("space", "right", "right", "space", "tab")
        assert names.has_focus_within
        await type_text(pilot, "night shift, archive")
        await pilot.pause(PAUSE)
        assert ("business", "technical", "night shift", "archive") == case_on_disk(file).owners.outside_team


async def test_use_cases_are_added_renamed_duplicated_and_archived(running: Running, file: Path) -> None:
    """F8; nothing is deleted, and everything can be taken back."""
    async with running(file) as pilot:
        await pilot.press("f8", "a")
        await type_text(pilot, "Fraud check")
        await pilot.press("enter", "f3")
        await settled(pilot)
        assert "Fraud check" in screen_text(pilot).splitlines()[0]
        await pilot.press("f8", "r")
        await type_text(pilot, "s")
        await pilot.press("enter")
        assert "Fraud checks" == case_on_disk(file, "fraud-check").name
        await pilot.press("d")
        await type_text(pilot, "2")
        await pilot.press("enter", "x")
        assert case_on_disk(file, "fraud-checks-copy-2").archived
        await pilot.press("x")
        assert not case_on_disk(file, "fraud-checks-copy-2").archived


async def test_a_name_is_given_once(running: Running, file: Path) -> None:
    """Two use cases of one name would be told apart by nobody."""
    async with running(file) as pilot:
        await pilot.press("f8", "a")
        await type_text(pilot, "Mail")
        await pilot.press("enter")
        assert "✗" in screen_text(pilot)
        assert ["claims", "mail"] == list(load_assessment(file).assessment.use_cases)


async def test_without_a_use_case_the_way_to_one_is_shown(running: Running, file: Path) -> None:
    """The area does not stand empty."""
    file.write_text(file.read_text().split("[use_cases.claims]")[0])
    async with running(file) as pilot:
        await pilot.press("f3")
        await settled(pilot)
        assert "Press F8 and add the first one." in screen_text(pilot)
        await pilot.press("f8")
        await type_text(pilot, "Claims")
        await pilot.press("enter")
        await settled(pilot)
        assert "Which one workflow is this about" in screen_text(pilot)


async def test_page_keys_walk_the_stations_from_inside_a_field(running: Running, file: Path) -> None:
    """PgDn and PgUp, and tabs that can be clicked."""
    async with running(file) as pilot:
        await at_station(pilot, "1")
        await pilot.press("pagedown")
        await settled(pilot)
        assert "How is the work done today" in screen_text(pilot)
        await pilot.press("pageup", "pageup")
        await settled(pilot)
        assert "Which one workflow is this about" in screen_text(pilot)
        bar = pilot.app.screen.query_one(StationBar)
        parts = bar.parts_for(bar.content_size.width)
        start = sum(part.width for part in parts[:[part.text.strip() for part in parts].index("Owners")])
        assert await pilot.click(StationBar, offset=(start + 2, 0))
        await settled(pilot)
        assert "Who holds what" in screen_text(pilot)


async def test_capacity_is_keyed_by_role(running: Running, file: Path) -> None:
    """The team's page writes to the top of the file."""
    async with running(file) as pilot:
        await at_station(pilot, "7")
        pilot.app.screen.query("AddLine")[1].focus()
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("e", "tab")
        await type_text(pilot, "3")
        await pilot.press("escape")
        await settled(pilot)
        assert 3 == load_assessment(file).assessment.capacity["engineering"].days_per_week


async def test_text_that_looks_like_markup_stays_text(running: Running, file: Path) -> None:
    """Names with brackets neither vanish nor crash."""
    async with running(file) as pilot:
        await pilot.press("f8", "a")
        await type_text(pilot, "[b]x[/foo][link=http://a]")
        await pilot.press("enter", "f3")
        await settled(pilot)
        assert "[b]x[/foo][link=http://a]" in screen_text(pilot).splitlines()[0]
        await pilot.press("f8")
        assert "[b]x[/foo][link=http://a]" in screen_text(pilot)
        assert "x-foo-link-http-a" in "".join(app_of(pilot).open_store.assessment.use_cases)


async def test_a_unit_stands_whole_beside_its_field(running: Running, file: Path) -> None:
    """The field gives way, not the unit, and the example in it is not cut to another number."""
    async with running(file, size=(120, 40)) as pilot:
        await at_station(pilot, "2")
        shown = screen_text(pilot).splitlines()
        tasks = next(line for line in shown if "Tasks a month" in line)
        minutes = next(line for line in shown if "Minutes for one" in line)
        assert "3800 to 4600" in tasks
        assert "tasks/month" in tasks
        assert " minutes" in minutes


async def test_on_a_wall_the_other_stations_and_what_they_leave_open_stand_beside(running: Running,
                                                                                  file: Path) -> None:
    """What is typed at one is told beside the others; at 160 columns the form needs the room."""
    async with running(file, size=(200, 60)) as pilot:
        await at_station(pilot, "2")
        await to_field(pilot, "baseline.error_share")
        await type_text(pilot, "3%")
        await pilot.press("enter", "escape", "0")
        await settled(pilot)
        shown = screen_text(pilot)
        assert "Share with an error  3%" in shown
        assert "nothing yet" in shown
        assert "Open at 1 Metric" in shown
        await pilot.resize_terminal(160, 40)
        await until(pilot, lambda: "The other stations" not in screen_text(pilot))


def test_the_record_in_short_tells_rows_by_their_names_and_money_in_its_currency() -> None:
    """The station beside it is left out, yes and no alone say nothing, and few lines tell a station."""
    case = UseCase.model_validate({
        "name": "Mail", "bought": True, "mission": {"ceiling": 450}, "baseline": {"error_share": 0.03},
        "data": {"crm": {"name": "CRM"}, "dms": {"system": "DMS"}}})
    told = record_in_short(case.model_dump(), "baseline", Wording(currency="CHF")).plain
    assert "Name  Mail" in told
    assert "Ceiling for one  450 CHF" in told
    assert "Data map  CRM, dms" in told
    assert "Bought" not in told
    assert "2 Baseline" not in told
    assert "4 Owners\nnothing yet" in told
