"""Last time's answers in terms of today's questionnaire: what became of each question, and what compares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roadmap.own_actions import is_own_action
from fortnight.core.wording import Wording


class Fate(StrEnum):
    """What became of a question between two runs."""

    KEPT = "kept"
    RENAMED = "renamed"
    RESCALED = "rescaled"
    REWORDED = "reworded"
    SPLIT = "split"
    DROPPED = "dropped"
    NEW = "new"


COMPARABLE = (Fate.KEPT, Fate.RENAMED, Fate.RESCALED)
"""What may be set beside last time: the same behaviours, if need be under another id or on another scale."""


@dataclass(frozen=True, slots=True)
class MigrationLine:
    """What became of one question."""

    fate: Fate
    old_id: str
    """Its id in the last file; empty for a new question."""
    new_ids: tuple[str, ...]
    """Its ids today; empty for a dropped question."""
    title: str
    last: Answer | None
    """The last answer as it was given; None when there was none."""
    carried: Answer | None
    """The last answer on today's scale; None when nothing compares."""
    must_ask: bool
    """Whether the last answer cannot stand for today's question."""
    sentence: str


@dataclass(frozen=True, slots=True)
class Migration:
    """One line for each question of today and for each answered one that is gone."""

    from_version: str
    to_version: str
    lines: tuple[MigrationLine, ...]

    @property
    def is_needed(self) -> bool:
        """Whether anything but kept questions is in it."""
        return any(line.fate is not Fate.KEPT for line in self.lines)

    @property
    def comparable(self) -> frozenset[str]:
        """Today's ids of the questions that mean what they meant last time."""
        return frozenset(line.new_ids[0] for line in self.lines if line.fate in COMPARABLE)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many questions met each fate, in the order of `Fate`; those that none met are left out."""
        counted = Counter(line.fate for line in self.lines)
        return {fate: counted[fate] for fate in Fate if counted[fate]}


def migration(last: Assessment, questionnaire: Questionnaire) -> Migration:
    """Return what became of each question since `last` was answered.

    Ids are stable: an answered question that is still asked is kept, unless the questionnaire says that a later
    version changed what its levels mean (`changed_in`). `[renamed]` gives renames, splits and new scales,
    `[retired]` why a question is gone. A question without a last answer is new when a later version added it
    (`added_in`), or when the questionnaire is another one and it does not say. `last` is not changed, so going
    back is opening the old file.
    """
    header = last.assessment
    same_questionnaire = header.questionnaire == questionnaire.id
    history = _History(
        questionnaire,
        header.questionnaire_version if same_questionnaire else None,
        is_another=not same_questionnaire or header.questionnaire_version != questionnaire.version,
    )
    return Migration(header.questionnaire_version, questionnaire.version, tuple(_lines(last, history)))


def in_terms_of(last: Assessment, questionnaire: Questionnaire, found: Migration | None = None) -> Assessment:
    """Return `last` as today's questionnaire sees it: answers that compare, under today's ids and levels.

    Cards and actions that no longer exist are left out. The result counts as answered to today's version, so
    that a second pass changes nothing.
    """
    found = found or migration(last, questionnaire)
    lines = found.lines
    header = last.assessment.model_copy(
        update={"questionnaire": questionnaire.id, "questionnaire_version": questionnaire.version,
                "questionnaire_digest": ""}
    )
    return last.model_copy(update={
        "assessment": header,
        "answers": {line.new_ids[0]: line.carried for line in lines if line.carried is not None},
        "use_cases": {
            case_id: case.model_copy(update={
                "drill": {card: play for card, play in case.drill.items() if card in questionnaire.cards}
            })
            for case_id, case in last.use_cases.items()
        },
        "roadmap": {
            action_id: decision for action_id, decision in last.roadmap.items()
            if action_id in questionnaire.actions or is_own_action(action_id, last)
        },
    })


def is_later(version: str, than: str) -> bool:
    """Return whether one version comes after another: numbers by size, 1.0 the same as 1.0.0."""
    return _parts(version) > _parts(than)


@dataclass(frozen=True, slots=True)
class _Step:
    """Where an old id leads: one question with the levels on its scale, or several."""

    ids: tuple[str, ...]
    levels: Mapping[int, int] | None = None
    """The new level for each old one; None while the scale is the same."""
    is_split: bool = False
    """Whether the question was asked in parts from some version on."""


@dataclass(frozen=True, slots=True)
class _History:
    """What today's questionnaire tells about versions before it."""

    questionnaire: Questionnaire
    answered_version: str | None
    """The version that was answered; None for another questionnaire."""
    is_another: bool
    """Whether version or questionnaire differ from today's."""

    def came_since(self, version: str) -> bool:
        """Return whether what a version did is news to the last file."""
        if not version or not self.is_another or self.answered_version is None:
            return False
        return is_later(version, self.answered_version)

    def follow(self, old_id: str) -> _Step:
        """Return where an old id leads through every rename; no ids when it leads nowhere."""
        current, levels, seen = old_id, None, set[str]()
        while current not in seen:
            seen.add(current)
            question = self.questionnaire.questions.get(current)
            rename = self.questionnaire.renamed.get(current)
            if rename is None or (question is not None and not self.came_since(question.changed_in)):
                break
            if rename.levels:
                step = dict(enumerate(rename.levels, start=1))
                levels = step if levels is None else {
                    old: step[now] for old, now in levels.items() if now in step
                }
            if len(rename.to) != 1:
                parts = tuple(key for key in rename.to if key in self.questionnaire.questions)
                return _Step(parts, is_split=True)
            current = rename.to[0]
        return _Step((current,) if current in self.questionnaire.questions else (), levels)


