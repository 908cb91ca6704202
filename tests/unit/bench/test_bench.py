"""The bench runs, tells what it found, and fails where a budget is missed. No test looks at a time."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import summary
from bench.__main__ import BENCHES, main
from bench.clock import best_times
from bench.row import Row, Sense, Unit

KEPT = Row(what="kept", value=50.0, unit=Unit.MILLISECONDS, bound=50.0)
MISSED = Row(what="planted", value=3.9, unit=Unit.TIMES, bound=4.0, sense=Sense.AT_LEAST)


def bench_of(*rows: Row) -> Callable[..., Iterator[Row]]:
    return lambda *, small: iter(rows)


@pytest.mark.parametrize(
    ("sense", "value", "kept"),
    [
        (Sense.AT_MOST, 49.9, True),
        (Sense.AT_MOST, 50.0, True),
        (Sense.AT_MOST, 50.1, False),
        (Sense.AT_LEAST, 49.9, False),
        (Sense.AT_LEAST, 50.0, True),
        (Sense.AT_LEAST, 50.1, True),
    ],
)
def test_row_is_kept_on_its_side_of_the_bound(sense: Sense, value: float, kept: bool) -> None:
    assert Row(what="", value=value, unit=Unit.TIMES, bound=50.0, sense=sense).is_kept is kept


def test_bench_that_keeps_its_budgets_exits_0_and_says_so_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "new" / "bench.json"

    code = main(["--output", str(output)], benches={"one": bench_of(KEPT)})

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "kept     50.00 ms  at most    50.00 ms  kept",
        "KEPT all 1 budgets",
    ]
    told = json.loads(output.read_text(encoding="utf-8"))
    assert told["kept"] is True
    assert told["rows"] == [
        {"what": "kept", "value": 50.0, "unit": "ms", "sense": "at most", "bound": 50.0, "kept": True}
    ]


def test_planted_miss_exits_1_and_is_named_in_the_last_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "bench.json"

    code = main(["--output", str(output)], benches={"one": bench_of(KEPT), "two": bench_of(MISSED, KEPT)})

    assert code == 1
    assert capsys.readouterr().out.splitlines()[-1] == "MISSED 1 of 3 budgets: planted"
    told = json.loads(output.read_text(encoding="utf-8"))
    assert told["kept"] is False
    assert [row["kept"] for row in told["rows"]] == [True, False, True]


def test_only_the_benches_that_are_named_run(tmp_path: Path) -> None:
    benches = {"one": bench_of(KEPT), "two": bench_of(MISSED)}

    assert main(["one", "--output", str(tmp_path / "bench.json")], benches=benches) == 0


def test_a_bench_that_does_not_exist_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["three"], benches={"one": bench_of(KEPT)})

    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == "bench: error: no such bench: three"


def test_every_bench_runs_through_at_its_small_size() -> None:
    for bench in BENCHES.values():
        rows = list(bench(small=True))

        assert rows
        assert all(row.value > 0 for row in rows)


def test_budget_of_the_summary_is_that_of_the_design() -> None:
    """DESIGN.md: 70 tasks, 200 voters, 20 municipalities under 50 ms; its growth is told beside it."""
    assert str(summary.REAL.largest) == "70 tasks, 200 voters, 20 municipalities"

    first, *ratios = summary.measure(small=True)

    assert (first.unit, first.bound, first.sense) == (Unit.MILLISECONDS, 50.0, Sense.AT_MOST)
    doublings = len(summary.SMALL.by_tasks) - 1 + len(summary.SMALL.by_voters) - 1
    assert [row.unit for row in ratios] == [Unit.TIMES] * (1 + doublings)


def test_tasks_are_timed_in_turn_after_one_run_that_does_not_count() -> None:
    ran: list[str] = []

    best = best_times({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, repeats=2)

    assert ran == ["a", "b", "a", "b", "a", "b"]
    assert list(best) == ["a", "b"]
