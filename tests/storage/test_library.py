"""Finding questionnaires, loading them, and drawing one into another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.gates import CLAUSES
from fortnight.errors import FileProblem, UserError
from fortnight.storage.library import (
    data_folder,
    find_questionnaires,
    find_samples,
    load_questionnaire,
    questionnaire_digest,
)
from tests.storage.questionnaires import action, question, questionnaire_file, small

SOURCE: dict[str, Any] = {
    "dimensions": {"data": {"title": "Data"}, "cost": {"title": "Cost"}},
    "questions": {
        "data.real": question(
            gate="G2", gate_level=3, clause="g2.evaluation-set", references=["law"], when="agentic"
        ),
        "data.rights": question(),
        "cost.limits": question("cost"),
    },
    "actions": {
        "get-data": action(question="data.real", level=3, needs=["ask-legal"]),
        "ask-legal": action(question="data.rights", level=2, needs=["buy"]),
        "buy": action(),
        "evaluate": action(clauses=["g2.evaluation-set"]),
        "limit": action(question="cost.limits", level=2),
    },
    "cards": {"outage": {"day": 1, "title": "Outage", "event": "It is gone", "actions": ["limit"]}},
    "references": {"law": {"title": "Law", "statement": "S", "source": "here", "checked_on": "2026-07-01"}},
    "renamed": {"data.old": {"to": ["data.real"]}, "cost.old": {"to": ["cost.limits"]}},
}


def problems_of(folder: Path, questionnaire_id: str) -> list[str]:
    """Return what loading complains about, the folder left out."""
    with pytest.raises(FileProblem) as raised:
        load_questionnaire(questionnaire_id, folder)
    return [line.replace(f"{folder}/", "") for line in str(raised.value).splitlines()]


def test_the_shipped_questionnaires_load_and_are_in_order() -> None:
    """Each questionnaire of the package is found, loads with its includes, and passes its own check."""
    found = {each.id for each in find_questionnaires()}
    assert {"poc-to-production", "quick-scan", "ml-test-score"} <= found
    for questionnaire_id in found:
        assert () == check_questionnaire(load_questionnaire(questionnaire_id))


def test_the_nearest_file_of_an_id_counts(tmp_path: Path, own_folders: Path) -> None:
    """Beside the assessment comes before the user's folder, and that before the package; the others are named."""
    mine = small(own_folders / "data" / "questionnaires", "quick-scan")
    beside = small(tmp_path, "quick-scan")
    shadows = {each.path: each.shadowed_by for each in find_questionnaires(tmp_path) if each.id == "quick-scan"}
    assert {beside: None, mine: beside, data_folder("questionnaires") / "quick-scan.toml": beside} == shadows
    assert "About quick-scan" == load_questionnaire("quick-scan", tmp_path).title


