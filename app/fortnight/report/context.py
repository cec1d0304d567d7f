"""The context of a report: everything that a template can show, made from what was answered and computed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial

from fortnight.core.assessment import Assessment
from fortnight.core.compare import Comparison
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import Evaluation
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.wording import Wording
from fortnight.report import section_method as method
from fortnight.report import section_record as record
from fortnight.report.basis import Basis, basis_of, basis_of_last, shorten
from fortnight.report.catalogue import Words
from fortnight.report.cover import fitted_cover, interest
from fortnight.report.not_judged import not_judged_context
from fortnight.report.options import ReportOptions
from fortnight.report.section_case import case_section
from fortnight.report.section_cases import cases_section
from fortnight.report.section_maturity import maturity_section
from fortnight.report.section_money import money_section
from fortnight.report.section_roadmap import roadmap_section
from fortnight.report.section_since import since_section
from fortnight.report.theme import theme_for
from fortnight.report.views import Cover, RecordSection, ReportContext

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
    if last is None:
        return make(basis, fitted_cover(basis, None))
    before = basis_of_last(basis, last)
    return not_judged_context(basis, fitted_cover(basis, before), make)


def _context(basis: Basis, cover: Cover, *, questionnaire_digest: str) -> ReportContext:
    return ReportContext(
        language=basis.words.language, brand=cover.brand, head=cover.head, summary=cover.summary,
        verdicts=cover.verdicts,
        reading=method.reading_section(basis), maturity=maturity_section(basis), since=since_section(basis),
        cases=cases_section(basis),
        roadmap=roadmap_section(basis), money=money_section(basis),
        case_pages=tuple(case_section(case, basis) for case in basis.cases), record=_record(basis),
        sign_off=record.sign_off(basis, answers_digest(basis.assessment), questionnaire_digest),
    )


def answers_digest(assessment: Assessment) -> str:
    """Return the SHA-256 of everything that the assessment says, in hexadecimal."""
    return hashlib.sha256(assessment.model_dump_json(exclude_defaults=True).encode()).hexdigest()


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
        dissent=record.dissent_lines(basis), interest=interest(basis),
    )
