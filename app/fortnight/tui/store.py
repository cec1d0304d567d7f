"""The open file while the app runs: the current assessment, its saving, undo and redo. No screen in here.

Every change goes through `core.edit` and is on disk before `change` returns. What cannot be saved stays in
`assessment`, and `trouble` says why until a later save succeeds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from fortnight.core.assessment import Assessment
from fortnight.core.edit import remove_at, set_at
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileChanged, UserError
from fortnight.storage.document import FULL, Document, in_another_questionnaire, merge_with_disk, save_document
from fortnight.storage.stamp import has_changed
from fortnight.storage.toml_files import load_assessment, stamp_on_disk

REMOVED: Final = object()
"""As a value of an edit: take the place out of the file."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place of the file and what to write there; a place is a tuple of the file's keys."""

    path: tuple[str, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the app a change was made, so that undo can show it."""

    area: str
    ref: str = ""
    """Question id, station id or card id."""
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the history."""

    label: str
    """What was done, as a person would say it."""
    place: Place
    before: Assessment
    after: Assessment
    joined: str
    """Changes in a row with the same text here are one step: the letters typed into one field."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the file on disk is not what is shown."""

    sentence: str
    changed_underneath: bool
    """Somebody else wrote the file; three ways out are offered. Otherwise saving itself failed."""
    is_pending: bool = True
    """Whether a change of ours waits to be saved."""


class Store:
    """Holds one document; the only place that changes or saves it."""

    def __init__(self, document: Document, on_change: Callable[[str], None]) -> None:
        self.assessment: Assessment = document.assessment
        self.trouble: Trouble | None = None
        self.comments_kept_at: Path | None = None
        """Set when a save could not carry over hand-written comments: where they are."""
        self.on_change = on_change
        self._document = document
        self._in_terms_of: dict[str, Document] = {document.assessment.assessment.questionnaire: document}
        """By the id in the header: the questionnaires that the file was answered in since it was opened."""
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def path(self) -> Path:
        """Where the answers are saved."""
        return self._document.path

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of the file."""
        return self._document.questionnaire

    @property
    def previous(self) -> Assessment | None:
        """Last quarter's answers, where there are any."""
        return self._document.previous

    @property
    def earlier(self) -> tuple[Assessment, ...]:
        """The runs before this one that count for it, oldest first."""
        return self._document.earlier

    @property
    def is_saved(self) -> bool:
        """Whether every change of ours is on disk."""
        return self.trouble is None or not self.trouble.is_pending

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that whoever opens the file should read once."""
        return tuple(filter(None, (self._document.previous_problem, self._document.questionnaire_notice)))

    def set(self, path: tuple[str, ...], value: Any, *, label: str, place: Place, joined: str = "") -> None:
        """Write one value; see `change`."""
        self.change((Edit(path, value),), label=label, place=place, joined=joined)

    def remove(self, path: tuple[str, ...], *, label: str, place: Place) -> None:
        """Take one value or table out; see `change`."""
        self.change((Edit(path, REMOVED),), label=label, place=place)

    def change(self, edits: Sequence[Edit], *, label: str, place: Place, joined: str = "") -> None:
        """Make the edits as one step of the history and save.

        Raises EditError, and changes nothing, when a value does not fit.
        """
        after = self.assessment
        for edit in edits:
            after = remove_at(after, edit.path) if edit.value is REMOVED else set_at(after, edit.path, edit.value)
        self.replace(after, label=label, place=place, joined=joined)

    def replace(self, after: Assessment, *, label: str, place: Place, joined: str = "") -> None:
        """Make `after` the current assessment as one step of the history and save.

        Raises FileProblem, and changes nothing, when it names a questionnaire that cannot be read.
        """
        if after == self.assessment:
            return
        self._follow(after)
        last = self._done[-1] if self._done else None
        if joined and last is not None and last.joined == joined and not self._undone:
            self._done[-1] = replace(last, after=after)
        else:
            self._done.append(Change(label, place, self.assessment, after, joined))
        self._undone.clear()
        self._show(after, f"Saved: {label}")

    @property
    def is_short(self) -> bool:
        """Whether the file can go on as a full assessment."""
        return self._document.is_short

    def go_on_in_full(self) -> None:
        """Ask the questions of the full assessment from now on; nothing that is answered is asked again.

        Raises FileProblem, and changes nothing, when they cannot be read.
        """
        after = set_at(self.assessment, ("assessment", "questionnaire"), FULL)
        self.replace(after, label="continued as a full assessment", place=Place("assess"))

    def undo(self) -> Change | None:
        """Go one step back; return the step taken back, None at the beginning."""
        if not self._done:
            return None
        change = self._done.pop()
        self._follow(change.before)
        self._undone.append(change)
        self._show(change.before, f"Taken back: {change.label}")
        return change

    def redo(self) -> Change | None:
        """Go one step forward again; return that step, None when nothing was taken back."""
        if not self._undone:
            return None
        change = self._undone.pop()
        self._follow(change.after)
        self._done.append(change)
        self._show(change.after, f"Done again: {change.label}")
        return change

    def save(self) -> None:
        """Write the current assessment; what prevents it is in `trouble` afterwards."""
        try:
            self._take_document(save_document(self._document, self.assessment))
        except FileChanged as changed:
            self.trouble = Trouble(str(changed), changed_underneath=True)
        except UserError as problem:
            self.trouble = Trouble(str(problem), changed_underneath=False)

    def look_at_disk(self) -> None:
        """Notice that somebody else wrote the file since we read or saved it; cheap enough for a timer.

        One that vanished is written again with the next change. Raises OSError when it cannot be looked at.
        """
        stamp = self._document.stamp
        if self.trouble is None and stamp is not None and self.path.exists() and has_changed(self.path, stamp):
            self.trouble = Trouble(f"{self.path}: was changed by somebody else since it was opened.",
                                   changed_underneath=True, is_pending=False)
            self.on_change("Changed on disk")

    def keep_mine(self) -> None:
        """After somebody else wrote the file: save ours over it; theirs stays beside as the previous copy."""
        self._document = replace(self._document, stamp=stamp_on_disk(self.path))
        self.save()
        self.on_change("Saved your version")

    def take_theirs(self) -> None:
        """After somebody else wrote the file: show theirs; undo brings ours back."""
        theirs = load_assessment(self.path)
        self._follow(theirs.assessment)
        self._document = replace(self._document, assessment=theirs.assessment, stamp=theirs.stamp)
        self._adopt(theirs.assessment, "Took the version on disk")

    def bring_together(self) -> None:
        """After somebody else wrote the file: keep the edits of both; contradictions go to `conflicts`."""
        merged = merge_with_disk(self._document, self.assessment)
        self._take_document(merged)
        self._follow(merged.assessment)
        self._adopt(merged.assessment, "Brought both versions together")

    def _follow(self, assessment: Assessment) -> None:
        """Ask the questions that the header of `assessment` names; those of every step of ours are known."""
        named = assessment.assessment.questionnaire
        if named == self.assessment.assessment.questionnaire:
            return
        if named not in self._in_terms_of:
            self._in_terms_of[named] = in_another_questionnaire(self._document, assessment)
        known = self._in_terms_of[named]
        self._document = replace(self._document, questionnaire=known.questionnaire, earlier=known.earlier,
                                 migration=known.migration, is_short=known.is_short)

    def _take_document(self, document: Document) -> None:
        self._document = document
        self.trouble = None
        if document.stamp is not None and document.stamp.comments_kept_at is not None:
            self.comments_kept_at = document.stamp.comments_kept_at

    def _adopt(self, assessment: Assessment, label: str) -> None:
        self._done.append(Change(label, Place("assess"), self.assessment, assessment, ""))
        self._undone.clear()
        self._show(assessment, label)

    def _show(self, assessment: Assessment, what: str) -> None:
        self.assessment = assessment
        self.save()
        self.on_change(what)
