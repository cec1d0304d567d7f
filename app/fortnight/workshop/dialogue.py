"""The interview as a state machine: a prompt, a typed line, the next prompt. It knows neither terminal nor file.

    dialogue = begin(plan, sheet)
    while not dialogue.is_over:
        show(dialogue.prompt())
        dialogue = dialogue.hear(line)          # dialogue.sheet is what to save

On the way forward only what is open is asked; `back` goes to whatever was asked before, answered or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fortnight.core.edit import EditError
from fortnight.core.wording import Wording
from fortnight.workshop.steps import LETTERS, Refused, Section, Sheet, Step, counted, is_ambiguous

Plan = Callable[[Sheet], tuple[Section, ...]]

HELP = (
    "Enter or skip goes on and leaves it as it is. back goes back. menu lists the parts. quit ends; everything is "
    "saved already. ? says where you are, and more. The first letter is enough: s, b, m, q. To type such a letter "
    "as text, put = before it: =b"
)

_MENU_LINE = "A number; with all behind it for everything in that part, such as 1 all; or Enter to go on:"

_LONGEST_QUOTED = 60
"""Characters of a refused line that are repeated."""

_COMMANDS = {
    "": "skip", "?": "help", "end": "end",
    **LETTERS, **{word: word for word in LETTERS.values()},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Position:
    """Where the interview stands: a step of the plan, and what to ask before it goes on from there."""

    at: Step | None
    """None: past the last step."""
    follow: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The interview at one moment; `hear` returns the next."""

    plan: Plan
    sheet: Sheet
    position: _Position
    trail: tuple[_Position, ...] = ()
    """Where it was before, latest last."""
    seen: tuple[Step, ...] = ()
    """Steps of the plan that were asked in this run; a default is asked only once."""
    said: tuple[str, ...] = ()
    """What to print before the next prompt."""
    section_shown: str = ""
    """The section whose title was printed last."""
    again: bool = False
    """The same step is asked once more; only its last line is repeated."""
    in_menu: bool = False
    whole_section: str = ""
    """A section that is gone through step by step, answered or not; somebody asked for that."""
    is_over: bool = False
    refusals: int = 0
    """How many lines could not be taken."""

    @property
    def step(self) -> Step | None:
        """The step that is being asked; None at the end."""
        return self.position.follow[0] if self.position.follow else self.position.at

    def prompt(self) -> tuple[str, ...]:
        """Return the lines to print: replies to the last line, then the question."""
        if self.in_menu:
            listed = () if self.again else _menu(self.plan(self.sheet), self.sheet)
            return (*self.said, *listed, _MENU_LINE)
        if self.step is None:
            ending = () if self.again else _ending(self.plan(self.sheet), self.sheet)
            return (*self.said, *ending, "menu, back, or Enter to end:")
        asked = self.step.ask(self.sheet)
        if self.again:
            return (*self.said, asked[-1])
        return (*self.said, *self._section_title(), *asked)

    def hear(self, line: str) -> Dialogue:
        """Return the dialogue after a typed line."""
        word = line.strip().casefold()
        section = _section_of(self.plan(self.sheet), self.position.at)
        shown = section.id if section else self.section_shown
        now = replace(self, said=(), section_shown=shown, again=False)
        if self.in_menu:
            return now._choose(word)
        step = self.step
        command = _COMMANDS.get(word)
        if command is None or (step is not None and is_ambiguous(word, step.choices(self.sheet))):
            return now._end_or_refuse(line) if step is None else now._take(step, line)
        match command:
            case "quit":
                return replace(now, is_over=True, said=("Everything is saved. Until next time.",))
            case "back":
                return now._back()
            case "menu":
                return replace(now, in_menu=True)
            case "help":
                return replace(now, said=(*(step.help(self.sheet) if step else ()), HELP), section_shown="")
            case "end":
                return now._leave_row()
            case _:
                return replace(now, is_over=True) if step is None else now._go_on()

    def moved_to(self, sheet: Sheet) -> Dialogue:
        """Return the interview over a sheet that somebody else changed too; a step that is gone gives way."""
        after = replace(self, sheet=sheet)
        at = self.position.at
        if at is None or _section_of(self.plan(sheet), at) is not None:
            return after
        return replace(after, position=_Position(after._next(at, self.sheet, self.seen)), again=False)

    def _section_title(self) -> tuple[str, ...]:
        sections = self.plan(self.sheet)
        section = _section_of(sections, self.position.at)
        if section is None or section.id == self.section_shown:
            return ()
        return (f"Part {sections.index(section) + 1} of {len(sections)}: {section.title}.",)

    def _take(self, step: Step, line: str) -> Dialogue:
        text = _unmarked(line)
        try:
            taken = step.take(self.sheet, text)
        except (Refused, EditError) as problem:
            what = problem.what if isinstance(problem, EditError) else str(problem)
            return self._refused(what.replace(text.strip(), _short(text.strip())))
        after = replace(self, sheet=taken.sheet, said=taken.said)
        return after._go_on(taken.follow, before=self.sheet)

    def _go_on(self, follow: tuple[Step, ...] = (), *, before: Sheet | None = None) -> Dialogue:
        """Go to the next step: what follows from the answer, what was still to follow, then the plan."""
        rest = (*follow, *self.position.follow[1:])
        while rest and _has_nothing_to_ask(rest[0], self.sheet):
            rest = rest[1:]
        at = self.position.at
        seen = self.seen if at is None or at in self.seen else (*self.seen, at)
        position = _Position(at, rest) if rest else _Position(self._next(at, before or self.sheet, seen))
        after = replace(self, position=position, trail=(*self.trail, self.position), seen=seen)
        return replace(after, again=after.step is not None and after.step == self.step)

    def _next(self, at: Step | None, before: Sheet, seen: tuple[Step, ...]) -> Step | None:
        """Return the first step after `at` that is to be asked; `before` is the sheet in which `at` was asked."""
        sections = self.plan(self.sheet)
        steps = [step for section in sections for step in section.steps]
        old = [step for section in self.plan(before) for step in section.steps]
        index = -1
        if at in old:
            earlier = old[: old.index(at) + 1]
            index = next((steps.index(step) for step in reversed(earlier) if step in steps), -1)
        asked_here = _section_of(sections, at)
        if asked_here is not None and asked_here.id == self.whole_section and steps[index + 1 :]:
            following = steps[index + 1]
            if following in asked_here.steps:
                return following
        passed = 0
        for section in sections:
            states = [step.state(self.sheet) for step in section.steps]
            wanted = ("open", "default") if "open" in states else ()  # for defaults alone nobody is troubled
            for step, state in zip(section.steps, states, strict=True):
                passed += 1
                if passed <= index + 1 or (section.aside and section != asked_here) or state not in wanted:
                    continue
                if state == "open" or step not in seen:
                    return step
        return None

    def _leave_row(self) -> Dialogue:
        """Go back to the list that the row in hand belongs to."""
        rest = self.position.follow[1:]
        index = next((index for index, step in enumerate(rest) if step.is_list), None)
        if index is None:
            return self._refused("There is no row to leave here; quit ends the interview.")
        position = _Position(self.position.at, rest[index:])
        return replace(self, position=position, trail=(*self.trail, self.position))

    def _back(self) -> Dialogue:
        steps = [step for section in self.plan(self.sheet) for step in section.steps]
        trail = self.trail
        while trail and trail[-1].at is not None and trail[-1].at not in steps:
            trail = trail[:-1]  # it was asked about something that is gone, such as a conflict that is settled
        if trail:
            return replace(self, position=trail[-1], trail=trail[:-1])
        index = steps.index(self.position.at) if self.position.at in steps else len(steps)
        if index == 0:
            return replace(self, said=("This is the first step.",))
        return replace(self, position=_Position(steps[index - 1]), trail=())

    def _choose(self, word: str) -> Dialogue:
        """Go to the section of that number: to its first open step, else to its first."""
        sections = self.plan(self.sheet)
        if _COMMANDS.get(word) == "quit":
            return replace(self, is_over=True, said=("Everything is saved. Until next time.",))
        if _COMMANDS.get(word) in ("skip", "back"):
            return replace(self, in_menu=False, section_shown="")
        if _COMMANDS.get(word) in ("menu", "help"):
            return self
        number, _, everything = word.partition(" ")
        chosen = counted(number, len(sections))
        if not chosen or everything not in ("", "all"):
            known = f"type a number from 1 to {len(sections)}"
            return self._refused(f"“{_short(word)}” is no part; {known}.")
        section = sections[chosen - 1]
        first = next((step for step in section.steps if step.state(self.sheet) == "open"), None)
        go_through = bool(everything) or first is None
        return replace(
            self,
            in_menu=False,
            whole_section=section.id if go_through else "",
            position=_Position(section.steps[0] if go_through else first),
            trail=(*self.trail, self.position),
            section_shown="",
        )

    def _end_or_refuse(self, line: str) -> Dialogue:
        return self._refused(f"“{_short(line.strip())}” answers nothing; there is no open question here.")

    def _refused(self, why: str) -> Dialogue:
        return replace(self, said=(why,), refusals=self.refusals + 1, again=True)


