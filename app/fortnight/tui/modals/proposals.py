"""What participants' replies propose: taken or left one by one, never by itself."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fortnight.core.place import dotted
from fortnight.core.replies import Proposal, TakenReplies, accept, decide, pending
from fortnight.core.wording import Wording
from fortnight.errors import UserError
from fortnight.storage.taken_replies import load_replies, save_replies
from fortnight.tui.store import Place, Store
from fortnight.tui.widgets.dialog import Dialog
from fortnight.tui.widgets.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal in the list."""

    proposal: Proposal
    was_left: bool
    """Somebody decided on it before, and it does not stand in the assessment; it can be taken all the same."""


def listed_proposals(taken: TakenReplies, store: Store) -> tuple[Listed, ...]:
    """Return what waits, then what was decided on and does not stand in the assessment (any more)."""
    waiting = pending(taken, store.assessment, store.questionnaire)
    undecided = taken.model_copy(update={"decided": {}})
    every = pending(undecided, store.assessment, store.questionnaire)
    known = {(dotted(each.place), repr(each.value)) for each in waiting}
    return (*(Listed(each, was_left=False) for each in waiting),
            *(Listed(each, was_left=True) for each in every
              if (dotted(each.place), repr(each.value)) not in known))


def how_many_wait(store: Store) -> str:
    """Return one sentence on the proposals that wait, or on why they cannot be read; empty when none waits."""
    try:
        waiting = len(pending(load_replies(store.path), store.assessment, store.questionnaire))
    except UserError as problem:
        return f"The replies cannot be read: {problem}"
    if not waiting:
        return ""
    many = waiting > 1
    return (f"{waiting} {'proposals' if many else 'proposal'} from replies {'wait' if many else 'waits'}; "
            f"F10 and then r shows {'them' if many else 'it'}.")


def place_of(proposal: Proposal) -> Place:
    """Return where the app shows what a proposal is about."""
    if proposal.kind == "evidence":
        return Place("assess", proposal.place[1])
    if proposal.kind == "source":
        return Place("scope", "data", proposal.place[1])
    if proposal.place[2] == "baseline":
        return Place("scope", "baseline", proposal.place[1])
    return Place("return", "", proposal.place[1])


class ProposalsModal(Dialog[None]):
    """A list above, the proposal in hand below; t takes it, l leaves it, Esc decides nothing."""

    KEYS = (("t", "take it", "take"), ("l", "leave it", "leave"), ("↑ ↓", "choose", "move(1)"),
            ("Esc", "decide later", "close"))
    BINDINGS = [Binding("t", "take", show=False), Binding("l", "leave", show=False)]
    HELP_TEXT = ("Replies that came back from participants propose data sources, figures and proof. Nothing of "
                 "it is in the assessment until you take it. t takes the proposal in hand, l leaves it. What was "
                 "left stays at the end of the list and can be taken all the same. Ctrl+Z, once this is closed, "
                 "takes the last one back.")
    DEFAULT_CSS = """
    ProposalsModal {
        .dialog { width: 92; }
        OptionList { height: auto; max-height: 8; text-wrap: nowrap; text-overflow: ellipsis; }
        TextBlock { margin-top: 1; }
        #none { display: none; }
        .problem { color: $bad; height: auto; }
    }
    """

    def __init__(self, store: Store) -> None:
        """Read the record of the replies; raises FileProblem when it cannot be read."""
        super().__init__("What replies propose")
        self._store = store
        self._listed = listed_proposals(load_replies(store.path), store)
        header = store.assessment.assessment
        self._words = Wording(header.language, header.currency)

    def compose_body(self) -> ComposeResult:
        """Make the list and the proposal in hand."""
        yield Static("Nothing is proposed. fortnight brief writes packs for the participants, and fortnight "
                     "collect takes their replies in.", id="none", markup=False)
        yield OptionList(markup=False)
        yield TextBlock(id="proposal")
        yield Static("", markup=False, classes="problem")

    def on_mount(self) -> None:
        """Start with the first that waits."""
        self._list(0)
        self.query_one(OptionList).focus()

    def _list(self, at: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_line(each)) for each in self._listed])
        options.display = bool(self._listed)
        self.query_one("#none").display = not self._listed
        options.highlighted = min(at, len(self._listed) - 1) if self._listed else None
        self._show()

    @property
    def _in_hand(self) -> Listed | None:
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def _show(self) -> None:
        listed = self._in_hand
        block = self.query_one("#proposal", TextBlock)
        if listed is None:
            block.say("")
            return
        proposal = listed.proposal
        who = self._words.join(proposal.roles) or "a participant"
        left = "  It was decided on before." if listed.was_left else ""
        block.say(Content.assemble((proposal.title, "bold"), f"\nProposed by {who}: {proposal.offer}.\n",
                                   f"Now: {proposal.now or 'nothing'}.{left}"))

    def on_option_list_option_highlighted(self) -> None:
        """Show the proposal under the cursor."""
        self._complain("")
        self._show()

    def action_move(self, step: int) -> None:
        """Go to the next proposal, from the last to the first."""
        options = self.query_one(OptionList)
        if self._listed:
            options.highlighted = ((options.highlighted or 0) + step) % len(self._listed)

    def action_take(self) -> None:
        """Write the proposal in hand into the assessment."""
        listed = self._in_hand
        if listed is None:
            return
        proposal = listed.proposal
        try:
            after = accept(self._store.assessment, proposal)
            self._store.replace(after, label=f"Taken: {proposal.title}", place=place_of(proposal))
            self._decided(proposal)
        except UserError as problem:
            self._complain(str(problem))

    def action_leave(self) -> None:
        """Keep the proposal in hand out of the assessment."""
        listed = self._in_hand
        if listed is None or listed.was_left:
            return
        try:
            self._decided(listed.proposal)
        except UserError as problem:
            self._complain(str(problem))

    def _decided(self, proposal: Proposal) -> None:
        # Read again: more replies may have come in meanwhile.
        taken = decide(load_replies(self._store.path), proposal)
        save_replies(self._store.path, taken)
        self._listed = listed_proposals(taken, self._store)
        self._list(self.query_one(OptionList).highlighted or 0)

    def _complain(self, sentence: str) -> None:
        self.query_one(".problem", Static).update(f"✗ {sentence}" if sentence else "")


def _line(listed: Listed) -> Content:
    sign = "left  " if listed.was_left else "○  "
    return Content.assemble((sign, "" if listed.was_left else "bold"), listed.proposal.title)
