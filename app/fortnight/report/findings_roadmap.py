"""The sentence titles of the roadmap, drawn from the plan under them."""

from __future__ import annotations

from fortnight.core.wording import capitalise
from fortnight.report.basis import Basis, whole


def dates_of_actions(basis: Basis) -> str:
    """Return when the last dated action ends."""
    words, form = basis.words, basis.words.form
    dated = [item for item in basis.evaluation.roadmap.items if item.horizon != "later"]
    finishes = [item.finish for item in dated if item.finish is not None]
    if len(finishes) == len(dated):
        return words.say("finding.roadmap_ends", date=form.date(max(finishes)))
    return words.say("finding.roadmap_ends_weeks", week=max(item.last_week for item in dated) + 1)


def capacity_shares(basis: Basis) -> dict[str, float]:
    """Return the share of each role's time that is used until the last dated action ends."""
    roadmap = basis.evaluation.roadmap
    last = max((item.end_week for item in roadmap.items if item.horizon != "later"), default=0)
    used: dict[str, float] = {}
    free: dict[str, float] = {}
    for load in roadmap.loads:
        if load.week <= last:
            used[load.role] = used.get(load.role, 0.0) + load.used
            free[load.role] = free.get(load.role, 0.0) + load.available
    return {role: used[role] / free[role] for role in used if free[role] > 0}


def capacity_finding(basis: Basis) -> str:
    """Return which role has least time to spare until the last dated action ends."""
    words, shares = basis.words, capacity_shares(basis)
    if not shares:
        return words.say("finding.roadmap_free")
    tightest = max(shares, key=lambda role: shares[role])
    return words.say("finding.roadmap_role", role=basis.role(tightest), share=words.form.percent(shares[tightest]))


def roadmap_finding(basis: Basis) -> str:
    """Return how many actions are planned, how many start now, and what the date hangs on."""
    words, form, roadmap = basis.words, basis.words.form, basis.evaluation.roadmap
    if not basis.cases and not roadmap.items:
        return words.say("finding.roadmap_none_case")
    if not roadmap.items:
        still_open = sum(len(case.open_clauses) for case in basis.cases if case.goes_on)
        key = "finding.roadmap_open" if still_open else "finding.roadmap_none"
        return words.say(key, n=still_open, count=form.numeral(still_open))
    now = sum(item.horizon == "now" for item in roadmap.items)
    if now == len(roadmap.items):
        now_text = words.say({1: "finding.roadmap_now_single", 2: "finding.roadmap_now_both"}.get(
            now, "finding.roadmap_now_all"))
    else:
        now_text = words.say("finding.roadmap_now", n=now, count=form.numeral(now))
    first = next((item for item in roadmap.items if item.decides_go_live_of), None)
    chain = words.say("finding.roadmap_chain", action=whole(first.title, 140)) if first else ""
    count = len(roadmap.items)
    return words.say("finding.roadmap", n=count, count=capitalise(form.numeral(count)), now=now_text, chain=chain)
