"""The report of a run without an answer: page one tells the last run, and no gap is taken for a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fortnight.core.roadmap.plan import Roadmap
from fortnight.report.basis import Basis
from fortnight.report.section_cases import verdict_table
from fortnight.report.summary import five_sentences
from fortnight.report.views import CasesSection, MoneySection, ReportContext, SummarySentence


def not_judged_context(basis: Basis, last: Basis, context_of: Callable[[Basis], ReportContext]) -> ReportContext:
    """Return what a template is given for `basis`, a run without an answer, after the run `last`.

    Use cases, plan and money are left out of the basis before `context_of` makes the rest of it.
    """
    words, empty = basis.words, Roadmap(None, (), (), (), (), (), {}, ())
    evaluation = replace(basis.evaluation, cases={}, roadmap=empty, portfolio=None)
    made = context_of(replace(basis, evaluation=evaluation, cases=()))
    table = verdict_table(last)
    return replace(
        made,
        head=replace(made.head, title=not_judged_title(basis)),
        summary=sentences_of_last_time(basis, last),
        verdicts=replace(table, title=words.say("not_judged.verdicts", last=_name(last))) if table else None,
        cases=CasesSection(words.say("not_judged.cases"), None, None),
        roadmap=replace(made.roadmap, title=words.say("not_judged.roadmap")),
        money=MoneySection(words.say("not_judged.money"), words.say("not_judged.money_text"), npv=None,
                           fan=None, naive=None, costs=None, missing=None),
    )


def not_judged_title(basis: Basis) -> str:
    """Return the headline of a run without an answer."""
    return basis.words.say("not_judged.title", run=_name(basis))


def sentences_of_last_time(basis: Basis, last: Basis) -> tuple[SummarySentence, ...]:
    """Return the five sentences of the run `last`, each of which says that it is of last time."""
    return tuple(
        replace(each, text=basis.words.say(
            "not_judged.decision" if each.key == "decision" else "not_judged.then", last=_name(last),
            text=each.text))
        for each in five_sentences(last)
    )


def _name(basis: Basis) -> str:
    """Return what a run is called: its period, else its date."""
    header = basis.assessment.assessment
    date = basis.words.form.date(header.date) if header.date else basis.words.say("not_judged.undated")
    return header.period.strip() or date
