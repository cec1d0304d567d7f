"""The job: progress that moves, cancel that works, limits that hold, and nothing half written."""

import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from pypdf import PdfReader

import fortnight.report.job as job_module
from fortnight.core.assessment import Assessment
from fortnight.core.evaluation import evaluate
from fortnight.errors import FileProblem, UserError
from fortnight.report.job import Progress, ReportCancelled, write_report
from fortnight.report.options import ReportFormat, ReportOptions
from fortnight.storage.document import open_document
from fortnight.storage.library import data_folder
from fortnight.storage.toml_files import dumps
from tests.report.conftest import SAMPLE, Made
from tests.report.example import Example, example
from tests.report.making import pdf_of
from tests.report.reading import text_of
from tests.report.test_html import HOSTILE, own_template, poisoned

QUIET = Path(data_folder("samples")) / "govuk-chat-2026-03.toml"


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[str]]]:
    """Return the child processes that a test starts; none may be left running."""
    started: list[subprocess.Popen[str]] = []
    real = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[str]:
        process = real(*arguments, **options)
        if "fortnight.report.child" in arguments[0]:
            started.append(process)
        return process

    monkeypatch.setattr("fortnight.report.process.subprocess.Popen", start)
    yield started
    assert [] == [child.pid for child in started if child.returncode is None]


def test_progress_moves_forward_to_the_end(harbour: Made) -> None:
    """Never back, never still for long, and done at one."""
    shares = [each.share for each in harbour.progress if not each.is_notice]
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 12
    assert all(later - earlier <= 0.35 for earlier, later in pairwise(shares))
    assert "100%  done" == str(harbour.progress[-1])


@pytest.mark.parametrize("format_name", [name for name in get_args(ReportFormat) if name != "pdf"])
def test_every_format_is_written(format_name: str, tmp_path: Path) -> None:
    """Each is a file with the name of the organisation or its first action in it."""
    options = ReportOptions(format=format_name)
    out = write_report(QUIET, tmp_path / f"out.{format_name}", options, lambda step: None)
    text = out.read_text(encoding="utf-8-sig")
    assert ("rank,action_id" if format_name == "csv" else "GOV.UK") in text
    if format_name == "html":
        assert text.startswith("<!DOCTYPE html>") and "://" not in text.split("<body>")[0]


def test_cancelling_leaves_the_old_file_and_no_process(
    tmp_path: Path, children: list[subprocess.Popen[str]]
) -> None:
    """Cancelled while pages are drawn: the file is what it was, and the child is gone."""
    out = tmp_path / "report.pdf"
    out.write_bytes(b"the old one")
    said: list[Progress] = []
    with pytest.raises(ReportCancelled, match="nothing was written"):
        write_report(QUIET, out, ReportOptions("board"), said.append, is_cancelled=lambda: said[-1:] != [] and (
            said[-1].share >= 0.5))
    assert (b"the old one", 1) == (out.read_bytes(), len(children))
    assert ["report.pdf"] == [each.name for each in tmp_path.iterdir()]


def test_cancelling_at_once_starts_nothing(tmp_path: Path, children: list[subprocess.Popen[str]]) -> None:
    """The first question is asked before anything is calculated."""
    with pytest.raises(ReportCancelled):
        write_report(QUIET, tmp_path / "r.pdf", ReportOptions(), lambda step: None, is_cancelled=lambda: True)
    assert not (tmp_path / "r.pdf").exists()


def test_a_template_that_never_ends_is_stopped(tmp_path: Path, children: list[subprocess.Popen[str]]) -> None:
    """The time limit ends the child and says what to do."""
    loop = "{% for a in range(99999) %}"
    endless = own_template(tmp_path, loop + loop + "{% endfor %}{% endfor %}")
    with pytest.raises(UserError, match="took more than 2 seconds and was stopped"):
        pdf_of(example(0), tmp_path, endless, time_limit=2.0)


def test_a_template_that_takes_all_memory_is_stopped(
    tmp_path: Path, children: list[subprocess.Popen[str]]
) -> None:
    """The memory limit is the child's own; the sentence says how much it may use."""
    greedy = own_template(tmp_path, "{{ 'x' * 9999999999 }}")
    with pytest.raises(UserError, match="more memory than the 2 GB"):
        pdf_of(example(0), tmp_path, greedy)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/passwd", "//host/x", "ftp://h/x"])
def test_an_address_put_together_by_a_template_is_not_fetched(address: str, tmp_path: Path) -> None:
    """What the lint cannot see, because it is computed, the fetcher refuses, naming the address."""
    middle = len(address) // 2
    template = own_template(tmp_path, '<html lang="en"><title>x</title><h1>x</h1><img alt="x" src="{{ '
                                      f"'{address[:middle]}' ~ '{address[middle:]}'" ' }}">')
    with pytest.raises(UserError, match="outside its folder; copy the file into the folder"):
        pdf_of(example(0), tmp_path, template)