def _lines(last: Assessment, history: _History) -> Iterator[MigrationLine]:
    questions = history.questionnaire.questions
    steps = {old_id: history.follow(old_id) for old_id in last.answers}
    claims = Counter(new_id for step in steps.values() for new_id in step.ids)
    by_target: dict[str, list[str]] = {}
    for old_id, step in steps.items():
        by_target.setdefault(step.ids[0] if step.ids else "", []).append(old_id)
    told: set[str] = set()
    for new_id in questions:
        for old_id in by_target.get(new_id, ()):
            yield _of_answered(old_id, last.answers[old_id], steps[old_id], claims, history)
            told.update(steps[old_id].ids)
        if new_id not in told and new_id not in claims:
            yield _of_unanswered(new_id, history)
    for old_id in by_target.get("", ()):
        answer = last.answers[old_id]
        why = history.questionnaire.retired.get(old_id, "").strip()
        told_why = f"no longer asked: {why}" if why else "no longer asked; the questionnaire does not say why"
        yield MigrationLine(Fate.DROPPED, old_id, (), old_id, answer, None, must_ask=False,
                            sentence=f"{old_id} is {told_why.rstrip('.')}.")


def _of_answered(
    old_id: str, answer: Answer, step: _Step, claims: Mapping[str, int], history: _History
) -> MigrationLine:
    questionnaire, new_id = history.questionnaire, step.ids[0]
    title = questionnaire.questions[new_id].title

    def line(fate: Fate, sentence: str, carried: Answer | None = None) -> MigrationLine:
        return MigrationLine(fate, old_id, step.ids, title, answer, carried, must_ask=carried is None,
                             sentence=sentence)

    if step.is_split:
        parts = Wording().join(f"“{questionnaire.questions[key].title}”" for key in step.ids)
        return line(Fate.SPLIT, f"{old_id} is asked in parts now: {parts}. Answer each.")
    if claims[new_id] > 1:
        return line(Fate.REWORDED, f"“{title}” takes in {old_id} and others now. Answer it again.")
    carried = _on_scale(answer, step.levels, questionnaire.top)
    renamed = f" ({old_id} before)" if old_id != new_id else ""
    if step.levels is not None:
        if carried is None:
            return line(Fate.REWORDED, f"“{title}”{renamed} has a new scale that does not place level "
                                       f"{answer.level}. Answer it again.")
        change = f": level {answer.level} is {carried.level} now" if answer.level is not None else ""
        return line(Fate.RESCALED, f"“{title}”{renamed} has a new scale{change}.", carried)
    if history.came_since(questionnaire.questions[new_id].changed_in):
        return line(Fate.REWORDED, f"“{title}”{renamed} describes other behaviours since version "
                                   f"{questionnaire.questions[new_id].changed_in}. Answer it again.")
    if carried is None:
        return line(Fate.REWORDED, f"“{title}”{renamed}: level {answer.level} is above today's scale of "
                                   f"{questionnaire.top}. Answer it again.")
    if old_id != new_id:
        return line(Fate.RENAMED, f"“{title}” was {old_id} and is {new_id} now; the answer stands.", carried)
    return line(Fate.KEPT, f"“{title}” is asked as before.", carried)


def _of_unanswered(new_id: str, history: _History) -> MigrationLine:
    question = history.questionnaire.questions[new_id]
    before = [old for old, rename in history.questionnaire.renamed.items() if rename.to == (new_id,)]
    if history.came_since(question.added_in):
        return _unanswered(Fate.NEW, "", new_id, question.title, f"is new since version {question.added_in}")
    is_told = bool(question.added_in) and history.answered_version is not None
    if before and before != [new_id] and history.is_another:
        return _unanswered(Fate.RENAMED, before[0], new_id, question.title,
                           f"was {before[0]} and had no answer last time")
    if history.is_another and not is_told:
        return _unanswered(Fate.NEW, "", new_id, question.title, "is not in the last file")
    return _unanswered(Fate.KEPT, new_id, new_id, question.title, "had no answer last time")


def _unanswered(fate: Fate, old_id: str, new_id: str, title: str, what: str) -> MigrationLine:
    return MigrationLine(fate, old_id, (new_id,), title, None, None, must_ask=True, sentence=f"“{title}” {what}.")


def _on_scale(answer: Answer, levels: Mapping[int, int] | None, top: int) -> Answer | None:
    """Return an answer on today's scale; None when its level has no place there."""
    place = levels if levels is not None else {level: level for level in range(1, top + 1)}
    if answer.level is not None and answer.level not in place:
        return None
    return answer.model_copy(update={
        "level": None if answer.level is None else place[answer.level],
        "target": None if answer.target is None else place.get(answer.target),
        "votes": tuple(place[vote] for vote in answer.votes if vote in place),
    })


def _parts(version: str) -> tuple[tuple[int, str], ...]:
    found = [(int(part), "") if part.isdigit() else (-1, part)
             for part in re.findall(r"\d+|[a-z]+", version.casefold())]
    while found and found[-1] == (0, ""):
        found.pop()
    return tuple(found)
