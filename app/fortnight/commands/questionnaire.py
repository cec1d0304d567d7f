"""`fortnight questionnaire list | show | check | new | schema`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileProblem, UserError
from fortnight.storage.atomic import real_path, write_atomically
from fortnight.storage.library import data_folder, find_questionnaires, load_questionnaire
from fortnight.storage.toml_files import why_not_written
from fortnight.storage.typed_path import exists


def run(arguments: argparse.Namespace) -> int:
    """Do the task that was asked for; 1 where `check` finds something wrong."""
    if arguments.task == "list":
        print("\n".join(_list_lines()))
    elif arguments.task == "show":
        print("\n".join(questionnaire_lines(load_questionnaire(arguments.id, Path.cwd()))))
    elif arguments.task == "check":
        return _check(arguments.file)
    elif arguments.task == "new":
        print(_new(Path(arguments.file)))
    else:
        print(json.dumps(schema(), indent=2))
    return 0


def schema() -> dict[str, object]:
    """Return the JSON Schema of a questionnaire file, for editors that complete and validate TOML."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Questionnaire.model_json_schema()}


def questionnaire_lines(questionnaire: Questionnaire) -> list[str]:
    """Return a questionnaire as text: dimensions, questions with their levels, and what holds a gate."""
    minutes = sum(question.minutes for question in questionnaire.questions.values())
    in_room = sum(question.minutes for question in questionnaire.questions.values() if question.where == "room")
    lines = [
        f"{questionnaire.title} ({questionnaire.id} {questionnaire.version})",
        *([questionnaire.summary] if questionnaire.summary else []),
        f"{len(questionnaire.questions)} questions, {minutes:g} minutes, of which {in_room:g} in the room; "
        f"{len(questionnaire.actions)} actions; "
        f"{len(questionnaire.cards)} drill {'card' if len(questionnaire.cards) == 1 else 'cards'}",
    ]
    for dimension_id, dimension in questionnaire.dimensions.items():
        lines += ["", dimension.title.upper(), *([dimension.why] if dimension.why else [])]
        for question_id, question in questionnaire.questions.items():
            if question.dimension != dimension_id:
                continue
            gate = f"  [{question.gate} at level {question.gate_level}]" if question.gate else ""
            lines += ["", f"{question.title}  ({question_id}){gate}", f"  {question.ask}"]
            lines += [f"    {name}  {level}"
                      for name, level in zip(questionnaire.scale.names, question.levels, strict=False)]
            lines += [f"  Ask to see: {question.evidence}"] if question.evidence else []
            lines += [f"  Only when: {question.when}"] if question.when else []
    return lines


def _list_lines() -> list[str]:
    lines = []
    for found in find_questionnaires(Path.cwd()):
        note = f"  hidden by {found.shadowed_by}" if found.shadowed_by else ""
        lines.append(f"{found.id:<22} {found.version:<8} {found.title}  ({found.path}){note}")
    return lines


def _check(file: str) -> int:
    """Print what is wrong, one line a problem, or that the questionnaire is in order."""
    try:
        questionnaire = load_questionnaire(Path(file), real_path(Path(file)).parent)
    except UserError as problem:
        print(problem)
        return 1
    if problems := check_questionnaire(questionnaire):
        print(FileProblem(file, problems))
        return 1
    in_room = sum(question.minutes for question in questionnaire.questions.values() if question.where == "room")
    total = sum(question.minutes for question in questionnaire.questions.values())
    print(f"{file}: in order; {len(questionnaire.questions)} questions take {total:g} minutes, "
          f"of which {in_room:g} minutes in the room")
    return 0


def _new(target: Path) -> str:
    if exists(target):
        raise UserError(f"{target}: exists already; name another file.")
    example = data_folder("questionnaires") / "starter" / "questionnaire.toml"
    try:
        write_atomically(target, example.read_bytes())
    except OSError as error:
        raise UserError(why_not_written(target, error)) from error
    return f"{target} is ready; edit it, then run: fortnight questionnaire check {target}"
