"""Writing a report: open, calculate, render, replace. The one entry for the command line and the app."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from fortnight.core.assessment import Brand
from fortnight.core.checks import check_assessment
from fortnight.core.compare import Comparison, compare
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import DRAWS, Evaluation, evaluate
from fortnight.core.migration import migration
from fortnight.core.phrase import in_language
from fortnight.core.unanswered import last_run
from fortnight.core.wording import Wording
from fortnight.errors import FileProblem, UserError
from fortnight.report.catalogue import Words
from fortnight.report.context import build_context
from fortnight.report.exports import csv_text, json_text
from fortnight.report.libraries import install_command, missing_libraries
from fortnight.report.markdown import markdown_text
from fortnight.report.options import ReportOptions
from fortnight.report.process import Renderer, ReportCancelled
from fortnight.report.redact import names_in, redacted, redacted_migration
from fortnight.report.rendering import Message, RenderJob
from fortnight.report.templates import Template, brand_files, find_template, font_settings, words_for
from fortnight.report.views import ReportContext
from fortnight.storage.atomic import write_atomically
from fortnight.storage.document import Document, open_document, with_whole_past
from fortnight.storage.library import data_folder, questionnaire_digest
from fortnight.storage.toml_files import encoded, why_not_written

__all__ = ["Progress", "ReportCancelled", "ReportOptions", "write_report"]

_NO_DATE = dt.date(1980, 1, 1)
"""The date of the attachment when the assessment has none; nothing in a report comes from the clock."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a report is, or something to be said about it."""

    share: float
    """0 to 1."""
    text: str
    is_notice: bool = False
    """The text is to be kept in sight: the report was made, but not quite as asked."""

    def __str__(self) -> str:
        return f"Note: {self.text}" if self.is_notice else f"{self.share:4.0%}  {self.text}"


