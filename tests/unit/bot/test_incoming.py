"""Raw updates as Telegram sends them, and what is read from them."""

from typing import Any

import pytest

from bot.incoming import Migrated, Placed, Said, Tap, read_update
from flows.ports import Account, UpdateRef

REF = UpdateRef("telegram", 42)
BOT = "rondetafel_bot"
WIM = {"id": 71234, "is_bot": False, "first_name": "Wim", "last_name": "de Wit"}
WHO: dict[str, Any] = {"update": REF, "account": Account("telegram", "71234"), "name": "Wim de Wit"}
PRIVATE = {"id": 71234, "type": "private", "first_name": "Wim"}
GROUP = {"id": -1001234, "type": "supergroup", "title": "Dal"}


def message(text: str | None = None, *, chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    said = {"message_id": 5, "date": 1, "chat": chat, "from": WIM, **more}
    return {"update_id": 42, "message": said if text is None else {**said, "text": text}}


def press(**more: Any) -> dict[str, Any]:
    query = {"id": "99", "from": WIM, "data": "o:1", "message": {"message_id": 5, "chat": PRIVATE}, **more}
    return {"update_id": 42, "callback_query": query}


def read(raw: dict[str, Any]) -> object:
    return read_update(raw, REF, username=BOT)


def test_text_in_private_is_what_somebody_said() -> None:
    assert read(message("Hallo allemaal")) == Said(**WHO, chat=71234, private=True, text="Hallo allemaal")


def test_text_in_a_group_is_not_private() -> None:
    assert read(message("Hallo", chat=GROUP)) == Said(**WHO, chat=-1001234, private=False, text="Hallo")


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/status", "status", ""),
        ("/STATUS", "status", ""),
        ("/start u_abc", "start", "u_abc"),
        ("/start   u_abc  ", "start", "u_abc"),
        ("/koppel@rondetafel_bot", "koppel", ""),
        ("/koppel@Rondetafel_Bot k_1", "koppel", "k_1"),
        ("/", "", ""),
        ("status", "", ""),
        (" /status", "", ""),
    ],
)
def test_command_is_read_with_its_argument(text: str, command: str, argument: str) -> None:
    said = read(message(text, chat=GROUP))

    assert said == Said(**WHO, chat=-1001234, private=False, text=text, command=command, argument=argument)


@pytest.mark.parametrize("text", ["/status@andere_bot", "/start@rondetafel x", "/start@ x"])
def test_command_for_another_bot_is_nothing_for_us(text: str) -> None:
    assert read(message(text, chat=GROUP)) is None


def test_command_is_read_up_to_a_line_break() -> None:
    said = read(message("/start\nu_abc"))

    assert said == Said(**WHO, chat=71234, private=True, text="/start\nu_abc", command="start", argument="u_abc")


def test_thread_of_a_forum_topic_is_kept() -> None:
    said = read(message("Hallo", chat=GROUP, message_thread_id=17, is_topic_message=True))

    assert said == Said(**WHO, chat=-1001234, private=False, text="Hallo", thread="17")


def test_thread_of_a_plain_reply_is_no_topic() -> None:
    said = read(message("Hallo", chat=GROUP, message_thread_id=17))

    assert said == Said(**WHO, chat=-1001234, private=False, text="Hallo")


@pytest.mark.parametrize("sender", [1087968824, 136817688, 777000])
def test_telegrams_own_sender_is_anonymous(sender: int) -> None:
    said = read(message("/koppel", chat=GROUP, **{"from": {"id": sender, "first_name": "Group"}}))

    assert isinstance(said, Said)
    assert said.anonymous


def test_message_in_the_name_of_a_chat_is_anonymous() -> None:
    said = read(message("/koppel", chat=GROUP, sender_chat=GROUP))

    assert isinstance(said, Said)
    assert said.anonymous


def test_group_that_became_a_supergroup_is_migrated() -> None:
    old = {"id": -55, "type": "group", "title": "Dal"}

    assert read(message(chat=old, migrate_to_chat_id=-1001234)) == Migrated(
        **WHO, chat=-55, private=False, to=-1001234
    )


def test_press_is_a_tap_with_its_message() -> None:
    assert read(press()) == Tap(**WHO, chat=71234, private=True, callback="99", data="o:1", message=5)


def test_press_on_the_groups_card_is_not_private() -> None:
    tap = read(press(message={"message_id": 8, "chat": GROUP}))

    assert tap == Tap(**WHO, chat=-1001234, private=False, callback="99", data="o:1", message=8)


@pytest.mark.parametrize(
    ("status", "present"),
    [("member", True), ("administrator", True), ("restricted", True), ("left", False), ("kicked", False)],
)
def test_change_of_our_own_membership_is_placed(status: str, present: bool) -> None:
    raw = {"update_id": 42, "my_chat_member": {"chat": GROUP, "from": WIM, "new_chat_member": {"status": status}}}

    assert read(raw) == Placed(**WHO, chat=-1001234, private=False, present=present)


def test_name_without_a_last_name_is_the_first_alone() -> None:
    said = read(message("Hallo", **{"from": {"id": 71234, "first_name": "Wim"}}))

    assert isinstance(said, Said)
    assert said.name == "Wim"


@pytest.mark.parametrize(
    "raw",
    [
        {"update_id": 42},
        {"update_id": 42, "edited_message": {"message_id": 5, "chat": PRIVATE, "from": WIM, "text": "/status"}},
        {"update_id": 42, "channel_post": {"message_id": 5, "chat": GROUP, "text": "/status"}},
        {"update_id": 42, "poll_answer": {"poll_id": "1", "user": WIM, "option_ids": [0]}},
        {"update_id": 42, "message": {"message_id": 5, "chat": GROUP, "text": "zonder afzender"}},
        message(photo=[{"file_id": "x"}]),
        message(new_chat_members=[WIM], chat=GROUP),
        {"update_id": 42, "callback_query": {"id": "99", "from": WIM, "data": "o:1"}},
        {"update_id": 42, "callback_query": {"id": "9", "from": WIM, "message": {"message_id": 5, "chat": PRIVATE}}},
    ],
)
def test_what_is_nothing_for_us_is_none(raw: dict[str, Any]) -> None:
    assert read(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        {"message": None},
        {"message": []},
        {"message": {}},
        {"message": {"chat": {}, "from": WIM, "text": "x"}},
        {"message": {"chat": {"id": "geen getal", "type": "private"}, "from": WIM, "text": "x"}},
        {"message": {"chat": PRIVATE, "from": {"first_name": "Wim"}, "text": "x"}},
        {"message": {"chat": PRIVATE, "from": {"id": None}, "text": "x"}},
        {"callback_query": {"id": "1", "data": "o:1", "message": {"message_id": 5, "chat": PRIVATE}}},
        {"callback_query": {"id": "1", "data": "o:1", "from": WIM, "message": {}}},
        {"callback_query": {"id": "1", "data": "o:1", "from": WIM, "message": {"message_id": "x", "chat": PRIVATE}}},
        {"my_chat_member": {"chat": GROUP, "from": WIM}},
    ],
)
def test_what_cannot_be_read_raises(raw: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(raw)
