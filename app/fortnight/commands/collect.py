"""`fortnight collect FILE REPLY...`: levels become votes without names; everything else is proposed."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.replies import TakenReplies, TakenReply, counted, counting, pending, take, with_votes
from fortnight.errors import FileProblem, Problem
from fortnight.storage.document import Document, open_document, save_document
from fortnight.storage.taken_replies import load_replies, replies_path, save_replies
from fortnight.workshop.reply import as_taken
from fortnight.workshop.reply_files import OpenReply, open_reply


def run(arguments: argparse.Namespace) -> int:
    """Take the replies in; none is taken when one of them has a problem.

    A reply that was taken before counts once: the same one changes nothing, a changed one takes the place of what
    the same pack said before. Raises FileProblem for a reply that cannot be taken.
    """
    document = open_document(Path(arguments.file))
    before = load_replies(document.path)
    assessment, taken = counted(document.assessment, before), before
    replies = _opened(document, [Path(each) for each in arguments.replies])
    for opened in replies.values():
        reply_id, reply = opened.reply.header.id, as_taken(opened.reply)
        assessment = with_votes(assessment, taken.replies.get(reply_id), reply)
        taken = take(taken, reply_id, reply)
    _save(document, assessment, taken)
    for opened in replies.values():
        reply_id = opened.reply.header.id
        print(f"{opened.path}: {_what_it_brought(as_taken(opened.reply), before.replies.get(reply_id), document)}")
    print("\n".join(_summary(document, assessment, taken, [each.reply.header.id for each in replies.values()])))
    return 0


def _opened(document: Document, paths: Sequence[Path]) -> Mapping[str, OpenReply]:
    """Return the replies by the id of their pack; raises FileProblem for one that does not belong here."""
    replies: dict[str, OpenReply] = {}
    for path in paths:
        opened = open_reply(path)
        header, ours = opened.reply.header, document.assessment.assessment
        for key, theirs, wanted in (
            ("questionnaire", header.questionnaire, ours.questionnaire),
            ("organisation", header.organisation, ours.organisation),
        ):
            if theirs != wanted:
                message = f'is "{theirs}", but {document.path.name} is about "{wanted}"; take the right reply'
                raise FileProblem(str(path), (Problem(f"reply.{key}", message),))
        same = replies.get(header.id)
        if same is not None and as_taken(same.reply) != as_taken(opened.reply):
            message = f"is also the id of {same.path}, which says something else; give one of them another id"
            raise FileProblem(str(path), (Problem("reply.id", message),))
        replies[header.id] = opened
    return replies


def _save(document: Document, assessment: Assessment, taken: TakenReplies) -> None:
    """Write the replies with the votes that they are to change, then the votes, then that these are counted.

    Cut short between two of these, collecting the same replies again does what is left of it, and nothing twice.
    """
    votes = counting(document.assessment, assessment)
    save_replies(document.path, taken.model_copy(update={"counting": votes}))
    if votes:
        save_document(document, assessment)
        save_replies(document.path, taken.model_copy(update={"counting": {}}))


def _what_it_brought(reply: TakenReply, before: TakenReply | None, document: Document) -> str:
    if reply == before:
        return "taken before, counts once"
    votes = sum(answer.level is not None for answer in reply.answers.values())
    unsure = sum(answer.state == "unknown" for answer in reply.answers.values())
    figures = sum(len(case.roi.inputs) for case in reply.use_cases.values())
    # A pack is handed out with the rows that are known already; only what somebody changed is news.
    known = {(case_id, row_id): row for case_id, case in document.assessment.use_cases.items()
             for row_id, row in case.data.items()}
    sources = sum(row != known.get((case_id, row_id))
                  for case_id, case in reply.use_cases.items() for row_id, row in case.data.items())
    parts = [
        f"{count} {one if count == 1 else many}"
        for count, one, many in (
            (votes, "vote", "votes"),
            (unsure, "“cannot say”", "“cannot say”"),
            (figures, "figure", "figures"),
            (sources, "data source", "data sources"),
        )
        if count
    ]
    changed = " (in the place of what this pack said before)" if before is not None else ""
    return (", ".join(parts) or "nothing is filled in") + changed


def _summary(
    document: Document, assessment: Assessment, taken: TakenReplies, reply_ids: Sequence[str]
) -> Iterator[str]:
    """Yield where votes differ most, what several people could not say, and how many proposals wait."""
    asked = {key for reply_id in reply_ids for key in taken.replies[reply_id].answers}
    votes = {key: assessment.answers.get(key, Answer()).votes for key in document.questionnaire.questions}
    apart = sorted(
        (key for key in asked if len(votes.get(key, ())) > 1 and max(votes[key]) - min(votes[key]) > 1),
        key=lambda key: min(votes[key]) - max(votes[key]),
    )
    titles = {key: question.title for key, question in document.questionnaire.questions.items()}
    for key in apart[:5]:
        yield f"Votes differ on {titles[key]}: {', '.join(map(str, sorted(votes[key])))}"
    answers = [pair for reply in taken.replies.values() for pair in reply.answers.items()]
    unsure = Counter(key for key, answer in answers if answer.state == "unknown")
    for key, count in unsure.most_common(5):
        if count > 1 and key in titles:
            yield f"{count} people could not say: {titles[key]}"
    waiting = len(pending(taken, assessment, document.questionnaire))
    if waiting:
        yield (
            f"{waiting} {'proposal waits' if waiting == 1 else 'proposals wait'} in "
            f"{replies_path(document.path).name}; nothing of it is in the assessment yet. "
            f"To take or leave each: F10 and then r in the app, or fortnight ask {document.path}"
        )
