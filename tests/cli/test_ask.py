"""`fortnight ask` driven by scripts: saved after every answer, ended cleanly, safe against what people type."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fortnight.cli import main
from fortnight.core.edit import set_at
from fortnight.storage.document import open_document, save_document
from fortnight.storage.toml_files import load_assessment
from tests.storage.pdfs import pdf_with


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new assessment in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORTNIGHT_STATE", str(tmp_path / "state"))
    main(["new", "team.toml"])
    return tmp_path / "team.toml"


def ask(monkeypatch: pytest.MonkeyPatch, file: Path, *lines: str) -> int:
    """Run the interview on these lines and return the exit code."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return main(["ask", str(file)])


def levels(file: Path) -> dict[str, int | None]:
    """Return the levels in the file."""
    return {key: answer.level for key, answer in load_assessment(file).assessment.answers.items()}


def test_a_script_fills_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of a pipe are the answers, and the end of the pipe ends the interview without an error."""
    assert 0 == ask(monkeypatch, file, "3", "2")
    assert {"success.problem": 3, "success.metric": 2} == levels(file)


@pytest.mark.parametrize("lines", [(), ("quit",)])
def test_the_end_says_where_the_result_is_told(
    lines: tuple[str, ...], file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever uses no screen reads verdict, money and roadmap as sentences, from commands that are named."""
    assert 0 == ask(monkeypatch, file, *lines)
    told = " ".join(capsys.readouterr().out.split())
    assert told.endswith(
        "What team.toml comes to is said in sentences by fortnight verdict, fortnight roi and fortnight roadmap."
    )


