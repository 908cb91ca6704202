"""The life of a press: seen by the bot, answered once and in time, shown to the person who pressed."""

import asyncio
from typing import Any

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest

from bot.rehearsal.objects import NoSuchButton
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer
from bot.rehearsal.world import Answer

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def ask(bot: Bot, chat: int) -> Message:
    buttons = [InlineKeyboardButton(text, callback_data=f"kies:{text}") for text in "12345"]
    return await bot.send_message(chat, "Samen doen?", reply_markup=InlineKeyboardMarkup([buttons]))


async def next_query(bot: Bot) -> CallbackQuery:
    """The oldest press that waits; everything else that waits is confirmed."""
    while True:
        for update in await bot.get_updates(timeout=30):
            await bot.get_updates(offset=update.update_id + 1)
            if update.callback_query is not None:
                return update.callback_query


async def test_press_reaches_the_bot_and_its_answer_the_person(server: BotApiServer, bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    press = asyncio.create_task(anna.press(anna.private.messages[sent.message_id], "4"))

    query = await next_query(bot)
    unanswered = server.ledger.unanswered()
    await query.answer("Opgeslagen: 4, kansrijk", show_alert=True)

    assert [query.data, query.from_user.id, query.message] == ["kies:4", anna.id, sent]
    assert [pressed.id for pressed in unanswered] == [query.id]
    assert await press == Answer("Opgeslagen: 4, kansrijk", alert=True)
    assert server.ledger.unanswered() == ()


async def test_press_is_answered_once(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    press = asyncio.create_task(anna.press(anna.private.messages[sent.message_id], "4"))
    query = await next_query(bot)
    await query.answer("Eerste")

    with pytest.raises(BadRequest) as refused:
        await query.answer("Tweede")

    assert refused.value.message == TOO_OLD
    assert await press == Answer("Eerste")


async def test_unknown_press_cannot_be_answered(bot: Bot) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.answer_callback_query("4382000000000000001", "Hallo")

    assert refused.value.message == TOO_OLD


async def test_client_stops_waiting_after_10_seconds_and_the_bot_may_answer_for_150(
    server: BotApiServer, bot: Bot, anna: Person, clock: Any
) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    presses = [asyncio.create_task(anna.press(anna.private.messages[sent.message_id], text)) for text in "45"]
    first, second = await next_query(bot), await next_query(bot)
    await clock.asleep(2)

    clock.pass_by(10)
    answers = [await press for press in presses]
    clock.pass_by(140)
    await first.answer("Net op tijd")
    clock.pass_by(1)
    with pytest.raises(BadRequest) as refused:
        await second.answer("Te laat")

    assert answers == [None, None]
    assert refused.value.message == TOO_OLD
    assert [pressed.id for pressed in server.ledger.unanswered()] == [second.id]


async def test_answer_of_more_than_200_characters_is_refused(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    press = asyncio.create_task(anna.press(anna.private.messages[sent.message_id], "4"))
    query = await next_query(bot)

    with pytest.raises(BadRequest) as refused:
        await query.answer("a" * 201)
    await query.answer("a" * 200)

    assert refused.value.message == "Message_too_long"
    assert await press == Answer("a" * 200)


async def test_answer_may_open_a_link_to_the_bot_alone(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    press = asyncio.create_task(anna.press(anna.private.messages[sent.message_id], "4"))
    query = await next_query(bot)

    with pytest.raises(BadRequest) as refused:
        await query.answer(url="https://example.org/")
    await query.answer(url="https://t.me/rondetafel_bot?start=vragen")
    await press

    assert refused.value.message == "Url_invalid"
    assert anna.private.last is not None
    assert anna.private.last.text == "/start vragen"


async def test_button_that_is_gone_can_still_be_pressed_by_who_saw_it(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    message = anna.private.messages[sent.message_id]
    seen = message.button("4")
    await bot.edit_message_text("Opgeslagen", anna.id, sent.message_id)

    with pytest.raises(NoSuchButton):
        await anna.press(message, "4")
    press = asyncio.create_task(anna.press(message, seen))
    query = await next_query(bot)
    await query.answer("Deze kaart is oud.")

    assert query.data == "kies:4"
    assert await press == Answer("Deze kaart is oud.")


async def test_forged_data_and_an_inaccessible_message_reach_the_bot(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await ask(bot, anna.id)
    message = anna.private.messages[sent.message_id]
    press = asyncio.create_task(anna.press_data(message, "regie:sluit", accessible=False))

    query = await next_query(bot)
    await query.answer()
    await press

    assert query.data == "regie:sluit"
    assert query.message is not None
    assert [query.message.message_id, query.message.is_accessible] == [sent.message_id, False]
