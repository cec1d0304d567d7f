"""What the roadmap says in words about one action: why it is here, why now, and what people decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from fortnight.core.assessment import ActionDecision
from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.core.wording import Wording
from fortnight.tui.capacity_form import role_title
from fortnight.tui.roadmap_board import DECIDES, titles, when


def item_text(item: RoadmapItem, roadmap: Roadmap, decision: ActionDecision, names: Mapping[str, str],
              wording: Wording) -> Content:
    """Return everything about one action; `names` are the use cases by id."""
    lines = [Content.styled(f"{item.rank}. {item.title}", "bold")]
    if item.decides_go_live_of:
        cases = wording.join(names.get(case_id, case_id) for case_id in item.decides_go_live_of)
        lines.append(Content.styled(f"{DECIDES} It is on the chain that decides when {cases} goes live.", "$lead"))
    lines.append(Content.styled("Why is this here?", "bold $lead"))
    lines += [Content(f"· {cause.text}") for cause in item.why]
    lines.append(Content.assemble(("Why now?  ", "bold $lead"), item.why_now))
    known = titles(roadmap)
    facts = [
        ("First step", item.first_step),
        ("Done when", item.done_when),
        ("Who", f"{role_title(item.role)}, {item.owner or 'no owner yet'}"),
        ("When", _when(item, decision, wording)),
        ("Effort", _effort(item, wording)),
        ("Needs", wording.join(f"“{known.get(need, need)}”" for need in item.needs)),
        ("Unlocks", "; ".join(item.unlocks)),
        ("Gate", item.gate),
        ("Score", f"+{wording.fixed(item.score_change, 2)} overall" if item.score_change > 0.004 else ""),
        ("Decided", "; ".join(decided(decision, wording))),
    ]
    lines += [Content.assemble((f"{label}  ", "bold $lead"), text) for label, text in facts if text]
    return Content("\n").join(lines)


def left_out_text(action_id: str, roadmap: Roadmap, decision: ActionDecision, wording: Wording) -> Content:
    """Return why an action is not on the plan."""
    lines = [Content.styled(titles(roadmap).get(action_id, action_id), "bold")]
    for each in roadmap.not_doing:
        if each.action_id == action_id:
            question = "Why not?" if each.by_choice else "Why can it not be planned?"
            lines.append(Content.assemble((f"{question}  ", "bold $lead"), each.reason))
    for finished in roadmap.done:
        if finished.action_id == action_id:
            shown = finished.evidence or "nobody has written down what shows it"
            lines.append(Content.assemble(("Done  ", "bold $lead"), shown))
    noted = "; ".join(decided(decision, wording))
    if noted:
        lines.append(Content.assemble(("Decided  ", "bold $lead"), noted))
    return Content("\n").join(lines)


def decided(decision: ActionDecision, wording: Wording) -> Iterator[str]:
    """Yield what people decided about an action."""
    if decision.pinned:
        yield "pinned: as early as its needs allow"
    if decision.postponed_to is not None:
        yield f"not before {wording.date(decision.postponed_to)}"
    if decision.due is not None:
        yield f"due on {wording.date(decision.due)}"
    if decision.status != "planned":
        yield f"{decision.status}"
    if decision.rejected_because:
        yield f"rejected: {decision.rejected_because}"


def _when(item: RoadmapItem, decision: ActionDecision, wording: Wording) -> str:
    text = when(item, wording)
    if item.wait_weeks:
        text += f", {wording.count(item.wait_weeks, 'week', 'weeks')} of waiting among them"
    if decision.due is not None:
        text += f"; due {wording.date_short(decision.due)}" + (" (! too late)" if item.late else "")
    return text


def _effort(item: RoadmapItem, wording: Wording) -> str:
    effort = item.effort
    return (f"{wording.span(wording.exact(effort.min), wording.exact(effort.max))} person-days, "
            f"most likely {wording.exact(effort.likely)}")
