"""The base of every area: head, content, footer, and when to draw what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static

from fortnight.tui.areas import BY_ID
from fortnight.tui.commands import EVERYWHERE, Command
from fortnight.tui.widgets.fitted_footer import FittedFooter
from fortnight.tui.widgets.masthead import Heading, Masthead

if TYPE_CHECKING:
    from fortnight.core.assessment import Assessment
    from fortnight.core.use_case import UseCase
    from fortnight.core.wording import Wording
    from fortnight.tui.app import FortnightApp
    from fortnight.tui.evaluator import Evaluated
    from fortnight.tui.store import Place, Store

NO_CASE = """\
No use case yet.

A use case is one workflow that AI would take over, such as the triage of incoming claims.
Press F8 and add the first one."""


class AreaScreen(Screen[None]):
    """One area; see `fortnight.tui.screens` for how to write one."""

    AREA: ClassVar[str]
    """Id in `areas.AREAS`."""
    PLACE_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    """What can be done here besides `commands.EVERYWHERE`."""
    HELP_TEXT: ClassVar[str] = ""
    """What this place is for; shown by F1 above the keys."""
    NEEDS_CASE: ClassVar[bool] = False
    """Whether the area is about one use case; without one it says how to add it."""
    NEEDS_EVALUATION: ClassVar[bool] = False
    """Whether the area shows what is computed in the background; only then is it computed."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-very-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall"), (48, "-very-tall")]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._drawn_assessment: Assessment | None = None
        self._drawn_case = ""
        self._drawn_evaluated: Evaluated | None = None

    # What an area says. Textual's metaclass knows no abstract methods, hence the errors.

    def compose_area(self) -> ComposeResult:
        """Make the widgets of the area, empty; `show` fills them."""
        raise NotImplementedError

    def show(self, assessment: Assessment) -> None:
        """Write `assessment` into the widgets in place; called on opening and after every change."""
        raise NotImplementedError

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Write what was computed into the widgets; called when it is there and when it is newer."""

    def go_to(self, ref: str) -> None:
        """Show the question, station, card or action called `ref`."""

    def explain(self) -> str:
        """Return what F1 says about the very place, in plain text; by default `HELP_TEXT`."""
        return self.HELP_TEXT

    def flush(self) -> None:
        """Write what is half typed into the file; called before the area is left and before undo."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is done to a use case only where there is one."""
        if self.NEEDS_CASE and not self.case_id and action in _actions(self.PLACE_COMMANDS):
            return False
        return super().check_action(action, parameters)

    # What an area gets.

    @property
    def fortnight(self) -> FortnightApp:
        """The app."""
        return cast("FortnightApp", self.app)

    @property
    def store(self) -> Store:
        """The open file."""
        return self.fortnight.open_store

    @property
    def case_id(self) -> str:
        """The use case in hand; empty when there is none."""
        return self.fortnight.case_id

    @property
    def use_case(self) -> UseCase:
        """The use case in hand; only where `NEEDS_CASE`."""
        return self.store.assessment.use_cases[self.case_id]

    @property
    def wording(self) -> Wording:
        """How the file's language and currency write numbers, dates and amounts."""
        from fortnight.core.wording import Wording

        header = self.store.assessment.assessment
        return Wording(header.language, header.currency)

    def place(self, ref: str = "") -> Place:
        """Return this place for the history."""
        from fortnight.tui.store import Place

        return Place(self.AREA, ref, self.case_id if self.NEEDS_CASE else "")

    # How it is drawn.

    def compose(self) -> ComposeResult:
        """Put head, content and footer together."""
        yield Masthead(self.AREA)
        with Container(id="area"):
            yield from self.compose_area()
        if self.NEEDS_CASE:
            yield Static(NO_CASE, id="no-case", markup=False)
        yield FittedFooter((*self.PLACE_COMMANDS, *EVERYWHERE))

    async def on_mount(self) -> None:
        """Follow the app's state. Textual calls this after the `on_mount` of the area itself."""
        self.watch(self.app, "revision", self._follow, init=False)
        self.watch(self.app, "wall", self._hang)
        self._follow()

    def _hang(self, wall: bool) -> None:
        self.set_class(wall, "-wall")

    def on_screen_resume(self) -> None:
        """Catch up with what happened elsewhere, the terminal's size too."""
        self._follow()
        self.app.call_later(self.fortnight.ask_for_room, self.app.size)

    def _follow(self) -> None:
        if not (self.is_current and self.is_mounted):
            return
        app = self.fortnight
        assessment = app.assessment
        if assessment is None:
            return
        self._show_heading(assessment)
        without_case = self.NEEDS_CASE and not app.case_id
        if self.NEEDS_CASE:
            self.query_one("#area").display = not without_case
            self.query_one("#no-case").display = without_case
        if without_case:
            self._drawn_assessment = None
            return
        if self._drawn_assessment is not assessment or self._drawn_case != app.case_id:
            self._drawn_assessment, self._drawn_case = assessment, app.case_id
            self._drawn_evaluated = None
            self.show(assessment)
        if self.NEEDS_EVALUATION:
            app.want_evaluation()
            if self._drawn_evaluated is not app.evaluated:
                self._drawn_evaluated = app.evaluated
                self.show_evaluated(app.evaluated)

    def redraw(self) -> None:
        """Draw again although the assessment is the same: another question, station or card is shown."""
        self._drawn_assessment = None
        self._follow()

    def _show_heading(self, assessment: Assessment) -> None:
        app = self.fortnight
        header = assessment.assessment
        case = assessment.use_cases.get(app.case_id) if self.NEEDS_CASE else None
        self.query_one(Masthead).heading = Heading(
            organisation=header.organisation or self.store.path.stem,
            period=header.period or (str(header.date) if header.date else ""),
            use_case=(case.name or app.case_id) if case is not None else "",
            saved=app.saved,
            is_saved=self.store.trouble is None,
        )
        self.query_one(FittedFooter).refresh()


def _actions(commands: Iterable[Command]) -> set[str]:
    return {command.action.partition("(")[0] for command in commands}


def title_of(area_id: str) -> str:
    """Return the title of an area as its tab says it."""
    return BY_ID[area_id].title
