"""Results of rounds, for everybody who may see them."""

from dataclasses import replace
from typing import Final

from bot.cards import results
from bot.cards.card import Card
from bot.screens.memory import remember
from bot.screens.messages import Messages
from flows.conference.model import Conference, Round
from flows.conference.secrecy import own_distribution
from flows.errors import NotAllowed, NotFound
from flows.outcomes import Distribution
from flows.pack.form import Pack
from flows.ports import Account, Store, View
from flows.recommendation.attempts import last_attempts
from flows.recommendation.packages import place_tasks
from flows.services.concluding import (
    COUNTED,
    RoundRecord,
    gather_evidence,
    read_contributions,
    record_round,
    settled_of,
)
from flows.services.inviting import find_participant
from flows.services.stage import PRESENT, require_facilitator
from flows.words import Kind, Package, Role, RoundState

_RECORDS: Final = 32
"""Rounds of which the summary is kept."""


class Results:
    """Views of what came out."""

    def __init__(self, store: Store, *, pack: Pack, messages: Messages) -> None:
        self._store = store
        self._pack = pack
        self._messages = messages
        self._records: dict[tuple[int, int, frozenset[str]], RoundRecord] = {}

    async def card(
        self, key: int, *, which: str, page: int, linked: bool, account: Account | None = None, item: str = ""
    ) -> Card:
        """A view of a result, or of one `item` of it. Before it is published only the facilitator (`account`) may see
        it, after closing. With an `account` it is for that person alone, who also sees what his own delegation did.

        Raises NotAllowed for outsiders; NotFound, for the group (no `account`) also where it is published no more.
        """
        async with self._store.reading() as view:
            round_ = await view.round(key)
            if account is not None:
                await self._require_reader(view, round_, account)
            elif round_.state not in COUNTED:
                raise NotFound(f"outcome of round {key}")  # withdrawn before the group heard of it
            result = await self.view_of(view, round_, linked=linked)
            if round_.kind is Kind.OPEN and account is not None and await _leads(view, round_.conference, account):
                record = await self._record(view, result.conference, round_)
                texts = read_contributions(record, result.conference)  # these are for the facilitator
                result = replace(result, outcome=texts)
            if which == results.ITEM and account is not None and not linked:
                result = replace(result, own=await self._own(view, result, account))
        return results.result_card(result, which=which, page=page, item=item)

    async def _own(self, view: View, shown: results.ResultView, account: Account) -> dict[str, Distribution]:
        """What the delegation of this voter answered, by item, as far as it may see that."""
        me = await find_participant(view, shown.conference.id, account)
        if me is None or me.municipality is None or me.role is not Role.VOTER or me.presence not in PRESENT:
            return {}
        record = await self._record(view, shown.conference, shown.round)
        told = {
            item.id: own_distribution(
                record.full,
                item=item,
                municipality=me.municipality,
                round_=shown.round,
                secrecy=shown.conference.secrecy,
            )
            for item in shown.round.items
        }
        return {item: found for item, found in told.items() if found is not None}

    async def _require_reader(self, view: View, round_: Round, account: Account) -> None:
        if round_.state in COUNTED and await find_participant(view, round_.conference, account) is not None:
            return
        await require_facilitator(view, round_.conference, account)
        if round_.state not in {RoundState.CLOSED, *COUNTED}:
            raise NotAllowed("nothing_published")

    async def view_of(self, view: View, round_: Round, *, linked: bool) -> results.ResultView:
        """What a result card shows; whether somebody may see it is the caller's to know."""
        conference = await view.conference(round_.conference)
        record = await self._record(view, conference, round_)
        return results.ResultView(
            pack=self._pack,
            conference=conference,
            round=round_,
            outcome=record.disclosed,
            link=self._messages.link if linked else None,
            packages=await self._packages(view, record, conference),
            since=0 if round_.follows is None else (await view.round(round_.follows)).number,
            arguments=record.arguments,
            advisers=record.advisers,
            paper=record.papers,
        )

    async def _packages(self, view: View, record: RoundRecord, conference: Conference) -> dict[str, Package]:
        """The package of each task of the short list, as its standpunten make it; empty for another round."""
        round_ = record.round
        if self._pack.round(round_.template).derived != "short_list":
            return {}
        evidence = await gather_evidence(view, self._pack, conference)
        if round_.state not in COUNTED:  # the facilitator looks before it is published
            evidence = replace(evidence, rounds=(*evidence.rounds, settled_of(conference, record)))
        items = {item.id for item in round_.items}
        return {placed.item: placed.package for placed in place_tasks(evidence) if placed.item in items}

    async def _record(self, view: View, conference: Conference, round_: Round) -> RoundRecord:
        """What came out of a round. After closing it only changes with the round's version, and where a later round
        asks the same again; so it is kept."""
        rounds = await view.rounds(conference.id)
        place = (round_.key, round_.version, last_attempts(round_, rounds))
        known = self._records.get(place)
        if known is None or round_.state is RoundState.OPEN:
            known = await record_round(view, self._pack, conference, round_, rounds=rounds)
            remember(self._records, place, known, most=_RECORDS)
        return known


async def _leads(view: View, conference: str, account: Account) -> bool:
    mine = await view.participations(account)
    return any(p.conference == conference and p.role is Role.FACILITATOR for p in mine)
