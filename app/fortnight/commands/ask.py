"""`fortnight ask FILE`: the interview line by line, for screen readers, slow links and scripts."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from fortnight.core.assessment import Assessment
from fortnight.errors import FileChanged, FileProblem
from fortnight.storage.document import Document, merge_with_disk, open_document, save_document
from fortnight.storage.taken_replies import load_replies, save_replies
from fortnight.storage.window_lock import take_lock
from fortnight.workshop.dialogue import Dialogue, begin
from fortnight.workshop.plan import interview, pack_interview
from fortnight.workshop.reply import with_said
from fortnight.workshop.reply_files import OpenReply, holds_reply, open_reply, save_reply
from fortnight.workshop.steps import Sheet

_WIDEST = 100
"""Longer lines are hard to read on a wall."""


def run(arguments: argparse.Namespace) -> int:
    """Ask until the interview or the input ends; every answer is on disk before the next line is read.

    Exit 1 when lines of a script could not be taken. Raises FileProblem when the file cannot be used.
    """
    path = Path(arguments.file)
    keeper: _Keeper = _OfReply(open_reply(path)) if holds_reply(path) else _OfAssessment(open_document(path))
    if keeper.path != path:
        print(f"A PDF is never changed; your answers go into {keeper.path}.", file=sys.stderr)
    lock = take_lock(keeper.path)
    try:
        if lock.other is not None:
            print(f"{lock.other.sentence} Go on all the same: the changes of both are kept.", file=sys.stderr)
        refusals = _converse(keeper)
    finally:
        lock.release()
    if not refusals or _is_typed():
        return 0
    lines = "1 line was" if refusals == 1 else f"{refusals} lines were"
    print(f"{lines} not understood and changed nothing; the sentences above say why.", file=sys.stderr)
    return 1


def _converse(keeper: _Keeper) -> int:
    """Run the interview and return how many lines could not be taken."""
    dialogue, is_typed = keeper.start(), _is_typed()
    while not dialogue.is_over:
        _say(dialogue.prompt())
        try:
            line = input("> ") if is_typed else _scripted()
        except EOFError:
            _say(("The input has ended; everything is saved.", *keeper.outlook))
            return dialogue.refusals
        except KeyboardInterrupt:
            _say(("Everything up to here is saved; the same command goes on.",))
            raise
        dialogue = keeper.keep(dialogue, dialogue.hear(line))
    _say((*dialogue.said, *keeper.outlook))
    return dialogue.refusals


def _is_typed() -> bool:
    """Return whether somebody types; then lines can be edited with the arrow keys and have any length."""
    is_typed = sys.stdin is not None and sys.stdin.isatty()
    if is_typed:
        with contextlib.suppress(ImportError):  # Python on Windows has none; its terminal edits lines itself
            import readline  # noqa: F401 - it is what `input` reads with once it is there
    return is_typed


def _scripted() -> str:
    """Return the next line of a script and show it as if it had been typed; raises EOFError at its end."""
    print("> ", end="", flush=True)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    if not line:
        raise EOFError
    typed = line.rstrip("\n").removeprefix("\ufeff")  # some systems put that mark before what they pipe
    print(_printable(typed))
    return typed


def _say(lines: tuple[str, ...]) -> None:
    """Print lines wrapped to the terminal; control characters that somebody typed do nothing."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    print()
    for line in lines:
        for part in line.splitlines():
            print("\n".join(textwrap.wrap(_printable(part), width)))


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


class _Keeper(Protocol):
    """What the interview is about, and how it is saved."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def outlook(self) -> tuple[str, ...]:
        """Lines that say at the end where to go on."""

    def start(self) -> Dialogue:
        """Return the interview where it was left."""

    def keep(self, before: Dialogue, after: Dialogue) -> Dialogue:
        """Save what changed and return the dialogue to go on with."""


class _OfAssessment:
    """Saves an assessment and the record of its replies."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @property
    def path(self) -> Path:
        return self._document.path

    @property
    def outlook(self) -> tuple[str, ...]:
        return (f"What {self.path.name} comes to is said in sentences by fortnight verdict, fortnight roi and "
                "fortnight roadmap.",)

    def start(self) -> Dialogue:
        document = self._document
        for notice in filter(None, (document.previous_problem, document.questionnaire_notice)):
            print(notice, file=sys.stderr)
        sheet = Sheet(document.assessment, document.questionnaire, document.previous, load_replies(document.path))
        return begin(interview, sheet)

    def keep(self, before: Dialogue, after: Dialogue) -> Dialogue:
        if after.sheet.assessment != before.sheet.assessment:
            after = self._save(after)
        if after.sheet.taken != before.sheet.taken:
            save_replies(self._document.path, after.sheet.taken)
        return after

    def _save(self, after: Dialogue) -> Dialogue:
        try:
            self._document = save_document(self._document, after.sheet.assessment)
        except FileChanged as changed:
            self._merge(after.sheet.assessment, changed.kept_at)
        stamp = self._document.stamp
        if stamp is not None and stamp.comments_kept_at is not None:
            print(f"Comments cannot be kept; the file with them is {stamp.comments_kept_at}.", file=sys.stderr)
        return after.moved_to(replace(after.sheet, assessment=self._document.assessment))

    def _merge(self, ours: Assessment, kept_at: Path) -> None:
        try:
            self._document = merge_with_disk(self._document, ours)
        except FileProblem:
            print(f"Somebody else changed the file meanwhile; your answers are in {kept_at}.", file=sys.stderr)
            raise
        # What it holds is in the merged file now.
        kept_at.unlink(missing_ok=True)
        choose = " Where both changed the same, the first part of the menu asks what shall stand."
        print("Somebody else changed the file meanwhile; the changes of both are in it now."
              f"{choose if self._document.assessment.conflicts else ''}", file=sys.stderr)


class _OfReply:
    """Saves a participant's reply."""

    def __init__(self, opened: OpenReply) -> None:
        self._opened = opened

    @property
    def path(self) -> Path:
        return self._opened.path

    @property
    def outlook(self) -> tuple[str, ...]:
        return ()

    def start(self) -> Dialogue:
        reply = self._opened.reply
        sheet = Sheet(reply.said, self._opened.questionnaire)
        return begin(lambda now: pack_interview(now, reply), sheet)

    def keep(self, before: Dialogue, after: Dialogue) -> Dialogue:
        if after.sheet.assessment != before.sheet.assessment:
            told = self._opened.kept_at
            self._opened = save_reply(self._opened, with_said(self._opened.reply, after.sheet.assessment))
            if self._opened.kept_at != told:
                print(f"The file as it was typed by hand is {self._opened.kept_at}.", file=sys.stderr)
        return after
