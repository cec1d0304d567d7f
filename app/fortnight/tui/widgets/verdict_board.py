"""The verdicts of all use cases, side by side where there is room."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Container
from textual.content import Content

from fortnight.tui.widgets.text_block import TextBlock


class VerdictBoard(Container):
    """One block for each use case; drawn by `show`."""

    DEFAULT_CSS = """
    VerdictBoard {
        layout: grid;
        grid-size: 1;
        grid-rows: auto;
        grid-gutter: 1 2;
        height: auto;
        TextBlock { padding: 0 1; border-left: wide $rule; }
    }
    """

    def show(self, verdicts: Sequence[Content]) -> None:
        """Draw one block for each verdict."""
        blocks = list(self.query(TextBlock))
        for block in blocks[len(verdicts):]:
            block.remove()
        new = [TextBlock() for _ in range(len(verdicts) - len(blocks))]
        if new:
            self.mount_all(new)
        for block, verdict in zip([*blocks, *new], verdicts, strict=False):
            block.say(verdict)
