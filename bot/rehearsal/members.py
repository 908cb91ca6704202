"""Simulated board members: they read cards and press buttons as somebody with a phone would.

A member knows nothing of the bot but what stands in a message: the text, and what is on the buttons.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from bot.rehearsal.objects import Button, Chat, Message
from bot.rehearsal.opinions import Character
from bot.rehearsal.people import Person
from flows.ports import Clock

THINKING: Final = 1.0
"""Seconds of the clock between two presses."""
PATIENCE: Final = 120.0
"""Seconds of the clock that a member waits for a card before looking at it again."""
TOO_SOON: Final = "Dat was een dubbele tik"
MOST_LISTS: Final = 6
"""Of homework; more means that the bot leads somebody in a circle."""
MOST_PRESSES: Final = 600
"""Per round; more means that the bot leads somebody in a circle."""

TO_MY_QUESTIONS: Final = "Naar mijn vragen"
_RATHER_NOT: Final = "Liever niet"
_GAVE: Final = re.compile(r"^U gaf hier een (\d)\.", re.MULTILINE)
_CHOSE: Final = re.compile(r"^U (koos hier|gaf hier het oordeel)", re.MULTILINE)
_STAYS: Final = "Het blijft"
_BAR: Final = re.compile(r"^([1-5]) █* ?(\d+)$", re.MULTILINE)
_PROPOSE: Final = "Eigen motief"
_GO_ON: Final = "Ga verder"
_ONE_BY_ONE: Final = "Een voor een"
_ALL_AT_ONCE: Final = "Met alle "
_GRADES: Final = ("Zeer geschikt", "Geschikt", "Redelijk", "Matig", "Ongeschikt")
_NUMBERS: Final = ("1", "2", "3", "4", "5")
_POINTS: Final = re.compile(r"^([A-Z]) (.+): (\d+)$", re.MULTILINE)
_TOP: Final = re.compile(r"^Zet uw top (\d+) op volgorde$", re.MULTILINE)
_ASKS_TEXT: Final = re.compile(
    r"^(Schrijf uw antwoord als bericht|Nog iets\? Stuur nog een bericht)\.$", re.MULTILINE
)
_OPTION: Final = re.compile(r"^([A-Z]) (.+)$", re.MULTILINE)
_AROUND: Final = frozenset({"Geen van deze", "Geen mening", "Klaar", "Vorige", "Overzicht", "Volgende"})
_LEFT: Final = re.compile(r"Nog (\d+) punt")
_CONDITIONS: Final = (
    "Mits de kosten vooraf duidelijk zijn.",
    "Mits elke raad zelf beslist.",
    "Mits het personeel een vaste plek houdt.",
)
_OBJECTIONS: Final = (
    "Dit gaat voor onze gemeente te snel.",
    "Onze inwoners verliezen hun loket.",
    "De kosten zijn nog niet bekend.",
)


class Lost(Exception):
    """A member does not know what to do with a card, or goes round in a circle."""


@dataclass
class Tally:
    """What a member did, for the report of the rehearsal."""

    presses: int = 0
    unanswered: int = 0
    refused: int = 0
    late: int = 0
    doubles: int = 0
    changes: int = 0
    texts: int = 0


@dataclass
class BoardMember:
    """One person with a phone."""

    person: Person
    character: Character
    clock: Clock
    function: str
    speaks: bool = False
    tally: Tally = field(default_factory=Tally)
    last_answer: tuple[Message, str] | None = None
    own_motive: str = ""
    """What he proposes at the end of the list of motives."""
    asked_in: int = 0
    """The last message in which a line was asked."""

    @property
    def name(self) -> str:
        return self.character.name

    async def join(self, link: str) -> None:
        """Open the personal link and go as far as the practice question."""
        before = self.newest()
        self.person.open_link(link)
        card = await self.next_card(before)
        for _ in range(12):
            label = _first_of(card, "Dat ben ik", "Ik begrijp het", "4")
            if label is None:
                return
            card = await self.press_and_look(card, label)
        raise Lost(f"{self.name} could not come in: {card.text[:80]}")

    async def answer_round(self, card: Message, title: str) -> None:
        """From the group's card (or an invitation in private) to the overview."""
        await self._walk_through(card, title)

    async def do_homework(self, card: Message) -> int:
        """From the group's card (or the own one) through every list; how many there were."""
        for number in range(1, MOST_LISTS):
            card = await self._walk_through(card, "Huiswerk")
            if _find(card, TO_MY_QUESTIONS) is None:
                return number
        raise Lost(f"{self.name} never gets through the homework: {card.text[:120]}")

    async def answer_together(self, card: Message) -> str:
        """Answer the item that stands on the group's card; the toast."""
        await self.clock.sleep(THINKING)
        labels = {label for row in card.labels for label in row}
        subject = _subject(card)
        ticks = sorted(label for label in labels if label.endswith(" wel"))
        wanted = self.character.choose(subject, ticks) if ticks else self._decide(card, labels, subject, "")
        if wanted is None:
            raise Lost(f"{self.name} sees nothing to answer: {card.text[:120]}")
        toast = await self._press_in_group(card, wanted)
        if toast.startswith(TOO_SOON):
            await self.clock.sleep(THINKING)
            toast = await self._press_in_group(card, wanted)
        return toast

    async def _press_in_group(self, card: Message, wanted: str) -> str:
        answer = await self.person.press(card, _button(card, wanted))
        self._count_answer(answer)
        return "" if answer is None else answer.text

    async def _walk_through(self, card: Message, title: str) -> Message:
        """From a card with 'Naar mijn vragen' to the end of the walk; what stands there then."""
        before, self.last_answer = self.newest(), None
        await self.person.press(card, TO_MY_QUESTIONS)
        walk = await self._next_question(before)
        for _ in range(MOST_PRESSES):
            done = await self._look_at(walk, title)
            if done is None:
                return walk
            walk = done
        raise Lost(f"{self.name} is led in a circle at: {walk.text[:120]}")

    async def argue(self) -> int:
        """React to what is asked after closing, as this person would; how many lines were written."""
        try:
            card = await self.person.wait_for(self.person.private, self._asks_line, within=PATIENCE)
        except TimeoutError:
            return 0
        self.asked_in, written = card.id, 0
        while _find(card, _RATHER_NOT) is not None:
            line = self.character.argues(_subject(card), _stance(card))
            if line is None:
                break
            if not line:
                await self.press_and_look(card, _RATHER_NOT)
                continue
            await self.clock.sleep(THINKING)
            seen, written = card.changed, written + 1
            self.tally.texts += 1
            self.person.send(self.person.private, line)
            await self._wait_for_change(card, seen)
        return written

    def _asks_line(self, message: Message) -> bool:
        return message.id > self.asked_in and _find(message, _RATHER_NOT) is not None

    async def press_late(self) -> None:
        """Press an answer again after the round was closed."""
        if self.last_answer is not None:
            message, data = self.last_answer
            answer = await self.person.press_data(message, data)
            self._count(answer.text if answer else None)
            self.tally.late += 1

    async def _look_at(self, card: Message, title: str) -> Message | None:
        """Do what the card asks; the card to look at next, or None when there is nothing left to do."""
        labels = {label.removeprefix("✓ ") for row in card.labels for label in row}
        if "Toch instemmen" in labels and "Geen van deze" not in labels:
            return await self._write_reason(card)
        if _ONE_BY_ONE in labels:
            return await self._take_together(card)
        proposes = self.own_motive and _PROPOSE in labels
        many = self._propose if proposes else self._many_taps(card, labels)
        if many is not None:
            return await many(card)
        subject = _subject(card)
        wanted = self._decide(card, labels, subject, title)
        if wanted is not None:
            return await self._answer(card, wanted, subject)
        if _open_numbers(card):
            return await self.press_and_look(card, _open_numbers(card)[0])
        if "Klaar" in labels:
            await self.press_and_look(card, "Klaar")
        return None

    async def _propose(self, card: Message) -> Message:
        """A motive of his own, and on from there."""
        line, self.own_motive = self.own_motive, ""
        await self.press_and_look(card, _PROPOSE)
        before = self.newest()
        self.person.send(self.person.private, line)
        self.tally.texts += 1
        stored = await self.next_card(before)
        await self.clock.sleep(THINKING)
        await self._press(stored, _button(stored, _GO_ON))
        return await self._next_question(stored)

    async def _look_again(self, card: Message) -> Message:
        """A question of the round before: most stay with their answer, some come a step nearer to most others."""
        stays = next(label for row in card.labels for label in row if label.startswith(_STAYS))
        counts = {int(value): int(count) for value, count in _BAR.findall(card.text)}
        own = stays.removeprefix(f"{_STAYS} ")
        if counts and own.isdigit() and self.character.reconsiders(_subject(card)):
            most = max(counts, key=lambda value: (counts[value], value))
            nearer = int(own) + (most > int(own)) - (most < int(own))
            if nearer != int(own):
                self.tally.changes += 1
                return await self.press_and_look(card, str(nearer))
        return await self.press_and_look(card, stays)

    async def _take_together(self, card: Message) -> Message:
        """Hamerstukken: who speaks up takes them in one tap, others look at each."""
        all_of_them = next(
            (key.text for row in card.buttons for key in row if key.text.startswith(_ALL_AT_ONCE)), None
        )
        wanted = all_of_them if all_of_them and self.character.talks else _ONE_BY_ONE
        return await self.press_and_look(card, wanted)

    def _many_taps(self, card: Message, labels: set[str]) -> Callable[[Message], Awaitable[Message | None]] | None:
        """What to do with a question that one tap does not answer, or that was answered before."""
        if any(label.startswith(_STAYS) for label in labels):
            return self._look_again
        if "A +" in labels:
            return self._share_points
        if {"Geen van deze", "Geen mening"} <= labels:
            return self._approve
        if _TOP.search(card.text):
            return self._rank
        return self._contribute if _ASKS_TEXT.search(card.text) else None

    def _decide(self, card: Message, labels: set[str], subject: str, title: str) -> str | None:
        """The answer that this member gives, as it stands on a button; None when the card asks none."""
        mind = self.character
        if set(_NUMBERS) <= labels and "Klaar" not in labels:
            return "Geen mening" if mind.has_no_opinion(subject) else str(mind.rate(subject))
        if "Instemmen" in labels:
            return mind.consents(f"{title} {subject}")
        if set(_GRADES) <= labels:
            return mind.grade(subject, _GRADES)
        if "Al geregeld" in labels:
            return mind.times_task(subject)
        letters = sorted(label for label in labels if len(label) == 1 and label.isupper())
        if "Geen van deze" in labels:
            return letters[max(0, mind.pick(subject, len(letters)) - 1)] if letters else "Geen van deze"
        return mind.choose(subject, letters) if letters else None

    async def _answer(self, card: Message, wanted: str, subject: str) -> Message:
        button = _button(card, wanted)
        if wanted == "1" and self.character.finds_unacceptable(subject):
            mark = _find(card, "Onaanvaardbaar voor ons")
            if mark is not None and not mark.text.startswith("✓"):
                card = await self.press_and_look(card, mark.text)
        if wanted in _NUMBERS and self.character.changes_mind(subject):
            return await self._change_mind(card, wanted)
        after = await self.press_and_look(card, _button(card, wanted).text)
        self.last_answer = (card, button.data)
        if wanted in _NUMBERS and self.character.presses_twice(subject):
            self.tally.doubles += 1
            self._count_answer(await self.person.press_data(card, button.data))
        return after

    async def _change_mind(self, card: Message, wanted: str) -> Message:
        """First another number; the card goes on, and from its old buttons comes what was meant."""
        first = str(5 if wanted != "5" else 4)
        right, wrong = _button(card, wanted), _button(card, first)
        self.tally.changes += 1
        await self.clock.sleep(THINKING)
        seen = card.changed
        await self._press(card, wrong)
        await self._wait_for_change(card, seen)
        await self.clock.sleep(THINKING)
        self._count_answer(await self.person.press_data(card, right.data))
        return card

    async def _write_reason(self, card: Message) -> Message:
        before = self.newest()
        self.tally.texts += 1
        texts = _CONDITIONS if "voorwaarde" in card.text else _OBJECTIONS
        self.person.send(self.person.private, texts[self.character.pick(card.text, len(texts))])
        return await self._next_question(before)

    async def _share_points(self, card: Message) -> Message | None:
        found = {letter: (title, int(given)) for letter, title, given in _POINTS.findall(card.text)}
        left = _LEFT.search(card.text)
        if left is None:
            await self.press_and_look(card, "Klaar")
            return None
        budget = int(left[1]) + sum(given for _, given in found.values())
        wanted = self.character.share_points([title for title, _ in found.values()], budget)
        for (letter, (_, given)), goal in zip(found.items(), wanted, strict=True):
            if given < goal:
                return await self.press_and_look(card, f"{letter} +")
        raise Lost(f"{self.name} cannot place the points: {card.text[:200]}")

    async def _approve(self, card: Message) -> Message | None:
        titles = dict(_OPTION.findall(card.text))
        for key in [button for row in card.buttons for button in row]:
            option = key.text.removeprefix("✓ ")
            if option in _AROUND:
                break
            if self.character.approves(titles.get(option, option)) is not key.text.startswith("✓ "):
                return await self.press_and_look(card, key.text)
        if _find(card, "Klaar") is None:
            return await self.press_and_look(card, "Geen van deze")
        return await self.press_and_look(card, "Klaar")

    async def _rank(self, card: Message) -> Message | None:
        """Tap the top in order; what stands there already has its place in the text."""
        found = _TOP.search(card.text)
        letters = {title.partition(": ")[0]: letter for letter, title in _OPTION.findall(card.text)}
        ticked = {key.text.removeprefix("✓ ") for row in card.buttons for key in row if key.text.startswith("✓ ")}
        for title in self.character.rank(sorted(letters), int(found[1]) if found else 0):
            if letters[title] not in ticked:
                return await self.press_and_look(card, letters[title])
        return await self.press_and_look(card, "Klaar")

    async def _contribute(self, card: Message) -> Message | None:
        texts = self.character.contributes(_subject(card))
        missing = [text for text in texts if text not in card.text]
        if missing:
            before = self.newest()
            self.tally.texts += 1
            self.person.send(self.person.private, missing[0])
            return await self._next_question(before)
        return await self.press_and_look(card, "Klaar" if texts else "Geen mening")

    async def press_and_look(self, card: Message, label: str) -> Message:
        """Press, and look at what came of it: the same card changed, or a newer one below it."""
        await self.clock.sleep(THINKING)
        seen, newest = card.changed, self.newest()
        await self._press(card, _button(card, label))
        await self._wait_for_change(card, seen)
        fresh = self.newest()
        return fresh if fresh is not None and fresh is not newest and _asks(fresh) else card

    async def _press(self, card: Message, button: Button) -> None:
        self._count_answer(await self.person.press(card, button))

    async def _wait_for_change(self, card: Message, seen: int) -> None:
        if card.changed > seen:
            return
        try:
            await self.person.next_change(card, after=seen, within=PATIENCE)
        except TimeoutError:
            self.tally.unanswered += 1

    async def next_card(self, before: Message | None) -> Message:
        """The next message of the bot. Raises TimeoutError."""
        chat: Chat = self.person.private
        return await self.person.next_message(chat, after=before, within=20 * PATIENCE)

    async def _next_question(self, before: Message | None) -> Message:
        """The next message that asks something; an invitation to a round may come in between."""
        known = before.id if before is not None else 0
        return await self.person.wait_for(
            self.person.private, lambda m: m.id > known and _asks(m), within=20 * PATIENCE
        )

    def newest(self) -> Message | None:
        """The last message in the own chat."""
        try:
            return self.person.private.last
        except LookupError:
            return None

    def _count_answer(self, answer: object) -> None:
        self._count(getattr(answer, "text", None) if answer is not None else None)

    def _count(self, toast: str | None) -> None:
        self.tally.presses += 1
        if toast is None:
            self.tally.unanswered += 1
        elif toast.startswith(("Te laat", "Niet opgeslagen", "Deze knop", "U kijkt", "Hier antwoordt")):
            self.tally.refused += 1


