"""A comparison or a trend as text, in sections with a title each; the same for command line and screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from fortnight.core.compare import Comparison, MoveKind
from fortnight.core.compare_cases import CaseComparison, ClauseMove
from fortnight.core.migration import Migration
from fortnight.core.promises import PromiseState
from fortnight.core.slope import slope, sparkline
from fortnight.core.trend import CaseTrend, Trend
from fortnight.core.wording import Wording

_TITLES = {
    MoveKind.ROSE: "Rose",
    MoveKind.FELL: "Fell",
    MoveKind.CLEARED: "Unknown last time, known now",
    MoveKind.CLOUDED: "Known last time, unknown now",
}
_PROMISED = (PromiseState.OPEN, PromiseState.STARTED, PromiseState.MOVED, PromiseState.DROPPED, PromiseState.SHOWN,
             PromiseState.DONE)
"""What was not done first."""


@dataclass(frozen=True, slots=True)
class Section:
    """A title with the lines below it; either may be empty."""

    title: str
    lines: tuple[str, ...]


def comparison_lines(found: Comparison, words: Wording) -> list[str]:
    """Return everything that moved between two runs: the summary first, then each part."""
    sections = (summary(found), *level_sections(found, words), *promise_sections(found), *case_sections(found),
                Section(found.calibration.sentence, ()))
    return _printed(sections)


def trend_lines(found: Trend, words: Wording) -> list[str]:
    """Return a trend: levels over the runs, then each use case, then what was promised and measured."""
    return _printed(trend_sections(found, words))


def summary(found: Comparison) -> Section:
    """Return which runs these are and what to say first."""
    return Section(_title(found, f"{found.before.label} to {found.now.label}"), found.sentences)


def migration_section(found: Migration) -> Section | None:
    """Return a line for each question when the questionnaire changed; None when every one was kept."""
    if not found.is_needed:
        return None
    counts = ", ".join(f"{count} {fate.value}" for fate, count in found.counts.items())
    was = found.from_version or "an unnamed version"
    return Section(f"The questionnaire went from {was} to {found.to_version}: {counts}.", tuple(
        f"  {line.fate.value:<8}  {_ids(line.old_id, line.new_ids)}: {line.sentence}" for line in found.lines))


def _ids(old_id: str, new_ids: tuple[str, ...]) -> str:
    new = ", ".join(new_ids)
    return " -> ".join(part for part in dict.fromkeys((old_id, new)) if part)


def level_sections(found: Comparison, words: Wording) -> tuple[Section, ...]:
    """Return the slope chart and the answers that moved."""
    moved = [Section(f"{title} ({len(moves)}):", tuple(f"  {move.sentence}" for move in moves))
             for kind, title in _TITLES.items() if (moves := found.moved(kind))]
    if not found.questions:
        return tuple(moved)
    low, high = (words.exact(end) for end in found.scale)
    count = words.count(found.questions, "question", "questions")
    chart = Section(f"By dimension, on {count}, from {low} to {high} (○ then, ● now):",
                    tuple(slope_lines(found, words)))
    return (chart, *moved)


def promise_sections(found: Comparison) -> tuple[Section, ...]:
    """Return what was promised, by what came of it; what was not done first."""
    return tuple(
        Section(f"Promised, {_STATE[state]} ({len(promised)}):",
                tuple(f"  {promise.title}: {promise.sentence}" for promise in promised))
        for state in _PROMISED
        if (promised := [promise for promise in found.promises if promise.state is state])
    )


def case_sections(found: Comparison, *, beside_money: str = "") -> tuple[Section, ...]:
    """Return what moved for each use case; `beside_money` is said after the figures of each."""
    return tuple(Section(case.sentence, tuple(_case(case, beside_money))) for case in found.cases)


def trend_sections(found: Trend, words: Wording) -> tuple[Section, ...]:
    """Return the summary, the levels over the runs, each use case, and promises and calibration."""
    runs = ", ".join(run.label for run in found.runs)
    kept = tuple(
        f"{step.before.label} to {step.now.label}: {sum(promise.is_kept for promise in step.promises)} of "
        f"{len(step.promises)} promised actions done."
        for step in found.steps if step.promises
    )
    return (
        Section(_title(found, runs), found.sentences),
        Section("", tuple(_levels(found, words))),
        *(Section(case.name, tuple(_case_trend(case, found))) for case in found.cases),
        Section("", (*kept, found.calibration.sentence)),
    )


def slope_lines(found: Comparison, words: Wording) -> list[str]:
    """Return the slope chart: a line for each dimension, its values beside it."""
    width = max((len(each.title) for each in found.dimensions), default=0)
    low, high = found.scale
    lines = []
    for each in found.dimensions:
        if each.before is None or each.now is None or each.change is None:
            lines.append(f"  {each.title:<{width}}  nothing in it compares")
            continue
        change = words.fixed(abs(each.change), 1)
        values = f"{words.fixed(each.before, 1)} → {words.fixed(each.now, 1)}"
        moved = "same" if not each.change else f"{'+' if each.change > 0 else '−'}{change}"
        lines.append(f"  {each.title:<{width}}  {slope(each.before, each.now, low, high)}  {values}  {moved}")
    return lines


def _printed(sections: Iterable[Section]) -> list[str]:
    """Return the sections one after another, a blank line between them."""
    lines: list[str] = []
    for section in sections:
        lines += [*([""] if lines else []), *([section.title] if section.title else []), *section.lines]
    return lines


def _title(found: Comparison | Trend, runs: str) -> str:
    name = " · ".join(filter(None, (found.organisation.strip(), found.team.strip())))
    return f"{name}: {runs}" if name else runs


_STATE = {
    PromiseState.OPEN: "not done",
    PromiseState.STARTED: "begun",
    PromiseState.MOVED: "moved",
    PromiseState.DROPPED: "dropped",
    PromiseState.SHOWN: "done by its level",
    PromiseState.DONE: "done",
}


def _case(case: CaseComparison, beside_money: str) -> Iterator[str]:
    if case.verdict.headline:
        yield f"  {case.verdict.headline}"
    yield from (f"  - {why}" for why in case.verdict.why)
    if case.gates_closed:
        yield f"  Gates that hold now: {', '.join(case.gates_closed)}."
    if case.gates_opened:
        yield f"  Gates that no longer hold: {', '.join(case.gates_opened)}."
    yield from _clauses("Clauses closed since", case.clauses_closed)
    yield from _clauses("Clauses open again", case.clauses_opened)
    if case.clauses_only_now:
        yield f"  Asked differently last time, so not compared: {', '.join(case.clauses_only_now)}."
    if case.presence == "both":
        yield f"  Two-week test last time: {case.drill.before}"
        yield f"  Two-week test now: {case.drill.now}"
    yield from (f"  {each.sentence}" for each in case.measurements)
    for period in case.periods:
        yield f"  Measured in {period.period}, against what was promised before:"
        yield from (f"    {each.sentence}" for each in period.readings)
        yield from (f"    {each.sentence}" for each in period.limits)
        yield from (f"    {note}" for note in period.notes)
    yield from (f"  {sentence}" for sentence in case.money.sentences)
    if case.money.sentences and beside_money:
        yield f"  {beside_money}"
    if case.periods and case.proven:
        yield f"  {case.proven}"


def _clauses(title: str, moved: Sequence[ClauseMove]) -> Iterator[str]:
    """Yield the clauses that the aim needs; the others as a number, since no verdict counts them yet."""
    needed = [clause for clause in moved if clause.is_below_aim]
    beyond = len(moved) - len(needed)
    if needed:
        yield f"  {title}:"
        yield from (f"    {clause.clause_id}: {clause.because}" for clause in needed)
    if beyond:
        yield f"  {title}, of gates beyond its aim: {beyond}."


def _levels(found: Trend, words: Wording) -> Iterator[str]:
    low, high = found.scale
    width = max((len(each.title) for each in found.dimensions), default=0)
    columns = [max(len(run.label), 4) for run in found.runs]
    heads = "  ".join(f"{run.label:>{column}}" for run, column in zip(found.runs, columns, strict=True))
    yield f"  {'':<{width}}  {'':<{len(found.runs)}}  {heads}"
    for title, scores in (("Overall", found.overall), *((each.title, each.scores) for each in found.dimensions)):
        values = "  ".join(
            f"{'–' if value is None else words.fixed(value, 1):>{column}}"
            for value, column in zip(scores, columns, strict=True))
        yield f"  {title:<{width}}  {sparkline(scores, low, high)}  {values}"


def _case_trend(case: CaseTrend, found: Trend) -> Iterator[str]:
    for place, run in enumerate(found.runs):
        verdict, earned, held = case.verdicts[place], case.earned[place], case.gates_held[place]
        aim = case.aims[place]
        if verdict is None or earned is None or held is None or aim is None:
            yield f"  {run.label}: not assessed."
            continue
        gates = f"{', '.join(held)} hold" if len(held) > 1 else f"{held[0]} holds" if held else "no gate holds"
        number = case.open_clauses[place]
        shut = f"{number} {'clause' if number == 1 else 'clauses'} of {aim.label} open"
        yield f"  {run.label}: {verdict}; earned {earned.label}; {gates}; {shut}; {case.two_week_tests[place]}."
    yield from (f"  {each.sentence}" for each in case.measurements)
