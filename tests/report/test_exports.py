"""The report as data: CSV for a tracker, JSON of everything, Markdown for a wiki."""

import csv
import io
import json
from dataclasses import fields, replace

import pytest

from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import CaseEvaluation
from fortnight.core.plain import plain
from fortnight.core.roadmap.plan import RoadmapItem
from fortnight.core.roi.results import RoiResult
from fortnight.report.exports import CSV_COLUMNS, csv_text, json_text
from fortnight.report.markdown import escaped, markdown_text
from tests.report.example import Example, example
from tests.report.making import context_of, words_of

EXAMPLE = example(3, 30)


def csv_rows(made: Example) -> list[dict[str, str]]:
    """Return the rows of the CSV."""
    return list(csv.DictReader(io.StringIO(csv_text(made.assessment, made.evaluation), newline="")))


def test_every_action_is_a_row_in_order() -> None:
    """Planned ones by rank, then what is done and what is left out."""
    rows = csv_rows(EXAMPLE)
    items = EXAMPLE.evaluation.roadmap.items
    assert [str(item.rank) for item in items] == [row["rank"] for row in rows[:len(items)]]
    assert ["done", "not-doing"] == [row["horizon"] for row in rows[len(items):]]
    assert list(CSV_COLUMNS) == list(rows[0])


def test_a_row_holds_what_a_tracker_needs() -> None:
    """Dates in ISO 8601, effort in days, causes separated by semicolons."""
    row = csv_rows(EXAMPLE)[0]
    assert {"start": "2026-11-23", "finish": "2026-12-04", "effort_likely_days": "4", "owner": "Priya Shah",
            "role": "engineering", "gate": "G1", "late": "no", "horizon": "now"}.items() <= row.items()
    assert "Holds gate G1 open" in row["why"] and "; " in row["why"]


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=x"])
def test_a_spreadsheet_takes_no_text_for_a_formula(text: str) -> None:
    """What begins like a formula gets an apostrophe in front; the text itself stays."""
    item = replace(EXAMPLE.evaluation.roadmap.items[0], title=text)
    roadmap = replace(EXAMPLE.evaluation.roadmap, items=(item,))
    made = replace(EXAMPLE, evaluation=replace(EXAMPLE.evaluation, roadmap=roadmap))
    assert f"'{text}" == csv_rows(made)[0]["title"]


def test_json_holds_everything_under_the_names_of_the_results() -> None:
    """Stable keys: those of the file, and the field names of the result types."""
    table = json.loads(json_text(EXAMPLE.assessment, EXAMPLE.questionnaire, EXAMPLE.evaluation,
                                  EXAMPLE.comparison, is_provisional=False))
    assert ["format", "program", "provisional", "questionnaire", "assessment", "score", "use_cases", "roadmap",
            "portfolio", "comparison"] == list(table)
    case = table["use_cases"]["claims-triage"]
    assert {field.name for field in fields(CaseEvaluation)} == set(case)
    assert {field.name for field in fields(RoiResult)} == set(case["roi"])
    assert {field.name for field in fields(RoadmapItem)} == set(table["roadmap"]["items"][0])
    assert EXAMPLE.assessment == Assessment.model_validate_json(json.dumps(table["assessment"]))


def test_since_last_time_is_told_in_the_sentences_of_the_comparison() -> None:
    """What rose, and each use case then and now in the report's own words; nothing without a last run."""
    since, compared = context_of(EXAMPLE).since, EXAMPLE.comparison
    assert since is not None and compared is not None
    labels = [group.label for group in since.groups]
    lines = [line for group in since.groups for line in group.lines]
    assert "Claims triage: harden both times" in labels
    assert lines[0].startswith("Rose: ") and compared.moves[0].title in lines[0]
    assert since.figure is not None
    for title in (since.title, since.figure.title):
        assert title in markdown_text(context_of(EXAMPLE), words_of(EXAMPLE))
    assert context_of(example(1, with_previous=False)).since is None


def test_json_writes_never_as_null() -> None:
    """A payback that is never reached is null, and no figure that JSON does not know appears."""
    table = plain(EXAMPLE.evaluation.cases["fraud-letters"].roi)
    assert table["payback_months"]["p50"] is None
    assert json.loads(json.dumps(table, allow_nan=False)) == table


def test_markdown_has_the_same_sections_and_sentences_as_the_page() -> None:
    """Every sentence of page one, every use case, every action of Now, and the sign-off."""
    context = context_of(EXAMPLE)
    text = markdown_text(context, words_of(EXAMPLE)).replace("\\", "")
    assert text.startswith(f"# {context.head.title}\n")
    wanted = [each.text for each in context.summary] + [page.title for page in context.case_pages]
    wanted += [item.first_step for item in context.roadmap.now] + list(context.sign_off.stamp)
    wanted += [line for group in context.record.answers for line in group.lines]
    assert [] == [part for part in wanted if " ".join(part.split()) not in " ".join(text.split())]


def test_markdown_tables_have_rows_of_equal_width() -> None:
    """A bar in a cell would break the table, so it is escaped."""
    lines = markdown_text(context_of(EXAMPLE), words_of(EXAMPLE)).splitlines()
    block: list[int] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            block.append(line.replace("\\|", "").count("|"))
        else:
            assert len(set(block)) <= 1
            block = []


@pytest.mark.parametrize(("expected", "text"), [
    (r"\# not a heading", "# not a heading"), (r"\- not a list", "- not a list"), (r"1\. no", "1. no"),
    (r"\[x\](javascript:1)", "[x](javascript:1)"), (r"a \| b", "a | b"), (r"\<img src=x\>", "<img src=x>"),
    (r"\*\*bold\*\*", "**bold**"), ("two lines", "two\nlines"), (r"\+ plus", "+ plus"), (r"\---", "---"),
    ("3.5 days", "3.5 days"),
])
def test_text_is_not_markup(expected: str, text: str) -> None:
    """What people typed is shown as typed."""
    assert expected == escaped(text)
