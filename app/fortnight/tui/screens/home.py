"""Home: files opened lately and files nearby; in an empty folder three doors in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fortnight.tui.commands import EVERYWHERE, HOME, bindings
from fortnight.tui.widgets.door import Door
from fortnight.tui.widgets.fitted_footer import FittedFooter

if TYPE_CHECKING:
    from pathlib import Path

    from fortnight.storage.nearby import NearbyAssessment
    from fortnight.tui.app import FortnightApp

PROMISE = ("Would this AI proof of concept keep running if its project team were gone for two weeks, "
           "and is it worth the work to get there?")
DAYS = "● ● ● ● ● ○ ○ ○ ○ ○ ○ ○ ○ ○"
"""Fourteen days, of which the process survives the first five: what the whole is about."""


class HomeScreen(Screen[None]):
    """Where every session begins."""

    CSS_PATH = "home.tcss"
    PLACE_COMMANDS = HOME
    BINDINGS = bindings(HOME)
    HELP_TITLE = "Home"
    HELP_TEXT = ("Open a file with Enter, or start a new one. Each assessment is one TOML file, saved after every "
                 "answer and readable by its owner alone. Nothing is ever sent anywhere.")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[NearbyAssessment, ...] = ()
        self._to_go_on_with = ""
        """Name of the file that the last window left without closing it."""

    @property
    def fortnight(self) -> FortnightApp:
        """The app."""
        return cast("FortnightApp", self.app)

    def compose(self) -> ComposeResult:
        """Make the promise, the files and the doors."""
        with Vertical(id="home"):
            with Horizontal(id="wordmark"):
                yield Static("Fortnight", id="name", markup=False)
                yield Static(DAYS, id="days", markup=False)
            yield Static(PROMISE, id="promise", markup=False)
            yield Static("", id="status", markup=False)
            yield Static("Files", id="files-title", markup=False)
            yield OptionList(id="files", markup=False)
            with Horizontal(id="doors"):
                yield Door("N", "Start", "A new assessment for your team.", "new")
                yield Door("S", "Look at a sample", "A finished one, to try things on.", "sample")
                yield Door("T", "Two-minute tour", "What happens here, in which order.", "tour")
        yield FittedFooter((*HOME, *EVERYWHERE))

    def on_mount(self) -> None:
        """Show no list before there is one, and say what is being opened."""
        for name in ("#files", "#files-title"):
            self.query_one(name).display = False
        self.watch(self.app, "revision", self._say)

    def on_screen_resume(self) -> None:
        """Look again: files come and go."""
        self._look(self.fortnight.folder)

    def _say(self) -> None:
        status = self.fortnight.saved
        opening = status.startswith("Opening")
        offer = (f"Last time Fortnight ended before you left it. {self._to_go_on_with} holds every answer until "
                 "then; Enter goes on with it." if self._to_go_on_with else "")
        self.query_one("#status", Static).update(status if opening else offer)
        self.query_one("#status").display = opening or bool(offer)

    @work(thread=True, exclusive=True, group="look")
    def _look(self, folder: Path) -> None:
        # Imported after the first paint, and on a thread.
        from fortnight.storage.nearby import describe, nearby_assessments
        from fortnight.storage.recent import recent_files
        from fortnight.storage.window_lock import was_left_behind

        recent = [listed for path in recent_files() if (listed := describe(path)) is not None]
        left = [listed for listed in recent if was_left_behind(listed.path)]
        recent = [*left, *(listed for listed in recent if listed not in left)]
        opened = {listed.path.resolve() for listed in recent}
        nearby = [listed for listed in nearby_assessments(folder) if listed.path.resolve() not in opened]
        self.app.call_later(self._list, (*recent, *nearby), left[0].path.name if left else "")

    def _list(self, found: tuple[NearbyAssessment, ...], to_go_on_with: str) -> None:
        self._found, self._to_go_on_with = found, to_go_on_with
        self._say()
        files = self.query_one("#files", OptionList)
        files.clear_options()
        files.add_options([Option(self._line(file)) for file in found])
        files.display = self.query_one("#files-title").display = bool(found)
        self.query_one(FittedFooter).refresh()
        if found:
            files.highlighted = 0
            files.focus()
        else:
            self.query(Door).first().focus()

    def _line(self, file: NearbyAssessment) -> Content:
        name = " · ".join(filter(None, (file.organisation, file.team))) or file.path.stem
        when = file.period or (file.date.isoformat() if file.date is not None else "")
        where = file.path.name if file.path.parent == self.fortnight.folder else str(file.path)
        return Content.assemble((name, "bold"), f"  {when}" if when else "", "   ", where)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the file."""
        self.fortnight.open_file(self._found[event.option_index].path)

    def action_new(self) -> None:
        """Ask for what a new file needs."""
        from fortnight.tui.modals.new_file import NewFileModal

        self.app.push_screen(NewFileModal(self.fortnight.folder, self.fortnight.today), self._open)

    def _open(self, path: Path | None) -> None:
        if path is not None:
            self.fortnight.open_file(path)

    def _open_sample(self, path: Path | None) -> None:
        if path is not None:
            self.fortnight.open_file(path, is_sample=True)

    @property
    def _marked(self) -> Path | None:
        """The file under the cursor."""
        position = self.query_one("#files", OptionList).highlighted
        return self._found[position].path if position is not None and position < len(self._found) else None

    def action_next_quarter(self) -> None:
        """Start the next run from the marked file."""
        from fortnight.tui.modals.next_quarter import NextQuarterModal

        if self._marked is not None:
            self.app.push_screen(NextQuarterModal(self._marked, self.fortnight.today), self._open)

    def action_compare(self) -> None:
        """Show what moved since the run before the marked file."""
        if self._marked is not None:
            self.fortnight.show_comparison(self._marked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what needs a file only where there is one."""
        if action in ("next_quarter", "compare") and not self._found:
            return False
        return super().check_action(action, parameters)

    def action_open_path(self) -> None:
        """Ask for a path."""
        from fortnight.tui.modals.path import PathModal

        self.app.push_screen(PathModal(self.fortnight.folder), self._open)

    def action_sample(self) -> None:
        """Offer the samples."""
        from fortnight.tui.modals.samples import SamplesModal

        self.app.push_screen(SamplesModal(), self._open_sample)

    def action_tour(self) -> None:
        """Show around in the real screens."""
        from fortnight.tui.tour import begin_tour

        begin_tour(self.fortnight)
