"""`fortnight check` over files with a planted mistake each: one exact line, exit 1, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from fortnight.cli import main

HEADER = 'format = 1\n\n[assessment]\nquestionnaire = "poc-to-production"\n\n'

PLANTED = {
    "unknown-key": (
        HEADER + '[answers."data.real"]\nlevle = 3\n',
        'answers."data.real".levle: is not a key of this table; did you mean level?',
    ),
    "wrong-type": (
        HEADER + '[answers."data.real"]\nlevel = "three"\n',
        'answers."data.real".level: must be a whole number; it is "three"',
    ),
    "level-7": (
        HEADER + '[answers."data.real"]\nlevel = 7\n',
        'answers."data.real".level: 7 is above the scale of this questionnaire; give 1 to 5',
    ),
    "p5-above-p95": (
        HEADER + "[use_cases.claims.roi.success_share]\np5 = 0.9\np95 = 0.6\n",
        "use_cases.claims.roi.success_share: p5 (0.9) is above p95 (0.6); swap them",
    ),
    "unknown-question": (
        HEADER + '[answers."data.reel"]\nlevel = 3\n',
        'answers."data.reel": the questionnaire has no question of this id; did you mean data.real?',
    ),
    "two-of-one-name": (
        HEADER + '[use_cases.claims]\nname = "Claims"\n\n[use_cases.triage]\nname = "claims"\n',
        'use_cases.triage.name: "claims" is also the name of claims; rename one',
    ),
    "broken-toml": (
        HEADER + '[answers."data.real"\nlevel = 3\n',
        "line 6: is not TOML: ] is missing at the end of the table's name; see column 21",
    ),
    "newer-format": (
        "format = 2\n",
        "format: 2 was written by a newer Fortnight; this one reads format 1, so update Fortnight to read the file",
    ),
    "not-utf-8": (b"format = 1\n# caf\xe9\n", "is not UTF-8 text; save it as UTF-8 in your editor"),
    "empty": ("", "is empty; write a new one with: fortnight new FILE, or take the previous copy"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_gives_one_exact_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names file, table and key, says what is wrong and what to do; nothing else is printed."""
    content, line = PLANTED[name]
    monkeypatch.chdir(tmp_path)
    Path("team.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    code = main(["check", "team.toml"])
    printed = capsys.readouterr()
    assert (f"team.toml: {line}\n", "", 1) == (printed.err, printed.out, code)


def test_every_file_is_checked_even_after_a_bad_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad file does not hide another, and a good one is still said to be in order."""
    monkeypatch.chdir(tmp_path)
    for name, (content, _) in PLANTED.items():
        Path(f"{name}.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    Path("good.toml").write_text(HEADER)
    code = main(["check", *(f"{name}.toml" for name in PLANTED), "good.toml"])
    printed = capsys.readouterr()
    assert (1, len(PLANTED), "good.toml: in order\n") == (code, len(printed.err.splitlines()), printed.out)
