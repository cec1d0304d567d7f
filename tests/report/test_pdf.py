"""The PDF as it is read back: tags, metadata of both standards, attachment, pages, bytes."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from fortnight.report.job import write_report
from fortnight.report.options import ReportOptions
from fortnight.storage.document import open_document
from fortnight.storage.toml_files import dumps
from tests.report.conftest import SAMPLE, Made
from tests.report.example import example
from tests.report.making import pdf_of
from tests.report.reading import every, headings, pages, tags, text_of


def xmp(path: Path) -> str:
    """Return the metadata stream."""
    return PdfReader(path).trailer["/Root"]["/Metadata"].get_data().decode()


def test_it_is_built_to_both_standards_and_says_no_more(harbour: Made) -> None:
    """PDF/A-3a and PDF/UA-1 stand in the metadata; the page says built to, never certified."""
    metadata = xmp(harbour.path)
    assert 'pdfaid:part="3"' in metadata and 'pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata and "pdfaExtension:schemas" in metadata
    text = text_of(harbour.path)
    assert "This file is built to PDF/UA-1 and PDF/A-3. That is how it was made, not a certificate." in (
        text)
    assert not re.search(r"certified|compliant|conforms", text)


def test_title_language_and_tags_are_there(harbour: Made) -> None:
    """What a screen reader opens first."""
    root = PdfReader(harbour.path).trailer["/Root"]
    assert ("en", True, True) == (root["/Lang"], root["/MarkInfo"]["/Marked"].value,
                                  root["/ViewerPreferences"]["/DisplayDocTitle"].value)
    assert (PdfReader(harbour.path).metadata or {})["/Title"].startswith("Harbour Mutual: Of three use cases")
    assert PdfReader(harbour.path).trailer["/Root"]["/OutputIntents"]


def test_headings_begin_at_one_and_skip_no_level(harbour: Made) -> None:
    """The order in which a screen reader jumps."""
    levels = headings(tags(harbour.path))
    assert levels[0] == 1 and levels.count(1) == 1 and len(levels) > 20
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_every_figure_has_its_data_as_alternative_text(harbour: Made) -> None:
    """No chart is silent."""
    figures = list(every(tags(harbour.path), "Figure"))
    assert len(figures) >= 12
    assert all(len(figure.alternative) > 60 for figure in figures)


def test_every_cell_is_tied_to_its_headers(harbour: Made) -> None:
    """A cell can be read with the name of its row and of its column."""
    tables = list(every(tags(harbour.path), "Table"))
    assert len(tables) >= 8
    for table in tables:
        assert all(cell.headers == 2 for cell in every(table, "TD"))
        assert list(every(table, "TH"))


def test_bookmarks_repeat_the_headings(harbour: Made) -> None:
    """The outline holds the sections and the use cases, each leading to its page."""
    reader = PdfReader(harbour.path)

    def flat(entries: list[object]) -> list[object]:
        return [part for entry in entries for part in (flat(entry) if isinstance(entry, list) else [entry])]

    entries = flat(reader.outline)
    titles = [entry.title for entry in entries]
    assert any(title.startswith("Claims triage: ") for title in titles) and len(titles) > 20
    pages = [reader.get_destination_page_number(entry) for entry in entries]
    assert pages == sorted(pages)


def test_page_numbers_in_the_contents_are_right(harbour: Made) -> None:
    """Where the contents send a reader, the section begins."""
    texts = [page.text for page in pages(harbour.path)]
    for number in (1, 2, 3):
        begins = next(index for index, text in enumerate(texts, start=1)
                      if f"Use case {number}\n" in text and "Why this verdict" in text)
        entry = texts[1][texts[1].index(f"Use case {number}"):]
        assert f"{begins}" == re.findall(r"\d+", entry)[1]


def test_nothing_but_the_bundled_font_is_used(harbour: Made) -> None:
    """No font of the system leaks in, and every face is embedded."""
    names = set()
    for page in PdfReader(harbour.path).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(font.get_object()["/BaseFont"])
    assert names and all(re.fullmatch(r"/[A-Z]{6}\+Inter.*", name) for name in names)


def test_links_stay_inside_and_nothing_runs(harbour: Made) -> None:
    """No address, no script, no launch action."""
    content = harbour.path.read_bytes()
    for page in PdfReader(harbour.path).pages:
        for annotation in page.get("/Annots", []):
            assert "/A" not in annotation.get_object()
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|SubmitForm)\b", content)


def test_reopened_the_assessment_equals_the_original(harbour: Made) -> None:
    """Field by field: the attachment is the file."""
    original, reopened = open_document(SAMPLE), open_document(harbour.path)
    assert original.assessment == reopened.assessment
    assert dumps(original.assessment) == dumps(reopened.assessment)
    assert ["assessment.toml"] == list(PdfReader(harbour.path).attachments)
    files = PdfReader(harbour.path).trailer["/Root"]["/AF"]
    assert {"/Source"} == {each.get_object()["/AFRelationship"] for each in files}


def test_without_answers_there_is_no_attachment_and_the_page_says_so(tmp_path: Path) -> None:
    """A copy for those who are not to have the answers; redaction takes names from the page as well."""
    options = ReportOptions("board", "pdf", with_answers=False, redact=True)
    out = write_report(SAMPLE, tmp_path / "board.pdf", options, lambda step: None)
    text = text_of(out)
    assert {} == PdfReader(out).attachments
    assert "The answers are not attached to this copy." in text
    assert "The names of people, notes and evidence have been taken out of this copy." in text
    assert "Marguerite" not in text and "Okafor" not in text


def test_the_same_input_gives_the_same_bytes(small: Path, tmp_path: Path) -> None:
    """Another folder, another process, another hash seed: not one byte differs."""
    again, _ = pdf_of(example(1, 3), tmp_path, answers=b"format = 1\n")
    assert small.read_bytes() == again.read_bytes()


def test_dates_come_from_the_assessment(small: Path) -> None:
    """The file is dated as the assessment is; nothing comes from the clock."""
    metadata = PdfReader(small).metadata or {}
    assert metadata["/CreationDate"].startswith("D:20261120")
    dates = re.findall(r"(?:Create|Modify)Date>?=?\"?([\d-]+)", xmp(small))
    assert set(dates) <= {"2026-11-20"}


@pytest.mark.parametrize("name", ["harbour", "small"])
def test_full_has_8_to_14_pages(name: str, request: pytest.FixtureRequest) -> None:
    """With up to three use cases; no page under a third full but the last, nothing beyond the margins."""
    made = request.getfixturevalue(name)
    path = made.path if isinstance(made, Made) else made
    assert 8 <= len(pages(path)) <= 14
    check_pages(path)


@pytest.mark.parametrize("cases", [5, 12])
def test_board_has_two_or_three_pages(tmp_path: Path, cases: int) -> None:
    """Even with many use cases with long names, whose page one is set smaller and stays one page."""
    path, _ = pdf_of(example(cases, 60, long=True), tmp_path, "board")
    assert len(pages(path)) in (2, 3)
    assert "The use cases and their verdicts" in pages(path)[0].text
    check_pages(path)


def test_twelve_use_cases_have_a_page_each(tmp_path: Path) -> None:
    """Long names, 60 actions and 200-word notes: about a page more for each use case, and each on exactly one."""
    path, _ = pdf_of(example(12, 60, long=True), tmp_path)
    assert 17 <= len(pages(path)) <= 24
    check_pages(path)
    texts = [page.text for page in pages(path) if "Why this verdict" in page.text]
    assert 12 == len(texts)
    assert all("Where the result would be zero" in text or "There is no figure" in text for text in texts)


def check_pages(path: Path) -> None:
    """No page but the last is under a third full, none overflows, and text stands between the margins."""
    found = [page.fill for page in pages(path)]
    assert all(share >= 1 / 3 for share in found[:-1]), found
    assert all(share <= 1.0 for share in found), found
    starts = [start for page in pages(path) for start in page.starts]
    assert min(starts) >= 56.6 - 1 and max(starts) <= 595.3 - 56.6 + 1


def test_the_mark_of_an_invention_stands_on_every_page(harbour: Made) -> None:
    """So does the mark of confidentiality."""
    for page in pages(harbour.path):
        text = " ".join(page.text.split())
        assert "Illustration: the organisation and its figures are invented." in text
        assert "Confidential" in text
