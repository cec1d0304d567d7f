"""Since last time: what moved, what came of what was promised, and what was measured against it."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.compare import Comparison, Move, MoveKind
from fortnight.core.compare_cases import CaseComparison
from fortnight.core.unanswered import is_unanswered
from fortnight.core.wording import capitalise
from fortnight.report.basis import MANY, Basis, whole
from fortnight.report.views import Group, SinceSection

_KINDS = {MoveKind.FELL: "fell", MoveKind.CLOUDED: "clouded", MoveKind.CLEARED: "cleared", MoveKind.ROSE: "rose"}
"""How answers moved, the worst first, with the names of the catalogue."""
_MOST_MOVES, _MOST_PROMISES, _MOST_LINES = 6, 4, 2


def since_section(basis: Basis) -> SinceSection | None:
    """Return what moved since the last run, or None without one."""
    compared = basis.comparison
    if compared is None:
        return None
    words = basis.words
    of_cases = {case.sentence for case in compared.cases}
    groups = [
        Group(words.say("since.levels"), tuple(_levels(compared, basis))),
        Group(words.say("since.promises"), tuple(_promises(compared, basis))),
        *(Group(case.sentence.removesuffix("."), _case(case, basis)) for case in compared.cases),
        Group(words.say("since.calibration"), (compared.calibration.sentence,)),
    ]
    return SinceSection(
        title=_title(compared, basis), groups=tuple(group for group in groups if group.lines),
        lead=" ".join(sentence for sentence in compared.sentences if sentence not in of_cases))


def _title(compared: Comparison, basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    if is_unanswered(basis.assessment):
        count = len(compared.promises)
        return words.say("finding.since_to_review", n=count, count=capitalise(form.numeral(count)))
    if compared.promises:
        kept = sum(promise.is_kept for promise in compared.promises)
        return words.say("finding.since_promised", n=kept, count=capitalise(form.numeral(kept)),
                         of=form.numeral(len(compared.promises)))
    return words.say("finding.since_moved", n=len(compared.moves),
                     count=capitalise(form.numeral(len(compared.moves))))


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
    """Yield what came of each promise, what was not kept first; kept ones beyond a few are counted."""
    broken = [promise for promise in compared.promises if not promise.is_kept]
    kept = [promise for promise in compared.promises if promise.is_kept]
    shown = [*broken, *kept][:max(_MOST_PROMISES, len(broken) if len(basis.cases) <= MANY else 0)]
    for promise in shown:
        yield whole(f"{promise.title}: {promise.sentence}")
    yield from _rest(len(compared.promises) - len(shown), basis)


def _case(case: CaseComparison, basis: Basis) -> tuple[str, ...]:
    """Return what moved for one use case; where there are many, the first sentences of it."""
    lines = tuple(_case_lines(case, basis))
    if len(basis.cases) <= MANY:
        return lines
    return (*lines[:_MOST_LINES], *_rest(len(lines) - _MOST_LINES, basis))


def _case_lines(case: CaseComparison, basis: Basis) -> Iterator[str]:
    words = basis.words
    if case.verdict.why:
        yield " ".join(case.verdict.why)
    for key, gates in (("gates_closed", case.gates_closed), ("gates_opened", case.gates_opened)):
        if gates:
            yield words.say(f"since.{key}", gates=words.form.join(gates))
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
