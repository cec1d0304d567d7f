"""How to read the report, how the figures were made, and every assumption with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.gates import GATES
from fortnight.core.phrase import in_language
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.roi.results import InputUsed
from fortnight.report.basis import Basis, CaseBasis, shorten
from fortnight.report.inputs import input_range, input_text, input_title
from fortnight.report.views import Column, Fact, Group, ReadingSection, Table

_VERDICTS = ("GO", "HARDEN", "NARROW", "MEASURE", "DECIDE", "STOP", "PULL_BACK")
_WITH_RANGES, _WITH_CODES = 3, 6
"""Use cases to a table: with ranges and grades in words, or, when there are more, with medians and codes."""
BASE_RATE = "gartner-abandonment"
"""Id of the reference that says how many proofs of concept fail."""


def reading_section(basis: Basis) -> ReadingSection:
    """Return what a reader needs to know before the figures."""
    words, form = basis.words, basis.words.form
    draws = _draws(basis)
    money = words.say("reading.money_text" if draws else "reading.money_none", draws=form.exact(draws))
    groups = (
        Group(words.say("reading.levels"), (words.say("reading.levels_text", top=basis.questionnaire.top),)),
        Group(words.say("reading.money"), (money,)),
        Group(words.say("reading.evidence"), (words.say("reading.evidence_text"),)),
        Group(words.say("reading.drill"), (words.say("reading.drill_text"),)),
        *((Group(words.say("reading.tornado"), (words.say("reading.tornado_text"),)),) if draws else ()),
    )
    verdicts = tuple(Fact(words.say(f"verdict.{key}"), words.say(f"verdict_means.{key}")) for key in _VERDICTS)
    gates = tuple(
        Fact(f"{gate_id}  {in_language(title, words.translate)}",
             words.say("reading.gate_opens", stage=words.label("stage", stage.value)))
        for gate_id, (title, stage) in GATES.items())
    title = words.say("finding.reading", levels=form.numeral(basis.questionnaire.top))
    return ReadingSection(title, groups, verdicts, gates)


def method(basis: Basis) -> tuple[Fact, ...]:
    """Return the paragraphs on method, with the cut-offs that were in force."""
    words, form, settings = basis.words, basis.words.form, basis.assessment.settings
    questionnaire, draws = basis.questionnaire, _draws(basis)
    if (questionnaire.section_aggregate, questionnaire.overall_aggregate) == ("mean", "mean"):
        scoring = words.say("method.scoring_text")
    else:
        scoring = words.say("method.scoring_sum", section=questionnaire.section_aggregate,
                            overall=questionnaire.overall_aggregate)
    verdict = words.say(
        "method.verdict_text", pays_loss=form.percent_exact(settings.pays_max_loss),
        payback=form.exact(settings.payback_limit_months), percentile=form.percent_exact(
            settings.pays_payback_percentile), measured=form.percent_exact(settings.pays_min_measured_share),
        loses_loss=form.percent_exact(settings.loses_min_loss))
    months = words.say("months", n=settings.horizon_months, count=settings.horizon_months)
    money = words.say("method.money_none") if not draws else words.say(
        "method.money_text", horizon=months, currency=basis.assessment.assessment.currency,
        rate=form.percent_exact(settings.discount_rate), draws=form.exact(draws), seed=_seed(basis))
    return tuple(Fact(words.say(f"method.{key}"), text) for key, text in (
        ("scoring", scoring), ("verdict", verdict), ("drill", words.say("method.drill_text",
                                                                       limps=settings.drill_max_limps)),
        ("money", money), ("evidence", words.say("method.evidence_text")),
        ("roadmap", words.say("method.roadmap_text")), ("limits", words.say("method.limits_text")),
    ))


def base_rate(basis: Basis) -> str:
    """Return the published share of proofs of concept that were expected to fail, with its source."""
    reference = basis.questionnaire.references.get(BASE_RATE)
    return f"{reference.statement} ({reference.source})" if reference else ""


def assumption_tables(basis: Basis) -> tuple[Table, ...]:
    """Return every input with its value and evidence, a few use cases to a table."""
    with_inputs = [case for case in basis.cases if case.result.roi.inputs]
    size = _WITH_RANGES if len(with_inputs) <= _WITH_RANGES else _WITH_CODES
    return tuple(
        _assumptions(basis, with_inputs[start:start + size], start // size + 1, in_full=size == _WITH_RANGES)
        for start in range(0, len(with_inputs), size))


def assumption_count(basis: Basis) -> int:
    """Return how many inputs stand in the tables."""
    return sum(len(_shown(case)) for case in basis.cases)


def absent_lines(basis: Basis) -> tuple[str, ...]:
    """Return one line for each default and each value left out, with the use cases that it concerns."""
    seen: dict[str, list[str]] = {}
    for case in basis.cases:
        for line in case.result.roi.assumptions:
            seen.setdefault(line, []).append(str(case.number))
    if len(basis.cases) == 1:
        return tuple(seen)
    return tuple(f"{line.rstrip('.')} ({', '.join(numbers)})." for line, numbers in seen.items())


def shared_cost_lines(basis: Basis) -> tuple[str, ...]:
    """Return one line for each cost that several use cases carry."""
    words, form = basis.words, basis.words.form
    names = {case.case_id: case.name for case in basis.cases}
    lines = []
    for cost_id, cost in basis.assessment.shared_costs.items():
        amounts = []
        if cost.cost_per_month is not None:
            amounts.append(words.say("assumptions.cost_month", amount=form.span(
                form.money_exact(cost.cost_per_month.low), form.money_exact(cost.cost_per_month.high))))
        if cost.one_off is not None:
            amounts.append(words.say("assumptions.cost_once", amount=form.span(
                form.money_exact(cost.one_off.low), form.money_exact(cost.one_off.high))))
        carried = form.join(names.get(case_id, case_id) for case_id in cost.use_cases)
        lines.append(words.say("assumptions.shared_by", title=shorten(cost.title or cost_id, 80),
                               amounts=form.join(amounts) or "–", names=carried or "–"))
    return tuple(lines)


def _assumptions(basis: Basis, cases: Sequence[CaseBasis], number: int, *, in_full: bool) -> Table:
    words = basis.words
    columns = (Column(words.say("assumptions.input"), width="28%"), *(
        Column(f"{case.number}  {shorten(case.name, 40 if in_full else 24)}") for case in cases))
    used = [{each.input_name: each for each in _shown(case)} for case in cases]
    widened = [{each.input_name for each in case.result.roi.widened} for case in cases]
    rows = tuple(
        (input_title(name, words), *(
            _value(by_name.get(name), name in wide, basis, in_full=in_full)
            for by_name, wide in zip(used, widened, strict=True)))
        for name in INPUTS if any(name in by_name for by_name in used))
    notes = [words.say("assumptions.note" if in_full else "assumptions.note_codes")]
    if any(widened):
        notes.append(words.say("assumptions.note_widened"))
    numbers = words.form.join(str(case.number) for case in cases)
    title = words.say("assumptions.title", names=numbers)
    return Table(f"assumptions-{number}", title, columns, rows, " ".join(notes))


def _shown(case: CaseBasis) -> list[InputUsed]:
    """Return the inputs that were given or computed; what was left out is listed as a sentence."""
    return [each for each in case.result.roi.inputs if each.origin != "absent"]


def _value(used: InputUsed | None, is_widened: bool, basis: Basis, *, in_full: bool) -> str:
    if used is None:
        return "–"
    words, mark = basis.words, "*" if is_widened else ""
    kind = used.evidence.value if used.evidence is not None else used.origin
    if not in_full:
        return f"{input_text(used.input_name, used.median, words)}{mark} {words.label('evidence_code', kind)}"
    value = input_range(used.input_name, used.median, used.p5, used.p95, words)
    return f"{value}{mark}, {words.label('evidence', kind)}"


def _draws(basis: Basis) -> int:
    return max((case.result.roi.draws for case in basis.cases if case.result.roi.npv is not None), default=0)


def _seed(basis: Basis) -> int:
    return next((case.result.roi.seed for case in basis.cases if case.result.roi.npv is not None), 0)
