"""What becomes of each press of a batch. Pure: from what the database holds to verdicts and what to write.

Of several presses of one person on one item the latest goes in. Within a channel the update's number tells which
is later; between channels, and without a number, the arrival at the writer. An answer and the mark 'onaanvaardbaar'
are two things: a press on one does not make a press on the other older.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from flows.ports import Press, UpdateRef, Verdict, VerdictWord
from flows.words import Kind


class Stored(NamedTuple):
    """One person's row for one item; without a row everything is empty."""

    value: str | None = None
    no_opinion: bool = False
    unacceptable: bool = False
    text: str = ""
    carried: bool = False
    """Brought along from the round before, and not pressed on yet."""
    last: UpdateRef | None = None
    last_mark: UpdateRef | None = None

    @property
    def is_answered(self) -> bool:
        """Only a mark is no answer."""
        return self.value is not None or self.no_opinion

    @property
    def content(self) -> tuple[str | None, bool, bool]:
        """What a commitment covers."""
        return self.value, self.no_opinion, self.unacceptable


class Standing(NamedTuple):
    """What the database says of one press: who it is, whether he may, and what he answered before."""

    refusal: VerdictWord | None
    conference: str = ""
    round_id: str = ""
    kind: str = ""
    participant: str | None = None
    ref: str = ""
    key: str | None = None
    """The key of this person's commitments in this round, once there is one."""
    stored: Stored | None = None
    """None while there is no row."""


_EMPTY: Final = Stored()


@dataclass(kw_only=True, slots=True)
class Seat:
    """One person at one item, while a batch is being ruled on."""

    round: int
    item: str
    standing: Standing
    after: Stored
    answer: int | None = None
    """The place in the batch of the press that sets the answer."""
    mark: int | None = None
    """... and of the press that sets the mark."""

    @property
    def before(self) -> Stored:
        return self.standing.stored or _EMPTY

    @property
    def is_changed(self) -> bool:
        """Whether the content is another."""
        return self.after.content != self.before.content

    @property
    def is_told(self) -> bool:
        """Whether the log gets an entry: also for what was brought along and confirmed, so that in a further round
        the log does not tell who changed his mind from who did not."""
        return self.is_changed or (self.before.carried and not self.after.carried)

    @property
    def is_written(self) -> bool:
        """Whether the row has to be stored; no row is made to say 'not marked'."""
        return self.after != self.before and (self.standing.stored is not None or self.is_changed)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """A verdict per press, in the batch's order, and the seats that pressed."""

    verdicts: tuple[Verdict, ...]
    seats: tuple[Seat, ...]


@dataclass(kw_only=True)
class _Batch:
    presses: Sequence[Press]
    words: dict[int, VerdictWord] = field(default_factory=dict)
    seats: dict[tuple[int, str, str], Seat] = field(default_factory=dict)
    seat_of: dict[int, Seat] = field(default_factory=dict)


def is_sound(press: Press) -> bool:
    """Whether a press can be stored at all: one thing is pressed, in text that SQLite takes."""
    pressed = (press.value is not None, press.no_opinion, press.mark is not None)
    if sum(pressed) != 1:
        return False
    text = f"{press.account.channel}{press.account.external}{press.item}{press.value or ''}"
    try:
        return b"\x00" not in text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can carry and UTF-8 cannot
        return False


def rule(presses: Sequence[Press], standings: Sequence[Standing], fresh: Iterable[bool]) -> Ruling:
    """`fresh` tells per press whether its update was seen for the first time."""
    batch = _Batch(presses=presses)
    for place, (press, standing, is_new) in enumerate(zip(presses, standings, fresh, strict=True)):
        seat = _take_seat(batch, place, standing)
        if not is_new:
            batch.words[place] = VerdictWord.DUPLICATE
        elif standing.refusal is not None or seat is None:
            batch.words[place] = standing.refusal or VerdictWord.INVALID
        elif press.mark is None:
            _offer_answer(batch, place, seat)
        else:
            _offer_mark(batch, place, seat)
    for seat in batch.seats.values():
        _fill(batch, seat)
    verdicts = tuple(_verdict(batch, place, standing) for place, standing in enumerate(standings))
    return Ruling(verdicts=verdicts, seats=tuple(batch.seats.values()))


