"""One page of the tour, at the foot of the screen that it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from fortnight.tui.widgets.dialog import Dialog


@dataclass(frozen=True, slots=True)
class TourPage:
    """What is said, and over which area."""

    area_id: str
    title: str
    text: str


PAGES = (
    TourPage("assess", "Assess: what happens today",
             "Would this keep running if the project team were gone for two weeks? The room hears a question and "
             "picks, by number, the sentence that is true today: not what is planned. “Nobody here can say” (u) "
             "is an answer too, and votes (v) are secret until all are in."),
    TourPage("scope", "Scope: a frame for each use case",
             "The one number that says whether it works, the work as it is today, the data it needs, who owns "
             "what and what the law asks. What a gate still misses stands beside the field that would close it."),
    TourPage("test", "Test: the team is gone, on paper",
             "On day 1 the access key runs out, on day 10 quality slips a little every day. Who notices, who "
             "acts, where is it written? The day of the first break is the most honest number in the report."),
    TourPage("return", "Return: a range rather than a hope",
             "Every figure says how it is known; a guess is never treated as a fact. Out come the chance of a "
             "loss, what would have to be true, and which number is worth measuring before anybody decides."),
    TourPage("roadmap", "Roadmap: what first, by whom, done when",
             "In the order that brings the most within the days you have, each action with the answers that "
             "caused it. The verdict for each use case stands with it; “stop this one” is a good answer when it "
             "comes early."),
    TourPage("report", "Report: what the sponsor sees",
             "A PDF with all of this, its first page in five sentences; next quarter's run opens it again. Every "
             "answer is saved as soon as it is given, and nothing leaves this machine."),
)


class TourModal(Dialog[int]):
    """Dismisses with the page to show next, one beyond the last when the tour is over; None: look around here."""

    KEYS = (("→", "next page", "turn(1)"), ("←", "back", "turn(-1)"), ("Esc", "look around here", "close"))
    BINDINGS = [Binding("right,enter,space,pagedown", "turn(1)", show=False),
                Binding("left,pageup", "turn(-1)", show=False)]
    DEFAULT_CSS = """
    TourModal {
        align: center bottom;
        .dialog { width: 78; padding: 0 1; }
        .dialog-title { margin-bottom: 0; }
        .dialog-keys { margin-top: 0; }
    }
    """

    def __init__(self, page: int) -> None:
        super().__init__(f"{page + 1} of {len(PAGES)}   {PAGES[page].title}")
        self._page = page

    def compose_body(self) -> ComposeResult:
        """Make the text."""
        yield Static(PAGES[self._page].text, markup=False)

    def action_turn(self, step: int) -> None:
        """Ask for the next page, or the one before; before the first there is none."""
        if self._page + step >= 0:
            self.dismiss(self._page + step)
