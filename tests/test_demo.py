"""What `make demo` shows: the sample's PDF holds its organisation, scores, roadmap and money as real text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from fortnight.cli import main
from fortnight.core.evaluation import evaluate
from fortnight.core.locales import NBSP
from fortnight.core.wording import Wording
from fortnight.report.libraries import missing_libraries
from fortnight.storage.document import open_document
from fortnight.storage.library import data_folder

SAMPLE = data_folder("samples") / "harbour-mutual-2026-q4.toml"


@pytest.mark.skipif(bool(missing_libraries()), reason="no libraries to draw a PDF; see doctor")
def test_the_sample_pdf_says_what_was_computed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Organisation, scores, the first three roadmap items and the NPV can be searched for in the PDF."""
    out = tmp_path / "sample.pdf"
    assert 0 == main(["report", str(SAMPLE), "-o", str(out)])
    assert str(out) in capsys.readouterr().out
    text = "\n".join(page.extract_text() for page in PdfReader(out).pages)
    words = " ".join(text.replace(NBSP, " ").split())
    document = open_document(SAMPLE)
    evaluation = evaluate(document.assessment, document.questionnaire, earlier=document.earlier)
    wording = Wording(document.assessment.assessment.language, document.assessment.assessment.currency)
    first_three = [item.title for item in evaluation.roadmap.items[:3]]
    value = evaluation.cases["claims-triage"].roi.npv
    assert value is not None and value.p50 is not None and evaluation.score.overall is not None
    wanted = ["Harbour Mutual", wording.fixed(evaluation.score.overall, 1), *first_three,
              wording.money_short(value.p50),
              *(wording.fixed(each.score, 1) for each in evaluation.score.dimensions if each.score is not None)]
    assert [] == [part for part in wanted if part.replace(NBSP, " ") not in words]
