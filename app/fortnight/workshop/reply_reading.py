"""Reading a filled reply: patient with what is empty, exact about what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from fortnight.core.assessment import FORMAT, Answer, Assessment, Header
from fortnight.core.explain import did_you_mean, problems_in, shown
from fortnight.core.figures import RoiTable
from fortnight.core.place import dotted
from fortnight.core.quantity import Quantity
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import INPUTS, problem_with
from fortnight.core.timing import timed_quantity
from fortnight.core.use_case import DataSource, UseCase
from fortnight.errors import FileProblem, Problem
from fortnight.forms.ids import free_id
from fortnight.forms.typed import quantity_table, read_quantity
from fortnight.storage.toml_files import refuse_newer_format
from fortnight.workshop.reply import AskedCase, Reply, ReplyHeader
from fortnight.workshop.reply_text import NEW_ROW

Table = Mapping[str, Any]

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def is_reply(table: Table) -> bool:
    """Return whether the tables of a file are those of a reply."""
    return "reply" in table


def reply_of(table: Table, file: str) -> Reply:
    """Return the reply in the tables of a file; raises FileProblem with one line for each mistake."""
    refuse_newer_format(table, file)
    if not is_reply(table):
        message = "is not the reply of a participant; take a file that `fortnight brief` wrote"
        raise FileProblem(file, (Problem("", message),))
    return _Reading(file).reply(table)


def misfits(reply: Reply, questionnaire: Questionnaire) -> tuple[Problem, ...]:
    """Return what in a reply does not fit the questionnaire: ids that it does not have, levels above its scale."""
    found = []
    for question_id, answer in reply.said.answers.items():
        place = dotted(("vote" if question_id in reply.votes else "answer", question_id))
        if question_id not in questionnaire.questions:
            hint = did_you_mean(question_id, questionnaire.questions) or "; correct the id or take it out"
            found.append(Problem(place, f"is not a question of {questionnaire.id}{hint}"))
        elif answer.level is not None and answer.level > questionnaire.top:
            allowed = f"the scale ends at {questionnaire.top}; choose 1 to {questionnaire.top}"
            found.append(Problem(f"{place}.level", f"is {answer.level}, but {allowed}"))
    return tuple(found)


class _Reading:
    """Collects every mistake before it gives up."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._problems: list[Problem] = []

    def reply(self, table: Table) -> Reply:
        if table.get("format", FORMAT) != FORMAT:
            self._problems.append(Problem("format", f"must be {FORMAT}, not {shown(table['format'])}"))
        self._only("", table, ("format", "reply", "vote", "answer", "use_case"))
        header = self._model(ReplyHeader, "reply", self._table("reply", table.get("reply")))
        votes, own = (self._table(key, table.get(key, {})) for key in ("vote", "answer"))
        answers = {}
        for kind, given in (("vote", votes), ("answer", own)):
            for question_id, each in given.items():
                place = dotted((kind, question_id))
                answer = self._answer(place, self._table(place, each))
                if answer != Answer():
                    answers[question_id] = answer
        cases, said = {}, {}
        for case_id, each in self._table("use_case", table.get("use_case", {})).items():
            place = dotted(("use_case", case_id))
            cases[case_id], said[case_id] = self._case(place, self._table(place, each))
        if self._problems or header is None:
            raise FileProblem(self._file, tuple(self._problems))
        top = Header(
            organisation=header.organisation,
            questionnaire=header.questionnaire,
            language=header.language,
            currency=header.currency,
        )
        everything = Assessment.model_construct(assessment=top, answers=answers, use_cases=said)
        return Reply(header, tuple(votes), tuple(own), cases, everything)

    def _answer(self, place: str, table: Table) -> Answer:
        self._only(place, table, ("level", "seen"))
        level, seen = table.get("level", 0), self._seen(f"{place}.seen", table.get("seen", ""))
        if level == "unknown":
            return Answer(state="unknown", evidence=seen)
        if level in (0, "") and not isinstance(level, bool):
            return Answer(evidence=seen)
        if not isinstance(level, int) or isinstance(level, bool) or level < 0:
            wanted = 'write a whole number such as 3, 0 to leave it open, or "unknown"'
            self._problems.append(Problem(f"{place}.level", f"is {shown(level)}; {wanted}"))
            return Answer()
        return Answer(level=level, evidence=seen)

    def _seen(self, place: str, given: Any) -> str:
        try:
            return Answer.model_validate({"evidence": given}).evidence
        except ValidationError as error:
            problems = problems_in(error, Answer, {"evidence": given})
            self._problems += [Problem(place, problem.message) for problem in problems]
            return ""

    def _case(self, place: str, table: Table) -> tuple[AskedCase, UseCase]:
        self._only(place, table, ("name", "timed_minutes", "data", "figure"))
        rows = self._rows(f"{place}.data", self._table(f"{place}.data", table.get("data", {})))
        given = self._table(f"{place}.figure", table.get("figure", {}))
        figures = dict(self._figures(f"{place}.figure", given))
        timed = self._timed(f"{place}.timed_minutes", table.get("timed_minutes", []))
        if timed is not None:
            if "baseline_minutes" in figures:
                message = "is given as well as figure.baseline_minutes; leave one of them empty"
                self._problems.append(Problem(f"{place}.timed_minutes", message))
            figures["baseline_minutes"] = timed
        named = self._model(UseCase, place, {"name": table.get("name", "")}) or UseCase()
        inputs = tuple(key for key in given if key in INPUTS)
        asked = AskedCase(named.name, "data" in table, "timed_minutes" in table, inputs)
        return asked, named.model_copy(update={"data": rows, "roi": RoiTable(inputs=figures)})

    def _rows(self, place: str, table: Table) -> dict[str, DataSource]:
        rows: dict[str, DataSource] = {}
        for row_id, given in table.items():
            where = f"{place}.{dotted((row_id,))}"
            filled = {key: value for key, value in self._table(where, given).items() if value != ""}
            row = self._model(DataSource, where, filled)
            is_new = NEW_ROW.fullmatch(row_id) is not None
            if row is None or (is_new and row == DataSource()):
                continue
            if is_new and not row.name.strip():
                self._problems.append(Problem(f"{where}.name", "is empty; give this source a name"))
                continue
            # What somebody calls a new table, such as CRM, need not be an id.
            is_id = not is_new and _ID.fullmatch(row_id) is not None
            rows[row_id if is_id else free_id(row.name or row_id, {**table, **rows})] = row
        return rows

    def _figures(self, place: str, table: Table) -> Iterator[tuple[str, Quantity]]:
        for name, given in table.items():
            where = f"{place}.{name}"
            if name not in INPUTS:
                message = f"is not a figure of the money model{did_you_mean(name, INPUTS)}"
                self._problems.append(Problem(where, message))
                continue
            figure = self._table(where, given)
            self._only(where, figure, ("value", "evidence", "source"))
            value = figure.get("value", "")
            if value == "":
                continue
            quantity = self._quantity(where, name, figure, value)
            if quantity is not None:
                yield name, quantity

    def _quantity(self, where: str, name: str, figure: Table, value: Any) -> Quantity | None:
        try:
            numbers = (
                read_quantity(value, is_share=INPUTS[name].domain == "share")
                if isinstance(value, str)
                else quantity_table(value)
            )
        except ValueError as problem:
            self._problems.append(Problem(f"{where}.value", str(problem)))
            return None
        rest = {key: figure[key] for key in ("evidence", "source") if figure.get(key, "") != ""}
        quantity: Quantity | None = self._model(Quantity, where, {**numbers, **rest})
        wrong = problem_with(name, quantity) if quantity is not None else ""
        if wrong:
            self._problems.append(Problem(f"{where}.value", wrong))
            return None
        return quantity

    def _timed(self, place: str, minutes: Any) -> Quantity | None:
        numbers = isinstance(minutes, list) and all(
            isinstance(each, (int, float)) and not isinstance(each, bool) for each in minutes
        )
        if not numbers:
            self._problems.append(Problem(place, "is a list of minutes, such as [12, 9.5, 14]"))
            return None
        if not minutes:
            return None
        try:
            return timed_quantity(minutes)
        except ValueError as problem:
            self._problems.append(Problem(place, str(problem)))
            return None

    def _model(self, model: type[Any], place: str, table: Table) -> Any:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            for problem in problems_in(error, model, table):
                where = ".".join(filter(None, (place, problem.key)))
                self._problems.append(Problem(where, problem.message))
            return None

    def _table(self, place: str, given: Any) -> Table:
        if isinstance(given, Mapping):
            return given
        self._problems.append(Problem(place, "must be a table; undo the last edit there"))
        return {}

    def _only(self, place: str, table: Table, known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                where = ".".join(filter(None, (place, dotted((key,)))))
                self._problems.append(Problem(where, f"is not a key of a reply{did_you_mean(key, known)}"))
