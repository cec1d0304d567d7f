"""Two minutes on what happens here, page by page."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from fortnight.tui.widgets.dialog import Dialog

PAGES = (
    ("One question",
     "Many AI proofs of concept impress in a meeting and never reach daily work. Fortnight asks one question "
     "about them: would this keep running if the project team were gone for two weeks, and is it worth the "
     "work to get there?\n\nThe answer may be: stop this one. That is a good answer when it comes early."),
    ("Assess  (F2)",
     "The room hears a question and picks, by number, the sentence that describes what happens today: not what "
     "is planned. “Nobody here can say” is an answer too.\n\nOpinions differ? Let everybody vote in secret "
     "first (v), then hear the lowest and the highest."),
    ("Scope  (F3)",
     "Each use case gets a frame: the one number that says whether it works, the work as it is today, the data "
     "it needs, who owns what, and what the law asks. Gates show at once what is still missing."),
    ("Test  (F4)",
     "Then the project team leaves for two weeks, on paper. On day 2 the provider is down; on day 5 the model "
     "is retired; on day 9 a customer gets a wrong answer. Who notices? Who acts? Where is it written?\n\nThe "
     "day of the first break is the most honest number in the report."),
    ("What comes out",
     "A verdict for each use case with the rule and the numbers behind it, the money as a range rather than a "
     "hope, and a roadmap in order: what first, by whom, done when. It becomes a PDF that next quarter's run "
     "can open again.\n\nEvery answer is saved as soon as it is given. Nothing leaves this machine."),
)


class TourModal(Dialog[None]):
    """Pages to turn."""

    KEYS = (("→", "next page", "turn(1)"), ("←", "back", "turn(-1)"), ("Esc", "close", "close"))
    BINDINGS = [Binding("right,enter,space,pagedown", "turn(1)", show=False),
                Binding("left,pageup", "turn(-1)", show=False)]
    DEFAULT_CSS = """
    TourModal {
        .page-title { text-style: bold; margin-bottom: 1; }
        .page-text { height: 9; }
        .page-number { color: $quiet; }
    }
    """

    def __init__(self) -> None:
        super().__init__("Fortnight in two minutes")
        self._page = 0

    def compose_body(self) -> ComposeResult:
        """Make an empty page."""
        yield Static("", markup=False, classes="page-title")
        yield Static("", markup=False, classes="page-text")
        yield Static("", markup=False, classes="page-number")

    def on_mount(self) -> None:
        """Show the first page."""
        self.action_turn(0)

    def action_turn(self, step: int) -> None:
        """Turn pages; after the last one the tour is over."""
        page = self._page + step
        if page >= len(PAGES):
            self.dismiss(None)
            return
        self._page = max(0, page)
        title, text = PAGES[self._page]
        self.query_one(".page-title", Static).update(title)
        self.query_one(".page-text", Static).update(text)
        self.query_one(".page-number", Static).update(f"{self._page + 1} of {len(PAGES)}")
