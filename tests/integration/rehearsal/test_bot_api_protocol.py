"""The protocol as such: query, form, parts and JSON carry the same values; the envelope; what is nowhere."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

MARKUP = {"inline_keyboard": [[{"text": "4", "callback_data": "a:4"}]]}


def in_parts(values: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(values)
    form.add_field("unused", b"x", filename="x.txt")  # a file makes it multipart
    return form


@pytest.mark.parametrize("how", ["query", "form", "parts", "json", "json with texts"])
async def test_values_are_read_however_they_come(server: BotApiServer, anna: Person, how: str) -> None:
    anna.start()
    texts = {"chat_id": str(anna.id), "text": "één & twee", "reply_markup": json.dumps(MARKUP)}
    ways: dict[str, tuple[str, dict[str, Any]]] = {
        "query": ("GET", {"params": texts}),
        "form": ("POST", {"data": texts}),
        "parts": ("POST", {"data": in_parts(texts)}),
        "json": ("POST", {"json": {"chat_id": anna.id, "text": "één & twee", "reply_markup": MARKUP}}),
        "json with texts": ("POST", {"json": texts}),
    }
    method, values = ways[how]

    async with aiohttp.ClientSession() as session:
        url = f"{server.url}/bot{server.token}/SENDmessage"
        async with session.request(method, url, **values) as response:
            status, envelope = response.status, await response.json()

    message = anna.private.last
    assert message is not None
    assert [status, envelope] == [200, {"ok": True, "result": message.as_json()}]
    assert [message.text, message.labels] == ["één & twee", (("4",),)]


async def test_attached_part_is_the_file(server: BotApiServer, anna: Person) -> None:
    anna.start()
    form = aiohttp.FormData({"chat_id": str(anna.id), "document": "attach://part_1"})
    form.add_field("part_1", b"inhoud", filename="beslisdocument.pdf")

    async with aiohttp.ClientSession() as session:
        async with session.post(f"{server.url}/bot{server.token}/sendDocument", data=form) as response:
            document = (await response.json())["result"]["document"]
        path = server.world.files[document["file_id"]].path
        async with session.get(f"{server.url}/file/bot{server.token}/{path}") as response:
            content = await response.read()
        async with session.get(f"{server.url}/file/bot{server.token}/documents/nowhere") as response:
            nowhere = response.status

    assert [document["file_name"], document["file_size"], content] == ["beslisdocument.pdf", 6, b"inhoud"]
    assert nowhere == 404


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (b"[1]", "can't parse JSON object"),
        (b"{", "can't parse JSON object"),
        (b"", "message text is empty"),
        (b'{"text":"\xed\xa0\x80"}', "strings must be encoded in UTF-8"),
        (b'{"text":"\\ud800"}', "strings must be encoded in UTF-8"),
        (b'{"text":"\\ud83d\\ude00"}', "chat_id is empty"),
        (b'{"text":"a","entities":[1]}', "can't parse MessageEntity: expected an Object"),
        (b'{"text":"a","entities":[{"type":"bold"}]}', "can't parse MessageEntity: Can't find field \"offset\""),
    ],
)
async def test_body_that_makes_no_sense_is_refused(server: BotApiServer, body: bytes, description: str) -> None:
    url, headers = f"{server.url}/bot{server.token}/sendMessage", {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as response:
        envelope = await response.json()

    assert response.status == 400
    assert envelope == {"ok": False, "error_code": 400, "description": f"Bad Request: {description}"}


async def test_poll_that_was_abandoned_confirms_nothing(server: BotApiServer, anna: Person) -> None:
    async with aiohttp.ClientSession() as session:
        url = f"{server.url}/bot{server.token}/getUpdates"
        polls = [asyncio.create_task(session.get(url, params={"timeout": 30})) for _ in range(2)]
        (refused,), (waiting,) = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
        refused.result().release()

        waiting.cancel()
        anna.start()
        async with session.get(url) as response:
            envelope = await response.json()

    assert len(envelope["result"]) == 1


async def test_server_stops_while_a_poll_waits(server: BotApiServer) -> None:
    async with aiohttp.ClientSession() as session:
        url = f"{server.url}/bot{server.token}/getUpdates"
        first = asyncio.create_task(session.get(url, params={"timeout": 30}))
        second = asyncio.create_task(session.get(url, params={"timeout": 30}))
        await asyncio.wait((first, second), return_when=asyncio.FIRST_COMPLETED)  # now the other one waits

        await server.stop()
        statuses = sorted([(await first).status, (await second).status])
        first.result().release()
        second.result().release()

    assert statuses == [200, 409]
