"""What came back from the participants: votes that count, and proposals that somebody still has to take.

A reply's levels become votes without names. What it says about data, figures and proof is only proposed: it waits
beside the assessment, in a record of the replies taken, until a person takes or leaves it. What is pending is
computed from that record, so a reply that is taken twice proposes and counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.base import Frozen, Id, Text
from fortnight.core.edit import set_at
from fortnight.core.measures import title_of
from fortnight.core.merge import as_plain
from fortnight.core.place import dotted
from fortnight.core.quantity import Quantity
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import BASELINE_FIELDS, INPUTS
from fortnight.core.use_case import DataSource, UseCase
from fortnight.core.wording import Wording, capitalise

Kind = Literal["evidence", "source", "figure"]


class TakenReply(Frozen):
    """What one reply said; no name."""

    roles: tuple[Text, ...] = ()
    answers: Mapping[Id, Answer] = {}
    """Levels as votes, unknown where somebody could not say, and what they have seen as evidence."""
    use_cases: Mapping[Id, UseCase] = {}
    """Only rows of data maps and figures of the money model."""


class Counted(Frozen):
    """The votes on one question, before and after replies were counted."""

    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()


class TakenReplies(Frozen):
    """The record beside an assessment: replies by the id of their pack, and what was decided about proposals."""

    format: Literal[1] = 1
    replies: Mapping[Id, TakenReply] = {}
    counting: Mapping[Id, Counted] = {}
    """By question: votes of these replies that may not be in the assessment yet, because the two are two files."""
    decided: Mapping[str, tuple[Any, ...]] = {}
    """By place in the file: the values that a person has taken or left."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that a reply says and that nobody has taken or left yet."""

    kind: Kind
    place: tuple[str, ...]
    """Keys of the place in the assessment file."""
    value: Any
    """As a file has it: a figure, the fields of a row, or text."""
    title: str
    """What it is about, as the start of a sentence."""
    offer: str
    """The proposed value as a person reads it."""
    now: str
    """What stands there now; empty for nothing."""
    roles: tuple[str, ...]
    """Roles of those who propose it."""


def take(taken: TakenReplies, reply_id: str, reply: TakenReply) -> TakenReplies:
    """Return the record with this reply in it, in the place of an earlier one from the same pack."""
    return taken.model_copy(update={"replies": {**taken.replies, reply_id: reply}})


def with_votes(assessment: Assessment, before: TakenReply | None, now: TakenReply) -> Assessment:
    """Return the assessment with the votes of a reply, less those of the same pack that were counted before."""
    for question_id in dict.fromkeys((*(before.answers if before else ()), *now.answers)):
        old = _vote(before, question_id)
        new = _vote(now, question_id)
        if old == new:
            continue
        votes = Counter(assessment.answers.get(question_id, Answer()).votes)
        votes[old] -= min(1, votes[old])
        votes[new] += 1
        counted = tuple(sorted(level for level in votes.elements() if level))
        assessment = set_at(assessment, ("answers", question_id, "votes"), counted or None)
    return assessment


def counting(before: Assessment, after: Assessment) -> Mapping[str, Counted]:
    """Return the votes that differ between two states of an assessment, by question."""
    votes = [{key: answer.votes for key, answer in each.answers.items()} for each in (before, after)]
    return {
        key: Counted(before=votes[0].get(key, ()), after=votes[1].get(key, ()))
        for key in dict.fromkeys((*votes[0], *votes[1])) if votes[0].get(key, ()) != votes[1].get(key, ())
    }


def counted(assessment: Assessment, taken: TakenReplies) -> Assessment:
    """Return the assessment with the votes that were being counted when the last collecting was cut short.

    A question whose votes are no longer as they were before is left alone: they were counted, or changed since.
    """
    for question_id, votes in taken.counting.items():
        if assessment.answers.get(question_id, Answer()).votes == votes.before:
            assessment = set_at(assessment, ("answers", question_id, "votes"), votes.after or None)
    return assessment


def pending(taken: TakenReplies, assessment: Assessment, questionnaire: Questionnaire) -> tuple[Proposal, ...]:
    """Return the proposals that wait for a person: proofs, then rows of data maps, then figures.

    What stands in the assessment already, was decided before, or concerns a use case or question that is not there
    any more does not wait. The same value from several replies is one proposal.
    """
    found: dict[tuple[str, str], Proposal] = {}
    for reply in taken.replies.values():
        for proposal in _proposals(reply, assessment, questionnaire):
            key = (dotted(proposal.place), repr(proposal.value))
            if proposal.value in taken.decided.get(key[0], ()):
                continue
            known = found.get(key)
            roles = dict.fromkeys((*(known.roles if known else ()), *proposal.roles))
            found[key] = Proposal(
                proposal.kind, proposal.place, proposal.value, proposal.title, proposal.offer, proposal.now,
                tuple(roles),
            )
    order: tuple[Kind, ...] = ("evidence", "source", "figure")
    return tuple(sorted(found.values(), key=lambda proposal: order.index(proposal.kind)))


