"""The sentence that says what to do, and the headline above it."""

from __future__ import annotations

from fortnight.core.verdict import VerdictKind
from fortnight.core.wording import capitalise
from fortnight.report.basis import Basis, CaseBasis
from fortnight.report.inputs import name_inputs

_ORDER = (VerdictKind.GO, VerdictKind.HARDEN, VerdictKind.NARROW, VerdictKind.MEASURE, VerdictKind.DECIDE,
          VerdictKind.PULL_BACK, VerdictKind.STOP)
_MOST_NAMES = 3


def headline(basis: Basis) -> str:
    """Return the title of the report: what is to be done, in as few words as possible."""
    words, form = basis.words, basis.words.form
    if not basis.cases:
        return words.say("title.none")
    if len(basis.cases) == 1:
        case = basis.cases[0]
        return words.say(f"title.{key_of(case.kind)}", name=case.name, stage=_stage(basis, case),
                         segment=_segment(basis, case))
    if len(_groups(basis)) == 1:
        return capitalise(_all(basis))
    groups = [words.say(f"group.{key_of(kind)}", count=form.numeral(len(members)))
              for kind, members in _groups(basis)]
    return words.say("title.many", count=form.numeral(len(basis.cases)), groups=form.join(groups))


_MOST_NOTES = 2
"""Facts about several use cases that stand under the decision; each use case's page has its own."""


def decision_sentence(basis: Basis) -> str:
    """Return what to do, until when it holds, and who decides; then the facts that whoever decides should hear."""
    return " ".join((_decision(basis), *_half_answered(basis), *_notes(basis)))


def _half_answered(basis: Basis) -> tuple[str, ...]:
    """Return that answers of last time are still missing, since what is missing counts as a gap."""
    missing = len(basis.comparison.only_before) if basis.comparison is not None else 0
    if not missing:
        return ()
    return (basis.words.say("decision.half_answered", n=missing,
                            count=capitalise(basis.words.form.numeral(missing))),)


def _notes(basis: Basis) -> list[str]:
    """Return facts that stop nothing by themselves, such as a metric short of its threshold that has not moved."""
    if len(basis.cases) == 1:
        return list(map(basis.cases[0].in_short, basis.cases[0].result.verdict.readiness.notes))
    return [basis.words.pair(case.name, case.in_short(note)) for case in basis.cases
            for note in case.result.verdict.readiness.notes][:_MOST_NOTES]


def _decision(basis: Basis) -> str:
    words, form = basis.words, basis.words.form
    if not basis.cases:
        return words.say("decision.none")
    if len(basis.cases) == 1:
        case = basis.cases[0]
        verdict = case.result.verdict
        return words.say("decision.single", what=_what(basis, case), decider=_decider(basis),
                         verdict=words.say(f"verdict.{key_of(case.kind)}").lower(), rule=verdict.rule)
    if len(_groups(basis)) == 1:
        return words.say("decision.all", what=_all(basis), decider=_decider(basis))
    groups = [words.say(f"decision.many_{key_of(kind)}", names=_names(basis, members))
              for kind, members in _groups(basis)]
    return words.say("decision.many", count=form.numeral(len(basis.cases)), groups=form.join(groups),
                     decider=_decider(basis))


def key_of(kind: VerdictKind) -> str:
    """Return the name of a verdict in the catalogue."""
    return kind.value.replace(" ", "_")


def limits_text(basis: Basis, case: CaseBasis) -> str:
    """Return how far a GO reaches, as a list in a sentence; empty when no limit is set."""
    words, form, limits = basis.words, basis.words.form, case.result.verdict.limits
    parts = []
    if limits.users is not None:
        parts.append(words.say("decision.limit_users", n=limits.users, count=form.exact(limits.users)))
    if limits.tasks_per_month is not None:
        parts.append(words.say("decision.limit_tasks", tasks=form.exact(limits.tasks_per_month)))
    if limits.spend is not None:
        parts.append(words.say("decision.limit_spend", spend=form.money_exact(limits.spend)))
    if limits.until is not None:
        parts.append(words.say("decision.limit_until", date=form.date(limits.until)))
    return ", ".join(parts)


