"""`fortnight brief FILE -o FOLDER`: a pack for each participant, and the facilitator's agenda."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from fortnight.commands.opening import wording_of
from fortnight.core.agenda import agenda
from fortnight.core.brief import Briefing, briefing
from fortnight.errors import FileProblem, UserError
from fortnight.storage.atomic import write_atomically
from fortnight.storage.document import Document, open_document
from fortnight.storage.toml_files import why_not_written
from fortnight.workshop.pages import agenda_page, pack_page
from fortnight.workshop.reply import Reply, fresh_reply, is_filled
from fortnight.workshop.reply_files import open_reply, write_reply


def run(arguments: argparse.Namespace) -> int:
    """Write the packs and the agenda into the folder; a pack that somebody has begun to fill stays as it is.

    Raises FileProblem for an assessment that cannot be read, UserError when the folder cannot be written.
    """
    document = open_document(Path(arguments.file))
    plan, folder = briefing(document.assessment, document.questionnaire), Path(arguments.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(why_not_written(folder, error)) from error
    for pack in plan.packs:
        if pack.is_empty:
            continue
        reply, path = fresh_reply(pack, document.assessment), folder / f"{pack.file_name}.toml"
        _write(folder / f"{pack.file_name}.html", pack_page(pack, reply, document.questionnaire))
        if _is_begun(path, reply):
            print(f"{path} is being filled and stays as it is; delete it to have a new one.", file=sys.stderr)
        else:
            write_reply(path, reply, document.questionnaire)
        roles = ", ".join(pack.roles) or "votes only"
        print(f"{path.with_suffix('')}.toml and .html: {roles}, about {pack.minutes:.0f} minutes")
    _write(folder / "agenda.html", _agenda(document))
    print(f"{folder / 'agenda.html'}: the agenda, for whoever runs the workshop")
    for remark in _remarks(document, plan):
        print(remark, file=sys.stderr)
    return 0


def _agenda(document: Document) -> str:
    header = document.assessment.assessment
    plan = agenda(document.assessment, document.questionnaire, earlier=document.earlier)
    case = document.assessment.use_cases.get(plan.use_case_id)
    about = ", ".join(filter(None, (header.organisation, case.name if case else "")))
    return agenda_page(plan, f"Agenda: {about}" if about else "Agenda", header.language)


def _is_begun(path: Path, fresh: Reply) -> bool:
    """Return whether somebody has filled in anything, or typed it so that it cannot be read."""
    if not path.exists():
        return False
    try:
        return is_filled(open_reply(path).reply, fresh)
    except FileProblem:
        return True


def _write(path: Path, page: str) -> None:
    try:
        write_atomically(path, page.encode())
    except OSError as error:
        raise UserError(why_not_written(path, error)) from error


def _remarks(document: Document, plan: Briefing) -> Iterator[str]:
    """Yield what no pack covers, and what to do about it."""
    if not document.assessment.assessment.participants:
        yield ("Nobody is listed as a participant, so there is one pack for each role. Where several people fill "
               "copies of the same one, give each copy another id under [reply].")
    if not document.assessment.active_cases:
        yield "No use case is scoped yet, so no pack asks for data or figures; scope one and run this again."
    idle = [pack.name or pack.file_name for pack in plan.packs if pack.is_empty]
    if idle:
        yield f"Nothing is left to prepare for {wording_of(document).join(idle)}."
    for name in plan.without_role:
        if name in idle:
            continue
        yield f"{name} only votes: the role typed is none of the questionnaire's. Add one of theirs beside it."
    for role, questions in plan.uncovered.items():
        count = "1 question is" if len(questions) == 1 else f"{len(questions)} questions are"
        yield f"Nobody holds the role {role}: {count} left to you."
    if plan.nobody_draws_map:
        yield "Nobody holds data, engineering or product, so no pack has the data map."
    if plan.nobody_times:
        yield "Nobody holds users or business, so no pack has the sheet for timed tasks."
