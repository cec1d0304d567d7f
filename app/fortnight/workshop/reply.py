"""One participant's reply: the pack to fill before the workshop, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fortnight.core.assessment import Assessment, Header
from fortnight.core.base import Frozen, Id, Text
from fortnight.core.brief import Pack
from fortnight.core.figures import RoiTable
from fortnight.core.replies import TakenReply
from fortnight.core.use_case import UseCase


class ReplyHeader(Frozen):
    """`[reply]`: whose pack it is, without saying whose."""

    id: Id
    organisation: Text = ""
    questionnaire: Id
    language: Text = "en"
    currency: Text = "EUR"
    name: Text = ""
    """For whom the pack is; it never leaves this file."""
    roles: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedCase:
    """What a pack asks about one use case."""

    name: str
    draws_map: bool
    times_tasks: bool
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A pack with what has been filled in so far."""

    header: ReplyHeader
    votes: tuple[str, ...]
    """The room's questions, on which everybody votes."""
    own: tuple[str, ...]
    """The questions that these roles answer best."""
    cases: Mapping[str, AskedCase]
    said: Assessment
    """Levels, unknowns and proofs as answers; rows of data maps and figures as use cases."""

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that it asks."""
        return (*self.votes, *self.own)


def fresh_reply(pack: Pack, assessment: Assessment) -> Reply:
    """Return the empty reply of a pack: its data map holds the sources that are known."""
    header = assessment.assessment
    cases = {
        case.use_case_id: AskedCase(
            assessment.use_cases[case.use_case_id].name.strip() or case.use_case_id,
            case.draws_map,
            case.times_tasks,
            case.inputs,
        )
        for case in pack.cases
    }
    said = {
        case_id: UseCase(name=case.name, data=assessment.use_cases[case_id].data if case.draws_map else {})
        for case_id, case in cases.items()
    }
    return Reply(
        ReplyHeader(
            id=pack.id,
            organisation=header.organisation,
            questionnaire=header.questionnaire,
            language=header.language,
            currency=header.currency,
            name=pack.name,
            roles=pack.roles,
        ),
        pack.votes,
        pack.own,
        cases,
        Assessment(
            assessment=Header(
                organisation=header.organisation,
                questionnaire=header.questionnaire,
                language=header.language,
                currency=header.currency,
            ),
            use_cases=said,
        ),
    )


def is_filled(reply: Reply, fresh: Reply) -> bool:
    """Return whether somebody has filled in anything that `fresh`, the pack as it would be handed out, has not."""
    return bool(reply.said.answers) or any(
        case.roi.inputs or any(row != fresh_rows.get(row_id) for row_id, row in case.data.items())
        for case_id, case in reply.said.use_cases.items()
        for fresh_rows in [fresh.said.use_cases[case_id].data if case_id in fresh.said.use_cases else {}]
    )


def as_taken(reply: Reply) -> TakenReply:
    """Return what the assessment's side keeps of a reply: everything but the name."""
    cases = {
        case_id: UseCase(data=case.data, roi=RoiTable(inputs=case.roi.inputs))
        for case_id, case in reply.said.use_cases.items()
    }
    return TakenReply(roles=reply.header.roles, answers=reply.said.answers, use_cases=cases)


def with_said(reply: Reply, said: Assessment) -> Reply:
    """Return the reply with these answers in it."""
    return replace(reply, said=said)
