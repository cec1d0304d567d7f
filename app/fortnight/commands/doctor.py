"""`fortnight doctor`: what is installed, what is missing, and the exact command that mends it."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from fortnight import __version__
from fortnight.errors import FortnightError
from fortnight.report.libraries import install_command, missing_libraries

_PACKAGES = (
    "textual", "pydantic", "jinja2", "weasyprint", "tomli-w", "numpy", "pypdf", "platformdirs", "fonttools",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    ok: bool
    what: str
    mend: str = ""
    """What to do; empty when nothing needs doing."""


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; exit 1 when something that a user can mend is missing."""
    del arguments
    findings = examine()
    for finding in findings:
        print(f"{'ok     ' if finding.ok else 'MISSING'}  {finding.what}")
        if finding.mend:
            print(f"         {finding.mend}")
    return 0 if all(finding.ok for finding in findings) else 1


def examine() -> tuple[Finding, ...]:
    """Look at everything that Fortnight needs on this machine."""
    return (
        Finding(True, f"fortnight {__version__}, Python {platform.python_version()}, "
                      f"{platform.platform(terse=True)}"),
        *(_package(name) for name in _PACKAGES),
        _pdf_libraries(),
        _questionnaires(),
        _terminal(),
    )


def _package(name: str) -> Finding:
    try:
        return Finding(True, f"{name} {importlib.metadata.version(name)}")
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, name, f"{sys.executable} -m pip install --force-reinstall fortnight")


def _pdf_libraries() -> Finding:
    missing = missing_libraries()
    if not missing:
        return Finding(True, "Pango and HarfBuzz, which draw the PDF")
    return Finding(
        False,
        f"{', '.join(missing)}: without it there is no PDF; everything else works, HTML reports included",
        f"To mend it: {install_command()}",
    )


def _questionnaires() -> Finding:
    from fortnight.storage.library import find_questionnaires

    try:
        found = find_questionnaires(Path.cwd())
    except FortnightError as problem:
        return Finding(False, f"questionnaires: {problem}", "Mend the file that is named, or move it away.")
    return Finding(bool(found), f"questionnaires: {', '.join(each.id for each in found)}")


def _terminal() -> Finding:
    columns, lines = shutil.get_terminal_size()
    colours = os.environ.get("COLORTERM") or os.environ.get("TERM") or "none"
    encoding = sys.stdout.encoding or "unknown"
    advice = "" if columns >= 80 and lines >= 24 else "The app needs at least 80 columns and 24 lines: enlarge it."
    return Finding(True, f"terminal of {columns} x {lines}, colours {colours}, encoding {encoding}", advice)
