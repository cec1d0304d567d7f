"""`fortnight check` over files with a planted mistake each: one exact line, exit 1, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from fortnight import __version__
from fortnight.cli import main

HEADER = 'format = 1\n\n[assessment]\nquestionnaire = "poc-to-production"\n\n'

PLANTED = {
    "unknown-key": (
        HEADER + '[answers."data.real"]\nlevle = 3\n',
        'answers."data.real".levle: is not a known key; did you mean "level"?',
    ),
    "wrong-type": (
        HEADER + '[answers."data.real"]\nlevel = "three"\n',
        'answers."data.real".level: must be a whole number, not the text "three"',
    ),
    "level-7": (
        HEADER + '[answers."data.real"]\nlevel = 7\n',
        'answers."data.real".level: is 7, but the scale ends at 5; choose 1 to 5',
    ),
    "p5-above-p95": (
        HEADER + "[use_cases.claims.roi.success_share]\np5 = 0.9\np95 = 0.6\n",
        "use_cases.claims.roi.success_share: has its low end, p5 (0.9), above its high end, p95 (0.6); "
        "swap them",
    ),
    "unknown-question": (
        HEADER + '[answers."data.reel"]\nlevel = 3\n',
        'answers."data.reel": is not a question of poc-to-production; did you mean "data.real"?',
    ),
    "two-of-one-name": (
        HEADER + '[use_cases.claims]\nname = "Claims"\n\n[use_cases.triage]\nname = "claims"\n',
        'use_cases.triage.name: "claims" is also the name of claims; rename one',
    ),
    "broken-toml": (
        HEADER + '[answers."data.real"\nlevel = 3\n',
        "line 6: a table begins with its name in square brackets; the closing ] is missing",
    ),
    "newer-format": (
        "format = 2\n",
        f"format: this file has format 2, and Fortnight {__version__} reads format 1; it needs a newer Fortnight, "
        "one that reads format 2: update with `pip install --upgrade fortnight`",
    ),
    "not-utf-8": (b"format = 1\n# caf\xe9\n", "line 2: is not UTF-8 text; save it as UTF-8 in the editor"),
    "empty": ("", "is empty; put back team.toml.bak if it is beside it, or delete the file and begin again"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_gives_one_exact_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names file, table and key, says what is wrong and what to do; it is the result, so on stdout."""
    content, line = PLANTED[name]
    monkeypatch.chdir(tmp_path)
    Path("team.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    code = main(["check", "team.toml"])
    printed = capsys.readouterr()
    assert (f"team.toml: {line}\n", "", 1) == (printed.out, printed.err, code)


def test_every_file_is_checked_even_after_a_bad_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad file does not hide another, and a good one is still said to be in order, by the name typed."""
    monkeypatch.chdir(tmp_path)
    for name, (content, _) in PLANTED.items():
        Path(f"{name}.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("q4").mkdir()
    Path("q4/good.toml").write_text(HEADER)
    code = main(["check", *(f"{name}.toml" for name in PLANTED), "q4/good.toml"])
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    refused = {line.split(":")[0] for line in lines if not line.startswith("q4/good.toml")}
    assert (1, {f"{name}.toml" for name in PLANTED}, "") == (code, refused, printed.err)
    assert "q4/good.toml: in order" == lines[-1]
