"""The interview as a state machine: a script of typed lines, and what stands in the assessment afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fortnight.core.assessment import ActionDecision, Answer, Assessment, Conflict, Header
from fortnight.core.base import Stage
from fortnight.core.edit import set_at
from fortnight.core.quantity import Evidence, Quantity
from fortnight.core.replies import TakenReplies, TakenReply, take
from fortnight.core.roi.inputs import BASELINE_FIELDS
from fortnight.core.timing import timed_quantity
from fortnight.workshop.case_steps import CardStep, FigureStep
from fortnight.workshop.dialogue import Dialogue, begin
from fortnight.workshop.field_steps import FieldStep
from fortnight.workshop.plan import interview, pack_interview
from fortnight.workshop.question_steps import QuestionStep
from fortnight.workshop.reply import with_said
from fortnight.workshop.reply_text import reply_text
from fortnight.workshop.steps import Sheet
from fortnight.workshop.table_steps import TableStep
from tests.core.cases import CASE, complete, small_questionnaire
from tests.workshop.packs import fresh, questionnaire, read

QUESTIONS = [key for key, question in small_questionnaire().questions.items() if not question.when]
FIRST, SECOND, THIRD = QUESTIONS[:3]


def started(assessment: Assessment | None = None, **others: object) -> Dialogue:
    """Return the interview about an assessment, an empty one unless another is given."""
    sheet = Sheet(assessment or Assessment(), small_questionnaire(), **others)  # type: ignore[arg-type]
    return begin(interview, sheet)


def after(dialogue: Dialogue, lines: Iterable[str]) -> Dialogue:
    """Return the dialogue once these lines were typed."""
    for line in lines:
        dialogue.prompt()
        dialogue = dialogue.hear(line)
    return dialogue


def in_part(dialogue: Dialogue, title: str, everything: str = "") -> Dialogue:
    """Go to a part by the number that the menu gives it; with `all`, to go through everything in it."""
    listed = dialogue.hear("menu").prompt()
    number = next(line.partition(".")[0] for line in listed if title in line)
    return after(dialogue, ["menu", f"{number} {everything}"])


def unplayed() -> Dialogue:
    """Return the interview at the first card of the complete case."""
    case = complete(Stage.PRODUCTION).use_cases[CASE].model_copy(update={"drill": {}})
    record = complete(Stage.PRODUCTION).model_copy(update={"use_cases": {CASE: case}})
    return in_part(started(record), "two weeks without the team")


def asked_question(dialogue: Dialogue) -> str:
    """Return the question that is being asked."""
    assert isinstance(dialogue.step, QuestionStep)
    return dialogue.step.question_id


def test_levels_are_answered_one_after_the_other() -> None:
    """A number is the level of the question that was asked, and the next one follows."""
    done = after(started(), ["2", "1"])
    assert {FIRST: Answer(level=2), SECOND: Answer(level=1)} == dict(done.sheet.assessment.answers)
    assert THIRD == asked_question(done)


def test_a_control_character_behind_a_level_is_no_part_of_it() -> None:
    """What a terminal slips in at the end of a line is dropped like a blank."""
    assert 2 == after(started(), ["2\x1f"]).sheet.assessment.answers[FIRST].level


def test_a_gate_level_asks_what_was_seen() -> None:
    """A level that holds a gate is asked for its proof at once; Enter leaves it without."""
    proven = after(started(), ["4", "the log of May"])
    assert Answer(level=4, evidence="the log of May") == proven.sheet.assessment.answers[FIRST]
    assert SECOND == asked_question(after(started(), ["4", ""]))


def test_unknown_and_not_applicable_are_answers() -> None:
    """u is unknown; x asks why, then who decided it for a gate, and nothing changes without a reason."""
    done = after(started(), ["u", "x", "no queue", "head of letters"])
    assert "unknown" == done.sheet.assessment.answers[FIRST].state
    assert Answer(state="not-applicable", reason="no queue", decided_by="head of letters") == (
        done.sheet.assessment.answers[SECOND]
    )
    assert SECOND not in after(started(), ["u", "x", ""]).sheet.assessment.answers


def test_what_belongs_to_an_answer_keeps_the_question_open() -> None:
    """Notes, votes, a target, dissent and parking leave the question to be answered."""
    done = after(started(), ["n night shift differs", "v 1 2 2", "t 4", "d desk says 2", "p", "2"])
    assert Answer(
        level=2, note="night shift differs", votes=(1, 2, 2), target=4, dissent="desk says 2", parked=True
    ) == done.sheet.assessment.answers[FIRST]


@pytest.mark.parametrize("line", ["6", "0", "yes", "-1", "t nine", "v 1 7", "²", "١", "3.0", "=b"])
def test_what_is_no_answer_is_refused_in_one_sentence(line: str) -> None:
    """Nothing changes, one sentence says what to type, and the same question is asked again, shortly."""
    dialogue = started()
    refused = dialogue.hear(line)
    assert (dialogue.sheet, 1, FIRST) == (refused.sheet, refused.refusals, asked_question(refused))
    assert 2 == len(refused.prompt())


def test_back_goes_to_what_was_asked_before() -> None:
    """Back returns to an answered question, shows its answer, and a new one replaces it."""
    back = after(started(), ["2", "1", "back", "back"])
    assert FIRST == asked_question(back)
    assert any("Now: level 2" in line for line in back.prompt())
    assert 1 == after(back, ["1"]).sheet.assessment.answers[FIRST].level


def test_back_works_from_the_first_step_of_a_later_run() -> None:
    """After a pause, back reaches the questions that were answered before it."""
    resumed = started(after(started(), ["2", "1"]).sheet.assessment)
    assert SECOND == asked_question(after(resumed, ["back"]))


def test_skip_leaves_it_open_and_a_later_run_comes_back_to_it() -> None:
    """Skipped means open: the interview goes on, and begins there next time."""
    done = after(started(), ["skip", "2", "q"])
    assert (True, FIRST) == (done.is_over, asked_question(started(done.sheet.assessment)))


def test_a_run_goes_on_where_the_last_one_stopped() -> None:
    """What has an answer is not asked again."""
    assert THIRD == asked_question(started(after(started(), ["2", "1"]).sheet.assessment))


def test_help_repeats_the_whole_question() -> None:
    """? tells why it is asked and what may be typed, then the question again."""
    lines = started().hear("?").prompt()
    assert any("Enter or skip" in line for line in lines)
    assert any(small_questionnaire().questions[FIRST].ask in line for line in lines)


def test_a_letter_that_is_a_command_can_be_typed_as_text() -> None:
    """=b is the text b where a text is asked for."""
    dialogue = in_part(started(), "Name a use case")
    assert "b" == next(iter(after(dialogue, ["=b"]).sheet.assessment.use_cases.values())).name


def test_last_times_answer_is_kept_by_one_word() -> None:
    """The last run's level is shown, and `same` takes it."""
    previous = Assessment(answers={FIRST: Answer(level=2)})
    dialogue = started(previous=previous)
    assert any("Last time: level 2" in line for line in dialogue.prompt())
    assert 2 == after(dialogue, ["same"]).sheet.assessment.answers[FIRST].level


