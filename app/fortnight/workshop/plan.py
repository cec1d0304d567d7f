"""What is asked in which order: of the room about an assessment, and of one participant about their pack."""

from __future__ import annotations

from collections.abc import Iterator

from fortnight.core.drill import drill_result
from fortnight.core.replies import pending
from fortnight.core.roi.inputs import INPUTS, TOKEN_INPUTS
from fortnight.core.roi.resolve import uses_price_list
from fortnight.core.scoring import score
from fortnight.core.use_case import UseCase
from fortnight.forms.decision import decided_actions
from fortnight.forms.options import OPTIONS
from fortnight.forms.parts import Field, Heading
from fortnight.forms.stations import BY_ID, STATIONS, Station
from fortnight.workshop.case_steps import CardStep, FigureStep, NewCaseStep, TimedStep
from fortnight.workshop.promise_steps import PromiseStep, promises_to_review
from fortnight.workshop.question_steps import QuestionStep, VoteStep
from fortnight.workshop.record_steps import ConflictStep, ProposalStep
from fortnight.workshop.reply import Reply
from fortnight.workshop.reply_text import data_map
from fortnight.workshop.steps import Section, Sheet, Step
from fortnight.workshop.table_steps import TableStep, step_for


def interview(sheet: Sheet) -> tuple[Section, ...]:
    """Return the whole interview: what must be decided first, questions, use cases, cards and figures."""
    return tuple(section for section in _all_sections(sheet) if section.steps)


def pack_interview(sheet: Sheet, reply: Reply) -> tuple[Section, ...]:
    """Return the interview of one participant: votes, own questions, and what their roles know."""
    sections = [
        Section(section_id, title, tuple(VoteStep(each, question_ids) for each in question_ids))
        for section_id, title, question_ids in (
            ("votes", "Your vote", reply.votes),
            ("own", "Questions that you can answer best", reply.own),
        )
    ]
    for case_id, case in reply.cases.items():
        root, name = ("use_cases", case_id), sheet.assessment.use_cases[case_id].name or case_id
        if case.draws_map:
            sections.append(Section(f"{case_id}.data", f"{name}: data map", (TableStep(root, data_map(), name),)))
        if case.times_tasks:
            sections.append(Section(f"{case_id}.timed", f"{name}: timed tasks", (TimedStep(case_id),)))
        figures = tuple(FigureStep(case_id, each, of_reply=True) for each in case.inputs if each in INPUTS)
        sections.append(Section(f"{case_id}.figures", f"{name}: figures", figures))
    return tuple(section for section in sections if section.steps)


def _all_sections(sheet: Sheet) -> Iterator[Section]:
    assessment, cases = sheet.assessment, sheet.assessment.active_cases
    yield Section("conflicts", "What two people changed", tuple(map(ConflictStep, assessment.conflicts)))
    waiting = pending(sheet.taken, assessment, sheet.questionnaire)
    yield Section("proposals", "What participants propose", tuple(map(ProposalStep, waiting)))
    reviewed = tuple(PromiseStep(each.action_id) for each in promises_to_review(sheet))
    yield Section("promises", "What was promised last time", reviewed)
    states = score(assessment, sheet.questionnaire).questions
    asked = (key for key in sheet.questionnaire.questions if states[key].state != "skipped")
    yield Section("questions", "Questions", tuple(map(QuestionStep, asked)))
    if cases:
        yield Section("new-case", "Name another use case", (NewCaseStep(another=True),), aside=True)
    else:
        yield Section("new-case", "Name a use case", (NewCaseStep(another=False),))
    for case_id, case in cases.items():
        for station in STATIONS:
            if station.parts and not station.is_of_team:
                yield _station(station, ("use_cases", case_id), case)
    yield _station(BY_ID["team"], (), None)
    for case_id, case in cases.items():
        cards = drill_result(assessment, sheet.questionnaire, case_id).cards
        steps = tuple(CardStep(case_id, card.card_id) for card in cards)
        yield Section(f"{case_id}.test", f"{_name(case_id, case)}: two weeks without the team", steps)
    for case_id, case in cases.items():
        yield from _figures(case_id, case)
    decided = decided_actions({key: action.title for key, action in sheet.questionnaire.actions.items()})
    yield Section("roadmap", "Owners and days of actions", (TableStep((), decided, ""),), aside=True)
    yield _station(BY_ID["setup"], (), None)


def _station(station: Station, root: tuple[str, ...], case: UseCase | None) -> Section:
    about = "" if case is None else _name(root[-1], case)
    steps: list[Step] = []
    for part in station.parts:
        of_mission = isinstance(part, Field) and part.key.startswith("mission.")
        if isinstance(part, Heading) or (of_mission and case is not None and case.worth == "money"):
            continue
        steps.append(step_for(root, part, about))
    title = f"{about}: {station.title.lower()}" if about else station.title
    return Section(f"{'.'.join(root[1:])}.{station.id}", title, tuple(steps), station.is_aside)


def _figures(case_id: str, case: UseCase) -> Iterator[Section]:
    """Yield the six figures for the room, the others that the result needs, the rest, and the options."""
    room = tuple(name for name, spec in INPUTS.items() if spec.in_room)
    calls: tuple[str, ...] = ("cost_per_call",) if case.language_model is not False else ()
    if uses_price_list(case):
        calls = (*calls, *TOKEN_INPUTS)
    needed = tuple(name for name, spec in INPUTS.items() if spec.required and name not in room) + calls
    rest = tuple(name for name in INPUTS if name not in (*room, *needed, *TOKEN_INPUTS, "cost_per_call"))
    name = _name(case_id, case)
    for section_id, title, names, aside in (
        ("six", "the six figures for the room", room, False),
        ("money", "what else the return needs", needed, False),
        ("more", "figures that most cases leave out", rest, True),
    ):
        steps = tuple(FigureStep(case_id, each) for each in names)
        yield Section(f"{case_id}.{section_id}", f"{name}: {title}", steps, aside)
    options = tuple(TableStep(("use_cases", case_id), table, name) for table in OPTIONS)
    title = f"{name}: segments, other ways, inputs that move together, prices of measuring"
    yield Section(f"{case_id}.options", title, options, aside=True)


def _name(case_id: str, case: UseCase) -> str:
    return case.name.strip() or case_id
