"""From a complete case, each single spoiled fact gives the verdict that the rules name for it."""

from __future__ import annotations

import datetime as dt

import pytest

from fortnight.core.base import Stage
from fortnight.core.verdict import Money, Verdict, VerdictKind
from tests.core.cases import GONE, TODAY, Spoils, complete, judge, spoiled

PILOT, PRODUCTION, SCALE = Stage.PILOT, Stage.PRODUCTION, Stage.SCALE
BACK, STOP, DECIDE = VerdictKind.PULL_BACK, VerdictKind.STOP, VerdictKind.DECIDE
NARROW, MEASURE, HARDEN, GO = VerdictKind.NARROW, VerdictKind.MEASURE, VerdictKind.HARDEN, VerdictKind.GO

OWN = {"data": "own", "scope": "all letters"}
LATEST = "metric/measurements/2026-10-30"
COMPLAINTS = "metric/guardrails/complaints"
PRICED = {"measures": {"adoption_share": {"cash": 2_000_000}}}
"""A measure that costs more than knowing anything is worth."""
LOSING = {"roi/run_days_per_month": {"value": 30, "evidence": "logged"}}

FRAMING: dict[str, Spoils] = {
    "threshold gone": {"metric/threshold": GONE},
    "unit gone": {"metric/unit": GONE},
    "direction gone": {"metric/direction": GONE},
    "date gone": {"metric/by": GONE},
    "guardrail gone": {COMPLAINTS: GONE},
    "guardrail limit gone": {f"{COMPLAINTS}/limit": GONE},
    "business owner missing": {"owners/business": GONE},
    "decider missing": {"/assessment/decider": GONE},
    "date of the decision missing": {"/assessment/decide_by": GONE},
}
UNLAWFUL_OR_UNREAL: dict[str, Spoils] = {
    "access refused, legal basis recorded": {"data/policies/access": "refused"},
    "access requested": {"data/policies/access": "requested"},
    "access unsaid": {"data/templates/access": GONE},
    "demonstration data": {"data/policies/sample": "demo"},
    "legal basis missing": {"data/policies/legal_basis": GONE},
    "personal data unsaid": {"data/templates/personal": GONE},
    "impact assessment not started": {"law/dpia": "not-started"},
    "impact assessment started": {"law/dpia": "started"},
    "processor contract missing": {"law/processor_contract": "missing"},
    "class decided by nobody": {"law/class_decided_by": GONE},
    "works council not heard": {"law/works_council": "not-heard"},
    "data map empty": {"data": GONE},
}
UNTRUSTED: dict[str, Spoils] = {
    "latest measurement short": {LATEST: {"value": 84, "n": 400, **OWN}},
    "latest measurement says nothing about its data": {f"{LATEST}/data": GONE},
    "measured on a vendor's data only": {
        f"{LATEST}/data": "vendor",
        "metric/measurements/2026-04-01/data": "vendor",
    },
    "guardrail breached once": {f"{COMPLAINTS}/measurements/2026-10-30": {"value": 5, "data": "own"}},
    "guardrail never measured": {f"{COMPLAINTS}/measurements": GONE},
    "accepted error undecided": {"metric/accepted_error": GONE, "decisions/accepted-error/what": GONE},
    "accepted error decided by nobody": {"decisions/accepted-error/who": GONE},
    "notice missing": {"law/transparency_notice": "missing"},
    "fallback below its level": {"/answers/all.fallback/level": 2},
    "fallback without evidence": {"/answers/all.fallback/evidence": GONE},
    "audit trail unknown": {"/answers/all.audit-trail": {"state": "unknown"}},
    "access control unanswered": {"/answers/all.access-control": GONE},
    "escalation rule not applicable, decided by nobody": {
        "/answers/all.escalation-rule": {"state": "not-applicable", "reason": "no answers are given"},
    },
    "an agent without limits": {"agentic": True},
    "unsaid whether it is an agent": {"agentic": GONE},
}
UNSURVIVED: dict[str, Spoils] = {
    "drill card unplayed": {"drill/wrong": GONE},
    "runs unproven": {"drill/outage/tested_on": GONE, "drill/outage/written_where": GONE},
    "recovers by somebody inside": {"drill/retired/acts": "The project lead"},
    "recovers without a document": {"drill/retired/written_where": GONE},
    "a card breaks": {"drill/retired/outcome": "breaks"},
    "nobody on call": {"owners/on_call": GONE, "owners/outside_team": ["technical", "Service desk"]},
    "technical owner leaves with the team": {"owners/outside_team": ["on_call"]},
    "monitoring below its level": {"/answers/all.monitoring/level": 1},
}
UNPROVEN: dict[str, Spoils] = {
    "no actuals": {"actuals": GONE},
    "actuals of a month": {"actuals/2026-Q3/months": 1},
    "actuals behind the forecast": {"actuals/2026-Q3/adoption_share": 0.4},
    "actuals with a breach": {"actuals/2026-Q3/guardrails/complaints": 6},
    "actuals without adoption": {"actuals/2026-Q3/adoption_share": GONE},
    "actuals that lose money": {"actuals/2026-Q3/net_benefit": -1},
    "unit cost not measured": {"/answers/all.unit-cost/level": 2},
    "no rehearsal": {"/answers/all.rehearsal": GONE},
}
FAILED: dict[str, Spoils] = {
    "class prohibited": {"law/ai_act_class": "prohibited"},
    "access refused": {"data/templates/access": "refused"},
    "at the stop limit": {LATEST: {"value": 60, "n": 400, **OWN}},
    "date passed, threshold missed": {LATEST: {"value": 81, "n": 400, **OWN}, "metric/by": dt.date(2026, 11, 19)},
    "moved away from the threshold": {
        "metric/measurements/2026-04-01": {"value": 84, "n": 400, **OWN},
        LATEST: {"value": 78, "n": 400, **OWN},
    },
    "guardrail breached twice": {
        f"{COMPLAINTS}/measurements": {
            "2026-09-30": {"value": 5, "data": "own"},
            "2026-10-30": {"value": 4.5, "data": "own"},
        },
    },
    "guardrail breached after its date": {
        f"{COMPLAINTS}/by": dt.date(2026, 10, 1),
        f"{COMPLAINTS}/measurements/2026-10-30": {"value": 5, "data": "own"},
    },
}
UNMEASURED: dict[str, Spoils] = {
    "baseline self-reported": {"baseline/evidence": "self-reported"},
    "baseline minutes estimated": {"baseline/minutes_per_task": {"p5": 9, "p95": 11, "evidence": "estimated"}},
    "baseline gone": {"baseline/minutes_per_task": GONE, "baseline/metric_value": GONE},
}
UNKNOWN_MONEY: dict[str, Spoils] = {
    "adoption and its actuals gone": {"roi/adoption_share": GONE, "actuals": GONE},
    "day rate gone": {"roi/day_rate": GONE},
    "hours that nobody has": {"baseline/people_doing_it": 1},
}
LOSSES: dict[str, Spoils] = {
    "P(loss) raised": {**LOSING, **PRICED},
    "a task costs more than it brings in": {"roi/cost_per_error": {"value": 400, "evidence": "logged"}, **PRICED},
    "in doubt, not worth measuring, mean below zero": {
        "roi/run_days_per_month": {"value": 17, "evidence": "logged"},
        **PRICED,
    },
}
ONE_PART_PAYS: Spoils = {
    "roi/cost_per_error": {"value": 80, "evidence": "logged"},
    "segments": {
        "simple": {
            "name": "Simple letters",
            "share": {"value": 0.6, "evidence": "logged"},
            "success_share": {"value": 0.99, "evidence": "logged"},
        }
    },
}
GOES_ON: dict[str, Spoils] = {
    "nothing spoiled": {},
    "fallback waived": {
        "/answers/all.fallback": {
            "state": "not-applicable",
            "reason": "no process yet",
            "decided_by": "Head of Letters",
        },
    },
    "no personal data": {"data/policies/personal": "none", "law/dpia": GONE, "law/processor_contract": GONE},
    "works council not affected": {"law/works_council": "not-affected"},
    "not done today": {
        "baseline": {"not_done_today": True},
        "roi/tasks_per_month": {"value": 6_000, "evidence": "logged"},
        "roi/other_value_per_task": {"value": 6, "evidence": "logged"},
        "roi/cash_share": GONE,
        "roi/redeployed_share": GONE,
        "roi/baseline_error_share": GONE,
        "actuals/2026-Q3/minutes_per_task": 2.1,
    },
    "in doubt, not worth measuring, mean above zero": {"/settings/payback_limit_months": 5, **PRICED},
}