def test_naming_a_use_case_brings_its_stations() -> None:
    """Once there is a use case, its record, its cards and its figures are asked."""
    named = after(in_part(started(), "Name a use case"), ["Claims triage"])
    titles = [section.title for section in interview(named.sheet)]
    assert {"claims-triage"} == set(named.sheet.assessment.use_cases)
    assert {"Claims triage: metric", "Claims triage: two weeks without the team"} <= set(titles)
    assert isinstance(named.step, FieldStep)
    assert "Claims triage" in named.step.about


def test_fields_take_choices_dates_and_numbers() -> None:
    """A choice is picked by number or word, a date by day, and the metric ends up in the record."""
    dialogue = in_part(after(in_part(started(), "Name a use case"), ["Claims"]), "Claims: metric")
    done = after(dialogue, ["Routed right", "%", "more is better", "85", "31.3.2027", "60"])
    metric = done.sheet.assessment.use_cases["claims"].metric
    assert ("Routed right", "up", 85, dt.date(2027, 3, 31), 60) == (
        metric.name, metric.direction, metric.threshold, metric.by, metric.stop_below,
    )


def test_a_contradiction_is_said_at_once() -> None:
    """A stop value above the threshold is written as typed, and the reply says what is wrong with it."""
    dialogue = in_part(after(in_part(started(), "Name a use case"), ["Claims"]), "Claims: metric")
    done = after(dialogue, ["Routed right", "%", "1", "85", "2027-03-31", "90"])
    assert any(line.startswith("Please note: 90% would stop a case") for line in done.said)


