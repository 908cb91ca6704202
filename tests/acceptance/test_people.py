"""The list of people over the strict server: joining without a link, a list as a file, a substitute, a
plaatsvervanger, and somebody who blocked the bot."""

import asyncio
from typing import Any

from bot.rehearsal.objects import Message, Standing
from bot.rehearsal.people import Person


async def see_labels(person: Person, *labels: str, after: Message | None = None) -> Message:
    """A message with these buttons, now or as soon as it is there."""
    known = after.id if after else 0
    async with asyncio.timeout(30):
        return await person.wait_for(
            person.private,
            lambda m: m.id > known and set(labels) <= {label for row in m.labels for label in row},
        )


async def press_until(venue: Any, person: Person, message: Message, label: str, *, until: str) -> str:
    """Press, and wait until this very message shows that; the toast."""
    press = await venue.press(person, message, label)
    async with asyncio.timeout(30):
        await person.wait_for(
            person.private,
            lambda m: m is message and (until in m.text or any(until in row for row in m.labels)),
        )
    return str(press.text)


async def open_list(meeting: Any) -> Message:
    lead = meeting.lead.person
    return await meeting.venue.reply(lead, lead.private, "/deelnemers")


async def open_person(meeting: Any, town: str, name: str) -> Message:
    """The card of somebody, as the facilitator reaches it."""
    lead, card = meeting.lead.person, await open_list(meeting)
    await press_until(meeting.venue, lead, card, town, until=name)
    await press_until(meeting.venue, lead, card, name, until="Naam wijzigen")
    return card


async def test_somebody_without_a_link_joins_and_is_admitted(bot, gather) -> None:
    meeting = await gather(bot)
    lead = meeting.lead.person
    ((conference,),) = bot.rows("SELECT id FROM conference")
    guest = Person(bot.server, 799_101, "Marieke", last_name="Zwaan")
    link = f"https://t.me/{bot.server.world.bot.username}?start=m_{conference}"

    card = await bot.next_in(guest, bot.server.world.private_chat(guest.user), after=guest.open_link(link))
    towns = card.labels
    town = towns[0][0]
    await press_until(bot, guest, card, town, until="Burgemeester of wethouder")
    roles = card.labels
    await press_until(bot, guest, card, "Burgemeester of wethouder", until="Gemeente of rol wijzigen")
    sent = card.text
    await press_until(bot, guest, card, "Gemeente of rol wijzigen", until="Geen van deze")
    await press_until(bot, guest, card, "Geen van deze", until="Ik kijk alleen mee")
    without = card.labels
    await press_until(bot, guest, card, "Secretaris of adviseur", until="Gemeente of rol wijzigen")
    await press_until(bot, guest, card, "Gemeente of rol wijzigen", until="Geen van deze")
    await press_until(bot, guest, card, town, until="Burgemeester of wethouder")
    await press_until(bot, guest, card, "Burgemeester of wethouder", until="Gemeente of rol wijzigen")
    again = await bot.next_in(guest, guest.private, after=guest.open_link(link))
    await bot.clock.sleep(60)  # the card follows the request that was changed
    request = await see_labels(lead, "Toelaten", "Weigeren")
    toast = await press_until(bot, lead, request, "Toelaten", until="Er wacht niemand")
    privacy = await see_labels(guest, "Ik begrijp het", after=again)
    await press_until(bot, guest, privacy, "Ik begrijp het", until="Geen mening")
    await press_until(bot, guest, privacy, "4", until="U bent klaar om te beginnen")
    inside = await bot.next_in(guest, guest.private, after=guest.open_link(link))

    assert [label for row in towns for label in row][-1] == "Geen van deze"
    assert roles == (
        ("Burgemeester of wethouder",),
        ("Raadslid",),
        ("Secretaris of adviseur",),
        ("Ik kijk alleen mee",),
    )
    assert without == (("Secretaris of adviseur",), ("Ik kijk alleen mee",))
    assert sent.split("\n")[0] == "Uw aanmelding is verstuurd"
    assert again.text == sent
    assert request.text.startswith("Deelnemers")
    assert toast == "Toegelaten: Marieke Zwaan"
    assert privacy.text.startswith("U bent klaar om te beginnen")
    assert inside.text == privacy.text
    assert bot.rows("SELECT role, presence FROM participant WHERE name = 'Marieke Zwaan'") == [("voter", "joined")]
    assert bot.rows("SELECT count(*) FROM admission") == [(0,)]
    assert (bot.server.ledger.refused(), bot.server.ledger.unanswered()) == ((), ())


