"""`python -m bench`: measures, prints the table, writes it as JSON, and ends with the verdict.

Exit 0 where every budget is kept, 1 where one is missed, 2 for wrong use.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bench import summary
from bench.row import Row
from bench.table import draw_table, judge, write_json

Bench = Callable[..., Iterable[Row]]
"""measure(small=...): its rows. With `small` it runs through in no time, and its figures say nothing."""

BENCHES: Mapping[str, Bench] = {"summary": summary.measure}


def main(arguments: Sequence[str] | None = None, *, benches: Mapping[str, Bench] = BENCHES) -> int:
    """Run the benches that are named, or all. Raises SystemExit(2) for wrong use."""
    wanted = _read(arguments, names=list(benches))
    rows = [row for name in wanted.names or benches for row in benches[name](small=wanted.small)]
    wanted.output.parent.mkdir(parents=True, exist_ok=True)
    wanted.output.write_text(write_json(rows), encoding="utf-8")
    print(draw_table(rows))
    print(judge(rows))
    return 0 if all(row.is_kept for row in rows) else 1


def _read(arguments: Sequence[str] | None, *, names: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="Measure the budgets of the design.")
    parser.add_argument("names", nargs="*", metavar="BENCH", help=f"{', '.join(names)} (default: all)")
    parser.add_argument("--small", action="store_true", help="tiny sizes: does it run; the figures say nothing")
    parser.add_argument("--output", type=Path, default=Path("uitvoer/bench.json"), help="default: %(default)s")
    wanted = parser.parse_args(arguments)
    if unknown := set(wanted.names) - set(names):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