def test_rows_are_added_changed_and_left() -> None:
    """+ adds a row under its name, its fields follow, and its number goes into it again."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "Letters: data")
    added = after(dialogue, ["+", "CRM export", "Salesforce"])
    assert "Salesforce" == added.sheet.assessment.use_cases[CASE].data["crm-export"].system
    again = in_part(started(added.sheet.assessment), "Letters: data")
    assert isinstance(again.step, TableStep)
    number = next(line.partition(".")[0] for line in again.prompt() if "CRM export" in line)
    changed = after(again, [number, "CRM copy"])
    assert "CRM copy" == changed.sheet.assessment.use_cases[CASE].data["crm-export"].name


def test_a_measurement_may_be_a_range() -> None:
    """A measurement is added by its day, with a value or with both ends of a range."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "Letters: metric", "all")
    for _ in range(20):
        if isinstance(dialogue.step, TableStep) and dialogue.step.table.title == "Measurements":
            break
        dialogue = dialogue.hear("")
    done = after(dialogue, ["+", "2026-11-10", "83 to 91", "300"])
    added = done.sheet.assessment.use_cases[CASE].metric.measurements[dt.date(2026, 11, 10)]
    assert (None, 83, 91, 300) == (added.value, added.low, added.high, added.n)


def test_actuals_are_missed_by_nobody_and_taken_from_whoever_adds_them() -> None:
    """A use case without a quarter of real use lacks nothing; with all of its part the quarter can be added."""
    record = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "actuals"), {})
    dialogue = in_part(started(record), "Letters: metric", "all")
    for _ in range(20):
        if isinstance(dialogue.step, TableStep) and dialogue.step.table.key == "actuals":
            break
        dialogue = dialogue.hear("")
    assert isinstance(dialogue.step, TableStep)
    assert "aside" == dialogue.step.state(dialogue.sheet)
    done = after(dialogue, ["+", "2026-Q3", "2026-09-30", "3", "86", "complaints 0.5", "4150"])
    actual = done.sheet.assessment.use_cases[CASE].actuals["2026-Q3"]
    assert (dt.date(2026, 9, 30), 3, 86, {"complaints": 0.5}, 4150) == (
        actual.until, actual.months, actual.metric_value, actual.guardrails, actual.tasks_per_month)


def test_a_role_is_asked_in_which_quarters_its_days_differ() -> None:
    """The quarters are rows below the role, each with its days, and are changed by their number."""
    record = set_at(complete(Stage.PRODUCTION), ("capacity", "data"), {"days_per_week": 3})
    dialogue = in_part(started(record), "Team", "all")
    for _ in range(40):
        if isinstance(dialogue.step, TableStep) and dialogue.step.table.key == "capacity":
            break
        dialogue = dialogue.hear("")
    assert isinstance(dialogue.step, TableStep)
    number = list(record.capacity).index("data") + 1
    done = after(dialogue, [str(number), "", "", "+", "Q1 2027", "1", "1", "0.5"])
    assert {"2027-Q1": 0.5} == done.sheet.assessment.capacity["data"].by_quarter


