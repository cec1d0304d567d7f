"""The running app, killed without warning: the file is readable and holds all but the answer being typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from fortnight.cli import main

KILLS_EACH = 50


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs pseudo-terminals and fork, which Windows has not")
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_killed_app_loses_at_most_the_answer_being_typed(seed: int, tmp_path: Path) -> None:
    """After SIGKILL at 50 random moments each file loads and holds the typed levels, no fewer than shown."""
    assert 0 == main(["new", str(tmp_path / "empty.toml")])
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.kill_loop", str(tmp_path), str(seed), str(KILLS_EACH)],
        check=True, capture_output=True, text=True,
        env={**os.environ, "FORTNIGHT_STATE": str(tmp_path / "state"), "FORTNIGHT_DATA": str(tmp_path / "data")},
    )
    killed = [json.loads(line) for line in done.stdout.splitlines()]
    assert KILLS_EACH == len(killed)
    for run in killed:
        assert "" == run["problem"]
        assert run["typed"][: len(run["levels"])] == run["levels"]
        assert run["shown"] <= len(run["levels"])
    assert any(run["levels"] for run in killed)
