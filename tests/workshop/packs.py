"""A small team around the complete case, its packs and their replies."""

from __future__ import annotations

import tomllib

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.brief import Pack, briefing
from fortnight.core.questionnaire import Questionnaire
from fortnight.workshop.reply import Reply, fresh_reply
from fortnight.workshop.reply_reading import reply_of
from fortnight.workshop.reply_text import reply_text
from tests.core.cases import GONE, complete, small_questionnaire, spoiled

PEOPLE = {"ann": "Head of letters", "dan": "data", "uma": "clerk", "fay": "finance", "sam": "security"}


def questionnaire() -> Questionnaire:
    """Return the small questionnaire with two questions for the room and two for security."""
    table = small_questionnaire().model_dump()
    for number, question in enumerate(table["questions"].values()):
        question["where"] = "room" if number < 2 else "before" if number < 4 else "after"
        question["role"] = "business" if number < 2 else "security"
    return Questionnaire.model_validate(table)


def open_case() -> Assessment:
    """Return an assessment of the complete case with a team, without answers, with guesses to replace."""
    record = complete(Stage.PRODUCTION)
    people = {key: {"name": f"{key.title()} <b>[x]</b>", "role": role} for key, role in PEOPLE.items()}
    header = record.assessment.model_validate({**record.assessment.model_dump(), "participants": people})
    started = record.model_copy(update={"answers": {}, "assessment": header})
    return spoiled(
        started,
        {
            "baseline/evidence": GONE,
            "baseline/minutes_per_task": GONE,
            "roi/day_rate": GONE,
            "roi/cash_share": GONE,
            "roi/operate_minutes": GONE,
        },
    )


def pack_of(name: str) -> Pack:
    """Return the pack of a participant."""
    return next(pack for pack in briefing(open_case(), questionnaire()).packs if pack.file_name == name)


def fresh(name: str) -> Reply:
    """Return the empty reply of a participant."""
    return fresh_reply(pack_of(name), open_case())


def text_of(name: str) -> str:
    """Return the file that a participant gets."""
    return reply_text(fresh(name), questionnaire())


def read(text: str) -> Reply:
    """Return the reply in the text of a file called reply.toml."""
    return reply_of(tomllib.loads(text), "reply.toml")
