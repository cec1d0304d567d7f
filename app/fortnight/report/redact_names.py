"""Who is named in the runs of a team, and what stands in the place of each name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from fortnight.core.assessment import Assessment
from fortnight.core.use_case import OWNER_ROLES, UseCase

Say = Callable[..., str]
"""Gives a text of the catalogue by its key."""

_PARTICLES = frozenset((
    "af", "al", "and", "bin", "da", "das", "de", "del", "den", "der", "di", "die", "dos", "du", "el", "et", "for",
    "la", "le", "les", "of", "ter", "the", "und", "van", "von", "zu",
))
"""Small words that stand inside names, and are none by themselves."""

_SHORT = 3
"""Letters of a name that may as well be a word or an abbreviation, so that small letters are left alone."""

_WORD = re.compile(r"[^\W\d_]+")
_LIST = re.compile(r"[,;/&()\n]")
_AROUND_WORDS = ",.;:!?()[]\"'“”„‘’«»…"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"[\s.,_-]+"
_INITIALS = r"(?:[^\W\d_]\.\s?)*"


@dataclass(slots=True)
class Names:
    """The stand-in of every name, given out in the order in which the files name people.

    Names that somebody typed where a person is asked for are found in all other text as well: as they stand, and
    by their parts, unless a part is a word that the questionnaire or the text itself uses for something else.
    """

    runs: Sequence[Assessment]
    """The run that is printed first, then the others."""
    common: frozenset[str]
    """Words of the questionnaire, in lower case."""
    say: Say
    withheld: str = field(init=False)
    _given: dict[str, str] = field(init=False, default_factory=dict)
    _used: dict[str, int] = field(init=False, default_factory=dict)
    _ids: dict[str, str] = field(init=False, default_factory=dict)
    _in_text: list[tuple[re.Pattern[str], str]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.withheld = self.say("redacted.text")
        self._given = {role.casefold(): role for run in self.runs for role in (*OWNER_ROLES, *run.capacity)}
        known: dict[str, None] = {}
        for run in self.runs:
            header = run.assessment
            self._name("decider", header.decider)
            for use_case in run.use_cases.values():
                for role in OWNER_ROLES:
                    self._name(role, getattr(use_case.owners, role))
            self._name("facilitator", header.facilitator)
            for person in header.participants.values():
                self._name("participant", person.name)
            known |= dict.fromkeys((*(person.name for person in header.participants.values()), header.facilitator))
        others = dict.fromkeys(name for run in self.runs for name in _named(run) if name not in known)
        self._find_in_text(list(known), list(others))

    def stand_in(self, name: str) -> str:
        """Return what stands for a name; a role that the file knows stays."""
        return self._name("person", name)

    def without_people(self, text: str) -> str:
        """Return free text with the names of people replaced."""
        composed = unicodedata.normalize("NFC", text)
        for pattern, stand_in in self._in_text:
            composed = pattern.sub(stand_in.replace("\\", r"\\"), composed)
        return composed

    def id_without_people(self, key: str) -> str:
        """Return an id with the names of people replaced; the same id always becomes the same one."""
        if key not in self._ids:
            made = self.without_people(key)
            if made != key:
                plain = unicodedata.normalize("NFKD", made).encode("ascii", "ignore").decode().lower()
                made = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")[:70] or "name"
                taken = set(self._ids.values())
                made = next(each for number in range(1, len(taken) + 2)
                            if (each := made if number == 1 else f"{made}-{number}") not in taken)
            self._ids[key] = made
        return self._ids[key]

    def _name(self, kind: str, name: str) -> str:
        key = name.strip().casefold()
        if key and key not in self._given:
            self._used[kind] = number = self._used.get(kind, 0) + 1
            label = self.say(f"redacted.{kind}", number=number)
            # Kinds without a number in their label get one from the second name on.
            numbered = label if number == 1 or str(number) in label else f"{label} {number}"
            self._given[key] = numbered
        return self._given.get(key, name)

    def _find_in_text(self, known: list[str], others: list[str]) -> None:
        """Prepare what is looked for: names as they stand, longest first, then their parts."""
        organisations = " ".join(run.assessment.organisation for run in self.runs)
        kept = frozenset(word.casefold() for word in _WORD.findall(organisations))
        typed = {word for run in self.runs for word in _small_words(run.model_dump())}
        roles = {role.casefold() for run in self.runs for role in (*OWNER_ROLES, *run.capacity)}
        whole: dict[str, str] = {}
        parts: list[tuple[re.Pattern[str], str]] = []
        for name in (*known, *others):
            stays = kept if name in known else kept | typed | self.common
            pieces = [piece.strip() for piece in (name, *_LIST.split(name)) if piece.strip()]
            people = [piece for piece in pieces if name in known or _is_personal(piece, stays)]
            if not people or name.strip().casefold() in roles:
                continue
            stand_in = self.stand_in(name)
            whole |= {piece: stand_in for piece in people if piece not in whole and piece.casefold() not in kept}
            words = [part for piece in people for part in re.split(r"[\s.,]+", piece)
                     if len(part) > 2 and not part[0].islower() and part.casefold() not in stays | _PARTICLES]
            if words:
                any_part = "|".join(self._part(part) for part in dict.fromkeys(words))
                # Parts that follow each other are one mention and get one stand-in.
                mention = rf"{_START}{_INITIALS}(?:{any_part})(?:{_GAP}(?:{any_part}))*{_END}"
                parts.append((re.compile(mention), stand_in))
        for piece in sorted(whole, key=len, reverse=True):
            words = [part for part in re.split(_GAP, unicodedata.normalize("NFC", piece)) if part]
            exact = _GAP.join(map(re.escape, words))
            is_a_word_too = len(words) == 1 and (len(piece) <= _SHORT or piece.casefold() in self.common)
            flags = re.NOFLAG if is_a_word_too else re.IGNORECASE
            self._in_text.append((re.compile(rf"{_START}{exact}{_END}", flags), whole[piece]))
        self._in_text += parts

    def _part(self, part: str) -> str:
        """Return the pattern of a part of a name, in capitals only where it is a word of the questionnaire too."""
        escaped = re.escape(unicodedata.normalize("NFC", part))
        return escaped if part.casefold() in self.common else rf"(?i:{escaped})"


def _small_words(value: object) -> Iterator[str]:
    """Yield the words in small letters that stand by themselves in any text, so none of an address or id."""
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _small_words(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _small_words(part)
    elif isinstance(value, str):
        words = (word.strip(_AROUND_WORDS) for word in value.split())
        yield from (word for word in words if word.islower() and word.isalpha())


def _is_personal(text: str, common: frozenset[str] | set[str]) -> bool:
    """Return whether what was typed for a person looks like a name rather than a role or a place to ring."""
    words = text.split()
    if not 1 <= len(words) <= 6 or not all(word[0].isupper() or not word[0].islower() or word in _PARTICLES
                                           for word in words):
        return False
    letters = [word.casefold() for word in _WORD.findall(text)]
    return any(len(word) > 2 and word not in common for word in letters) if letters else False


def _named(run: Assessment) -> Iterator[str]:
    """Yield what stands wherever a person is asked for, but for the participants and the facilitator."""
    yield run.assessment.decider
    for answer in run.answers.values():
        yield answer.decided_by
    for decision in run.roadmap.values():
        yield decision.owner
    for use_case in run.use_cases.values():
        yield from _named_in(use_case)


def _named_in(use_case: UseCase) -> Iterator[str]:
    for role in OWNER_ROLES:
        yield getattr(use_case.owners, role)
    yield from use_case.owners.outside_team
    yield from (each.who for each in use_case.decisions.values())
    yield from (use_case.law.class_decided_by, use_case.mission.signed_by, use_case.metric.measured_by)
    yield from (each.measured_by for each in use_case.metric.guardrails.values())
    for row in use_case.data.values():
        yield from (row.owner, row.rights_by)
    for play in use_case.drill.values():
        yield from (play.notices, play.acts)
