"""Logs: structlog over the standard library, to stderr, as text or JSON, without secrets or people's words.

A log never holds a token, a name or an answer. Tokens are taken out of every line after it was rendered.
Errors are told by kind and place instead of a traceback, since their text may repeat what somebody wrote.
"""

import logging
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any, Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger
from telegram.error import TelegramError

HIDDEN = "[verborgen]"

TALKATIVE = ("aiohttp", "alembic", "aiosqlite", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram")
"""Libraries that print URLs, statements or payloads below WARNING."""

_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_BOT_URL = re.compile(r"/bot\d+(?::|%3A)[^/\s\"'<>]+", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|‘[^’]*’|“[^”]*”")
_MOST_PLACES = 5
_MOST_SIGNS = 200
_ROOT = Path(__file__).resolve().parent.parent


def configure_logs(
    level: str = "INFO",
    layout: Literal["text", "json"] = "text",
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> None:
    """Direct all logging of the process to `stream` (stderr), in place of what was configured before.

    `secrets` are hidden literally, for a token that does not look like one.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _place_error,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _renderer(layout, stream or sys.stderr),
                Redaction(secrets),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def describe(error: BaseException) -> dict[str, Any]:
    """What a log may say of an error: its kind, and where it came from, innermost first.

    Of an error of the Bot API also the text, without what stands between quotes: that may be somebody's words.
    """
    described: dict[str, Any] = {"error": type(error).__name__}
    if isinstance(error, TelegramError):
        described["said"] = _QUOTED.sub("…", str(error))[:_MOST_SIGNS]
    places = [f"{_short(frame.filename)}:{frame.lineno}" for frame in extract_tb(error.__traceback__)]
    if places:
        described["at"] = " < ".join(reversed(places[-_MOST_PLACES:]))
    return described


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without tokens, without the token in URLs of the Bot API, and without these secrets."""
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    return _TOKEN.sub(HIDDEN, _BOT_URL.sub(f"/bot{HIDDEN}", text))


class Redaction:
    """The last processor: takes secrets out of the finished line."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, _logger: WrappedLogger, _name: str, line: str | Mapping[str, Any]) -> str:
        return redact(str(line), self._secrets)


def _place_error(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Instead of a traceback: kind and place."""
    given = event.pop("exc_info", None)
    if given is True:
        given = sys.exc_info()
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event.update(describe(error))
    return event


def _renderer(layout: str, stream: TextIO) -> Processor:
    if layout == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=_kind)
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(),
        pad_event_to=0,
        # the other ones print the values of local variables
        exception_formatter=structlog.dev.plain_traceback,
    )


def _kind(value: object) -> str:
    """For what JSON does not know; its repr could hold anything."""
    return f"<{type(value).__name__}>"


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    return path.name
