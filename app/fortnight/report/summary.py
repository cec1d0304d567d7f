"""Page one: the five sentences on decision, money, condition, blocks and the two weeks without the team."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.roi.checks import without_place
from fortnight.core.roi.results import BreakEven, Percentiles
from fortnight.core.wording import inside_a_sentence, sentence
from fortnight.report.basis import MANY, Basis, CaseBasis, shorten
from fortnight.report.blocks import blocks_sentence
from fortnight.report.decision import decision_sentence
from fortnight.report.inputs import input_text, name_inputs
from fortnight.report.views import SummarySentence

_CONDITIONS = {
    "minutes_saved_per_task": "minutes", "adoption_share": "adoption", "cash_and_redeployed_share": "realised",
    "success_share": "success", "tasks_per_month": "volume", "baseline_minutes": "baseline",
}
"""Break-evens that a sentence can be made of, in the order in which they are named."""

_LONGEST_EVENT = 90


def five_sentences(basis: Basis) -> tuple[SummarySentence, ...]:
    """Return the five sentences of page one, in order."""
    made = (
        ("decision", decision_sentence(basis)), ("money", money_sentence(basis)),
        ("condition", condition_sentence(basis)), ("blocks", blocks_sentence(basis)),
        ("without_team", without_team_sentence(basis)),
    )
    label = basis.words.say
    return tuple(SummarySentence(key, label(f"summary.{key}"), basis.opening(text)) for key, text in made)


def lead_case(basis: Basis) -> CaseBasis | None:
    """Return the use case worth most among those that go on, else of all; None without figures."""
    with_figures = [case for case in basis.cases if case.result.roi.has_figures]
    going_on = [case for case in with_figures if case.goes_on]
    return max(going_on or with_figures, key=lambda case: case.result.roi.mean_npv or 0.0, default=None)


def money_sentence(basis: Basis) -> str:
    """Return what the plan is worth, how likely it loses, and what it puts at risk."""
    words = basis.words
    if not basis.cases:
        return words.say("money.none")
    if len(basis.cases) == 1:
        return _money_of_one(basis, basis.cases[0])
    portfolio = basis.evaluation.portfolio
    if portfolio is None:
        best = lead_case(basis)
        if best is None:
            return words.say("money.no_figures", count=words.form.numeral(len(basis.cases)))
        return words.say("money.all_stopped", name=best.name, middle=words.form.money(best.middle or 0.0))
    extra = _left_out(basis, portfolio.use_case_ids)
    if len(portfolio.use_case_ids) == 1:
        case = next(case for case in basis.cases if case.case_id == portfolio.use_case_ids[0])
        subject, many = words.say("money.one_counted", name=case.name), False
        extra = _shared(basis, case) + extra
        if case.segment is not None:
            subject = words.say("money.one_narrowed", name=case.name, segment=basis.segment_name(case.segment))
    else:
        count = words.form.numeral(len(portfolio.use_case_ids))
        subject, many = words.say("money.together", count=count, narrowed=_narrowed(basis)), True
    return _money(basis, subject, portfolio.npv, portfolio.probability_of_loss, portfolio.peak_cash_at_risk, extra,
                  many=many)


def _money_of_one(basis: Basis, case: CaseBasis) -> str:
    words, roi = basis.words, case.result.roi
    if roi.npv is None:
        return _no_figure(basis, case)
    if case.use_case.worth == "mission" and roi.cost_per_outcome is not None:
        return _mission(basis, case, roi.cost_per_outcome)
    portfolio = basis.evaluation.portfolio
    shared = _shared(basis, case)
    if portfolio is not None and (shared or case.segment is not None):
        subject = case.name
        if case.segment is not None:
            subject = words.say("money.segment", name=case.name, segment=basis.segment_name(case.segment))
        return _money(basis, subject, portfolio.npv, portfolio.probability_of_loss, portfolio.peak_cash_at_risk,
                      shared, many=False)
    return _money(basis, case.name, roi.npv, roi.probability_of_loss or 0.0, roi.peak_cash_at_risk or 0.0, "",
                  many=False)


def _shared(basis: Basis, case: CaseBasis) -> str:
    """Return that the figure counts costs which the tables of single use cases leave out, or nothing."""
    costs = basis.assessment.shared_costs.values()
    return basis.words.say("money.shared") if any(cost.is_carried_by(case.case_id) for cost in costs) else ""


def _left_out(basis: Basis, counted: Sequence[str]) -> str:
    """Return which use cases the plan does not count, and why; by number where use cases are many."""
    words = basis.words
    left_out = [case for case in basis.cases if case.case_id not in counted]
    groups = {"stopped": [case for case in left_out if not case.goes_on],
              "without_figures": [case for case in left_out if case.goes_on]}
    said = []
    for key, cases in groups.items():
        if cases:
            names = (words.form.join(case.name for case in cases) if len(basis.cases) <= MANY
                     else words.say("money.number_left_out", count=words.form.numeral(len(cases))))
            said.append(words.say(f"money.{key}", n=len(cases), names=names))
    return "".join(said)


def _narrowed(basis: Basis) -> str:
    """Return which use cases count as one of their segments, in brackets, or nothing."""
    words = basis.words
    parts = [words.say("money.counted_as", name=case.name, segment=basis.segment_name(case.segment))
             for case in basis.cases if case.segment is not None]
    return words.say("money.narrowed", parts=words.form.join(parts)) if parts else ""


def _no_figure(basis: Basis, case: CaseBasis) -> str:
    words, roi = basis.words, case.result.roi
    if roi.problems and not roi.missing:
        return words.say("money.contradiction", name=case.name,
                         problem=case.in_short(sentence(without_place(roi.problems[0]))))
    return words.say("money.missing", n=len(roi.missing), name=case.name,
                     inputs=name_inputs(roi.missing, words, most=3))


def _mission(basis: Basis, case: CaseBasis, cost: Percentiles) -> str:
    words, form, ceiling = basis.words, basis.words.form, case.use_case.mission.ceiling
    ends = {"low": form.money(cost.p10 or 0.0), "high": form.money(cost.p90 or 0.0)}
    if ceiling is None or case.result.roi.probability_under_ceiling is None:
        return words.say("money.mission_no_ceiling", name=case.name, **ends)
    return words.say("money.mission", name=case.name, ceiling=form.money_exact(ceiling),
                     share=form.chance(case.result.roi.probability_under_ceiling), **ends)


def _money(
    basis: Basis, subject: str, npv: Percentiles, loss: float, cash: float, extra: str, *, many: bool
) -> str:
    words, form, settings = basis.words, basis.words.form, basis.assessment.settings
    low, middle, high = npv.p10 or 0.0, npv.p50 or 0.0, npv.p90 or 0.0
    loses = high < 0
    verb = ("lose" if many else "loses") if loses else ("are" if many else "is")
    # A loss is said as a positive amount: "loses between 42,000 and 240,000".
    amounts = [form.money(-value if loses else value) for value in (low, middle, high)]
    return words.say(
        "money.loses_subject" if loses else "money.gain_subject", subject=subject, verb=words.say(f"money.{verb}"),
        low=amounts[0], middle=amounts[1], high=amounts[2], rate=form.percent_exact(settings.discount_rate),
        horizon=words.say("months", n=settings.horizon_months, count=settings.horizon_months),
        loss=words.say("money.loss", share=form.chance(loss)),
        cash=words.say("money.cash", amount=form.money(cash)) if cash > 0 else words.say("money.cash_none"),
        left_out=extra,
    )


def condition_sentence(basis: Basis) -> str:
    """Return under which conditions the case worth most pays, what that rests on, and the best alternative."""
    words = basis.words
    if not basis.cases:
        return words.say("condition.none")
    case = lead_case(basis)
    if case is None:
        return words.say("condition.no_figures")
    roi, rest = case.result.roi, _rest(basis, case)
    if case.use_case.worth == "mission" and case.use_case.mission.ceiling is not None:
        ceiling = words.form.money_exact(case.use_case.mission.ceiling)
        return words.say("condition.mission", name=case.name, ceiling=ceiling, rest=rest)
    # Break-evens are about the case with every input at its median, so its sign says which way they limit.
    pays = (roi.npv_at_medians or 0.0) > 0
    conditions = [
        words.say(f"condition.{_CONDITIONS[point.input_name]}",
                  value=input_text(point.input_name, point.value or 0.0, words))
        for point in _told(roi.break_even, pays=pays)
    ]
    if not conditions:
        return words.say("condition.pays_anyway" if pays else "condition.never", name=case.name, rest=rest)
    joined = words.form.join(conditions[:2]) if pays else words.form.join_or(conditions[:2])
    key = "condition.holds" if pays else "condition.would"
    return words.say(key, name=case.name, conditions=joined, rest=rest)


def _told(points: Sequence[BreakEven], *, pays: bool) -> list[BreakEven]:
    """Return the break-evens that say something: below the median of a case that pays, above that of a loser.

    One at or below zero is no condition: the case pays even without that lever.
    """
    by_name = {point.input_name: point for point in points}
    found = [by_name[name] for name in _CONDITIONS if name in by_name]
    return [point for point in found if point.value is not None
            and (0 < point.value < point.median if pays else point.value > point.median)]


def _rest(basis: Basis, case: CaseBasis) -> str:
    words, form, roi = basis.words, basis.words.form, case.result.roi
    parts = []
    if roi.measured_share is not None:
        opinion = 1 - roi.measured_share
        parts.append(words.say("condition.opinion" if opinion > 0.0005 else "condition.measured",
                               share=form.percent(opinion)))
    best = max(roi.alternatives, key=lambda option: option.mean_npv, default=None)
    if best is not None:
        wins = best.share_beaten >= 0.5
        parts.append(words.say("condition.beats" if wins else "condition.loses_to",
                               alternative=basis.cut(best.title or best.id, 60),
                               share=form.chance(best.share_beaten if wins else 1 - best.share_beaten)))
    return "".join(parts)


def without_team_sentence(basis: Basis) -> str:
    """Return what the two-week test said."""
    words, form = basis.words, basis.words.form
    if not basis.cases:
        return words.say("without.none")
    if len(basis.cases) == 1:
        return _without_one(basis, basis.cases[0])
    played = [case for case in basis.cases if case.result.drill.unplayed < len(case.result.drill.cards)]
    if not played:
        return words.say("without.many_none", of=form.numeral(len(basis.cases)))
    passed = [case for case in played if case.result.drill.passes]
    if len(passed) == len(basis.cases):
        return words.say("without.many_all", of=form.numeral(len(basis.cases)))
    broken = [case for case in played if case.result.drill.first_break is not None]
    first = min(broken, key=lambda case: case.result.drill.survives_to_day, default=None)
    worst = ""
    if first is not None and first.result.drill.first_break is not None:
        event = first.result.drill.first_break
        worst = words.say("without.worst", name=first.name, day=event.day,
                          event=inside_a_sentence(shorten(event.title, _LONGEST_EVENT)))
    if not passed:
        return words.say("without.many_zero", of=form.numeral(len(basis.cases)), worst=worst)
    return words.say("without.many_some", n=len(passed), count=form.numeral(len(passed)),
                     of=form.numeral(len(basis.cases)), worst=worst)


def _without_one(basis: Basis, case: CaseBasis) -> str:
    words, drill = basis.words, case.result.drill
    values = {"name": case.name, "handled": drill.handled, "of": len(drill.cards), "unplayed": drill.unplayed,
              "played": len(drill.cards) - drill.unplayed,
              "limps": drill.limps}
    if drill.unplayed == len(drill.cards):
        return words.say("without.unplayed", **values)
    if drill.first_break is not None:
        event = inside_a_sentence(shorten(drill.first_break.title, _LONGEST_EVENT))
        return words.say("without.breaks", day=drill.first_break.day, event=event, **values)
    if drill.passes:
        return words.say("without.passes", **values)
    return words.say("without.incomplete" if drill.unplayed else "without.limps", **values)
