"""Reading style sheets once for many apps in one process."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@contextmanager
def parsed_once() -> Iterator[None]:
    """Let every app share what was parsed; reading the same sheets again took a quarter of the tests' time."""
    parse = Stylesheet._parse_rules
    parsed: dict[Hashable, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, **place: Any) -> list[RuleSet]:
        key = (css, *place.values(), *sorted(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, **place)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield
