"""What the reader of the report sees first, and what the pages behind it find."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import DRAWS, PREVIEW_DRAWS, CaseEvaluation, Evaluation
from fortnight.errors import FortnightError
from fortnight.tui.evaluator import Evaluated
from fortnight.tui.verdict_text import VERDICT_STYLES
from fortnight.tui.widgets.reading_page import ReadingPage
from fortnight.tui.widgets.text_block import TextBlock

if TYPE_CHECKING:
    from fortnight.core.evaluated_run import EvaluatedRun
    from fortnight.core.questionnaire import Questionnaire
    from fortnight.tui.page_one import PageOne
    from fortnight.tui.store import Store


class ReportPreview(Horizontal):
    """Page one; beside it on a very wide screen the findings. Drawn by `show`."""

    def compose(self) -> ComposeResult:
        """Make the two pages, empty."""
        with ReadingPage(id="preview"):
            yield TextBlock(id="page-one")
        with ReadingPage(id="findings"):
            yield TextBlock(id="other-pages")

    def show(self, evaluated: Evaluated, store: Store) -> None:
        """Tell what was computed, or why there is nothing to tell."""
        if evaluated.evaluation is None or evaluated.assessment is None:
            if evaluated.problem:
                self.query_one("#page-one", TextBlock).say(Content.styled(f"✗ {evaluated.problem}", "$bad"))
            return
        work = partial(self._make, evaluated.assessment, store.questionnaire, evaluated.evaluation, evaluated.last,
                       store.path.parent, is_rough=evaluated.is_preview)
        self.run_worker(work, thread=True, exclusive=True, group="page-one", name="page-one", exit_on_error=False)

    def _make(self, assessment: Assessment, questionnaire: Questionnaire, evaluation: Evaluation,
              last: EvaluatedRun | None, beside: Path, *, is_rough: bool) -> None:
        from fortnight.tui.page_one import PageOne, page_one

        try:
            page = page_one(assessment, questionnaire, evaluation, last, beside)
        except FortnightError as problem:
            page = PageOne(f"✗ {problem}", (), ())
        # Without an answer there is no verdict of this run; the sentences tell the last ones.
        cases = evaluation.cases if last is None else {}
        self.app.call_from_thread(self._draw, assessment, cases, page, is_rough=is_rough)

    def _draw(self, assessment: Assessment, cases: Mapping[str, CaseEvaluation], page: PageOne, *,
              is_rough: bool) -> None:
        rough = f"  preview, {PREVIEW_DRAWS:,} draws; the figures of {DRAWS:,} follow" if is_rough else ""
        lines = [Content.assemble(("What page one says", "$quiet"), (rough, "$warn")),
                 Content.styled(page.title, "bold"), Content("")]
        for label, text in page.sentences:
            lines += [Content.styled(label, "bold $lead"), Content(text), Content("")]
        for case_id, case in cases.items():
            name = assessment.use_cases[case_id].name or case_id
            kind = case.verdict.kind
            lines += [Content.assemble((f" {kind} ", VERDICT_STYLES[kind]), "  ", (name, "bold")),
                      Content(case.verdict.headline), Content("")]
        self.query_one("#page-one", TextBlock).say(Content("\n").join(lines))
        found = [Content.styled("What the pages behind it find", "$quiet"), Content("")]
        for finding in page.findings:
            found += [Content(finding), Content("")]
        self.query_one("#other-pages", TextBlock).say(Content("\n").join(found) if page.findings else "")
