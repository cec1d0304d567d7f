"""What contradicts itself in an assessment, and what deserves attention."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fortnight.core.base import Stage
from fortnight.core.checks import check_assessment, warnings
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import Problem
from tests.core.cases import GONE, Spoils, complete, small_questionnaire, spoiled


def asked(**header: Any) -> Questionnaire:
    """Return the small questionnaire with other header tables."""
    return Questionnaire.model_validate(small_questionnaire().model_dump() | header)


def problems(spoils: Spoils, questionnaire: Questionnaire | None = None) -> tuple[Problem, ...]:
    """Return the problems of the complete case with some facts spoiled."""
    return check_assessment(spoiled(complete(Stage.SCALE), spoils), questionnaire or small_questionnaire())


def attention(spoils: Spoils, questionnaire: Questionnaire | None = None) -> tuple[Problem, ...]:
    """Return the warnings on the complete case with some facts spoiled."""
    return warnings(spoiled(complete(Stage.SCALE), spoils), questionnaire or small_questionnaire())


def test_the_complete_case_is_in_order() -> None:
    """Nothing to correct and nothing to attend to."""
    assert ((), ()) == (problems({}), attention({}))


@pytest.mark.parametrize(
    ("spoils", "key", "says"),
    [
        (
            {"/answers/all.fallback/level": 7},
            'answers."all.fallback".level',
            "is 7, but the scale ends at 5; choose 1 to 5",
        ),
        ({"/answers/all.fallback/target": 6}, 'answers."all.fallback".target', "the scale ends at 5"),
        ({"/answers/all.fallback/votes": [3, 6]}, 'answers."all.fallback".votes', "has a vote of 6"),
        ({"/answers/all.fallbak/level": 3}, 'answers."all.fallbak"', 'did you mean "all.fallback"?'),
        (
            {"/answers/zebra/level": 3},
            "answers.zebra",
            "is not a question of small; correct the id or remove the answer",
        ),
        ({"/roadmap/name-a-keper/owner": "Kim"}, "roadmap.name-a-keper", 'did you mean "name-a-keeper"?'),
        ({"/roadmap/name-a-keeper/status": "dropped"}, "roadmap.name-a-keeper.rejected_because", "say why"),
        ({"/shared_costs/hub/use_cases": ["leters"]}, "shared_costs.hub.use_cases", '"leters" is not a use case'),
        ({"drill/outtage/outcome": "runs"}, "use_cases.letters.drill.outtage", 'did you mean "outage"?'),
        (
            {"baseline/metric_value": 86},
            "use_cases.letters.metric.threshold",
            "85% is worse than the 86% of today's work",
        ),
        ({"metric/stop_below": 85}, "use_cases.letters.metric.stop_below", "set it below the threshold"),
        (
            {"metric/direction": "down", "metric/stop_below": 60},
            "use_cases.letters.metric.threshold",
            "aim below it",
        ),
        (
            {"owners/outside_team": ["technical", "on_call", "budget"]},
            "use_cases.letters.owners.outside_team",
            "nobody holds",
        ),
        (
            {"actuals/2026-Q3/guardrails": {"complants": 2}},
            "use_cases.letters.actuals.2026-Q3.guardrails.complants",
            'did you mean "complaints"?',
        ),
        ({"baseline/people_doing_it": 1}, "use_cases.letters.baseline.minutes_per_task", "hours a month"),
        ({"roi/cash_share": 0.9}, "use_cases.letters.roi.redeployed_share", "together"),
        ({"roi/review_minutes": GONE}, "use_cases.letters.roi.review_minutes", "review"),
        (
            {"/conflicts": {"settings.seed": {"ours": 1, "theirs": 2}}},
            'conflicts."settings.seed"',
            "choose one value",
        ),
    ],
)
def test_contradictions_are_named_with_their_place(spoils: Spoils, key: str, says: str) -> None:
    """What is wrong and what to do, one problem for one mistake."""
    found = [problem for problem in problems(spoils) if problem.key == key]
    assert [True] == [says in problem.message for problem in found]


def test_archived_use_cases_are_left_alone() -> None:
    """They take part in nothing."""
    assert () == problems({"drill/outtage/outcome": "runs", "archived": True})


def test_a_renamed_question_names_its_successor() -> None:
    """The answer is not lost and not guessed."""
    renamed = asked(renamed={"all.old": {"to": ["all.fallback"]}})
    found = problems({"/answers/all.old/level": 3}, renamed)
    assert [("is now asked as all.fallback; move the answer there")] == [problem.message for problem in found]


def test_a_retired_question_is_only_pointed_out() -> None:
    """A file of last quarter still opens."""
    retired = asked(retired={"all.old": "Everybody has one by now."})
    spoils = {"/answers/all.old/level": 3}
    assert () == problems(spoils, retired)
    assert ['answers."all.old"'] == [problem.key for problem in attention(spoils, retired)]


@pytest.mark.parametrize(
    ("spoils", "key"),
    [
        ({"/assessment/date": GONE}, "assessment.date"),
        ({"/assessment/decide_by": dt.date(2026, 11, 1)}, "assessment.decide_by"),
        ({"/assessment/questionnaire_version": "0.9"}, "assessment.questionnaire_version"),
        ({"/use_cases": GONE}, "use_cases"),
        ({"/answers/all.fallback/evidence": GONE}, 'answers."all.fallback".evidence'),
        ({"/answers/all.agent-stop/level": 3}, 'answers."all.agent-stop"'),
        (
            {"/answers/all.fallback": {"state": "not-applicable", "reason": "none"}},
            'answers."all.fallback".decided_by',
        ),
        ({"/capacity/enginering/days_per_week": 2}, "capacity.enginering"),
        ({"/roadmap/name-a-keeper/status": "done"}, "roadmap.name-a-keeper.done_evidence"),
        ({"name": GONE}, "use_cases.letters.name"),
        ({"aim": "pilot", "live_at": "production"}, "use_cases.letters.aim"),
        ({"aim": "demo"}, "use_cases.letters.aim"),
        ({"worth": "mission"}, "use_cases.letters.mission"),
        ({"owners/redeployment": GONE}, "use_cases.letters.owners.redeployment"),
        ({"baseline/metric_value": 85}, "use_cases.letters.metric.threshold"),
        ({"metric/by": dt.date(2026, 1, 1), "metric/measurements": GONE}, "use_cases.letters.metric.by"),
        (
            {"metric/measurements/2026-12-01/value": 90},
            "use_cases.letters.metric.measurements.2026-12-01",
        ),
        ({"actuals/2026-Q3/until": GONE}, "use_cases.letters.actuals.2026-Q3.until"),
    ],
)
def test_what_deserves_attention_still_loads(spoils: Spoils, key: str) -> None:
    """A warning, not a problem."""
    assert () == problems(spoils)
    assert key in [problem.key for problem in attention(spoils)]
