"""A complete invented use case, a small questionnaire that asks every clause, and ways to spoil single facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.drill import drill_result
from fortnight.core.edit import remove_at, set_at
from fortnight.core.gates import CLAUSES, GateReport, gate_report
from fortnight.core.questionnaire import Effort, Questionnaire
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.simulate import roi_result
from fortnight.core.verdict import Verdict, VerdictKind, verdict

CASE = "letters"
TODAY = dt.date(2026, 11, 20)
DRAWS = 2_000

GONE = object()
"""As the value of a spoiled fact: take it out of the file."""

Spoils = Mapping[str, Any]
"""Facts to change, by place with slashes below the use case; a leading slash starts at the top of the file."""


@cache
def small_questionnaire() -> Questionnaire:
    """One question for every clause that questions answer, with actions to its gate, and five cards."""
    asked = {spec.id: spec for spec in CLAUSES.values() if spec.finding is None}
    return Questionnaire.model_validate(
        {
            "id": "small",
            "version": "1",
            "title": "Small",
            "dimensions": {"all": {"title": "All of it"}},
            "questions": {
                question_of(clause): {
                    "dimension": "all",
                    "title": spec.title,
                    "ask": f"{spec.title}?",
                    "levels": [f"{spec.title}, as seen at level {level}" for level in range(1, 6)],
                    "minutes": 1,
                    "gate": spec.gate,
                    "gate_level": 3,
                    "clause": clause,
                    "when": spec.when,
                }
                for clause, spec in asked.items()
            },
            "actions": {
                "name-a-keeper": _action("Name somebody who keeps it", role="business"),
                **{
                    f"{question_of(clause)}.{level}": {
                        **_action(f"{spec.title}: to level {level}"),
                        "question": question_of(clause),
                        "level": level,
                        "gate": spec.gate,
                    }
                    for clause, spec in asked.items()
                    for level in (2, 3)
                },
            },
            "cards": {
                "outage": _card(1, "Provider outage", "fallback-process"),
                "retired": _card(5, "Model retired", "business-owner"),
                "spike": _card(8, "Cost spike", "monitoring"),
                "wrong": _card(11, "A wrong answer", "trust-rule"),
                "runaway": {**_card(14, "Runaway agent", "documentation"), "when": "agentic"},
            },
        }
    )


def _action(title: str, role: str = "engineering") -> dict[str, Any]:
    return {
        "title": title,
        "first_step": "Ask who has done it before.",
        "effort_days": {"min": 1, "likely": 2, "max": 3},
        "role": role,
        "done_when": "Somebody outside the team has seen it.",
    }


def _card(day: int, title: str, piece: str) -> dict[str, Any]:
    event = f"{title}, today."
    return {"day": day, "title": title, "event": event, "tests": [piece], "actions": ["name-a-keeper"]}


def question_of(clause: str) -> str:
    """Return the id of the small questionnaire's question for a clause."""
    return f"all.{clause.partition('.')[2]}"


@cache
def complete(aim: Stage, live_at: Stage = Stage.DEMO) -> Assessment:
    """Return an assessment whose one use case holds every gate and pays; nothing in it is guessed."""
    return Assessment.model_validate(
        {
            "assessment": {
                "organisation": "Invented Mutual",
                "date": TODAY,
                "questionnaire": "small",
                "decider": "Head of Operations",
                "decide_by": dt.date(2026, 12, 18),
            },
            "capacity": {"engineering": {"days_per_week": 5}, "business": {"days_per_week": 2}},
            "answers": {
                question_id: {"level": 4, "evidence": "seen in the log"}
                for question_id, question in small_questionnaire().questions.items()
                if not question.when
            },
            "use_cases": {CASE: _case(aim, live_at)},
        }
    )


