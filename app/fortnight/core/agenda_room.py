"""The 90 minutes in the room, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fortnight.core.agenda_plan import AgendaItem, OpenCard, OpenQuestion, Part
from fortnight.core.assessment import Assessment
from fortnight.core.decision import Verdict
from fortnight.core.gates import Clause, GateReport
from fortnight.core.roadmap.plan import Roadmap
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.wording import Wording

ROOM_MINUTES = 90
"""How long the room is meant to last."""
CARD_MINUTES = 2
"""For one card: read it, answer its questions, agree on the outcome."""
MOST_ROOM_CARDS = 9
LEAST_QUESTION_MINUTES = 10
"""Kept for questions however much else is open."""

_INPUT_MINUTES = 2
_DECISION_MINUTES = {True: 3, False: 6}
_METRIC_MINUTES = {True: 3, False: 12}
_VERDICT_MINUTES = 6
_OWNERS_MINUTES = 8


def room_part(
    assessment: Assessment,
    case_id: str,
    others: Sequence[str],
    gates: GateReport,
    questions: Sequence[OpenQuestion],
    cards: Sequence[OpenCard],
    inputs: Sequence[str],
    verdict: Verdict | None,
    roadmap: Roadmap | None,
) -> Part:
    """Return the room's part: `questions`, `cards` and `inputs` in the order of what hangs on them.

    What is settled takes the time to read it out. The questions get what the rest leaves, as many of them as fit.
    """
    framed = {clause.id: clause for gate in gates.gates if gate.id == "G0" for clause in gate.clauses}
    words = Wording(assessment.assessment.language, assessment.assessment.currency)
    room_cards = tuple(card for card in cards if card.room)[:MOST_ROOM_CARDS]
    decision, metric = _decision(assessment, framed["g0.decider"]), _metric(assessment, case_id, framed)
    drill, money = _drill(room_cards), _money(tuple(name for name in inputs if INPUTS[name].in_room))
    closing = (_verdict(verdict), _owners(roadmap, words))
    fixed = sum(item.minutes for item in (decision, metric, drill, money, *closing))
    asked = _questions(questions, max(ROOM_MINUTES - fixed, LEAST_QUESTION_MINUTES))
    items = (decision, metric, asked, drill, money, *closing)
    names = [assessment.use_cases[other].name.strip() or other for other in others]
    return Part("room", "In the room", ROOM_MINUTES, (*items, *_reserve(items, names)))


def _decision(assessment: Assessment, decider: Clause) -> AgendaItem:
    asked = assessment.assessment.decision.strip()
    settled = bool(asked) and not decider.is_open
    return AgendaItem(
        "decision",
        "The decision",
        _DECISION_MINUTES[settled],
        settled,
        "What are we asked to decide today, who decides it, and by when? “Stop” is one of the good answers.",
        (f"To be decided: {asked}" if asked else "Nobody has said what is to be decided.", decider.because),
    )


def _metric(assessment: Assessment, case_id: str, framed: dict[str, Clause]) -> AgendaItem:
    clauses = [framed[key] for key in ("g0.metric", "g0.guardrail", "g0.business-owner", "g0.baseline")]
    settled = not any(clause.is_open for clause in clauses)
    name = assessment.use_cases[case_id].name.strip() or case_id
    return AgendaItem(
        "metric",
        "The success metric",
        _METRIC_MINUTES[settled],
        settled,
        f"Which single number says whether {name} works? From which value on, by which day, and which other "
        "number must not get worse meanwhile?",
        tuple(clause.because for clause in clauses),
    )


def _questions(questions: Sequence[OpenQuestion], budget: float) -> AgendaItem:
    """Return the questions that fit: those that can change the verdict or split the votes, then the room's own."""
    chosen: list[OpenQuestion] = []
    taken = 0.0
    for question in questions:
        wanted = question.can_change_verdict or question.spread or question.where == "room"
        if wanted and not question.parked and taken + question.minutes <= budget:
            chosen.append(question)
            taken += question.minutes
    return AgendaItem(
        "questions",
        "What can still change the verdict, and where you differ",
        taken,
        not chosen,
        "I read out how you voted. Whoever voted lowest and whoever voted highest speak first, then we take the "
        "highest level that is wholly true today."
        if chosen
        else "No open question can change the verdict, and no votes differ. We use the time elsewhere.",
        tuple(question.why for question in chosen),
        questions=tuple(chosen),
    )


def _drill(cards: tuple[OpenCard, ...]) -> AgendaItem:
    return AgendaItem(
        "drill",
        "Two weeks without the team",
        1 + CARD_MINUTES * len(cards),
        not cards,
        "From this minute the project team is gone for two weeks and cannot be called. I read an event; you say "
        "what happens, who notices, who acts, and where that is written."
        if cards
        else "Every card for the room is played. I read out how far it got.",
        tuple(f"Day {card.day}: {card.title}" for card in sorted(cards, key=lambda card: card.day)),
        cards=tuple(sorted(cards, key=lambda card: card.day)),
    )


def _money(inputs: tuple[str, ...]) -> AgendaItem:
    return AgendaItem(
        "money",
        "Six figures",
        1 + _INPUT_MINUTES * len(inputs),
        not inputs,
        "Give each figure as a range that you would be surprised to see missed, and say how you know it. A guess "
        "is welcome as long as we call it one."
        if inputs
        else "All six figures are in. I read them out with how each of them is known.",
        tuple(f"{INPUTS[name].title} ({INPUTS[name].unit}): {INPUTS[name].help}" for name in inputs),
        inputs=inputs,
    )


def _verdict(verdict: Verdict | None) -> AgendaItem:
    notes: tuple[str, ...] = ("It is computed from what has been typed so far.",)
    if verdict is not None:
        change = (f"What would change it: {sentence}" for sentence in verdict.would_change)
        notes = (f"{verdict.kind.value}: {verdict.headline}", *verdict.reasons, *change)
    return AgendaItem(
        "verdict",
        "The provisional verdict",
        _VERDICT_MINUTES,
        False,
        "This is what the rules say on what you have told me. It is provisional until the inputs have been "
        "challenged. What in it is wrong?",
        notes,
    )


def _owners(roadmap: Roadmap | None, words: Wording) -> AgendaItem:
    notes: tuple[str, ...] = ()
    if roadmap is not None:
        now = [item for item in roadmap.items if item.horizon == "now"]
        homeless = [item for item in now if not item.owner.strip() or item.due is None]
        missing = {
            (False, False): "no owner and no date",
            (False, True): "no owner",
            (True, False): "no date",
        }
        notes = tuple(
            f"{item.title}: {missing[bool(item.owner.strip()), item.due is not None]} "
            f"({words.span(words.exact(item.effort.min), words.exact(item.effort.max))} person-days, {item.role})"
            for item in homeless
        ) or ("Every action of the next six weeks has an owner and a date.",)
    return AgendaItem(
        "owners",
        "Owners and dates",
        _OWNERS_MINUTES,
        False,
        "For each action of the next six weeks: whose name stands behind it, and which day? A name from this "
        "room, or somebody whom you call before you leave.",
        notes,
    )


def _reserve(items: Sequence[AgendaItem], others: Sequence[str]) -> Iterator[AgendaItem]:
    left = ROOM_MINUTES - sum(item.minutes for item in items)
    if left > 0:
        yield AgendaItem(
            "reserve",
            "In reserve",
            left,
            True,
            "We end early, or go back to what was parked.",
            tuple(f"Another use case waits: {name}." for name in others),
        )

