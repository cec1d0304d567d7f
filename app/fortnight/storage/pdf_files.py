"""PDFs made by Fortnight: the answers that they carry as an attachment."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from pathlib import Path

from fortnight.errors import FileProblem, Problem
from fortnight.storage.toml_files import read_bytes

ATTACHMENT = "assessment.toml"
"""The name of the attachment that holds the answers."""


def is_pdf(path: Path) -> bool:
    """Return whether the file at `path` is a PDF by its first bytes; False when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except (OSError, ValueError):
        return False


def names_pdf(path: Path) -> bool:
    """Return whether the file at `path` is meant to be a PDF: by its first bytes, or by its name."""
    return is_pdf(path) or path.suffix.lower() == ".pdf"


def attached_answers(path: Path) -> bytes:
    """Return the bytes of the assessment attached to the PDF at `path`; raises FileProblem when it has none."""
    # pypdf costs 60 ms to import, and only this branch needs it.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it has to say about a damaged file is said here, not on the terminal.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    content, _ = read_bytes(path)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise _problem(path, "is locked with a password; save it without one, or ask for the TOML file")
        found = reader.attachments.get(ATTACHMENT)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError,
            RecursionError, NotImplementedError, OSError, struct.error, zlib.error) as error:
        # pypdf trusts what it reads, so a damaged file can surface as almost any of Python's own errors.
        raise _problem(path, "is damaged and cannot be read; ask for it again, or for the TOML file") from error
    if not found:
        raise _problem(
            path, "carries no answers: it was made with --without-answers or not by Fortnight; open the TOML file"
        )
    return bytes(found[0])


def _problem(path: Path, message: str) -> FileProblem:
    return FileProblem(str(path), (Problem("", message),))
