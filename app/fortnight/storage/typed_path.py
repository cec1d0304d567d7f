"""The place of a file that somebody typed."""

from __future__ import annotations

from pathlib import Path

from fortnight.errors import UserError


def typed_path(text: str, folder: Path) -> Path:
    """Return where the typed `text` points, seen from `folder`; `~` is the home folder.

    Whether there is a file is another question. Raises UserError when it is a folder, or when no file can have
    that name.
    """
    name = text.strip()
    if not name:
        raise UserError("Name the file.")
    try:
        path = folder / Path(name).expanduser()
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return path
    except OSError as problem:
        raise UserError(f"There can be no file of this name: {str(problem.strerror).lower()}.") from problem
    except RuntimeError as problem:
        raise UserError(f"{Path(name).parts[0]} is nobody's home folder here.") from problem
    except ValueError as problem:
        raise UserError("There can be no file of this name: it holds a letter that no name can have.") from problem
    if path.is_dir():
        raise UserError(f"{path} is a folder; add a name for the file.")
    return path
