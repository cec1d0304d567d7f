"""What the palette (Ctrl+P) finds: the commands of the place, themes, areas and questions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from fortnight.tui import themes
from fortnight.tui.areas import AREAS
from fortnight.tui.commands import EVERYWHERE, PALETTE, with_keys_of

if TYPE_CHECKING:
    from fortnight.tui.app import FortnightApp


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    help: str
    run: Any


class _Entries(Provider):
    """Offers a list of entries whose titles match what is typed."""

    offers_everything = True

    @property
    def fortnight(self) -> FortnightApp:
        """The app."""
        return cast("FortnightApp", self.app)

    @abstractmethod
    def entries(self) -> Iterator[_Entry]:
        """Return what can be found."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for entry in self.entries() if self.offers_everything else ():
            yield DiscoveryHit(Content(entry.title), entry.run, text=entry.title, help=entry.help)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for entry in self.entries():
            score = matcher.match(entry.title)
            if score > 0:
                yield Hit(score, Content(entry.title), entry.run, text=entry.title, help=entry.help)


class CommandProvider(_Entries):
    """The commands of the screen that can be used now, those that work everywhere, areas and themes."""

    def entries(self) -> Iterator[_Entry]:
        """Return what can be done here."""
        keymap = self.fortnight.keymap
        for command in with_keys_of(keymap, (*getattr(self.screen, "PLACE_COMMANDS", ()), *EVERYWHERE)):
            name = command.action.partition("(")[0]
            usable = (self.fortnight.offers(name, self.screen) if command.owner == "app" else
                      self.screen.check_action(name, ()))
            if command.id == PALETTE.id or not command.full_action or not usable:
                continue
            key = f"  [{command.shown_key}]" if command.key else ""
            yield _Entry(f"{command.label}{key}", command.help, partial(self._run, command.full_action))
        if self.fortnight.offers("area", self.screen):
            for area in AREAS:
                yield _Entry(f"Go to {area.title}  [{area.shown_key(keymap)}]", area.help,
                             partial(self._run, f"app.area('{area.id}')"))
        for name, title in themes.TITLES.items():
            choose = partial(self.fortnight.choose_theme, name)
            yield _Entry(f"Theme: {title}", "Wear it now and from now on.", choose)

    async def _run(self, action: str) -> None:
        await self.screen.run_action(action)


class PlaceProvider(_Entries):
    """Every question of the open file."""

    offers_everything = False
    """There are too many questions to list before anything is typed."""

    def entries(self) -> Iterator[_Entry]:
        """Return the questions."""
        app = self.fortnight
        if app.assessment is None:
            return
        questionnaire = app.open_store.questionnaire
        for question_id, question in questionnaire.questions.items():
            dimension = questionnaire.dimensions[question.dimension].title
            go = partial(app.go_to, "assess", question_id)
            yield _Entry(f"{question.title}  ({dimension})", question.ask, go)