async def test_requests_come_on_one_card_and_a_name_of_the_list_is_taken(bot, gather) -> None:
    meeting = await gather(bot, waiting=1)
    lead, absent = meeting.lead.person, meeting.members[-1]
    ((conference, town),) = bot.rows("SELECT conference, municipality FROM participant WHERE name = ?", absent.name)
    ((town_name,),) = bot.rows("SELECT name FROM municipality WHERE id = ?", town)
    guests = [absent.person, Person(bot.server, 799_102, "Vreemde"), Person(bot.server, 799_103, "Derde")]
    before = lead.private.last

    async def ask(guest: Person) -> None:
        chat = bot.server.world.private_chat(guest.user)
        card = await bot.next_in(guest, chat, after=guest.start(f"m_{conference}"))
        await press_until(bot, guest, card, town_name, until="Raadslid")
        await press_until(bot, guest, card, "Burgemeester of wethouder", until="Gemeente of rol wijzigen")

    for guest in guests:
        await ask(guest)
    card = await see_labels(lead, "Toelaten", after=before)
    async with asyncio.timeout(30):
        await lead.wait_for(lead.private, lambda m: m is card and "Aanmeldingen (3)" in m.text)
    cards = [m for m in lead.private.messages.values() if "Aanmeldingen (" in m.text]
    await press_until(bot, lead, card, f"Dat is {absent.name}", until="Aanmeldingen (2)")
    await press_until(bot, lead, card, "Weigeren", until="Aanmeldingen (1)")
    told = await bot.see(guests[1], guests[1].private, "niet toegelaten")
    await press_until(bot, lead, card, "Weigeren", until="Er wacht niemand")

    assert cards == [card]
    assert "Samenwerken in het Dal" in told.text
    assert bot.rows("SELECT presence FROM participant WHERE name = ?", absent.name) == [("joined",)]
    assert bot.rows("SELECT count(*) FROM participant WHERE role = 'voter'") == [(6,)]
    assert bot.server.ledger.refused() == ()


async def test_list_is_read_from_a_message_and_from_a_file(bot, gather) -> None:
    meeting = await gather(bot)
    lead = meeting.lead.person
    ((town,),) = bot.rows("SELECT name FROM municipality ORDER BY position LIMIT 1")
    unasked = await bot.next_in(
        lead, lead.private, after=lead.send_document(lead.private, "x.csv", b"Anna;;adviseur")
    )
    card = await open_list(meeting)
    asked = lead.private.last
    await bot.press(lead, card, "Lijst inlezen")
    question = await bot.next_in(lead, lead.private, after=asked)

    faults = await bot.reply(lead, lead.private, f"Anna;{town};wethouder;\nBram;Elders;baas;\nCarla;;wethouder;")
    unchanged = bot.rows("SELECT count(*) FROM participant WHERE name IN ('Anna', 'Bram', 'Carla')")
    big = await bot.next_in(lead, lead.private, after=lead.send_document(lead.private, "x.csv", b"x" * 262_145))
    content = f"naam;gemeente;rol;woordvoerder\r\nZoë;{town};raadslid;\r\nAnna;;secretaris;\r\n".encode("utf-8-sig")
    added = await bot.next_in(lead, lead.private, after=lead.send_document(lead.private, "lijst.csv", content))
    await press_until(bot, lead, added, "Deelnemers", until="Lijst als CSV")
    await bot.press(lead, added, "Lijst als CSV")
    async with asyncio.timeout(30):
        file = await lead.wait_for(lead.private, lambda m: m.has_file and m.sender.is_bot)

    assert unasked.text.startswith("Ik had geen bestand gevraagd.")
    assert "naam;gemeente;rol;woordvoerder" in question.text
    assert [line[:8] for line in faults.text.split("\n")[1:4]] == ["Regel 2:", "Regel 2:", "Regel 3:"]
    assert unchanged == [(0,)]
    assert big.text.startswith("Dat bestand is te groot")
    assert added.text.startswith("Toegevoegd: 2 personen.") or added.text.startswith("Deelnemers")
    assert bot.rows("SELECT name, role, council FROM participant WHERE name IN ('Zoë', 'Anna') ORDER BY name") == [
        ("Anna", "adviser", 0),
        ("Zoë", "adviser", 1),
    ]
    stored = bot.server.world.files[file.extra["document"]["file_id"]].data.decode("utf-8-sig")
    assert f"Zoë;{town};raadslid;" in stored.split("\r\n")
    assert bot.server.ledger.refused() == ()


