"""What can be chosen about a report, and where it goes. No screen in here."""

from __future__ import annotations

from pathlib import Path

from fortnight.errors import UserError
from fortnight.report.options import ReportOptions
from fortnight.storage.typed_path import typed_path

FORMAT_WORDS = (("pdf", "PDF"), ("html", "HTML"), ("md", "Markdown"), ("csv", "CSV"), ("json", "JSON"))
WITHOUT_TEMPLATE = ("md", "csv", "json")
"""Formats that are made without a template."""


def template_words(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each template with what it is; one that is not shipped by its name."""
    known = {"full": "full: a page for each use case", "board": "board: 2 to 3 pages"}
    return tuple((name, known.get(name, name)) for name in names)


def usual_target(source: Path, options: ReportOptions) -> Path:
    """Return where a report goes unless somebody says otherwise: beside the assessment, named after it."""
    parts = [source.stem]
    if options.template != "full" and options.format not in WITHOUT_TEMPLATE:
        parts.append(options.template)
    if options.redact:
        parts.append("redacted")
    return source.with_name(f"{'-'.join(parts)}.{options.format}")


def typed_target(text: str, source: Path) -> Path:
    """Return where the report of `source` goes when `text` is typed; raises UserError when it cannot go there."""
    target = typed_path(text, source.parent)
    if target.resolve() == source.resolve():
        raise UserError("This is the assessment itself; name another file.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {target.parent}; choose one that exists.")
    return target


def what_it_holds(options: ReportOptions) -> str:
    """Return what the chosen report carries and who may see it, in one or two sentences."""
    said = []
    if options.format == "pdf":
        said.append("The answers are inside: next quarter this PDF can be opened like the file."
                    if options.with_answers else "The answers are left out: it can be read, not reopened.")
    elif options.format in WITHOUT_TEMPLATE:
        said.append("Made without a template.")
    if options.redact:
        said.append("People's names, notes and evidence are taken out; the organisation's stays.")
    return " ".join(said)


def size_of(size: int) -> str:
    """Return a file's size in words."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
