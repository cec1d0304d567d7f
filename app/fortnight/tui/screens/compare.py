"""What moved since the last run, and the trend over all runs: computed in the background, read here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static

from fortnight.core.compare_text import (
    Section,
    case_sections,
    level_sections,
    migration_section,
    promise_sections,
    summary,
    trend_sections,
)
from fortnight.core.evaluation import PREVIEW_DRAWS
from fortnight.core.wording import Wording
from fortnight.errors import UserError
from fortnight.tui.commands import COMPARE, EVERYWHERE, bindings
from fortnight.tui.widgets.fitted_footer import FittedFooter
from fortnight.tui.widgets.reading_page import ReadingPage
from fortnight.tui.widgets.tab_bar import Tab, TabBar, page_commands

if TYPE_CHECKING:
    from fortnight.core.assessment import Assessment
    from fortnight.core.evaluated_run import EvaluatedRun
    from fortnight.core.questionnaire import Questionnaire
    from fortnight.tui.app import FortnightApp

_TABS = (
    Tab("levels", "Levels", "The dimensions then and now, and every answer that moved."),
    Tab("promises", "Promises", "What was promised last time, and what came of it."),
    Tab("cases", "Use cases", "Verdicts, gates, the two-week test, measurements and money, then and now."),
    Tab("trend", "Trend", "All runs, as far back as each names the one before."),
)
_NO_PAST = ("There is no last run to compare with. `Next quarter` on Home starts the next run from a file and "
            "remembers it; or name the last file under F3, Team.")


@dataclass(frozen=True, slots=True)
class _Pages:
    """What each page says, by tab id; or why there is nothing to say."""

    pages: dict[str, tuple[Section, ...]]
    problem: str = ""


class CompareScreen(Screen[None]):
    """Opened over any place; Esc leaves."""

    CSS_PATH = "compare.tcss"
    PLACE_COMMANDS = (*COMPARE, *page_commands("compare", _TABS))
    BINDINGS = bindings(PLACE_COMMANDS)
    HELP_TITLE = "What moved"
    HELP_TEXT = ("Only questions that were answered both times and mean the same are compared, so a changed "
                 "questionnaire never looks like progress. What somebody took on last time is told with what came "
                 "of it. Actuals stand beside the range that was promised, and the return is run again from them.")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]
    AUTO_FOCUS = ""

    def __init__(self, path: Path, assessment: Assessment | None = None) -> None:
        """Compare the file at `path`; `assessment` is what the app holds of it where it is open."""
        super().__init__()
        self._path = path
        self._assessment = assessment

    @property
    def fortnight(self) -> FortnightApp:
        """The app."""
        return cast("FortnightApp", self.app)

    def compose(self) -> ComposeResult:
        """Make head, tabs and pages, empty."""
        with Vertical(id="compare"):
            yield Static(f"What moved · {self._path.name}", id="compare-title", markup=False)
            yield TabBar(_TABS)
            yield Static("Comparing …", id="compare-note", markup=False)
            with ContentSwitcher(initial="levels"):
                for tab in _TABS:
                    yield ReadingPage(id=tab.id)
        yield FittedFooter((*self.PLACE_COMMANDS, *EVERYWHERE))

    def on_mount(self) -> None:
        """Begin with the levels, and compare on a thread."""
        self._open("levels")
        self._compare()

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self) -> None:
        # Reading the past and simulating each run takes longer than a key may wait.
        try:
            pages = _compared(self._path, self._assessment)
        except UserError as problem:
            pages = _Pages({}, str(problem))
        self.app.call_from_thread(self._fill, pages)

    def _fill(self, found: _Pages) -> None:
        if not self.is_mounted:
            return
        note = self.query_one("#compare-note", Static)
        note.update(found.problem)
        note.display = bool(found.problem)
        for tab_id, sections in found.pages.items():
            self.query_one(f"#{tab_id}", ReadingPage).mount_all(_drawn(sections))

    def _open(self, tab_id: str) -> None:
        self.query_one(TabBar).current = tab_id
        self.query_one(ContentSwitcher).current = tab_id
        self.query_one(f"#{tab_id}", ReadingPage).focus()

    def action_page(self, tab_id: str) -> None:
        """Open a page."""
        self._open(tab_id)

    def action_beside(self, step: int) -> None:
        """Open the page beside."""
        self._open(self.query_one(TabBar).beside(step))

    def on_tab_bar_wanted(self, message: TabBar.Wanted) -> None:
        """Open the page that was chosen."""
        self._open(message.tab_id)

    def action_leave(self) -> None:
        """Go back to where this was opened."""
        self.dismiss(None)


def _compared(path: Path, assessment: Assessment | None) -> _Pages:
    """Return the pages for a file and its past; `assessment` stands for the file's content where it is open."""
    from fortnight.core.compare import compare
    from fortnight.core.evaluated_run import evaluated_runs
    from fortnight.storage.library import load_questionnaire
    from fortnight.storage.past import earlier_runs, load_answers, number_after

    now = assessment if assessment is not None else load_answers(path)
    past = earlier_runs(path, now)
    if not past:
        return _Pages({}, _NO_PAST)
    questionnaire: Questionnaire = load_questionnaire(now.assessment.questionnaire, path.parent)
    runs = evaluated_runs([*(run.assessment for run in past), now], questionnaire, draws=PREVIEW_DRAWS)
    number, words = number_after(past, now), Wording(now.assessment.language, now.assessment.currency)
    found = compare(runs[-2], runs[-1], questionnaire,
                    numbers=(number - 1, number) if number is not None else None)
    changed = migration_section(found.migration)
    promised = promise_sections(found) or (Section("Nobody had taken on an action last time.", ()),)
    calibrated = Section(found.calibration.sentence, ())
    return _Pages({
        "levels": (summary(found), *level_sections(found, words), *((changed,) if changed is not None else ())),
        "promises": promised,
        "cases": (*case_sections(found, beside_money=_PREVIEW), calibrated),
        "trend": _trend(runs, questionnaire, words),
    })


def _trend(runs: Sequence[EvaluatedRun], questionnaire: Questionnaire, words: Wording) -> tuple[Section, ...]:
    from fortnight.core.trend import trend

    answered = [run for run in runs if not run.assessment.is_unanswered]
    if len(answered) < 2:
        return (Section("A trend needs two runs with answers.", ()),)
    return trend_sections(trend(answered, questionnaire), words)


_PREVIEW = (f"These figures are a preview, on {PREVIEW_DRAWS:,} draws for each run; `fortnight compare` takes the "
            "full number.")


def _drawn(sections: Sequence[Section]) -> list[Static]:
    """Return a widget for each title and line, so that what wraps keeps its indent."""
    drawn: list[Static] = []
    for section in sections:
        if section.title:
            drawn.append(Static(section.title, markup=False, classes="section"))
        for line in section.lines:
            static = Static(_line(line.lstrip(" ")), markup=False)
            static.styles.padding = (0, 0, 0, len(line) - len(line.lstrip(" ")))
            drawn.append(static)
        drawn.append(Static("", markup=False))
    return drawn


def _line(text: str) -> Content:
    """Return a line whose marks of then and now stand out."""
    if "●" not in text:
        return Content(text)
    return Content.assemble(*((letter, "bold $lead") if letter in "●▶◀" else letter for letter in text))
