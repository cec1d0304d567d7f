"""An assessment with everything that belongs to it: its questionnaire, the last run, and the state of its file."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fortnight.core.assessment import Assessment, Header
from fortnight.core.clauses_actuals import is_promised_before
from fortnight.core.merge import merge
from fortnight.core.migration import Migration, in_terms_of, migration
from fortnight.core.next_quarter import NextQuarter, next_quarter
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileProblem, Problem, UserError, sentence_for
from fortnight.storage.atomic import real_path
from fortnight.storage.library import find_questionnaires, load_questionnaire, questionnaire_digest
from fortnight.storage.past import back_from, earlier_runs, load_answers, number_after
from fortnight.storage.pdf_files import attached_answers, names_pdf
from fortnight.storage.stamp import Stamp
from fortnight.storage.toml_files import load_assessment, parse_assessment, save_assessment

FULL = Header().questionnaire
"""The questionnaire of a full assessment."""


@dataclass(frozen=True, slots=True)
class Document:
    """An open assessment."""

    path: Path
    """Where it is saved; for a PDF, a file of the same name beside it that does not exist yet."""
    assessment: Assessment
    """As loaded or last saved: the base of a merge with what is on disk."""
    stamp: Stamp | None
    """The state of the file at `path`; None while there is none."""
    questionnaire: Questionnaire
    earlier: tuple[Assessment, ...] = ()
    """The runs before, oldest first, as far as the header names one that can be read, in terms of today's
    questionnaire: answers to questions that have changed since are left out. The last run, and those before it as
    far back as a promise was made that is measured now."""
    migration: Migration | None = None
    """What became of each question since the last run; None without one."""
    previous_problem: str = ""
    """One sentence on why the last run cannot be read."""
    questionnaire_notice: str = ""
    """One sentence when the questionnaire is not the one that the answers were given to."""
    number: int | None = None
    """Which assessment of its team it is, 1 the first; None where that is not known or was not asked for."""
    is_short: bool = False
    """Whether the full questionnaire asks all of this one's questions and more, so that it can go on there."""

    @property
    def previous(self) -> Assessment | None:
        """The last run; None without one that can be read."""
        return self.earlier[-1] if self.earlier else None


def open_document(path: Path) -> Document:
    """Return the assessment at `path`, a TOML file or a PDF made by Fortnight.

    A PDF is never written: its answers are saved as a TOML file beside it. Raises FileProblem for what cannot be
    used, UserError when there is no such questionnaire.
    """
    if names_pdf(path):
        assessment, stamp, target = parse_assessment(attached_answers(path), str(path)), None, _free_name(path)
    else:
        loaded = load_assessment(path)
        assessment, stamp, target = loaded.assessment, loaded.stamp, path
    document = Document(target, assessment, stamp, _questionnaire_of(assessment, path))
    notice = _notice(assessment, document.questionnaire, path.parent)
    is_short = _is_short(document.questionnaire, path.parent)
    return replace(_with_last_run(document, path), questionnaire_notice=notice, is_short=is_short)


def in_another_questionnaire(document: Document, assessment: Assessment) -> Document:
    """Return the document with the questionnaire that `assessment` names, and the last run in its terms.

    Raises FileProblem when there is no such questionnaire.
    """
    questionnaire = _questionnaire_of(assessment, document.path)
    is_short = _is_short(questionnaire, document.path.parent)
    return _with_last_run(replace(document, questionnaire=questionnaire, is_short=is_short), document.path)


def with_whole_past(document: Document, path: Path) -> Document:
    """Return the document with every run before the file at `path` that can be read, and with its number."""
    past = earlier_runs(path, document.assessment)
    earlier = tuple(in_terms_of(run.assessment, document.questionnaire) for run in past)
    return replace(document, earlier=earlier, number=number_after(past, document.assessment))


def new_document(
    path: Path, *, questionnaire_id: str = Header().questionnaire, organisation: str = "", today: dt.date
) -> Document:
    """Write a new assessment dated `today` and return it; `.toml` is added to a name without it.

    Raises UserError when the file exists already, cannot be written, or no questionnaire has that id.
    """
    target = _new_target(path)
    questionnaire = load_questionnaire(questionnaire_id, target.parent)
    header = Header(
        organisation=organisation, date=today, questionnaire=questionnaire.id, language=questionnaire.language
    )
    return save_document(Document(target, Assessment(), None, questionnaire), Assessment(assessment=header))


def next_document(previous: Path, path: Path, *, today: dt.date) -> tuple[Document, NextQuarter]:
    """Write the file of the next run after the one at `previous`, a TOML or a PDF, and return it with its notes.

    The last file is only read. Raises UserError when the new one exists already or cannot be written, FileProblem
    when the last one cannot be read or its questionnaire is not found.
    """
    target = _new_target(path)
    last = load_answers(previous)
    questionnaire = _questionnaire_of(last, target)  # as the new file will find it when it is opened
    made = next_quarter(last, questionnaire, today=today, previous=_seen_from(target.parent, previous))
    document = save_document(Document(target, Assessment(), None, questionnaire), made.assessment)
    previous_run = in_terms_of(last, questionnaire, made.migration)
    return replace(document, earlier=(previous_run,), migration=made.migration), made


