"""The evaluation beside the screen: the latest answers, a quick look first, and never in anybody's way."""

from __future__ import annotations

import datetime as dt
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fortnight.core import evaluation
from fortnight.core.decision import VerdictKind
from fortnight.core.edit import set_at
from fortnight.core.evaluation import DRAWS, PREVIEW_DRAWS, Evaluation
from fortnight.errors import UserError
from fortnight.storage.document import next_document, open_document
from fortnight.storage.library import data_folder
from fortnight.tui import evaluator
from fortnight.tui.evaluator import Evaluated, Evaluator

PATIENCE = 20


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> queue.Queue[Evaluated]:
    """Where results arrive; nobody waits for typing to pause."""
    monkeypatch.setattr(evaluator, "PAUSE", 0)
    monkeypatch.setattr(evaluator, "SETTLED", 0)
    return queue.Queue()


def evaluating(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], Evaluation]) -> None:
    """Let `act` stand for the computation; it is told the number of draws."""
    monkeypatch.setattr(evaluation, "evaluate", lambda *_, draws, **__: act(draws))


def ask(work: Evaluator, file: Path) -> None:
    """Ask for the file's evaluation."""
    document = open_document(file)
    work.ask(document.assessment, document.questionnaire, ())


def test_a_quick_look_comes_first_and_the_full_draws_follow(delivered: queue.Queue[Evaluated], file: Path) -> None:
    """Both of the same assessment, the first marked as a preview."""
    work = Evaluator(delivered.put)
    ask(work, file)
    first, second = delivered.get(timeout=PATIENCE), delivered.get(timeout=PATIENCE)
    work.stop()
    assert (True, False) == (first.is_preview, second.is_preview)
    assert first.assessment is second.assessment
    assert second.evaluation is not None
    assert {"claims", "mail"} == set(second.evaluation.cases)


def test_draws_are_few_first_and_many_then(
    delivered: queue.Queue[Evaluated], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2,000 for the eye, 50,000 for the verdict."""
    asked: queue.Queue[int] = queue.Queue()

    def refuse_after_noting(draws: int) -> Evaluation:
        asked.put(draws)
        return Evaluation.__new__(Evaluation)

    evaluating(monkeypatch, refuse_after_noting)
    work = Evaluator(delivered.put)
    ask(work, file)
    delivered.get(timeout=PATIENCE)
    delivered.get(timeout=PATIENCE)
    work.stop()
    assert [PREVIEW_DRAWS, DRAWS] == [asked.get(), asked.get()]


def test_a_newer_request_replaces_an_older_one(
    delivered: queue.Queue[Evaluated], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is overtaken while it is computed is never shown."""
    begun, may_go_on = threading.Event(), threading.Event()

    def slowly(_draws: int) -> Evaluation:
        begun.set()
        assert may_go_on.wait(PATIENCE)
        return Evaluation.__new__(Evaluation)

    evaluating(monkeypatch, slowly)
    work = Evaluator(delivered.put)
    document = open_document(file)
    work.ask(document.assessment, document.questionnaire, ())
    assert begun.wait(PATIENCE)
    newer = document.assessment.model_copy()
    work.ask(newer, document.questionnaire, ())
    may_go_on.set()
    assert delivered.get(timeout=PATIENCE).assessment is newer
    work.stop()


def test_a_problem_of_the_file_is_a_sentence(
    delivered: queue.Queue[Evaluated], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a fault, and asked once: the full draws would say the same."""

    def complain(_draws: int) -> Evaluation:
        raise UserError("The ranges contradict each other.")

    evaluating(monkeypatch, complain)
    work = Evaluator(delivered.put)
    ask(work, file)
    told = delivered.get(timeout=PATIENCE)
    work.stop()
    assert "The ranges contradict each other." == told.problem
    assert told.fault is None
    assert not told.is_preview


def test_a_fault_is_handed_over_and_the_thread_lives_on(
    delivered: queue.Queue[Evaluated], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app logs it; the next request is answered."""
    faults = [ZeroDivisionError()]

    def fail_once(_draws: int) -> Evaluation:
        if faults:
            raise faults.pop()
        return Evaluation.__new__(Evaluation)

    evaluating(monkeypatch, fail_once)
    work = Evaluator(delivered.put)
    ask(work, file)
    assert isinstance(delivered.get(timeout=PATIENCE).fault, ZeroDivisionError)
    ask(work, file)
    assert delivered.get(timeout=PATIENCE).fault is None
    work.stop()


def test_nothing_is_delivered_after_the_end(
    delivered: queue.Queue[Evaluated], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app does not wait for a computation under way, and is not disturbed by it."""
    begun, may_go_on = threading.Event(), threading.Event()

    def slowly(_draws: int) -> Evaluation:
        begun.set()
        assert may_go_on.wait(PATIENCE)
        return Evaluation.__new__(Evaluation)

    evaluating(monkeypatch, slowly)
    work = Evaluator(delivered.put)
    ask(work, file)
    assert begun.wait(PATIENCE)
    work.stop()
    may_go_on.set()
    for thread in threading.enumerate():
        if thread.name.startswith("evaluator"):
            thread.join(PATIENCE)
    assert delivered.empty()


LEAVING = """
import sys, threading
from pathlib import Path
from fortnight.core import evaluation
from fortnight.storage.document import open_document
from fortnight.tui import evaluator

begun, left = threading.Event(), threading.Event()

def compute(*_, **__):
    begun.set()
    left.wait()
    sum(range(10_000_000))
    print("computed")

evaluation.evaluate = compute
evaluator.PAUSE = 0
document = open_document(Path(sys.argv[1]))
work = evaluator.Evaluator(print)
work.ask(document.assessment, document.questionnaire, ())
begun.wait()
work.stop()
left.set()
"""


def test_python_does_not_end_in_the_middle_of_a_computation(file: Path) -> None:
    """NumPy's threads must not be cut off: the process would end with an abort and its words."""
    left = subprocess.run([sys.executable, "-c", LEAVING, str(file)], capture_output=True, text=True, check=False)
    assert (0, "computed\n", "") == (left.returncode, left.stdout, left.stderr)


def test_a_run_without_answers_comes_with_the_last_verdicts(
    delivered: queue.Queue[Evaluated], tmp_path: Path
) -> None:
    """What is computed of a new quarter rests on gaps; the last run comes with it until there is an answer."""
    last = tmp_path / "harbour-mutual-2026-q4.toml"
    for name in (last.name, "harbour-mutual-2026-q3.toml"):
        (tmp_path / name).write_bytes((data_folder("samples") / name).read_bytes())
    document, _made = next_document(last, tmp_path / "q1.toml", today=dt.date(2027, 2, 15))
    work = Evaluator(delivered.put)
    work.ask(document.assessment, document.questionnaire, document.earlier, document.path)
    first = delivered.get(timeout=PATIENCE)
    assert first.last is not None
    claims = first.last.evaluation.cases["claims-triage"]
    assert (dt.date(2026, 11, 16), VerdictKind.HARDEN) == (first.last.date, claims.verdict.kind)
    answered = set_at(document.assessment, ("answers", "evaluation.set", "level"), 3)
    work.ask(answered, document.questionnaire, document.earlier, document.path)
    while (found := delivered.get(timeout=PATIENCE)).assessment is not answered:
        pass
    work.stop()
    assert found.last is None
