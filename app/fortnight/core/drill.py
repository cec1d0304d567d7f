"""The two-week test: what happens on days 1 to 14 without the project team."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import get_args

from fortnight.core.assessment import Assessment
from fortnight.core.facts import applies
from fortnight.core.phrase import joined, say
from fortnight.core.questionnaire import Card, MissingPiece, Questionnaire
from fortnight.core.use_case import DrillPlay, Outcome, Owners
from fortnight.core.wording import Wording, inside_a_sentence, sentence

DAYS = 14
"""How long the project team is gone."""


@dataclass(frozen=True, slots=True)
class PlayedCard:
    """One applicable card and how it counts."""

    card_id: str
    day: int
    title: str
    played: Outcome | None
    """The outcome as the room gave it; None: not played."""
    counted: Outcome | None
    """The outcome as it counts: an unproven `runs` or `recovers` is `limps`."""
    why_downgraded: str
    """What proof is missing; empty when it counts as given."""
    missing_pieces: tuple[MissingPiece, ...]
    """What a bad outcome showed to be missing; empty for a card that was handled."""


@dataclass(frozen=True, slots=True)
class DrillResult:
    """The two-week test of one use case."""

    cards: tuple[PlayedCard, ...]
    """Every applicable card by day."""
    handled: int
    """Cards that count as `runs` or `recovers`."""
    limps: int
    breaks: int
    unplayed: int
    survives_to_day: int
    """The day before the first break; 14 when nothing broke."""
    first_break: PlayedCard | None
    missing_pieces: tuple[MissingPiece, ...]
    passes: bool | None
    """None while a card is unplayed and nothing has failed it yet."""
    sentence: str
    """Such as: 9 of 16 handled; first break on day 5: model retired, nobody owns it."""

    @property
    def survived_days(self) -> int | None:
        """The days before the first break; None while cards that could break are not played yet."""
        return None if self.first_break is None and self.unplayed else self.survives_to_day

    @property
    def in_short(self) -> str:
        """How it ended, in a few words; what is not played yet is said."""
        played = len(self.cards) - self.unplayed
        if not played:
            return "two-week test not played"
        of = f" ({played} of {len(self.cards)} cards played)" if self.unplayed else ""
        if self.first_break is not None:
            return f"two-week test broke on day {self.first_break.day}{of}"
        if self.unplayed:
            return f"two-week test without a break so far{of}"
        limps = f", {self.limps} limping" if self.limps else ""
        return f"two-week test survived all {DAYS} days{limps}"


def drill_result(assessment: Assessment, questionnaire: Questionnaire, case_id: str) -> DrillResult:
    """Return how one use case got through the two weeks.

    A card applies unless its `when` is known not to hold. The test passes when every applicable card is played,
    none breaks and no more limp than the settings allow (two); bad cards fail it before the rest is played.
    Without any card it can neither pass nor fail.
    """
    case = assessment.use_cases[case_id]
    applicable = [
        (card_id, card)
        for card_id, card in questionnaire.cards.items()
        if applies(card.when, assessment, case_id) is not False
    ]
    cards = tuple(
        _played(card_id, card, case.drill.get(card_id, DrillPlay()), case.owners, assessment.assessment.date)
        for card_id, card in sorted(applicable, key=lambda pair: pair[1].day)
    )
    counted = [card.counted for card in cards]
    limps, breaks, unplayed = counted.count("limps"), counted.count("breaks"), counted.count(None)
    first_break = next((card for card in cards if card.counted == "breaks"), None)
    passes: bool | None = None
    if breaks or limps > assessment.settings.drill_max_limps:
        passes = False
    elif cards and not unplayed:
        passes = True
    shown = {piece for card in cards for piece in card.missing_pieces}
    result = DrillResult(
        cards=cards,
        handled=len(cards) - limps - breaks - unplayed,
        limps=limps,
        breaks=breaks,
        unplayed=unplayed,
        survives_to_day=first_break.day - 1 if first_break else DAYS,
        first_break=first_break,
        missing_pieces=tuple(piece for piece in get_args(MissingPiece) if piece in shown),
        passes=passes,
        sentence="",
    )
    play = case.drill.get(first_break.card_id) if first_break else None
    return replace(result, sentence=_sentence(result, play, Wording(assessment.assessment.language)))


def _played(card_id: str, card: Card, play: DrillPlay, owners: Owners, today: dt.date | None) -> PlayedCard:
    doubt = _doubt(play, owners, today)
    counted: Outcome | None = "limps" if doubt else play.outcome
    return PlayedCard(
        card_id,
        card.day,
        card.title,
        play.outcome,
        counted,
        doubt,
        missing_pieces=card.tests if counted in ("limps", "breaks") else (),
    )


def _doubt(play: DrillPlay, owners: Owners, today: dt.date | None) -> str:
    """Return what proof `runs` or `recovers` lacks, as one sentence; empty when it is proven.

    A place where it is written counts as the log of `runs`; a test dated after the assessment is still to come.
    """
    if play.outcome == "runs":
        tried = play.tested_on is not None and (today is None or play.tested_on <= today)
        if not tried and not play.written_where.strip():
            return "Counts as limps: there is neither a log nor a date on which it was tried."
    if play.outcome == "recovers":
        document = "" if play.written_where.strip() else "no document says how"
        helper = ""
        if not play.acts.strip():
            helper = "nobody is named who acts"
        elif not owners.is_outside(play.acts):
            helper = f"{play.acts.strip()} is not named as outside the team"
        if helper or document:
            return f"Counts as limps: {' and '.join(filter(None, (helper, document)))}."
    return ""


def _sentence(result: DrillResult, first_break: DrillPlay | None, wording: Wording) -> str:
    if not result.cards:
        return say("This questionnaire has no cards to play, so the two-week test says nothing.")
    if result.unplayed == len(result.cards):
        return say("Not played yet: {cards} to play.", cards=wording.count(len(result.cards), "card", "cards"))
    parts = [say("{handled} of {cards} handled", handled=result.handled, cards=len(result.cards))]
    if result.unplayed:
        parts.append(say("{count} not played yet", count=result.unplayed))
    if result.first_break and first_break:
        parts.append(
            say("first break on day {day}: {event}, {why}", day=result.first_break.day,
                event=inside_a_sentence(result.first_break.title),
                why=_what_broke(result.first_break, first_break))
        )
    elif not result.limps:
        parts.append(say("none breaks"))
    elif wording.is_one(result.limps):
        parts.append(say("{count} limps, none breaks", count=result.limps))
    else:
        parts.append(say("{count} limp, none breaks", count=result.limps))
    return sentence(joined("; ", tuple(parts)))


_WITHOUT: dict[MissingPiece, str] = {
    "business-owner": say("nobody owns it"),
    "fallback-process": say("there is no way to work without it"),
    "evaluation-protocol": say("nobody can tell whether it is still good enough"),
    "monitoring": say("nobody notices"),
    "documentation": say("it is written nowhere"),
    "trust-rule": say("no rule says when to trust it"),
}


def _what_broke(card: PlayedCard, play: DrillPlay) -> str:
    """Return why a card broke: what its record leaves empty, else the first piece that the card tests."""
    if not play.notices.strip() and "monitoring" in card.missing_pieces:
        return _WITHOUT["monitoring"]
    if not play.acts.strip():
        return _WITHOUT["business-owner"]
    if not play.written_where.strip():
        return _WITHOUT["documentation"]
    return _WITHOUT[card.missing_pieces[0]] if card.missing_pieces else say("nobody knows what to do")
