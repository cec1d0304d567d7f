"""The report of a run without an answer: page one tells the last run, and no gap is taken for a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fortnight.core.roadmap.plan import Roadmap
from fortnight.report.basis import Basis
from fortnight.report.section_cases import verdict_table
from fortnight.report.summary import five_sentences
from fortnight.report.views import CasesSection, Cover, MoneySection, ReportContext, SummarySentence, Table


def not_judged_context(basis: Basis, cover: Cover, context_of: Callable[[Basis, Cover], ReportContext]
                       ) -> ReportContext:
    """Return what a template is given for `basis`, a run without an answer, whose page one tells the last run.

    Use cases, plan and money are left out of the basis before `context_of` makes the rest of it.
    """
    words, empty = basis.words, Roadmap(None, (), (), (), (), (), {}, ())
    evaluation = replace(basis.evaluation, cases={}, roadmap=empty, portfolio=None)
    made = context_of(replace(basis, evaluation=evaluation, cases=()), cover)
    return replace(
        made,
        cases=CasesSection(words.say("not_judged.cases"), None, None),
        roadmap=replace(made.roadmap, title=words.say("not_judged.roadmap")),
        money=MoneySection(words.say("not_judged.money"), words.say("not_judged.money_text"), npv=None,
                           fan=None, naive=None, costs=None, missing=None),
    )


def verdicts_of_last_time(last: Basis, *, most: int) -> Table | None:
    """Return the verdict on each use case of the run `last`, under a title that says so."""
    table = verdict_table(last, most=most)
    title = last.words.say("not_judged.verdicts", last=_name(last))
    return replace(table, title=title) if table else None


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
    return basis.cut(header.period, 30) or date
