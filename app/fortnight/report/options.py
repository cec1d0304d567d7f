"""What a person can choose about a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReportFormat = Literal["pdf", "html", "md", "csv", "json"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The choices for one report."""

    template: str = "full"
    """Name of a template folder; `csv` and `json` have none."""
    format: ReportFormat = "pdf"
    with_answers: bool = True
    """Whether a PDF carries the answers as an attachment."""
    redact: bool = False
    """Whether names, notes and evidence are taken out of page and attachment."""