def rows(table: dict[str, Spoils]) -> list[object]:
    """Return the rows of a table with their names as test ids."""
    return [pytest.param(spoils, id=name) for name, spoils in table.items()]


def verdict_on(aim: Stage, spoils: Spoils, live_at: Stage = Stage.DEMO) -> Verdict:
    """Return the verdict on the complete case with some facts spoiled."""
    return judge(spoiled(complete(aim, live_at), spoils))


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(GOES_ON))
def test_a_complete_case_goes_to_its_aim(aim: Stage, spoils: Spoils) -> None:
    """Rule 8: it pays and every gate of the aim holds, waived clauses included."""
    found = verdict_on(aim, spoils)
    assert (GO, 8, aim) == (found.kind, found.rule, found.stage)


@pytest.mark.parametrize(("live_at", "aim"), [(PILOT, PRODUCTION), (PRODUCTION, SCALE), (SCALE, SCALE)])
def test_a_complete_case_that_is_live_goes_on(live_at: Stage, aim: Stage) -> None:
    """Being live at a stage that is earned holds nothing back."""
    assert GO == verdict_on(aim, {}, live_at).kind


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(FRAMING))
def test_what_a_person_can_settle_today_is_to_decide(aim: Stage, spoils: Spoils) -> None:
    """Rule 3, at whatever stage is aimed at."""
    found = verdict_on(aim, spoils)
    assert (DECIDE, 3) == (found.kind, found.rule)


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(UNLAWFUL_OR_UNREAL))
def test_an_open_g1_is_to_harden_at_every_aim(aim: Stage, spoils: Spoils) -> None:
    """Rule 7: it pays, and G1 keeps even a pilot closed."""
    found = verdict_on(aim, spoils)
    assert (HARDEN, 7) == (found.kind, found.rule)


