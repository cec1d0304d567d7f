"""Who prepares what before the workshop: one pack for each participant, by what they know best."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fortnight.core.assessment import Assessment
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import TOKEN_INPUTS
from fortnight.core.roi.resolve import resolve, uses_price_list
from fortnight.core.scoring import score
from fortnight.core.use_case import UseCase

ROLE_INPUTS: Mapping[str, tuple[str, ...]] = {
    "business": (
        "tasks_per_month",
        "baseline_error_share",
        "eligible_share",
        "redeployed_share",
        "cost_per_error",
    ),
    "users": ("operate_minutes", "review_minutes", "rework_minutes"),
    "finance": (
        "labour_cost_per_hour",
        "day_rate",
        "cash_share",
        "licence_cost_per_user_month",
        "platform_cost_per_month",
        "one_off_cost",
    ),
    "product": ("adoption_share", "ramp_months", "success_share", "review_share", "users", "change_cost"),
    "engineering": ("calls_per_task", "retry_share", "cost_per_call", *TOKEN_INPUTS),
    "it-operations": ("run_days_per_month",),
}
"""Which figures a role is asked for: those that it keeps or sees every day."""

_MAP_ROLES = ("data", "engineering", "product")
"""Who draws the data map: the first of these that somebody holds."""
_TIMING_ROLES = ("users", "business")
"""Who times tasks: the first of these that somebody holds."""

_ALSO_CALLED: Mapping[str, str] = {
    "data protection": "legal",
    "privacy": "legal",
    "compliance": "legal",
    "counsel": "legal",
    "lawyer": "legal",
    "ciso": "security",
    "controller": "finance",
    "controlling": "finance",
    "cfo": "finance",
    "service desk": "it-operations",
    "it service": "it-operations",
    "support": "it-operations",
    "operations team": "it-operations",
    "developer": "engineering",
    "engineer": "engineering",
    "clerk": "users",
    "user": "users",
}
"""Words in the role that a participant has, and the role of the questionnaire that they stand for."""

_LEADS = ("head", "lead", "director", "manager", "sponsor", "owner")
"""Whoever leads something that is none of the roles leads the business."""

_INPUT_MINUTES, _MAP_MINUTES = 2, 15


@dataclass(frozen=True, slots=True)
class CasePack:
    """What one pack asks about one use case."""

    use_case_id: str
    draws_map: bool
    """Whether the pack has the data map."""
    times_tasks: bool
    """Whether the pack has the sheet for timed tasks."""
    inputs: tuple[str, ...]
    """Names of the figures to find out."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What one participant prepares."""

    id: str
    """Tells replies apart without saying whose they are."""
    file_name: str
    """Without an ending."""
    name: str
    """Empty in a pack for whoever holds a role."""
    role: str
    """As typed for the participant."""
    roles: tuple[str, ...]
    """The roles of the questionnaire that this stands for."""
    votes: tuple[str, ...]
    """The room's questions, on which everybody votes."""
    own: tuple[str, ...]
    """The questions that these roles answer best."""
    cases: tuple[CasePack, ...]
    minutes: float
    """About how long it takes, without the timing of tasks."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to fill in: everything is answered and measured already."""
        return not (self.votes or self.own or self.cases)


@dataclass(frozen=True, slots=True)
class Briefing:
    """All packs, and what none of them covers."""

    packs: tuple[Pack, ...]
    without_role: tuple[str, ...]
    """Participants whose role is none of the questionnaire's; they only vote."""
    uncovered: Mapping[str, tuple[str, ...]]
    """By role that nobody holds: the questions that are left to whoever runs the workshop."""
    nobody_draws_map: bool
    nobody_times: bool


