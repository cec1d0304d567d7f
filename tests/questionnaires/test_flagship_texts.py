"""The shipped questionnaires keep what makes them usable: observable levels, lengths, minutes, gates."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

import pytest

from fortnight.core.assessment import Answer, Assessment
from fortnight.core.checks_questionnaire import check_questionnaire
from fortnight.core.conditions import parse
from fortnight.core.gates import CLAUSES
from fortnight.core.questionnaire import Question, Questionnaire
from fortnight.core.scoring import score
from fortnight.storage.library import data_folder, load_questionnaire

VAGUE = re.compile(
    r"\b(?:some(?! of)|good|better|mature|appropriate\w*|adequate\w*|sufficient\w*|proper\w*|robust\w*"
    r"|effective\w*|regular\w*|several|(?<!how )many|few|(?<!how )often|sometimes|usually|generally|frequently"
    r"|continuous\w*|ad hoc"
    r"|clear|clearly|well-defined|relevant|important|reasonabl\w*|strong|poor|basic|advanced|comprehensive|suitabl\w*"
    r"|optimi[sz]ed|various|best practices?|etc|significant\w*|fully|partly|partially|largely|mostly|high-quality"
    r"|seamless\w*|leverag\w*|holistic\w*|systematic\w*|proactive\w*|as needed|if necessary)\b",
    re.IGNORECASE,
)

# What each question with a gate has to answer; the other questions hold no gate.
GATES = {
    "evaluation.set": ("G2", 3, "g2.evaluation-set"),
    "evaluation.hard-cases": ("G2", 3, "g2.hard-cases"),
    "evaluation.on-change": ("G2", 4, "g2.run-on-change"),
    "evaluation.own-measurement": ("G2", 3, None),
    "cost.per-request": ("G4", 4, "g4.unit-cost"),
    "reliability.fallback": ("G2", 3, "g2.fallback"),
    "reliability.system-of-record": ("G2", 3, "g2.system-of-record"),
    "reliability.rehearsal": ("G4", 4, "g4.rehearsal"),
    "operations.monitoring": ("G3", 3, "g3.monitoring"),
    "operations.support": ("G3", 3, "g3.support"),
    "security.access-control": ("G2", 3, "g2.access-control"),
    "security.audit-trail": ("G2", 3, "g2.audit-trail"),
    "security.agent-tools": ("G2", 3, "g2.agent-tools"),
    "security.agent-limits": ("G2", 3, "g2.agent-limits"),
    "security.agent-undo": ("G2", 3, "g2.agent-undo"),
    "security.agent-stop": ("G2", 4, "g2.agent-stop"),
    "governance.human-oversight": ("G2", 3, None),
    "governance.high-risk": ("G2", 3, None),
    "ownership.supplier": ("G3", 3, None),
    "adoption.trust-rule": ("G2", 3, "g2.escalation-rule"),
}

WHEN = {
    "evaluation.own-measurement": "bought",
    "ownership.supplier": "bought",
    "security.misuse": "language_model",
    "security.agent-tools": "agentic",
    "security.agent-limits": "agentic",
    "security.agent-undo": "agentic",
    "security.agent-stop": "agentic",
    "governance.data-protection": "personal_data",
    "governance.human-oversight": "affects_people",
    "governance.high-risk": "high_risk",
}

ROLES = {"product", "data", "engineering", "it-operations", "security", "legal", "business", "finance", "users"}

SHIPPED = ("poc-to-production", "quick-scan", "ml-test-score")


def shipped(questionnaire_id: str) -> Questionnaire:
    return load_questionnaire(data_folder("questionnaires") / f"{questionnaire_id}.toml")


@pytest.fixture(scope="module")
def flagship() -> Questionnaire:
    return shipped("poc-to-production")


@pytest.fixture(scope="module")
def quick_scan() -> Questionnaire:
    return shipped("quick-scan")


@pytest.fixture(scope="module")
def ml_test_score() -> Questionnaire:
    return shipped("ml-test-score")


def too_long(questions: dict[str, str], limit: int) -> dict[str, int]:
    return {key: len(text) for key, text in questions.items() if len(text) > limit}


def every_text(question: Question) -> str:
    return " ".join((question.title, question.ask, question.why, *question.levels, question.evidence))


@pytest.mark.parametrize("questionnaire_id", SHIPPED)
def test_what_is_shipped_passes_its_own_check(questionnaire_id: str) -> None:
    """`fortnight questionnaire check` finds nothing in the questionnaires that set the example."""
    assert () == check_questionnaire(shipped(questionnaire_id))


def test_it_asks_36_to_44_questions_in_ten_dimensions(flagship: Questionnaire) -> None:
    """The whole assessment fits a workshop, and no dimension is judged by one or two questions."""
    by_dimension = Counter(question.dimension for question in flagship.questions.values())
    assert 36 <= len(flagship.questions) <= 44
    assert 10 == len(flagship.dimensions)
    assert list(flagship.dimensions) == list(dict.fromkeys(by_dimension.elements()))
    assert min(by_dimension.values()) >= 3


def test_each_question_describes_five_levels_and_no_text_appears_twice(flagship: Questionnaire) -> None:
    """A level that reads like another cannot be told apart from it."""
    levels = [" ".join(level.split()).casefold() for each in flagship.questions.values() for level in each.levels]
    assert {5} == {len(question.levels) for question in flagship.questions.values()}
    assert [] == [text for text, times in Counter(levels).items() if times > 1]


@pytest.mark.parametrize("questionnaire_id", SHIPPED)
def test_no_level_hides_behind_a_vague_word(questionnaire_id: str) -> None:
    """A level is a behaviour that a stranger could observe; "good" and "regularly" are not observable."""
    questionnaire = shipped(questionnaire_id)
    vague = [
        (key, found[0], level)
        for key, question in questionnaire.questions.items()
        for level in question.levels
        if (found := VAGUE.search(level))
    ]
    assert [] == vague


@pytest.mark.parametrize("questionnaire_id", SHIPPED)
def test_a_question_and_its_levels_fit_a_screen_of_80_by_24(questionnaire_id: str) -> None:
    """Two lines for a level, three for what is said aloud."""
    questions = shipped(questionnaire_id).questions
    assert {} == too_long({key: each.title for key, each in questions.items()}, 60)
    assert {} == too_long({key: each.ask for key, each in questions.items()}, 200)
    assert {} == too_long({key: each.why for key, each in questions.items()}, 200)
    assert {} == too_long({key: each.evidence for key, each in questions.items()}, 260)
    for number in range(len(next(iter(questions.values())).levels)):
        assert {} == too_long({key: each.levels[number] for key, each in questions.items()}, 140)


@pytest.mark.parametrize("questionnaire_id", SHIPPED)
def test_the_evidence_names_one_piece_for_each_level_above_the_first(questionnaire_id: str) -> None:
    """Neighbouring levels are told apart by a piece of evidence, named by the level that it proves."""
    for key, question in shipped(questionnaire_id).questions.items():
        pieces = re.split(r"\((\d)\)", question.evidence)
        assert ["", *map(str, range(2, len(question.levels) + 1))] == [pieces[0].strip(), *pieces[1::2]], key
        assert all(len(piece.strip(" ;")) >= 8 for piece in pieces[2::2]), key


def test_the_room_takes_at_most_thirty_minutes(flagship: Questionnaire) -> None:
    """10 to 14 questions are asked in the room; the rest is filled in before, or after."""
    room = [question for question in flagship.questions.values() if question.where == "room"]
    assert 10 <= len(room) <= 14
    assert sum(question.minutes for question in room) <= 30


def test_gates_clauses_and_skip_rules_are_where_the_method_wants_them(flagship: Questionnaire) -> None:
    """A question that lost its gate would let a use case go live unasked."""
    gates = {
        key: (each.gate, each.gate_level, each.clause) for key, each in flagship.questions.items() if each.gate
    }
    assert GATES == gates
    assert WHEN == {key: each.when for key, each in flagship.questions.items() if each.when}
    assert WHEN == {key: parse(when).text for key, when in WHEN.items()}


def test_every_clause_that_only_a_question_can_answer_is_asked(flagship: Questionnaire) -> None:
    """A clause that nobody asks would hold its gate open for ever."""
    only_by_question = {spec.id for spec in CLAUSES.values() if spec.finding is None}
    assert only_by_question == {each.clause for each in flagship.questions.values() if each.clause}


def test_each_question_says_who_answers_it_and_why_it_weighs_what_it_weighs(flagship: Questionnaire) -> None:
    """A weight without a reason is an opinion in disguise."""
    assert set() == {each.role for each in flagship.questions.values()} - ROLES
    assert [] == [key for key, each in flagship.questions.items() if not each.weight_because or not each.why]
    assert {1, 2} == {each.weight for each in flagship.questions.values()}


def test_each_question_is_asked_as_a_question(flagship: Questionnaire) -> None:
    """What the facilitator says aloud ends in a question, or in an invitation to show something."""
    assert [] == [key for key, each in flagship.questions.items() if "?" not in each.ask]
    closed = ("Do ", "Does ", "Is ", "Are ", "Have ", "Has ")
    assert [] == [key for key, each in flagship.questions.items() if each.ask.startswith(closed)]


def test_law_and_figures_live_in_references_and_not_in_questions(flagship: Questionnaire) -> None:
    """A date in a law changes in one place, with its source and the day it was checked."""
    dated = [
        key
        for key, question in flagship.questions.items()
        if re.search(r"\b(?:19|20)\d\d\b|\bArticle \d", every_text(question))
    ]
    assert [] == dated
    cited = {reference for question in flagship.questions.values() for reference in question.references}
    assert set() == cited - set(flagship.references)
    assert set() == set(flagship.references) - cited
    law = {key: each for key, each in flagship.references.items() if key.startswith(("ai-act", "gdpr", "works"))}
    assert len(law) >= 12
    assert [] == [key for key, each in law.items() if "check" not in each.statement.casefold()]


def test_the_base_rate_and_the_perception_gap_are_on_record(flagship: Questionnaire) -> None:
    """The report quotes both, with their sources."""
    assert "30%" in flagship.references["gartner-abandonment"].statement
    assert "29 July 2024" in flagship.references["gartner-abandonment"].source
    assert "19%" in flagship.references["metr-perception"].statement
    assert "20%" in flagship.references["metr-perception"].statement


def test_the_quick_scan_takes_twelve_questions_and_twenty_minutes_and_copies_nothing(
    flagship: Questionnaire, quick_scan: Questionnaire
) -> None:
    """Its questions are the flagship's own, one from every dimension, so its answers carry over."""
    own = tomllib.loads((data_folder("questionnaires") / "quick-scan.toml").read_text("utf-8"))
    assert "questions" not in own
    assert 12 == len(quick_scan.questions)
    assert sum(question.minutes for question in quick_scan.questions.values()) <= 20
    assert {key: flagship.questions[key] for key in quick_scan.questions} == dict(quick_scan.questions)
    assert set(flagship.dimensions) == {question.dimension for question in quick_scan.questions.values()}


