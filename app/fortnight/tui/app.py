"""The app: modes for the areas, what works everywhere, opening and leaving."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.binding import Binding
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.reactive import var
from textual.screen import ModalScreen, Screen

from fortnight.tui import themes
from fortnight.tui.areas import AREAS
from fortnight.tui.commands import EVERYWHERE, QUIT, bindings, with_keys_of
from fortnight.tui.leaving import LeavingApp
from fortnight.tui.preferences import first_look, slips
from fortnight.tui.providers import CommandProvider, PlaceProvider
from fortnight.tui.screens.home import HomeScreen
from fortnight.tui.widgets.parts_line import PartsLine

if TYPE_CHECKING:
    from fortnight.tui.store import Change

_LOOK_AT_DISK = 2.0
"""Seconds between two looks whether somebody else wrote the open file."""
LEAST_WIDTH, LEAST_HEIGHT = 80, 24
_NEEDS_FILE = frozenset({"area", "jump", "undo", "redo", "where_saved", "cases", "wall", "compare",
                         "review", "go_on_in_full"})
_NOT_UNDER_MODAL = _NEEDS_FILE | {"home"}


class FortnightApp(LeavingApp):
    """Holds the open file and passes it down; widgets send messages up, screens change the store."""

    TITLE = "Fortnight"
    CSS_PATH = "app.tcss"
    MODES = {"home": HomeScreen, **{area.id: area.open for area in AREAS}}
    DEFAULT_MODE = "home"
    COMMANDS = {CommandProvider, PlaceProvider}
    BINDINGS = [*bindings(EVERYWHERE),
                *(Binding(area.key, f"area('{area.id}')", area.title, show=False, id=area.command_id,
                          tooltip=area.help) for area in AREAS)]

    wall: var[bool] = var(False, init=False)
    """Whether the frame is hidden for a projector."""

    def __init__(self, path: Path | None = None, *, today: dt.date | None = None) -> None:
        super().__init__()
        self.start_path = path
        self.today = today or dt.date.today()
        for theme in themes.THEMES:
            self.register_theme(theme)
        look = first_look()
        self.set_reactive(FortnightApp.wall, look.wall)
        wanted = look.theme if look.theme in themes.TITLES else themes.DEFAULT
        self.theme = themes.NO_COLOUR if "NO_COLOR" in os.environ else wanted

    # Start.

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
        """Open what was asked for."""
        self.set_interval(_LOOK_AT_DISK, self.look_at_disk)
        self._read_settings()
        if self.start_path is not None and not self.start_path.is_dir():
            self.open_file(self.start_path)

    @work(thread=True, group="settings")
    def _read_settings(self) -> None:
        # After the first paint: reading the whole file takes the models' import.
        from fortnight.storage.settings import load_settings

        loaded = load_settings()
        settings = loaded.settings
        self.call_later(self._use_settings, dict(settings.keymap), settings.theme, loaded.problem)

    def _use_settings(self, keymap: dict[str, str], theme: str, problem: str) -> None:
        self.keymap = keymap
        self.set_keymap(keymap)
        for screen in self.screen_stack:
            for line in screen.query(PartsLine):
                line.refresh()
        for sentence in filter(None, (problem, *slips(keymap, theme))):
            self.notify(sentence, severity="warning", timeout=12, markup=False)

    def action_help_quit(self) -> None:
        """Ctrl+C copies what is marked; with nothing marked, say what leaves."""
        leave = with_keys_of(self.keymap, (QUIT,))[0].shown_key
        self.notify(f"{leave} leaves. Ctrl+C copies what the mouse has marked.", timeout=4, markup=False)

    # Notices.

    def notify(self, message: str, *, title: str = "", severity: SeverityLevel = "information",
               timeout: float | None = None, markup: bool = False) -> None:
        """Say something over the footer, once; the next word replaces the last, warnings and errors stay."""
        for said in [each for each in self._notifications
                     if each.severity == "information" or each.message == message]:
            self._unnotify(said, refresh=False)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    # What works everywhere.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the areas' keys out of dialogs, and out of Home while no file is open."""
        del parameters  # what is offered depends on the action alone
        return self.offers(action, self.screen)

    def offers(self, action: str, screen: Screen[Any]) -> bool:
        """Return whether an action can be done from `screen`, which the palette may cover by now."""
        if action in _NOT_UNDER_MODAL and isinstance(screen, ModalScreen):
            return False
        if action in _NEEDS_FILE and self._store is None:
            return False
        return action != "go_on_in_full" or self.open_store.is_short

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
        self._in_turn(self._explain)

    def _explain(self) -> None:
        from fortnight.tui.modals.help import HelpModal, help_for

        if not isinstance(self.screen, HelpModal):
            self.push_screen(HelpModal(help_for(self.screen, self.keymap, self.noticed)))

    async def action_undo(self) -> None:
        """Take back what the field in hand cannot save, else the last change, and show where it was."""
        from fortnight.tui.widgets.field_row import row_around

        self.flush()
        row = row_around(self.focused)
        if row is not None and row.take_back():
            return
        await self._go_to_change(self.open_store.undo(), "There is nothing to take back.")

    async def action_redo(self) -> None:
        """Do again what was taken back and show where it was."""
        self.flush()
        await self._go_to_change(self.open_store.redo(), "There is nothing to do again.")

    async def _go_to_change(self, change: Change | None, nothing: str) -> None:
        if change is None:
            self.notify(nothing, timeout=3, markup=False)
        else:
            await self.renew_areas()
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

    def action_compare(self) -> None:
        """Show what moved since the last run."""
        self.flush()
        store = self.open_store
        self.show_comparison(store.path, store.assessment)

    def action_review(self) -> None:
        """Say what became of what was promised last time."""
        self.flush()
        if not self.review_promises():
            self.notify("Nothing that was promised last time is left to review.", timeout=4, markup=False)

    async def action_go_on_in_full(self) -> None:
        """Ask the other questions of the full assessment too; what is answered stands."""
        from fortnight.errors import UserError

        self.flush()
        store = self.open_store
        try:
            store.go_on_in_full()
        except UserError as problem:
            self.notify(str(problem), severity="warning", timeout=8, markup=False)
            return
        await self.renew_areas()
        self.notify("What was answered stands; only the other questions are open. Ctrl+Z takes it back.",
                    title=store.questionnaire.title, timeout=8, markup=False)

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
        """Look whether there is room enough now."""
        self.ask_for_room(event.size)

    def ask_for_room(self, size: Size) -> None:
        """Ask politely for more room while there is too little."""
        from fortnight.tui.modals.too_small import TooSmall

        too_small = size.width < LEAST_WIDTH or size.height < LEAST_HEIGHT
        if too_small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif not too_small and isinstance(self.screen, TooSmall):
            self.screen.dismiss()


def run(path: Path | None) -> int:
    """Run the app on a folder, an assessment or a PDF made by Fortnight; return the exit code of the process."""
    # The evaluation shares the interpreter with the screen; a short turn keeps keys quick.
    sys.setswitchinterval(0.001)
    # Looking for garbage through everything that is loaded holds a key up for 100 ms; hence seldom.
    gc.set_threshold(50_000, 20, 100)
    app = FortnightApp(path)
    code = app.run()
    return 3 if app.fault_log is not None else code or 0
