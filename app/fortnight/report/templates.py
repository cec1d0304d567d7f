"""Finding a template and its words, and the files that a brand adds: all reading for a report happens here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fortnight.core.assessment import Brand
from fortnight.core.explain import did_you_mean
from fortnight.errors import FileProblem, UserError
from fortnight.report.catalogue import flatten, misfits
from fortnight.report.html import PAGE
from fortnight.report.lint import foreign_addresses
from fortnight.storage import toml_text
from fortnight.storage.library import data_folder, find_templates
from fortnight.storage.locations import user_data_folder
from fortnight.storage.toml_files import read_bytes

_SOURCES = (".j2", ".html", ".css", ".svg")
_LARGEST = 2_000_000
"""Bytes of a logo or a font."""

Entries = Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Template:
    """A folder with a page."""

    name: str
    folder: Path
    shared: Path
    """The shipped templates, whose parts every template may include."""

    @property
    def is_own(self) -> bool:
        """Whether somebody other than Fortnight wrote it."""
        return not self.folder.resolve().is_relative_to(self.shared.resolve())


def template_names(beside: Path | None) -> tuple[str, ...]:
    """Return the names of every template that can be asked for."""
    return tuple(dict.fromkeys(each.name for each in find_templates(beside) if (each.path / PAGE).is_file()))


def find_template(name: str, beside: Path | None) -> Template:
    """Return the template of that name: beside the assessment first, then the user's own, then the shipped.

    Raises UserError when there is none, or when it loads something from outside its folder.
    """
    folder = next((each.path for each in find_templates(beside)
                   if each.name == name and (each.path / PAGE).is_file()), None)
    if folder is None:
        known = template_names(beside)
        guess = did_you_mean(name, known) or f"; there are {', '.join(known)}"
        raise UserError(f"{name}: no report template has this name{guess}. A "
                        f"template is a folder with {PAGE} below report_templates, beside the assessment or in "
                        f"{user_data_folder()}.")
    template = Template(name, folder, data_folder("report_templates"))
    if template.is_own:
        _refuse_foreign(folder)
    return template


def words_for(language: str, beside: Path | None) -> tuple[Entries, str]:
    """Return the report's own words for a language and the language that they are in.

    What a catalogue in another language lacks is English. Raises FileProblem for one that cannot be used.
    """
    shipped = data_folder("report_templates")
    english = _words(shipped / "words" / "en.toml")
    primary = language.replace("_", "-").split("-")[0].lower()
    roots = (*([] if beside is None else [beside / "report_templates"]), user_data_folder() / "report_templates",
             shipped)
    for root in roots:
        path = root / "words" / f"{primary}.toml"
        if primary.isalpha() and path.is_file():
            return {**english, **_checked(path, english)}, primary
    return english, "en"


def brand_files(brand: Brand, beside: Path, folder: Path) -> tuple[str, str, tuple[str, ...]]:
    """Copy logo and font into `folder`; return their names there, empty without one, and what is to be said."""
    notices = []
    names = {}
    for key, typed, kinds in (("logo", brand.logo, (".svg", ".png")), ("font", brand.font, (".ttf", ".otf"))):
        names[key], problem = _brand_file(key, typed, kinds, beside, folder) if typed else ("", "")
        if problem:
            notices.append(problem)
    return names["logo"], names["font"], tuple(notices)


def _brand_file(key: str, typed: str, kinds: tuple[str, ...], beside: Path, folder: Path) -> tuple[str, str]:
    path = beside / typed
    kind = path.suffix.lower()
    where = f"brand.{key}: {path}"
    if kind not in kinds:
        return "", f"{where} is no {' or '.join(kinds)} file; the report is made without it."
    try:
        content = path.read_bytes()
    except (OSError, ValueError):
        return "", f"{where} cannot be read; the report is made without it."
    if len(content) > _LARGEST or not _is_kind(content, kind):
        return "", f"{where} is not a {kind} file of at most 2 MB; the report is made without it."
    name = f"{key}{kind}"
    (folder / name).write_bytes(content)
    return name, ""


def _is_kind(content: bytes, kind: str) -> bool:
    if kind == ".png":
        return content.startswith(b"\x89PNG\r\n\x1a\n")
    if kind == ".svg":
        return b"<svg" in content[:4096]
    return content[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true")


def _refuse_foreign(folder: Path) -> None:
    for path in sorted(each for each in folder.rglob("*") if each.suffix in _SOURCES and each.is_file()):
        found = foreign_addresses(path.read_text(encoding="utf-8", errors="replace"))
        if found:
            raise UserError(f"{path}: loads {found[0]}, which is outside its folder; copy the file into {folder} "
                            "and name it there. A report fetches nothing from elsewhere.")


def _words(path: Path) -> Entries:
    content, _ = read_bytes(path)
    return flatten(toml_text.parse(content, str(path)))


def _checked(path: Path, english: Entries) -> Entries:
    words = _words(path)
    problems = tuple(misfits(words, english))
    if problems:
        raise FileProblem(str(path), problems)
    return words


def font_settings(shared: Path, folder: Path) -> Path:
    """Write a fontconfig file that knows the shipped fonts only, so that no system font leaks in."""
    path = folder / "fonts.conf"
    fonts = str(shared / "fonts").replace("&", "&amp;").replace("<", "&lt;")
    cache = str(folder / "font-cache").replace("&", "&amp;").replace("<", "&lt;")
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>\n", encoding="utf-8")
    return path


