"""How time is taken: the best of some runs, of things that are compared in turn, without the garbage collector."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

_Name = TypeVar("_Name")


def best_times(tasks: Mapping[_Name, Callable[[], object]], *, repeats: int) -> dict[_Name, float]:
    """Seconds that each task takes at best, of `repeats` runs after one that does not count.

    The best, as everything else that a machine does only adds to it. In turn, one run of each task at a time, so that
    what slows a machine down for a while slows all of them. The collector is off while a task runs and what was made
    beforehand is out of its sight, or else a task would pay for the garbage and the size of others.
    """
    for task in tasks.values():
        task()
    best = dict.fromkeys(tasks, float("inf"))
    with _set_aside():
        for _ in range(repeats):
            for name, task in tasks.items():
                best[name] = min(best[name], _time(task))
    return best


def _time(task: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        began = perf_counter()
        task()
        return perf_counter() - began
    finally:
        gc.enable()


@contextmanager
def _set_aside() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
