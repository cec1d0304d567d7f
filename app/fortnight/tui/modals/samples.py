"""Finished assessments to look around in; what is opened is a copy."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fortnight.storage.library import find_samples
from fortnight.storage.nearby import describe
from fortnight.tui.widgets.dialog import Dialog


def copy_of_samples(sample: Path) -> Path:
    """Return the path of `sample` in a fresh folder, with its neighbours beside it: reruns name one another."""
    folder = Path(tempfile.mkdtemp(prefix="fortnight-sample-"))
    for neighbour in sample.parent.glob("*.toml"):
        shutil.copyfile(neighbour, folder / neighbour.name)
    return folder / sample.name


class SamplesModal(Dialog[Path]):
    """Dismisses with the path of a copy, or None."""

    KEYS = (("Enter", "open a copy", "choose"), ("Esc", "close", "close"))
    DEFAULT_CSS = """
    SamplesModal OptionList {
        height: auto; max-height: 12; margin-top: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__("Look at a sample")
        self._samples = find_samples()

    def compose_body(self) -> ComposeResult:
        """Make the list."""
        yield Static("You get a copy in a temporary folder: try anything, nothing can be spoilt.", markup=False)
        yield OptionList(*(Option(self._line(path)) for path in self._samples), markup=False)

    def on_mount(self) -> None:
        """Start on the first."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if self._samples else None
        options.focus()

    def _line(self, path: Path) -> Content:
        listed = describe(path)
        if listed is None:
            return Content(path.stem)
        return Content.assemble((listed.organisation or path.stem, "bold"), f"  {listed.period}")

    def action_choose(self) -> None:
        """Open a copy of the sample under the cursor."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(copy_of_samples(self._samples[highlighted]))

    def on_option_list_option_selected(self) -> None:
        """Open a copy of the sample that was clicked."""
        self.action_choose()
