"""What the Return says in words: each number beside its unit, each finding as a sentence. No screen in here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fortnight.core.cost_words import cost_lines
from fortnight.core.measures import MeasureFirst, spec_of
from fortnight.core.quantity import Quantity
from fortnight.core.roadmap.plan import Closing
from fortnight.core.roi.inputs import INPUTS, TOKEN_INPUTS
from fortnight.core.roi.resolve import ResolvedInput, resolve
from fortnight.core.roi.results import RoiResult
from fortnight.core.use_case import UseCase
from fortnight.core.wording import Wording, capitalise, inside_a_sentence
from fortnight.report.catalogue import Words
from fortnight.report.inputs import input_text

BELIEF = "the model uses"
"""How a note begins to say what became of a number that nobody measured."""
MOST_NAMED = 6
"""Figures that are named when they are missing; further ones are counted."""


def said(name: str, value: float, wording: Wording) -> str:
    """Return a value of an input: shares in percent, money with its currency, anything else as a number."""
    return input_text(name, value, Words({}, wording))


def title_of(name: str) -> str:
    """Return the title of an input or of what comes out of several."""
    return spec_of(name).title


def input_notes(case: UseCase, closing: Closing | None, roi: RoiResult | None,
                wording: Wording) -> Mapping[str, str]:
    """Return for each input where its value comes from and what the model makes of it, in one line."""
    resolution = resolve(case, closing)
    widened = {each.input_name: each for each in reversed(roi.widened)} if roi is not None else {}
    notes: dict[str, str] = {}
    for name in INPUTS:
        found = resolution.inputs.get(name)
        if found is not None:
            used = ""
            # Segments and other ways widen inputs of the same name; those are not this one.
            if name in widened and widened[name].given == (found.quantity.low, found.quantity.high):
                low, high = (said(name, end, wording) for end in widened[name].used)
                used = f"{BELIEF} {wording.span(low, high)}"
            notes[name] = " · ".join(filter(None, _origin(found, used, wording)))
        elif name in resolution.missing:
            notes[name] = "○ still needed"
        elif name in TOKEN_INPUTS and "cost_per_call" in resolution.missing:
            notes[name] = "○ needed with the other three, or the cost of one call instead"
        else:
            notes[name] = "– not used here: calls are priced in another way"
    return notes


def _origin(found: ResolvedInput, used: str, wording: Wording) -> tuple[str, ...]:
    value = _span(found.name, found.quantity, wording)
    grade = str(found.grade) if found.grade is not None else ""
    match found.origin:
        case "typed":
            return grade, used, found.source or "no source given"
        case "baseline":
            return grade, used, "from the baseline", found.source
        case "measured":
            return f"{value} from the actuals", grade, used, found.source
        case "roadmap":
            return f"{value} from {found.source}", used
        case "default":
            return f"{value} assumed", found.source
        case _:
            return (f"left empty, it counts as {value}",)


def _span(name: str, quantity: Quantity, wording: Wording) -> str:
    return wording.span(said(name, quantity.low, wording), said(name, quantity.high, wording))


def months(value: float | None, wording: Wording) -> str:
    """Return a payback time; None is never."""
    if value is None:
        return wording.locale.never
    return "at once" if value < 0.5 else wording.count(round(value), "month", "months")


def _mission(roi: RoiResult, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield what decides for a case that is judged by its mission."""
    if roi.cost_per_outcome is not None and roi.cost_per_outcome.p50 is not None:
        yield "Cost of an outcome", wording.money(roi.cost_per_outcome.p50)
    if roi.probability_under_ceiling is not None:
        yield "Under the ceiling", wording.chance(roi.probability_under_ceiling)


def still_needed(missing: Sequence[str], wording: Wording) -> str:
    """Return which figures are missing, those for the room first; a long list is counted."""
    ordered = sorted(missing, key=lambda name: not INPUTS[name].in_room)
    titles = [inside_a_sentence(title_of(name)) for name in ordered[:MOST_NAMED]]
    if len(ordered) > MOST_NAMED:
        titles.append(f"{wording.numeral(len(ordered) - MOST_NAMED)} more")
    return f"Still needed: {wording.join(titles)}."


def needed_elsewhere(pages: Sequence[tuple[str, Sequence[str]]], wording: Wording) -> str:
    """Return which inputs are missing on other pages, each given with its digit and title; empty for none."""
    if not pages:
        return ""
    listed = "; ".join(f"{page}: {wording.join(inside_a_sentence(title_of(name)) for name in names)}"
                       for page, names in pages)
    return f"○ Still needed on other pages: {listed}. Enter in the last field goes there, and so does Esc, digit."


def _short_months(value: float | None, wording: Wording) -> str:
    return wording.locale.never if value is None else wording.exact(round(value))


