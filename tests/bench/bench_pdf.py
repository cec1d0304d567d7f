"""The full report of the showcase sample: from context to PDF, against bare WeasyPrint on the same HTML."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from functools import partial
from pathlib import Path

import weasyprint

from fortnight.core.evaluation import evaluate
from fortnight.core.wording import Wording
from fortnight.report.catalogue import Words
from fortnight.report.context import build_context
from fortnight.report.html import Assets, render_html
from fortnight.report.options import ReportOptions
from fortnight.report.pdf import write_pdf
from fortnight.report.templates import find_template, words_for
from fortnight.storage.document import open_document
from fortnight.storage.library import data_folder, questionnaire_digest
from fortnight.storage.toml_files import encoded
from tests.bench.measure import Row, alternating, seconds, table

SAMPLE = data_folder("samples") / "harbour-mutual-2026-q4.toml"
RUNS = 5


def rows() -> list[Row]:
    """Return the line about the PDF."""
    document = open_document(SAMPLE)
    header = document.assessment.assessment
    entries, language = words_for(header.language, SAMPLE.parent)
    template = find_template("full", SAMPLE.parent)
    context = build_context(
        document.assessment, document.questionnaire, evaluate(document.assessment, document.questionnaire),
        comparison=None, options=ReportOptions(), words=entries, words_language=language,
        questionnaire_digest=questionnaire_digest(document.questionnaire),
    )
    words = Words(entries, Wording(header.language, header.currency), language)
    folder = template.folder.resolve()
    page = partial(render_html, folder, template.shared.resolve(), context, words, medium="pdf",
                   assets=Assets("", ""))
    html = page()
    answers = encoded(document.assessment)

    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "report.pdf"

        def ours() -> None:
            write_pdf(page(), out, template=folder, assets={}, answers=answers, date=dt.date(2026, 11, 16),
                      on_step=lambda step, number: None)

        def bare() -> None:
            weasyprint.HTML(string=html, base_url=f"{folder.as_uri()}/").write_pdf(io.BytesIO())

        ours(), bare()
        mine, plain = alternating(partial(seconds, ours), partial(seconds, bare), runs=RUNS)
    return [Row("PDF, full template", f"{mine:.2f} s; bare WeasyPrint {plain:.2f} s", mine / plain, 1.4,
                "x bare WeasyPrint")]


if __name__ == "__main__":
    print(table(rows()))
