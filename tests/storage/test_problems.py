"""A mistake in a file gives one exact line: the file, the place, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fortnight import __version__
from fortnight.core.assessment import Assessment
from fortnight.core.explain import PATTERNS
from fortnight.core.questionnaire import Questionnaire
from fortnight.errors import FileProblem
from fortnight.storage.toml_files import load_assessment

USE_CASE = '[use_cases.claims]\nname = "Claims"\n'


def lines_about(folder: Path, content: str | bytes) -> list[str]:
    """Return what loading a file with this content complains about, the folder left out."""
    path = folder / "acme.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileProblem) as raised:
        load_assessment(path)
    return [line.replace(f"{folder}/", "") for line in str(raised.value).splitlines()]


PLANTED = {
    "unknown key": (
        '[assessment]\ncurency = "EUR"',
        'acme.toml: assessment.curency: is not a known key; did you mean "currency"?',
    ),
    "unknown key that is near none": (
        "[answers.a]\nbogus = 1",
        "acme.toml: answers.a.bogus: is not a known key; remove it or use one of level, state, reason, "
        "decided_by, target, note, evidence, votes, dissent, parked",
    ),
    "unknown table": (
        "[use_case.claims]",
        'acme.toml: use_case: is not a known key; did you mean "use_cases"?',
    ),
    "wrong type: text for a number": (
        '[answers."data.real"]\nlevel = "3"',
        'acme.toml: answers."data.real".level: must be a whole number, not the text "3"; write 3 without quotes',
    ),
    "wrong type: number for text": (
        "[assessment]\norganisation = 3",
        "acme.toml: assessment.organisation: must be text in quotes, not 3",
    ),
    "wrong type: text for yes or no": (
        '[use_cases.a]\nagentic = "yes"',
        'acme.toml: use_cases.a.agentic: must be true or false, not the text "yes"',
    ),
    "wrong type: half a level": (
        "[answers.a]\nlevel = 2.5",
        "acme.toml: answers.a.level: must be a whole number, not 2.5",
    ),
    "wrong type: number for a date": (
        "[assessment]\ndate = 20261102",
        "acme.toml: assessment.date: must be a date such as 2026-11-30",
    ),
    "time of day": (
        "[assessment]\ndate = 2026-11-02T09:00:00",
        "acme.toml: assessment.date: has a time of day; give the date alone, such as 2026-11-30",
    ),
    "date that is a key": (
        f"{USE_CASE}[use_cases.claims.metric.measurements.2026-02-30]\nvalue = 1",
        "acme.toml: use_cases.claims.metric.measurements.2026-02-30: 2026-02-30 is not in the calendar; "
        "write a date as 2026-11-30",
    ),
    "table expected": (
        "[answers]\na = 3",
        "acme.toml: answers.a: must be a table, not 3",
    ),
    "list entry": (
        '[answers.a]\nvotes = [1, "b"]',
        'acme.toml: answers.a.votes: entry 2 must be a whole number, not the text "b"',
    ),
    "bad choice": (
        '[use_cases.claims]\naim = "live"',
        'acme.toml: use_cases.claims.aim: must be one of demo, pilot, production, scale, not the text "live"',
    ),
    "shortened choice": (
        '[use_cases.claims]\naim = "prod"',
        'acme.toml: use_cases.claims.aim: must be one of demo, pilot, production, scale, not the text "prod"; '
        'did you mean "production"?',
    ),
    "misspelt choice": (
        '[use_cases.claims]\naim = "prodction"',
        "acme.toml: use_cases.claims.aim: must be one of demo, pilot, production, scale, not the text "
        '"prodction"; did you mean "production"?',
    ),
    "p5 above p95": (
        f"{USE_CASE}[use_cases.claims.roi]\nbaseline_minutes = {{ p5 = 12, p95 = 8 }}",
        "acme.toml: use_cases.claims.roi.baseline_minutes: has its low end, p5 (12), above its high end, p95 (8); "
        "swap them",
    ),
    "neither a number nor a range": (
        f'{USE_CASE}[use_cases.claims.roi]\nbaseline_minutes = "8"',
        "acme.toml: use_cases.claims.roi.baseline_minutes: must be a number such as 8, or a table such as "
        '{ p5 = 6, p95 = 11 }, not the text "8"; write 8 without quotes',
    ),
    "share above 1": (
        f"{USE_CASE}[use_cases.claims.actuals.2026-Q3]\nsuccess_share = 85",
        "acme.toml: use_cases.claims.actuals.2026-Q3.success_share: must be at most 1, not 85; "
        "a share is a part of 1, so 85% is 0.85",
    ),
    "level below the scale": (
        "[answers.a]\nlevel = 0",
        "acme.toml: answers.a.level: must be at least 1, not 0",
    ),
    "no number": (
        f"{USE_CASE}[use_cases.claims.metric]\nthreshold = nan",
        "acme.toml: use_cases.claims.metric.threshold: must be a number, not nan",
    ),
    "endless number that is whole": (
        f"{USE_CASE}[use_cases.claims.metric]\nthreshold = " + "9" * 400,
        "acme.toml: use_cases.claims.metric.threshold: is too large a number to reckon with; check it",
    ),
    "two use cases of one name": (
        f'{USE_CASE}[use_cases.second]\nname = " CLAIMS"',
        'acme.toml: use_cases.second.name: " CLAIMS" is also the name of claims; rename one',
    ),
    "required and missing": (
        "[capacity.data]\nfocus = 0.5",
        "acme.toml: capacity.data.days_per_week: is missing; add a number",
    ),
    "unusable id": (
        "[answers.Data]\nlevel = 1",
        "acme.toml: answers.Data: is not a usable name; use lower-case letters, digits, dots, dashes and "
        "underscores, such as data",
    ),
    "unknown input": (
        f"{USE_CASE}[use_cases.claims.roi]\nsucces_share = 1",
        "acme.toml: use_cases.claims.roi.succes_share: is not an input of the money model; "
        'see `fortnight roi` for the names; did you mean "success_share"?',
    ),
    "not applicable without a reason": (
        '[answers.a]\nstate = "not-applicable"',
        "acme.toml: answers.a: not-applicable needs a reason",
    ),
    "broken TOML": (
        '[assessment]\norganisation = "Acme\nteam = "x"',
        "acme.toml: line 2: the closing quote is missing",
    ),
    "table twice": (
        "[answers.a]\nlevel = 1\n\n[answers.a]\nlevel = 2",
        "acme.toml: line 4: [answers.a] was opened before; keep one of the two and put everything of it together",
    ),
    "key twice": (
        "[answers.a]\nlevel = 1\nlevel = 2",
        "acme.toml: line 3: level, below [answers.a], stands here twice; keep one of the two",
    ),
    "newer format": (
        "format = 2",
        f"acme.toml: format: this file has format 2, and Fortnight {__version__} reads format 1; it needs a newer "
        "Fortnight, one that reads format 2: update with `pip install --upgrade fortnight`",
    ),
    "format that never was": (
        'format = "1"',
        'acme.toml: format: must be 1, not the text "1"',
    ),
    "not UTF-8": (
        b'[assessment]\norganisation = "Soci\xe9t\xe9"',
        "acme.toml: line 2: is not UTF-8 text; save it as UTF-8 in the editor",
    ),
    "empty file": (
        "",
        "acme.toml: is empty; put back acme.toml.bak if it is beside it, or delete the file and begin again",
    ),
    "only blanks": (
        " \n\n",
        "acme.toml: is empty; put back acme.toml.bak if it is beside it, or delete the file and begin again",
    ),
    "a questionnaire": (
        'id = "x"\n[questions.a]\ntitle = "A"',
        "acme.toml: is a questionnaire, not an assessment; look at it with `fortnight questionnaire check`",
    ),
    "a questionnaire that draws on another": (
        'id = "x"\n[include.other]',
        "acme.toml: is a questionnaire, not an assessment; look at it with `fortnight questionnaire check`",
    ),
    "a reply": (
        '[reply]\nid = "a"',
        "acme.toml: is the reply of a participant, not an assessment; take it in with `fortnight collect`",
    ),
    "the record of replies": (
        'format = 1\n[replies.a]\nroles = []',
        "acme.toml: is the record of the replies to an assessment; name the assessment itself",
    ),
    "what git could not merge": (
        '[assessment]\n<<<<<<< HEAD\nteam = "a"\n=======\nteam = "b"\n>>>>>>> theirs\n',
        "acme.toml: line 2: git left its conflict marks here; keep one side and delete the marks",
    ),
    "too deep": (
        "conflicts.a.base" + ".x" * 3000 + " = 1",
        "acme.toml: conflicts: has tables nested too deeply; undo the last edit",
    ),
    "too many brackets": (
        "a = " + "[" * 100_000,
        "acme.toml: has brackets nested too deeply to be read; undo the last edit",
    ),
    "endless number": (
        "a = " + "9" * 5000,
        "acme.toml: holds a number that is too long to be read; shorten it",
    ),
    "too large": (
        b"#" * 20_000_001,
        "acme.toml: has more than 20,000,000 bytes, too many for a file of Fortnight; check the name",
    ),
}


@pytest.mark.parametrize(("content", "line"), PLANTED.values(), ids=PLANTED.keys())
def test_a_mistake_gives_exactly_one_line(content: str | bytes, line: str, tmp_path: Path) -> None:
    """Each planted mistake is named once, at its place, with what to do."""
    assert [line] == lines_about(tmp_path, content)


def test_every_mistake_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    """Three mistakes give three lines, so that a file is mended in one go."""
    told = lines_about(tmp_path, '[assessment]\nteam = 1\ndate = 1\n[answers.a]\nlevel = "x"')
    assert ["assessment.team", "assessment.date", "answers.a.level"] == [line.split(": ")[1] for line in told]


def test_a_level_above_the_scale_loads(tmp_path: Path) -> None:
    """How many levels there are is the questionnaire's business, so 7 is no mistake of the file alone."""
    path = tmp_path / "acme.toml"
    path.write_text('[answers."no.such.question"]\nlevel = 7\n')
    assert 7 == load_assessment(path).assessment.answers["no.such.question"].level


