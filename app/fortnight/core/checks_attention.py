"""What deserves attention in an assessment though it loads: what counts for less than it seems, what is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fortnight.core.assessment import Assessment
from fortnight.core.explain import did_you_mean
from fortnight.core.metric import Measurements
from fortnight.core.place import dotted
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.scoring import score
from fortnight.core.use_case import UseCase
from fortnight.errors import Problem


def attention(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Yield what deserves attention: dates, answers that count for less, and gaps that the report will show."""
    yield from _header(assessment, questionnaire)
    yield from _answers(assessment, questionnaire)
    roles = {action.role for action in questionnaire.actions.values()}
    for role in assessment.capacity:
        if roles and role not in roles:
            hint = did_you_mean(role, roles) or f"; the roles are {', '.join(sorted(roles))}"
            yield Problem(dotted(("capacity", role)), f"is the role of no action{hint}")
    for action_id, decision in assessment.roadmap.items():
        if decision.status == "done" and not decision.done_evidence.strip():
            yield Problem(
                dotted(("roadmap", action_id, "done_evidence")),
                "is empty for an action that is done; note what shows it",
            )
    for case_id, case in assessment.active_cases.items():
        for key, sentence in _case(case, assessment.assessment.date):
            yield Problem(f"{dotted(('use_cases', case_id))}.{key}", sentence)


def _header(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Problem]:
    header = assessment.assessment
    if header.date is None:
        yield Problem(
            "assessment.date",
            "is missing, so nothing that depends on today is judged, such as dates that have passed; set it",
        )
    elif header.decide_by is not None and header.decide_by < header.date:
        yield Problem("assessment.decide_by", "lies before the date of the assessment; set a new one")
    if header.questionnaire_version and header.questionnaire_version != questionnaire.version:
        yield Problem(
            "assessment.questionnaire_version",
            f"is {header.questionnaire_version}, and this is {questionnaire.version}; read the questions again",
        )
    if not assessment.active_cases:
        yield Problem(
            "use_cases", "scopes nothing yet, so there are no gates, no money and no verdict; add a use case"
        )


def _answers(assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Problem]:
    states = score(assessment, questionnaire).questions
    for question_id, answer in assessment.answers.items():
        keys = ("answers", question_id)
        question = questionnaire.questions.get(question_id)
        if question is None:
            if question_id in questionnaire.retired:
                why = questionnaire.retired[question_id].strip().rstrip(".")
                yield Problem(dotted(keys), f"is no longer asked ({why}); its answer counts for nothing")
            continue
        if states[question_id].state == "skipped" and answer.is_given:
            yield Problem(
                dotted(keys), "is answered but concerns no use case of this file, so its answer counts for nothing"
            )
        elif states[question_id].lacks_evidence:
            yield Problem(
                dotted((*keys, "evidence")),
                f"is empty, so level {answer.level} does not count for {question.gate or 'its gate'}; "
                "note what was seen",
            )
        elif answer.state == "not-applicable" and question.gate_level and not answer.decided_by.strip():
            yield Problem(
                dotted((*keys, "decided_by")),
                f"is empty, so {question.gate or 'its gate'} stays open; name who decided that it does not apply",
            )


def _case(case: UseCase, today: dt.date | None) -> Iterator[tuple[str, str]]:
    if not case.name.strip():
        yield "name", "is empty; the report prints the id instead"
    if case.aim.order < case.live_at.order:
        yield "aim", f"is {case.aim.label}, below {case.live_at.label} where it is live; say what is to be decided"
    elif case.aim.order == 0:
        yield "aim", "is Demo, which no gate guards; choose the stage that the decision is about"
    if case.metric.threshold is not None and case.metric.threshold == case.baseline.metric_value:
        yield (
            "metric.threshold",
            "is what today's work reaches already, so nothing has to get better; say what should",
        )
    if case.worth == "mission" and (case.mission.ceiling is None or not case.mission.signed_by.strip()):
        yield (
            "mission",
            "needs a ceiling for the cost of an outcome and who signed it; without them nothing is judged",
        )
    if "redeployed_share" in case.roi.inputs and not case.owners.redeployment.strip():
        yield "owners.redeployment", "is empty, so redeployed time counts for nothing; name who puts it to its use"
    yield from _dates(case, today)
    for period, actual in case.actuals.items():
        if actual.until is None:
            yield (
                dotted(("actuals", period, "until")),
                "is missing, so the period proves nothing; give its last day",
            )


def _dates(case: UseCase, today: dt.date | None) -> Iterator[tuple[str, str]]:
    metric = case.metric
    if today is None:
        return
    if metric.by is not None and metric.by < today and not metric.measurements:
        yield "metric.by", "has passed without a measurement; measure, or let whoever decides set a new date"
    yield from _ahead("metric", metric.measurements, today)
    for rail_id, rail in metric.guardrails.items():
        yield from _ahead(dotted(("metric", "guardrails", rail_id)), rail.measurements, today)


def _ahead(place: str, measurements: Measurements, today: dt.date) -> Iterator[tuple[str, str]]:
    for day in measurements:
        if day > today:
            yield f"{place}.measurements.{day}", "lies after the date of the assessment, so it does not count yet"
