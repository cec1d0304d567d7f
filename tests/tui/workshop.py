"""One whole workshop as data, and two ways to enter it: hands that only press keys, hands that only click.

Letters of a text have to be typed either way; with the mouse, everything around them is a click on what can be
seen on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import DataTable, Input

from fortnight.tui.widgets.choice_line import ChoiceLine
from fortnight.tui.widgets.day_line import DayLine
from fortnight.tui.widgets.field_row import FieldRow
from fortnight.tui.widgets.level_picker import LevelPicker
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.row_table import AddLine, RowTable
from tests.tui.conftest import app_of, screen_text, settled, type_text, until


@dataclass(frozen=True)
class Typed:
    """A field and what is typed into it."""

    key: str
    text: str


@dataclass(frozen=True)
class Chosen:
    """A field and the word that is chosen; of fields with several choices, one of them."""

    key: str
    word: str


@dataclass(frozen=True)
class Row:
    """A row of a table, new or one that stands there by itself."""

    table: str
    entries: tuple[Typed | Chosen, ...]
    standing: int | None = None


Entry = Typed | Chosen | Row

ORGANISATION = "Acme"
FILE = "acme-2026-q4.toml"
QUESTIONS = 44
UNKNOWN, NOT_APPLICABLE, NOTED, SEEN, VOTED, PARKED, AIMED = 5, 9, 0, 2, 3, 7, 11
"""Numbers of the questions that get more than a level."""


def level_of(number: int) -> int:
    """Return the level that a question gets."""
    return 1 + number % 5


STATIONS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("0 Case", (Typed("summary", "sorts"), Chosen("aim", "production"), Chosen("live_at", "demo"),
                Chosen("bought", "yes"), Chosen("language_model", "yes"), Chosen("agentic", "yes"),
                Chosen("affects_people", "yes"))),
    ("1 Metric", (Typed("metric.name", "right"), Typed("metric.unit", "%"),
                  Chosen("metric.direction", "more is better"), Typed("metric.threshold", "85"),
                  Typed("metric.by", "2027-03-31"), Typed("metric.stop_below", "60"),
                  Typed("metric.accepted_error", "2 in 100"),
                  Row("metric.guardrails", (Typed("name", "wrong"), Typed("limit", "2"))))),
    ("2 Baseline", (Typed("baseline.metric_value", "71"), Typed("baseline.tasks_per_month", "4200"),
                    Typed("baseline.minutes_per_task", "12 to 18"), Typed("baseline.error_share", "3%"),
                    Chosen("baseline.evidence", "timed"))),
    ("3 Data", (Row("data", (Typed("name", "mail"), Typed("system", "DMS"), Chosen("access", "granted"),
                             Chosen("personal", "personal"), Chosen("third_party_contract", "signed"),
                             Chosen("quality", "good"), Chosen("sample", "real data"))),)),
    ("4 Owners", (Typed("owners.business", "Ada"), Typed("owners.on_call", "desk"),
                  Chosen("owners.outside_team", "business"), Chosen("owners.outside_team", "on call"),
                  Row("decisions", (Typed("who", "Ada"),), standing=1))),
    ("6 Law", (Chosen("law.ai_act_role", "deployer"), Chosen("law.ai_act_class", "high"),
               Chosen("law.dpia", "done"),
               Chosen("law.processor_contract", "signed"), Chosen("law.works_council", "agreed"))),
    ("7 Team", (Typed("assessment.decision", "release"), Typed("assessment.decider", "Bo"),
                Typed("assessment.decide_by", "2026-12-15"),
                Row("capacity", (Chosen("role", "engineering"), Typed("days_per_week", "3"))),
                Row("shared_costs", (Typed("title", "gateway"), Typed("cost_per_month", "900"),
                                     Chosen("use_cases", "Mail"))))),
    ("8 Setup", (Typed("brand.recipient", "board"), Typed("brand.primary_colour", "#1a4d7a"))),
)

OUTCOMES = ("runs", "recovers", "limps", "breaks")
KEYS = {"runs": "r", "recovers": "c", "limps": "l", "breaks": "b"}
PROVEN: Sequence[tuple[str, str]] = (("notices", "desk"), ("acts", "desk"), ("written_where", "p. 4"),
                                     ("tested_on", "2026-10-02"))
"""Typed below the first card."""


class Hands(Protocol):
    """Somebody who runs the workshop."""

    async def start(self) -> None:
        """Start a file from Home."""

    async def annotate(self, number: int) -> None:
        """Give a question what it gets besides its answer."""

    async def answer(self, number: int) -> None:
        """Answer a question, which brings the next one."""

    async def name_case(self) -> None:
        """Add the use case."""

    async def station(self, title: str, entries: tuple[Entry, ...]) -> None:
        """Fill a station."""

    async def play(self, days: Sequence[int]) -> None:
        """Play the cards, which lie on these days."""

    async def leave(self) -> None:
        """Leave the app."""


async def run_workshop(pilot: Pilot[int], hands: Hands, folder: Path) -> Path:
    """Do everything and return the file."""
    await hands.start()
    await until(pilot, lambda: pilot.app.current_mode == "assess")
    await settled(pilot)
    for number in range(QUESTIONS):
        await hands.annotate(number)
        await hands.answer(number)
    await hands.name_case()
    for title, entries in STATIONS:
        await hands.station(title, entries)
    app = app_of(pilot)
    case = app.open_store.assessment.use_cases[app.case_id]
    assert case.agentic
    await hands.play(sorted(card.day for card in app.open_store.questionnaire.cards.values()))
    await hands.leave()
    return folder / FILE


def _row(pilot: Pilot[int], key: str, *, choice: bool) -> FieldRow:
    """Return the field of this key on the screen in front."""
    return next(row for row in pilot.app.screen.query(FieldRow)
                if row.field.key == key and row.region and row.field.is_typed != choice)


def _is_chosen(line: ChoiceLine, word: str) -> bool:
    value = next(value for value, label in line._choices if label == word)
    return value in line.value if isinstance(line.value, tuple) else line.value == value


class Keyboard:
    """Presses keys and nothing else; what has the focus tells how often to press Tab."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self._pilot = pilot

    async def start(self) -> None:
        """n, the name, and Enter through the dialog."""
        await self._pilot.press("n")
        await settled(self._pilot)
        await type_text(self._pilot, ORGANISATION)
        await self._pilot.press("enter", "enter", "enter")

    async def annotate(self, number: int) -> None:
        """n, e, v, p and t."""
        press = self._pilot.press
        if number == NOTED:
            await press("n", "o", "k", "escape")
        if number == SEEN:
            await press("e", "l", "o", "g", "escape")
        if number == VOTED:
            await press("v", *"2,2,4", "enter", "w", "h", "y", "enter", "enter")
        if number == PARKED:
            await press("p")
        if number == AIMED:
            await press("t", "5")

    async def answer(self, number: int) -> None:
        """A digit, u or x."""
        if number == UNKNOWN:
            await self._pilot.press("u")
        elif number == NOT_APPLICABLE:
            await self._pilot.press("x", "n", "o", "enter", *("A", "d", "a", "enter") * self._asks_who(number))
        else:
            await self._pilot.press(str(level_of(number)))

    def _asks_who(self, number: int) -> bool:
        return list(app_of(self._pilot).open_store.questionnaire.questions.values())[number].gate is not None

    async def name_case(self) -> None:
        """F8, the name, Enter."""
        await self._pilot.press("f8")
        await type_text(self._pilot, "Mail")
        await self._pilot.press("enter", "f3")
        await settled(self._pilot)

    async def station(self, title: str, entries: tuple[Entry, ...]) -> None:
        """Esc, the digit, and Tab from field to field."""
        await self._pilot.press("escape", title[0])
        await settled(self._pilot)
        for entry in entries:
            await self._enter(entry)

    async def _enter(self, entry: Entry) -> None:
        if isinstance(entry, Row):
            await self._row(entry)
            return
        choice = isinstance(entry, Chosen)
        await self._tab_to(lambda focused: any(node is _row(self._pilot, entry.key, choice=choice)
                                               for node in focused.ancestors_with_self))
        if isinstance(entry, Typed):
            await type_text(self._pilot, entry.text)
            await self._pilot.press("enter")
            return
        line = self._pilot.app.focused
        assert isinstance(line, ChoiceLine)
        while not _is_chosen(line, entry.word):
            await self._pilot.press(entry.word[0])
            if line._several and line._choices[line.cursor][1] == entry.word:
                await self._pilot.press("space")

    async def _row(self, row: Row) -> None:
        wanted = DataTable if row.standing is not None else AddLine
        await self._tab_to(lambda focused: isinstance(focused, wanted) and any(
            isinstance(node, RowTable) and node.table.key == row.table for node in focused.ancestors))
        await self._pilot.press(*("down",) * (row.standing or 0), "enter")
        await settled(self._pilot)
        for entry in row.entries:
            await self._enter(entry)
        await self._pilot.press("escape")
        await settled(self._pilot)

    async def _tab_to(self, is_there: object) -> None:
        assert callable(is_there)
        for _ in range(80):
            focused = self._pilot.app.focused
            if focused is not None and is_there(focused):
                return
            await self._pilot.press("tab")
        raise AssertionError("Tab never came there")

    async def play(self, days: Sequence[int]) -> None:
        """One letter a card; Enter through what proves the first; PgDn to the next."""
        await self._pilot.press("f4")
        await settled(self._pilot)
        for number, _ in enumerate(days):
            await self._pilot.press(KEYS[OUTCOMES[number % 4]])
            if number:
                await self._pilot.press("pagedown")
                continue
            await self._pilot.press("enter")
            for _, text in PROVEN:
                await type_text(self._pilot, text)
                await self._pilot.press("enter")
        await self._pilot.press("escape")

    async def leave(self) -> None:
        """Ctrl+Q."""
        await self._pilot.press("ctrl+q")


