"""The system libraries that drawing a PDF needs: which are missing, and the command that brings them."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    """One shared library and the names under which systems know it."""

    title: str
    names: tuple[str, ...]


LIBRARIES = (
    Library("Pango", ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0")),
    Library("PangoFT2", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll",
                         "pangoft2-1.0")),
    Library("HarfBuzz subset", ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib",
                                "libharfbuzz-subset-0.dll", "harfbuzz-subset")),
)

_HOMEBREW = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))


def prepare_search_path() -> None:
    """Let a Python that does not come from Homebrew find Homebrew's libraries; does nothing elsewhere."""
    if platform.system() != "Darwin" or "DYLD_FALLBACK_LIBRARY_PATH" in os.environ:
        return
    folders = [str(folder) for folder in _HOMEBREW if folder.is_dir()]
    os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join([*folders, "/usr/lib"])


def missing_libraries() -> tuple[str, ...]:
    """Return the titles of the libraries that this system cannot load."""
    prepare_search_path()
    return tuple(library.title for library in LIBRARIES if not _loads(library))


def install_command() -> str:
    """Return the command that installs the libraries on this system."""
    if platform.system() == "Darwin":
        return "brew install pango"
    if platform.system() == "Windows":
        return "pacman -S mingw-w64-ucrt-x86_64-pango (in MSYS2), then set WEASYPRINT_DLL_DIRECTORIES"
    commands = {
        "apt-get": "apt-get install --no-install-recommends -y "
                   "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "dnf": "dnf install -y pango harfbuzz",
        "apk": "apk add pango harfbuzz-subset",
        "pacman": "pacman -S --noconfirm pango",
        "zypper": "zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    }
    for tool, command in commands.items():
        if shutil.which(tool):
            return command if _is_root() else f"sudo {command}"
    return f"install Pango and HarfBuzz (with its subset library) with the package manager of {platform.system()}"


def _loads(library: Library) -> bool:
    candidates = list(library.names)
    if platform.system() == "Darwin":
        candidates += [str(folder / name) for folder in _HOMEBREW for name in library.names]
    found = ctypes.util.find_library(library.names[-1])
    if found:
        candidates.append(found)
    return any(_opens(name) for name in candidates)


def _opens(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
