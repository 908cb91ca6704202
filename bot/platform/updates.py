"""Reading the little that intake itself needs from an update's raw JSON: its number and whose it is."""

from collections.abc import Hashable
from typing import Any

MESSAGE = "message"
CALLBACK_QUERY = "callback_query"
MY_CHAT_MEMBER = "my_chat_member"
CHAT_MEMBER = "chat_member"

TAKEN = (MESSAGE, CALLBACK_QUERY, MY_CHAT_MEMBER, CHAT_MEMBER)
"""What is asked of Telegram. chat_member, for one, comes only when it is asked for by name."""


def number_of(raw: Any) -> int | None:
    """The update_id, or None when it has none that can be confirmed."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def lane_of(raw: Any) -> Hashable:
    """Whose lane an update goes in: the person's, else the chat's, else a lane for all that names neither."""
    if not isinstance(raw, dict):
        return None
    for content in raw.values():
        if not isinstance(content, dict):
            continue
        for owner in (content.get("from"), content.get("chat")):
            number = owner.get("id") if isinstance(owner, dict) else None
            if isinstance(number, int):
                return number
    return None
