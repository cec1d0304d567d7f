"""Report: what it shall hold, and writing it as a file while the app stays alive."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static
from textual.worker import Worker, WorkerState, get_current_worker

from fortnight.core.assessment import Assessment
from fortnight.errors import FortnightError, UserError
from fortnight.report.options import ReportOptions
from fortnight.tui.charts.progress import progress_bar
from fortnight.tui.commands import REPORT, bindings
from fortnight.tui.evaluator import Evaluated
from fortnight.tui.opener import open_file
from fortnight.tui.report_choices import (
    FORMAT_WORDS,
    WITHOUT_TEMPLATE,
    size_of,
    template_words,
    typed_target,
    usual_target,
    what_it_holds,
)
from fortnight.tui.screens.area import AreaScreen
from fortnight.tui.widgets.choice_line import ChoiceLine
from fortnight.tui.widgets.drawing import Drawing
from fortnight.tui.widgets.fitted_footer import FittedFooter
from fortnight.tui.widgets.report_preview import ReportPreview
from fortnight.tui.widgets.text_block import TextBlock

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from fortnight.report.job import Progress

_ANSWERS = ((True, "inside the PDF"), (False, "left out"))
_NAMES = ((False, "as they are"), (True, "taken out, with notes and evidence"))


class ReportScreen(AreaScreen):
    """Choices, one button, and a preview of what the reader sees first."""

    AREA = "report"
    CSS_PATH = "report.tcss"
    PLACE_COMMANDS = REPORT
    BINDINGS = [
        *bindings(REPORT),
        Binding("up", "app.focus_previous", "Line above", show=False),
        Binding("down", "app.focus_next", "Line below", show=False),
    ]
    NEEDS_EVALUATION = True
    HELP_TEXT = (
        "The report is what a sponsor gets to see. On the page: the decision, the money, the condition, what "
        "blocks it, and whether it would survive without the team. ↑ ↓ go from line to line, ← → choose; w "
        "writes it. The app stays alive meanwhile, and Esc cancels: then nothing is written.\n\n"
        "A PDF carries the answers, so that next quarter Fortnight can open it like the file. Names can be taken "
        "out of page and answers. The preview shows the record as it is."
    )

    def __init__(self) -> None:
        super().__init__()
        self._options = ReportOptions()
        self._stop: threading.Event | None = None
        """Set to cancel; None while nothing is being written."""
        self._written: Path | None = None
        self._written_from: Assessment | None = None
        """The answers that the written report holds."""
        self._notices: list[str] = []

    def compose_area(self) -> ComposeResult:
        """Make choices, button, progress and preview."""
        from fortnight.report.templates import template_names

        templates = template_words(template_names(self.store.path.parent))
        with Container(id="report-body"):
            with Vertical(id="choices"):
                yield from self._line("Report", ChoiceLine(templates), "template")
                yield from self._line("Format", ChoiceLine(FORMAT_WORDS), "format")
                yield from self._line("Answers", ChoiceLine(_ANSWERS), "answers")
                yield from self._line("Names", ChoiceLine(_NAMES), "redact")
                with Horizontal(classes="choice"):
                    yield Static("Goes to", markup=False, classes="choice-label")
                    yield Input(id="target", select_on_focus=False)
                yield TextBlock(id="holds", classes="quiet")
                with Horizontal(id="buttons"):
                    yield Button("Write it", id="write")
                    yield Button("Cancel", id="cancel")
                    yield Button("Open it", id="open")
                yield Drawing(id="progress")
                yield TextBlock(id="outcome")
            yield ReportPreview()

    def _line(self, label: str, choices: ChoiceLine, name: str) -> ComposeResult:
        choices.id = name
        with Horizontal(classes="choice", id=f"line-{name}"):
            yield Static(label, markup=False, classes="choice-label")
            yield choices

    async def on_mount(self) -> None:
        """Begin with the usual choices, ready to write."""
        self._show_options(self._options)
        self.query_one("#write", Button).focus()

    # Choices.

    def _show_options(self, options: ReportOptions) -> None:
        source, target = self.store.path, self.query_one("#target", Input)
        untouched = not target.value or target.value == usual_target(source, self._options).name
        self._options = options
        if untouched:
            with self.prevent(Input.Changed):
                target.value = usual_target(source, options).name
        for name, value in (("template", options.template), ("format", options.format),
                            ("answers", options.with_answers), ("redact", options.redact)):
            self.query_one(f"#{name}", ChoiceLine).value = value
        self.query_one("#line-answers").display = options.format == "pdf"
        self.query_one("#line-template").display = options.format not in WITHOUT_TEMPLATE
        self._show_state()

    def on_choice_line_chosen(self, message: ChoiceLine.Chosen) -> None:
        """Take a choice; one of each there must be."""
        message.stop()
        names = {"template": "template", "format": "format", "answers": "with_answers", "redact": "redact"}
        name = names[message.line.id or ""]
        value = getattr(ReportOptions(), name) if message.value is None else message.value
        self._show_options(replace(self._options, **{name: value}))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once whether a file can go there."""
        event.stop()
        self._show_state()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter after the name writes it."""
        event.stop()
        self.action_write()

    @property
    def _target(self) -> Path:
        return typed_target(self.query_one("#target", Input).value, self.store.path)

    def _show_state(self) -> None:
        """Show whether it can be written, and what is under way."""
        running = self._stop is not None
        said = Content(what_it_holds(self._options))
        try:
            target = self._target
        except UserError as problem:
            said = Content.styled(f"✗ {problem}", "$bad")
        else:
            if target.exists() and not running and target != self._written:
                said += Content.styled(" There is a file of this name; it will be replaced.", "$warn")
        self.query_one("#holds", TextBlock).say(said)
        self.query_one("#write", Button).display = not running
        self.query_one("#cancel", Button).display = running
        self.query_one("#open", Button).display = self._written is not None and not running
        self.query_one("#progress", Drawing).display = running
        self.query_one(FittedFooter).refresh()

    # Preview.

    def show(self, assessment: Assessment) -> None:
        """Say when the answers have moved on since the report was written; page one follows by itself."""
        if self._written is not None and self._written_from is not assessment:
            self._say("The answers have changed since this report was written.", "$warn")

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Have the preview tell it."""
        self.query_one(ReportPreview).show(evaluated, self.store)

    # Writing.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        del parameters  # what is offered depends on the action alone
        if action == "write":
            return self._stop is None
        if action == "open_report":
            return self._written is not None and self._stop is None
        return True

    def action_write(self) -> None:
        """Write the report in the background."""
        try:
            target = self._target
        except UserError:
            return  # the line below the name says why
        if self._stop is not None:
            return
        self.fortnight.flush()
        if self.store.trouble is not None:
            self._say("✗ The last change is not on disk yet, and a report is made from the file. Ctrl+S saves it.",
                      "$bad")
            return
        self._stop, self._written, self._notices = threading.Event(), None, []
        self._written_from = self.store.assessment
        self._say("", "")
        self._show_progress(0.0, "starting")
        self._show_state()
        work = partial(self._write, self.store.path, target, self._options, self._stop)
        self.run_worker(work, thread=True, group="report", name="report", exit_on_error=False)
        self.query_one("#cancel", Button).focus()

    def _write(self, source: Path, target: Path, options: ReportOptions, stop: threading.Event) -> None:
        from fortnight.report.job import ReportCancelled, write_report

        worker = get_current_worker()

        def is_cancelled() -> bool:
            return stop.is_set() or worker.is_cancelled

        def on_progress(progress: Progress) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._take_progress, progress)

        try:
            written = write_report(source, target, options, on_progress, is_cancelled=is_cancelled)
        except ReportCancelled:
            self._tell_end("Cancelled; nothing was written.", "$warn", None)
        except FortnightError as problem:
            self._tell_end(f"✗ {problem}", "$bad", None)
        else:
            size = size_of(written.stat().st_size)
            self._tell_end(f"✓ Written: {written.resolve()} ({size})", "$good", written)

    def _tell_end(self, sentence: str, style: str, written: Path | None) -> None:
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._ended, sentence, style, written)

    def _take_progress(self, progress: Progress) -> None:
        if progress.is_notice:
            self._notices.append(progress.text)
            self._say("", "")
        else:
            self._show_progress(progress.share, progress.text)

    def _show_progress(self, share: float, text: str) -> None:
        self.query_one("#progress", Drawing).draw(partial(progress_bar, share, text))

    def _ended(self, sentence: str, style: str, written: Path | None) -> None:
        self._stop, self._written = None, written
        self._say(sentence, style)
        self._show_state()
        self.query_one("#open" if written is not None else "#write", Button).focus()
        if not self.is_current:
            self.notify(sentence, title="Report", timeout=8, markup=False)

    def _say(self, sentence: str, style: str) -> None:
        lines = [Content.styled(sentence, f"bold {style}")] if sentence else []
        lines += [Content.styled(f"! {notice}", "$warn") for notice in self._notices]
        self.query_one("#outcome", TextBlock).say(Content("\n").join(lines))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A fault of the program ends the job, not the app."""
        if event.state is not WorkerState.ERROR or event.worker.error is None:
            return
        from fortnight.storage.faults import write_fault

        sentence = f"✗ A fault of the program. Details: {write_fault(event.worker.error)}"
        if event.worker.name == "report":
            self._ended(sentence, "$bad", None)
        else:
            self.query_one("#page-one", TextBlock).say(Content.styled(sentence, "$bad"))

    def action_cancel(self) -> None:
        """Cancel what is being written; otherwise leave the field."""
        if self._stop is not None:
            self._stop.set()
            self._show_progress(0.0, "cancelling")
        else:
            self.query_one("#write", Button).focus()

    def action_open_report(self) -> None:
        """Open the file in the program that the system has for it."""
        if self._written is not None:
            problem = open_file(self._written)
            severity: SeverityLevel = "warning" if problem else "information"
            self.notify(problem or f"Opening {self._written.name}.", severity=severity, timeout=6, markup=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        actions = {"write": self.action_write, "cancel": self.action_cancel, "open": self.action_open_report}
        actions[event.button.id or ""]()

