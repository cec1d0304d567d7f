"""Saving: private, with one copy of the version before, and never over somebody else's changes."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fortnight.core.assessment import Answer, Assessment, Header
from fortnight.errors import FileChanged, UserError
from fortnight.storage.stamp import has_changed
from fortnight.storage.toml_files import dumps, load_assessment, save_assessment, why_not_written


def of_team(team: str) -> Assessment:
    """Return an assessment that can be told from others by its team."""
    return Assessment(assessment=Header(team=team))


def team_in(path: Path) -> str:
    """Return the team named in the file at `path`."""
    return load_assessment(path).assessment.assessment.team


def names_in(folder: Path) -> list[str]:
    """Return the names of all files in a folder."""
    return sorted(entry.name for entry in folder.iterdir())


def test_one_previous_version_is_kept(tmp_path: Path) -> None:
    """After three saves the file is the third, its .bak the second, and nothing else lies about."""
    path = tmp_path / "acme.toml"
    stamp = None
    for team in ("one", "two", "three"):
        stamp = save_assessment(path, of_team(team), expected=stamp)
    assert ("three", "two") == (team_in(path), team_in(tmp_path / "acme.toml.bak"))
    assert ["acme.toml", "acme.toml.bak"] == names_in(tmp_path)


def test_files_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    """The file and its previous version have mode 0600, also when somebody had opened them to all."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("one"), expected=None)
    path.chmod(0o644)
    save_assessment(path, of_team("two"), expected=stamp)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("acme.toml", "acme.toml.bak")]
    assert [0o600, 0o600] == modes


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Saving through a link writes the file it leads to; the copy of the version before lies beside that file."""
    real = tmp_path / "real" / "acme.toml"
    real.parent.mkdir()
    link = tmp_path / "link.toml"
    link.symlink_to(Path("real") / "acme.toml")
    stamp = save_assessment(link, of_team("one"), expected=None)
    save_assessment(link, of_team("two"), expected=stamp)
    assert link.is_symlink()
    assert ("two", ["acme.toml", "acme.toml.bak"]) == (team_in(real), names_in(real.parent))
    assert ["link.toml", "real"] == names_in(tmp_path)


def test_the_stamp_of_a_save_is_the_stamp_of_the_file(tmp_path: Path) -> None:
    """What saving returns is what loading would see, so that the next save does not take us for somebody else."""
    path = tmp_path / "acme.toml"
    saved = save_assessment(path, of_team("one"), expected=None)
    assert saved == load_assessment(path).stamp


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    """Saving without a stamp, as for a new file, leaves a file of that name alone."""
    path = tmp_path / "acme.toml"
    save_assessment(path, of_team("theirs"), expected=None)
    with pytest.raises(FileChanged):
        save_assessment(path, of_team("ours"), expected=None)
    assert "theirs" == team_in(path)


def test_a_file_changed_underneath_is_left_and_ours_put_beside(tmp_path: Path) -> None:
    """Both versions are kept, and the error says where ours is."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("old"), expected=None)
    path.write_text(dumps(of_team("theirs")))
    with pytest.raises(FileChanged) as raised:
        save_assessment(path, of_team("ours"), expected=stamp)
    assert tmp_path / "acme.my-version.toml" == raised.value.kept_at
    assert ("theirs", "ours") == (team_in(path), team_in(raised.value.kept_at))
    assert str(raised.value).startswith(f"{path}: was changed by somebody else since it was opened")


def test_a_same_sized_change_within_the_clock_is_noticed(tmp_path: Path) -> None:
    """Content decides, not time and size: a change that keeps both is still not overwritten."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("abc"), expected=None)
    path.write_text(dumps(of_team("xyz")))
    os.utime(path, ns=(stamp.modified_ns, stamp.modified_ns))
    with pytest.raises(FileChanged):
        save_assessment(path, of_team("ours"), expected=stamp)
    assert "xyz" == team_in(path)


def test_going_on_after_a_change_renews_our_version_only(tmp_path: Path) -> None:
    """Ten more answers while the question stands open give one file of ours, the latest."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("old"), expected=None)
    path.write_text(dumps(of_team("theirs")))
    for number in range(10):
        with pytest.raises(FileChanged):
            save_assessment(path, of_team(f"ours {number}"), expected=stamp)
    assert ["acme.my-version.toml", "acme.toml"] == names_in(tmp_path)
    assert "ours 9" == team_in(tmp_path / "acme.my-version.toml")