def _subject(card: Message) -> str:
    """What a card is about: its heading, the line in bold."""
    bold = next((e for e in card.entities if e["type"] == "bold"), None)
    if bold is None:
        return card.text.split("\n", 1)[0]
    return card.text.encode("utf-16-le")[bold["offset"] * 2 : (bold["offset"] + bold["length"]) * 2].decode(
        "utf-16-le"
    )


def _stance(card: Message) -> str:
    """How somebody stands, as the request for a line says it."""
    gave = _GAVE.search(card.text)
    if gave is not None:
        return {"4": "for", "5": "for", "1": "against", "2": "against"}.get(gave[1], "")
    return "choice" if _CHOSE.search(card.text) else ""


def _asks(message: Message) -> bool:
    """Whether it is a card of the walk: it has buttons, and not just the one that opens the walk."""
    return bool(message.keyboard) and _find(message, TO_MY_QUESTIONS) is None


def _find(card: Message, label: str) -> Button | None:
    for row in card.buttons:
        for button in row:
            if button.text.removeprefix("✓ ") == label:
                return button
    return None


def _button(card: Message, label: str) -> Button:
    found = _find(card, label.removeprefix("✓ "))
    if found is None:
        raise Lost(f"there is no {label!r} among {card.labels}")
    return found


def _first_of(card: Message, *labels: str) -> str | None:
    return next((label for label in labels if _find(card, label) is not None), None)


def _open_numbers(card: Message) -> list[str]:
    """The numbers of open questions in the overview."""
    if _find(card, "Klaar") is None or _find(card, "Alles nalopen") is None:
        return []
    return [label for row in card.labels for label in row if label.isdigit()]
