"""The agenda of a workshop: what to ask before, in the room and after, and what may be left out.

A question belongs in the room when its answer can still change the verdict (see `impact`) or when votes differ;
the room's own questions fill what time is left. Everything here follows from the rules and the votes; the verdict
and the roadmap, which need the money, are printed where they are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fortnight.core.agenda_around import after_part, before_part, parts_without_case
from fortnight.core.agenda_plan import Agenda, OpenCard, OpenQuestion, rank_of, weight_of
from fortnight.core.agenda_room import room_part
from fortnight.core.assessment import Answer, Assessment
from fortnight.core.decision import Verdict
from fortnight.core.drill import DrillResult, drill_result
from fortnight.core.gates import gate_report
from fortnight.core.impact import Impact, impacts
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.readiness import readiness
from fortnight.core.roadmap.plan import Roadmap
from fortnight.core.roi.resolve import resolve
from fortnight.core.scoring import QuestionScore, score
from fortnight.core.wording import Wording, capitalise

CONFIRM_MINUTES = 0.5
"""For a question on which everybody voted the same, or whose one role has answered it before."""

_FROM_ROADMAP = ("hardening_days", "hardening_months")
"""Inputs that the roadmap gives when nobody types them; nobody has to be asked for them."""

_SCOPE_FIRST = "No use case is scoped yet. Name one first; only then can anything decide about it."


def agenda(
    assessment: Assessment,
    questionnaire: Questionnaire,
    case_id: str | None = None,
    *,
    verdict: Verdict | None = None,
    roadmap: Roadmap | None = None,
    earlier: Sequence[Assessment] = (),
) -> Agenda:
    """Return the agenda of a workshop on one use case; None takes the first that is active.

    `verdict` is that case's verdict as it stands, `roadmap` the plan as it stands; without them those points have
    no figures. `earlier` are the runs before, oldest first. Raises KeyError when there is no such active use case.
    """
    active = assessment.active_cases
    if case_id is not None and case_id not in active:
        raise KeyError(case_id)
    chosen = case_id or next(iter(active), "")
    found = impacts(assessment, questionnaire, earlier=earlier)
    states = score(assessment, questionnaire).questions
    questions = _open_questions(assessment, questionnaire, states, found.questions)
    words = Wording(assessment.assessment.language, assessment.assessment.currency)
    parked = tuple(key for key, answer in assessment.answers.items() if answer.parked and key in states)
    if not chosen:
        parts = parts_without_case(questions, _SCOPE_FIRST)
        return Agenda("", (), *parts, questions, (), (), False, _SCOPE_FIRST, parked)
    drill = drill_result(assessment, questionnaire, chosen)
    report = gate_report(assessment, questionnaire, chosen, drill, earlier=earlier)
    cards = _open_cards(questionnaire, drill, chosen, found.cards[chosen])
    missing = tuple(
        name for name in resolve(assessment.use_cases[chosen], None).missing if name not in _FROM_ROADMAP
    )
    others = tuple(key for key in active if key != chosen)
    room = room_part(assessment, chosen, others, report, questions, cards, missing, verdict, roadmap)
    return Agenda(
        use_case_id=chosen,
        other_use_case_ids=others,
        before=before_part(questionnaire, report, questions, missing),
        room=room,
        after=after_part(questionnaire, room, questions, cards, missing, parked, verdict),
        questions=questions,
        cards=cards,
        missing_inputs=missing,
        nothing_more_can_change=not any(found.questions.values()) and not any(found.cards[chosen].values()),
        headline=_headline(assessment, chosen, questions, cards, missing, words),
        parked=parked,
    )


def _open_questions(
    assessment: Assessment,
    questionnaire: Questionnaire,
    states: Mapping[str, QuestionScore],
    found: Mapping[str, tuple[Impact, ...]],
) -> tuple[OpenQuestion, ...]:
    """Return what is open, and what was parked though it has an answer."""
    open_questions = []
    for question_id, question in questionnaire.questions.items():
        answer, state = assessment.answers.get(question_id, Answer()), states[question_id].state
        votes = tuple(sorted(answer.votes))
        if state == "skipped" or (question_id not in found and not answer.parked):
            continue
        heard = len(votes) > (0 if question.where == "before" else 1)
        agreed = heard and votes[0] == votes[-1] and state == "unanswered"
        known = found.get(question_id, ())
        open_questions.append(
            OpenQuestion(
                question_id,
                question.title,
                question.where,
                state,
                CONFIRM_MINUTES if agreed else question.minutes,
                votes,
                known,
                answer.parked,
                _why(assessment, question.title, states[question_id], votes, known),
            )
        )
    def place(question: OpenQuestion) -> tuple[int, int, bool]:
        return rank_of(question.weight), -question.spread, question.where != "room"

    return tuple(sorted(open_questions, key=place))


def _why(
    assessment: Assessment,
    title: str,
    found: QuestionScore,
    votes: Sequence[int],
    known: Sequence[Impact],
) -> str:
    """Return one sentence: what hangs on the answer, and how people voted."""
    cases = [
        assessment.use_cases[impact.use_case_id].name.strip() or impact.use_case_id for impact in known
    ]
    gates = sorted({clause for impact in known for clause in impact.clauses})
    names = Wording(assessment.assessment.language).join(dict.fromkeys(cases))
    said = {
        "verdict": f"can decide the verdict on {names}",
        "gates": f"holds a gate of {names} open",
        "stage": f"can change the stage that {names} has earned",
        "work": f"moves the work that is left for {names}, and its date",
        "score": "shapes the score and the roadmap, not the verdict",
    }[weight_of(tuple(known))]
    lacks = {
        "level": f"level {found.level} is claimed without anything seen" if found.lacks_evidence else "",
        "not-applicable": "nobody is named who says that it does not apply" if known else "",
        "unknown": "nobody could say",
    }.get(found.state, "")
    clauses = f" ({', '.join(gates)})" if gates else ""
    return f"{title}: {'; '.join(filter(None, (lacks, said + clauses, _votes(votes))))}."


def _votes(votes: Sequence[int]) -> str:
    if len(votes) < 2:
        return f"one vote, for {votes[0]}" if votes else ""
    return f"everybody voted {votes[0]}" if votes[0] == votes[-1] else f"votes go from {votes[0]} to {votes[-1]}"


def _open_cards(
    questionnaire: Questionnaire, drill: DrillResult, case_id: str, found: Mapping[str, tuple[Impact, ...]]
) -> tuple[OpenCard, ...]:
    cards = (
        OpenCard(case_id, card.card_id, card.title, card.day, questionnaire.cards[card.card_id].room, known)
        for card in drill.cards
        if (known := found.get(card.card_id)) is not None
    )
    return tuple(sorted(cards, key=lambda card: (rank_of(weight_of(card.impacts)), not card.room, card.day)))


def _headline(
    assessment: Assessment,
    case_id: str,
    questions: Sequence[OpenQuestion],
    cards: Sequence[OpenCard],
    missing: Sequence[str],
    words: Wording,
) -> str:
    name = assessment.use_cases[case_id].name.strip() or case_id
    counts = [
        words.count(count, one, many)
        for count, one, many in (
            (sum(each.can_change_verdict for each in questions), "open question", "open questions"),
            (sum(each.can_change_verdict for each in cards), "card", "cards"),
        )
        if count
    ]
    figures = words.count(len(missing), "figure is missing", "figures are missing") if missing else ""
    if counts:
        also = f" {capitalise(figures)} for the money." if missing else ""
        return f"{words.join(counts)} can still change the verdict or the work that is left.{also}"
    if readiness(assessment, case_id).failed:
        return f"The facts have given the answer on {name} already; no question and no card can change it."
    if missing:
        return f"Only the money can still change the verdict on {name}: {figures}."
    if questions or cards:
        return f"Nothing that is open can change the verdict on {name}; it shapes the score and the roadmap."
    return f"Every question is answered and every card is played; only new facts can change the verdict on {name}."
