"""Why an action is on the roadmap: each cause in one sentence, gathered for the team and for each use case."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from fortnight.core.gates import Clause
from fortnight.core.measures import MeasureFirst, title_of
from fortnight.core.phrase import joined, say
from fortnight.core.questionnaire import Action
from fortnight.core.roadmap.closers import Closers, closers_of, mending, needs_doing
from fortnight.core.roadmap.own_actions import (
    EVIDENCE,
    evidence_action,
    is_worth_its_price,
    measure_action,
    measure_id,
)
from fortnight.core.roadmap.plan import Cause
from fortnight.core.roadmap.setting import Setting
from fortnight.core.wording import sentence

_BASELINE = "g0.baseline"


@dataclass(frozen=True, slots=True)
class Caused:
    """An action that something calls for, and what."""

    action_id: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Causes:
    """Everything that calls for an action, before needs are followed and decisions are heard."""

    team: tuple[Caused, ...]
    """Gaps below target; they concern nobody in particular."""
    cases: Mapping[str, tuple[Caused, ...]]
    """By use case, stopped ones included."""
    closers: Mapping[str, tuple[Closers, ...]]
    """The open clauses below the aim of each use case."""
    actions: Mapping[str, Action]
    """Every action of the questionnaire and those that the roadmap makes itself."""


def gather(setting: Setting) -> Causes:
    """Return every cause for an action."""
    closers = {
        case_id: tuple(closers_of(setting, case_id, clause) for clause in setting.open_clauses(case_id))
        for case_id in setting.assessment.active_cases
    }
    gaps = tuple(_gaps(setting))
    called_for = {
        case_id: {caused.action_id for caused in gaps} | {key for closer in found for key in closer.actions}
        for case_id, found in closers.items()
    }
    actions = dict(setting.questionnaire.actions)
    unproven = dict.fromkeys(
        question_id
        for case_id in setting.live_cases or setting.stopped_cases
        for closer in closers[case_id]
        for question_id in closer.unproven
    )
    if unproven:
        actions[EVIDENCE] = evidence_action(setting, list(unproven))
    for case_id in setting.live_cases:
        for measure in setting.measures.get(case_id, ()):
            if is_worth_its_price(measure) and not _measured_by(setting, case_id, measure, called_for[case_id]):
                actions[measure_id(case_id, measure.input_name)] = measure_action(setting, case_id, measure)
    cases = {
        case_id: tuple(
            caused
            for caused in _of_case(setting, case_id, closers[case_id], called_for[case_id])
            if caused.action_id in actions
        )
        for case_id in closers
    }
    return Causes(gaps, cases, closers, actions)


def gate_of_causes(causes: tuple[Cause, ...], clauses: Mapping[str, Clause]) -> str:
    """Return the lowest gate whose clause is among the causes, or an empty string."""
    return min((clauses[cause.ref].gate for cause in causes if cause.kind == "clause"), default="")


def needed_by(action: Action, action_id: str) -> Cause:
    """Return the cause of an action that another one needs."""
    return Cause("need", action_id, "", say("“{action}” needs it.", action=action.title))


def pinned(action_id: str) -> Cause:
    """Return the cause of an action that people put on the roadmap."""
    return Cause("pinned", action_id, "", say("People pinned it to the roadmap."))


def _gaps(setting: Setting) -> Iterator[Caused]:
    """Yield the steps of each question below its target."""
    top = setting.questionnaire.top
    for question_id, found in setting.score.questions.items():
        if found.state not in ("level", "unknown"):
            continue
        title = setting.questionnaire.questions[question_id].title
        if found.state == "unknown":
            text = say("“{question}”: nobody here could say, which counts as level 1; the target is {target}.",
                       question=title, target=found.target)
        else:
            text = say("“{question}” is at level {level} of {top}; the target is {target}.", question=title,
                       level=found.level, top=top, target=found.target)
        for action_id in setting.steps_to_target(question_id, found.target):
            if _concerns_somebody(setting, action_id):
                yield Caused(action_id, Cause("gap", question_id, "", text))


def _concerns_somebody(setting: Setting, action_id: str) -> bool:
    action = setting.questionnaire.actions[action_id]
    cases = [*setting.live_cases, *setting.stopped_cases]
    return not cases or any(setting.concerns(action, case_id) for case_id in cases)


def _measured_by(
    setting: Setting, case_id: str, measure: MeasureFirst, called_for: Container[str]
) -> tuple[str, ...]:
    """Return the actions, called for anyhow, that answer a measure: to close the baseline is to time the work."""
    if measure.input_name != "baseline_minutes":
        return ()
    return tuple(
        key
        for key, action in setting.questionnaire.actions.items()
        if _BASELINE in action.clauses and key in called_for and setting.concerns(action, case_id)
    )


def _of_case(
    setting: Setting, case_id: str, closers: tuple[Closers, ...], called_for: Container[str]
) -> Iterator[Caused]:
    name = setting.name(case_id)
    for closer in closers:
        clause = closer.clause
        text = say("{gate} of “{name}” is open: {reason}", gate=clause.gate, name=name,
                   reason=sentence(clause.because or clause.title))
        for action_id in closer.actions:
            yield Caused(action_id, Cause("clause", clause.id, case_id, text))
    to_mend = set(mending(setting, case_id))
    for card in setting.bad_cards(case_id):
        text = (say("On day {day} of the two-week test “{name}” breaks: {event}", day=card.day, name=name,
                    event=sentence(card.title))
                if card.counted == "breaks" else
                say("On day {day} of the two-week test “{name}” limps: {event}", day=card.day, name=name,
                    event=sentence(card.title)))
        for action_id in setting.questionnaire.cards[card.card_id].actions:
            if action_id in to_mend:
                yield Caused(action_id, Cause("card", card.card_id, case_id, text))
    yield from _measures(setting, case_id, called_for)
    for input_name in setting.levers.get(case_id, ()):
        text = say("It moves {input}, which decides whether “{name}” pays.", input=title_of(input_name), name=name)
        for action_id, action in setting.questionnaire.actions.items():
            if action.lever == input_name and needs_doing(setting, action_id, case_id):
                yield Caused(action_id, Cause("lever", input_name, case_id, text))


def _measures(setting: Setting, case_id: str, called_for: Container[str]) -> Iterator[Caused]:
    money = setting.wording.money
    for measure in setting.measures.get(case_id, ()):
        title, name = title_of(measure.input_name), setting.name(case_id)
        if measure.worth is None:
            text = say("Without {input} there is no figure for “{name}”.", input=title, name=name)
        elif measure.price is None:
            text = say("Measuring {input} for “{name}” is worth up to {amount}; nobody has priced it yet.",
                       input=title, name=name, amount=money(measure.worth))
        else:
            text = say("Measuring {input} for “{name}” is worth up to {amount} and costs {price}.", input=title,
                       name=name, amount=money(measure.worth), price=money(measure.price))
        planned = _measured_by(setting, case_id, measure, called_for)
        priced = setting.assessment.use_cases[case_id].measures.get(measure.input_name)
        if not planned and (priced is None or priced.days is None):
            text = joined(" ", (text, say("Its days are not given; the plan assumes 1 to 4.")))
        for action_id in planned or (measure_id(case_id, measure.input_name),):
            yield Caused(action_id, Cause("measure", measure.input_name, case_id, text))
