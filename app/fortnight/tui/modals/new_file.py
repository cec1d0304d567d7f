"""What a new assessment needs: for whom, with which questions, in which file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fortnight.errors import UserError
from fortnight.forms.ids import id_from
from fortnight.storage.document import new_document
from fortnight.storage.library import find_questionnaires
from fortnight.storage.typed_path import typed_path
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput

USUAL = "poc-to-production"


def shortened_path(path: Path, width: int) -> str:
    """Return the end of a path, which tells people more than its beginning, in at most `width` letters."""
    text = str(path)
    return text if len(text) <= width else f"…{text[-width + 1:]}"


class NewFileModal(Dialog[Path]):
    """Writes the file and dismisses with its path, or None."""

    KEYS = (("Enter", "next field, then start", "next"), ("Esc", "close", "close"))
    BINDINGS = [Binding("ctrl+n", "start", show=False)]
    HELP_TEXT = ("The file is plain TOML, readable by its owner alone; put it into a folder under version control "
                 "and every quarter can be compared.")
    DEFAULT_CSS = """
    NewFileModal {
        #organisation { margin-bottom: 1; }
        OptionList { height: auto; max-height: 6; }
        OptionList { margin-bottom: 1; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, folder: Path, today: dt.date) -> None:
        super().__init__("Start an assessment")
        self._folder = folder
        self._today = today
        self._questionnaires = tuple(found for found in find_questionnaires(folder) if found.shadowed_by is None)
        self._file_follows = True

    def compose_body(self) -> ComposeResult:
        """Make the fields."""
        yield Static("Organisation or team", markup=False)
        yield LineInput(placeholder="Northwind Insurance", id="organisation")
        yield Static("Questionnaire", markup=False)
        yield OptionList(*(Option(Content.assemble((found.title, "bold"), f"  {found.id} {found.version}"))
                           for found in self._questionnaires), markup=False)
        yield Static(f"File, in {shortened_path(self._folder, 50)}", markup=False)
        yield LineInput(self._file_for("assessment"), id="file")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start with the organisation; the usual questionnaire is chosen."""
        ids = [found.id for found in self._questionnaires]
        self.query_one(OptionList).highlighted = ids.index(USUAL) if USUAL in ids else 0
        self.query_one("#organisation", Input).focus()

    def _file_for(self, name: str) -> str:
        quarter = (self._today.month - 1) // 3 + 1
        return f"{id_from(name)}-{self._today.year}-q{quarter}.toml"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Let the file's name follow the organisation until somebody types one."""
        usual = self._file_for(self.query_one("#organisation", Input).value or "assessment")
        if event.input.id == "file":
            self._file_follows = event.value == usual
        elif self._file_follows:
            self.query_one("#file", LineInput).write(usual)

    def on_input_submitted(self) -> None:
        """Go on, or start after the last field."""
        self.action_next()

    def on_option_list_option_selected(self) -> None:
        """Go on."""
        self.query_one("#file", Input).focus()

    def action_next(self) -> None:
        """Go to the next field; after the last, start."""
        focused = self.focused
        if isinstance(focused, Input) and focused.id == "organisation":
            self.query_one(OptionList).focus()
        elif isinstance(focused, OptionList):
            self.query_one("#file", Input).focus()
        else:
            self.action_start()

    def action_start(self) -> None:
        """Write the file, or say why that does not work."""
        chosen = self._questionnaires[self.query_one(OptionList).highlighted or 0]
        try:
            target = typed_path(self.query_one("#file", Input).value, self._folder)
            document = new_document(target, questionnaire_id=chosen.id,
                                    organisation=self.query_one("#organisation", Input).value.strip(),
                                    today=self._today)
        except UserError as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
            return
        self.dismiss(document.path)
