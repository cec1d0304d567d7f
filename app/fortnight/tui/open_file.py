"""The open file inside the running app: opening, following its changes, evaluating, letting go."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var
from textual.screen import ModalScreen

from fortnight.tui.areas import AREAS
from fortnight.tui.commands import HELP, with_keys_of
from fortnight.tui.evaluator import Evaluated, Evaluator
from fortnight.tui.keys_in_turn import KeysInTurnApp
from fortnight.tui.noticed import one_line
from fortnight.tui.planner import Planner

if TYPE_CHECKING:
    from fortnight.core.assessment import Assessment
    from fortnight.core.questionnaire import Questionnaire
    from fortnight.storage.document import Document
    from fortnight.storage.window_lock import WindowLock
    from fortnight.tui.store import Store

ENDED_BADLY = "Last time Fortnight ended before you left it. Every answer until then is here."
_BESIDE_NOTICE = 5
"""Cells of a notice's line that its frame, and the end of the footer beside it, take."""


class OpenFileApp(KeysInTurnApp):
    """What the screens draw from: the store, the use case in hand, the evaluation, and whether all is saved."""

    revision: var[int] = var(0, init=False)
    """Grows once whatever belongs together has changed; screens watch this and nothing else of our state."""

    def __init__(self) -> None:
        super().__init__()
        self.keymap: Mapping[str, str] = {}
        """Keys that the person gave to commands, by id."""
        self.case_id = ""
        """The use case in hand; empty when there is none."""
        self.evaluated = Evaluated()
        """What the background computed last."""
        self.saved = ""
        """What the head says about saving."""
        self.noticed: tuple[str, ...] = ()
        """Sentences on the open file that were worth saying when it was opened."""
        self.planner = Planner(self)
        """The agenda of the workshop, and its clock."""
        self._store: Store | None = None
        self._asked: Questionnaire | None = None
        """The questionnaire that the areas were made for."""
        self._lock: WindowLock | None = None
        self._evaluator: Evaluator | None = None
        self._must_ask = False
        """Whether somebody else wrote the file and nobody was asked yet what to do."""

    @property
    def assessment(self) -> Assessment | None:
        """The current answers; None while no file is open."""
        return self._store.assessment if self._store is not None else None

    @property
    def help_key(self) -> str:
        """The key that explains, as people read it."""
        return with_keys_of(self.keymap, (HELP,))[0].shown_key

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

    def open_file(
        self, path: Path, *, is_sample: bool = False, then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Open an assessment or a PDF made by Fortnight and go to its questions, and `then` do what comes next.

        Samples are not remembered.
        """
        def go_on() -> None:
            self._tell(f"Opening {path.name} …")
            self._load(path, is_sample=is_sample, then=then)

        self.let_go(go_on)

    def let_go(self, go_on: Callable[[], None]) -> None:
        """Leave the open file and `go_on`; ask first when something could not be saved."""
        trouble = self._store.trouble if self._store is not None and not self._store.is_saved else None
        reasons = (*((trouble.sentence,) if trouble is not None else ()), *self.not_saved())
        if not reasons:
            go_on()
            return
        from fortnight.tui.modals.confirm import ConfirmModal

        what = "the last change is not on disk" if trouble is not None else "this could not be saved"
        self.clear_notifications()  # they say the same, over the answers to choose from
        question = ConfirmModal(f"Leave although {what}?", "\n".join(reasons), yes="Leave", no="Stay")
        self.push_screen(question, lambda leave: go_on() if leave else None)

    @work(thread=True, exclusive=True, group="open")
    def _load(self, path: Path, *, is_sample: bool, then: Callable[[], Awaitable[None]] | None) -> None:
        # The models take longer to import than the first screen takes to appear; hence here, and on a thread.
        from fortnight.errors import UserError
        from fortnight.storage.document import open_document
        from fortnight.storage.recent import remember
        from fortnight.tui.screens import assess  # noqa: F401 - imported here so that it opens at once

        try:
            document = open_document(path)
        except (UserError, OSError) as problem:
            self.call_later(self.complain, f"{path.name} cannot be opened", str(problem))
            return
        if not is_sample:
            remember(path)
        self.call_later(self.show_document, document)
        if then is not None:
            self.call_later(then)

    async def show_document(self, document: Document) -> None:
        """Make `document` the open file and show its questions."""
        from fortnight.storage.misfits import misfits
        from fortnight.storage.window_lock import take_lock
        from fortnight.tui.modals.proposals import how_many_wait
        from fortnight.tui.store import Store

        await self._forget_areas()
        self._store = Store(document, self._store_changed)
        self._asked = document.questionnaire
        self._must_ask = False
        self.case_id = next(iter(self._store.assessment.active_cases), "")
        self._tell("Saved")
        await self.switch_mode(AREAS[0].id)
        self._release_lock()
        self._lock = take_lock(document.path)
        other_window = (self._lock.other.sentence,) if self._lock.other is not None else ()
        ended_badly = (ENDED_BADLY,) if self._lock.after_a_crash else ()
        warnings = (*other_window, *self._store.notices, *misfits(document))
        self.noticed = tuple(filter(None, (*ended_badly, *warnings, how_many_wait(self._store))))
        if self.noticed:
            self.notify(one_line(self.noticed, self.size.width - _BESIDE_NOTICE, self.help_key),
                        severity="warning" if warnings else "information", timeout=12, markup=False)
        self.settle_conflicts()
        if not any(answer.is_given for answer in self._store.assessment.answers.values()):
            self.review_promises()

    async def _forget_areas(self) -> None:
        """Leave the areas, so that each is made anew when it is opened next; say what could not be kept."""
        for sentence in self.not_saved():
            self.notify(sentence, title="Not saved", severity="warning", timeout=12, markup=False)
        if self.current_mode != "home":
            await self.switch_mode("home")
        for area in AREAS:
            if area.id in self._screen_stacks:
                await self.remove_mode(area.id)
                self.add_mode(area.id, area.open)
        self.evaluated = Evaluated()
        self.planner.forget()

    async def renew_areas(self) -> None:
        """Draw the areas anew once the file is answered in another questionnaire than they were made for."""
        store = self.open_store
        if store.questionnaire is self._asked:
            return
        self._asked = store.questionnaire
        await self._forget_areas()
        self._tell("Saved" if store.is_saved else "Not saved")
        await self.switch_mode(AREAS[0].id)

    def review_promises(self) -> bool:
        """Ask what became of what was promised last time; return whether anything is left to ask."""
        from fortnight.core.promises import to_review
        from fortnight.tui.modals.review import ReviewModal

        store = self.open_store
        if store.previous is None or not to_review(store.previous, store.assessment, store.questionnaire):
            return False
        self.push_screen(ReviewModal(store))
        return True

    def show_comparison(self, path: Path, assessment: Assessment | None = None) -> None:
        """Show what moved since the last run of the file at `path`; `assessment` is what is open of it."""
        from fortnight.tui.screens.compare import CompareScreen

        if not isinstance(self.screen, CompareScreen):
            self.push_screen(CompareScreen(path, assessment))

    def settle_conflicts(self) -> None:
        """Ask for what a merge could not decide, where there is any."""
        from fortnight.tui.modals.conflicts import ConflictsModal

        if self.open_store.assessment.conflicts:
            self.push_screen(ConflictsModal(self.open_store))

    @property
    def _is_busy(self) -> bool:
        """Whether a dialog is open, or the app is closing and has no screen any more."""
        return not self.screen_stack or isinstance(self.screen, ModalScreen)

    def look_at_disk(self) -> None:
        """Ask what to do when git, or another window, has written the open file; dialogs are finished first."""
        if self._store is not None and not self._is_busy:
            with contextlib.suppress(OSError):  # the next save says what is wrong
                self._store.look_at_disk()
        self._ask_about_change()

    def _ask_about_change(self) -> None:
        """Ask which version counts; a dialog that is open is finished first."""
        if not self._must_ask or self._is_busy:
            return
        from fortnight.tui.modals.changed import ChangedModal

        self._must_ask = False
        self.push_screen(ChangedModal(self.open_store), lambda _: self.settle_conflicts())

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _store_changed(self, what: str) -> None:
        store = self.open_store
        if self.case_id not in store.assessment.active_cases:
            self.case_id = next(iter(store.assessment.active_cases), "")
        if store.questionnaire is self._asked:
            self._tell(what if store.is_saved else "Not saved")
        else:
            # The areas were made for other questions; until they are made anew, nothing is drawn.
            self.call_later(self.renew_areas)
        if store.trouble is not None and store.trouble.changed_underneath:
            self._must_ask = True
            # Later, since a dialog that saves as it closes would close the question instead of itself.
            self.call_later(self._ask_about_change)
        elif store.trouble is not None:
            self.notify(store.trouble.sentence, title="Not saved", severity="error", timeout=12, markup=False)
        if store.comments_kept_at is not None:
            self.notify(f"The comments in the file were kept in {store.comments_kept_at.name}; the app writes its "
                        "own file without them.", title="Hand-written comments", timeout=12, markup=False)
            store.comments_kept_at = None

    def not_saved(self) -> tuple[str, ...]:
        """Return what stands in the fields of any screen and cannot be saved, a sentence each."""
        if self._store is None:
            return ()
        from fortnight.tui.modals.row import RowModal
        from fortnight.tui.widgets.form import Form

        screens = [screen for stack in self._screen_stacks.values() for screen in stack]
        return tuple(sentence for screen in screens
                     for place in ([screen] if isinstance(screen, RowModal) else screen.query(Form))
                     for sentence in place.not_saved())

    def complain(self, title: str, sentence: str) -> None:
        """Show what went wrong and what to do, in a dialog."""
        from fortnight.tui.modals.message import MessageModal

        self._tell("")
        self.push_screen(MessageModal(title, sentence))

    def want_evaluation(self) -> None:
        """Have the current answers evaluated in the background, unless that is done or under way."""
        store = self.open_store
        if self.evaluated.assessment is store.assessment and not self.evaluated.is_preview:
            return
        if self._evaluator is None:
            self._evaluator = Evaluator(self._deliver)
        self._evaluator.ask(store.assessment, store.questionnaire, store.earlier, store.path)

    def _deliver(self, evaluated: Evaluated) -> None:
        # Called on the evaluator's thread; after the app has ended, the message is simply not taken.
        self.call_later(self._take_evaluated, evaluated)

    def _take_evaluated(self, evaluated: Evaluated) -> None:
        if evaluated.fault is not None:
            from fortnight.storage.faults import write_fault

            self.notify(f"{evaluated.problem} Details: {write_fault(evaluated.fault)}", severity="error",
                        timeout=12, markup=False)
        self.evaluated = evaluated
        self._tell()

    def on_unmount(self) -> None:
        """Let the background finish without us, and the file go."""
        self._release_lock()
        if self._evaluator is not None:
            self._evaluator.stop()
