"""What stands behind the report: sources, what is not known, what was seen and said, who was there, sign-off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fortnight import __version__
from fortnight.core.assessment import Answer
from fortnight.core.wording import capitalise
from fortnight.report.basis import Basis, CaseBasis, shorten, whole
from fortnight.report.catalogue import Words
from fortnight.report.inputs import input_title
from fortnight.report.views import Fact, Group, SignOff

_MOST_SOURCES = 5
_ROOM_FOR_ANSWERS = 2_000
"""Letters of evidence and notes that are printed: about half a page in the size of the record."""
_LONGEST_DISSENT = 2_000


def reference_lines(basis: Basis) -> tuple[str, ...]:
    """Return the published facts that the questionnaire rests on, and when they were last checked."""
    references = basis.questionnaire.references.values()
    days = {reference.checked_on for reference in references}
    lines = [basis.words.pair(each.title, whole(each.source)) for each in references]
    if not days:
        return ()
    form = basis.words.form
    checked = form.span(form.date_short(min(days)), form.date_short(max(days)))
    return (*lines, basis.words.say("sources.checked", date=checked))


def own_sources(basis: Basis) -> tuple[Fact, ...]:
    """Return the sources of the numbers that move the result of each use case most, and of what was measured."""
    found = tuple(Fact(case.name, "; ".join(_sources_of(case, basis))) for case in basis.cases)
    given = tuple(fact for fact in found if fact.text)
    return given or (Fact(basis.words.say("sources.own"), basis.words.say("sources.own_none")),)


def _sources_of(case: CaseBasis, basis: Basis) -> list[str]:
    """Return one text for each source, with the inputs that it is the source of."""
    words, roi = basis.words, case.result.roi
    moving = [bar.input_name for bar in roi.tornado[:_MOST_SOURCES]]
    source_of = {used.input_name: used.source.strip() for used in roi.inputs}
    by_source: dict[str, list[str]] = {}
    for name in moving:
        if source_of.get(name):
            by_source.setdefault(source_of[name], []).append(input_title(name, words))
    for day, measurement in sorted(case.use_case.metric.measurements.items()):
        if measurement.source.strip():
            measured = words.say("sources.measurement", date=words.form.date_short(day))
            by_source.setdefault(measurement.source.strip(), []).append(measured)
    return [words.say("sources.input", inputs=", ".join(names), source=whole(source).rstrip("."))
            for source, names in by_source.items()]


def unknown_groups(basis: Basis) -> tuple[Group, ...]:
    """Return everything that was asked and has stayed open, by kind."""
    return tuple(Group(basis.words.say(f"unknown.{key}"), lines) for key, lines, _ in _open_things(basis) if lines)


def unknown_count(basis: Basis) -> int:
    """Return how many things have stayed open; a line may name several of a use case."""
    return sum(count for _, _, count in _open_things(basis))


def _open_things(basis: Basis) -> tuple[tuple[str, tuple[str, ...], int], ...]:
    """Return for each kind its key, its lines, and how many things they name."""
    words, questions, scores = basis.words, basis.questionnaire.questions, basis.evaluation.score.questions

    def titles(key: str, keys: Iterable[str]) -> tuple[str, tuple[str, ...], int]:
        return alone(key, (questions[each].title for each in keys if each in questions))

    def alone(key: str, lines: Iterable[str]) -> tuple[str, tuple[str, ...], int]:
        listed = tuple(dict.fromkeys(lines))
        return key, listed, len(listed)

    def inputs(key: str, names: Sequence[Sequence[str]]) -> tuple[str, tuple[str, ...], int]:
        lists = [", ".join(input_title(name, words) for name in each) for each in names]
        return key, _by_case(basis, lists), sum(map(len, names))

    return (
        titles("answers", (key for key, each in scores.items() if each.state == "unknown")),
        titles("unanswered", (key for key, each in scores.items() if each.state == "unanswered")),
        titles("evidence", (key for key, each in scores.items() if each.lacks_evidence)),
        inputs("inputs", [case.result.roi.missing for case in basis.cases]),
        ("cards", _by_case(basis, [_unplayed(case, words) for case in basis.cases]),
         sum(case.result.drill.unplayed for case in basis.cases)),
        inputs("measures", [[each.input_name for each in case.result.verdict.measure_first if each.price is None]
                            for case in basis.cases]),
        alone("unclosable",
              (case.in_short(text) for case in basis.cases for text in case.result.closing.unclosable)),
        titles("parked", (key for key, each in basis.assessment.answers.items() if each.parked)),
        alone("conflicts", basis.assessment.conflicts),
    )


def _unplayed(case: CaseBasis, words: Words) -> str:
    drill = case.result.drill
    if drill.cards and drill.unplayed == len(drill.cards):
        return words.say("unknown.all_cards", n=drill.unplayed, count=words.form.numeral(drill.unplayed))
    return ", ".join(card.title for card in drill.cards if card.counted is None)


def _by_case(basis: Basis, lists: Sequence[str]) -> tuple[str, ...]:
    """Return one line for each list that is not empty, with the use cases that share it."""
    names: dict[str, list[str]] = {}
    for case, listed in zip(basis.cases, lists, strict=True):
        if listed:
            names.setdefault(listed, []).append(case.name)
    return tuple(basis.words.say("unknown.case_list", name=basis.words.form.join(sharing), list=listed)
                 for listed, sharing in names.items())


def answer_groups(basis: Basis) -> tuple[Group, ...]:
    """Return evidence, note and reason of the answers that have any, by dimension.

    Texts are whole; where there is not room for all, those that a gate rests on go first.
    """
    shown = _shown_answers(basis)
    by_dimension: dict[str, list[str]] = {}
    for key, question in basis.questionnaire.questions.items():
        if key in shown:
            by_dimension.setdefault(question.dimension, []).append(shown[key])
    return tuple(Group(basis.questionnaire.dimensions[key].title, tuple(lines))
                 for key, lines in by_dimension.items())


def answer_count(basis: Basis) -> int:
    """Return how many answers carry evidence, a note or a reason."""
    return len(_answer_lines(basis))


def answers_note(basis: Basis) -> str:
    """Return the sentence that counts the answers whose texts are left out here."""
    left_out = answer_count(basis) - len(_shown_answers(basis))
    if not left_out:
        return ""
    return basis.words.say("answers.left_out", n=left_out, count=capitalise(basis.words.form.numeral(left_out)))


def _shown_answers(basis: Basis) -> dict[str, str]:
    lines, questions, left = _answer_lines(basis), basis.questionnaire.questions, _ROOM_FOR_ANSWERS
    shown = {}
    for key in sorted(lines, key=lambda key: questions[key].gate_level is None):
        if len(lines[key]) <= left:
            left -= len(lines[key])
            shown[key] = lines[key]
    return shown


def _answer_lines(basis: Basis) -> dict[str, str]:
    """Return one line for each answer with a text, by question."""
    lines = {}
    for key, question in basis.questionnaire.questions.items():
        answer = basis.assessment.answers.get(key)
        said = _said(answer, basis) if answer is not None else ""
        if said:
            state = basis.evaluation.score.questions.get(key)
            level = basis.words.say(f"level.{state.state}", level=state.level) if state is not None else ""
            lines[key] = basis.words.say("answers.line", question=question.title, level=level, said=said)
    return lines


def _said(answer: Answer, basis: Basis) -> str:
    words = basis.words
    texts = (("seen", answer.evidence), ("note", answer.note), ("reason", answer.reason))
    parts = [words.say(f"answers.{key}", text=whole(text, len(text)).rstrip("."))
             for key, text in texts if text.strip()]
    if answer.votes and max(answer.votes) - min(answer.votes) > 1:
        parts.append(words.say("answers.votes", votes=", ".join(map(str, sorted(answer.votes)))))
    return f"{'; '.join(parts)}." if parts else ""


def attendance_lines(basis: Basis) -> tuple[str, ...]:
    """Return who took part, with their role."""
    return tuple(
        basis.words.say("attendance.person", name=shorten(each.name, 80) or basis.words.say("report.nobody"),
                        role=basis.role(each.role)) if each.role else shorten(each.name, 80)
        for each in basis.assessment.assessment.participants.values())


def dissent_lines(basis: Basis) -> tuple[str, ...]:
    """Return every dissent with its question."""
    lines = tuple(
        basis.words.say("attendance.dissent_line", question=question.title,
                        text=whole(basis.assessment.answers[key].dissent, _LONGEST_DISSENT))
        for key, question in basis.questionnaire.questions.items()
        if key in basis.assessment.answers and basis.assessment.answers[key].dissent.strip())
    return lines or (basis.words.say("attendance.dissent_none"),)


def sign_off(basis: Basis, answers_digest: str, questionnaire_digest: str) -> SignOff:
    """Return the block to sign and what a reader can check the report against."""
    words, header = basis.words, basis.assessment.assessment
    facts = (
        Fact(words.say("signoff.decider"), shorten(header.decider, 80) or words.say("report.nobody")),
        Fact(words.say("signoff.by"), words.form.date(header.decide_by) if header.decide_by else "–"),
    )
    owners = [owner for owner in dict.fromkeys(case.use_case.owners.business for case in basis.cases) if owner]
    signers = (
        Fact(words.say("signoff.decider_role"), shorten(header.decider, 60)),
        Fact(words.say("signoff.business"), shorten(", ".join(owners[:2]), 60)),
        Fact(words.say("signoff.facilitator"), shorten(header.facilitator, 60)),
    )
    return SignOff(
        title=words.say("finding.signoff"),
        asked=whole(header.decision) or words.say("signoff.asked_none"), facts=facts, signers=signers,
        stamp=_stamp(basis, answers_digest, questionnaire_digest), attached=words.say(
            "signoff.attached" if basis.options.with_answers and basis.options.format == "pdf"
            else "signoff.not_attached"),
    )


def _stamp(basis: Basis, answers_digest: str, questionnaire_digest: str) -> tuple[str, ...]:
    words, questionnaire, header = basis.words, basis.questionnaire, basis.assessment.assessment
    results = [case.result.roi for case in basis.cases if case.result.roi.npv is not None]
    if results:
        draws = words.say("signoff.stamp_draws", draws=words.form.exact(results[0].draws), seed=results[0].seed)
    else:
        draws = words.say("signoff.stamp_no_draws")
    lines = [
        words.say("signoff.stamp_program", version=__version__),
        words.say("signoff.stamp_questionnaire", id=questionnaire.id, version=questionnaire.version,
                  digest=questionnaire_digest),
        words.say("signoff.stamp_answers", digest=answers_digest), draws,
    ]
    if header.questionnaire_digest and header.questionnaire_digest != questionnaire_digest:
        lines.append(words.say("signoff.questionnaire_changed", digest=header.questionnaire_digest))
    return tuple(lines)
