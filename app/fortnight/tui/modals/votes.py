"""Votes without names: hidden while they are given, shown together, and talked about where they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from fortnight.errors import UserError
from fortnight.tui.widgets.dialog import Dialog, Keys
from fortnight.tui.widgets.line_input import LineInput

SPREAD_TO_DISCUSS = 2
"""From this difference between the highest and the lowest vote, the reason is asked for."""

_MARKS_APART = 25
"""Up to so many votes for one level their marks stand apart; more would not fit on a line of the dialog."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What came out of a vote."""

    levels: tuple[int, ...]
    dissent: str
    agreed: int | None
    """The level that the room agreed on after talking; None: not yet."""


def read_votes(text: str, top: int) -> tuple[int, ...]:
    """Return the levels typed as `2 2 3 4` or `2234`; ValueError with a sentence when one is not a level."""
    levels = []
    for letter in "".join(text.replace(",", " ").split()):
        if letter not in "123456789" or int(letter) > top:
            raise ValueError(f"“{letter}” is not a level: type a number from 1 to {top} for each person.")
        levels.append(int(letter))
    return tuple(levels)


def distribution(levels: tuple[int, ...], top: int) -> Content:
    """Return one line for each level: its number, a mark for each vote, and how many."""
    between = " " if max(map(levels.count, levels), default=0) <= _MARKS_APART else ""
    lines = []
    for level in range(1, top + 1):
        count = levels.count(level)
        marks = f"{between.join('■' * count)} " if count else ""
        lines.append(Content.assemble((f"  {level}  ", "bold"), (marks, "$lead"),
                                      (str(count) if count else "·", "$quiet")))
    return Content("\n").join(lines)


def _number(count: int) -> str:
    return "1 vote is" if count == 1 else f"{count} votes are"


def _range(levels: tuple[int, ...]) -> str:
    count, low, high = len(levels), min(levels), max(levels)
    if count == 1:
        return f"1 vote, for level {low}."
    return f"{count} votes, all for level {low}." if low == high else f"{count} votes, from {low} to {high}."


class VotesModal(Dialog[Vote]):
    """Dismisses with the vote, or None."""

    KEYS = (("Enter", "show", "next"), ("Esc", "leave without keeping", "close"))
    KEYS_ONCE_SHOWN = (("Enter", "go on", "next"), ("Esc", "keep and close", "close"))
    HELP_TEXT = ("Everybody says a number without looking at the others. Type them one after the other, such as "
                 "2 2 3 4: they stay hidden until Enter. Where they lie two levels or more apart, hear the lowest "
                 "and the highest first, then agree on a level. What was shown is kept, without names.")
    DEFAULT_CSS = """
    VotesModal {
        Input { margin-bottom: 1; }
        #shown, #after { height: auto; display: none; }
        &.-shown #shown, &.-shown #after { display: block; }
        &.-shown #votes { display: none; }
        #dissent-label, #dissent { display: none; }
        &.-with-dissent #dissent-label, &.-with-dissent #dissent { display: block; }
        #shown { margin-bottom: 1; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, question: str, top: int, levels: tuple[int, ...], dissent: str,
                 check: Callable[[Vote], object]) -> None:
        """`check` raises UserError for what the file cannot hold: then it stays here to be mended."""
        super().__init__(f"Votes: {question}")
        self._top = top
        self._levels = levels
        self._dissent = dissent
        self._check = check

    def compose_body(self) -> ComposeResult:
        """Make the hidden field first; the rest appears once the votes are shown."""
        ask = f"Type a number from 1 to {self._top} for each person, with spaces between."
        given = f" {_number(len(self._levels))} already here; Ctrl+U clears the line." if self._levels else ""
        yield Static(ask + given, markup=False, id="prompt")
        yield LineInput(" ".join(map(str, self._levels)), password=True, id="votes")
        yield Static("", markup=False, id="shown")
        yield Static("Why do they differ? What the lowest and the highest said:", markup=False, id="dissent-label")
        yield LineInput(self._dissent, id="dissent")
        yield Static("Level that the room agrees on (may stay empty):", markup=False, id="after")
        yield LineInput("", id="agreed", max_length=1, restrict=r"[1-9]?")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start with the votes."""
        self.query_one("#agreed", Input).display = False
        self.query_one("#votes", Input).focus()

    def on_input_submitted(self) -> None:
        """Enter goes one step on."""
        self.action_next()

    def action_next(self) -> None:
        """Show the votes; once they are shown, keep them."""
        if not self.has_class("-shown"):
            self._show_votes()
            return
        focused = self.focused
        if isinstance(focused, Input) and focused.id == "dissent":
            self.query_one("#agreed", Input).focus()
            return
        self._keep()

    def action_close(self) -> None:
        """Keep what was shown; votes that are still hidden were not given."""
        if self.has_class("-shown"):
            self._keep()
        else:
            self.dismiss(None)

    def keys_now(self) -> Keys:
        """Say that what has been shown is kept."""
        return self.KEYS_ONCE_SHOWN if self.has_class("-shown") else self.KEYS

    def _keep(self) -> None:
        agreed = self.query_one("#agreed", Input).value
        if agreed and int(agreed) > self._top:
            self.query_one(".problem", Static).update(f"✗ The levels go from 1 to {self._top}.")
            return
        vote = Vote(self._levels, self.query_one("#dissent", Input).value.strip(), int(agreed) if agreed else None)
        try:
            self._check(vote)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
        else:
            self.dismiss(vote)

    def _show_votes(self) -> None:
        problem = self.query_one(".problem", Static)
        try:
            self._levels = read_votes(self.query_one("#votes", Input).value, self._top)
        except ValueError as wrong:
            problem.update(f"✗ {wrong}")
            return
        problem.update("")
        if not self._levels:
            self.dismiss(Vote((), "", None))
            return
        apart = max(self._levels) - min(self._levels) >= SPREAD_TO_DISCUSS
        self.add_class("-shown")
        self.show_keys()
        # What was written when they lay apart can still be read and taken away once they do not.
        self.set_class(apart or bool(self._dissent), "-with-dissent")
        self.query_one("#prompt", Static).update(
            _range(self._levels) + (" They lie apart: hear the lowest and the highest first." if apart else ""))
        self.query_one("#shown", Static).update(distribution(self._levels, self._top))
        self.query_one("#agreed", Input).display = True
        self.query_one("#dissent" if apart else "#agreed", Input).focus()
