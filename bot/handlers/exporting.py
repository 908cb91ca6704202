"""`/export`: made beside the intake, so that no vote waits; files come in private, the sums in the group."""

import asyncio
from typing import Final

from bot import phrases
from bot.cards.card import Card, esc
from bot.exporting import export_conference
from bot.house import House
from flows.errors import Refused
from flows.ports import Account
from flows.services.concluding import COUNTED
from flows.services.stage import load_stage, require_facilitator
from flows.words import ConferenceState
from report.export import PICTURES, Exported

CAPTIONS: Final = {
    "beslisdocument.pdf": "Het beslisdocument",
    "antwoorden.csv": "Alle antwoorden die mogen worden getoond",
    "uitkomst.json": "De uitkomst, om na te rekenen",
    "SHA256SUMS": "Controlegetallen van deze bestanden",
    "volledig.csv": "Vertrouwelijk: alleen voor de begeleider",
}


async def send_exports(house: House, account: Account, chat: int, conference: str) -> None:
    """Begin making the files; they follow in this chat. Raises NotAllowed, Refused when there is nothing yet."""
    async with house.store.reading() as view:
        await require_facilitator(view, conference, account)
        stage = await load_stage(view, house.pack, conference)
    if not any(r.state in COUNTED for r in stage.rounds):
        raise Refused("nothing_to_export")

    async def make() -> None:
        await house.messages.chat_action(chat, "upload_document")
        try:
            exported = await export_conference(house.concluding, conference, house.exports)
        except OSError:
            await house.messages.say(chat, Card(esc(phrases.EXPORT_FAILED)))
            raise
        for name, content in await asyncio.to_thread(_read_files, exported):
            await house.messages.send_file(chat, name, content, CAPTIONS.get(name, name))
        if stage.conference.state is ConferenceState.FINISHED:
            sums = await asyncio.to_thread(exported.sums.read_text, "utf-8")
            told = [line for line in sums.splitlines() if PICTURES not in line]  # they follow from the outcome
            await house.concluding.post_sums(conference, told)

    house.background("export", make)


def _read_files(exported: Exported) -> list[tuple[str, bytes]]:
    paths = [*exported.public, *([exported.confidential] if exported.confidential else [])]
    return [(path.name, path.read_bytes()) for path in paths]
