"""Showing cards: what is loaded for each, where it stands, and when it is shown again.

A screen never changes what is stored about the conference; it remembers only where its cards stand.
"""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

import structlog
from telegram.error import BadRequest, Forbidden

from bot.cards import desk, group, member, results
from bot.cards.card import Card
from bot.platform.api import Upload
from bot.platform.calls import Call, Delivery, Fate
from bot.platform.outgoing import Outgoing
from flows.conference.model import Conference, Municipality, Participant, Round
from flows.errors import NotAllowed, NotFound
from flows.pack.asking import estimate_minutes, static_items
from flows.pack.form import Pack
from flows.ports import Account, CardRef, Chat, Clock, Notice, Store, View
from flows.recommendation.approach import describe_advice, indicate_approach
from flows.recommendation.evidence import Settled
from flows.recommendation.packages import place_tasks
from flows.recommendation.talk import talking_points
from flows.services.answering import Answering, Walk, next_stop
from flows.services.concluding import COUNTED, RoundRecord, gather_evidence, record_round
from flows.services.facilitation import Facilitation
from flows.services.roster import find_participant
from flows.services.stage import Stage, load_stage, require_facilitator
from flows.words import ConferenceState, Package, Role, RoundState

DOUBLE_TAP: Final = 0.6
"""Seconds after a change of card in which a press on the new item does not count."""

ROUND_DEBOUNCE: Final = 5.0
"""Seconds in which answers that come in are taken together, before a card is looked at again."""

DESK_DEBOUNCE: Final = 10.0
"""Seconds between two refreshes of a desk by answers that come in."""

_REMEMBERED: Final = 20_000
"""Messages of which the content is known; an older one is simply shown again."""

_log = structlog.stdlib.get_logger(__name__)

_RECORDS: Final = 32
"""Rounds of which the summary is kept."""

_K = TypeVar("_K")
_V = TypeVar("_V")

Background = Callable[[str, Callable[[], Awaitable[object]]], None]


