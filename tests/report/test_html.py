"""Pages: hostile text in every field is text, templates stay in their sandbox, screen readers find their way."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from fortnight.core.assessment import Assessment
from fortnight.errors import UserError
from fortnight.report.html import Assets, balance, by_line, render_html
from fortnight.report.lint import foreign_addresses, page_problems
from fortnight.report.views import Group
from tests.report.example import Example, example
from tests.report.making import TEMPLATES, context_of, page_of, words_of

HOSTILE = ("<script>alert(1)</script><img src=http://evil.example/x onerror=1>{{ 7*7 }}{% raw %}</style>"
           "<link rel=attachment href=file:///etc/passwd>\"'&url(http://evil.example/y)javascript:1")
KEPT = {
    "data", "outcome", "kind", "processor_contract", "works_council", "use_cases", "previous", "format", "date",
    "currency", "language", "unit", "direction", "aim", "live_at", "worth", "state", "access", "personal",
    "quality", "third_party_contract", "sample", "ai_act_role", "ai_act_class", "dpia", "transparency_notice",
    "comparison", "evidence", "questionnaire", "role", "primary_colour", "accent_colour", "status",
}
"""Keys of choices and ids: there hostile text is refused on loading, so it cannot get here."""



class Reader(HTMLParser):
    """Collects tags, attributes that load or run something, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.loading: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("src", "srcset", "data", "poster"):
                self.loading.append(f"{name}={value}")
            elif name == "href" and not (value or "").startswith("#"):
                self.loading.append(f"href={value}")

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def poisoned(value: Any, key: str = "") -> Any:
    """Return the value with every free text replaced by something hostile."""
    if isinstance(value, dict):
        return {name: poisoned(part, str(name)) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [poisoned(part, key) for part in value]
    return HOSTILE if isinstance(value, str) and key not in KEPT else value


def hostile_example() -> Example:
    """Return an example whose every field holds hostile text."""
    made = example(2)
    table = poisoned(made.assessment.table())
    for number, use_case in enumerate(table["use_cases"].values()):
        use_case["name"] = f"{number}{HOSTILE}"
        use_case["owners"]["outside_team"] = ["business"]
    assessment = Assessment.model_validate(table)
    return Example(assessment, made.questionnaire, made.evaluation)


@pytest.mark.parametrize("template", ["full", "board"])
def test_hostile_text_is_shown_as_typed_and_does_nothing(template: str) -> None:
    """No element, no address and no value of an expression comes out of what people typed."""
    reader = Reader(page_of(hostile_example(), template))
    assert set() == reader.tags & {"script", "img", "link", "iframe", "object", "embed", "base", "form"}
    assert [] == reader.loading
    assert "<script>alert(1)</script>" in reader.text and "{{ 7*7 }}" in reader.text
    assert "49" not in reader.text.split(HOSTILE[:20])[1][:200]


def test_style_and_scripts_hold_no_text_of_people() -> None:
    """CSS is not protected by escaping, so nothing typed may reach it."""
    html = page_of(hostile_example())
    style = html[html.index("<style>"):html.index("</style>")]
    assert "evil.example" not in style


@pytest.mark.parametrize("template", ["full", "board"])
@pytest.mark.parametrize("count", [0, 1, 3, 12])
def test_pages_have_what_pdf_ua_needs(template: str, count: int) -> None:
    """Language, title, headings in order, alternatives, header cells, even rows: the lint finds nothing."""
    assert () == page_problems(page_of(example(count, 40 if count else 0), template))


@pytest.mark.parametrize("medium", ["pdf", "html"])
def test_full_holds_every_section(medium: str) -> None:
    """Both media have the same content."""
    html = page_of(example(3), "full", medium)
    for anchor in ("contents", "reading", "maturity", "cases", "case-1", "case-2", "case-3", "roadmap", "money",
                   "method", "assumptions", "unknown", "answers", "sources", "attendance", "sign-off"):
        assert f'id="{anchor}"' in html, anchor


def test_every_line_of_the_contents_leads_somewhere() -> None:
    """Links inside the report have a target."""
    html = page_of(example(3))
    targets = {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert targets and all(f'id="{target}"' in html for target in targets)


def test_figures_and_tables_are_numbered_in_order() -> None:
    """Figure 1, 2, 3 and Table 1, 2, 3, each once."""
    reader = Reader(page_of(example(3)))
    for word in ("Figure", "Table"):
        numbers = [int(part.split()[0]) for part in reader.text.split(f"{word} ")[1:] if part[:1].isdigit()]
        assert list(range(1, len(numbers) + 1)) == numbers


def test_the_shipped_templates_load_nothing_from_elsewhere() -> None:
    """What is demanded of own templates holds for the shipped ones."""
    sources = [path for path in TEMPLATES.rglob("*") if path.suffix in (".j2", ".css")]
    assert len(sources) > 8
    assert [()] * len(sources) == [foreign_addresses(path.read_text(encoding="utf-8")) for path in sources]


def own_template(folder: Path, text: str) -> Path:
    """Write a template of one's own and return its folder."""
    template = folder / "report_templates" / "mine"
    template.mkdir(parents=True)
    (template / "report.html.j2").write_text(text, encoding="utf-8")
    return template


def rendered(template: Path) -> str:
    """Return what a template makes of an example."""
    made = example(1)
    return render_html(template, TEMPLATES, context_of(made), words_of(made), medium="pdf", assets=Assets())


def test_an_own_template_gets_the_context_and_the_shared_parts(tmp_path: Path) -> None:
    """It may extend the shipped base and replace a part by its own."""
    template = own_template(tmp_path, '{% extends "shared/base.html.j2" %}{% block body %}'
                                      '<h1>{{ report.head.title }}</h1>{{ say("section.money") }}{% endblock %}')
    shared = template.parent / "shared"
    shared.mkdir()
    (shared / "report.css").write_text("h1 { color: teal }", encoding="utf-8")
    html = rendered(template)
    assert "<h1>Harden Claims triage before production</h1>Business case" in html
    assert "h1 { color: teal }" in html


@pytest.mark.parametrize("attack", [
    "{{ ''.__class__.__mro__ }}", "{{ report.__class__ }}", "{{ say.__globals__ }}",
    "{{ say.__self__.entries.clear() }}", "{{ report.summary.append(1) }}", "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}", "{{ nothing }}", "{{ 1 / 0 }}", "{{ say('no.such.key') }}",
    "{{ range(10**9)|list }}", "{% for %}", "{{ cycler.__init__ }}",
])
def test_a_template_cannot_leave_its_sandbox(attack: str, tmp_path: Path) -> None:
    """What it may not do, or cannot, is one sentence that names the file."""
    template = own_template(tmp_path, f"<h1>x</h1>{attack}")
    try:
        html = rendered(template)
    except UserError as error:
        assert "report.html.j2" in str(error) and "\n" not in str(error)
    else:
        # What Jinja shows as nothing has given nothing away.
        assert "root:" not in html and "class" not in html.removeprefix("<h1>x</h1>")


def test_a_frozen_context_cannot_be_changed_by_a_template(tmp_path: Path) -> None:
    """A template only reads."""
    with pytest.raises(UserError):
        rendered(own_template(tmp_path, "{% set report.language = 'xx' %}"))


def test_two_columns_hold_every_item_once_and_in_order() -> None:
    """Nothing is lost where a list is set in two columns."""
    items = [f"item {number} " + "x" * (number * 7 % 50) for number in range(31)]
    rows = balance(items, 10)
    assert items == [item for left, right in rows for item in (*left, *right)]
    assert all(left for left, _ in rows)


def test_a_long_group_is_shared_by_both_columns() -> None:
    """No column is left empty beside a long list, and each label stays with its first line."""
    groups = [Group("Events", tuple(f"event {number}" for number in range(9))), Group("Parked", ("one",))]
    [(left, right)] = balance(by_line(groups), 12)
    assert ["Events", "", "", "", ""] == [entry.label for entry in left]
    assert ["", "", "", "", "Parked"] == [entry.label for entry in right]


def test_the_page_is_the_same_every_time() -> None:
    """Nothing in a page comes from the clock or from chance."""
    assert page_of(example(2)) == page_of(example(2))


def test_a_document_without_a_date_says_so() -> None:
    """No date is invented."""
    made = example(1)
    header = made.assessment.assessment.model_copy(update={"date": None})
    made = Example(made.assessment.model_copy(update={"assessment": header}), made.questionnaire, made.evaluation)
    html = page_of(made)
    assert "Assessment without a date" in html and "dcterms" not in html