@pytest.mark.parametrize(
    ("table", "first_stopped"), [(UNTRUSTED, PRODUCTION), (UNSURVIVED, PRODUCTION), (UNPROVEN, SCALE)]
)
def test_an_open_gate_stops_only_what_it_guards(table: dict[str, Spoils], first_stopped: Stage) -> None:
    """Rules 7 and 8: G2 and G3 guard production, G4 guards scale; below them it is a GO."""
    expected = {
        (name, aim): GO if aim.order < first_stopped.order else HARDEN
        for name in table
        for aim in (PILOT, PRODUCTION, SCALE)
    }
    assert expected == {(name, aim): verdict_on(aim, table[name]).kind for name, aim in expected}


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(FAILED))
def test_facts_that_have_failed_stop_the_case(aim: Stage, spoils: Spoils) -> None:
    """Rule 2: said plainly, with its reasons, what would reopen it and what was learned."""
    found = verdict_on(aim, spoils)
    assert (STOP, 2) == (found.kind, found.rule)
    assert found.reasons and found.learned and len(found.readiness.reasons) == len(found.readiness.would_change)


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(UNMEASURED))
def test_an_open_baseline_is_measured_for_two_weeks_at_most(aim: Stage, spoils: Spoils) -> None:
    """Rule 5: the sprint has an end date."""
    found = verdict_on(aim, spoils)
    assert (MEASURE, 5, TODAY + dt.timedelta(days=14)) == (found.kind, found.rule, found.limits.until)


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION])
@pytest.mark.parametrize("spoils", rows(UNKNOWN_MONEY))
def test_money_without_figures_is_found_out_first(aim: Stage, spoils: Spoils) -> None:
    """Rule 5: missing or contradictory figures are named, never invented."""
    found = verdict_on(aim, spoils)
    assert (MEASURE, 5, Money.UNKNOWN) == (found.kind, found.rule, found.money)


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
@pytest.mark.parametrize("spoils", rows(LOSSES))
def test_money_that_loses_stops_the_case_although_every_gate_holds(aim: Stage, spoils: Spoils) -> None:
    """Rule 6, with the break-evens as what would change it."""
    found = verdict_on(aim, spoils)
    assert (STOP, 6) == (found.kind, found.rule)
    assert found.would_change and found.learned


@pytest.mark.parametrize("table", [FRAMING, UNLAWFUL_OR_UNREAL, UNMEASURED])
@pytest.mark.parametrize(("live_at", "aim"), [(PILOT, PRODUCTION), (PRODUCTION, SCALE)])
def test_what_is_live_without_g0_and_g1_is_pulled_back_to_demo(
    table: dict[str, Spoils], live_at: Stage, aim: Stage
) -> None:
    """Rule 1 comes before every other rule."""
    found = {name: verdict_on(aim, spoils, live_at) for name, spoils in table.items()}
    assert dict.fromkeys(table, (BACK, 1, Stage.DEMO)) == {
        name: (each.kind, each.rule, each.stage) for name, each in found.items()
    }


@pytest.mark.parametrize("table", [UNTRUSTED, UNSURVIVED])
def test_what_is_live_at_production_without_g2_and_g3_is_pulled_back_to_pilot(table: dict[str, Spoils]) -> None:
    """Rule 1: back to the stage that is earned."""
    found = {name: verdict_on(SCALE, spoils, PRODUCTION) for name, spoils in table.items()}
    assert dict.fromkeys(table, (BACK, PILOT)) == {name: (each.kind, each.stage) for name, each in found.items()}


