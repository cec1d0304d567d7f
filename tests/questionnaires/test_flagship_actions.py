"""The shipped actions and drill cards: every gap has its work, every card its cure, nothing waits for itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import get_args

import pytest

from fortnight.core.conditions import FACTS, parse
from fortnight.core.gates import CLAUSES
from fortnight.core.questionnaire import Action, MissingPiece, Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.storage.library import data_folder, load_questionnaire

ROLES = {"product", "data", "engineering", "it-operations", "security", "legal", "business"}

CARDS_BY_DAY = {
    1: {"credentials-expired"},
    2: {"input-format-changed"},
    3: {"provider-outage"},
    4: {"integration-breaks"},
    5: {"model-retired"},
    6: {"cost-spike"},
    7: {"poisoned-document"},
    8: {"new-joiner", "volume-doubled"},
    9: {"wrong-answer"},
    10: {"quality-drift"},
    11: {"erasure-request", "key-user-leaves"},
    12: {"regulators-call"},
    13: {"runaway-agent"},
    14: {"vendor-insolvent"},
}

EMPTY_PHRASES = re.compile(
    r"\b(?:etc|as needed|if necessary|where appropriate|appropriate\w*|adequate\w*|best practices?|robust\w*"
    r"|leverag\w*|holistic\w*|stakeholders?|synerg\w*|seamless\w*|regularly|ensure|define a strategy|roadmap)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def flagship() -> Questionnaire:
    return load_questionnaire(data_folder("questionnaires") / "poc-to-production.toml")


def waits_for(action_id: str, questionnaire: Questionnaire) -> set[str]:
    """What has to be done first: the needs, and the lower steps of the same question."""
    action = questionnaire.actions[action_id]
    lower = {
        other_id
        for other_id, other in questionnaire.actions.items()
        if action.question is not None
        and other.question == action.question
        and (other.level or 0) < (action.level or 0)
    }
    return set(action.needs) | lower


def everything_before(action_ids: Iterable[str], questionnaire: Questionnaire) -> set[str]:
    """The actions and all that they wait for, however far back."""
    found: set[str] = set()
    waiting = list(action_ids)
    while waiting:
        action_id = waiting.pop()
        if action_id not in found:
            found.add(action_id)
            waiting.extend(waits_for(action_id, questionnaire))
    return found


def steps_of(question_id: str, questionnaire: Questionnaire) -> set[int]:
    return {
        action.level
        for action in questionnaire.actions.values()
        if action.question == question_id and action.level is not None
    }


def texts(action: Action) -> str:
    return " ".join((action.title, action.first_step, action.done_when))


def test_there_are_enough_actions_and_few_enough_to_be_read(flagship: Questionnaire) -> None:
    """A library below 70 leaves gaps; above 100 nobody rereads it."""
    assert 70 <= len(flagship.actions) <= 100


def test_each_action_closes_a_named_step_or_clause(flagship: Questionnaire) -> None:
    """Work that lifts nothing would never come onto a roadmap, and could not be justified on one."""
    computed = {spec.id for spec in CLAUSES.values() if spec.finding is not None}
    for action_id, action in flagship.actions.items():
        assert (action.question is None) == (action.level is None), action_id
        assert action.question is not None or action.clauses, action_id
        assert action.question is None or action.question in flagship.questions, action_id
        assert 2 <= (action.level or 2) <= flagship.top, action_id
        assert set() == set(action.clauses) - computed, action_id


def test_an_action_is_filed_under_the_dimension_that_it_serves(flagship: Questionnaire) -> None:
    """Ids are stable and say where to look."""
    for action_id, action in flagship.actions.items():
        dimension = action_id.split(".")[0]
        assert dimension in flagship.dimensions, action_id
        if action.question is not None:
            assert dimension == flagship.questions[action.question].dimension, action_id


def test_every_gate_question_has_an_action_for_each_step_up_to_its_gate(flagship: Questionnaire) -> None:
    """A gate that stands at level 1 shows the way from the first step on."""
    for question_id, question in flagship.questions.items():
        if question.gate_level is not None:
            missing = set(range(2, question.gate_level + 1)) - steps_of(question_id, flagship)
            assert set() == missing, question_id


def test_every_other_question_has_an_action(flagship: Questionnaire) -> None:
    """A question without work behind it is a mark, not help."""
    assert [] == [key for key in flagship.questions if not steps_of(key, flagship)]


def test_every_clause_that_the_record_answers_has_an_action(flagship: Questionnaire) -> None:
    """No gate is held open by something that nobody can be asked to do."""
    closed = {clause for action in flagship.actions.values() for clause in action.clauses}
    assert {spec.id for spec in CLAUSES.values() if spec.finding is not None} == closed


def test_an_action_names_the_gate_that_it_helps_to_open(flagship: Questionnaire) -> None:
    """The gate of a clause or of a step up to the gate level; work beyond it opens nothing."""
    for action_id, action in flagship.actions.items():
        gates = {CLAUSES[clause].gate for clause in action.clauses}
        if action.question is not None and action.level is not None:
            question = flagship.questions[action.question]
            if question.gate is not None and action.level <= (question.gate_level or 0):
                gates.add(question.gate)
        assert ({action.gate} if action.gate else set()) == gates, action_id


def test_an_action_applies_where_its_question_or_clause_does(flagship: Questionnaire) -> None:
    """Work for agents never reaches a case without one, and no open clause loses its work to a narrower rule."""
    for action_id, action in flagship.actions.items():
        rules = {CLAUSES[clause].when for clause in action.clauses}
        if action.question is not None:
            rules.add(flagship.questions[action.question].when)
        assert {action.when} == rules, action_id
        if action.when:
            assert set() == parse(action.when).fact_names - set(FACTS), action_id


def test_needs_lead_to_other_actions_and_never_round_in_a_circle(flagship: Questionnaire) -> None:
    """Steps of one question follow one another by themselves; whatever waits for itself can never start."""
    for action_id, action in flagship.actions.items():
        assert set() == set(action.needs) - set(flagship.actions), action_id
        if action.question is not None:
            assert action.question not in {flagship.actions[need].question for need in action.needs}, action_id
        assert action_id not in everything_before(waits_for(action_id, flagship), flagship), action_id


@pytest.mark.parametrize(("gates", "later"), [({"G0", "G1"}, {"G2", "G3", "G4"}), ({"G2", "G3"}, {"G4"})])
def test_an_earlier_stage_never_waits_for_the_work_of_a_later_one(
    flagship: Questionnaire, gates: set[str], later: set[str]
) -> None:
    """A pilot does not wait for production's work, nor production for the proof that comes after it."""
    wanted = [action_id for action_id, action in flagship.actions.items() if action.gate in gates]
    before = everything_before(wanted, flagship)
    assert [] == [action_id for action_id in before if flagship.actions[action_id].gate in later]


