"""The money model in plain NumPy: whole arrays, one loop over the months, no care for memory.

What anybody would write from the formulas on an afternoon; the yardstick for the speed of the product and a
second opinion on its figures. It imports nothing from the product.
"""

from __future__ import annotations

import numpy as np

Z95 = 1.6448536269514722

UNCERTAIN = {
    "tasks_per_month": ("log", 3500, 5000),
    "monthly_growth": ("plain", -0.002, 0.012),
    "baseline_minutes": ("log", 12, 16),
    "labour_cost_per_hour": ("log", 40, 62),
    "baseline_error_share": ("logit", 0.01, 0.05),
    "eligible_share": ("logit", 0.6, 0.8),
    "adoption_share": ("logit", 0.4, 0.8),
    "ramp_months": ("log", 2, 7),
    "operate_minutes": ("log", 0.8, 2.6),
    "review_minutes": ("log", 1.5, 3.5),
    "rework_minutes": ("log", 1.7, 5.2),
    "cash_share": ("logit", 0.1, 0.3),
    "redeployed_share": ("logit", 0.2, 0.5),
    "other_value_per_task": ("plain", -0.1, 0.6),
    "success_share": ("logit", 0.75, 0.92),
    "caught_in_review_share": ("logit", 0.8, 0.95),
    "cost_per_error": ("log", 30, 100),
    "calls_per_task": ("log", 1.7, 5.2),
    "input_tokens": ("log", 2000, 6000),
    "run_days_per_month": ("log", 2, 7),
    "day_rate": ("log", 450, 950),
    "hardening_days": ("log", 40, 120),
    "effort_overrun": ("log", 0.9, 2.5),
    "hardening_months": ("log", 2.5, 7),
    "slip_months": ("log", 0.5, 3),
}
"""25 inputs: the scale on which each is normal, its P5 and its P95."""

FIXED = {
    "review_share": 1.0,
    "caught_automatically_share": 0.0,
    "retry_share": 0.05,
    "output_tokens": 400.0,
    "input_price_per_million": 3.0,
    "output_price_per_million": 15.0,
    "cached_share": 0.3,
    "cached_price_ratio": 0.1,
    "batch_share": 0.0,
    "batch_price_ratio": 0.5,
    "exchange_rate": 0.92,
    "platform_cost_per_month": 800.0,
    "licence_cost_per_user_month": 0.0,
    "users": 0.0,
    "standing_days_per_month": 10.0,
    "change_cost": 12000.0,
    "one_off_cost": 15000.0,
}

NAIVE = {"cash_share": 1.0, "redeployed_share": 0.0, "adoption_share": 1.0, "success_share": 1.0,
         "review_share": 0.0, "cost_per_error": 0.0, "effort_overrun": 1.0, "slip_months": 0.0}


def on_scale(scale, normal):
    """Return what a point of a normal scale stands for."""
    if scale == "log":
        return np.exp(normal)
    return 1 / (1 + np.exp(-normal)) if scale == "logit" else normal


def parameters(scale, p5, p95):
    """Return mean and standard deviation on the normal scale."""
    to = {"log": np.log, "logit": lambda share: np.log(share / (1 - share)), "plain": float}[scale]
    return (to(p5) + to(p95)) / 2, (to(p95) - to(p5)) / (2 * Z95)


def draw(draws, seed):
    """Return independent draws of every input."""
    rng = np.random.default_rng(seed)
    values = dict(FIXED)
    for name, (scale, p5, p95) in UNCERTAIN.items():
        centre, spread = parameters(scale, p5, p95)
        values[name] = on_scale(scale, rng.normal(centre, spread, draws))
    return values


def margin_per_task(v):
    """Return margin and benefit of one task."""
    failure = 1 - v["success_share"]
    caught = (v["review_share"] * v["caught_in_review_share"]
              + (1 - v["review_share"]) * v["caught_automatically_share"])
    minutes = (v["operate_minutes"] + v["review_share"] * v["review_minutes"]
               + failure * caught * (v["baseline_minutes"] + v["rework_minutes"]))
    saved = v["baseline_minutes"] - minutes
    time = v["labour_cost_per_hour"] / 60 * (
        (v["cash_share"] + v["redeployed_share"]) * np.maximum(saved, 0) - np.maximum(-saved, 0))
    q0 = v["baseline_error_share"]
    errors = v["cost_per_error"] * (failure * (1 - caught) + failure * caught * q0 - q0)
    tokens_in = v["input_tokens"] * ((1 - v["cached_share"]) + v["cached_share"] * v["cached_price_ratio"])
    call = (v["exchange_rate"]
            * (tokens_in * v["input_price_per_million"] + v["output_tokens"] * v["output_price_per_million"]) / 1e6
            * (1 - v["batch_share"] * (1 - v["batch_price_ratio"])))
    other = v["success_share"] * v["other_value_per_task"]
    margin = time + other - errors - v["calls_per_task"] * (1 + v["retry_share"]) * call
    return margin, np.maximum(time, 0) + np.maximum(-errors, 0) + np.maximum(other, 0)


