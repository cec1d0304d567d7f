"""What a request costs, by volume, and what would make it cheaper, one row for each use case."""

from __future__ import annotations

from fortnight.core.cost_words import shown_volumes
from fortnight.core.roi.results import LeverResult
from fortnight.core.wording import inside_a_sentence
from fortnight.report.basis import MANY, Basis, CaseBasis
from fortnight.report.findings import costs_finding
from fortnight.report.section_cases import table_name
from fortnight.report.views import Column, Table


def costs_table(basis: Basis) -> Table | None:
    """Return the cost of a request of each use case that calls a model and has figures; None without one."""
    words = basis.words
    cases = [case for case in basis.cases if case.result.roi.cost_per_request]
    if not cases:
        return None
    columns = (Column(words.say("costs.name"), width="16%"), Column(words.say("costs.calls"), width="8%"),
               Column(words.say("costs.volume"), width="22%"), Column(words.say("costs.levers")))
    rows = tuple((f"{case.number}  {table_name(case, basis)}",
                  words.form.money(case.result.roi.cost_per_request or 0.0), _by_volume(case, basis),
                  _levers(case, basis)) for case in cases)
    return Table("costs", costs_finding(cases, basis), columns, rows, words.say("costs.note"))


def _by_volume(case: CaseBasis, basis: Basis) -> str:
    form = basis.words.form
    return form.join(
        basis.words.say("costs.at_volume", amount=form.money(point.full_cost),
                        requests=form.number(point.requests_per_month))
        for point in shown_volumes(case.result.roi)) or "–"


def _levers(case: CaseBasis, basis: Basis) -> str:
    """Return the best lever with what it supposes, then the others by name; with many cases the best alone."""
    words, levers = basis.words, case.result.roi.levers
    if not levers:
        return "–"
    best, *others = levers
    text = words.say("costs.best", lever=best.title, gain=_gain(best, basis), assumption=best.assumption)
    if not others or len(basis.cases) > MANY:
        return text
    named = (words.say("costs.lever", lever=inside_a_sentence(lever.title), gain=_gain(lever, basis))
             for lever in others)
    return f"{text} {words.say('costs.others', levers=words.form.join(named))}"


def _gain(lever: LeverResult, basis: Basis) -> str:
    amount = basis.words.form.money(lever.npv_gain)
    return basis.words.say("costs.gain", amount=amount) if lever.npv_gain > 0 else amount
