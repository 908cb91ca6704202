"""A picture on its way to a chat, against the strict server."""

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest

from bot.platform.api import BotApi, make_bot
from bot.platform.outgoing import Outgoing
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer
from bot.screens.messages import Messages
from report.charts.drawing import paragraph, render
from report.charts.raster import rasterise


@pytest.fixture
async def messages(server: BotApiServer, clock: Any) -> Any:
    async with make_bot(server.token, api_url=server.url) as bot:
        outgoing = Outgoing(BotApi(bot), clock)
        yield Messages(outgoing, clock=clock, username="rondetafel_bot", background=lambda _name, _work: None)
        await outgoing.close()


@pytest.fixture
def anna(server: BotApiServer) -> Person:
    person = Person(server, 501, "Anna")
    person.start()
    return person


def drawn() -> bytes:
    (png,) = rasterise([render(paragraph("Inkoop", size=44), title="Inkoop", described="Inkoop")])
    return png


async def test_picture_arrives_with_its_words_as_they_stand(messages: Messages, anna: Person) -> None:
    await messages.send_picture(anna.id, drawn(), "Inkoop <b>&amp; ‘meer’</b>.")

    message = anna.private.last
    assert message is not None
    assert (message.text, message.entities) == ("Inkoop <b>&amp; ‘meer’</b>.", [])
    assert [(size["width"], size["height"]) for size in message.extra["photo"]] == [(1600, 110)]


async def test_transcript_marks_a_picture(messages: Messages, server: BotApiServer, anna: Person) -> None:
    await messages.send_picture(anna.id, drawn(), "Inkoop.")

    (shown,) = [shown for shown in server.ledger.shown if shown.sender == server.world.bot.id]
    assert (shown.picture, shown.text) == (True, "Inkoop.")


@pytest.mark.parametrize(
    ("png", "caption", "refusal"),
    [
        (b"geen beeld", "Inkoop.", "(?i)image_process_failed"),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(8) + (9000).to_bytes(4) + (1001).to_bytes(4),
            "Inkoop.",
            "(?i)photo_invalid_dimensions",
        ),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(8) + (2100).to_bytes(4) + (100).to_bytes(4),
            "Inkoop.",
            "(?i)photo_invalid_dimensions",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(8) + (9).to_bytes(4) + (9).to_bytes(4) + bytes(10 << 20), "Inkoop.", "too big"),
        (b"", "Inkoop.", "non-empty"),
        (None, "é" * 1025, "caption is too long"),
    ],
    ids=["no picture", "too large", "too long", "too heavy", "empty", "too many words"],
)
async def test_picture_that_telegram_would_refuse_is_refused(
    messages: Messages, anna: Person, png: bytes | None, caption: str, refusal: str
) -> None:
    with pytest.raises(BadRequest, match=refusal):
        await asyncio.wait_for(messages.send_picture(anna.id, drawn() if png is None else png, caption), 30)
