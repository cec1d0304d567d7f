"""Assess: one question fills the wall, and one digit answers it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Static

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.next_quarter import kept_evidence, needs_new_evidence, still_true
from fortnight.core.scoring import Score, score
from fortnight.tui.commands import ASSESS, bindings
from fortnight.tui.messages import LevelPicked, QuestionWanted
from fortnight.tui.modals.note import NoteModal
from fortnight.tui.modals.reason import NotApplicable, ReasonModal
from fortnight.tui.modals.target import TargetModal
from fortnight.tui.modals.votes import Vote, VotesModal
from fortnight.tui.question_text import question_order, question_text
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.store import Edit
from fortnight.tui.widgets.agenda_line import AgendaLine
from fortnight.tui.widgets.dimension_tree import DimensionTree
from fortnight.tui.widgets.level_picker import LevelPicker
from fortnight.tui.widgets.page import Page
from fortnight.tui.widgets.question_panel import QuestionPanel
from fortnight.tui.widgets.text_block import TextBlock

_NO_REASON: Mapping[str, object] = {"reason": None, "decided_by": None}
"""What a level or an unknown takes away: the reason why the question did not apply."""

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
        self._order: tuple[str, ...] = ()
        self._score: Score | None = None

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
        self._order = question_order(self.store.questionnaire)
        answers = self.store.assessment.answers
        asked = self._asked()
        self._current = next((question_id for question_id in asked
                              if question_id not in answers or not answers[question_id].is_given),
                             asked[0] if asked else self._order[0])
        self.query_one(QuestionPanel).picker.focus()

    def on_resize(self) -> None:
        """Give the levels the air that the screen has."""
        height = self.size.height
        self.query_one(LevelPicker).air = 0 if height < 32 else 1 if height < 48 else 2

    def show(self, assessment: Assessment) -> None:
        """Draw the current question and the progress."""
        store = self.store
        self._drawn = self._current
        self._score = score(assessment, store.questionnaire)
        text = question_text(self._current, assessment, store.questionnaire, self._score, store.previous)
        panel = self.query_one(QuestionPanel)
        panel.show(text, _progress(self._score))
        self.query_one(DimensionTree).show(assessment, self._score, self._current)
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

    def _asked(self) -> tuple[str, ...]:
        """Return the questions that apply, in order."""
        states = score(self.store.assessment, self.store.questionnaire).questions
        return tuple(question_id for question_id in self._order if states[question_id].state != "skipped")

    def _beside(self, step: int) -> str | None:
        """Return the question `step` further on that is asked; None at either end."""
        states = self._score.questions if self._score is not None else {}
        position = self._order.index(self._current) + step
        while 0 <= position < len(self._order):
            question_id = self._order[position]
            if states[question_id].state != "skipped":
                return question_id
            position += step
        return None

    def _step(self, step: int) -> None:
        beside = self._beside(step)
        if beside is not None:
            self.go_to(beside)
        else:
            self.notify(self._after_the_last() if step > 0 else "This is the first question.", timeout=4,
                        markup=False)

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
        states = self._score.questions if self._score is not None else {}
        start = self._order.index(self._current) + 1
        for question_id in (*self._order[start:], *self._order[:start]):
            if states[question_id].state == "unanswered":
                self.go_to(question_id)
                return
        self.notify("Every question has an answer. F3 frames the use cases.", timeout=4, markup=False)

    def on_question_wanted(self, message: QuestionWanted) -> None:
        """Show the question that was chosen in the tree."""
        self.go_to(message.question_id)
        self.query_one(QuestionPanel).picker.focus()

    # Answering.

    @property
    def _answer(self) -> Answer:
        return self.store.assessment.answers.get(self._current, Answer())

    @property
    def _title(self) -> str:
        return self.store.questionnaire.questions[self._current].title

    def _write(self, what: str, fields: Mapping[str, object], *, joined: str = "", question_id: str = "") -> None:
        answered = question_id or self._current
        title = self.store.questionnaire.questions[answered].title
        edits = [Edit(("answers", answered, name), value) for name, value in fields.items()]
        self.store.change(edits, label=f"{title}: {what}", place=self.place(answered),
                          joined=f"{joined}:{answered}" if joined else "")

    def _answer_and_go_on(self, what: str, fields: Mapping[str, object]) -> None:
        """Write the answer and show the next question, drawn once."""
        answered = self._current
        following = self._beside(1)
        self._current = following or answered
        self._write(what, fields, question_id=answered)
        if following is None:
            self.notify(self._after_the_last(), timeout=4, markup=False)
            return
        if self._drawn != following:
            # The same answer again changes nothing, so that nobody has drawn the next question yet.
            self.redraw()
        self.query_one(QuestionPanel).scroll_to_top()

    def action_pick_level(self, level: int) -> None:
        """Answer with a level and go on.

        What was seen last time stands for a level that is no higher; a level that rises asks what was seen.
        """
        if level > len(self.store.questionnaire.questions[self._current].levels):
            return
        fields: dict[str, object] = {"level": level, **_NO_REASON}
        seen, last = self._answer.evidence.strip(), self._last
        if not seen and kept_evidence(last, level):
            fields["evidence"] = kept_evidence(last, level)
        if last is not None and not seen and needs_new_evidence(last, level):
            self._write(f"level {level}", fields)
            self._ask_what_rose(last, level)
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
            self.notify("There is no answer of last time to take over.", timeout=4, markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer `still true` only where there was a last time."""
        if action == "still_true" and self.store.previous is None:
            return False
        return super().check_action(action, parameters)

    def _ask_what_rose(self, last: Answer, level: int) -> None:
        """Ask for the evidence of a level that is higher than last time, then go on."""
        was = f"level {last.level}" if last.level is not None else "unknown"
        answered = self._current

        def save(text: str) -> None:
            self._write("evidence", {"evidence": text.strip() or None}, joined="evidence", question_id=answered)

        prompt = f"Last time it was {was}; now level {level}. What was seen? Esc goes on."
        self.app.push_screen(NoteModal(f"Evidence: {self._title}", "", save, prompt=prompt), self._go_on)

    def _go_on(self, _closed: None) -> None:
        self._step(1)

    def on_level_picked(self, message: LevelPicked) -> None:
        """Answer with the level that was clicked or chosen."""
        self.action_pick_level(message.level)

    def action_unknown(self) -> None:
        """Answer that nobody here can say and go on."""
        self._answer_and_go_on("unknown", {"state": "unknown", **_NO_REASON})

    def action_not_applicable(self) -> None:
        """Ask why the question does not apply."""
        question = self.store.questionnaire.questions[self._current]
        self.app.push_screen(
            ReasonModal(question.title, question.gate or "", self._answer.reason, self._answer.decided_by),
            self._not_applicable)

    def _not_applicable(self, given: NotApplicable | None) -> None:
        if given is None:
            return
        # The reason first: an answer that does not apply is not valid without one.
        self._answer_and_go_on("not applicable", {"reason": given.reason, "decided_by": given.decided_by or None,
                                                  "state": "not-applicable"})

    def action_clear(self) -> None:
        """Take the answer away; note, evidence and target stay."""
        if self._answer.is_given:
            self._write("no answer", {"level": None, "state": None, **_NO_REASON})

    def action_park(self) -> None:
        """Park the question, or take it back up."""
        parked = not self._answer.parked
        self._write("parked" if parked else "taken back up", {"parked": parked or None})

    def action_note(self) -> None:
        """Write a note."""
        self._write_on_page("note", "Note", "What was said, and what somebody should know next quarter.")

    def action_evidence(self) -> None:
        """Write down what was seen."""
        asked_to_see = self.store.questionnaire.questions[self._current].evidence
        self._write_on_page("evidence", "Evidence", f"Ask to see: {asked_to_see}" if asked_to_see else
                            "What was seen: a document, a log, a place.")

    def _write_on_page(self, field: str, name: str, prompt: str) -> None:
        def save(text: str) -> None:
            self._write(name.lower(), {field: text.strip() or None}, joined=field)

        text = getattr(self._answer, field)
        self.app.push_screen(NoteModal(f"{name}: {self._title}", text, save, prompt=prompt))

    def action_target(self) -> None:
        """Ask for the level to aim at."""
        question = self.store.questionnaire.questions[self._current]
        assert self._score is not None
        target = self._score.questions[self._current].target
        is_typed = self._answer.target is not None
        self.app.push_screen(TargetModal(question.title, question.levels, target, is_typed=is_typed),
                             self._set_target)

    def _set_target(self, target: int | None) -> None:
        if target is not None:
            self._write(f"target {target}" if target else "usual target", {"target": target or None})

    def action_votes(self) -> None:
        """Collect votes."""
        self.app.push_screen(VotesModal(self._title, len(self.store.questionnaire.questions[self._current].levels),
                                        self._answer.votes, self._answer.dissent), self._keep_votes)

    def _keep_votes(self, vote: Vote | None) -> None:
        if vote is None:
            return
        agreed = {} if vote.agreed is None else {"level": vote.agreed, **_NO_REASON}
        self._write(f"{len(vote.levels)} votes",
                    {"votes": vote.levels or None, "dissent": vote.dissent or None, **agreed})


def _progress(score: Score) -> str:
    unknown = f", {score.unknown} unknown" if score.unknown else ""
    return f"{score.answered} of {score.asked} answered{unknown}"
