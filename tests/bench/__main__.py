"""`make bench`: every budget as a ratio or a time, measured in this one run."""

from __future__ import annotations

import datetime as dt
import sys

from tests.bench import bench_keys, bench_pdf, bench_roadmap, bench_roi, bench_save, bench_start
from tests.bench.measure import cpu, table

BENCHES = (bench_start, bench_keys, bench_save, bench_roi, bench_roadmap, bench_pdf)


def main() -> int:
    """Print the table; exit 1 when a budget is exceeded."""
    rows = [row for bench in BENCHES for row in bench.rows()]
    print(f"{dt.date.today():%d %B %Y}, {cpu()}, Python {sys.version.split()[0]}\n")
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
