"""The composition root of the Telegram channel: adapters join services here, and nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot import phrases
from bot.background import BackgroundTasks
from bot.house import House
from bot.incoming import CHANNEL
from bot.logs import describe
from bot.notices import Notices
from bot.platform.api import BotApi, make_bot, passes
from bot.platform.lanes import Lanes
from bot.platform.numbering import Numbering
from bot.platform.outgoing import Outgoing
from bot.platform.polling import Polling
from bot.router import Router
from bot.screens.arguments import Arguments
from bot.screens.desks import Desks
from bot.screens.further import Further
from bot.screens.homework import Homework
from bot.screens.messages import Messages
from bot.screens.pictures import Pictures
from bot.screens.requests import Requests
from bot.screens.results import Results
from bot.screens.rounds import Rounds
from bot.screens.talks import Talks
from bot.screens.walks import Walks
from bot.timekeeper import Timekeeper
from flows.pack.form import Pack
from flows.ports import Clock, Randomness, Store
from flows.services.admitting import Admitting
from flows.services.amending import Amending
from flows.services.announcing import Announcing
from flows.services.answering import Answering
from flows.services.arguing import Arguing
from flows.services.changing import Changing
from flows.services.concluding import Concluding
from flows.services.correcting import Correcting
from flows.services.facilitation import Facilitation
from flows.services.following import Following
from flows.services.forgetting import Forgetting
from flows.services.importing import Importing
from flows.services.knowing import Knowing
from flows.services.leading import Leading
from flows.services.moderating import Moderating
from flows.services.papers import Papers
from flows.services.pausing import Pausing
from flows.services.preparing import Preparing
from flows.services.proposing import Proposing
from flows.services.roster import Roster
from flows.services.settling import Settling
from flows.services.standing import Standing
from flows.services.talking import Talking
from flows.services.timing import Timing
from flows.services.together import Together
from flows.services.towns import Towns
from flows.words import Role
from storage.store import SqliteStore

DRAIN: Final = 3.0
"""Seconds that what waits to be sent gets at a stop; the outbox keeps the rest."""

_EPOCH: Final = "telegram_epoch"

_log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class ChannelSettings:
    """What the channel needs to know."""

    token: str
    api_url: str
    facilitators: frozenset[str]
    exports: Path
    retention_days: int = 365
    """How long a finished conference is kept; told to who asks what is kept of him."""


@dataclass(frozen=True, kw_only=True)
class TelegramChannel:
    """A channel that runs. `code` is the one-time code for the first `/nieuw`, where one is needed."""

    house: House
    polling: Polling
    username: str
    code: str | None

    def stop(self) -> None:
        """Have the channel finish what is in hand."""
        self.polling.stop()


@dataclass(frozen=True, kw_only=True)
class _Tools:
    """What the channel brings to the house."""

    bot: Bot
    outgoing: Outgoing
    username: str
    tasks: BackgroundTasks


class _StoredEpoch:
    """The epoch of update numbers, kept with the installation's settings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def load_epoch(self) -> tuple[int, datetime] | None:
        async with self._store.reading() as view:
            stored = await view.setting(_EPOCH)
        if stored is None:
            return None
        epoch, _, seen = stored.partition(" ")
        return int(epoch), datetime.fromtimestamp(float(seen), UTC)

    async def save_epoch(self, epoch: int, seen: datetime, /) -> None:
        async with self._store.writing() as work:
            await work.set_setting(_EPOCH, f"{epoch} {seen.timestamp()}")
            await work.commit()


@asynccontextmanager
async def open_channel(
    store: SqliteStore, settings: ChannelSettings, *, pack: Pack, clock: Clock, randomness: Randomness
) -> AsyncIterator[TelegramChannel]:
    """The channel, connected and with all tasks running but the intake; `polling.run()` takes updates in.

    Raises telegram.error.InvalidToken for a wrong token. Leaving the block sends what waits and stops all tasks.
    """
    bot = make_bot(settings.token, api_url=settings.api_url)
    async with bot.request:
        api = BotApi(bot)
        username = await _fetch_username(api, clock)
        tasks = BackgroundTasks()
        outgoing = Outgoing(api, clock, on_migrated=lambda old, new: router.move_group(old, new))  # noqa: PLW0108 - made below
        tools = _Tools(bot=bot, outgoing=outgoing, username=username, tasks=tasks)
        house = _furnish(store, settings, pack=pack, clock=clock, randomness=randomness, tools=tools)
        notices = Notices(house)
        store.listen(notices.wake)
        router = Router(house, outgoing=outgoing)
        polling = _make_polling(api, store, router, clock)
        code = await house.roster.ensure_first_code(sorted(settings.facilitators))
        sender = asyncio.create_task(notices.run())
        watch = asyncio.create_task(house.timekeeper.run())
        tasks.start("commands", lambda: set_commands(bot, store))
        await house.rounds.resume()
        await house.talks.resume()
        try:
            yield TelegramChannel(house=house, polling=polling, username=username, code=code)
        finally:
            polling.stop()
            for task in (sender, watch):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await outgoing.drain(DRAIN)
            await notices.close()
            await tasks.close()
            await outgoing.close()


