"""The merge driver: git's three files in, the merged one in place of ours, a person asked only where needed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fortnight.errors import FileProblem
from fortnight.storage.merge_driver import merge_files
from fortnight.storage.toml_files import load_assessment


def three(folder: Path, base: str, ours: str, theirs: str) -> list[Path]:
    """Write the three files and return their paths."""
    paths = [folder / name for name in ("base", "ours", "theirs")]
    for path, content in zip(paths, (base, ours, theirs), strict=True):
        path.write_text(content)
    return paths


def test_edits_of_both_sides_are_merged_into_ours(tmp_path: Path) -> None:
    """Different answers need nobody; the other two files stay as they were."""
    one = "[answers.a]\nlevel = 1"
    paths = three(tmp_path, one, "[answers.a]\nlevel = 2", f'{one}\nnote = "n"')
    before = [path.read_text() for path in paths]
    merged = merge_files(*paths)
    answer = load_assessment(paths[1]).assessment.answers["a"]
    assert ((), (), 2, "n") == (merged.conflicts, merged.commented, answer.level, answer.note)
    assert (before[0], before[2]) == (paths[0].read_text(), paths[2].read_text())
    assert ["base", "ours", "theirs"] == sorted(path.name for path in tmp_path.iterdir())


def test_what_cannot_be_decided_is_named(tmp_path: Path) -> None:
    """Two levels for one answer remain, and the file lists them."""
    paths = three(tmp_path, "[answers.a]\nlevel = 1", "[answers.a]\nlevel = 2", "[answers.a]\nlevel = 3")
    assert ("answers.a.level",) == merge_files(*paths).conflicts
    assert ["answers.a.level"] == list(load_assessment(paths[1]).assessment.conflicts)


def test_a_file_that_both_sides_added_has_an_empty_base(tmp_path: Path) -> None:
    """Git gives an empty base then."""
    paths = three(tmp_path, "", "[answers.a]\nlevel = 1", "[answers.b]\nlevel = 2")
    assert () == merge_files(*paths).conflicts
    assert {"a", "b"} == set(load_assessment(paths[1]).assessment.answers)


def test_one_file_may_stand_for_two(tmp_path: Path) -> None:
    """Where a side is the base itself, the other side's edits are the result."""
    base, ours, _theirs = three(tmp_path, "[answers.a]\nlevel = 1", "[answers.a]\nlevel = 2", "")
    assert () == merge_files(base, ours, base).conflicts
    assert 2 == load_assessment(ours).assessment.answers["a"].level
    assert () == merge_files(ours, ours, ours).conflicts


def test_comments_that_cannot_be_carried_are_named(tmp_path: Path) -> None:
    """Whoever merges learns whose comments are in the history only."""
    paths = three(tmp_path, "format = 1", "format = 1", "format = 1 # from Bo")
    assert (paths[2],) == merge_files(*paths).commented


def test_a_side_that_cannot_be_read_leaves_ours_alone(tmp_path: Path) -> None:
    """Then git keeps both sides for a person, as without a driver."""
    paths = three(tmp_path, "format = 1", "[answers.a]\nlevel = 1", "<<<<<<< ours\n")
    with pytest.raises(FileProblem, match="theirs: line 1: "):
        merge_files(*paths)
    assert "[answers.a]\nlevel = 1" == paths[1].read_text()


def test_the_mode_of_ours_stays(tmp_path: Path) -> None:
    """A file in a repository keeps the mode that git gave it."""
    paths = three(tmp_path, "", "format = 1", "format = 1")
    paths[1].chmod(0o644)
    merge_files(*paths)
    assert 0o644 == paths[1].stat().st_mode & 0o777


class Repository:
    """A git repository of one assessment, set up by the command that the documentation gives."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "assessments" / "acme.toml"
        self._environment = {
            **os.environ, "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
            **{f"FORTNIGHT_{what}": str(folder / ".git" / what) for what in ("STATE", "CONFIG", "DATA")},
            **{f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        page = (Path(__file__).parents[2] / "docs" / "files.md").read_text("utf-8")
        (command,) = re.findall(r"```\n(git config merge[^\n]*)\n```", page)
        self.run("git", "init", "-q", "-b", "main")
        self.run("sh", "-c", command)
        self.file.parent.mkdir()

    def run(self, *command: str, typed: str = "") -> int:
        """Return the exit code of a command."""
        return subprocess.run(command, cwd=self.folder, env=self._environment, input=typed, text=True,
                              capture_output=True, check=False).returncode

    def commit(self) -> None:
        """Commit everything."""
        assert 0 == self.run("git", "add", ".") == self.run("git", "commit", "-qm", "answers")

    def ask(self, typed: str) -> int:
        """Type lines into `fortnight ask`; return its exit code."""
        return self.run("fortnight", "ask", str(self.file), typed=typed)

    def answers(self) -> dict[str, int | None]:
        """Return the levels in the file."""
        return {key: answer.level for key, answer in load_assessment(self.file).assessment.answers.items()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with the beginning of a quick scan, and a branch called theirs."""
    made = Repository(tmp_path)
    made.run("fortnight", "new", str(made.file), "--questionnaire", "quick-scan")
    made.commit()
    made.run("git", "branch", "theirs")
    return made


on_posix = pytest.mark.skipif(
    os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell for the documented command"
)


@on_posix
def test_git_merges_two_branches_as_documented(repository: Repository) -> None:
    """Two people answer different questions on two branches; the one documented command makes git take both."""
    repository.ask("menu\n1 all\n2\nquit\n")
    repository.commit()
    ours = repository.answers()
    repository.run("git", "checkout", "-q", "theirs")
    repository.ask("menu\n1 all\nskip\n3\nquit\n")
    repository.commit()
    theirs = repository.answers()
    assert ([2], [3]) == (list(ours.values()), list(theirs.values()))
    assert 0 == repository.run("git", "merge", "-q", "-m", "both", "main")
    assert {**ours, **theirs} == repository.answers()


@on_posix
def test_what_git_cannot_decide_is_asked_and_then_in_order(repository: Repository) -> None:
    """Two levels for one question: git and check report it, the file still reads, and `ask` settles it."""
    repository.ask("menu\n1 all\n2\nquit\n")
    repository.commit()
    repository.run("git", "checkout", "-q", "theirs")
    repository.ask("menu\n1 all\n4\nquit\n")
    repository.commit()
    assert 1 == repository.run("git", "merge", "-m", "both", "main")
    (conflict,) = load_assessment(repository.file).assessment.conflicts.values()
    assert {2, 4} == {conflict.ours, conflict.theirs}
    assert 1 == repository.run("fortnight", "check", str(repository.file))
    assert 0 == repository.ask("2\nquit\n")
    assert [conflict.theirs] == list(repository.answers().values())
    assert 0 == repository.run("fortnight", "check", str(repository.file))
