"""Logs: readable, and without tokens or people's words."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
import structlog
from telegram.error import BadRequest, NetworkError

from bot.logs import TALKATIVE, configure_logs, describe, redact

TOKEN = "7000000001:AArehearsal-of-a-platform-00000000"


def fail(error: Exception) -> None:
    raise error


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (f"token {TOKEN} einde", "token [verborgen] einde"),
        (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot[verborgen]/getMe"),
        ("http://127.0.0.1:8081/bot123:kort/sendMessage", "http://127.0.0.1:8081/bot[verborgen]/sendMessage"),
        (f"/file/bot{TOKEN.replace(':', '%3A')}/a.pdf", "/file/bot[verborgen]/a.pdf"),
        ("om 12:30 op bot/handlers", "om 12:30 op bot/handlers"),
    ],
)
def test_tokens_are_taken_out_and_the_rest_stays(text: str, safe: str) -> None:
    assert redact(text) == safe


def test_json_lines_have_level_logger_moment_and_values(stream: io.StringIO) -> None:
    configure_logs("INFO", "json", stream=stream)

    structlog.stdlib.get_logger("bot.x").info("vote stored", update=5)
    logging.getLogger("storage.y").warning("slow %s", "disk")

    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert first.pop("timestamp").endswith("Z")
    assert first == {"event": "vote stored", "level": "info", "logger": "bot.x", "update": 5}
    assert (second["event"], second["level"], second["logger"]) == ("slow disk", "warning", "storage.y")


@pytest.mark.parametrize("layout", ["text", "json"])
def test_no_line_holds_a_token_or_the_text_of_an_error(stream: io.StringIO, layout: Literal["text", "json"]) -> None:
    configure_logs("DEBUG", layout, secrets=["kort:geheim"], stream=stream)
    log = structlog.stdlib.get_logger("bot.x")

    try:
        fail(ValueError("antwoord van M. de Wit: 4"))
    except ValueError:
        log.exception("handler failed", url=f"http://x/bot{TOKEN}/sendMessage", nested={"key": [TOKEN]})
        logging.getLogger("somebody").exception("failed with %s", "kort:geheim")
    log.error("again", exc_info=NetworkError(TOKEN))

    lines = stream.getvalue()
    assert lines.count("[verborgen]") == 4
    assert lines.count("ValueError") == 2
    assert not any(canary in lines for canary in (TOKEN, "geheim", "de Wit", "Traceback"))


def test_libraries_that_print_payloads_are_quiet_at_debug(stream: io.StringIO) -> None:
    configure_logs("DEBUG", stream=stream)

    for name in (*TALKATIVE, "telegram.Bot", "httpx._client", "aiosqlite.core"):
        logging.getLogger(name).info("payload")
    logging.getLogger("bot.x").debug("ours")

    assert [line for line in stream.getvalue().splitlines() if "payload" in line] == []
    assert "ours" in stream.getvalue()


def test_level_is_kept(stream: io.StringIO) -> None:
    configure_logs("ERROR", stream=stream)

    structlog.stdlib.get_logger("bot.x").warning("too little")
    logging.getLogger("httpx").warning("too little")

    assert stream.getvalue() == ""


def test_error_is_described_by_kind_and_place() -> None:
    try:
        fail(KeyError("M. de Wit"))
    except KeyError as error:
        described = describe(error)

    assert described["error"] == "KeyError"
    assert described["at"].startswith("tests/unit/platform/test_logs.py:")
    assert set(described) == {"error", "at"}


def test_refusal_of_the_bot_api_is_told_without_what_it_quotes() -> None:
    refused = BadRequest('Bad Request: can\'t parse entities: unsupported start tag "de wit" at byte offset 5')

    assert "de wit" not in describe(refused)["said"]
    assert describe(BadRequest("Bad Request: chat not found")) == {"error": "BadRequest", "said": "Chat not found"}
