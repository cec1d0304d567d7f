"""What the roadmap says in words: how the plan stands; of one action why it is here, why now, what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from fortnight.core.assessment import ActionDecision
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.roadmap.plan import Roadmap, RoadmapItem
from fortnight.core.wording import Wording
from fortnight.tui.capacity_form import go_live_lines, role_title
from fortnight.tui.roadmap_board import DECIDES, titles, when

_KNOW = "WHAT TO KNOW ABOUT THE PLAN\n"
_NOTHING_ANSWERED = "! Nothing is answered yet, so this plan closes whatever could be open."


def plan_note(problem: str, evaluation: Evaluation | None, last: EvaluatedRun | None, names: Mapping[str, str],
              wording: Wording) -> Content:
    """Return in one line how the plan stands: impossible, being computed (None), what to know, or the go-lives.

    `last` is the last run where this one has no answer yet; `names` are the use cases by id.
    """
    if problem:
        return Content.styled(f"✗ {problem}", "$bad")
    if evaluation is None:
        return Content.styled("… computing the plan", "$quiet")
    if last is not None:
        return Content.styled(_NOTHING_ANSWERED, "$warn")
    warnings = evaluation.roadmap.warnings
    if warnings:
        count = f"! {len(warnings)} to know (4): " if len(warnings) > 1 else "! "
        return Content.styled(f"{count}{warnings[0]}", "$warn")
    return Content.styled("   ".join(go_live_lines(evaluation, names, wording)), "$quiet")


def what_to_know(roadmap: Roadmap) -> Content:
    """Return all that is worth knowing about the plan, a line each; empty where nothing is."""
    if not roadmap.warnings:
        return Content()
    warnings = Content("\n").join(Content(f"! {warning}") for warning in roadmap.warnings)
    return Content.assemble((_KNOW, "bold $lead"), warnings)


def detail_text(action_id: str, roadmap: Roadmap, decision: ActionDecision, names: Mapping[str, str],
                wording: Wording) -> Content:
    """Return what there is to say about one action, planned or left out; without one, that nothing is planned."""
    item = next((item for item in roadmap.items if item.action_id == action_id), None)
    if item is not None:
        return item_text(item, roadmap, decision, names, wording)
    return left_out_text(action_id, roadmap, decision, wording) if action_id else Content("Nothing is planned.")


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
