"""The money model as one loop over the months of one draw, written from its formulas for the tests alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass
class Loop:
    """What one draw comes to."""

    flows: list[float]
    npv: float
    roi: float | None
    payback: float
    discounted_payback: float
    peak: float
    margin: float
    cash_npv: float


def clamp(x: float) -> float:
    return min(max(x, 0.0), 1.0)


def payback(flows: list[float]) -> float:
    """The month at which the running sum crosses zero for good, interpolated; infinity for never."""
    sums, total = [0.0], 0.0
    for flow in flows:
        total += flow
        sums.append(total)
    if sums[-1] < 0:
        return math.inf
    month = len(flows)
    while month > 0 and sums[month] >= 0:
        month -= 1
    if month == 0:
        return 0.0
    return month + -sums[month] / (sums[month + 1] - sums[month])


def loop(v: Mapping[str, float], horizon: int, discount_rate: float) -> Loop:
    """Return what the inputs `v` come to."""
    s, review = v["success_share"], v["review_share"]
    caught = review * v["caught_in_review_share"] + (1 - review) * v["caught_automatically_share"]
    minutes = (
        v["operate_minutes"]
        + review * v["review_minutes"]
        + (1 - s) * caught * (v["baseline_minutes"] + v["rework_minutes"])
    )
    saved = v["baseline_minutes"] - minutes
    q0 = v["baseline_error_share"]
    errors = v["cost_per_error"] * ((1 - s) * (1 - caught) + (1 - s) * caught * q0 - q0)
    if "cost_per_call" in v:
        call = v["cost_per_call"]
    else:
        cached = v["cached_share"]
        call = (
            v["exchange_rate"]
            * (
                v["input_tokens"]
                * ((1 - cached) + cached * v["cached_price_ratio"])
                * v["input_price_per_million"]
                + v["output_tokens"] * v["output_price_per_million"]
            )
            / 1e6
            * (1 - v["batch_share"] * (1 - v["batch_price_ratio"]))
        )
    calls = v["calls_per_task"] * (1 + v["retry_share"]) * call
    other = s * v["other_value_per_task"]

    def time_with(freed: float) -> float:
        return v["labour_cost_per_hour"] / 60 * (freed * max(saved, 0) - max(-saved, 0))

    time = time_with(v["cash_share"] + v["redeployed_share"])
    margin = time + other - errors - calls

    g = v["hardening_months"] + v["slip_months"]
    build = (
        v["effort_overrun"] * v["hardening_days"] * v["day_rate"]
        + v["slip_months"] * v["standing_days_per_month"] * v["day_rate"]
        + v["one_off_cost"]
    )
    run = (
        v["run_days_per_month"] * v["day_rate"]
        + v["platform_cost_per_month"]
        + v["licence_cost_per_user_month"] * v["users"]
    )
    months = range(1, horizon + 1)
    built = [clamp(g - t + 1) for t in months]
    shares = [b / sum(built) for b in built] if sum(built) > 0 else [1.0] + [0.0] * (horizon - 1)
    i = (1 + discount_rate) ** (1 / 12) - 1
    flows, pv_benefits, pv_costs, pv_tasks = [], 0.0, 0.0, 0.0
    for t in months:
        live = clamp(t - g)
        ramp = v["ramp_months"]
        adoption = v["adoption_share"] * (clamp((t - g) / ramp) if ramp > 0 else live)
        tasks = v["tasks_per_month"] * (1 + v["monthly_growth"]) ** t * v["eligible_share"] * adoption
        change = v["change_cost"] if t == math.floor(g) + 1 else 0.0
        flows.append(tasks * margin - build * shares[t - 1] - live * run - change)
        discount = (1 + i) ** -t
        pv_benefits += discount * tasks * (max(time, 0) + max(-errors, 0) + max(other, 0))
        pv_costs += discount * (
            tasks * (max(-time, 0) + max(errors, 0) + max(-other, 0) + calls)
            + build * shares[t - 1]
            + live * run
            + change
        )
        pv_tasks += discount * tasks
    npv = sum(flow / (1 + i) ** t for t, flow in zip(months, flows, strict=True))
    lowest, total = 0.0, 0.0
    for flow in flows:
        total += flow
        lowest = min(lowest, total)
    return Loop(
        flows=flows,
        npv=npv,
        roi=(pv_benefits - pv_costs) / pv_costs if pv_costs > 0 else None,
        payback=payback(flows),
        discounted_payback=payback([flow / (1 + i) ** t for t, flow in zip(months, flows, strict=True)]),
        peak=-lowest,
        margin=margin,
        cash_npv=npv + pv_tasks * (time_with(v["cash_share"]) - time),
    )
