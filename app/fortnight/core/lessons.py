"""What a stopped use case has shown: a result in its own right, for the next one to use."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.decision import Situation
from fortnight.core.measurement import amount, counted, reading


def what_was_learned(situation: Situation) -> str:
    """Return two to four sentences: what the work has shown, what can be used again and what is spared."""
    return " ".join(
        [
            *_measured(situation),
            *_drilled(situation),
            *_usable_again(situation),
            *_spared(situation),
        ]
    )


def _measured(situation: Situation) -> Iterator[str]:
    metric, words = situation.case.metric, situation.words
    measurements = counted(metric.measurements, situation.today)
    if not measurements:
        yield f"Nobody measured {metric.name.strip() or 'the metric'} on own data, so the demo proved nothing yet."
        return
    day, last = measurements[-1]
    name = metric.name.strip() or "the metric"
    goal = (
        f" against {amount(words, metric.threshold, metric.unit)}"
        if metric.threshold is not None
        else ", with no threshold to hold it against"
    )
    value = reading(words, last, metric.unit)
    yield f"How well it does is known now: {name} came to {value} on {words.date(day)}{goal}."


def _drilled(situation: Situation) -> Iterator[str]:
    drill = situation.drill
    if drill.cards and drill.unplayed < len(drill.cards):
        yield f"What happens in two weeks without its makers is known: {drill.sentence}"


def _usable_again(situation: Situation) -> Iterator[str]:
    kept = [f"{gate.id} {gate.title}" for gate in situation.gates.gates if gate.holds]
    if kept:
        verb = "hold" if len(kept) > 1 else "holds"
        yield f"{situation.words.join(kept)} {verb}; what was settled there serves the next use case."


def _spared(situation: Situation) -> Iterator[str]:
    build = situation.roi.build_cost.p50 if situation.roi.build_cost else None
    if build:
        yield f"Stopping now spares about {situation.words.money(build)} of work still to be done."
    else:
        yield "Stopping now frees the people and the budget for a use case that can pay."
