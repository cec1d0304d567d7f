"""One field of a form: label, value, unit, and the reason beside it when the value does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from fortnight.core.quantity import Evidence
from fortnight.core.wording import Wording
from fortnight.forms.correlations import InputName
from fortnight.forms.parts import Field
from fortnight.forms.typed import quantity_table
from fortnight.tui.widgets.choice_line import ChoiceLine
from fortnight.tui.widgets.line_input import LineInput

PAUSE = 0.3
"""Seconds without a key after which a text goes into the file.

Half a number reads like another one, and half a name gives its row another id; so a figure, a date, an id and an
emptied field wait until the focus leaves, Enter, or the end of the app.
"""

_NOTHING = object()
_GRADES = tuple((str(grade), str(grade)) for grade in reversed(Evidence))


class FieldRow(Vertical):
    """Reads while people type; sends `Edited` on Enter and when the focus leaves, text also when typing pauses."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        .field-line { height: auto; }
        .field-label { width: 25; height: auto; color: $quiet; padding-right: 1; }
        .field-unit { width: auto; color: $quiet; padding-left: 1; }
        Input { width: 1fr; }
        Input.-short { width: 1fr; max-width: 30; }
        ChoiceLine { padding-left: 1; }
        .field-problem { color: $bad; height: auto; padding-left: 26; display: none; }
        .field-more { height: auto; display: none; }
        .field-more .field-label { padding-left: 2; }
        &.-valued .field-more { display: block; }
        &:focus-within > .field-line > .field-label { color: $lead; text-style: bold; }
    }
    """

    @dataclass
    class Edited(Message):
        """The field holds a value that reads well; it goes into the file now."""

        row: FieldRow
        value: Any
        """None: the field was emptied."""

    @dataclass
    class Entered(Message):
        """Enter was pressed: on to the next field."""

        row: FieldRow

    def __init__(self, field: Field, *, currency: str = "", gives_id: bool = False) -> None:
        super().__init__()
        self.field = field
        self._is_saved_in_pauses = field.is_prose and not gives_id
        self._value: Any = None
        self._pending: Any = _NOTHING
        self._wrong: str | None = None
        """Typed text that the file cannot take; it stays until it is mended or another value comes."""
        self._heard = ("", "")
        """The texts of the field as they were read last; a key that came since is not written over."""
        self._pause: Timer | None = None
        self._problem = Static("", markup=False, classes="field-problem")
        self._unit = Static(Wording(currency=currency).in_currency(field.unit), markup=False, classes="field-unit")
        self._input: LineInput | None = None
        self._choice: ChoiceLine | None = None
        self._grade: ChoiceLine | None = None
        self._source: LineInput | None = None
        if field.is_typed:
            words = SuggestFromList(field.words, case_sensitive=False) if isinstance(field, InputName) else None
            placeholder = f"for example {field.example}" if field.example else ""
            width = "" if field.is_prose or words is not None else "-short"
            self._input = LineInput(placeholder=placeholder, classes=width, suggester=words)
        else:
            self._choice = ChoiceLine(field.choices, several=field.kind == "several")
        if field.kind in ("quantity", "share-quantity"):
            self._grade = ChoiceLine(_GRADES)
            self._source = LineInput(placeholder="for example ticket system, October 2026")

    def count_in(self, currency: str) -> None:
        """Show a unit of money in `currency` from now on."""
        self._unit.update(Wording(currency=currency).in_currency(self.field.unit))

    def compose(self) -> ComposeResult:
        """Make label, value and unit, and for a quantity how it is known."""
        with Horizontal(classes="field-line"):
            yield Static(self.field.label, markup=False, classes="field-label")
            yield from (widget for widget in (self._input, self._choice) if widget is not None)
            yield self._unit
        if self._grade is not None and self._source is not None:
            with Horizontal(classes="field-line field-more"):
                yield Static("known from", markup=False, classes="field-label")
                yield self._grade
            with Horizontal(classes="field-line field-more"):
                yield Static("source", markup=False, classes="field-label")
                yield self._source
        yield self._problem

    # Data down.

    def show(self, value: Any, problem: str = "") -> None:
        """Show what the file holds; text that is being typed, waits to be mended or means the same stays."""
        if value != self._value:
            self._wrong = None
        self._value = value
        if self._choice is not None:
            self._choice.set_reactive(ChoiceLine.value, value)
            self._choice.watch_value()
            self._choice.refresh()
        if self._pending is not _NOTHING or self.is_wrong:
            return
        if self._texts == self._heard:
            self._show_texts(value)
        self.complain(problem)

    def _show_texts(self, value: Any) -> None:
        if self._input is not None and not self._says(value):
            self._input.write(self.field.shown(value))
        if self._input is not None and self._grade is not None and self._source is not None:
            table = quantity_table(value)
            self.set_class(bool(table), "-valued")
            self._grade.value = str(table.get("evidence", Evidence.GUESSED))
            if self._source.value.strip() != table.get("source", ""):
                self._source.write(table.get("source", ""))
            if not table and (self._grade.has_focus or self._source.has_focus):
                self._input.focus()
        self._heard = self._texts

    @property
    def is_wrong(self) -> bool:
        """Whether the field holds text that the file cannot take."""
        return self._wrong is not None

    @property
    def typed(self) -> str:
        """The text in the field; empty for a choice."""
        return self._input.value if self._input is not None else ""

    @property
    def _texts(self) -> tuple[str, str]:
        return self.typed, self._source.value if self._source is not None else ""

    @property
    def problem(self) -> str:
        """What the field says is wrong; empty when nothing is."""
        return str(self._problem.content).removeprefix("✗ ")

    def refuse(self, sentence: str) -> None:
        """Say why the file does not take what was typed, and keep the text to be mended."""
        self._wrong = self.typed if self._input is not None else None
        self.complain(sentence)

    def take_back(self) -> bool:
        """Show the value of the file again instead of text that it cannot take; return whether there was any."""
        if not self.is_wrong:
            return False
        self._wrong = None
        self._show_texts(self._value)
        self.complain("")
        return True

    def forget(self) -> None:
        """Drop what stands in the field."""
        self.take_pending()
        self._value = self._wrong = None
        for field in (self._input, self._source):
            if field is not None:
                field.write("")
        self._heard = self._texts
        self.complain("")

    def complain(self, sentence: str) -> None:
        """Say beside the field what is wrong; an empty sentence says that nothing is."""
        if sentence == self.problem:
            # Text that is set anew lays the whole page out anew, here with every key.
            return
        self._problem.update(f"✗ {sentence}" if sentence else "")
        self._problem.display = bool(sentence)

    def _says(self, value: Any) -> bool:
        """Return whether the text in the field already means `value`."""
        assert self._input is not None
        try:
            return bool(self.field.read(self._input.value, value) == _as_read(self.field, value))
        except ValueError:
            return False

    # Messages up.

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._hear()
        if self._pending is _NOTHING:
            return
        if self._grade is not None:
            # The next Tab goes to how it is known, where there is anything to know, however fast it comes.
            self.set_class(self._pending is not None, "-valued")
        if self._pending is not None and (self._is_saved_in_pauses or event.input is self._source):
            self._pause = self.set_timer(PAUSE, self._send)

    @on(ChoiceLine.Chosen)
    def _chose(self, event: ChoiceLine.Chosen) -> None:
        event.stop()
        if event.line is self._choice:
            self._pending = event.value
        else:
            self._hear()
        self._send()

    def _hear(self) -> None:
        """Read what stands in the field now, or say why the file cannot take it."""
        self._heard = self._texts
        try:
            self._pending = self._read()
        except ValueError as wrong:
            self._pending = _NOTHING
            self.refuse(str(wrong))
            return
        self._wrong = None
        self.complain("")

    def _read(self) -> Any:
        if self._input is None:
            return self._value
        value = self.field.read(self._input.value, self._value)
        if isinstance(value, dict) and self._grade is not None and self._source is not None:
            value |= {"evidence": self._grade.value or str(Evidence.GUESSED), "source": self._source.value.strip()}
        return value

    @on(Input.Blurred)
    def _left(self, event: Input.Blurred) -> None:
        event.stop()
        self._send()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._send()
        self.post_message(self.Entered(self))

    def _send(self) -> None:
        edited = self.take_pending()
        if edited is not None:
            self.post_message(edited)

    def take_pending(self) -> FieldRow.Edited | None:
        """Return what reads well and is not in the file yet, once."""
        if self._pause is not None:
            self._pause.stop()
        pending, self._pending = self._pending, _NOTHING
        if pending is _NOTHING or pending == _as_read(self.field, self._value):
            return None
        return self.Edited(self, pending)


def row_around(widget: Widget | None) -> FieldRow | None:
    """Return the field that `widget` is a part of."""
    nodes = widget.ancestors_with_self if widget is not None else ()
    return next((node for node in nodes if isinstance(node, FieldRow)), None)


def _as_read(field: Field, value: Any) -> Any:
    """Return a value of the file in the shape in which `Field.read` returns it."""
    if field.kind in ("quantity", "share-quantity") and value is not None:
        return {"evidence": str(Evidence.GUESSED), "source": ""} | quantity_table(value)
    return tuple(value) if field.kind == "list" and value is not None else value
