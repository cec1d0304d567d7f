"""The two-minute tour: through the real screens, on a copy of a finished assessment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fortnight.storage.library import find_samples
from fortnight.tui.modals.samples import copy_of_samples
from fortnight.tui.modals.tour import PAGES, TourModal

if TYPE_CHECKING:
    from fortnight.tui.app import FortnightApp

SAMPLE = "harbour-mutual-2026-q4.toml"


def begin_tour(app: FortnightApp) -> None:
    """Open a copy of the sample and show the first page over its questions."""
    sample = next(path for path in find_samples() if path.name == SAMPLE)
    app.open_file(copy_of_samples(sample), is_sample=True, then=partial(_show, app, 0))


async def _show(app: FortnightApp, page: int) -> None:
    await app.action_area(PAGES[page].area_id)
    # Only once the area is drawn: below a page that came first it would stay empty.
    app.screen.call_after_refresh(app.push_screen, TourModal(page), partial(_turned, app))


async def _turned(app: FortnightApp, page: int | None) -> None:
    """Go on to `page`; None leaves the visitor where they are, after the last one Home comes back."""
    if page is None:
        app.notify("This is a copy: try anything, nothing can be spoilt. Ctrl+O goes back to your files.",
                   timeout=8, markup=False)
    elif page < len(PAGES):
        await _show(app, page)
    else:
        await app.action_home()