@pytest.mark.parametrize("table", [UNTRUSTED, UNSURVIVED])
def test_a_pilot_that_aims_for_production_is_hardened(table: dict[str, Spoils]) -> None:
    """Rule 7: what is live at an earned stage stays there while the next gates are closed."""
    found = {name: verdict_on(PRODUCTION, spoils, PILOT).kind for name, spoils in table.items()}
    assert dict.fromkeys(table, HARDEN) == found


def test_live_above_its_stage_names_gates_and_date() -> None:
    """Rule 1: back to the earned stage, or the named gates closed by the date of the decision."""
    found = verdict_on(SCALE, {"/answers/all.fallback/level": 1}, PRODUCTION)
    assert "Take Letters back from Production to Pilot, or close 1\u00a0open clause by 18\u00a0December 2026." == (
        found.headline
    )
    assert "G2 Trusted has 1\u00a0open clause: there is a fallback." in found.reasons


def test_every_input_guessed_is_measured_before_production() -> None:
    """PAYS for Production needs half of the spread from measured inputs; unpriced measures are worth it."""
    case = complete(PRODUCTION)
    guessed: dict[str, object] = {
        f"roi/{name}/evidence": "guessed"
        for name in case.use_cases["letters"].roi.inputs
        if name != "review_share"
    }
    found = judge(spoiled(case, {**guessed, "actuals": GONE}))
    assert (MEASURE, 5, Money.DOUBTFUL) == (found.kind, found.rule, found.money)
    assert found.measure_first
    assert any("no measurement has a price yet" in reason for reason in found.reasons)


def test_a_segment_that_pays_alone_narrows_the_case() -> None:
    """Rule 4: it does not pay as a whole, one named segment does, with the full fixed cost on it."""
    found = verdict_on(PILOT, ONE_PART_PAYS)
    assert (NARROW, 4, "simple") == (found.kind, found.rule, found.segment)
    assert "Narrow Letters to Simple letters." == found.headline
    lower = verdict_on(PILOT, {**ONE_PART_PAYS, "segments/simple/name": "simple letters"})
    assert any(reason.startswith("Simple letters alone, ") for reason in lower.reasons)


DOUBTFUL_PILOT: Spoils = {
    "roi/run_days_per_month": {"value": 13, "evidence": "logged"},
    "roi/adoption_share": {"p5": 0.2, "p95": 0.9, "evidence": "estimated"},
    "actuals": GONE,
}


def test_a_pilot_that_costs_little_against_what_it_tells_is_the_measurement() -> None:
    """Rule 5: G0 and G1 hold and the pilot costs at most half of the value of perfect information."""
    found = verdict_on(PILOT, {**DOUBTFUL_PILOT, "limits/spend": 2_000})
    assert (GO, 5, PILOT) == (found.kind, found.rule, found.stage)


@pytest.mark.parametrize(
    "spoils",
    [
        pytest.param({"limits/spend": 500_000}, id="a pilot that costs more than it tells"),
        pytest.param({"limits/spend": 2_000, "law/dpia": "not-started"}, id="a pilot that may not open"),
        pytest.param({"limits/spend": 2_000, "aim": "production"}, id="an aim beyond the pilot"),
    ],
)
def test_else_the_inputs_are_measured(spoils: Spoils) -> None:
    """Rule 5: named inputs, how, and the most that each is worth."""
    found = verdict_on(PILOT, {**DOUBTFUL_PILOT, **spoils})
    assert (MEASURE, 5) == (found.kind, found.rule)
    assert [each.input_name for each in found.measure_first][:1] == ["adoption_share"]
    assert all(each.worth and each.method for each in found.measure_first)


def adoption_priced_at(cash: float) -> Spoils:
    """Return a price for measuring adoption, and one beyond reason for the other input that moves the money."""
    return {"measures": {"adoption_share": {"cash": cash}, "baseline_minutes": {"cash": 2_000_000}}}


def test_only_a_measure_worth_its_own_price_is_recommended() -> None:
    """An input is measured exactly while its own value of information exceeds the price of measuring it."""
    unpriced = {**DOUBTFUL_PILOT, "aim": "production"}
    worth = verdict_on(PILOT, unpriced).measure_first[0].worth
    assert worth is not None
    named = {
        factor: verdict_on(PILOT, {**unpriced, **adoption_priced_at(factor * worth)}) for factor in (0.99, 1.01)
    }
    assert MEASURE is named[0.99].kind
    assert ["adoption_share"] == [each.input_name for each in named[0.99].measure_first]
    assert MEASURE is not named[1.01].kind


