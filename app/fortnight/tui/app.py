"""The app: modes for the areas, what works everywhere, opening and leaving."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import App
from textual.binding import Binding
from textual.reactive import var
from textual.screen import ModalScreen

from fortnight.tui import themes
from fortnight.tui.areas import AREAS
from fortnight.tui.commands import EVERYWHERE, bindings
from fortnight.tui.evaluator import Evaluated, Evaluator
from fortnight.tui.preferences import first_look
from fortnight.tui.providers import CommandProvider, PlaceProvider
from fortnight.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from fortnight.core.assessment import Assessment
    from fortnight.storage.document import Document
    from fortnight.storage.window_lock import WindowLock
    from fortnight.tui.store import Change, Store

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
_NEEDS_FILE = frozenset({"area", "jump", "undo", "redo", "where_saved", "cases", "wall"})
_NOT_UNDER_MODAL = _NEEDS_FILE | {"home"}


class FortnightApp(App[int]):
    """Holds the open file and passes it down; widgets send messages up, screens change the store."""

    TITLE = "Fortnight"
    CSS_PATH = "app.tcss"
    MODES = {"home": HomeScreen, **{area.id: area.open for area in AREAS}}
    DEFAULT_MODE = "home"
    COMMANDS = {CommandProvider, PlaceProvider}
    BINDINGS = [*bindings(EVERYWHERE),
                *(Binding(area.key, f"area('{area.id}')", area.title, show=False, id=f"area.{area.id}",
                          tooltip=area.help, priority=True) for area in AREAS)]

    revision: var[int] = var(0, init=False)
    """Grows once whatever belongs together has changed; screens watch this and nothing else of our state."""
    wall: var[bool] = var(False, init=False)
    """Whether the frame is hidden for a projector."""

    def __init__(self, path: Path | None = None, *, today: dt.date | None = None) -> None:
        super().__init__()
        self.start_path = path
        self.today = today or dt.date.today()
        self.fault_log: Path | None = None
        """Where a fault of the program was written down."""
        self.case_id = ""
        """The use case in hand; empty when there is none."""
        self.evaluated = Evaluated()
        """What the background computed last."""
        self.saved = ""
        """What the head says about saving."""
        self._store: Store | None = None
        self._lock: WindowLock | None = None
        self._evaluator: Evaluator | None = None
        for theme in themes.THEMES:
            self.register_theme(theme)
        look = first_look()
        self.set_reactive(FortnightApp.wall, look.wall)
        wanted = look.theme if look.theme in themes.TITLES else themes.DEFAULT
        self.theme = themes.NO_COLOUR if "NO_COLOR" in os.environ else wanted

    # Start and end.

    @property
    def folder(self) -> Path:
        """The folder whose files Home lists."""
        start = self.start_path
        if start is None:
            return Path.cwd()
        return start if start.is_dir() else start.resolve().parent

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the names that our style sheets use a value under any theme."""
        return themes.NAMES

    def on_mount(self) -> None:
        """Listen to the system's requests to end, and open what was asked for."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
                # Windows has no such signals; a test's thread may not listen to them.
                loop.add_signal_handler(getattr(signal, name), self._end_at_once)
        if self.start_path is not None and not self.start_path.is_dir():
            self.open_file(self.start_path)

    def _end_at_once(self) -> None:
        self.flush()
        self.exit(0)

    def flush(self) -> None:
        """Write what is half typed anywhere on the screen into the file."""
        for screen in reversed(self.screen_stack):
            flush = getattr(screen, "flush", None)
            if flush is not None:
                flush()

    async def action_quit(self) -> None:
        """Leave; ask first only when something could not be saved."""
        self.flush()
        if self._store is not None and self._store.trouble is not None:
            from fortnight.tui.modals.confirm import ConfirmModal

            self.push_screen(ConfirmModal("Leave although the last change is not on disk?",
                                          self._store.trouble.sentence, yes="Leave", no="Stay"),
                             lambda leave: self.exit(0) if leave else None)
            return
        self.exit(0)

    def on_unmount(self) -> None:
        """Let the background finish without us, and the file go."""
        self._release_lock()
        if self._evaluator is not None:
            self._evaluator.stop()

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - what Textual would show may hold answers
        """End after a fault without showing anything that was typed."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        # Textual would print the values of local variables, which are answers, onto the wall.
        from rich.text import Text

        from fortnight.storage.faults import write_fault

        if self.fault_log is None and self._exception is not None:
            self.fault_log = write_fault(self._exception)
            self._exit_renderables.append(Text(self._farewell()))
        self._close_messages_no_wait()

    def _farewell(self) -> str:
        kept = ""
        if self._store is not None:
            kept = (f" Your answers are safe in {self._store.path}." if self._store.trouble is None else
                    f" The last change could not be saved; everything before it is in {self._store.path}.")
        return (f"Fortnight had to stop because of a fault in the program.{kept} "
                f"What happened is written down in {self.fault_log}.")

    # The open file.

    @property
    def assessment(self) -> Assessment | None:
        """The current answers; None while no file is open."""
        return self._store.assessment if self._store is not None else None

    def _tell(self, saved: str | None = None) -> None:
        """Let the screens draw what has changed."""
        if saved is not None:
            self.saved = saved
        self.revision += 1

    @property
    def open_store(self) -> Store:
        """The open file; only where one is open."""
        assert self._store is not None, "no file is open"
        return self._store

    def open_file(self, path: Path, *, is_sample: bool = False) -> None:
        """Open an assessment or a PDF made by Fortnight and go to its questions; samples are not remembered."""
        self._tell(f"Opening {path.name} …")
        self._load(path, is_sample=is_sample)

    @work(thread=True, exclusive=True, group="open")
    def _load(self, path: Path, *, is_sample: bool) -> None:
        # The models take longer to import than the first screen takes to appear; hence here, and on a thread.
        from fortnight.errors import UserError
        from fortnight.storage.document import open_document
        from fortnight.storage.recent import remember
        from fortnight.tui.screens import assess  # noqa: F401 - imported here so that it opens at once

        try:
            document = open_document(path)
        except (UserError, OSError) as problem:
            self.call_from_thread(self.complain, f"{path.name} cannot be opened", str(problem))
            return
        if not is_sample:
            remember(path)
        self.call_later(self.show_document, document)

    async def show_document(self, document: Document) -> None:
        """Make `document` the open file and show its questions."""
        from fortnight.storage.window_lock import take_lock
        from fortnight.tui.store import Store

        if self.current_mode != "home":
            await self.switch_mode("home")
        for area in AREAS:
            if area.id in self._screen_stacks:
                await self.remove_mode(area.id)
                self.add_mode(area.id, area.open)
        self._store = Store(document, self._store_changed)
        self.evaluated = Evaluated()
        self.case_id = next(iter(self._store.assessment.active_cases), "")
        self._tell("Saved")
        await self.switch_mode(AREAS[0].id)
        self._release_lock()
        self._lock = take_lock(document.path)
        other_window = (self._lock.other.sentence,) if self._lock.other is not None else ()
        for notice in (*self._store.notices, *other_window):
            self.notify(notice, severity="warning", timeout=12, markup=False)

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _store_changed(self, what: str) -> None:
        store = self.open_store
        if self.case_id not in store.assessment.active_cases:
            self.case_id = next(iter(store.assessment.active_cases), "")
        self._tell(what if store.trouble is None else "Not saved")
        if store.trouble is not None and store.trouble.changed_underneath:
            from fortnight.tui.modals.changed import ChangedModal

            if not isinstance(self.screen, ChangedModal):
                self.push_screen(ChangedModal(store))
        elif store.trouble is not None:
            self.notify(store.trouble.sentence, title="Not saved", severity="error", timeout=12, markup=False)
        if store.comments_kept_at is not None:
            self.notify(f"The comments in the file were kept in {store.comments_kept_at.name}; the app writes its "
                        "own file without them.", title="Hand-written comments", timeout=12, markup=False)
            store.comments_kept_at = None

    def want_evaluation(self) -> None:
        """Have the current answers evaluated in the background, unless that is done or under way."""
        store = self.open_store
        if self.evaluated.assessment is store.assessment and not self.evaluated.is_preview:
            return
        if self._evaluator is None:
            self._evaluator = Evaluator(lambda evaluated: self.call_from_thread(self._take_evaluated, evaluated))
        self._evaluator.ask(store.assessment, store.questionnaire, store.previous)

    def _take_evaluated(self, evaluated: Evaluated) -> None:
        if evaluated.fault is not None:
            from fortnight.storage.faults import write_fault

            self.notify(f"{evaluated.problem} Details: {write_fault(evaluated.fault)}", severity="error",
                        timeout=12, markup=False)
        self.evaluated = evaluated
        self._tell()

    # What works everywhere.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Keep the areas' keys out of dialogs, and out of Home while no file is open."""
        if action in _NOT_UNDER_MODAL and isinstance(self.screen, ModalScreen):
            return False
        return not (action in _NEEDS_FILE and self._store is None)

    def complain(self, title: str, sentence: str) -> None:
        """Show what went wrong and what to do, in a dialog."""
        from fortnight.tui.modals.message import MessageModal

        self._tell("")
        self.push_screen(MessageModal(title, sentence))

    async def action_area(self, area_id: str) -> None:
        """Go to an area."""
        self.flush()
        await self.switch_mode(area_id)

    async def action_home(self) -> None:
        """Go to the files."""
        self.flush()
        await self.switch_mode("home")

    def action_explain(self) -> None:
        """Explain the very place and list its keys."""
        from fortnight.tui.modals.help import HelpModal, help_for

        if not isinstance(self.screen, HelpModal):
            self.push_screen(HelpModal(help_for(self.screen)))

    async def action_undo(self) -> None:
        """Take back the last change and show where it was."""
        self.flush()
        await self._go_to_change(self.open_store.undo(), "There is nothing to take back.")

    async def action_redo(self) -> None:
        """Do again what was taken back and show where it was."""
        self.flush()
        await self._go_to_change(self.open_store.redo(), "There is nothing to do again.")

    async def _go_to_change(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.notify(nothing, timeout=3, markup=False)
        else:
            await self.go_to(change.place.area, change.place.ref, change.place.case_id)

    async def go_to(self, area_id: str, ref: str = "", case_id: str = "") -> None:
        """Show one place of an area."""
        self._case_chosen(case_id)
        if area_id != self.current_mode:
            await self.switch_mode(area_id)
        show = getattr(self.screen, "go_to", None)
        if show is not None and ref:
            show(ref)

    def action_where_saved(self) -> None:
        """Say where the answers are, or try again to save them."""
        store = self.open_store
        self.flush()
        if store.trouble is not None:
            store.save()
            self._store_changed("Saved")
        if store.trouble is None:
            self.notify(f"Every answer is in {store.path} as soon as it is given.", title="Saved", markup=False)

    def action_jump(self) -> None:
        """Go to any question by typing letters of it."""
        from fortnight.tui.modals.jump import JumpModal

        store = self.open_store
        self.push_screen(JumpModal(store.questionnaire, store.assessment), self._jumped)

    async def _jumped(self, question_id: str | None) -> None:
        if question_id:
            await self.go_to("assess", question_id)

    def action_cases(self) -> None:
        """Choose, add, rename, duplicate or archive use cases."""
        from fortnight.tui.modals.cases import CasesModal

        self.flush()
        self.push_screen(CasesModal(self.open_store, self.case_id), self._case_chosen)

    def _case_chosen(self, case_id: str | None) -> None:
        if case_id and case_id in self.open_store.assessment.active_cases:
            self.case_id = case_id
            self._tell()

    def action_wall(self) -> None:
        """Hide or show the frame."""
        self.wall = not self.wall
        if self.wall:
            self.notify("F9 brings the frame back.", timeout=3, markup=False)

    def choose_theme(self, name: str) -> None:
        """Wear a theme from now on, in the next runs too."""
        from fortnight.errors import UserError
        from fortnight.storage.settings import load_settings, save_settings

        self.theme = name
        loaded = load_settings()
        if loaded.problem:
            self.notify(loaded.problem, severity="warning", markup=False)
            return
        try:
            save_settings(loaded.settings.model_copy(update={"theme": name}))
        except UserError as problem:
            self.notify(str(problem), severity="warning", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Ask politely for more room while there is too little."""
        from fortnight.tui.modals.too_small import TooSmall

        too_small = event.size.width < LEAST_WIDTH or event.size.height < LEAST_HEIGHT
        if too_small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif not too_small and isinstance(self.screen, TooSmall):
            self.screen.dismiss()


def run(path: Path | None) -> int:
    """Run the app on a folder, an assessment or a PDF made by Fortnight; return the exit code of the process."""
    # The evaluation shares the interpreter with the screen; a short turn keeps keys quick.
    sys.setswitchinterval(0.001)
    app = FortnightApp(path)
    code = app.run()
    return 3 if app.fault_log is not None else code or 0
