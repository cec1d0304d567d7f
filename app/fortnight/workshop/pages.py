"""Pages to print: a participant's pack and the facilitator's agenda, as HTML in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from fortnight.core.agenda_plan import Agenda, AgendaItem, Part
from fortnight.core.brief import Pack
from fortnight.core.quantity import Evidence
from fortnight.core.questionnaire import Questionnaire
from fortnight.core.roi.inputs import INPUTS
from fortnight.core.wording import Wording
from fortnight.forms.parts import Field
from fortnight.workshop.reply import AskedCase, Reply
from fortnight.workshop.reply_text import data_map

_TIMING_ROWS = 12
_MAP_COLUMNS = (
    "name", "system", "owner", "holds", "access", "rights_by", "personal", "legal_basis", "third_party_contract",
    "quality", "sample",
)  # fmt: skip
"""What fits on paper; the file asks for the rest."""
_EMPTY_SOURCES = 4

_STYLE = """
@page { size: A4; margin: 16mm 15mm; }
@page wide { size: A4 landscape; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 system-ui, sans-serif; color: #1a1a1a; max-width: 52rem; margin: 1.5rem auto; }
h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 13pt; margin: 1.6rem 0 .4rem; border-bottom: 1.5pt solid #1a1a1a; padding-bottom: .15rem; }
h3 { font-size: 11pt; margin: 0; }
p { margin: .3rem 0; }
.quiet { color: #555; }
.ask { break-inside: avoid; margin: 0 0 1.1rem; }
.ask ol { list-style: none; padding: 0; margin: .3rem 0; }
.ask li { display: flex; gap: .55rem; margin: .12rem 0; }
.box { flex: none; width: 1em; height: 1em; border: 1pt solid #1a1a1a; margin-top: .2em; }
.line { border-bottom: .6pt solid #777; height: 1.5rem; }
.wide { page: wide; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th, td { border: .6pt solid #777; padding: .25rem .35rem; text-align: left; vertical-align: top; }
th { background: #eee; font-size: 9pt; }
tr { break-inside: avoid; }
td.empty { height: 2.1rem; }
.wide td, .wide th { font-size: 8.5pt; }
.say { border-left: 2.5pt solid #1a1a1a; padding-left: .6rem; font-style: italic; }
.figures th { width: 14%; }
.figures th:first-child { width: 50%; }
.figures th:last-child { width: 22%; }
.item { margin: 0 0 .9rem; }
.item h3, .item .say { break-after: avoid; }
.item ul { margin: .2rem 0; padding-left: 1.1rem; }
@media print { body { margin: 0; padding: 0; max-width: none; } }
"""


def pack_page(pack: Pack, reply: Reply, questionnaire: Questionnaire) -> str:
    """Return a participant's pack as a page to print and fill by hand."""
    words = Wording(reply.header.language, reply.header.currency)
    organisation = reply.header.organisation or "Workshop"
    whom = ", ".join(filter(None, (pack.name, pack.role)))
    body = [
        _tag("h1", f"{organisation}: what to prepare"),
        _tag("p", f"For {whom}. About {words.exact(round(pack.minutes))} minutes.", "quiet"),
        _tag(
            "p",
            "Fill it in alone, before you talk to anybody about it. Your levels are counted without your name. "
            "What you do not know you leave empty: an empty line is an answer, too.",
        ),
        *_questions("Your vote", reply.votes, questionnaire),
        *_questions("Questions that you can answer best", reply.own, questionnaire),
    ]
    for case_id, case in reply.cases.items():
        body += _case(reply, case_id, case)
    return _page(f"{organisation}: what to prepare, {whom}", reply.header.language, body)


def agenda_page(agenda: Agenda, title: str, language: str) -> str:
    """Return the facilitator's agenda as a page to print."""
    words = Wording(language)
    body = [_tag("h1", title), _tag("p", agenda.headline)]
    for part in (agenda.before, agenda.room, agenda.after):
        body += _part(part, words)
    return _page(title, language, body)


def _questions(title: str, question_ids: Iterable[str], questionnaire: Questionnaire) -> Iterator[str]:
    asked = tuple(question_ids)
    if not asked:
        return
    yield _tag("h2", title)
    yield _tag("p", "Tick the highest level that is wholly true today.", "quiet")
    for question_id in asked:
        question = questionnaire.questions[question_id]
        levels = "".join(
            f'<li><span class="box"></span><span>{escape(name)}. {escape(text)}</span></li>'
            for name, text in zip(questionnaire.scale.names, question.levels, strict=False)
        )
        yield (
            f'<section class="ask">{_tag("h3", question.title)}{_tag("p", question.ask)}<ol>{levels}'
            '<li><span class="box"></span><span>I cannot say.</span></li></ol>'
            f'{_tag("p", "Seen, and where:", "quiet")}<div class="line"></div></section>'
        )


def _case(reply: Reply, case_id: str, case: AskedCase) -> Iterator[str]:
    if case.inputs:
        yield _tag("h2", f"{case.name}: figures")
        grades = ", ".join(str(grade) for grade in Evidence)
        how = f"One number, or a range in which you are sure nine times out of ten. How known: {grades}."
        yield _tag("p", how, "quiet")
        rows = []
        for name in case.inputs:
            spec = INPUTS[name]
            what = f"{_tag('h3', f'{spec.title} ({spec.unit})')}{_tag('p', spec.help)}"
            rows.append(f'<tr><td>{what}</td><td class="empty"></td><td></td><td></td></tr>')
        yield _table(("Figure", "Value", "How known", "Where to look it up"), rows, "figures")
    if case.times_tasks:
        yield _tag("h2", f"{case.name}: timed tasks")
        yield _tag(
            "p",
            "Time the work as it is done today, hands on, with a stopwatch: thirty tasks if you can, ten at "
            "least. The time that a task lies waiting does not count.",
        )
        rows = [f'<tr><td class="empty">{number}</td><td></td><td></td><td></td></tr>'
                for number in range(1, _TIMING_ROWS + 1)]
        yield _table(("", "Date", "Kind of task, and what was odd about it", "Minutes"), rows)
    if case.draws_map:
        fields = {part.key: part for part in data_map().fields if isinstance(part, Field)}
        shown = [fields[key] for key in _MAP_COLUMNS]
        yield '<section class="wide">'
        yield _tag("h2", f"{case.name}: data map")
        yield _tag("p", "Every source that real work needs, not only those of the demo.")
        known = reply.said.use_cases[case_id].data.values()
        cells = (tuple(_tag("td", field.shown(getattr(row, field.key))) for field in shown) for row in known)
        rows = [f"<tr>{''.join(row)}</tr>" for row in cells]
        rows += [f'<tr>{"<td class=empty></td>" * len(shown)}</tr>'] * _EMPTY_SOURCES
        yield _table([_column(field) for field in shown], rows)
        yield "</section>"


def _column(field: Field) -> str:
    choices = " / ".join(str(value) for value, _ in field.choices)
    return f"{field.label} ({choices})" if choices else field.label


def _part(part: Part, words: Wording) -> Iterator[str]:
    each = " for each participant" if part.id == "before" else ""
    yield _tag("h2", f"{part.title}: {words.exact(part.planned_minutes)} minutes{each}")
    for item in part.items:
        yield f'<section class="item">{"".join(_item(item, words))}</section>'


def _item(item: AgendaItem, words: Wording) -> Iterator[str]:
    state = "settled" if item.settled else f"{words.exact(item.minutes)} minutes"
    yield _tag("h3", f"{item.title} ({state})")
    yield _tag("p", item.say, "say")
    if item.notes:
        yield f"<ul>{''.join(_tag('li', note) for note in item.notes)}</ul>"


def _table(titles: Iterable[str], rows: Iterable[str], kind: str = "plain") -> str:
    head = "".join(_tag("th", title) for title in titles)
    return f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _tag(name: str, text: str, kind: str = "") -> str:
    """Return an element that holds text; whatever the text contains, it stays text."""
    marked = f' class="{kind}"' if kind else ""
    return f"<{name}{marked}>{escape(text)}</{name}>"


def _page(title: str, language: str, body: Iterable[str]) -> str:
    content = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{content}\n</body>\n</html>\n"
    )
