"""Keys and pastes one after another: each is handed on where the one before it left the focus.

Textual passes a key to whatever has the focus when it comes in. Keys that come in faster than they are handled,
from a paste, a text expander or fast hands, would run ahead of a Tab before them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase, digits
from typing import cast

from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

from fortnight.tui.messages import InTurn

_PATIENCE = 0.5
"""Seconds after which the next key is handed on although nothing tells that the one before was handled."""
_ROUNDS = 200
"""How often all that can go on has to have gone on by then: a busy machine is late, and no reason to hurry."""

_NAMES = {"-": "minus", "=": "equals_sign"}


@dataclass(frozen=True, slots=True)
class _AltKey:
    """What Textual's table of keys holds for one."""

    value: str


class KeysInTurnApp(App[int]):
    """Hands on the next key once all that the one before it set off has been handled."""

    def __init__(self) -> None:
        super().__init__()
        _read_alt_as_alt()
        self._typed: deque[events.Key | events.Paste] = deque()
        """What was typed; the first is being handled."""
        self._touched: tuple[MessagePump, ...] = ()
        """What the key in hand passes on its way, from the widget with the focus up to the app."""
        self._turn = 0
        """Number of the key in hand, so that what comes back late of another one is known."""
        self._patience: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keep a key until its turn; everything else goes its usual way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        if isinstance(event, events.Key) and "alt" in event.key.split("+")[:-1]:
            # Alt with a letter is a command at best; Esc and a letter typed fast arrive as the same.
            event.character = None
        self._typed.append(event)
        if len(self._typed) == 1:
            await self._hand_on()
        elif self._patience is None:
            self._wait_in_vain()

    async def _hand_on(self) -> None:
        """Hand on what is first in line."""
        self._turn += 1
        if len(self._typed) > 1:
            self._wait_in_vain()
        self._touched = self._way()
        typed = self._typed[0]
        await super().on_event(typed)
        self._ask_back(self._turn)

    def _ask_back(self, turn: int) -> None:
        def come_back() -> None:
            self._came_back(turn)

        if not self._in_turn(come_back):
            self.call_later(come_back)

    def _came_back(self, turn: int) -> None:
        """Go on to the next key, unless something on the way of this one is still to be handled."""
        if turn != self._turn or not self._typed or not self.screen_stack:
            return
        if any(pump.message_queue_size for pump in {*self._touched, *self._way()} if pump.is_running):
            self._ask_back(turn)
        else:
            self.call_later(self._next, turn)

    async def _next(self, turn: int) -> None:
        if turn != self._turn or not self._typed or not self.screen_stack:
            return
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._typed.popleft()
        if self._typed:
            await self._hand_on()

    def _wait_in_vain(self) -> None:
        turn = self._turn
        self._patience = self.set_timer(_PATIENCE, lambda: self._after_rounds(turn, _ROUNDS))

    def _after_rounds(self, turn: int, rounds: int) -> None:
        if turn != self._turn:
            return
        if rounds:
            asyncio.get_running_loop().call_soon(self._after_rounds, turn, rounds - 1)
        else:
            self.call_later(self._next, turn)

    def _way(self) -> tuple[MessagePump, ...]:
        return (*(self.focused or self.screen).ancestors_with_self,)

    def _in_turn(self, act: Callable[[], None]) -> bool:
        """Do `act` once every key handed on before has been handled; return whether it is on its way."""
        # A key may have closed the app, and with it the screens.
        return bool(self.screen_stack) and (self.focused or self.screen).post_message(InTurn(act))

    def on_in_turn(self, message: InTurn) -> None:
        """Every key handed on before has been handled by now."""
        message.act()


def _read_alt_as_alt() -> None:
    """Let Esc and the letter or digit after it mean Alt and that one.

    Textual reads a digit as the sign that one keyboard has there, and two in a row as what they are without Alt.
    """
    meanings = cast("dict[str, object]", ANSI_SEQUENCES_KEYS)
    for letter in ascii_lowercase + digits + "-=":
        if not isinstance(meanings.get(f"\x1b{letter}"), tuple):
            meanings[f"\x1b{letter}"] = (_AltKey(f"alt+{_NAMES.get(letter, letter)}"),)