def test_assessments_and_other_files_are_no_questionnaires(tmp_path: Path) -> None:
    """A folder full of other TOML files offers the questionnaire in it only."""
    small(tmp_path)
    (tmp_path / "acme.toml").write_text('format = 1\n[assessment]\nteam = "A"\n[brand]\nid = "x"')
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe[")
    (tmp_path / "folder.toml").mkdir()
    assert ["small"] == [each.id for each in find_questionnaires(tmp_path) if each.path.parent == tmp_path]


def test_one_with_mistakes_is_found_and_complains_when_loaded(tmp_path: Path) -> None:
    """A mistake below the head does not hide the file; loading says what it is, in one line."""
    path = small(tmp_path)
    path.write_text(path.read_text().replace('ask = "Ask"', 'aks = "Ask"'))
    assert "About small" == next(each.title for each in find_questionnaires(tmp_path) if each.id == "small")
    assert [
        'small.toml: questions."data.real".ask: is missing; add text in quotes',
        'small.toml: questions."data.real".aks: is not a known key; did you mean "ask"?',
    ] == problems_of(tmp_path, "small")


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    """A syntax error in a questionnaire reads like one in an assessment."""
    path = small(tmp_path)
    path.write_text(path.read_text() + "[actions.a\n")
    lines = path.read_text().count("\n")
    what = "a table begins with its name in square brackets; the closing ] is missing"
    assert [f"small.toml: line {lines}: {what}"] == problems_of(tmp_path, "small")


def test_a_file_can_be_named_instead_of_an_id(tmp_path: Path) -> None:
    """A path loads that file, wherever it lies and whatever its id."""
    path = small(tmp_path / "elsewhere", "own")
    assert "own" == load_questionnaire(str(path)).id == load_questionnaire(path, tmp_path).id


def test_an_assessment_is_not_taken_for_a_questionnaire(tmp_path: Path) -> None:
    """Opening the wrong kind of file says so."""
    path = tmp_path / "acme.toml"
    path.write_text("[answers.a]\nlevel = 1")
    with pytest.raises(FileProblem, match="is an assessment, not a questionnaire"):
        load_questionnaire(path)


def test_an_unknown_id_is_answered_with_what_there_is(tmp_path: Path) -> None:
    """A near miss gets a guess, anything else the list."""
    guess = r'^no questionnaire has the id "quik-scan", .*did you mean "quick-scan"\?$'
    with pytest.raises(UserError, match=guess):
        load_questionnaire("quik-scan", tmp_path)
    with pytest.raises(UserError, match=r"use one of .*poc-to-production"):
        load_questionnaire("nothing-like-it", tmp_path)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    """What is kept in memory never outlives a change of the file."""
    path = small(tmp_path, title="Before")
    assert "Before" == load_questionnaire("small", tmp_path).questions["data.real"].title
    small(tmp_path, title="After ")
    os.utime(path, ns=(1, 1))
    assert "After " == load_questionnaire("small", tmp_path).questions["data.real"].title


def test_the_digest_tells_wordings_apart(tmp_path: Path) -> None:
    """One changed word changes the digest; loading the same file twice does not."""
    first = load_questionnaire(small(tmp_path / "a"))
    same = load_questionnaire(small(tmp_path / "b"))
    other = load_questionnaire(small(tmp_path / "c", why="Because"))
    assert questionnaire_digest(first) == questionnaire_digest(same)
    assert questionnaire_digest(first) != questionnaire_digest(other)


def test_an_included_question_brings_what_it_needs(tmp_path: Path) -> None:
    """Dimension, gate, actions, what those need, actions of its clause, references and old names come; no more."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    questionnaire_file(tmp_path, "short", include={"source": {"questions": ["data.real"]}})
    source, short = (load_questionnaire(each, tmp_path) for each in ("source", "short"))
    assert {"data.real": source.questions["data.real"]} == short.questions
    assert {"data": source.dimensions["data"]} == short.dimensions
    assert ["get-data", "ask-legal", "buy", "evaluate"] == list(short.actions)
    assert source.actions["get-data"] == short.actions["get-data"]
    assert (None, None) == (short.actions["ask-legal"].question, short.actions["ask-legal"].level)
    assert (["law"], ["data.old"], []) == (list(short.references), list(short.renamed), list(short.cards))
    assert {} == short.include


def test_an_included_card_brings_the_actions_that_mend_it(tmp_path: Path) -> None:
    """Cards are drawn by id, with their actions."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    questionnaire_file(tmp_path, "short", include={"source": {"questions": ["cost.limits"], "cards": ["outage"]}})
    short = load_questionnaire("short", tmp_path)
    assert (["outage"], ["limit"]) == (list(short.cards), list(short.actions))


def test_an_include_reaches_through_another(tmp_path: Path) -> None:
    """What a questionnaire includes can be included from it in turn."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    questionnaire_file(tmp_path, "middle", include={"source": {"questions": ["data.real", "cost.limits"]}})
    questionnaire_file(tmp_path, "short", include={"middle": {"questions": ["cost.limits"]}})
    assert ["cost.limits"] == list(load_questionnaire("short", tmp_path).questions)


def test_an_include_brings_what_closes_the_record(tmp_path: Path) -> None:
    """Clauses that no question answers can be closed too, except where the file has its own way to close them."""
    questionnaire_file(
        tmp_path, "source",
        dimensions={"data": {"title": "Data"}},
        questions={"data.real": question(), "data.other": question()},
        actions={
            "decider": action(clauses=["g0.decider"], needs=["map"]),
            "map": action(question="data.other", level=2),
            "other": action(question="data.other", level=3),
            "council": action(clauses=["g1.works-council"]),
            "fallback": action(clauses=["g2.fallback"]),
        },
    )
    questionnaire_file(
        tmp_path, "short", include={"source": {"questions": ["data.real"]}},
        actions={"own-council": action(clauses=["g1.works-council"])},
    )
    short = load_questionnaire("short", tmp_path)
    assert {"own-council", "decider", "map"} == set(short.actions)
    assert (None, None) == (short.actions["map"].question, short.actions["map"].level)


def test_the_quick_scan_can_close_the_gates_of_a_pilot() -> None:
    """Every clause of G0 and G1 has an action; there are no cards all the same, so nothing can be played."""
    scan = load_questionnaire("quick-scan", None)
    closable = {clause for action in scan.actions.values() for clause in action.clauses}
    assert set() == {spec.id for spec in CLAUSES.values() if spec.gate in ("G0", "G1")} - closable
    assert {} == scan.cards


def test_an_own_dimension_wins(tmp_path: Path) -> None:
    """The including file may give a dimension another weight, and add questions of its own to it."""
    questionnaire_file(
        tmp_path, "short", include={"source": {"questions": ["data.real"]}},
        dimensions={"data": {"title": "Our data", "weight": 2}}, questions={"data.own": question()},
    )
    questionnaire_file(tmp_path, "source", **SOURCE)
    short = load_questionnaire("short", tmp_path)
    assert (["data.own", "data.real"], "Our data") == (list(short.questions), short.dimensions["data"].title)


def test_an_id_used_twice_is_refused(tmp_path: Path) -> None:
    """A question of one's own with the id of an included one, or one id from two sources, is named."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    questionnaire_file(
        tmp_path, "own", include={"source": {"questions": ["data.real"]}}, questions={"data.real": question()},
        dimensions={"data": {"title": "Data"}},
    )
    small(tmp_path, "other")
    questionnaire_file(
        tmp_path, "two", include={"source": {"questions": ["data.real"]}, "other": {"questions": ["data.real"]}}
    )
    has_it_too = ", which is included, has this id too; rename it or do not include it"
    assert [f'own.toml: questions."data.real": source{has_it_too}'] == problems_of(tmp_path, "own")
    assert [f'two.toml: questions."data.real": other{has_it_too}'] == problems_of(tmp_path, "two")


