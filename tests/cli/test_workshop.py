"""A workshop from the first pack to the provisional verdict, over the command line."""

from __future__ import annotations

import datetime as dt
import errno
import io
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fortnight.cli import main
from fortnight.core.agenda import agenda
from fortnight.core.agenda_plan import Agenda
from fortnight.core.assessment import Answer, Assessment, Header, Participant
from fortnight.core.base import Stage
from fortnight.core.decision import Verdict, VerdictKind
from fortnight.core.edit import set_at
from fortnight.core.evaluation import evaluate
from fortnight.storage import taken_replies, toml_files
from fortnight.storage.atomic import write_atomically
from fortnight.storage.document import Document, open_document
from fortnight.storage.taken_replies import load_replies, replies_path
from fortnight.storage.toml_files import load_assessment, save_assessment
from fortnight.workshop.case_steps import CardStep, FigureStep
from fortnight.workshop.dialogue import begin
from fortnight.workshop.plan import interview
from fortnight.workshop.question_steps import QuestionStep
from fortnight.workshop.steps import Sheet
from tests.core.cases import CASE, GONE, complete, spoiled

PEOPLE = {
    "ann": "Head of letters", "dan": "data", "eve": "engineering", "fay": "finance", "ivo": "IT operations",
    "uma": "clerk",
}  # fmt: skip
SIX = {
    "tasks_per_month": "5500 to 6500", "baseline_minutes": "9 to 11", "adoption_share": "55% to 75%",
    "cash_share": "30%", "success_share": "88% to 92%", "run_days_per_month": "4",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A use case that is framed and lawful, with six people, no answers, no cards, and six figures to come."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORTNIGHT_STATE", str(tmp_path / "state"))
    record = complete(Stage.PRODUCTION)
    header = Header.model_validate(
        {
            **record.assessment.model_dump(),
            "questionnaire": "poc-to-production",
            "decision": "Production for all letters",
            "participants": {key: Participant(name=key.title(), role=role) for key, role in PEOPLE.items()},
        }
    )
    figures = {f"roi/{name}": GONE for name in (*SIX, "hardening_days", "hardening_months")}
    baseline = {"baseline/tasks_per_month": GONE, "baseline/minutes_per_task": GONE}
    open_record = spoiled(record, {"drill": GONE, "actuals": GONE, **figures, **baseline})
    path = tmp_path / "q4.toml"
    save_assessment(path, open_record.model_copy(update={"assessment": header, "answers": {}}), expected=None)
    return path


def ask(monkeypatch: pytest.MonkeyPatch, file: Path, *lines: str) -> int:
    """Run `fortnight ask` on these lines."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return main(["ask", str(file)])


def packs(file: Path) -> list[Path]:
    """Write the packs and return their reply files."""
    main(["brief", str(file), "-o", "packs"])
    return sorted(Path("packs").glob("*.toml"))


def votes(file: Path) -> dict[str, tuple[int, ...]]:
    """Return the votes in the file."""
    return {key: answer.votes for key, answer in load_assessment(file).assessment.answers.items() if answer.votes}


def test_brief_writes_a_page_and_a_file_for_everybody(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Six people get a page to print and a file to fill; the facilitator gets agenda and remarks."""
    assert 6 == len(packs(file))
    pages = {each.name for each in Path("packs").glob("*.html")}
    assert {f"{name}.html" for name in PEOPLE} | {"agenda.html"} == pages
    assert "Nobody holds the role security" in capsys.readouterr().err


def test_a_pack_that_is_being_filled_is_never_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Writing the packs again keeps what somebody has filled in and renews the others."""
    ann = packs(file)[0]
    ask(monkeypatch, ann, "3", "the page")
    filled = ann.read_bytes()
    packs(file)
    assert filled == ann.read_bytes()
    assert "ann.toml is being filled" in capsys.readouterr().err


def test_a_reply_may_be_filled_in_an_editor_and_then_by_ask(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A note typed into the file is copied beside it before `ask` writes it anew."""
    ann = packs(file)[0]
    ann.write_text("# my own remark\n" + ann.read_text(encoding="utf-8"), encoding="utf-8")
    assert 0 == ask(monkeypatch, ann, "3", "the page")
    (kept,) = Path("packs").glob("ann.toml.as-typed")
    assert "# my own remark" in kept.read_text(encoding="utf-8")
    assert "level = 3" in ann.read_text(encoding="utf-8")


