"""Files that people send, and whether they have blocked the bot, as they come in."""

from typing import Any

import pytest

from bot.incoming import Placed, Said, SentFile, read_update
from flows.ports import Account, UpdateRef

REF = UpdateRef("telegram", 42)
WIM = {"id": 71234, "is_bot": False, "first_name": "Wim"}
WHO: dict[str, Any] = {"update": REF, "account": Account("telegram", "71234"), "name": "Wim"}
PRIVATE = {"id": 71234, "type": "private", "first_name": "Wim"}
GROUP = {"id": -1001234, "type": "supergroup", "title": "Dal"}
DOCUMENT = {"file_id": "BQAC", "file_unique_id": "Ag", "file_name": "lijst.csv", "file_size": 120}


def read(message: dict[str, Any]) -> object:
    said = {"message_id": 5, "date": 1, "from": WIM, **message}
    return read_update({"update_id": 42, "message": said}, REF, username="rondetafel_bot")


def test_document_in_private_is_a_file_without_text() -> None:
    file = SentFile(id="BQAC", name="lijst.csv", size=120)

    assert read({"chat": PRIVATE, "document": DOCUMENT, "caption": "de lijst"}) == Said(
        **WHO, chat=71234, private=True, text="", file=file
    )


def test_document_in_a_group_is_nothing_for_us() -> None:
    assert read({"chat": GROUP, "document": DOCUMENT}) is None


def test_document_without_a_name_or_size_is_still_a_file() -> None:
    said = read({"chat": PRIVATE, "document": {"file_id": "BQAC", "file_unique_id": "Ag"}})

    assert isinstance(said, Said)
    assert said.file == SentFile(id="BQAC", name="", size=0)


@pytest.mark.parametrize(("status", "present"), [("kicked", False), ("member", True)])
def test_blocking_the_bot_in_private_is_told(status: str, *, present: bool) -> None:
    change = {"chat": PRIVATE, "from": WIM, "new_chat_member": {"status": status}}

    placed = read_update({"update_id": 42, "my_chat_member": change}, REF, username="rondetafel_bot")

    assert placed == Placed(**WHO, chat=71234, private=True, present=present)
