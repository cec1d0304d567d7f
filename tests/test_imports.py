"""What each entry loads, in a fresh interpreter: the promise that Fortnight starts fast."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "weasyprint", "jinja2", "numpy", "pydantic", "pypdf", "tomli_w")


def loaded_after(statement: str) -> set[str]:
    """Return which of the heavy packages a fresh interpreter holds after `statement`."""
    report = f"import sys; {statement}; print(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True)
    return set(done.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import fortnight.cli; fortnight.cli.build_parser()", set()),
        ("import fortnight.core.scoring, fortnight.core.gates, fortnight.core.verdict", {"pydantic"}),
        ("import fortnight.core.evaluation", {"pydantic"}),
        ("import fortnight.core.roadmap.build", {"pydantic"}),
        ("import fortnight.core.roi.simulate", {"pydantic", "numpy"}),
        ("import fortnight.storage.document", {"pydantic", "tomli_w"}),
        ("import fortnight.commands.app, fortnight.tui.app", {"textual", "rich"}),
        ("import fortnight.report.job", {"pydantic", "tomli_w", "jinja2"}),
    ],
)
def test_each_entry_loads_only_what_it_needs(statement: str, allowed: set[str]) -> None:
    """The core loads no Textual and no WeasyPrint, and NumPy only with the money model."""
    assert set() == loaded_after(statement) - allowed
