"""The rows as a table for people, as JSON for machines, and as one sentence."""

import json
import platform
import sys
from collections.abc import Sequence

from bench.row import Row

_KEPT = {True: "kept", False: "MISSED"}


def draw_table(rows: Sequence[Row]) -> str:
    """One line a row: what, value, budget, and whether it was kept."""
    wide = max((len(row.what) for row in rows), default=0)
    return "\n".join(f"{row.what:<{wide}}  {_figures(row)}  {_KEPT[row.is_kept]}" for row in rows)


def write_json(rows: Sequence[Row]) -> str:
    """Everything in the table, with the machine that it was measured on."""
    body = {
        "schema": "rondetafel/bench/1",
        "python": platform.python_version(),
        "machine": f"{sys.platform} {platform.machine()}",
        "kept": all(row.is_kept for row in rows),
        "rows": [
            {
                "what": row.what,
                "value": round(row.value, 4),
                "unit": row.unit,
                "sense": row.sense,
                "bound": row.bound,
                "kept": row.is_kept,
            }
            for row in rows
        ],
    }
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def judge(rows: Sequence[Row]) -> str:
    """The verdict, in one line: all budgets kept, or which are missed."""
    missed = [row.what for row in rows if not row.is_kept]
    if missed:
        return f"MISSED {len(missed)} of {len(rows)} budgets: {'; '.join(missed)}"
    return f"KEPT all {len(rows)} budgets"


def _figures(row: Row) -> str:
    return f"{row.value:8.2f} {row.unit:<2}  {row.sense:<8} {row.bound:7.2f} {row.unit:<2}"