async def test_plaatsvervanger_comes_in_between_rounds_and_not_while_one_is_open(bot, gather) -> None:
    meeting = await gather(bot)
    lead, old = meeting.lead.person, meeting.members[0]
    ((town,),) = bot.rows(
        "SELECT m.name FROM participant AS p JOIN municipality AS m ON m.id = p.municipality WHERE p.name = ?",
        old.name,
    )
    await meeting.step("Volgende fase", until="Open de ronde")
    walk = await meeting.walk(old, await meeting.open_round())
    await bot.press(old.person, walk, "4")
    during = (await open_person(meeting, town, old.name)).labels
    await meeting.step("Sluit de ronde", until="Toon in de groep")

    card = await open_person(meeting, town, old.name)
    known = lead.private.last
    await bot.press(lead, card, "Laat vervangen")
    await bot.next_in(lead, lead.private, after=known)
    sent = lead.send(lead.private, "N. Nieuw, wethouder")
    async with asyncio.timeout(30):
        link_card = await lead.wait_for(lead.private, lambda m: m.id > sent.id and "Nieuwe link voor" in m.text)
    newcomer = Person(bot.server, 799_104, "Nieuw")
    link = next(line for line in link_card.text.split("\n") if line.startswith("https://"))
    chat = bot.server.world.private_chat(newcomer.user)
    came = await bot.next_in(newcomer, chat, after=newcomer.open_link(link))
    await press_until(bot, newcomer, came, "Dat ben ik", until="Ik begrijp het")
    gone = await bot.next_in(old.person, old.person.private, after=old.person.start())

    assert "Laat vervangen" not in {label for row in during for label in row}
    assert gone.text.startswith("Rondetafel leidt besturen")
    rows = bot.rows("SELECT name, presence, spokesperson FROM participant WHERE name IN (?, 'N. Nieuw')", old.name)
    assert sorted(rows) == sorted([(old.name, "replaced", 0), ("N. Nieuw", "joined", int(old.speaks))])
    assert bot.rows(
        "SELECT count(*) FROM answer JOIN elector USING (round, participant)"
        " JOIN participant AS p ON p.id = participant WHERE p.name = ?",
        old.name,
    ) == [(1,)]
    assert bot.server.ledger.refused() == ()


async def test_who_blocked_the_bot_is_shown_on_the_list_until_he_starts_it_again(bot, gather) -> None:
    meeting = await gather(bot)
    member = meeting.members[1]
    member.person.block_bot()
    blocked = ""
    async with asyncio.timeout(30):
        while "Niet te bereiken" not in blocked:
            blocked = (await open_list(meeting)).text
    member.person.start()
    after = blocked
    async with asyncio.timeout(30):
        while "Niet te bereiken" in after:
            after = (await open_list(meeting)).text

    assert f"Niet te bereiken: {member.name}" in blocked.translate(dict.fromkeys((0x2068, 0x2069)))
    assert bot.rows("SELECT count(*) FROM binding WHERE reachable = 0") == [(0,)]


