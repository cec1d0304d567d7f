"""Nothing of the person who runs the tests is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the user's folders at an empty one and return it."""
    folder = tmp_path_factory.mktemp("user")
    for variable in ("DATA", "STATE", "CONFIG"):
        monkeypatch.setenv(f"FORTNIGHT_{variable}", str(folder / variable.lower()))
    return folder
