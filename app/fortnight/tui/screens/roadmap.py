"""Roadmap: the verdicts, the plan that follows from them, and what people decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import ContentSwitcher, Static

from fortnight.core.assessment import ActionDecision, Assessment
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.tui.capacity_form import written
from fortnight.tui.commands import ROADMAP, bindings
from fortnight.tui.evaluator import Evaluated
from fortnight.tui.modals.decision import DecisionModal
from fortnight.tui.roadmap_board import draw_waves, draw_weeks, left_out_drawing, titles
from fortnight.tui.roadmap_moves import Move, earlier, later
from fortnight.tui.roadmap_text import detail_text, plan_note, what_to_know
from fortnight.tui.screens.paged import PagedArea
from fortnight.tui.store import REMOVED, Edit
from fortnight.tui.verdict_text import overview, portfolio_line, verdict_texts
from fortnight.tui.widgets.board import Board
from fortnight.tui.widgets.capacity_page import CapacityPage
from fortnight.tui.widgets.fitted_footer import FittedFooter
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.parts_line import Part, PartsLine, shortened
from fortnight.tui.widgets.reading_page import ReadingPage
from fortnight.tui.widgets.tab_bar import Tab, TabBar, page_commands
from fortnight.tui.widgets.text_block import TextBlock
from fortnight.tui.widgets.verdict_board import VerdictBoard

_TABS = (
    Tab("verdicts", "Verdicts", "What to do with each use case, why, and what would change it."),
    Tab("board", "Board", "Now, Next and Later."),
    Tab("timeline", "Timeline", "The actions over the weeks, against the capacity of each role."),
    Tab("left-out", "Left out", "What is not done, and why; what is done; what to know about the plan."),
    Tab("capacity", "Capacity", "How much time each role has, and when that lets the use cases go live."),
)
_NO_CASE = "There is no use case yet, so there is no verdict. F8 adds one."
_BOARDS = ("board", "timeline", "left-out")


class _Decisions(PartsLine):
    """What can be decided about the action in hand, for the mouse."""

    def parts_for(self, width: int) -> Sequence[Part]:
        del width  # the words are few
        parts: list[Part] = []
        for command in ROADMAP[1:7]:
            if self.screen.check_action(command.action.partition("(")[0], ()):
                parts += [Part(command.label, "bold $lead", command.full_action, command.help), Part("  ")]
        if self.screen.check_action("move_later", ()):
            parts += [Part("◀ ", "bold $lead", "screen.move_earlier", "Earlier"),
                      Part(" ▶", "bold $lead", "screen.move_later", "To the next wave")]
        return parts


class RoadmapScreen(PagedArea):
    """One action in hand on three boards; what is decided goes into the file, the rest is computed anew."""

    AREA = "roadmap"
    CSS_PATH = "roadmap.tcss"
    PLACE_COMMANDS = (*ROADMAP, *page_commands("roadmap", _TABS))
    BINDINGS = bindings(PLACE_COMMANDS)
    NEEDS_EVALUATION = True
    HELP_TEXT = (
        "First the verdict on each use case, with its reasons and what would change it. Then the plan: Now is "
        "the next six weeks, Next goes to the end of the following quarter, Later is only an order. ◆ marks the "
        "actions that decide when a use case goes live.\n\n"
        "The plan is computed: work is done first where most value waits for it, as far as the roles have time. "
        "You decide what you know better: pin it, postpone it, reject it with a reason, give it an owner, a due "
        "date and a status. Everything else is arranged around that again, in the background."
    )

    def __init__(self) -> None:
        super().__init__()
        self._page = "verdicts"
        self._planned = ""
        """The action in hand on the boards of the plan."""
        self._left_out = ""
        """The one in hand on the list of what is left out or done."""
        self._evaluation: Evaluation | None = None
        """The last that there was; kept while a newer one is under way."""
        self._last: EvaluatedRun | None = None
        """What the last run came to, where this one has no answer yet."""

    def compose_area(self) -> ComposeResult:
        """Make tabs, boards and detail, empty."""
        yield TabBar(_TABS)
        yield Static("", id="plan-note", markup=False)
        with Container(id="roadmap-body"):
            with ContentSwitcher(id="pages", initial="verdicts"):
                with ReadingPage(id="verdicts"):
                    yield TextBlock(id="overview")
                    yield TextBlock(id="portfolio")
                    yield VerdictBoard()
                with Page(id="board"):
                    yield Board(id="waves")
                with Page(id="timeline"):
                    yield Board(id="weeks")
                with Page(id="left-out"):
                    yield Board(id="others")
                    yield TextBlock(id="warnings")
                yield CapacityPage(self._write_capacity, id="capacity")
            with Vertical(id="detail"):
                yield _Decisions()
                with ReadingPage(id="detail-page"):
                    yield TextBlock(id="detail-text")

    async def on_mount(self) -> None:
        """Begin with the verdicts."""
        await self.turn_to(self._page)
        self.query_one(TabBar).focus()

    # Drawing.

    def show(self, assessment: Assessment) -> None:
        """Draw what is decided; what follows from it comes with the evaluation."""
        self.query_one(CapacityPage).show(assessment, self.wording)
        self._draw_boards()
        self._note("")

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Draw verdicts and plan; older ones stay, and say so, until the new ones are there."""
        if evaluated.evaluation is not None:
            self._evaluation, self._last = evaluated.evaluation, evaluated.last
        if self._evaluation is not None:
            self._draw_verdicts(self._evaluation)
            self._draw_boards()
        self._note(evaluated.problem)

    @property
    def _names(self) -> dict[str, str]:
        return {case_id: case.name or case_id for case_id, case in self.store.assessment.use_cases.items()}

    def _draw_verdicts(self, evaluation: Evaluation) -> None:
        names, wording, last = self._names, self.wording, self._last
        verdicts = [case.verdict for case in evaluation.cases.values()]
        in_one_look = len(verdicts) < 2 or self.has_class("-very-wide")
        self.query_one("#overview", TextBlock).say("" if in_one_look or last is not None else overview(verdicts))
        together = "" if last is not None else portfolio_line(
            evaluation.portfolio, self.store.assessment.use_cases, wording)
        self.query_one("#portfolio", TextBlock).say(together if evaluation.cases else _NO_CASE)
        self.query_one(VerdictBoard).show(verdict_texts(evaluation, last, names, wording))

    def _draw_boards(self) -> None:
        if self._evaluation is None:
            return
        roadmap, wording = self._evaluation.roadmap, self.wording
        self._choose_something(roadmap)
        self.query_one(_Decisions).refresh()
        self.query_one("#waves", Board).draw(partial(draw_waves, roadmap, wording), self._planned)
        self.query_one("#weeks", Board).draw(partial(draw_weeks, roadmap, wording), self._planned)
        self.query_one("#others", Board).draw(left_out_drawing(roadmap), self._left_out)
        self.query_one("#warnings", TextBlock).say(what_to_know(roadmap))
        self.query_one(CapacityPage).show_plan(self._evaluation, self._names, wording)
        self.query_one("#detail-text", TextBlock).say(
            detail_text(self._current, roadmap, self._decision, self._names, wording))

    def _choose_something(self, roadmap: Roadmap) -> None:
        planned = [item.action_id for item in roadmap.items]
        others = [action_id for action_id in titles(roadmap) if action_id not in planned]
        if self._planned not in planned:
            self._planned = planned[0] if planned else ""
        if self._left_out not in others:
            self._left_out = others[0] if others else ""

    def _note(self, problem: str) -> None:
        """Say in one line how the plan stands: being computed, impossible, or what to know about it."""
        evaluation = self._evaluation if self.fortnight.evaluated.assessment is self.store.assessment else None
        self.query_one("#plan-note", Static).update(
            plan_note(problem, evaluation, self._last, self._names, self.wording))

    # The action in hand.

    @property
    def _current(self) -> str:
        return self._left_out if self._page == "left-out" else self._planned

    @property
    def _item(self) -> RoadmapItem | None:
        items = self._evaluation.roadmap.items if self._evaluation is not None else ()
        return next((item for item in items if item.action_id == self._current), None)

    @property
    def _decision(self) -> ActionDecision:
        return self.store.assessment.roadmap.get(self._current, ActionDecision())

    def on_board_picked(self, message: Board.Picked) -> None:
        """Take another action in hand."""
        self._pick(message.entry_id)

    def on_board_opened(self, message: Board.Opened) -> None:
        """Decide about the action that was opened."""
        self._pick(message.entry_id)
        self.action_decide()

    def _pick(self, action_id: str) -> None:
        if self._page == "left-out":
            self._left_out = action_id
        else:
            self._planned = action_id
        self._draw_boards()
        self.query_one("#detail-page", ReadingPage).scroll_home(animate=False)

    def go_to(self, ref: str) -> None:
        """Show the page or the action called `ref`."""
        self.run_worker(self._go(ref), exclusive=True, group="page")

    async def _go(self, ref: str) -> None:
        roadmap = self._evaluation.roadmap if self._evaluation is not None else None
        if ref in {tab.id for tab in _TABS}:
            await self.turn_to(ref)
        elif roadmap is not None and ref in {item.action_id for item in roadmap.items}:
            if self._page not in ("board", "timeline"):
                await self.turn_to("board")
            self._pick(ref)
        elif roadmap is not None and ref in titles(roadmap):
            await self.turn_to("left-out")
            self._pick(ref)

    # Pages.

    async def turn_to(self, page_id: str) -> None:
        """Save what is being typed and show a page; the focus stays where it is."""
        self.flush()
        if page_id == "capacity" and self._page != page_id:
            await self.query_one(CapacityPage).open(self.store, self._evaluation)
        self._page = page_id
        self._draw_boards()
        self.query_one(TabBar).current = page_id
        self.query_one("#pages", ContentSwitcher).current = page_id
        self.query_one("#detail").display = page_id in _BOARDS
        self.query_one(FittedFooter).refresh()

    def enter_page(self) -> None:
        """Move the focus into the open page."""
        page = self.query_one(f"#{self._page}")
        first = page if page.focusable else next((each for each in page.query("*") if each.focusable), None)
        (first or self.query_one(TabBar)).focus()

    def takes_digits(self, page_id: str) -> bool:
        """Return whether a page has fields into which the next digit would be typed."""
        return page_id == "capacity"

    # Deciding.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Decisions need an action in hand."""
        if action not in ("decide", "pin", "move_earlier", "move_later"):
            return True
        if self._page not in _BOARDS or not self._current:
            return False
        return action == "decide" or self._item is not None

    def action_decide(self, field: str = "owner") -> None:
        """Open what can be decided about the action in hand."""
        if self._evaluation is None or not self._current:
            return
        title = titles(self._evaluation.roadmap)[self._current]
        self.app.push_screen(DecisionModal(title, self._decision, field, partial(self._write, self._current)))

    def action_pin(self) -> None:
        """Pin the action in hand, or take the pin back."""
        pinned = self._decision.pinned
        edit = Edit(("pinned",), REMOVED if pinned else True)
        self._write(self._current, (edit,), "no longer pinned" if pinned else "pinned")

    def action_move_earlier(self) -> None:
        """Move the action in hand towards Now."""
        if self._item is not None:
            self._move(earlier(self._decision))

    def action_move_later(self) -> None:
        """Move the action in hand to the next wave."""
        if self._item is not None and self._evaluation is not None:
            self._move(later(self._item, self._decision, self._evaluation.roadmap, self.wording))

    def _move(self, move: Move) -> None:
        if move.edits:
            self._write(self._current, move.edits, f"{move.sentence[:1].lower()}{move.sentence[1:].rstrip('.')}")
        self.notify(move.sentence, timeout=4, markup=False)

    def _write(self, action_id: str, edits: Sequence[Edit], label: str) -> None:
        title = titles(self._evaluation.roadmap).get(action_id, action_id) if self._evaluation else action_id
        self.store.change([Edit(("roadmap", action_id, *edit.path), edit.value) for edit in edits],
                          label=f"{shortened(title, 40)}: {label}", place=self.place(action_id),
                          joined=f"{action_id}:{label}")

    def _write_capacity(self, edits: Sequence[Edit], label: str) -> None:
        self.store.change(written(edits), label=f"Capacity, {label.strip().lower()}", place=self.place("capacity"),
                          joined=f"capacity:{edits[0].path}")

    def flush(self) -> None:
        """Write what is typed in the capacity."""
        self.query_one(CapacityPage).flush()
