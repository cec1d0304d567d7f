"""The use cases side by side: verdicts on page one, value against weeks to go-live, and a table."""

from __future__ import annotations

from fortnight.core.roi.results import Percentiles, SegmentResult
from fortnight.core.verdict import VerdictKind
from fortnight.core.wording import capitalise
from fortnight.report.basis import MANY, Basis, CaseBasis, letters, shorten
from fortnight.report.charts.cases import CasePoint, cases_chart
from fortnight.report.decision import key_of
from fortnight.report.findings import cases_finding, dates_finding
from fortnight.report.views import CasesSection, Column, Figure, Table

_SHORT_NAME = 24
"""Letters of a name in a table of many use cases."""


def verdict_table(basis: Basis, *, most: int) -> Table | None:
    """Return the verdict on each of the first `most` use cases in one row, for page one."""
    if not basis.cases:
        return None
    words = basis.words
    titles = ("number", "name", "verdict", "stage", "value", "loss", "payback", "survives")
    widths = ("4%", "", "10%", "17%", "9%", "9%", "12%", "17%")
    columns = tuple(
        Column(words.say(f"overview.{title}"), numeric=title in ("value", "loss", "payback"), width=width)
        for title, width in zip(titles, widths, strict=True)
    )
    rows = tuple(row for case in basis.cases[:most] for row in _verdict_rows(basis, case))
    rest = len(basis.cases) - most
    note = words.say("overview.more", n=rest, count=capitalise(words.form.numeral(rest))) if rest > 0 else ""
    return Table("verdicts", words.say("overview.title"), columns, rows, note)


def cases_section(basis: Basis) -> CasesSection:
    """Return the section that compares the use cases."""
    if not basis.cases:
        return CasesSection(cases_finding(basis), None, None)
    return CasesSection(cases_finding(basis), _figure(basis), _ranking(basis))


def table_name(case: CaseBasis, basis: Basis) -> str:
    """Return the name of a case for a table, shorter where there are many."""
    return case.short_name if len(basis.cases) <= MANY else shorten(case.name, letters(_SHORT_NAME, basis.room))


def money_cell(amount: float | None, basis: Basis) -> str:
    """Return an amount for a table, or a dash."""
    return basis.words.form.money_short(amount) if amount is not None else "–"


def payback_cell(case: CaseBasis, basis: Basis) -> str:
    """Return the median payback of a case with figures, or a dash."""
    payback = case.result.roi.payback_months
    if payback is None:
        return "–"
    if payback.p50 is None:
        return basis.words.say("overview.never")
    months = basis.words.form.number(payback.p50)
    return basis.words.say("months", n=1 if months == "1" else payback.p50, count=months)


def survival(case: CaseBasis, basis: Basis) -> str:
    """Return how the two-week test ended, in two or three words."""
    words, drill = basis.words, case.result.drill
    if drill.first_break is not None:
        return words.say("overview.survives_days", day=drill.first_break.day)
    if drill.unplayed == len(drill.cards):
        return words.say("overview.survives_unplayed")
    if drill.unplayed:
        return words.say("overview.survives_open")
    return words.say("overview.survives_all" if drill.passes else "overview.survives_limps")


def verdict_name(case: CaseBasis, basis: Basis) -> str:
    """Return the printed name of the verdict."""
    return basis.words.say(f"verdict.{key_of(case.kind)}")


def segment_label(segment: SegmentResult, basis: Basis) -> str:
    """Return the name of what the plan counts of a use case, for a table or a chart."""
    return basis.words.say("overview.segment", segment=basis.segment_name(segment))


def _verdict_rows(basis: Basis, case: CaseBasis) -> tuple[tuple[str, ...], ...]:
    """Return the row of a use case, and below it the row of the segment that the plan counts instead."""
    row, segment = _verdict_row(basis, case), case.segment
    if segment is None:
        return (row,)
    loss = basis.words.form.chance(segment.probability_of_loss)
    return (row, (row[0], segment_label(segment, basis), basis.words.say("overview.counted"), "–",
                  money_cell(segment.npv.p50, basis), loss, "–", "–"))


