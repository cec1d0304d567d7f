"""PDFs that many tests read: each is drawn once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from fortnight.report.job import Progress, write_report
from fortnight.report.options import ReportOptions
from fortnight.storage.library import data_folder
from tests.report.example import example
from tests.report.making import pdf_of

SAMPLE = Path(data_folder("samples")) / "harbour-mutual-2026-q4.toml"


@dataclass(frozen=True)
class Made:
    """A report and what was said while it was made."""

    path: Path
    progress: tuple[Progress, ...]


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Return the full report of the sample that fills every table."""
    said: list[Progress] = []
    out = tmp_path_factory.mktemp("harbour") / "full.pdf"
    return Made(write_report(SAMPLE, out, ReportOptions(), said.append), tuple(said))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a full report of one use case with three actions."""
    return pdf_of(example(1, 3), tmp_path_factory.mktemp("small"), answers=b"format = 1\n")[0]