def test_a_template_with_a_foreign_address_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    """The sentence names file and address."""
    (tmp_path / "a.toml").write_text(QUIET.read_text(encoding="utf-8"), encoding="utf-8")
    own_template(tmp_path, '<h1>x</h1><link rel="stylesheet" href="https://fonts.example/inter.css">')
    with pytest.raises(UserError, match=r"j2: loads https://fonts.example/inter.css, which is outside"):
        write_report(tmp_path / "a.toml", tmp_path / "a.pdf", ReportOptions("mine"), lambda step: None)


def test_an_own_template_may_use_files_beside_it_and_is_warned(tmp_path: Path) -> None:
    """Images of its own folder are drawn; what a screen reader would miss is a note, not a refusal."""
    template = own_template(tmp_path, '<html lang="en"><head><title>x</title>'
                                      '<link rel="stylesheet" href="own.css"></head>'
                                      "<body><h1>Own report</h1><h3>Skipped</h3></body></html>")
    (template / "own.css").write_text("h1 { color: teal }", encoding="utf-8")
    out, messages = pdf_of(example(0), tmp_path, template)
    assert "Own report" in text_of(out)
    assert ["An h3 follows an h1; do not skip a level."] == [
        message.notice.split(": ", 1)[1] for message in messages if message.notice]


def test_a_letter_without_a_shape_is_boxed_and_reported(tmp_path: Path) -> None:
    """The reader sees the code, and the command says so."""
    made = example(1, 2)
    header = made.assessment.assessment.model_copy(update={"organisation": "港湾互助"})
    made = Example(made.assessment.model_copy(update={"assessment": header}), made.questionnaire, made.evaluation)
    out, messages = pdf_of(made, tmp_path, "board")
    assert "U+6E2F" in text_of(out)
    notices = [message.notice for message in messages if message.notice]
    assert 1 == len(notices) and "4 letters have no shape" in notices[0] and "港 (U+6E2F)" in notices[0]


def test_hostile_text_in_every_field_is_drawn_as_typed(tmp_path: Path) -> None:
    """Through the whole pipeline, sentences of the core included: shown, not fetched, not executed."""
    document = open_document(SAMPLE)
    table = poisoned(document.assessment.table())
    for number, use_case in enumerate(table["use_cases"].values()):
        use_case["name"] = f"{number}{HOSTILE}"
        use_case.get("owners", {})["outside_team"] = ["business", "on_call"]
    assessment = Assessment.model_validate(table)
    made = Example(assessment, document.questionnaire, evaluate(assessment, document.questionnaire, draws=200))
    out, _ = pdf_of(made, tmp_path, answers=dumps(assessment).encode())
    text = text_of(out)
    assert "<script>alert(1)</script>" in text.replace(" ", "") and "{{ 7*7 }}" in text
    reader = PdfReader(out)
    assert ["assessment.toml"] == list(reader.attachments)
    assert dumps(assessment).encode() == reader.attachments["assessment.toml"][0]
    assert not any("/A" in each.get_object() for page in reader.pages for each in page.get("/Annots", []))


def test_missing_libraries_give_the_command_and_leave_other_formats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Pango there is no PDF, but everything else."""
    monkeypatch.setattr(job_module, "missing_libraries", lambda: ("Pango",))
    monkeypatch.setattr(job_module, "install_command", lambda: "apt-get install libpango-1.0-0")
    with pytest.raises(UserError, match=r"without Pango.*apt-get install libpango-1.0-0.*--format html"):
        write_report(QUIET, tmp_path / "r.pdf", ReportOptions(), lambda step: None)
    assert write_report(QUIET, tmp_path / "r.md", ReportOptions(format="md"), lambda step: None).exists()


def test_an_unknown_template_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    """A typing slip gets a guess."""
    with pytest.raises(UserError, match=r"no report template has this name.*board"):
        write_report(QUIET, tmp_path / "r.pdf", ReportOptions("bord"), lambda step: None)


def test_a_file_with_problems_is_refused_before_drawing(tmp_path: Path) -> None:
    """The sentences of `check` come out, and no file."""
    path = tmp_path / "bad.toml"
    path.write_text('format = 1\n[answers."no.such.question"]\nlevel = 3\n', encoding="utf-8")
    with pytest.raises(FileProblem, match=r"no\.such\.question"):
        write_report(path, tmp_path / "bad.pdf", ReportOptions(), lambda step: None)
    assert not (tmp_path / "bad.pdf").exists()


def test_a_brand_is_printed_and_a_broken_one_is_only_noted(tmp_path: Path) -> None:
    """Name, colour and logo show; a logo that is no picture is left out with a note."""
    text = QUIET.read_text(encoding="utf-8")
    text += '\n[brand]\nname = "Meridian"\nlogo = "logo.svg"\nfont = "missing.ttf"\nprimary_colour = "#8A1538"\n'
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
                                       '<circle cx="4" cy="4" r="4" fill="#8A1538"/></svg>', encoding="utf-8")
    said: list[Progress] = []
    out = write_report(tmp_path / "a.toml", tmp_path / "a.html", ReportOptions("board", "html"), said.append)
    html = out.read_text(encoding="utf-8")
    assert 'src="data:image/svg+xml;base64,' in html and 'alt="Meridian"' in html and "--primary: #8A1538" in html
    notices = [each.text for each in said if each.is_notice and each.text.startswith("brand.")]
    assert 1 == len(notices) and notices[0].startswith("brand.font: ")
