"""What happened on the server: every call, every press of a button, and everything that stood in a chat."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

MINUTE = timedelta(seconds=60)

SENDS = frozenset({"sendmessage", "senddocument", "sendphoto"})
EDITS = frozenset({"editmessagetext", "editmessagecaption", "editmessagereplymarkup"})


class Change(StrEnum):
    """What happened to a message."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One request of the bot. `method` in lower case; `status` 200 or the error code; `description` of a refusal."""

    method: str
    chat: int | None
    message: int | None
    moment: datetime
    status: int
    description: str = ""

    @property
    def refused(self) -> bool:
        return self.status != 200


@dataclass(kw_only=True, slots=True)
class Press:
    """One press of a button, with the answer that the bot gave (None while there is none)."""

    id: str
    person: int
    chat: int
    message: int
    data: str
    moment: datetime
    answered_at: datetime | None = None
    text: str = ""
    alert: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What people saw of a message at a moment. `sender` is a user id; `buttons` are the labels, row by row."""

    moment: datetime
    chat: int
    message: int
    sender: int
    change: Change
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    picture: bool = False
    """Whether the text is the caption of a picture."""


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """A chat: what stands in it, oldest message first, and the sequence of all that was shown."""

    standing: tuple[Shown, ...]
    sequence: tuple[Shown, ...]


@dataclass(kw_only=True)
class Ledger:
    """Written by the server and the world, asked by rehearsals and tests."""

    calls: list[Call] = field(default_factory=list)
    presses: list[Press] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)

    def refused(self) -> tuple[Call, ...]:
        """Calls that got an error, in order."""
        return tuple(call for call in self.calls if call.refused)

    def unanswered(self) -> tuple[Press, ...]:
        """Presses that the bot has not answered."""
        return tuple(press for press in self.presses if press.answered_at is None)

    def busiest_minute(self, chat: int) -> int:
        """The largest number of accepted messages and edits in this chat within any 60 seconds."""
        return _busiest(call.moment for call in self.calls if call.chat == chat and _counts(call))

    def busiest_minutes(self) -> Mapping[int, int]:
        """`busiest_minute` of every group in which the bot wrote."""
        groups = sorted({call.chat for call in self.calls if call.chat is not None and call.chat < 0})
        return {chat: self.busiest_minute(chat) for chat in groups}

    def transcript(self, chat: int) -> Transcript:
        sequence = tuple(shown for shown in self.shown if shown.chat == chat)
        standing: dict[int, Shown] = {}
        for shown in sequence:
            if shown.change is Change.DELETED:
                standing.pop(shown.message, None)
            else:
                standing[shown.message] = shown
        return Transcript(standing=tuple(standing.values()), sequence=sequence)


def _counts(call: Call) -> bool:
    return not call.refused and (call.method in SENDS or call.method in EDITS)


def _busiest(moments: Iterable[datetime]) -> int:
    """Moments exactly 60 seconds apart are not within one minute."""
    window: deque[datetime] = deque()
    most = 0
    for moment in moments:
        window.append(moment)
        while moment - window[0] >= MINUTE:
            window.popleft()
        most = max(most, len(window))
    return most
