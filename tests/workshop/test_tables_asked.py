"""The tables of a record line by line: rows added, changed, left, taken out; nothing that only the app asks."""

from __future__ import annotations

import datetime as dt

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.edit import set_at
from fortnight.core.quantity import Evidence
from fortnight.core.use_case import UseCase
from fortnight.forms.parts import Heading
from fortnight.forms.stations import STATIONS
from fortnight.tui.return_pages import PAGES
from fortnight.workshop.case_steps import FigureStep
from fortnight.workshop.dialogue import Dialogue
from fortnight.workshop.field_steps import FieldStep
from fortnight.workshop.plan import interview
from fortnight.workshop.table_steps import TableStep
from tests.core.cases import CASE, complete, small_questionnaire
from tests.workshop.test_dialogue import after, in_part, started

OPTIONS = "Letters: segments, other ways"


def at_options(**tables: object) -> Dialogue:
    """Return the interview at the first of the tables of options, with these rows in them."""
    record = complete(Stage.PRODUCTION)
    for key, rows in {"segments": {}, "alternatives": {}, "measures": {}, **tables}.items():
        record = set_at(record, ("use_cases", CASE, key), rows)
    return in_part(started(record), OPTIONS)


def case_of(dialogue: Dialogue) -> UseCase:
    """Return the use case as it is now."""
    return dialogue.sheet.assessment.use_cases[CASE]


def places_asked(record: Assessment) -> set[tuple[str, ...]]:
    """Return the places that the interview about a record asks for."""
    steps = [step for section in interview(started(record).sheet) for step in section.steps]
    figures = {("use_cases", CASE, "roi", step.input_name) for step in steps if isinstance(step, FigureStep)}
    return figures | {step.path for step in steps if isinstance(step, (FieldStep, TableStep))}


def test_whatever_a_form_of_the_app_edits_is_asked_line_by_line_too() -> None:
    """Every field and table of the stations and of the return is a step, be it priced by tokens or an invoice."""
    record = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "worth"), "mission")
    record = set_at(record, ("use_cases", CASE, "language_model"), True)
    by_tokens = set_at(record, ("use_cases", CASE, "roi", "cost_per_call"), None)
    case = ("use_cases", CASE)
    edited = {((() if station.is_of_team else case) + path) for station in STATIONS for path in station.paths}
    edited |= {case + part.path for page in PAGES for part in page.parts if not isinstance(part, Heading)}
    assert set() == edited - places_asked(record) - places_asked(by_tokens)


def test_an_interview_without_options_asks_for_none() -> None:
    """Nobody is led through segments, other ways and prices; in their part each is one question while empty."""
    dialogue = at_options()
    asked = []
    while isinstance(dialogue.step, TableStep) and dialogue.step.path[:2] == ("use_cases", CASE):
        asked.append(dialogue.step.table.key)
        assert "none yet" in dialogue.prompt()[-2]
        dialogue = dialogue.hear("")
    assert ["segments", "alternatives", "roi.correlations", "measures"] == asked
    sections = [section for section in interview(dialogue.sheet) if section.id.endswith(".options")]
    assert [True] == [section.aside for section in sections]


def test_a_segment_is_a_name_and_a_share() -> None:
    """Without a share there is no segment; with one, its other figures follow, each with how it is known."""
    assert {} == case_of(after(at_options(), ["Garages", ""])).segments
    done = after(at_options(), ["Garages", "30%", "logged", "claims log", "90% to 95%", "", "", "12"])
    segment = case_of(done).segments["garages"]
    assert ("Garages", 0.3, Evidence.LOGGED, "claims log") == (
        segment.name, segment.share.value, segment.share.evidence, segment.share.source)
    assert segment.success_share is not None
    assert segment.baseline_minutes is not None
    assert (0.9, 0.95, 12) == (
        segment.success_share.p5, segment.success_share.p95, segment.baseline_minutes.value)


def test_another_way_is_a_title_and_a_kind() -> None:
    """The kind is needed, what differs follows, and `end` leaves the rest as it is."""
    done = after(at_options(), ["", "Buy the module", "1", "80%", "", "", "end"])
    way = case_of(done).alternatives["buy-the-module"]
    assert ("Buy the module", "buy", {"success_share": 0.8}) == (
        way.title, way.kind, {name: quantity.value for name, quantity in way.inputs.inputs.items()})
    assert "1. Buy the module: kind buy" in done.prompt()