def test_inputs_that_move_together_are_taken_from_whoever_goes_there() -> None:
    """A pair is found by a few letters of each, listed by its titles, and refused a second time."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "inputs that move together", "all")
    for _ in range(4):
        if isinstance(dialogue.step, TableStep) and dialogue.step.table.then_by:
            break
        dialogue = dialogue.hear("")
    done = after(dialogue, ["+", "usable", "Adoption", "0.5"])
    correlations = done.sheet.assessment.use_cases[CASE].roi.correlations
    assert {"success_share": {"adoption_share": 0.5}} == {first: dict(row) for first, row in correlations.items()}
    listed = "\n".join(done.prompt())
    assert "1. Outputs usable as they are: moves with Adoption, by 0.5" in listed
    assert "There is a pair" in "\n".join(after(done, ["+", "usable", "adoption"]).prompt())


def test_cut_offs_and_the_look_of_the_report_are_asked_of_whoever_goes_there() -> None:
    """Nobody is led through Setup; whoever chooses it in the menu is asked for all of it."""
    done = after(in_part(started(), "Setup", "all"), ["24", "8%"])
    changed = done.sheet.assessment.settings
    assert (24, 0.08) == (changed.horizon_months, changed.discount_rate)
    section = next(section for section in interview(started().sheet) if section.title == "Setup")
    assert section.aside


def test_a_shared_cost_is_listed_as_it_was_typed() -> None:
    """An amount in the list of rows reads as a person types it, and the use cases go by their names."""
    cost = {"title": "gateway", "one_off": {"p5": 2000, "p95": 3000}, "use_cases": (CASE,)}
    record = set_at(complete(Stage.PRODUCTION), ("shared_costs", "gateway"), cost)
    sheet = started(record).sheet
    team = next(section for section in interview(sheet) if section.title == "Team")
    table = next(step for step in team.steps if isinstance(step, TableStep) and step.table.key == "shared_costs")
    assert "1. gateway: once 2000 to 3000, use cases Letters" in table.ask(sheet)


def test_a_card_is_played_with_its_proof() -> None:
    """The outcome is picked by its word; who notices, who acts, where and when follow."""
    done = after(unplayed(), ["recovers", "the queue", "Service desk", "runbook", "2026-10-01"])
    play = done.sheet.assessment.use_cases[CASE].drill["outage"]
    assert ("recovers", "the queue", "Service desk", "runbook", dt.date(2026, 10, 1)) == (
        play.outcome, play.notices, play.acts, play.written_where, play.tested_on,
    )
    assert CardStep(CASE, "retired") == done.step


def test_an_outcome_without_proof_is_said_to_count_for_less() -> None:
    """Runs without a log or a date counts as limps, and the room hears it while it can still mend it."""
    doubtful = after(unplayed(), ["runs", "", "", "", ""])
    assert "Counts as limps: there is neither a log nor a date on which it was tried." in doubtful.prompt()
    mended = after(doubtful, ["y", "", "the log"])
    assert "the log" == mended.sheet.assessment.use_cases[CASE].drill["outage"].written_where


def test_b_on_a_card_is_never_taken_for_breaks_or_back() -> None:
    """The letter means breaks in the app and back here, so it does neither and the sentence says what to type."""
    dialogue = unplayed()
    refused = dialogue.hear("b")
    assert (dialogue.sheet, dialogue.step, 1) == (refused.sheet, refused.step, refused.refusals)


@pytest.mark.parametrize(("record", "part", "letter"), [
    (Assessment(conflicts={"assessment.team": Conflict(ours="A", theirs="B")}), "two people changed", "s"),
    (Assessment(use_cases={"a": {"name": "A", "law": {}}}), "A: law", "m"),
    (Assessment(use_cases={"a": {"name": "A"}}), "A: case", "s"),
])
def test_a_letter_that_begins_a_choice_is_no_command(record: Assessment, part: str, letter: str) -> None:
    """s for `second` or `scale`, m for `minimal`: it neither skips nor chooses, and is told what to type."""
    dialogue = in_part(started(Assessment.model_validate(record)), part, "all")
    while not any(word.startswith(letter) for _, word in dialogue.step.choices(dialogue.sheet) if dialogue.step):
        dialogue = dialogue.hear("")
    refused = dialogue.hear(letter)
    assert (dialogue.sheet, dialogue.step, 1) == (refused.sheet, refused.step, refused.refusals)
    assert "two things" in refused.prompt()[0]
    assert dialogue.step != dialogue.hear("skip").step


@pytest.mark.parametrize(("typed", "kept"), [("=b", "b"), ("==b", "=b"), ("=5 days", "=5 days"), ("=", "=")])
def test_only_what_would_be_a_command_loses_its_mark(typed: str, kept: str) -> None:
    """The = before a command makes it a text; before anything else it belongs to the text."""
    done = after(in_part(started(), "Name a use case"), [typed])
    assert kept == next(iter(done.sheet.assessment.use_cases.values())).name


def test_emptying_one_of_two_fields_of_a_list_leaves_the_other() -> None:
    """The roles that stay can be emptied without the names beside them, and the other way round."""
    stay = ("business", "night shift")
    record = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "owners", "outside_team"), stay)
    dialogue = in_part(started(record), "Letters: owners", "all")
    left = {}
    while not left or len(left) < 2:
        if isinstance(dialogue.step, FieldStep) and dialogue.step.field.key == "owners.outside_team":
            emptied = dialogue.hear("-").sheet.assessment.use_cases[CASE].owners.outside_team
            left[dialogue.step.field.kind] = emptied
        dialogue = dialogue.hear("")
    assert {"several": ("night shift",), "list": ("business",)} == left


def test_a_figure_is_asked_with_its_grade_and_source() -> None:
    """A range, how it is known, and where it can be looked up make one quantity."""
    assessment = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "roi", "cash_share"), None)
    dialogue = in_part(started(assessment), "the six figures")
    assert FigureStep(CASE, "cash_share") == dialogue.step
    done = after(dialogue, ["20% to 40%", "logged", "payroll, June"])
    assert Quantity(p5=0.2, p95=0.4, evidence=Evidence.LOGGED, source="payroll, June") == (
        done.sheet.assessment.use_cases[CASE].roi.inputs["cash_share"]
    )


def test_an_emptied_figure_is_open_again() -> None:
    """A dash takes a figure out."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "the six figures")
    emptied = after(dialogue, ["-"])
    assert emptied.sheet.assessment.use_cases[CASE].baseline.tasks_per_month is None


