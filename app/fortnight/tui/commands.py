"""Every command once: its key, its name, what it does. Bindings, footer, help and palette are made from this.

A screen names its commands in `PLACE_COMMANDS`; the action of a command is a method `action_NAME` of the screen
or, for `EVERYWHERE`, of the app. A command without a key is found in the palette and in help.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can do."""

    id: str
    key: str
    """Textual's name of the key; several separated by commas; empty: no key."""
    action: str
    label: str
    """A word or two for the footer."""
    help: str
    """A sentence for help, palette and tooltip."""
    rank: int = 0
    """Place in the footer, 1 first; 0: not in the footer."""
    priority: bool = False
    """Whether the key works even where a text field would take it."""
    shown_as: str = ""
    """What to print for the key where it stands for several, such as 1–5."""
    owner: Literal["app", "screen"] = "screen"
    """Who carries out the action."""

    @property
    def shown_key(self) -> str:
        """The key as people read it, such as Ctrl+P."""
        return self.shown_as or key_name(self.key)

    @property
    def full_action(self) -> str:
        """The action as any widget can run it; empty where only the key says which of several is meant."""
        return "" if self.shown_as else f"{self.owner}.{self.action}"

    def binding(self) -> Binding:
        """Return the Textual binding."""
        return Binding(self.key, self.action, self.label, id=self.id, tooltip=self.help, show=bool(self.rank),
                       priority=self.priority)


_KEY_NAMES = {"slash": "/", "question_mark": "?", "left": "←", "right": "→", "up": "↑", "down": "↓",
              "escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp", "space": "Space", "enter": "Enter"}


def key_name(keys: str) -> str:
    """Return the first of some keys, separated by commas in Textual's names, as people read it."""
    parts = keys.split(",")[0].strip().split("+")
    return "+".join(_KEY_NAMES.get(part, part if len(parts) == 1 and len(part) == 1 else part.capitalize())
                    for part in parts)


