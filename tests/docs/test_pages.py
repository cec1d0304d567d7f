"""The documentation says what the program does: its examples load, its names exist, nothing is left out."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from fortnight.cli import COMMANDS, main
from fortnight.core.assessment import Assessment
from fortnight.core.checks import check_assessment
from fortnight.core.figures import RoiTable
from fortnight.core.quantity import Evidence, Quantity
from fortnight.report.html import PAGE
from fortnight.report.views import ReportContext
from fortnight.storage.library import data_folder, load_questionnaire
from fortnight.storage.settings import UserSettings
from fortnight.storage.taken_replies import replies_path
from fortnight.storage.toml_files import dumps, parse_assessment
from fortnight.tui import commands
from fortnight.tui.areas import AREAS
from fortnight.tui.themes import THEMES
from tests.docs.json_page import PAGE as JSON_PAGE
from tests.docs.json_page import fields_of, reachable

DOCS = JSON_PAGE.parent
FILES, WORKSHOP = (DOCS / name for name in ("files.md", "workshop.md"))


def blocks(page: Path, kind: str) -> list[str]:
    """Return the code blocks of one kind in a page."""
    return re.findall(rf"```{kind}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def without_links(text: str) -> str:
    """Return a page without the addresses of its links."""
    return re.sub(r"\]\([^)]*\)", "]", text)


def test_the_example_is_an_assessment_in_order_but_for_its_conflict() -> None:
    """Whoever copies the example has a file that loads; only the conflict that it shows is left to settle."""
    assessment = parse_assessment(blocks(FILES, "toml")[0].encode(), "example.toml")
    problems = check_assessment(assessment, load_questionnaire("poc-to-production"))
    assert ['conflicts."assessment.team"'] == [problem.key for problem in problems]
    assert assessment == parse_assessment(dumps(assessment).encode(), "again.toml")


def keys_of(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[str]:
    """Yield every key that the tables of a file may have; names of figures and of numbers are told elsewhere."""
    if model in (Quantity, RoiTable) or model in seen:
        return
    for name, hint in typing.get_type_hints(model).items():
        if name in model.model_fields:
            yield name
            for part in models_in(hint):
                yield from keys_of(part, seen | {model})


def models_in(hint: Any) -> Iterator[type[BaseModel]]:
    """Yield the models inside an annotation."""
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in typing.get_args(hint):
        yield from models_in(inner)


def test_the_example_shows_every_key() -> None:
    """No key of the format is missing from the page."""
    text = FILES.read_text(encoding="utf-8")
    assert set() == {key for key in keys_of(Assessment) if not re.search(rf"\b{key}\b", text)}


def test_the_settings_shown_are_settings() -> None:
    """The settings file of the page is read without a complaint, and its names are those of the program."""
    settings = UserSettings.model_validate(tomllib.loads(blocks(FILES, "toml")[1]))
    text = FILES.read_text(encoding="utf-8")
    known = [command.id for group in vars(commands).values() if isinstance(group, tuple) for command in group
             if isinstance(command, commands.Command) and command.key]
    assert set() == set(settings.keymap) - set(known)
    assert [] == [theme.name for theme in THEMES if theme.name not in text]
    assert [] == [each for each in (*known, *(f"area.{area.id}" for area in AREAS)) if f"`{each}`" not in text]
    assert [] == [key for key in UserSettings.model_fields if key not in text]
    assert [] == [str(grade) for grade in Evidence if f"`{grade}`" not in text]


def test_own_templates_are_described_as_they_are() -> None:
    """The page names the file of a template, a shipped one to copy, and every part of the context."""
    text = FILES.read_text(encoding="utf-8")
    assert PAGE in text and (data_folder("report_templates") / "board" / PAGE).is_file()
    assert (data_folder("report_templates") / "words" / "en.toml").is_file()
    assert [] == [field.name for field in dataclasses.fields(ReportContext) if f"`{field.name}`" not in text]


def test_the_pages_name_files_and_variables_that_exist() -> None:
    """The record of the replies and the variables that move folders are called what the program calls them."""
    text = FILES.read_text(encoding="utf-8")
    assert f"`{replies_path(Path('acme.toml')).name}`" in text
    source = (Path(__file__).parents[2] / "app/fortnight/storage/locations.py").read_text(encoding="utf-8")
    assert set(re.findall(r"FORTNIGHT_[A-Z]+", source)) <= set(re.findall(r"FORTNIGHT_[A-Z]+", text))


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_every_command_and_link_of_a_page_exists(page: Path) -> None:
    """A page names only commands that the program has and links only to pages and headings that are there."""
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|`)fortnight ([a-z]+)(?=[ `\n])", text, re.MULTILINE))
    assert set() == named - set(COMMANDS)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith(("http:", "https:")):
            continue
        name, _, anchor = target.partition("#")
        other = page if not name else (page.parent / name).resolve()
        assert other.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"^#+ (.*)$", other.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in slugs, f"{page.name} links to {target}"


def test_the_minutes_of_the_workshop_add_up() -> None:
    """The table of the room goes from 0 to 90 without a gap, each point as long as a fresh agenda gives it."""
    spans = [(int(start), int(end)) for start, end in
             re.findall(r"^\| (\d+) to (\d+) \|", WORKSHOP.read_text(encoding="utf-8"), re.MULTILINE)]
    assert [0, *(end for _, end in spans[:-1])] == [start for start, _ in spans]
    assert 90 == spans[-1][1]


def documented() -> Mapping[str, set[str]]:
    """Return the keys that the page on JSON lists, by type."""
    found: dict[str, set[str]] = {}
    for section in re.split(r"^## ", JSON_PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name = section.partition("\n")[0].strip()
        found[name] = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    return found


def test_the_keys_of_the_json_are_those_of_the_page() -> None:
    """Every type that is printed has its table, with exactly its keys; write it anew with tests.docs.json_page."""
    assert {kind.__name__: set(fields_of(kind)) for kind in reachable()} == documented()


def test_what_the_commands_print_is_what_the_page_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The outermost keys of each command's JSON, on a file with a use case, are those of the page."""
    file = tmp_path / "team.toml"
    file.write_text('format = 1\n\n[use_cases.claims]\nname = "Claims"\n', encoding="utf-8")
    printed = {}
    for command in ("score", "roi", "roadmap", "verdict"):
        capsys.readouterr()
        assert 0 == main([command, str(file), "--json"])
        printed[command] = json.loads(capsys.readouterr().out)
    keys = documented()
    assert (keys["Score"], keys["Roadmap"]) == (set(printed["score"]), set(printed["roadmap"]))
    assert {"use_cases", "portfolio"} == set(printed["roi"])
    assert keys["RoiResult"] == set(printed["roi"]["use_cases"]["claims"])
    assert {"verdict", "provisional", "earned", "live_at", "aim", "gates", "drill"} == set(
        printed["verdict"]["claims"])
    assert keys["Verdict"] == set(printed["verdict"]["claims"]["verdict"])
