"""Sentences on inputs that contradict one another; no NumPy here, so a screen may ask at every key.

What is wrong with one quantity alone is refused where it is typed (`inputs.problem_with`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.phrase import say, shaped
from fortnight.core.quantity import Quantity
from fortnight.core.roi.correlation import correlation_of, pairs
from fortnight.core.roi.distributions import distribution_of
from fortnight.core.roi.inputs import BASELINE_FIELDS, INPUTS
from fortnight.core.roi.variants import alternative_case, segment_case
from fortnight.core.use_case import UseCase
from fortnight.core.wording import ENGLISH, Wording, quoted

HOURS_PER_PERSON_MONTH = 160
MOST_SEGMENTS = 3

Found = tuple[str, str]
"""Key inside the use case's table, such as `roi.review_minutes`, and one sentence."""


def input_problems(case: UseCase, wording: Wording = ENGLISH) -> tuple[Found, ...]:
    """Return what contradicts itself in the money inputs of `case`, as (key, sentence); empty when all is well.

    Keys are relative to the use case. Any entry prevents a figure.
    """
    own = (*_own_problems(case, wording), *_correlation_problems(case))
    return (*own, *_segment_problems(case, own, wording), *_alternative_problems(case, own, wording))


def without_place(problem: str) -> str:
    """Return a problem of a result, which begins with its key and a colon, as its sentence alone."""
    return shaped(problem, _after_place)


def _after_place(problem: str) -> str:
    return problem.partition(": ")[2]


def _own_problems(case: UseCase, wording: Wording) -> Iterator[Found]:
    yield from _table_problems(case, wording)
    yield from _work_nobody_does(case)
    yield from _two_baselines(case, wording)
    yield from _more_hours_than_people(case, wording)


def _table_problems(case: UseCase, wording: Wording) -> Iterator[Found]:
    """Yield what contradicts itself inside the table of inputs, whoever does the work."""
    yield from _shares_of_freed_time(case, wording)
    yield from _unpaid_review(case)
    yield from _unpaid_licences(case)


def _shares_of_freed_time(case: UseCase, wording: Wording) -> Iterator[Found]:
    together = _median(case, "cash_share") + _median(case, "redeployed_share")
    if together > 1 + 1e-9:
        yield ("roi.redeployed_share",
               say("{cash} and {redeployed} come to {share} together, but a freed minute counts only once; lower "
                   "one of them so that they are at most 1 together", cash=_title("cash_share"),
                   redeployed=_title("redeployed_share"), share=wording.number(together)))


def _unpaid_review(case: UseCase) -> Iterator[Found]:
    if _median(case, "review_share") > 0 and _median(case, "review_minutes") == 0:
        yield ("roi.review_minutes",
               say("{share} says that people review outputs, but a review takes no time here; give {minutes}, or "
                   "set that share to 0 where checking is part of {operate}", share=_title("review_share"),
                   minutes=_title("review_minutes"), operate=_title("operate_minutes")))


def _unpaid_licences(case: UseCase) -> Iterator[Found]:
    if _median(case, "licence_cost_per_user_month") > 0 and "users" not in case.roi.inputs:
        yield "roi.users", say("a licence has a price but nobody to hold it; give the number of users")


def _work_nobody_does(case: UseCase) -> Iterator[Found]:
    if case.baseline.not_done_today and _median(case, "baseline_minutes") > 0:
        yield ("baseline.not_done_today",
               say("the work is said not to be done today, but it takes minutes today; remove one of the two, "
                   "because time that nobody spends cannot be freed"))


def _two_baselines(case: UseCase, wording: Wording) -> Iterator[Found]:
    for name, field in BASELINE_FIELDS.items():
        typed = case.roi.inputs.get(name)
        station: Quantity | None = getattr(case.baseline, field)
        if typed is None or station is None or (typed.low <= station.high and station.low <= typed.high):
            continue
        yield (f"roi.{name}",
               say("{input} says {typed}, but the baseline station ({field}) says {counted}; keep one of them",
                   input=_title(name), typed=_shown(typed, wording), field=f"baseline.{field}",
                   counted=_shown(station, wording)))


def _more_hours_than_people(case: UseCase, wording: Wording) -> Iterator[Found]:
    people = case.baseline.people_doing_it
    if people is None:
        return
    hours = _median(case, "tasks_per_month") * _median(case, "baseline_minutes") / 60
    if hours > people * HOURS_PER_PERSON_MONTH:
        yield ("roi.baseline_minutes" if "baseline_minutes" in case.roi.inputs else "baseline.minutes_per_task",
               say("tasks times minutes come to {hours} hours a month, but the people doing it ({people}) have "
                   "{available}; give hands-on minutes, not elapsed time", hours=wording.number(hours),
                   people=wording.exact(people), available=wording.number(people * HOURS_PER_PERSON_MONTH)))


def _correlation_problems(case: UseCase) -> Iterator[Found]:
    typed = case.roi.correlations
    for first, row in typed.items():
        for second in row:
            if first < second and first in typed.get(second, {}):
                yield (f"roi.correlations.{second}.{first}",
                       say("the pair of {first} and {second} is given twice; keep one", first=_title(first),
                           second=_title(second)))
    if correlation_of(pairs(case.roi), tuple(INPUTS)) is None:
        yield ("roi.correlations",
               say("these correlations cannot hold together: two inputs that both follow a third must also "
                   "follow each other; move the least certain one towards 0, or remove it"))


def _segment_problems(case: UseCase, own: tuple[Found, ...], wording: Wording) -> Iterator[Found]:
    if len(case.segments) > MOST_SEGMENTS:
        yield "segments", say("name at most {count} segments; more of them find a good one by chance",
                              count=wording.exact(MOST_SEGMENTS))
    together = sum(distribution_of(segment.share, "share").quantile(0.5) for segment in case.segments.values())
    if together > 1 + 1e-9:
        yield "segments", say("the shares come to {share} together; they are parts of one volume",
                              share=wording.number(together))
    for segment_id, segment in case.segments.items():
        yield from _new_problems(segment_case(case, segment), own, f"segments.{segment_id}", wording)


def _alternative_problems(case: UseCase, own: tuple[Found, ...], wording: Wording) -> Iterator[Found]:
    for alternative_id, alternative in case.alternatives.items():
        if alternative.kind == "nothing" and alternative.inputs.inputs:
            yield (f"alternatives.{alternative_id}.inputs",
                   say("doing nothing costs and brings nothing; remove these inputs, or give it another kind"))
        elif alternative.kind != "nothing":
            variant = alternative_case(case, alternative)
            yield from _new_problems(variant, own, f"alternatives.{alternative_id}", wording)


def _new_problems(variant: UseCase, own: tuple[Found, ...], place: str, wording: Wording) -> Iterator[Found]:
    known = {key for key, _sentence in own}
    for key, sentence in _table_problems(variant, wording):
        if key not in known:
            yield f"{place}.{key.removeprefix('roi.')}", sentence


def _title(name: str) -> str:
    return quoted(INPUTS[name].title)


def _median(case: UseCase, name: str) -> float:
    """Return the median that the input has from `.roi` or the baseline station; 0 where it has none."""
    quantity = case.roi.inputs.get(name)
    if quantity is None and name in BASELINE_FIELDS:
        quantity = getattr(case.baseline, BASELINE_FIELDS[name])
    return 0.0 if quantity is None else distribution_of(quantity, INPUTS[name].domain).quantile(0.5)


def _shown(quantity: Quantity, wording: Wording) -> str:
    return wording.span(wording.exact(quantity.low), wording.exact(quantity.high))
