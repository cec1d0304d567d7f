"""Agenda: what is next in the workshop, what it costs in minutes, and how the time stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from fortnight.core.agenda_plan import PartId
from fortnight.core.assessment import Assessment
from fortnight.errors import UserError
from fortnight.tui.agenda_points import Point, next_point, part_of, points
from fortnight.tui.commands import AGENDA, bindings
from fortnight.tui.evaluator import Evaluated
from fortnight.tui.modals.confirm import ConfirmModal
from fortnight.tui.modals.proposals import ProposalsModal, how_many_wait
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.parts_line import Part, PartsLine, spread
from fortnight.tui.widgets.tab_bar import Tab, TabBar, page_commands
from fortnight.tui.widgets.text_block import TextBlock
from fortnight.tui.workshop_clock import RESERVE, how_time_stands

if TYPE_CHECKING:
    from fortnight.core.agenda_plan import Agenda

_TABS = (
    Tab("before", "Before", "What each participant prepares alone."),
    Tab("room", "In the room", "Ninety minutes together."),
    Tab("after", "After", "What was left, what was parked, and the figures challenged."),
)
_LOOK_AT_THE_CLOCK = 15.0
"""Seconds between two looks at the time."""


class _TimeLine(PartsLine):
    """How the time stands, the clock's key, and the use case that the agenda is about."""

    ALLOW_SELECT = True

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._standing = self._clock_words = self._use_case = ""

    def show(self, standing: str, clock_words: str, use_case: str) -> None:
        """Draw anew; without `clock_words` the part has no clock."""
        self._standing, self._clock_words, self._use_case = standing, clock_words, use_case
        self.refresh()

    def parts_for(self, width: int) -> Sequence[Part]:
        """Return the standing left; clock and use case right, where there is room for the latter."""
        left = [Part(self._standing)]
        clock = [Part("  s ", "bold $lead", "screen.clock", "Start or stop counting the minutes of this part."),
                 Part(self._clock_words, "$quiet", "screen.clock")] if self._clock_words else []
        case = [Part("   ▸ ", "$quiet"), Part(self._use_case, "bold $lead", "app.cases", "F8 changes it.")]
        whole = sum(part.width for part in (*left, *clock, *case))
        return spread(left, [*clock, *case] if self._use_case and whole <= width else clock, width)


class _Points(OptionList):
    """Keeps the point in hand in view when what is said about it takes room from the list."""

    def on_resize(self) -> None:
        """Scroll to the point in hand."""
        self.scroll_to_highlight()


