"""Verdicts in words and signs: what to do, why, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from fortnight.core.decision import Verdict, VerdictKind, VerdictLimits
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.figures import Segment
from fortnight.core.roi.results import PortfolioResult
from fortnight.core.unanswered import not_judged, said_last_time
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording

VERDICT_STYLES: Mapping[VerdictKind, str] = {
    VerdictKind.PULL_BACK: "bold reverse $bad",
    VerdictKind.STOP: "bold reverse $bad",
    VerdictKind.DECIDE: "bold reverse $warn",
    VerdictKind.NARROW: "bold reverse $warn",
    VerdictKind.MEASURE: "bold reverse $warn",
    VerdictKind.HARDEN: "bold reverse $lead",
    VerdictKind.GO: "bold reverse $good",
}
"""The word itself says which it is; the colour only repeats how urgent it is."""


def verdict_text(name: str, verdict: Verdict, wording: Wording) -> Content:
    """Return a verdict with its reasons and what would change it, a line each."""
    head = (name, "bold"), (f"  rule {verdict.rule}", "$quiet")
    lines = [
        Content.assemble((f" {verdict.kind} ", VERDICT_STYLES[verdict.kind]), "  ", *head),
        Content.styled(verdict.headline, "bold"),
    ]
    reach = limits_line(verdict.limits, wording)
    if reach and verdict.kind is VerdictKind.GO:
        lines.append(Content(reach))
    lines.append(Content.styled("Why", "$lead"))
    lines += [Content(f"· {reason}") for reason in verdict.reasons]
    if verdict.would_change:
        lines.append(Content.styled("What would change it", "$lead"))
        lines += [Content(f"· {change}") for change in verdict.would_change]
    if verdict.learned:
        lines.append(Content.styled("What was learned", "$lead"))
        lines.append(Content(f"· {verdict.learned}"))
    return Content("\n").join(lines)


def verdict_texts(evaluation: Evaluation, last: EvaluatedRun | None, names: Mapping[str, str],
                  wording: Wording) -> list[Content]:
    """Return each use case's verdict; where this run has no answer yet, why not, and what the `last` one said."""
    if last is None:
        return [verdict_text(names.get(case_id, case_id), case.verdict, wording)
                for case_id, case in evaluation.cases.items()]
    return [not_judged_text(names.get(case_id, case_id), not_judged(case_id, last, wording),
                            said_last_time(case_id, last, wording)) for case_id in evaluation.cases]


def not_judged_text(name: str, why: str, said_before: Sequence[str]) -> Content:
    """Return what stands in the place of a verdict that would rest on gaps: why, and what was said last time."""
    return Content("\n").join([Content.styled(name, "bold"), Content.styled(why, "bold $warn"),
                               *(Content(line) for line in said_before)])


def overview(verdicts: Sequence[Verdict]) -> Content:
    """Return a line for each use case: the word, and what to do."""
    return Content("\n").join(
        Content.assemble((f" {verdict.kind} ", VERDICT_STYLES[verdict.kind]), f" {verdict.headline}")
        for verdict in verdicts
    )


def limits_line(limits: VerdictLimits, wording: Wording) -> str:
    """Return how far the verdict reaches, as one sentence; empty where nothing limits it."""
    parts = []
    if limits.users is not None:
        parts.append(f"at most {wording.count(limits.users, 'user', 'users')}")
    if limits.tasks_per_month is not None:
        parts.append(f"at most {wording.exact(limits.tasks_per_month)} tasks a month")
    if limits.spend is not None:
        parts.append(f"at most {wording.money_exact(limits.spend)}")
    if limits.until is not None:
        parts.append(f"until {wording.date(limits.until)}")
    return f"Limits: {wording.join(parts)}." if parts else ""


def portfolio_line(portfolio: PortfolioResult | None, cases: Mapping[str, UseCase], wording: Wording) -> str:
    """Return what the use cases that go on are worth together, and which count in part; empty for one or none."""
    if portfolio is None or len(portfolio.use_case_ids) < 2:
        return ""
    listed = wording.join(_name(cases, case_id) for case_id in portfolio.use_case_ids)
    low, middle, high = portfolio.npv.p10 or 0.0, portfolio.npv.p50 or 0.0, portfolio.npv.p90 or 0.0
    return (f"{listed} together, shared costs once: {wording.money(middle)} in the middle, in 8 of 10 "
            f"futures {wording.money_range(low, high)}; "
            f"chance of a loss {wording.chance(portfolio.probability_of_loss)}; "
            f"peak cash at risk {wording.money(portfolio.peak_cash_at_risk)}."
            f"{''.join(f' {line}' for line in counted_in_part(portfolio, cases))}")


def counted_in_part(portfolio: PortfolioResult | None, cases: Mapping[str, UseCase]) -> tuple[str, ...]:
    """Return for each use case that is narrowed to a segment that the sum holds nothing else of it."""
    if portfolio is None:
        return ()
    return tuple(f"{_name(cases, case_id)} counted as "
                 f"{_name(cases[case_id].segments if case_id in cases else {}, segment_id)} alone."
                 for case_id, segment_id in portfolio.segments.items())


def _name(named: Mapping[str, UseCase] | Mapping[str, Segment], wanted: str) -> str:
    """Return the name of a use case or segment; its id where it has none or is gone since the evaluation."""
    return (wanted in named and named[wanted].name) or wanted
