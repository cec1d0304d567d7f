"""What the workshop needs before the room and after it."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.agenda_plan import AgendaItem, OpenCard, OpenQuestion, Part
from fortnight.core.agenda_room import CARD_MINUTES, ROOM_MINUTES
from fortnight.core.decision import Verdict
from fortnight.core.gates import GateReport
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.wording import inside_a_sentence

BEFORE_MINUTES = 45
"""What is asked of each participant before the workshop, without the tasks that somebody times."""
AFTER_MINUTES = 60
"""How long the part after the room is meant to last."""

_MAP_MINUTES, _SHEET_MINUTES, _CHALLENGE_MINUTES, _PLAN_MINUTES, _PARKED_MINUTES = 15, 10, 15, 15, 3


def before_part(
    questionnaire: Questionnaire,
    report: GateReport,
    questions: Sequence[OpenQuestion],
    missing: Sequence[str],
) -> Part:
    """Return what to do before the workshop; `minutes` are each participant's own time."""
    room = [key for key, question in questionnaire.questions.items() if question.where == "room"]
    unvoted = [each for each in questions if each.where == "room" and not each.is_answered and not each.votes]
    early = tuple(each for each in questions if each.where == "before")
    gates = {gate.id: gate for gate in report.gates}
    baseline = next(clause for clause in gates["G0"].clauses if clause.id == "g0.baseline")
    lawful = tuple(dict.fromkeys(clause.because for clause in gates["G1"].open_clauses))
    return Part(
        "before",
        "Before the workshop",
        BEFORE_MINUTES,
        (
            AgendaItem(
                "votes",
                "Everybody votes alone",
                sum(questionnaire.questions[key].minutes for key in room) if unvoted else 0,
                not unvoted,
                "Send each participant their pack. Everybody votes on the room's questions alone, before anybody "
                "talks.",
                tuple(each.title for each in unvoted),
                questions=tuple(unvoted),
            ),
            AgendaItem(
                "questions",
                "Questions for one role",
                sum(each.minutes for each in early),
                not early,
                "Each of these is answered best by one role, at their desk, with the documents beside them.",
                tuple(each.why for each in early),
                questions=early,
            ),
            AgendaItem(
                "data-map",
                "The data map",
                _MAP_MINUTES if lawful else 0,
                not lawful,
                "Whoever knows the data lists every source that real work needs, with its access and its legal "
                "basis.",
                lawful,
            ),
            AgendaItem(
                "finance",
                "The figures",
                _SHEET_MINUTES if missing else 0,
                not missing,
                "Each figure comes from whoever keeps it, with how it is known. An invoice beats an opinion.",
                tuple(f"{INPUTS[name].title} ({INPUTS[name].unit})" for name in missing),
                inputs=tuple(missing),
            ),
            AgendaItem(
                "timing",
                "Timed tasks",
                0,
                not baseline.is_open,
                "Two people time the work as it is done today, hands on, with a stopwatch: thirty tasks if they "
                "can, ten at least.",
                (baseline.because,),
            ),
        ),
    )


def after_part(
    questionnaire: Questionnaire,
    room: Part,
    questions: Sequence[OpenQuestion],
    cards: Sequence[OpenCard],
    missing: Sequence[str],
    parked: Sequence[str],
    verdict: Verdict | None,
) -> Part:
    """Return the part after the room: what did not fit, the challenge of the figures, verdict and roadmap."""
    in_room = {question.question_id for question in room.item("questions").questions}
    left = tuple(each for each in questions if each.question_id not in in_room and each.where != "before")
    played = {card.card_id for card in room.item("drill").cards}
    rest = tuple(sorted((card for card in cards if card.card_id not in played), key=lambda card: card.day))
    figures = tuple(name for name in missing if not INPUTS[name].in_room)
    return Part(
        "after",
        "After the workshop",
        AFTER_MINUTES,
        (
            AgendaItem(
                "challenge",
                "Challenge the figures",
                _CHALLENGE_MINUTES,
                False,
                "For each figure that the result hangs on: who says so, what would they have to see to say "
                "otherwise, and what does it cost to know?",
                tuple(f"Still missing: {inside_a_sentence(INPUTS[name].title)}." for name in figures),
                inputs=figures,
            ),
            AgendaItem(
                "cards",
                "The remaining cards",
                CARD_MINUTES * len(rest),
                not rest,
                "The same two weeks, the days that we left out.",
                tuple(f"Day {card.day}: {card.title}" for card in rest),
                cards=rest,
            ),
            AgendaItem(
                "questions",
                "What is left to ask",
                sum(each.minutes for each in left if not each.parked),
                not left,
                "What did not fit, what can wait, and what only shapes the roadmap.",
                tuple(each.why for each in left),
                questions=left,
            ),
            AgendaItem(
                "parked",
                "What was parked",
                _PARKED_MINUTES * len(parked),
                not parked,
                "We said that we would come back to these.",
                tuple(questionnaire.questions[key].title for key in parked),
            ),
            AgendaItem(
                "plan",
                "Verdict and roadmap",
                _PLAN_MINUTES,
                False,
                "Does the verdict still stand with the figures challenged? Then: what is done in which order, by "
                "whom, and what do we leave alone on purpose?",
                (verdict.headline,) if verdict else (),
            ),
        ),
    )


def parts_without_case(questions: Sequence[OpenQuestion], say: str) -> tuple[Part, Part, Part]:
    """Return the three parts while nothing is scoped: there is only one thing to do."""
    scope = AgendaItem("scope", "Name the use case", 10, False, say)
    asked = AgendaItem(
        "questions",
        "Questions",
        sum(each.minutes for each in questions),
        not questions,
        "The questions can be answered all the same; what hangs on them shows once there is a use case.",
        tuple(each.why for each in questions),
        questions=tuple(questions),
    )
    return (
        Part("before", "Before the workshop", BEFORE_MINUTES, (scope,)),
        Part("room", "In the room", ROOM_MINUTES, (asked,)),
        Part("after", "After the workshop", AFTER_MINUTES, ()),
    )
