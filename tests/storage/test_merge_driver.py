"""The merge driver: git's three files in, the merged one in place of ours, a person asked only where needed."""

from __future__ import annotations

import os
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


def test_git_merges_two_branches_with_it(tmp_path: Path) -> None:
    """Two branches that answered different questions merge without a hand, and the file holds both answers."""
    environment = {
        **os.environ, "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    script = "import sys; from pathlib import Path; from fortnight.storage.merge_driver import merge_files; " \
             "sys.exit(bool(merge_files(*map(Path, sys.argv[1:])).conflicts))"
    (tmp_path / "driver.py").write_text(script)

    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True)

    def commit(content: str) -> None:
        (tmp_path / "acme.toml").write_text(content)
        git("add", ".")
        git("commit", "-qm", "answers")

    git("init", "-q", "-b", "main")
    git("config", "merge.fortnight.driver", f'"{sys.executable}" driver.py %O %A %B')
    (tmp_path / ".gitattributes").write_text("acme.toml merge=fortnight\n")
    commit("[answers.a]\nlevel = 1\n")
    git("checkout", "-qb", "theirs")
    commit("[answers.a]\nlevel = 1\n[answers.b]\nlevel = 2\n")
    git("checkout", "-q", "main")
    commit("[answers.a]\nlevel = 1\n[answers.c]\nlevel = 3\n")
    git("merge", "-q", "-m", "both", "theirs")
    answers = load_assessment(tmp_path / "acme.toml").assessment.answers
    assert {"a": 1, "b": 2, "c": 3} == {question: answer.level for question, answer in answers.items()}
