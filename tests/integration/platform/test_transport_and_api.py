"""The transport and the thin client, over HTTP."""

import asyncio
from typing import Any

import pytest
from telegram import InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.platform.api import BotApi, Upload, make_bot, passes, seconds_to_wait
from bot.platform.transport import AiohttpRequest

TOKEN = "7000000001:AArehearsal-of-a-platform-00000000"


async def test_call_sends_parameters_as_a_form_and_gives_the_raw_result(telegram: Any, api: Any) -> None:
    keyboard = {"inline_keyboard": [[{"text": "✓ 4", "callback_data": "v:1:4"}]]}

    result = await api.call(
        "sendMessage", {"chat_id": -5, "text": "Één & <b>", "reply_markup": keyboard, "url": None}
    )

    assert result == {"message_id": 1}
    assert telegram.calls[0].params == {
        "chat_id": "-5",
        "text": "Één & <b>",
        "reply_markup": '{"inline_keyboard": [[{"text": "\\u2713 4", "callback_data": "v:1:4"}]]}',
    }


async def test_files_go_as_multipart_with_name_and_content(telegram: Any, api: Any) -> None:
    files = {"document": Upload("besluit één.pdf", b"%PDF \x00\xff"), "thumb": Upload('a"b\r\nX: y.csv', b"1;2")}

    await api.call("sendDocument", {"chat_id": 7, "caption": "Bijlage"}, files)

    call = telegram.calls[0]
    assert call.params == {"chat_id": "7", "caption": "Bijlage"}
    assert call.files["document"] == ("besluit één.pdf", b"%PDF \x00\xff")
    assert call.files["thumb"][1] == b"1;2"
    assert "X" not in telegram.headers[0]


async def test_bot_methods_use_the_same_transport(telegram: Any, api: Any) -> None:
    telegram.reply("getMe", (200, {"ok": True, "result": {"id": 7, "is_bot": True, "first_name": "R"}}))
    telegram.reply(
        "sendDocument",
        (200, {"ok": True, "result": {"message_id": 5, "date": 0, "chat": {"id": 7, "type": "private"}}}),
    )
    async with make_bot(TOKEN, api_url=telegram.url + "/") as bot:
        sent = await bot.send_document(7, InputFile(b"inhoud", "a.txt"))

    assert (sent.message_id, telegram.calls[-1].files) == (5, {"document": ("a.txt", b"inhoud")})


@pytest.mark.parametrize(
    ("code", "description", "parameters", "kind"),
    [
        (400, "Bad Request: chat not found", {}, BadRequest),
        (401, "Unauthorized", {}, InvalidToken),
        (403, "Forbidden: bot was blocked by the user", {}, Forbidden),
        (404, "Not Found", {}, InvalidToken),
        (409, "Conflict: terminated by other getUpdates request", {}, Conflict),
        (429, "Too Many Requests: retry after 7", {"retry_after": 7}, RetryAfter),
        (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1007}, ChatMigrated),
        (500, "Internal Server Error", {}, NetworkError),
        (502, "Bad Gateway", {}, NetworkError),
    ],
)
async def test_refusal_becomes_the_error_of_its_kind(
    *, telegram: Any, api: Any, refuse: Any, code: int, description: str, parameters: Any, kind: type[TelegramError]
) -> None:
    telegram.reply("sendMessage", refuse(code, description, **parameters))

    with pytest.raises(TelegramError) as raised:
        await api.call("sendMessage", {"chat_id": 1})

    assert type(raised.value) is kind
    if isinstance(raised.value, RetryAfter):
        assert seconds_to_wait(raised.value) == 7.0
    if isinstance(raised.value, ChatMigrated):
        assert raised.value.new_chat_id == -1007


async def test_no_server_is_a_network_error_that_does_not_tell_the_url() -> None:
    bot = make_bot(TOKEN, api_url="http://127.0.0.1:1")
    async with bot.request:
        with pytest.raises(NetworkError) as raised:
            await BotApi(bot).call("getMe")

    assert passes(raised.value)
    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"


async def test_wrong_address_does_not_tell_the_url() -> None:
    bot = make_bot(TOKEN, api_url="http://")
    async with bot.request:
        with pytest.raises(NetworkError) as raised:
            await BotApi(bot).call("getMe")

    assert TOKEN not in f"{raised.value!r} {raised.value.__cause__!r}"


async def test_silence_is_timed_out_by_the_transport(telegram: Any) -> None:
    brief = AiohttpRequest(read_timeout=0.05, write_timeout=0.0, connect_timeout=0.0, pool_timeout=0.0)
    bot = make_bot(TOKEN, api_url=telegram.url, transport=brief)
    async with brief:
        with pytest.raises(TimedOut):
            await BotApi(bot).call("getUpdates", {"timeout": 30, "limit": 1})


async def test_connection_that_breaks_is_a_network_error_and_the_next_call_works(telegram: Any, api: Any) -> None:
    telegram.reply("sendMessage", None)

    with pytest.raises(NetworkError):
        await api.call("sendMessage", {"chat_id": 1})

    assert await api.call("sendMessage", {"chat_id": 1}) == {"message_id": 1}


@pytest.mark.parametrize("answer", [{"ok": True}, [], "tekst"])
async def test_answer_without_a_result_is_a_passing_failure(telegram: Any, api: Any, answer: Any) -> None:
    telegram.reply("getMe", (200, answer))

    with pytest.raises(TelegramError) as raised:
        await api.call("getMe")

    assert passes(raised.value)


async def test_parameters_that_json_cannot_hold_are_wrong_for_good(api: Any) -> None:
    with pytest.raises(BadRequest) as raised:
        await api.call("sendMessage", {"chat_id": object()})

    assert not passes(raised.value)


async def test_connections_are_kept_and_never_more_than_the_limit(telegram: Any) -> None:
    bot = make_bot(TOKEN, api_url=telegram.url, transport=AiohttpRequest(connections=2))
    async with bot.request:
        api = BotApi(bot)
        results = await asyncio.gather(*[api.call("sendMessage", {"chat_id": n}) for n in range(50)])

    assert sorted(result["message_id"] for result in results) == list(range(1, 51))
    assert len(telegram.peers) == 2