def test_the_two_week_test_waits_for_what_it_tests(flagship: Questionnaire) -> None:
    """Replayed before fallback, monitoring, support, runbook, owner and rule exist, it only fails again."""
    before = everything_before(["operations.play-two-week-test"], flagship)
    lifted = {(flagship.actions[each].question, flagship.actions[each].level) for each in before}
    assert {
        ("reliability.fallback", 3),
        ("operations.monitoring", 3),
        ("operations.support", 3),
        ("operations.runbook", 3),
        ("ownership.business-owner", 3),
        ("adoption.trust-rule", 3),
    } <= lifted


def test_no_real_personal_data_is_used_before_its_legal_basis_and_contract(flagship: Questionnaire) -> None:
    """Real records, live cases and a vendor's test account come after the lawyers, where data is personal."""
    for action_id in ("data.use-real-records", "adoption.try-on-own-cases", "evaluation.measure-bought-product"):
        closed = {
            clause
            for each in everything_before([action_id], flagship)
            for clause in flagship.actions[each].clauses
        }
        assert {"g1.legal-basis", "g1.processor-contract"} <= closed, action_id


def test_what_a_person_can_settle_today_takes_no_waiting(flagship: Questionnaire) -> None:
    """Metric, guardrail, owner and decider are decisions: two days of work at most, no board."""
    today = {spec.id for spec in CLAUSES.values() if spec.settled_today}
    for action_id, action in flagship.actions.items():
        if today.intersection(action.clauses):
            assert 0 == action.wait_weeks, action_id
            assert action.effort_days.max <= 2, action_id


def test_efforts_are_honest_about_not_knowing(flagship: Questionnaire) -> None:
    """A range, never a point; no single piece of work is likely to take more than twelve person-days."""
    for action_id, action in flagship.actions.items():
        assert 0 < action.effort_days.min < action.effort_days.max, action_id
        assert action.effort_days.likely <= 12, action_id
        assert 0 <= action.wait_weeks <= 13, action_id
    quarter = [each for each in flagship.actions.values() if "g4.actuals" in each.clauses]
    assert {13} == {each.wait_weeks for each in quarter}


def test_each_role_and_lever_is_known(flagship: Questionnaire) -> None:
    """A role without capacity or an unknown input would drop out of plan and money unseen."""
    assert ROLES == {action.role for action in flagship.actions.values()}
    levers = {action.lever for action in flagship.actions.values() if action.lever}
    assert set() == levers - set(INPUTS)
    assert {
        "success_share", "adoption_share", "cash_share", "redeployed_share", "review_share", "operate_minutes",
        "caught_in_review_share", "caught_automatically_share", "cost_per_call", "run_days_per_month",
    } <= levers  # fmt: skip


