"""An assessment with its evaluation, typed by hand, of any size that a test asks for."""

import datetime as dt
from dataclasses import dataclass, replace

from fortnight.core.assessment import Assessment
from fortnight.core.base import Stage
from fortnight.core.compare import Comparison, compare
from fortnight.core.drill import DrillResult, PlayedCard
from fortnight.core.evaluated_run import EvaluatedRun
from fortnight.core.evaluation import CaseEvaluation, Evaluation
from fortnight.core.gates import Clause, ClauseState, Gate, GateReport
from fortnight.core.migration import migration
from fortnight.core.questionnaire import Effort, Questionnaire
from fortnight.core.roadmap.plan import Cause, Closing, DoneItem, NotDoing, Roadmap, RoadmapItem, Wave, WeekLoad
from fortnight.core.scoring import DimensionScore, QuestionScore, Score
from fortnight.core.verdict import MeasureFirst, Money, Readiness, Verdict, VerdictKind, VerdictLimits
from tests.report.example_money import PROFILES, example_portfolio, example_roi
from tests.report.example_questionnaire import CARDS, DIMENSIONS, QUESTIONS, example_questionnaire

DAY = dt.date(2026, 11, 20)
MONDAY = dt.date(2026, 11, 23)

CASES = (
    ("claims-triage", "Claims triage", Stage.PRODUCTION, VerdictKind.HARDEN, 7, Money.PAYS),
    ("policy-answers", "Answers on policy terms", Stage.PILOT, VerdictKind.GO, 8, Money.PAYS),
    ("fraud-letters", "Letters to suspected fraudsters", Stage.PRODUCTION, VerdictKind.STOP, 6, Money.LOSES),
    ("mail-sorting", "Sorting of incoming mail", Stage.PRODUCTION, VerdictKind.MEASURE, 5, Money.DOUBTFUL),
    ("broker-portal", "Broker portal assistant", Stage.PILOT, VerdictKind.DECIDE, 3, Money.UNKNOWN),
)

LONG_NAME = ("Automatische Vorprüfung und Verteilung eingehender Schadenmeldungen einschließlich Rückfragen an "
             "Versicherungsnehmerinnen und Maklerbüros in drei Sprachen")
LONG_NOTE = " ".join(f"Word{number} of a note that somebody typed at length." for number in range(22))

ROLES = ("engineering", "data", "it-operations", "legal", "business", "security")

ACTION_TITLES = (
    "Agree the data rights for claim files with legal", "Version the evaluation set and add hard cases",
    "Write and try the fallback to manual triage", "Watch quality drift with a weekly sample",
    "Put the service on the on-call rota", "Write the runbook and let a stranger follow it",
    "Record who saw and changed what", "Connect the claims system of record", "Agree the rule for escalating",
    "Rehearse a provider outage live", "Name an owner for model changes", "Set spending limits and alarms",
)


@dataclass(frozen=True)
class Example:
    """Everything that a report is built from."""

    assessment: Assessment
    questionnaire: Questionnaire
    evaluation: Evaluation
    comparison: Comparison | None = None


def example(cases: int = 3, actions: int = 22, *, long: bool = False, with_previous: bool = True) -> Example:
    """Return an example with that many use cases and actions; `long` stretches every text."""
    assessment = example_assessment(cases, long=long)
    evaluation = _evaluation(assessment, actions, shift=0)
    if not with_previous:
        return Example(assessment, example_questionnaire(), evaluation)
    lower = {
        key: answer.model_copy(update={"level": max(1, answer.level - 1)}) if answer.level and len(key) % 3 == 0
        else answer for key, answer in assessment.answers.items()}
    before = assessment.model_copy(update={
        "answers": lower, "assessment": assessment.assessment.model_copy(
            update={"date": dt.date(2026, 8, 21), "period": "2026-Q3"})})
    questionnaire = example_questionnaire()
    runs = (EvaluatedRun(run, migration(run, questionnaire), found)
            for run, found in ((before, _evaluation(before, actions, shift=0)), (assessment, evaluation)))
    return Example(assessment, questionnaire, evaluation, compare(*runs, questionnaire))


