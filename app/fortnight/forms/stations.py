"""The stations of the scoping record: which fields, tables and words each one has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fortnight.core.quantity import Evidence
from fortnight.core.use_case import OWNER_ROLES
from fortnight.forms.actuals import ACTUALS
from fortnight.forms.parts import Column, Field, Heading, Part, Table
from fortnight.forms.whole_file import SETUP, TEAM

_YES_NO: tuple[tuple[Any, str], ...] = ((True, "yes"), (False, "no"))


def _same(*words: str) -> tuple[tuple[Any, str], ...]:
    return tuple((word, word) for word in words)


_STAGES = _same("demo", "pilot", "production", "scale")
_GRADES = _same(*(str(grade) for grade in Evidence))
_ROLE_NAMES: tuple[tuple[Any, str], ...] = tuple((role, role.replace("_", " ")) for role in OWNER_ROLES)

_MEASUREMENT_FIELDS: tuple[Part, ...] = (
    Field("date", "Measured on", "date", example="2026-10-15", help="The day on which the result was known."),
    Field("value", "Value", "number", example="87", help="Leave it empty when only a range is known."),
    Field("n", "Cases measured", "whole", example="240", help="How many cases stand behind the value."),
    Field("low", "Low end of 90%", "number", example="83"),
    Field("high", "High end of 90%", "number", example="91"),
    Field("scope", "What was measured", example="motor claims, Hamburg",
          help="Two measurements are compared only when this is the same."),
    Field("data", "On whose data", "choice",
          choices=(("own", "our own"), ("vendor", "the vendor's"), ("demo", "demo")),
          help="Only a measurement on your own data counts for a gate."),
    Field("source", "Source", example="evaluation run 14"),
)

_MEASUREMENT_COLUMNS = (
    Column("date", "Date", 10), Column("value", "Value", 8), Column("low", "Low", 7), Column("high", "High", 7),
    Column("n", "Cases", 6), Column("scope", "What was measured", 24),
)

_MEASUREMENTS = Table(
    "measurements", "Measurements", "Every result counts, the disappointing ones too.", _MEASUREMENT_COLUMNS,
    _MEASUREMENT_FIELDS, "measurement", keyed_by="date",
    id_is_typed=True,
)

_DIRECTION: tuple[tuple[Any, str], ...] = (("up", "more is better"), ("down", "less is better"))

_GUARDRAILS = Table(
    "metric.guardrails", "Guardrails", "A number that must not get worse while the metric gets better.",
    (Column("name", "Guardrail", 26), Column("limit", "Limit", 10), Column("unit", "Unit", 10),
     Column("by", "By", 10), Column("measured_by", "Measured by", 14)),
    (
        Field("name", "Name", example="wrongly rejected claims"),
        Field("unit", "Unit", example="%"),
        Field("direction", "Direction", "choice", choices=_DIRECTION,
              help="Less is better: breached above the limit. More is better: below it."),
        Field("limit", "Limit", "number", example="2", help="At this value it still holds."),
        Field("by", "By", "date", example="2027-03-31"),
        Field("measured_by", "Measured by", example="sample of 100 a week, checked by two people"),
        _MEASUREMENTS,
    ), "guardrail",
)

_CASE: tuple[Part, ...] = (
    Field("name", "Name", example="Claims triage"),
    Field("summary", "In one sentence", example="sorts incoming claims by urgency",
          help="What comes in, what the AI does, what goes out, and who uses it."),
    Field("aim", "Aim", "choice", choices=_STAGES, help="The stage that the decision is about."),
    Field("live_at", "Live at", "choice", choices=_STAGES,
          help="Where it is exposed to real work today. Above the earned stage, the verdict is PULL BACK."),
    Field("bought", "Bought", "choice", choices=_YES_NO, help="Bought from a supplier rather than built."),
    Field("language_model", "Language model", "choice", choices=_YES_NO),
    Field("agentic", "Acts by itself", "choice", choices=_YES_NO,
          help="It calls tools or changes records without a person confirming each step."),
    Field("affects_people", "Decides on people", "choice", choices=_YES_NO,
          help="Its output decides about people: hiring, credit, benefits, grading and the like."),
    Field("worth", "Judged by", "choice", choices=(("money", "money"), ("mission", "its mission")),
          help="Mission: judged by the cost of one outcome against a ceiling that somebody signed."),
    Heading("If it is judged by its mission"),
    Field("mission.outcome", "Outcome", example="one family housed"),
    Field("mission.ceiling", "Ceiling for one", "number", unit="money", example="450"),
    Field("mission.signed_by", "Signed by", example="board, 12 May"),
    Heading("How far a GO may reach"),
    Field("limits.users", "Users", "whole", unit="people", example="40"),
    Field("limits.tasks_per_month", "Tasks", "number", unit="a month", example="2000"),
    Field("limits.spend", "Spend", "number", unit="money", example="60000"),
    Field("limits.until", "Until", "date", example="2027-06-30"),
)

_METRIC: tuple[Part, ...] = (
    Field("metric.name", "Success metric", example="claims handled without rework",
          help="The one number that says whether it works."),
    Field("metric.unit", "Unit", example="%"),
    Field("metric.direction", "Direction", "choice", choices=_DIRECTION),
    Field("metric.threshold", "Threshold", "number", example="85", help="From this value on, it works."),
    Field("metric.by", "Reached by", "date", example="2027-03-31",
          help="The day on which the threshold must be reached."),
    Field("metric.stop_below", "Stop at", "number", example="60",
          help="At or past this value the case stops, whatever the hopes."),
    Field("metric.measured_by", "Measured by", example="weekly sample of 200, two reviewers"),
    Field("metric.accepted_error", "Accepted error", example="2 wrong routings in 100, no injury claim among them",
          help="The error level that the business accepts, in its own words."),
    _GUARDRAILS,
    Table("metric.measurements", "Measurements", _MEASUREMENTS.help, _MEASUREMENT_COLUMNS, _MEASUREMENT_FIELDS,
          "measurement", keyed_by="date", id_is_typed=True),
    ACTUALS,
)

_BASELINE: tuple[Part, ...] = (
    Field("baseline.not_done_today", "Not done today", "choice", choices=_YES_NO,
          help="Yes: nobody does this work today, so there is nothing to time."),
    Field("baseline.metric_value", "Metric today", "number", example="71",
          help="The success metric for the work as it is done today."),
    Field("baseline.tasks_per_month", "Tasks a month", "quantity", unit="tasks/month", example="3800 to 4600",
          help="One number, a range such as 6 to 11 (nine times out of ten it is inside), "
               "or least / likely / most such as 3 / 6 / 12."),
    Field("baseline.minutes_per_task", "Minutes for one", "quantity", unit="minutes", example="12 to 18",
          help="Hands-on minutes that one task takes a person; not the time it lies waiting."),
    Field("baseline.error_share", "Share with an error", "share-quantity", unit="share", example="0.02 to 0.05",
          help="Of the tasks as done today. 3% and 0.03 are the same."),
    Field("baseline.people_doing_it", "People doing it", "number", unit="people", example="9"),
    Field("baseline.evidence", "Known from", "choice", choices=_GRADES,
          help="Timed means with a stopwatch, logged means from a system. The rest is opinion."),
    Field("baseline.comparison", "Compared by", "choice",
          choices=_same("control", "parallel", "demand-adjusted", "before-after", "none"),
          help="How the effect of the AI was told apart from everything else that changed."),
    Field("baseline.measured_on", "Measured on", "date", example="2026-09-30"),
    Field("baseline.sample", "Sample", example="60 claims, four clerks, two weeks"),
)

_DATA: tuple[Part, ...] = (
    Table(
        "data", "Data map", "Every source that the use case needs in real work, not only those of the demo.",
        (Column("name", "Source", 18), Column("system", "System", 12), Column("access", "Access", 9),
         Column("personal", "Personal", 8), Column("quality", "Quality", 7), Column("sample", "Tried on", 10)),
        (
            Field("name", "Source", example="claim letters"),
            Field("system", "System", example="archive"),
            Field("owner", "Owner", example="head of claims"),
            Field("holds", "Holds", example="scanned letters since 2019"),
            Field("volume_per_month", "Volume", "number", unit="records/month", example="4200"),
            Field("freshness", "Freshness", example="overnight"),
            Field("source_of_truth", "Source of truth", "choice", choices=_YES_NO,
                  help="Where two systems differ, this is the one that is right."),
            Field("versioned", "Versioned", "choice", choices=_YES_NO),
            Field("access", "Access", "choice", choices=_same("granted", "requested", "refused", "unknown")),
            Field("rights_by", "Right granted by", example="data office, by 15 January"),
            Field("personal", "Personal data", "choice", choices=_same("none", "personal", "special"),
                  help="Special: health, religion, biometrics and the other categories of Article 9 GDPR."),
            Field("legal_basis", "Legal basis", example="contract, Article 6(1)(b) GDPR"),
            Field("masked", "Masked", "choice", choices=_YES_NO),
            Field("third_party_contract", "Outside contract", "choice",
                  choices=_same("signed", "missing", "not-needed"),
                  help="Whether somebody outside sees it, and whether the processing contract is signed."),
            Field("quality", "Quality", "choice", choices=_same("good", "usable", "poor", "unknown")),
            Field("missing", "What is missing", example="one letter in ten has no policy number"),
            Field("edge_cases", "Odd cases", example="handwriting, three languages"),
            Field("sample", "Tried on", "choice", choices=(("real", "real data"), ("demo", "demo data"))),
        ), "data source",
    ),
)

DECISIONS = (
    ("accepted-error", "How much error is accepted"),
    ("prompt-or-model-change", "Changing prompt or model"),
    ("stop-service", "Stopping the service"),
    ("data-that-may-pass", "Which data may pass"),
)
"""The decisions that every use case needs a holder for."""

_OWNERS: tuple[Part, ...] = (
    Field("owners.business", "Business owner", example="head of claims", help="Owns the result in the business."),
    Field("owners.deputy", "Deputy", example="deputy head of claims"),
    Field("owners.technical", "Technical", example="platform team"),
    Field("owners.on_call", "On call", example="service desk", help="Is called when it fails at night."),
    Field("owners.budget", "Budget", example="operations director"),
    Field("owners.data_protection", "Data protection", example="data protection officer"),
    Field("owners.redeployment", "Freed time", example="head of claims",
          help="Who puts the freed time to its named use; without one it counts for nothing."),
    Field("owners.outside_team", "Stay for two weeks", "several", choices=_ROLE_NAMES,
          help="Who of these is not in the project team, and so still there when it is gone."),
    Field("owners.outside_team", "Others who stay", "list", example="night shift, archive desk",
          choices=_ROLE_NAMES, help="Further names outside the project team, with commas between them."),
    Table(
        "decisions", "Decisions", "Who may decide it while the project team is away?",
        (Column("what", "Decision", 34), Column("who", "Who decides", 34)),
        (
            Field("what", "Decision", example="how much error is accepted"),
            Field("who", "Who decides", example="head of claims"),
        ), "decision", keyed_by="what", standing=DECISIONS,
    ),
)

_LAW: tuple[Part, ...] = (
    Field("law.ai_act_role", "Role, AI Act", "choice",
          choices=_same("provider", "deployer", "importer", "distributor", "none"),
          help="Who puts it on the market is its provider; who uses it in their work is its deployer."),
    Field("law.ai_act_class", "Class, AI Act", "choice",
          choices=_same("prohibited", "high", "limited", "minimal")),
    Field("law.class_decided_by", "Class decided by", example="legal, 3 November"),
    Field("law.dpia", "Impact assessment", "choice",
          choices=(("not-needed", "not needed, says a screening"), ("done", "done"), ("started", "started"),
                   ("not-started", "not started")),
          help="The data protection impact assessment of Article 35 GDPR."),
    Field("law.processor_contract", "Processor contract", "choice",
          choices=(("signed", "signed"), ("missing", "missing"), ("not-needed", "not needed")),
          help="Article 28 GDPR: needed wherever somebody outside processes personal data."),
    Field("law.works_council", "Works council", "choice",
          choices=(("agreed", "agreed"), ("heard", "heard"), ("not-heard", "not heard"),
                   ("not-affected", "not affected"))),
    Field("law.transparency_notice", "Notice to people", "choice",
          choices=(("given", "given"), ("planned", "planned"), ("missing", "missing"),
                   ("not-needed", "not needed")),
          help="People who deal with it, or whose data it uses, have been told."),
)


@dataclass(frozen=True, slots=True)
class Station:
    """One page of the scoping record."""

    id: str
    digit: str
    title: str
    parts: tuple[Part, ...]
    question: str
    """What the facilitator asks to open it."""
    is_of_team: bool = False
    """Whether its places are counted from the top of the file rather than from the use case."""
    is_aside: bool = False
    """Whether it may well stay as it is, so that an interview asks for it only when told to."""

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The places of its fields and tables, below the root of the page."""
        return tuple(part.path for part in self.parts if not isinstance(part, Heading))


STATIONS = (
    Station("case", "0", "Case", _CASE, "Which one workflow is this about, and how far shall it go?"),
    Station("metric", "1", "Metric", _METRIC, "Which single number says whether it works, and by when?"),
    Station("baseline", "2", "Baseline", _BASELINE, "How is the work done today, and how do you know?"),
    Station("data", "3", "Data", _DATA, "Which data does real work need, and may it be used?"),
    Station("owners", "4", "Owners", _OWNERS, "Who holds what, and who stays when the team is gone?"),
    Station("test", "5", "Test", (), "Would it keep running?"),
    Station("law", "6", "Law", _LAW, "What does the law ask, and who has said so?"),
    Station("team", "7", "Team", TEAM, "Who is assessing, for whom, and what is to be decided?", is_of_team=True),
    Station("setup", "8", "Setup", SETUP, "Which cut-offs decide, and how shall the report look?",
            is_of_team=True, is_aside=True),
)
"""In the order of the tabs."""

BY_ID = {station.id: station for station in STATIONS}
