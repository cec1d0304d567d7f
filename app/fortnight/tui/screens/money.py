"""Return: the inputs of one use case, and at once what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher, Input, Static

from fortnight.core.assessment import Assessment
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import PREVIEW_DRAWS, CaseEvaluation
from fortnight.core.measures import measures_first
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.results import RoiResult
from fortnight.forms.parts import Table
from fortnight.tui import return_head, return_words
from fortnight.tui.commands import RETURN, bindings
from fortnight.tui.evaluator import Evaluated
from fortnight.tui.return_pages import (
    BY_ID,
    HOW_TO_TYPE,
    PAGES,
    InputPage,
    missing_elsewhere,
    problems_of,
    values_of,
    where_it_stands,
)
from fortnight.tui.scope_gates import problems_by_field
from fortnight.tui.screens.paged import PagedArea
from fortnight.tui.store import Edit
from fortnight.tui.widgets.drawing import Drawing
from fortnight.tui.widgets.form import Form
from fortnight.tui.widgets.input_form import InputForm
from fortnight.tui.widgets.picture import Picture, Shown
from fortnight.tui.widgets.reading_page import ReadingPage
from fortnight.tui.widgets.tab_bar import Tab, TabBar, page_commands
from fortnight.tui.widgets.text_block import TextBlock

_TABS = (
    *(Tab(page.id, page.title, page.help) for page in PAGES),
    Tab("picture", "Picture", "The curve, and what moves the result most."),
    Tab("trust", "Trust", "What to measure first, what it rests on, and what others would have said."),
)
_PICTURES = ("picture", "trust")


_NO_PICTURE = "The picture comes with the figures that are still needed."
_NOT_AGREED = "The picture comes as soon as the figures agree with one another."
_NO_ANSWERS = "The picture comes with the first answers under F2; what is typed here is kept."


class ReturnScreen(PagedArea):
    """Forms on the left, the picture on the right; on a narrow screen the picture has pages of its own."""

    AREA = "return"
    CSS_PATH = "money.tcss"
    PLACE_COMMANDS = (*RETURN, *page_commands("return", _TABS))
    BINDINGS = bindings(PLACE_COMMANDS)
    NEEDS_CASE = True
    NEEDS_EVALUATION = True
    HELP_TEXT = (
        "What the use case is worth, month by month, with everything that is not known left open. Type one value "
        "(8), a range that holds nine times in ten (6..11) or least / likely / most (3/6/12); shares as 0.3 or "
        "30%. A value counts once you press Enter or leave its field; the picture follows within half a second: "
        "first a preview from 2,000 draws, then the figures from 50,000 that the verdict uses.\n\n"
        "P10, P50 and P90: in one, five and nine of ten futures the value is below. Enter goes to the next value, "
        "Tab to how this one is known and its source. A number that nobody measured is widened, and the note "
        "under it says to what. Options holds segments, other ways to the same end, inputs that "
        "move together, and the price of measuring."
    )

    def __init__(self) -> None:
        super().__init__()
        self._page = "room"
        self._closings: dict[str, Closing] = {}
        """What the last evaluation says each use case takes: days and months that are not typed."""
        self._case: CaseEvaluation | None = None
        """The evaluation of exactly these answers; None while it is under way."""
        self._roi: RoiResult | None = None
        self._last: EvaluatedRun | None = None
        """The last run, while this one has no answer; its figures then stand in the place of these."""

    def compose_area(self) -> ComposeResult:
        """Make head, tabs and the frames of forms and picture; a form is made when its page is opened."""
        with Vertical(id="return-head"):
            yield Drawing(id="return-title")
            yield Drawing(id="npv")
            yield Drawing(id="figures")
            yield TextBlock(id="no-figures")
        yield TabBar(_TABS)
        with Horizontal(id="return-body"):
            with Vertical(id="inputs"):
                yield ContentSwitcher(id="forms")
                yield TextBlock(id="elsewhere")
                yield Static("", id="hint", markup=False)
            with ReadingPage(id="picture"):
                yield Picture()
                yield Static("", id="no-picture", markup=False)

    async def on_mount(self) -> None:
        """Open the six inputs that matter in the room."""
        await self._open(self._page)
        self.query_one(TabBar).focus()

    # Drawing.

    def on_resize(self) -> None:
        """A tall screen gets a taller picture."""
        if self._roi is not None:
            self.call_after_refresh(self._show_result)

    def show(self, assessment: Assessment) -> None:
        """Draw the open page, and begin a quick look at what it comes to."""
        self._case = None
        if self._roi is not None and self._roi.use_case_id != self.case_id:
            self._roi = None
        closing = self._closings.get(self.case_id)
        if closing is not None:
            self.run_worker(partial(self._preview, assessment, self.case_id, closing), thread=True, exclusive=True,
                            group="preview", exit_on_error=False)
            # A fault in there comes again in the evaluation, which says so.
        self._show_form(assessment)
        self._show_result()

    def _show_form(self, assessment: Assessment) -> None:
        if self._page not in BY_ID:
            return
        form = self.query_one(f"#form-{self._page}", Form)
        root = ("use_cases", self.case_id)
        problems = problems_by_field(assessment, self.store.questionnaire, root)
        form.count_in(assessment.assessment.currency)
        form.show(values_of(self.use_case), problems_of(self.use_case, problems), of=root)
        self._show_notes()

    def _show_notes(self) -> None:
        digits = {tab.id: f"{number} {tab.title}" for number, tab in enumerate(_TABS, start=1)}
        elsewhere = self._missing_elsewhere() if self._page == "room" else ()
        self.query_one("#elsewhere", TextBlock).say(return_words.needed_elsewhere(
            [(digits[page.id], names) for page, names in elsewhere], self.wording))
        if self._page in BY_ID:
            form = self.query_one(f"#form-{self._page}", Form)
            if isinstance(form, InputForm):
                closing = self._closings.get(self.case_id)
                form.show_notes(return_words.input_notes(self.use_case, closing, self._roi, self.wording))

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Take the figures that the verdict uses; older ones only serve until the first quick look."""
        if evaluated.evaluation is not None:
            self._closings = {key: case.closing for key, case in evaluated.evaluation.cases.items()}
            case = evaluated.evaluation.cases.get(self.case_id)
            is_current = evaluated.assessment is self.store.assessment
            self._last = evaluated.last
            if case is not None and (is_current or self._roi is None):
                self._case = case if is_current else None
                self._roi = case.roi
        self._show_result(evaluated.problem)
        self._show_notes()

    def _missing_elsewhere(self) -> tuple[tuple[InputPage, tuple[str, ...]], ...]:
        missing = self._roi.missing if self._roi is not None else ()
        return missing_elsewhere(self._page, missing) if self._page in BY_ID else ()

    def _preview(self, assessment: Assessment, case_id: str, closing: Closing) -> None:
        # On a thread: NumPy, and some 20 ms of drawing futures.
        from fortnight.core.roi.simulate import roi_result

        roi = roi_result(assessment, case_id, closing=closing, draws=PREVIEW_DRAWS)
        self.app.call_from_thread(self._take_preview, assessment, roi)

    def _take_preview(self, assessment: Assessment, roi: RoiResult) -> None:
        if assessment is self.store.assessment and roi.use_case_id == self.case_id and self._case is None:
            self._roi = roi
            self._show_result()
            self._show_notes()

    def _show_result(self, problem: str = "") -> None:
        roi = self._roi
        verdict = self._case.verdict if self._case is not None else None
        title = (None, None) if self._last is not None else (roi, verdict)
        self.query_one("#return-title", Drawing).draw(
            partial(return_head.title_line, self.store.assessment.settings.horizon_months, *title))
        has_figures = roi is not None and roi.has_figures and self._last is None
        npv, figures = self.query_one("#npv", Drawing), self.query_one("#figures", Drawing)
        npv.display = figures.display = has_figures
        instead = self.query_one("#no-figures", TextBlock)
        picture = self.query_one(Picture)
        picture.display = has_figures
        no_picture = self.query_one("#no-picture", Static)
        no_picture.display = roi is not None and not has_figures
        not_agreed = roi is not None and roi.problems and not roi.missing
        no_picture.update(_NO_ANSWERS if self._last is not None else _NOT_AGREED if not_agreed else _NO_PICTURE)
        if self._last is not None:
            instead.say(return_head.last_time_text(self.case_id, self._last, self.wording))
        elif roi is None:
            instead.say(problem or "Calculating…")
        elif not has_figures:
            instead.say(return_head.why_no_figures(roi, self.wording))
        else:
            npv.draw(partial(return_head.npv_bar, roi, self.wording, 2 if self.has_class("-very-tall") else 1))
            figures.draw(partial(return_head.figures_line, roi, self.wording))
            instead.say("")
            closing = self._closings.get(self.case_id)
            picture.curve_height = 14 if self.has_class("-very-tall") else 10 if self.has_class("-tall") else 7
            measures = (measures_first(self.use_case, roi) if self._case is None
                        else self._case.verdict.measure_first)
            picture.show(Shown(roi, measures, self.wording, return_words.go_live_month(closing),
                               self.store.assessment.settings.discount_rate))

    # Pages.

    def go_to(self, ref: str) -> None:
        """Open the page called `ref`; after a slash stands the key of the field to go into."""
        page_id, _, field = ref.partition("/")
        if page_id in {tab.id for tab in _TABS}:
            self.run_worker(self._go(page_id, field), exclusive=True, group="page")

    async def _go(self, page_id: str, field: str) -> None:
        await self.turn_to(page_id)
        if field:
            self.query_one(f"#form-{page_id}", Form).focus_field(field)

    async def turn_to(self, page_id: str) -> None:
        """Save what is being typed and show a page; the focus stays where it is."""
        self.flush()
        await self._open(page_id)
        self.redraw()

    async def _open(self, page_id: str) -> None:
        self._page = page_id
        self.query_one(TabBar).current = page_id
        for each in _PICTURES:
            self.set_class(each == page_id, f"-{each}")
        self.query_one("#hint", Static).update(BY_ID[page_id].help if page_id in BY_ID else "")
        if page_id in BY_ID:
            switcher = self.query_one("#forms", ContentSwitcher)
            form_id = f"form-{page_id}"
            if not switcher.query(f"#{form_id}"):
                await switcher.mount(self._form(page_id, form_id))
            switcher.current = form_id
        elif page_id == "trust":
            self.query_one("#picture-trust").scroll_visible(top=True, animate=False)
        else:
            self.query_one("#picture", ReadingPage).scroll_home(animate=False)

    def _form(self, page_id: str, form_id: str) -> Form:
        page = BY_ID[page_id]
        kind = Form if any(isinstance(part, Table) for part in page.parts) else InputForm
        return kind(page.parts, self._write, currency=self.store.assessment.assessment.currency, id=form_id)

    def takes_digits(self, page_id: str) -> bool:
        """Return whether a page has fields into which the next digit would be typed."""
        return page_id in BY_ID

    def enter_page(self) -> None:
        """Move the focus into the open page."""
        if self._page in BY_ID:
            fields = self.query_one(f"#form-{self._page}", Form).query("*")
            first = next((widget for widget in fields if widget.focusable), None)
            (first or self.query_one(TabBar)).focus()
        else:
            self.query_one("#picture", ReadingPage).focus()

    # Writing.

    def _write(self, edits: Sequence[Edit], label: str) -> None:
        root = ("use_cases", self.case_id)
        joined = f"{root}:{edits[0].path}:{label}" if len(edits) == 1 else ""
        placed = [each for edit in edits for each in where_it_stands(edit, self.use_case)]
        self.store.change([Edit((*root, *edit.path), edit.value) for edit in placed], label=label,
                          place=self.place(self._page), joined=joined)

    def flush(self) -> None:
        """Write what is typed in the open form."""
        for form in self.query(f"#form-{self._page}").results(Form):
            form.flush()

    def on_form_left(self) -> None:
        """After the last value, go to the first that another page still needs; else to the first of this one."""
        elsewhere = self._missing_elsewhere()
        if elsewhere:
            page, names = elsewhere[0]
            self.go_to(f"{page.id}/roi.{names[0]}")
        else:
            self.enter_page()

    def on_form_hint(self, message: Form.Hint) -> None:
        """Say what helps to fill the field that has the focus."""
        field = message.field
        if field is None:
            self.query_one("#hint", Static).update("")
        elif isinstance(self.focused, Input):
            self.query_one("#hint", Static).update(f"{field.help} {HOW_TO_TYPE}")
