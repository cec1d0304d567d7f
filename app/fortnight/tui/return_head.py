"""The head of the Return: what it comes to in one look, or why there are no figures. No screen in here."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content

from fortnight.core.decision import Verdict
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import PREVIEW_DRAWS
from fortnight.core.money import Money
from fortnight.core.roi.checks import without_place
from fortnight.core.roi.results import RoiResult
from fortnight.core.unanswered import not_judged, said_last_time
from fortnight.core.wording import Wording
from fortnight.tui import return_words
from fortnight.tui.charts.range_bar import range_bar
from fortnight.tui.charts.spans import Line, Span
from fortnight.tui.verdict_text import VERDICT_STYLES
from fortnight.tui.widgets.parts_line import Part, spread


def title_line(months: int, roi: RoiResult | None, verdict: Verdict | None, width: int) -> Sequence[Line]:
    """Return what is shown over how many months; right the draws behind `roi`, and the verdict if it is in."""
    right: list[Part] = []
    if roi is not None and roi.has_figures:
        draws = f"{roi.draws:,} draws"
        right.append(Part(f"preview, {draws}" if roi.draws <= PREVIEW_DRAWS else draws, "$quiet"))
    if verdict is not None:
        money = "money unknown" if verdict.money is Money.UNKNOWN else str(verdict.money).lower()
        right += [Part("  "), Part(f" {verdict.kind} ", VERDICT_STYLES[verdict.kind]), Part(f" {money}")]
    left = [Part(f"Net present value over {months} months", "bold")]
    return (tuple((part.text, part.style) for part in spread(left, right, width)),)


def npv_bar(roi: RoiResult, wording: Wording, rows: int, width: int) -> Sequence[Line]:
    """Return the net present value as a range with its middle; only where `roi` has figures."""
    assert roi.npv is not None
    low, middle, high = roi.npv.p10, roi.npv.p50, roi.npv.p90
    assert low is not None
    assert middle is not None
    assert high is not None
    return range_bar(low, middle, high, width, wording.money_short, rows=rows)


def figures_line(roi: RoiResult, wording: Wording, width: int) -> Sequence[Line]:
    """Return as many of the figures as fit into the line."""
    spans: list[Span] = []
    used = 0
    for label, value in return_words.figures(roi, wording):
        used += cell_len(f"{label} {value}")
        if used > width:
            break
        spans += [(f"{label} ", "$quiet"), (value, "bold"), ("   ", "")]
        used += 3
    return (tuple(spans),)


def last_time_text(case_id: str, last: EvaluatedRun, wording: Wording) -> Content:
    """Return what stands in the place of figures that would rest on gaps: why, and what was said last time."""
    return Content("\n").join([Content.styled(not_judged(case_id, last, wording), "bold $warn"),
                               *(Content(line) for line in said_last_time(case_id, last, wording))])


def why_no_figures(roi: RoiResult, wording: Wording) -> Content:
    """Return which inputs are still needed, and what is wrong with those that are there."""
    lines = []
    if roi.missing:
        lines.append(Content.assemble(("○ Nobody can say yet whether it pays. ", "bold $warn"),
                                      return_words.still_needed(roi.missing, wording)))
    lines += [Content.assemble(("✗ ", "bold $bad"), without_place(each)) for each in roi.problems]
    return Content("\n").join(lines)
