"""Making a conference: `/nieuw`, its name, its municipalities, its secrecy; then names on the list.

What was typed so far is kept with the question that is open, so a restart asks nothing twice.
"""

from collections.abc import Mapping
from typing import Final

from bot import buttons, phrases
from bot.cards.card import Card, Key, bold, esc, lines
from bot.handlers.showing import ask_for
from bot.handlers.tables import CommandHandlers, DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import secrecy as words
from flows.errors import Lost, Refused
from flows.ports import Dialog
from flows.services.naming import clean_name, read_municipalities, read_people
from flows.words import Role, Secrecy

CODE: Final = "code"
NAME: Final = "conference_name"
TOWNS: Final = "municipalities"
SECRECY: Final = "secrecy"
PEOPLE: Final = "people"

_CHOICES: Final = (Secrecy.MUNICIPALITY, Secrecy.NAMED, Secrecy.SECRET)
_SECRECY_LINES: Final[Mapping[Secrecy, str]] = {
    Secrecy.MUNICIPALITY: "<b>Per gemeente</b>: totalen en het beeld van elke gemeente, geen namen.",
    Secrecy.NAMED: "<b>Op naam</b>: de begeleider en de bijlage tonen wie wat antwoordde.",
    Secrecy.SECRET: words.CHOICE,
}
_ROLE_QUESTION: Final[Mapping[Role, str]] = {
    Role.ADVISER: phrases.ASK_ADVISERS,
    Role.OBSERVER: phrases.ASK_OBSERVERS,
}


async def begin(house: House, said: Said) -> None:
    """`/nieuw`: only who may start a conference, or has the one-time code."""
    if not said.private:
        raise Refused("private_only")
    if await house.roster.may_create(said.account, facilitators=sorted(house.facilitators), code=said.argument):
        await ask_for(house, said.account, said.chat, Dialog(kind=NAME), phrases.ASK_CONFERENCE_NAME)
    elif await house.roster.awaits_code():
        await ask_for(house, said.account, said.chat, Dialog(kind=CODE), phrases.ASK_CODE)
    else:
        house.messages.tell(said.chat, Card(esc(phrases.NOT_A_FACILITATOR)))


async def take_code(house: House, said: Said, _dialog: Dialog) -> None:
    """The one-time code."""
    if await house.roster.may_create(said.account, facilitators=(), code=said.text):
        await ask_for(house, said.account, said.chat, Dialog(kind=NAME), phrases.ASK_CONFERENCE_NAME)
    else:
        house.messages.tell(said.chat, Card(esc(phrases.CODE_WRONG)))


async def take_name(house: House, said: Said, _dialog: Dialog) -> None:
    name = clean_name(said.text)
    await ask_for(house, said.account, said.chat, Dialog(kind=TOWNS, data={"name": name}), phrases.ASK_MUNICIPALITIES)


async def take_municipalities(house: House, said: Said, dialog: Dialog) -> None:
    towns = read_municipalities(said.text)
    data = {**dialog.data, "towns": "\n".join(towns)}
    await house.roster.ask(said.account, Dialog(kind=SECRECY, data=data))
    text = lines(
        [bold(str(dialog.data["name"])), esc(", ".join(towns)), "", phrases.ASK_SECRECY, *_SECRECY_LINES.values()]
    )
    keys = tuple((Key(phrases.SECRECY[s].capitalize(), buttons.NewConference(s.value)),) for s in _CHOICES)
    house.messages.tell(said.chat, Card(text, keys))


async def repeat_secrecy(house: House, said: Said, _dialog: Dialog) -> None:
    """Something was typed where a button is meant."""
    house.messages.tell(said.chat, Card(esc(phrases.CHOOSE_SECRECY)))


async def choose_secrecy(house: House, tap: Tap, pressed: buttons.NewConference) -> str:
    """The last choice: now the conference is made."""
    dialog = await house.roster.asked(tap.account)
    if dialog is None or dialog.kind != SECRECY or pressed.choice not in {s.value for s in Secrecy}:
        raise Lost("phase_moved")
    conference = await house.roster.create_conference(
        tap.account,
        facilitator=tap.name,
        name=str(dialog.data["name"]),
        municipalities=str(dialog.data["towns"]).split("\n"),
        secrecy=Secrecy(pressed.choice),
        by_code=not await house.roster.may_create(tap.account, facilitators=sorted(house.facilitators)),
        update=tap.update,
    )
    if conference is None:
        return ""
    if tap.message is not None:
        house.messages.show_in_place(
            tap.chat, tap.message, Card(lines([bold(conference.name), "De conferentie is gemaakt."]))
        )
    await house.desks.open(tap.account, tap.chat, conference.id)
    house.background("commands of a facilitator", lambda: house.welcome_facilitator(tap.chat))
    return ""


async def ask_people(house: House, tap: Tap, conference: str, municipality: str) -> str:
    """Ask the names of a municipality."""
    async with house.store.reading() as view:
        found = await view.conference(conference)
    town = next((m for m in found.municipalities if m.id == municipality), None)
    if town is None:
        raise Refused("unknown")
    data = {"conference": conference, "municipality": municipality, "role": Role.VOTER.value}
    await ask_for(
        house, tap.account, tap.chat, Dialog(kind=PEOPLE, data=data), phrases.ASK_PEOPLE.format(town=town.name)
    )
    return ""


async def ask_others(house: House, tap: Tap, conference: str, role: Role) -> str:
    """Ask the names of advisers or observers."""
    data = {"conference": conference, "municipality": "", "role": role.value}
    await ask_for(house, tap.account, tap.chat, Dialog(kind=PEOPLE, data=data), _ROLE_QUESTION[role])
    return ""


async def take_people(house: House, said: Said, dialog: Dialog) -> None:
    conference, municipality = str(dialog.data["conference"]), str(dialog.data["municipality"])
    added = await house.roster.add_people(
        said.account,
        conference,
        municipality or None,
        read_people(said.text),
        role=Role(str(dialog.data["role"])),
        update=said.update,
    )
    async with house.store.reading() as view:
        found = await view.conference(conference)
    town = next((m.name for m in found.municipalities if m.id == municipality), found.name)
    await house.roster.ask(said.account, None)
    people = phrases.count_word(len(added), "persoon", "personen")
    told = phrases.PEOPLE_ADDED.format(people=people, town=town) if added else phrases.NOBODY_ADDED
    house.messages.tell(said.chat, Card(esc(told)))
    await house.desks.open(said.account, said.chat, conference)


TAPS: Final[TapHandlers] = {
    buttons.NewConference: choose_secrecy,
}
COMMANDS: Final[CommandHandlers] = {
    "nieuw": begin,
}
DIALOGS: Final[DialogHandlers] = {
    CODE: take_code,
    NAME: take_name,
    TOWNS: take_municipalities,
    SECRECY: repeat_secrecy,
    PEOPLE: take_people,
}
