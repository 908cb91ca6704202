"""Bad use: refused from what the database says, in one sentence, and nothing is changed."""

import asyncio
import random
import re
from collections.abc import Iterator

import pytest

from bot import phrases
from bot.rehearsal.people import Person
from flows.words import RoundState

NOT_ON_THE_LIST = re.compile(
    r"U staat niet op de lijst van deze conferentie\. Er is niets opgeslagen\. Meld u bij de begeleider\. "
    r"Nummer voor navraag: [A-Z]\d-\d{3}\."
)
OBSERVER = "U kijkt mee; antwoorden kan niet."
FOR_THE_FACILITATOR = "Deze knop is voor de begeleider."
TOO_LATE = "Te laat: deze ronde is gesloten. Uw antwoord van eerder telt."
USED = "Deze link is al gebruikt of verlopen. Vraag de begeleider om een nieuwe. Wat u al antwoordde, is bewaard."
SOMEBODY_ELSE = phrases.REFUSALS["already_somebody_else"]
ANONYMOUS = phrases.REFUSALS["anonymous"]
ALREADY = "Dat was al gebeurd: {what}. Hieronder staat de goede kaart."

ALPHABET = "".join(map(chr, range(32, 127))) + "éß€😀\u202e\u200b\n\t\\\"'%;"


async def outsider_of(venue, user_id: int) -> tuple[Person, object]:
    """Somebody with a card of the bot in his own chat, and nothing more."""
    person = Person(venue.server, user_id, "Vreemde")
    card = await venue.next_in(person, venue.server.world.private_chat(person.user), after=person.start())
    return person, card


async def test_answer_of_somebody_who_may_not_answer_is_refused(bot, gather) -> None:
    meeting = await gather(bot)
    other = await gather(bot, leader=700_002, name="Samen aan zee", first=5_000)
    await meeting.step("Volgende fase", until="Open de ronde")
    walk = await meeting.walk(meeting.members[0], await meeting.open_round())
    await meeting.members[0].press_and_look(walk, "4")
    outsider, card = await outsider_of(bot, 799_001)
    data = [button.data for row in walk.buttons for button in row]
    before = bot.dump()

    by_outsider = [(await bot.press_data(outsider, card, each)).text for each in data]
    by_observer = [
        (await bot.press_data(meeting.observer, meeting.observer.private.last, each)).text for each in data
    ]
    by_other = [
        (await bot.press_data(other.members[0].person, other.members[0].newest(), each)).text for each in data
    ]

    assert [text for text in by_outsider if not NOT_ON_THE_LIST.fullmatch(text)] == []
    assert set(by_observer) == {OBSERVER}
    assert [text for text in by_other if not NOT_ON_THE_LIST.fullmatch(text)] == []
    assert bot.dump() == before
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_facilitators_button_pressed_by_anybody_else_is_refused(bot, gather) -> None:
    meeting = await gather(bot)
    other = await gather(bot, leader=700_002, name="Samen aan zee", first=5_000)
    await meeting.step("Volgende fase", until="Open de ronde")
    await meeting.open_round()
    outsider, _ = await outsider_of(bot, 799_001)
    ((conference,),) = bot.rows("SELECT id FROM conference WHERE name = 'Samenwerken in het Dal'")
    ((participant,),) = bot.rows(
        "SELECT participant FROM binding WHERE external = ?", str(meeting.members[3].person.id)
    )
    steps = ("open", "close", "publish", "settle")
    acts = ("advance", "approach", "links", "speakers", "home", "advisers", "observers", "export")
    data = [
        *(f"rr:{step}:1" for step in steps),
        *(f"r:{act}:{conference}:motieven" for act in acts),
        f"r:approach:{conference}:ontwerp",
        *(f"rm:{act}:{conference}:aldermeer" for act in ("people", "speaker")),
        f"rp:speaker:{participant}",
        "s:1:short:0",
    ]
    before = bot.dump()

    async def press_all(person: Person) -> set[str]:
        return {(await bot.press_data(person, person.private.last, each)).text for each in data}

    member, woordvoerder = meeting.members[1].person, meeting.members[0].person
    people = (member, woordvoerder, meeting.observer, outsider, other.lead.person)
    texts = await asyncio.gather(*(press_all(person) for person in people))

    assert texts == [{FOR_THE_FACILITATOR}] * len(people)
    assert bot.dump() == before
    assert bot.server.ledger.refused() == ()