async def test_message_that_cannot_be_delivered_marks_who_it_was_for(bot, gather) -> None:
    meeting = await gather(bot)
    lead = meeting.lead.person
    ((conference, town),) = bot.rows("SELECT conference, name FROM municipality ORDER BY position LIMIT 1")
    guest = Person(bot.server, 799_105, "Gast")
    chat = bot.server.world.private_chat(guest.user)
    card = await bot.next_in(guest, chat, after=guest.start(f"m_{conference}"))
    await press_until(bot, guest, card, town, until="Raadslid")
    await press_until(bot, guest, card, "Raadslid", until="Gemeente of rol wijzigen")
    chat.present[bot.server.world.bot.id] = Standing.KICKED  # and the bot was not told

    await press_until(bot, lead, await see_labels(lead, "Toelaten"), "Toelaten", until="Er wacht niemand")
    async with asyncio.timeout(30):
        while bot.rows("SELECT reachable FROM binding WHERE external = ?", str(guest.id)) != [(0,)]:
            await bot.clock.sleep(5)
    shown = (await open_list(meeting)).text

    assert "Niet te bereiken: Gast" in shown
    assert bot.rows("SELECT state, why FROM notice WHERE kind = 'admitted'") == [("given_up", "Forbidden")]
    assert {call.description for call in bot.server.ledger.refused()} == {"Forbidden: bot was blocked by the user"}


async def test_buttons_of_the_list_are_the_facilitators_alone(bot, gather) -> None:
    meeting = await gather(bot)
    member = meeting.members[1].person
    ((conference, town),) = bot.rows("SELECT conference, id FROM municipality ORDER BY position LIMIT 1")
    ((person,),) = bot.rows("SELECT id FROM participant WHERE name = ?", meeting.members[2].name)
    steps = ("home", "towns", "read", "write", "add_town", "links")
    acts = ("show", "speaks", "second", "unsecond", "leaves", "returns", "replace", "where", "rename", "link")
    data = [
        *(f"PH:{step}:{conference}" for step in steps),
        *(f"PP:{act}:{person}" for act in acts),
        *(f"PG:{act}:{conference}:{town}" for act in ("show", "rename", "count")),
        *(f"PX:{conference}:1", f"PL:{conference}:{town}:0", f"PM:{person}:{town}"),
        *(f"PQ:{conference}:", f"PA:{conference}:0123456789ab:", f"PW:{conference}:0123456789ab"),
    ]
    before = bot.dump()

    texts = {(await bot.press_data(member, member.private.last, each)).text for each in data}
    own = (await bot.press_data(member, member.private.last, f"PC:{conference}")).text
    typed = ("/deelnemers", "/gemeente", "/uitnodigen")
    commands = [(await bot.reply(member, member.private, each)).text for each in typed]

    assert texts == {"Deze knop is voor de begeleider."}
    assert own == "U doet al mee. Er is niets gewijzigd. Stuur /status om te zien waar u bent."
    assert set(commands) == {"Deze knop is voor de begeleider."}
    assert bot.dump() == before
    assert bot.server.ledger.refused() == ()


async def test_substitute_is_named_and_the_woordvoerder_goes_and_comes_back(bot, gather) -> None:
    meeting = await gather(bot)
    lead, speaker = meeting.lead.person, next(m for m in meeting.members if m.speaks)
    ((town, place),) = bot.rows(
        "SELECT m.name, m.id FROM participant AS p JOIN municipality AS m"
        " ON m.id = p.municipality AND m.conference = p.conference WHERE p.name = ?",
        speaker.name,
    )
    ((second,),) = bot.rows("SELECT name FROM participant WHERE municipality = ? AND NOT spokesperson", place)
    card = await open_person(meeting, town, second)
    named = await press_until(bot, lead, card, "Vervangend woordvoerder", until="Niet meer vervangend")
    card = await open_person(meeting, town, speaker.name)
    left = await press_until(bot, lead, card, "Afmelden", until="Weer aanmelden")
    states = bot.rows("SELECT presence FROM participant WHERE name = ?", speaker.name)
    back = await press_until(bot, lead, card, "Weer aanmelden", until="Afmelden")

    assert (named, left, back) == (
        f"Vervangend woordvoerder: {second}",
        f"Afgemeld: {speaker.name}",
        f"Weer aangemeld: {speaker.name}",
    )
    assert states == [("absent",)]
    assert bot.rows("SELECT substitute FROM participant WHERE name = ?", second) == [(1,)]
    assert bot.server.ledger.refused() == ()
