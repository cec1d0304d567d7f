"""The roadmap: bars against time and capacity, then Now in full, Next as a table, Later as a list."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.core.wording import capitalise
from fortnight.report.basis import MANY, Basis, shorten, whole
from fortnight.report.charts.timeline import capacity_chart, timeline_chart
from fortnight.report.findings_roadmap import (
    capacity_finding,
    capacity_shares,
    dates_of_actions,
    roadmap_finding,
)
from fortnight.report.views import Column, Figure, Group, ItemView, RoadmapSection, Table

_MOST_LEFT_OUT, _LONGEST_TITLE = 6, 160
_MOST_FIRST = 4


def _room(basis: Basis) -> tuple[int, int, int, int]:
    """Return how many actions are shown as bars, in full, in one line, and by title: about a page each.

    A report on many use cases gives its pages to them; CSV and JSON have every action.
    """
    return (24, 7, 28, 20) if len(basis.cases) <= MANY else (18, 4, 14, 8)


def roadmap_section(basis: Basis) -> RoadmapSection:
    """Return the section on the roadmap."""
    words, roadmap = basis.words, basis.evaluation.roadmap
    now, following, later = (
        [item for item in roadmap.items if item.horizon == horizon] for horizon in ("now", "next", "later"))
    in_full = _room(basis)[1]
    full, rest = now[:in_full], now[in_full:]
    return RoadmapSection(
        title=roadmap_finding(basis), figure=_figure(basis, [*now, *following]),
        capacity=_capacity(basis, [*now, *following]), now_title=_now_title(basis, now),
        now=tuple(_item(basis, item) for item in full), now_after=_after(basis, roadmap),
        first=_first(basis, [*now, *following]) if now or following else None,
        rest=_rest(basis, rest, following) if rest or following else None,
        later_title=words.say("finding.items_later", n=len(later), count=_count(len(later), basis)),
        later=_later(basis, later),
        not_doing=_left_out(basis, by_choice=True), unplanned=_left_out(basis, by_choice=False),
        done=_done(basis, roadmap) if roadmap.done else None, warnings=roadmap.warnings,
    )


def when_text(item: RoadmapItem, basis: Basis) -> str:
    """Return the dates of an action, or its weeks where the plan has no dates."""
    if item.start is not None and item.finish is not None:
        return f"{basis.words.form.day_month(item.start)} – {basis.words.form.day_month(item.finish)}"
    return basis.words.say("item_weeks", n=1 + (item.start_week != item.last_week), start=item.start_week + 1,
                           end=item.last_week + 1)


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


def _now_title(basis: Basis, now: Sequence[RoadmapItem]) -> str:
    words = basis.words
    in_full = _room(basis)[1]
    key = "finding.items_now_part" if len(now) > in_full else "finding.items_now"
    return words.say(key, n=len(now), count=_count(len(now), basis), shown=words.form.numeral(in_full))


def _figure(basis: Basis, dated: Sequence[RoadmapItem]) -> Figure | None:
    """Return the timeline of what decides a go-live and of what comes first, as many as can be read."""
    if not dated:
        return None
    words, roadmap = basis.words, basis.evaluation.roadmap
    by_weight = sorted(dated, key=lambda item: (not item.decides_go_live_of, item.rank))
    shown = sorted(by_weight[:_room(basis)[0]], key=lambda item: item.rank)
    title = dates_of_actions(basis)
    rows = "; ".join(
        words.say("roadmap.alt_row", title=item.title, when=when_text(item, basis)) for item in shown)
    description = words.say("roadmap.alt", title=title, rows=rows)
    note = words.say("roadmap.note")
    if len(shown) < len(dated):
        note += " " + words.say("roadmap.note_part", shown=len(shown), of=len(dated))
    svg = timeline_chart(roadmap, shown, words, basis.theme, description)
    return Figure("roadmap", title, svg, description, note)


def _capacity(basis: Basis, dated: Sequence[RoadmapItem]) -> Figure | None:
    """Return how much of each role's time is used, for the roles that have something to do."""
    words, roadmap = basis.words, basis.evaluation.roadmap
    busy = dict.fromkeys(load.role for load in roadmap.loads if load.used > 0)
    if not dated or not busy:
        return None
    title = capacity_finding(basis)
    shares = "; ".join(words.say("roadmap.capacity_row", role=basis.role(role), share=words.form.percent(share))
                       for role, share in capacity_shares(basis).items() if role in busy)
    description = words.say("roadmap.alt", title=title, rows=shares)
    roles = {role: basis.role(role) for role in busy}
    svg = capacity_chart(roadmap, dated, roles, words, basis.theme, description)
    return Figure("capacity", title, svg, description, words.say("roadmap.capacity_note"))


def _item(basis: Basis, item: RoadmapItem) -> ItemView:
    words = basis.words
    needs = ", ".join(_rank_or_title(basis, action_id) for action_id in item.needs)
    change = words.form.fixed(item.score_change, 2)
    return ItemView(
        rank=item.rank, title=_title(item.title), marks=_marks(basis, item), when=when_text(item, basis),
        holder=item.owner or f"{basis.role(item.role)}, {words.say('roadmap.unowned')}",
        effort=_effort_with_wait(basis, item), gate=item.gate,
        score=words.say("roadmap.score_change", change=change) if item.score_change > 0 else "",
        why=_why(basis, item), first_step=whole(item.first_step),
        done_when=whole(item.done_when), needs=needs,
        unlocks=whole("".join(item.unlocks[:1]), _LONGEST_TITLE), is_late=item.late,
    )


