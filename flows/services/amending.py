"""Before and after the standpunten: which articles are hamerstukken, and what is amended after an objection.

An amended text is put in a new round of the same kind, with just the amended items; the round before it is settled
and stays in the record. The texts wait in the database until they are asked, so that a restart loses none.
"""

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flows.conference.model import Participant, Round, RoundItem
from flows.conference.round_machine import RoundFacts, move_round
from flows.errors import Invalid, Lost, Refused
from flows.outcomes import ConsentOutcome, RoundOutcome
from flows.pack.form import Pack
from flows.ports import Account, Clock, Store, UpdateRef, View, Work
from flows.recommendation.agreed import is_agreed
from flows.recommendation.attempts import MOST_ATTEMPTS, attempts_at
from flows.services.answerers import item_of
from flows.services.concluding import gather_evidence, record_round
from flows.services.cutting import cut_links
from flows.services.making import make_round, round_event
from flows.services.stage import Stage, load_stage, require_active, require_facilitator
from flows.words import Decision, Kind, RoundState

AMENDMENT_LIMIT: Final = 600
"""Characters of an amended text; at least one."""

_AMENDABLE: Final = frozenset({RoundState.PUBLISHED, RoundState.TALK})


@dataclass(frozen=True, kw_only=True)
class Amendments:
    """A round of standpunten with what can be amended in it, and the new texts that wait (item -> text)."""

    round: Round
    items: tuple[RoundItem, ...]
    texts: Mapping[str, str]


def amendable_items(round_: Round, outcome: RoundOutcome, stage: Stage) -> tuple[RoundItem, ...]:
    """Proposals with an objection or a condition that can still be put another time, those with an objection first.

    Only while the round is on the table, published or talked about, and no later round of its kind was made.
    """
    newest = stage.latest.get(round_.template)
    on_table = round_.state in _AMENDABLE and newest is not None and newest.key == round_.key
    if not (on_table and round_.decides and round_.kind is Kind.CONSENT):
        return ()
    found = [
        item
        for item in round_.items
        if _is_contested(outcome, item.id) and attempts_at(item.id, round_, stage.rounds) < MOST_ATTEMPTS
    ]
    return tuple(sorted(found, key=lambda item: not _is_objected_to(outcome, item.id)))


