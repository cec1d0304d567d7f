"""Why a question does not apply, and for a gate question who decided that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widgets import Input, Static

from fortnight.errors import UserError
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """A reason that people can check later."""

    reason: str
    decided_by: str


class ReasonModal(Dialog[NotApplicable]):
    """Dismisses with the reason once it is complete, or None."""

    KEYS = (("Enter", "next field, then done", "done"), ("Esc", "leave the answer as it was", "close"))
    HELP_TEXT = ("A question that does not apply stays out of the score and waives its gate clause. The report "
                 "prints the reason, so write it for somebody who was not in the room.")
    DEFAULT_CSS = """
    ReasonModal {
        Input { margin-bottom: 1; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, question: str, gate: str, given: NotApplicable,
                 check: Callable[[NotApplicable], object]) -> None:
        """`check` raises UserError for what the file cannot hold: then it stays here to be mended."""
        super().__init__(f"Not applicable: {question}")
        self._gate = gate
        self._given = given
        self._check = check

    def compose_body(self) -> ComposeResult:
        """Make one field, or two for a gate question."""
        yield Static("Why does it not apply here?", markup=False)
        yield LineInput(self._given.reason, id="reason")
        if self._gate:
            yield Static(f"It holds gate {self._gate}. Who decided that it does not apply?", markup=False)
            yield LineInput(self._given.decided_by, id="decided-by")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start with the reason."""
        self.query_one("#reason", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, or finish after the last."""
        is_halfway = event.input.id == "reason" and self._gate and not self._value("#decided-by")
        if is_halfway and self._value("#reason"):
            self.query_one("#decided-by", Input).focus()
        else:
            self.action_done()

    def action_done(self) -> None:
        """Answer, or say what is missing."""
        reason, decided_by = self._value("#reason"), self._value("#decided-by") if self._gate else ""
        if not reason:
            self._miss("Write a reason: without one the question counts as unanswered.", "#reason")
        elif self._gate and not decided_by:
            self._miss("Name who decided it: a gate clause is only waived by a person.", "#decided-by")
        else:
            self._leave_with(NotApplicable(reason, decided_by))

    def _leave_with(self, given: NotApplicable) -> None:
        try:
            self._check(given)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
        else:
            self.dismiss(given)

    def _miss(self, sentence: str, field: str) -> None:
        self.query_one(".problem", Static).update(f"✗ {sentence}")
        self.query_one(field, Input).focus()

    def _value(self, field: str) -> str:
        return self.query_one(field, Input).value.strip()