def write_report(
    document_path: Path,
    out: Path,
    options: ReportOptions,
    on_progress: Callable[[Progress], None],
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Path:
    """Write the report of the assessment at `document_path` to `out` and return `out`.

    `on_progress` is called in this thread, `is_cancelled` is asked between steps and twenty times a second while
    pages are drawn. The file at `out` is the old one or the whole new one. Raises FileProblem for an assessment
    that cannot be used, UserError for anything else that the user can mend, ReportCancelled.
    """
    if options.format == "pdf":
        _check_libraries()
    steps = _Steps(on_progress, is_cancelled)
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="fortnight-", ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        renderer = None
        if options.format in ("pdf", "html"):
            # Loading the PDF engine takes as long as calculating: both are done at once.
            settings = font_settings(data_folder("report_templates"), folder)
            renderer = stack.enter_context(Renderer(options.format, settings))
        steps.go(0.02, "reading the assessment")
        document, brand = _opened(document_path, options)
        content = _content(document, brand, document_path, options, renderer, folder, steps)
        steps.go(0.98, "saving")
        try:
            write_atomically(out, content)
        except OSError as error:
            raise UserError(why_not_written(out, error)) from error
    on_progress(Progress(1.0, "done"))
    return out


def _content(document: Document, brand: Brand, source: Path, options: ReportOptions, renderer: Renderer | None,
             folder: Path, steps: _Steps) -> bytes:
    """Return the bytes of the finished report."""
    beside = source.parent
    entries, language = words_for(document.assessment.assessment.language, beside)
    template = find_template(options.template, beside) if renderer is not None else None
    for notice in (document.previous_problem, document.questionnaire_notice):
        steps.note(notice)
    evaluation, comparison = _evaluated(document, steps)
    last = last_run(document.earlier, document.questionnaire) if document.assessment.is_unanswered else None
    if options.format == "json":
        return json_text(document.assessment, document.questionnaire, evaluation, comparison,
                         is_provisional=last is not None).encode()
    header = document.assessment.assessment
    words = Words(entries, Wording(header.language, header.currency), language)
    if options.format == "csv" and last is not None:
        raise UserError(f"{source}: nothing is answered for this quarter, so there is no roadmap to export yet; "
                        "answer the questions first, or export last quarter's file.")
    if options.format == "csv":
        return csv_text(document.assessment, in_language(evaluation, words.translate)).encode("utf-8-sig")
    steps.go(0.45, "writing the sentences")
    context = build_context(
        document.assessment, document.questionnaire, evaluation, comparison=comparison, options=options,
        words=entries, words_language=language,
        questionnaire_digest=questionnaire_digest(document.questionnaire), last=last,
    )
    if renderer is None or template is None:
        return markdown_text(context, words).encode()
    return _rendered(document, brand, beside, options, template, context, words, renderer, folder, steps)


def _rendered(document: Document, brand: Brand, beside: Path, options: ReportOptions, template: Template,
              context: ReportContext, words: Words, renderer: Renderer, folder: Path, steps: _Steps) -> bytes:
    logo, font, notices = brand_files(brand, beside, folder)
    for notice in notices:
        steps.note(notice)
    attach = options.with_answers and options.format == "pdf"
    answers = encoded(document.assessment) if attach else None
    job = RenderJob(
        medium="pdf" if options.format == "pdf" else "html", template=template.folder.resolve(),
        shared=template.shared.resolve(), folder=folder, context=context, words=words,
        own_template=template.is_own, logo=logo, font=font, answers=answers,
        date=document.assessment.assessment.date or _NO_DATE,
    )
    renderer.render(job, steps.from_child, steps.is_cancelled)
    return job.out.read_bytes()


def _opened(path: Path, options: ReportOptions) -> tuple[Document, Brand]:
    """Return what is to be printed, and the brand whose files it is printed with, since a path may hold a name."""
    document = open_document(path)
    problems = check_assessment(document.assessment, document.questionnaire)
    if problems:
        raise FileProblem(str(path), problems)
    document = with_whole_past(document, path)
    if not options.redact:
        return document, document.assessment.brand
    entries, language = words_for(document.assessment.assessment.language, path.parent)
    say = Words(entries, Wording(), language).say
    names = names_in((document.assessment, *document.earlier), document.questionnaire, say)
    moved = redacted_migration(document.migration, names) if document.migration is not None else None
    copy = replace(document, assessment=redacted(document.assessment, names), migration=moved,
                   earlier=tuple(redacted(each, names) for each in document.earlier))
    return copy, document.assessment.brand


def _evaluated(document: Document, steps: _Steps) -> tuple[Evaluation, Comparison | None]:
    """Return the evaluation, and what moved since the last run where there is one."""
    assessment, questionnaire = document.assessment, document.questionnaire
    steps.go(0.06, f"calculating {DRAWS:,} futures for each use case")
    evaluation = evaluate(assessment, questionnaire, earlier=document.earlier)
    if document.previous is None or document.migration is None:
        return evaluation, None
    steps.go(0.38, "comparing with last time")
    then = evaluate(document.previous, questionnaire, earlier=document.earlier[:-1])
    before = EvaluatedRun(document.previous, document.migration, then, document.earlier[:-1])
    now = EvaluatedRun(assessment, migration(assessment, questionnaire), evaluation, document.earlier)
    numbers = (document.number - 1, document.number) if document.number is not None else None
    return evaluation, compare(before, now, questionnaire, numbers=numbers)


def _check_libraries() -> None:
    missing = missing_libraries()
    if missing:
        raise UserError(f"There is no PDF without {', '.join(missing)}, which this system lacks. To mend it: "
                        f"{install_command()}. Everything else works: try `--format html`.")


class _Steps:
    """Tells how far the job is, and stops it when somebody has cancelled."""

    def __init__(self, on_progress: Callable[[Progress], None], is_cancelled: Callable[[], bool]) -> None:
        self._on_progress = on_progress
        self.is_cancelled = is_cancelled
        self._reached = 0.0

    def go(self, share: float, text: str) -> None:
        """Begin a step; raises ReportCancelled."""
        if self.is_cancelled():
            raise ReportCancelled
        self._on_progress(Progress(share, text))

    def note(self, text: str) -> None:
        """Say something that is to be kept in sight."""
        if text:
            self._on_progress(Progress(0.0, text, is_notice=True))

    def from_child(self, message: Message) -> None:
        """Pass on a message of the child: its part is the second half of the job."""
        if message.notice:
            self.note(message.notice)
            return
        share = 0.5 + 0.47 * message.share
        # Pages are laid out a second time once their numbers are known; progress does not go back for that.
        if share >= self._reached + 0.01:
            self._reached = share
            self._on_progress(Progress(share, message.step))