def _new_target(path: Path) -> Path:
    if not path.name:
        raise UserError(f"{path}: is a folder; add a name for the file.")
    target = path if path.suffix == ".toml" else path.with_name(f"{path.name}.toml")
    if os.path.exists(target):  # noqa: PTH110 - Path.exists raises where the name is too long
        raise UserError(f"{target}: exists already; open it with `fortnight {target}` or choose another name.")
    return target


def save_document(document: Document, assessment: Assessment) -> Document:
    """Write `assessment` to the document's file and return the document as it is now.

    The header says which version and wording of the questionnaire the answers belong to. Raises FileChanged when
    somebody else wrote the file (see `merge_with_disk`), UserError when it cannot be written.
    """
    signed = signed_by(assessment, document.questionnaire)
    stamp = save_assessment(document.path, signed, expected=document.stamp)
    return replace(document, assessment=signed, stamp=stamp)


def merge_with_disk(document: Document, assessment: Assessment) -> Document:
    """Return the document with our edits and those that somebody else wrote to its file, both kept, and saved.

    What cannot be decided is in `conflicts` of the assessment. Raises FileProblem when their file cannot be read.
    """
    theirs = load_assessment(document.path)
    merged = merge(document.assessment, assessment, theirs.assessment)
    return save_document(replace(document, stamp=theirs.stamp), merged)


def signed_by(assessment: Assessment, questionnaire: Questionnaire) -> Assessment:
    """Return the assessment with the version and the digest of the questionnaire in its header."""
    header = assessment.assessment
    digest = questionnaire_digest(questionnaire)
    if (header.questionnaire_version, header.questionnaire_digest) == (questionnaire.version, digest):
        return assessment
    update = {"questionnaire_version": questionnaire.version, "questionnaire_digest": digest}
    return assessment.model_copy(update={"assessment": header.model_copy(update=update)})


def _questionnaire_of(assessment: Assessment, path: Path) -> Questionnaire:
    try:
        return load_questionnaire(assessment.assessment.questionnaire, path.parent)
    except FileProblem:
        raise
    except UserError as error:
        raise FileProblem(str(path), (Problem("assessment.questionnaire", str(error)),)) from error


def _is_short(questionnaire: Questionnaire, folder: Path) -> bool:
    if questionnaire.id == FULL:
        return False
    try:
        full = load_questionnaire(FULL, folder)
    except UserError:  # a broken full questionnaire is no reason not to open a file that does not use it
        return False
    return questionnaire.top == full.top and questionnaire.questions.keys() < full.questions.keys()


def _with_last_run(document: Document, path: Path) -> Document:
    """Return the document with the runs before the file at `path`, in terms of the document's questionnaire."""
    read = list(_runs_that_count(document.assessment, path))
    problem = "" if read else _why_no_last_run(document.assessment, path)
    found = migration(read[0], document.questionnaire) if read else None
    earlier = tuple(in_terms_of(each, document.questionnaire) for each in reversed(read))
    return replace(document, earlier=earlier, migration=found, previous_problem=problem)


def _runs_that_count(assessment: Assessment, path: Path) -> Iterator[Assessment]:
    """Yield the last run, and the ones before it as long as what is measured now was promised before them."""
    for run in back_from(path, assessment):
        yield run.assessment
        if not is_promised_before(run.assessment, assessment):
            return


def _why_no_last_run(assessment: Assessment, path: Path) -> str:
    """Return one sentence on why the run that the header names cannot be read; empty when it names none."""
    named = assessment.assessment.previous
    if not named:
        return ""
    previous = path.parent / named
    if "\0" not in named and real_path(previous) == real_path(path):
        return "The last run cannot be shown: assessment.previous names this file itself; name the last one."
    try:
        load_answers(previous)
    except FileProblem as problem:
        return f"The last run cannot be shown. {sentence_for(problem.file, problem.problems[0])}"
    return ""


def _seen_from(folder: Path, file: Path) -> str:
    """Return the way from a folder to a file; the whole path where there is none, as between two drives."""
    try:
        return Path(os.path.relpath(file.absolute(), folder.absolute())).as_posix()
    except ValueError:
        return file.absolute().as_posix()


def _notice(assessment: Assessment, questionnaire: Questionnaire, folder: Path) -> str:
    header = assessment.assessment
    if not header.questionnaire_digest or header.questionnaire_digest == questionnaire_digest(questionnaire):
        return ""
    begun_with = _title_of_another(header.questionnaire_digest, questionnaire, folder)
    if begun_with:
        return f"These answers were begun with {begun_with}; {questionnaire.title} goes on from them."
    if header.questionnaire_version != questionnaire.version:
        return (
            f"These answers were given to version {header.questionnaire_version or 'unknown'} of "
            f"{questionnaire.title}; this is version {questionnaire.version}. Read the questions again."
        )
    return f"The wording of {questionnaire.title} has changed since the last save. Read the questions again."


def _title_of_another(digest: str, questionnaire: Questionnaire, folder: Path) -> str:
    """Return the title of the other questionnaire with that digest; empty when none that can be read has it."""
    for found in find_questionnaires(folder):
        if found.id == questionnaire.id:
            continue
        with contextlib.suppress(UserError):  # the one that was answered could be read
            if questionnaire_digest(load_questionnaire(found.path, folder)) == digest:
                return found.title
    return ""


def _free_name(pdf: Path) -> Path:
    candidate = pdf.with_suffix(".toml")
    number = 1
    while candidate.exists():
        number += 1
        candidate = pdf.with_name(f"{pdf.stem}-{number}.toml")
    return candidate