def test_an_unsaved_version_from_another_day_is_not_replaced(tmp_path: Path) -> None:
    """A file of that name that this window did not write stays; ours gets a number, and keeps it."""
    path, earlier = tmp_path / "acme.toml", tmp_path / "acme.my-version.toml"
    stamp = save_assessment(path, of_team("old"), expected=None)
    path.write_text(dumps(of_team("theirs")))
    earlier.write_text(dumps(of_team("from last week")))
    for team in ("ours", "ours again"):
        with pytest.raises(FileChanged):
            save_assessment(path, of_team(team), expected=stamp)
    assert ("from last week", "ours again") == (team_in(earlier), team_in(tmp_path / "acme.my-version-2.toml"))
    assert ["acme.my-version-2.toml", "acme.my-version.toml", "acme.toml"] == names_in(tmp_path)


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    """There is nothing to lose by writing a file that somebody deleted."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("one"), expected=None)
    path.unlink()
    save_assessment(path, of_team("two"), expected=stamp)
    assert "two" == team_in(path)


def test_a_commented_file_is_copied_before_the_first_save(tmp_path: Path) -> None:
    """The comments, which a save cannot carry over, stay in a copy, and the stamp says where; once is enough."""
    path = tmp_path / "acme.toml"
    path.write_text('# ours since 2026\n[assessment]\nteam = "one"  # the pilot team\n')
    by_hand = path.read_bytes()
    loaded = load_assessment(path)
    first = save_assessment(path, of_team("two"), expected=loaded.stamp)
    second = save_assessment(path, of_team("three"), expected=first)
    assert loaded.has_comments
    assert (tmp_path / "acme.toml.with-comments", None) == (first.comments_kept_at, second.comments_kept_at)
    assert by_hand == (tmp_path / "acme.toml.with-comments").read_bytes()
    assert ["acme.toml", "acme.toml.bak", "acme.toml.with-comments"] == names_in(tmp_path)


def test_a_copy_with_other_comments_is_not_replaced(tmp_path: Path) -> None:
    """Comments written after an earlier copy get a copy of their own."""
    path = tmp_path / "acme.toml"
    for comment in ("# first", "# second"):
        path.write_text(comment)
        save_assessment(path, of_team("one"), expected=load_assessment(path).stamp)
    copies = [name for name in names_in(tmp_path) if "with-comments" in name]
    assert ["acme.toml.with-comments", "acme.toml.with-comments-2"] == sorted(copies)


@pytest.mark.parametrize(("content", "has_comments"), [
    ("a = 1 # yes", True),
    ("# yes\n", True),
    ('[assessment]\nteam = "# no"', False),
    ("[assessment]\nteam = '# no'", False),
    ('[assessment]\nteam = """\n# no\n"""', False),
    ("[assessment]\nteam = '''\n# \"no\n'''", False),
    ('[assessment]\nteam = "\\" # no"', False),
    ('[assessment]\nteam = """a \\""" # no """', False),
    ('[assessment]\nteam = """a""""" # yes', True),
    ('[answers."a#b"]', False),
])
def test_a_comment_is_told_from_text(content: str, has_comments: bool) -> None:
    """A # counts outside of quotes of all four kinds only."""
    from fortnight.storage.toml_text import has_comments as found

    assert has_comments == found(content.encode())


def test_changes_are_noticed_between_saves(tmp_path: Path) -> None:
    """A touched file has not changed, an edited or deleted one has."""
    path = tmp_path / "acme.toml"
    stamp = save_assessment(path, of_team("one"), expected=None)
    assert not has_changed(path, stamp)
    os.utime(path, ns=(1, 1))
    assert not has_changed(path, stamp)
    path.write_text("")
    assert has_changed(path, stamp)
    path.unlink()
    assert has_changed(path, stamp)


def test_a_failing_write_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """When the disk takes no more, one sentence says so, the last version stands and nothing half lies about."""
    path = tmp_path / "acme.toml"
    save_assessment(path, of_team("safe"), expected=None)
    script = (
        "import sys; from pathlib import Path; from fortnight.core.assessment import *; "
        "from fortnight.errors import UserError; from fortnight.storage.toml_files import *\n"
        "path = Path(sys.argv[1]); loaded = load_assessment(path)\n"
        "big = Assessment(answers={'a': Answer(note='x' * 20_000)})\n"
        "try: save_assessment(path, big, expected=loaded.stamp)\n"
        "except UserError as error: print(error)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )
    expected = (f"{path}: is not saved, because the system allows no file of this size; ask for a larger limit. "
                "The last saved version is untouched.")
    assert expected == ended.stdout.strip()
    assert "safe" == team_in(path)
    assert ["acme.toml"] == names_in(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    """Where nobody may write, the sentence names the folder."""
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match=r"you may not write in .*; save somewhere else or ask for access"):
        save_assessment(tmp_path / "acme.toml", of_team("one"), expected=None)


@pytest.mark.parametrize(("name", "reason"), [
    ("nowhere/acme.toml", "there is no folder {folder}/nowhere; create it first"),
    ("file/acme.toml", "{folder}/file is not a folder; choose another place"),
    ("folder", "there is a folder of that name; choose another name"),
    ("x" * 254 + ".toml", "the name is too long; choose a shorter one"),
])
def test_impossible_places_are_said_in_one_sentence(name: str, reason: str, tmp_path: Path) -> None:
    """A save that cannot work says why and what to do."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as raised:
        save_assessment(tmp_path / name, of_team("one"), expected=None)
    assert f"{tmp_path / name}: is not saved, because {reason.format(folder=tmp_path)}." == str(raised.value)


def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    """The system's error number becomes advice; a version that was saved before is said to be as it was."""
    error, path = OSError(errno.ENOSPC, "No space left on device"), tmp_path / "a.toml"
    expected = f"{path}: is not saved, because the disk is full; free some space and save again."
    assert expected == why_not_written(path, error)
    path.touch()
    assert f"{expected} The last saved version is untouched." == why_not_written(path, error)


def test_answers_are_saved_with_what_they_are(tmp_path: Path) -> None:
    """What is saved is what is loaded."""
    assessment = Assessment(answers={"data.real": Answer(level=3, note="seen\nin the log")})
    save_assessment(tmp_path / "a.toml", assessment, expected=None)
    assert assessment == load_assessment(tmp_path / "a.toml").assessment
