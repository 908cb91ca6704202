"""The desk in every state: no button of it is refused, and none that the method allows is missing.

Every button is really pressed, over HTTP, while nothing that is written is committed; so all of them can be tried in
one state, also those that would lead out of it. Screens behind the desk are tried in the same way.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from bot import buttons
from bot.rehearsal.objects import Message
from bot.rehearsal.people import Person
from bot.telegram_channel import ChannelSettings, open_channel
from storage.engine import SystemRandomness, open_store
from storage.packs import read_pack

LEADER = 700_001
SETTLING = 20.0
"""Seconds of the clock in which a card that speaks of what is not so has come and gone."""
PATIENCE = 120.0
"""Seconds of the clock in which what a press brings is on the screen."""
DEEP = 2
"""Screens so far behind the desk are tried once, and not in every state."""
CHANGES = ("save_", "add_", "put_", "replace_", "set_talking", "bind", "unbind", "drop_", "link_")
"""What a transaction does when it changes the conference, and not only where a card stands or what was asked."""
ANYTIME = {"Deelnemers", "Begeleiders", "Bericht sturen", "Dagplan", "Instellingen", "Taken", "Corrigeer", "Meer"}
"""What a facilitator can always reach."""


class _Trial:
    """One transaction of which nothing stays."""

    def __init__(self, work: Any, store: "TryingStore") -> None:
        self._work = work
        self._store = store

    def __getattr__(self, name: str) -> Any:
        if name.startswith(CHANGES):
            self._store.changed = True
        return getattr(self._work, name)

    async def commit(self) -> None:
        return None


class TryingStore:
    """The real store; while `trying`, nothing that is written stays."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.trying = False
        self.tried: set[tuple[Any, ...]] = set()
        self.changed = False
        """Whether something would have changed; what is shown then speaks of what is not so."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Any]:
        async with self._store.writing() as work:
            yield _Trial(work, self) if self.trying else work


@pytest.fixture
async def trying(venue: Any) -> AsyncIterator[TryingStore]:
    """The bot in this process, on a store that can try things."""
    randomness = SystemRandomness()
    settings = ChannelSettings(
        token=venue.server.token,
        api_url=venue.server.url,
        facilitators=frozenset({str(LEADER)}),
        exports=venue.exports,
    )
    async with open_store(venue.database, clock=venue.clock, randomness=randomness) as store:
        wrapped: Any = TryingStore(store)
        async with open_channel(
            wrapped, settings, pack=read_pack("vooronderzoek"), clock=venue.clock, randomness=randomness
        ) as channel:
            polling = asyncio.create_task(channel.polling.run())
            try:
                yield wrapped
            finally:
                channel.stop()
                await polling


async def try_everything(meeting: Any, store: TryingStore) -> tuple[set[str], list[str]]:
    """Press whatever can be reached from the desk: all labels that were met, and what was refused."""
    person, desk = meeting.lead.person, meeting.desk
    before = meeting.venue.dump()
    ((conference,),) = meeting.venue.rows("SELECT id FROM conference")
    home = buttons.Desk("home", str(conference), "x").pack()
    store.trying = True
    labels, refused, tried = set[str](), list[str](), set[tuple[Any, ...]]()
    waiting = [(label, data, 0) for label, data in _keys(desk)]
    while waiting:
        label, data, depth = waiting.pop(0)
        labels.add(label.removeprefix("✓ "))
        known = tried if depth < DEEP else store.tried
        if _sort_of(data) in known:
            continue
        known.add(_sort_of(data))
        newest, keys, store.changed = person.private.last, _keys(desk), False
        press = await meeting.venue.press_data(person, desk, data)
        if press.alert:
            refused.append(f"{label}: {press.text}")
        if store.changed:
            await meeting.venue.clock.sleep(SETTLING)
            await meeting.venue.press_data(person, desk, home)
            await _shows(person, _is_home(desk))
            await meeting.venue.clock.sleep(SETTLING)
            continue
        await _shows(person, _is_news(desk, keys, newest))
        fresh = [m for m in person.private.messages.values() if newest is not None and m.id > newest.id]
        waiting += [(*key, depth + 1) for message in (desk, *fresh) for key in _keys(message)]
    store.trying = False
    assert meeting.venue.dump() == before
    await meeting.lead.open_desk()
    return labels, refused


async def _shows(person: Person, shown: Callable[[Message], bool]) -> None:
    """Wait until this is shown; some presses show nothing but a toast."""
    with suppress(TimeoutError):
        await person.wait_for(person.private, shown, within=PATIENCE)


def _is_home(desk: Message) -> Callable[[Message], bool]:
    """The desk itself, and no screen behind it."""
    return lambda message: message is desk and any(label == "Meer" for label, _ in _keys(message))


def _is_news(desk: Message, keys: list[tuple[str, str]], newest: Message | None) -> Callable[[Message], bool]:
    """Other buttons where the desk stood, or a message below everything that was there."""
    known = newest.id if newest is not None else 0
    return lambda message: (message is desk and _keys(message) != keys) or message.id > known


def _keys(message: Message) -> list[tuple[str, str]]:
    return [(button.text, button.data) for row in message.buttons for button in row if button.data]


def _sort_of(data: str) -> tuple[Any, ...]:
    """Of buttons that differ only in what they are about, one is tried."""
    pressed = buttons.unpack(data)
    return type(pressed), getattr(pressed, "action", ""), getattr(pressed, "on", ""), getattr(pressed, "view", "")


async def test_desk_offers_what_the_method_allows_and_nothing_that_is_refused(
    venue: Any, trying: TryingStore, gather: Any
) -> None:
    meeting = await gather(venue)
    found: dict[str, tuple[set[str], list[str]]] = {}

    async def look(state: str) -> None:
        found[state] = await try_everything(meeting, trying)

    await look("voorbereiding")
    await meeting.step("Volgende fase", until="Open de ronde")
    await look("concept")
    card = await meeting.open_round()
    await look("open")
    await asyncio.gather(*(member.answer_round(card, "Motieven") for member in meeting.members))
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    await look("gesloten")
    await meeting.step("Toon in de groep", until="Stel vast")
    await look("gepubliceerd")
    await meeting.lead.go("Kies bespreekpunten", then="5 min")
    if "Begin het gesprek" not in str(meeting.desk.labels):
        await meeting.lead.go(meeting.desk.labels[0][0], then="Begin het gesprek")
    await meeting.lead.go("Begin het gesprek", then="Uitkomst noteren")
    await meeting.lead.open_desk()
    await look("gesprek")
    await meeting.lead.go("Stel vast", then="Open de ronde")
    card = await meeting.open_round()
    await asyncio.gather(*(member.answer_round(card, "Punten") for member in meeting.members))
    await meeting.lead.go("Sluit de ronde", then="Toon in de groep")
    await meeting.lead.go("Toon in de groep", then="Stel vast")
    await meeting.lead.go("Stel vast", then="Volgende fase")
    await look("tussen")

    refusals = {state: refused for state, (_, refused) in found.items() if refused}
    missing = {state: WANTED[state] - labels for state, (labels, _) in found.items() if WANTED[state] - labels}
    assert refusals == {}
    assert missing == {}


WANTED = {
    "voorbereiding": {*ANYTIME, "Volgende fase", "Uitnodigingen", "Woordvoerders", "Huiswerk", "Open het huiswerk"},
    "concept": {*ANYTIME, "Open de ronde", "Sla over", "Kies motieven", "Deellijst…", "Los…"},
    "open": {*ANYTIME, "Sluit de ronde", "Herinner", "Wie nog niet", "Eindtijd", "Trek in"},
    "gesloten": {*ANYTIME, "Toon in de groep", "Bekijk uitslag", "Kies bespreekpunten", "Op papier", "Heropen"},
    "gepubliceerd": {*ANYTIME, "Stel vast", "Bekijk uitslag", "Kies bespreekpunten", "Export", "Trek in"},
    "gesprek": {*ANYTIME, "Stel vast", "Naar het gesprek", "5 minuten erbij", "Uitkomst noteren", "Trek in"},
    "tussen": {*ANYTIME, "Volgende fase", "Export", "Vraag opnieuw: Motieven"},
}
