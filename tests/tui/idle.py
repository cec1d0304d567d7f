"""Wait until the app under a pilot rests: sooner than Textual's own wait, and not fooled by a late machine."""

from __future__ import annotations

import asyncio
from time import monotonic, process_time
from typing import Any, cast

from textual._context import active_app
from textual.app import App

LOOK, REST, PATIENCE = 0.005, 0.00125, 10.0
"""Seconds between two looks, how little work in between is rest, and after how long it is given up."""


async def rested(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until nothing is left to be handled; Textual's pilot calls this after each key and click.

    Textual's own looks every 20 ms at the time that the process worked, which a process that gets no time passes,
    and goes on after `max_sleep` seconds in any case. Here only work on other threads is waited for no longer.
    """
    started = monotonic()
    while (waited := monotonic() - started) < PATIENCE:
        worked = process_time()
        await asyncio.sleep(LOOK)
        is_at_rest = waited + LOOK > min_sleep and process_time() - worked < REST
        if (is_at_rest or waited > max_sleep) and _has_handled_all(active_app.get()):
            return


def _has_handled_all(app: App[Any]) -> bool:
    """Return whether no message waits, no task could go on at once and no screen is to be laid out."""
    ready = cast(Any, asyncio.get_running_loop())._ready
    screens = app.screen_stack if app._running and app._screen_stacks.get(app._current_mode) else []
    pumps = (app, *(node for screen in screens for node in screen.walk_children(with_self=True)))
    return not (ready or any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
                or any(screen._layout_required or screen._callbacks for screen in screens))
