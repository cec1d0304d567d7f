"""A whole workshop by keys alone, and by clicks alone: every question, one use case, the drill, one file.

Both must leave exactly `expected`, so each of them proves that the other one could have been used.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.quantity import Quantity
from fortnight.core.use_case import DrillPlay
from fortnight.storage.document import open_document
from tests.tui import workshop
from tests.tui.conftest import TODAY, Running
from tests.tui.workshop import Keyboard, Mouse, run_workshop


def proves(file: Path) -> Assessment:
    """Fail unless the file holds the whole workshop; return what it holds."""
    document = open_document(file)
    assessment, questions = document.assessment, tuple(document.questionnaire.questions)
    assert 44 == len(questions) == len(assessment.answers)
    for number, question_id in enumerate(questions):
        answer = assessment.answers[question_id]
        if number == workshop.UNKNOWN:
            assert "unknown" == answer.state
        elif number == workshop.NOT_APPLICABLE:
            assert ("not-applicable", "no") == (answer.state, answer.reason)
        else:
            assert workshop.level_of(number) == answer.level
    answers = [assessment.answers[question_id] for question_id in questions]
    assert "ok" == answers[workshop.NOTED].note
    assert "log" == answers[workshop.SEEN].evidence
    assert ((2, 2, 4), "why") == (answers[workshop.VOTED].votes, answers[workshop.VOTED].dissent)
    assert answers[workshop.PARKED].parked
    assert 5 == answers[workshop.AIMED].target
    assert (workshop.ORGANISATION, TODAY, "release") == (
        assessment.assessment.organisation, assessment.assessment.date, assessment.assessment.decision)

    case = assessment.use_cases["mail"]
    assert ("Mail", Stage.PRODUCTION, True, True) == (case.name, case.aim, case.agentic, case.bought)
    assert ("right", 85, dt.date(2027, 3, 31)) == (case.metric.name, case.metric.threshold, case.metric.by)
    assert [("wrong", 2)] == [(rail.name, rail.limit) for rail in case.metric.guardrails.values()]
    assert Quantity(p5=12, p95=18) == case.baseline.minutes_per_task
    assert ["granted"] == [source.access for source in case.data.values()]
    assert {"business", "on_call"} == set(case.owners.outside_team)
    assert "Ada" == case.decisions["prompt-or-model-change"].who
    assert ("high", "done") == (case.law.ai_act_class, case.law.dpia)
    assert DrillPlay(outcome="runs", notices="desk", acts="desk", written_where="p. 4",
                     tested_on=dt.date(2026, 10, 2)) == case.drill["credentials-expired"]
    assert Counter(dict.fromkeys(workshop.OUTCOMES, 4)) == Counter(play.outcome for play in case.drill.values())
    return assessment


async def test_by_keys_alone_at_the_smallest_size(running: Running, tmp_path: Path) -> None:
    """From Home to a complete file at 80 x 24 without a mouse."""
    async with running(tmp_path) as pilot:
        file = await run_workshop(pilot, Keyboard(pilot), tmp_path)
    proves(file)


async def test_by_mouse_alone(running: Running, tmp_path: Path) -> None:
    """The same at 120 x 40 with clicks, the wheel, and letters only where a text is wanted."""
    async with running(tmp_path, size=(120, 40)) as pilot:
        file = await run_workshop(pilot, Mouse(pilot), tmp_path)
    proves(file)
