"""One use case on one page: what it is, the verdict and why, the gates, the two weeks, the money."""

from __future__ import annotations

from fortnight.core.gates import ClauseState
from fortnight.core.measurement import counted
from fortnight.core.metric import Metric
from fortnight.core.roi.checks import without_place
from fortnight.core.verdict import MeasureFirst
from fortnight.core.wording import capitalise, inside_a_sentence, sentence
from fortnight.report.basis import LONGEST_UNIT, MANY, Basis, CaseBasis, shorten, whole
from fortnight.report.case_room import height_of_lines, room_for_lines
from fortnight.report.charts.drill import drill_chart
from fortnight.report.charts.money import tornado_chart
from fortnight.report.decision import key_of
from fortnight.report.findings import drill_finding, gates_finding, tornado_finding
from fortnight.report.inputs import input_range, input_text, input_title, name_inputs
from fortnight.report.section_cases import verdict_name
from fortnight.report.section_money import fan_figure, live_month
from fortnight.report.views import CaseSection, Column, Fact, Figure, Group, Table

_AMOUNTS = ((280, 6, 6), (90, 6, 6), (90, 3, 6), (90, 3, 4), (90, 3, 2), (90, 3, 0))
"""Letters of the summary, conditions of a gate and break-evens: the first row with which one page holds all."""
_FEW_CONDITIONS = 3
"""Conditions of a gate in a report on many use cases."""
_HALF = 233.0
"""Width of a chart in one of two columns, in points."""


def case_section(case: CaseBasis, basis: Basis) -> CaseSection:
    """Return the page of one use case."""
    words, result = basis.words, case.result
    verdict, roi, key = result.verdict, result.roi, f"case-{case.number}"
    name = case.name if len(basis.cases) <= MANY else case.short_name
    title = words.pair(name, verdict_name(case, basis).lower())
    headline = case.in_short(sentence(verdict.headline))
    reasons, learned = tuple(map(case.in_short, verdict.reasons)), case.in_short(verdict.learned)
    would_change = tuple(map(case.in_short, verdict.would_change))
    facts, drill, pieces = _facts(case, basis), _drill(case, basis), _pieces(case, basis)
    bands = roi.cumulative
    fan = fan_figure(f"{key}-fan", bands, live_month(case), basis, width=_HALF, height=90) if bands else None
    tornado, no_money = _tornado(case, basis), _no_money(case, basis)
    measure = tuple(_measure(each, basis) for each in verdict.measure_first)
    lists = sum(map(height_of_lines, (reasons, measure, (learned,) if learned else ())))
    for letters, conditions, break_evens in _AMOUNTS:
        summary, gates = whole(case.use_case.summary, letters), _gates(case, basis, conditions)
        break_even = _break_even(case, basis, break_evens)
        room = room_for_lines(
            title=title, headline=headline, summary=summary, owner=facts[-2].text, metric=facts[-1].text,
            gates=gates, drill=drill, pieces=pieces, no_money=no_money, break_even=break_even,
            charts=tuple(each for each in (fan, tornado) if each is not None)) - lists
        if room >= height_of_lines(would_change[:2]):
            break
    return CaseSection(
        id=key, number=case.number, label=words.say("section.case", number=case.number), name=case.name,
        title=title, verdict=verdict_name(case, basis), rule=words.say("case.rule", rule=verdict.rule),
        kind=key_of(case.kind), headline=headline, summary=summary, facts=facts, reasons=reasons,
        would_change=_would_change(would_change, room, basis), measure=measure, learned=learned, gates=gates,
        drill=drill, pieces=pieces, fan=fan, tornado=tornado, break_even=break_even, no_money=no_money,
    )


def _would_change(texts: tuple[str, ...], room: float, basis: Basis) -> tuple[str, ...]:
    """Return as many whole sentences as the page has room for, at least one, and how many are left out."""
    for count in range(len(texts), 0, -1):
        rest = len(texts) - count
        more = basis.words.say("case.more_in_json", n=rest,
                               count=capitalise(basis.words.form.numeral(rest))) if rest else ""
        shown = (*texts[:count], *((more,) if more else ()))
        if height_of_lines(shown) <= room:
            return shown
    return shown if texts else ()


def _facts(case: CaseBasis, basis: Basis) -> tuple[Fact, ...]:
    words, form, use_case, closing = basis.words, basis.words.form, case.use_case, case.result.closing
    if closing.go_live is not None:
        live = form.month(closing.go_live)
    elif closing.go_live_week is not None:
        live = words.say("roadmap.week", week=closing.go_live_week)
    else:
        live = words.say("case.go_live_none")
    effort = words.say("case.effort_text", low=form.number(closing.effort_days.min),
                       high=form.number(closing.effort_days.max))
    stages = (("live_at", use_case.live_at), ("earned", case.result.gates.earned), ("aim", use_case.aim))
    return (
        *(Fact(words.say(f"case.{label}"), words.label("stage", stage.value)) for label, stage in stages),
        Fact(words.say("case.go_live"), live),
        Fact(words.say("case.effort"), effort if closing.action_ids else words.say("case.effort_none")),
        Fact(words.say("case.owner"), shorten(use_case.owners.business, 60) or words.say("report.nobody")),
        Fact(words.say("case.metric"), _metric(use_case.metric, basis)),
    )