def test_the_ml_test_score_has_four_sections_of_seven_tests(ml_test_score: Questionnaire) -> None:
    """The rubric of 2017: 28 tests, 0, half a point or one, none of them a gate."""
    assert {"data": 7, "model": 7, "infrastructure": 7, "monitoring": 7} == Counter(
        question.dimension for question in ml_test_score.questions.values()
    )
    assert (0, 0.5, 1) == ml_test_score.scale.values
    levels = [level.casefold() for question in ml_test_score.questions.values() for level in question.levels]
    assert 84 == len(set(levels))
    assert {} == {key: each.gate for key, each in ml_test_score.questions.items() if each.gate}


def test_the_ml_test_score_is_the_lowest_section_sum(ml_test_score: Questionnaire) -> None:
    """All 28 tests answered, with section sums 4.0, 3.0, 5.0 and 1.5: 1.5 (ML Test Score rubric, 2017)."""
    sums = {"data": 4.0, "model": 3.0, "infrastructure": 5.0, "monitoring": 1.5}
    answers: dict[str, Answer] = {}
    for section, total in sums.items():
        asked = [key for key, question in ml_test_score.questions.items() if question.dimension == section]
        automated, by_hand = divmod(total, 1)
        levels = [3] * int(automated) + [2] * int(by_hand / 0.5)
        levels += [1] * (len(asked) - len(levels))
        answers |= {key: Answer(level=level) for key, level in zip(asked, levels, strict=True)}
    maturity = score(Assessment(answers=answers), ml_test_score)
    assert 28 == maturity.answered
    assert sums == {section.dimension_id: section.score for section in maturity.dimensions}
    assert 1.5 == maturity.overall
