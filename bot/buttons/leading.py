"""The buttons about who leads."""

from dataclasses import dataclass

from bot.buttons.form import Button, button


@button("La")
@dataclass(frozen=True)
class Leaders(Button):
    """Begeleiders."""

    conference: str


@button("Lb")
@dataclass(frozen=True)
class AddLeader(Button):
    """Begeleider toevoegen: asks for a name."""

    conference: str


@button("Lc")
@dataclass(frozen=True)
class HandOver(Button):
    """Draag over aan this facilitator: asks once more."""

    conference: str
    participant: str


@button("Ld")
@dataclass(frozen=True)
class HandOverNow(Button):
    """Ja, draag over."""

    conference: str
    participant: str


@button("Le")
@dataclass(frozen=True)
class WithdrawLeader(Button):
    """The invitation of this facilitator ends."""

    participant: str


@button("Lf")
@dataclass(frozen=True)
class TakeOver(Button):
    """What can be done about this conference, which nobody leads."""

    conference: str


@button("Lg")
@dataclass(frozen=True)
class TakeOverNow(Button):
    """Ja, ik begeleid."""

    conference: str


@button("Lh")
@dataclass(frozen=True)
class NameLeader(Button):
    """A woordvoerder names somebody to lead: asks for the name."""

    conference: str


@button("Li")
@dataclass(frozen=True)
class ConfirmLeader(Button):
    """A second woordvoerder agrees with the request that `mark` names."""

    conference: str
    mark: str
