"""Scope: the record of one use case, station by station, with its gates in view while people type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from fortnight.core.assessment import Assessment
from fortnight.core.drill import drill_result
from fortnight.core.gates import Clause, gate_report
from fortnight.forms.stations import BY_ID, STATIONS, Station
from fortnight.tui.commands import SCOPE, bindings
from fortnight.tui.messages import StationWanted
from fortnight.tui.record_text import record_in_short
from fortnight.tui.scope_gates import clauses_by_station, problems_by_field
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.store import Edit
from fortnight.tui.widgets.clause_list import ClauseList, clause_lines
from fortnight.tui.widgets.form import Form
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.station_bar import StationBar
from fortnight.tui.widgets.text_block import TextBlock


class ScopeScreen(AreaScreen):
    """One form for each station; only the open one is made and drawn."""

    AREA = "scope"
    CSS_PATH = "scope.tcss"
    PLACE_COMMANDS = SCOPE
    BINDINGS = [*bindings(SCOPE),
                *(Binding(f"alt+{each.digit}", f"tab('{each.id}')", show=False) for each in STATIONS)]
    """Besides the commands Esc and a digit, typed so fast that a terminal takes them for one key."""
    NEEDS_CASE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (190, "-very-wide")]
    """Two columns beside the form take more than other areas have to spare."""
    HELP_TEXT = (
        "Nine pages frame one use case; the last two hold for the whole file. Type into the fields: text is saved "
        "when you pause, a number or a date when you leave its field or press Enter, for half of it would be "
        "another one. What does not fit says why beside it, and the file keeps what it had. The clauses below, or "
        "at the side of a wide screen, are conditions of gates: ✓ holds, ✗ does not, ○ is not known yet, – does "
        "not concern this case.\n\n"
        "Numbers may be one value (8), a range that holds nine times out of ten (6 to 11), or least / likely / "
        "most (3 / 6 / 12). Tables: Enter edits a row, a adds one, Delete takes one out."
    )

    def __init__(self) -> None:
        super().__init__()
        self._station = "case"

    def compose_area(self) -> ComposeResult:
        """Make the tabs and the frame of the stations; their forms are made when they are opened."""
        yield StationBar()
        with Horizontal(id="station"):
            with Vertical():
                yield Static("", id="station-question", markup=False)
                yield ContentSwitcher(id="forms")
            with Page(id="record-aside"):
                yield Static("The other stations", classes="aside-title", markup=False)
                yield TextBlock(id="record")
            with Page(id="gates-aside"):
                yield Static("What the gates say", classes="aside-title", markup=False)
                yield ClauseList(with_reasons=True, id="clauses-aside")
                yield TextBlock(id="open-elsewhere")
        with Vertical(id="gates-below"):
            yield ClauseList(with_reasons=False, id="clauses-below")
        yield Static("", id="hint", markup=False)

    async def on_mount(self) -> None:
        """Open the first station."""
        await self._open(self._station)

    def show(self, assessment: Assessment) -> None:
        """Draw the open station and what the gates say to it."""
        station = BY_ID[self._station]
        values: Mapping[str, Any] = assessment.model_dump() if station.is_of_team else self.use_case.model_dump()
        questionnaire = self.store.questionnaire
        drill = drill_result(assessment, questionnaire, self.case_id)
        report = gate_report(assessment, questionnaire, self.case_id, drill, earlier=self.store.earlier)
        clauses = clauses_by_station(report, self.case_id)
        bar = self.query_one(StationBar)
        bar.current = self._station
        bar.still_open = {name: count for name, listed in clauses.items()
                          if (count := sum(clause.is_open for clause in listed))}
        self._show_clauses(clauses.get(self._station, ()))
        self._show_elsewhere(clauses)
        self.query_one("#record", TextBlock).say(
            record_in_short(self.use_case.model_dump(), self._station, self.wording))
        self.query_one("#station-question", Static).update(station.question)
        if station.parts:
            problems = problems_by_field(assessment, questionnaire, self._root)
            form = self.query_one(f"#form-{station.id}", Form)
            form.count_in(assessment.assessment.currency)
            form.show(values, problems, of=self._root)
        else:
            self.query_one("#test-pointer", Static).update(Content.assemble(
                (drill.sentence, "bold"), "\n\nF4 plays the two weeks, day by day."))

    def _show_clauses(self, clauses: Sequence[Clause]) -> None:
        self.query_one("#clauses-aside", ClauseList).show(clauses)
        below = self.query_one("#clauses-below", ClauseList)
        # Where there is little room, what is still open comes first.
        below.show(sorted(clauses, key=lambda clause: not clause.is_open))

    def _show_elsewhere(self, clauses: Mapping[str, Sequence[Clause]]) -> None:
        """Say what other stations leave open, for whoever sees it all on a wall."""
        here = set(clauses.get(self._station, ()))
        lines: list[Content] = []
        for name, listed in clauses.items():
            waiting = [clause for clause in listed if clause.is_open and clause not in here]
            if waiting:
                lines += [Content.styled(f"Open at {BY_ID[name].digit} {BY_ID[name].title}", "bold $lead"),
                          clause_lines(waiting, with_reasons=True)]
            here.update(waiting)
        self.query_one("#open-elsewhere", TextBlock).say(Content("\n").join(lines))

    def go_to(self, ref: str) -> None:
        """Open the station called `ref`; after a slash stands the key of the field to go into."""
        station_id, _, field = ref.partition("/")
        if station_id in BY_ID:
            self.run_worker(self._go(station_id, field), exclusive=True, group="station")

    # Stations.

    async def _go(self, station_id: str, field: str = "") -> None:
        self.flush()
        await self._open(station_id)
        self.redraw()
        if field:
            self.query_one(f"#form-{station_id}", Form).focus_field(field)

    async def _open(self, station_id: str) -> None:
        station = BY_ID[station_id]
        self._station = station_id
        switcher = self.query_one("#forms", ContentSwitcher)
        form_id = f"form-{station_id}"
        if not switcher.query(f"#{form_id}"):
            await switcher.mount(self._form(station, form_id))
        switcher.current = form_id
        self.query_one("#hint", Static).update("")

    def _form(self, station: Station, form_id: str) -> Vertical | Form:
        if not station.parts:
            return Vertical(Static("", id="test-pointer", markup=False), id=form_id)
        return Form(station.parts, self._write, currency=self.store.assessment.assessment.currency, id=form_id)

    async def on_station_wanted(self, message: StationWanted) -> None:
        """Open another station; the tabs keep the focus."""
        await self._go(message.station_id)
        self.query_one(StationBar).focus()

    async def action_station(self, station_id: str) -> None:
        """Open a station that was clicked."""
        await self._go(station_id)

    async def action_tab(self, station_id: str) -> None:
        """Leave the field for the tabs and open the station with this digit."""
        await self._go(station_id)
        self.set_focus(self.query_one(StationBar))

    async def _step(self, step: int) -> None:
        ids = [station.id for station in STATIONS]
        await self._go(ids[(ids.index(self._station) + step) % len(ids)])
        self._focus_first_field()

    def _focus_first_field(self) -> None:
        form = self.query_one(f"#form-{self._station}")
        first = next((widget for widget in form.query("*") if widget.focusable), None)
        (first or self.query_one(StationBar)).focus()

    async def action_next_station(self) -> None:
        """Go to the next station and into its first field."""
        await self._step(1)

    async def action_previous_station(self) -> None:
        """Go to the station before and into its first field."""
        await self._step(-1)

    def action_stations(self) -> None:
        """Leave the field for the tabs."""
        self.flush()
        self.query_one(StationBar).focus()

    # Writing.

    @property
    def _root(self) -> tuple[str, ...]:
        return () if BY_ID[self._station].is_of_team else ("use_cases", self.case_id)

    def _write(self, edits: Sequence[Edit], label: str) -> None:
        joined = f"{self._root}:{edits[0].path}:{label}" if len(edits) == 1 else ""
        self.store.change([Edit((*self._root, *edit.path), edit.value) for edit in edits], label=label,
                          place=self.place(self._station), joined=joined)

    def flush(self) -> None:
        """Write what is typed in the open form."""
        for form in self.query(f"#form-{self._station}").results(Form):
            form.flush()

    def on_form_hint(self, message: Form.Hint) -> None:
        """Say what helps to fill the field that has the focus."""
        field = message.field
        example = f"For example: {field.example}. " if field is not None and field.example else ""
        self.query_one("#hint", Static).update(f"{field.help} {example}".strip() if field is not None else "")
