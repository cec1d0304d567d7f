"""Makes the pictures of the README from the samples: `make pictures`.

The app draws itself as SVG, which rsvg-convert (Debian: librsvg2-bin) turns into PNG; a page of the report is
turned by pdftoppm (Debian: poppler-utils).
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "samples"
SCREENS = {"assess": ("f2",), "return": ("f5", "8")}
SIZE = (110, 34)


async def screens(folder: Path) -> None:
    """Save one picture of each area on the showcase sample."""
    from fortnight.tui.app import FortnightApp

    for name, keys in SCREENS.items():
        app = FortnightApp(folder / "harbour-mutual-2026-q4.toml")
        async with app.run_test(size=SIZE) as pilot:
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                for _ in range(30):
                    await app.workers.wait_for_complete()
                    await pilot.pause(0.05)
            picture = app.export_screenshot(title="fortnight")
        # Fonts from elsewhere are left out: the picture is drawn with what is installed.
        picture = re.sub(r"@font-face\s*{.*?}", "", picture, flags=re.DOTALL)
        picture = picture.replace("Fira Code", "DejaVu Sans Mono")
        picture = picture.replace("<text ", '<text xml:space="preserve" ')
        vector = folder / f"{name}.svg"
        vector.write_text(picture, encoding="utf-8")
        subprocess.run(["rsvg-convert", "--zoom", "1.0", "-o", str(HERE / f"{name}.png"), str(vector)], check=True)


def page(folder: Path) -> None:
    """Save page one of the showcase sample's report."""
    from fortnight.cli import main

    report = folder / "report.pdf"
    if main(["report", str(folder / "harbour-mutual-2026-q4.toml"), "-o", str(report)]):
        raise SystemExit("the report could not be made")
    subprocess.run(["pdftoppm", "-r", "72", "-png", "-singlefile", "-f", "1", "-l", "1", str(report),
                    str(HERE / "report-page-1")], check=True)


def main() -> None:
    """Make all pictures in a folder of their own, so that nobody's settings show."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for sample in SAMPLES.glob("harbour-mutual-*.toml"):
            shutil.copy(sample, folder)
        for variable in ("STATE", "CONFIG", "DATA"):
            os.environ[f"FORTNIGHT_{variable}"] = str(folder / variable.lower())
        asyncio.run(screens(folder))
        page(folder)


if __name__ == "__main__":
    main()