def test_proposals_come_first_and_are_taken_or_left() -> None:
    """What replies propose waits before everything else; y takes it, n leaves it, and neither comes back."""
    said = TakenReply.model_validate(
        {"roles": ["finance"], "use_cases": {CASE: {"roi": {"day_rate": 700, "cost_per_error": 20}}}}
    )
    taken = take(TakenReplies(), "pack", said)
    done = after(started(complete(Stage.PRODUCTION), taken=taken), ["y", "n"])
    inputs = done.sheet.assessment.use_cases[CASE].roi.inputs
    assert (700, 15) == (inputs["day_rate"].value, inputs["cost_per_error"].value)
    assert "proposals" not in [section.id for section in interview(done.sheet)]


def test_conflicts_are_settled_by_choosing() -> None:
    """Two edits of one place are shown, and the chosen one is written."""
    torn = Assessment(
        assessment=Header(team="old"),
        conflicts={"assessment.team": Conflict(ours="Claims", theirs="Triage", base="old")},
    )
    done = after(started(torn), ["2"])
    assert ("Triage", {}) == (done.sheet.assessment.assessment.team, dict(done.sheet.assessment.conflicts))


def test_back_passes_over_what_is_settled() -> None:
    """A conflict that is gone from the file is not asked again, and going back does not end in a fault."""
    torn = Assessment(conflicts={"assessment.team": Conflict(ours="Claims", theirs="Triage", base="old")})
    back = after(started(torn), ["2", "back"])
    assert any("first step" in line for line in back.prompt())


def test_a_step_that_somebody_else_took_away_gives_way() -> None:
    """Where the use case in hand is archived from elsewhere, the interview goes on with what is still there."""
    dialogue = in_part(started(complete(Stage.PRODUCTION)), "Letters: metric", "all")
    archived = set_at(dialogue.sheet.assessment, ("use_cases", CASE, "archived"), True)
    moved = dialogue.moved_to(replace(dialogue.sheet, assessment=archived))
    asked = [step for section in interview(moved.sheet) for step in section.steps]
    assert moved.step is None or moved.step in asked
    assert dialogue.step not in asked


def test_a_part_that_is_done_is_not_asked_for_its_defaults() -> None:
    """A default that nobody typed is asked along with what is open in its part; alone it stops nobody."""
    record = complete(Stage.PRODUCTION)
    steps = next(section for section in interview(started(record).sheet) if section.id.endswith(".case")).steps
    defaults = [step for step in steps if step.state(started(record).sheet) == "default"]
    assert defaults
    dialogue, asked = started(record), []
    while dialogue.step is not None:
        asked.append(dialogue.step)
        dialogue = dialogue.hear("")
    is_open = any(step.state(dialogue.sheet) == "open" for step in steps)
    assert is_open == any(step in asked for step in defaults)


