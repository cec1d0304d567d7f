"""What was promised last time, one action after another: done, moved or dropped?"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from fortnight.core.promises import Promise, to_review
from fortnight.errors import UserError
from fortnight.forms.review import WAYS, decided
from fortnight.tui.store import Edit, Place, Store
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.line_input import LineInput


class ReviewModal(Dialog[None]):
    """Each decision is saved at once and takes its action off the list; Esc leaves the rest for later."""

    KEYS = (("D", "done", "decide('done')"), ("M", "moved", "decide('moved')"),
            ("X", "dropped", "decide('dropped')"), ("Esc", "leave the rest for later", "close"))
    BINDINGS = [
        Binding("d", "decide('done')", show=False),
        Binding("m", "decide('moved')", show=False),
        Binding("x", "decide('dropped')", show=False),
    ]
    HELP_TEXT = ("These are the actions that somebody took on last time. Say of each what became of it: done, "
                 "with what shows it; moved, to which day; dropped, and why. What you leave stays promised.")
    DEFAULT_CSS = """
    ReviewModal {
        .dialog { width: 92; }
        OptionList {
            height: auto;
            max-height: 10;
            background: $surface;
            border: none;
            padding: 0;
            text-wrap: nowrap;
            text-overflow: ellipsis;
        }
        #in-hand { display: none; height: auto; text-style: bold; }
        #said { height: 3; color: $quiet; margin-top: 1; }
        #way { display: none; height: auto; }
        #typed { display: none; }
        .problem { color: $bad; height: auto; }
        &.-asking #way, &.-asking #typed, &.-asking #in-hand { display: block; }
        &.-asking OptionList { display: none; }
    }
    """

    def __init__(self, store: Store) -> None:
        super().__init__("What was promised last time")
        self._store = store
        self._promises: tuple[Promise, ...] = ()
        self._way = ""

    def compose_body(self) -> ComposeResult:
        """Make the list, what is known of the action in hand, and the line for the answer."""
        yield OptionList(markup=False)
        yield Static("", id="in-hand", markup=False)
        yield Static("", id="said", markup=False)
        yield Static("", id="way", markup=False)
        yield LineInput(id="typed")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """List what is to be reviewed."""
        self._list(0)

    @property
    def _in_hand(self) -> Promise:
        return self._promises[self.query_one(OptionList).highlighted or 0]

    def _list(self, position: int) -> None:
        store = self._store
        assert store.previous is not None
        self._promises = to_review(store.previous, store.assessment, store.questionnaire)
        if not self._promises:
            self.app.notify("Everything that was promised has been reviewed.", timeout=4, markup=False)
            self.dismiss(None)
            return
        actions = self.query_one(OptionList)
        actions.clear_options()
        actions.add_options([
            Option(Content.assemble((promise.owner or "nobody by name", "$quiet"), "  ", promise.title))
            for promise in self._promises
        ])
        actions.highlighted = min(position, len(self._promises) - 1)
        actions.focus()
        self._say_known()

    def on_option_list_option_highlighted(self) -> None:
        """Say what is known of the action."""
        self._stop_asking()
        self._say_known()

    def _say_known(self) -> None:
        if self._promises:
            left = len(self._promises)
            self.query_one("#said", Static).update(
                f"{self._in_hand.sentence} {left} {'is' if left == 1 else 'are'} left to review.")

    def on_option_list_option_selected(self) -> None:
        """Enter on an action is the good case."""
        self.action_decide("done")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters belong to the line while somebody types on it."""
        del parameters  # what is offered depends on the action alone
        return not (action == "decide" and isinstance(self.focused, Input))

    def action_decide(self, way: str) -> None:
        """Ask what belongs to a decision."""
        self._way = way
        self.query_one("#in-hand", Static).update(self._in_hand.title)
        self.query_one("#way", Static).update(WAYS[way].prompt)
        typed = self.query_one("#typed", LineInput)
        typed.write("")
        typed.placeholder = WAYS[way].placeholder
        self.add_class("-asking")
        typed.focus()

    def action_close(self) -> None:
        """Leave the line first, then the dialog."""
        if self.has_class("-asking"):
            self._stop_asking()
        else:
            self.dismiss(None)

    def _stop_asking(self) -> None:
        self.query_one(".problem", Static).update("")
        if self.has_class("-asking"):
            self.remove_class("-asking")
            self.query_one(OptionList).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the decision and go on with the next action."""
        promise = self._in_hand
        position = self.query_one(OptionList).highlighted or 0
        try:
            fields = decided(self._way, event.value)
            self._store.change(
                [Edit(("roadmap", promise.action_id, key), value) for key, value in fields.items()],
                label=f"{promise.title}: {self._way}", place=Place("roadmap", promise.action_id))
        except (UserError, ValueError) as problem:
            self.query_one(".problem", Static).update(f"✗ {problem}")
            return
        self._stop_asking()
        self._list(position)
