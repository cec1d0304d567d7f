"""`fortnight report FILE`: the report as a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fortnight.errors import UserError
from fortnight.report.options import ReportFormat, ReportOptions
from fortnight.storage.atomic import real_path

if TYPE_CHECKING:
    from fortnight.report.job import Progress

_ENDINGS: dict[str, ReportFormat] = {
    ".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "md", ".csv": "csv", ".json": "json",
}


def run(arguments: argparse.Namespace) -> int:
    """Render the report; print its path and size on stdout and the progress on stderr."""
    from fortnight.report.job import write_report

    source = Path(arguments.file)
    out = Path(arguments.out) if arguments.out else None
    format_name: ReportFormat = arguments.format or (_format_of(out) if out else "pdf")
    target = out or source.parent / f"{source.stem}.{format_name}"
    if real_path(target) == real_path(source):
        raise UserError(f"{target}: this is the assessment itself; name another file with -o.")
    if target.suffix.lower() == ".toml":
        raise UserError(f"{target}: is the name of an assessment, and no report is one; end it in .{format_name}.")
    options = ReportOptions(
        template=arguments.template, format=format_name,
        with_answers=not arguments.without_answers, redact=arguments.redact,
    )
    written = write_report(source, target, options, _shown_on(sys.stderr))
    print(f"{written} ({written.stat().st_size / 1000:,.0f} kB)")
    return 0


def _shown_on(stream: TextIO) -> Callable[[Progress], None]:
    """Return what shows progress: one line that moves on a terminal; into a log only what is worth keeping."""
    moves = stream.isatty()

    def show(progress: Progress) -> None:
        if progress.is_notice:
            print(f"\r\x1b[2K{progress}" if moves else progress, file=stream)
        elif moves:
            print(f"\r\x1b[2K{progress}", end="\n" if progress.share >= 1 else "", file=stream, flush=True)

    return show


def _format_of(out: Path) -> ReportFormat:
    try:
        return _ENDINGS[out.suffix.lower()]
    except KeyError:
        raise UserError(f"{out}: no format is known for this ending; end it in .pdf, .html, .md, .csv or .json, "
                        "or name one with --format.") from None
