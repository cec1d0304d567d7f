"""The business case: ranges of value, the running sum, and the simple figure beside the honest one."""

from __future__ import annotations

from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.results import MonthBand, Percentiles
from fortnight.core.wording import capitalise
from fortnight.report.basis import MANY, Basis, CaseBasis, shorten
from fortnight.report.charts.money import NpvRow, fan_chart, is_beyond_scale, npv_chart
from fortnight.report.findings import fan_finding, middle_payback, money_finding, naive_finding, npv_finding
from fortnight.report.inputs import input_help, input_title
from fortnight.report.section_cases import money_cell, segment_label, table_name
from fortnight.report.section_costs import costs_table
from fortnight.report.summary import lead_case, money_sentence
from fortnight.report.views import Column, Figure, MoneySection, Table

_FULL = 482.0
"""Width of a chart over the whole column, in points."""


def money_section(basis: Basis) -> MoneySection:
    """Return the section on the business case; without figures it is a sentence."""
    counted = [case for case in basis.cases if case.result.roi.npv is not None]
    return MoneySection(
        title=money_finding(basis), text=money_sentence(basis), npv=_npv(basis, counted) if counted else None,
        fan=_fan(basis), naive=_naive(basis, counted) if counted else None,
        costs=costs_table(basis), missing=None if counted else _missing(basis),
    )


def fan_figure(
    figure_id: str, bands: tuple[MonthBand, ...], go_live: float | None, basis: Basis, *, width: float,
    height: float
) -> Figure:
    """Return the running sum as a figure."""
    words, money = basis.words, basis.words.form.money
    is_small = width < _FULL
    title, last = fan_finding(bands, basis, short=is_small), bands[-1]
    description = words.say("fan.alt", title=title, low=money(last.p10), middle=money(last.p50),
                            high=money(last.p90))
    payback = middle_payback(bands)
    svg = fan_chart(bands, go_live, payback, words, basis.theme, description, width=width, height=height)
    return Figure(figure_id, title, svg, description, "" if is_small else words.say("fan.note"))


def live_month(case: CaseBasis) -> float | None:
    """Return the month of its go-live, or None where no go-live is in reach."""
    closing = case.result.closing
    return closing.months if closing.go_live_week is not None else None


def _npv(basis: Basis, counted: list[CaseBasis]) -> Figure:
    words, form, settings = basis.words, basis.words.form, basis.assessment.settings
    rows = [row for case in counted for row in _rows(case, basis)]
    portfolio = basis.evaluation.portfolio
    if portfolio is not None and len(portfolio.use_case_ids) > 1:
        rows.append(NpvRow(words.say("npv.all"), portfolio.npv, None, None, bold=True))
    title = npv_finding(basis)
    parts = "; ".join(
        words.say("npv.alt_row", title=row.title, low=form.money(row.npv.p10 or 0.0),
                  middle=form.money(row.npv.p50 or 0.0), high=form.money(row.npv.p90 or 0.0))
        for row in rows
    )
    description = words.say("npv.alt", title=title, rows=parts)
    note = words.say(
        "npv.note", horizon=words.say("months", n=settings.horizon_months, count=settings.horizon_months),
        rate=form.percent_exact(settings.discount_rate), draws=form.exact(counted[0].result.roi.draws))
    if is_beyond_scale(rows):
        note += " " + words.say("npv.note_beyond")
    if rows[-1].bold:
        note += " " + words.say("npv.note_all")
    return Figure("npv", title, npv_chart(rows, words, basis.theme, description), description, note)


def _rows(case: CaseBasis, basis: Basis) -> list[NpvRow]:
    """Return the bar of a use case, and of the segment that the plan counts instead."""
    if case.segment is None:
        return [_row(case)]
    label = f"{case.number}  {segment_label(case.segment, basis)}"
    return [_row(case), NpvRow(label, case.segment.npv, None, None)]


def _row(case: CaseBasis) -> NpvRow:
    roi = case.result.roi
    best = max(roi.alternatives, key=lambda option: option.mean_npv, default=None)
    return NpvRow(f"{case.number}  {case.name}", roi.npv or Percentiles(0.0, 0.0, 0.0),
                  roi.naive.npv.p50 if roi.naive else None, best.npv.p50 if best else None)


def _fan(basis: Basis) -> Figure | None:
    """Return the running sum of everything that goes on; for a single case its own page has it."""
    portfolio = basis.evaluation.portfolio
    if portfolio is not None and len(portfolio.use_case_ids) > 1:
        return fan_figure("fan", portfolio.cumulative, None, basis, width=_FULL, height=98)
    best = lead_case(basis)
    if best is None or not best.result.roi.cumulative:
        return None
    return fan_figure("fan", best.result.roi.cumulative, live_month(best), basis, width=_FULL, height=98)


def _missing(basis: Basis) -> Table | None:
    """Return each number that some use case lacks, with what it is."""
    words = basis.words
    lacking = {name: [str(case.number) for case in basis.cases if name in case.result.roi.missing]
               for name in INPUTS}
    rows: tuple[tuple[str, ...], ...] = tuple(
        (input_title(name, words), input_help(name, words), ", ".join(numbers))
        for name, numbers in lacking.items() if numbers)
    if not rows:
        return None
    columns: tuple[Column, ...] = (
        Column(words.say("missing.input"), width="28%"), Column(words.say("missing.meaning")),
        Column(words.say("missing.cases"), width="14%"))
    if len(basis.cases) == 1:
        columns, rows = columns[:-1], tuple(row[:-1] for row in rows)
    title = words.say("finding.missing", n=len(rows), count=capitalise(words.form.numeral(len(rows))))
    return Table("missing", title, columns, rows)


def _naive(basis: Basis, counted: list[CaseBasis]) -> Table:
    words = basis.words
    titles = ["name", "naive", "honest", "cash", "loss", "roi", "alternative"]
    widths = ["27%", "11%", "10%", "10%", "9%", "9%", ""]
    if len(basis.cases) > MANY:
        # One line a case; each page of a use case and the chart above say more.
        del titles[-1], widths[-1]
    columns = tuple(
        Column(words.say(f"naive.{title}"), numeric=title not in ("name", "alternative"), width=width)
        for title, width in zip(titles, widths, strict=True)
    )
    rows = tuple(_naive_row(basis, case)[:len(columns)] for case in counted)
    return Table("naive", naive_finding(basis), columns, rows, words.say("naive.note"))


def _naive_row(basis: Basis, case: CaseBasis) -> tuple[str, ...]:
    words, form, roi = basis.words, basis.words.form, case.result.roi
    best = max(roi.alternatives, key=lambda option: option.mean_npv, default=None)
    alternative = words.say("naive.none") if best is None else words.say(
        "naive.beaten", title=shorten(best.title or best.id, 40), share=form.chance(best.share_beaten))
    return (
        f"{case.number}  {table_name(case, basis)}",
        money_cell(roi.naive.npv.p50 if roi.naive else None, basis), money_cell(case.middle, basis),
        money_cell(roi.cash.npv.p50 if roi.cash else None, basis),
        form.chance(roi.probability_of_loss) if roi.probability_of_loss is not None else "–",
        form.percent(roi.roi.p50) if roi.roi and roi.roi.p50 is not None else "–",
        alternative,
    )
