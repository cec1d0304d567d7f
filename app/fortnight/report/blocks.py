"""The sentence on what blocks: the gates that do not hold, who holds them, until when, and the law."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from fortnight.core.gates import Gate
from fortnight.report.basis import Basis, CaseBasis
from fortnight.report.decision import all_of_them

_MOST_GATES = 3


def blocks_sentence(basis: Basis) -> str:
    """Return which gates do not hold, with holder and date, and where the law stands."""
    words, form = basis.words, basis.words.form
    if not basis.cases:
        return words.say("blocks.none")
    if len(basis.cases) == 1:
        return _single(basis, basis.cases[0])
    going_on = [case for case in basis.cases if case.goes_on]
    if not going_on:
        return words.say("blocks.all_stopped", legal=_legal_of_many(basis, list(basis.cases)))
    held = [case for case in going_on if case.closed_gates]
    legal = _legal_of_many(basis, going_on)
    if not held:
        return words.say("blocks.many_hold", legal=legal)
    worst = max(held, key=lambda case: (_latest(basis, case), len(case.open_clauses)))
    if len(held) == len(going_on):
        key = "blocks.many_all" if len(held) > 1 else "blocks.many_alone"
        return words.say(key, all=all_of_them(basis, len(held)), name=worst.name,
                         gates=_gates(basis, worst, most=1), legal=legal)
    return words.say("blocks.many", n=len(held), count=form.numeral(len(held)), of=form.numeral(len(going_on)),
                     name=worst.name, gates=_gates(basis, worst, most=1), legal=legal)


def _single(basis: Basis, case: CaseBasis) -> str:
    words, form = basis.words, basis.words.form
    closed, legal = case.closed_gates, _legal(basis, case)
    stage = words.label("stage", case.use_case.aim.value)
    if not closed:
        count = len(case.gates)
        if count == 2:
            return words.say("blocks.all_hold_both", stage=stage, legal=legal)
        return words.say("blocks.all_hold", n=count, gates=form.numeral(count), stage=stage, legal=legal)
    return words.say("blocks.single", n=len(closed), count=form.numeral(len(closed)),
                     of=form.numeral(len(case.gates)), stage=stage, gates=_gates(basis, case, most=_MOST_GATES),
                     legal=legal)


def _gates(basis: Basis, case: CaseBasis, *, most: int) -> str:
    """Return the gates that do not hold; where not all can be named, those that clear last, and how many more."""
    words, closed = basis.words, case.closed_gates
    rest = len(closed) - most
    if rest <= 0:
        return words.form.join(_gate(basis, case, gate) for gate in closed)
    last_first = sorted(closed, key=lambda gate: _clears(basis, case, gate) or dt.date.max, reverse=True)
    more = words.say("blocks.more", n=rest, count=words.form.numeral(rest))
    return words.form.join([*(_gate(basis, case, gate) for gate in last_first[:most]), more])


def _gate(basis: Basis, case: CaseBasis, gate: Gate) -> str:
    words, form = basis.words, basis.words.form
    count = len(gate.open_clauses)
    text = words.say("blocks.open", n=count, count=form.numeral(count))
    items = [item for clause in gate.open_clauses if (item := basis.item_for(clause, case.case_id))]
    clears = _clears(basis, case, gate)
    if not items:
        detail = words.say("blocks.nobody", open=text)
    else:
        holders = form.join(dict.fromkeys(basis.cut(basis.holder(item), 40) for item in items[:2]))
        key = "blocks.holder" if clears is None else "blocks.holder_by"
        detail = words.say(key, open=text, holder=holders, date=form.date(clears) if clears else "")
    return words.say("blocks.gate", title=gate.title, detail=detail)


def _clears(basis: Basis, case: CaseBasis, gate: Gate) -> dt.date | None:
    """Return the day on which the last action on a gate's open conditions finishes; None when one has none."""
    finishes = []
    for clause in gate.open_clauses:
        item = basis.item_for(clause, case.case_id)
        if item is None or item.finish is None or item.horizon == "later":
            return None
        finishes.append(item.finish)
    return max(finishes, default=None)


def _latest(basis: Basis, case: CaseBasis) -> dt.date:
    """Return the day on which the last of its gates clears; the end of time when one has no date."""
    return max((_clears(basis, case, gate) or dt.date.max for gate in case.closed_gates), default=dt.date.min)


def _legal(basis: Basis, case: CaseBasis) -> str:
    words, law = basis.words, case.use_case.law
    if law.ai_act_class is None:
        return words.say("blocks.legal_open")
    class_name = words.label("blocks", law.ai_act_class)
    if not law.class_decided_by:
        return words.say("blocks.legal_unsigned", **{"class": class_name})
    return words.say("blocks.legal_named", who=basis.cut(law.class_decided_by, 60), **{"class": class_name})


def _legal_of_many(basis: Basis, cases: list[CaseBasis]) -> str:
    words, form = basis.words, basis.words.form
    counts = Counter(case.use_case.law.ai_act_class or "" for case in cases)
    parts = [
        words.say("blocks.legal_class" if name else "blocks.legal_none", n=counts[name],
                  count=form.numeral(counts[name]), **{"class": words.label("blocks", name) if name else ""})
        for name in ("prohibited", "high", "limited", "minimal", "") if counts[name]
    ]
    return words.say("blocks.legal_many", classes=form.join(parts))
