"""Inputs of the money model that move together: which two, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fortnight.core.roi.inputs import INPUTS
from fortnight.forms.named import read_named
from fortnight.forms.parts import Column, Field, Table

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
        titles = {name: spec.title for name, spec in INPUTS.items()}
        return read_named(text, titles, "input of the return")

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
