"""The month-by-month model of one use case, on all draws of a chunk at once.

Real terms, one currency, before tax, sunk cost left out. Inputs are arrays, one entry for each draw or a
single one where fixed. Months are rows, 1 to the horizon; draws are columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fortnight.core.roi.cost import cost_per_request
from fortnight.core.roi.finance import present_value
from fortnight.core.roi.sampling import Array, Values


@dataclass(frozen=True, slots=True)
class Frame:
    """Over how many months the money is counted, and at what rate a month."""

    months: int
    rate: float


@dataclass(frozen=True, slots=True)
class TaskEconomics:
    """What one task tried by AI brings and costs, in money."""

    minutes_saved: Array
    """Hands-on minutes today less those with AI; may be negative."""
    realised_share: Array
    """Share of freed time that counts: cash and redeployed."""
    calls: Array
    margin: Array
    benefit: Array
    """The positive parts of time, errors avoided and other value; margin = benefit - cost."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When things happen: four profiles over the months, or the present value of each."""

    work: Array
    """Tasks tried by AI, against today's volume at full adoption: growth times ramp."""
    live: Array
    """Share of the month that is live."""
    building: Array
    """Share of the build cost that falls into the month."""
    go_live: Array
    """1 in the month after go-live, when the change in work is paid."""

    def discounted(self, rate: float) -> Timing:
        """Return the present value of each profile at `rate` a month."""
        return Timing(
            present_value(self.work, rate),
            present_value(self.live, rate),
            present_value(self.building, rate),
            present_value(self.go_live, rate),
        )


@dataclass(frozen=True, slots=True)
class Amounts:
    """The sizes that the profiles scale, in money, volume in tasks a month."""

    volume: Array
    """Tasks a month tried by AI at today's volume and full adoption."""
    running: Array
    """A month."""
    build: Array
    change: Array


def task_economics(values: Values) -> TaskEconomics:
    """Return what one task brings and costs.

    A caught failure is done again by hand, with the errors of handwork; one that is not caught costs an
    error. Time gained counts as far as it is realised, time lost counts in full.
    """
    redone = (1 - values["success_share"]) * _caught(values)
    by_hand = values["baseline_minutes"]
    minutes = (
        values["operate_minutes"]
        + values["review_share"] * values["review_minutes"]
        + redone * (by_hand + values["rework_minutes"])
    )
    return economics_of(values, by_hand - minutes)


def economics_of(values: Values, minutes_saved: Array) -> TaskEconomics:
    """Return what one task brings and costs when it saves `minutes_saved`."""
    success = values["success_share"]
    failure = 1 - success
    caught = _caught(values)
    realised = np.minimum(values["cash_share"] + values["redeployed_share"], 1.0)
    gained = values["labour_cost_per_hour"] / 60 * realised * np.maximum(minutes_saved, 0)
    lost = values["labour_cost_per_hour"] / 60 * np.maximum(-minutes_saved, 0)
    today = values["baseline_error_share"]
    errors = values["cost_per_error"] * (failure * (1 - caught) + failure * caught * today - today)
    other = success * values["other_value_per_task"]
    calls = cost_per_request(values)
    return TaskEconomics(
        minutes_saved=minutes_saved,
        realised_share=realised,
        calls=calls,
        margin=gained - lost + other - errors - calls,
        benefit=gained + np.maximum(-errors, 0) + np.maximum(other, 0),
    )


def _caught(values: Values) -> Array:
    """Return the share of failures that somebody or something notices."""
    review = values["review_share"]
    caught: Array = review * values["caught_in_review_share"] + (1 - review) * values["caught_automatically_share"]
    return caught


def amounts(values: Values) -> Amounts:
    """Return volume, monthly cost, build cost and cost of the change."""
    day = values["day_rate"]
    return Amounts(
        volume=values["tasks_per_month"] * values["eligible_share"] * values["adoption_share"],
        running=values["run_days_per_month"] * day
        + values["platform_cost_per_month"]
        + values["licence_cost_per_user_month"] * values["users"],
        build=values["effort_overrun"] * values["hardening_days"] * day
        + values["slip_months"] * values["standing_days_per_month"] * day
        + values["one_off_cost"],
        change=values["change_cost"],
    )


def timing(values: Values, months: int) -> Timing:
    """Return the profiles over months 1 to `months`; go-live is in months from now and may be fractional."""
    go_live = values["hardening_months"] + values["slip_months"]
    ramp = values["ramp_months"]
    month = np.arange(1.0, months + 1)[:, np.newaxis]
    since = month - go_live
    live = np.clip(since, 0.0, 1.0)
    building = _building(go_live, month)
    adoption = _ramped(since, live, ramp)
    work = adoption * _growth(values["monthly_growth"], months)
    first_month = np.floor(go_live) + 1
    return Timing(work, live, building, (month == first_month).astype(np.float64))


def _building(go_live: Array, month: Array) -> Array:
    """Return the share of the build paid in each month before go-live.

    All of it falls inside the horizon, even when go-live does not; with go-live today, into month 1.
    """
    before = np.clip(go_live - month + 1, 0.0, 1.0)
    total = before.sum(axis=0)
    at_once = total == 0
    if at_once.any():
        before[0, at_once] = 1.0
        total = np.where(at_once, 1.0, total)
    before /= total
    return before


def _ramped(since: Array, live: Array, ramp: Array) -> Array:
    if not ramp.any():
        return live
    with_ramp = ramp > 0
    risen = np.clip(since / np.where(with_ramp, ramp, 1.0), 0.0, 1.0)
    return risen if with_ramp.all() else np.where(with_ramp, risen, live)


def _growth(monthly: Array, months: int) -> Array:
    """Return (1 + monthly)^t for months 1 to `months`."""
    powers = np.empty((months, len(monthly)))
    powers[0] = 1 + monthly
    for row in range(1, months):
        np.multiply(powers[row - 1], powers[0], out=powers[row])
    return powers


def net_value(economics: TaskEconomics, sizes: Amounts, when: Timing) -> Array:
    """Return the net cash flow of each month, or with discounted profiles the net present value."""
    flows: Array = (
        when.work * (sizes.volume * economics.margin)
        - when.live * sizes.running
        - when.building * sizes.build
        - when.go_live * sizes.change
    )
    return flows


def settled_month(economics: TaskEconomics, sizes: Amounts) -> Array:
    """Return the net benefit of a month at today's volume and settled adoption, before build cost."""
    benefit: Array = sizes.volume * economics.margin - sizes.running
    return benefit


def deepest_point(sums: Array) -> Array:
    """Return how far below zero each running sum goes at worst, as a positive amount."""
    deepest: Array = np.maximum(-sums.min(axis=0), 0.0)
    return deepest


