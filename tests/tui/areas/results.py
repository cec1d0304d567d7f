"""A file whose figures are all there and whose plan has three actions; for the areas that show results."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from tests.tui.conftest import ASSESSMENT, QUESTIONNAIRE, app_of, until

_ACTIONS = """
[actions.extract]
title = "Extract a week of real cases"
first_step = "Ask for the extract."
question = "data.real"
level = 3
effort_days = { min = 2, likely = 3, max = 5 }
role = "data"
done_when = "A week of cases lies in the folder."

[actions.name-owner]
title = "Name an owner"
first_step = "Ask the head of claims."
question = "people.owner"
level = 3
effort_days = { min = 1, likely = 1, max = 1 }
role = "business"
needs = ["extract"]
done_when = "A name stands in the record."

[actions.rights]
title = "Write down who allowed it"
first_step = "Write to the lawyer."
question = "data.rights"
level = 3
effort_days = { min = 1, likely = 2, max = 3 }
role = "business"
done_when = "It is written."
"""

_FIGURES = """
[answers."data.real"]
level = 1

[answers."people.owner"]
level = 1

[answers."data.rights"]
level = 1

[use_cases.claims.roi]
tasks_per_month = { value = 4000, evidence = "logged" }
baseline_minutes = { p5 = 10, p95 = 14, evidence = "timed" }
labour_cost_per_hour = { value = 48, evidence = "contract" }
eligible_share = { value = 0.7, evidence = "logged" }
adoption_share = { p5 = 0.5, p95 = 0.8 }
operate_minutes = { value = 1, evidence = "timed" }
cash_share = { value = 0.5, evidence = "contract" }
success_share = { p5 = 0.8, p95 = 0.9, evidence = "logged" }
review_share = 1
review_minutes = { value = 1, evidence = "timed" }
cost_per_error = { value = 5, evidence = "logged" }
cost_per_call = { value = 0.02, evidence = "contract" }
run_days_per_month = { value = 3, evidence = "logged" }
day_rate = { value = 600, evidence = "contract" }
hardening_days = { value = 30, evidence = "estimated" }
hardening_months = { value = 3, evidence = "estimated" }
"""


def with_figures(folder: Path) -> Path:
    """Give the file in `folder` figures and its questionnaire actions; return the file."""
    (folder / "small.toml").write_text(QUESTIONNAIRE + _ACTIONS)
    file = folder / "team.toml"
    file.write_text(ASSESSMENT + _FIGURES)
    return file


async def evaluated(pilot: Pilot[int]) -> None:
    """Wait until the present answers are evaluated with all their draws."""
    app = app_of(pilot)
    await until(pilot, lambda: app.evaluated.assessment is app.open_store.assessment
                and not app.evaluated.is_preview, tries=2000)
    await pilot.pause()
