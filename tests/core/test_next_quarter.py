"""Next quarter's file: what is carried, what is asked again, what is sunk, and what was promised."""

from __future__ import annotations

import datetime as dt

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Stage
from fortnight.core.checks import check_assessment
from fortnight.core.edit import set_at
from fortnight.core.next_quarter import (
    SUNK,
    kept_evidence,
    needs_new_evidence,
    next_quarter,
    quarter_of,
    still_true,
)
from fortnight.core.promises import PromiseState, promises, to_review
from tests.core.cases import CASE, complete, small_questionnaire

TODAY = dt.date(2027, 2, 22)


def _last(live_at: Stage = Stage.DEMO) -> Assessment:
    last = complete(Stage.PRODUCTION, live_at)
    last = set_at(last, ("assessment", "period"), "2026-Q4")
    for key, value in {
        ("name-a-keeper", "owner"): "Ada", ("name-a-keeper", "due"): dt.date(2027, 1, 15),
        ("all.fallback.2", "status"): "done", ("all.monitoring.3", "owner"): "Ben",
    }.items():
        last = set_at(last, ("roadmap", *key), value)
    return last


def _next(last: Assessment) -> Assessment:
    return next_quarter(last, small_questionnaire(), today=TODAY, previous="2026-q4.toml").assessment


def test_stations_are_carried_and_answers_wait_to_be_confirmed() -> None:
    """The use case is as it was; no question has an answer yet; the header is of today and names the last file."""
    last = _last()
    made = _next(last)
    assert last.use_cases == made.use_cases
    assert not any(answer.is_given for answer in made.answers.values())
    header = made.assessment
    assert (TODAY, "2027-Q1", "2026-q4.toml", None) == (header.date, header.period, header.previous,
                                                        header.decide_by)
    assert () == check_assessment(made, small_questionnaire())


def test_a_live_case_forecasts_from_now() -> None:
    """What getting there took is spent for a live case and stays for one that is not."""
    last = set_at(_last(Stage.PRODUCTION), ("use_cases", CASE, "roi", "one_off_cost"), {"value": 9000})
    assert not set(SUNK) & set(_next(last).use_cases[CASE].roi.inputs)
    before_live = set_at(_last(Stage.PILOT), ("use_cases", CASE, "roi", "one_off_cost"), {"value": 9000})
    assert "one_off_cost" in _next(before_live).use_cases[CASE].roi.inputs


def test_open_promises_are_carried_and_done_ones_are_not() -> None:
    """What is open is to be reviewed; what was done belongs to the last file."""
    made = _next(_last())
    assert {"name-a-keeper", "all.monitoring.3"} == set(made.roadmap)


def test_still_true_copies_everything_but_votes_and_target() -> None:
    """One key writes level, evidence and note; the room votes anew."""
    last = Answer(level=3, evidence="log", note="n", votes=(2, 3), target=4)
    assert {"level": 3, "state": None, "reason": None, "decided_by": None, "evidence": "log", "note": "n"} == dict(
        still_true(last))


def test_evidence_is_asked_for_only_where_a_level_rises() -> None:
    """The same or a lower level keeps what was seen; a higher one, also from unknown, needs something new."""
    last = Answer(level=3, evidence="log")
    assert ("log", "log", "") == tuple(kept_evidence(last, level) for level in (3, 2, 4))
    assert (False, True, True, False) == (
        needs_new_evidence(last, 3), needs_new_evidence(last, 4),
        needs_new_evidence(Answer(state="unknown"), 2), needs_new_evidence(None, 5))


def test_every_promise_has_one_outcome() -> None:
    """Done with its evidence, shown by its level, moved to a later date, dropped with its reason, or not done."""
    last, made = _last(), _next(_last())
    questionnaire = small_questionnaire()

    def outcome(changes: dict[str, object], action: str = "name-a-keeper") -> tuple[PromiseState, str]:
        now = made
        for key, value in changes.items():
            now = set_at(now, ("roadmap", action, key), value)
        promise = next(each for each in promises(last, now, questionnaire) if each.action_id == action)
        return promise.state, promise.sentence

    assert PromiseState.OPEN is outcome({})[0]
    assert "and late" in outcome({})[1]
    done = outcome({"status": "done", "done_evidence": "Note of 3 May"})
    assert (PromiseState.DONE, True) == (done[0], "Note of 3 May" in done[1])
    moved = outcome({"due": dt.date(2027, 4, 1)})
    assert (PromiseState.MOVED, True) == (moved[0], "1 April 2027" in moved[1].replace("\u00a0", " "))
    dropped = outcome({"status": "dropped", "rejected_because": "No longer used"})
    assert (PromiseState.DROPPED, True) == (dropped[0], "No longer used" in dropped[1])


def test_a_reached_level_keeps_a_promise() -> None:
    """An action that nobody marked done is done when its question has reached the level that it lifts to."""
    last = set_at(_last(), ("answers", "all.monitoring", "level"), 2)
    made = set_at(_next(last), ("answers", "all.monitoring", "level"), 3)
    promise = next(each for each in promises(last, made, small_questionnaire())
                   if each.action_id == "all.monitoring.3")
    assert (PromiseState.SHOWN, True) == (promise.state, promise.is_kept)


def test_what_was_decided_on_is_no_longer_to_review() -> None:
    """Each promise leaves the list once anything is said about it."""
    last, made = _last(), _next(_last())
    questionnaire = small_questionnaire()
    assert 2 == len(to_review(last, made, questionnaire))
    decided = set_at(made, ("roadmap", "name-a-keeper", "status"), "done")
    assert ["all.monitoring.3"] == [each.action_id for each in to_review(last, decided, questionnaire)]


def test_quarters_are_calendar_quarters() -> None:
    """January begins the first, December ends the fourth."""
    assert ("2027-Q1", "2026-Q4") == (quarter_of(dt.date(2027, 1, 1)), quarter_of(dt.date(2026, 12, 31)))