def _take_seat(batch: _Batch, place: int, standing: Standing) -> Seat | None:
    if standing.participant is None or standing.refusal is VerdictWord.INVALID:
        return None
    press = batch.presses[place]
    found = batch.seats.setdefault(
        (press.round, press.item, standing.participant),
        Seat(round=press.round, item=press.item, standing=standing, after=standing.stored or _EMPTY),
    )
    batch.seat_of[place] = found
    return found


def _offer_answer(batch: _Batch, place: int, seat: Seat) -> None:
    current = seat.before.last if seat.answer is None else batch.presses[seat.answer].update
    if _is_older(batch.presses[place].update, current):
        batch.words[place] = VerdictWord.SUPERSEDED
        return
    if seat.answer is not None:
        batch.words[seat.answer] = VerdictWord.SUPERSEDED
    seat.answer = place


def _offer_mark(batch: _Batch, place: int, seat: Seat) -> None:
    current = seat.before.last_mark if seat.mark is None else batch.presses[seat.mark].update
    if _is_older(batch.presses[place].update, current):
        batch.words[place] = VerdictWord.SUPERSEDED
        return
    if seat.mark is not None:
        batch.words[seat.mark] = VerdictWord.SUPERSEDED
    seat.mark = place


def _is_older(update: UpdateRef | None, than: UpdateRef | None) -> bool:
    if update is None or than is None or update.channel != than.channel:
        return False
    return (update.epoch, update.number) < (than.epoch, than.number)


def _fill(batch: _Batch, seat: Seat) -> None:
    """What the row becomes, and the words of the presses that made it so."""
    before = seat.before
    if seat.answer is not None:
        press = batch.presses[seat.answer]
        seat.after = seat.after._replace(
            value=press.value,
            no_opinion=press.no_opinion,
            text=_kept_text(seat.standing.kind, before, press),
            carried=False,
            last=press.update,
        )
        is_same = (press.value, press.no_opinion) == (before.value, before.no_opinion)
        batch.words[seat.answer] = _word(is_first=not before.is_answered, is_same=is_same)
    if seat.mark is not None:
        press = batch.presses[seat.mark]
        seat.after = seat.after._replace(unacceptable=bool(press.mark), last_mark=press.update)
        is_same = bool(press.mark) == before.unacceptable
        batch.words[seat.mark] = _word(is_first=seat.standing.stored is None and not is_same, is_same=is_same)


def _word(*, is_first: bool, is_same: bool) -> VerdictWord:
    if is_first:
        return VerdictWord.STORED
    return VerdictWord.UNCHANGED if is_same else VerdictWord.CHANGED


def _kept_text(kind: str, before: Stored, press: Press) -> str:
    """The text of a mits or bezwaar belongs to the word: another word begins without."""
    if kind != Kind.CONSENT or _consent_word(before.value) == _consent_word(press.value):
        return before.text
    return ""


def _consent_word(value: str | None) -> str:
    """The word itself, without the option that may follow an objection."""
    try:
        return str(json.loads(value or "null")).partition(":")[0]
    except ValueError:
        return ""


def _verdict(batch: _Batch, place: int, standing: Standing) -> Verdict:
    word, seat = batch.words[place], batch.seat_of.get(place)
    if seat is None:
        return Verdict(word=word, participant=standing.participant)
    went_in = place in {seat.answer, seat.mark}
    return Verdict(
        word=word,
        participant=standing.participant,
        value=seat.after.value,
        no_opinion=seat.after.no_opinion,
        unacceptable=seat.after.unacceptable,
        previous=seat.before.value if went_in else None,
        previous_no_opinion=went_in and seat.before.no_opinion,
    )