def _verdict_row(basis: Basis, case: CaseBasis) -> tuple[str, ...]:
    words, roi = basis.words, case.result.roi
    live, aim = (words.label("stage", stage.value) for stage in (case.use_case.live_at, case.use_case.aim))
    loss = words.form.chance(roi.probability_of_loss) if roi.probability_of_loss is not None else "–"
    return (str(case.number), table_name(case, basis), verdict_name(case, basis), f"{live} → {aim}",
            money_cell(case.middle, basis), loss, payback_cell(case, basis), survival(case, basis))


def _figure(basis: Basis) -> Figure:
    words, form = basis.words, basis.words.form
    points = [_point(basis, case) for case in basis.cases]
    title = dates_finding(basis)
    rows = []
    for case, point in zip(basis.cases, points, strict=True):
        if point.npv is None or point.weeks is None:
            rows.append(words.pair(case.name, point.missing))
            continue
        weeks = words.say("weeks", n=point.weeks, count=point.weeks)
        value = form.money(point.npv.p50 or 0.0)
        rows.append(words.say("cases.alt_row", name=case.name, value=value, weeks=weeks))
    description = words.say("cases.alt", title=title, rows="; ".join(rows))
    placed = [point for point in points if point.npv is not None and point.weeks is not None]
    note = words.say("cases.note") if any(point.stopped for point in placed) else ""
    return Figure("cases", title, cases_chart(points, words, basis.theme, description), description, note)


def _point(basis: Basis, case: CaseBasis) -> CasePoint:
    roi, closing, words = case.result.roi, case.result.closing, basis.words
    npv: Percentiles | None = roi.npv
    if npv is None:
        count = len(roi.missing)
        missing = (words.say("cases.missing_inputs", n=count, count=words.form.numeral(count)) if count
                   else words.say("cases.missing_problem"))
    else:
        missing = words.say("cases.missing_date") if closing.go_live_week is None else ""
    return CasePoint(case.number, case.name, npv, closing.go_live_week, case.kind is VerdictKind.STOP, missing)


def _ranking(basis: Basis) -> Table:
    words, form = basis.words, basis.words.form
    titles = ("number", "name", "verdict", "value", "range", "effort", "go_live", "open")
    widths = ("5%", "", "12%", "11%", "19%", "13%", "12%", "11%")
    columns = tuple(
        Column(words.say(f"overview.{title}"), numeric=title in ("value", "range", "effort", "go_live", "open"),
               width=width)
        for title, width in zip(titles, widths, strict=True)
    )
    ranked = sorted(basis.cases, key=lambda case: (case.middle is None, -(case.middle or 0.0)))
    rows = []
    for case in ranked:
        npv, closing = case.result.roi.npv, case.result.closing
        spread = _spread(npv, basis) if npv else "–"
        effort = closing.effort_days
        days = words.say("roadmap.effort_range", low=form.number(effort.min), high=form.number(effort.max))
        if closing.go_live is not None:
            live = form.month_short(closing.go_live)
        else:
            live = "–" if closing.go_live_week is None else words.say("roadmap.week", week=closing.go_live_week)
        rows.append((
            str(case.number), table_name(case, basis), verdict_name(case, basis),
            money_cell(case.middle, basis), spread, days if closing.action_ids else "–", live,
            str(len(case.open_clauses)),
        ))
        if case.segment is not None:
            rows.append((str(case.number), segment_label(case.segment, basis), words.say("overview.counted"),
                         money_cell(case.segment.npv.p50, basis), _spread(case.segment.npv, basis),
                         "–", "–", "–"))
    return Table("ranking", words.say("overview.ranking"), columns, tuple(rows))


def _spread(npv: Percentiles, basis: Basis) -> str:
    return basis.words.form.span(money_cell(npv.p10, basis), money_cell(npv.p90, basis))
