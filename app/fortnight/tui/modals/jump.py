"""Go to any question by typing a few of its letters."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from fortnight.core.assessment import Assessment
from fortnight.core.questionnaire import Questionnaire
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput


def matching(questionnaire: Questionnaire, letters: str) -> tuple[str, ...]:
    """Return the ids of the questions that contain every word of `letters`, matches in the title first.

    Looked through: dimension, title, id, and what is asked; upper and lower case are the same.
    """
    words = letters.casefold().split()
    in_title, elsewhere = [], []
    for question_id, question in questionnaire.questions.items():
        title = question.title.casefold()
        text = " ".join((title, question_id, question.ask.casefold(),
                         questionnaire.dimensions[question.dimension].title.casefold()))
        if all(word in title for word in words):
            in_title.append(question_id)
        elif all(word in text for word in words):
            elsewhere.append(question_id)
    return (*in_title, *elsewhere)


class JumpModal(Dialog[str]):
    """Dismisses with the id of a question, or None."""

    KEYS = (("Enter", "go there", "go"), ("↑ ↓", "choose", "move(1)"), ("Esc", "close", "close"))
    BINDINGS = [Binding("up", "move(-1)", show=False), Binding("down", "move(1)", show=False)]
    HELP_TEXT = "Type a few letters of a question, its dimension or what is asked; several words narrow it down."
    DEFAULT_CSS = """
    JumpModal OptionList { height: 12; margin-top: 1; }
    """

    def __init__(self, questionnaire: Questionnaire, assessment: Assessment) -> None:
        super().__init__("Go to a question")
        self._questionnaire = questionnaire
        self._assessment = assessment

    def compose_body(self) -> ComposeResult:
        """Make the field and the list."""
        yield LineInput(placeholder="Type a few letters")
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Start with every question."""
        self._list("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list down."""
        self._list(event.value)

    def on_input_submitted(self) -> None:
        """Go to the question under the cursor."""
        self.action_go()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the question that was clicked."""
        self.dismiss(event.option.id)

    def action_go(self) -> None:
        """Go to the question under the cursor."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            self.dismiss(options.get_option_at_index(options.highlighted).id)

    def action_move(self, step: int) -> None:
        """Move the cursor of the list while typing goes on."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            options.highlighted = (options.highlighted + step) % options.option_count

    def _list(self, letters: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        found = matching(self._questionnaire, letters)
        options.add_options([Option(self._line(question_id), id=question_id) for question_id in found])
        if found:
            options.highlighted = 0
        else:
            options.add_option(Option("No question has all of these letters.", disabled=True))

    def _line(self, question_id: str) -> Content:
        question = self._questionnaire.questions[question_id]
        answer = self._assessment.answers.get(question_id)
        sign = str(answer.level) if answer is not None and answer.level is not None else (
            "?" if answer is not None and answer.is_given else "·")
        dimension = self._questionnaire.dimensions[question.dimension].title
        return Content.assemble((f"{sign}  ", "bold"), question.title, f"  ({dimension})")