class Amending:
    """What the facilitator changes in the proposals."""

    def __init__(self, store: Store, *, clock: Clock, pack: Pack) -> None:
        self._store = store
        self._clock = clock
        self._pack = pack

    async def amendments(self, account: Account, key: int) -> Amendments:
        """Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            return await self._amendments(view, await load_stage(view, self._pack, round_.conference), round_)

    async def amend(
        self, account: Account, key: int, item_id: str, text: str, *, update: UpdateRef | None = None
    ) -> Amendments:
        """Keep a new text for a proposal, in the place of an earlier one that waits.

        Raises NotAllowed, Invalid for the text, Lost when the round is not on the table any more, Refused with the
        reason, NotFound.
        """
        amended = " ".join(text.split())
        if not any(unicodedata.category(c)[0] in "LN" for c in amended):
            raise Invalid("amendment_empty")
        if len(amended) > AMENDMENT_LIMIT:
            raise Invalid("amendment_too_long", length=len(amended), limit=AMENDMENT_LIMIT)
        async with self._store.writing() as work:
            found, actor = await self._on_table(work, account, key)
            if not await work.first_time(update):
                return found
            item = item_of(found.round, item_id)
            if item not in found.items:
                raise Refused("not_amendable", limit=MOST_ATTEMPTS)
            if amended == item.text:
                raise Invalid("amendment_same")
            texts = {**found.texts, item.id: amended}
            await work.set_setting(_name(key), json.dumps(texts))
            await work.record(round_event(found.round, "item_amended", actor, item=item.id))
            await work.commit()
            return replace(found, texts=texts)

    async def leave(self, account: Account, key: int, item_id: str, *, update: UpdateRef | None = None) -> Amendments:
        """The new text of a proposal is taken away again. Raises NotAllowed, Lost, NotFound."""
        async with self._store.writing() as work:
            found, actor = await self._on_table(work, account, key)
            if not await work.first_time(update) or item_id not in found.texts:
                return found
            texts = {item: text for item, text in found.texts.items() if item != item_id}
            await work.set_setting(_name(key), json.dumps(texts) if texts else None)
            await work.record(round_event(found.round, "amendment_left", actor, item=item_id))
            await work.commit()
            return replace(found, texts=texts)

    async def ask_amended(self, account: Account, key: int, *, update: UpdateRef | None = None) -> Round:
        """Settle the round, and put what was amended in a concept of the same kind.

        Raises NotAllowed, Refused when nothing was amended, Lost when that was done already.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            stage = await load_stage(work, self._pack, round_.conference)
            if not await work.first_time(update):
                return stage.latest.get(round_.template, round_)
            found, _ = await self._on_table(work, account, key)
            items = tuple(
                replace(item, text=found.texts[item.id], before=item.text, agreed=False)
                for item in found.items
                if item.id in found.texts
            )
            if not items:
                raise Refused("nothing_amended")
            settled = move_round(found.round, "settle", facts=RoundFacts(), at=self._clock.now())
            settled = await work.save_round(settled)
            await work.record(round_event(settled, "round_settle", actor))
            made = await make_round(work, stage, stage.pack.round(round_.template), items)
            await work.set_setting(_name(key), None)
            await cut_links(work, stage)
            await work.commit()
            return made

    async def agreeable(self, account: Account, key: int) -> tuple[Round, frozenset[str]]:
        """The round, and the items that can be hamerstukken. Raises NotAllowed, Lost after opening, NotFound."""
        async with self._store.reading() as view:
            round_ = await view.round(key)
            await require_facilitator(view, round_.conference, account)
            if round_.state is not RoundState.DRAFT:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            evidence = await gather_evidence(view, self._pack, await view.conference(round_.conference))
        derived = self._pack.round(round_.template).derived == "articles"
        able = [i.id for i in round_.items if derived and not i.before and is_agreed(evidence, i.grounds)]
        return round_, frozenset(able)

    async def set_agreed(
        self, account: Account, key: int, item_id: str, *, agreed: bool, update: UpdateRef | None = None
    ) -> Round:
        """A hamerstuk becomes a bespreekstuk, or one again where all that it rests on is settled; before opening.

        Raises NotAllowed, NotFound, Refused, Lost when the round is open already.
        """
        async with self._store.writing() as work:
            round_ = await work.round(key)
            actor = await require_facilitator(work, round_.conference, account)
            item = item_of(round_, item_id)
            if not await work.first_time(update) or item.agreed is agreed:
                return round_
            if round_.state is not RoundState.DRAFT:
                raise Lost("round_is_elsewhere", state=round_.state.value)
            conference = await work.conference(round_.conference)
            require_active(conference)
            evidence = await gather_evidence(work, self._pack, conference)
            derived = self._pack.round(round_.template).derived == "articles"
            if agreed and (not derived or item.before or not is_agreed(evidence, item.grounds)):
                raise Refused("not_agreed")
            items = tuple(replace(put, agreed=agreed) if put.id == item_id else put for put in round_.items)
            await work.replace_items(key, items)
            kind = "item_taken_together" if agreed else "item_taken_apart"
            await work.record(round_event(round_, kind, actor, item=item_id))
            await work.commit()
            return replace(round_, items=items)

    async def _on_table(self, work: Work, account: Account, key: int) -> tuple[Amendments, Participant]:
        """Raises NotAllowed, Lost when the round cannot be amended any more, NotFound."""
        round_ = await work.round(key)
        actor = await require_facilitator(work, round_.conference, account)
        stage = await load_stage(work, self._pack, round_.conference)
        require_active(stage.conference)
        if round_.state not in _AMENDABLE or stage.latest[round_.template].key != key:
            raise Lost("round_is_elsewhere", state=round_.state.value)
        return await self._amendments(work, stage, round_), actor

    async def _amendments(self, view: View, stage: Stage, round_: Round) -> Amendments:
        record = await record_round(view, self._pack, stage.conference, round_, rounds=stage.rounds)
        texts = json.loads(await view.setting(_name(round_.key)) or "{}")
        return Amendments(round=round_, items=amendable_items(round_, record.full, stage), texts=texts)


def _is_contested(outcome: RoundOutcome, item: str) -> bool:
    found = outcome.items.get(item)
    if not isinstance(found, ConsentOutcome):
        return False
    return found.decision is Decision.NOT_CARRIED or bool(found.conditions or found.objections)


def _is_objected_to(outcome: RoundOutcome, item: str) -> bool:
    found = outcome.items.get(item)
    return isinstance(found, ConsentOutcome) and bool(found.objections)


def _name(key: int) -> str:
    return f"amended:{key}"
