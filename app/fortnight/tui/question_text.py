"""What the question page says about one question, put together from answers, gate and last quarter. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from textual.content import Content

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.conditions import FACTS, parse
from fortnight.core.questionnaire import Question, Questionnaire
from fortnight.core.scoring import QuestionScore, Score
from fortnight.tui.widgets.level_picker import LevelLine

_PROOF = re.compile(r";\s*(?=\(\d\))")


@dataclass(frozen=True, slots=True)
class QuestionText:
    """Everything that is drawn for one question."""

    place: str
    """Dimension and position in it."""
    title: str
    ask: str
    levels: tuple[LevelLine, ...]
    chosen: int | None
    standing: tuple[Content, ...]
    """Lines on what was answered besides the level: state, gate, evidence, note, votes."""
    to_see: tuple[str, ...]
    """What to ask to see, a line for each level it proves."""
    why: str


def question_text(question_id: str, assessment: Assessment, questionnaire: Questionnaire, score: Score,
                  previous: Assessment | None) -> QuestionText:
    """Return what the page of `question_id` says."""
    question = questionnaire.questions[question_id]
    answer = assessment.answers.get(question_id, Answer())
    before = previous.answers.get(question_id) if previous is not None else None
    standing = score.questions[question_id]
    siblings = [other for other, asked in questionnaire.questions.items() if asked.dimension == question.dimension]
    dimension = questionnaire.dimensions[question.dimension]
    return QuestionText(
        place=f"{dimension.title}  {siblings.index(question_id) + 1} of {len(siblings)}",
        title=question.title,
        ask=question.ask,
        levels=_level_lines(question, questionnaire, answer, before),
        chosen=answer.level,
        standing=tuple(_standing(question, answer, standing, before)),
        to_see=tuple(part.strip() for part in _PROOF.split(question.evidence)) if question.evidence else (),
        why=question.why,
    )


def _level_lines(question: Question, questionnaire: Questionnaire, answer: Answer,
                 before: Answer | None) -> tuple[LevelLine, ...]:
    names = questionnaire.scale.names
    lines = []
    for level, text in enumerate(question.levels, start=1):
        tags = []
        is_last = before is not None and before.level == level
        if is_last:
            tags.append("last time")
        if question.gate is not None and question.gate_level == level:
            tags.append(f"gate {question.gate}")
        elif answer.target == level:
            tags.append("target")
        name = names[level - 1] if level <= len(names) else ""
        lines.append(LevelLine(text, "" if name == str(level) else name, tuple(tags), is_last))
    return tuple(lines)


def _standing(question: Question, answer: Answer, standing: QuestionScore, before: Answer | None) -> list[Content]:
    lines = []
    if answer.state == "unknown":
        lines.append(_line("?", "Unknown", "nobody here can say. It counts as the lowest level.", "$warn"))
    elif answer.state == "not-applicable":
        decided = f" Decided by {answer.decided_by}." if answer.decided_by else ""
        lines.append(_line("–", "Not applicable", f"{answer.reason}{decided}", "$warn"))
    elif standing.state == "skipped":
        lines.append(_line("–", "Skipped", f"asked only when {condition_in_words(question.when)}.", "$quiet"))
    if answer.parked:
        lines.append(_line("▪", "Parked", "to come back to.", "$warn"))
    if before is not None and before.state is not None:
        said = "unknown" if before.state == "unknown" else f"not applicable, {before.reason}"
        lines.append(_line("◂", "Last time", said, "$quiet"))
    if before is not None and before.is_given and not answer.is_given:
        seen = f" Seen then: {' '.join(before.evidence.split())}" if before.evidence.strip() else ""
        lines.append(_line("s", "Still true", f"takes over the answer of last time.{seen}", "$quiet"))
    if question.gate is not None and question.gate_level is not None:
        lines.append(_gate_line(question, answer, standing))
    for sign, name, text in (("✓", "Seen", answer.evidence), ("¶", "Note", answer.note),
                             ("≠", "Dissent", answer.dissent)):
        if text.strip():
            lines.append(_line(sign, name, " ".join(text.split()), "$foreground"))
    if answer.votes:
        lines.append(_line("■", "Votes", " ".join(map(str, sorted(answer.votes))), "$foreground"))
    return lines


def _gate_line(question: Question, answer: Answer, standing: QuestionScore) -> Content:
    wanted = f"needs level {question.gate_level} and something seen"
    if answer.state == "not-applicable" or standing.state == "skipped":
        return _line("–", f"Gate {question.gate}", "waived here", "$quiet")
    if standing.lacks_evidence:
        return _line("!", f"Gate {question.gate}",
                     f"level {answer.level} is claimed, but nothing seen is written down: press e", "$warn")
    if answer.level is not None and answer.level >= (question.gate_level or 0):
        return _line("✓", f"Gate {question.gate}", "this clause holds", "$good")
    return _line("○", f"Gate {question.gate}", wanted, "$quiet")


def _line(sign: str, name: str, text: str, style: str) -> Content:
    return Content.assemble((f"{sign} {name}", f"bold {style}"), ": ", (text, style))


def condition_in_words(when: str) -> str:
    """Return a `when` expression with its facts in plain words, such as: it can act by itself."""
    words = when
    for name in sorted(parse(when).fact_names, key=len, reverse=True):
        words = re.sub(rf"\b{re.escape(name)}\b", FACTS[name].rstrip("."), words)
    return words
