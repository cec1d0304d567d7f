"""What the model takes for granted, in sentences: defaults, absent values, and typed values it cannot use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fortnight.core.base import Stage
from fortnight.core.phrase import joined, say
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
from fortnight.core.wording import Wording, inside_a_sentence

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


def assumptions(
    case: UseCase, resolution: Resolution, closing: Closing | None, wording: Wording
) -> tuple[str, ...]:
    """Return one sentence for each thing that the figures of `case` take for granted."""
    return (
        *_about_facts(case),
        *_about_the_roadmap(case, closing, wording),
        *_about_effect(case, resolution),
        *_about_certainty(resolution),
        *_about_values(case, resolution, wording),
    )


def _about_facts(case: UseCase) -> Iterator[str]:
    typed = case.roi.inputs
    if is_live(case):
        yield say("It is live already: nothing is left to harden, no ramp, and benefits run from the first month.")
        ignored = [name for name in GETTING_THERE if name in typed and name != "hardening_days"]
        if ignored:
            yield say("Not used, because it is live already: {inputs}.", inputs=_titles(ignored))
    if "hardening_days" not in typed and case.aim.order < Stage.PRODUCTION.order:
        yield say("The work counted here ends at {aim}, the aim, while the tasks are counted in full from then "
                  "on; what Production still asks for comes on top.", aim=case.aim.label)
    if case.language_model is False:
        yield say("No language model is called, so calls cost nothing.")
    elif not uses_price_list(case):
        unused = [name for name in PRICE_LIST_INPUTS if name in typed]
        if unused:
            yield say("The cost of one call comes from the invoice, so these are not used: {inputs}.",
                      inputs=_titles(unused))
    if "redeployed_share" in typed and not redeployment_counts(case):
        yield say("Redeployed time counts as nothing: nobody is named who puts it to its use "
                  "(owners.redeployment).")
    if case.baseline.not_done_today:
        yield say("Nobody does this work today, so no time is freed and value comes only from the output.")


def _about_the_roadmap(case: UseCase, closing: Closing | None, wording: Wording) -> Iterator[str]:
    if closing is None or is_live(case):
        return
    days = case.roi.inputs.get("hardening_days")
    shared = len(closing.shared_action_ids)
    if days is None and shared:
        count = wording.exact(shared)
        yield (
            say("{count} action of the plan serves other use cases too; the effort is counted in full here, and "
                "once where use cases are summed.", count=count)
            if wording.is_one(shared) else
            say("{count} actions of the plan serve other use cases too; the effort is counted in full here, and "
                "once where use cases are summed.", count=count)
        )
    if days is not None:
        yield say("Person-days to the aim are typed ({typed}); the roadmap's actions come to {planned}.",
                  typed=_range(days.low, days.high, wording),
                  planned=_range(closing.effort_days.min, closing.effort_days.max, wording))
    months = case.roi.inputs.get("hardening_months")
    if months is None:
        return
    typed = _range(months.low, months.high, wording)
    if closing.months is None:
        yield say("Months until go-live are typed ({typed}); the roadmap reaches no go-live with its actions and "
                  "capacity.", typed=typed)
    else:
        yield say("Months until go-live are typed ({typed}); the roadmap comes to {planned}.", typed=typed,
                  planned=wording.number(closing.months))


def _about_effect(case: UseCase, resolution: Resolution) -> Iterator[str]:
    """Yield what the comparison behind the effect of the AI does to its evidence."""
    if case.baseline.not_done_today:
        return
    comparison = case.baseline.comparison
    measured = [
        name for name in resolution.inputs
        if name in EFFECT_INPUTS and _claims_measurement(case, resolution.inputs[name])
    ]
    if not measured:
        return
    if comparison == "before-after":
        yield say("The effect of the AI rests on a comparison of before and after, so these count as estimated at "
                  "best, whatever was measured: {inputs}.", inputs=_titles(measured))
    elif comparison == "none":
        yield say("The effect of the AI rests on no comparison at all, so these count as estimated at best, "
                  "whatever was measured: {inputs}.", inputs=_titles(measured))
    elif comparison is None:
        yield say("Nobody said how the effect was compared with work without AI (baseline.comparison); the "
                  "evidence is taken as typed for: {inputs}.", inputs=_titles(measured))


def _claims_measurement(case: UseCase, found: ResolvedInput) -> bool:
    typed = case.roi.inputs.get(found.name)
    grade = typed.evidence if typed is not None and found.origin == "typed" else found.grade
    return found.origin == "measured" or (grade is not None and grade.is_measured)


def _about_certainty(resolution: Resolution) -> Iterator[str]:
    for name in _OUTCOME_SHARES:
        found = resolution.inputs.get(name)
        grade = found.grade if found is not None and found.quantity.value == 1 else None
        if grade is not None and not grade.is_measured:
            yield say("{input}: exactly 1 leaves no room for doubt, though nobody measured it.",
                      input=INPUTS[name].title)


def _about_values(case: UseCase, resolution: Resolution, wording: Wording) -> Iterator[str]:
    for name, found in resolution.inputs.items():
        partner = resolution.inputs.get(_MATTERS_ONLY_WITH.get(name, ""))
        if partner is not None and partner.quantity.value == 0:
            continue
        title, value = INPUTS[name].title, wording.given(found.quantity.low)
        if found.origin == "default":
            yield say("{input}: not given, so {value} is assumed ({source}).", input=title, value=value,
                      source=found.source)
        elif found.origin == "absent" and not _is_told_elsewhere(case, name):
            yield say("{input}: not given, so it counts as {value}.", input=title, value=value)


def _is_told_elsewhere(case: UseCase, name: str) -> bool:
    return (
        name in case.roi.inputs
        or (is_live(case) and name in GETTING_THERE)
        or (case.language_model is False and name in ("cost_per_call", "calls_per_task", "retry_share"))
        or (case.baseline.not_done_today and name in NOT_NEEDED_FOR_NEW_WORK)
    )


def _range(low: float, high: float, wording: Wording) -> str:
    return wording.span(wording.given(low), wording.given(high))


def _titles(names: list[str]) -> str:
    return joined(", ", tuple(inside_a_sentence(INPUTS[name].title) for name in names))
