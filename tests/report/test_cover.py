"""Page one is one page, whatever people typed; its sentences keep their words and figures."""

import re
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from fortnight.core.evaluation import Evaluation, evaluate
from fortnight.report.case_room import lines_of
from fortnight.report.options import ReportOptions
from fortnight.storage.document import Document, open_document
from tests.report.conftest import SAMPLE
from tests.report.everywhere import Typed, typed_everywhere
from tests.report.example import Example, example
from tests.report.making import context_of, page_of, pdf_of
from tests.report.reading import pages

COVER_ALONE = '{% extends "shared/base.html.j2" %}{% block body %}{% include "shared/cover.j2" %}{% endblock %}'
WORDS = "typed by somebody with great patience and without an end in sight "


def filler(length: int) -> Typed:
    """Return texts of `length` letters, each different: words, one endless word, letters that no font here has."""
    numbers = count()

    def text(place: tuple[str, ...], old: str) -> str:
        number = next(numbers)
        body = (WORDS * length, "W" * length, WORDS * length, "理賠分類與處理" * length)[number % 4]
        return f"{place[-1].capitalize()} {number} {body}"[:length].rstrip()

    return text


@cache
def sample() -> Document:
    """Return the sample that fills every table."""
    return open_document(SAMPLE)


@cache
def computed(length: int) -> tuple[Example, Evaluation]:
    """Return the sample with that many letters in every field."""
    assessment = typed_everywhere(sample().assessment, filler(length))
    evaluation = evaluate(assessment, sample().questionnaire, draws=300)
    return Example(assessment, sample().questionnaire, evaluation), evaluation


def long(length: int, language: str) -> Example:
    """Return it in a language."""
    made, _ = computed(length)
    header = made.assessment.assessment.model_copy(update={"language": language})
    return replace(made, assessment=made.assessment.model_copy(update={"assessment": header}))


def cover_alone(made: Example, folder: Path) -> int:
    """Return how many pages the cover takes, drawn by the real child."""
    template = folder / "cover"
    template.mkdir()
    (template / "report.html.j2").write_text(COVER_ALONE, encoding="utf-8")
    path, _ = pdf_of(made, folder, template)
    return len(pages(path))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("length", [300, 2000])
def test_page_one_is_one_page_whatever_was_typed(tmp_path: Path, length: int, language: str) -> None:
    """So many letters in every field: names are cut on it, and nothing runs over."""
    assert 1 == cover_alone(long(length, language), tmp_path)


def test_full_and_board_share_page_one() -> None:
    """What holds for the cover alone holds for both."""
    made = long(300, "en")
    first = [page_of(made, template).split("</header>")[0] for template in ("full", "board")]
    assert first[0].split("<body>")[1] == first[1].split("<body>")[1]


@pytest.mark.parametrize(("cases", "shown", "note"), [
    (12, 12, ""), (60, 12, "48 more use cases stand in the tables that follow."),
])
def test_page_one_lists_what_it_can_and_says_how_many_more_there_are(
    tmp_path: Path, cases: int, shown: int, note: str
) -> None:
    """The tables behind it have all of them."""
    made = example(cases, 3, long=True, with_previous=False)
    assert 1 == cover_alone(made, tmp_path)
    verdicts, ranking = context_of(made).verdicts, context_of(made).cases.table
    assert verdicts is not None and ranking is not None
    assert (shown, cases) == (len(verdicts.rows), len(ranking.rows))
    assert note == verdicts.note


def test_the_sentences_keep_every_figure_and_every_word_of_their_own() -> None:
    """What is cut is what people typed: the figures are the same as where nothing had to be cut."""
    made = long(2000, "en")
    paper, screen = (context_of(made, ReportOptions(format=medium)) for medium in ("pdf", "html"))
    assert paper.summary != screen.summary
    for short, full in zip(paper.summary, screen.summary, strict=True):
        assert re.findall(r"€[\d.,]+|\d+%|\d+ months", full.text) == re.findall(
            r"€[\d.,]+|\d+%|\d+ months", short.text)
        assert full.text[-20:] == short.text[-20:]


def test_nothing_is_cut_that_fits() -> None:
    """Page one of the sample has every name in full, at the usual length."""
    document = sample()
    evaluation = evaluate(document.assessment, document.questionnaire, draws=300)
    context = context_of(Example(document.assessment, document.questionnaire, evaluation))
    names = [case.name for case in document.assessment.active_cases.values()]
    assert names == [name for name in names if any(name in sentence.text for sentence in context.summary)]
    assert "…" not in " ".join(sentence.text for sentence in context.summary)


def test_no_typed_text_is_printed_beyond_its_length() -> None:
    """Names and units of 2,000 letters stay out of reasons, gaps and gates: no line is longer than a text."""
    context = context_of(long(2000, "en"))
    lines = [line for group in context.record.unknown for line in group.lines]
    lines += [line for page in context.case_pages for line in (*page.reasons, *page.would_change, page.headline)]
    assert 20 < max(map(len, lines)) < 700


def test_a_word_wider_than_a_line_is_counted_as_it_is_broken() -> None:
    """An endless word takes as many lines as the page breaks it into, and a letter without a font takes a box."""
    assert 1 == lines_of("W" * 10, 100, 10)
    assert 11 <= lines_of("W" * 100, 100, 10) <= 12
    assert 7 <= lines_of("理" * 20, 100, 10) <= 8