def example_assessment(cases: int, *, long: bool = False) -> Assessment:
    """Return the answers alone."""
    note = LONG_NOTE if long else "Ran on March's claims only."
    answers = {}
    for position, question_id in enumerate(QUESTIONS):
        answers[question_id] = _answer(position, note if long or position % 4 == 0 else "", long=long)
    return Assessment.model_validate({
        "assessment": {
            "organisation": "Harbour Mutual", "team": "Claims automation", "date": DAY, "period": "2026-Q4",
            "facilitator": "R. Okafor", "currency": "EUR", "questionnaire": "poc-to-production",
            "questionnaire_version": "2026.4", "questionnaire_digest": "ab" * 32, "previous": "2026-q3.toml",
            "interest": "The facilitator's firm also sells implementation work.",
            "decision": "Fund the hardening of claims triage", "decider": "Maria Keller",
            "decide_by": dt.date(2026, 12, 4), "invented": True,
            "participants": {
                "mk": {"name": "Maria Keller", "role": "business"},
                "jd": {"name": "Jonas Dahl", "role": "engineering"},
                "ps": {"name": "Priya Shah", "role": "legal"}, "tn": {"name": "Tom Ng", "role": "it-operations"},
            },
        },
        "brand": {"confidentiality": "Confidential", "recipient": "The board of Harbour Mutual"},
        "capacity": {role: {"days_per_week": 3} for role in ROLES},
        "answers": answers,
        "use_cases": {case_id: _use_case(index, name, aim, long=long)
                      for index, (case_id, name, aim, *_) in enumerate(_cases(cases))},
    })


def _cases(count: int) -> list[tuple[str, str, Stage, VerdictKind, int, Money]]:
    made = []
    for index in range(count):
        case_id, name, *rest = CASES[index % len(CASES)]
        turn = index // len(CASES)
        made.append((f"{case_id}-{turn}" if turn else case_id, f"{name} {turn + 1}" if turn else name, *rest))
    return made


