"""What every value read from a file has in common."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints

from fortnight.core.phrase import say


def _as_day(given: Any) -> Any:
    """Take a date, or text such as 2026-11-30; a number is no date, though it could be read as seconds."""
    if isinstance(given, dt.datetime):
        raise ValueError("has a time of day; give the date alone, such as 2026-11-30")
    if isinstance(given, dt.date):
        return given
    if isinstance(given, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", given, re.ASCII):
        try:
            return dt.date.fromisoformat(given)
        except ValueError:
            raise ValueError(f"{given} is not in the calendar; write a date as 2026-11-30") from None
    raise ValueError("must be a date such as 2026-11-30")


Day = Annotated[dt.date, BeforeValidator(_as_day)]
"""A date without a time, in a file or as a key."""

Number = Annotated[StrictInt | StrictFloat, Field(allow_inf_nan=False, ge=-1e300, le=1e300)]
"""A finite number; whole numbers stay whole so that a file is written back as it was typed, and
they fit a float."""

NotNegative = Annotated[Number, Field(ge=0)]

Share = Annotated[StrictInt | StrictFloat, Field(ge=0, le=1, allow_inf_nan=False)]
"""A part of a whole, 0 to 1."""

Text = Annotated[str, StringConstraints(strict=True, max_length=20_000)]
"""What a person typed: kept to the letter."""

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=80)]
"""A stable identifier: lower-case letters, digits, dot, dash and underscore."""


class Frozen(BaseModel):
    """A value that never changes; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_default=False, use_attribute_docstrings=True, str_max_length=20_000
    )

    def table(self) -> dict[str, Any]:
        """Return the value as plain dicts for a TOML file: defaults and empty tables left out."""
        return self.model_dump(mode="python", exclude_defaults=True)


class Stage(StrEnum):
    """How far a use case is exposed to real work."""

    DEMO = "demo"
    PILOT = "pilot"
    PRODUCTION = "production"
    SCALE = "scale"

    @property
    def order(self) -> int:
        """0 for Demo to 3 for Scale."""
        return _STAGE_ORDER[self]

    @property
    def label(self) -> str:
        """The word as printed."""
        return _STAGE_LABELS[self]


_STAGE_ORDER = {stage: position for position, stage in enumerate(Stage)}
_STAGE_LABELS = {
    Stage.DEMO: say("Demo"),
    Stage.PILOT: say("Pilot"),
    Stage.PRODUCTION: say("Production"),
    Stage.SCALE: say("Scale"),
}
