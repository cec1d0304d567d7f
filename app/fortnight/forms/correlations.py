"""Inputs of the money model that move together: which two, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fortnight.core.roi.inputs import INPUTS
from fortnight.forms.parts import Column, Field, Table

_MOST_NAMED = 4
"""So many inputs are named when a few letters fit several."""
LETTERS = "A few letters of its name are enough."


@dataclass(frozen=True, slots=True)
class InputName(Field):
    """An input of the money model, typed by its title, its name in the file, or a few letters of either."""

    @property
    def is_prose(self) -> bool:
        """A few letters are a choice, to be made once they are all there."""
        return False

    @property
    def words(self) -> tuple[str, ...]:
        """The titles, to complete what is typed."""
        return tuple(spec.title for spec in INPUTS.values())

    def read(self, text: str, before: Any) -> str | None:
        """Return the input's name in the file, None for an empty field. Raises ValueError with a sentence."""
        del before
        typed = " ".join(text.split()).casefold()
        if not typed:
            return None
        exact = [name for name, spec in INPUTS.items() if typed in (name, spec.title.casefold())]
        fitting = exact or [name for name, spec in INPUTS.items() if typed in f"{spec.title}\n{name}".casefold()]
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            raise ValueError(f"No input of the return has “{text.strip()}” in its name.")
        titles = [INPUTS[name].title for name in fitting[:_MOST_NAMED]]
        more = " and others" if len(fitting) > _MOST_NAMED else ""
        raise ValueError(f"“{text.strip()}” could be {', '.join(titles)}{more}; type more of it.")

    def shown(self, value: Any) -> str:
        """Return the input's title; a name that no input has as it stands."""
        if value is None:
            return ""
        spec = INPUTS.get(value)
        return spec.title if spec is not None else str(value)


CORRELATIONS = Table(
    "roi.correlations", "Inputs that move together",
    "Each pair by its rank correlation; inputs without a row move independently of each other.",
    (Column("first", "Input", 22), Column("second", "moves with", 21), Column("rho", "by", 5)),
    (
        InputName("first", "Input", example="Outputs usable as they are", help=LETTERS),
        InputName("second", "Moves with", example="Minutes to review one output", help=LETTERS),
        Field("rho", "How strongly", "number", unit="from -1 to 1", example="0.5",
              help="The rank correlation. 0.5: where one is high, the other tends to be high; -0.5: where one is "
                   "high, the other tends to be low; 0: neither."),
    ), "pair", keyed_by="first", id_is_typed=True, then_by="second", holds="rho", may_be_empty=True,
)
