"""The report as Markdown: the same sentences and tables, for a wiki or for tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fortnight.report.catalogue import Words
from fortnight.report.views import CaseSection, Fact, Figure, Group, ItemView, ReportContext, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LIST_START = re.compile(r"^(\d*)([-+=.)])(?=\s|$|[-=])")


def markdown_text(context: ReportContext, words: Words) -> str:
    """Return the whole report; a chart is given by its title and its data in words."""
    lines = [
        *_front(context, words), *_maturity(context, words), *_cases(context, words), *_roadmap(context, words),
        *_money(context, words), *_since(context, words),
    ]
    for case in context.case_pages:
        lines += _case(case, words)
    lines += [*_record(context, words), *_sign_off(context, words)]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it was typed, on one line."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _LIST_START.sub(r"\1\\\2", line)


def _heading(level: int, text: str) -> list[str]:
    return [f"{'#' * level} {escaped(text)}", ""]


def _paragraph(*texts: str) -> list[str]:
    return [line for text in texts if text for line in (escaped(text), "")]


def _bullets(texts: Iterable[str]) -> list[str]:
    lines = [f"- {escaped(text)}" for text in texts if text]
    return [*lines, ""] if lines else []


def _labelled(words: Words, facts: Iterable[Fact]) -> list[str]:
    colon = words.say("report.colon")
    lines = [f"- **{escaped(fact.label)}{colon}** {escaped(fact.text)}" for fact in facts]
    return [*lines, ""] if lines else []


def _group(group: Group | None, level: int = 4) -> list[str]:
    return [*_heading(level, group.label), *_bullets(group.lines)] if group is not None else []


def _table(table: Table | None) -> list[str]:
    if table is None:
        return []
    return [
        f"**{escaped(table.title)}**", "",
        f"| {' | '.join(escaped(column.title) or ' ' for column in table.columns)} |",
        f"|{'|'.join('--:' if column.numeric else ':--' for column in table.columns)}|",
        *(f"| {' | '.join(escaped(cell) for cell in row)} |" for row in table.rows), "",
        *_paragraph(table.note),
    ]


def _figure(figure: Figure | None) -> list[str]:
    if figure is None:
        return []
    return [f"**{escaped(figure.title)}**", "", *_paragraph(figure.description.removeprefix(f"{figure.title}. "),
                                                          figure.note)]


def _front(context: ReportContext, words: Words) -> Iterator[str]:
    head, brand = context.head, context.brand
    yield from _heading(1, head.title)
    yield from _paragraph(head.subject, head.date, brand.name, brand.confidentiality,
                          words.say("report.for", recipient=brand.recipient) if brand.recipient else "",
                          brand.cover_text, *head.marks)
    for sentence in context.summary:
        yield f"**{escaped(sentence.label)}.** {escaped(sentence.text)}"
        yield ""
    yield from _table(context.verdicts)
    if head.decision:
        yield from _labelled(words, (Fact(words.say("signoff.asked"), head.decision),))
    yield from _heading(2, words.say("section.reading"))
    for group in context.reading.groups:
        yield from _labelled(words, (Fact(group.label, " ".join(group.lines)),))
    yield from _heading(3, words.say("reading.verdicts"))
    yield from _paragraph(words.say("reading.verdicts_text"))
    yield from _labelled(words, context.reading.verdicts)
    yield from _heading(3, words.say("reading.gates"))
    yield from _paragraph(words.say("reading.gates_text"))
    yield from _labelled(words, context.reading.gates)


def _maturity(context: ReportContext, words: Words) -> Iterator[str]:
    section = context.maturity
    yield from _titled(words, words.say("section.maturity"), section.title)
    yield from _paragraph(section.lead)
    yield from _figure(section.figure)
    yield from _figure(section.heatmap)


def _since(context: ReportContext, words: Words) -> Iterator[str]:
    section = context.since
    if section is not None:
        yield from _titled(words, words.say("section.since"), section.title)
        yield from _paragraph(section.lead)
        yield from _figure(section.figure)
        for group in section.groups:
            yield from _group(group, 3)


def _cases(context: ReportContext, words: Words) -> Iterator[str]:
    yield from _titled(words, words.say("section.cases"), context.cases.title)
    yield from _figure(context.cases.figure)
    yield from _table(context.cases.table)


def _roadmap(context: ReportContext, words: Words) -> Iterator[str]:
    section = context.roadmap
    yield from _titled(words, words.say("section.roadmap"), section.title)
    yield from _figure(section.figure)
    yield from _figure(section.capacity)
    yield from _group(Group(words.say("roadmap.warnings"), section.warnings) if section.warnings else None, 3)
    yield from _heading(3, section.now_title)
    for item in section.now:
        yield from _item(item, words)
    yield from _paragraph(section.now_after)
    yield from _table(section.rest)
    yield from _group(Group(section.later_title, section.later) if section.later else None, 3)
    yield from _group(section.not_doing, 3)
    yield from _group(section.unplanned, 3)
    yield from _group(section.done, 3)


def _item(item: ItemView, words: Words) -> list[str]:
    remarks = "; ".join((item.when, item.holder, item.effort, *item.marks))
    facts = (("why", item.why), ("first_step", item.first_step), ("done_when", item.done_when),
             ("needs", item.needs), ("gate", item.gate), ("unlocks", item.unlocks), ("score", item.score))
    return [*_heading(4, f"{item.rank} {item.title}"), *_paragraph(remarks),
            *_labelled(words, (Fact(words.say(f"roadmap.{key}"), text) for key, text in facts if text))]


def _money(context: ReportContext, words: Words) -> Iterator[str]:
    section = context.money
    yield from _titled(words, words.say("section.money"), section.title)
    yield from _paragraph(section.text)
    yield from _table(section.missing)
    yield from _figure(section.npv)
    yield from _figure(section.fan)
    yield from _table(section.naive)
    yield from _table(section.costs)


def _case(case: CaseSection, words: Words) -> Iterator[str]:
    yield from _titled(words, case.label, case.title)
    yield from _paragraph(case.headline, case.summary)
    yield from _labelled(words, case.facts)
    yield from _group(Group(f"{words.say('case.why')} ({case.rule})", case.reasons), 3)
    yield from _group(Group(words.say("case.change"), case.would_change), 3)
    if case.measure:
        yield from _group(Group(words.say("case.measure"), case.measure), 3)
    if case.learned:
        yield from _group(Group(words.say("case.learned"), (case.learned,)), 3)
    yield from _table(case.gates)
    yield from _figure(case.drill)
    yield from _paragraph(case.pieces, case.no_money)
    yield from _figure(case.fan)
    yield from _figure(case.tornado)
    yield from _group(case.break_even, 3)


def _record(context: ReportContext, words: Words) -> Iterator[str]:
    record = context.record
    yield from _titled(words, words.say("section.method"), record.method_title)
    yield from _labelled(words, record.method)
    if record.base_rate:
        yield from _labelled(words, (Fact(words.say("method.base_rate"), record.base_rate),))
    if record.assumptions:
        yield from _titled(words, words.say("section.assumptions"), record.assumptions_title)
    for table in record.assumptions:
        yield from _table(table)
    for key, lines in (("absent", record.absent), ("costs", record.shared_costs)):
        yield from _group(Group(words.say(f"assumptions.{key}"), lines) if lines else None, 3)
    yield from _titled(words, words.say("section.unknown"), record.unknown_title)
    for group in record.unknown:
        yield from _group(group, 3)
    yield from _titled(words, words.say("section.answers"), record.answers_title)
    for group in record.answers:
        yield from _group(group, 3)
    yield from _paragraph(record.answers_note)
    yield from _titled(words, words.say("section.sources"), record.sources_title)
    yield from _heading(3, words.say("sources.own"))
    yield from _labelled(words, record.own_sources)
    yield from _group(Group(words.say("sources.references"), record.references) if record.references else None, 3)
    yield from _titled(words, words.say("section.attendance"), record.attendance_title)
    yield from _bullets(record.attendance)
    yield from _paragraph(record.facilitator)
    yield from _group(Group(words.say("attendance.dissent"), record.dissent), 3)
    yield from _group(Group(words.say("attendance.interest"), (record.interest,)), 3)


def _sign_off(context: ReportContext, words: Words) -> Iterator[str]:
    block = context.sign_off
    yield from _titled(words, words.say("section.signoff"), block.title)
    yield from _labelled(words, (Fact(words.say("signoff.asked"), block.asked), *block.facts))
    line = f"{words.say('signoff.signature')}, {words.say('signoff.date')} …………………………"
    yield from _labelled(words, (Fact(fact.label, f"{fact.text} {line}".strip()) for fact in block.signers))
    yield from _group(Group(words.say("signoff.stamp"), (*block.stamp, block.attached)), 3)


def _titled(words: Words, label: str, title: str) -> list[str]:
    return _heading(2, words.pair(label, title))
