"""What the plan says in words: go-live under a capacity, one action, one verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fortnight.core.assessment import ActionDecision
from fortnight.core.edit import set_at
from fortnight.core.evaluation import Evaluation, evaluate
from fortnight.core.roi.results import Percentiles, PortfolioResult
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording
from fortnight.storage.document import open_document
from fortnight.tui.capacity_form import go_live_lines, go_live_weeks, other_quarters, role_title, written
from fortnight.tui.charts.spans import text_of
from fortnight.tui.roadmap_board import (
    draw_loads,
    draw_waves,
    draw_weeks,
    left_out_columns,
    wave_columns,
    week_span,
)
from fortnight.tui.roadmap_moves import later
from fortnight.tui.roadmap_text import decided, item_text, left_out_text
from fortnight.tui.store import REMOVED, Edit
from fortnight.tui.verdict_text import counted_in_part, portfolio_line, verdict_text
from tests.tui.areas.results import with_figures

WORDS = Wording("en", "EUR")


def plan(folder: Path, *decisions: tuple[tuple[str, ...], object]) -> Evaluation:
    """Return the evaluation of the file with figures, after some decisions."""
    document = open_document(with_figures(folder))
    assessment = document.assessment
    for path, value in decisions:
        assessment = set_at(assessment, path, value)
    return evaluate(assessment, document.questionnaire, draws=200)


def test_a_capacity_says_when_it_is_live_and_what_changed(folder: Path) -> None:
    """The difference to the weeks before stands in brackets; without one nothing does."""
    usual = plan(folder)
    weeks = go_live_weeks(usual)
    assert all("than before" not in line for line in go_live_lines(usual, {}, WORDS, weeks))
    for case_id, week in weeks.items():
        lines = [line for line in go_live_lines(usual, {}, WORDS, {case_id: week + 2}) if line.startswith(case_id)]
        assert all("(2\u00a0weeks earlier than before)" in line for line in lines if "live on" in line)


def test_less_time_never_brings_go_live_forward(folder: Path) -> None:
    """Half a day a week for data and business against three."""
    roles = ("data", "business")
    much = plan(folder, *((("capacity", role, "days_per_week"), 3.0) for role in roles))
    little = plan(folder, *((("capacity", role, "days_per_week"), 0.5) for role in roles))
    for case_id, week in go_live_weeks(much).items():
        assert week <= go_live_weeks(little).get(case_id, 10_000)
    assert max(item.end_week for item in much.roadmap.items) < max(item.end_week for item in little.roadmap.items)


def test_days_of_other_quarters_are_told_where_the_fields_do_not_hold_them(folder: Path) -> None:
    """The plan reckons with them, so the page of the capacity says them; without any it says nothing."""
    usual = open_document(with_figures(folder)).assessment
    assert "" == other_quarters(usual, WORDS)
    days = {"days_per_week": 2, "by_quarter": {"2027-Q1": 4, "2027-Q2": 1}}
    assert ("Instead of the days above: Legal 4\u00a0days a week in 2027-Q1 "
            "and Legal 1\u00a0day a week in 2027-Q2.") == other_quarters(
                set_at(usual, ("capacity", "legal"), days), WORDS)


def test_a_plan_without_a_date_counts_weeks_and_waiting(folder: Path) -> None:
    """One week is one; the waiting after the work belongs to it; nothing can be postponed, and that is said."""
    roadmap = plan(folder, (("assessment", "date"), None)).roadmap
    item = replace(roadmap.items[0], start_week=1, end_week=1, ready_week=2)
    assert "week 2" == week_span(item)
    assert "weeks 2 to 5" == week_span(replace(item, ready_week=5))
    move = later(item, ActionDecision(), roadmap, WORDS)
    assert ((), "Nothing can be postponed until the date of the assessment is set.") == (move.edits, move.sentence)


def test_the_signs_of_a_load_are_never_cut(folder: Path) -> None:
    """In a narrow drawing what they mean takes two lines."""
    roadmap = plan(folder).roadmap
    wide, narrow = ([text_of(line) for line in draw_loads(roadmap, WORDS, width)] for width in (60, 30))
    assert "▁▄█ part of the week in use   ! more than there is" == wide[-1]
    assert ["▁▄█ part of the week in use", "! more than there is"] == narrow[-2:]


def test_a_role_without_days_is_no_entry() -> None:
    """Emptying the days takes the whole role out; its focus alone would be no capacity."""
    edit = Edit(("capacity", "data", "days_per_week"), REMOVED)
    assert (Edit(("capacity", "data"), REMOVED),) == written((edit,))
    kept = Edit(("capacity", "data", "focus"), REMOVED)
    assert (kept,) == written((kept,))
    assert "IT operations" == role_title("it-operations")


def test_an_action_tells_everything_that_is_known_about_it(folder: Path) -> None:
    """Why, why now, first step, done when, who, when, effort, needs, and what people decided."""
    evaluation = plan(folder)
    item = next(item for item in evaluation.roadmap.items if item.action_id == "name-owner")
    text = item_text(item, evaluation.roadmap, ActionDecision(pinned=True), {"claims": "Claims"}, WORDS).plain
    for word in ("Why is this here?", "Why now?", "Ask the head of claims.", "A name stands in the record.",
                 "Business, no owner yet", "person-days", "“Extract a week of real cases”", "pinned"):
        assert word in text


def test_what_is_left_out_tells_why(folder: Path) -> None:
    """The reason that people gave; brackets stay brackets."""
    evaluation = plan(folder, (("roadmap", "rights", "rejected_because"), "not [now]"))
    assert "not [now]" in left_out_text("rights", evaluation.roadmap, ActionDecision(), WORDS).plain
    titles = [entry.title for column in left_out_columns(evaluation.roadmap) for entry in column.entries]
    assert "Write down who allowed it" in titles


def test_decisions_are_told_in_words() -> None:
    """Each once; nothing decided says nothing."""
    assert [] == list(decided(ActionDecision(), WORDS))
    told = list(decided(ActionDecision(status="started", rejected_because="too dear"), WORDS))
    assert ["started", "rejected: too dear"] == told


def test_every_planned_action_stands_on_every_board(folder: Path) -> None:
    """Waves, wide and narrow, and weeks."""
    roadmap = plan(folder).roadmap
    planned = {item.action_id for item in roadmap.items}
    assert planned == {entry.id for column in wave_columns(roadmap, WORDS) for entry in column.entries}
    for width in (76, 150):
        assert planned == {spot.id for spot in draw_waves(roadmap, WORDS, width, "").spots}
        assert planned == {spot.id for spot in draw_weeks(roadmap, WORDS, width, "").spots}
    assert {"Business", "Data"} <= {text_of(line).split()[0] for line in draw_loads(roadmap, WORDS, 60)[1:-1]}


def test_a_verdict_has_its_word_its_reasons_and_its_rule(folder: Path) -> None:
    """And the cases together are told only when there are several with figures."""
    evaluation = plan(folder)
    verdict = evaluation.cases["claims"].verdict
    text = verdict_text("Claims", verdict, WORDS).plain
    assert f" {verdict.kind}   Claims  rule {verdict.rule}" in text
    assert all(reason in text for reason in (*verdict.reasons, *verdict.would_change))
    assert "" == portfolio_line(evaluation.portfolio, {}, WORDS)


def test_a_narrowed_use_case_is_told_to_count_as_its_segment() -> None:
    """Beside the sum, since its whole may well lose money."""
    cases = {
        "claims": UseCase(name="Claims triage"),
        "invoice": UseCase.model_validate({"name": "Invoice reading", "segments": {
            "network": {"name": "Network garages", "share": 0.4}}}),
    }
    together = PortfolioResult(("claims", "invoice"), (), Percentiles(1e5, 2e5, 3e5), 2e5, 0.0, 1e4, (), 50_000, 1,
                               segments={"invoice": "network"})
    line = portfolio_line(together, cases, WORDS)
    assert "Claims triage and Invoice reading together" in line
    assert "chance of a loss under 1%" in line
    assert line.endswith("Invoice reading counted as Network garages alone.")
    assert ("invoice counted as network alone.",) == counted_in_part(together, {})
