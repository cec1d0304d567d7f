"""A small questionnaire, a file to answer, and the app running on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from textual._context import visible_screen_stack
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from fortnight.storage.document import open_document
from fortnight.tui.app import FortnightApp
from fortnight.tui.store import Store
from tests.tui.style_sheets import parsed_once

TODAY = dt.date(2026, 11, 20)

QUESTIONNAIRE = """
format = 1
id = "small"
version = "1"
title = "Small"

[dimensions.data]
title = "Data"
why = "Because data decides."

[dimensions.people]
title = "People"

[questions."data.real"]
dimension = "data"
title = "Real data"
ask = "Which data did it run on?"
why = "Demo data hides what real data brings."
levels = ["Made-up data.", "A hand-picked sample.", "A week of real cases.", "A month, odd cases too.", "Live."]
evidence = "(2) the sample; (3) the extract and its date"
gate = "G2"
gate_level = 3

[questions."data.rights"]
dimension = "data"
title = "Rights"
ask = "Who allowed you to use it?"
levels = ["Nobody asked.", "Somebody was asked.", "It is written down.", "It is renewed.", "It is audited."]

[questions."people.owner"]
dimension = "people"
title = "The owner"
ask = "Who owns the result?"
levels = ["Nobody.", "The project.", "A name in the business.", "A name with time for it.", "A team."]

[questions."people.agents"]
dimension = "people"
title = "Agents at work"
ask = "Who watches what it does by itself?"
when = "agentic"
levels = ["Nobody.", "A developer.", "A named person.", "A named person, daily.", "A shift."]

[cards.outage]
day = 2
title = "Provider down"
event = "Tuesday, nine o'clock: the provider is down."
probes = ["Who says it aloud?", "Who works by hand?"]
tests = ["fallback-process", "business-owner"]

[cards.drift]
day = 5
title = "Quality drifts"
event = "Friday: answers have been getting worse all week."
probes = ["Who would have noticed?"]
tests = ["monitoring"]

[cards.joiner]
day = 5
title = "A new joiner"
event = "Friday: somebody new sits down and starts."
probes = ["What do they read first?"]
tests = ["documentation"]
"""

ASSESSMENT = """
format = 1

[assessment]
organisation = "Northwind"
date = 2026-11-20
period = "2026-Q4"
questionnaire = "small"

[use_cases.claims]
name = "Claims triage"

[use_cases.mail]
name = "Mail"
"""

Running = Callable[..., AbstractAsyncContextManager[Pilot[int]]]


@pytest.fixture(autouse=True, scope="session")
def style_sheets() -> Iterator[None]:
    """Every app here shares what was parsed."""
    with parsed_once():
        yield


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's settings, recent files or colours reach a test, and cursors do not blink."""
    for name in ("STATE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"FORTNIGHT_{name}", str(tmp_path / f"own-{name.lower()}"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(Input.cursor_blink, "_default", False)
    monkeypatch.setattr(TextArea.cursor_blink, "_default", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the small questionnaire and one assessment, `team.toml`."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "small.toml").write_text(QUESTIONNAIRE)
    (work / "team.toml").write_text(ASSESSMENT)
    return work


@pytest.fixture
def file(folder: Path) -> Path:
    """The assessment in the folder."""
    return folder / "team.toml"


@pytest.fixture
def store(file: Path) -> Store:
    """The file, open without any screen."""
    return Store(open_document(file), lambda what: None)


@pytest.fixture
def running() -> Running:
    """Run the app on a path until its first area, or Home, stands; the pilot's app is a FortnightApp."""

    @asynccontextmanager
    async def run(path: Path, *, size: tuple[int, int] = (80, 24), theme: str = "") -> AsyncIterator[Pilot[int]]:
        app = FortnightApp(path, today=TODAY)
        if theme:
            app.theme = theme
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield pilot

    return run


async def settled(pilot: Pilot[int]) -> None:
    """Wait until no worker is busy and every message is handled."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def until(pilot: Pilot[int], condition: Callable[[], bool], *, tries: int = 3000) -> None:
    """Let messages be handled until `condition` holds; fails when it never does."""
    for _ in range(tries):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came to that")


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Put `text` where the focus is: the first letter as a key, the rest at once, as a paste."""
    await pilot.press(*("space" if letter == " " else letter for letter in text[:1]))
    if text[1:]:
        pilot.app.post_message(Paste(text[1:]))
        await pilot.pause()


def app_of(pilot: Pilot[int]) -> FortnightApp:
    """Return the app under the pilot."""
    return cast(FortnightApp, pilot.app)


def screen_text(pilot: Pilot[int]) -> str:
    """Return the letters on the screen, line by line; a dialog draws what the app says is below it."""
    visible_screen_stack.set(pilot.app._background_screens)
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips).replace("\u00a0", " ")
