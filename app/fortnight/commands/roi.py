"""`fortnight roi FILE`: the return on investment as ranges, and what they hang on."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

from fortnight.commands.opening import evaluated, last_if_unanswered, last_time, open_valid, print_data, wording_of
from fortnight.core.cost_words import cost_lines
from fortnight.core.evaluation import DRAWS, Evaluation
from fortnight.core.measures import spec_of
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.results import Percentiles, PortfolioResult, RoiResult
from fortnight.core.wording import Wording, capitalise
from fortnight.errors import UserError
from fortnight.storage.document import Document

_BARS = 3
"""Of the tornado in the text; the JSON has all."""


def run(arguments: argparse.Namespace) -> int:
    """Print the return of each use case, or of one, as text or JSON."""
    document = open_valid(arguments.file)
    cases = document.assessment.active_cases
    if arguments.use_case and arguments.use_case not in cases:
        known = ", ".join(cases) or "there is none"
        raise UserError(f"{arguments.file}: use_cases.{arguments.use_case}: there is no such use case; "
                        f"known: {known}")
    wanted = [arguments.use_case] if arguments.use_case else list(cases)
    last = None if arguments.json else last_if_unanswered(document)
    if last is not None:
        print(last_time(document, last, wanted))
        return 0
    evaluation = evaluated(document, draws=arguments.draws or DRAWS, seed=arguments.seed)
    if arguments.irr:
        evaluation = _with_internal_rates(document, evaluation, arguments.seed)
    if arguments.json:
        print_data(document, {
            "use_cases": {case_id: roi_json(evaluation.cases[case_id].roi) for case_id in wanted},
            "portfolio": evaluation.portfolio,
        })
    else:
        print("\n".join(_text(document, evaluation, wanted)))
    return 0


def _with_internal_rates(document: Document, evaluation: Evaluation, seed: int | None) -> Evaluation:
    from fortnight.core.roi.simulate import roi_result

    cases = {
        case_id: replace(case, roi=roi_result(
            document.assessment, case_id, closing=case.closing, draws=case.roi.draws or DRAWS, seed=seed,
            with_internal_rate=True,
        ))
        for case_id, case in evaluation.cases.items()
    }
    return replace(evaluation, cases=cases)


def roi_json(roi: RoiResult) -> dict[str, object]:
    """Return one result with its lists keyed by input, as the JSON promises."""
    table: dict[str, object] = {name: getattr(roi, name) for name in RoiResult.__dataclass_fields__}
    table["break_even"] = {each.input_name: each for each in roi.break_even}
    table["value_of_information"] = {each.input_name: each for each in roi.value_of_information}
    table["alternatives"] = {each.id: each for each in roi.alternatives}
    table["segments"] = {each.id: each for each in roi.segments}
    return table


def roi_lines(roi: RoiResult, wording: Wording) -> list[str]:
    """Return one use case's money as sentences that can be read aloud."""
    if roi.missing:
        names = wording.join(f"{INPUTS[name].title} ({name})" for name in roi.missing)
        return [f"No figure, because none is invented. Missing: {names}."]
    if not roi.has_figures:
        return ["No figure: the inputs contradict one another.", *roi.problems]
    lines = []
    if roi.npv is not None and roi.mean_npv is not None and roi.probability_of_loss is not None:
        lines.append(f"Net present value: {_money(roi.npv, wording)} (P10, P50, P90); "
                     f"mean {wording.money(roi.mean_npv)}; "
                     f"chance of a loss {wording.chance(roi.probability_of_loss)}.")
    if roi.roi is not None:
        lines.append(f"Return on cost: {_points(roi.roi, wording.percent)}.")
    if roi.payback_months is not None and roi.probability_never_pays_back is not None:
        lines.append(f"Payback in months: {_points(roi.payback_months, wording.number)}; "
                     f"never in {wording.chance(roi.probability_never_pays_back)} of the draws.")
    if roi.internal_rate is not None:
        rate = wording.percent(roi.internal_rate)
        lines.append(f"Internal rate of return: {rate} a year on the mean cash flow.")
    elif roi.internal_rate_note:
        lines.append(f"Internal rate of return: {roi.internal_rate_note}")
    if roi.peak_cash_at_risk is not None:
        lines.append(f"Peak cash at risk: {wording.money(roi.peak_cash_at_risk)} (P90).")
    if roi.margin_per_task is not None:
        lines.append(f"Margin a task: {_money(roi.margin_per_task, wording)}.")
    if roi.cost_per_outcome is not None:
        under = roi.probability_under_ceiling
        within = "" if under is None else f"; under its ceiling in {wording.chance(under)} of the draws"
        lines.append(f"Cost of an outcome: {_money(roi.cost_per_outcome, wording)}{within}.")
    if roi.cash is not None:
        lines.append(f"In cash alone, without time put to other use: {_money(roi.cash.npv, wording)}; "
                     f"chance of a loss {wording.chance(roi.cash.probability_of_loss)}.")
    lines += cost_lines(roi, wording)
    lines += _decides(roi, wording)
    for segment in roi.segments:
        lines.append(f"{segment.name or segment.id} alone, with the full fixed cost "
                     f"({_money(segment.npv, wording)}): "
                     f"chance of a loss {wording.chance(segment.probability_of_loss)}.")
    for alternative in roi.alternatives:
        lines.append(f"Against {alternative.title or alternative.kind} ({_money(alternative.npv, wording)}): "
                     f"better in {wording.chance(alternative.share_beaten)} of the draws.")
    if roi.naive is not None and roi.naive.npv.p50 is not None:
        lines.append(f"A simple calculator would have said {wording.money(roi.naive.npv.p50)}.")
    lines += [f"Widened: {widened.why}" for widened in roi.widened]
    lines += [f"Assumed: {assumption}" for assumption in roi.assumptions]
    lines.append(f"{roi.draws:,} draws, seed {roi.seed}.")
    return lines


