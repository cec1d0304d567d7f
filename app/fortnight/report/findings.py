"""The sentence titles: what each section and each figure finds, drawn from the numbers under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fortnight.core.drill import DrillResult
from fortnight.core.roi.results import MonthBand, Percentiles, TornadoBar
from fortnight.core.wording import capitalise, inside_a_sentence
from fortnight.report.basis import Basis, CaseBasis
from fortnight.report.charts.slope import SlopeLine
from fortnight.report.inputs import input_title
from fortnight.report.summary import lead_case


def maturity_finding(basis: Basis) -> str:
    """Return the overall score with its weakest dimension, and whether it moved."""
    words, form, score = basis.words, basis.words.form, basis.evaluation.score
    if score.overall is None:
        return words.say("finding.maturity_none")
    given = [each for each in score.questions.values() if each.state in ("level", "unknown")]
    if given and all(each.state == "unknown" for each in given):
        return words.say("finding.maturity_unknown")
    overall = form.fixed(score.overall, 1)
    values = {"overall": _of_top(overall, basis)}
    weakest = score.weakest
    if weakest is None or weakest.score is None or sum(part.score is not None for part in score.dimensions) < 2:
        return words.say("finding.maturity_one", **values)
    values |= {"weakest": weakest.title, "score": form.fixed(weakest.score, 1)}
    before, now = _overalls(basis)
    # Where the questions that compare come to another value than all, two values of one line would not compare.
    if before is None or now is None or form.fixed(now, 1) != overall:
        return words.say("finding.maturity", **values)
    last = form.fixed(before, 1)
    key = "same" if last == overall else "up" if now > before else "down"
    return words.say(f"finding.maturity_{key}", before=last, **values)


def _overalls(basis: Basis) -> tuple[float | None, float | None]:
    """Return the overall score then and now on the questions that compare."""
    compared = basis.comparison
    return (compared.overall_before, compared.overall_now) if compared else (None, None)


def _of_top(score: str, basis: Basis) -> str:
    """Return "2.4 of 5"; a sum of levels has no top worth naming and stays alone."""
    questionnaire = basis.questionnaire
    if "sum" in (questionnaire.section_aggregate, questionnaire.overall_aggregate):
        return score
    top = basis.words.form.exact(questionnaire.scale.values[-1])
    return basis.words.say("finding.of_top", score=score, top=top)


def dimensions_finding(basis: Basis) -> str:
    """Return how the dimensions moved since last time, else how many are below their target."""
    words, form, parts = basis.words, basis.words.form, basis.evaluation.score.dimensions
    assessed = [part for part in parts if part.score is not None]
    if not assessed:
        return words.say("finding.dimensions_none")
    if basis.comparison is not None:
        moves = [part.change for part in basis.comparison.dimensions if part.change is not None]
        if moves:
            return _moves(moves, basis)
    aimed = [part for part in assessed if part.target is not None]
    below = sum(part.score is not None and part.target is not None and part.score < part.target for part in aimed)
    return words.say("finding.dimensions_below", n=below, count=capitalise(form.numeral(below)),
                     of=form.numeral(len(aimed)))


def slope_finding(lines: Sequence[SlopeLine], basis: Basis) -> str:
    """Return which dimension moved most since last time; what prints as the same number has not moved."""
    words = basis.words
    moved = [line for line in lines if line.change_text]
    if not moved:
        return words.say("finding.slope_none", n=len(lines))
    most = max(moved, key=lambda line: abs(line.now - line.before))
    key = "rose" if most.now > most.before else "fell"
    values = {"title": most.title, "before": most.before_text, "now": most.now_text}
    return words.say(f"finding.slope_{key}" if len(moved) > 1 else f"finding.slope_only_{key}", **values)


def _moves(moves: list[float], basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    counts = {"rose": sum(move > 0 for move in moves), "fell": sum(move < 0 for move in moves)}
    counts["stayed"] = len(moves) - sum(counts.values())
    parts = [words.say(f"finding.dimensions_{key}", count=form.numeral(count))
             for key, count in counts.items() if count]
    if len(parts) == 1:
        key = next(key for key, count in counts.items() if count)
        return words.say(f"finding.dimensions_all_{key}", n=len(moves), of=form.numeral(len(moves)))
    return words.say("finding.dimensions_moved", of=form.numeral(len(moves)), parts=form.join(parts))


def heatmap_finding(basis: Basis) -> str:
    """Return how many answers stand at the lower levels, and where most of them are."""
    words, form, score = basis.words, basis.words.form, basis.evaluation.score
    given = {key: each for key, each in score.questions.items() if each.state in ("level", "unknown")}
    if not given:
        return words.say("finding.heatmap_none")
    low = max(1, (basis.questionnaire.top - 1) // 2)
    below = [key for key, each in given.items() if (each.level or 1) <= low]
    if not below:
        return words.say("finding.heatmap_done", low=low)
    ranked = Counter(basis.questionnaire.questions[key].dimension for key in below).most_common()
    dimension_id, most = ranked[0]
    if len(ranked) == 1:
        key = "heatmap_alone"
    elif ranked[1][1] == most:
        key = "heatmap_spread"
    else:
        key = "heatmap_most" if 2 * most > len(below) else "heatmap_more"
    return words.say(f"finding.{key}", n=len(below), count=form.exact(len(below)), of=form.exact(len(given)),
                     dimension=basis.questionnaire.dimensions[dimension_id].title,
                     dimensions=form.numeral(len(ranked)), low=low)


def cases_finding(basis: Basis) -> str:
    """Return which use case is worth most, and when it can be live."""
    words, form = basis.words, basis.words.form
    if not basis.cases:
        return words.say("finding.cases_none")
    best = lead_case(basis)
    if best is None:
        return words.say("finding.cases_no_figures")
    if (best.middle or 0.0) <= 0:
        return words.say("finding.cases_all_lose", name=best.name)
    closing = best.result.closing
    values = {"name": best.name, "stage": words.label("stage", best.use_case.aim.value)}
    if closing.go_live_week is None:
        return words.say("finding.cases_best_never", **values)
    if not closing.action_ids:
        return words.say("finding.cases_best_live", **values)
    if closing.go_live is None:
        weeks = words.say("weeks", n=closing.go_live_week, count=closing.go_live_week)
        return words.say("finding.cases_best_weeks", weeks=weeks, **values)
    month = form.month(closing.go_live)
    if len(basis.cases) == 1:
        return words.say("finding.cases_single", amount=form.money(best.middle or 0.0), month=month, **values)
    return words.say("finding.cases_best", month=month, **values)


def dates_finding(basis: Basis) -> str:
    """Return when the first and the last use case can be live."""
    words, form = basis.words, basis.words.form
    drawn = [case for case in basis.cases
             if case.result.roi.npv is not None and case.result.closing.go_live_week is not None]
    placed = [case.result.closing for case in drawn if case.goes_on]
    if not placed:
        return words.say("finding.cases_only_stopped" if drawn else "finding.cases_no_dates")
    weeks = [closing.go_live_week for closing in placed if closing.go_live_week is not None]
    days = [closing.go_live for closing in placed if closing.go_live is not None]
    if len(days) < len(placed):
        first, last = (words.say("weeks", n=week, count=week) for week in (min(weeks), max(weeks)))
        return words.say("finding.cases_weeks", first=first, last=last)
    if len(days) == 1:
        return words.say("finding.cases_date", first=form.month(days[0]))
    return words.say("finding.cases_dates", first=form.month(min(days)), last=form.month(max(days)))


def money_finding(basis: Basis) -> str:
    """Return what the plan is worth in the middle and how likely it loses."""
    words, form = basis.words, basis.words.form
    portfolio, best = basis.evaluation.portfolio, lead_case(basis)
    if len(basis.cases) > 1 and portfolio is not None:
        key, name = "money", ""
        middle, loss = portfolio.npv.p50 or 0.0, portfolio.probability_of_loss
    elif best is not None:
        key, name = "money_case", best.name
        middle, loss = best.middle or 0.0, best.result.roi.probability_of_loss or 0.0
        if best.segment is not None:
            name = basis.words.say("money.segment", name=name, segment=basis.segment_name(best.segment))
            middle, loss = best.segment.npv.p50 or 0.0, best.segment.probability_of_loss
    else:
        return words.say("finding.money_none")
    if middle < 0:
        key += "_loses"
    return words.say(f"finding.{key}", name=name, middle=form.money(abs(middle)), loss=form.chance(loss))


def npv_finding(basis: Basis) -> str:
    """Return how many use cases gain in the middle of their range."""
    words, form = basis.words, basis.words.form
    ranges = [case for case in basis.cases if case.result.roi.npv is not None]
    if len(ranges) == 1:
        npv = ranges[0].result.roi.npv or Percentiles(0.0, 0.0, 0.0)
        return words.say("finding.npv_single", name=ranges[0].name, low=form.money(npv.p10 or 0.0),
                         high=form.money(npv.p90 or 0.0))
    gains = sum((case.middle or 0.0) > 0 for case in ranges)
    key = "npv_none" if gains == 0 else "npv_all" if gains == len(ranges) else "npv"
    return words.say(f"finding.{key}", n=gains, count=capitalise(form.numeral(gains)),
                     of=form.numeral(len(ranges)))


def fan_finding(bands: tuple[MonthBand, ...], basis: Basis, *, short: bool) -> str:
    """Return when the middle line is back above zero for good."""
    payback = middle_payback(bands)
    months = payback if payback is not None else bands[-1].month
    sinks = "fan_never" if all(band.p50 < 0 for band in bands) else "fan_sinks"
    key = "fan" if payback is not None else sinks
    return basis.words.say(f"finding.{key}{'_short' if short else ''}",
                           months=basis.words.say("months", n=months, count=months))


def middle_payback(bands: tuple[MonthBand, ...]) -> int | None:
    """Return the first month from which the middle of the running sum stays at or above zero, or None."""
    below = [band.month for band in bands if band.p50 < 0]
    if not below:
        return bands[0].month if bands else None
    return below[-1] + 1 if below[-1] < bands[-1].month else None


def tornado_finding(bars: tuple[TornadoBar, ...], basis: Basis) -> str:
    """Return which input moves the result most."""
    return basis.words.say("finding.tornado", input=input_title(bars[0].input_name, basis.words))


def gates_finding(case: CaseBasis, basis: Basis) -> str:
    """Return how many gates on the way to the aim do not hold."""
    words, form = basis.words, basis.words.form
    closed = len(case.closed_gates)
    stage = words.label("stage", case.use_case.aim.value)
    if not closed:
        return words.say("finding.gates_all", stage=stage)
    return words.say("finding.gates", n=closed, count=capitalise(form.numeral(closed)),
                     of=form.numeral(len(case.gates)), stage=stage)


def drill_finding(drill: DrillResult, basis: Basis) -> str:
    """Return what the two-week test showed."""
    words = basis.words
    if not drill.cards:
        return words.say("finding.drill_none")
    if drill.unplayed == len(drill.cards):
        return words.say("finding.drill_unplayed")
    if drill.first_break is not None:
        event = inside_a_sentence(drill.first_break.title)
        return words.say("finding.drill_breaks", day=drill.first_break.day, event=event)
    if drill.passes:
        return words.say("finding.drill_passes")
    if drill.unplayed:
        return words.say("finding.drill_incomplete", unplayed=drill.unplayed, of=len(drill.cards))
    return words.say("finding.drill_limps", limps=drill.limps)


def naive_finding(basis: Basis) -> str:
    """Return what a simple calculator would have promised for the use case worth most, and what is left of it."""
    best = lead_case(basis)
    if best is None or best.result.roi.naive is None:
        return basis.words.say("finding.naive_short")
    naive = best.result.roi.naive.npv.p50 or 0.0
    money, middle = basis.words.form.money, best.middle or 0.0
    if naive <= max(0.0, middle):
        return basis.words.say("finding.naive_short")
    key = "finding.naive_loses" if middle < 0 else "finding.naive"
    return basis.words.say(key, naive=money(naive), name=best.name, middle=money(abs(middle)))


def costs_finding(cases: Sequence[CaseBasis], basis: Basis) -> str:
    """Return what the best lever on the cost of model calls would add, and to which use case."""
    words = basis.words
    levers = [(case, lever) for case in cases for lever in case.result.roi.levers if lever.npv_gain > 0]
    if not levers:
        return words.say("finding.costs_none")
    case, best = max(levers, key=lambda each: each[1].npv_gain)
    return words.say("finding.costs", amount=words.form.money(best.npv_gain), name=case.name,
                     lever=inside_a_sentence(best.title))
