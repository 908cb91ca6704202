"""People on the other side: what they see, and what the bot gets to know of what they do."""

import asyncio
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.rehearsal.ledger import Change
from bot.rehearsal.objects import Kind
from bot.rehearsal.people import BadLink, NotThere, Person
from bot.rehearsal.server import BotApiServer

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000100000000a08060000008d89b7a90000000049454e44ae426082")


async def texts(bot: Bot) -> list[str]:
    """What the bot got as messages, confirmed."""
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [update.message.text or "" for update in updates if update.message is not None]


async def test_people_see_messages_edits_and_buttons(bot: Bot, anna: Person) -> None:
    started = anna.start()
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("4", callback_data="a:4")]])
    sent = await bot.send_message(anna.id, "<b>Taak 7</b> &amp; meer", parse_mode="HTML", reply_markup=markup)
    seen = await anna.next_message(anna.private, after=started)
    first = (seen.text, seen.entities, seen.labels, seen.button("4").data)

    change = asyncio.create_task(anna.next_change(seen, after=seen.changed))
    await bot.edit_message_text("Opgeslagen", anna.id, sent.message_id)

    assert first == ("Taak 7 & meer", [{"offset": 0, "length": 6, "type": "bold"}], (("4",),), "a:4")
    assert await change is seen
    assert [seen.text, seen.labels, seen.edits] == ["Opgeslagen", (), 1]


async def test_waiting_finds_what_stands_and_what_comes(bot: Bot, anna: Person) -> None:
    anna.start()
    await bot.send_message(anna.id, "Ronde 1")
    coming = asyncio.create_task(anna.wait_for(anna.private, lambda seen: seen.text == "Ronde 2"))

    standing = await anna.wait_for(anna.private, lambda seen: seen.text.startswith("Ronde"))
    await bot.send_message(anna.id, "Ronde 2")

    assert standing.text == "Ronde 1"
    assert (await coming).text == "Ronde 2"


async def test_waiting_ends_after_its_seconds(anna: Person, clock: Any) -> None:
    anna.start()
    waiting = asyncio.create_task(anna.next_message(anna.private, within=30))
    await clock.asleep(1)

    clock.pass_by(30)

    with pytest.raises(TimeoutError):
        await waiting


async def test_deleted_message_is_gone_for_people_and_in_the_transcript(
    server: BotApiServer, bot: Bot, anna: Person
) -> None:
    anna.start()
    first = await bot.send_message(anna.id, "Een")
    second = await bot.send_message(anna.id, "Twee")
    await bot.edit_message_text("Twee, gewijzigd", anna.id, second.message_id)
    await bot.delete_message(anna.id, first.message_id)

    transcript = server.ledger.transcript(anna.id)

    assert [message.text for message in anna.private.messages.values()] == ["/start", "Twee, gewijzigd"]
    assert [shown.text for shown in transcript.standing] == ["/start", "Twee, gewijzigd"]
    assert [(shown.change, shown.text) for shown in transcript.sequence] == [
        (Change.SENT, "/start"),
        (Change.SENT, "Een"),
        (Change.SENT, "Twee"),
        (Change.EDITED, "Twee, gewijzigd"),
        (Change.DELETED, "Een"),
    ]


async def test_privacy_mode_passes_commands_replies_and_service_messages(
    bot: Bot, anna: Person, bram: Person
) -> None:
    group = anna.create_group("Dal", [bram])
    anna.add_bot(group)
    await texts(bot)
    sent = await bot.send_message(group.id, "Ronde 1")

    for text in ("Zeg maar", "/status", "/status@Rondetafel_Bot", "/status@other_bot", "zie /status"):
        bram.send(group, text)
    bram.send(group, "Goed plan", reply_to=group.messages[sent.message_id])
    unseen = bram.send(group, "Onder ons")
    bram.send(group, "Ja", reply_to=unseen)
    bram.leave(group)

    assert await texts(bot) == ["/status", "/status@Rondetafel_Bot", "Goed plan", ""]


async def test_administrator_bot_gets_everything(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group, administrator=True)
    await texts(bot)

    anna.send(group, "Zeg maar")

    assert await texts(bot) == ["Zeg maar"]


async def test_adding_the_bot_by_its_link_brings_service_message_status_and_payload(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")

    anna.open_link("https://t.me/rondetafel_bot?startgroup=koppel_1", group=group)
    status, service, command = await bot.get_updates()

    assert status.my_chat_member is not None
    assert [
        status.my_chat_member.old_chat_member.status,
        status.my_chat_member.new_chat_member.status,
        status.my_chat_member.from_user.id,
    ] == ["left", "member", anna.id]
    assert service.message is not None
    assert [user.id for user in service.message.new_chat_members] == [bot.id]
    assert command.message is not None
    assert command.message.text == "/start@rondetafel_bot koppel_1"


async def test_blocking_and_starting_again_change_the_status(bot: Bot, anna: Person) -> None:
    anna.start()
    anna.block_bot()
    with pytest.raises(NotThere):
        anna.send(anna.private, "Hallo")
    anna.open_link("t.me/rondetafel_bot?start=terug")

    updates = await bot.get_updates()

    statuses = [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member]
    assert statuses == ["kicked", "member"]
    assert await texts(bot) == ["/start", "/start terug"]


async def test_link_button_opens_the_private_chat(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)
    button = InlineKeyboardButton("Naar mijn vragen", url="https://t.me/rondetafel_bot?start=r_1")
    sent = await bot.send_message(group.id, "Ronde 1", reply_markup=InlineKeyboardMarkup([[button]]))

    await anna.press(group.messages[sent.message_id], "Naar mijn vragen")

    assert anna.private.last is not None
    assert anna.private.last.text == "/start r_1"


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/other_bot?start=a",
        "https://example.org/rondetafel_bot?start=a",
        f"https://t.me/rondetafel_bot?start={'a' * 65}",
        "https://t.me/rondetafel_bot?start=a.b",
        "https://t.me/rondetafel_bot?startgroup=a",
    ],
)
def test_link_that_telegram_would_not_open_is_bad(anna: Person, url: str) -> None:
    with pytest.raises(BadLink):
        anna.open_link(url)


