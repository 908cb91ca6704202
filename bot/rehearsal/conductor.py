"""A simulated facilitator, who leads a conference with taps and names, as the desk offers them."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Final
from zlib import crc32

from bot.rehearsal.members import TO_MY_QUESTIONS, BoardMember, Lost
from bot.rehearsal.objects import Chat, Message
from bot.rehearsal.people import Person
from flows.ports import Clock

PATIENCE: Final = 600.0
"""Seconds of the clock that the facilitator waits for the bot."""
MOST_STEPS: Final = 120

_LINK: Final = re.compile(r"https?://t\.me/\S+")
_TITLE: Final = re.compile(r"^(.+), ronde \d+$", re.MULTILINE)

_READ: Final = re.compile(r"Lees \d+ tekst(en)?")
_OPEN: Final = "Open de ronde"
_OWN: Final = re.compile(r"\d+ eigen motie(f|ven)")
_BACK: Final = "Regietafel"

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
        self.last_file = "volledig"
        """Of the export: what comes last. Under geheim there is no confidential annex."""
        self.whole: set[str] = set()
        """Titles of the rounds of which everything is asked."""

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
        self.last_file = "SHA256SUMS" if secrecy == "Geheim" else self.last_file
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
        await self._list("Toehoorders", "Wie kijken mee", [name])

    async def add_advisers(self, names: Sequence[str]) -> None:
        """People whose answers stand apart."""
        await self._list("Adviseurs", "Welke adviseurs", names)

    async def _list(self, label: str, asked: str, names: Sequence[str]) -> None:
        await self._press(self._desk_now(), label)
        await self._newest_with(asked)
        before = self._last()
        self.person.send(self.person.private, "\n".join(names))
        self.desk = await self._next_desk(before)
        self.listed += len(names)

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

    async def lead(self, members: Sequence[BoardMember], *, all_of: Sequence[str], until: str = "") -> None:
        """Press what the desk advises until the conference is over, or the desk says `until`.

        Rounds in `all_of` are asked whole.
        """
        await self.lead_to_one_of(members, [until] if until else [], all_of=all_of)

    async def lead_to_one_of(
        self, members: Sequence[BoardMember], until: Sequence[str], *, all_of: Sequence[str]
    ) -> str:
        """The same, until the desk says one of these: which one, or nothing where the conference is over."""
        for _ in range(MOST_STEPS):
            desk = self._desk_now()
            labels = [label for row in desk.labels for label in row]
            reached = next((words for words in until if words in desk.text), "")
            if reached or "is afgerond" in desk.text:
                return reached
            await self._step(desk, labels, members, all_of)
        raise Lost(f"the conference does not end: {self._desk_now().text[:200]}")

    async def open_homework(self) -> Message:
        """Before the first phase: open the lists together; the group's card."""
        await self._press_desk("Huiswerk", until=_has("Open het huiswerk"))
        await self._press_desk("Open het huiswerk", until=_has("Sluit het huiswerk"))
        await self._press_desk("Regietafel", until=_has("Volgende fase"))
        return await self._in_group(lambda m: m.text.startswith("Huiswerk: "))

    async def choose(self, *labels: str) -> None:
        """From the desk of a concept through the screens of choosing ('Deellijst…', 'Archief', ...), and back."""
        first = next(x for row in self._desk_now().labels for x in row if x.startswith("Kies "))
        for label in (first, *labels):
            desk = self._desk_now()
            whole = next(x for row in desk.labels for x in row if x == label or x.startswith(f"{label} ("))
            await self._press_desk(whole, until=_changed_since(desk.changed))
        await self._press_desk(next(x for x in (_BACK, "Klaar") if _has(x)(self._desk_now())), until=_has(_OPEN))

    async def lead_together(self, members: Sequence[BoardMember]) -> Message:
        """Make the concept a round together, lead it item by item, and close it; the group's card."""
        await self.choose("Samen")
        card = await self.open_together()
        for _ in range(MOST_STEPS):
            await asyncio.gather(*(m.answer_together(card) for m in members))
            if not _has("Volgend onderwerp")(self._desk_now()):
                break
            await self.move_on(card)
        await self._press_desk("Sluit de ronde", until=_has("Toon in de groep"))
        return card

    async def open_together(self) -> Message:
        """Open a round that is held together; the group's card."""
        newest = self.group.last.id if self.group and self.group.last else 0
        await self._press_desk(_OPEN, until=_has("Sluit de ronde"))
        return await self._in_group(lambda m: m.id > newest and _has("Wat koos ik")(m))

    async def move_on(self, card: Message, label: str = "Volgend onderwerp") -> None:
        """Put another item on the group's card, and wait until it stands there."""
        seen = card.text.split("\n")[0]
        await self.clock.sleep(1)
        await self._press(self._desk_now(), label)
        await self._in_group(lambda m: m is card and m.text.split("\n")[0] != seen)
        place, desk = card.text.split("\n")[0].lower(), self._desk_now()
        await self.person.wait_for(
            self.person.private, lambda m: m is desk and f"{place}\n" in m.text, within=PATIENCE
        )

    async def go(self, label: str, *, then: str, text: str = "") -> Message:
        """Press on the card in hand, and take in hand what comes of it: with this button, and this in its text.

        That may be the same message, or one below it.
        """
        card = await self._in_hand(label)
        known = card.id
        await self.clock.sleep(1)
        await self._press(card, next(x for x in _labels(card) if _is_named(x, label)))
        self.desk = await self._card(then, text, after=known - 1)
        return self.desk

    async def write(self, words: str, *, then: str, text: str = "", asked: str = "") -> Message:
        """Answer what the bot asked (`asked` is part of the question), and take in hand what comes below it."""
        if asked:
            await self._newest_with(asked)
        sent = self.person.send(self.person.private, words)
        self.desk = await self._card(then, text, after=sent.id)
        return self.desk

    async def ask(self, label: str, question: str) -> None:
        """Press on the card in hand what makes the bot ask this in words."""
        await self._press(await self._in_hand(label), label)
        await self._newest_with(question)

    async def open_round(self) -> Message:
        """Open what stands ready; the card in the group."""
        newest = self.group.last.id if self.group and self.group.last else 0
        await self.go(_OPEN, then="Sluit de ronde")
        return await self._in_group(lambda m: m.id > newest and _has(TO_MY_QUESTIONS)(m))

    async def answer(self, members: Sequence[BoardMember], card: Message) -> None:
        """These members go through the round of this card."""
        title = _TITLE.search(card.text)
        name = title[1] if title else card.text[:40]
        await self.together(member.answer_round(card, name) for member in members)
        self.tell(f"{name}: {len(members)} antwoorden")

    async def follow(self) -> Message:
        """A next round on the bespreekpunten of the one that was shown; the desk with its concept."""
        return await self.go("Volgende ronde", then=_OPEN)

    async def answer_again(self, members: Sequence[BoardMember], card: Message) -> None:
        """A further round: some look at each question again, some leave their answers as they were."""
        title = _TITLE.search(card.text)
        name = title[1] if title else card.text[:40]
        looking = [member for member in members if not member.character.leaves_it(card.text.split("\n", 1)[0])]
        await self.together(member.answer_round(card, name) for member in looking)
        self.tell(f"{name}, opnieuw: {len(looking)} van {len(members)} keken nog eens")

    async def together(self, doings: Iterable[Awaitable[object]]) -> None:
        """What people do side by side."""
        await asyncio.gather(*doings)

    def offers(self, label: str) -> bool:
        """Whether the card in hand has this button."""
        return _offers(self._desk_now(), label)

    async def take(self, label: str) -> Message:
        """Take in hand whatever message has this button, as soon as there is one."""
        self.desk = await self._card(label, "", after=0)
        return self.desk

    async def _in_hand(self, label: str) -> Message:
        """The card in hand, as soon as it has this button."""
        card = self._desk_now()
        return await self.person.wait_for(
            self.person.private, lambda m: m.id == card.id and _offers(m, label), within=PATIENCE
        )

    async def _card(self, label: str, text: str, *, after: int) -> Message:
        return await self.person.wait_for(
            self.person.private, lambda m: m.id > after and _offers(m, label) and text in m.text, within=PATIENCE
        )

    async def open_desk(self) -> Message:
        """`/regie`: the desk in a new message."""
        before = self._last()
        self.person.send(self.person.private, "/regie")
        self.desk = await self._next_desk(before)
        return self.desk

    async def export(self) -> list[Message]:
        """Ask for the files, and wait for them."""
        chat, before = self.person.private, self._last()
        await self._press(self._desk_now(), "Export")
        await self.person.wait_for(chat, lambda m: m.has_file and self.last_file in str(m.extra), within=PATIENCE)
        known = before.id if before is not None else 0
        return [m for m in chat.messages.values() if m.id > known and m.has_file]

    async def _step(
        self, desk: Message, labels: Sequence[str], members: Sequence[BoardMember], all_of: Sequence[str]
    ) -> None:
        whole = next((title for title in all_of if f"Regie: {title} staat klaar" in desk.text), None)
        if whole is not None and whole not in self.whole:
            self.whole.add(whole)
            await self.choose("Alles")
        elif "Open de ronde" in labels:
            await self._run_round(members)
        elif "Sluit de ronde" in labels:
            await self._press_desk("Sluit de ronde", until=_has("Toon in de groep"))
        elif any(_OWN.fullmatch(label) for label in labels):
            await self.admit_motives()
        elif "Toon in de groep" in labels:
            await self._look_first()
            await self._press_desk("Toon in de groep", until=_has("Stel vast"))
        elif "Stel vast" in labels:
            await self.clock.sleep(3)
            await self._press_desk("Stel vast", until=_lacks("Stel vast"))
        elif "Volgende fase" in labels:
            before = _head(desk)
            await self._press_desk("Volgende fase", until=lambda m: _head(m) != before)
        elif "Ontwikkelaanpak" in labels:
            await self._decide_approach(desk)
        else:
            raise Lost(f"the desk offers nothing: {desk.text[:200]} {labels}")

    async def _run_round(self, members: Sequence[BoardMember]) -> None:
        """Open, let everybody answer, close; and one who is late hears so."""
        newest = self.group.last.id if self.group and self.group.last else 0
        await self._press_desk("Open de ronde", until=_has("Sluit de ronde"))
        card = await self._in_group(lambda m: m.id > newest and _has(TO_MY_QUESTIONS)(m))
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

    async def _in_group(self, wanted: Callable[[Message], bool]) -> Message:
        if self.group is None:
            raise Lost("there is no group")
        return await self.person.wait_for(self.group, wanted, within=PATIENCE)

    async def lead_talk(
        self, *, points: int, minutes: int, notes: Sequence[str], patience: bool = False
    ) -> list[str]:
        """From the choice of bespreekpunten, where the desk stood, through so many; each outcome is noted.

        With `patience` the clock of the first runs out before it is noted. The titles, in order.
        """
        while _ticked(self._desk_now()) > points:
            await self._change_desk(next(x for x in reversed(_labels(self._desk_now())) if _is_point(x)))
        while _ticked(self._desk_now()) < points:
            await self._change_desk(next(x for x in _labels(self._desk_now()) if not x.startswith("✓ ")))
        await self._change_desk(f"{minutes} min")
        await self._press_desk("Begin het gesprek", until=_has("Uitkomst noteren"))
        titles = []
        for number, note in enumerate(notes, start=1):
            titles.append(self._desk_now().text.split("\n", 1)[0].partition(": ")[2])
            if patience and number == 1:
                await self._newest_with(f"De tijd voor {titles[0]} is om")
            before = self._last()
            await self._press(self._desk_now(), "Uitkomst noteren")
            await self.person.next_message(self.person.private, after=before, within=PATIENCE)
            sent = self.person.send(self.person.private, note)
            await self.person.next_message(self.person.private, after=sent, within=PATIENCE)
            onward = next(x for x in _labels(self._desk_now()) if x in {"Volgend punt", "Rond het gesprek af"})
            await self._change_desk(onward)
        self.tell(f"Gesprek: {len(titles)} bespreekpunten")
        return titles

    async def moderate(self, *, refuse_each: int = 6) -> int:
        """Read what people wrote, and admit it but for one in so many; how many lines there were to judge.

        Which one follows from its words: in what order they stand is another each time.
        """
        await self.open_desk()
        label = next((x for x in _labels(self._desk_now()) if _READ.fullmatch(x)), None)
        if label is None:
            return 0
        await self._change_desk(label)
        judged = 0
        while _has("Toelaten")(self._desk_now()):
            judged += 1
            _, _, line = self._desk_now().text.rpartition("\n\n")
            await self._change_desk("Weigeren" if crc32(line.encode()) % refuse_each == 0 else "Toelaten")
        await self._press_desk(_BACK, until=_lacks(_BACK))
        self.tell(f"Argumenten: {judged} beoordeeld")
        return judged

    async def admit_motives(self) -> int:
        """Read the own motives, and admit them all; how many there were."""
        await self._change_desk(next(x for x in _labels(self._desk_now()) if _OWN.fullmatch(x)))
        admitted = 0
        while _has("Toelaten")(self._desk_now()):
            await self._change_desk("Toelaten")
            admitted += 1
            if _has("Volgende")(self._desk_now()):
                await self._change_desk("Volgende")
        await self._press_desk(_BACK, until=_lacks(_BACK))
        self.tell(f"Eigen motieven: {admitted} toegelaten")
        return admitted

    async def lead_pause(self, *, minutes: int) -> None:
        """From the choice of a schorsing, where the desk stood; it begins, and is ended early."""
        await self._press_desk(f"{minutes} minuten", until=_has("Beëindig de schorsing"))
        await self._press_desk("Beëindig de schorsing", until=_has(f"{minutes} minuten"))

    async def _change_desk(self, label: str) -> None:
        """Press, and wait until what stands there is another card."""
        seen = self._desk_now().changed
        if f"✓ {label}" in _labels(self._desk_now()):
            return
        await self._press_desk(label, until=lambda m: m.changed > seen)

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


def _head(desk: Message) -> str:
    """What the desk is about: its first line. The rest follows what people do."""
    return desk.text.split("\n", 1)[0]


def _changed_since(seen: int) -> Callable[[Message], bool]:
    return lambda message: message.changed > seen


def _has(label: str) -> Callable[[Message], bool]:
    return lambda message: any(label in row for row in message.labels)


def _offers(message: Message, label: str) -> bool:
    return any(_is_named(shown, label) for shown in _labels(message))


def _is_named(shown: str, label: str) -> bool:
    """Whether a button says this, perhaps with a tick before it or a count behind it."""
    plain = shown.removeprefix("✓ ")
    return plain == label or plain.startswith(f"{label} ")


def _lacks(label: str) -> Callable[[Message], bool]:
    return lambda message: not any(label in row for row in message.labels)


def _labels(message: Message) -> list[str]:
    return [label for row in message.labels for label in row]


def _ticked(message: Message) -> int:
    """How many bespreekpunten are chosen; the minutes have a tick of their own."""
    return sum(1 for label in _labels(message) if _is_point(label))


def _is_point(label: str) -> bool:
    return label.startswith("✓ ") and not label.endswith(" min")
