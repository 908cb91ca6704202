"""How updates reach the bot: redelivered until confirmed, by long poll, to one poller, of the kinds it asked for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import Conflict
from telegram.ext import Application, CommandHandler, ContextTypes

from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

Caller = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


async def test_unconfirmed_updates_are_delivered_again_until_an_offset_confirms_them(bot: Bot, anna: Person) -> None:
    anna.start("uitnodiging_1")
    anna.send(anna.private, "Hallo")

    first = await bot.get_updates()
    again = await bot.get_updates()
    rest = await bot.get_updates(offset=first[0].update_id + 1)
    none = await bot.get_updates(offset=first[1].update_id + 1)

    assert [update.message and update.message.text for update in first] == ["/start uitnodiging_1", "Hallo"]
    assert [first[1].update_id - first[0].update_id, again, rest, none] == [1, first, first[1:], ()]


async def test_limit_and_negative_offset_are_kept(bot: Bot, anna: Person) -> None:
    anna.start()
    for text in ("een", "twee", "drie"):
        anna.send(anna.private, text)

    limited = await bot.get_updates(limit=2)
    last = await bot.get_updates(offset=-1)
    forgotten = await bot.get_updates()

    assert [update.message and update.message.text for update in limited] == ["/start", "een"]
    assert [update.message and update.message.text for update in last] == ["drie"]
    assert forgotten == last


async def test_update_has_the_fields_of_a_message(call: Caller, anna: Person, clock: Any) -> None:
    message = anna.start("abc")

    _, envelope = await call("getUpdates")

    person = {"first_name": "Anna", "last_name": "de Wit", "username": "annadewit"}
    assert envelope["result"] == [
        {
            "update_id": 500_000_001,
            "message": {
                "message_id": message.id,
                "from": {"id": 71001, "is_bot": False, "language_code": "nl", **person},
                "chat": {"id": 71001, "type": "private", **person},
                "date": int(clock.now().timestamp()),
                "text": "/start abc",
                "entities": [{"offset": 0, "length": 6, "type": "bot_command"}],
            },
        }
    ]


async def test_long_poll_returns_when_something_happens(bot: Bot, anna: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))

    anna.start()
    (update,) = await poll

    assert update.message is not None
    assert update.message.text == "/start"


async def test_of_two_pollers_one_gets_conflict(server: BotApiServer, bot: Bot, anna: Person) -> None:
    async with Bot(server.token, base_url=f"{server.url}/bot") as other:
        polls = [asyncio.create_task(poller.get_updates(timeout=30)) for poller in (bot, other)]

        (refused,), (waiting,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        anna.start()
        updates = await waiting

    assert isinstance(refused.exception(), Conflict)
    assert str(refused.exception()) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert len(updates) == 1


async def test_polling_beside_a_webhook_is_a_conflict_until_it_is_deleted(bot: Bot, anna: Person) -> None:
    anna.start()
    await bot.set_webhook("https://rondetafel.example:8443/haak", secret_token="geheim")
    info = await bot.get_webhook_info()

    with pytest.raises(Conflict) as refused:
        await bot.get_updates()
    await bot.delete_webhook()
    updates = await bot.get_updates()

    assert [info.url, info.pending_update_count] == ["https://rondetafel.example:8443/haak", 1]
    assert refused.value.message == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert len(updates) == 1


async def test_allowed_updates_hold_until_others_are_given(bot: Bot, anna: Person, bram: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group, administrator=True)
    anna.add(group, bram)
    default = await bot.get_updates()

    await bot.get_updates(offset=default[-1].update_id + 1, allowed_updates=["chat_member"])
    bram.leave(group)
    anna.start()
    asked = await bot.get_updates()

    assert [update.chat_member is not None for update in default] == [False, False, False]
    (left,) = asked
    assert left.chat_member is not None
    assert left.chat_member.new_chat_member.status == "left"


async def test_updates_are_gone_after_their_time(bot: Bot, anna: Person, clock: Any) -> None:
    anna.start()
    sent = await bot.send_message(anna.id, "Kies")
    press = asyncio.create_task(anna.press_data(anna.private.messages[sent.message_id], "4"))
    await clock.asleep(1)

    clock.pass_by(149)
    assert await press is None
    waiting = await bot.get_updates()
    clock.pass_by(1)
    without_press = await bot.get_updates()
    clock.pass_by(24 * 3600)
    none = await bot.get_updates()

    assert [len(waiting), len(without_press), len(none)] == [2, 1, 0]


async def test_update_can_come_once_more_after_its_confirmation(server: BotApiServer, bot: Bot, anna: Person) -> None:
    anna.start()
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)

    server.world.updates.repeat(update.update_id)
    again = await bot.get_updates(offset=update.update_id + 1)
    none = await bot.get_updates(offset=update.update_id + 1)

    assert [again, none] == [(update,), ()]


async def test_garbage_and_a_new_numbering_reach_the_bot(server: BotApiServer, call: Caller, anna: Person) -> None:
    anna.start()
    number = server.world.updates.inject({"callback_query": {"from": 12}})
    _, envelope = await call("getUpdates")
    await call("getUpdates", offset=number + 1)

    server.world.updates.begin_anew(7)
    anna.send(anna.private, "Hallo")
    _, anew = await call("getUpdates", offset=number + 1)

    assert envelope["result"][1] == {"update_id": number, "callback_query": {"from": 12}}
    assert [update["update_id"] for update in anew["result"]] == [7]


async def test_unconfirmed_updates_survive_a_restart_of_the_server(server: BotApiServer, anna: Person) -> None:
    anna.start()
    await server.stop()
    await server.start()

    async with Bot(server.token, base_url=f"{server.url}/bot") as bot:
        updates = await bot.get_updates()

    assert len(updates) == 1


async def test_application_of_python_telegram_bot_runs_against_it(server: BotApiServer, anna: Person) -> None:
    async def greet(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_html("Goedemiddag, <b>Anna</b>")

    application = Application.builder().token(server.token).base_url(f"{server.url}/bot").build()
    application.add_handler(CommandHandler("start", greet))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        started = anna.start()
        reply = await anna.next_message(anna.private, after=started)
        await application.updater.stop()
        await application.stop()

    assert [reply.text, reply.entities] == ["Goedemiddag, Anna", [{"offset": 13, "length": 4, "type": "bold"}]]
    assert server.ledger.refused() == ()
