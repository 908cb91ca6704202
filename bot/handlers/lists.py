"""The list of people in one go: taken in as a message or a file, and given out as a file."""

from typing import Final

from telegram.error import TelegramError

from bot.cards import people
from bot.handlers.led import answer, ask
from bot.handlers.tables import DialogHandlers
from bot.house import House
from bot.incoming import Said, SentFile, Tap
from bot.phrases import people as phrases
from bot.screens.messages import private_chat
from flows.errors import Invalid, Refused
from flows.ports import Dialog
from flows.services.roster_csv import FILE_LIMIT, decode_list

LIST: Final = "people_list"


async def ask_list(house: House, tap: Tap, view: people.PeopleView) -> str:
    """Lijst inlezen."""
    conference = view.stage.conference
    question = phrases.ASK_LIST.format(town=conference.municipalities[0].name)
    return await ask(house, tap, Dialog(kind=LIST, data={"conference": conference.id}), question)


async def take_file(house: House, said: Said, file: SentFile, dialog: Dialog | None) -> None:
    """A document: the list of people where that was asked for. Raises Refused."""
    if dialog is None or dialog.kind != LIST:
        raise Refused("file_not_asked")
    if file.size > FILE_LIMIT:
        raise Invalid("file_too_big", limit=FILE_LIMIT // 1024)
    try:
        content = await house.fetch_file(file.id, FILE_LIMIT)
    except TelegramError:
        raise Refused("file_not_fetched") from None
    if content is None:
        raise Invalid("file_too_big", limit=FILE_LIMIT // 1024)
    await _read_in(house, said, str(dialog.data["conference"]), decode_list(content))


async def take_list(house: House, said: Said, dialog: Dialog) -> None:
    """The list as a message."""
    await _read_in(house, said, str(dialog.data["conference"]), said.text)


async def give_out(house: House, tap: Tap, view: people.PeopleView) -> str:
    """Lijst als CSV."""
    conference = view.stage.conference
    content = (await house.importing.give_out(tap.account, conference.id)).encode("utf-8-sig")
    caption = phrases.LIST_CAPTION.format(conference=conference.name)
    chat = private_chat(tap.account)
    house.background("list of people", lambda: house.messages.send_file(chat, phrases.LIST_FILE, content, caption))
    return ""


async def _read_in(house: House, said: Said, conference: str, text: str) -> None:
    imported = await answer(
        house, said.account, house.importing.take_in(said.account, conference, text, update=said.update), keep=True
    )
    if imported is not None:
        house.messages.tell(said.chat, people.imported_card(conference, imported))
        house.desks.refresh_soon(conference)


DIALOGS: Final[DialogHandlers] = {
    LIST: take_list,
}
