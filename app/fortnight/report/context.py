"""The context of a report: everything that a template can show, made from what was answered and computed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from fortnight.core.assessment import Assessment
from fortnight.core.compare import Comparison
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording
from fortnight.report import section_method as method
from fortnight.report import section_record as record
from fortnight.report.basis import Basis, basis_of, basis_of_last, shorten, whole
from fortnight.report.catalogue import Words
from fortnight.report.cover_room import is_dense
from fortnight.report.decision import headline
from fortnight.report.not_judged import not_judged_context
from fortnight.report.options import ReportOptions
from fortnight.report.section_case import case_section
from fortnight.report.section_cases import cases_section, verdict_table
from fortnight.report.section_maturity import maturity_section
from fortnight.report.section_money import money_section
from fortnight.report.section_roadmap import roadmap_section
from fortnight.report.section_since import since_section
from fortnight.report.summary import five_sentences
from fortnight.report.theme import theme_for
from fortnight.report.views import Brand, Head, RecordSection, ReportContext

BRAND_FONT = "Brand"
"""The family under which a template finds the font of `[brand]`."""


def build_context(
    assessment: Assessment,
    questionnaire: Questionnaire,
    evaluation: Evaluation,
    *,
    comparison: Comparison | None,
    options: ReportOptions,
    words: Mapping[str, str | Mapping[str, str]],
    words_language: str = "en",
    questionnaire_digest: str = "",
    last: EvaluatedRun | None = None,
) -> ReportContext:
    """Return everything that a template can show.

    `comparison` is what moved since the last run, None without one; `last` is that run, where this one has no
    answer yet and it stands in the place of findings that would rest on gaps. `words` are the report's own words
    by dotted key, in `words_language`; numbers, money and dates follow the assessment's language and currency.
    """
    header, brand = assessment.assessment, assessment.brand
    said = Words(words, Wording(header.language, header.currency), words_language)
    theme = theme_for(brand.primary_colour, brand.accent_colour, BRAND_FONT if brand.font else "")
    basis = basis_of(assessment, questionnaire, evaluation, comparison, options, said, theme)
    make = partial(_context, questionnaire_digest=questionnaire_digest)
    made = make(basis) if last is None else not_judged_context(basis, basis_of_last(basis, last), make)
    return replace(made, head=replace(made.head, is_dense=is_dense(made)))


def _context(basis: Basis, *, questionnaire_digest: str) -> ReportContext:
    theme, brand = basis.theme, basis.assessment.brand
    return ReportContext(
        language=basis.words.language,
        brand=Brand(
            name=shorten(brand.name, 60), primary=theme.primary, accent=theme.accent, ink=theme.ink,
            grey=theme.grey, rule=theme.rule, wash=theme.wash, confidentiality=shorten(brand.confidentiality, 60),
            recipient=shorten(brand.recipient, 120), cover_text=whole(brand.cover_text, 280),
        ),
        head=_head(basis), summary=five_sentences(basis), verdicts=verdict_table(basis),
        reading=method.reading_section(basis), maturity=maturity_section(basis), since=since_section(basis),
        cases=cases_section(basis),
        roadmap=roadmap_section(basis), money=money_section(basis),
        case_pages=tuple(case_section(case, basis) for case in basis.cases), record=_record(basis),
        sign_off=record.sign_off(basis, answers_digest(basis.assessment), questionnaire_digest),
    )


def answers_digest(assessment: Assessment) -> str:
    """Return the SHA-256 of everything that the assessment says, in hexadecimal."""
    return hashlib.sha256(assessment.model_dump_json(exclude_defaults=True).encode()).hexdigest()


def _head(basis: Basis) -> Head:
    words, header = basis.words, basis.assessment.assessment
    organisation = shorten(header.organisation, 90) or words.say("report.no_organisation")
    marks = [words.say("report.invented")] if header.invented else []
    if header.redacted:
        marks.append(words.say("report.redacted"))
    return Head(
        title=headline(basis), organisation=organisation,
        subject=" · ".join(part for part in (organisation, shorten(header.team, 60), shorten(header.period, 30))
                           if part),
        date=_assessed(basis),
        iso_date=header.date.isoformat() if header.date else "", facilitator=shorten(header.facilitator, 80),
        decision=whole(header.decision), interest=_interest(basis), marks=tuple(marks),
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


def _interest(basis: Basis) -> str:
    return whole(basis.assessment.assessment.interest) or basis.words.say("attendance.interest_none")


def _record(basis: Basis) -> RecordSection:
    words = basis.words
    unknown, answers = record.unknown_groups(basis), record.answer_groups(basis)
    assumed, open_count = method.assumption_count(basis), record.unknown_count(basis)
    people = len(basis.assessment.assessment.participants)
    facilitator = basis.assessment.assessment.facilitator

    def counted(key: str, count: int) -> str:
        number = words.form.numeral(count)
        return words.say(f"finding.{key}", n=count, count=number[:1].upper() + number[1:])

    return RecordSection(
        method_title=words.say("finding.method"), method=method.method(basis), base_rate=method.base_rate(basis),
        standards=words.say("method.standards"), assumptions_title=counted("assumptions", assumed),
        assumptions=method.assumption_tables(basis),
        absent=method.absent_lines(basis), shared_costs=method.shared_cost_lines(basis),
        sources_title=words.say("finding.sources"), references=record.reference_lines(basis),
        own_sources=record.own_sources(basis), unknown_title=counted("unknown", open_count), unknown=unknown,
        answers_title=counted("answers", record.answer_count(basis)), answers=answers,
        answers_note=record.answers_note(basis),
        attendance_title=counted("attendance", people), attendance=record.attendance_lines(basis),
        facilitator=words.say("attendance.facilitator", name=shorten(facilitator, 80)) if facilitator
        else words.say("attendance.no_facilitator"),
        dissent=record.dissent_lines(basis), interest=_interest(basis),
    )
