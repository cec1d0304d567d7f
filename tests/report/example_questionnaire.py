"""A questionnaire of the usual size, for reports that are built without the shipped one."""

from fortnight.core.questionnaire import Questionnaire

DIMENSIONS = {
    "success": "Success", "data": "Data", "evaluation": "Evaluation", "cost": "Unit cost",
    "reliability": "Reliability", "operations": "Operations", "security": "Security",
    "governance": "Governance", "ownership": "Ownership", "adoption": "Adoption",
}

QUESTIONS = {
    "success.problem": "Problem worth solving", "success.metric": "One business metric",
    "success.baseline": "Baseline with a stopwatch", "success.stop-rule": "Rule for stopping",
    "data.real": "Real data from the start", "data.sources": "Sources of truth",
    "data.quality": "Data quality watched", "data.rights": "Right to use the data",
    "evaluation.set": "Versioned evaluation set", "evaluation.hard-cases": "Hard and ambiguous cases",
    "evaluation.on-change": "Evaluation on each change",
    "evaluation.business-language": "Cases in business language",
    "cost.per-request": "Cost of one request", "cost.at-volume": "Cost at full volume",
    "cost.limits": "Spending limits", "reliability.fallback": "Fallback process",
    "reliability.system-of-record": "System of record connected", "reliability.failures": "Failures handled",
    "reliability.changing-inputs": "Inputs that change", "reliability.rehearsal": "Failure rehearsed live",
    "operations.monitoring": "Quality drift watched", "operations.support": "Someone on call",
    "operations.release": "Release and way back", "operations.runbook": "Runbook",
    "security.access-control": "Access control", "security.audit-trail": "Audit trail",
    "security.sensitive-data": "Sensitive data", "security.misuse": "Misuse and injection",
    "governance.ai-act": "AI Act role and class", "governance.data-protection": "Data protection",
    "governance.human-oversight": "Human oversight", "ownership.business-owner": "Business owner",
    "ownership.decisions": "Decision rights", "ownership.budget": "Budget for running",
    "ownership.supplier": "Supplier contract", "adoption.users-early": "Users in week one",
    "adoption.process": "Process redesigned", "adoption.trust-rule": "Rule for trusting output",
    "adoption.use": "Weekly use measured",
}

GATE_QUESTIONS = {
    "evaluation.set": ("G2", 3), "evaluation.hard-cases": ("G2", 3), "evaluation.on-change": ("G2", 4),
    "reliability.fallback": ("G2", 3), "operations.monitoring": ("G3", 3), "operations.support": ("G3", 3),
    "security.access-control": ("G2", 3), "security.audit-trail": ("G2", 3), "adoption.trust-rule": ("G2", 3),
}

CARDS = (
    ("provider-outage", 1, "Provider outage"), ("credentials-expired", 2, "Credentials expired"),
    ("input-format-changed", 3, "Input format changed"), ("cost-spike", 4, "Cost spike"),
    ("model-retired", 5, "Model retired"), ("wrong-answer", 6, "Wrong answer to a customer"),
    ("quality-drift", 7, "Quality drifts unseen"), ("new-joiner", 8, "A new joiner"),
    ("erasure-request", 9, "Request to erase data"), ("volume-doubled", 10, "Volume doubled"),
    ("vendor-insolvent", 11, "Vendor insolvent"), ("poisoned-document", 12, "Poisoned document"),
    ("regulators-call", 13, "Regulator calls"), ("integration-breaks", 14, "Integration breaks"),
)


def example_questionnaire() -> Questionnaire:
    """Return ten dimensions, 39 questions and 14 cards."""
    questions = {}
    for question_id, title in QUESTIONS.items():
        gate = GATE_QUESTIONS.get(question_id)
        questions[question_id] = {
            "dimension": question_id.split(".")[0], "title": title, "ask": f"{title}: how is it done today?",
            "levels": [f"{title}: behaviour of level {level}" for level in range(1, 6)],
            **({"gate": gate[0], "gate_level": gate[1]} if gate else {}),
        }
    return Questionnaire.model_validate({
        "id": "poc-to-production", "version": "2026.4", "title": "From proof of concept to production",
        "dimensions": {key: {"title": title} for key, title in DIMENSIONS.items()},
        "questions": questions,
        "cards": {
            card_id: {"day": day, "title": title, "event": f"{title}, and the project team is away."}
            for card_id, day, title in CARDS
        },
        "references": {
            "gartner-2024": {
                "title": "Gartner, July 2024",
                "statement": "At least 30% of generative AI projects will be abandoned after proof of concept "
                             "by the end of 2025.",
                "source": "https://www.gartner.com/en/newsroom/press-releases/2024-07-29-gartner",
                "date": "2024-07-29", "checked_on": "2026-11-02",
            },
            "ai-act-literacy": {
                "title": "AI Act, Article 4", "statement": "Staff who operate AI need a sufficient level of AI "
                "literacy; in force since 2 February 2025.", "source": "Regulation (EU) 2024/1689",
                "date": "2025-02-02", "checked_on": "2026-11-02",
            },
        },
    })
