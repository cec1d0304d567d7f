"""A reply as a TOML file that explains itself to whoever fills it in an editor."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from fortnight.core.assessment import Answer
from fortnight.core.place import dotted
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.use_case import DataSource
from fortnight.forms.parts import Field, Table
from fortnight.forms.stations import BY_ID
from fortnight.forms.typed import quantity_table, shown_quantity
from fortnight.storage import toml_text
from fortnight.workshop.reply import AskedCase, Reply

EMPTY_ROWS = 3
"""Rows of the data map for sources that are not listed yet."""
NEW_ROW = re.compile(r"new-\d+")
"""The id of such a row, until its name gives it one."""

_WIDTH = 100
_GRADES = ", ".join(str(grade) for grade in Evidence)


def data_map() -> Table:
    """Return the data map as a form."""
    return next(part for part in BY_ID["data"].parts if isinstance(part, Table))


def reply_text(reply: Reply, questionnaire: Questionnaire) -> str:
    """Return the reply as TOML with everything that a person needs to fill it in written beside it."""
    blocks = [*_opening(reply), *_votes(reply, questionnaire)]
    for case_id, case in reply.cases.items():
        blocks += _case(reply, case_id, case)
    return "\n".join(blocks) + "\n"


def _opening(reply: Reply) -> Iterator[str]:
    header = reply.header
    whom = header.name or ", ".join(header.roles)
    yield _comment(f"{header.organisation or 'Workshop'}: what to prepare, for {whom}")
    yield "#"
    yield _comment(
        "Put your answers between the quotes or after the = sign, save the file and send it back. What you leave "
        "as it is counts as not answered. `fortnight ask` with this file's name asks you line by line instead."
    )
    yield "format = 1\n\n[reply]"
    yield _lines(header.model_dump(mode="python"))


def _votes(reply: Reply, questionnaire: Questionnaire) -> Iterator[str]:
    for title, question_ids in (("Your vote", reply.votes), ("Questions that you can answer best", reply.own)):
        if not question_ids:
            continue
        yield _rule(title)
        yield _comment(
            f"level: the highest level that is wholly true today, 1 to {questionnaire.top}; 0 leaves it open; "
            '"unknown" when you cannot say. Your level is counted without your name. seen: what you have seen '
            "that shows it, such as a document, a log or a place."
        )
        for question_id in question_ids:
            question, answer = questionnaire.questions[question_id], reply.said.answers.get(question_id, Answer())
            yield f"\n{_comment(question.title.upper())}\n{_comment(question.ask)}"
            for name, text in zip(questionnaire.scale.names, question.levels, strict=False):
                yield _comment(f"{name}: {text}", hanging="     ")
            level: Any = "unknown" if answer.state == "unknown" else answer.level or 0
            table = {"level": level, "seen": answer.evidence}
            kind = "vote" if question_id in reply.votes else "answer"
            yield f"[{dotted((kind, question_id))}]\n{_lines(table)}"


def _case(reply: Reply, case_id: str, case: AskedCase) -> Iterator[str]:
    said = reply.said.use_cases[case_id]
    yield _rule(case.name)
    if case.times_tasks:
        yield _comment(
            "Time the work as it is done today, hands on, with a stopwatch; not the time it lies waiting. Thirty "
            "tasks if you can, ten at least. Write the minutes of each: timed_minutes = [12, 9.5, 14]"
        )
    yield f"[{dotted(('use_case', case_id))}]"
    yield _lines({"name": case.name} | ({"timed_minutes": []} if case.times_tasks else {}))
    if case.draws_map:
        yield _comment(
            "The data map: every source that real work needs, not only those of the demo. Correct what is there, "
            "add what is missing, leave empty what you do not know."
        )
        free = {f"new-{number}": DataSource() for number in range(1, EMPTY_ROWS + 1)}
        for number, (row_id, row) in enumerate({**said.data, **free}.items()):
            yield f"\n[{dotted(('use_case', case_id, 'data', row_id))}]"
            yield "\n".join(_row_lines(row, explained=number == 0))
    figures = (*case.inputs, *(name for name in said.roi.inputs if name not in case.inputs))
    if figures:
        yield "\n" + _comment(
            'Figures. value: one number, "3800 to 4600" when you are sure nine times out of ten, or '
            '"3000 / 4200 / 6000" for least, most likely and most; shares as 0.3 or "30%". '
            f"evidence: one of {_GRADES}. source: where it can be looked up."
        )
    for name in figures:
        spec, quantity = INPUTS[name], said.roi.inputs.get(name)
        yield f"\n{_comment(f'{spec.title} ({spec.unit}). {spec.help} Such as {spec.example}.')}"
        yield f"[{dotted(('use_case', case_id, 'figure', name))}]\n{_lines(_figure(quantity))}"


def _figure(quantity: Quantity | None) -> Mapping[str, Any]:
    if quantity is None:
        return {"value": "", "evidence": "", "source": ""}
    value = shown_quantity(quantity_table(quantity.model_dump(mode="python")))
    return {"value": value, "evidence": str(quantity.evidence), "source": quantity.source}


def _row_lines(row: DataSource, *, explained: bool) -> Iterator[str]:
    """Yield one line a field; the first row of a map says beside each what may stand there."""
    for field in data_map().fields:
        if isinstance(field, Field):
            value = getattr(row, field.key)
            line = _lines({field.key: "" if value is None else value})
            yield f"{line}  # {_on_one_line(_hint(field))}" if explained and "\n" not in line else line


def _hint(field: Field) -> str:
    if field.kind == "choice":
        words = {True: "true", False: "false"}
        return f"{field.label}: {' | '.join(words.get(value, str(value)) for value, _ in field.choices)}"
    unit = f" in {field.unit}" if field.unit else ""
    return f"{field.label}{unit}, such as {field.example}"


def _lines(table: Mapping[str, Any]) -> str:
    return toml_text.write(table).rstrip("\n")


def _rule(title: str) -> str:
    return f"\n# {'-' * 20} {_on_one_line(title)}"


def _comment(text: str, hanging: str = "") -> str:
    lines = [line for part in text.splitlines() for line in textwrap.wrap(
        _on_one_line(part), _WIDTH, subsequent_indent=hanging)]
    return "\n".join(f"# {line}" for line in lines)


def _on_one_line(text: str) -> str:
    """Return text that can stand in a comment: control characters would end it or make the file unreadable."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
