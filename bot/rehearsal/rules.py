"""What Telegram refuses, in its own words, about texts, keyboards and chats."""

from typing import Any, Protocol

from bot.rehearsal.formatting import Formatted, ParseFailed, checked_link, parse_html, units
from bot.rehearsal.objects import PRESENT, Chat, Json, Keyboard, Kind, Standing
from bot.rehearsal.world import World

TEXT_MOST = 4096
CAPTION_MOST = 1024
SOURCE_MOST = 1 << 15
"""Bytes of a text before it is parsed."""
ANSWER_MOST = 200
DATA_MOST = 64
"""Bytes of callback data."""
ROW_MOST = 8
BUTTONS_MOST = 100
KEYBOARD_MOST = 10 * 1024
"""Bytes of a keyboard, as far as is known."""

_BUTTON_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


class Refusal(Exception):
    """Telegram says no. `parameters` are those of the envelope (retry_after, migrate_to_chat_id)."""

    def __init__(self, code: int, description: str, /, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Given(Protocol):
    """The values of a call, as far as the rules need them."""

    def text(self, name: str) -> str: ...
    def has(self, name: str) -> bool: ...
    def structure(self, name: str, *, called: str) -> Any: ...


def flooded(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def read_text(given: Given, *, editing: bool) -> Formatted:
    """The text of a message: parsed, within 4096 UTF-16 units, and not empty."""
    if not given.text("text"):
        raise Refusal(400, "Bad Request: message text is empty")
    formatted = _formatted(given, "text", "entities")
    if not formatted.text:
        raise Refusal(400, "Bad Request: text must be non-empty")
    if units(formatted.text) > TEXT_MOST:
        # The one is the library's refusal on sending, the other the server's on editing.
        raise Refusal(400, f"Bad Request: {'MESSAGE_TOO_LONG' if editing else 'message is too long'}")
    return formatted


def read_caption(given: Given) -> Formatted:
    """The text with a file: parsed, within 1024 UTF-16 units; it may be empty."""
    formatted = _formatted(given, "caption", "caption_entities")
    if units(formatted.text) > CAPTION_MOST:
        raise Refusal(400, "Bad Request: message caption is too long")
    return formatted


def read_keyboard(given: Given, *, inline_only: bool = False) -> Keyboard:
    """The inline keyboard; empty when there is none, or when the markup is one for the person's own keyboard."""
    markup = given.structure("reply_markup", called="reply keyboard markup")
    if markup is None:
        return []
    if not isinstance(markup, dict):
        raise Refusal(400, "Bad Request: object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if inline_only and markup:
            raise Refusal(400, "Bad Request: inline keyboard expected")
        return []
    if not isinstance(rows, list):
        raise Refusal(400, 'Bad Request: field "inline_keyboard" must be of type Array')
    return _checked_rows(rows)


def find_chat(world: World, given: Given) -> Chat:
    """The chat of a call, which must exist for the bot."""
    wanted = given.text("chat_id")
    if not wanted:
        raise Refusal(400, "Bad Request: chat_id is empty")
    try:
        chat = world.chats.get(int(wanted))
    except ValueError:
        chat = None
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    return chat


def writable_chat(world: World, given: Given) -> Chat:
    """The chat of a call, in which the bot may write."""
    wanted = given.text("chat_id")
    if wanted.isdecimal() and int(wanted) in world.users and int(wanted) not in world.chats:
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    chat = find_chat(world, given)
    if chat.migrated_to is not None:
        raise Refusal(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=chat.migrated_to,
        )
    standing = chat.standing(world.bot.id)
    if standing in PRESENT:
        return chat
    if chat.kind is Kind.PRIVATE:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if standing is Standing.KICKED:
        raise Refusal(403, f"Forbidden: bot was kicked from the {chat.kind} chat")
    raise Refusal(403, f"Forbidden: bot is not a member of the {chat.kind} chat")


def _formatted(given: Given, text: str, entities: str) -> Formatted:
    source = given.text(text)
    if len(source) > SOURCE_MOST // 4 and len(source.encode("utf-8", "surrogatepass")) > SOURCE_MOST:
        raise Refusal(400, "Bad Request: text is too long")
    mode = given.text("parse_mode").lower()
    if mode == "html":
        try:
            return parse_html(source).trimmed()
        except ParseFailed as failed:
            raise Refusal(400, f"Bad Request: can't parse entities: {failed}") from None
    if mode not in {"", "none"}:
        raise Refusal(400, "Bad Request: unsupported parse_mode")
    listed = given.structure(entities, called=entities)
    return Formatted(source, [_checked_entity(entity) for entity in listed or []]).trimmed()


def _checked_entity(entity: object) -> Json:
    wrong = "Bad Request: can't parse MessageEntity: "
    if not isinstance(entity, dict):
        raise Refusal(400, wrong + "expected an Object")
    for field, kind in (("offset", int), ("length", int), ("type", str)):
        if not isinstance(entity.get(field), kind):
            raise Refusal(400, wrong + f'Can\'t find field "{field}"')
    return entity


def _checked_rows(rows: list[Any]) -> Keyboard:
    checked: Keyboard = []
    size = 0
    for row in rows:
        if not isinstance(row, list):
            raise Refusal(
                400, 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
            )
        buttons = [_checked_button(button) for button in row]
        if buttons:
            checked.append(buttons)
        size += sum(len(str(button)) for button in buttons)
    if size > KEYBOARD_MOST or sum(map(len, checked)) > BUTTONS_MOST or max(map(len, checked), default=0) > ROW_MOST:
        # Telegram silently drops buttons beyond 8 in a row or 100 in all; a rehearsal must not let that pass.
        raise Refusal(400, "Bad Request: reply markup is too long")
    return checked


def _checked_button(button: object) -> Json:
    wrong = "Bad Request: can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise Refusal(400, wrong + "InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise Refusal(400, wrong + 'Can\'t find field "text"')
    if not any(button.get(kind) not in (None, "") for kind in _BUTTON_KINDS):
        raise Refusal(400, wrong + "Text buttons are unallowed in the inline keyboard")
    if not button["text"].strip():
        # Telegram silently drops such a button.
        raise Refusal(400, "Bad Request: inline keyboard button text must be non-empty")
    if url := button.get("url"):
        if not checked_link(str(url)):
            raise Refusal(400, f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    elif len(str(button.get("callback_data") or "").encode()) > DATA_MOST:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return button
