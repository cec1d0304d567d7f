"""The use cases: choose, add, rename, duplicate, archive."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fortnight.core.use_case import UseCase
from fortnight.errors import UserError
from fortnight.forms.ids import free_id
from fortnight.tui.store import Place, Store
from fortnight.tui.widgets.dialog import Dialog, Keys
from fortnight.tui.widgets.line_input import LineInput


class CasesModal(Dialog[str]):
    """Dismisses with the id of the use case to work on, or None."""

    KEYS = (("Enter", "open", "choose"), ("a", "add", "add"), ("r", "rename", "rename"),
            ("d", "copy", "duplicate"), ("x", "archive", "archive"), ("Esc", "close", "close"))
    KEYS_WHILE_NAMING = (("Enter", "use this name", "choose"), ("Esc", "leave it", "close"))
    BINDINGS = [Binding("a", "add", show=False), Binding("r", "rename", show=False),
                Binding("d", "duplicate", show=False), Binding("x", "archive", show=False)]
    HELP_TEXT = ("A use case is one workflow that AI would take over. An archived one keeps all it holds, but is "
                 "left out of every computation; x brings it back.")
    DEFAULT_CSS = """
    CasesModal {
        OptionList { height: auto; max-height: 12; text-wrap: nowrap; text-overflow: ellipsis; }
        Input { display: none; margin-top: 1; }
        #prompt { display: none; margin-top: 1; }
        &.-naming Input, &.-naming #prompt { display: block; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, store: Store, current: str) -> None:
        super().__init__("Use cases")
        self._store = store
        self._current = current
        self._naming = ""
        """What the name that is being typed is for: add, rename or duplicate."""
        self._named_case = ""
        """The use case that is renamed or copied, wherever the cursor of the list goes meanwhile."""

    def compose_body(self) -> ComposeResult:
        """Make the list and the field for a name."""
        yield Static("None yet. What is the first one called?", id="none", markup=False)
        yield OptionList(markup=False)
        yield Static("", id="prompt", markup=False)
        yield LineInput(id="name")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Fill the list; without any use case ask for the first at once."""
        self._list()
        if not self._store.assessment.use_cases:
            self.action_add()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, letters are letters."""
        del parameters  # what is offered depends on the action alone
        if action in {"add", "rename", "duplicate", "archive"} and self._naming:
            return False
        return not (action in {"rename", "duplicate", "archive"} and not self._store.assessment.use_cases)

    def keys_now(self) -> Keys:
        """While a name is typed, only what can be done with it."""
        return self.KEYS_WHILE_NAMING if self._naming else self.KEYS

    def _list(self) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        cases = self._store.assessment.use_cases
        options.add_options([Option(_line(case_id, case), id=case_id) for case_id, case in cases.items()])
        options.display = bool(cases)
        self.query_one("#none").display = not cases
        if cases:
            ids = list(cases)
            options.highlighted = ids.index(self._current) if self._current in ids else 0
            options.focus()

    def _chosen(self) -> str:
        options = self.query_one(OptionList)
        return str(options.get_option_at_index(options.highlighted or 0).id)

    def on_option_list_option_selected(self) -> None:
        """Work on the use case, unless it is archived."""
        self.action_choose()

    def action_choose(self) -> None:
        """Use the name that is typed, else work on the use case under the cursor."""
        if self._naming:
            self._use_name(self.query_one(LineInput).value.strip())
            return
        case_id = self._chosen()
        if self._store.assessment.use_cases[case_id].archived:
            self._complain("It is archived; x brings it back.")
        else:
            self.dismiss(case_id)

    def action_add(self) -> None:
        """Ask for the name of a new one."""
        self._ask("add", "Name of the new use case:", "")

    def action_rename(self) -> None:
        """Ask for another name."""
        self._ask("rename", "New name:", self._store.assessment.use_cases[self._chosen()].name)

    def action_duplicate(self) -> None:
        """Ask for the name of the copy."""
        name = self._store.assessment.use_cases[self._chosen()].name or self._chosen()
        self._ask("duplicate", "Name of the copy:", f"{name} (copy)")

    def action_archive(self) -> None:
        """Leave the use case out, or take it back in."""
        case_id = self._chosen()
        archived = not self._store.assessment.use_cases[case_id].archived
        name = self._store.assessment.use_cases[case_id].name or case_id
        self._store.set(("use_cases", case_id, "archived"), archived or None,
                        label=f"{name} {'archived' if archived else 'taken back in'}",
                        place=Place("scope", case_id=case_id))
        self._current = case_id
        self._list()

    def action_close(self) -> None:
        """Esc first leaves the name, then the dialog."""
        if self._naming and self._store.assessment.use_cases:
            self._stop_naming()
        else:
            self.dismiss(None)

    def _ask(self, purpose: str, prompt: str, name: str) -> None:
        self._naming = purpose
        self._named_case = self._chosen() if self._store.assessment.use_cases else ""
        self.add_class("-naming")
        self.show_keys()
        self.query_one("#prompt", Static).update(prompt)
        field = self.query_one(LineInput)
        field.write(name)
        field.focus()

    def _stop_naming(self) -> None:
        self._naming = ""
        self.remove_class("-naming")
        self.show_keys()
        self._complain("")
        self._list()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Use the name."""
        self._use_name(event.value.strip())

    def _use_name(self, name: str) -> None:
        if not name:
            self._complain("Type a name.")
            return
        try:
            case_id = self._named(name)
        except UserError as problem:
            self._complain(str(problem))
            return
        if self._naming == "add":
            self.dismiss(case_id)
            return
        self._current = case_id
        self._stop_naming()

    def _named(self, name: str) -> str:
        cases = self._store.assessment.use_cases
        if self._naming == "rename":
            self._store.set(("use_cases", self._named_case, "name"), name, label=f"Renamed to {name}",
                            place=Place("scope", case_id=self._named_case))
            return self._named_case
        copied = cases[self._named_case].table() if self._naming == "duplicate" else {}
        case_id = free_id(name, cases)
        copied.pop("archived", None)
        self._store.set(("use_cases", case_id), copied | {"name": name}, label=f"Added {name}",
                        place=Place("scope"))
        return case_id

    def _complain(self, sentence: str) -> None:
        self.query_one(".problem", Static).update(f"✗ {sentence}" if sentence else "")


def _line(case_id: str, case: UseCase) -> Content:
    note = "  (archived)" if case.archived else f"  aim: {case.aim.label}"
    return Content.assemble((case.name or case_id, "bold"), note)
