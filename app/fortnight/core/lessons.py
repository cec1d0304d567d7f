"""What a stopped use case has shown: a result in its own right, for the next one to use."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.decision import Situation
from fortnight.core.measurement import amount, counted, reading
from fortnight.core.phrase import joined, say


def what_was_learned(situation: Situation) -> str:
    """Return two to four sentences: what the work has shown, what can be used again and what is spared."""
    return joined(" ", (
        *_measured(situation), *_drilled(situation), *_usable_again(situation), *_spared(situation),
    ))


def _measured(situation: Situation) -> Iterator[str]:
    metric, words = situation.case.metric, situation.words
    measurements = counted(metric.measurements, situation.today)
    name = metric.name.strip() or say("the metric")
    if not measurements:
        yield say("Nobody measured {metric} on own data, so the demo proved nothing yet.", metric=name)
        return
    day, last = measurements[-1]
    value, date = reading(words, last, metric.unit), words.date(day)
    if metric.threshold is None:
        yield say("How well it does is known now: {metric} came to {value} on {date}, with no threshold to hold "
                  "it against.", metric=name, value=value, date=date)
    else:
        yield say("How well it does is known now: {metric} came to {value} on {date} against {threshold}.",
                  metric=name, value=value, date=date, threshold=amount(words, metric.threshold, metric.unit))


def _drilled(situation: Situation) -> Iterator[str]:
    drill = situation.drill
    if drill.cards and drill.unplayed < len(drill.cards):
        yield say("What happens in two weeks without its makers is known: {drill}", drill=drill.sentence)


def _usable_again(situation: Situation) -> Iterator[str]:
    kept = [joined(" ", (gate.id, gate.title)) for gate in situation.gates.gates if gate.holds]
    gates = situation.words.join(kept)
    if not kept:
        return
    if situation.words.is_one(len(kept)):
        yield say("{gates} holds; what was settled there serves the next use case.", gates=gates)
    else:
        yield say("{gates} hold; what was settled there serves the next use case.", gates=gates)


def _spared(situation: Situation) -> Iterator[str]:
    build = situation.roi.build_cost.p50 if situation.roi.build_cost else None
    if build:
        yield say("Stopping now spares about {amount} of work still to be done.",
                  amount=situation.words.money(build))
    else:
        yield say("Stopping now frees the people and the budget for a use case that can pay.")
