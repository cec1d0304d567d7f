"""Makes contexts, pages and files from examples, as the job does but without calculating anything."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path

from fortnight.core.wording import Wording
from fortnight.report.catalogue import Words, flatten
from fortnight.report.context import build_context
from fortnight.report.html import Assets, render_html
from fortnight.report.options import ReportOptions
from fortnight.report.process import Renderer
from fortnight.report.rendering import Message, RenderJob
from fortnight.report.templates import font_settings, words_for
from fortnight.report.views import ReportContext
from fortnight.storage.library import data_folder
from tests.report.example import Example

TEMPLATES = data_folder("report_templates").resolve()


@cache
def entries() -> dict[str, object]:
    """Return the English catalogue."""
    return flatten(tomllib.loads((TEMPLATES / "words" / "en.toml").read_text(encoding="utf-8")))


def words_of(example: Example) -> Words:
    """Return words and formats for an example."""
    header = example.assessment.assessment
    found, language = words_for(header.language, TEMPLATES)
    return Words(found, Wording(header.language, header.currency), language)


def context_of(example: Example, options: ReportOptions | None = None) -> ReportContext:
    """Return the context of an example."""
    found, language = words_for(example.assessment.assessment.language, TEMPLATES)
    return build_context(
        example.assessment, example.questionnaire, example.evaluation, comparison=example.comparison,
        options=options or ReportOptions(), words=found, words_language=language,
        questionnaire_digest="cd" * 32,
    )


def page_of(example: Example, template: str = "full", medium: str = "pdf") -> str:
    """Return the HTML of an example."""
    return render_html(TEMPLATES / template, TEMPLATES, context_of(example), words_of(example), medium=medium,
                       assets=Assets())


def pdf_of(example: Example, folder: Path, template: Path | str = "full", *, answers: bytes | None = None,
           logo: str = "", time_limit: float = 120.0) -> tuple[Path, list[Message]]:
    """Return the PDF of an example, drawn by the real child, and what the child said meanwhile."""
    chosen = TEMPLATES / template if isinstance(template, str) else template
    job = RenderJob(
        medium="pdf", template=chosen, shared=TEMPLATES, folder=folder, context=context_of(example),
        words=words_of(example), own_template=not chosen.is_relative_to(TEMPLATES), logo=logo, font="",
        answers=answers, date=dt.date(2026, 11, 20),
    )
    messages: list[Message] = []
    with Renderer("pdf", font_settings(TEMPLATES, folder)) as renderer:
        renderer.render(job, messages.append, lambda: False, time_limit=time_limit)
    return job.out, messages