def test_ids_that_the_source_lacks_are_named(tmp_path: Path) -> None:
    """A misspelt question and an unknown questionnaire are told with a guess."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    questionnaire_file(tmp_path, "a", include={"source": {"questions": ["data.reel"], "cards": ["fire"]}})
    questionnaire_file(tmp_path, "b", include={"sauce": {"questions": []}})
    assert [
        'a.toml: include.source.questions: "data.reel" is not in source; did you mean "data.real"?',
        'a.toml: include.source.cards: "fire" is not in source',
    ] == problems_of(tmp_path, "a")
    assert problems_of(tmp_path, "b")[0].startswith('b.toml: include.sauce: no questionnaire has the id "sauce"')


def test_scales_of_different_length_do_not_mix(tmp_path: Path) -> None:
    """A question with five levels has no place on a scale of three."""
    questionnaire_file(tmp_path, "source", **SOURCE)
    scale = {"names": ["no", "half", "yes"], "values": [0, 0.5, 1]}
    questionnaire_file(tmp_path, "three", include={"source": {"questions": ["data.real"]}}, scale=scale)
    assert [
        "three.toml: include.source: its levels go from 1 to 5, those of this file to 3; give both one scale"
    ] == problems_of(tmp_path, "three")


@pytest.mark.parametrize("circle", [("a",), ("a", "b"), ("a", "b", "c")])
def test_a_circle_of_includes_is_refused(circle: tuple[str, ...], tmp_path: Path) -> None:
    """Questionnaires that include each other are named in the order of the circle."""
    for index, each in enumerate(circle):
        questionnaire_file(tmp_path, each, include={circle[(index + 1) % len(circle)]: {"questions": []}})
    names = " includes ".join(f"{each}.toml" for each in (*circle, circle[0]))
    expected = f"{circle[-1]}.toml: include: goes round in a circle: {names}; remove one of these includes"
    assert [expected] == problems_of(tmp_path, "a")


def test_samples_are_files(own_folders: Path) -> None:
    """Every sample that is offered is there."""
    assert all(path.is_file() for path in find_samples())
