"""What one request costs, at which volume, and what would make it cheaper, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.roi.results import CostPoint, LeverResult, RoiResult
from fortnight.core.wording import Wording


def cost_lines(roi: RoiResult, wording: Wording) -> Iterator[str]:
    """Yield what a request costs, by volume, then each lever; nothing while inputs are missing."""
    if roi.cost_per_request is None:
        return
    yield f"Cost of one request: {wording.money(roi.cost_per_request)} for the model calls."
    volumes = shown_volumes(roi)
    if volumes:
        points = wording.join(f"{wording.money(point.full_cost)} at {wording.number(point.requests_per_month)}"
                              for point in volumes)
        yield f"With all that keeps it running, by requests a month: {points}."
    for lever in roi.levers:
        yield _lever_line(lever, wording)


def shown_volumes(roi: RoiResult) -> tuple[CostPoint, ...]:
    """Return the points of the cost curve that are told: the least, the expected and the largest volume."""
    curve = roi.cost_curve
    return (curve[0], curve[len(curve) // 2], curve[-1]) if curve else ()


def _lever_line(lever: LeverResult, wording: Wording) -> str:
    change = "raise" if lever.npv_gain >= 0 else "lower"
    return (f"{lever.title} would {change} the mean net present value by {wording.money(abs(lever.npv_gain))}, at "
            f"{wording.money(lever.cost_per_request)} a request. {lever.assumption}")
