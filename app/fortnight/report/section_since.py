"""Since last time: what moved, what came of what was promised, and what was measured against it."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.compare import Comparison, DimensionMove, Move, MoveKind
from fortnight.core.compare_cases import CaseComparison
from fortnight.core.wording import capitalise
from fortnight.report.basis import LONGEST_NAME, MANY, Basis, shorten, whole
from fortnight.report.charts.slope import SlopeLine, slope_chart
from fortnight.report.decision import key_of
from fortnight.report.findings import slope_finding
from fortnight.report.views import Figure, Group, SinceSection

_KINDS = {MoveKind.FELL: "fell", MoveKind.CLOUDED: "clouded", MoveKind.CLEARED: "cleared", MoveKind.ROSE: "rose"}
"""How answers moved, the worst first, with the names of the catalogue."""
_MOST_MOVES, _MOST_PROMISES, _MOST_LINES = 4, 4, 2


def since_section(basis: Basis) -> SinceSection | None:
    """Return what moved since the last run, or None without one."""
    compared = basis.comparison
    if compared is None:
        return None
    words = basis.words
    of_cases = {case.sentence for case in compared.cases}
    groups = [
        Group(words.say("since.levels"), tuple(_levels(compared, basis))),
        Group(words.say("since.promises"), (
            *_promises(compared, basis),
            *((compared.calibration.sentence,) if compared.calibration.ranges else ()),
        )),
        *(Group(_verdicts(case, basis), _case(case, basis)) for case in compared.cases),
    ]
    return SinceSection(
        title=_title(compared, basis), figure=_slopes(compared, basis),
        groups=tuple(group for group in groups if group.lines),
        lead=" ".join(sentence for sentence in compared.sentences if sentence not in of_cases))


def _title(compared: Comparison, basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    if basis.assessment.is_unanswered:
        count = len(compared.promises)
        return words.say("finding.since_to_review", n=count, count=capitalise(form.numeral(count)))
    if compared.promises:
        kept = sum(promise.is_kept for promise in compared.promises)
        return words.say("finding.since_promised", n=kept, count=capitalise(form.numeral(kept)),
                         of=form.numeral(len(compared.promises)))
    if not compared.questions:
        return words.say("finding.since_nothing")
    return words.say("finding.since_moved", n=len(compared.moves),
                     count=capitalise(form.numeral(len(compared.moves))))


def _slopes(compared: Comparison, basis: Basis) -> Figure | None:
    """Return the slope chart of the dimensions in which questions compare, or None."""
    words, form = basis.words, basis.words.form
    lines = [_slope(move, basis) for move in compared.dimensions]
    drawn = [line for line in lines if line is not None]
    if not drawn:
        return None
    title = slope_finding(drawn, basis)
    rows = "; ".join(
        words.say("slope.alt_row", title=line.title, before=line.before_text, now=line.now_text) for line in drawn)
    description = words.say("slope.alt", title=title, rows=rows)
    svg = slope_chart(drawn, compared.before.label, compared.now.label, basis.theme, description)
    left_out = len(lines) - len(drawn)
    note = words.say("slope.left_out", n=left_out, count=capitalise(form.numeral(left_out))) if left_out else ""
    return Figure("slope", title, svg, description, note)


def _slope(move: DimensionMove, basis: Basis) -> SlopeLine | None:
    form = basis.words.form
    if move.before is None or move.now is None or move.change is None:
        return None
    before, now = form.fixed(move.before, 1), form.fixed(move.now, 1)
    change = f"{'+' if move.change > 0 else '−'}{form.fixed(abs(move.change), 1)}" if move.change else ""
    return SlopeLine(move.title, move.before, move.now, before, now, change)


def _levels(compared: Comparison, basis: Basis) -> Iterator[str]:
    """Yield one sentence for each way in which answers moved."""
    words = basis.words
    for kind, key in _KINDS.items():
        moves = compared.moved(kind)
        if not moves:
            continue
        named = [_move(move, basis) for move in moves[:_MOST_MOVES]]
        rest = len(moves) - len(named)
        if rest:
            named.append(words.say("since.more_moves", n=rest, count=words.form.numeral(rest)))
        yield words.say(f"since.{key}", n=len(moves), list=words.form.join(named))


def _move(move: Move, basis: Basis) -> str:
    words = basis.words
    if move.before is None:
        return words.say("since.move_cleared", title=move.title, now=move.now)
    if move.now is None:
        return words.say("since.move_clouded", title=move.title, before=move.before)
    return words.say("since.move", title=move.title, before=move.before, now=move.now)


def _promises(compared: Comparison, basis: Basis) -> Iterator[str]:
    """Yield what came of each promise that was not kept; the title counts the others."""
    broken = [promise for promise in compared.promises if not promise.is_kept]
    shown = broken if len(basis.cases) <= MANY else broken[:_MOST_PROMISES]
    for promise in shown:
        yield whole(basis.words.pair(promise.title, promise.sentence))
    yield from _rest(len(broken) - len(shown), basis)


def _verdicts(case: CaseComparison, basis: Basis) -> str:
    """Return the verdict on one use case then and now, as a heading."""
    words, name = basis.words, shorten(case.name, LONGEST_NAME)
    before, now = (words.say(f"verdict.{key_of(kind)}").lower() if kind is not None else ""
                   for kind in (case.verdict.before, case.verdict.now))
    key = case.presence if case.presence != "both" else "changed" if case.verdict.changed else "same"
    return words.say(f"since.case_{key}", name=name, before=before, now=now)


def _case(case: CaseComparison, basis: Basis) -> tuple[str, ...]:
    """Return what moved for one use case; where there are many, the first sentences of it."""
    lines = tuple(_case_lines(case, basis))
    if len(basis.cases) <= MANY:
        return lines
    return (*lines[:_MOST_LINES], *_rest(len(lines) - _MOST_LINES, basis))


def _case_lines(case: CaseComparison, basis: Basis) -> Iterator[str]:
    words = basis.words
    gates = (("gates_closed", case.gates_closed), ("gates_opened", case.gates_opened))
    told = [words.say(f"since.{key}", gates=words.form.join(moved)) for key, moved in gates if moved]
    if case.verdict.why or told:
        yield " ".join((*case.verdict.why, *told))
    for period in case.periods:
        readings = [*(each.sentence for each in period.readings), *(each.sentence for each in period.limits)]
        if readings:
            yield words.say("since.measured", period=period.period, readings=" ".join((*readings, *period.notes)))
    if not case.periods:
        yield from (each.sentence for each in case.measurements)


def _rest(count: int, basis: Basis) -> tuple[str, ...]:
    if count <= 0:
        return ()
    return (basis.words.say("case.more_in_json", n=count, count=capitalise(basis.words.form.numeral(count))),)
