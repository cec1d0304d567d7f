"""The page of the capacity: how much time each role has, and what a change of it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import Static

from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import Evaluation
from fortnight.core.wording import Wording
from fortnight.tui.capacity_form import capacity_fields, go_live_lines, go_live_weeks, other_quarters
from fortnight.tui.roadmap_board import draw_loads
from fortnight.tui.store import Edit, Store
from fortnight.tui.widgets.drawing import Drawing
from fortnight.tui.widgets.form import Form
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.text_block import TextBlock


class CapacityPage(Page):
    """Writes through `write`; when the use cases go live is told against how it was when the page was opened."""

    def __init__(self, write: Callable[[Sequence[Edit], str], None], *, id: str) -> None:
        super().__init__(id=id)
        self._write = write
        self._weeks_before: Mapping[str, int] = {}

    def compose(self) -> ComposeResult:
        """Make the page without its fields."""
        yield TextBlock(id="go-lives")
        with Container(id="capacity-body"):
            yield Vertical(id="capacity-fields")
            yield Drawing(id="loads")
        yield TextBlock(id="other-quarters")
        yield Static("", id="capacity-hint", markup=False)

    async def open(self, store: Store, evaluation: Evaluation | None) -> None:
        """Make the fields if there are none, and measure changes against `evaluation` from now on."""
        if evaluation is not None:
            self._weeks_before = go_live_weeks(evaluation)
        if not self.query(Form):
            # Two dozen fields take a moment to be made; nobody waits for them before they are wanted.
            await self.query_one("#capacity-fields").mount(
                Form(capacity_fields(store.assessment, store.questionnaire), self._write))
            self._fill(store.assessment)

    def show(self, assessment: Assessment, wording: Wording) -> None:
        """Write what is decided into the fields, and beside them what they do not hold."""
        self._fill(assessment)
        self.query_one("#other-quarters", TextBlock).say(other_quarters(assessment, wording))

    def _fill(self, assessment: Assessment) -> None:
        for form in self.query(Form):
            form.show(assessment.model_dump(include={"capacity"}))

    def show_plan(self, evaluation: Evaluation, names: Mapping[str, str], wording: Wording) -> None:
        """Tell when each use case goes live, and how full each role is; `names` are the use cases by id."""
        lines = go_live_lines(evaluation, names, wording, self._weeks_before)
        self.query_one("#go-lives", TextBlock).say("\n".join(lines))
        self.query_one("#loads", Drawing).draw(partial(draw_loads, evaluation.roadmap, wording))

    def on_form_hint(self, message: Form.Hint) -> None:
        """Say what helps to fill the field that has the focus."""
        self.query_one("#capacity-hint", Static).update(message.field.help if message.field is not None else "")

    def flush(self) -> None:
        """Write what is half typed."""
        for form in self.query(Form):
            form.flush()
