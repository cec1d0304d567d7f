"""Steps for the questions: a level, unknown or not applicable, and what belongs to the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fortnight.core.assessment import Answer
from fortnight.core.next_quarter import kept_evidence, needs_new_evidence
from fortnight.core.questionnaire import Question
from fortnight.core.scoring import score
from fortnight.core.wording import sentence
from fortnight.forms.parts import Field
from fortnight.workshop.field_steps import FieldStep
from fortnight.workshop.steps import CLEAR, Refused, Sheet, Step, StepState, Taken, counted

_EVIDENCE = Field("evidence", "What was seen", example="the runbook, page 4, seen on screen",
                  help="A document, a log or a place; without it the level does not count for its gate.")
_NOTE = Field("note", "Note", example="the night shift does it differently")
_DISSENT = Field("dissent", "Dissent", example="the service desk says level 2")
_DECIDED_BY = Field("decided_by", "Decided by", example="head of claims",
                    help="Who says that this does not apply; without a name its gate stays open.")


@dataclass(frozen=True, slots=True)
class QuestionStep(Step):
    """One question of the questionnaire."""

    question_id: str

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` until the room has said anything."""
        return "given" if self._answer(sheet).is_given else "open"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return where it stands, the question, its levels, what is known of it, and what may be typed."""
        question = sheet.questionnaire.questions[self.question_id]
        ids = list(sheet.questionnaire.questions)
        dimension = sheet.questionnaire.dimensions[question.dimension].title
        place = f"Question {ids.index(self.question_id) + 1} of {len(ids)}. {dimension}: {question.title}."
        top = sheet.questionnaire.top
        return (
            place,
            question.ask,
            *level_lines(question, sheet),
            *self._known(sheet, question),
            f"1 to {top}, u unknown, x not applicable:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the answer, or what belongs to it: note, evidence, target, votes, dissent, parked."""
        word, _, rest = line.strip().partition(" ")
        place = ("answers", self.question_id)
        if line.strip().isascii() and line.strip().isdigit():
            return self._level(sheet, self._number(sheet, line))
        match word.casefold():
            case "u" | "unknown":
                return self._unknown(sheet, "Unknown; it counts as level 1.")
            case _ if line.strip() == CLEAR:
                return Taken(self._without_answer(sheet), ("No answer.",), (self,))
            case "x":
                if not rest.strip():
                    return Taken(sheet, follow=(ReasonStep(self),))
                return self._not_applicable(sheet, rest)
            case "same":
                return self._as_last_time(sheet)
            case "n" | "note" | "e" | "seen" | "d" | "dissent" as key:
                field = {"n": _NOTE, "e": _EVIDENCE, "s": _EVIDENCE, "d": _DISSENT}[key[0]]
                step = FieldStep(place, field, "")
                if not rest.strip():
                    return Taken(sheet, follow=(step, self))
                taken = step.take(sheet, rest)
                return Taken(taken.sheet, taken.said, (self,))
            case "t" | "target":
                target = None if rest.strip() == CLEAR else self._number(sheet, rest)
                said = "The usual target." if target is None else f"Target {target}."
                return Taken(sheet.with_value((*place, "target"), target), (said,), (self,))
            case "v" | "votes":
                votes = tuple(self._number(sheet, each) for each in rest.replace(",", " ").split())
                return Taken(sheet.with_value((*place, "votes"), votes or None), (_votes(votes),), (self,))
            case "p" | "park":
                parked = not self._answer(sheet).parked
                said = "Parked, to come back to after the workshop." if parked else "Not parked any more."
                return Taken(sheet.with_value((*place, "parked"), parked or None), (said,), (self,))
            case _:
                known = f"type 1 to {sheet.questionnaire.top}, u or x, or ? for everything else"
                raise Refused(f"“{line.strip()}” is no answer here; {known}.")

    def help(self, sheet: Sheet) -> tuple[str, ...]:
        """Return why it is asked, what to ask to see, and everything that may be typed."""
        return (
            *_background(sheet.questionnaire.questions[self.question_id]),
            "With text after it: n note, e what was seen, d dissent, x why it does not apply. With a number: t "
            "target. v and the votes of the room, such as v 2 3 3. p parks it. same keeps the level of last time. "
            f"{CLEAR} takes the answer away.",
        )

    def _answer(self, sheet: Sheet) -> Answer:
        return sheet.assessment.answers.get(self.question_id, Answer())

    def _known(self, sheet: Sheet, question: Question) -> Iterator[str]:
        answer = self._answer(sheet)
        before = sheet.previous.answers.get(self.question_id) if sheet.previous else None
        if question.gate is not None and question.gate_level is not None:
            yield f"It holds gate {question.gate} from level {question.gate_level} on, with something seen."
        if answer.votes:
            yield _votes(answer.votes)
        if before is not None and before.is_given:
            yield f"{sentence(f'Last time: {_said(before)}')} Type same to keep it."
        if answer.is_given:
            yield f"{sentence(f'Now: {_said(answer)}')} Enter keeps it."
        for label, text in (("Seen", answer.evidence), ("Note", answer.note), ("Dissent", answer.dissent)):
            if text.strip():
                yield f"{label}: {text.strip()}"
        if answer.parked:
            yield "Parked."

    def _level(self, sheet: Sheet, level: int) -> Taken:
        place, seen = ("answers", self.question_id), self._answer(sheet).evidence.strip()
        last = sheet.previous.answers.get(self.question_id) if sheet.previous else None
        changed = self._without_answer(sheet).with_value((*place, "level"), level)
        if not seen and kept_evidence(last, level):
            changed = changed.with_value((*place, "evidence"), kept_evidence(last, level))
        found = score(changed.assessment, changed.questionnaire).questions[self.question_id]
        question = sheet.questionnaire.questions[self.question_id]
        proof: tuple[Step, ...] = ()
        if found.lacks_evidence or (not seen and needs_new_evidence(last, level)):
            proof = (FieldStep(place, _EVIDENCE, question.title),)
        return Taken(changed, (f"Level {level}.",), proof)

    def _as_last_time(self, sheet: Sheet) -> Taken:
        before = sheet.previous.answers.get(self.question_id) if sheet.previous else None
        if before is None or not before.is_given:
            raise Refused("There is no answer from last time to this question.")
        if before.state == "not-applicable":
            return self._not_applicable(sheet, before.reason)
        if before.state == "unknown":
            return self._unknown(sheet, "Unknown, still.")
        assert before.level is not None
        return self._level(sheet, self._number(sheet, str(before.level)))

    def _unknown(self, sheet: Sheet, said: str) -> Taken:
        changed = self._without_answer(sheet).with_value(("answers", self.question_id, "state"), "unknown")
        return Taken(changed, (said,))

    def _without_answer(self, sheet: Sheet) -> Sheet:
        """Return the sheet without level, state and the reason for it; note, evidence and target stay."""
        for key in ("level", "state", "reason", "decided_by"):
            sheet = sheet.with_value(("answers", self.question_id, key), None)
        return sheet

    def _not_applicable(self, sheet: Sheet, reason: str) -> Taken:
        answer = self._answer(sheet)
        place = ("answers", self.question_id)
        reasoned = sheet.with_value((*place, "reason"), reason.strip())
        changed = reasoned.with_value((*place, "state"), "not-applicable")
        is_gate = sheet.questionnaire.questions[self.question_id].gate_level is not None
        name = FieldStep(place, _DECIDED_BY, "")
        return Taken(changed, ("Not applicable.",), (name,) if is_gate and not answer.decided_by else ())

    def _number(self, sheet: Sheet, typed: str) -> int:
        top = sheet.questionnaire.top
        if not (level := counted(typed, top)):
            raise Refused(f"“{typed.strip()}” is no level; type 1 to {top}.")
        return level


