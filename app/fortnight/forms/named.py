"""Finding what somebody means by a few letters of its title."""

from __future__ import annotations

from collections.abc import Mapping

_MOST_NAMED = 4
"""So many are named when a few letters fit several."""


def read_named(text: str, titles: Mapping[str, str], kind: str) -> str | None:
    """Return the key in `titles` that is typed, by its title, itself or a few letters of either; None for nothing.

    `kind` says what is looked for, such as `input of the return`. Raises ValueError with a sentence.
    """
    typed = " ".join(text.split()).casefold()
    if not typed:
        return None
    exact = [key for key, title in titles.items() if typed in (key, title.casefold())]
    fitting = exact or [key for key, title in titles.items() if typed in f"{title}\n{key}".casefold()]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise ValueError(f"No {kind} has “{text.strip()}” in its name.")
    named = [titles[key] for key in fitting[:_MOST_NAMED]]
    more = " and others" if len(fitting) > _MOST_NAMED else ""
    raise ValueError(f"“{text.strip()}” could be {', '.join(named)}{more}; type more of it.")
