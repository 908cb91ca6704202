"""A simulated facilitator, who leads a conference with taps and names, as the desk offers them."""

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.rehearsal.members import TO_MY_QUESTIONS, BoardMember, Lost
from bot.rehearsal.objects import Chat, Message
from bot.rehearsal.people import Person
from flows.ports import Clock

PATIENCE: Final = 600.0
"""Seconds of the clock that the facilitator waits for the bot."""
MOST_STEPS: Final = 120

_LINK: Final = re.compile(r"https?://t\.me/\S+")
_TITLE: Final = re.compile(r"^(.+), ronde \d+$", re.MULTILINE)

Progress = Callable[[str], None]


class Conductor:
    """The facilitator's own chat with the bot."""

    def __init__(self, person: Person, *, clock: Clock, tell: Progress) -> None:
        self.person = person
        self.clock = clock
        self.tell = tell
        self.desk: Message | None = None
        self.group: Chat | None = None
        self.listed = 0

    async def make_conference(
        self, name: str, towns: Mapping[str, Sequence[BoardMember]], *, code: str = "", secrecy: str = "Per gemeente"
    ) -> None:
        """From /nieuw to a roster with everybody on it."""
        self.person.start()
        await self._next(None)
        await self._say(f"/nieuw {code}".strip())
        await self._say(name)
        choice = await self._say("\n".join(towns))
        await self._press(choice, secrecy)
        self.desk = await self._desk("Volgende fase", *towns)
        for town, members in towns.items():
            await self._press(self.desk, town)
            await self._newest_with("Stuur één naam")
            lines = [f"{'* ' if m.speaks else ''}{m.name}, {m.function}" for m in members]
            before = self._last()
            self.person.send(self.person.private, "\n".join(lines))
            self.desk = await self._next_desk(before)
            self.listed += len(members)

    async def add_observer(self, name: str) -> None:
        """Somebody who only looks on."""
        await self._press(self._desk_now(), "Toehoorders")
        await self._newest_with("Wie kijken mee")
        before = self._last()
        self.person.send(self.person.private, name)
        self.desk = await self._next_desk(before)
        self.listed += 1

    async def link_group(self, title: str, people: Sequence[Person]) -> Chat:
        """Make a group, and add the bot by the desk's link."""
        group = self.person.create_group(title, people)
        button = self._desk_now().button("Koppel de groep")
        self.person.open_link(button.url, group=group)
        await self.person.wait_for(group, lambda m: "In deze groep komen de kaarten" in m.text, within=PATIENCE)
        self.group = group
        return group

    async def fetch_links(self) -> dict[str, str]:
        """Name -> personal link, as the facilitator would send them on. Nobody is in yet."""
        await self._press(self._desk_now(), "Uitnodigingen")
        await self.person.wait_for(self.person.private, lambda _: len(self._links()) >= self.listed, within=PATIENCE)
        return self._links()

    def _links(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for message in self.person.private.messages.values():
            if message.text.startswith("Uitnodigingen "):
                rows = message.text.split("\n")
                found |= {rows[i - 1]: row for i, row in enumerate(rows) if i and _LINK.fullmatch(row)}
        return found

    async def lead(self, members: Sequence[BoardMember], *, all_of: Sequence[str]) -> None:
        """Press what the desk advises until the conference is over. Rounds in `all_of` are asked whole."""
        for _ in range(MOST_STEPS):
            desk = self._desk_now()
            labels = [label for row in desk.labels for label in row]
            if "is afgerond" in desk.text:
                return
            await self._step(desk, labels, members, all_of)
        raise Lost(f"the conference does not end: {self._desk_now().text[:200]}")

    async def export(self) -> list[Message]:
        """Ask for the files, and wait for them."""
        chat, before = self.person.private, self._last()
        await self._press(self._desk_now(), "Export")
        await self.person.wait_for(chat, lambda m: m.has_file and "volledig" in str(m.extra), within=PATIENCE)
        known = before.id if before is not None else 0
        return [m for m in chat.messages.values() if m.id > known and m.has_file]

    async def _step(
        self, desk: Message, labels: Sequence[str], members: Sequence[BoardMember], all_of: Sequence[str]
    ) -> None:
        whole = next((x for x in labels if x.startswith("Alles (")), None)
        if whole and any(f"Regie: {title} staat klaar" in desk.text for title in all_of):
            await self._press_desk(whole, until=lambda m: any("✓ Alles" in x for row in m.labels for x in row))
        elif "Open de ronde" in labels:
            await self._run_round(members)
        elif "Toon in de groep" in labels:
            await self._look_first()
            await self._press_desk("Toon in de groep", until=_has("Stel vast"))
        elif "Stel vast" in labels:
            await self.clock.sleep(3)
            await self._press_desk("Stel vast", until=_lacks("Stel vast"))
        elif "Volgende fase" in labels:
            before = desk.text
            await self._press_desk("Volgende fase", until=lambda m: m.text != before)
        elif "Ontwikkelaanpak" in labels:
            await self._decide_approach(desk)
        else:
            raise Lost(f"the desk offers nothing: {desk.text[:200]} {labels}")

    async def _run_round(self, members: Sequence[BoardMember]) -> None:
        """Open, let everybody answer, close; and one who is late hears so."""
        newest = self.group.last.id if self.group and self.group.last else 0
        await self._press_desk("Open de ronde", until=_has("Sluit de ronde"))
        if self.group is None:
            raise Lost("there is no group")
        card = await self.person.wait_for(
            self.group, lambda m: m.id > newest and any(TO_MY_QUESTIONS in row for row in m.labels), within=PATIENCE
        )
        title = _TITLE.search(card.text)
        name = title[1] if title else card.text[:40]
        speakers_only = "De woordvoerders antwoorden" in card.text
        taking_part = [m for m in members if m.speaks or not speakers_only]
        answering = [m for m in taking_part if speakers_only or not m.character.skips_round(name)]
        self.tell(f"{name}: {len(answering)} van {len(taking_part)} antwoorden")
        await asyncio.gather(*(m.answer_round(card, name) for m in answering))
        await self._press_desk("Sluit de ronde", until=_has("Toon in de groep"))
        for late in answering[:1]:
            await late.press_late()

    async def _look_first(self) -> None:
        """The facilitator sees the result before anybody else does."""
        await self._press_desk("Bekijk uitslag", until=_has("Regietafel"))
        await self._press_desk("Regietafel", until=_has("Toon in de groep"))

    async def _decide_approach(self, desk: Message) -> None:
        await self._press(desk, "Ontwikkelaanpak")
        await self._newest_with("Waarom kiest u")
        before = self._last()
        self.person.send(self.person.private, "De gemeenten willen eerst samen ervaring opdoen.")
        self.desk = await self._next_desk(before)

    async def _press_desk(self, label: str, *, until: Callable[[Message], bool]) -> None:
        """Press, and wait until the desk shows what must come of it."""
        desk = self._desk_now()
        await self.clock.sleep(1)
        await self._press(desk, label)
        await self.person.wait_for(self.person.private, lambda m: m.id == desk.id and until(m), within=PATIENCE)

    async def _press(self, message: Message, label: str) -> None:
        await self.person.press(message, label)

    async def _say(self, text: str) -> Message:
        sent = self.person.send(self.person.private, text)
        return await self._next(sent)

    async def _next(self, after: Message | None) -> Message:
        return await self.person.next_message(self.person.private, after=after or self._last(), within=PATIENCE)

    async def _newest_with(self, text: str) -> Message:
        return await self.person.wait_for(self.person.private, lambda m: text in m.text, within=PATIENCE)

    async def _desk(self, *labels: str) -> Message:
        wanted = set(labels)
        return await self.person.wait_for(
            self.person.private, lambda m: bool(wanted & {x for row in m.labels for x in row}), within=PATIENCE
        )

    async def _next_desk(self, before: Message | None) -> Message:
        known = before.id if before is not None else 0
        return await self.person.wait_for(
            self.person.private,
            lambda m: m.id > known and m.text.startswith("Regie") and bool(m.labels),
            within=PATIENCE,
        )

    def _desk_now(self) -> Message:
        if self.desk is None:
            raise Lost("there is no desk yet")
        return self.desk

    def _last(self) -> Message | None:
        return self.person.private.last


def _has(label: str) -> Callable[[Message], bool]:
    return lambda message: any(label in row for row in message.labels)


def _lacks(label: str) -> Callable[[Message], bool]:
    return lambda message: not any(label in row for row in message.labels)