def test_a_long_line_is_not_read_out_again_whole() -> None:
    """The sentence that refuses a page of text names its beginning only."""
    refused = started().hear("word " * 1000)
    assert 200 > len(" ".join(refused.prompt()))


def test_help_says_where_one_is() -> None:
    """? names the part and its place among the parts, also in the middle of it; in the menu it lists them."""
    dialogue = after(started(), ["2"])
    assert not any(line.startswith("Part ") for line in dialogue.prompt())
    assert any(line.startswith("Part 1 of ") for line in dialogue.hear("?").prompt())
    menu = dialogue.hear("m")
    assert (menu.prompt(), 0) == (menu.hear("?").prompt(), menu.hear("?").refusals)


def test_an_answer_and_a_card_can_be_taken_back() -> None:
    """A dash leaves a question without level and reason, and a card unplayed; notes and proof stay."""
    done = after(started(), ["x", "no queue", "head of letters", "back", "back", "back", "n told so", "-"])
    assert Answer(note="told so") == done.sheet.assessment.answers[FIRST]
    played = in_part(started(complete(Stage.PRODUCTION)), "two weeks without the team", "all")
    assert isinstance(played.step, CardStep)
    card_id, drill = played.step.card_id, played.sheet.assessment.use_cases[CASE].drill
    play = played.hear("-").sheet.assessment.use_cases[CASE].drill[card_id]
    assert (None, drill[card_id].acts) == (play.outcome, play.acts)


@pytest.mark.parametrize("line", ["2", "u"])
def test_a_level_takes_the_reason_away_that_it_does_not_apply(line: str) -> None:
    """Who said why a question does not apply is said no more once it has an answer, as in the app."""
    there = Answer(state="not-applicable", reason="no queue", decided_by="Ann")
    dialogue = in_part(started(Assessment(answers={FIRST: there})), "Questions", "all")
    answer = after(dialogue, [line]).sheet.assessment.answers[FIRST]
    assert ("", "") == (answer.reason, answer.decided_by)


def test_units_are_told_in_the_currency_of_the_file() -> None:
    """Money is said in the assessment's currency, and a text that ends in a stop is not given a second one."""
    record = set_at(complete(Stage.PRODUCTION), ("use_cases", CASE, "worth"), "mission")
    record = set_at(record, ("use_cases", CASE, "summary"), "Sorts letters.")
    steps = [step for section in interview(started(record).sheet) for step in section.steps]
    asked = {step.field.key: step.ask(started(record).sheet) for step in steps if isinstance(step, FieldStep)}
    assert "Unit: EUR." in asked["mission.ceiling"][0]
    assert "Now: Sorts letters. Enter keeps it, - empties it." in asked["summary"]


def test_a_pack_asks_for_votes_and_figures_only() -> None:
    """A participant is asked their votes, what they have seen, and what their role knows; nothing else."""
    reply = fresh("fay")
    dialogue = begin(lambda sheet: pack_interview(sheet, reply), Sheet(reply.said, questionnaire()))
    done = after(dialogue, ["3", "the page", "u", "650 to 800", "contract", "framework"])
    first, second = reply.votes
    assert Answer(level=3, evidence="the page") == done.sheet.assessment.answers[first]
    assert "unknown" == done.sheet.assessment.answers[second].state
    assert 650 == done.sheet.assessment.use_cases[CASE].roi.inputs["day_rate"].p5
    titles = [section.title for section in pack_interview(dialogue.sheet, reply)]
    assert ["Your vote", "Letters: figures"] == titles


def test_a_vote_and_timed_minutes_are_taken_back() -> None:
    """A dash leaves a pack as if the vote had not been given and nothing had been timed."""
    reply = fresh("uma")
    dialogue = begin(lambda sheet: pack_interview(sheet, reply), Sheet(reply.said, questionnaire()))
    voted = after(dialogue, ["3", "", "back", "back", "-"])
    assert {} == dict(voted.sheet.assessment.answers)
    timed = after(in_part(dialogue, "timed tasks"), ["12 13 14", "back", "-"])
    assert {} == dict(timed.sheet.assessment.use_cases[CASE].roi.inputs)


