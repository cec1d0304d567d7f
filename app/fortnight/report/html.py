"""From context to HTML: Jinja2 in a sandbox, everything escaped, nothing undefined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fortnight.errors import UserError
from fortnight.report.case_room import lines_of
from fortnight.report.catalogue import Words
from fortnight.report.views import Fact, Group, ReportContext

_KEEP_SIGN = re.compile("\u2212(?=[^\\d\\s])")
"""A minus before a currency sign: a word joiner keeps the two on one line."""

PAGE = "report.html.j2"
"""The file that makes a folder a template."""

_SMALL_TYPE, _COLUMN = 7.3, 233.0
"""The size of the record, where most lists stand in two columns, and the mean width of the two, in points."""


@dataclass(slots=True)
class Numbering:
    """Counts figures and tables in the order in which a template shows them."""

    words: Words
    _figures: int = field(default=0, init=False)
    _tables: int = field(default=0, init=False)

    def figure(self) -> str:
        """Return the label of the next figure."""
        self._figures += 1
        return self.words.say("report.figure", number=self._figures)

    def table(self) -> str:
        """Return the label of the next table."""
        self._tables += 1
        return self.words.say("report.table", number=self._tables)


@dataclass(frozen=True, slots=True)
class Assets:
    """What a page may load: addresses that are safe to print into it."""

    logo: str = ""
    """Address of the logo: a file name for a PDF, a data address for HTML; empty without one."""
    font: str = ""
    """Address of the font of `[brand]`; empty for the bundled one."""


def balance(items: Sequence[Any], lines: int = 20) -> list[tuple[list[Any], list[Any]]]:
    """Return texts, facts or groups as rows of two columns of about the same height, each some `lines` high.

    A row of two cells costs a tenth of what a multi-column block costs to lay out. It stays on one page, so a list
    of low rows leaves less of a page empty.
    """
    rows: list[list[Any]] = []
    heights: list[list[int]] = []
    for item in items:
        if not rows or sum(heights[-1]) >= 2 * lines:
            rows.append([])
            heights.append([])
        rows[-1].append(item)
        heights[-1].append(_height(item))
    return [(row[:cut], row[cut:]) for row, cut in zip(rows, map(_middle, heights), strict=True)]


def _height(item: object) -> int:
    """Return how many lines an item takes in one of two columns of the record."""
    match item:
        case Group():
            texts: tuple[str, ...] = (item.label, *item.lines)
        case Fact():
            texts = (item.label, item.text)
        case _:
            texts = (str(item),)
    return sum(lines_of(text, _COLUMN, _SMALL_TYPE) for text in texts if text)


def _middle(heights: Sequence[int]) -> int:
    """Return how many items stand in the left column: the larger half, or a single item."""
    return min(range(len(heights), -1, -1), key=lambda cut: abs(sum(heights[:cut]) - sum(heights[cut:])))


def by_line(groups: Sequence[Group]) -> list[Group]:
    """Return each line as a group of its own, the first one with the label, so that columns can share a group."""
    return [Group(group.label if place == 0 else "", (line,))
            for group in groups for place, line in enumerate(group.lines)]


def render_html(
    template: Path, shared: Path, context: ReportContext, words: Words, *, medium: str, assets: Assets
) -> str:
    """Return the HTML of a report.

    Parts are looked for in `template`, its folder; in the folder that holds it, so that an own
    `shared/report.css` replaces the shipped one; and in `shared`, the folder of the shipped templates. `medium` is
    `pdf` or `html`. Raises UserError when the template has a mistake or leaves its sandbox.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([template, template.parent, shared]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters.update(balance=balance, by_line=by_line)
    names: Mapping[str, Any] = {
        "report": context, "say": words.say, "number": Numbering(words), "medium": medium, "assets": assets,
    }
    try:
        return _KEEP_SIGN.sub("\u2212\u2060", environment.get_template(PAGE).render(names))
    except SecurityError as error:
        raise UserError(f"{template / PAGE}: the template tries to do what templates may not: "
                        f"{str(error).rstrip('.')}. "
                        "Show only what the context offers.") from error
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or template / PAGE}"
        line = getattr(error, "lineno", None)
        raise UserError(f"{place}{f', line {line}' if line else ''}: {error.message or error}. "
                        "Mend the template, or use `--template full`.") from error
    except (TypeError, ValueError, KeyError, ZeroDivisionError, OverflowError, RecursionError) as error:
        raise UserError(f"{template / PAGE}: the template cannot be filled ({type(error).__name__}: {error}). "
                        "Mend the template, or use `--template full`.") from error
