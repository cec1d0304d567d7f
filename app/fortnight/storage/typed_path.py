"""The place of a file that somebody typed, and whether anything is there."""

from __future__ import annotations

from pathlib import Path

from fortnight.errors import FileProblem, Problem, UserError


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


def exists(path: Path) -> bool:
    """Return whether there is anything at `path`; raises FileProblem where the system does not let us look."""
    try:
        return path.exists()
    except (OSError, ValueError) as error:
        raise FileProblem(str(path), (Problem("", why_not_read(error)),)) from error


def why_not_read(error: OSError | ValueError) -> str:
    """Return why a file could not be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name a file in it"
    if isinstance(error, PermissionError):
        return "you may not read this file; ask its owner for access"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read ({error.strerror}); check the name and the disk"
    return "is not a name that a file can have; check it"
