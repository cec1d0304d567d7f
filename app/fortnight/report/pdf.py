"""HTML to PDF. The only module that imports WeasyPrint; it runs in the child process alone.

Built to PDF/UA-1 and PDF/A-3a. Nothing is fetched but files of the template's folder, the shipped fonts and the
job's own assets; the same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import mimetypes
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from fortnight.errors import UserError
from fortnight.report.standards import with_pdfua

ATTACHMENT = "assessment.toml"
_RELATIONSHIP = "Source"


class _LockedFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Serves files below `folder` and the named assets; any other address stops the rendering."""

    def __init__(self, folder: Path, assets: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=("file",), allow_redirects=False)
        self._folder = folder.resolve()
        self._assets = assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return the response for `url`, or raise FatalURLFetchingError."""
        del headers
        path = self._path_of(url)
        if path is None:
            raise FatalURLFetchingError(url)
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    def _path_of(self, url: str) -> Path | None:
        parts = urlsplit(url)
        if parts.scheme == "asset":
            return self._assets.get(parts.path)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            return None
        path = Path(unquote(parts.path)).resolve()
        return path if path.is_relative_to(self._folder) and path.is_file() else None


def write_pdf(
    html: str, out: Path, *, template: Path, assets: Mapping[str, Path], answers: bytes | None, date: dt.date,
    on_step: Callable[[int, int], None],
) -> None:
    """Write `html` as a PDF to `out`, with the answers attached where there are any.

    `template` is the folder that relative addresses count from; `on_step` is told WeasyPrint's step, 1 to 7, and
    for step 5 the page. Raises UserError when the page asks for anything outside.
    """
    handler = _Progress(on_step)
    logger = logging.getLogger("weasyprint.progress")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        _write(html, out, template, assets, answers, date)
    except FatalURLFetchingError as error:
        raise UserError(
            f"{template}: the template loads {error}, which is outside its folder; copy the file into the folder "
            "and name it there. A report fetches nothing from elsewhere."
        ) from error
    finally:
        logger.removeHandler(handler)


def _write(html: str, out: Path, template: Path, assets: Mapping[str, Path], answers: bytes | None,
           date: dt.date) -> None:
    fetcher = _LockedFetcher(template, assets)
    page = weasyprint.HTML(string=html, base_url=f"{template.resolve().as_uri()}/", url_fetcher=fetcher)
    options: dict[str, Any] = {"pdf_variant": "pdf/a-3a", "pdf_tags": True}
    document = page.render(**options)
    document.metadata.generate_rdf_metadata = with_pdfua(document.metadata.generate_rdf_metadata)
    # What a template links as an attachment stays out: the answers are the only file that a report carries.
    document.metadata.attachments = []
    attachments = []
    if answers is not None:
        midnight = dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC)
        attachments.append(weasyprint.Attachment(
            string=answers, name=ATTACHMENT, relationship=_RELATIONSHIP, created=midnight, modified=midnight))
    identifier = hashlib.sha256(html.encode() + b"\0" + (answers or b"")).hexdigest()[:32].encode()
    document.write_pdf(out, pdf_identifier=identifier, attachments=attachments, **options)


class _Progress(logging.Handler):
    """Turns WeasyPrint's progress log into numbers."""

    def __init__(self, on_step: Callable[[int, int], None]) -> None:
        super().__init__()
        self._on_step = on_step

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on the step and the page of one line such as `Step 5 - Creating layout - Page 3`."""
        words = record.getMessage().split()
        if len(words) > 1 and words[0] == "Step" and words[1].isdigit():
            page = int(words[-1]) if words[-1].isdigit() and "Page" in words else 0
            self._on_step(int(words[1]), page)
