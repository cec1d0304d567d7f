"""Actions that no questionnaire holds, because they follow from the record: showing proof, measuring an input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fortnight.core.assessment import Assessment
from fortnight.core.measures import MeasureFirst, spec_of, title_of
from fortnight.core.phrase import say
from fortnight.core.questionnaire import Action, Effort
from fortnight.core.roadmap.setting import Setting
from fortnight.core.roi.inputs import DERIVED, INPUTS, Group
from fortnight.core.wording import quoted, sentence

EVIDENCE = "evidence"
"""The one action that writes down what claimed gate answers rest on."""
MEASURE = "measure"

_EVIDENCE_TITLE = say("Write down what the claimed answers rest on")
_EVIDENCE_DAYS = (0.1, 0.25, 0.5)
"""For one answer: to find what shows it and write down where it is."""
_UNPRICED_DAYS = Effort(min=1, likely=2, max=4)
"""For a measurement whose days nobody has given; the plan says so."""
_MEASURED_BY: Mapping[Group, str] = {
    "The work today": "business",
    "The work with AI": "product",
    "Quality": "data",
    "Cost to run": "engineering",
    "Cost to get there": "product",
}


def measure_id(case_id: str, input_name: str) -> str:
    """Return the id under which people decide about measuring an input of a use case."""
    return f"{MEASURE}.{input_name}.{case_id}"


def is_own_action(action_id: str, assessment: Assessment) -> bool:
    """Return whether an id is one that the roadmap itself gives: showing evidence, or measuring an input."""
    if action_id == EVIDENCE:
        return True
    kind, input_name, case_id = _parts(action_id)
    known = input_name in INPUTS or input_name in DERIVED
    return kind == MEASURE and known and case_id in assessment.use_cases


def evidence_action(setting: Setting, question_ids: Sequence[str]) -> Action:
    """Return the action that completes the record of gate questions that are claimed but not shown."""
    titles = [quoted(setting.questionnaire.questions[question_id].title) for question_id in question_ids]
    low, likely, high = (round(days * len(titles), 2) for days in _EVIDENCE_DAYS)
    return _action(
        title=_EVIDENCE_TITLE,
        first_step=say("Take {question} first: ask to see what proves it, and write where it is kept.",
                       question=titles[0]),
        effort_days=Effort(min=low, likely=likely, max=high),
        role="product",
        done_when=say("The record says which document, log or person stands behind {questions}.",
                      questions=setting.wording.join(titles)),
    )


def measure_action(setting: Setting, case_id: str, measure: MeasureFirst) -> Action:
    """Return the action that measures one input of the money model."""
    priced = setting.assessment.use_cases[case_id].measures.get(measure.input_name)
    days = None if priced is None else priced.days
    return _action(
        title=_measure_title(setting, case_id, measure.input_name),
        first_step=sentence(measure.method),
        effort_days=_UNPRICED_DAYS if days is None else Effort(min=days, likely=days, max=days),
        role=_MEASURED_BY[spec_of(measure.input_name).group],
        done_when=say("The new figure is in the file with its source, as contract, logged or timed."),
    )


def is_worth_its_price(measure: MeasureFirst) -> bool:
    """Return whether a measurement is worth more than it costs, as far as both are known."""
    return measure.worth is None or measure.price is None or measure.worth > measure.price


def title_of_own(setting: Setting, action_id: str) -> str:
    """Return the title of an own action that is no longer called for, such as one marked done; else nothing."""
    if not is_own_action(action_id, setting.assessment):
        return ""
    _kind, input_name, case_id = _parts(action_id)
    return _EVIDENCE_TITLE if action_id == EVIDENCE else _measure_title(setting, case_id, input_name)


def _action(*, title: str, first_step: str, effort_days: Effort, role: str, done_when: str) -> Action:
    # Not validated: validation copies text, and a copy can no longer be said in another language.
    return Action.model_construct(
        title=title, first_step=first_step, effort_days=effort_days, role=role, done_when=done_when
    )


def _parts(action_id: str) -> tuple[str, str, str]:
    kind, _, rest = action_id.partition(".")
    input_name, _, case_id = rest.partition(".")
    return kind, input_name, case_id


def _measure_title(setting: Setting, case_id: str, input_name: str) -> str:
    return say("Measure {input} for “{name}”", input=title_of(input_name), name=setting.name(case_id))
