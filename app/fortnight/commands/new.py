"""`fortnight new FILE`: start an assessment."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from fortnight.storage.document import new_document


def run(arguments: argparse.Namespace) -> int:
    """Write a new assessment file dated today.

    Raises UserError when the file exists already or the questionnaire is not found.
    """
    document = new_document(
        Path(arguments.file), questionnaire_id=arguments.questionnaire, organisation=arguments.organisation,
        today=dt.date.today(),
    )
    print(f"{document.path} is ready; open it with: fortnight {document.path}")
    return 0
