"""`fortnight roadmap FILE [--json]`: what to do in what order, and what is deliberately not done."""

from __future__ import annotations

import argparse

from fortnight.commands.next import review_lines
from fortnight.commands.opening import evaluated, open_valid, print_data, rests_on_gaps, wording_of
from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.core.wording import Wording
from fortnight.tui.roadmap_board import week_span

_NOT_PLANNED = "Not planned yet: nothing is answered for this quarter, so everything would seem to be open."
_TITLES = {"now": "Now: the next six weeks", "next": "Next: to the end of the following quarter", "later": "Later"}


def run(arguments: argparse.Namespace) -> int:
    """Print the roadmap as text, or as JSON."""
    document = open_valid(arguments.file)
    if rests_on_gaps(document) and not arguments.json:
        print("\n".join([_NOT_PLANNED, *review_lines(document)]))
        return 0
    evaluation = evaluated(document)
    roadmap = evaluation.roadmap
    if arguments.json:
        print_data(document, roadmap)
    elif not evaluation.score.answered and not evaluation.cases:
        print("Nothing is answered and no use case is scoped, so there is nothing to plan yet.")
    else:
        print("\n".join(roadmap_lines(roadmap, wording_of(document))))
    return 0


def roadmap_lines(roadmap: Roadmap, wording: Wording) -> list[str]:
    """Return the roadmap as lines, horizon by horizon; dates only as far as they can be meant."""
    if not roadmap.items:
        lines = ["Nothing to do: no gate is open below the aim and no answer is below its target."]
    else:
        lines = [f"Starts on {wording.date(roadmap.day_zero)}."] if roadmap.day_zero else []
    for horizon, title in _TITLES.items():
        items = [item for item in roadmap.items if item.horizon == horizon]
        if items:
            lines += ["", title]
            for item in items:
                lines += _item_lines(item, wording)
    if roadmap.not_doing:
        lines += ["", "Not doing"]
        lines += [f"  {left.title}: {left.reason}" for left in roadmap.not_doing]
    if roadmap.done:
        lines += ["", "Done"]
        lines += [f"  {done.title}" + (f": {done.evidence}" if done.evidence else "") for done in roadmap.done]
    if roadmap.warnings:
        lines += ["", "Please note"]
        lines += [f"  {warning}" for warning in roadmap.warnings]
    return lines


def _item_lines(item: RoadmapItem, wording: Wording) -> list[str]:
    effort = wording.span(wording.exact(item.effort.min), wording.exact(item.effort.max))
    who = item.owner or f"{item.role}, no owner yet"
    mark = " *" if item.decides_go_live_of else ""
    return [
        f"{item.rank:>3}. {item.title}{mark}",
        f"     {_when(item, wording)}; {effort} person-days; {who}" + (f"; gate {item.gate}" if item.gate else ""),
        *(f"     why: {cause.text}" for cause in item.why[:3]),
        f"     first step: {item.first_step}",
        f"     done when: {item.done_when}",
    ]


def _when(item: RoadmapItem, wording: Wording) -> str:
    if item.horizon == "later":
        return "in this order"
    if item.start is None or item.finish is None:
        return week_span(item)
    if item.horizon == "now":
        return f"{wording.day_month(item.start)} to {wording.day_month(item.finish)}"
    return wording.month(item.finish)
