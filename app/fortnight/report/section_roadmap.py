"""The roadmap: bars against time and capacity, then Now in full, Next as a table, Later as a list."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.report.basis import Basis, first_words, shorten
from fortnight.report.charts.timeline import MOST_ROWS, timeline_chart
from fortnight.report.findings import capacity_finding, roadmap_finding
from fortnight.report.views import Column, Figure, Group, ItemView, RoadmapSection, Table

_MOST_CAUSES = 2
_TEXT_WORDS = 40


def roadmap_section(basis: Basis) -> RoadmapSection:
    """Return the section on the roadmap."""
    words, roadmap = basis.words, basis.evaluation.roadmap
    now, following, later = (
        [item for item in roadmap.items if item.horizon == horizon] for horizon in ("now", "next", "later"))
    return RoadmapSection(
        title=roadmap_finding(basis), figures=_figures(basis, [*now, *following]),
        now_title=words.say("finding.items_now", n=len(now), count=_count(len(now), basis)),
        now=tuple(_item(basis, item) for item in now), now_after=_after(basis, roadmap),
        next=_next(basis, following) if following else None,
        later_title=words.say("finding.items_later", n=len(later), count=_count(len(later), basis)),
        later=tuple(f"{item.rank}  {shorten(item.title, 90)} ({basis.holder(item)})" for item in later),
        not_doing=_not_doing(basis, roadmap) if roadmap.not_doing else None,
        done=_done(basis, roadmap) if roadmap.done else None, warnings=roadmap.warnings,
    )


def when_text(item: RoadmapItem, basis: Basis) -> str:
    """Return the dates of an action, or its weeks where the plan has no dates."""
    if item.start is not None and item.finish is not None:
        return f"{basis.words.form.day_month(item.start)} – {basis.words.form.day_month(item.finish)}"
    return basis.words.say("item_weeks", n=1 if item.start_week == item.end_week else 2, start=item.start_week + 1,
                           end=item.end_week + 1)


def effort_cell(item: RoadmapItem, basis: Basis) -> str:
    """Return the range of person-days of an action."""
    form = basis.words.form
    low, high = form.exact(item.effort.min), form.exact(item.effort.max)
    if low == high:
        return basis.words.say("roadmap.effort_one", low=low)
    return basis.words.say("roadmap.effort_range", low=low, high=high)


def _count(count: int, basis: Basis) -> str:
    text = basis.words.form.numeral(count)
    return text[:1].upper() + text[1:]


def _figures(basis: Basis, dated: Sequence[RoadmapItem]) -> tuple[Figure, ...]:
    words, roadmap = basis.words, basis.evaluation.roadmap
    roles = {load.role: basis.role(load.role) for load in roadmap.loads}
    made: list[Figure] = []
    for start in range(0, len(dated), MOST_ROWS):
        part = dated[start:start + MOST_ROWS]
        title = capacity_finding(basis) if start == 0 else words.say("report.continued").capitalize()
        rows = "; ".join(
            words.say("roadmap.alt_row", title=item.title, when=when_text(item, basis)) for item in part)
        description = words.say("roadmap.alt", title=title, rows=rows)
        is_last = start + MOST_ROWS >= len(dated)
        svg = timeline_chart(roadmap, part, roles, words, basis.theme, description, with_capacity=is_last)
        made.append(Figure(f"roadmap-{len(made) + 1}", title, svg, description,
                           words.say("roadmap.note") if is_last else ""))
    return tuple(made)


def _item(basis: Basis, item: RoadmapItem) -> ItemView:
    words = basis.words
    needs = ", ".join(_rank_and_title(basis, action_id) for action_id in item.needs)
    change = words.form.fixed(item.score_change, 2)
    return ItemView(
        rank=item.rank, title=shorten(item.title, 140), marks=_marks(basis, item), when=when_text(item, basis),
        holder=item.owner or f"{basis.role(item.role)}, {words.say('roadmap.unowned')}",
        effort=_effort_with_wait(basis, item), gate=item.gate,
        score=words.say("roadmap.score_change", change=change) if item.score_change > 0 else "",
        why=_why(basis, item), first_step=first_words(item.first_step, _TEXT_WORDS),
        done_when=first_words(item.done_when, _TEXT_WORDS), needs=needs,
        unlocks=shorten("; ".join(item.unlocks), 160),
    )


def _why(basis: Basis, item: RoadmapItem) -> str:
    causes = list(dict.fromkeys(first_words(cause.text, _TEXT_WORDS) for cause in item.why))
    text = " ".join(causes[:_MOST_CAUSES])
    rest = len(causes) - _MOST_CAUSES
    if rest > 0:
        text += " " + basis.words.say("roadmap.more", n=rest, count=basis.words.form.numeral(rest))
    return text


def _effort_with_wait(basis: Basis, item: RoadmapItem) -> str:
    effort = effort_cell(item, basis)
    if not item.wait_weeks:
        return effort
    weeks = basis.words.say("weeks", n=item.wait_weeks, count=basis.words.form.exact(item.wait_weeks))
    return f"{effort}, {basis.words.say('roadmap.wait', weeks=weeks)}"


def _marks(basis: Basis, item: RoadmapItem) -> tuple[str, ...]:
    words = basis.words
    marks = []
    if item.decides_go_live_of:
        numbers = {case.case_id: f"{case.number}" for case in basis.cases}
        named = words.form.join(numbers.get(case_id, case_id) for case_id in item.decides_go_live_of)
        marks.append(words.say("roadmap.decides", names=named))
    if item.status != "planned":
        marks.append(words.say(f"roadmap.{item.status}"))
    if item.pinned:
        marks.append(words.say("roadmap.pinned"))
    if item.due is not None:
        marks.append(words.say("roadmap.late" if item.late else "roadmap.due",
                               date=words.form.date_short(item.due)))
    return tuple(marks)


def _rank_and_title(basis: Basis, action_id: str) -> str:
    for item in basis.evaluation.roadmap.items:
        if item.action_id == action_id:
            return f"{item.rank} {shorten(item.title, 60)}"
    action = basis.questionnaire.actions.get(action_id)
    return shorten(action.title, 60) if action else action_id


def _after(basis: Basis, roadmap: Roadmap) -> str:
    for wave in roadmap.waves:
        if wave.horizon == "now" and wave.action_ids and wave.score_after is not None:
            return basis.words.say("roadmap.after_wave", score=basis.words.form.fixed(wave.score_after, 1))
    return ""


def _next(basis: Basis, items: Sequence[RoadmapItem]) -> Table:
    words = basis.words
    wave = next((wave for wave in basis.evaluation.roadmap.waves if wave.horizon == "next"), None)
    key = "finding.items_next" if wave is not None and wave.ends is not None else "finding.items_next_undated"
    title = words.say(key, n=len(items), count=_count(len(items), basis),
                      until=words.form.date(wave.ends) if wave is not None and wave.ends else "")
    titles = ("action", "owner", "effort", "gate", "when")
    widths = ("", "20%", "13%", "7%", "11%")
    columns = (Column("", numeric=True, width="5%"), *(
        Column(words.say(f"roadmap.{title}"), width=width) for title, width in zip(titles, widths, strict=True)))
    rows = tuple(
        (str(item.rank), shorten(item.title, 110), basis.holder(item), effort_cell(item, basis), item.gate or "–",
         words.form.month_short(item.start) if item.start else when_text(item, basis))
        for item in items)
    return Table("next", title, columns, rows)


def _not_doing(basis: Basis, roadmap: Roadmap) -> Group:
    count = len(roadmap.not_doing)
    title = basis.words.say("finding.items_not", n=count, count=_count(count, basis))
    return Group(title, tuple(
        basis.words.say("roadmap.left_out", action=shorten(each.title, 110), reason=first_words(each.reason, 24))
        for each in roadmap.not_doing))


def _done(basis: Basis, roadmap: Roadmap) -> Group:
    lines = tuple(
        basis.words.say("roadmap.left_out", action=shorten(each.title, 110), reason=first_words(each.evidence, 24))
        if each.evidence else shorten(each.title, 110) for each in roadmap.done)
    return Group(basis.words.say("roadmap.done_title"), lines)