def months(v, horizon, rate, draws):
    """Return net cash flow by month, its present value, and the present value of the benefits."""
    go_live = v["hardening_months"] + v["slip_months"] + np.zeros(draws)
    ramp = v["ramp_months"]
    margin, benefit = margin_per_task(v)
    build = (v["effort_overrun"] * v["hardening_days"] * v["day_rate"]
             + v["slip_months"] * v["standing_days_per_month"] * v["day_rate"] + v["one_off_cost"])
    run = (v["run_days_per_month"] * v["day_rate"] + v["platform_cost_per_month"]
           + v["licence_cost_per_user_month"] * v["users"])
    built = np.zeros(draws)
    for t in range(1, horizon + 1):
        built = built + np.clip(go_live - t + 1, 0, 1)
    flows, npv, benefits = [], np.zeros(draws), np.zeros(draws)
    for t in range(1, horizon + 1):
        live = np.clip(t - go_live, 0, 1)
        adoption = v["adoption_share"] * np.clip((t - go_live) / ramp, 0, 1)
        tasks = v["tasks_per_month"] * (1 + v["monthly_growth"]) ** t * v["eligible_share"] * adoption
        flow = (tasks * margin - build * np.clip(go_live - t + 1, 0, 1) / built - live * run
                - (np.floor(go_live) + 1 == t) * v["change_cost"])
        flows.append(flow)
        npv += flow / (1 + rate) ** t
        benefits += tasks * benefit / (1 + rate) ** t
    return np.array(flows), npv, benefits


def payback(sums):
    """Return the month, interpolated, after which each running sum stays at or above zero."""
    horizon, draws = sums.shape
    last = np.where(sums < 0, np.arange(1, horizon + 1)[:, None], 0).max(axis=0)
    columns = np.arange(draws)
    below, above = sums[np.maximum(last - 1, 0), columns], sums[np.minimum(last, horizon - 1), columns]
    with np.errstate(divide="ignore", invalid="ignore"):
        found = last - below / (above - below)
    return np.where(last == horizon, np.inf, np.where(last == 0, 0, found))


def gain_from_knowing(npv, by, bins):
    """Return the value of knowing input `by` before deciding, from bins of equal count."""
    means = [part.mean() for part in np.array_split(npv[np.argsort(by)], bins)]
    return np.maximum(means, 0).mean() - max(npv.mean(), 0)


def medians():
    """Return every input at its median."""
    return FIXED | {name: on_scale(scale, parameters(scale, p5, p95)[0])
                    for name, (scale, p5, p95) in UNCERTAIN.items()}


def tornado(horizon, rate):
    """Return the NPV of the median case with each input at its P10 and its P90."""
    bars = {}
    for name, (scale, p5, p95) in UNCERTAIN.items():
        centre, spread = parameters(scale, p5, p95)
        ends = [on_scale(scale, centre + side * 1.2815515655446004 * spread) for side in (-1, 1)]
        bars[name] = [float(months(medians() | {name: end}, horizon, rate, 1)[1][0]) for end in ends]
    return bars


def simulate(draws, horizon=36, discount_rate=0.10, seed=1):
    """Return what the product's result says, in a dict."""
    rate = (1 + discount_rate) ** (1 / 12) - 1
    v = draw(draws, seed)
    flows, npv, benefits = months(v, horizon, rate, draws)
    sums = np.cumsum(flows, axis=0)
    factors = (1 + rate) ** -np.arange(1.0, horizon + 1)[:, None]
    paid, paid_discounted = payback(sums), payback(np.cumsum(flows * factors, axis=0))
    peak = np.maximum(-sums.min(axis=0), 0)
    margin = margin_per_task(v)[0]
    cash = months(v | {"redeployed_share": 0.0}, horizon, rate, draws)[1]
    naive = months(v | NAIVE, horizon, rate, draws)[1]
    rng = np.random.default_rng(seed)
    bins = round(draws ** (1 / 3))
    floor = max(gain_from_knowing(npv, rng.random(draws), bins) for _ in range(20))
    points = (10, 50, 90)
    return {
        "npv": np.percentile(npv, points),
        "mean_npv": npv.mean(),
        "roi": np.percentile(npv / (benefits - npv), points),
        "payback": np.percentile(paid, points, method="inverted_cdf"),
        "discounted_payback": np.percentile(paid_discounted, points, method="inverted_cdf"),
        "loss": (npv < 0).mean(),
        "margin": np.percentile(margin, points),
        "peak": np.percentile(peak, 90),
        "cash": np.percentile(cash, points),
        "naive": np.percentile(naive, points),
        "evpi": np.maximum(npv, 0).mean() - max(npv.mean(), 0),
        "worth": {name: gain_from_knowing(npv, v[name], bins) for name in UNCERTAIN},
        "floor": floor,
        "tornado": tornado(horizon, rate),
        "fan": np.percentile(sums, points, axis=1),
    }