def accept(assessment: Assessment, proposal: Proposal) -> Assessment:
    """Return the assessment with the proposal in it; proof is added to proof that is there already.

    Raises EditError when it does not fit what the file says by now.
    """
    if proposal.kind == "source" and _has(assessment, proposal.place):
        for field, value in proposal.value.items():
            assessment = set_at(assessment, (*proposal.place, field), value)
        return assessment
    value = proposal.value
    if proposal.kind == "evidence":
        there = assessment.answers.get(proposal.place[1], Answer()).evidence.strip()
        value = f"{there}\n{value}" if there else value
    return set_at(assessment, proposal.place, value)


def decide(taken: TakenReplies, proposal: Proposal) -> TakenReplies:
    """Return the record in which this proposal does not wait any more, whether it was taken or left."""
    place = dotted(proposal.place)
    values = (*taken.decided.get(place, ()), proposal.value)
    return taken.model_copy(update={"decided": {**taken.decided, place: values}})


def place_of_input(case_id: str, case: UseCase, name: str) -> tuple[str, ...]:
    """Return where a figure is kept: today's work in the baseline, unless the money model has its own already."""
    if name in BASELINE_FIELDS and name not in case.roi.inputs:
        return ("use_cases", case_id, "baseline", BASELINE_FIELDS[name])
    return ("use_cases", case_id, "roi", name)


def figure_at(case: UseCase, name: str) -> Quantity | None:
    """Return the figure that stands where `place_of_input` says."""
    if name in BASELINE_FIELDS and name not in case.roi.inputs:
        found: Quantity | None = getattr(case.baseline, BASELINE_FIELDS[name])
        return found
    return case.roi.inputs.get(name)


def quantity_in_words(quantity: Quantity, words: Wording) -> str:
    """Return a figure with its grade and its source: 3,800 to 4,600, logged (ticket system)."""
    low, high = words.exact(quantity.low), words.exact(quantity.high)
    number = {
        "value": low,
        "range90": words.span(low, high),
        "bounds": f"{words.span(low, high)}, most likely {words.exact(quantity.likely or 0)}",
    }[quantity.kind]
    source = f" ({quantity.source.strip()})" if quantity.source.strip() else ""
    return f"{number}, {quantity.evidence.value}{source}"


def _vote(reply: TakenReply | None, question_id: str) -> int:
    """Return the level that a reply gives to a question, 0 for none."""
    answer = reply.answers.get(question_id) if reply else None
    return answer.level or 0 if answer else 0


def _has(assessment: Assessment, place: tuple[str, ...]) -> bool:
    return place[3] in assessment.use_cases[place[1]].data


def _proposals(reply: TakenReply, assessment: Assessment, questionnaire: Questionnaire) -> Iterator[Proposal]:
    for question_id, answer in reply.answers.items():
        question = questionnaire.questions.get(question_id)
        there = assessment.answers.get(question_id, Answer()).evidence.strip()
        seen = answer.evidence.strip()
        if question is not None and seen and seen not in there:
            place = ("answers", question_id, "evidence")
            yield Proposal("evidence", place, seen, f"Seen for {question.title}", seen, there, reply.roles)
    for case_id, said in reply.use_cases.items():
        case = assessment.active_cases.get(case_id)
        if case is not None:
            name = case.name.strip() or case_id
            yield from _rows(reply, case_id, case, said, name)
            yield from _figures(reply, case_id, case, said, name, assessment)


def _rows(reply: TakenReply, case_id: str, case: UseCase, said: UseCase, name: str) -> Iterator[Proposal]:
    for row_id, row in said.data.items():
        there = as_plain(case.data.get(row_id, DataSource()))
        changed = {field: value for field, value in as_plain(row).items() if there.get(field) != value}
        if not changed:
            continue
        new = row_id not in case.data
        title = row.name.strip() or case.data.get(row_id, DataSource()).name.strip() or row_id
        yield Proposal(
            "source",
            ("use_cases", case_id, "data", row_id),
            changed,
            f"{'New source' if new else 'Source'} {title} of {name}",
            _fields_in_words(changed),
            _fields_in_words({field: there[field] for field in changed if field in there}),
            reply.roles,
        )


def _figures(
    reply: TakenReply, case_id: str, case: UseCase, said: UseCase, name: str, assessment: Assessment
) -> Iterator[Proposal]:
    words = Wording(assessment.assessment.language, assessment.assessment.currency)
    for input_name, quantity in said.roi.inputs.items():
        there = figure_at(case, input_name)
        if there == quantity:
            continue
        yield Proposal(
            "figure",
            place_of_input(case_id, case, input_name),
            quantity.model_dump(mode="python"),
            f"{capitalise(title_of(input_name))} ({words.in_currency(INPUTS[input_name].unit)}) of {name}",
            quantity_in_words(quantity, words),
            quantity_in_words(there, words) if there else "",
            reply.roles,
        )


def _fields_in_words(fields: Mapping[str, Any]) -> str:
    said = {True: "yes", False: "no"}
    return "; ".join(
        f"{field.replace('_', ' ')}: {said[value] if isinstance(value, bool) else value}"
        for field, value in fields.items()
    )