def _metric(metric: Metric, basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    if not metric.name:
        return words.say("case.metric_none")
    name = shorten(metric.name, 120)
    if metric.threshold is None or metric.direction is None:
        text = words.say("case.metric_only", name=name)
    else:
        direction = words.say("case.at_least" if metric.direction == "up" else "case.at_most")
        threshold = _in_unit(metric.threshold, metric.unit, basis)
        key = "case.metric_text" if metric.by else "case.metric_no_date"
        text = words.say(key, name=name, direction=direction, threshold=threshold,
                         date=form.date(metric.by) if metric.by else "")
    if not metric.measurements:
        return text
    counting = counted(metric.measurements, basis.assessment.assessment.date)
    day, measured = counting[-1] if counting else max(metric.measurements.items())
    if measured.value is not None:
        value = _in_unit(measured.value, metric.unit, basis)
    else:
        value = form.span(_in_unit(measured.low or 0, metric.unit, basis),
                          _in_unit(measured.high or 0, metric.unit, basis))
    key = "case.latest_n" if measured.n else "case.latest"
    latest = words.say(key, value=value, date=form.date_short(day), n=form.exact(measured.n or 0))
    return f"{text}; {latest if counting else words.say('case.latest_without_weight', latest=latest)}"


def _in_unit(value: float, unit: str, basis: Basis) -> str:
    if unit.strip().casefold() == "share":
        return basis.words.form.percent_exact(value)
    if unit.strip() in ("%", "percent"):
        return f"{basis.words.form.exact(value)}{basis.words.form.locale.percent_gap}%"
    return f"{basis.words.form.exact(value)} {shorten(unit, LONGEST_UNIT)}".strip()


def _measure(each: MeasureFirst, basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    worth = words.say("case.measure_worth", amount=form.money(each.worth)) if each.worth is not None else ""
    price = (words.say("case.measure_price", price=form.money(each.price)) if each.price is not None
             else words.say("case.measure_unpriced"))
    method = whole(each.method).rstrip(".") or words.say("case.measure_no_method")
    return words.say("case.measure_line", input=input_title(each.input_name, words),
                     method=method + (price if each.price is not None else ""),
                     worth=worth + (price if each.price is None else ""))


def _gates(case: CaseBasis, basis: Basis, conditions: int) -> Table:
    words = basis.words
    columns = (Column(words.say("case.gate"), width="20%"), Column(words.say("case.state"), width="13%"),
               Column(words.say("case.conditions")))
    rows = []
    most = conditions if len(basis.cases) <= MANY else _FEW_CONDITIONS
    for gate in case.gates:
        open_clauses = gate.open_clauses
        shown = capitalise("; ".join(inside_a_sentence(clause.title) for clause in open_clauses[:most]))
        rest = len(open_clauses) - most
        more = words.say("case.more", n=rest, count=words.form.numeral(rest)) if rest > 0 else ""
        waived = sum(clause.state is ClauseState.WAIVED for clause in gate.clauses)
        if waived and not open_clauses:
            shown = words.say("case.waived", n=waived, count=words.form.numeral(waived))
        state = words.say("case.holds" if gate.holds else "case.holds_not")
        rows.append((f"{gate.id}  {gate.title}", state, f"{shown}; {more}" if more else shown or "–"))
    return Table(f"case-{case.number}-gates", gates_finding(case, basis), columns, tuple(rows))


def _drill(case: CaseBasis, basis: Basis) -> Figure:
    words, drill = basis.words, case.result.drill
    title = drill_finding(drill, basis)
    rows = "; ".join(
        words.say("drill.alt_row", day=card.day, event=card.title,
                  outcome=words.say(f"drill.key_{card.counted or 'unplayed'}"))
        for card in drill.cards)
    description = words.say("drill.alt", title=title, rows=rows or words.say("drill.no_cards").rstrip("."))
    svg = drill_chart(drill, words, basis.theme, description)
    return Figure(f"case-{case.number}-drill", title, svg, description)


def _pieces(case: CaseBasis, basis: Basis) -> str:
    words, drill = basis.words, case.result.drill
    if not drill.missing_pieces:
        return words.say("drill.pieces_none") if drill.unplayed < len(drill.cards) else ""
    pieces = words.form.join(words.label("drill", piece) for piece in drill.missing_pieces)
    return words.say("drill.pieces", pieces=pieces)


def _tornado(case: CaseBasis, basis: Basis) -> Figure | None:
    words, money, roi = basis.words, basis.words.form.money, case.result.roi
    if not roi.tornado or roi.npv_at_medians is None:
        return None
    title = tornado_finding(roi.tornado, basis)
    rows = "; ".join(
        words.say("tornado.alt_row", input=input_title(bar.input_name, words),
                  low=input_text(bar.input_name, bar.input_low, words),
                  high=input_text(bar.input_name, bar.input_high, words),
                  npv_low=money(bar.npv_low), npv_high=money(bar.npv_high))
        for bar in roi.tornado)
    description = words.say("tornado.alt", title=title, rows=rows)
    svg = tornado_chart(roi.tornado, roi.npv_at_medians, words, basis.theme, description, width=_HALF, most=4)
    return Figure(f"case-{case.number}-tornado", title, svg, description)


def _break_even(case: CaseBasis, basis: Basis, most: int) -> Group | None:
    words = basis.words
    points = case.result.roi.break_even[:most]
    if not points:
        return None
    lines = []
    for point in points:
        value = (input_text(point.input_name, point.value, words) if point.value is not None
                 else words.say("break_even.always" if point.pays_at_any_value else "break_even.never"))
        used = input_range(point.input_name, point.median, point.p5, point.p95, words)
        title = input_title(point.input_name, words)
        lines.append(words.say("break_even.line", input=title, value=value, used=used))
    return Group(words.say("finding.break_even"), tuple(lines))


def _no_money(case: CaseBasis, basis: Basis) -> str:
    words, roi = basis.words, case.result.roi
    if roi.npv is not None:
        return ""
    if roi.problems and not roi.missing:
        return words.say("case.no_money", reason=sentence(without_place(roi.problems[0])))
    return words.say("money.missing", n=len(roi.missing), name=case.name,
                     inputs=name_inputs(roi.missing, words, most=6))


