"""One question on the whole wall: place, title, what is asked, the levels, and where it stands."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from fortnight.tui.question_text import QuestionText
from fortnight.tui.widgets.level_picker import LevelPicker
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.text_block import TextBlock


class QuestionPanel(Vertical):
    """Drawn in place by `show`."""

    DEFAULT_CSS = """
    QuestionPanel {
        height: 1fr;
        .question-head { height: 1; }
        .place { width: 1fr; color: $quiet; }
        .progress { width: 34; color: $quiet; text-align: right; }
        .question-title { color: $lead; text-style: bold; }
        .ask { text-style: bold; margin-bottom: 1; }
        .standing { margin-top: 1; }
        .to-see { color: $quiet; }
        Page { height: 1fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._place = Static(markup=False, classes="place")
        self._progress = Static(markup=False, classes="progress")
        self._title = TextBlock(classes="question-title")
        self._ask = TextBlock(classes="ask")
        self.picker = LevelPicker()
        self._standing = TextBlock(classes="standing")
        self._to_see = TextBlock(classes="to-see")
        self._page = Page()

    def compose(self) -> ComposeResult:
        """Put the parts under one another."""
        with Horizontal(classes="question-head"):
            yield self._place
            yield self._progress
        with self._page:
            yield self._title
            yield self._ask
            yield self.picker
            yield self._standing
            yield self._to_see

    def show(self, text: QuestionText, progress: str) -> None:
        """Draw a question."""
        self._place.update(text.place, layout=False)
        self._progress.update(progress, layout=False)
        self._title.say(text.title)
        self._ask.say(text.ask)
        self.picker.show(text.levels, text.chosen)
        self._standing.say(Content("\n").join(text.standing))
        to_see = "; ".join(text.to_see)
        self._to_see.say(Content.assemble(("Ask to see: ", "bold"), to_see) if to_see else "")

    def scroll_to_top(self) -> None:
        """Show a new question from its beginning."""
        self._page.scroll_home(animate=False)
