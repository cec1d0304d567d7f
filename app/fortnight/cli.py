"""The command line: parse, call, print. Heavy imports happen only in the branch that needs them.

Exit codes: 0 done, 1 a problem with the user's input, 2 wrong usage, 3 a fault of ours.
stdout carries the result, stderr everything else.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from fortnight import __version__

COMMANDS = {
    "new": "start an assessment file",
    "next": "start next quarter's file from the last one",
    "brief": "write a role pack for each participant, to fill before the workshop",
    "collect": "take the filled role packs in: levels become votes without names",
    "ask": "answer line by line in a plain terminal",
    "check": "validate files; with --stage, say which clauses are open",
    "score": "print the maturity scores",
    "roi": "print the return on investment as ranges",
    "roadmap": "print the roadmap",
    "verdict": "print what to do with each use case, and why",
    "compare": "say what moved between two assessments, or over all in a folder",
    "report": "render the report as PDF, HTML, Markdown, CSV or JSON",
    "merge": "merge two edits of a file; works as a git merge driver",
    "questionnaire": "list, show, check or write questionnaires",
    "doctor": "say what is installed, what is missing and how to mend it",
}
"""Every subcommand and its help, in the order in which `--help` lists them."""


_FILE = "the assessment: TOML, or a PDF made by fortnight"

_NO_ROOM = "What was to be printed could not be written: the disk is full; free some space or send it elsewhere."

_NO_FAULT_OF_OURS = {
    errno.ENOENT: "The folder that you are in is gone; change to another and try again.",
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: "What was to be printed is larger than the system allows for a file; ask for a larger limit.",
    errno.EIO: "What was to be printed could not be written there; send it elsewhere.",
}
"""What the system says without naming a file, which is of the place that we run in or print to, and what to do."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="fortnight",
        description="Would this AI proof of concept keep running if its team were gone for two weeks, "
        "and is it worth the work to get there?",
        epilog="`fortnight` alone, or with the path of a folder, an assessment or a PDF made by fortnight, "
        "opens the app.",
    )
    parser.add_argument("--version", action="version", version=f"fortnight {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    made = {name: commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
            for name, text in COMMANDS.items()}

    made["new"].add_argument("file", metavar="FILE", help="the assessment to write, such as 2026-q4.toml")
    made["new"].add_argument("--questionnaire", default="poc-to-production", metavar="ID",
                             help="default: poc-to-production; `fortnight questionnaire list` lists them")
    made["new"].add_argument("--organisation", default="", metavar="NAME", help="whom it is about")

    made["next"].add_argument("previous", metavar="PREVIOUS", help="last quarter's TOML or PDF")
    made["next"].add_argument("file", metavar="FILE", help="the assessment to write")

    for name in ("brief", "collect", "score", "roi", "roadmap", "verdict", "report"):
        made[name].add_argument("file", metavar="FILE", help=_FILE)
    made["brief"].add_argument("-o", "--out", required=True, metavar="FOLDER", help="where the packs are written")
    made["collect"].add_argument("replies", nargs="+", metavar="REPLY", help="the packs that came back, TOML")
    made["ask"].add_argument("file", metavar="FILE", help=f"{_FILE}, or a role pack to fill")

    made["check"].add_argument("files", nargs="+", metavar="FILE", help=_FILE)
    made["check"].add_argument("--stage", choices=("pilot", "production", "scale"),
                               help="exit 1 when a gate below this stage is open")

    made["roi"].add_argument("--use-case", metavar="ID", help="this one alone")
    made["roi"].add_argument("--draws", type=_WholeNumber(minimum=100, maximum=5_000_000), metavar="N",
                             help="how many futures are drawn; default: 50,000")
    made["roi"].add_argument("--seed", type=_WholeNumber(minimum=0, maximum=2**32 - 1), metavar="N",
                             help="which futures are drawn; default: as the file says")
    made["roi"].add_argument("--irr", action="store_true",
                             help="also the internal rate of return, or why there is none")
    for name in ("score", "roi", "roadmap", "verdict"):
        _add_json(made[name])

    made["compare"].add_argument("old", metavar="OLD", help="the earlier file; a folder, alone, for a trend over "
                                 "all assessments in it")
    made["compare"].add_argument("new", metavar="NEW", nargs="?", help="the later file, TOML or PDF")
    _add_json(made["compare"])

    report = made["report"]
    report.add_argument("-o", "--out", metavar="OUT", help="default: beside the assessment, same name")
    report.add_argument("--template", default="full", metavar="NAME", help="full, board, or one of your own")
    report.add_argument("--format", choices=("pdf", "html", "md", "csv", "json"), default=None,
                        help="default: from OUT's ending, else pdf")
    report.add_argument("--without-answers", action="store_true", help="do not attach the answers to the PDF")
    report.add_argument("--redact", action="store_true",
                        help="take the names of people, notes and evidence out of page and attachment")

    made["merge"].add_argument("base", metavar="BASE", help="the file that both began with")
    made["merge"].add_argument("ours", metavar="OURS", help="one edit of it; the merged file takes its place")
    made["merge"].add_argument("theirs", metavar="THEIRS", help="the other edit")

    kinds = made["questionnaire"].add_subparsers(dest="task", metavar="TASK", required=True)
    kinds.add_parser("list", help="list what is found, and which one wins")
    kinds.add_parser("show", help="print a questionnaire as text").add_argument(
        "id", metavar="ID", help="an id of the list, or a file")
    kinds.add_parser("check", help="find what a writer got wrong").add_argument(
        "file", metavar="FILE", help="the questionnaire")
    kinds.add_parser("new", help="write a small commented example").add_argument(
        "file", metavar="FILE", help="where to write it")
    kinds.add_parser("schema", help="print a JSON Schema for editors")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; no traceback ever reaches the user."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_a_letter(stream)
    try:
        code = _run(arguments)
        sys.stdout.flush()  # here, where a reader that has gone can still be told from a fault
        return code
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads stdout has gone (`| head`).
        _drop_what_cannot_be_printed()
        return 0
    except Exception as fault:  # noqa: BLE001 - the last line of defence; the trace goes to the log
        return _explain(fault)


