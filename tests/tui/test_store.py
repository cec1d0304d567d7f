"""The open file without a screen: saved at once, every step can be taken back, nobody's changes are lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fortnight.core.edit import EditError
from fortnight.storage.document import open_document
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.store import Edit, Place, Store

HERE = Place("assess", "data.real")


def level_on_disk(file: Path, question_id: str = "data.real") -> int | None:
    """Return the level that the file holds."""
    answer = load_assessment(file).assessment.answers.get(question_id)
    return answer.level if answer is not None else None


def answer(store: Store, level: int, question_id: str = "data.real") -> None:
    """Give an answer."""
    store.set(("answers", question_id, "level"), level, label=f"level {level}", place=HERE)


def test_a_change_is_on_disk_when_it_returns(store: Store, file: Path) -> None:
    """Every answer is saved before the next key is read."""
    answer(store, 3)
    assert 3 == level_on_disk(file)


def test_a_value_that_does_not_fit_changes_nothing(store: Store, file: Path) -> None:
    """The sentence comes as an error; neither memory nor disk has changed."""
    before = file.read_bytes()
    with pytest.raises(EditError):
        store.set(("answers", "data.real", "level"), "three", label="", place=HERE)
    assert before == file.read_bytes()
    assert store.undo() is None


def test_undo_and_redo_walk_the_whole_session(store: Store, file: Path) -> None:
    """Each step goes to disk too, and says where it was made."""
    for level in (1, 2, 3):
        answer(store, level)
    assert [HERE, HERE, HERE] == [change.place for change in (store.undo(), store.undo(), store.undo()) if change]
    assert store.undo() is None
    assert level_on_disk(file) is None
    store.redo()
    store.redo()
    assert 2 == level_on_disk(file)


def test_a_new_change_ends_what_could_be_redone(store: Store) -> None:
    """History has one line."""
    answer(store, 1)
    store.undo()
    answer(store, 2)
    assert store.redo() is None


def test_letters_typed_into_one_field_are_one_step(store: Store) -> None:
    """Undo takes the sentence back, not its last letter."""
    for text in ("r", "ru", "run"):
        store.set(("answers", "data.real", "note"), text, label="note", place=HERE, joined="note")
    store.undo()
    assert "data.real" not in store.assessment.answers


def test_joined_changes_do_not_swallow_a_step_before_them(store: Store) -> None:
    """Another field, or the same one after something else, begins a new step."""
    store.set(("answers", "data.real", "note"), "a", label="note", place=HERE, joined="note")
    answer(store, 2)
    store.set(("answers", "data.real", "note"), "ab", label="note", place=HERE, joined="note")
    store.undo()
    assert "a" == store.assessment.answers["data.real"].note
    assert 2 == store.assessment.answers["data.real"].level


def test_the_same_value_again_is_no_step(store: Store) -> None:
    """Undo never seems to do nothing."""
    answer(store, 2)
    answer(store, 2)
    store.undo()
    assert store.undo() is None


def test_several_edits_are_one_step(store: Store) -> None:
    """What belongs together is taken back together."""
    store.change([Edit(("answers", "data.real", "reason"), "bought"),
                  Edit(("answers", "data.real", "state"), "not-applicable")], label="n/a", place=HERE)
    store.undo()
    assert {} == store.assessment.answers


@pytest.fixture
def disturbed(store: Store, file: Path) -> Store:
    """We answered one question; somebody else answered another in the file itself."""
    answer(store, 3)
    theirs = Store(open_document(file), lambda what: None)
    answer(theirs, 5, "data.rights")
    answer(theirs, 4, "people.owner")
    answer(store, 2)
    return store


def test_a_change_by_somebody_else_is_noticed_before_writing(disturbed: Store, file: Path) -> None:
    """Their file stays, ours is kept, and the trouble says so."""
    assert disturbed.trouble is not None
    assert disturbed.trouble.changed_underneath
    assert 3 == level_on_disk(file)
    assert 5 == level_on_disk(file, "data.rights")
    assert 2 == disturbed.assessment.answers["data.real"].level


def test_a_change_by_somebody_else_is_noticed_without_one_of_ours(store: Store, file: Path) -> None:
    """A look at the disk is enough; touching the file, or taking it away, is no change."""
    store.look_at_disk()
    os.utime(file, (0, 0))
    store.look_at_disk()
    content = file.read_bytes()
    file.unlink()
    store.look_at_disk()
    assert store.trouble is None
    file.write_bytes(content + b'[answers."people.owner"]\nlevel = 4\n')
    store.look_at_disk()
    assert store.trouble is not None
    assert store.is_saved
    store.bring_together()
    assert 4 == store.assessment.answers["people.owner"].level


def test_ours_can_be_kept_over_what_is_no_assessment(store: Store, file: Path) -> None:
    """Git's marks of a conflict, or any bytes: ours is written, and they are the previous copy."""
    torn = file.read_bytes() + b"<<<<<<< HEAD\n\xff\n=======\n"
    file.write_bytes(torn)
    answer(store, 3)
    store.keep_mine()
    assert 3 == level_on_disk(file)
    assert torn == file.with_name("team.toml.bak").read_bytes()


def test_both_can_be_brought_together(disturbed: Store, file: Path) -> None:
    """The edits of both sides are in the file, and saving works again."""
    disturbed.bring_together()
    assert disturbed.trouble is None
    assert (2, 5, 4) == tuple(level_on_disk(file, each) for each in ("data.real", "data.rights", "people.owner"))
    answer(disturbed, 1)
    assert 1 == level_on_disk(file)


def test_ours_can_be_kept(disturbed: Store, file: Path) -> None:
    """Ours is written; theirs is the previous copy."""
    disturbed.keep_mine()
    assert 2 == level_on_disk(file)
    assert 5 == level_on_disk(file.with_name("team.toml.bak"), "data.rights")


def test_theirs_can_be_taken_and_taken_back(disturbed: Store, file: Path) -> None:
    """Undo brings ours back."""
    disturbed.take_theirs()
    assert 5 == disturbed.assessment.answers["data.rights"].level
    assert 3 == disturbed.assessment.answers["data.real"].level
    disturbed.undo()
    assert 2 == level_on_disk(file)


def test_what_cannot_be_saved_is_kept_and_saved_later(store: Store, file: Path) -> None:
    """A folder in the way of the file: the answer stays in memory, the reason is told, a later save succeeds."""
    content = file.read_bytes()
    file.unlink()
    file.mkdir()
    answer(store, 3)
    assert store.trouble is not None
    assert not store.trouble.changed_underneath
    assert "is not saved" in store.trouble.sentence
    file.rmdir()
    file.write_bytes(content)
    store.save()
    assert store.trouble is None
    assert 3 == level_on_disk(file)


def test_hand_written_comments_are_kept_beside(file: Path) -> None:
    """The first save says where they went."""
    file.write_text("# written by hand\n" + file.read_text())
    store = Store(open_document(file), lambda what: None)
    answer(store, 3)
    assert store.comments_kept_at is not None
    assert "# written by hand" in store.comments_kept_at.read_text()
