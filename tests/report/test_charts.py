"""Charts: real text inside the frame, never smaller than 7 points, and hostile names shown as typed."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fortnight.core.roi.results import MonthBand, Percentiles
from fortnight.report.charts.cases import CasePoint, cases_chart
from fortnight.report.charts.drill import drill_chart
from fortnight.report.charts.measure import fit, width_of, wrap
from fortnight.report.charts.money import fan_chart
from fortnight.report.charts.scale import Scale, round_steps
from fortnight.report.charts.slope import SlopeLine, slope_chart, spread
from fortnight.report.theme import Theme
from fortnight.report.views import Figure
from tests.report.example import Example, example
from tests.report.making import context_of, words_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>{{ 7*7 }} & \"quoted\" <svg onload='x'>"


def figures_of(count: int, *, long: bool) -> list[Figure]:
    """Return every figure of a report on that many use cases."""
    context = context_of(example(count, 40, long=long))
    pages = [figure for page in context.case_pages for figure in (page.drill, page.fan, page.tornado)]
    since = context.since.figure if context.since is not None else None
    found = [context.maturity.figure, context.maturity.heatmap, context.cases.figure, context.money.npv,
             context.money.fan, context.roadmap.figure, context.roadmap.capacity, since, *pages]
    return [figure for figure in found if figure is not None]


@pytest.fixture(scope="module", params=[(1, False), (3, True), (12, True)], ids=["one", "three", "twelve"])
def figures(request: pytest.FixtureRequest) -> list[Figure]:
    """Return the figures of reports of several sizes."""
    count, long = request.param
    return figures_of(count, long=long)


def test_every_chart_says_its_data_in_words(figures: list[Figure]) -> None:
    """A screen reader gets the title and the numbers from the title element."""
    for figure in figures:
        root = ElementTree.fromstring(figure.svg)
        title = root.find(f"{SVG}title")
        assert title is not None and title.text is not None and title.text.startswith(figure.title[:20])
        assert len(title.text) > len(figure.title)


def test_text_stays_inside_the_frame_and_can_be_read(figures: list[Figure]) -> None:
    """No label leaves its chart, and none is smaller than 7 points."""
    for figure in figures:
        root = ElementTree.fromstring(figure.svg)
        width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
        for text in root.iter(f"{SVG}text"):
            size = float(text.attrib["font-size"])
            wide = width_of(text.text or "", size, bold=text.attrib.get("font-weight") == "600")
            x = float(text.attrib["x"])
            left = {"middle": x - wide / 2, "end": x - wide}.get(text.attrib.get("text-anchor", ""), x)
            assert size >= 7, (figure.id, text.text)
            assert left >= -1.5 and left + wide <= width + 3, (figure.id, text.text, left, wide, width)
            assert 0 <= float(text.attrib["y"]) <= height + 1, (figure.id, text.text)


SLOPES = (
    SlopeLine("Data", 1.0, 3.0, "1.0", "3.0", "+2.0"), SlopeLine("Security", 2.0, 1.5, "2.0", "1.5", "−0.5"),
    SlopeLine("Ownership", 2.0, 2.0, "2.0", "2.0", ""),
)


def test_a_slope_is_told_without_colour() -> None:
    """Up on the page is up in level; what fell is dashed, what stayed thin; each line is named at both ends."""
    root = ElementTree.fromstring(slope_chart(SLOPES, "2026-Q3", "2026-Q4", Theme(), "In words"))
    lines = list(root.iter(f"{SVG}polyline"))
    ends = [[float(point.split(",")[1]) for point in line.attrib["points"].split()] for line in lines]
    assert [True, False, False] == [end < start for start, end in ends]
    assert [None, "4 2.5", None] == [line.attrib.get("stroke-dasharray") for line in lines]
    assert float(lines[2].attrib["stroke-width"]) < float(lines[0].attrib["stroke-width"])
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert all(2 == texts.count(line.title) for line in SLOPES)
    assert {"2026-Q3", "2026-Q4", "+2.0", "−0.5"} <= set(texts)


@given(st.lists(st.floats(0, 100), max_size=12))
def test_names_at_one_end_of_a_slope_never_touch(wanted: list[float]) -> None:
    """They keep their order and their distance, and none leaves the frame."""
    placed = spread(sorted(wanted), 8.0, 0.0, 100.0)
    assert all(after - before >= 8.0 - 1e-6 for before, after in pairwise(placed))
    assert all(-1e-6 <= position <= 100.0 + 1e-6 for position in placed)


def test_labels_of_the_drill_do_not_touch() -> None:
    """Two events side by side on one side of the line keep apart."""
    drill = example(1).evaluation.cases["claims-triage"].drill
    titles = ("Access key expired overnight", "Results no longer reach the main system", "Regulator on the phone")
    cards = tuple(replace(card, title=titles[index % 3]) for index, card in enumerate(drill.cards))
    svg = drill_chart(replace(drill, cards=cards), words_of(example(1)), Theme(), "x")
    root = ElementTree.fromstring(svg)
    lines: dict[str, list[tuple[float, float]]] = {}
    for text in root.iter(f"{SVG}text"):
        if text.attrib.get("text-anchor") == "middle" and text.attrib["font-size"] == "7":
            wide, x = width_of(text.text or "", 7), float(text.attrib["x"])
            lines.setdefault(text.attrib["y"], []).append((x - wide / 2, x + wide / 2))
    assert len(lines) >= 2
    for spans in lines.values():
        ordered = sorted(spans)
        assert all(first[1] < second[0] for first, second in pairwise(ordered))


def test_a_name_hides_no_range_of_another_use_case() -> None:
    """Where a chart is crowded, a use case keeps its number alone; the ranges of all stay in sight."""
    chart = context_of(example(12, 3, long=True)).cases.figure
    assert chart is not None
    root = ElementTree.fromstring(chart.svg)
    ranges = [{side: float(line.attrib[side]) for side in ("x1", "y1", "y2")} for line in root.iter(f"{SVG}line")
              if line.attrib["x1"] == line.attrib["x2"] and line.attrib["stroke-width"] == "2"]
    names = [{side: float(rect.attrib[side]) for side in ("x", "y", "width", "height")}
             for rect in root.iter(f"{SVG}rect")]
    assert len(ranges) >= 9 and names
    for name in names:
        assert not [each for each in ranges if name["x"] < each["x1"] < name["x"] + name["width"]
                    and min(each["y1"], each["y2"]) < name["y"] + name["height"]
                    and max(each["y1"], each["y2"]) > name["y"]]


def test_hostile_names_are_text() -> None:
    """Markup in a name is escaped: the chart holds the letters and no element."""
    point = CasePoint(1, HOSTILE, Percentiles(1.0, 2.0, 3.0), 4, False, "")
    missing = CasePoint(2, HOSTILE, None, None, False, HOSTILE)
    root = ElementTree.fromstring(cases_chart([point, missing], words_of(example(1)), Theme(), HOSTILE))
    drawn = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert drawn <= {"svg", "title", "line", "text", "circle", "rect"}
    assert HOSTILE == root.findtext(f"{SVG}title")


def test_the_level_stands_in_every_cell() -> None:
    """A heatmap without colours still gives each answer: level, unknown, not applicable, open."""
    made = example(1)
    texts = [text.text or "" for text in
             ElementTree.fromstring(context_of(made).maturity.heatmap.svg).iter(f"{SVG}text")]
    levels = [each.level for each in made.evaluation.score.questions.values() if each.level]
    cells = [text.rstrip("*") for text in texts if re.fullmatch(r"[1-5]\*?", text)]
    assert sorted(str(level) for level in levels) == sorted(cells)
    assert ["n/a"] == [text for text in texts if text == "n/a"]
    assert sum(each.state == "unknown" for each in made.evaluation.score.questions.values()) == texts.count("?")


def test_a_questionnaire_of_two_hundred_questions_stays_on_its_page() -> None:
    """The cells are drawn small, each still with its level, and the note says in which order they stand."""
    made = example(1)
    asked, found = made.questionnaire.questions, made.evaluation.score.questions
    questions = {f"{key}-{copy}": question for copy in range(6) for key, question in asked.items()}
    scores = {f"{key}-{copy}": each for copy in range(6) for key, each in found.items()}
    large = Example(made.assessment, made.questionnaire.model_copy(update={"questions": questions}), replace(
        made.evaluation, score=replace(made.evaluation.score, questions=scores)))
    figure = context_of(large).maturity.heatmap
    root = ElementTree.fromstring(figure.svg)
    assert len(scores) == len(list(root.iter(f"{SVG}rect"))) > 200
    assert float(root.attrib["viewBox"].split()[3]) < 640
    assert figure.note.startswith("The questions of a dimension stand in the order of the questionnaire")


def test_a_fan_of_one_month_and_of_nothing_but_losses_is_drawn() -> None:
    """The shortest horizon and a sum that never rises are charts too."""
    short = (MonthBand(1, -3.0, -2.0, -1.0),)
    sinking = tuple(MonthBand(month, -9.0 * month, -5.0 * month, -1.0 * month) for month in range(1, 37))
    for bands in (short, sinking):
        assert ElementTree.fromstring(fan_chart(bands, 0.5, None, words_of(example(1)), Theme(), "x")) is not None


@given(st.text(max_size=300), st.floats(5, 300), st.integers(1, 6))
def test_wrapped_text_fits_and_loses_nothing_that_fits(text: str, width: float, lines: int) -> None:
    """At most so many lines, none wider than allowed (but for one letter and the ellipsis), words in order."""
    wrapped = wrap(text, width, 8, lines)
    assert len(wrapped) <= lines
    assert all(width_of(line, 8) <= max(width, width_of("W…", 8)) or len(line) <= 2 for line in wrapped)
    if width_of(" ".join(text.split()), 8) <= width:
        assert text.split() == " ".join(wrapped).split()


def test_a_label_is_cut_only_where_it_does_not_fit() -> None:
    """An ellipsis shows that something is missing, and only then."""
    assert "short" == fit("short", 100, 8)
    assert "…" == fit("wide", 5, 8)[-1]


@given(st.integers(-10**11, 10**11), st.integers(-10**11, 10**11))
def test_axis_numbers_are_round_and_enclose_the_data(first: int, second: int) -> None:
    """Every value has a place on its axis."""
    low, high = sorted((first / 100, second / 100))
    steps = round_steps(low, high)
    slack = (high - low) * 1e-6
    assert steps[0] <= low + slack and steps[-1] >= high - slack
    assert 2 <= len(steps) <= 8
    assert 0 <= Scale(steps[0], steps[-1], 0, 100).clamp(high) <= 100
