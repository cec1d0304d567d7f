"""Assess: one question fills the wall, and one digit answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.next_quarter import still_true
from fortnight.core.questionnaire import Question
from fortnight.core.scoring import QuestionScore, Score, score
from fortnight.tui import answering
from fortnight.tui.commands import ASSESS, bindings
from fortnight.tui.messages import LevelPicked, QuestionWanted
from fortnight.tui.modals.note import NoteModal
from fortnight.tui.modals.reason import NotApplicable, ReasonModal
from fortnight.tui.modals.target import TargetModal
from fortnight.tui.modals.votes import Vote, VotesModal
from fortnight.tui.question_text import question_text
from fortnight.tui.question_walk import QuestionWalk
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.widgets.agenda_line import AgendaLine
from fortnight.tui.widgets.dimension_tree import DimensionTree
from fortnight.tui.widgets.level_picker import LevelPicker
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.question_panel import QuestionPanel
from fortnight.tui.widgets.text_block import TextBlock

_AFTER_THE_LAST = "Last question. o goes to one without an answer; F3 frames the use cases."
_AFTER_THE_LAST_OF_A_SHORT_ONE = "Last question. Ctrl+P, “Continue as a full assessment” asks the others too."


class AssessScreen(AreaScreen):
    """Shows the current question; every answer goes to the store, which brings it back through `show`."""

    AREA = "assess"
    CSS_PATH = "assess.tcss"
    PLACE_COMMANDS = ASSESS
    BINDINGS = [*bindings(ASSESS),
                *(Binding(str(level), f"pick_level({level})", show=False) for level in range(1, 10))]
    HELP_TEXT = (
        "Read the question aloud, let people talk, then type the number of the sentence that describes what "
        "happens today: the highest one that is wholly true. The next question follows by itself. If nobody can "
        "say, u; that is an answer too, and often the most useful one.\n\n"
        "Beside the sentences stand last quarter's level, the target, and for some the level that a gate needs. "
        "A gate counts a level only when something was seen: press e and write down what."
    )

    def __init__(self) -> None:
        super().__init__()
        self._current = ""
        self._drawn = ""
        """The question on the screen."""
        self._walk = QuestionWalk(())

    def compose_area(self) -> ComposeResult:
        """Make tree, question and, on very wide screens, what to look for."""
        questionnaire = self.store.questionnaire
        with Horizontal(id="assess"):
            yield DimensionTree(questionnaire)
            yield QuestionPanel()
            with Page(id="aside"):
                yield Static("Why it is asked", classes="aside-title first", markup=False)
                yield TextBlock(id="why")
                yield Static("Ask to see", classes="aside-title", markup=False)
                yield TextBlock(id="to-see")
        yield AgendaLine()

    async def on_mount(self) -> None:
        """Begin with the first question that has no answer."""
        self._walk = QuestionWalk.through(self.store.questionnaire)
        self._current = self._walk.beginning(self._states())
        self.query_one(QuestionPanel).picker.focus()

    def on_resize(self) -> None:
        """Give the levels the air that the screen has."""
        height = self.size.height
        self.query_one(LevelPicker).air = 0 if height < 32 else 1 if height < 48 else 2

    def show(self, assessment: Assessment) -> None:
        """Draw the current question and the progress."""
        store = self.store
        self._drawn = self._current
        standing = score(assessment, store.questionnaire)
        text = question_text(self._current, assessment, store.questionnaire, standing, store.previous)
        panel = self.query_one(QuestionPanel)
        panel.show(text, _progress(standing))
        self.query_one(DimensionTree).show(assessment, standing, self._current)
        self.query_one(AgendaLine).show(self._current)
        self.query_one("#why", TextBlock).say(text.why)
        self.query_one("#to-see", TextBlock).say("\n\n".join(text.to_see))

    def go_to(self, ref: str) -> None:
        """Show the question called `ref`."""
        if ref in self.store.questionnaire.questions and ref != self._current:
            self._current = ref
            self.redraw()
            self.query_one(QuestionPanel).scroll_to_top()

    # Moving.

    def _states(self, assessment: Assessment | None = None) -> Mapping[str, QuestionScore]:
        return score(assessment or self.store.assessment, self.store.questionnaire).questions

    def _step(self, step: int) -> None:
        beside = self._walk.beside(self._current, step, self._states())
        if beside is not None:
            self.go_to(beside)
        else:
            self._tell(self._after_the_last() if step > 0 else "This is the first question.")

    def _tell(self, sentence: str) -> None:
        self.notify(sentence, timeout=4, markup=False)

    def _after_the_last(self) -> str:
        return _AFTER_THE_LAST_OF_A_SHORT_ONE if self.store.is_short else _AFTER_THE_LAST

    def action_previous(self) -> None:
        """Go to the question before."""
        self._step(-1)

    def action_next(self) -> None:
        """Go to the next question."""
        self._step(1)

    def action_next_open(self) -> None:
        """Go to the next question without an answer, from the beginning after the end."""
        following = self._walk.next_open(self._current, self._states())
        if following is not None:
            self.go_to(following)
        else:
            self._tell("Every question has an answer. F3 frames the use cases.")

    def on_question_wanted(self, message: QuestionWanted) -> None:
        """Show the question that was chosen in the tree."""
        self.go_to(message.question_id)
        self.query_one(QuestionPanel).picker.focus()

    # Answering.

    @property
    def _answer(self) -> Answer:
        return self.store.assessment.answers.get(self._current, Answer())

    @property
    def _question(self) -> Question:
        return self.store.questionnaire.questions[self._current]

    def _write(self, what: str, fields: answering.Fields, *, joined: str = "", question_id: str = "") -> None:
        answered = question_id or self._current
        title = self.store.questionnaire.questions[answered].title
        self.store.replace(self._with(fields, answered), label=f"{title}: {what}", place=self.place(answered),
                           joined=f"{joined}:{answered}" if joined else "")

    def _with(self, fields: answering.Fields, question_id: str = "") -> Assessment:
        return answering.with_answer(self.store.assessment, question_id or self._current, fields)

    def _answer_and_go_on(self, what: str, fields: answering.Fields) -> None:
        """Write the answer and show the question that follows now, drawn once: an answer may skip others."""
        answered = self._current
        following = self._walk.beside(answered, 1, self._states(self._with(fields)))
        self._current = following or answered
        self._write(what, fields, question_id=answered)
        if following is None:
            self._tell(self._after_the_last())
            return
        if self._drawn != following:
            # The same answer again changes nothing, so that nobody has drawn the next question yet.
            self.redraw()
        self.query_one(QuestionPanel).scroll_to_top()

    def action_pick_level(self, level: int) -> None:
        """Answer with a level and go on; a level that rises asks what was seen."""
        if level > len(self._question.levels):
            return
        answer, last = self._answer, self._last
        fields = answering.level_given(level, answer, last)
        if answering.asks_what_was_seen(level, answer, last):
            self._write(f"level {level}", fields)
            self._ask_what_rose(level)
        else:
            self._answer_and_go_on(f"level {level}", fields)

    @property
    def _last(self) -> Answer | None:
        """The answer of last time, where there was one."""
        previous = self.store.previous
        last = previous.answers.get(self._current) if previous is not None else None
        return last if last is not None and last.is_given else None

    def action_still_true(self) -> None:
        """Take over the answer of last time and go on."""
        last = self._last
        if last is not None:
            self._answer_and_go_on("still true", still_true(last))
        else:
            self._tell("There is no answer of last time to take over.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `still true` only where there was a last time."""
        if action == "still_true" and self.store.previous is None:
            return False
        return super().check_action(action, parameters)

    def _ask_what_rose(self, level: int) -> None:
        """Ask for the evidence of a level that is higher than last time, then go on."""
        last = self._last
        was = f"level {last.level}" if last is not None and last.level is not None else "unknown"
        self._write_on_page("evidence", "Evidence", f"Last time it was {was}; now level {level}. "
                            "What was seen? Esc goes on.", self._go_on)

    def _go_on(self, _closed: None) -> None:
        self._step(1)

    def on_level_picked(self, message: LevelPicked) -> None:
        """Answer with the level that was clicked or chosen."""
        self.action_pick_level(message.level)

    def action_unknown(self) -> None:
        """Answer that nobody here can say and go on."""
        self._answer_and_go_on("unknown", answering.UNKNOWN)

    def action_not_applicable(self) -> None:
        """Ask why the question does not apply."""
        question = self._question
        given = NotApplicable(self._answer.reason, self._answer.decided_by)
        self.app.push_screen(ReasonModal(question.title, question.gate or "", given,
                                         lambda given: self._with(answering.not_applicable(given))),
                             self._not_applicable)

    def _not_applicable(self, given: NotApplicable | None) -> None:
        if given is not None:
            self._answer_and_go_on("not applicable", answering.not_applicable(given))

    def action_clear(self) -> None:
        """Take the answer away; note, evidence and target stay."""
        if self._answer.is_given:
            self._write("no answer", answering.NO_ANSWER)

    def action_park(self) -> None:
        """Park the question, or take it back up."""
        parked = not self._answer.parked
        self._write("parked" if parked else "taken back up", {"parked": parked or None})

    def action_note(self) -> None:
        """Write a note."""
        self._write_on_page("note", "Note", "What was said, and what somebody should know next quarter.")

    def action_evidence(self) -> None:
        """Write down what was seen."""
        to_see = self._question.evidence
        self._write_on_page("evidence", "Evidence", f"Ask to see: {to_see}" if to_see else
                            "What was seen: a document, a log, a place.")

    def _write_on_page(self, field: str, name: str, prompt: str,
                       then: Callable[[None], None] | None = None) -> None:
        answered = self._current

        def save(text: str) -> None:
            self._write(name.lower(), {field: text.strip() or None}, joined=field, question_id=answered)

        text = getattr(self._answer, field)
        self.app.push_screen(NoteModal(f"{name}: {self._question.title}", text, save, prompt=prompt), then)

    def action_target(self) -> None:
        """Ask for the level to aim at."""
        question, target = self._question, self._states()[self._current].target
        is_typed = self._answer.target is not None
        self.app.push_screen(TargetModal(question.title, question.levels, target, is_typed=is_typed),
                             self._set_target)

    def _set_target(self, target: int | None) -> None:
        if target is not None:
            self._write(f"target {target}" if target else "usual target", {"target": target or None})

    def action_votes(self) -> None:
        """Collect votes."""
        question, answer = self._question, self._answer
        self.app.push_screen(VotesModal(question.title, len(question.levels), answer.votes, answer.dissent,
                                        lambda vote: self._with(answering.votes_given(vote, answer, self._last))),
                             self._keep_votes)

    def _keep_votes(self, vote: Vote | None) -> None:
        if vote is None:
            return
        answer, last, count = self._answer, self._last, len(vote.levels)
        what = f"{count or 'no'} {'vote' if count == 1 else 'votes'}"
        self._write(what, answering.votes_given(vote, answer, last))
        if vote.agreed is not None and answering.asks_what_was_seen(vote.agreed, answer, last):
            self._ask_what_rose(vote.agreed)


def _progress(score: Score) -> str:
    unknown = f", {score.unknown} unknown" if score.unknown else ""
    return f"{score.answered} of {score.asked} answered{unknown}"
