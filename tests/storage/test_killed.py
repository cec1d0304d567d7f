"""Killed at any instant, the file is the last or the one before; written by two at once, it holds both."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import time
from pathlib import Path

import pytest

from fortnight.core.assessment import Answer, Assessment, Header
from fortnight.errors import FileChanged
from fortnight.storage.document import merge_with_disk, new_document, open_document, save_document
from fortnight.storage.toml_files import load_assessment, save_assessment
from fortnight.storage.window_lock import take_lock
from tests.storage.questionnaires import small

KILLS = 40
SEED = 20260731

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed")


def numbered(number: int) -> Assessment:
    """Return an assessment that carries a number in its first and in its last line."""
    answers = {f"q.{index}": Answer(level=1 + (index + number) % 5, note="x" * 100) for index in range(60)}
    last = {"z": Answer(note=str(number))}
    return Assessment(assessment=Header(team=str(number)), answers=answers | last)


def number_in(path: Path) -> int:
    """Return the number of the version in a file, which must be one whole version."""
    assessment = load_assessment(path).assessment
    number = int(assessment.assessment.team)
    assert numbered(number) == assessment
    return number


def save_until_killed(path: Path, first: int, done: int) -> None:
    """Save one version after the other, and tell the number of each when it is on the disk."""
    stamp = load_assessment(path).stamp
    for number in range(first, first + 10_000):
        stamp = save_assessment(path, numbered(number), expected=stamp)
        os.write(done, f"{number}\n".encode())


def killed_while_saving(path: Path, first: int, saves: int, delay: float) -> int:
    """Let another process save, kill it `delay` seconds after so many saves, and return the last it told of."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        save_until_killed(path, first, tell)
        os._exit(0)
    os.close(tell)
    with os.fdopen(told) as numbers:
        for _ in range(saves):
            numbers.readline()
        until = time.perf_counter() + delay
        while time.perf_counter() < until:
            pass
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = numbers.read().split()
    return int(rest[-1]) if rest else first + saves - 1


def test_a_kill_leaves_the_last_version_or_the_one_before(tmp_path: Path) -> None:
    """After each of 40 kills at seeded moments the file is whole: what was told as saved, or the one under way."""
    chance = random.Random(SEED)
    path = tmp_path / "acme.toml"
    save_assessment(path, numbered(0), expected=None)
    first = 1
    for _ in range(KILLS):
        told = killed_while_saving(path, first, chance.randint(1, 4), chance.uniform(0, 0.004))
        number = number_in(path)
        assert number in (told, told + 1)
        assert number_in(tmp_path / "acme.toml.bak") in (number, number - 1)
        first = number + 1


def test_what_a_killed_save_leaves_is_cleared_away(tmp_path: Path) -> None:
    """Whoever opens the file next removes unfinished writes of that file and of no other."""
    path = tmp_path / "acme.toml"
    save_assessment(path, numbered(0), expected=None)
    for name in (".acme.toml.k2x9.tmp", ".other.toml.k2x9.tmp", ".acme.toml.notes"):
        (tmp_path / name).touch()
    take_lock(path).release()
    assert [".acme.toml.notes", ".other.toml.k2x9.tmp", "acme.toml"] == sorted(e.name for e in tmp_path.iterdir())


def answer_in_turn(path: Path, name: str, count: int) -> None:
    """Answer so many questions, merging with the disk whenever the other window was faster."""
    document = open_document(path)
    for number in range(count):
        answers = {**document.assessment.answers, f"{name}.{number}": Answer(level=1)}
        ours = document.assessment.model_copy(update={"answers": answers})
        while True:
            try:
                document = save_document(document, ours)
                break
            except FileChanged:
                with contextlib.suppress(FileChanged):
                    document = merge_with_disk(document, ours)
                    break


def test_two_windows_that_save_at_once_lose_no_answer(tmp_path: Path) -> None:
    """Two processes write 40 answers each into one file as fast as they can; all 80 are there."""
    small(tmp_path, "ours")
    path = new_document(tmp_path / "acme.toml", questionnaire_id="ours", today=dt.date(2026, 1, 1)).path
    children = []
    for name in ("one", "two"):
        child = os.fork()
        if child == 0:
            answer_in_turn(path, name, 40)
            os._exit(0)
        children.append(child)
    assert [0, 0] == [os.waitpid(child, 0)[1] for child in children]
    expected = {f"{name}.{number}" for name in ("one", "two") for number in range(40)}
    assessment = load_assessment(path).assessment
    assert (expected, {}) == (set(assessment.answers), assessment.conflicts)