async def test_anonymous_administrator_and_channel_have_their_senders(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal", supergroup=True)
    anna.add_bot(group)
    await texts(bot)

    anna.send_as_group(group, "/regie")
    anna.send_as_channel(group, "/regie", channel="Nieuws")
    group_update, channel_update = await bot.get_updates()

    assert group_update.message is not None
    assert group_update.message.from_user is not None
    assert group_update.message.sender_chat is not None
    assert [group_update.message.from_user.id, group_update.message.sender_chat.id] == [1087968824, group.id]
    assert channel_update.message is not None
    assert channel_update.message.from_user is not None
    assert channel_update.message.sender_chat is not None
    assert [channel_update.message.from_user.id, channel_update.message.sender_chat.type] == [136817688, "channel"]


async def test_migration_tells_the_bot_both_ids(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)
    await texts(bot)

    upgraded = anna.migrate(group)
    old, new = await bot.get_updates()

    assert upgraded.kind is Kind.SUPERGROUP
    assert old.message is not None
    assert new.message is not None
    assert [old.message.migrate_to_chat_id, new.message.migrate_from_chat_id] == [upgraded.id, group.id]


async def test_edit_and_forward_reach_the_bot(bot: Bot, anna: Person, bram: Person) -> None:
    anna.start()
    message = anna.send(anna.private, "Een")
    anna.edit(message, "Twee")
    group = anna.create_group("Dal", [bram])
    anna.forward(bram.send(group, "Van Bram"), anna.private)

    *_, edited, forwarded = await bot.get_updates()

    assert edited.edited_message is not None
    assert [edited.edited_message.text, edited.edited_message.edit_date is not None] == ["Twee", True]
    assert forwarded.message is not None
    assert forwarded.message.text == "Van Bram"
    assert forwarded.message.forward_origin is not None
    assert forwarded.message.forward_origin.to_dict()["sender_user"]["id"] == bram.id


async def test_long_text_is_sent_in_pieces_and_white_space_not_at_all(bot: Bot, anna: Person) -> None:
    anna.start()
    await texts(bot)

    anna.send(anna.private, "a" * 5000)
    with pytest.raises(ValueError, match="nothing to send"):
        anna.send(anna.private, " \n ")

    assert [len(text) for text in await texts(bot)] == [4096, 904]


async def test_outsider_sees_and_says_nothing(anna: Person, bram: Person) -> None:
    group = anna.create_group("Dal")

    with pytest.raises(NotThere):
        bram.send(group, "Hallo")
    with pytest.raises(NotThere):
        await bram.wait_for(group, lambda _: True)
    assert [bram.chats, anna.chats] == [(), (group,)]


async def test_documents_and_pictures_arrive_and_can_be_fetched(bot: Bot, anna: Person) -> None:
    anna.start()

    sent = await bot.send_document(
        anna.id, b"a;b\n", filename="antwoorden.csv", caption="<b>Uitslag</b>", parse_mode="HTML"
    )
    picture = await bot.send_photo(anna.id, PNG)
    assert sent.document is not None
    again = await bot.send_document(anna.id, sent.document.file_id)
    content = await (await bot.get_file(sent.document.file_id)).download_as_bytearray()

    assert [sent.document.file_name, sent.document.mime_type, sent.caption] == [
        "antwoorden.csv",
        "text/csv",
        "Uitslag",
    ]
    assert [(size.width, size.height) for size in picture.photo] == [(16, 10)]
    assert again.document == sent.document
    assert content == b"a;b\n"
    assert anna.private.messages[sent.message_id].entities == [{"offset": 0, "length": 7, "type": "bold"}]


async def test_bot_can_look_around(bot: Bot, anna: Person, bram: Person) -> None:
    group = anna.create_group("Dal", [bram])
    anna.add_bot(group)
    commands = [BotCommand("hulp", "Wat kan ik hier")]
    await bot.set_my_commands(commands, language_code="nl")
    await bot.set_my_description("Leidt een conferentie")
    await bot.set_my_short_description("Conferentie")

    chat = await bot.get_chat(group.id)
    member = await bot.get_chat_member(group.id, bram.id)
    administrators = await bot.get_chat_administrators(group.id)

    assert [chat.title, chat.type, member.status] == ["Dal", "group", "member"]
    assert [(admin.user.id, admin.status) for admin in administrators] == [(anna.id, "creator")]
    assert await bot.get_my_commands(language_code="nl") == tuple(commands)
    assert (await bot.get_my_description()).description == "Leidt een conferentie"
    assert (await bot.get_my_short_description()).short_description == "Conferentie"
    assert (await bot.get_me()).username == "rondetafel_bot"


async def test_bot_that_leaves_is_out(bot: Bot, anna: Person) -> None:
    group = anna.create_group("Dal")
    anna.add_bot(group)

    await bot.leave_chat(group.id)

    assert group.has(bot.id) is False
