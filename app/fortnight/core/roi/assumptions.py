"""What the model takes for granted, in sentences: defaults, absent values, and typed values it cannot use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.evidence import EFFECT_INPUTS
from fortnight.core.roi.inputs import INPUTS, PRICE_LIST_INPUTS
from fortnight.core.roi.resolve import (
    GETTING_THERE,
    NOT_NEEDED_FOR_NEW_WORK,
    Resolution,
    ResolvedInput,
    is_live,
    redeployment_counts,
    uses_price_list,
)
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording

_MATTERS_ONLY_WITH: Mapping[str, str] = {
    "cached_price_ratio": "cached_share",
    "batch_price_ratio": "batch_share",
    "review_minutes": "review_share",
    "caught_in_review_share": "review_share",
    "users": "licence_cost_per_user_month",
    "standing_days_per_month": "slip_months",
}
"""An input that is not worth a sentence while the other one is 0."""

_OUTCOME_SHARES = ("success_share", "adoption_share", "cash_share", "caught_in_review_share",
                   "caught_automatically_share")


def assumptions(case: UseCase, resolution: Resolution, closing: Closing | None) -> tuple[str, ...]:
    """Return one sentence for each thing that the figures of `case` take for granted."""
    return (
        *_about_facts(case),
        *_about_the_roadmap(case, closing),
        *_about_effect(case, resolution),
        *_about_certainty(resolution),
        *_about_values(case, resolution),
    )


def _about_facts(case: UseCase) -> Iterator[str]:
    typed = case.roi.inputs
    if is_live(case):
        yield "It is live already: nothing is left to harden, no ramp, and benefits run from the first month."
        ignored = [INPUTS[name].title for name in GETTING_THERE if name in typed and name != "hardening_days"]
        if ignored:
            yield f"Not used, because it is live already: {_list(ignored)}."
    if case.language_model is False:
        yield "No language model is called, so calls cost nothing."
    elif not uses_price_list(case):
        unused = [INPUTS[name].title for name in PRICE_LIST_INPUTS if name in typed]
        if unused:
            yield f"The cost of one call comes from the invoice, so these are not used: {_list(unused)}."
    if "redeployed_share" in typed and not redeployment_counts(case):
        yield ("Redeployed time counts as nothing: nobody is named who puts it to its use "
               "(owners.redeployment).")
    if case.baseline.not_done_today:
        yield "Nobody does this work today, so no time is freed and value comes only from the output."


def _about_the_roadmap(case: UseCase, closing: Closing | None) -> Iterator[str]:
    if closing is None or is_live(case):
        return
    wording = Wording()
    days = case.roi.inputs.get("hardening_days")
    shared = len(closing.shared_action_ids)
    if days is None and shared:
        serve = "action of the plan serves" if shared == 1 else "actions of the plan serve"
        yield (f"{wording.exact(shared)} {serve} other use cases too; the effort is counted in full here, and "
               "once where use cases are summed.")
    if days is not None:
        plan = _typed_range(closing.effort_days.min, closing.effort_days.max)
        yield (f"Person-days to the aim are typed ({_typed_range(days.low, days.high)}); "
               f"the roadmap's actions come to {plan}.")
    months = case.roi.inputs.get("hardening_months")
    if months is not None:
        plan = ("reaches no go-live with its actions and capacity" if closing.months is None
                else f"comes to {wording.number(closing.months)}")
        yield f"Months until go-live are typed ({_typed_range(months.low, months.high)}); the roadmap {plan}."


def _about_effect(case: UseCase, resolution: Resolution) -> Iterator[str]:
    """Yield what the comparison behind the effect of the AI does to its evidence."""
    if case.baseline.not_done_today:
        return
    comparison = case.baseline.comparison
    measured = [
        INPUTS[name].title for name in resolution.inputs
        if name in EFFECT_INPUTS and _claims_measurement(case, resolution.inputs[name])
    ]
    if not measured:
        return
    if comparison in ("before-after", "none"):
        how = "a comparison of before and after" if comparison == "before-after" else "no comparison at all"
        yield (f"The effect of the AI rests on {how}, so these count as estimated at best, whatever was measured: "
               f"{_list(measured)}.")
    elif comparison is None:
        yield (f"Nobody said how the effect was compared with work without AI (baseline.comparison); the evidence "
               f"is taken as typed for: {_list(measured)}.")


def _claims_measurement(case: UseCase, found: ResolvedInput) -> bool:
    typed = case.roi.inputs.get(found.name)
    grade = typed.evidence if typed is not None and found.origin == "typed" else found.grade
    return found.origin == "measured" or (grade is not None and grade.is_measured)


def _about_certainty(resolution: Resolution) -> Iterator[str]:
    for name in _OUTCOME_SHARES:
        found = resolution.inputs.get(name)
        grade = found.grade if found is not None and found.quantity.value == 1 else None
        if grade is not None and not grade.is_measured:
            yield f"{INPUTS[name].title}: exactly 1 leaves no room for doubt, though nobody measured it."


def _about_values(case: UseCase, resolution: Resolution) -> Iterator[str]:
    for name, found in resolution.inputs.items():
        spec = INPUTS[name]
        partner = resolution.inputs.get(_MATTERS_ONLY_WITH.get(name, ""))
        if partner is not None and partner.quantity.value == 0:
            continue
        value = Wording().given(found.quantity.low)
        if found.origin == "default":
            yield f"{spec.title}: not given, so {value} is assumed ({found.source})."
        elif found.origin == "absent" and not _is_told_elsewhere(case, name):
            yield f"{spec.title}: not given, so it counts as {value}."


def _is_told_elsewhere(case: UseCase, name: str) -> bool:
    return (
        name in case.roi.inputs
        or (is_live(case) and name in GETTING_THERE)
        or (case.language_model is False and name in ("cost_per_call", "calls_per_task", "retry_share"))
        or (case.baseline.not_done_today and name in NOT_NEEDED_FOR_NEW_WORK)
    )


def _typed_range(low: float, high: float) -> str:
    wording = Wording()
    return wording.given(low) if low == high else f"{wording.given(low)} to {wording.given(high)}"


def _list(titles: list[str]) -> str:
    return ", ".join(title[:1].lower() + title[1:] for title in titles)
