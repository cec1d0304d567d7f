"""The documents about questionnaires and the method name only what exists, and every claim has a place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.conditions import FACTS
from fortnight.core.gates import CLAUSES
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.verdict import VerdictKind
from fortnight.storage.library import data_folder, load_questionnaire

DOCS = Path(__file__).parents[2] / "docs"

CLAIMS = [
    *(f"A{number}" for number in range(1, 7)),
    *(f"B{number}" for number in range(1, 7)),
    *(f"C{number}" for number in range(1, 6)),
    *(f"D{number}" for number in range(1, 7)),
    *(f"E{number}" for number in range(1, 4)),
]

STATIONS = {"success metric", "baseline", "data map", "owners", "two-week test"}


@pytest.fixture(scope="module")
def flagship() -> Questionnaire:
    return load_questionnaire(data_folder("questionnaires") / "poc-to-production.toml")


@pytest.fixture(scope="module")
def answered_by() -> dict[str, list[str]]:
    """Each claim of the method page with what stands in backticks in its row."""
    page = (DOCS / "method.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-E]\d) \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    return {claim: re.findall(r"`([^`]+)`", places) for claim, _restated, places in rows}


def test_every_claim_has_a_row_that_names_a_place(answered_by: dict[str, list[str]]) -> None:
    """A claim without a place in the product is a gap."""
    assert CLAIMS == list(answered_by)
    assert [] == [claim for claim, places in answered_by.items() if not places]


def test_every_place_that_a_claim_names_exists(flagship: Questionnaire, answered_by: dict[str, list[str]]) -> None:
    """An id that was renamed would leave the page pointing nowhere."""
    known = {
        *flagship.questions, *flagship.cards, *flagship.references, *CLAUSES, *STATIONS,
        *(str(kind) for kind in VerdictKind),
    }
    unknown = {claim: sorted(set(places) - known) for claim, places in answered_by.items()}
    assert {} == {claim: places for claim, places in unknown.items() if places}


def test_the_method_page_names_only_questions_and_clauses_that_exist(flagship: Questionnaire) -> None:
    """Outside the table too."""
    named = set(re.findall(r"`([a-z]+[0-9]?\.[a-z][a-z-]+)`", (DOCS / "method.md").read_text("utf-8")))
    assert set() == named - set(flagship.questions) - set(CLAUSES)


def test_every_dimension_is_named_by_a_claim(flagship: Questionnaire, answered_by: dict[str, list[str]]) -> None:
    """A dimension that no claim needs would be asked out of habit."""
    dimensions = {place.partition(".")[0] for places in answered_by.values() for place in places}
    assert set() == set(flagship.dimensions) - dimensions


def test_the_list_of_facts_is_the_one_that_conditions_know() -> None:
    """A fact in the page that the parser refuses would be a trap."""
    page = (DOCS / "questionnaires.md").read_text("utf-8")
    table = page.split("| fact |")[1].split("\n\n")[0]
    assert set(FACTS) == set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))


def test_the_list_of_clauses_is_the_one_that_questions_can_answer() -> None:
    """Writers of questionnaires see each clause that they may answer, and no other."""
    page = (DOCS / "questionnaires.md").read_text("utf-8")
    listed = re.findall(r"^\| `(g\d\.[a-z-]+)` \| .* \| (\w+) \|$", page, re.MULTILINE)
    answerable = {spec.id: "agents" if spec.when else "all" for spec in CLAUSES.values() if spec.finding is None}
    assert answerable == dict(listed)


def test_the_example_on_the_page_is_in_order(tmp_path: Path) -> None:
    """What the page shows can be copied, passes the check and can be used."""
    page = (DOCS / "questionnaires.md").read_text("utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    path = tmp_path / "service-desk.toml"
    path.write_text(example, encoding="utf-8")
    questionnaire = load_questionnaire(path)
    assert () == check_questionnaire(questionnaire)
    assert "service-desk" == questionnaire.id
    assert 2 == len(questionnaire.questions)
    assert set(questionnaire.questions["care.injection"].references) == set(questionnaire.references)


def test_every_toml_example_on_the_page_is_toml() -> None:
    """A typing error in an example costs a reader an evening."""
    page = (DOCS / "questionnaires.md").read_text("utf-8")
    for example in re.findall(r"```toml\n(.*?)```", page, re.DOTALL):
        one_a_line = example.startswith("when = ")
        for part in example.splitlines() if one_a_line else [example]:
            tomllib.loads(part)
