"""`/gemeente`: municipalities are added and named until the first round opens; inhabitants at any time."""

from typing import Final

from bot.buttons import people as buttons
from bot.cards import people, towns
from bot.handlers.led import answer, ask, led_now, load_view
from bot.handlers.showing import show_instead
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import people as phrases
from flows.ports import Dialog
from flows.services.towns import town_of

TOWN_ADD: Final = "town_added"
TOWN_RENAME: Final = "town_renamed"
TOWN_COUNT: Final = "town_counted"


async def list_towns(house: House, said: Said) -> None:
    """`/gemeente`."""
    conference = await led_now(house, said)
    house.messages.tell(said.chat, towns.towns_card((await load_view(house, said.account, conference.id)).stage))


async def show_towns(house: House, tap: Tap, view: people.PeopleView) -> str:
    """Gemeenten."""
    await show_instead(house, tap, view.stage.conference.id, towns.towns_card(view.stage))
    return ""


async def ask_town(house: House, tap: Tap, view: people.PeopleView) -> str:
    """Gemeente erbij."""
    data = {"conference": view.stage.conference.id}
    return await ask(house, tap, Dialog(kind=TOWN_ADD, data=data), phrases.ASK_TOWN)


async def act_on_town(house: House, tap: Tap, pressed: buttons.Town) -> str:
    """Show a municipality, or ask its name or inhabitants."""
    view = await load_view(house, tap.account, pressed.conference)
    town = town_of(view.stage.conference, pressed.municipality)
    asked = {"rename": (TOWN_RENAME, phrases.ASK_TOWN_NAME), "count": (TOWN_COUNT, phrases.ASK_INHABITANTS)}
    if pressed.action in asked:
        kind, question = asked[pressed.action]
        data = {"conference": pressed.conference, "municipality": town.id}
        return await ask(house, tap, Dialog(kind=kind, data=data), question.format(town=town.name))
    await show_instead(house, tap, pressed.conference, towns.town_card(view.stage, town))
    return ""


async def take_town(house: House, said: Said, dialog: Dialog) -> None:
    """A municipality more, another name for it, or its inhabitants."""
    conference, place = str(dialog.data["conference"]), str(dialog.data.get("municipality", ""))
    changes = {
        TOWN_ADD: lambda: house.towns.add(said.account, conference, said.text, update=said.update),
        TOWN_RENAME: lambda: house.towns.rename(said.account, conference, place, said.text, update=said.update),
        TOWN_COUNT: lambda: house.towns.count_inhabitants(
            said.account, conference, place, said.text, update=said.update
        ),
    }
    await answer(house, said.account, changes[dialog.kind]())
    view = await load_view(house, said.account, conference)
    house.messages.tell(said.chat, towns.towns_card(view.stage))
    house.desks.refresh_soon(conference)


TAPS: Final[TapHandlers] = {
    buttons.Town: act_on_town,
}
COMMANDS: Final[CommandHandlers] = {
    "gemeente": list_towns,
}
DIALOGS: Final[DialogHandlers] = {
    TOWN_ADD: take_town,
    TOWN_RENAME: take_town,
    TOWN_COUNT: take_town,
}
