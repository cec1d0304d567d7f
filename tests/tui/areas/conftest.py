"""The evaluation of a test begins at once: nobody is typing."""

from __future__ import annotations

import pytest

from fortnight.tui import evaluator


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the time that the app waits for the next key."""
    monkeypatch.setattr(evaluator, "PAUSE", 0.01)
    monkeypatch.setattr(evaluator, "SETTLED", 0.05)
