"""Inputs of the money model as the report prints them: by title, and with the format that fits their unit."""

from __future__ import annotations

from collections.abc import Sequence

from fortnight.core.phrase import in_language
from fortnight.core.roi.inputs import DERIVED, INPUTS, InputSpec
from fortnight.core.wording import inside_a_sentence, quoted
from fortnight.report.catalogue import Words


def _spec(name: str) -> InputSpec | None:
    return INPUTS.get(name) or DERIVED.get(name)


def input_title(name: str, words: Words) -> str:
    """Return the printed title of an input, or of a quantity that a break-even is about."""
    spec = _spec(name)
    return words.label("input", name) if spec is None else in_language(spec.title, words.translate)


def input_help(name: str, words: Words) -> str:
    """Return what an input is, in one sentence."""
    return in_language(INPUTS[name].help, words.translate)


def input_text(name: str, value: float, words: Words) -> str:
    """Return a value of an input: shares in percent, money with its currency, anything else as a number."""
    spec = _spec(name)
    form = words.form
    if name.endswith("_share") or name == "monthly_growth":
        return form.percent_exact(round(value, 3)) if abs(value) < 0.1 else form.percent(value)
    if spec is not None and spec.unit.startswith("money"):
        return form.money(value)
    return form.number(value)


def input_range(name: str, median: float, low: float, high: float, words: Words) -> str:
    """Return a median with its 90% range, or the value alone when it is fixed."""
    middle = input_text(name, median, words)
    if low == high:
        return middle
    return f"{middle} ({words.form.span(input_text(name, low, words), input_text(name, high, words))})"


def name_inputs(names: Sequence[str], words: Words, *, most: int) -> str:
    """Return inputs by title as a list in a sentence; beyond `most` they are counted."""
    titles = [in_language(quoted(inside_a_sentence(input_title(name, words))), words.translate) for name in names]
    if len(titles) <= most:
        return words.form.join(titles)
    rest = words.form.numeral(len(titles) - most)
    return words.say("decision.most_inputs", inputs=", ".join(titles[:most]), count=rest)
