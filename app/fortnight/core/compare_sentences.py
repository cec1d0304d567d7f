"""What to say first about two runs."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.assessment import Assessment, Header
from fortnight.core.comparison import Comparison, MoveKind
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.migration import Fate
from fortnight.core.phrase import say
from fortnight.core.wording import Wording, tenths


def what_is_compared(
    before: EvaluatedRun, now: EvaluatedRun, compared: Comparison, words: Wording
) -> Iterator[str]:
    """Yield what to know before anything is taken for progress: other teams, the wrong order, the same answers."""
    teams = [_team(run.assessment) for run in (before, now)]
    if all(teams) and teams[0].casefold() != teams[1].casefold():
        yield say("These are two teams, {first} and {second}; what follows is nobody's progress.",
                  first=teams[0], second=teams[1])
    if before.date and now.date and before.date > now.date:
        yield say("The first of the two is the later one ({first}, then {second}); what follows runs backwards.",
                  first=words.date(before.date), second=words.date(now.date))
    if _without_header(before.assessment) == _without_header(now.assessment):
        yield say("Both hold the same answers, use cases and decisions, so nothing has moved.")
    if compared.before.number is not None and compared.now.number is not None:
        yield say("This is the {number} assessment, compared with the {before}.",
                  number=words.ordinal(compared.now.number), before=words.ordinal(compared.before.number))


def _team(assessment: Assessment) -> str:
    header = assessment.assessment
    return " · ".join(part for part in (header.organisation.strip(), header.team.strip()) if part)


def _without_header(assessment: Assessment) -> Assessment:
    return assessment.model_copy(update={"assessment": Header()})


def sentences_on_promises(compared: Comparison, empty: EvaluatedRun, words: Wording) -> Iterator[str]:
    """Yield what can be said where the run `empty` has no answer."""
    yield say("Nothing is answered for {run}, so only what was promised can be looked at.", run=empty.label)
    if compared.promises:
        yield say("{actions_were} promised; say first what became of each.",
                  actions_were=_promised_actions(compared, words))


def sentences_on_moves(compared: Comparison, words: Wording) -> Iterator[str]:
    """Yield what moved: the questionnaire, maturity, promises, and the verdict on each use case."""
    counts = compared.migration.counts
    if compared.migration.is_needed:
        told = words.join(say("{count} {fate}", count=words.exact(count), fate=_FATES[fate])
                          for fate, count in counts.items())
        yield say("The questionnaire changed: {fates}. Only what was kept, renamed or rescaled is compared; what "
                  "is new counts for nothing here.", fates=told)
    if not compared.questions:
        yield say("No question was answered both times, so levels cannot be compared.")
    elif compared.overall_before is not None and compared.overall_now is not None:
        yield _on_maturity(compared, compared.overall_before, compared.overall_now, words)
    if compared.only_before:
        number = len(compared.only_before)
        questions = words.count(number, "question", "questions")
        yield (say("{questions} of last time has no answer yet.", questions=questions) if words.is_one(number)
               else say("{questions} of last time have no answer yet.", questions=questions))
    if compared.promises:
        kept = sum(promise.is_kept for promise in compared.promises)
        yield say("{actions_were} promised; {number} done.", actions_were=_promised_actions(compared, words),
                  number=words.numeral(kept) if kept else say("none"))
    for case in compared.cases:
        yield case.sentence


def _on_maturity(compared: Comparison, before: float, now: float, words: Wording) -> str:
    change = tenths(now) - tenths(before)
    count = words.exact(compared.questions)
    questions = (say("{count} question", count=count) if words.is_one(compared.questions)
                 else say("{count} questions", count=count))
    at, was, moves = words.fixed(now, 1), words.fixed(before, 1), _counted(compared, words)
    if not change:
        return say("Maturity stands where it stood at {now} on the {questions} answered both times; {moves}.",
                   now=at, questions=questions, moves=moves)
    if change > 0:
        return say("Maturity rose from {before} to {now} on the {questions} answered both times; {moves}.",
                   before=was, now=at, questions=questions, moves=moves)
    return say("Maturity fell from {before} to {now} on the {questions} answered both times; {moves}.",
               before=was, now=at, questions=questions, moves=moves)


def _promised_actions(compared: Comparison, words: Wording) -> str:
    return words.count(len(compared.promises), "action was", "actions were")


def _counted(compared: Comparison, words: Wording) -> str:
    parts = [
        say("{count} {what}", count=words.numeral(len(moved)), what=what)
        for kind, what in _MOVES.items()
        if (moved := compared.moved(kind))
    ]
    return words.join(parts) if parts else say("no answer moved")


_MOVES = {
    MoveKind.ROSE: say("rose"),
    MoveKind.FELL: say("fell"),
    MoveKind.CLEARED: say("became known"),
    MoveKind.CLOUDED: say("became unknown"),
}
_FATES = {
    Fate.KEPT: say("kept"),
    Fate.RENAMED: say("renamed"),
    Fate.RESCALED: say("rescaled"),
    Fate.REWORDED: say("reworded"),
    Fate.SPLIT: say("split"),
    Fate.DROPPED: say("dropped"),
    Fate.NEW: say("new"),
}
