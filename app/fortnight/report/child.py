"""The child process that renders: `python -m fortnight.report.child MEDIUM`, with the path of a job on stdin.

It starts while the parent still calculates, so that WeasyPrint is loaded when the job arrives. Memory is limited
here, time in the parent. Every line on stdout is a `Message`.
"""

from __future__ import annotations

import base64
import contextlib
import math
import pickle
import sys
from pathlib import Path

from fortnight.errors import UserError
from fortnight.report.glyphs import code_of, coverage, show_missing
from fortnight.report.html import Assets, render_html
from fortnight.report.lint import page_problems
from fortnight.report.rendering import MEMORY_LIMIT, Message, RenderJob
from fortnight.report.web_font import with_fonts

_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf", ".otf": "font/otf"}


def main() -> int:
    """Wait for a job, render it, and return the exit code: 0 made, 1 a problem with the input."""
    medium = sys.argv[1]
    _limit_memory()
    if medium == "pdf":
        import fortnight.report.pdf  # noqa: F401 - loaded ahead of the job: it takes half a second
    path = sys.stdin.readline().rstrip("\n")
    if not path:
        return 0  # the parent has given up
    # A pickle from the parent's own private folder, not from a user.
    job: RenderJob = pickle.loads(Path(path).read_bytes())
    try:
        _render(job)
    except UserError as error:
        _say(Message(problem=str(error)))
        return 1
    except (MemoryError, RecursionError):
        _say(Message(problem=(
            f"{job.template}: drawing this report needs more memory than the {MEMORY_LIMIT // 1024**3} GB it may "
            "use; shorten the longest texts, or take `--format html`.")))
        return 1
    _say(Message(share=1.0, done=True))
    return 0


def _render(job: RenderJob) -> None:
    html = render_html(job.template, job.shared, job.context, job.words, medium=job.medium, assets=_assets(job))
    if job.own_template:
        for problem in page_problems(html):
            _say(Message(notice=f"{job.template}: {problem}"))
    if job.medium == "html":
        job.out.write_text(with_fonts(html, job.shared / "fonts"), encoding="utf-8")
        return
    html = _with_boxes(html, job)
    _say(Message(share=0.1, step="drawing the pages"))
    from fortnight.report.pdf import write_pdf

    names = {"logo": job.logo, "font": job.font}
    write_pdf(
        html, job.out, template=job.template, answers=job.answers, date=job.date, on_step=_tell,
        assets={kind: job.folder / name for kind, name in names.items() if name},
    )


def _with_boxes(html: str, job: RenderJob) -> str:
    fonts = sorted((job.shared / "fonts").glob("*.ttf"))
    if job.font:
        fonts.append(job.folder / job.font)
    html, letters = show_missing(html, coverage(fonts))
    if letters:
        codes = ", ".join(f"{letter} ({code_of(letter)})" for letter in letters[:12])
        _say(Message(notice=job.words.say("glyphs.notice", n=len(letters), count=len(letters), codes=codes)))
    return html


def _assets(job: RenderJob) -> Assets:
    """Return the addresses of logo and font: fixed names for a PDF, so that its bytes depend on no path."""
    if job.medium == "pdf":
        return Assets("asset:logo" if job.logo else "", "asset:font" if job.font else "")
    return Assets(*(_data_address(job.folder / name) if name else "" for name in (job.logo, job.font)))


def _data_address(path: Path) -> str:
    return f"data:{_KINDS[path.suffix]};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _tell(step: int, page: int) -> None:
    """Report progress: the number of pages is not known beforehand, so each one takes a part of what is left."""
    share = 0.1 + 0.1 * min(step, 4) / 4
    if step >= 5:
        share = 0.2 + 0.6 * (1 - math.exp(-page / 12)) if page else 0.8
    if step >= 6:
        share = 0.9
    _say(Message(share=share, step=f"drawing page {page}" if page else "drawing the pages"))


def _say(message: Message) -> None:
    print(message.line(), flush=True)  # noqa: T201 - stdout is the line to the parent


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # systems without such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


if __name__ == "__main__":
    sys.exit(main())