def _title(text: str) -> str:
    """Return the title of an action, which a questionnaire keeps short."""
    return whole(text, _LONGEST_TITLE)


def _why(basis: Basis, item: RoadmapItem) -> str:
    """Return the first cause in full; the others are counted."""
    causes = list(dict.fromkeys(cause.text for cause in item.why))
    if not causes:
        return ""
    text, rest = whole(causes[0]), len(causes) - 1
    if not rest:
        return text
    return f"{text} {basis.words.say('roadmap.more', n=rest, count=basis.words.form.numeral(rest))}"


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


def _rank_or_title(basis: Basis, action_id: str) -> str:
    """Return the number of an action that is planned, else the title of one that is not."""
    for item in basis.evaluation.roadmap.items:
        if item.action_id == action_id:
            return str(item.rank)
    action = basis.questionnaire.actions.get(action_id)
    return _title(action.title) if action else action_id


def _after(basis: Basis, roadmap: Roadmap) -> str:
    for wave in roadmap.waves:
        if wave.horizon == "now" and wave.action_ids and wave.score_after is not None:
            return basis.words.say("roadmap.after_wave", score=basis.words.form.fixed(wave.score_after, 1))
    return ""


def _first(basis: Basis, dated: Sequence[RoadmapItem]) -> Table:
    """Return the first actions with their first steps, for a short report."""
    words, shown = basis.words, dated[:_MOST_FIRST if len(basis.cases) <= MANY else 3]
    columns = (Column("", width="4%"), Column(words.say("roadmap.action"), width="28%"),
               Column(words.say("roadmap.first_step")), Column(words.say("roadmap.owner"), width="11%"),
               Column(words.say("roadmap.when"), width="14%"))
    rows = tuple((str(item.rank), _title(item.title), whole(item.first_step, 240), basis.holder(item),
                  when_text(item, basis)) for item in shown)
    title = words.say("finding.items_first", n=len(shown), count=words.form.numeral(len(shown)))
    return Table("first", title, columns, rows)


def _rest(basis: Basis, rest: Sequence[RoadmapItem], following: Sequence[RoadmapItem]) -> Table:
    """Return what remains of Now, and Next, one line each."""
    words = basis.words
    wave = next((wave for wave in basis.evaluation.roadmap.waves if wave.horizon == "next"), None)
    parts = []
    if rest:
        parts.append(words.say("finding.items_rest", n=len(rest), count=words.form.numeral(len(rest))))
    if following:
        key = "finding.items_next" if wave is not None and wave.ends is not None else "finding.items_next_undated"
        parts.append(words.say(key, n=len(following), count=words.form.numeral(len(following)),
                               until=words.form.date(wave.ends) if wave is not None and wave.ends else ""))
    titles = ("action", "owner", "effort", "gate", "when")
    widths = ("", "14%", "13%", "5%", "14%")
    columns = (Column("", width="4%"), *(
        Column(words.say(f"roadmap.{title}"), width=width) for title, width in zip(titles, widths, strict=True)))
    rows = tuple(
        (str(item.rank), _title(item.title), shorten(basis.holder(item), 40), effort_cell(item, basis),
         item.gate or "–", when_text(item, basis))
        for item in (*rest, *following)[:_room(basis)[2]])
    more = len(rest) + len(following) - len(rows)
    note = words.say("roadmap.in_csv", n=more, count=words.form.exact(more)) if more > 0 else ""
    return Table("rest", capitalise(words.form.join(parts)), columns, rows, note)


def _left_out(basis: Basis, *, by_choice: bool) -> Group | None:
    """Return what is left out on purpose, or what cannot be planned."""
    words = basis.words
    found = [each for each in basis.evaluation.roadmap.not_doing if each.by_choice == by_choice]
    if not found:
        return None
    title = words.say("finding.items_not" if by_choice else "finding.items_unplanned", n=len(found),
                      count=_count(len(found), basis))
    lines = [words.say("roadmap.left_out", action=_title(each.title), reason=whole(each.reason))
             for each in found[:_MOST_LEFT_OUT]]
    return Group(title, (*lines, *_and_more(len(found) - _MOST_LEFT_OUT, basis)))


def _done(basis: Basis, roadmap: Roadmap) -> Group:
    lines = [
        basis.words.say("roadmap.left_out", action=_title(each.title), reason=whole(each.evidence))
        if each.evidence else _title(each.title) for each in roadmap.done[:_MOST_LEFT_OUT]]
    more = _and_more(len(roadmap.done) - _MOST_LEFT_OUT, basis)
    return Group(basis.words.say("roadmap.done_title"), (*lines, *more))


def _later(basis: Basis, later: Sequence[RoadmapItem]) -> tuple[str, ...]:
    most = _room(basis)[3]
    lines = [f"{item.rank}  {_title(item.title)} ({basis.holder(item)})" for item in later[:most]]
    return (*lines, *_and_more(len(later) - most, basis))


def _and_more(rest: int, basis: Basis) -> tuple[str, ...]:
    """Return the line that counts what a list leaves to the exports."""
    if rest <= 0:
        return ()
    return (basis.words.say("roadmap.in_csv", n=rest, count=_count(rest, basis)),)
