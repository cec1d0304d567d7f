"""Runs the real app in pseudo-terminals, types answers into it and kills it at random moments.

`python -m tests.tui.kill_loop FOLDER SEED KILLS` prints one JSON line for each kill. The app is imported and run
once, then forked for each run, which is what makes hundreds of kills affordable; each child is a whole app with a
terminal of its own.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import json
import os
import pty
import random
import re
import select
import shutil
import signal
import struct
import sys
import termios
import time
from pathlib import Path

from fortnight.errors import UserError
from fortnight.storage.toml_files import load_assessment
from fortnight.tui.app import FortnightApp, run
from tests.tui.style_sheets import parsed_once

ANSWERED = re.compile(rb"(\d+) of \d+ answered")
READY = b"of 44 answered"
LONGEST = 0.4
"""Seconds of typing after which the app is killed at the latest."""
PATIENCE = 60
"""Seconds in which the first screen must be there."""


async def warm_up(file: Path) -> None:
    """Run the app once without a terminal, so that its modules and style sheets are read before the forks."""
    app = FortnightApp(file)
    async with app.run_test() as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("1")


def start(file: Path) -> tuple[int, int]:
    """Fork an app on `file` in a terminal of 80 x 24; return its process and the terminal's other end."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os._exit(run(file))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    return process, terminal


def read_some(terminal: int, seconds: float) -> bytes:
    """Return what the app painted within `seconds`, or nothing."""
    if select.select([terminal], [], [], seconds)[0]:
        try:
            return os.read(terminal, 65536)
        except OSError:
            return b""
    return b""


def kill_once(file: Path, random_numbers: random.Random) -> dict[str, object]:
    """Answer questions until a random moment, kill the app, and tell what the screen showed and the file holds."""
    process, terminal = start(file)
    painted, typed = b"", []
    begun = time.monotonic()
    while READY not in painted:
        if time.monotonic() - begun > PATIENCE:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return {"problem": f"the app did not start: {painted[-400:]!r}"}
        painted += read_some(terminal, 0.2)
    deadline = time.monotonic() + random_numbers.uniform(0, LONGEST)
    while time.monotonic() < deadline and len(typed) < 30:
        level = random_numbers.randint(1, 5)
        os.write(terminal, str(level).encode())
        typed.append(level)
        pause = random_numbers.choice((0, 0, 0.01, 0.05))
        painted += read_some(terminal, pause)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while more := read_some(terminal, 0):
        painted += more
    os.close(terminal)
    shown = max(int(count) for count in ANSWERED.findall(painted))
    try:
        assessment = load_assessment(file).assessment
    except UserError as problem:
        return {"problem": str(problem)}
    levels = [answer.level for answer in assessment.answers.values()]
    return {"problem": "", "typed": typed, "shown": shown, "levels": levels}


def main() -> None:
    """Kill the app as often as the command line asks for, each time on a fresh copy of the file."""
    folder, seed, kills = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    random_numbers = random.Random(seed)
    shutil.copy(folder / "empty.toml", folder / "warm.toml")
    with parsed_once():
        asyncio.run(warm_up(folder / "warm.toml"))
        gc.freeze()
        for number in range(kills):
            file = folder / f"team-{number}.toml"
            shutil.copy(folder / "empty.toml", file)
            print(json.dumps(kill_once(file, random_numbers)), flush=True)


if __name__ == "__main__":
    main()
