"""What holds for every test: chance falls the same in each run, and waiting for a screen holds up nothing else."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

gc.set_threshold(50_000, 20, 100)
"""As in the app: looking for garbage through all that is loaded took a sixth of the tests' time."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two workers a core: half of the time, a test of the screen waits for the screen to come to rest."""
    return 2 * (os.cpu_count() or 1)