def _answer(position: int, note: str, *, long: bool) -> dict[str, object]:
    if position % 17 == 11:
        return {"state": "unknown", "note": note}
    if position == 29:
        return {"state": "not-applicable", "reason": "No decision about people is prepared.",
                "decided_by": "P. Shah"}
    if position == 37:
        return {}
    level = 1 + (position * 7 + position // 4) % 4
    return {
        "level": level, "note": note, "evidence": "Minutes of 3 November" if position % 3 == 0 else "",
        "votes": [level, min(5, level + 1), max(1, level - 1)], "parked": position == 8,
        "dissent": "IT sees this one level lower: the log is not read by anyone." if position in (4, 20) else "",
    }


def _use_case(index: int, name: str, aim: Stage, *, long: bool) -> dict[str, object]:
    return {
        "name": f"{name}: {LONG_NAME}" if long else name,
        "summary": LONG_NOTE if long else "Reads an incoming claim and proposes a desk; a handler confirms.",
        "aim": aim.value, "live_at": "demo" if index % 2 else "pilot", "bought": False, "agentic": False,
        "language_model": True,
        "metric": {"name": "Claims routed right first time", "unit": "share", "direction": "up", "threshold": 0.9,
                   "by": dt.date(2027, 3, 31), "measured_by": "Quality desk",
                   "measurements": {dt.date(2026, 11, 6): {"value": 0.83, "n": 412, "data": "own"}}},
        "baseline": {"tasks_per_month": {"value": 4200, "evidence": "logged", "source": "Claims system, Q3"},
                     "minutes_per_task": {"p5": 12, "p95": 16.5, "evidence": "timed", "source": "Stopwatch"},
                     "people_doing_it": 11, "comparison": "parallel"},
        "owners": {"business": "Maria Keller", "technical": "Jonas Dahl", "on_call": "Tom Ng",
                   "outside_team": ["business", "on_call"]},
        "law": {"ai_act_role": "deployer", "ai_act_class": "limited", "class_decided_by": "Priya Shah",
                "dpia": "started", "transparency_notice": "planned"},
        "limits": {"users": 40, "until": dt.date(2027, 6, 30), "spend": 25_500},
        "data": {"claims": {"name": "Claim files", "system": "Claims core", "owner": "Claims", "access": "granted",
                            "personal": "personal", "rights_by": "Priya Shah, by 15 January"}},
    }


def example_score(assessment: Assessment, *, shift: int = 0) -> Score:
    """Return the score as plain means; `shift` takes levels off, for an earlier run."""
    questions: dict[str, QuestionScore] = {}
    for question_id in QUESTIONS:
        answer = assessment.answers[question_id]
        level = answer.level and max(1, answer.level - (shift if len(question_id) % 3 == 0 else 0))
        state = "level" if level else answer.state or "unanswered"
        questions[question_id] = QuestionScore(question_id, state, level, min(5, (level or 2) + 1),
                                               level is not None and question_id == "security.audit-trail")
    dimensions = []
    for dimension_id, title in DIMENSIONS.items():
        mine = [score for key, score in questions.items() if key.startswith(f"{dimension_id}.")]
        known = [score.level for score in mine if score.level]
        unknown = sum(score.state == "unknown" for score in mine)
        counted = len(known) + unknown
        dimensions.append(DimensionScore(
            dimension_id, title, (sum(known) + unknown) / counted, (sum(known) + unknown) / counted,
            (sum(known) + 5 * unknown) / counted, sum(score.target for score in mine) / len(mine), counted,
            sum(score.state != "not-applicable" for score in mine)))
    scores = [part.score for part in dimensions if part.score is not None]
    return Score(
        sum(scores) / len(scores), sum(part.low or 0 for part in dimensions) / 10,
        sum(part.high or 0 for part in dimensions) / 10, min(dimensions, key=lambda part: part.score or 9),
        tuple(dimensions), questions, sum(part.answered for part in dimensions), sum(p.asked for p in dimensions))


def _gates(case_id: str, index: int) -> GateReport:
    def clause(gate: str, name: str, title: str, state: ClauseState, because: str) -> Clause:
        return Clause(f"{gate.lower()}.{name}", gate, title, state, because, (), gate == "G0")

    yes, no, unknown = ClauseState.YES, ClauseState.NO, ClauseState.UNKNOWN
    good = index % 5 == 1
    return GateReport(case_id, (
        Gate("G0", "Framed", Stage.PILOT, (
            clause("G0", "metric", "The metric has a unit, a threshold and a date", yes, "All given."),
            clause("G0", "decider", "Somebody decides, on a date", yes, "Maria Keller by 4 December 2026."))),
        Gate("G1", "Real and lawful", Stage.PILOT, (
            clause("G1", "data-real", "Every source that is needed is real", yes, "All sources are real."),
            clause("G1", "legal-basis", "Personal data has a legal basis", yes if good else no,
                   "Claim files: no legal basis is written down; Priya Shah settles it."))),
        Gate("G2", "Trusted", Stage.PRODUCTION, (
            clause("G2", "evaluation-set", "The evaluation set has versions", no, "Level 2 of 3 is reached."),
            clause("G2", "hard-cases", "The evaluation set holds hard cases", unknown, "Nobody could say."),
            clause("G2", "fallback", "There is a fallback process", no, "Level 1 of 3 is reached."),
            clause("G2", "notices", "People are told that an AI is involved", unknown, "The notice is planned."))),
        Gate("G3", "Survives", Stage.PRODUCTION, (
            clause("G3", "drill", "The two-week test passes", no, "The process breaks on day 5."),)),
        Gate("G4", "Proven", Stage.SCALE, (
            clause("G4", "actuals", "A quarter of actuals is as forecast", unknown, "None measured yet."),)),
    ), Stage.PILOT if good else Stage.DEMO)


def _drill(index: int) -> DrillResult:
    pattern = ("runs", "recovers", "limps", "recovers", "breaks", "recovers", "limps", "runs", "breaks", None)
    cards = []
    for position, (card_id, day, title) in enumerate(CARDS):
        outcome = pattern[(position + 3 * (index % 4)) % len(pattern)]
        cards.append(PlayedCard(
            card_id, day, title, outcome, outcome, "",
            ("documentation", "business-owner") if outcome in ("breaks", "limps") else ()))
    broken = next((card for card in cards if card.counted == "breaks"), None)
    handled = sum(card.counted in ("runs", "recovers") for card in cards)
    return DrillResult(
        tuple(cards), handled, sum(card.counted == "limps" for card in cards),
        sum(card.counted == "breaks" for card in cards), sum(card.counted is None for card in cards),
        broken.day - 1 if broken else 14, broken, ("business-owner", "documentation"), False if broken else None,
        f"{handled} of {len(cards)} handled; first break on day {broken.day}: {broken.title.lower()}"
        if broken else f"{handled} of {len(cards)} handled; nothing broke")


def _verdict(case: tuple[str, str, Stage, VerdictKind, int, Money], index: int) -> Verdict:
    _, name, aim, kind, rule, money = case
    return Verdict(
        kind, rule, aim, f"{kind.value.capitalize()} {name.lower()}.",
        ("The money pays: the chance of a loss is 17%, and four in five futures pay back within 17 months.",
         "Two gates below production have open conditions."),
        ("Closing the five open conditions makes this GO.", "An adoption below 34% makes this STOP."),
        "The team now knows that letters need a lawyer in every case." if kind is VerdictKind.STOP else "",
        {"probability_of_loss": 0.17},
        VerdictLimits(40, 500, 25_500, dt.date(2027, 6, 30)) if kind is VerdictKind.GO
        else VerdictLimits(None, None, None, None),
        (MeasureFirst("adoption_share", "Two weeks with ten handlers", 14_000, 3_200),)
        if kind is VerdictKind.MEASURE else (),
        "", Readiness(False, ()), money)


def _items(actions: int, case_ids: list[str]) -> tuple[RoadmapItem, ...]:
    made = []
    for index in range(actions):
        start = index * 3 // 4
        span = 1 + index % 3
        horizon = "now" if start < 6 else "next" if start < 26 else "later"
        later = horizon == "later"
        made.append(RoadmapItem(
            f"action-{index}", index + 1,
            ACTION_TITLES[index % len(ACTION_TITLES)] + (f", part {index // 12 + 1}" if index >= 12 else ""),
            horizon, start, start + span, start + span + (index % 5 == 0), MONDAY + dt.timedelta(weeks=start),
            MONDAY + dt.timedelta(weeks=start + span, days=4), ROLES[index % len(ROLES)],
            "Priya Shah" if index % 3 == 0 else "", "started" if index == 1 else "planned",
            dt.date(2026, 12, 11) if index == 2 else None, index == 2, index == 1,
            Effort(min=2, likely=4 + index % 5, max=12), 2 if index % 5 == 0 else 0,
            (Cause("clause", "g1.legal-basis" if index == 0 else "g2.fallback", case_ids[0] if case_ids else "",
                   "Holds gate G1 open: no legal basis is written down."),
             Cause("gap", "data.rights", "", "Right to use the data stands at level 2 of 3.")),
            "It decides the date of go-live." if index < 3 else "It fits the free days of its role.",
            "Book an hour with the data protection officer.", "The agreement is signed and filed.",
            (f"action-{index - 1}",) if index % 4 == 3 else (), "G1" if index % 3 == 0 else "G2",
            ("Claims triage can move to pilot",) if index == 0 else (), 0.04, tuple(case_ids[:2]),
            (case_ids[0],) if index in (0, 1, 4, 5) and case_ids and not later else ()))
    return tuple(made)


def _evaluation(assessment: Assessment, actions: int, shift: int) -> Evaluation:
    cases = _cases(len(assessment.use_cases))
    case_ids = [case[0] for case in cases]
    items = _items(actions if cases else 0, case_ids)
    closings = {}
    for index, case_id in enumerate(case_ids):
        week = None if index % 5 == 4 else 6 + 5 * (index % 4) + index
        closings[case_id] = Closing(
            case_id, tuple(item.action_id for item in items[:6]), Effort(min=40, likely=60, max=90), week,
            None if week is None else MONDAY + dt.timedelta(weeks=week), None if week is None else week / 4.345,
            ("action-0", "action-1", "action-4", "action-5"), ())
    results = {case_id: example_roi(case_id, PROFILES[index % len(PROFILES)])
               for index, case_id in enumerate(case_ids)}
    for index, case_id in enumerate(case_ids):
        if cases[index][5] is Money.UNKNOWN:
            results[case_id] = replace(example_roi(case_id, PROFILES[0]), missing=("adoption_share", "cash_share"),
                                       npv=None, tornado=(), break_even=(), cumulative=(), naive=None, cash=None,
                                       alternatives=(), payback_months=None, inputs=(), cost_per_request=None,
                                       cost_curve=(), levers=())
    evaluations = {
        case_id: CaseEvaluation(case_id, _gates(case_id, index), _drill(index), closings[case_id],
                                results[case_id], _verdict(cases[index], index))
        for index, case_id in enumerate(case_ids)
    }
    stopped = tuple(case_id for case_id in case_ids if evaluations[case_id].verdict.kind is VerdictKind.STOP
                    or not results[case_id].has_figures)
    counted = [case_id for case_id in case_ids if case_id not in stopped]
    loads = tuple(WeekLoad(role, week, min(2.1, 0.4 + (week * 7 + len(role)) % 20 / 10), 2.1)
                  for role in ROLES for week in range(18)) if items else ()
    roadmap = Roadmap(
        MONDAY, items, (DoneItem("done-1", "Time fifty claims with a stopwatch", "Sheet of 9 October"),),
        (NotDoing("no-1", "Fine-tune an own model", "Only the stopped use case needs it."),),
        (Wave("now", tuple(i.action_id for i in items if i.horizon == "now"), MONDAY,
              MONDAY + dt.timedelta(days=39), 2.6, dict.fromkeys(case_ids, Stage.DEMO)),
         Wave("next", tuple(i.action_id for i in items if i.horizon == "next"), MONDAY + dt.timedelta(weeks=6),
              dt.date(2027, 3, 31), 3.1, dict.fromkeys(case_ids, Stage.PRODUCTION)),
         Wave("later", tuple(i.action_id for i in items if i.horizon == "later"), None, None, 3.3, {})),
        loads, closings, ("Nobody has time for security work before January.",))
    return Evaluation(
        example_score(assessment, shift=shift), evaluations, roadmap,
        example_portfolio(results, stopped) if counted else None)
