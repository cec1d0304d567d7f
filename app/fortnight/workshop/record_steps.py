"""Steps that a person must decide before the interview: what a merge left open, and what replies propose."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fortnight.core.conflicts import settle
from fortnight.core.place import without_number
from fortnight.core.replies import Proposal, accept, decide, pending
from fortnight.core.wording import sentence
from fortnight.workshop.steps import Choices, Sheet, Step, StepState, Taken, chosen

_SIDES: Choices = (("ours", "first"), ("theirs", "second"), ("base", "neither"))
_YES_NO: Choices = ((True, "yes"), (False, "no"))


@dataclass(frozen=True, slots=True)
class ConflictStep(Step):
    """Two edits of one place that a merge could not decide."""

    entry: str
    """The key in `[conflicts]`."""

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while it is there."""
        return "open" if self.entry in sheet.assessment.conflicts else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return both values and what was there before."""
        conflict = sheet.assessment.conflicts[self.entry]
        return (
            f"Two people changed {without_number(self.entry)} differently.",
            f"1 first: {_shown(conflict.ours)}",
            f"2 second: {_shown(conflict.theirs)}",
            f"3 neither: {_shown(conflict.base)}, as it was before",
            "1, 2 or 3:",
        )

    def choices(self, sheet: Sheet) -> Choices:
        """Return the sides."""
        del sheet
        return _SIDES

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the chosen value and remove the conflict."""
        side = chosen(line, _SIDES)
        value = getattr(sheet.assessment.conflicts[self.entry], side)
        settled = settle(sheet.assessment, self.entry, value)
        return Taken(replace(sheet, assessment=settled), (sentence(f"Settled: {_shown(value)}"),))


@dataclass(frozen=True, slots=True)
class ProposalStep(Step):
    """Something that a participant's reply says, to be taken or left."""

    proposal: Proposal

    def state(self, sheet: Sheet) -> StepState:
        """Return `open` while it waits."""
        waiting = pending(sheet.taken, sheet.assessment, sheet.questionnaire)
        return "open" if self.proposal in waiting else "given"

    def ask(self, sheet: Sheet) -> tuple[str, ...]:
        """Return what is proposed, by which role, and what stands there now."""
        proposal = self.proposal
        who = sheet.words.join(proposal.roles) or "a participant"
        now = sentence(f"Now: {proposal.now or 'nothing'}")
        offer = sentence(f"{proposal.title}: {proposal.offer}")
        return (f"Proposed by {who}. {offer}", now, "y to take it, n to leave it:")

    def take(self, sheet: Sheet, line: str) -> Taken:
        """Write the proposal, or leave it for good."""
        taken = chosen(line, _YES_NO)
        assessment = accept(sheet.assessment, self.proposal) if taken else sheet.assessment
        changed = replace(sheet, assessment=assessment, taken=decide(sheet.taken, self.proposal))
        place = self.proposal.place
        said = "Taken." if taken else "Left."
        return Taken(changed, (said, *changed.complaint(place, sheet)))


def _shown(value: object) -> str:
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(part)}" for key, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