def test_what_a_pack_was_told_about_today_is_in_its_file() -> None:
    """A reply keeps minutes timed and tasks counted among its figures: read back, all of them are there."""
    reply = fresh("uma")
    asked = replace(reply.cases[CASE], inputs=tuple(BASELINE_FIELDS), times_tasks=True)
    reply = replace(reply, cases={CASE: asked}, votes=(), own=())
    dialogue = begin(lambda sheet: pack_interview(sheet, reply), Sheet(reply.said, questionnaire()))
    done = after(dialogue, ["12 9.5 14", "4000", "logged", "queue", "3%", "", ""])
    text = reply_text(with_said(reply, done.sheet.assessment), questionnaire())
    back = read(text).said.use_cases[CASE].roi.inputs
    assert (4000, Evidence.LOGGED, 0.03) == (
        back["tasks_per_month"].value, back["tasks_per_month"].evidence, back["baseline_error_share"].value)
    assert timed_quantity([12, 9.5, 14]) == back["baseline_minutes"]


def test_everything_that_is_open_is_asked_once_and_then_it_ends() -> None:
    """Walking through with Enter alone reaches the end, says how much is open, and changes nothing."""
    dialogue = started(complete(Stage.PRODUCTION).model_copy(update={"answers": {}}))
    start = dialogue.sheet
    steps = 0
    while dialogue.step is not None:
        dialogue, steps = dialogue.hear(""), steps + 1
        assert steps < 400
    assert start == dialogue.sheet
    assert any("left open" in line for line in dialogue.prompt())
    assert dialogue.hear("").is_over


LINES = st.one_of(
    st.sampled_from(["", "b", "s", "m", "?", "1", "2", "3", "4 all", "u", "x", "+", "-", "y", "n", "same", "p",
                     "end", "-1", "9" * 5000]),
    st.text(max_size=12),
)


@settings(max_examples=60)
@given(st.lists(LINES, max_size=40))
def test_no_line_breaks_the_interview(lines: list[str]) -> None:
    """Whatever is typed, there is a next prompt, and what the sheet holds can be read back from a file."""
    dialogue = started(complete(Stage.PRODUCTION).model_copy(update={"answers": {}}))
    for line in lines:
        assert dialogue.is_over or dialogue.prompt()
        dialogue = dialogue.hear(line)
    assert dialogue.sheet.assessment == Assessment.model_validate(dialogue.sheet.assessment.table())


def test_what_was_promised_is_reviewed_before_the_first_question() -> None:
    """Done with what shows it, moved to a day, dropped with a reason; what is skipped stays promised."""
    owners = dict(zip(small_questionnaire().actions, ("Ada", "Ben", "Cem", "Dan"), strict=False))
    first, second, third, fourth = owners
    took_on = Assessment(roadmap={key: ActionDecision(owner=owner) for key, owner in owners.items()})
    dialogue = started(took_on, previous=took_on)
    assert any("What was promised last time" in line for line in dialogue.prompt())
    dialogue = after(dialogue, ["done", "Note of 3 May", "2", "soon", "2027-03-31", "3", "No longer used", ""])
    decisions = dialogue.sheet.assessment.roadmap
    assert ("done", "Note of 3 May") == (decisions[first].status, decisions[first].done_evidence)
    assert dt.date(2027, 3, 31) == decisions[second].due
    assert ("dropped", "No longer used") == (decisions[third].status, decisions[third].rejected_because)
    assert ActionDecision(owner="Dan") == decisions[fourth]
    assert FIRST == asked_question(dialogue)


@pytest.mark.parametrize(("evidence", "typed"), [("Note", "3"), ("Note", "2"), ("", "4")])
def test_evidence_stands_with_a_level_that_does_not_rise(evidence: str, typed: str) -> None:
    """The same level and a lower one keep what was seen; a higher one asks for it anew."""
    previous = Assessment(answers={FIRST: Answer(level=3, evidence="Note")})
    dialogue = after(started(previous=previous), [typed])
    assert evidence == dialogue.sheet.assessment.answers[FIRST].evidence
    assert isinstance(dialogue.step, FieldStep) == (typed == "4")
