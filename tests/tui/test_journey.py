"""The whole journey: one person, an empty folder, the keyboard alone, and a PDF at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from fortnight.core.locales import NBSP
from fortnight.storage.document import open_document
from fortnight.tui.app import FortnightApp
from tests.tui.conftest import TODAY, settled, until


async def press(pilot: Pilot[int], *steps: str) -> None:
    """Press keys; a step that starts with = is typed letter by letter."""
    for step in steps:
        keys: Sequence[str] = [step]
        if step.startswith("="):
            keys = ["space" if letter == " " else letter for letter in step[1:]]
        for key in keys:
            await pilot.press(key)
        await pilot.pause()


def text_of(pdf: Path) -> str:
    """Return the words of a PDF, spaces made plain."""
    pages = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    return " ".join(pages.replace(NBSP, " ").split())


async def test_from_an_empty_folder_to_a_pdf_by_keys_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start, answer, scope a case, play a card, give the money, write the PDF, and read it back."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    app = FortnightApp(None, today=TODAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "n", "=Acme Mutual", "enter", "enter", "enter")
        await settled(pilot)
        await press(pilot, *"34" * 14)
        await press(pilot, "f3", "f8", "=Letter triage", "enter")
        await press(pilot, "pagedown", "=Handled without rework", "tab", "=%", "tab", "space", "tab", "=85", "tab",
                    "=2027-03-31", "pagedown", "tab", "=60", "tab", "=4200")
        await press(pilot, "f4", "b")
        await press(pilot, "f5", "tab", "=12..16")
        await settled(pilot)
        await press(pilot, "f7", "w")
        await until(pilot, lambda: bool(list(folder.glob("*.pdf"))), tries=6000)
        await settled(pilot)
    file, pdf = next(folder.glob("*.toml")), next(folder.glob("*.pdf"))
    typed = open_document(file).assessment
    assert (28, "Letter triage", 85) == (
        len(typed.answers), next(iter(typed.use_cases.values())).name,
        next(iter(typed.use_cases.values())).metric.threshold,
    )
    words = text_of(pdf)
    assert all(part in words for part in ("Acme Mutual", "Letter triage", "access key expired overnight"))
    assert typed == open_document(pdf).assessment