def _decides(roi: RoiResult, wording: Wording) -> list[str]:
    lines = [
        f"Moves the result: {INPUTS[bar.input_name].title}, from {_value(bar.input_name, bar.input_low, wording)} "
        f"({wording.money(bar.npv_low)}) to {_value(bar.input_name, bar.input_high, wording)} "
        f"({wording.money(bar.npv_high)})."
        for bar in roi.tornado[:_BARS]
    ]
    for point in roi.break_even:
        name = point.input_name
        if point.value is not None:
            reach = f"breaks even at {_value(name, point.value, wording)}"
        else:
            reach = "pays at any value" if point.pays_at_any_value else "not reachable"
        lines.append(f"{spec_of(name).title}: {reach} (now {_value(name, point.median, wording)}).")
    if roi.evpi is not None:
        lines.append(f"Knowing everything exactly would be worth at most {wording.money(roi.evpi)}.")
    worth = [each for each in roi.value_of_information if each.worth > 0]
    if worth:
        first = worth[0]
        lines.append(f"Most worth knowing exactly: {INPUTS[first.input_name].title}, "
                     f"at most {wording.money(first.worth)}.")
    if roi.measured_share is not None:
        opinion = capitalise(wording.percent(1 - roi.measured_share))
        lines.append(f"{opinion} of the spread rests on estimates and guesses.")
    return lines


def _text(document: Document, evaluation: Evaluation, wanted: list[str]) -> list[str]:
    wording = wording_of(document)
    lines: list[str] = []
    for case_id in wanted:
        lines += [document.assessment.use_cases[case_id].name or case_id]
        lines += [f"  {line}" for line in roi_lines(evaluation.cases[case_id].roi, wording)]
        lines.append("")
    if not wanted:
        lines.append("No use case is scoped, so there is nothing to compute yet.")
    if evaluation.portfolio is not None and len(evaluation.portfolio.use_case_ids) > 1:
        lines += _portfolio_lines(evaluation.portfolio, wording)
    return lines


def _portfolio_lines(portfolio: PortfolioResult, wording: Wording) -> list[str]:
    return [
        f"Together ({wording.join(portfolio.use_case_ids)}), what they share once",
        f"  Net present value: {_money(portfolio.npv, wording)}; chance of a loss "
        f"{wording.chance(portfolio.probability_of_loss)}; peak cash at risk "
        f"{wording.money(portfolio.peak_cash_at_risk)}.",
        *(f"  {case_id} counts as its segment {segment_id} alone."
          for case_id, segment_id in portfolio.segments.items()),
    ]


def _value(name: str, value: float, wording: Wording) -> str:
    return wording.percent(value) if spec_of(name).domain == "share" else wording.number(value)


def _money(points: Percentiles, wording: Wording) -> str:
    return _points(points, wording.money)


def _points(points: Percentiles, say: Callable[[float], str]) -> str:
    return ", ".join("never" if part is None else say(part) for part in (points.p10, points.p50, points.p90))