def with_keys_of(keymap: Mapping[str, str], commands: Iterable[Command]) -> tuple[Command, ...]:
    """Return the commands with the keys that a person gave them."""
    return tuple(replace(command, key=keymap[command.id]) if command.id in keymap else command
                 for command in commands)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the bindings of the commands that have a key."""
    return [command.binding() for command in commands if command.key]


HELP = Command("help", "f1", "explain", "Help", "Explain the place where you are and list its keys.", rank=1,
               priority=True)
PALETTE = Command("palette", "ctrl+p", "command_palette", "Commands",
                  "Find any command, question or theme by typing.", rank=90)
QUIT = Command("quit", "ctrl+q", "quit", "Quit", "Leave. Everything is already saved.", priority=True)

EVERYWHERE = tuple(replace(command, owner="app") for command in (
    HELP,
    PALETTE,
    Command("jump", "slash", "jump", "Find", "Go to any question by typing a few of its letters.", rank=80),
    Command("undo", "ctrl+z", "undo", "Undo", "Take back the last change, step by step.", rank=82),
    Command("redo", "ctrl+y", "redo", "Redo", "Do again what was taken back."),
    Command("where-saved", "ctrl+s", "where_saved", "Saved?",
            "Say where the answers are saved; after a failed save, try again."),
    Command("cases", "f8", "cases", "Use cases",
            "Choose the use case, or add, rename, duplicate or archive one.", rank=85),
    Command("wall", "f9", "wall", "Wall", "Hide the frame and give the words more room, for a projector."),
    Command("compare", "ctrl+t", "compare", "What moved", "Compare with the last run: levels, promises, verdicts, "
            "measurements, and the trend over all runs."),
    Command("review", "", "review", "Review promises", "Say of each action promised last time: done, moved, "
            "dropped."),
    Command("full", "", "go_on_in_full", "Continue as a full assessment", "Ask the other questions of the full "
            "assessment too; what is answered stands, and nothing is asked twice."),
    Command("home", "ctrl+o", "home", "Home", "Go to the files: open another one or start a new one."),
    QUIT,
))
"""What works in every area. The keys of the areas themselves come from `areas.AREAS`."""

HOME = (
    Command("home.new", "n", "new", "New", "Start a new assessment.", rank=10),
    Command("home.sample", "s", "sample", "Sample", "Look at a finished assessment; you get a copy.",
            rank=20),
    Command("home.tour", "t", "tour", "Tour", "Learn in two minutes what happens here.", rank=30),
    Command("home.next", "q", "next_quarter", "Next quarter", "Start the next run from the marked file; its "
            "answers stand beside the questions.", rank=35),
    Command("home.compare", "c", "compare", "Compare", "See what moved since the run before the marked file.",
            rank=38),
    Command("home.path", "o", "open_path", "Open…", "Open a file by its path: an assessment or a PDF made by "
            "Fortnight.", rank=40),
)

COMPARE = (
    Command("compare.next", "right", "beside(1)", "Next page", "Go to the next page.", rank=10,
            priority=True),
    Command("compare.previous", "left", "beside(-1)", "Previous page", "Go to the page before.", rank=20,
            priority=True),
    Command("compare.leave", "escape", "leave", "Back", "Go back to where you were.", rank=30),
)

ASSESS = (
    Command("assess.level", "", "level", "answer",
            "Pick the level that describes what happens today and go on to the next question.", rank=5,
            shown_as="1–5"),
    Command("assess.unknown", "u", "unknown", "Unknown", "Nobody in the room can say. Counts as the lowest level.",
            rank=10),
    Command("assess.still-true", "s", "still_true", "Still true",
            "Take over last time's answer with its evidence, and go on.", rank=8),
    Command("assess.not-applicable", "x", "not_applicable", "Not applicable",
            "The question does not apply here; asks why.", rank=65),
    Command("assess.note", "n", "note", "Note", "Write a note to this question.", rank=30),
    Command("assess.evidence", "e", "evidence", "Evidence", "Write down what was seen: a document, a log.",
            rank=40),
    Command("assess.target", "t", "target", "Target", "Set the level to aim at.", rank=60),
    Command("assess.votes", "v", "votes", "Votes", "Collect votes without names, hidden until all have voted.",
            rank=50),
    Command("assess.park", "p", "park", "Park", "Park the question to come back to it, or take it back up.",
            rank=55),
    Command("assess.clear", "delete", "clear", "Clear", "Take the answer away."),
    Command("assess.previous", "left,pageup", "previous", "Previous", "Go to the question before."),
    Command("assess.next", "right,pagedown", "next", "Next", "Go to the next question."),
    Command("assess.open", "o", "next_open", "Next open", "Go to the next question without an answer."),
)

SCOPE = (
    Command("scope.next", "pagedown", "next_station", "Next station", "Go to the next station.", rank=10),
    Command("scope.previous", "pageup", "previous_station", "Previous station", "Go to the station before.",
            rank=87),
    Command("scope.stations", "escape", "stations", "Stations",
            "Leave the field; then ← → or a digit choose a station.", rank=20),
)

TEST = (
    Command("test.runs", "r", "outcome('runs')", "Runs", "Nothing happens: the process keeps running.", rank=5),
    Command("test.recovers", "c", "outcome('recovers')", "Recovers",
            "Somebody outside the team mends it by a written procedure.", rank=6),
    Command("test.limps", "l", "outcome('limps')", "Limps", "There is a workaround, and users wait.", rank=7),
    Command("test.breaks", "b", "outcome('breaks')", "Breaks",
            "Nobody knows what to do, or a decision is blocked.", rank=8),
    Command("test.previous", "left,pageup", "previous", "Previous", "Go to the card before."),
    Command("test.next", "right,pagedown", "next", "Next", "Go to the next card."),
    Command("test.details", "enter", "details", "Proof",
            "Say who notices, who acts, where it is written and when it was last tried.", rank=9),
    Command("test.card", "escape", "card", "Card", "Leave the field; then r, c, l and b say how the card goes.",
            rank=35),
    Command("test.clear", "delete", "clear", "Clear", "Take the outcome of this card away."),
    Command("test.result", "s", "result", "Result", "Show the result on the whole wall.", rank=30),
)

RETURN = (
    Command("return.next", "pagedown", "next_page", "Next page", "Go to the next page of inputs or pictures.",
            rank=10),
    Command("return.previous", "pageup", "previous_page", "Previous page", "Go to the page before.", rank=30),
    Command("return.pages", "escape", "pages", "Pages", "Leave the field; then ← → or a digit choose a page.",
            rank=20),
)

ROADMAP = (
    Command("roadmap.decide", "enter", "decide", "Decide",
            "Open everything that can be decided about the action in hand.", rank=5),
    Command("roadmap.pin", "p", "pin", "Pin", "Do it as early as its needs allow, or take that back.", rank=10),
    Command("roadmap.postpone", "l", "decide('postponed_to')", "Later",
            "Name a day before which it does not start.", rank=20),
    Command("roadmap.reject", "x", "decide('rejected_because')", "Reject", "Take it off the plan, with a reason.",
            rank=30),
    Command("roadmap.owner", "o", "decide('owner')", "Owner", "Name who does it.", rank=40),
    Command("roadmap.due", "d", "decide('due')", "Due", "Set the day by which it is to be done.", rank=50),
    Command("roadmap.status", "s", "decide('status')", "Status",
            "Say that it is started or done, and what shows it.", rank=60),
    Command("roadmap.earlier", "shift+left,left_square_bracket", "move_earlier", "Earlier",
            "Move it earlier: take a postponement back, else pin it."),
    Command("roadmap.later", "shift+right,right_square_bracket", "move_later", "To the next wave",
            "Move it later: take a pin back, else postpone it to the next wave."),
    Command("roadmap.next", "pagedown", "next_page", "Next page", "Go to the next page of the roadmap.", rank=75),
    Command("roadmap.previous", "pageup", "previous_page", "Previous page", "Go to the page before."),
    Command("roadmap.pages", "escape", "pages", "Pages", "Go to the tabs; then ← → or a digit choose a page.",
            rank=78),
)

REPORT = (
    Command("report.write", "w", "write", "Write it", "Write the report as it is chosen.", rank=5),
    Command("report.open", "o", "open_report", "Open it", "Open the written report in the system's own program.",
            rank=10),
    Command("report.cancel", "escape", "cancel", "Cancel",
            "Cancel the report that is being written, so that nothing is; otherwise leave the field.", rank=98),
)

AGENDA = (
    Command("agenda.open", "enter", "open", "Go there", "Go to where the point in hand is worked on.", rank=5),
    Command("agenda.clock", "s", "clock", "Clock", "Start counting the minutes of this part, or stop for a break.",
            rank=10),
    Command("agenda.set-back", "0", "set_back", "Back to zero", "Let the minutes of this part begin anew, as "
            "after a rehearsal; asks first."),
    Command("agenda.replies", "r", "replies", "Replies",
            "Take or leave, one by one, what participants' replies propose.", rank=20),
    Command("agenda.previous", "left", "previous", "Part before", "Go to the part before.", rank=40),
    Command("agenda.next", "right", "next", "Next part", "Go to the next part of the workshop.", rank=30),
)


def ids() -> frozenset[str]:
    """Return the id of every command whose key can be changed."""
    groups = (EVERYWHERE, HOME, COMPARE, ASSESS, SCOPE, TEST, RETURN, ROADMAP, REPORT, AGENDA)
    return frozenset(command.id for group in groups for command in group if not command.shown_as)
