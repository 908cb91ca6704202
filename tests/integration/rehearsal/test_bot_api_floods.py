"""Telegram's limits on sending, by the clock of the rehearsal; and what the ledger counts of it."""

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, RetryAfter

from bot.rehearsal.floods import Floods, Limits
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer


@pytest.fixture(autouse=True)
def _waits_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it python-telegram-bot warns whenever it makes a RetryAfter."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def test_chat_takes_a_short_burst_and_then_one_a_second(bot: Bot, anna: Person, clock: Any) -> None:
    anna.start()
    for number in range(5):
        await bot.send_message(anna.id, f"Bericht {number}")

    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(anna.id, "Te veel")
    clock.pass_by(1)
    await bot.send_message(anna.id, "Weer een")
    with pytest.raises(RetryAfter):
        await bot.send_message(anna.id, "Te veel")

    assert refused.value.retry_after == timedelta(seconds=1)


async def test_group_takes_twenty_messages_and_edits_a_minute(
    server: BotApiServer, bot: Bot, anna: Person, clock: Any
) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)
    card = await bot.send_message(group.id, "0 van 25")
    for number in range(1, 20):
        clock.pass_by(2)
        await bot.edit_message_text(f"{number} van 25", group.id, card.message_id)

    clock.pass_by(2)
    with pytest.raises(RetryAfter) as refused:
        await bot.edit_message_text("20 van 25", group.id, card.message_id)
    clock.pass_by(20)
    await bot.edit_message_text("20 van 25", group.id, card.message_id)

    assert refused.value.retry_after == timedelta(seconds=20)
    assert server.ledger.busiest_minutes() == {group.id: 20}
    assert [call.status for call in server.ledger.refused()] == [429]


async def test_refusal_names_the_seconds_in_its_parameters(call: Any, anna: Person) -> None:
    anna.start()
    for number in range(5):
        await call("sendMessage", chat_id=anna.id, text=f"Bericht {number}")

    reply = await call("sendMessage", chat_id=anna.id, text="Te veel")

    assert reply == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        },
    )


async def test_answers_actions_and_refused_texts_do_not_count(bot: Bot, anna: Person) -> None:
    anna.start()
    for _ in range(10):
        await bot.send_chat_action(anna.id, "typing")
        with pytest.raises(BadRequest):
            await bot.send_message(anna.id, "<b>", parse_mode="HTML")

    for number in range(5):
        await bot.send_message(anna.id, f"Bericht {number}")

    assert len(anna.private.messages) == 6


def test_all_chats_together_get_thirty_a_second() -> None:
    floods = Floods(Limits())

    waits = [floods.admit(chat, moment=100.0) for chat in range(1, 32)]
    later = [floods.admit(chat, moment=100.5) for chat in range(31, 47)]

    assert waits == [0] * 30 + [1]
    assert later == [0] * 15 + [1]


def test_group_window_slides() -> None:
    floods = Floods(Limits(group_minute=2, chat_burst=10))

    waits = [floods.admit(-1, moment=moment) for moment in (0.0, 30.0, 59.0, 60.0, 61.0, 90.0)]

    assert waits == [0, 0, 1, 0, 29, 0]
