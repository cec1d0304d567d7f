"""Evaluates the assessment beside the screen: a quick look first, the full number of draws once typing pauses.

Runs on a thread of its own, so that no key and no screen waits for it. The latest request replaces the ones before
it. Python itself ends only after the computation under way: ended in the middle of NumPy's, it would abort.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fortnight.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from fortnight.core.assessment import Assessment
    from fortnight.core.evaluated_run import EvaluatedRun
    from fortnight.core.evaluation import Evaluation
    from fortnight.core.questionnaire import Questionnaire

PAUSE = 0.25
"""Seconds without a change before the quick look begins."""
SETTLED = 0.75
"""Further seconds without a change before the full draws begin."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What is known about the assessment as a whole, and about which assessment."""

    assessment: Assessment | None = None
    """What was evaluated; older than the current one while a newer evaluation is under way."""
    evaluation: Evaluation | None = None
    """None before the first one, and when `problem` says why there is none."""
    is_preview: bool = False
    """From few draws; the full ones follow."""
    last: EvaluatedRun | None = None
    """The last run, where this one has no answer yet, so that what is computed of it rests on gaps."""
    problem: str = ""
    fault: Exception | None = None
    """A fault of the program; for the log, not for the screen."""


@dataclass(frozen=True, slots=True)
class _Request:
    assessment: Assessment
    questionnaire: Questionnaire
    earlier: Sequence[Assessment]
    file: Path | None


class Evaluator:
    """One thread that works on the latest request; `deliver` is called on that thread."""

    def __init__(self, deliver: Callable[[Evaluated], None]) -> None:
        self._deliver = deliver
        self._asked = threading.Condition()
        self._request: _Request | None = None
        self._stopped = False
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="evaluator")

    def ask(self, assessment: Assessment, questionnaire: Questionnaire, earlier: Sequence[Assessment],
            file: Path | None = None) -> None:
        """Evaluate this soon, instead of whatever was asked before; asking twice for the same is asking once.

        `file` is where the assessment lies; from there its earlier runs are found.
        """
        with self._asked:
            if self._request is not None and self._request.assessment is assessment:
                return
            is_resting = self._request is None
            self._request = _Request(assessment, questionnaire, earlier, file)
            self._asked.notify()
            if is_resting and not self._stopped:
                self._pool.submit(self._work)

    def stop(self) -> None:
        """Deliver nothing any more."""
        with self._asked:
            self._stopped = True
            self._asked.notify()
        self._pool.shutdown(wait=False)

    def _work(self) -> None:
        while (request := self._in_hand()) is not None:
            for wait, is_preview in ((PAUSE, True), (SETTLED, False)):
                if self._is_replaced_within(wait, request):
                    break
                evaluated = _evaluated(request, is_preview=is_preview)
                if self._is_replaced_within(0, request):
                    break
                self._deliver(evaluated)
                if evaluated.evaluation is None:
                    break
            with self._asked:
                if self._request is request:
                    self._request = None

    def _in_hand(self) -> _Request | None:
        with self._asked:
            return None if self._stopped else self._request

    def _is_replaced_within(self, seconds: float, request: _Request) -> bool:
        with self._asked:
            return self._asked.wait_for(lambda: self._request is not request or self._stopped, seconds)


def _evaluated(request: _Request, *, is_preview: bool) -> Evaluated:
    # Imported on this thread: NumPy comes with it.
    from fortnight.core.evaluation import DRAWS, PREVIEW_DRAWS, evaluate

    try:
        draws = PREVIEW_DRAWS if is_preview else DRAWS
        evaluation = evaluate(request.assessment, request.questionnaire, earlier=request.earlier, draws=draws)
        last = _last_run(request, draws)
    except UserError as problem:
        return Evaluated(request.assessment, problem=str(problem))
    except Exception as fault:  # noqa: BLE001 - nobody is above a thread: the fault goes to the app, which logs it
        return Evaluated(request.assessment, problem="The evaluation failed through a fault of the program.",
                         fault=fault)
    return Evaluated(request.assessment, evaluation, is_preview, last)


def _last_run(request: _Request, draws: int) -> EvaluatedRun | None:
    from fortnight.core.migration import in_terms_of
    from fortnight.core.unanswered import last_run
    from fortnight.storage.past import earlier_runs

    if request.file is None or not request.earlier or not request.assessment.is_unanswered:
        return None
    earlier = [in_terms_of(run.assessment, request.questionnaire)
               for run in earlier_runs(request.file, request.assessment)]
    return last_run(earlier, request.questionnaire, draws=draws)
