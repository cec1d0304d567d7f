"""Random assessments: valid ones, edits of them, and text as people really type it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from fortnight.core.assessment import Assessment
from fortnight.storage.toml_text import as_toml

AWKWARD = (
    "",
    " ",
    "[bold red]not markup[/]",
    "[[assessment]]",
    "# not a comment",
    '"quoted" and \'single\' and """three"""',
    "back\\slash \\n \\u0041",
    "two\nlines",
    "\nstarts and ends with a line\n",
    "carriage\r\nreturn\rand\ttab",
    "\x00\x07\x1b[31m\x7f\x85\u2028",
    "\ufeffmark at the start",
    "עברית ערבית \u202e تحكم",
    "名前は田中です",
    "👩🏽\u200d💻 e\u0301 ﬁ",
    "x" * 10_000,
    "=1+1|cmd",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
)

texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(["Anna", "Bo", "seen in the log", "two people said so"]),
)
short_texts = st.sampled_from(["", "Anna", "Bo", "Chi", "a [b]", "é\n2"])
ids = st.sampled_from(["data.real", "data.access", "success.metric", "a", "a-b", "a.b", "0"])
dates = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
few_dates = st.sampled_from([dt.date(2026, 1, 31), dt.date(2026, 2, 28), dt.date(2026, 11, 30)])
levels = st.integers(1, 5)
numbers = st.one_of(st.integers(0, 1000), st.floats(0, 1e6, allow_nan=False))
shares = st.one_of(st.just(0), st.just(1), st.floats(0.01, 0.99))


def _some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _tables(
    entries: st.SearchStrategy[Any], keys: st.SearchStrategy[Any] = ids
) -> st.SearchStrategy[dict[Any, Any]]:
    return st.dictionaries(keys, entries, max_size=3)


@st.composite
def quantities(draw: st.DrawFn, values: st.SearchStrategy[Any] = shares) -> Any:
    """A bare number, a range or bounds, with or without evidence."""
    table: dict[str, Any] = draw(
        _some(evidence=st.sampled_from(["contract", "logged", "timed", "estimated"]), source=texts)
    )
    low, high = sorted(draw(st.lists(st.floats(0.05, 0.95), min_size=2, max_size=2, unique=True)))
    kind = draw(st.sampled_from(["bare", "value", "range", "bounds"]))
    if kind == "bare":
        return draw(values)
    if kind == "value":
        return table | {"value": draw(values)}
    if kind == "range":
        return table | {"p5": low, "p95": high}
    return table | {"min": low, "likely": low, "max": high}


answers = st.one_of(
    _some(
        level=levels, target=levels, note=texts, evidence=texts, dissent=texts, parked=st.booleans(),
        votes=st.lists(levels, max_size=4),
    ),
    _some(note=texts).map(lambda table: table | {"state": "unknown"}),
    texts.filter(str.strip).map(lambda reason: {"state": "not-applicable", "reason": reason}),
)

measurements = _tables(
    st.fixed_dictionaries({"value": numbers}, optional={"n": st.integers(1, 99), "scope": short_texts}), few_dates
)

use_cases = _some(
    summary=texts,
    aim=st.sampled_from(["demo", "pilot", "production", "scale"]),
    bought=st.booleans(),
    metric=_some(
        name=texts, unit=short_texts, direction=st.sampled_from(["up", "down"]), threshold=numbers, by=dates,
        accepted_error=texts, measurements=measurements,
        guardrails=_tables(_some(name=texts, limit=numbers, measurements=measurements)),
    ),
    baseline=_some(minutes_per_task=quantities(), not_done_today=st.booleans(), sample=texts),
    data=_tables(_some(name=texts, access=st.sampled_from(["granted", "refused"]), missing=texts)),
    owners=_some(
        business=short_texts,
        outside_team=st.lists(st.sampled_from(["Anna", "Bo", "business"]), max_size=3, unique=True),
    ),
    drill=_tables(_some(outcome=st.sampled_from(["runs", "limps", "breaks"]), acts=texts, tested_on=dates)),
    roi=_some(
        success_share=quantities(), adoption_share=quantities(), review_minutes=quantities(numbers),
        correlations=st.builds(lambda rank: {"success_share": {"adoption_share": rank}}, shares),
    ),
    segments=_tables(st.fixed_dictionaries({"share": quantities()}, optional={"name": texts})),
    alternatives=_tables(
        st.fixed_dictionaries({"kind": st.sampled_from(["buy", "rules"])}, optional={"title": texts})
    ),
    actuals=st.dictionaries(st.sampled_from(["2026-Q3", "first month", 'a "b"']), _some(source=texts), max_size=2),
)


@st.composite
def assessment_tables(draw: st.DrawFn) -> dict[str, Any]:
    """The tables of a valid assessment file."""
    table: dict[str, Any] = draw(_some(
        assessment=_some(
            organisation=texts, team=short_texts, date=dates, facilitator=short_texts, decision=texts,
            participants=_tables(_some(name=texts, role=short_texts)),
            questionnaire_digest=st.sampled_from(["", "aa", "bb"]),
        ),
        settings=_some(seed=st.integers(0, 2**63), discount_rate=shares, payback_limit_months=st.integers(1, 60)),
        capacity=_tables(st.fixed_dictionaries({"days_per_week": numbers}, optional={"focus": st.just(0.5)})),
        shared_costs=_tables(
            _some(title=texts, one_off=quantities(), use_cases=st.lists(ids, max_size=2, unique=True))
        ),
        answers=_tables(answers),
        use_cases=_tables(use_cases),
        roadmap=_tables(_some(owner=short_texts, due=dates, pinned=st.booleans(), done_evidence=texts)),
    ))
    names = draw(st.permutations(["Claims", "Calls", "Cases", "", ""]))
    for name, case in zip(names, table.get("use_cases", {}).values(), strict=False):
        case["name"] = name
    return table


assessments = assessment_tables().map(Assessment.model_validate)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Assessment, Assessment, Assessment]:
    """A base and two edits of it that leave much alone, change some and add and remove some."""
    base = draw(assessments)
    return base, draw(edits_of(base)), draw(edits_of(base))


@st.composite
def edits_of(draw: st.DrawFn, base: Assessment) -> Assessment:
    """The base with some of its fields, tables and entries taken from another assessment."""
    other = draw(assessments)
    try:
        return Assessment.model_validate(_mixed(draw, as_toml(base.table()), as_toml(other.table())))
    except ValidationError:
        return other


def _mixed(draw: st.DrawFn, one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    mixed = {}
    for key in [*one, *(key for key in other if key not in one)]:
        left, right = one.get(key), other.get(key)
        if isinstance(left, dict) and isinstance(right, dict):
            mixed[key] = _mixed(draw, left, right)
        else:
            taken = left if draw(st.booleans()) else right
            if taken is not None:
                mixed[key] = taken
    return mixed