def _groups(basis: Basis) -> list[tuple[VerdictKind, list[CaseBasis]]]:
    found = [(kind, [case for case in basis.cases if case.kind is kind]) for kind in _ORDER]
    return [(kind, members) for kind, members in found if members]


def all_of_them(basis: Basis, count: int) -> str:
    """Return "both use cases", or "all three use cases"."""
    key = "decision.both" if count == 2 else "decision.all_of_them"
    return basis.words.say(key, count=basis.words.form.numeral(count))


def _all(basis: Basis) -> str:
    """Return what to do with every use case, where it is the same for all."""
    names = all_of_them(basis, len(basis.cases))
    return basis.words.say(f"decision.many_{key_of(basis.cases[0].kind)}", names=names)


def _names(basis: Basis, members: list[CaseBasis]) -> str:
    words, form = basis.words, basis.words.form
    if len(members) == 1 or len(basis.cases) <= _MOST_NAMES:
        return form.join(case.name for case in members)
    numbers = form.join(str(case.number) for case in members)
    return words.say("decision.numbered", count=form.numeral(len(members)), numbers=numbers)


def _what(basis: Basis, case: CaseBasis) -> str:
    words, form = basis.words, basis.words.form
    open_count = len(case.open_clauses)
    limits = limits_text(basis, case)
    key = key_of(case.kind) + ("_no_limits" if case.kind is VerdictKind.GO and not limits else "")
    gap = "decision.close" if case.kind is VerdictKind.PULL_BACK else "decision.gap"
    return words.say(
        f"decision.{key}", name=case.name, stage=_stage(basis, case), limits=limits, segment=_segment(basis, case),
        gap=words.say(gap, n=open_count, count=form.numeral(open_count)), effort=effort_text(basis, case),
        inputs=_inputs(basis, case), settle=_settle(basis, case),
    )


def effort_text(basis: Basis, case: CaseBasis) -> str:
    """Return how much work is left before the aim, and when it could be live."""
    words, form, closing = basis.words, basis.words.form, case.result.closing
    if not closing.action_ids:
        return words.say("decision.effort_none")
    mean = round(closing.effort_days.mean)
    days = words.say("days", n=mean, count=form.number(mean))
    if closing.go_live is not None:
        return words.say("decision.effort_date", days=days, month=form.month(closing.go_live))
    if closing.go_live_week is not None:
        weeks = words.say("weeks", n=closing.go_live_week, count=closing.go_live_week)
        return words.say("decision.effort_weeks", days=days, weeks=weeks)
    return words.say("decision.effort", days=days)


def _inputs(basis: Basis, case: CaseBasis) -> str:
    words = basis.words
    names = [each.input_name for each in case.result.verdict.measure_first]
    return name_inputs(names, words, most=_MOST_NAMES) if names else words.say("decision.inputs_unnamed")


def _settle(basis: Basis, case: CaseBasis) -> str:
    count = sum(clause.settled_today for clause in case.open_clauses)
    return basis.words.say("decision.settle", n=count, count=basis.words.form.numeral(count))


def _stage(basis: Basis, case: CaseBasis) -> str:
    return basis.words.label("stage", case.result.verdict.stage.value)


def _segment(basis: Basis, case: CaseBasis) -> str:
    segment_id = case.result.verdict.segment
    segment = case.use_case.segments.get(segment_id)
    return basis.cut(segment.name if segment is not None and segment.name else segment_id, 60)


def _decider(basis: Basis) -> str:
    words, header = basis.words, basis.assessment.assessment
    if header.decider and header.decide_by:
        return words.say("decision.decider_by", name=basis.cut(header.decider, 60),
                         date=words.form.date(header.decide_by))
    if header.decider:
        return words.say("decision.decider", name=basis.cut(header.decider, 60))
    if header.decide_by:
        return words.say("decision.nobody_by", date=words.form.date(header.decide_by))
    return words.say("decision.nobody")