def test_knowing_all_may_be_worth_more_than_any_single_measure() -> None:
    """Priced between the worth of one input and that of all: no single measure is worth it, as is said."""
    unpriced = {**DOUBTFUL_PILOT, "aim": "production"}
    found = verdict_on(PILOT, unpriced)
    worth, evpi = found.measure_first[0].worth, found.numbers["evpi"]
    assert worth is not None and evpi is not None and worth < evpi
    between = adoption_priced_at((worth + evpi) / 2)
    decided = verdict_on(PILOT, {**unpriced, **between})
    assert MEASURE is not decided.kind
    assert any("no single measurement is worth what it would cost" in reason for reason in decided.reasons)
    pilot = verdict_on(PILOT, {**DOUBTFUL_PILOT, "limits/spend": 2_000, **between})
    assert (GO, 5, ()) == (pilot.kind, pilot.rule, pilot.measure_first)


def test_a_hopeless_case_is_stopped_although_no_measure_is_priced() -> None:
    """What knowing everything is worth less than a person-day is not worth measuring, whatever it costs."""
    found = verdict_on(PILOT, LOSING)
    assert (STOP, 6, None) == (found.kind, found.rule, found.numbers["cheapest_measure"])
    assert MEASURE is verdict_on(PILOT, {"roi/run_days_per_month": {"value": 17, "evidence": "logged"}}).kind


def test_a_measure_is_priced_by_its_days_and_cash() -> None:
    """Days at the median day rate plus cash."""
    spoils = {**DOUBTFUL_PILOT, "aim": "production", "measures": {"adoption_share": {"days": 2, "cash": 100}}}
    found = verdict_on(PILOT, spoils)
    assert 1_400 == found.numbers["cheapest_measure"] == found.measure_first[0].price


def test_the_same_measure_twice_untouched_is_a_stop() -> None:
    """Rule 2: MEASURE does not stand for ever."""
    case = spoiled(complete(PILOT), {"baseline/evidence": "self-reported"})
    found = judge(case, previous_kind=MEASURE)
    assert (STOP, 2) == (found.kind, found.rule)
    assert GO == judge(complete(PILOT), previous_kind=MEASURE).kind


@pytest.mark.parametrize(
    ("ceiling", "kind", "money"),
    [(12, GO, Money.AFFORDABLE), (0.2, STOP, Money.LOSES)],
)
def test_a_mission_is_judged_by_its_signed_ceiling(ceiling: float, kind: VerdictKind, money: Money) -> None:
    """AFFORDABLE ranks as PAYS; a ceiling that is missed for sure loses."""
    spoils = {
        "worth": "mission",
        "mission": {"outcome": "letter", "ceiling": ceiling, "signed_by": "Board"},
        **PRICED,
    }
    found = verdict_on(PILOT, spoils)
    assert (kind, money) == (found.kind, found.money)


@pytest.mark.parametrize("missing", ["ceiling", "signed_by"])
def test_a_mission_without_a_signed_ceiling_is_unknown(missing: str) -> None:
    """Nobody may spend without a ceiling that somebody signed."""
    mission: dict[str, object] = {"outcome": "letter", "ceiling": 12, "signed_by": "Board"}
    del mission[missing]
    found = verdict_on(PILOT, {"worth": "mission", "mission": mission})
    assert (MEASURE, Money.UNKNOWN) == (found.kind, found.money)


def test_every_rule_is_reached() -> None:
    """Each of the eight rules decides some case above."""
    reached = {
        verdict_on(SCALE, {"owners/business": GONE}, PRODUCTION).rule,
        verdict_on(PILOT, FAILED["class prohibited"]).rule,
        verdict_on(PILOT, FRAMING["threshold gone"]).rule,
        verdict_on(PILOT, ONE_PART_PAYS).rule,
        verdict_on(PILOT, UNMEASURED["baseline gone"]).rule,
        verdict_on(PILOT, LOSSES["P(loss) raised"]).rule,
        verdict_on(PILOT, UNLAWFUL_OR_UNREAL["demonstration data"]).rule,
        verdict_on(PILOT, {}).rule,
    }
    assert set(range(1, 9)) == reached


@pytest.mark.parametrize("aim", [PILOT, PRODUCTION, SCALE])
def test_without_a_date_nothing_has_passed(aim: Stage) -> None:
    """Rules that depend on today do not fire when the assessment has no date."""
    passed = {LATEST: {"value": 81, "n": 400, **OWN}, "metric/by": dt.date(2026, 11, 19), "/assessment/date": GONE}
    assert STOP != verdict_on(aim, passed).kind
