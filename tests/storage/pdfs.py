"""Small PDFs with attachments."""

from __future__ import annotations

import io

from pypdf import PdfWriter

from fortnight.storage.pdf_files import ATTACHMENT


def pdf_with(answers: bytes | None, *, password: str = "") -> bytes:
    """Return a PDF of one page that carries `answers`, or nothing."""
    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    if answers is not None:
        writer.add_attachment(ATTACHMENT, answers)
    if password:
        writer.encrypt(password)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
