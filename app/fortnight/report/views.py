"""What a template is given: every text finished, every chart drawn. The names here are the documented context.

Texts are plain: a template shows them as they are, and Jinja escapes them by itself. Only `svg` is markup.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One of the five sentences of page one."""

    key: str
    """`decision`, `money`, `condition`, `blocks` or `without_team`."""
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart under a sentence that states what it shows."""

    id: str
    title: str
    svg: Markup
    description: str
    """The data in words: the alternative text of the chart."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    numeric: bool = False
    """Set flush right."""
    width: str = ""
    """CSS width such as 22%; empty for what is left."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a sentence; every row has as many cells as there are columns, the first one names the row."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with a list of lines under it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brand:
    """What `[brand]` changes."""

    name: str
    primary: str
    """Hex colour, dark enough for text."""
    accent: str
    ink: str
    grey: str
    rule: str
    wash: str
    confidentiality: str
    recipient: str
    cover_text: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who, when, and what is to be decided."""

    title: str
    """The headline of page one."""
    organisation: str
    subject: str
    """Organisation, team and period in one line."""
    date: str
    iso_date: str
    """ISO 8601, or empty."""
    facilitator: str
    decision: str
    interest: str
    marks: tuple[str, ...]
    """What stands on every page: illustration, redaction."""
    is_dense: bool = False
    """Page one holds so much that a template should set it smaller."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What page one shows."""

    brand: Brand
    head: Head
    summary: tuple[SummarySentence, ...]
    verdicts: Table | None


@dataclass(frozen=True, slots=True)
class ReadingSection:
    """How to read the report."""

    title: str
    groups: tuple[Group, ...]
    verdicts: tuple[Fact, ...]
    gates: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MaturitySection:
    """Scores by dimension, and the heatmap of every answer."""

    title: str
    lead: str
    figure: Figure
    heatmap: Figure


@dataclass(frozen=True, slots=True)
class SinceSection:
    """What moved since the last run, and what came of what was promised."""

    title: str
    lead: str
    figure: Figure | None
    """The dimensions then and now as a slope chart; None when no question compares."""
    groups: tuple[Group, ...]
    """Answers, promises with how well ranges have held, and each use case."""


@dataclass(frozen=True, slots=True)
class CasesSection:
    """The use cases side by side."""

    title: str
    figure: Figure | None
    table: Table | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """One action of the roadmap in full."""

    rank: int
    title: str
    marks: tuple[str, ...]
    """Short remarks: decides go-live, late, pinned, started."""
    when: str
    holder: str
    effort: str
    gate: str
    score: str
    why: str
    first_step: str
    done_when: str
    needs: str
    unlocks: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class RoadmapSection:
    """What to do, in which order."""

    title: str
    figure: Figure | None
    capacity: Figure | None
    now_title: str
    now: tuple[ItemView, ...]
    """The first actions, in full."""
    now_after: str
    first: Table | None
    """The first few actions and their first steps, for a short report."""
    rest: Table | None
    """The other dated actions, one line each."""
    later_title: str
    later: tuple[str, ...]
    not_doing: Group | None
    unplanned: Group | None
    done: Group | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoneySection:
    """The business case of everything that goes on."""

    title: str
    text: str
    npv: Figure | None
    fan: Figure | None
    naive: Table | None
    costs: Table | None
    """What a request costs, by volume, and what would make it cheaper; None where no use case calls a model."""
    missing: Table | None
    """The numbers that are needed for a first figure; None once a use case has figures."""


@dataclass(frozen=True, slots=True)
class CaseSection:
    """One use case on one page."""

    id: str
    number: int
    label: str
    name: str
    title: str
    """Name and verdict as a heading."""
    verdict: str
    rule: str
    kind: str
    """The verdict's name for a style: GO, HARDEN, MEASURE, NARROW, DECIDE, STOP or PULL_BACK."""
    headline: str
    summary: str
    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    learned: str
    measure: tuple[str, ...]
    gates: Table
    drill: Figure
    pieces: str
    fan: Figure | None
    tornado: Figure | None
    break_even: Group | None
    no_money: str


@dataclass(frozen=True, slots=True)
class RecordSection:
    """What stands behind the report: method, assumptions, sources, gaps, people."""

    method_title: str
    method: tuple[Fact, ...]
    base_rate: str
    standards: str
    assumptions_title: str
    assumptions: tuple[Table, ...]
    absent: tuple[str, ...]
    shared_costs: tuple[str, ...]
    sources_title: str
    references: tuple[str, ...]
    own_sources: tuple[Fact, ...]
    unknown_title: str
    unknown: tuple[Group, ...]
    answers_title: str
    answers: tuple[Group, ...]
    answers_note: str
    attendance_title: str
    attendance: tuple[str, ...]
    facilitator: str
    dissent: tuple[str, ...]
    interest: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """The block to sign, and how the report can be checked."""

    title: str
    asked: str
    facts: tuple[Fact, ...]
    signers: tuple[Fact, ...]
    stamp: tuple[str, ...]
    attached: str


@dataclass(frozen=True, slots=True)
class ReportContext:
    """Everything that a template can show."""

    language: str
    brand: Brand
    head: Head
    summary: tuple[SummarySentence, ...]
    verdicts: Table | None
    reading: ReadingSection
    maturity: MaturitySection
    since: SinceSection | None
    """None without a last run."""
    cases: CasesSection
    roadmap: RoadmapSection
    money: MoneySection
    case_pages: tuple[CaseSection, ...]
    record: RecordSection
    sign_off: SignOff
