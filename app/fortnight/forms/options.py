"""What a use case may have beside its figures: segments, other ways, correlations, prices of measuring."""

from __future__ import annotations

from fortnight.core.roi.inputs import INPUTS, InputSpec
from fortnight.forms.correlations import CORRELATIONS, LETTERS, InputName
from fortnight.forms.parts import Column, Field, Heading, Kind, Table


def input_field(spec: InputSpec, *, below: str = "roi") -> Field:
    """Return the field for an input, at `below`.NAME of the use case; at NAME where `below` is empty."""
    kind: Kind = "share-quantity" if spec.domain == "share" else "quantity"
    key = f"{below}.{spec.name}" if below else spec.name
    return Field(key, spec.title, kind, spec.unit, _example(spec), spec.help)


def _example(spec: InputSpec) -> str:
    return f"{float(spec.example):.0%}" if spec.domain == "share" and "0.0" not in spec.example else spec.example


_SEGMENT_INPUTS = ("success_share", "baseline_minutes", "operate_minutes", "review_minutes", "rework_minutes",
                   "cost_per_error")

SEGMENTS = Table(
    "segments", "Segments", "A part of the tasks with figures of its own. Where the whole does not pay, one may.",
    (Column("name", "Segment", 26), Column("share", "Share of tasks", 14),
     Column("success_share", "Usable as they are", 18)),
    (Field("name", "Name", example="network garages"),
     Field("share", "Share of all tasks", "share-quantity", "share", "30%", "How much of the work it is."),
     Heading("Only where it differs from the whole"),
     *(input_field(INPUTS[name], below="") for name in _SEGMENT_INPUTS)),
    "segment", may_be_empty=True,
)

_REPLACED = ("success_share", "adoption_share", "eligible_share", "operate_minutes", "review_minutes",
             "rework_minutes", "review_share", "cost_per_call", "run_days_per_month", "platform_cost_per_month",
             "licence_cost_per_user_month", "users", "hardening_days", "hardening_months", "change_cost",
             "one_off_cost")
"""What usually differs in another way to the same end."""

ALTERNATIVES = Table(
    "alternatives", "Other ways to the same end",
    "Run on the same draws with what differs. Other inputs that the file replaces are kept.",
    (Column("title", "Way", 40), Column("kind", "Kind", 14)),
    (Field("title", "Title", example="buy the vendor's module"),
     Field("kind", "Kind", "choice", choices=(("buy", "buy"), ("rules", "rules"), ("more-hands", "more hands"),
                                              ("nothing", "nothing"))),
     Heading("What differs"),
     *(input_field(INPUTS[name], below="inputs") for name in _REPLACED)),
    "way", keyed_by="title", may_be_empty=True,
)

MEASURES = Table(
    "measures", "What measuring would cost",
    "Price it, and the app can say whether knowing is worth its price.",
    (Column("input", "Input", 34), Column("days", "Days", 6), Column("cash", "Cash", 8),
     Column("method", "How", 40)),
    (InputName("input", "Input", example="Hands-on minutes today", help=LETTERS),
     Field("method", "How", example="time 60 claims with a stopwatch"),
     Field("days", "Person-days", "number", "days", "3"),
     Field("cash", "Cash", "number", "money", "500")),
    "measure", keyed_by="input", id_is_typed=True, may_be_empty=True,
)

OPTIONS = (SEGMENTS, ALTERNATIVES, CORRELATIONS, MEASURES)
"""In the order in which they are shown and asked."""
