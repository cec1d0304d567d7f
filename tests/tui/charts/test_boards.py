"""Boards and weeks: what stands where, and how the cursor goes."""

from __future__ import annotations

import datetime as dt

from rich.cells import cell_len

from fortnight.tui.charts.board import Column, Entry, explained, listed, side_by_side
from fortnight.tui.charts.spans import text_of
from fortnight.tui.charts.timeline import Stretch, load_line, month_line, stretch_line, weeks_of

NOW = Column("NOW", "2 actions", (Entry("a", " 1 ◆", "First", "to 4 Dec", "Ana"),
                                  Entry("b", " 2  ", "Second", "to 8 Jan", "Bo")))
NEXT = Column("NEXT", "1 action", (Entry("c", " 3  ", "Third", "to 5 Feb", "Cy"),))
LATER = Column("LATER", "nothing", ())


def test_narrow_columns_stand_one_below_the_other() -> None:
    """Each entry on a line, the one in hand marked by a sign and not by colour alone."""
    layout = listed((NOW, NEXT, LATER), 70, "b")
    lines = [text_of(line) for line in layout.lines]
    assert ["a", "b", "c"] == [spot.id for spot in layout.spots]
    assert lines[layout.spots[1].y].startswith("› 2")
    assert lines[layout.spots[0].y].startswith("  1 ◆")
    assert "Ana" not in lines[layout.spots[0].y]
    assert all(cell_len(line) <= 70 for line in lines)


def test_wide_columns_stand_side_by_side() -> None:
    """Left and right go to the nearest entry of the column beside, up and down stay in theirs."""
    layout = side_by_side((NOW, NEXT, LATER), 120, "a")
    assert "c" == layout.beside("a", 0, 1)
    assert "a" == layout.beside("c", 0, -1)
    assert "b" == layout.beside("a", 1, 0)
    assert "b" == layout.beside("b", 1, 0)
    assert "c" == layout.beside("c", 0, 1)
    assert all(cell_len(text_of(line)) <= 120 for line in layout.lines)


def test_a_click_finds_what_is_drawn_there() -> None:
    """Every cell of an entry belongs to it, headings to nobody."""
    layout = side_by_side((NOW, NEXT), 100, "a")
    for spot in layout.spots:
        assert spot.id == layout.at(spot.x, spot.y)
        assert spot.id == layout.at(spot.x + spot.width - 1, spot.y + spot.height - 1)
    assert "" == layout.at(0, 0)


def test_an_unknown_entry_leads_to_the_first() -> None:
    """After the one in hand is gone, any arrow begins anew."""
    assert "a" == listed((NOW, NEXT), 80, "").beside("gone", 1, 0)


def test_explained_entries_have_their_note_below() -> None:
    """The reason stands under what it is about."""
    layout = explained((NOW,), 60, "a")
    assert "to 4 Dec" in text_of(layout.lines[layout.spots[0].y + 1])


def test_work_is_solid_and_waiting_dotted() -> None:
    """A bar begins in its week, and is as long as it takes."""
    stretch = Stretch("Ask", 1, 2, 4, decides=True)
    weeks = weeks_of((stretch,), 40)
    line = text_of(stretch_line(stretch, weeks, 10, sign="1", style=""))
    assert 8 == line.count("█")
    assert 4 == line.count("┄")
    assert 11 + 4 == line.index("█")


def test_many_weeks_share_cells() -> None:
    """Where there are more weeks than cells, every bar is still at least a cell long and inside the width."""
    stretches = [Stretch(str(week), week, week, week + 1, decides=False) for week in range(100)]
    weeks = weeks_of(stretches, 30)
    for stretch in stretches:
        line = text_of(stretch_line(stretch, weeks, 10, sign="", style=""))
        assert 1 <= line.count("█") <= 30
        assert cell_len(line) <= 41


def test_a_full_week_is_full_and_an_overfull_one_warns() -> None:
    """Nothing, half, all, and more than there is."""
    weeks = weeks_of((Stretch("x", 0, 3, 4, decides=False),), 4)
    line = text_of(load_line("data", {1: 1.0, 2: 2.0, 3: 2.5}, dict.fromkeys(range(4), 2.0), weeks, 8))
    assert "·▄█!" == line[-4:]


def test_months_stand_over_their_first_week() -> None:
    """With a date by name, without one by number of the week."""
    weeks = weeks_of((Stretch("x", 0, 7, 8, decides=False),), 32)
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert "Nov" in text_of(month_line(dt.date(2026, 11, 23), weeks, 4, names))
    assert "w5" in text_of(month_line(None, weeks, 4, names))