def test_action_texts_fit_their_places_and_are_told_apart(flagship: Questionnaire) -> None:
    """A title is a line of the timeline; a first step and a proof are read aloud in one breath or three."""
    titles = Counter(action.title.casefold() for action in flagship.actions.values())
    assert [] == [title for title, times in titles.items() if times > 1]
    for action_id, action in flagship.actions.items():
        assert 10 <= len(action.title) <= 70, action_id
        assert not action.title.endswith("."), action_id
        assert 40 <= len(action.first_step) <= 240, action_id
        assert 40 <= len(action.done_when) <= 460, action_id
        assert action.first_step.rstrip("\"'").endswith((".", "?", "!")), action_id
        assert action.done_when.rstrip("\"'").endswith("."), action_id


def test_no_action_hides_behind_an_empty_phrase(flagship: Questionnaire) -> None:
    """Whoever opens the roadmap on Monday has to know what to do and how it will be checked."""
    empty = {
        action_id: found[0]
        for action_id, action in flagship.actions.items()
        if (found := EMPTY_PHRASES.search(texts(action)))
    }
    assert {} == empty


def test_no_action_or_card_carries_a_date_of_the_law(flagship: Questionnaire) -> None:
    """Dates move; they stand in the references, with their source and the day they were checked."""
    everything = {key: texts(action) for key, action in flagship.actions.items()}
    everything |= {key: f"{card.event} {' '.join(card.probes)}" for key, card in flagship.cards.items()}
    assert [] == [key for key, text in everything.items() if re.search(r"\b20[2-4]\d\b", text)]


def test_the_fourteen_days_hold_sixteen_cards(flagship: Questionnaire) -> None:
    """No day passes without an event; the model is retired on day 5."""
    days: dict[int, set[str]] = {}
    for card_id, card in flagship.cards.items():
        days.setdefault(card.day, set()).add(card_id)
    assert CARDS_BY_DAY == days


def test_a_card_can_be_played_from_what_is_printed(flagship: Questionnaire) -> None:
    """An event of two to four sentences and four or five questions to ask aloud, each its own."""
    for card_id, card in flagship.cards.items():
        assert 2 <= len(re.findall(r"[.?!]\"?(?:\s|$)", card.event)) <= 5, card_id
        assert 120 <= len(card.event) <= 360, card_id
        assert 4 <= len(card.probes) <= 5, card_id
        assert [] == [probe for probe in card.probes if "?" not in probe or len(probe) > 120], card_id
    probes = Counter(probe for card in flagship.cards.values() for probe in card.probes)
    assert [] == [probe for probe, times in probes.items() if times > 1]


def test_a_card_title_reads_on_inside_the_drill_sentence(flagship: Questionnaire) -> None:
    """ "First break on day 5: model retired by the provider, nobody owns it": no comma, no quotation, no name."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    for card_id, card in flagship.cards.items():
        assert len(card.title) <= 40, card_id
        assert not re.search(r"[,;:\".]", card.title), card_id
        assert not card.title.startswith(names), card_id


def test_every_card_tests_pieces_and_names_the_work_that_mends_it(flagship: Questionnaire) -> None:
    """At least two actions, one of them for every use case that plays the card, and one up to the gate level."""
    for card_id, card in flagship.cards.items():
        assert card.tests and len(set(card.tests)) == len(card.tests), card_id
        mending = [flagship.actions[each] for each in card.actions]
        assert len(set(card.actions)) == len(card.actions) >= 2, card_id
        assert [each for each in mending if each.when in ("", card.when)], card_id
        assert [each for each in mending if each.level is None or each.level <= 3], card_id


def test_cards_are_played_only_where_their_event_can_happen(flagship: Questionnaire) -> None:
    """No agent runs away where there is none, and nobody asks to be erased where nobody is recorded."""
    assert {
        "poisoned-document": "language_model",
        "erasure-request": "personal_data",
        "regulators-call": "personal_data or affects_people",
        "runaway-agent": "agentic",
        "vendor-insolvent": "bought",
    } == {card_id: parse(card.when).text for card_id, card in flagship.cards.items() if card.when}


def test_eight_cards_for_the_room_test_all_six_missing_pieces(flagship: Questionnaire) -> None:
    """When time is short eight cards are enough, even for a use case without personal data."""
    room = [card for card in flagship.cards.values() if card.room]
    assert 8 == len(room)
    assert set(get_args(MissingPiece)) == {piece for card in room for piece in card.tests}
    assert set(get_args(MissingPiece)) == {piece for card in room if not card.when for piece in card.tests}