def test_the_price_of_measuring_is_kept_by_input() -> None:
    """The input is found by a few letters; how, days and money follow, and nothing typed is no row."""
    there = after(at_options(), ["", "", ""])
    assert {} == case_of(after(there, ["operate", "", "", ""])).measures
    done = after(there, ["operate", "by stopwatch", "3", "500"])
    measure = case_of(done).measures["operate_minutes"]
    assert ("by stopwatch", 3, 500) == (measure.method, measure.days, measure.cash)
    assert any(line.startswith("1. Minutes to operate it: days 3, cash 500") for line in done.prompt())


def test_a_row_is_taken_out_once_that_is_confirmed() -> None:
    """A minus before the number asks first; Enter keeps the row, y takes it out."""
    rows = {"a": {"name": "Alpha", "share": 0.3}, "b": {"name": "Beta", "share": 0.2}}
    asked = at_options(segments=rows).hear("-1")
    assert "Take out Alpha" in asked.prompt()[0]
    assert {"a", "b"} == set(case_of(asked.hear("")).segments)
    assert {"b"} == set(case_of(asked.hear("y")).segments)


def test_the_last_pair_goes_with_the_table_around_it() -> None:
    """Taking out one pair leaves no empty table behind, so that the file can be saved."""
    record = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "roi", "correlations"),
                    {"success_share": {"adoption_share": 0.5}})
    there = after(in_part(started(record), OPTIONS), ["", ""])
    assert {} == dict(case_of(after(there, ["-1", "y"])).roi.correlations)


def test_end_in_a_row_of_a_row_goes_one_list_up() -> None:
    """From a measurement of a guardrail back to its measurements, from there to the guardrails."""
    record = complete(Stage.PRODUCTION)
    dialogue = in_part(started(record), "Letters: metric", "all")
    for _ in range(20):
        if isinstance(dialogue.step, TableStep):
            break
        dialogue = dialogue.hear("")
    inside = after(dialogue, ["1", "", "", "", "", "", "", "+", "2026-11-10", "1.5"])
    assert isinstance(inside.step, FieldStep)
    keys = []
    for _ in range(2):
        inside = inside.hear("end")
        assert isinstance(inside.step, TableStep)
        keys.append(inside.step.table.key)
    assert ["measurements", "metric.guardrails"] == keys
    guardrail = next(iter(case_of(inside).metric.guardrails.values()))
    assert 1.5 == guardrail.measurements[dt.date(2026, 11, 10)].value


def test_end_outside_a_row_is_refused() -> None:
    """There is nothing to leave at a question, and the interview is not ended by mistake."""
    refused = started().hear("end")
    assert (False, 1) == (refused.is_over, refused.refusals)


@pytest.mark.parametrize("line", ["no", "-", "7", "-1"])
def test_what_is_no_name_adds_no_row_to_an_empty_table(line: str) -> None:
    """An answer to yes or no, and a number that picks nothing, are refused or asked on; no row is made."""
    done = at_options().hear(line)
    assert {} == case_of(done).segments


def test_a_shared_cost_says_how_it_is_known() -> None:
    """A figure in a table has its grade and source, as in the app."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "Team", "all")
    for _ in range(40):
        if isinstance(dialogue.step, TableStep) and dialogue.step.table.key == "shared_costs":
            break
        dialogue = dialogue.hear("")
    done = after(dialogue, ["Gateway", "1500 to 2200", "contract", "offer 12"])
    cost = done.sheet.assessment.shared_costs["gateway"].cost_per_month
    assert cost is not None
    assert (1500, Evidence.CONTRACT, "offer 12") == (cost.p5, cost.evidence, cost.source)


def test_an_action_is_given_its_owner_and_its_day() -> None:
    """What minutes 82 to 90 of the workshop decide can be typed: the action by a few letters, who, and by when."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "Owners and days")
    action_id, action = next(iter(small_questionnaire().actions.items()))
    done = after(dialogue, ["+", action.title[:-1].upper(), "M. Lindqvist", "2027-01-29", "started", "end"])
    decision = done.sheet.assessment.roadmap[action_id]
    assert ("M. Lindqvist", dt.date(2027, 1, 29), "started") == (decision.owner, decision.due, decision.status)
    line = f"{action.title}: owner M. Lindqvist, due 2027-01-29, status started"
    assert any(each.endswith(line) for each in done.prompt())
