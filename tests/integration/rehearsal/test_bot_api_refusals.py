"""What Telegram refuses, with its code and its words, as python-telegram-bot and a bare client get them."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

Caller = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


def error(code: int, description: str) -> tuple[int, dict[str, Any]]:
    return code, {"ok": False, "error_code": code, "description": description}


@contextmanager
def refusal(kind: type[TelegramError], message: str) -> Iterator[None]:
    with pytest.raises(kind) as refused:
        yield
    assert refused.value.message == message


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"text": ""}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "a" * 32769}, "text is too long"),
        ({"text": "*a*", "parse_mode": "Bold"}, "unsupported parse_mode"),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "chat_id": 999}, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, "chat not found"),
        ({"text": "a", "message_thread_id": 4}, "message thread not found"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": []}, "object expected as reply markup"),
    ],
)
async def test_message_that_telegram_refuses_is_refused(
    call: Caller, anna: Person, values: dict[str, Any], description: str
) -> None:
    anna.start()

    reply = await call("sendMessage", **{"chat_id": anna.id, **values})

    assert reply == error(400, f"Bad Request: {description}")


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (
            keyboard([{"text": "4"}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            keyboard([{"text": "4", "callback_data": ""}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (keyboard([{"callback_data": "4"}]), "can't parse inline keyboard button: Can't find field \"text\""),
        (keyboard([{"text": " ", "callback_data": "4"}]), "inline keyboard button text must be non-empty"),
        (keyboard([{"text": "4", "callback_data": "é" * 33}]), "BUTTON_DATA_INVALID"),
        (
            keyboard([{"text": "4", "url": "hier"}]),
            "inline keyboard button URL 'hier' is invalid: Wrong HTTP URL",
        ),
        (keyboard([{"text": "4", "callback_data": "4"}] * 9), "reply markup is too long"),
        (keyboard(*[[{"text": "4", "callback_data": "4"}]] * 101), "reply markup is too long"),
        (keyboard([{"text": "t" * 6000, "callback_data": "4"}] * 2), "reply markup is too long"),
        (
            {"inline_keyboard": [{"text": "4", "callback_data": "4"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
    ],
)
async def test_keyboard_that_telegram_refuses_is_refused(
    call: Caller, anna: Person, markup: dict[str, Any], description: str
) -> None:
    anna.start()

    reply = await call("sendMessage", chat_id=anna.id, text="a", reply_markup=markup)

    assert reply == error(400, f"Bad Request: {description}")


async def test_texts_and_data_up_to_their_limits_are_taken(bot: Bot, anna: Person) -> None:
    anna.start()
    rows = [[InlineKeyboardButton("4", callback_data="é" * 32)] * 8, [InlineKeyboardButton("5", callback_data="5")]]

    message = await bot.send_message(
        anna.id, f"<b>{'a' * 4096}</b>", parse_mode=ParseMode.HTML, reply_markup=InlineKeyboardMarkup(rows)
    )

    assert message.text == "a" * 4096
    assert message.reply_markup == InlineKeyboardMarkup(rows)


async def test_caption_beyond_its_limit_is_refused(bot: Bot, anna: Person) -> None:
    anna.start()

    with refusal(BadRequest, "Message caption is too long"):
        await bot.send_document(anna.id, b"inhoud", filename="uitslag.csv", caption="a" * 1025)


async def test_somebody_who_never_pressed_start_gets_no_message(bot: Bot, anna: Person) -> None:
    with refusal(Forbidden, "Forbidden: bot can't initiate conversation with a user"):
        await bot.send_message(anna.id, "Goedemiddag")


async def test_somebody_who_blocked_the_bot_gets_no_message_until_he_starts_again(bot: Bot, anna: Person) -> None:
    anna.start()
    anna.block_bot()

    with refusal(Forbidden, "Forbidden: bot was blocked by the user"):
        await bot.send_message(anna.id, "Goedemiddag")
    anna.start()
    await bot.send_message(anna.id, "Goedemiddag")

    assert anna.private.last is not None
    assert anna.private.last.text == "Goedemiddag"


async def test_groups_without_the_bot_are_closed_to_it(call: Caller, anna: Person) -> None:
    never = anna.create_group("Nooit")
    kicked = anna.create_group("Verwijderd", supergroup=True)
    anna.add_bot(kicked)
    anna.remove_bot(kicked)

    replies = [await call("sendMessage", chat_id=group.id, text="a") for group in (never, kicked)]

    assert replies == [
        error(403, "Forbidden: bot is not a member of the group chat"),
        error(403, "Forbidden: bot was kicked from the supergroup chat"),
    ]


async def test_group_that_became_a_supergroup_refuses_with_its_new_id(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)
    upgraded = anna.migrate(group)

    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(group.id, "a")
    sent = await bot.send_message(upgraded.id, "a")

    assert refused.value.new_chat_id == upgraded.id
    assert sent.chat.id == upgraded.id


async def test_edits_that_telegram_refuses_are_refused(call: Caller, anna: Person) -> None:
    own = anna.start()
    markup = keyboard([{"text": "4", "callback_data": "4"}])
    _, sent = await call("sendMessage", chat_id=anna.id, text="<b>a</b>", parse_mode="HTML", reply_markup=markup)
    there = {"chat_id": anna.id, "message_id": sent["result"]["message_id"]}

    same = await call("editMessageText", text="<b>a</b>", parse_mode="HTML", reply_markup=markup, **there)
    same_markup = await call("editMessageReplyMarkup", reply_markup=markup, **there)
    foreign = await call("editMessageText", chat_id=anna.id, message_id=own.id, text="b")
    unknown = await call("editMessageText", chat_id=anna.id, message_id=999, text="b")
    long = await call("editMessageText", text="a" * 4097, **there)
    other = await call("editMessageText", text="b", reply_markup={"force_reply": True}, **there)

    not_modified = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    assert [same, same_markup] == [error(400, not_modified)] * 2
    assert [foreign, unknown, long, other] == [
        error(400, "Bad Request: message can't be edited"),
        error(400, "Bad Request: message to edit not found"),
        error(400, "Bad Request: MESSAGE_TOO_LONG"),
        error(400, "Bad Request: inline keyboard expected"),
    ]


async def test_edit_without_keyboard_takes_the_keyboard_away(bot: Bot, anna: Person) -> None:
    anna.start()
    sent = await bot.send_message(
        anna.id, "a", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("4", callback_data="4")]])
    )

    await bot.edit_message_text("a", anna.id, sent.message_id)

    assert anna.private.messages[sent.message_id].buttons == ()


async def test_deleting_what_is_not_there_or_too_old_is_refused(
    bot: Bot, anna: Person, bram: Person, clock: Any
) -> None:
    group = anna.create_group("Dal", [bram])
    anna.add_bot(group)
    foreign = bram.send(group, "Hallo")
    sent = await bot.send_message(group.id, "a")

    with refusal(BadRequest, "Message to delete not found"):
        await bot.delete_message(group.id, 999)
    with refusal(BadRequest, "Message can't be deleted"):
        await bot.delete_message(group.id, foreign.id)
    clock.pass_by(timedelta(hours=49).total_seconds())
    with refusal(BadRequest, "Message can't be deleted for everyone"):
        await bot.delete_message(group.id, sent.message_id)


async def test_pinning_needs_an_administrator(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)
    sent = await bot.send_message(group.id, "a")

    with refusal(BadRequest, "Not enough rights to manage pinned messages in the chat"):
        await bot.pin_chat_message(group.id, sent.message_id)
    anna.promote_bot(group)
    await bot.pin_chat_message(group.id, sent.message_id)

    assert group.pinned is group.messages[sent.message_id]


async def test_wrong_token_is_unauthorized(server: BotApiServer, call: Caller) -> None:
    reply = await call("getMe", token="1:wrong")

    assert reply == error(401, "Unauthorized")
    async with HTTPXRequest() as transport:
        with pytest.raises(InvalidToken):
            await Bot("1:wrong", base_url=f"{server.url}/bot", request=transport).get_me()


async def test_unknown_method_is_not_found(call: Caller) -> None:
    reply = await call("sendVote")

    assert reply == error(404, "Not Found: method not found")


async def test_commands_and_their_scopes_are_checked(call: Caller, anna: Person) -> None:
    command = {"command": "hulp", "description": "Wat kan ik hier"}

    replies = [
        await call("setMyCommands", commands=[{**command, "command": "Hulp!"}]),
        await call("setMyCommands", commands=[{**command, "description": ""}]),
        await call("setMyCommands", commands=[command] * 101),
        await call("setMyCommands", commands=[command], scope={"type": "chat", "chat_id": anna.id}),
        await call("setMyCommands", commands=[command], scope={"type": "everybody"}),
    ]

    assert replies == [
        error(400, "Bad Request: BOT_COMMAND_INVALID"),
        error(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        error(400, "Bad Request: BOT_COMMANDS_TOO_MUCH"),
        error(400, "Bad Request: chat not found"),
        error(400, "Bad Request: can't parse BotCommandScope: Unsupported type specified"),
    ]


async def test_ledger_knows_every_call_and_why_it_was_refused(
    server: BotApiServer, call: Caller, anna: Person, clock: Any
) -> None:
    anna.start()
    await call("sendMessage", chat_id=anna.id, text="a")
    clock.pass_by(2)
    await call("sendMessage", chat_id=anna.id, text="")

    calls = [(made.method, made.chat, made.status) for made in server.ledger.calls]
    (refused,) = server.ledger.refused()

    assert calls == [("sendmessage", anna.id, 200), ("sendmessage", anna.id, 400)]
    assert refused.description == "Bad Request: message text is empty"
    assert refused.moment == clock.now()
