"""How long to wait before trying again: twice as long each time, up to a limit."""

FIRST = 1.0
MOST = 30.0


class Backoff:
    """1, 2, 4, 8, 16, 30, 30, ... seconds by default. Without chance: one bot has nobody to be out of step with."""

    def __init__(self, *, first: float = FIRST, most: float = MOST) -> None:
        self._first = first
        self._most = most
        self._next = first

    def next(self) -> float:
        """Seconds to wait now."""
        wait, self._next = self._next, min(self._next * 2, self._most)
        return wait

    def reset(self) -> None:
        """It went well: begin small again."""
        self._next = self._first
