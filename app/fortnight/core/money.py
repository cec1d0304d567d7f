"""What the simulated money says about a use case, and whether it is worth measuring before deciding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fortnight.core.assessment import Assessment, Settings
from fortnight.core.base import Stage
from fortnight.core.measures import MeasureFirst, cheapest_price, day_rate_of, measures_first, title_of
from fortnight.core.phrase import say
from fortnight.core.roi.checks import without_place
from fortnight.core.roi.results import RoiResult, SegmentResult
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording, sentence


class Money(StrEnum):
    """What the simulated money says."""

    UNKNOWN = "UNKNOWN"
    PAYS = "PAYS"
    AFFORDABLE = "AFFORDABLE"
    DOUBTFUL = "DOUBTFUL"
    LOSES = "LOSES"

    @property
    def is_good(self) -> bool:
        """Whether it ranks as PAYS."""
        return self in (Money.PAYS, Money.AFFORDABLE)


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """The money of one use case as the rules of the verdict read it."""

    money: Money
    reasons: tuple[str, ...]
    """Sentences with the numbers behind it."""
    knowing_pays: bool
    """DOUBTFUL or LOSES, and knowing everything is worth more than the cheapest measure, or one person-day."""
    measures: tuple[MeasureFirst, ...]
    """The measures that are worth their price, where knowing pays at all."""
    cheapest_measure: float | None
    """The price of the cheapest measure that has one."""
    mean_is_good: bool
    """Which way a doubtful case falls that is not worth measuring."""

    @property
    def worth_measuring(self) -> bool:
        """Whether at least one measure is worth its price."""
        return bool(self.measures)

    @property
    def ranks_as_pays(self) -> bool:
        """Whether the case goes on: it pays, is affordable, or falls that way without being worth measuring."""
        falls = self.money is Money.DOUBTFUL and not self.worth_measuring and self.mean_is_good
        return self.money.is_good or falls


def read_money(assessment: Assessment, case_id: str, roi: RoiResult) -> MoneyReading:
    """Return what the money says, by the cut-offs of the settings.

    PAYS when the probability of loss is at most `pays_max_loss`, payback at the percentile of the settings is
    inside the limit and, for Production and Scale, at least `pays_min_measured_share` of the variance comes from
    measured inputs (no variance counts as measured). LOSES when the probability of loss, or that of a margin per
    task that is not positive, is too high, or when no uncertain lever reaches its break-even inside its range. A
    case of worth "mission" is AFFORDABLE when its cost per outcome is under the signed ceiling with the
    probability of the settings, and LOSES when it misses it with the probability at which money loses. A doubtful
    one falls by the mean NPV, a doubtful mission by whether it is under its ceiling in half of the draws.
    """
    case, settings = assessment.use_cases[case_id], assessment.settings
    words = Wording(assessment.assessment.language, assessment.assessment.currency)
    missing = _missing(case, roi)
    if missing or not roi.has_figures:
        return MoneyReading(Money.UNKNOWN, tuple(_why_unknown(missing, roi, words)), False, (), None, False)
    if case.worth == "mission":
        money, reasons = _mission(case, settings, roi, words)
        mean_is_good = (roi.probability_under_ceiling or 0.0) >= 0.5
    else:
        money, reasons = _paying(case.aim, settings, roi, words)
        mean_is_good = (roi.mean_npv or 0.0) > 0
    cheapest = cheapest_price(case, roi)
    knowing_pays = money in (Money.DOUBTFUL, Money.LOSES) and _knowing_pays(case, roi, cheapest)
    return MoneyReading(
        money,
        tuple(reasons),
        knowing_pays=knowing_pays,
        measures=measures_first(case, roi) if knowing_pays else (),
        cheapest_measure=cheapest,
        mean_is_good=mean_is_good,
    )


def paying_segment(assessment: Assessment, case_id: str, roi: RoiResult) -> SegmentResult | None:
    """Return the segment of highest mean NPV among those that pay alone, with the full fixed cost."""
    case, settings = assessment.use_cases[case_id], assessment.settings
    paying = [
        segment
        for segment in roi.segments
        if segment.probability_of_loss <= settings.pays_max_loss
        and segment.payback_p80 is not None
        and segment.payback_p80 <= settings.payback_limit_months
        and _measured_enough(case.aim, settings, segment.measured_share)
    ]
    return max(paying, key=lambda segment: segment.mean_npv, default=None)


def _why_unknown(missing: list[str], roi: RoiResult, words: Wording) -> Iterator[str]:
    """Yield what is missing, then each problem with the figures."""
    if missing:
        yield say("Without these figures nobody can say whether it pays: {inputs}.", inputs=words.join(missing))
    for problem in roi.problems:
        yield sentence(say("The figures contradict one another: {problem}",
                           problem=without_place(problem)))


def _knowing_pays(case: UseCase, roi: RoiResult, cheapest: float | None) -> bool:
    """Return whether knowing everything is worth more than the cheapest priced measure.

    Without a price it is, unless knowing everything is worth less than the one person-day that no measurement does
    without. For a mission the value of information is not in money, so it cannot say so.
    """
    if cheapest is None:
        return case.worth == "mission" or (roi.evpi or 0.0) > (day_rate_of(roi) or 0.0)
    return (roi.evpi or 0.0) > cheapest


def _missing(case: UseCase, roi: RoiResult) -> list[str]:
    missing = [title_of(name) for name in roi.missing]
    if case.worth == "mission":
        if case.mission.ceiling is None:
            missing.append(say("the ceiling for the cost of an outcome"))
        if not case.mission.signed_by.strip():
            missing.append(say("who signed that ceiling"))
    return missing


def _measured_enough(aim: Stage, settings: Settings, measured_share: float | None) -> bool:
    asked = aim.order >= Stage.PRODUCTION.order
    return not asked or measured_share is None or measured_share >= settings.pays_min_measured_share


def _paying(aim: Stage, settings: Settings, roi: RoiResult, words: Wording) -> tuple[Money, list[str]]:
    loss, payback = roi.probability_of_loss, roi.payback_limit_percentile
    assert loss is not None
    limit = words.count(settings.payback_limit_months, "month", "months")
    in_time = payback is not None and payback <= settings.payback_limit_months
    measured = _measured_enough(aim, settings, roi.measured_share)
    reasons = _loss_sentences(settings, roi, words)
    percentile = words.percent(settings.pays_payback_percentile)
    if payback is None:
        reasons.append(say("There is no month by which {percentile} of the draws have paid back; {limit} are "
                           "allowed.", percentile=percentile, limit=limit))
    else:
        reasons.append(say("In {percentile} of the draws it pays back within {payback} months; {limit} are "
                           "allowed.", percentile=percentile, payback=words.number(payback), limit=limit))
    if aim.order >= Stage.PRODUCTION.order and roi.measured_share is not None:
        reasons.append(say("Of the spread {share} comes from measured inputs; {stage} asks for at least {least}.",
                           share=words.percent(roi.measured_share), stage=aim.label,
                           least=words.percent(settings.pays_min_measured_share)))
    if loss <= settings.pays_max_loss and in_time and measured:
        return Money.PAYS, reasons
    against = _against(settings, roi, words)
    if against or loss >= settings.loses_min_loss:
        return Money.LOSES, [*_loss_sentences(settings, roi, words), *against]
    return Money.DOUBTFUL, reasons


def _against(settings: Settings, roi: RoiResult, words: Wording) -> list[str]:
    """Return what makes it LOSES apart from the probability of loss itself."""
    found: list[str] = []
    no_margin = roi.probability_margin_not_positive
    if no_margin is not None and no_margin >= settings.loses_min_margin_loss:
        found.append(say("In {chance} of the draws a task costs more than it brings in, so volume makes it worse.",
                         chance=words.chance(no_margin)))
    uncertain = [lever for lever in roi.break_even if lever.uncertain]
    if uncertain and not any(lever.inside_range for lever in uncertain):
        titles = words.join(title_of(lever.input_name) for lever in uncertain)
        found.append(say("No lever reaches its break-even inside its 90% range: {inputs}.", inputs=titles))
    return found


def _loss_sentences(settings: Settings, roi: RoiResult, words: Wording) -> list[str]:
    assert roi.probability_of_loss is not None
    said: list[str] = [
        say("The chance of a loss is {chance}, the cost to get there included; at most {most} counts as paying.",
            chance=words.chance(roi.probability_of_loss), most=words.percent(settings.pays_max_loss))
    ]
    if roi.npv is not None and roi.npv.p10 is not None and roi.npv.p90 is not None:
        said.append(say("In 8 of 10 draws its net present value is {range}.",
                        range=words.money_range(roi.npv.p10, roi.npv.p90)))
    return said


def _mission(case: UseCase, settings: Settings, roi: RoiResult, words: Wording) -> tuple[Money, list[str]]:
    under = roi.probability_under_ceiling
    assert under is not None and case.mission.ceiling is not None
    reasons: list[str] = [
        say("The cost for each {outcome} is under the ceiling of {ceiling}, signed by {signer}, in {chance} of "
            "the draws; {least} are asked for.",
            outcome=case.mission.outcome.strip() or say("outcome"),
            ceiling=words.money_exact(case.mission.ceiling), signer=case.mission.signed_by.strip(),
            chance=words.chance(under), least=words.percent(settings.mission_min_confidence))
    ]
    if under >= settings.mission_min_confidence:
        return Money.AFFORDABLE, reasons
    return (Money.LOSES if 1 - under >= settings.loses_min_loss else Money.DOUBTFUL), reasons