def _furnish(
    store: SqliteStore, settings: ChannelSettings, *, pack: Pack, clock: Clock, randomness: Randomness, tools: _Tools
) -> House:
    answering = Answering(store)
    admitting = Admitting(store, clock=clock, randomness=randomness, pack=pack)
    facilitation = Facilitation(store, clock=clock, pack=pack)
    messages = Messages(tools.outgoing, clock=clock, username=tools.username, background=tools.tasks.start)
    results = Results(store, pack=pack, messages=messages)
    homework = Homework(store, pack=pack, messages=messages)
    following = Following(store, clock=clock, pack=pack)
    further = Further(store, following=following)
    desks = Desks(store, pack=pack, clock=clock, phases=facilitation.phases, messages=messages, results=results)
    rounds = Rounds(
        store,
        pack=pack,
        clock=clock,
        messages=messages,
        homework=homework,
        further=further,
        follow=desks.refresh_soon,
    )
    talks = Talks(store, clock=clock, messages=messages, results=results)
    timing = Timing(store, clock=clock, pack=pack)

    def follow_clock(key: int) -> None:
        rounds.refresh(key)
        talks.refresh(key)

    return House(
        store=store,
        pack=pack,
        clock=clock,
        username=tools.username,
        facilitators=settings.facilitators,
        exports=settings.exports,
        retention_days=settings.retention_days,
        roster=Roster(store, clock=clock, randomness=randomness, pack=pack),
        admitting=admitting,
        changing=Changing(store, clock=clock, randomness=randomness, pack=pack),
        importing=Importing(store, clock=clock, randomness=randomness, pack=pack),
        towns=Towns(store, clock=clock, randomness=randomness, pack=pack),
        facilitation=facilitation,
        following=following,
        arguing=Arguing(store),
        moderating=Moderating(store),
        answering=answering,
        concluding=Concluding(store, pack=pack, randomness=randomness),
        preparing=Preparing(store, clock=clock, pack=pack),
        proposing=Proposing(store, pack=pack),
        together=Together(store),
        timing=timing,
        pausing=Pausing(store, clock=clock, pack=pack),
        talking=Talking(store, clock=clock, pack=pack),
        announcing=Announcing(store, pack=pack),
        timekeeper=Timekeeper(timing, clock=clock, changed=follow_clock),
        leading=Leading(store, clock=clock, randomness=randomness, pack=pack),
        papers=Papers(store, pack=pack),
        knowing=Knowing(store, pack=pack),
        settling=Settling(store, pack=pack),
        correcting=Correcting(store, clock=clock, pack=pack),
        amending=Amending(store, clock=clock, pack=pack),
        standing=Standing(store, pack=pack),
        forgetting=Forgetting(store, pack=pack),
        messages=messages,
        walks=Walks(store, pack=pack, answering=answering, messages=messages, homework=homework, further=further),
        rounds=rounds,
        homework=homework,
        results=results,
        pictures=Pictures(store, pack=pack),
        requests=Requests(store, admitting=admitting, messages=messages),
        talks=talks,
        desks=desks,
        arguments=Arguments(store, pack=pack, messages=messages),
        background=tools.tasks.start,
        welcome_facilitator=lambda chat: set_facilitator_commands(tools.bot, chat),
        fetch_file=lambda file, limit: BotApi(tools.bot).fetch(file, limit=limit),
    )


def _make_polling(api: BotApi, store: SqliteStore, router: Router, clock: Clock) -> Polling:
    numbering = Numbering(_StoredEpoch(store), clock)

    async def handle(raw: dict[str, Any]) -> None:
        await router.handle(raw, numbering.ref(raw["update_id"]))

    async def quarantine(raw: Any, error: Exception) -> None:
        number = raw.get("update_id") if isinstance(raw, dict) else None
        number = number if isinstance(number, int) else None
        await store.quarantine(CHANNEL, number, str(raw), type(error).__name__)

    return Polling(api, handle, quarantine, clock, lanes=Lanes(), numbering=numbering)


async def _fetch_username(api: BotApi, clock: Clock) -> str:
    """The bot's own name; without network it is asked again until there is."""
    wait = 1.0
    while True:
        try:
            me = await api.call("getMe")
            return str(me["username"])
        except TelegramError as error:
            if not passes(error):
                raise
            _log.warning("Telegram cannot be reached", wait=wait, **describe(error))
            await clock.sleep(wait)
            wait = min(wait * 2, 30.0)


async def set_commands(bot: Bot, store: Store) -> None:
    """The commands that Telegram offers: in private, in groups, to who may tie a group, and to facilitators."""
    everyone = _commands(phrases.COMMANDS)
    await bot.set_my_commands(everyone, scope=BotCommandScopeAllPrivateChats())
    await bot.set_my_commands(_commands(phrases.GROUP_COMMANDS), scope=BotCommandScopeAllGroupChats())
    offered = _commands({**phrases.GROUP_COMMANDS, **phrases.GROUP_ADMIN_COMMANDS})
    await bot.set_my_commands(offered, scope=BotCommandScopeAllChatAdministrators())
    async with store.reading() as view:
        leaders = set()
        for conference in await view.conferences():
            accounts = await view.accounts(conference.id)
            people = await view.participants(conference.id)
            leaders |= {accounts[p.id].external for p in people if p.role is Role.FACILITATOR and p.id in accounts}
    for leader in leaders:
        await set_facilitator_commands(bot, int(leader))


async def set_facilitator_commands(bot: Bot, chat: int) -> None:
    """A facilitator is offered the desk as well."""
    offered = _commands({**phrases.FACILITATOR_COMMANDS, **phrases.COMMANDS})
    await bot.set_my_commands(offered, scope=BotCommandScopeChat(chat))


def _commands(texts: Mapping[str, str]) -> list[BotCommand]:
    return [BotCommand(name, text) for name, text in texts.items()]
