"""The command line as a person uses it: exit codes, streams, and no traceback ever."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fortnight.cli import COMMANDS, build_parser, main
from fortnight.commands.roi import roi_lines
from fortnight.core.evaluation import DRAWS
from fortnight.core.wording import Wording
from fortnight.storage.library import data_folder
from tests.core.roi.cases import result


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_can_be_loaded_and_run() -> None:
    """Each subcommand that `--help` lists has a module with a run function."""
    import importlib

    for name in COMMANDS:
        assert callable(importlib.import_module(f"fortnight.commands.{name}").run)


def test_a_new_assessment_is_in_order(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` writes a file that `check` finds nothing wrong with."""
    assert 0 == main(["new", "q4.toml", "--organisation", "Acme [EU]"])
    assert 0 == main(["check", "q4.toml"])
    assert "q4.toml: in order" in capsys.readouterr().out


def test_new_never_overwrites(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that exists stays as it is, and the sentence says so."""
    Path("q4.toml").write_text("mine")
    assert (1, "mine") == (main(["new", "q4.toml"]), Path("q4.toml").read_text())
    assert "q4.toml" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["score", "roi", "roadmap", "verdict"])
def test_json_goes_to_stdout_and_is_json(
    command: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints JSON and nothing else on stdout, even for an empty assessment."""
    main(["new", "q4.toml"])
    capsys.readouterr()
    assert 0 == main([command, "q4.toml", "--json"])
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_the_stage_check_names_each_open_clause_once(capsys: pytest.CaptureFixture[str]) -> None:
    """One line a clause with what holds it open; a title is not said twice."""
    sample = data_folder("samples") / "harbour-mutual-2026-q4.toml"
    assert 1 == main(["check", str(sample), "--stage", "production"])
    said = capsys.readouterr().out
    assert "claims-triage: g3.monitoring is no: It is monitored. Who watches: level 2 today" in said
    assert "ownership.supplier is no: When the supplier changes: level 2 today" in said


@pytest.mark.parametrize("command", ["score", "roi", "roadmap", "verdict"])
def test_a_file_that_is_not_there_is_one_sentence(
    command: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1 and one line that names the file."""
    assert 1 == main([command, "nowhere.toml"])
    error = capsys.readouterr().err
    assert error.startswith("nowhere.toml: ")
    assert 1 == len(error.splitlines())


@pytest.mark.parametrize("wrong", [["nonsense", "words"], ["score"], ["roi", "x.toml", "--draws", "many"],
                                   ["report", "x.toml", "--format", "docx"], ["questionnaire"]])
def test_wrong_usage_exits_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Words that the command line does not know are wrong usage, said on stderr."""
    assert 2 == main(wrong)
    assert capsys.readouterr().err


def test_an_empty_team_fails_the_stage_check(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check --stage` is a gate for CI: nothing scoped has earned nothing."""
    main(["new", "q4.toml"])
    assert 1 == main(["check", "q4.toml", "--stage", "production"])
    captured = capsys.readouterr()
    assert ("", True) == (captured.err, "there is no use case" in captured.out)


def test_a_fault_of_ours_exits_3_without_a_traceback(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The user sees one sentence with the path of the log; the trace is in that file."""
    monkeypatch.setenv("FORTNIGHT_STATE", str(empty_folder / "state"))
    monkeypatch.setattr("fortnight.commands.score.run", lambda parsed: 1 / 0)
    assert 3 == main(["score", "any.toml"])
    error = capsys.readouterr().err
    log = next(Path(word.rstrip(";.")) for word in error.split() if word.startswith(str(empty_folder)))
    assert "Traceback" not in error
    assert "ZeroDivisionError" in log.read_text()


def test_questionnaire_new_passes_its_own_check(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The example that a writer starts from is itself in order."""
    assert 0 == main(["questionnaire", "new", "mine.toml"])
    assert 0 == main(["questionnaire", "check", "mine.toml"])
    assert "in order" in capsys.readouterr().out


@pytest.mark.parametrize(("was", "typed", "line"), [
    ('version = "', 'version = ', "mine.toml: line "),
    ("level = 3", "level = 9", "mine.toml: "),
])
def test_what_is_wrong_with_a_questionnaire_is_the_result_of_its_check(
    was: str, typed: str, line: str, empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that cannot be read and one that contradicts itself are both told on stdout, with exit 1."""
    main(["questionnaire", "new", "mine.toml"])
    text = Path("mine.toml").read_text(encoding="utf-8")
    Path("mine.toml").write_text(text.replace(was, typed, 1), encoding="utf-8")
    capsys.readouterr()
    assert 1 == main(["questionnaire", "check", "mine.toml"])
    printed = capsys.readouterr()
    assert (True, "") == (printed.out.startswith(line), printed.err)


def test_questionnaire_list_says_which_one_wins(empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A questionnaire beside the assessment hides the one in the package, and the list says so."""
    main(["questionnaire", "new", "mine.toml"])
    text = Path("mine.toml").read_text().replace('id = "my-questionnaire"', 'id = "quick-scan"')
    Path("mine.toml").write_text(text)
    capsys.readouterr()
    main(["questionnaire", "list"])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("quick-scan")]
    assert [False, True] == ["hidden by" in line for line in lines]


def test_the_schema_names_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Editors complete what the schema lists: the tables of a questionnaire."""
    assert 0 == main(["questionnaire", "schema"])
    listed = json.loads(capsys.readouterr().out)["properties"]
    assert {"dimensions", "questions", "actions", "cards", "scale", "include", "renamed", "retired"} <= set(listed)


def test_help_fits_a_terminal_and_names_every_command() -> None:
    """`--help` lists every command and stays inside 80 columns."""
    text = build_parser().format_help()
    assert set(COMMANDS) <= set(text.split())
    assert 80 >= max(len(line) for line in text.splitlines())


def options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield everything that a parser and those below it take."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from options(below)
        else:
            yield action


def test_help_says_what_everything_is() -> None:
    """No file and no option of any command stands in its help without a word on it."""
    taken = list(options(build_parser()))
    assert len(COMMANDS) < len(taken)
    assert [] == [action for action in taken if not action.help]
    assert f"default: {DRAWS:,}" in next(action.help or "" for action in taken if action.dest == "draws")


def test_a_closed_pipe_is_no_error(empty_folder: Path) -> None:
    """`fortnight ... | head` ends quietly."""
    done = subprocess.run(
        f"{sys.executable} -m fortnight questionnaire show poc-to-production | head -1",
        shell=True, capture_output=True, text=True, check=False,
    )
    assert ("", 1) == (done.stderr, len(done.stdout.splitlines()))


def test_a_closed_stream_is_no_error(empty_folder: Path) -> None:
    """Whoever closes the streams, as a scheduler may, gets the exit code that everybody gets."""
    command = f"{sys.executable} -m fortnight check"
    main(["new", "q4.toml"])
    assert (0, 1) == tuple(
        subprocess.run(f"{command} {file} <&- >&- 2>&-", shell=True, check=False).returncode
        for file in ("q4.toml", "gone.toml")
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_under_the_output_is_no_fault_of_ours(empty_folder: Path) -> None:
    """The sentence says what to do; nothing is logged as a fault."""
    done = subprocess.run(
        f"{sys.executable} -m fortnight questionnaire list > /dev/full",
        shell=True, capture_output=True, text=True, check=False,
    )
    says = "What was to be printed could not be written: the disk is full; free some space or send it elsewhere.\n"
    assert (1, says) == (done.returncode, done.stderr)


def test_the_score_says_how_much_of_it_is_unknown(
    empty_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answered and unknown are two counts, in all and for each dimension."""
    main(["new", "q4.toml", "--questionnaire", "quick-scan"])
    with Path("q4.toml").open("a") as file:
        file.write('\n[answers."success.problem"]\nstate = "unknown"\n\n[answers."success.metric"]\nlevel = 3\n')
    capsys.readouterr()
    assert 0 == main(["score", "q4.toml"])
    said = capsys.readouterr().out
    assert "Answered 2 of 12, 1 of them unknown; " in said
    assert "2 of 3, 1 of them unknown; " in said


def test_the_money_together_says_which_segment_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """A narrowed use case is in the sum as its segment, and the sum says so."""
    assert 0 == main(["roi", str(data_folder("samples") / "harbour-mutual-2026-q4.toml"), "--draws", "1000"])
    assert "  invoice-reading counts as its segment network alone." in capsys.readouterr().out


def test_the_money_of_a_mission_is_told_by_the_cost_of_an_outcome() -> None:
    """1,200 a month and 2 a task against 800 good outputs a month: 4 each, below a ceiling of 5."""
    inputs = {"success_share": 0.8, "platform_cost_per_month": 1_200, "cost_per_call": 2, "cash_share": 0}
    said = roi_lines(result(inputs, worth="mission", mission={"ceiling": 5}), Wording())
    assert "Cost of an outcome: €4, €4, €4; under its ceiling in over 99% of the draws." in said
    assert not any(line.startswith("Cost of an outcome") for line in roi_lines(result(inputs), Wording()))


def test_the_money_is_told_with_what_it_hangs_on(capsys: pytest.CaptureFixture[str]) -> None:
    """Text says what the JSON holds: cash line, cost of a request and its levers, tornado, EVPI, segments."""
    sample = data_folder("samples") / "harbour-mutual-2026-q4.toml"
    assert 0 == main(["roi", str(sample), "--use-case", "claims-triage", "--draws", "1000"])
    said = capsys.readouterr().out
    for beginning in ("In cash alone", "With all that keeps it running, by requests", "Smaller model would raise",
                      "Moves the result: Freed time put to a named use, from ", "Knowing everything exactly",
                      "Motor claims alone, with the full fixed cost", "Against Routing rules in ClaimCore"):
        assert f"\n  {beginning}" in said
    assert re.search(r"\n  Freed time that counts: breaks even at \d+% \(now \d+%\)\.", said)
