"""Buttons of the clock: end times, reminders, schorsingen and the plan of the day. `seen` is a moment in seconds."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("De")
@dataclass(frozen=True)
class EndTime(Button):
    """Eindtijd: show the choice."""

    round: int


@button("Dm")
@dataclass(frozen=True)
class EndIn(Button):
    """The round ends so many minutes from now."""

    round: int
    minutes: int


@button("Dt")
@dataclass(frozen=True)
class TypeEnd(Button):
    """Another end time, typed."""

    round: int


@button("Dw")
@dataclass(frozen=True)
class DropEnd(Button):
    """Geen eindtijd."""

    round: int


@button("Dx")
@dataclass(frozen=True)
class ExtendEnd(Button):
    """5 minuten erbij, from the end time that was shown."""

    round: int
    seen: int


@button("Dh")
@dataclass(frozen=True)
class Remind(Button):
    """Herinner."""

    round: int


@button("Da")
@dataclass(frozen=True)
class Awaited(Button):
    """Wie nog niet."""

    round: int


@button("Du")
@dataclass(frozen=True)
class Enough(Button):
    """Dit was het, below a reminder."""

    round: int


@button("Dp")
@dataclass(frozen=True)
class PauseChoice(Button):
    """Schorsing: show the choice."""

    round: int


@button("Ds")
@dataclass(frozen=True)
class Pause(Button):
    """A schorsing of so many minutes from now."""

    round: int
    minutes: int


@button("Dy")
@dataclass(frozen=True)
class ExtendPause(Button):
    """5 minuten erbij, from the end of the schorsing that was shown."""

    round: int
    seen: int


@button("Dz")
@dataclass(frozen=True)
class EndPause(Button):
    """The schorsing that was shown is over now."""

    round: int
    seen: int


@button("Dq")
@dataclass(frozen=True)
class RequestPause(Button):
    """Schorsing vragen, by a woordvoerder."""

    round: int


@button("Dd")
@dataclass(frozen=True)
class DayPlanCard(Button):
    """Dagplan."""

    conference: str


@button("Di")
@dataclass(frozen=True)
class TypeDay(Button):
    """Begin and end of the day, typed."""

    conference: str


@button("Dl")
@dataclass(frozen=True)
class SetDay(Button):
    """The day begins and ends at these moments (seconds)."""

    conference: str
    begins: int
    ends: int
