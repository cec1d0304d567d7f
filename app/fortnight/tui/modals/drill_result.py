"""The result of the two-week test on the whole wall."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from fortnight.core.drill import DrillResult
from fortnight.tui.widgets.big_figure import BigFigure
from fortnight.tui.widgets.day_line import DayLine
from fortnight.tui.widgets.page import Page

PIECES = {
    "business-owner": "a business owner",
    "fallback-process": "a fallback process",
    "evaluation-protocol": "an evaluation protocol",
    "monitoring": "monitoring",
    "documentation": "documentation",
    "trust-rule": "a rule for when to trust or escalate",
}
"""The six missing pieces in words."""

VERDICTS = {True: ("✓ Passed", "$good"), False: ("✗ Not passed", "$bad"), None: ("○ Not decided yet", "$warn")}


def survived_caption(result: DrillResult) -> tuple[str, str]:
    """Return what stands beside the days, in two lines."""
    if result.survived_days is None:
        return ("no break", "so far")
    return ("days before", "the first break") if result.first_break is not None else ("days without", "a break")


class DrillResultScreen(ModalScreen[None]):
    """Large figures, the sentence, what is missing, and what only limps."""

    BINDINGS = [Binding("escape,enter,s,q", "close", show=False)]
    HELP_TEXT = ("The test is passed when every card was played, none breaks and at most two limp. Runs without a "
                 "log or a date, and recovers without somebody outside the team and a document, count as limps.")
    DEFAULT_CSS = """
    DrillResultScreen {
        background: $background;
        align: center middle;
        #result { width: 100%; max-width: 120; height: 1fr; padding: 1 4; }
        #result-title { color: $quiet; height: 1; }
        #figures { height: 6; margin: 1 0; }
        .figure { width: 1fr; height: 6; }
        .caption { color: $quiet; }
        #sentence { text-style: bold; height: auto; margin-top: 1; }
        #passed { height: auto; margin-top: 1; text-style: bold; }
        #missing, #limping { height: auto; margin-top: 1; }
        #close-hint { dock: bottom; height: 1; padding: 0 4; color: $quiet; }
        DayLine { margin-top: 1; }
    }
    """

    def __init__(self, case_name: str, result: DrillResult) -> None:
        super().__init__()
        self._case_name = case_name
        self._result = result

    def compose(self) -> ComposeResult:
        """Make everything: it does not change while it is shown."""
        result = self._result
        word, style = VERDICTS[result.passes]
        with Page(id="result"):
            title = f"Two weeks without the project team  ▸ {self._case_name}"
            yield Static(title, id="result-title", markup=False)
            with Horizontal(id="figures"):
                with Vertical(classes="figure"):
                    yield BigFigure(result.survived_days)
                    yield Static(" ".join(survived_caption(result)), classes="caption", markup=False)
                with Vertical(classes="figure"):
                    yield BigFigure(result.handled)
                    yield Static(f"of {len(result.cards)} events handled", classes="caption", markup=False)
            line = DayLine()
            line.set_reactive(DayLine.result, result)
            yield line
            yield Static(result.sentence, id="sentence", markup=False)
            yield Static(Content.styled(word, style), id="passed")
            if result.missing_pieces:
                pieces = Content("\n").join(Content(f"  ✗ {PIECES[piece]}") for piece in result.missing_pieces)
                missing = ("What it showed to be missing", "bold")
                yield Static(Content.assemble(missing, "\n", pieces), id="missing")
            doubted = [card for card in result.cards if card.why_downgraded]
            if doubted:
                lines = Content("\n").join(
                    Content(f"  ~ {card.title}: {card.why_downgraded}") for card in doubted)
                yield Static(Content.assemble(("What lacks proof", "bold"), "\n", lines), id="limping")
        yield Static("Esc goes back to the cards", id="close-hint", markup=False)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