class AgendaScreen(AreaScreen):
    """A list of what is open; Enter goes to where it is worked on, and it is gone from the list when settled."""

    AREA = "agenda"
    CSS_PATH = "agenda.tcss"
    PLACE_COMMANDS = (*AGENDA, *page_commands("agenda", _TABS))
    BINDINGS = bindings(PLACE_COMMANDS)
    NEEDS_EVALUATION = True
    HELP_TEXT = (
        "The workshop in three parts. ▸ is next, ✓ is settled. Each line begins with the minutes that it takes. "
        "Questions stand in the order of what hangs on them: those that can still change the verdict first, then "
        "those on which votes differ. Enter goes to the question, station, card or figure; F10 comes back.\n\n"
        "s starts the clock of a part, and stops it for a break; 0 lets it begin anew. The clock only counts; it "
        "never rings, and it goes on when Fortnight is started again. When nothing can change the verdict any "
        "more, the first line says so, and you may stop. What was parked is listed under After. r shows what "
        "participants' replies propose, to be taken or left one by one."
    )

    def __init__(self) -> None:
        super().__init__()
        self._page: PartId = "room"
        self._points: tuple[Point, ...] = ()
        self._in_hand = ""
        """The point under the cursor, once somebody moved it."""

    def compose_area(self) -> ComposeResult:
        """Make tabs, list and detail, empty."""
        yield TabBar(_TABS)
        yield _TimeLine(id="time")
        with Vertical(id="agenda-head"):
            yield TextBlock(id="headline")
            yield TextBlock(id="waiting")
        with Container(id="agenda-body"):
            yield _Points(id="points", markup=False)
            with Page(id="point"):
                yield TextBlock(id="say")
                yield TextBlock(id="notes")

    async def on_mount(self) -> None:
        """Begin in the room, or in the part whose clock was started last."""
        self._page = self.fortnight.planner.clock.part or "room"
        self.watch(self.app, "revision", self._draw, init=False)
        self.set_interval(_LOOK_AT_THE_CLOCK, self._tell_the_time)
        self.query_one("#points").focus()

    # Drawing.

    def show(self, assessment: Assessment) -> None:
        """Have the agenda made; until it is there, the one before stays."""
        del assessment
        self.fortnight.planner.want()
        self._draw()

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Have verdict and roadmap put into the agenda, once they are final; of a run without answers none is."""
        if evaluated.assessment is self.store.assessment and not evaluated.is_preview and evaluated.last is None:
            self.fortnight.planner.want(evaluated.evaluation)

    def on_screen_resume(self) -> None:
        """Begin at what is next, and look whether replies came in."""
        super().on_screen_resume()
        self._in_hand = ""
        self._draw()
        self._count_proposals()

    @property
    def _agenda(self) -> Agenda | None:
        planned = self.fortnight.planner.planned
        return planned.agenda if planned is not None else None

    @property
    def _gone(self) -> int | None:
        return self.fortnight.planner.clock.minutes(self._page)

    def _draw(self) -> None:
        agenda, problem = self._agenda, self.fortnight.planner.problem
        if not self.is_current:
            return
        self.query_one(TabBar).current = self._page
        headline = agenda.headline if agenda is not None else "Looking at what can still change the verdict…"
        self.query_one("#headline", TextBlock).say(problem or headline)
        if agenda is None:
            return
        self._points = points(agenda, self._page, self.store, self._gone)
        self._list()
        self._tell_the_time()

    def _list(self) -> None:
        following = next_point(self._points)
        lines = [Option(_line(point, is_next=point is following), id=point.id) for point in self._points]
        options = self.query_one("#points", OptionList)
        ids = [point.id for point in self._points]
        at = self._in_hand if self._in_hand in ids else following.id if following is not None else ""
        with self.prevent(OptionList.OptionHighlighted):
            options.clear_options()
            options.add_options(lines)
            options.highlighted = ids.index(at) if at else 0 if ids else None
        self._show_point()

    def _tell_the_time(self) -> None:
        agenda = self._agenda
        if agenda is None or not self.is_current:
            return
        clock = self.fortnight.planner.clock
        case = self.store.assessment.active_cases.get(agenda.use_case_id)
        words = "" if self._page == "before" else (
            "stops the clock" if clock.is_running(self._page) else
            "starts the clock" if self._gone is None else "goes on counting")
        self.query_one("#time", _TimeLine).show(how_time_stands(part_of(agenda, self._page), self._gone), words,
                                                (case.name or agenda.use_case_id) if case is not None else "")

    def _show_point(self) -> None:
        point = self._highlighted
        self.query_one("#point").display = point is not None
        self.query_one("#say", TextBlock).say(point.say if point is not None else "")
        notes = point.notes if point is not None else ()
        self.query_one("#notes", TextBlock).say("\n".join(notes))
        self.query_one("#point", Page).scroll_home(animate=False)

    def _count_proposals(self) -> None:
        self.query_one("#waiting", TextBlock).say(how_many_wait(self.store))

    # Moving.

    @property
    def _highlighted(self) -> Point | None:
        at = self.query_one("#points", OptionList).highlighted
        return self._points[at] if at is not None and at < len(self._points) else None

    def go_to(self, ref: str) -> None:
        """Open the part called `ref`."""
        if ref in {tab.id for tab in _TABS}:
            self._page = cast(PartId, ref)
            self._in_hand = ""
            self._draw()

    def action_page(self, page_id: str) -> None:
        """Open a part."""
        self.go_to(page_id)

    def on_tab_bar_wanted(self, message: TabBar.Wanted) -> None:
        """Open the part that was chosen."""
        self.go_to(message.tab_id)

    def action_previous(self) -> None:
        """Go to the part before."""
        self.go_to(self.query_one(TabBar).beside(-1))

    def action_next(self) -> None:
        """Go to the next part."""
        self.go_to(self.query_one(TabBar).beside(1))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the facilitator says here."""
        self._in_hand = event.option.id or ""
        self._show_point()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen or clicked."""
        self._in_hand = event.option.id or ""
        await self.action_open()

    async def action_open(self) -> None:
        """Go to where the point under the cursor is worked on."""
        point = self._highlighted
        if point is None:
            return
        if point.place is None:
            self.fortnight.action_cases()
        else:
            await self.fortnight.go_to(point.place.area, point.place.ref, point.place.case_id)

    # Clock and replies.

    def action_clock(self) -> None:
        """Start or stop the clock of the part."""
        if self._page != "before":
            self.fortnight.planner.clock.toggle(self._page)
            self._draw()

    def action_set_back(self) -> None:
        """Let the minutes of the part begin anew, once somebody has said that it is meant."""
        page, gone = self._page, self._gone
        if gone is None:
            return

        def set_back(is_meant: bool | None) -> None:
            if is_meant:
                self.fortnight.planner.clock.set_back(page)
                self._draw()

        minutes = "1 minute" if gone == 1 else f"{gone} minutes"
        question = ConfirmModal("Let this part begin anew?", f"The clock says {minutes}; it would say 0.",
                                yes="Begin anew", no="Leave it")
        self.app.push_screen(question, set_back)

    def action_replies(self) -> None:
        """Show what replies propose."""
        try:
            modal = ProposalsModal(self.store)
        except UserError as problem:
            self.fortnight.complain("The replies cannot be read", str(problem))
            return
        self.app.push_screen(modal, lambda _: self._count_proposals())


def _line(point: Point, *, is_next: bool) -> Content:
    minutes = f"{point.minutes:g}" if point.minutes else ""
    if not point.is_item:
        return Content(f"  {minutes:>4}        {point.title}" + (f"  ({point.about})" if point.about else ""))
    sign = "▸" if is_next else "✓" if point.settled and point.id != RESERVE else " "
    return Content.assemble(f"{sign} {minutes:>4} {'min' if minutes else '   '}  ", (point.title, "bold"))