class Mouse:
    """Clicks on what can be seen, turns the wheel, and types only letters of texts."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self._pilot = pilot

    async def _click(self, words: str, *, part: str = "") -> None:
        """Click on the first place where the screen shows `words`, there on `part` of them."""
        for row, line in enumerate(screen_text(self._pilot).splitlines()):
            if words in line:
                column = line.index(words) + max(0, words.index(part) if part else 0)
                await self._click_at(column, row)
                return
        raise AssertionError(f"{words!r} is nowhere on the screen:\n{screen_text(self._pilot)}")

    async def _click_at(self, x: int, y: int) -> None:
        widget, region = self._pilot.app.screen.get_widget_at(x, y)
        await self._pilot.click(widget, offset=(x - region.x, y - region.y))

    async def _bring(self, widget: Widget) -> None:
        """Turn the wheel over the middle of the page until `widget` is wholly in view."""
        screen = self._pilot.app.screen
        for _ in range(60):
            pages = (node for node in widget.ancestors if isinstance(node, Page) and node.show_vertical_scrollbar)
            view = next(pages, screen).content_region
            if view.contains_region(widget.region):
                return
            turn = events.MouseScrollDown if widget.region.bottom > view.bottom else events.MouseScrollUp
            middle = (view.x + view.width // 2, view.y + view.height // 2)
            await self._pilot._post_mouse_events([turn], offset=middle)
            await self._pilot.pause()
        raise AssertionError("the wheel never brought it into view")

    async def start(self) -> None:
        """The door, the name, and what the dialog offers."""
        await self._click("N  Start")
        await settled(self._pilot)
        await type_text(self._pilot, ORGANISATION)
        for _ in range(3):
            await self._click("Enter next field")

    async def annotate(self, number: int) -> None:
        """The words in the footer."""
        if number == NOTED:
            await self._write("n Note", "ok")
        if number == SEEN:
            await self._write("e Evidence", "log")
        if number == VOTED:
            await self._click("v Votes")
            await type_text(self._pilot, "2,2,4")
            await self._click("Enter show")
            await type_text(self._pilot, "why")
            await self._click("Enter go on")
            await self._click("Enter go on")
        if number == PARKED:
            await self._click("p Park")
        if number == AIMED:
            await self._click("t Target")
            await self._pick(5)

    async def _write(self, command: str, text: str) -> None:
        await self._click(command)
        await type_text(self._pilot, text)
        await self._click("Esc done")

    async def answer(self, number: int) -> None:
        """The sentence of the level, or the word in the footer."""
        if number == UNKNOWN:
            await self._click("u Unknown")
        elif number == NOT_APPLICABLE:
            await self._click("x Not applicable")
            await type_text(self._pilot, "no")
            await self._click("Enter next field")
            if isinstance(self._pilot.app.focused, Input):
                await type_text(self._pilot, "Ada")
                await self._click("Enter next field")
        else:
            await self._pick(level_of(number))

    async def _pick(self, level: int) -> None:
        picker = self._pilot.app.screen.query_one(LevelPicker)
        rows = picker._rows(picker.content_size.width)[:level - 1]
        top = sum(map(len, rows)) + picker.air * len(rows)
        await self._pilot.click(picker, offset=(8, top))

    async def name_case(self) -> None:
        """The agenda offers to name the use case."""
        await self._click("F10 Agenda")
        await until(self._pilot, lambda: app_of(self._pilot).planner.is_current)
        await settled(self._pilot)
        await self._click("1 Before", part="Before")
        await settled(self._pilot)
        await self._click("Name the use case")
        await settled(self._pilot)
        await type_text(self._pilot, "Mail")
        await self._click("Enter use this name")
        await self._click("F3 Scope")
        await settled(self._pilot)

    async def station(self, title: str, entries: tuple[Entry, ...]) -> None:
        """The tab, the fields, the choices."""
        await self._click(title, part=title[2:])
        await settled(self._pilot)
        for entry in entries:
            await self._enter(entry)

    async def _enter(self, entry: Entry) -> None:
        if isinstance(entry, Row):
            await self._row(entry)
            return
        row = _row(self._pilot, entry.key, choice=isinstance(entry, Chosen))
        if isinstance(entry, Typed):
            field = row.query(Input).first()
            await self._bring(field)
            await self._pilot.click(field)
            await type_text(self._pilot, entry.text)
            if row.field.kind in ("quantity", "share-quantity"):
                # Once it is taken, the field asks how it is known, and moves what lies below.
                await until(self._pilot, lambda: row.has_class("-valued"))
                await settled(self._pilot)
            return
        line = row.query_one(".field-line ChoiceLine", ChoiceLine)
        await self._bring(line)
        for number, shown in enumerate(screen_text(self._pilot).splitlines()):
            at = next((shown.find(f"{sign} {entry.word}", line.region.x) for sign in "○□"
                       if f"{sign} {entry.word}" in shown[line.region.x:]), -1)
            if at >= 0 and line.region.y <= number < line.region.bottom:
                await self._click_at(at, number)
                break
        assert _is_chosen(line, entry.word)

    async def _row(self, row: Row) -> None:
        table = next(table for table in self._pilot.app.screen.query(RowTable) if table.table.key == row.table)
        grid, add = table.query_one(DataTable), table.query_one(AddLine)
        await self._bring(add if row.standing is None else grid)
        if row.standing is None:
            await self._pilot.click(add)
        else:
            for _ in range(2):
                await self._pilot.click(grid, offset=(4, 1 + row.standing))
        await settled(self._pilot)
        for entry in row.entries:
            await self._enter(entry)
        await self._click("Esc done")
        await settled(self._pilot)

    async def play(self, days: Sequence[int]) -> None:
        """The signs on the line of days, and the outcomes."""
        await self._click("F4 Test")
        await settled(self._pilot)
        line = self._pilot.app.screen.query_one(DayLine)
        for number, day in enumerate(days):
            among = days[:number].count(day)
            left = line.content_region.x - line.region.x
            at = left + (day - 1) * (line.content_size.width // 14) + 2 * among
            await self._pilot.click(line, offset=(at, 1))
            outcome = OUTCOMES[number % 4]
            await self._click(f" {KEYS[outcome]} {outcome.capitalize()}", part=outcome.capitalize())
            if number:
                continue
            await settled(self._pilot)
            for key, text in PROVEN:
                await self._enter(Typed(key, text))

    async def leave(self) -> None:
        """The palette's Quit."""
        await self._click("≡")
        await type_text(self._pilot, "quit")
        await until(self._pilot, lambda: "Leave. Everything is already saved." in screen_text(self._pilot))
        await self._click("Leave. Everything is already saved.")
