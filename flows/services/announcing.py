"""What the facilitator tells everybody in own words: typed, looked at, then sent to the group or to everybody."""

import hashlib
from enum import StrEnum
from typing import Final

from flows.errors import Invalid, Lost, Refused
from flows.pack.form import Pack
from flows.ports import Account, Dialog, Event, Notice, Store, UpdateRef
from flows.services.making import tell_everybody
from flows.services.stage import load_stage, require_facilitator

ANNOUNCEMENT: Final = "announcement"
"""The dialog in which the text is asked, and kept until it is sent; the notice's kind too."""

TEXT_LIMIT: Final = 500

_MARK_LENGTH: Final = 12


class Scope(StrEnum):
    """Who hears it."""

    GROUP = "group"
    EVERYBODY = "everybody"


def mark_of(text: str) -> str:
    """A short name for a text: a button says which text was looked at, and cannot hold it."""
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK_LENGTH]


class Announcing:
    """Announcements of facilitators. The text is kept with the question until it is sent."""

    def __init__(self, store: Store, *, pack: Pack) -> None:
        self._store = store
        self._pack = pack

    async def ask(self, account: Account, conference: str) -> None:
        """Wait for the text. Raises NotAllowed."""
        async with self._store.writing() as work:
            await require_facilitator(work, conference, account)
            await work.set_dialog(account, Dialog(kind=ANNOUNCEMENT, data={"conference": conference}))
            await work.commit()

    async def write(
        self, account: Account, conference: str, typed: str, *, update: UpdateRef | None = None
    ) -> tuple[str, bool]:
        """Keep the text until it is sent; what was typed before it is forgotten.

        The text as it would be sent, and whether there is a group. Raises NotAllowed, Invalid.
        """
        text = "\n".join(" ".join(line.split()) for line in typed.strip().splitlines())
        if not text:
            raise Invalid("announcement_empty")
        if len(text) > TEXT_LIMIT:
            raise Invalid("announcement_too_long", length=len(text), limit=TEXT_LIMIT)
        async with self._store.writing() as work:
            await require_facilitator(work, conference, account)
            grouped = bool(await work.chats(conference))
            if await work.first_time(update):
                data = {"conference": conference, "text": text}
                await work.set_dialog(account, Dialog(kind=ANNOUNCEMENT, data=data))
                await work.commit()
        return text, grouped

    async def send(
        self, account: Account, conference: str, *, scope: Scope, mark: str, update: UpdateRef | None = None
    ) -> None:
        """Send the text that was looked at (`mark`), once. The audit log keeps its digest, not the text.

        Raises NotAllowed, Lost when another text or none waits, Refused without a group.
        """
        async with self._store.writing() as work:
            actor = await require_facilitator(work, conference, account)
            if not await work.first_time(update):
                return
            dialog = await work.dialog(account)
            text = str(dialog.data.get("text", "")) if dialog is not None and dialog.kind == ANNOUNCEMENT else ""
            same = dialog is not None and dialog.data.get("conference") == conference
            if not text or not same or mark_of(text) != mark:
                raise Lost("announcement_gone")
            stage = await load_stage(work, self._pack, conference)
            if scope is Scope.GROUP and not await work.chats(conference):
                raise Refused("no_group")
            key = f"{ANNOUNCEMENT}:{conference}:{(await work.audit_head(conference)).events}:{mark}"
            if scope is Scope.EVERYBODY:
                await tell_everybody(work, stage, ANNOUNCEMENT, key, text=text)
            else:
                await work.tell(Notice(key=key, conference=conference, kind=ANNOUNCEMENT, data={"text": text}))
            digest = hashlib.sha256(text.encode()).hexdigest()
            data = {"scope": scope.value, "digest": digest}
            await work.record(Event(conference=conference, kind="announced", who=actor.ref, data=data))
            await work.set_dialog(account, None)
            await work.commit()

    async def drop(self, account: Account) -> None:
        """'Toch niet': what was typed is forgotten."""
        async with self._store.writing() as work:
            dialog = await work.dialog(account)
            if dialog is not None and dialog.kind == ANNOUNCEMENT:
                await work.set_dialog(account, None)
                await work.commit()