class Screens:
    """All cards of the Telegram channel."""

    def __init__(
        self,
        store: Store,
        *,
        pack: Pack,
        clock: Clock,
        outgoing: Outgoing,
        answering: Answering,
        facilitation: Facilitation,
        username: str,
        background: Background,
    ) -> None:
        self._store = store
        self._pack = pack
        self._clock = clock
        self._outgoing = outgoing
        self._answering = answering
        self._phases = facilitation.phases
        self._username = username
        self._background = background
        self._digests: dict[str, str] = {}
        self._switched: dict[tuple[int, int], tuple[str | None, datetime]] = {}
        self._records: dict[tuple[int, int], RoundRecord] = {}
        self._towns: dict[str, tuple[Municipality, ...]] = {}
        self._desks_due: set[str] = set()
        self._rounds_due: set[int] = set()

    # --- links ---------------------------------------------------------------------------------------

    def link(self, payload: str) -> str:
        """A deep link into the private chat."""
        return f"https://t.me/{self._username}?start={payload}"

    def group_link(self, conference: str) -> str:
        """A link that adds the bot to a group and ties the group to the conference."""
        return f"https://t.me/{self._username}?startgroup=k_{conference}"

    # --- plain messages ------------------------------------------------------------------------------

    async def say(self, chat: int, card: Card, *, thread: str | None = None) -> int:
        """Send a card that stays as it is; its message id. Raises what Telegram refuses for good."""
        params: dict[str, Any] = card.params()
        if thread is not None:
            params["message_thread_id"] = int(thread)
        sent = await self._outgoing.send(chat, "sendMessage", params)
        message = int(sent["message_id"])
        _remember(self._digests, f"{chat}:{message}", card.digest)
        return message

    def tell(self, chat: int, card: Card, *, thread: str | None = None) -> None:
        """Send a card and do not wait for it: who writes faster than Telegram lets us reply holds up nobody else."""
        params: dict[str, Any] = card.params()
        if thread is not None:
            params["message_thread_id"] = int(thread)
        self._outgoing.send(chat, "sendMessage", params)

    async def send_file(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file. Raises what Telegram refuses for good."""
        await self._outgoing.send(chat, "sendDocument", {"caption": caption}, {"document": Upload(name, content)})

    async def chat_action(self, chat: int, action: str) -> None:
        """Show that something is being made."""
        await self._outgoing.send(chat, "sendChatAction", {"action": action})

    async def post_sums(self, conference: str, sums: Sequence[str]) -> None:
        """Post the checksums in the group, once for each content."""
        digest = hashlib.sha256("\n".join(sums).encode()).hexdigest()[:16]
        async with self._store.writing() as work:
            data = {"sums": "\n".join(sums)}
            await work.tell(Notice(key=f"sums:{conference}:{digest}", conference=conference, kind="sums", data=data))
            await work.commit()

    # --- the walk ------------------------------------------------------------------------------------

    async def open_walk(self, account: Account, chat: int, key: int, *, at: str | None = None) -> None:
        """Put the walk in a new message, and take the earlier one away. Raises NotAllowed, NotFound."""
        walk = await self._answering.walk(account, key, at=at, resume=at is None)
        await self._answering.ask_again(account, walk)
        card = member.walk_card(self._pack, walk, await self._town(walk.participant))
        self._background("a card of a walk", lambda: self._send_walk(chat, walk, card))

    async def _send_walk(self, chat: int, walk: Walk, card: Card) -> None:
        message = await self.say(chat, card)
        self._note_switch(chat, message, walk.at)
        name = f"walk:{walk.participant.id}"
        async with self._store.writing() as work:
            before = await work.card(name)
            await work.set_card(name, CardRef(chat=str(chat), message=message))
            await work.commit()
        if before is not None and before.message != message:
            self._outgoing.send(int(before.chat), "deleteMessage", {"message_id": before.message})

    def show_walk(
        self, account: Account, chat: int, message: int, key: int, *, at: str | None, go_on: bool = False
    ) -> None:
        """Show an item (or the overview) in the message that was pressed; the newest wish wins.

        With `go_on` the item was answered: what is open behind it is shown, or the overview.
        """

        async def render() -> Call | None:
            try:
                walk = await self._answering.walk(account, key, at=at)
            except (NotAllowed, NotFound):
                return None
            if go_on and at is not None:
                walk = replace(walk, at=next_stop(walk, at))
            card = member.walk_card(self._pack, walk, await self._town(walk.participant))
            return self._changed(f"{chat}:{message}", chat, message, card, item=walk.at)

        self._outgoing.show(f"message:{message}", chat, render)

    def show_in_place(self, chat: int, message: int, card: Card) -> None:
        """Show a card in a message of a private chat."""

        async def render() -> Call | None:
            return self._changed(f"{chat}:{message}", chat, message, card, item=None)

        self._outgoing.show(f"message:{message}", chat, render)

    def is_double_tap(self, chat: int, message: int, item: str) -> bool:
        """Whether this press came too soon after this item appeared to be meant for it."""
        shown, at = self._switched.get((chat, message), (None, None))
        return shown == item and at is not None and (self._clock.now() - at).total_seconds() < DOUBLE_TAP

    # --- the group -----------------------------------------------------------------------------------

    def say_linked(self, chat: int, conference: Conference, *, thread: str | None) -> None:
        """Tell the group to which conference it belongs."""
        self.tell(chat, group.linked_card(conference), thread=thread)

    async def post_round(self, key: int, chat: Chat) -> None:
        """Post the card of a round in a group, once."""
        name = f"round:{key}:{chat.external}"
        async with self._store.reading() as view:
            if await view.card(name) is not None:
                self.refresh_round(key)
                return
        card = await self._round_card(key)
        message = await self.say(int(chat.external), card, thread=chat.thread)
        async with self._store.writing() as work:
            await work.set_card(name, CardRef(chat=chat.external, message=message))
            await work.commit()
        self.refresh_round(key)

    def refresh_round(self, key: int) -> None:
        """Answers came in, or the state changed: the group's card and the desk follow, debounced."""
        if key not in self._rounds_due:
            self._rounds_due.add(key)
            self._background("refresh of a round", lambda: self._refresh_round(key))

    async def _refresh_round(self, key: int) -> None:
        await self._clock.sleep(ROUND_DEBOUNCE)
        self._rounds_due.discard(key)
        async with self._store.reading() as view:
            round_ = await view.round(key)
            cards = {c: await view.card(f"round:{key}:{c.external}") for c in await view.chats(round_.conference)}
        for chat, ref in cards.items():
            if ref is not None:
                self._outgoing.show(
                    f"round:{key}", int(chat.external), self._round_renderer(key, int(chat.external), ref)
                )
        self.refresh_desk_soon(round_.conference)

    def _round_renderer(self, key: int, chat: int, ref: CardRef) -> Callable[[], Awaitable[Call | None]]:
        async def render() -> Call | None:
            card = await self._round_card(key)
            return self._changed(f"{chat}:{ref.message}", chat, ref.message, card, item=None)

        return render

    async def _round_card(self, key: int) -> Card:
        async with self._store.reading() as view:
            round_ = await view.round(key)
            return group.round_card(
                self._pack,
                await view.conference(round_.conference),
                round_,
                progress=await view.progress(key),
                minutes=self.minutes(round_),
                link=self.link(f"w_{key}"),
            )

    # --- results -------------------------------------------------------------------------------------

    async def result_card(
        self, key: int, *, which: str, page: int, linked: bool, account: Account | None = None
    ) -> Card:
        """A view of a result. Before it is published only the facilitator (`account`) may see it.

        Raises NotAllowed for outsiders, NotFound.
        """
        async with self._store.reading() as view:
            round_ = await view.round(key)
            if account is not None:
                await self._require_reader(view, round_, account)
            result = await self._result_view(view, round_, linked=linked)
        return results.result_card(result, which=which, page=page)

    async def _require_reader(self, view: View, round_: Round, account: Account) -> None:
        if round_.state in COUNTED and await find_participant(view, round_.conference, account) is not None:
            return
        await require_facilitator(view, round_.conference, account)
        if round_.state in {RoundState.OPEN, RoundState.DRAFT}:
            raise NotAllowed("nothing_published")

    async def _result_view(self, view: View, round_: Round, *, linked: bool) -> results.ResultView:
        conference = await view.conference(round_.conference)
        record = await self._record(view, conference, round_)
        return results.ResultView(
            pack=self._pack,
            conference=conference,
            round=round_,
            outcome=record.disclosed,
            link=self.link if linked else None,
            packages=await self._packages(view, record, conference),
        )

    async def _packages(self, view: View, record: RoundRecord, conference: Conference) -> dict[str, Package]:
        """The package of each task of the short list, as its standpunten make it; empty for another round."""
        round_ = record.round
        if self._pack.round(round_.template).derived != "short_list":
            return {}
        evidence = await gather_evidence(view, self._pack, conference)
        if round_.state not in COUNTED:  # the facilitator looks before it is published
            this = Settled(round=round_, full=record.full, shown=record.disclosed)
            evidence = replace(evidence, rounds=(*evidence.rounds, this))
        items = {item.id for item in round_.items}
        return {placed.item: placed.package for placed in place_tasks(evidence) if placed.item in items}

    async def _record(self, view: View, conference: Conference, round_: Round) -> RoundRecord:
        """What came out of a round. After closing it only changes with the round's version, so it is kept."""
        place = (round_.key, round_.version)
        known = self._records.get(place)
        if known is None or round_.state is RoundState.OPEN:
            known = await record_round(view, self._pack, conference, round_)
            _remember(self._records, place, known, most=_RECORDS)
        return known

    # --- the desk ------------------------------------------------------------------------------------

    async def open_desk(
        self, account: Account, chat: int, conference: str, *, unreachable: Callable[[], None] | None = None
    ) -> None:
        """Put the desk in a new message; `unreachable` is called when that chat cannot be written to.

        Raises NotAllowed, NotFound.
        """
        card = await self.desk_card(account, conference)

        async def send() -> None:
            try:
                message = await self.say(chat, card)
            except (Forbidden, BadRequest):
                if unreachable is None:
                    raise
                unreachable()
            else:
                await self._place_desk(account, conference, CardRef(chat=str(chat), message=message))

        self._background("a desk", send)

    async def take_desk(self, account: Account, chat: int, message: int, conference: str) -> None:
        """The desk stands in this message from now on; all desks are shown as they are now."""
        await self._place_desk(account, conference, CardRef(chat=str(chat), message=message))
        await self.refresh_desks(conference)

    async def leave_desk(self, account: Account, conference: str, message: int) -> None:
        """Something else is shown in this message: a desk that stood there is not refreshed until asked for again."""
        async with self._store.writing() as work:
            ref = await work.card(_desk_name(conference, account))
            if ref is not None and ref.message == message:
                await work.set_card(_desk_name(conference, account), None)
                await work.commit()

    async def refresh_desks(self, conference: str) -> None:
        """Show every facilitator's desk as it is now."""
        async with self._store.reading() as view:
            accounts = await view.accounts(conference)
            people = [p for p in await view.participants(conference) if p.role is Role.FACILITATOR]
            refs = {
                accounts[p.id]: await view.card(_desk_name(conference, accounts[p.id]))
                for p in people
                if p.id in accounts
            }
        for account, ref in refs.items():
            if ref is not None:
                self._show_desk(account, int(ref.chat), ref.message, conference)

    def refresh_desk_soon(self, conference: str) -> None:
        """The same, at most once in a debounce."""
        if conference in self._desks_due:
            return
        self._desks_due.add(conference)
        self._background("refresh of the desk", lambda: self._refresh_later(conference))

    async def _refresh_later(self, conference: str) -> None:
        await self._clock.sleep(DESK_DEBOUNCE)
        self._desks_due.discard(conference)
        await self.refresh_desks(conference)

    async def _place_desk(self, account: Account, conference: str, ref: CardRef | None) -> None:
        async with self._store.writing() as work:
            await work.set_card(_desk_name(conference, account), ref)
            await work.commit()

    def _show_desk(self, account: Account, chat: int, message: int, conference: str) -> None:
        async def render() -> Call | None:
            async with self._store.reading() as view:
                ref = await view.card(_desk_name(conference, account))
            if ref is None or ref.message != message:
                return None
            card = await self.desk_card(account, conference)
            return self._changed(f"{chat}:{message}", chat, message, card, item=None)

        self._outgoing.show(f"desk:{message}", chat, render)

    async def desk_card(self, account: Account, conference: str) -> Card:
        """Raises NotAllowed, NotFound."""
        async with self._store.reading() as view:
            await require_facilitator(view, conference, account)
            stage = await load_stage(view, self._pack, conference)
            return desk.desk_card(await self._desk_view(view, stage))

    async def _desk_view(self, view: View, stage: Stage) -> desk.DeskView:
        current = stage.current
        upcoming = self._phases.next_phase(stage.conference)
        phase = stage.pack.phase(upcoming) if upcoming else None
        shown = desk.DeskView(
            stage=stage,
            blocked=self._phases.refusal(stage.conference, stage.facts()),
            next_title=phase.title if phase else None,
            next_minutes=phase.minutes if phase else 0,
            next_rounds=bool(phase and phase.rounds),
            grouped=bool(await view.chats(stage.conference.id)),
            group_link=self.group_link(stage.conference.id),
        )
        subject = current if current is not None else stage.last_settled
        if current is not None and current.state is RoundState.DRAFT:
            return self._with_estimates(shown, current)
        if current is not None and current.state is RoundState.OPEN:
            return replace(shown, progress=await view.progress(current.key))
        if subject is None:
            return shown
        result = await self._result_view(view, subject, linked=False)
        titles = {item.id: item.title for item in subject.items}
        found = talking_points(result.outcome, thresholds=self._pack.thresholds)
        shown = replace(shown, result=result, talk=tuple(titles[item] for item in found))
        if shown.blocked == "approach_not_decided":
            evidence = await gather_evidence(view, self._pack, stage.conference)
            shown = replace(shown, approach_advice=describe_advice(indicate_approach(evidence), self._pack))
        return shown

    def _with_estimates(self, shown: desk.DeskView, round_: Round) -> desk.DeskView:
        template = self._pack.round(round_.template)
        counts = {round_.selection: len(round_.items[0].options) if round_.budget else len(round_.items)}
        if template.items is not None:
            counts = {
                "core": len(static_items(self._pack, template, selection="core")),
                "all": len(static_items(self._pack, template, selection="all")),
            }
        estimate = {which: estimate_minutes(template, items=count) for which, count in counts.items()}
        return replace(shown, counts=counts, estimate=estimate)

    # --- what others need ----------------------------------------------------------------------------

    def minutes(self, round_: Round) -> int:
        """The expected time for a round, whole minutes."""
        template = self._pack.round(round_.template)
        units = len(round_.items[0].options) if round_.budget and round_.items else len(round_.items)
        return estimate_minutes(template, items=units)

    async def privacy_card(self, conference: Conference, participant: Participant) -> Card:
        """What happens with the answers, for this person."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference.id)
        town = next((m for m in conference.municipalities if m.id == participant.municipality), None)
        size = len(stage.voters_of(town)) if town is not None else 0
        return member.privacy_card(conference, participant, town=town, size=size)

    async def welcome_card(self, conference: str, participant: Participant) -> Card:
        """Ready, and what comes now."""
        async with self._store.reading() as view:
            stage = await load_stage(view, self._pack, conference)
        return member.welcome_card(stage.conference, participant, stage.open_round)

    async def resume_open_rounds(self) -> None:
        """After a start: cards of open rounds and the desks are brought up to date."""
        async with self._store.reading() as view:
            conferences = [c.id for c in await view.conferences() if c.state is ConferenceState.ACTIVE]
            open_keys = [r.key for c in conferences for r in await view.rounds(c) if r.state is RoundState.OPEN]
        for key in open_keys:
            self.refresh_round(key)
        for conference in conferences:
            self.refresh_desk_soon(conference)

    async def _town(self, participant: Participant) -> Municipality | None:
        """The municipality of somebody. A conference's municipalities never change, so they are remembered."""
        towns = self._towns.get(participant.conference)
        if towns is None:
            async with self._store.reading() as view:
                towns = (await view.conference(participant.conference)).municipalities
            _remember(self._towns, participant.conference, towns)
        return next((m for m in towns if m.id == participant.municipality), None)

    def _changed(self, place: str, chat: int, message: int, card: Card, *, item: str | None) -> Call | None:
        """The call that shows this card, or None when it stands there already."""
        if self._digests.get(place) == card.digest:
            return None
        if item is not None:
            self._note_switch(chat, message, item)

        async def note(delivery: Delivery) -> None:
            if delivery.fate in {Fate.DELIVERED, Fate.UNCHANGED}:
                _remember(self._digests, place, card.digest)
            else:
                self._digests.pop(place, None)
                _log.info("a card could not be shown", fate=delivery.fate.value)

        return replace(_edit(message, card), then=note)

    def _note_switch(self, chat: int, message: int, item: str | None) -> None:
        """Another item appears in this message now; the moment before sending is the earliest that it can."""
        shown, _ = self._switched.get((chat, message), (None, None))
        if shown != item:
            _remember(self._switched, (chat, message), (item, self._clock.now()))


def _edit(message: int, card: Card) -> Call:
    return Call(method="editMessageText", params={"message_id": message, **card.params()})


def _remember(known: dict[_K, _V], key: _K, value: _V, *, most: int = _REMEMBERED) -> None:
    """Keep the newest; the oldest goes when there are too many."""
    known.pop(key, None)
    known[key] = value
    if len(known) > most:
        del known[next(iter(known))]


def _desk_name(conference: str, account: Account) -> str:
    return f"desk:{conference}:{account.channel}:{account.external}"


def private_chat(account: Account) -> int:
    """The private chat with somebody has the person's own number."""
    return int(account.external)