def test_a_second_run_goes_on_where_the_first_ended(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered is not asked again."""
    ask(monkeypatch, file, "3", "quit")
    ask(monkeypatch, file, "2")
    assert {"success.problem": 3, "success.metric": 2} == levels(file)


def test_every_answer_is_on_disk_before_the_next_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the file while the next line is awaited finds the last answer in it."""

    class Watching(io.StringIO):
        seen: list[int]

        def readline(self, *_: object) -> str:
            self.seen.append(len(levels(file)))
            return "2\n" if len(self.seen) < 4 else ""

    stream = Watching()
    stream.seen = []
    monkeypatch.setattr("sys.stdin", stream)
    main(["ask", str(file)])
    assert [0, 1, 2, 3] == stream.seen


def test_lines_that_mean_nothing_are_counted(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script with a wrong line goes on, and its exit code says that something was not understood."""
    assert 1 == ask(monkeypatch, file, "nine", "3")
    assert {"success.problem": 3} == levels(file)
    assert "1 line was not understood" in capsys.readouterr().err


def test_what_people_typed_cannot_drive_the_terminal(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note with an escape sequence in it is shown without it and kept as typed."""
    ask(monkeypatch, file, "n \x1b[2Jgone", "3")
    assert "\x1b" not in capsys.readouterr().out
    assert "\x1b[2Jgone" == load_assessment(file).assessment.answers["success.problem"].note


def test_somebody_elses_change_is_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is written from elsewhere between two answers ends up with the changes of both."""

    class Interrupted(io.StringIO):
        def readline(self, *arguments: int) -> str:
            line = super().readline(*arguments)
            if line == "2\n":
                other = open_document(file)
                save_document(other, set_at(other.assessment, ("assessment", "team"), "Night shift"))
            return line

    monkeypatch.setattr("sys.stdin", Interrupted("3\n2\n4\n"))
    assert 0 == main(["ask", str(file)])
    assert {"success.problem": 3, "success.metric": 2, "success.baseline": 4} == levels(file)
    assert "Night shift" == load_assessment(file).assessment.assessment.team
    assert [] == list(file.parent.glob("*my-version*"))


def test_a_file_broken_meanwhile_leaves_the_answers_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the other version cannot be read, the interview ends and says which file has the answers."""

    class Interrupted(io.StringIO):
        def readline(self, *arguments: int) -> str:
            line = super().readline(*arguments)
            if line == "2\n":
                file.write_text("level = [", encoding="utf-8")
            return line

    monkeypatch.setattr("sys.stdin", Interrupted("3\n2\n"))
    assert 1 == main(["ask", str(file)])
    kept = next(file.parent.glob("*my-version*"))
    assert str(kept) in capsys.readouterr().err
    assert {"success.problem": 3, "success.metric": 2} == levels(kept)


def test_answers_to_a_pdf_are_said_to_go_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the first question it is said which new file the answers go into; the PDF stays as it is."""
    before = pdf_with(file.read_bytes())
    Path("report.pdf").write_bytes(before)
    assert 0 == ask(monkeypatch, Path("report.pdf"), "3")
    assert "your answers go into report.toml" in capsys.readouterr().err
    assert ({"success.problem": 3}, before) == (levels(Path("report.toml")), Path("report.pdf").read_bytes())


def test_a_closed_input_is_an_empty_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Started without any input, as by a scheduler, it ends like a script without lines."""
    monkeypatch.setattr("sys.stdin", None)
    assert 0 == main(["ask", str(file)])


def test_the_mark_before_a_piped_text_is_no_part_of_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Systems that put a byte order mark before what they pipe do not spoil the first answer."""
    assert 0 == ask(monkeypatch, file, "\ufeff3")
    assert {"success.problem": 3} == levels(file)


def test_ctrl_c_says_that_all_is_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever stops in the middle of a line hears that the answers before it are kept, and how to go on."""

    class Stopped(io.StringIO):
        def readline(self, *arguments: int) -> str:
            line = super().readline(*arguments)
            if not line:
                raise KeyboardInterrupt
            return line

    monkeypatch.setattr("sys.stdin", Stopped("3\n"))
    assert 130 == main(["ask", str(file)])
    assert "Everything up to here is saved; the same command goes on." in capsys.readouterr().out
    assert {"success.problem": 3} == levels(file)


@pytest.mark.skipif(sys.platform == "win32", reason="there a line is edited and kept by the terminal itself")
def test_a_typed_line_may_be_longer_than_a_terminal_keeps_by_itself(file: Path) -> None:
    """What is typed or pasted at a terminal arrives whole: 6,000 letters of a note, where a bare terminal cuts."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "fortnight", "ask", str(file)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs,
                          env={**os.environ, "TERM": "dumb"}) as interview:
        os.close(theirs)
        shown = b""
        while b"\n> " not in shown:
            shown += os.read(ours, 65536)
        reader = threading.Thread(target=_drain, args=(ours,))
        reader.start()
        os.write(ours, b"n " + b"y" * 6000 + b"\nq\n")
        reader.join()
        os.close(ours)
    assert 0 == interview.returncode
    assert "y" * 6000 == load_assessment(file).assessment.answers["success.problem"].note


def _drain(terminal: int) -> None:
    """Read what a terminal shows until it is closed; otherwise its writer would wait for ever."""
    with contextlib.suppress(OSError):  # a terminal whose program has gone reads as an error
        while os.read(terminal, 65536):
            pass


def test_a_file_that_cannot_be_read_is_one_sentence(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken file is refused before anything is asked."""
    file.write_text("level = [", encoding="utf-8")
    capsys.readouterr()
    assert 1 == ask(monkeypatch, file)
    assert 1 == len(capsys.readouterr().err.splitlines())


def test_it_needs_no_screen_and_no_numpy(file: Path) -> None:
    """A slow line and an old machine are enough: Textual and NumPy are not loaded."""
    report = (
        "import sys, io; sys.stdin = io.StringIO('3\\n'); from fortnight.cli import main; "
        f"main(['ask', {str(file)!r}]); print([name for name in ('textual', 'rich', 'numpy', 'jinja2') "
        "if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", report], check=True, capture_output=True, text=True,
                          env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert "[]" == done.stdout.splitlines()[-1]