@dataclass(frozen=True, slots=True)
class ReasonStep(Step):
    """Why a question does not apply."""

    of: QuestionStep

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question for the reason."""
        title = sheet.questionnaire.questions[self.of.question_id].title
        return (
            f"Why does “{title}” not apply? One sentence; Enter leaves the question as it was.",
            "Such as no personal data is in it:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write that it does not apply, with the reason."""
        return self.of.take(sheet, f"x {line}")


@dataclass(frozen=True, slots=True)
class VoteStep(Step):
    """A question in a participant's pack: a level, or unknown, and what they have seen."""

    question_id: str
    question_ids: tuple[str, ...]
    """Every question of the pack, to count them."""

    def help(self, sheet: Sheet) -> tuple[str, ...]:
        """Return why it is asked and what would show it."""
        return _background(sheet.questionnaire.questions[self.question_id])

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` until it has a level or is unknown."""
        answer = sheet.assessment.answers.get(self.question_id)
        return "given" if answer is not None and answer.is_given else "open"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return the question, its levels, and what may be typed."""
        question = sheet.questionnaire.questions[self.question_id]
        number = self.question_ids.index(self.question_id) + 1
        answer = sheet.assessment.answers.get(self.question_id, Answer())
        return (
            f"Question {number} of {len(self.question_ids)}. {question.title}.",
            question.ask,
            *level_lines(question, sheet),
            *([f"Now: {_said(answer)}. Enter keeps it, {CLEAR} empties it."] if answer.is_given else []),
            f"1 to {sheet.questionnaire.top}, u if you cannot say:",
        )

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the vote and ask what they have seen."""
        top, typed = sheet.questionnaire.top, line.strip().casefold()
        place = ("answers", self.question_id)
        if typed in ("u", "unknown"):
            return Taken(sheet.with_value((*place, "state"), "unknown"), ("Noted: you cannot say.",))
        if typed == CLEAR:
            taken_back = sheet.with_value((*place, "level"), None).with_value((*place, "state"), None)
            return Taken(taken_back, ("No vote.",), (self,))
        level = counted(typed, top)
        if not level:
            raise Refused(f"“{line.strip()}” is no vote; type 1 to {top}, or u if you cannot say.")
        seen = Field("evidence", "What have you seen that shows it", example="the runbook on the team's page",
                     help="A document, a log or a place; Enter for nothing.")
        changed = sheet.with_value((*place, "level"), level)
        return Taken(changed, (f"Your vote: {typed}.",), (FieldStep(place, seen, ""),))


def level_lines(question: Question, sheet: Sheet) -> Iterator[str]:
    """Yield the levels, each with its number and, where it has one of its own, its name."""
    for number, (name, text) in enumerate(
        zip(sheet.questionnaire.scale.names, question.levels, strict=False), start=1
    ):
        yield f"{number}. {text}" if name == str(number) else f"{number}. {name}: {text}"


def _background(question: Question) -> tuple[str, ...]:
    """Return why a question is asked and what would show its levels."""
    texts = (("Why", question.why), ("Ask to see", question.evidence))
    return tuple(sentence(f"{word}: {text}") for word, text in texts if text.strip())


def _said(answer: Answer) -> str:
    if answer.state == "unknown":
        return "unknown"
    return f"not applicable, {answer.reason}" if answer.state else f"level {answer.level}"


def _votes(votes: tuple[int, ...]) -> str:
    return f"Votes: {', '.join(map(str, sorted(votes)))}." if votes else "No votes."
