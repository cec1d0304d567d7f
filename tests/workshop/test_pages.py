"""Printed pages: complete, in one file, and safe against whatever people type."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from fortnight.core.agenda import agenda
from fortnight.core.edit import set_at
from fortnight.workshop.pages import agenda_page, pack_page
from fortnight.workshop.reply import fresh_reply
from tests.core.cases import CASE
from tests.workshop.packs import PEOPLE, fresh, open_case, pack_of, questionnaire


class Reader(HTMLParser):
    """Collects text, tags and everything that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    """Return what a browser would see."""
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.mark.parametrize("name", PEOPLE)
def test_a_page_asks_what_the_file_asks(name: str) -> None:
    """Everything that stands in the TOML pack stands on the page: questions, levels and figures."""
    reply = fresh(name)
    text = read(pack_page(pack_of(name), reply, questionnaire())).text
    for question_id in reply.questions:
        question = questionnaire().questions[question_id]
        assert all(part in text for part in (question.title, question.ask, *question.levels))
    assert all(row.name in text for case in reply.said.use_cases.values() for row in case.data.values())


def test_what_people_type_stays_text() -> None:
    """Names and sources with tags in them are printed as typed and make no element."""
    hostile = "<script>alert('x')</script>"
    assessment = set_at(open_case(), ("use_cases", CASE, "data", "policies", "name"), hostile)
    assessment = set_at(assessment, ("use_cases", CASE, "name"), hostile)
    page = read(pack_page(pack_of("dan"), fresh_reply(pack_of("dan"), assessment), questionnaire()))
    plan = read(agenda_page(agenda(assessment, questionnaire()), f"Agenda: {hostile}", "en"))
    assert set() == {"script", "b"} & {*page.tags, *plan.tags}
    assert hostile in page.text and hostile in plan.text and "<b>[x]</b>" in page.text


def test_pages_fetch_nothing() -> None:
    """A page is one file: it names no image, script or address."""
    for name in PEOPLE:
        assert [] == read(pack_page(pack_of(name), fresh(name), questionnaire())).fetched


def test_the_agenda_has_three_parts_with_their_minutes() -> None:
    """Before, room and after, each with what the facilitator says."""
    plan = agenda(open_case(), questionnaire())
    text = read(agenda_page(plan, "Agenda", "en")).text
    assert "Before the workshop: 45 minutes" in text and "In the room: 90 minutes" in text
    for part in (plan.before, plan.room, plan.after):
        assert all(item.say in text for item in part.items)