def test_a_reply_collected_twice_counts_once(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Collecting again, alone or together with others, leaves the votes as they are; a correction replaces."""
    ann, dan = packs(file)[:2]
    ask(monkeypatch, ann, "3", "")
    ask(monkeypatch, dan, "2", "")
    for replies in ([ann], [ann, dan], [dan, ann, ann]):
        assert 0 == main(["collect", str(file), *map(str, replies)])
    assert {"success.problem": (2, 3)} == votes(file)
    assert "taken before, counts once" in capsys.readouterr().out
    ask(monkeypatch, ann, "menu", "1 all", "5", "")
    main(["collect", str(file), str(ann)])
    assert {"success.problem": (2, 5)} == votes(file)


@pytest.mark.parametrize("cut_at", [1, 2, 3])
def test_collecting_cut_short_at_any_write_is_made_good_by_collecting_again(
    cut_at: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever write fails, nothing is lost, nothing counts twice, and once it is whole nothing changes."""
    ann, dan = packs(file)[:2]
    ask(monkeypatch, ann, "3", "")
    main(["collect", str(file), str(ann)])
    ask(monkeypatch, ann, "menu", "1 all", "5", "")
    ask(monkeypatch, dan, "2", "")
    writes = itertools.count(1)

    def failing(path: Path, *arguments: Any, **options: Any) -> os.stat_result:
        if next(writes) == cut_at:
            raise OSError(errno.ENOSPC, "no space left")
        return write_atomically(path, *arguments, **options)

    with monkeypatch.context() as broken:
        for module in (taken_replies, toml_files):
            broken.setattr(module, "write_atomically", failing)
        assert 1 == main(["collect", str(file), str(ann), str(dan)])
    for _again in range(2):
        assert 0 == main(["collect", str(file), str(ann), str(dan)])
        assert {"success.problem": (2, 5)} == votes(file)
        assert {} == load_replies(file).counting


def test_names_stay_in_the_reply(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the assessment's answers nor the record beside it say who voted."""
    ann = packs(file)[0]
    ask(monkeypatch, ann, "3", "the page")
    main(["collect", str(file), str(ann)])
    assert "Ann" in ann.read_text(encoding="utf-8")
    assert "Ann" not in replies_path(file).read_text(encoding="utf-8")
    assert "name" not in load_assessment(file).assessment.answers["success.problem"].table()


def test_figures_and_proofs_wait_for_a_person(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reply says beside levels is not in the assessment until somebody takes it."""
    fay = next(each for each in packs(file) if each.stem == "fay")
    ask(monkeypatch, fay, "3", "the page", "menu", "3", "25% to 35%", "logged", "payroll")
    main(["collect", str(file), str(fay)])
    before = load_assessment(file).assessment
    assert "" == before.answers["success.problem"].evidence
    assert "cash_share" not in before.use_cases[CASE].roi.inputs
    ask(monkeypatch, file, "y", "y")
    after = load_assessment(file).assessment
    assert "the page" == after.answers["success.problem"].evidence
    assert 0.25 == after.use_cases[CASE].roi.inputs["cash_share"].p5


@pytest.mark.parametrize(
    ("was", "typed", "line"),
    [
        ('organisation = "Invented Mutual"', 'organisation = "Another"',
         'reply.organisation: is "Another", but q4.toml is about "Invented Mutual"; take the right reply'),
        ("level = 0", "level = 7", 'vote."success.problem".level: is 7, but the scale ends at 5; choose 1 to 5'),
    ],
)  # fmt: skip
def test_a_wrong_reply_is_refused_and_nothing_is_taken(
    file: Path, was: str, typed: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One exact line, exit 1, and not even the good reply beside it is counted."""
    ann, dan = packs(file)[:2]
    ann.write_text(ann.read_text(encoding="utf-8").replace("level = 0", "level = 3", 1), encoding="utf-8")
    dan.write_text(dan.read_text(encoding="utf-8").replace(was, typed, 1), encoding="utf-8")
    capsys.readouterr()
    assert 1 == main(["collect", str(file), str(ann), str(dan)])
    assert f"{dan}: {line}\n" == capsys.readouterr().err
    assert ({}, False) == (votes(file), replies_path(file).exists())


def test_two_replies_from_copies_of_one_pack_are_told_apart(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two files with the same id that say different things are not counted as one person's."""
    ann = packs(file)[0]
    text = ann.read_text(encoding="utf-8")
    ann.write_text(text.replace("level = 0", "level = 3", 1), encoding="utf-8")
    copy = ann.with_name("copy.toml")
    copy.write_text(text.replace("level = 0", "level = 5", 1), encoding="utf-8")
    capsys.readouterr()
    assert 1 == main(["collect", str(file), str(ann), str(copy)])
    assert f"{copy}: reply.id: is also the id of {ann}" in capsys.readouterr().err


def room_script(document: Document, plan: Agenda) -> list[str]:
    """Return the lines that a room types on its agenda: its questions, its cards, the six figures; else Enter."""
    asked = {question.question_id for question in plan.room.item("questions").questions}
    cards = {card.card_id for card in plan.room.item("drill").cards}
    dialogue = begin(interview, Sheet(document.assessment, document.questionnaire))
    lines: list[str] = []

    def type_(line: str) -> None:
        nonlocal dialogue
        lines.append(line)
        dialogue = dialogue.hear(line)

    while dialogue.step is not None:
        step = dialogue.step
        if isinstance(step, QuestionStep) and step.question_id in asked:
            type_("3")
        elif isinstance(step, CardStep) and step.card_id in cards:
            type_("limps")
        elif isinstance(step, FigureStep) and step.input_name in SIX:
            type_(SIX[step.input_name])
            type_("logged")
        else:
            type_("")
    return lines


def test_six_replies_and_a_room_end_with_a_verdict(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six replies collected, ninety minutes run through by script: the agenda ends with a provisional verdict.

    Skipping what the agenda called irrelevant does not change it: answered well or badly, it is the same.
    """
    replies = packs(file)
    for number, reply in enumerate(replies):
        votes_and_enters = [(str(1 + (number + each) % 5), "") for each in range(10)]
        assert 0 == ask(monkeypatch, reply, *(line for pair in votes_and_enters for line in pair))
    assert 0 == main(["collect", str(file), *map(str, replies)])
    assert all(6 >= len(levels) > 1 for levels in votes(file).values())

    document = open_document(file)
    plan = agenda(document.assessment, document.questionnaire, CASE)
    assert 90 >= plan.room.minutes
    ask(monkeypatch, file, *room_script(document, plan))
    document = open_document(file)
    verdict = provisional(document.assessment, document)
    closing = agenda(document.assessment, document.questionnaire, CASE, verdict=verdict)
    assert VerdictKind.HARDEN is verdict.kind
    assert f"{verdict.kind.value}: {verdict.headline}" == closing.room.item("verdict").notes[0]
    assert () == closing.room.item("money").inputs

    idle = [question.question_id for question in closing.questions if not question.can_change_verdict]
    assert idle
    for level in (1, 5):
        answers = {**document.assessment.answers, **{key: Answer(level=level) for key in idle}}
        answered = document.assessment.model_copy(update={"answers": answers})
        again = provisional(answered, document)
        assert (verdict.kind, verdict.rule, verdict.stage) == (again.kind, again.rule, again.stage)


def provisional(assessment: Assessment, document: Document) -> Verdict:
    """Return the verdict on the case as it stands."""
    return evaluate(assessment, document.questionnaire, draws=500).cases[CASE].verdict


def git(folder: Path, *arguments: str, fails: bool = False) -> str:
    """Run git in the folder and return what it says; it may only fail where that is expected."""
    who = ("-c", "user.name=Team", "-c", "user.email=team@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert fails == (done.returncode != 0), done.stderr
    return done.stdout + done.stderr


def test_merge_is_clean_or_names_the_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Edits of different places are merged with exit 0; two edits of one place exit 1 with one sentence."""
    monkeypatch.chdir(tmp_path)
    base = Assessment(assessment=Header(date=dt.date(2026, 11, 20)))
    for name, path, value in (
        ("ours.toml", ("answers", "data.real", "level"), 3),
        ("theirs.toml", ("assessment", "team"), "Claims"),
        ("rival.toml", ("assessment", "team"), "Triage"),
    ):
        save_assessment(tmp_path / name, set_at(base, path, value), expected=None)
    save_assessment(tmp_path / "base.toml", base, expected=None)
    assert 0 == main(["merge", "base.toml", "ours.toml", "theirs.toml"])
    merged = load_assessment(tmp_path / "ours.toml").assessment
    assert (3, "Claims") == (merged.answers["data.real"].level, merged.assessment.team)
    capsys.readouterr()
    assert 1 == main(["merge", "base.toml", "ours.toml", "rival.toml"])
    assert "ours.toml: 1 place was changed differently on both sides (assessment.team)" in capsys.readouterr().err


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_merges_assessments_with_it(tmp_path: Path) -> None:
    """Set up as the documentation says, git merges two branches of an assessment by thing instead of by line."""
    driver = f"{sys.executable} -m fortnight merge %O %A %B"
    path = tmp_path / "q4.toml"
    git(tmp_path, "init")
    git(tmp_path, "config", "merge.fortnight.driver", driver)
    (tmp_path / ".gitattributes").write_text("*.toml merge=fortnight\n", encoding="utf-8")
    base = Assessment(answers={"data.real": Answer(level=2)})
    stamp = save_assessment(path, base, expected=None)

    def on_branch(name: str, level: int, note: str) -> None:
        git(tmp_path, "checkout", "-b", name, "main")
        place = ("answers", "data.real")
        mine = set_at(set_at(base, (*place, "level"), level), (*place, "note"), note)
        save_assessment(path, mine, expected=stamp)
        git(tmp_path, "commit", "-am", name)

    git(tmp_path, "add", ".gitattributes", "q4.toml")
    git(tmp_path, "commit", "-m", "start")
    on_branch("one", 3, "")
    on_branch("two", 2, "by the data team")
    git(tmp_path, "merge", "one", "-m", "both")
    merged = load_assessment(path).assessment.answers["data.real"]
    assert (3, "by the data team") == (merged.level, merged.note)
    on_branch("three", 5, "")
    said = git(tmp_path, "merge", "two", fails=True)
    assert "CONFLICT" in said
    assert ['answers."data.real".level'] == list(load_assessment(path).assessment.conflicts)
