"""`fortnight merge BASE OURS THEIRS`: merge two edits of an assessment; works as a git merge driver."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fortnight.storage.merge_driver import merge_files


def run(arguments: argparse.Namespace) -> int:
    """Write the merged file to OURS; exit 0 when it is clean, 1 when a person must decide something.

    Raises FileProblem, and writes nothing, when one of the files cannot be read.
    """
    merged = merge_files(Path(arguments.base), Path(arguments.ours), Path(arguments.theirs))
    for path in merged.commented:
        print(f"{path}: its comments could not be carried into the merged file.", file=sys.stderr)
    if not merged.conflicts:
        return 0
    count = len(merged.conflicts)
    what = "1 place was" if count == 1 else f"{count} places were"
    # Git hands over a copy with a name of its own, which tells nobody anything.
    name = "The merged file" if Path(arguments.ours).name.startswith(".merge_file") else arguments.ours
    print(
        f"{name}: {what} changed differently on both sides ({', '.join(merged.conflicts)}); open it in fortnight, "
        "or run `fortnight ask` on it, and choose.",
        file=sys.stderr,
    )
    return 1
