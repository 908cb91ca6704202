"""Standpunten in one tap, and standpunten that come later: 'eerst terug naar ons college'."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flows.conference.model import Ballot, Conference, Participant, Round, RoundItem
from flows.errors import Invalid, Lost, Refused
from flows.kinds import KINDS
from flows.pack.form import Pack
from flows.ports import Account, Press, Store, UpdateRef, Verdict, View, Work
from flows.recommendation.attempts import last_attempts
from flows.services.answerers import answerer_of, item_of
from flows.services.answering import REASON_LIMIT, Walk, consent_word, needs_bound
from flows.services.inviting import find_participant
from flows.services.making import round_event, tell_facilitators
from flows.services.stage import Stage, load_stage
from flows.words import ConferenceState, Consent, Kind, Party, Presence, Role, RoundState

FEWEST_TOGETHER: Final = 2
"""Hamerstukken from which they are offered together."""


@dataclass(frozen=True, kw_only=True)
class LateItem:
    """A proposal on which a municipality has still to give its standpunt. `person` holds its seat in that round."""

    round: Round
    item: RoundItem
    person: str


@dataclass(frozen=True, kw_only=True)
class LateList:
    """What a woordvoerder can still give."""

    conference: Conference
    speaker: Participant
    items: tuple[LateItem, ...]


def agreed_items(round_: Round) -> tuple[RoundItem, ...]:
    """The hamerstukken of a round, where there are enough to take them together."""
    found = tuple(item for item in round_.items if item.agreed)
    return found if round_.decides and len(found) >= FEWEST_TOGETHER else ()


def begins_together(walk: Walk) -> bool:
    """Whether the walk stands at its begin, where the hamerstukken are offered: none of them is answered yet."""
    together = agreed_items(walk.round)
    first = walk.round.items[0].id if walk.round.items else None
    untouched = not any(item.id in walk.answers for item in together) and first not in walk.answers
    return bool(together) and walk.at == first and untouched


class Standing:
    """What a woordvoerder does beside answering one by one."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def agree_all(self, account: Account, key: int, *, update: UpdateRef | None = None) -> tuple[str, ...]:
        """Consent to all hamerstukken that were not answered yet, in one transaction; gives their ids.

        What was answered before stays, so that a stale press undoes no objection. Raises NotAllowed, Lost when the
        round is not open (any more), NotFound.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            participant = await answerer_of(work, round_, account)
            if not await work.first_time(update):
                return ()
            if round_.state is not RoundState.OPEN:
                raise Lost("round_not_open")
            answered = await work.own_ballots(key, participant.id)
            left = [item.id for item in agreed_items(round_) if item.id not in answered]
            for item in left:
                verdict = await self._agree(work, account, key, item)
                if not verdict.stands:
                    raise Lost("round_not_open")
            await work.commit()
            return tuple(left)

    async def late(self, account: Account, conference: str) -> LateList | None:
        """What this woordvoerder can still give; None for anybody else, and when nothing is missing."""
        async with self._store.reading() as view:
            return await self.late_of(view, await load_stage(view, self._pack, conference), account)

    async def late_of(self, view: View, stage: Stage, account: Account) -> LateList | None:
        """The same, for somebody with a view and a stage at hand."""
        person = await find_participant(view, stage.conference.id, account)
        if person is None or stage.conference.state is ConferenceState.CANCELLED or not _speaks(stage, person):
            return None
        items = await _missing(view, stage, person)
        return LateList(conference=stage.conference, speaker=person, items=items) if items else None

    async def give_late(
        self,
        account: Account,
        key: int,
        item_id: str,
        value: str,
        *,
        text: str = "",
        update: UpdateRef | None = None,
    ) -> LateList | None:
        """Give a standpunt after the round was set: a consent word, with its text; gives what is still missing.

        An objection to an uitgangspunt names the heaviest acceptable option (`objection:<option>`). It is marked as
        given later, and the facilitators hear of it. Raises NotAllowed, Invalid, Lost, NotFound.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            stage = await load_stage(work, self._pack, round_.conference)
            found = await self.late_of(work, stage, account)
            if not await work.first_time(update):
                return found
            late = _find(found, key, item_id)
            if found is None or late is None:
                raise Lost("late_given")
            reason = _check(round_, item_of(round_, item_id), late.person, value, text)
            encoded = KINDS[Kind.CONSENT].encode(value)
            await work.put_late(key, late.person, item_id, encoded, reason)
            saved = await work.save_round(round_)
            town = found.speaker.municipality or ""
            await work.record(round_event(round_, "late_position", found.speaker, item=item_id, municipality=town))
            name = f"late:{key}:{item_id}:{town}:{saved.version}"
            await tell_facilitators(work, stage, "late_position", name, round=key, item=item_id, municipality=town)
            after = await self.late_of(work, stage, account)
            await work.commit()
            return after

    async def _agree(self, work: Work, account: Account, key: int, item: str) -> Verdict:
        encoded = KINDS[Kind.CONSENT].encode(Consent.AGREE.value)
        return await work.put_answer(Press(update=None, account=account, round=key, item=item, value=encoded))


def _speaks(stage: Stage, person: Participant) -> bool:
    """The woordvoerder, or the substitute where he is afgemeld."""
    town = next((t for t in stage.conference.municipalities if t.id == person.municipality), None)
    speaker = stage.spokesperson_of(town) if town is not None else None
    return speaker is not None and speaker.id == person.id and person.presence is Presence.JOINED


async def _missing(view: View, stage: Stage, person: Participant) -> tuple[LateItem, ...]:
    """Proposals of settled rounds, put for the last time, on which the municipality is silent or at its college."""
    found: list[LateItem] = []
    for round_ in stage.rounds:
        if round_.kind is not Kind.CONSENT or round_.party is not Party.SPOKESPERSONS:
            continue
        open_ = last_attempts(round_, stage.rounds)
        seats = (await view.electorate(round_.key)).voters.get(person.municipality or "", frozenset())
        if not open_ or not seats:
            continue
        seat = person.id if person.id in seats else min(seats)
        given = await view.own_ballots(round_.key, seat)
        found += [
            LateItem(round=round_, item=item, person=seat)
            for item in round_.items
            if item.id in open_ and _is_missing(given.get(item.id))
        ]
    return tuple(found)


def _is_missing(ballot: Ballot | None) -> bool:
    return ballot is None or consent_word(ballot) in {None, Consent.COLLEGE}


def _find(found: LateList | None, key: int, item: str) -> LateItem | None:
    items: Sequence[LateItem] = found.items if found is not None else ()
    return next((late for late in items if (late.round.key, late.item.id) == (key, item)), None)


def _check(round_: Round, item: RoundItem, person: str, value: str, text: str) -> str:
    """The text as it is kept. Raises Invalid, Refused."""
    KINDS[Kind.CONSENT].parse(KINDS[Kind.CONSENT].encode(value), item=item, round_=round_)
    ballot = Ballot(item=item.id, participant=person, municipality=None, role=Role.VOTER, value=value)
    word = consent_word(ballot)
    if word is Consent.COLLEGE:
        raise Refused("late_college")
    if word is Consent.AGREE:
        return ""
    if needs_bound(item, ballot):
        raise Refused("late_bound")
    reason = " ".join(text.split())
    if not reason:
        raise Invalid("text_empty")
    if len(reason) > REASON_LIMIT:
        raise Invalid("late_too_long", length=len(reason), limit=REASON_LIMIT)
    return reason
