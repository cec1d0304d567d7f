"""Which value each input of the money model takes, and where it comes from; no NumPy here.

Order: what was typed in `.roi`; what was measured in the latest period of `.actuals` (success and
adoption); the baseline station; the roadmap (days and months to the aim); a default with a source; what
leaving the input out means. What then is still empty is missing, and is never invented.

A case is *live* when it has reached its aim, or Production. It has nothing left to harden, no slip and no
ramp, so benefits run from month 1; person-days that are typed all the same are still to be spent, and
count. A case in pilot that aims for Production is not live in this sense: the way there is still to be paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fortnight.core.base import Stage
from fortnight.core.figures import Baseline
from fortnight.core.phrase import say
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.evidence import grade_after_comparison
from fortnight.core.roi.inputs import BASELINE_FIELDS, INPUTS, PRICE_LIST_INPUTS, TOKEN_INPUTS
from fortnight.core.use_case import Actuals, UseCase

Origin = Literal["typed", "measured", "baseline", "roadmap", "default", "absent"]

GETTING_THERE = ("hardening_months", "slip_months", "ramp_months", "hardening_days")
"""Inputs that are 0 for a live case."""

NOT_NEEDED_FOR_NEW_WORK = ("baseline_minutes", "baseline_error_share", "cash_share", "redeployed_share")
"""Work that nobody does today frees no time and makes no errors."""


@dataclass(frozen=True, slots=True)
class ResolvedInput:
    """One input with the quantity that the model starts from."""

    name: str
    quantity: Quantity
    grade: Evidence | None
    """None: what leaving it out means, or a default with a source; both are fixed."""
    origin: Origin
    source: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Every input that the model needs for a use case."""

    inputs: Mapping[str, ResolvedInput]
    missing: tuple[str, ...]


def is_live(case: UseCase) -> bool:
    """Return whether the case runs where it is meant to run: at its aim, or in Production."""
    if case.live_at is Stage.DEMO:
        return False
    return case.live_at.order >= min(case.aim.order, Stage.PRODUCTION.order)


def redeployment_counts(case: UseCase) -> bool:
    """Return whether somebody is named who puts freed time to its use."""
    return bool(case.owners.redeployment.strip())


def resolve(case: UseCase, closing: Closing | None) -> Resolution:
    """Return the value of each input in use and the names of those that are missing."""
    inputs: dict[str, ResolvedInput] = {}
    missing: list[str] = []
    for name in _names_in_use(case):
        found = _ruled_out(case, name) or _found(case, closing, name)
        if found is not None:
            inputs[name] = _graded(case, found)
        else:
            missing.append(name)
    if set(TOKEN_INPUTS) <= set(missing):
        missing = [name for name in missing if name not in TOKEN_INPUTS] + ["cost_per_call"]
    return Resolution(inputs, tuple(sorted(missing, key=list(INPUTS).index)))


def uses_price_list(case: UseCase) -> bool:
    """Return whether calls are priced by tokens rather than by an invoice, or not at all."""
    return case.language_model is not False and "cost_per_call" not in case.roi.inputs


def _names_in_use(case: UseCase) -> tuple[str, ...]:
    priced_by_tokens = uses_price_list(case)
    unused = {"cost_per_call"} if priced_by_tokens else set(PRICE_LIST_INPUTS)
    return tuple(name for name in INPUTS if name not in unused)


def _ruled_out(case: UseCase, name: str) -> ResolvedInput | None:
    """Return a zero for what the facts of the case leave no room for, whatever was typed."""
    typed = case.roi.inputs.get(name)
    is_zero = (
        (name == "cost_per_call" and case.language_model is False)
        or (name == "redeployed_share" and typed is not None and not redeployment_counts(case))
        or (name in GETTING_THERE and is_live(case) and not (name == "hardening_days" and typed is not None))
    )
    return _absent(name, 0.0) if is_zero else None


def _found(case: UseCase, closing: Closing | None, name: str) -> ResolvedInput | None:
    spec = INPUTS[name]
    typed = case.roi.inputs.get(name)
    if typed is not None:
        return ResolvedInput(name, typed, typed.evidence, "typed", typed.source)
    elsewhere = (
        _from_actuals(case.actuals, name) or _from_baseline(case.baseline, name) or _from_roadmap(closing, name)
    )
    if elsewhere is not None:
        return elsewhere
    if case.baseline.not_done_today and name in NOT_NEEDED_FOR_NEW_WORK:
        return _absent(name, 0.0)
    if spec.default is not None:
        return ResolvedInput(name, Quantity(value=spec.default), None, "default", spec.default_source)
    return None if spec.absent is None else _absent(name, spec.absent)


def _from_actuals(actuals: Mapping[str, Actuals], name: str) -> ResolvedInput | None:
    if name not in ("success_share", "adoption_share") or not actuals:
        return None
    dated = [(period.until.isoformat() if period.until else "", key) for key, period in actuals.items()]
    _until, latest = max(dated)
    value = getattr(actuals[latest], name)
    if value is None:
        return None
    source = actuals[latest].source or say("measured in {period}", period=latest)
    return ResolvedInput(name, Quantity(value=value), Evidence.LOGGED, "measured", source)


def _from_baseline(baseline: Baseline, name: str) -> ResolvedInput | None:
    quantity: Quantity | None = getattr(baseline, BASELINE_FIELDS[name]) if name in BASELINE_FIELDS else None
    if quantity is None:
        return None
    grade = quantity.evidence
    if grade is Evidence.GUESSED and baseline.evidence is not None:
        grade = baseline.evidence
    return ResolvedInput(name, quantity, grade, "baseline", quantity.source or baseline.sample)


def _from_roadmap(closing: Closing | None, name: str) -> ResolvedInput | None:
    quantity: Quantity | None = None
    if closing is not None and name == "hardening_days":
        effort = closing.effort_days
        quantity = (Quantity(min=effort.min, likely=effort.likely, max=effort.max) if effort.min < effort.max
                    else Quantity(value=effort.likely))
    elif closing is not None and name == "hardening_months" and closing.months is not None:
        quantity = Quantity(value=closing.months)
    if quantity is None:
        return None
    source = say("the roadmap's actions for the aim")
    return ResolvedInput(name, quantity, Evidence.ESTIMATED, "roadmap", source)


def _absent(name: str, value: float) -> ResolvedInput:
    return ResolvedInput(name, Quantity(value=value), None, "absent", "")


def _graded(case: UseCase, found: ResolvedInput) -> ResolvedInput:
    if found.grade is None or case.baseline.not_done_today:
        return found
    grade = grade_after_comparison(found.name, found.grade, case.baseline.comparison)
    return ResolvedInput(found.name, found.quantity, grade, found.origin, found.source)