def briefing(assessment: Assessment, questionnaire: Questionnaire) -> Briefing:
    """Return a pack for each participant; where none is listed, one for each role of the questionnaire.

    Questions that are skipped, answered or meant for after the workshop are left out, and so are figures that are
    measured already.
    """
    states = score(assessment, questionnaire).questions
    asked = {
        question_id: question
        for question_id, question in questionnaire.questions.items()
        if states[question_id].state in ("unanswered", "unknown")
    }
    roles_asked = dict.fromkeys(question.role for question in questionnaire.questions.values() if question.role)
    known_roles = tuple(dict.fromkeys((*roles_asked, *ROLE_INPUTS, *_MAP_ROLES)))
    votes = tuple(key for key, question in asked.items() if question.where == "room")
    people = [
        (key, each.name.strip(), each.role.strip(), roles_in(each.role, known_roles))
        for key, each in assessment.assessment.participants.items()
    ] or [(role, "", role, (role,)) for role in roles_asked]
    held = {role for *_, roles in people for role in roles}
    mappers = next((role for role in _MAP_ROLES if role in held), "")
    timers = next((role for role in _TIMING_ROLES if role in held), "")
    packs = []
    for key, name, role, roles in people:
        own = tuple(k for k, question in asked.items() if question.where == "before" and question.role in roles)
        cases = tuple(
            _case_pack(assessment, case_id, roles, draws_map=mappers in roles, times=timers in roles)
            for case_id in assessment.active_cases
        )
        minutes = sum(questionnaire.questions[each].minutes for each in (*votes, *own)) + sum(
            _INPUT_MINUTES * len(case.inputs) + _MAP_MINUTES * case.draws_map for case in cases
        )
        cases = tuple(case for case in cases if case.draws_map or case.times_tasks or case.inputs)
        packs.append(Pack(_pack_id(assessment, key), key, name, role, roles, votes, own, cases, minutes))
    return Briefing(
        packs=tuple(packs),
        without_role=tuple(name or key for key, name, _, roles in people if not roles),
        uncovered={
            role: questions
            for role in known_roles
            if role not in held and (questions := _early_questions(questionnaire, asked, role))
        },
        nobody_draws_map=bool(assessment.active_cases) and not mappers,
        nobody_times=bool(assessment.active_cases) and not timers,
    )


def roles_in(typed: str, known_roles: Sequence[str]) -> tuple[str, ...]:
    """Return the roles of the questionnaire that a participant's role stands for, in the questionnaire's order.

    A role is found by its own words, in any order of hyphens and capitals, or by a usual name for it; longer names
    count first, so that a data protection officer is legal and not data.
    """
    left = f" {' '.join(re.findall(r'[a-z0-9]+', typed.casefold()))} "
    names = {role.replace("-", " "): role for role in known_roles}
    names |= {name: role for name, role in _ALSO_CALLED.items() if role in known_roles}
    found = set()
    for name in sorted(names, key=len, reverse=True):
        plural = re.compile(rf" {re.escape(name)}s? ")
        if plural.search(left):
            found.add(names[name])
            left = plural.sub(" ", left)
    if not found and "business" in known_roles and any(f" {lead} " in left for lead in _LEADS):
        return ("business",)
    return tuple(role for role in known_roles if role in found)


def _pack_id(assessment: Assessment, key: str) -> str:
    header = assessment.assessment
    seed = "\n".join((header.organisation, header.team, header.period, str(header.date), key))
    return hashlib.sha256(seed.encode()).hexdigest()[:12]


def _early_questions(questionnaire: Questionnaire, asked: Iterable[str], role: str) -> tuple[str, ...]:
    return tuple(
        key
        for key in asked
        if questionnaire.questions[key].role == role and questionnaire.questions[key].where == "before"
    )


def _case_pack(
    assessment: Assessment, case_id: str, roles: Sequence[str], *, draws_map: bool, times: bool
) -> CasePack:
    case = assessment.use_cases[case_id]
    wanted = dict.fromkeys(name for role in roles for name in ROLE_INPUTS.get(role, ()))
    return CasePack(
        case_id,
        draws_map,
        times_tasks=times and not case.baseline.not_done_today and _is_asked(case, "baseline_minutes"),
        inputs=tuple(name for name in wanted if _is_asked(case, name)),
    )


def _is_asked(case: UseCase, name: str) -> bool:
    """Return whether nobody has measured the figure yet and the use case needs it."""
    if name in TOKEN_INPUTS and not uses_price_list(case):
        return False
    if name == "cost_per_call" and case.language_model is False:
        return False
    known = resolve(case, None).inputs.get(name)
    return known is None or known.grade is None or not known.grade.is_measured

