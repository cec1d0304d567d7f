"""Where templates, words and brand files are found, and what their documentation says."""

from dataclasses import fields
from pathlib import Path

import pytest

from fortnight.core.assessment import Brand
from fortnight.errors import UserError
from fortnight.report import views
from fortnight.report.templates import brand_files, find_template, font_settings, template_names, words_for
from tests.report.making import TEMPLATES, entries
from tests.report.test_html import own_template

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def test_the_shipped_templates_are_found_and_folders_of_parts_are_none(tmp_path: Path) -> None:
    """`shared`, `fonts` and `words` have no page."""
    assert {"board", "full"} == set(template_names(tmp_path))
    assert not find_template("full", tmp_path).is_own


def test_a_template_beside_the_assessment_comes_first(tmp_path: Path) -> None:
    """One's own `full` replaces the shipped one."""
    own = own_template(tmp_path, "<h1>mine</h1>")
    own.rename(own.with_name("full"))
    found = find_template("full", tmp_path)
    assert (own.with_name("full"), True) == (found.folder, found.is_own)


def test_a_catalogue_beside_the_assessment_is_a_second_language(tmp_path: Path) -> None:
    """What it has is printed in its language, what it lacks in English."""
    folder = tmp_path / "report_templates" / "words"
    folder.mkdir(parents=True)
    (folder / "fr.toml").write_text('[section]\nmoney = "Rentabilité"\n', encoding="utf-8")
    words, language = words_for("fr-CA", tmp_path)
    assert ("Rentabilité", "Roadmap", "fr") == (words["section.money"], words["section.roadmap"], language)
    assert (entries(), "en") == words_for("de", tmp_path)


@pytest.mark.parametrize("language", ["../../x", "", "xx", "/etc/passwd"])
def test_a_language_that_is_none_is_english(language: str, tmp_path: Path) -> None:
    """A language never leads to a file outside the catalogue's folder."""
    assert "en" == words_for(language, tmp_path)[1]


@pytest.mark.parametrize(("content", "says"), [
    ("[section", "line 1: a table begins with its name in square brackets; the closing ] is missing"),
    ("[report]\nname = 3", "report.name: must be text in quotes, as in English"),
    ('[report]\nassessed_on = "le {day}"',
     "report.assessed_on: has {day}, for which there is no value here; use {date}"),
    ('[report]\ncolon = "{n}"', "report.colon: has {n}, for which there is no value here; take it out"),
    ('[core]\n"It is live at {live}." = "{lieu}"',
     'core."It is live at {live}.": has {lieu}, for which there is no value here; use {live}'),
])
def test_a_broken_catalogue_is_one_sentence(content: str, says: str, tmp_path: Path) -> None:
    """With the file in it, and said before a report is begun rather than by half of one."""
    folder = tmp_path / "report_templates" / "words"
    folder.mkdir(parents=True)
    (folder / "fr.toml").write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as raised:
        words_for("fr", tmp_path)
    assert f"{folder / 'fr.toml'}: {says}" == str(raised.value)


def test_a_catalogue_may_come_from_any_editor(tmp_path: Path) -> None:
    """A byte order mark and the line ends of Windows change nothing, and a word of another version is left."""
    folder = tmp_path / "report_templates" / "words"
    folder.mkdir(parents=True)
    (folder / "fr.toml").write_bytes(b'\xef\xbb\xbf[section]\r\nmoney = "Rente"\r\ngone = 3\r\n')
    assert "Rente" == words_for("fr", tmp_path)[0]["section.money"]


@pytest.mark.parametrize(("typed", "content", "kept"), [
    ("logo.png", PNG, "logo.png"), ("logo.svg", b"<?xml?><svg></svg>", "logo.svg"), ("logo.png", b"GIF89a", ""),
    ("logo.svg", b"plain text", ""), ("logo.html", b"<svg></svg>", ""), ("missing.png", None, ""),
    ("logo.png", PNG + b"\0" * 2_000_001, ""), ("\0.png", None, ""),
])
def test_a_logo_is_taken_only_when_it_is_a_picture(
    typed: str, content: bytes | None, kept: str, tmp_path: Path
) -> None:
    """By its ending, its first bytes and its size; otherwise the report is made without it, and says so."""
    beside, folder = tmp_path / "a", tmp_path / "b"
    beside.mkdir()
    folder.mkdir()
    if content is not None:
        (beside / typed).write_bytes(content)
    logo, font, notices = brand_files(Brand(logo=typed), beside, folder)
    assert (kept, "", bool(kept)) == (logo, font, not notices)
    assert [kept] * bool(kept) == [each.name for each in folder.iterdir()]


def test_the_font_settings_know_the_bundled_fonts_only(tmp_path: Path) -> None:
    """One folder, and a cache that goes with the job."""
    text = font_settings(TEMPLATES, tmp_path).read_text(encoding="utf-8")
    assert 1 == text.count("<dir>") and str(TEMPLATES / "fonts") in text and str(tmp_path) in text


def test_the_documented_context_is_the_context() -> None:
    """Every part of `report` and every field of its parts stands in the page that explains it."""
    page = (TEMPLATES / "README.md").read_text(encoding="utf-8")
    for part in fields(views.ReportContext):
        assert f"`report.{part.name}`" in page
    for kind in (views.Brand, views.Head, views.MaturitySection, views.CasesSection, views.MoneySection,
                 views.CaseSection, views.RoadmapSection, views.SignOff, views.Figure, views.Table):
        assert [] == [each.name for each in fields(kind) if each.name not in page]


def test_the_licence_of_the_font_is_with_the_font() -> None:
    """The Open Font License asks for it."""
    text = (TEMPLATES / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert {"Inter-Regular.ttf", "Inter-SemiBold.ttf", "Inter-Italic.ttf"} == {
        each.name for each in (TEMPLATES / "fonts").glob("*.ttf")}
