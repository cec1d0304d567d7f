"""Page one: what stands on it, with what people typed cut as far as one page needs it and no further.

The five sentences keep every word and every figure of the report's own; only names and other typed texts in them
are cut at a word, with an ellipsis. Their whole text stands in its section.
"""

from __future__ import annotations

from fortnight.report.basis import Basis, shorten, whole
from fortnight.report.cover_room import is_one_page
from fortnight.report.decision import headline
from fortnight.report.not_judged import not_judged_title, sentences_of_last_time, verdicts_of_last_time
from fortnight.report.section_cases import verdict_table
from fortnight.report.summary import five_sentences
from fortnight.report.views import Brand, Cover, Head

_ROOMS = ((1.0, False, 20), (1.0, True, 20), (0.8, True, 20), (0.65, True, 20), (0.65, True, 12), (0.5, True, 12),
          (0.5, True, 8), (0.4, True, 8), (0.3, True, 8), (0.2, True, 6), (0.1, True, 6))
"""Share of its length to which typed text is cut, whether type is smaller, and how many use cases are listed."""


def fitted_cover(basis: Basis, last: Basis | None) -> Cover:
    """Return what page one shows; `last` is the last run where this one has no answer yet.

    Only paper has an end: every other format gets the whole of it.
    """
    for room, is_dense, verdicts in _ROOMS:
        cut_last = last.with_room(room) if last is not None else None
        made = _cover(basis.with_room(room), cut_last, is_dense=is_dense, verdicts=verdicts)
        if basis.options.format != "pdf" or is_one_page(made):
            break
    return made


def _cover(basis: Basis, last: Basis | None, *, is_dense: bool, verdicts: int) -> Cover:
    if last is None:
        return Cover(_brand(basis), _head(basis, headline(basis), is_dense=is_dense), five_sentences(basis),
                     verdict_table(basis, most=verdicts))
    return Cover(_brand(basis), _head(basis, not_judged_title(basis), is_dense=is_dense),
                 sentences_of_last_time(basis, last), verdicts_of_last_time(last, most=verdicts))


def _brand(basis: Basis) -> Brand:
    theme, brand = basis.theme, basis.assessment.brand
    return Brand(
        name=basis.cut(brand.name, 60), primary=theme.primary, accent=theme.accent, ink=theme.ink, grey=theme.grey,
        rule=theme.rule, wash=theme.wash, confidentiality=basis.cut(brand.confidentiality, 60),
        recipient=basis.cut(brand.recipient, 120), cover_text=whole(brand.cover_text, round(280 * basis.room)),
    )


def _head(basis: Basis, title: str, *, is_dense: bool) -> Head:
    words, header = basis.words, basis.assessment.assessment
    organisation = basis.cut(header.organisation, 90) or words.say("report.no_organisation")
    marks = [words.say("report.invented")] if header.invented else []
    if header.redacted:
        marks.append(words.say("report.redacted"))
    subject = (organisation, basis.cut(header.team, 60), basis.cut(header.period, 30))
    return Head(
        title=title, organisation=organisation, subject=" · ".join(part for part in subject if part),
        date=_assessed(basis), iso_date=header.date.isoformat() if header.date else "",
        facilitator=shorten(header.facilitator, 80), decision=whole(header.decision), interest=interest(basis),
        marks=tuple(marks), is_dense=is_dense,
    )


def _assessed(basis: Basis) -> str:
    """Return when the team was assessed, the how many-th time, and when the last time was, as far as known."""
    words, date, compared = basis.words, basis.assessment.assessment.date, basis.comparison
    if date is None:
        return words.say("report.undated")
    if compared is None or compared.now.number is None or compared.before.date is None:
        return words.say("report.assessed_on", date=words.form.date(date))
    return words.say("report.assessed_again", date=words.form.date(date),
                     ordinal=words.form.ordinal(compared.now.number), last=words.form.date(compared.before.date))


def interest(basis: Basis) -> str:
    """Return the interest of whoever assessed, or that none was stated."""
    return whole(basis.assessment.assessment.interest) or basis.words.say("attendance.interest_none")
