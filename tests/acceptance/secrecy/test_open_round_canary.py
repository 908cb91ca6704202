"""While a round is open nobody is shown anything of its content: neither in a message, a file, a log nor an error."""

import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import structlog

from bot.logs import TALKATIVE, configure_logs
from bot.rehearsal.conductor import Conductor

CANARY = "Kwartelkoning in het riet"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that is logged, at its most talkative."""
    root, stream = logging.getLogger(), StringIO()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in TALKATIVE}
    configure_logs("DEBUG", "json", stream=stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


async def _asked(bot: Any, person: Any, command: str) -> str:
    reply = await bot.reply(person, person.private, command)
    return str(reply.text)


async def _seen_by_others(bot: Any, meeting: Any) -> list[str]:
    """What an observer and a facilitator get to see who ask for everything that can be asked for."""
    lead, observer = meeting.lead.person, meeting.observer
    return [
        *[await _asked(bot, observer, command) for command in ("/status", "/uitslag", "/mijngegevens")],
        *[await _asked(bot, lead, command) for command in ("/status", "/uitslag", "/export")],
    ]


@pytest.mark.parametrize("level", ["Geheim", "Per gemeente", "Op naam"])
async def test_nothing_of_an_open_round_is_shown_to_anybody_else(
    *, log: StringIO, bot: Any, gather: Any, monkeypatch: pytest.MonkeyPatch, level: str
) -> None:
    monkeypatch.setattr(Conductor.make_conference, "__kwdefaults__", {"code": "", "secrecy": level})
    meeting = await gather(bot)
    anna, *_ = meeting.members
    await meeting.step("Volgende fase", until="Open de ronde")
    group = await meeting.open_round()
    walk = await meeting.walk(anna, group, label="Toelichting")
    await bot.press(anna.person, walk, "1")
    before = await _seen_by_others(bot, meeting)

    await bot.press(anna.person, walk, "Vorige")
    walk = await bot.see(anna.person, anna.person.private, "Motief 1 van")
    await bot.press(anna.person, walk, "5")
    await bot.press(anna.person, walk, "Vorige")
    walk = await bot.see(anna.person, anna.person.private, "Motief 1 van")
    await bot.press(anna.person, walk, "Toelichting")
    await bot.see(anna.person, anna.person.private, "Schrijf in één regel waarom.")
    await bot.reply(anna.person, anna.person.private, CANARY)
    after = await _seen_by_others(bot, meeting)

    mine = anna.person.private.id
    others = [shown.text for shown in bot.server.ledger.shown if shown.chat != mine]
    own = [shown.text for shown in bot.server.ledger.shown if shown.chat == mine]
    files = [path.read_bytes() for path in bot.exports.rglob("*") if path.is_file()]
    assert before == after
    assert any(CANARY in text for text in own)
    assert not any(CANARY in text for text in others)
    assert not any(CANARY.encode() in content for content in files)
    assert CANARY not in log.getvalue()
    assert '"value": 5' not in log.getvalue()
    assert [value for _, value in sorted(bot.answers().items())] == ["5"]
