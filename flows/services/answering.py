"""Answering: one press, one stored answer; the walk through a round; the texts that people write."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from flows.conference.model import Ballot, Participant, Round, RoundItem
from flows.errors import Invalid, Lost, NotFound
from flows.kinds import KINDS
from flows.ports import Account, Dialog, Press, UpdateRef, Verdict, VerdictWord
from flows.services.answerers import answerer_of, item_of, require_answerer, shown_items
from flows.services.piecing import CONTRIBUTION, Piecing
from flows.words import Consent, Kind, Mode, Party, RoundState

REASON_LIMIT: Final = 500
"""Characters of the text with a mits or bezwaar; at least one."""

REASON: Final = "reason"
"""The dialog in which the text of a mits or bezwaar is asked."""

NO_BOUND: Final = "none"
"""'I can accept none of the options' of an uitgangspunt."""


@dataclass(frozen=True, kw_only=True)
class Walk:
    """Somebody's way through a round: the items, the answers so far, and where it stands."""

    round: Round
    participant: Participant
    answers: Mapping[str, Ballot]
    at: str | None
    """The item that is shown; None for the overview."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """His own lines why, by item."""

    @property
    def item(self) -> RoundItem | None:
        return next((item for item in self.round.items if item.id == self.at), None)

    @property
    def open_items(self) -> tuple[RoundItem, ...]:
        """Items without a complete answer, in order."""
        return tuple(item for item in self.round.items if not self.is_done(item))

    def is_done(self, item: RoundItem) -> bool:
        """Whether this item has a complete answer; a mits or bezwaar is complete with its text.

        What was brought along from the round before counts, and is done when somebody looked at it.
        """
        ballot = self.answers.get(item.id)
        if ballot is None or ballot.carried:
            return False
        if ballot.no_opinion:
            return True
        if ballot.value is None or needs_text(self.round, ballot) or needs_bound(item, ballot):
            return False
        return KINDS[self.round.kind].complete(ballot.value, item=item, round_=self.round)


def needs_text(round_: Round, ballot: Ballot) -> bool:
    """A mits or bezwaar without its text."""
    return (
        round_.kind is Kind.CONSENT
        and not ballot.text
        and consent_word(ballot) in {Consent.CONDITION, Consent.OBJECTION}
    )


def needs_bound(item: RoundItem, ballot: Ballot) -> bool:
    """A bezwaar to an uitgangspunt that does not name the heaviest acceptable option yet."""
    return item.proposed is not None and bool(item.options) and str(ballot.value) == Consent.OBJECTION.value


def consent_word(ballot: Ballot) -> Consent | None:
    """The word of a consent answer, without the option that may follow it."""
    return None if ballot.value is None else Consent(str(ballot.value).partition(":")[0])


class Answering(Piecing):
    """Everything a member does in a round."""

    async def answer(self, press: Press) -> Verdict:
        """Store one answer on the short path. A value that the kind does not know is INVALID, nothing stored."""
        try:
            round_ = await self.round_of(press.round)
            item = item_of(round_, press.item)
            if press.mark is not None:
                if not round_.unacceptable:
                    return Verdict(word=VerdictWord.INVALID)
            elif press.no_opinion:
                if round_.party is Party.SPOKESPERSONS:
                    return Verdict(word=VerdictWord.INVALID)
            else:
                KINDS[round_.kind].parse(press.value or "", item=item, round_=round_)
        except (Invalid, NotFound):
            return Verdict(word=VerdictWord.INVALID)
        verdict = await self._store.record(press)
        replaced = press.mark is None and verdict.previous not in {None, verdict.value}
        if round_.kind is Kind.CONSENT and verdict.stands and replaced:
            await self._forget_reason(press.account, press.round, press.item)
        return verdict

    async def place_points(
        self, account: Account, key: int, item_id: str, option: str, points: int, *, update: UpdateRef | None = None
    ) -> Verdict:
        """Give an option this many points (absolute), in one transaction: of two fast taps neither undoes the other.

        Raises Invalid when that is more than there are left.
        """
        round_ = await self.round_of(key)
        item = item_of(round_, item_id)
        if round_.kind is not Kind.POINTS or points < 0 or option not in {o.id for o in item.options}:
            return Verdict(word=VerdictWord.INVALID)
        async with self._store.writing() as work:
            participant = await answerer_of(work, round_, account)
            ballot = (await work.own_ballots(key, participant.id)).get(item_id)
            before = ballot.value if ballot is not None and isinstance(ballot.value, Mapping) else {}
            if not await work.first_time(update):
                return Verdict(word=VerdictWord.DUPLICATE, value=KINDS[Kind.POINTS].encode(before))
            if (await work.round(key)).state is not RoundState.OPEN:
                return Verdict(word=VerdictWord.CLOSED)
            placed = {name: given for name, given in {**before, option: points}.items() if given}
            if sum(placed.values()) > (round_.budget or 0):
                raise Invalid("points_used_up")
            encoded = KINDS[Kind.POINTS].encode(placed)
            press = Press(update=None, account=account, round=key, item=item_id, value=encoded)
            verdict = await work.put_answer(press)
            await work.commit()
            return verdict

    async def clear_points(
        self, account: Account, key: int, item_id: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """'Opnieuw': take all points back."""
        return await self._place(account, key, item_id, {}, update=update)

    async def _place(
        self, account: Account, key: int, item_id: str, placed: Mapping[str, int], *, update: UpdateRef | None
    ) -> Verdict:
        encoded = KINDS[Kind.POINTS].encode({option: points for option, points in placed.items() if points})
        return await self.answer(Press(update=update, account=account, round=key, item=item_id, value=encoded))

    async def consent(
        self, account: Account, key: int, item_id: str, word: Consent, *, update: UpdateRef | None = None
    ) -> Verdict:
        """A mits or bezwaar is stored and its text asked for at once; the others need nothing more."""
        round_ = await self.round_of(key)
        item_of(round_, item_id)
        if round_.kind is not Kind.CONSENT or (word is Consent.COLLEGE and round_.party is not Party.SPOKESPERSONS):
            return Verdict(word=VerdictWord.INVALID)
        encoded = KINDS[Kind.CONSENT].encode(word.value)
        press = Press(update=update, account=account, round=key, item=item_id, value=encoded)
        if word in {Consent.CONDITION, Consent.OBJECTION}:
            return await self._ask_reason(press, word)
        return await self.answer(press)

    async def _ask_reason(self, press: Press, word: Consent) -> Verdict:
        """The answer and the question for its text are stored together: a restart asks on."""
        async with self._store.writing() as work:
            verdict = await work.put_answer(press)
            if verdict.stands:
                data: Mapping[str, str | int] = {"round": press.round, "item": press.item, "word": word.value}
                await work.set_dialog(press.account, Dialog(kind=REASON, data=data))
            await work.commit()
            return verdict

    async def _forget_reason(self, account: Account, key: int, item_id: str) -> None:
        """Another answer needs no text: what was asked about this item is not waited for any more."""
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            asked = (dialog.data.get("round"), dialog.data.get("item")) if dialog is not None else None
            if dialog is not None and dialog.kind == REASON and asked == (key, item_id):
                await work.set_dialog(account, None)
                await work.commit()

    async def give_reason(self, account: Account, text: str, *, update: UpdateRef | None = None) -> Walk:
        """The text that was asked for. Raises Invalid (too long, empty), Lost when it is not asked (any more)."""
        reason = " ".join(text.split())
        if not any(unicodedata.category(c)[0] in "LNPS" for c in reason):
            raise Invalid("text_empty")
        if len(reason) > REASON_LIMIT:
            raise Invalid("text_too_long", length=len(reason), limit=REASON_LIMIT)
        async with self._store.writing() as work:
            if not await work.first_time(update):
                raise Lost("text_stored_before")
            dialog = await work.dialog(account)
            if dialog is None or dialog.kind != REASON:
                raise Lost("text_not_asked")
            key, item = int(dialog.data["round"]), str(dialog.data["item"])
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            if round_.state is not RoundState.OPEN:
                await work.set_dialog(account, None)
                await work.commit()
                raise Lost("round_closed_text")
            await work.put_text(key, item, participant.id, reason)
            await work.set_dialog(account, None)
            await work.commit()
        return await self.walk(account, key, at=item)

    async def ask_again(self, account: Account, walk: Walk) -> None:
        """Wait for the text that the shown item still needs, also after /annuleer or another question between."""
        if walk.round.kind is Kind.OPEN:
            await self._await_contribution(account, walk)
            return
        item, ballot = walk.item, walk.answers.get(walk.at or "")
        if item is None or ballot is None or walk.round.state is not RoundState.OPEN:
            return
        word = consent_word(ballot) if needs_text(walk.round, ballot) else None
        if word is None:
            return
        async with self._store.writing() as work:
            data: Mapping[str, str | int] = {"round": walk.round.key, "item": item.id, "word": word.value}
            await work.set_dialog(account, Dialog(kind=REASON, data=data))
            await work.commit()

    async def ask_next(self, account: Account, walk: Walk) -> None:
        """Where one tap brings the walk on: an open question waits for a text by itself, other kinds do not."""
        if walk.round.kind is Kind.OPEN and walk.at is not None:
            await self._await_contribution(account, replace(walk, at=next_stop(walk, walk.at)))

    async def _await_contribution(self, account: Account, walk: Walk) -> None:
        """What is written next belongs to the open question that is shown; where none is, to nothing."""
        item = walk.item if walk.round.state is RoundState.OPEN else None
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            if item is not None:
                data: Mapping[str, str | int] = {"round": walk.round.key, "item": item.id}
                await work.set_dialog(account, Dialog(kind=CONTRIBUTION, data=data))
            elif dialog is not None and dialog.kind == CONTRIBUTION:
                await work.set_dialog(account, None)
            await work.commit()

    async def name_bound(
        self, account: Account, key: int, item_id: str, option: str, *, update: UpdateRef | None = None
    ) -> Verdict:
        """The heaviest option that is still acceptable to an objector, or `none`; the reason given stays."""
        round_ = await self.round_of(key)
        item = item_of(round_, item_id)
        bounds = {NO_BOUND, *(o.id for o in item.options)}
        if round_.kind is not Kind.CONSENT or item.proposed is None or option not in bounds:
            return Verdict(word=VerdictWord.INVALID)
        encoded = KINDS[Kind.CONSENT].encode(f"{Consent.OBJECTION.value}:{option}")
        return await self._store.record(Press(update=update, account=account, round=key, item=item_id, value=encoded))

    async def walk(self, account: Account, key: int, *, at: str | None = None, resume: bool = False) -> Walk:
        """Somebody's walk, standing at `at`; with `resume` where it was left, or at the first open item.

        In a round that is held together it goes no further than the group's card, and resumes there.
        Raises NotFound, NotAllowed.
        """
        round_ = await self.round_of(key)
        footing = await self._store.footing(account, key)
        participant = require_answerer(round_, footing.participant)
        if resume:
            async with self._store.reading() as view:
                at = await view.position(key, participant.id)
        round_ = replace(round_, state=footing.state, at=footing.at, closes_at=footing.closes_at)
        answers = footing.answers
        round_ = replace(round_, items=shown_items(round_))
        walk = Walk(round=round_, participant=participant, answers=answers, at=at, lines=footing.lines)
        if not resume:
            return walk
        left = walk.open_items
        if not left:
            return replace(walk, at=None)
        if round_.mode is Mode.TOGETHER:
            return replace(walk, at=left[-1].id)
        if walk.item is None or walk.is_done(walk.item):
            return replace(walk, at=left[0].id)
        return walk

    async def remember_position(self, walk: Walk) -> None:
        """Where the walk stands, so that a restart or another day goes on there."""
        if walk.at is None:
            return
        async with self._store.writing() as work:
            await work.set_position(walk.round.key, walk.participant.id, walk.at)
            await work.commit()


def next_stop(walk: Walk, after: str) -> str | None:
    """Where one tap brings the walk: the next open item, else the first open one, else None: the overview."""
    order = [item.id for item in walk.round.items]
    left = {item.id for item in walk.open_items if item.id != after}
    behind = order[order.index(after) + 1 :] if after in order else []
    return next((i for i in behind if i in left), next((i for i in order if i in left), None))


def neighbour(walk: Walk, of: str, step: int) -> str:
    """The item before (-1) or after (1) this one; it stays at the ends."""
    order = [item.id for item in walk.round.items]
    place = order.index(of) if of in order else 0
    return order[max(0, min(len(order) - 1, place + step))]