def _run(arguments: list[str]) -> int:
    opens_app = not arguments or (arguments[0] not in COMMANDS and not arguments[0].startswith("-"))
    if opens_app:
        if len(arguments) > 1:
            print(f"fortnight: one path at a time; `{arguments[1]}` is too many. See `fortnight --help`.",
                  file=sys.stderr)
            return 2
        command = importlib.import_module("fortnight.commands.app")
        return int(command.run(arguments[0] if arguments else None))
    try:
        parsed = build_parser().parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    command = importlib.import_module(f"fortnight.commands.{parsed.command}")
    return int(command.run(parsed))


def _explain(fault: Exception) -> int:
    from fortnight.errors import FortnightError

    if isinstance(fault, FortnightError):
        print(fault, file=sys.stderr)
        return fault.exit_code
    if isinstance(fault, OSError) and fault.filename is None and fault.errno in _NO_FAULT_OF_OURS:
        print(_NO_FAULT_OF_OURS[fault.errno], file=sys.stderr)
        _drop_what_cannot_be_printed()
        return 1
    from fortnight.storage.faults import write_fault

    log = write_fault(fault)
    print(f"Something in fortnight went wrong ({type(fault).__name__}). Your file is as it was last saved. "
          f"The details are in {log}; please send them with a report of what you did.", file=sys.stderr)
    return 3


def _drop_what_cannot_be_printed() -> None:
    """Python would complain of it again, in its own words, when it flushes at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Whoever closes a stream (`>&-`) wants nothing from it; Python has no stream there to write to or to ask."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115, PTH123 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123 - as long as the process


def _never_fail_on_a_letter(stream: TextIO) -> None:
    """A terminal that cannot show a letter gets a substitute instead of an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print stable JSON")


class _WholeNumber:
    """An argparse type: a whole number between two ends."""

    def __init__(self, *, minimum: int, maximum: int) -> None:
        self.minimum = minimum
        self.maximum = maximum

    def __call__(self, text: str) -> int:
        problem = f"{text!r} is not a whole number from {self.minimum} to {self.maximum}"
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(problem) from None
        if not self.minimum <= number <= self.maximum:
            raise argparse.ArgumentTypeError(problem)
        return number
