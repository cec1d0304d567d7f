"""Names and places that cannot be used: one sentence on stderr, exit 1, and nothing is written or lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from fortnight.cli import main
from fortnight.storage.library import data_folder

LONG = "a" * 300 + ".toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the commands run in, with an assessment, a damaged PDF and a link back to itself."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(data_folder("samples") / "govuk-chat-2024-01.toml", "team.toml")
    Path("loop.toml").symlink_to("loop.toml")
    Path("half.pdf").write_bytes(b"half of a page")
    return tmp_path


@pytest.mark.parametrize(("typed", "says"), [
    (["new", "."], ".: is a folder; add a name for the file."),
    (["new", ""], ".: is a folder; add a name for the file."),
    (["new", LONG], "the name is too long"),
    (["new", "/".join(["d" * 200] * 30) + "/q4.toml"], "cannot be read (File name too long)"),
    (["next", "team.toml", "/"], "/: is a folder; add a name for the file."),
    ([LONG], "cannot be read (File name too long); check the name and the disk"),
    (["compare", LONG, "team.toml"], "cannot be read (File name too long); check the name and the disk"),
    (["compare", "team.toml/x", "team.toml"], "team.toml/x: cannot be read (Not a directory)"),
    (["questionnaire", "new", "no/such/folder.toml"], "create it first"),
    (["questionnaire", "new", LONG], "cannot be read (File name too long)"),
    (["questionnaire", "show", "./loop.toml"], "cannot be read (Too many levels of symbolic links)"),
    (["report", "loop.toml", "-o", "x.md"], "cannot be read (Too many levels of symbolic links)"),
    (["report", "", "--format", "md"], ".: is a folder; name a file in it"),
    (["brief", "team.toml", "-o", "team.toml"], "there is a file of that name; choose another name"),
    (["ask", "half.pdf"], "half.pdf: is damaged and cannot be read; ask for it again, or for the TOML file"),
    (["collect", "team.toml", "team.toml"], "is not the reply of a participant"),
])
def test_a_place_that_cannot_be_used_is_one_sentence(
    typed: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the system has against a name, the user reads one sentence, and the folder is as it was."""
    before = {path.name for path in folder.iterdir()}
    code = main(typed)
    printed = capsys.readouterr()
    assert (1, "", 1) == (code, printed.out, len(printed.err.splitlines()))
    assert says in printed.err
    assert before == {path.name for path in folder.iterdir()}


def test_a_report_never_takes_the_place_of_an_assessment(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No report is a TOML file, so one that is named like an assessment is a slip, and the file stays."""
    other = Path(shutil.copy("team.toml", "other.toml"))
    answers = other.read_bytes()
    code = main(["report", "team.toml", "--format", "md", "-o", "other.toml"])
    assert (1, answers) == (code, other.read_bytes())
    says = "other.toml: is the name of an assessment, and no report is one; end it in .md.\n"
    assert says == capsys.readouterr().err


def test_a_folder_that_is_gone_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody removed the folder under the terminal: the sentence says so, and nothing is logged as a fault."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    code = main(["report", "team.toml"])
    assert (1, "The folder that you are in is gone; change to another and try again.\n") == (
        code, capsys.readouterr().err)


def test_a_pipe_among_the_files_is_no_questionnaire(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Looking for questionnaires never waits for somebody to write into a pipe."""
    os.mkfifo(folder / "waits.toml")
    assert 0 == main(["questionnaire", "list"])
    assert "waits" not in capsys.readouterr().out
