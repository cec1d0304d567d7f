"""One person's settings of the app, kept in a small file that may also be edited by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import StrictBool

from fortnight.core.base import Frozen, Text
from fortnight.errors import FileProblem, UserError, sentence_for
from fortnight.storage import toml_text
from fortnight.storage.atomic import write_atomically
from fortnight.storage.locations import user_settings_file
from fortnight.storage.toml_files import read_bytes, validated, why_not_written


class UserSettings(Frozen):
    """What a person chose on this machine."""

    theme: Text = ""
    """Name of the theme; empty for the usual one."""
    wall: StrictBool = False
    """Starts without the frame, for a projector."""
    keymap: Mapping[Text, Text] = {}
    """Other keys for commands: the id of a command and the key or keys, separated by commas."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in force, and one sentence when the file could not be used."""

    settings: UserSettings
    problem: str = ""


def load_settings() -> LoadedSettings:
    """Return the user's settings; a file that cannot be used gives the usual ones and the reason."""
    file = user_settings_file()
    if not file.exists():
        return LoadedSettings(UserSettings())
    try:
        content, _ = read_bytes(file)
        table = toml_text.parse(content, str(file)) if content.strip() else {}
        return LoadedSettings(validated(UserSettings, table, str(file)))
    except FileProblem as problem:
        reason = sentence_for(problem.file, problem.problems[0])
        return LoadedSettings(UserSettings(), f"Your settings are not used. {reason}")


def save_settings(settings: UserSettings) -> None:
    """Write the user's settings; the file before becomes `settings.toml.bak`. Raises UserError."""
    file = user_settings_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(file, toml_text.write(settings.table()).encode(), keep_previous=True)
    except OSError as error:
        raise UserError(why_not_written(file, error)) from error
