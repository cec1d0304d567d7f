"""The two-week test: what counts, when it passes, and its sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fortnight.core.base import Stage
from fortnight.core.drill import DrillResult, drill_result
from tests.core.cases import CASE, GONE, TODAY, complete, small_questionnaire, spoiled


def played(**spoils: Any) -> DrillResult:
    """Return the drill of the complete case with some cards changed; names join card and field with `__`."""
    places = {
        key if key.startswith("/") else f"drill/{key.replace('__', '/')}": value for key, value in spoils.items()
    }
    return drill_result(spoiled(complete(Stage.PILOT), places), small_questionnaire(), CASE)


def test_the_complete_case_passes_at_the_edge() -> None:
    """No break and two limps, which the settings allow."""
    found = played()
    assert (2, 2, 0, 0, 14, True) == (
        found.handled,
        found.limps,
        found.breaks,
        found.unplayed,
        found.survives_to_day,
        found.passes,
    )
    assert "2 of 4 handled; 2 limp, none breaks." == found.sentence


def test_cards_come_by_day_and_only_those_that_apply() -> None:
    """The card for agents is left out of a case that is none."""
    assert ["outage", "retired", "spike", "wrong"] == [card.card_id for card in played().cards]


def test_a_card_whose_fact_is_not_known_must_be_played() -> None:
    """Not known whether it is an agent: its card holds the test open."""
    found = drill_result(spoiled(complete(Stage.PILOT), {"agentic": GONE}), small_questionnaire(), CASE)
    assert (1, None) == (found.unplayed, found.passes)


@pytest.mark.parametrize(
    ("fields", "counted"),
    [
        ({"outcome": "runs"}, "limps"),
        ({"outcome": "runs", "written_where": "log"}, "runs"),
        ({"outcome": "runs", "tested_on": TODAY}, "runs"),
        ({"outcome": "runs", "tested_on": TODAY + dt.timedelta(days=1)}, "limps"),
        ({"outcome": "recovers"}, "limps"),
        ({"outcome": "recovers", "acts": "Service desk"}, "limps"),
        ({"outcome": "recovers", "written_where": "runbook"}, "limps"),
        ({"outcome": "recovers", "acts": "Project lead", "written_where": "runbook"}, "limps"),
        ({"outcome": "recovers", "acts": "service DESK ", "written_where": "runbook"}, "recovers"),
        ({"outcome": "recovers", "acts": "on_call", "written_where": "runbook"}, "recovers"),
        ({"outcome": "limps"}, "limps"),
        ({"outcome": "breaks", "acts": "Service desk", "written_where": "runbook"}, "breaks"),
        ({}, None),
    ],
)
def test_what_is_not_proven_counts_as_limps_and_says_why(fields: dict[str, Any], counted: str | None) -> None:
    """`runs` needs a log or a test date, `recovers` a role outside the team and a document."""
    card = played(outage=fields).cards[0]
    assert counted == card.counted
    assert bool(card.why_downgraded) is (card.played != card.counted)


def test_the_first_break_is_told_with_what_is_missing() -> None:
    """Survives to the day before; nobody acts, so nobody owns it."""
    found = played(retired={"outcome": "breaks", "notices": "Users"}, wrong={"outcome": "breaks"})
    assert (4, 2, False) == (found.survives_to_day, found.breaks, found.passes)
    assert "1 of 4 handled; first break on day 5: model retired, nobody owns it." == found.sentence
    assert ("business-owner", "monitoring", "trust-rule") == found.missing_pieces


@pytest.mark.parametrize(
    ("fields", "tail"),
    [
        ({"acts": "Service desk", "notices": "Users"}, "it is written nowhere"),
        ({"acts": "Service desk", "notices": "Users", "written_where": "wiki"}, "nobody owns it"),
    ],
)
def test_a_break_names_what_its_record_leaves_empty_first(fields: dict[str, str], tail: str) -> None:
    """Else the first piece that the card tests."""
    assert played(retired={"outcome": "breaks", **fields}).sentence.endswith(f"model retired, {tail}.")


@pytest.mark.parametrize(
    ("spoils", "passes"),
    [
        ({"wrong": GONE}, None),
        ({"outage__outcome": "limps"}, False),
        ({"outage__outcome": "limps", "wrong": GONE}, None),
        ({"outage__outcome": "breaks", "wrong": GONE}, False),
        ({"spike__outcome": "breaks"}, False),
    ],
)
def test_it_passes_only_when_all_is_played_and_little_limps(spoils: dict[str, Any], passes: bool | None) -> None:
    """A card that is still to be played cannot save a test that has failed."""
    assert passes is played(**spoils).passes


def test_the_number_of_limps_is_a_setting() -> None:
    """Cut-offs belong to the assessment."""
    stricter = spoiled(complete(Stage.PILOT), {"/settings/drill_max_limps": 1})
    assert drill_result(stricter, small_questionnaire(), CASE).passes is False


def test_nothing_played_says_so() -> None:
    """It survives nothing and breaks nothing yet."""
    found = drill_result(spoiled(complete(Stage.PILOT), {"drill": GONE}), small_questionnaire(), CASE)
    assert (None, "Not played yet: 4\u00a0cards to play.") == (found.passes, found.sentence)


def test_a_questionnaire_without_cards_says_nothing() -> None:
    """Without a card nothing passes and nothing fails."""
    bare = small_questionnaire().model_copy(update={"cards": {}})
    found = drill_result(complete(Stage.PILOT), bare, CASE)
    assert (None, ()) == (found.passes, found.cards)