def figures(roi: RoiResult, wording: Wording) -> tuple[tuple[str, str], ...]:
    """Return the figures that stand under the range, the most telling first: label and value."""
    if not roi.has_figures or roi.probability_of_loss is None or roi.payback_months is None:
        return ()
    payback = roi.payback_months
    found = [
        *_mission(roi, wording),
        ("Chance of loss", wording.chance(roi.probability_of_loss)),
        ("Payback", f"{months(payback.p50, wording)} (P90 {_short_months(payback.p90, wording)})"),
    ]
    if roi.peak_cash_at_risk is not None:
        found.append(("Peak cash", wording.money_short(roi.peak_cash_at_risk)))
    if roi.roi is not None and roi.roi.p50 is not None:
        found.append(("ROI", wording.percent(roi.roi.p50)))
    if roi.margin_per_task is not None and roi.margin_per_task.p50 is not None:
        found.append(("Margin a task", wording.money(roi.margin_per_task.p50)))
    return tuple(found)


def curve_finding(roi: RoiResult, wording: Wording) -> str:
    """Return when the middle line is back above zero."""
    if roi.payback_months is None or roi.payback_months.p50 is None:
        return "The running sum stays below zero in the middle of the futures"
    return f"In the middle it has paid back after {months(roi.payback_months.p50, wording)}"


def go_live_month(closing: Closing | None) -> float | None:
    """Return the month in which the use case goes live; None while nobody knows, and where it never does."""
    return closing.months if closing is not None and closing.go_live_week is not None else None


def curve_note(discount_rate: float, wording: Wording) -> str:
    """Return why the curve does not end at the net present value; empty where it does."""
    if not discount_rate:
        return ""
    rate = wording.percent_exact(discount_rate)
    return f"The curve is not discounted; the net present value is, at {rate} a year."


def swing_finding(roi: RoiResult) -> str:
    """Return what moves the result most."""
    if not roi.tornado:
        return "Nothing is uncertain, so nothing moves it"
    return f"{title_of(roi.tornado[0].input_name)}: nothing moves the result more"


def measure_lines(measures: tuple[MeasureFirst, ...], roi: RoiResult,
                  wording: Wording) -> tuple[str, tuple[str, ...]]:
    """Return a title and a line for each input worth its price to measure: how, what for, at what price."""
    paying = [each for each in measures if each.worth is None or each.worth > max(each.price or 0.0, 1.0)]
    if not paying:
        most = wording.money(max(roi.evpi or 0.0, 0.0))
        return ("Nothing has to be measured before deciding",
                (f"Even knowing everything would be worth at most {most}.",))
    first = paying[0]
    worth = f", worth at most {wording.money(first.worth)}" if first.worth is not None else ""
    return (f"Measure this first: {inside_a_sentence(title_of(first.input_name))}{worth}",
            tuple(_measure_line(measure, wording) for measure in paying))


def _measure_line(measure: MeasureFirst, wording: Wording) -> str:
    price = f"costs {wording.money(measure.price)}" if measure.price is not None else "not priced yet (Options)"
    worth = f"worth at most {wording.money(measure.worth)}; " if measure.worth is not None else ""
    return f"{title_of(measure.input_name)}: {measure.method}; {worth}{price}."


def guess_finding(roi: RoiResult, wording: Wording) -> str:
    """Return how much of the spread rests on opinion."""
    if roi.measured_share is None:
        return "There is no spread: every input is fixed"
    return f"{capitalise(wording.percent(1 - roi.measured_share))} of the spread rests on estimates and guesses"


def naive_finding(roi: RoiResult, wording: Wording) -> str:
    """Return what a calculator without adoption, review, errors and overrun would have promised."""
    if roi.naive is None or roi.naive.npv.p50 is None or roi.npv is None or roi.npv.p50 is None:
        return ""
    return (f"A simple calculator would have said {wording.money(roi.naive.npv.p50)}; "
            f"this model has {wording.money(roi.npv.p50)} in the middle")


def reading_lines(roi: RoiResult, wording: Wording) -> Iterator[str]:
    """Yield the other readings of the case: cash only, other ways, segments, cost by volume and its levers."""
    if roi.naive is not None:
        yield ("The simple calculator: every freed minute counts, everybody uses it at once, nothing fails or "
               "costs for its errors, and the work comes out on plan.")
    if roi.cash is not None and roi.cash.npv.p50 is not None:
        yield (f"In cash alone: {wording.money(roi.cash.npv.p50)} in the middle, with a chance of a loss of "
               f"{wording.chance(roi.cash.probability_of_loss)}.")
    for other in roi.alternatives:
        way = inside_a_sentence(other.title or other.kind)
        yield (f"Against {way} ({wording.money(other.npv.p50 or 0.0)} in the middle): better in "
               f"{wording.chance(other.share_beaten)} of the draws.")
    for part in roi.segments:
        yield (f"{part.name or part.id} alone, with the full fixed cost: {wording.money(part.npv.p50 or 0.0)} in "
               f"the middle, chance of a loss {wording.chance(part.probability_of_loss)}.")
    yield from cost_lines(roi, wording)


def break_even_lines(roi: RoiResult, wording: Wording) -> Iterator[str]:
    """Yield where each lever brings the result to zero."""
    for point in roi.break_even:
        now = said(point.input_name, point.median, wording)
        if point.pays_at_any_value:
            yield f"{title_of(point.input_name)}: pays at any value ({now} expected)."
        elif point.value is None:
            yield f"{title_of(point.input_name)}: no value of it alone breaks even ({now} expected)."
        else:
            at = said(point.input_name, point.value, wording)
            yield f"{title_of(point.input_name)}: breaks even at {at} ({now} expected)."
