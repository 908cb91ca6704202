"""From an update to its handler, and from whatever goes wrong to one sentence for who asked."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog
from telegram.error import BadRequest, Forbidden, TelegramError

from bot import buttons, phrases
from bot.cards.card import Card, Key, esc
from bot.handlers import (
    admitting,
    answering,
    arguing,
    asking,
    correcting,
    creating,
    day,
    facilitating,
    following,
    joining,
    kinds,
    knowing,
    leading,
    lists,
    models,
    moderating,
    own,
    papers,
    people,
    preparing,
    proposing,
    settling,
    standing,
    stepping,
    talk,
    towns,
)
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import CHANNEL, Migrated, Placed, Said, Tap, read_update
from bot.logs import describe
from bot.platform.outgoing import Outgoing
from bot.screens.messages import private_chat
from flows.errors import NotFound, Refused, RondetafelError, StorageError
from flows.ports import UpdateRef
from flows.services.answering import REASON

_log = structlog.stdlib.get_logger(__name__)

_MODULES: Final = (
    admitting,
    answering,
    arguing,
    asking,
    correcting,
    creating,
    day,
    facilitating,
    following,
    joining,
    kinds,
    knowing,
    leading,
    lists,
    models,
    moderating,
    own,
    papers,
    people,
    preparing,
    proposing,
    settling,
    standing,
    stepping,
    talk,
    towns,
)

_TAPS: Final[TapHandlers] = {
    kind: handler for module in _MODULES for kind, handler in getattr(module, "TAPS", {}).items()
}
_COMMANDS: Final[CommandHandlers] = {
    name: handler for module in _MODULES for name, handler in getattr(module, "COMMANDS", {}).items()
}
_DIALOGS: Final[DialogHandlers] = {
    kind: handler for module in _MODULES for kind, handler in getattr(module, "DIALOGS", {}).items()
}


class Router:
    """Handles one update at a time; who calls it keeps one person's updates in order."""

    def __init__(self, house: House, *, outgoing: Outgoing) -> None:
        self._house = house
        self._outgoing = outgoing

    async def handle(self, raw: dict[str, Any], ref: UpdateRef) -> None:
        """Returns when what must be kept is committed. Raises for an update that cannot be read."""
        incoming = read_update(raw, ref, username=self._house.username)
        if isinstance(incoming, Tap):
            await self._handle_tap(incoming)
        elif isinstance(incoming, Said):
            await self._handle_said(incoming)
        elif isinstance(incoming, Migrated):
            await self.move_group(incoming.chat, incoming.to)
        elif isinstance(incoming, Placed) and incoming.private:
            await joining.note_reachable(self._house, incoming.account, incoming.present)
        elif isinstance(incoming, Placed) and incoming.present:
            _log.info("placed in a group")

    async def move_group(self, old: int, new: int) -> None:
        """A group became a supergroup: its conference goes along."""
        await self._house.roster.move_group(CHANNEL, str(old), str(new))
        self._outgoing.move(old, new)

    async def _handle_tap(self, tap: Tap) -> None:
        pressed = buttons.unpack(tap.data)
        handler = _TAPS.get(type(pressed)) if pressed is not None else None
        alert = False
        if handler is None:
            toast = phrases.OLD_CARD
            await self._show_right_card(tap)
        else:
            toast, alert = await self._guarded(tap, lambda: handler(self._house, tap, pressed))
        try:
            arrived = await self._outgoing.answer(tap.callback, toast[:200], alert)
        except TelegramError as error:
            _log.warning("a press could not be answered", **describe(error))
            return
        if not arrived and toast and handler is not None:
            self._tell(private_chat(tap.account), toast)

    async def _guarded(self, tap: Tap, run: Callable[[], Awaitable[str]]) -> tuple[str, bool]:
        """The toast, and whether it asks for attention."""
        try:
            return await run(), False
        except Refused as refused:
            if refused.reason in {"round_is_elsewhere", "phase_moved"}:
                await self._show_right_card(tap)
            return phrases.refusal(refused.reason, refused.data, reference=_reference())[:200], True
        except NotFound:
            return phrases.NOT_HERE, True
        except StorageError as error:
            _log.error("a press was not stored", **describe(error))
            return phrases.NOT_SAVED, True
        except (Forbidden, BadRequest) as error:
            _log.warning("a card could not be shown", **describe(error))
            return "", False
        except Exception as error:
            reference = _reference()
            _log.error("a press failed", reference=reference, **describe(error))
            return phrases.WENT_WRONG.format(reference=reference), True

    async def _handle_said(self, said: Said) -> None:
        try:
            await self._dispatch(said)
        except Refused as refused:
            if refused.reason == "private_only":
                self._point_to_private(said)
                return
            sentence = phrases.refusal(refused.reason, refused.data, reference=_reference())
            self._tell(said.chat, sentence, thread=said.thread)
        except NotFound:
            self._tell(said.chat, phrases.REFUSALS["link_used_or_expired"], thread=said.thread)
        except StorageError as error:
            _log.error("a message was not stored", **describe(error))
            self._tell(said.chat, phrases.WENT_WRONG.format(reference=_reference()), thread=said.thread)
        except (Forbidden, BadRequest) as error:
            _log.warning("an answer could not be sent", **describe(error))
            if not said.private and said.command:
                self._point_to_private(said)
        except Exception as error:
            reference = _reference()
            _log.error("a message failed", reference=reference, **describe(error))
            self._tell(said.chat, phrases.WENT_WRONG.format(reference=reference), thread=said.thread)

    async def _dispatch(self, said: Said) -> None:
        if said.command:
            command = _COMMANDS.get(said.command)
            if said.anonymous and said.command in {"koppel", "start", "regie", "export"}:
                raise Refused("anonymous")
            if command is None and not said.private:
                return  # a group may have other bots
            if command is None:
                command = asking.tell_help
            await command(self._house, said)
            return
        if not said.private:
            return
        dialog = await self._house.roster.asked(said.account)
        if said.file is not None:
            await lists.take_file(self._house, said, said.file, dialog)
        elif dialog is not None and dialog.kind == REASON:
            await answering.give_reason(self._house, said)
        elif dialog is not None and dialog.kind in _DIALOGS:
            await _DIALOGS[dialog.kind](self._house, said, dialog)
        else:
            await arguing.take_awaited(self._house, said)

    async def _show_right_card(self, tap: Tap) -> None:
        """Below an old card the right one."""
        if not tap.private:
            return
        said = Said(
            update=tap.update,
            account=tap.account,
            name=tap.name,
            chat=tap.chat,
            private=True,
            text="/start",
            command="start",
        )
        try:
            await joining.start(self._house, said)
        except (RondetafelError, TelegramError) as error:
            _log.info("no right card to show", **describe(error))

    def _tell(self, chat: int, sentence: str, *, thread: str | None = None) -> None:
        self._house.messages.tell(chat, Card(esc(sentence)), thread=thread)

    def _point_to_private(self, said: Said) -> None:
        """What is not for the group goes on in the own chat, behind a button."""
        key = Key(phrases.OPEN_PRIVATE, url=self._house.messages.link("hier"))
        card = Card(esc(phrases.REFUSALS["private_only"]), ((key,),))
        self._house.messages.tell(said.chat, card, thread=said.thread)


def _reference() -> str:
    """A short number to ask about, the same in the log."""
    return f"{secrets.choice('ABCDEFGHJKLMNPRSTUVWXYZ')}{secrets.randbelow(9) + 1}-{secrets.randbelow(900) + 100}"
