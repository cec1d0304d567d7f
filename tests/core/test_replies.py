"""Replies: levels count once and without names; everything else waits for a person."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.edit import set_at
from fortnight.core.quantity import Quantity
from fortnight.core.replies import (
    Proposal,
    TakenReplies,
    TakenReply,
    accept,
    decide,
    pending,
    place_of_input,
    take,
    with_votes,
)
from tests.core.cases import CASE, GONE, complete, small_questionnaire, spoiled

FALLBACK = "all.fallback"


def reply(roles: tuple[str, ...] = ("finance",), **said: Any) -> TakenReply:
    """Return a reply that says this about the use case: figures, rows, levels or proofs."""
    case = {"data": said.get("data", {}), "roi": said.get("figures", {})}
    return TakenReply.model_validate(
        {"roles": roles, "answers": said.get("answers", {}), "use_cases": {CASE: case}}
    )


def waiting(taken: TakenReplies, assessment: Assessment | None = None) -> tuple[Proposal, ...]:
    """Return what is pending for the complete case."""
    return pending(taken, assessment or complete(Stage.PRODUCTION), small_questionnaire())


def taken(*replies: TakenReply) -> TakenReplies:
    """Return a record of these replies, each from a pack of its own."""
    record = TakenReplies()
    for number, each in enumerate(replies):
        record = take(record, f"pack-{number}", each)
    return record


def votes(assessment: Assessment, question_id: str = FALLBACK) -> tuple[int, ...]:
    """Return the votes on a question."""
    return assessment.answers[question_id].votes if question_id in assessment.answers else ()


def test_a_level_becomes_a_vote_and_not_an_answer() -> None:
    """The vote is counted; what the room agreed on stays as it is."""
    counted = with_votes(complete(Stage.PRODUCTION), None, reply(answers={FALLBACK: {"level": 2}}))
    assert ((2,), 4) == (votes(counted), counted.answers[FALLBACK].level)


def test_unknown_is_no_vote() -> None:
    """Somebody who cannot say has not voted for level 1."""
    start = complete(Stage.PRODUCTION)
    assert start == with_votes(start, None, reply(answers={FALLBACK: {"state": "unknown"}}))


def test_a_changed_reply_takes_the_place_of_the_earlier_one() -> None:
    """A participant who thinks again has one vote, and the votes of the others stay."""
    others = set_at(complete(Stage.PRODUCTION), ("answers", FALLBACK, "votes"), (2, 4))
    first, second = reply(answers={FALLBACK: {"level": 2}}), reply(answers={FALLBACK: {"level": 5}})
    assert (2, 4, 5) == votes(with_votes(with_votes(others, None, first), first, second))


def test_a_vote_that_is_withdrawn_is_not_counted_any_more() -> None:
    """A reply that comes back without a level takes its vote away."""
    first = reply(answers={FALLBACK: {"level": 2}})
    assert () == votes(with_votes(with_votes(complete(Stage.PRODUCTION), None, first), first, reply()))


@given(st.lists(st.integers(1, 5), max_size=6), st.integers(1, 5), st.integers(0, 3))
def test_a_reply_taken_again_counts_once(others: list[int], level: int, times: int) -> None:
    """However often the same reply is taken, its vote stands once beside those of the others."""
    assessment = set_at(complete(Stage.PRODUCTION), ("answers", FALLBACK, "votes"), tuple(others) or None)
    said = reply(answers={FALLBACK: {"level": level}})
    counted = with_votes(assessment, None, said)
    for _ in range(times):
        counted = with_votes(counted, said, said)
    assert tuple(sorted([*others, level])) == votes(counted)


def test_nothing_but_votes_goes_into_the_assessment() -> None:
    """Figures, rows and proofs of a reply leave the assessment as it was."""
    said = reply(
        figures={"day_rate": 900}, data={"crm": {"name": "CRM"}}, answers={FALLBACK: {"evidence": "the page"}}
    )
    start = complete(Stage.PRODUCTION)
    assert start == with_votes(start, None, said)
    assert ["evidence", "source", "figure"] == [each.kind for each in waiting(taken(said))]


def test_a_figure_says_what_is_there_now() -> None:
    """A proposal shows the figure in its currency with grade and source, and the one that stands there."""
    said = reply(figures={"day_rate": {"p5": 700, "p95": 900, "evidence": "contract", "source": "framework"}})
    assert "(EUR/day)" in waiting(taken(said))[0].title
    (proposal,) = waiting(taken(said))
    assert ("700 to 900, contract (framework)", "650, contract") == (proposal.offer, proposal.now)
    assert ("finance",) == proposal.roles


def test_the_same_figure_from_two_is_one_proposal() -> None:
    """Two roles that agree are asked about once, and both are named."""
    (proposal,) = waiting(taken(reply(figures={"day_rate": 700}), reply(("business",), figures={"day_rate": 700})))
    assert ("finance", "business") == proposal.roles


def test_two_different_figures_are_two_proposals() -> None:
    """Roles that disagree are both heard."""
    found = waiting(taken(reply(figures={"day_rate": 700}), reply(figures={"day_rate": 800})))
    assert [700, 800] == [proposal.value for proposal in found]


def test_what_stands_there_already_does_not_wait() -> None:
    """A reply that repeats the assessment proposes nothing."""
    case = complete(Stage.PRODUCTION).use_cases[CASE]
    same = reply(
        figures={"day_rate": {"value": 650, "evidence": "contract"}},
        data={"templates": case.data["templates"].model_dump()},
    )
    assert () == waiting(taken(same))


def test_only_what_a_row_changes_is_proposed() -> None:
    """A row that differs in one field proposes that field and touches no other."""
    row = {**complete(Stage.PRODUCTION).use_cases[CASE].data["policies"].table(), "masked": True}
    (proposal,) = waiting(taken(reply(data={"policies": row})))
    assert {"masked": True} == proposal.value
    changed = accept(complete(Stage.PRODUCTION), proposal).use_cases[CASE].data["policies"]
    assert (True, "contract") == (changed.masked, changed.legal_basis)


def test_a_new_source_is_added_as_a_row() -> None:
    """Somebody who knows of another source adds a row to the map."""
    (proposal,) = waiting(taken(reply(data={"crm": {"name": "CRM", "access": "requested"}})))
    assert "requested" == accept(complete(Stage.PRODUCTION), proposal).use_cases[CASE].data["crm"].access


def test_proof_is_added_to_proof() -> None:
    """What one has seen does not replace what another wrote down."""
    (proposal,) = waiting(taken(reply(answers={FALLBACK: {"level": 3, "evidence": "page 4"}})))
    assert "seen in the log\npage 4" == accept(complete(Stage.PRODUCTION), proposal).answers[FALLBACK].evidence


def test_a_decision_is_asked_once() -> None:
    """Taken or left, a proposal does not come back; a different value from the same place does."""
    record = taken(reply(figures={"day_rate": 700}))
    (proposal,) = waiting(record)
    left = decide(record, proposal)
    assert () == waiting(left)
    again = take(left, "pack-0", reply(figures={"day_rate": 750}))
    assert [750] == [each.value for each in waiting(again)]


def test_a_use_case_that_is_gone_proposes_nothing() -> None:
    """A reply about a case that was archived meanwhile does not wait for anybody."""
    archived = spoiled(complete(Stage.PRODUCTION), {"archived": True})
    assert () == waiting(taken(reply(figures={"day_rate": 700})), archived)


def test_todays_work_is_kept_in_the_baseline() -> None:
    """Minutes of today belong to the baseline, unless the money model has a figure of its own for them."""
    case = complete(Stage.PRODUCTION).use_cases[CASE]
    own = case.model_copy(
        update={"roi": case.roi.model_copy(update={"inputs": {"baseline_minutes": Quantity(value=10)}})}
    )
    assert ("use_cases", CASE, "baseline", "minutes_per_task") == place_of_input(CASE, case, "baseline_minutes")
    assert ("use_cases", CASE, "roi", "baseline_minutes") == place_of_input(CASE, own, "baseline_minutes")
    (proposal,) = waiting(
        taken(reply(figures={"baseline_minutes": {"value": 9, "evidence": "timed"}})),
        spoiled(complete(Stage.PRODUCTION), {"baseline/minutes_per_task": GONE}),
    )
    accepted = accept(spoiled(complete(Stage.PRODUCTION), {"baseline/minutes_per_task": GONE}), proposal)
    assert Quantity(value=9, evidence="timed") == accepted.use_cases[CASE].baseline.minutes_per_task