def _case(aim: Stage, live_at: Stage) -> dict[str, Any]:
    proven = {"notices": "Service desk", "acts": "Service desk", "written_where": "runbook", "tested_on": TODAY}
    return {
        "name": "Letters",
        "aim": aim,
        "live_at": live_at,
        "bought": False,
        "agentic": False,
        "language_model": True,
        "affects_people": False,
        "limits": {"users": 40, "spend": 20_000, "until": dt.date(2027, 6, 30)},
        "metric": {
            "name": "Letters usable as they are",
            "unit": "%",
            "direction": "up",
            "threshold": 85,
            "by": dt.date(2027, 3, 31),
            "stop_below": 60,
            "accepted_error": "3 in 100 letters with a slip that a reader notices",
            "measurements": {
                dt.date(2026, 4, 1): {"value": 88, "n": 400, "data": "own", "scope": "all letters"},
                dt.date(2026, 10, 30): {"value": 90, "n": 400, "data": "own", "scope": "all letters"},
            },
            "guardrails": {
                "complaints": {
                    "name": "Complaints",
                    "unit": "per 1,000 letters",
                    "limit": 4,
                    "measurements": {
                        dt.date(2026, 9, 30): {"value": 2, "data": "own"},
                        dt.date(2026, 10, 30): {"value": 3, "data": "own"},
                    },
                }
            },
        },
        "baseline": {
            "metric_value": 70,
            "tasks_per_month": {"value": 6_000, "evidence": "logged"},
            "minutes_per_task": {"p5": 9, "p95": 11, "evidence": "timed"},
            "people_doing_it": 9,
            "evidence": "timed",
            "comparison": "control",
        },
        "data": {
            "policies": {
                "name": "Policies",
                "access": "granted",
                "personal": "personal",
                "legal_basis": "contract",
                "third_party_contract": "signed",
                "sample": "real",
            },
            "templates": {
                "name": "Templates",
                "access": "granted",
                "personal": "none",
                "third_party_contract": "not-needed",
                "sample": "real",
            },
        },
        "owners": {
            "business": "Head of Letters",
            "technical": "Platform team",
            "on_call": "Service desk",
            "redeployment": "Head of Letters",
            "outside_team": ["technical", "on_call"],
        },
        "decisions": {"accepted-error": {"what": "3 in 100", "who": "Head of Letters"}},
        "law": {
            "ai_act_role": "deployer",
            "ai_act_class": "limited",
            "class_decided_by": "Legal",
            "dpia": "done",
            "processor_contract": "signed",
            "works_council": "heard",
            "transparency_notice": "given",
        },
        "drill": {
            "outage": {"outcome": "runs", **proven},
            "retired": {"outcome": "recovers", **proven},
            "spike": {"outcome": "limps", **proven},
            "wrong": {"outcome": "limps", **proven},
        },
        "roi": {
            "labour_cost_per_hour": {"value": 48, "evidence": "contract"},
            "eligible_share": {"value": 0.8, "evidence": "logged"},
            "adoption_share": {"p5": 0.55, "p95": 0.75, "evidence": "logged"},
            "operate_minutes": {"value": 1.5, "evidence": "timed"},
            "review_share": 0.3,
            "review_minutes": {"value": 2, "evidence": "timed"},
            "rework_minutes": {"value": 3, "evidence": "timed"},
            "cash_share": {"value": 0.3, "evidence": "contract"},
            "redeployed_share": {"value": 0.4, "evidence": "logged"},
            "success_share": {"p5": 0.88, "p95": 0.92, "evidence": "logged"},
            "caught_in_review_share": {"value": 0.9, "evidence": "logged"},
            "baseline_error_share": {"value": 0.03, "evidence": "logged"},
            "cost_per_error": {"value": 15, "evidence": "logged"},
            "cost_per_call": {"value": 0.03, "evidence": "contract"},
            "run_days_per_month": {"value": 4, "evidence": "logged"},
            "day_rate": {"value": 650, "evidence": "contract"},
            "hardening_days": {"min": 30, "likely": 40, "max": 60, "evidence": "logged"},
            "hardening_months": {"value": 3, "evidence": "logged"},
        },
        "actuals": {
            "2026-Q3": {
                "until": dt.date(2026, 9, 30),
                "metric_value": 90,
                "guardrails": {"complaints": 2},
                "tasks_per_month": 6_100,
                "minutes_per_task": 2.4,
                "success_share": 0.91,
                "adoption_share": 0.66,
                "net_benefit": 18_000,
                "source": "dashboard",
            }
        },
    }


def spoiled(assessment: Assessment, spoils: Spoils) -> Assessment:
    """Return the assessment with each fact changed or, for GONE, taken out."""
    for place, value in spoils.items():
        path = tuple(place[1:].split("/")) if place.startswith("/") else ("use_cases", CASE, *place.split("/"))
        assessment = remove_at(assessment, path) if value is GONE else set_at(assessment, path, value)
    return assessment


def gates_of(
    assessment: Assessment, questionnaire: Questionnaire | None = None, *, earlier: Sequence[Assessment] = ()
) -> GateReport:
    """Return the gates of the case."""
    asked = questionnaire or small_questionnaire()
    return gate_report(assessment, asked, CASE, drill_result(assessment, asked, CASE), earlier=earlier)


def judge(
    assessment: Assessment,
    questionnaire: Questionnaire | None = None,
    *,
    previous_kind: VerdictKind | None = None,
    draws: int = DRAWS,
) -> Verdict:
    """Return the verdict on the case, with a plan that needs ten days and two months whatever is open."""
    asked = questionnaire or small_questionnaire()
    drill = drill_result(assessment, asked, CASE)
    gates = gate_report(assessment, asked, CASE, drill)
    closing = Closing(CASE, (), Effort(min=5, likely=10, max=15), 9, dt.date(2027, 1, 22), 2.0, (), ())
    roi = roi_result(assessment, CASE, closing=closing, draws=draws)
    return verdict(assessment, CASE, gates, drill, closing, roi, previous_kind=previous_kind)
