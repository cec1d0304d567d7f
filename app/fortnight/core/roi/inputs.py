"""The inputs of the money model: names, units, domains, and the only defaults that exist.

A required input without a value makes the money UNKNOWN; it is never invented. An `absent` value is
what leaving the input out means (no growth, no licence); a `default` exists only with a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fortnight.core.phrase import say
from fortnight.core.quantity import Quantity

Domain = Literal["positive", "share", "signed"]
"""`positive`: from 0 up, sampled lognormal; `share`: 0 to 1, logit-normal; `signed`: any, normal."""

Group = Literal["The work today", "The work with AI", "Quality", "Cost to run", "Cost to get there"]


@dataclass(frozen=True, slots=True)
class InputSpec:
    """What one input means and which values make sense."""

    name: str
    title: str
    unit: str
    domain: Domain
    group: Group
    help: str
    example: str
    required: bool = False
    absent: float | None = None
    default: float | None = None
    default_source: str = ""
    in_room: bool = False
    """One of the six inputs that matter in the room."""


_TODAY: Group = "The work today"
_WITH: Group = "The work with AI"
_QUALITY: Group = "Quality"
_RUN: Group = "Cost to run"
_BUILD: Group = "Cost to get there"

_SPECS = (
    InputSpec("tasks_per_month", say("Tasks a month"), "tasks/month", "positive", _TODAY,
              say("How many of these tasks arrive in a month today."), "4200", required=True, in_room=True),
    InputSpec("monthly_growth", say("Growth a month"), "share/month", "signed", _TODAY,
              say("By how much the number of tasks grows each month; 0.01 is 1%."), "0.005", absent=0.0),
    InputSpec("baseline_minutes", say("Hands-on minutes today"), "minutes/task", "positive", _TODAY,
              say("Working minutes one task takes a person today; not the time it lies waiting."), "14",
              required=True, in_room=True),
    InputSpec("labour_cost_per_hour", say("Cost of an hour of work"), "money/hour", "positive", _TODAY,
              say("Loaded cost: salary, social charges and workplace."), "48", required=True),
    InputSpec("baseline_error_share", say("Errors today"), "share", "share", _TODAY,
              say("Share of tasks that leave today's process with an error."), "0.03", absent=0.0),
    InputSpec("eligible_share", say("Tasks that AI may try"), "share", "share", _WITH,
              say("Share of the tasks whose kind the AI is allowed to handle."), "0.7", required=True),
    InputSpec("adoption_share", say("Adoption"), "share", "share", _WITH,
              say("Share of eligible tasks for which people really use it once it has settled."), "0.6",
              required=True, in_room=True),
    InputSpec("ramp_months", say("Months to reach that adoption"), "months", "positive", _WITH,
              say("From go-live until adoption has settled; 0 for at once."), "4", absent=0.0),
    InputSpec("operate_minutes", say("Minutes to operate it"), "minutes/task", "positive", _WITH,
              say("Hands-on minutes to start it and take over the output, for each task."), "1.5", required=True),
    InputSpec("review_minutes", say("Minutes to review one output"), "minutes/task", "positive", _WITH,
              say("Hands-on minutes of a review, where there is one."), "2", absent=0.0),
    InputSpec("rework_minutes", say("Extra minutes to undo a failure"), "minutes/task", "positive", _WITH,
              say("On top of doing the task by hand again."), "3", absent=0.0),
    InputSpec("cash_share", say("Freed time that leaves the budget"), "share", "share", _WITH,
              say("Share of freed time that really lowers a cost: fewer temps, overtime or hires."), "0.2",
              required=True, in_room=True),
    InputSpec("redeployed_share", say("Freed time put to a named use"), "share", "share", _WITH,
              say("Share of freed time with a named better use; counts only with a named redeployment owner."),
              "0.4", absent=0.0),
    InputSpec("other_value_per_task", say("Other value of a task done by AI"), "money/task", "signed", _WITH,
              say("Contribution margin won, cost avoided or capital freed by one good output; may be negative."),
              "0.40", absent=0.0),
    InputSpec("success_share", say("Outputs usable as they are"), "share", "share", _QUALITY,
              say("Share of outputs that need no rework."), "0.85", required=True, in_room=True),
    InputSpec("review_share", say("Outputs that a person reviews"), "share", "share", _QUALITY,
              say("1 when everything is reviewed, 0 when nothing is."), "1", required=True),
    InputSpec("caught_in_review_share", say("Failures that a review catches"), "share", "share", _QUALITY,
              say("Share of bad outputs that a reviewer notices."), "0.9", absent=0.0),
    InputSpec("caught_automatically_share", say("Failures caught without review"), "share", "share", _QUALITY,
              say("Share of unreviewed bad outputs that a check or the next step catches."), "0.3", absent=0.0),
    InputSpec("cost_per_error", say("Cost of an error that gets out"), "money/error", "positive", _QUALITY,
              say("Correction, compensation and follow-up for one error nobody caught."), "60", required=True),
    InputSpec("calls_per_task", say("Model calls a task"), "calls/task", "positive", _RUN,
              say("How often the model is called for one task."), "3", absent=1.0),
    InputSpec("retry_share", say("Calls that are retried"), "share", "share", _RUN,
              say("Share of calls made again after an error or a bad answer."), "0.05", absent=0.0),
    InputSpec("cost_per_call", say("Cost of one call"), "money/call", "positive", _RUN,
              say("From the invoice, in the assessment's currency; replaces tokens and prices."), "0.02"),
    InputSpec("input_tokens", say("Tokens in, for each call"), "tokens/call", "positive", _RUN,
              say("Length of what is sent to the model."), "3500"),
    InputSpec("output_tokens", say("Tokens out, for each call"), "tokens/call", "positive", _RUN,
              say("Length of what comes back."), "400"),
    InputSpec("input_price_per_million", say("Price of a million tokens in"), "price/1M tokens", "positive", _RUN,
              say("From the provider's price list, in its currency; note the date as the source."), "3"),
    InputSpec("output_price_per_million", say("Price of a million tokens out"), "price/1M tokens", "positive",
              _RUN, say("From the provider's price list, in its currency; note the date as the source."), "15"),
    InputSpec("cached_share", say("Tokens in read from cache"), "share", "share", _RUN,
              say("Share of the input that the provider bills at its cache price."), "0.5", absent=0.0),
    InputSpec("cached_price_ratio", say("Cache price against normal price"), "ratio", "share", _RUN,
              say("0.1 means a cached token costs a tenth."), "0.1", default=0.1,
              default_source=say("Anthropic price list: a cache read costs 0.1 of the input price")),
    InputSpec("batch_share", say("Calls sent in batches"), "share", "share", _RUN,
              say("Share of calls that can wait and are billed at the batch price."), "0.3", absent=0.0),
    InputSpec("batch_price_ratio", say("Batch price against normal price"), "ratio", "share", _RUN,
              say("0.5 means a batched call costs half."), "0.5", default=0.5,
              default_source=say("Anthropic price list: a batched request costs 0.5 of the normal price")),
    InputSpec("exchange_rate", say("Exchange rate of the price list"), "currency/price currency", "positive", _RUN,
              say("How much of the assessment's currency one unit of the price list's currency costs."), "0.92",
              absent=1.0),
    InputSpec("run_days_per_month", say("Days a month to keep it running"), "days/month", "positive", _RUN,
              say("Monitoring, evaluation, updates and support, in person-days."), "4",
              required=True, in_room=True),
    InputSpec("day_rate", say("Cost of a person-day"), "money/day", "positive", _RUN,
              say("Loaded internal cost or the contractor's rate."), "650", required=True),
    InputSpec("platform_cost_per_month", say("Platform cost a month"), "money/month", "positive", _RUN,
              say("Hosting, search index, monitoring tools."), "800", absent=0.0),
    InputSpec("licence_cost_per_user_month", say("Licence for each user and month"), "money/user/month",
              "positive", _RUN, say("0 when there is none."), "28", absent=0.0),
    InputSpec("users", say("Licensed users"), "people", "positive", _RUN,
              say("How many people need a licence."), "40", absent=0.0),
    InputSpec("hardening_days", say("Person-days to the aim"), "days", "positive", _BUILD,
              say("Left empty: what the roadmap's actions for the aim come to."), "60"),
    InputSpec("effort_overrun", say("Overrun of that effort"), "ratio", "positive", _BUILD,
              say("1 on plan; 1.5 is half as much again."), "1.3", absent=1.0),
    InputSpec("hardening_months", say("Months until go-live"), "months", "positive", _BUILD,
              say("Left empty: what the roadmap's schedule comes to."), "4"),
    InputSpec("slip_months", say("Months of slip"), "months", "positive", _BUILD,
              say("Delay beyond the plan, during which a standing team is paid."), "1", absent=0.0),
    InputSpec("standing_days_per_month", say("Standing team during a slip"), "days/month", "positive", _BUILD,
              say("Person-days a month paid while waiting."), "10", absent=0.0),
    InputSpec("change_cost", say("Cost of the change in work"), "money", "positive", _BUILD,
              say("Training, communication and the dip at go-live."), "12000", absent=0.0),
    InputSpec("one_off_cost", say("One-off purchases"), "money", "positive", _BUILD,
              say("Set-up fees, integration and data repair bought from outside."), "15000", absent=0.0),
)

INPUTS: Mapping[str, InputSpec] = {spec.name: spec for spec in _SPECS}
"""Every input by name, in the order in which a person fills them."""

CASH_AND_REDEPLOYED = "cash_and_redeployed_share"
MINUTES_SAVED = "minutes_saved_per_task"

DERIVED: Mapping[str, InputSpec] = {spec.name: spec for spec in (
    InputSpec(CASH_AND_REDEPLOYED, say("Freed time that counts"), "share", "share", _WITH,
              "Cash share and redeployed share of freed time, together.", "0.6"),
    InputSpec(MINUTES_SAVED, say("Minutes saved a task"), "minutes/task", "signed", _WITH,
              "Hands-on minutes today less those with AI: operating, review, and redoing what failed.", "6"),
)}
"""What is not typed but comes out of the inputs, and whose break-even is worth knowing."""

TOKEN_INPUTS = ("input_tokens", "output_tokens", "input_price_per_million", "output_price_per_million")
"""Needed together, unless `cost_per_call` is given or the case uses no language model."""

BASELINE_FIELDS: Mapping[str, str] = {
    "tasks_per_month": "tasks_per_month",
    "baseline_minutes": "minutes_per_task",
    "baseline_error_share": "error_share",
}
"""By input, the field of the baseline station that stands in for it when it is not typed."""

PRICE_LIST_INPUTS = (*TOKEN_INPUTS, "cached_share", "cached_price_ratio", "batch_share", "batch_price_ratio",
                     "exchange_rate")
"""What `cost_per_call` replaces."""

MOST_MONTHLY_GROWTH = 0.25
"""A quarter more each month is 3,000 times as much in three years; above it, a yearly figure was typed."""

GROUPS: tuple[Group, ...] = (_TODAY, _WITH, _QUALITY, _RUN, _BUILD)


LARGEST = 1e12
"""Nothing that a use case counts, weighs or costs is larger."""

WIDEST_RATIO = 1000.0
"""Beyond it a 90% range of a quantity says nothing, and the mean of its distribution runs away."""

WIDEST_ODDS = 1e6
"""The same for the odds of a share: 0.001 to 0.999."""


def problem_with(name: str, quantity: Quantity) -> str:
    """Return one sentence on why `quantity` makes no sense for input `name`, or an empty string."""
    spec = INPUTS.get(name)
    if spec is None:
        return "is not an input of the money model; see `fortnight roi` for the names"
    if spec.domain == "share" and not 0 <= quantity.low <= quantity.high <= 1:
        return "is a share, so give numbers from 0 to 1 (30% is 0.3)"
    if spec.domain == "positive" and quantity.low < 0:
        return "cannot be negative"
    if name == "monthly_growth" and max(abs(quantity.low), abs(quantity.high)) > MOST_MONTHLY_GROWTH:
        return "is growth in one month, at most 0.25 up or down; 30% a year is 0.022 a month"
    if max(abs(quantity.low), abs(quantity.high)) > LARGEST:
        return "is too large to be meant; check the unit"
    if quantity.kind == "range90":
        if spec.domain != "signed" and quantity.low == 0:
            return "a 90% range cannot start at exactly 0; give bounds instead: min, likely, max"
        if spec.domain == "positive" and quantity.high > WIDEST_RATIO * quantity.low:
            return "p95 is over 1,000 times p5, which says nothing; narrow it, or give bounds: min, likely, max"
        if spec.domain == "share" and quantity.high == 1:
            return "a 90% range of a share cannot end at exactly 1; give bounds instead: min, likely, max"
        if spec.domain == "share" and _odds(quantity.high) > WIDEST_ODDS * _odds(quantity.low):
            return "spans nearly everything from 0 to 1, which says nothing; narrow it, or give bounds"
    return ""


def _odds(share: float) -> float:
    return share / (1 - share)
