"""A second language is a file: with a catalogue in other letters, no English is left that nobody typed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path

import pytest

from fortnight.core.base import Stage
from fortnight.core.evaluation import evaluate
from fortnight.core.locales import LOCALES
from fortnight.core.phrase import in_language
from fortnight.report.job import write_report
from fortnight.report.options import ReportFormat, ReportOptions
from fortnight.storage.document import next_document
from fortnight.storage.library import data_folder
from fortnight.storage.toml_files import dumps
from tests.core.cases import complete, small_questionnaire, spoiled
from tests.core.test_verdict_properties import EVERYTHING, FEW
from tests.docs.messages import catalogue_toml

LANGUAGE = "de"
"""One whose months and numbers are known, so that an English one is found; its texts are in other letters here."""
NAMES = "Fortnight"
"""The same in every language."""
ON_SCREEN_ONLY = ("widened", "why_downgraded", "internal_rate_note")
"""Parts of a result that no report prints."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_OTHER = "абцдефгхийклмнопярстувшхыз"
_OTHER_LETTERS = str.maketrans(_LATIN + _LATIN.upper(), _OTHER + _OTHER.upper())
_SPACES = r"[ \t\n\u00a0\u202f]+"
_RUN = re.compile(rf"[A-Za-z]+(?:{_SPACES}[A-Za-z]+)*…?")
_INVISIBLE = re.compile("[\u00ad\u2060]")
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


def in_other_letters(text: str) -> str:
    """Return a text of the catalogue with every letter outside its places replaced."""
    parts = re.split(r"(\{\w+\})", text)
    return "".join(part if part.startswith("{") else part.translate(_OTHER_LETTERS) for part in parts)


def runs(text: str) -> Iterator[str]:
    """Yield what stands in English letters between anything else, in lower case, one space between words.

    A run that was cut short ends in an ellipsis.
    """
    for run in _RUN.findall(_DIGEST.sub("|", _INVISIBLE.sub("", text))):
        yield " ".join(re.split(_SPACES, run.casefold()))


def leaks(texts: Iterable[str], typed: str) -> list[str]:
    """Return the runs with a word of four letters or more that stand nowhere in `typed` as they are.

    What stands together in a report has to stand together where it was typed, so that a sentence is not excused
    by its words. Words of the language's own lists, ranges and dates may join what people typed.
    """
    habits = LOCALES[LANGUAGE]
    own = {habits.conjunction, habits.disjunction, habits.range_word, habits.never, habits.under, habits.over,
           *habits.months, *habits.months_short, *habits.numerals, *habits.ordinals}
    glue = re.compile(rf"\b(?:{'|'.join(map(re.escape, own))})(?!\w)", re.IGNORECASE)
    known = " | ".join(("", *runs(typed), ""))
    found = dict.fromkeys(run for text in texts for run in runs(glue.sub("|", text)))
    return [run for run in found if re.search(r"[a-z]{4}", run)
            and (f" {run[:-1]}" if run.endswith("…") else f" {run} ") not in known]


class Texts(HTMLParser):
    """Collects what a reader sees or hears of a page, text by text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what stands for a picture."""
        self._tag = tag
        self.found += [text for name, text in attrs if text and name in ("alt", "title", "aria-label")]

    def handle_endtag(self, tag: str) -> None:
        """Note that what follows is in no style sheet."""
        self._tag = ""

    def handle_data(self, data: str) -> None:
        """Note text."""
        if self._tag not in ("style", "script"):
            self.found.append(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples in the made-up language and its catalogue beside them."""
    made = tmp_path_factory.mktemp("second")
    words = made / "report_templates" / "words"
    words.mkdir(parents=True)
    (words / f"{LANGUAGE}.toml").write_text(catalogue_toml(in_other_letters), encoding="utf-8")
    for sample in data_folder("samples").glob("*.toml"):
        text = sample.read_text(encoding="utf-8")
        spoken = text.replace("[assessment]\n", f'[assessment]\nlanguage = "{LANGUAGE}"\n', 1)
        (made / sample.name).write_text(spoken, encoding="utf-8")
    next_document(made / "govuk-chat-2026-03.toml", made / "unanswered.toml", today=dt.date(2026, 6, 30))
    return made


@pytest.mark.parametrize(("sample", "medium"), [
    ("harbour-mutual-2026-q4", "html"),
    ("copilot-government-2025", "md"),
    ("govuk-chat-2024-01", "md"),
    ("mcdonalds-drive-through-2022", "md"),
    ("unanswered", "md"),
])
def test_a_report_in_a_second_language_holds_no_english_but_what_was_typed(
    folder: Path, sample: str, medium: ReportFormat
) -> None:
    """One file of words is a language: whatever is left in English stands in an answer or in the questionnaire."""
    out = write_report(folder / f"{sample}.toml", folder / f"{sample}.{medium}", ReportOptions(format=medium),
                       lambda _: None)
    made = out.read_text(encoding="utf-8")
    typed = [path.read_text(encoding="utf-8") for path in
             (*folder.glob("*.toml"), data_folder("questionnaires") / "poc-to-production.toml")]
    texts = Texts(made).found if medium == "html" else made.splitlines()
    assert "" == "\n".join(leaks(texts, "\n|\n".join((*typed, NAMES))))


def test_whatever_a_rule_says_can_be_said_in_another_language() -> None:
    """Each spoiled fact brings out other sentences than the samples do; all of them follow the language."""
    questionnaire, said = small_questionnaire(), list[str]()
    typed = [questionnaire.model_dump_json()]
    for spoils in EVERYTHING.values():
        assessment = spoiled(complete(Stage.PRODUCTION, Stage.PILOT), {"/assessment/language": LANGUAGE, **spoils})
        typed.append(dumps(assessment))
        said += texts_in(in_language(evaluate(assessment, questionnaire, draws=FEW), in_other_letters))
    assert "" == "\n".join(run for run in leaks(said, "\n|\n".join(typed)) if " " in run)


def texts_in(found: object) -> Iterator[str]:
    """Yield every text of a result but choices from a list and what only the screen shows."""
    if isinstance(found, str) and not isinstance(found, StrEnum):
        yield found
    elif isinstance(found, Mapping):
        for part in found.values():
            yield from texts_in(part)
    elif isinstance(found, tuple):
        for part in found:
            yield from texts_in(part)
    elif dataclasses.is_dataclass(found):
        for field in dataclasses.fields(found):
            if field.name not in ON_SCREEN_ONLY:
                yield from texts_in(getattr(found, field.name))


def test_english_that_nobody_typed_is_found() -> None:
    """The search sees a sentence of typed words, a wrong month and a cut text, and excuses what was typed."""
    typed = 'name = "Claims triage"\nnote = "The stop of the week"'
    assert ["stop the week"] == leaks(["Стоп the Week, Claims\u00a0triage", "stop the week"], typed)
    assert ["december"] == leaks(["3. Dezember, 3 December, Claims triage und Claims tria…"], typed)
    assert [] == leaks(["a1" * 32, "Claims"], typed)