async def test_answer_to_a_closed_round_comes_too_late(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    member = meeting.members[0]
    walk = await meeting.walk(member, await meeting.open_round())
    four, five, none = (walk.button(label) for label in ("4", "5", "Geen mening"))
    accepted = (await bot.press(member.person, walk, four)).text
    await meeting.step("Sluit de ronde", until="Toon in de groep")
    before = bot.dump()

    texts = [(await bot.press(member.person, walk, button)).text for button in (four, five, none)]

    assert (accepted, texts) == ("Opgeslagen: 4, van belang", [TOO_LATE] * 3)
    assert bot.answers() == {(str(member.person.id), "m02"): "4"}
    assert bot.dump() == before


def forged(seed: int, real: list[str], count: int) -> Iterator[str]:
    """Seeded: noise, and real data with a part changed, left out, doubled or swapped; at most 64 bytes."""
    chance = random.Random(seed)
    for number in range(count):
        parts = chance.choice(real).split(":")
        place = chance.randrange(len(parts))
        noise = "".join(chance.choice(ALPHABET) for _ in range(chance.randrange(1, 60)))
        if number % 6 == 0:
            parts = [noise]
        elif number % 6 == 1:
            parts[place] = noise
        elif number % 6 == 2:
            parts[place] = chance.choice(["", "0", "-1", "99", "9" * 20, "1e3", "none", "None", "null", "[]", "../x"])
        elif number % 6 == 3:
            parts.pop(place)
        elif number % 6 == 4:
            parts.insert(place, chance.choice(parts))
        else:
            parts[0] = chance.choice(real).partition(":")[0]
        yield ":".join(parts).encode()[:64].decode("utf-8", "ignore")


async def test_forged_button_data_is_answered_and_changes_nothing(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    walk = await meeting.walk(meeting.members[0], await meeting.open_round())
    ((conference,),) = bot.rows("SELECT id FROM conference")
    real = [button.data for row in (*walk.buttons, *meeting.desk.buttons) for button in row if button.data]
    real += [
        f"i:{conference}",
        f"ip:{conference}",
        f"q:{conference}:4",
        "s:1:short:0",
        "j:" + "A" * 22,
        "n:per_gemeente",
    ]
    real += [
        "u:1:m02:1",
        "p:1:m02:a:3",
        "pc:1:m02",
        "b:1:m02:none",
        "d:1",
        "wa:1",
        "w:1",
        f"r:advance:{conference}:motieven",
    ]
    outsiders = [await outsider_of(bot, 799_001 + number) for number in range(4)]
    before = bot.dump()

    async def press_all(number: int) -> list[str]:
        person, card = outsiders[number]
        return [(await bot.press_data(person, card, each)).text for each in forged(number, real, 80)]

    texts = [text for told in await asyncio.gather(*map(press_all, range(len(outsiders)))) for text in told]

    assert len(texts) == 320
    assert [text for text in texts if "ging bij ons iets mis" in text] == []
    assert bot.dump() == before
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_forged_answers_of_a_member_are_refused_and_change_nothing(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    member = meeting.members[0]
    walk = await meeting.walk(member, await meeting.open_round())
    values = ("0", "6", "-1", "4-5", "", "agree", "objection", "A", "very_good", "9999", "true", "null")
    data = [
        *(f"a:1:m02:{value}" for value in values),
        *("a:1:g01:4", "a:2:m02:4", "a:0:m02:4", "a:999999999999:m02:4", "a:1::4"),
        *("z:2:m02", "z:1:g01", "u:1:m02:1", "u:1:m02:7", "p:1:m02:a:3", "pc:1:m02", "b:1:m02:none", "b:1:m02:a"),
        *("g:1:g01", "x:1:m02:99", "d:2", "o:2", "wa:2", "w:2", "s:2:short:0", "s:1:x:99"),
        *("n:per_gemeente", "n:geheim", "n:x", "i:x", "ip:x", "q:x:4", "j:x", "jn:x", "rr:open:2", "rp:speaker:x"),
    ]
    before = bot.dump()

    texts = {each: (await bot.press_data(member.person, walk, each)).text for each in data}

    assert [each for each, text in texts.items() if text.startswith(("Opgeslagen", "Gewijzigd", "Er ging"))] == []
    assert [each for each, text in texts.items() if not text] == ["g:1:g01"]
    assert bot.dump() == before
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_step_of_the_desk_that_was_taken_already_changes_nothing_and_says_so(bot, gather) -> None:
    meeting = await gather(bot)
    lead = meeting.lead.person
    steps = [
        ("Volgende fase", "Open de ronde", "de conferentie is verder"),
        ("Open de ronde", "Sluit de ronde", "de ronde is open"),
        ("Sluit de ronde", "Toon in de groep", "de ronde is dicht"),
        ("Toon in de groep", "Stel vast", "de ronde is gedeeld"),
        ("Stel vast", "Open de ronde", "de ronde is vastgesteld"),
    ]
    told, unchanged = [], []
    for label, following, _ in steps:
        button = meeting.desk.button(label)
        await meeting.step(label, until=following)
        before = bot.dump()
        told.append((await bot.press(lead, meeting.desk, button)).text)
        unchanged.append(bot.dump() == before)

    assert told == [ALREADY.format(what=what) for *_, what in steps]
    assert unchanged == [True] * len(steps)


async def test_step_of_the_desk_that_two_phones_take_at_once_is_taken_once(bot, gather) -> None:
    meeting = await gather(bot)
    await meeting.step("Volgende fase", until="Open de ronde")
    await meeting.open_round()
    close, world = meeting.desk.button("Sluit de ronde"), bot.server.world

    pressed = [world.press(meeting.lead.person.user, meeting.desk, close.data) for _ in range(2)]
    await asyncio.gather(*(answered for _, answered in pressed))

    assert [press.text for press, _ in pressed] == ["", ALREADY.format(what="de ronde is dicht")]
    assert bot.state_of("motieven") == RoundState.CLOSED
    assert bot.rows("SELECT count(*) FROM event WHERE kind = 'round_close'") == [(1,)]


async def test_link_is_consumed_by_its_owners_press_alone(bot, gather) -> None:
    meeting = await gather(bot, waiting=2)
    *_, owner, next_owner = meeting.members
    joined = meeting.members[0]
    link, used = meeting.links[owner.name], meeting.links[joined.name]
    stranger = Person(bot.server, 799_001, "Vreemde")
    before = bot.dump()

    opened = await bot.next_in(stranger, bot.server.world.private_chat(stranger.user), after=stranger.open_link(link))
    asked = await bot.next_in(joined.person, joined.person.private, after=joined.person.open_link(link))
    by_another = (await bot.press(joined.person, asked, "Dat ben ik")).text
    shown_used = await bot.next_in(stranger, stranger.private, after=stranger.open_link(used))
    pressed_used = (await bot.press_data(stranger, opened, "j:" + used.rpartition("u_")[2])).text
    unchanged = bot.dump() == before
    await bot.press(stranger, opened, "Dat klopt niet")
    warned = await bot.see(meeting.lead.person, meeting.lead.person.private, "Een uitnodiging klopt niet")
    after_decline = bot.dump()
    await owner.join(link)
    taken = (await bot.press_data(stranger, opened, "j:" + link.rpartition("u_")[2])).text
    await next_owner.join(meeting.links[next_owner.name])

    assert unchanged
    assert opened.text.startswith("Dank u.")
    assert (by_another, shown_used.text, pressed_used, taken) == (SOMEBODY_ELSE, USED, USED, USED)
    assert owner.name in warned.text
    assert {table for table in before if after_decline[table] != before[table]} == {"event", "notice"}
    assert bot.rows("SELECT count(*) FROM binding WHERE external = '799001'") == [(0,)]
    assert bot.rows("SELECT count(*) FROM invitation WHERE used_at IS NULL") == [(0,)]


@pytest.mark.parametrize("command", ["/koppel", "/koppel@rondetafel_bot"])
async def test_koppel_without_a_person_behind_it_is_refused_with_the_reason(bot, gather, command: str) -> None:
    meeting = await gather(bot, waiting=6)
    lead = meeting.lead.person
    group = lead.create_group("Een andere groep")
    lead.add_bot(group)
    before = bot.dump()

    as_group = await bot.next_in(lead, group, after=lead.send_as_group(group, command))
    as_channel = await bot.next_in(lead, group, after=lead.send_as_channel(group, command, channel="Nieuws"))

    assert (as_group.text, as_channel.text) == (ANONYMOUS, ANONYMOUS)
    assert bot.dump() == before


async def test_garbage_update_is_set_aside_and_the_next_one_is_handled(venue, serve) -> None:
    person = Person(venue.server, 799_001, "Vreemde")
    garbage = [
        {"message": "x"},
        {"message": {"chat": {"id": "x", "type": "private"}, "from": {"id": 1}, "text": "/start"}},
        {"callback_query": {"id": "1", "from": {}, "data": "a:1:m02:4", "message": {"chat": {}}}},
        {"my_chat_member": []},
    ]

    async with serve(venue, frozenset()):
        for update in garbage:
            venue.server.world.updates.inject(update)
        answered = await venue.next_in(person, venue.server.world.private_chat(person.user), after=person.start())

    assert answered.text.startswith("Rondetafel leidt besturen van gemeenten")
    assert sorted(venue.rows("SELECT why FROM quarantine")) == [
        ("KeyError",),
        ("TypeError",),
        ("TypeError",),
        ("ValueError",),
    ]
    assert venue.server.ledger.refused() == ()