def begin(plan: Plan, sheet: Sheet) -> Dialogue:
    """Return the interview at its first open step: at the beginning, or where it was left."""
    start = Dialogue(plan, sheet, _Position(None))
    first = start._next(None, sheet, ())
    sections = plan(sheet)
    still = sum(section.open_steps(sheet) for section in sections if not section.aside)
    count = Wording().count(still, "point is", "points are")
    return replace(start, position=_Position(first), said=(f"{count} open. {HELP}",))


def _has_nothing_to_ask(step: Step, sheet: Sheet) -> bool:
    """Return whether a step that follows has been answered meanwhile: it said once what it had to say."""
    return step.is_remark and step.state(sheet) != "open"


def _unmarked(line: str) -> str:
    """Return the line without the mark that makes a text of a command: =b is the text b, =5 stays as it is."""
    typed = line.strip()
    is_marked = typed.startswith("=") and typed.lstrip("=").casefold() in _COMMANDS and typed.strip("=")
    return typed[1:] if is_marked else line


def _short(typed: str) -> str:
    """Return the beginning of a long text: a sentence that refuses it need not read all of it out."""
    return typed if len(typed) <= _LONGEST_QUOTED else f"{typed[:_LONGEST_QUOTED]}…"


def _section_of(sections: tuple[Section, ...], step: Step | None) -> Section | None:
    return next((section for section in sections if step in section.steps), None)


def _menu(sections: tuple[Section, ...], sheet: Sheet) -> tuple[str, ...]:
    lines = []
    for number, section in enumerate(sections, start=1):
        still = section.open_steps(sheet)
        state = "only if you want them" if section.aside else f"{still} open" if still else "done"
        lines.append(f"{number}. {section.title}: {state}")
    return tuple(lines)


def _ending(sections: tuple[Section, ...], sheet: Sheet) -> tuple[str, ...]:
    still = sum(section.open_steps(sheet) for section in sections if not section.aside)
    if not still:
        return ("That was everything.",)
    return (f"That was the last step. {Wording().count(still, 'point was', 'points were')} left open.",)