def test_a_mark_at_the_start_and_foreign_line_ends_are_read(tmp_path: Path) -> None:
    """Files saved by Windows editors, with a byte order mark and CRLF, load like any other."""
    path = tmp_path / "acme.toml"
    path.write_bytes(b'\xef\xbb\xbfformat = 1\r\n[assessment]\r\nteam = "A"\r\n')
    assert "A" == load_assessment(path).assessment.assessment.team


@pytest.mark.parametrize(("name", "message"), [
    ("nothing.toml", "there is no such file; check the name"),
    ("folder", "is a folder; name a file in it"),
    ("a\0b", "is not a name that a file can have; check it"),
    ("x" * 300, "cannot be read (File name too long); check the name and the disk"),
])
def test_what_cannot_be_read_is_said_in_one_sentence(name: str, message: str, tmp_path: Path) -> None:
    """A missing file, a folder and impossible names end in a sentence."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileProblem) as raised:
        load_assessment(tmp_path / name)
    assert f"{tmp_path / name}: {message}" == str(raised.value)


def patterns_in(schema: Any) -> Iterator[str]:
    """Return every regular expression in a JSON schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from (pattern for key in schema.get("patternProperties", {}) for pattern in [key])
        for part in schema.values():
            yield from patterns_in(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from patterns_in(part)


@pytest.mark.parametrize("model", [Assessment, Questionnaire])
def test_every_pattern_is_explained_in_words(model: type[Assessment] | type[Questionnaire]) -> None:
    """No regular expression of the models lacks its explanation, so none is ever shown to a person."""
    found = set(patterns_in(model.model_json_schema()))
    assert found
    assert set() == found - set(PATTERNS)
