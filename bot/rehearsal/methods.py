"""The methods of the Bot API, each a function from the world and the values of a call to its result."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.rehearsal.files import File, Upload, picture_size, store
from bot.rehearsal.floods import Floods
from bot.rehearsal.formatting import Formatted
from bot.rehearsal.objects import Chat, Json, Keyboard, Message, Standing
from bot.rehearsal.requests import Arguments
from bot.rehearsal.rules import (
    ANSWER_MOST,
    NOT_MODIFIED,
    TOO_OLD,
    Refusal,
    find_chat,
    flooded,
    read_caption,
    read_keyboard,
    read_text,
    writable_chat,
)
from bot.rehearsal.updates import life_of_a_press
from bot.rehearsal.world import Answer, World

DELETABLE_FOR = timedelta(hours=48)
DOWNLOAD_MOST = 20 * 1024 * 1024
PHOTO_MOST = 10 * 1024 * 1024

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


class Calls:
    """The methods, against one world. `last_chat` and `last_message` tell the ledger what a call was about."""

    def __init__(self, world: World, floods: Floods) -> None:
        self.world = world
        self.floods = floods
        self.table: dict[str, Callable[[Arguments], Any]] = {
            "getme": self.get_me,
            "sendmessage": self.send_message,
            "editmessagetext": self.edit_message_text,
            "editmessagecaption": self.edit_message_caption,
            "editmessagereplymarkup": self.edit_message_reply_markup,
            "deletemessage": self.delete_message,
            "answercallbackquery": self.answer_callback_query,
            "senddocument": self.send_document,
            "sendphoto": self.send_photo,
            "sendchataction": self.send_chat_action,
            "getfile": self.get_file,
            "getchat": self.get_chat,
            "pinchatmessage": self.pin_chat_message,
            "unpinchatmessage": self.unpin_chat_message,
            "leavechat": self.leave_chat,
        }

    def get_me(self, _given: Arguments) -> Json:
        return {
            **self.world.bot.as_json(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def send_message(self, given: Arguments) -> Json:
        formatted = read_text(given, editing=False)
        return self._send(given, formatted, {})

    def edit_message_text(self, given: Arguments) -> Json:
        formatted = read_text(given, editing=True)
        keyboard = read_keyboard(given, inline_only=True)
        message = self._own_message(given)
        if message.has_file or not message.text:
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        return self._edit(message, formatted, keyboard)

    def edit_message_caption(self, given: Arguments) -> Json:
        formatted = read_caption(given)
        keyboard = read_keyboard(given, inline_only=True)
        message = self._own_message(given)
        if not message.has_file:
            raise Refusal(400, "Bad Request: there is no caption in the message to edit")
        return self._edit(message, formatted, keyboard)

    def edit_message_reply_markup(self, given: Arguments) -> Json:
        keyboard = read_keyboard(given, inline_only=True)
        message = self._own_message(given)
        return self._edit(message, Formatted(message.text, message.entities), keyboard)

    def delete_message(self, given: Arguments) -> bool:
        chat = writable_chat(self.world, given)
        message = _message(chat, given.integer("message_id"), "message to delete")
        own = message.sender.id == self.world.bot.id
        allowed = own or not chat.is_group or chat.standing(self.world.bot.id) is Standing.ADMINISTRATOR
        if not allowed:
            raise Refusal(400, "Bad Request: message can't be deleted")
        if self.world.clock.now() - message.date > DELETABLE_FOR:
            raise Refusal(400, "Bad Request: message can't be deleted for everyone")
        self.world.remove(message)
        return True

    def answer_callback_query(self, given: Arguments) -> bool:
        text = given.text("text")
        if len(text) > ANSWER_MOST:
            raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
        url = given.text("url")
        press = self.world.presses.get(given.text("callback_query_id"))
        if press is None or press.answered_at is not None:
            raise Refusal(400, TOO_OLD)
        if (self.world.clock.now() - press.moment).total_seconds() > life_of_a_press(self.world.clock):
            raise Refusal(400, TOO_OLD)
        if url and not url.startswith(
            (f"https://t.me/{self.world.bot.username}?", f"t.me/{self.world.bot.username}?")
        ):
            raise Refusal(400, "Bad Request: URL_INVALID")
        self.world.answer(press, Answer(text=text, alert=given.flag("show_alert"), url=url))
        return True

    def send_document(self, given: Arguments) -> Json:
        caption = read_caption(given)
        file = self._file(given, "document", folder="documents")
        return self._send(given, caption, {"document": file.as_document()})

    def send_photo(self, given: Arguments) -> Json:
        caption = read_caption(given)
        file = self._file(given, "photo", folder="photos")
        size = picture_size(file.data)
        if size is None:
            raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
        if len(file.data) > PHOTO_MOST:
            raise Refusal(400, f"Bad Request: file of size {len(file.data)} bytes is too big for a photo")
        return self._send(given, caption, {"photo": [{**file.as_json(), "width": size[0], "height": size[1]}]})

    def send_chat_action(self, given: Arguments) -> bool:
        if given.text("action") not in _ACTIONS:
            raise Refusal(400, "Bad Request: wrong parameter action in request")
        writable_chat(self.world, given)
        return True

    def get_file(self, given: Arguments) -> Json:
        if not given.has("file_id"):
            raise Refusal(400, "Bad Request: file_id not specified")
        file = self.world.files.get(given.text("file_id"))
        if file is None:
            raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        if len(file.data) > DOWNLOAD_MOST:
            raise Refusal(400, "Bad Request: file is too big")
        return {**file.as_json(), "file_path": file.path}

    def get_chat(self, given: Arguments) -> Json:
        chat = find_chat(self.world, given)
        written = {
            **chat.as_json(),
            "accent_color_id": abs(chat.id) % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                False,
            ),
        }
        if chat.pinned is not None:
            written["pinned_message"] = chat.pinned.as_json()
        return written

    def pin_chat_message(self, given: Arguments) -> bool:
        chat = self._pinnable_chat(given)
        message = _message(chat, given.integer("message_id"), "message to pin")
        if chat.pinned is message:
            raise Refusal(400, "Bad Request: CHAT_NOT_MODIFIED")
        chat.pinned = message
        self.world.serve(chat, self.world.bot, {"pinned_message": message.as_json(with_reply=False)})
        return True

    def unpin_chat_message(self, given: Arguments) -> bool:
        chat = self._pinnable_chat(given)
        if chat.pinned is None:
            raise Refusal(400, "Bad Request: message to unpin not found")
        chat.pinned = None
        return True

    def leave_chat(self, given: Arguments) -> bool:
        chat = writable_chat(self.world, given)
        if not chat.is_group:
            raise Refusal(400, "Bad Request: chat member status can't be changed in private chats")
        bot = self.world.bot
        self.world.post(chat, bot, extra={"left_chat_member": bot.as_json()})
        self.world.set_standing(chat, bot, Standing.LEFT, by=bot)
        return True

    def _send(self, given: Arguments, formatted: Formatted, extra: Json) -> Json:
        keyboard = read_keyboard(given)
        chat = writable_chat(self.world, given)
        if given.integer("message_thread_id"):
            raise Refusal(400, "Bad Request: message thread not found")
        reply_to = _replied(chat, given)
        self._count(chat)
        message = self.world.post(
            chat,
            self.world.bot,
            text=formatted.text,
            entities=formatted.entities,
            keyboard=keyboard,
            reply_to=reply_to,
            extra=extra,
        )
        return message.as_json()

    def _edit(self, message: Message, formatted: Formatted, keyboard: Keyboard) -> Json:
        self._count(message.chat)
        if (message.text, message.entities, message.keyboard) == (formatted.text, formatted.entities, keyboard):
            raise Refusal(400, NOT_MODIFIED)
        self.world.edit(message, text=formatted.text, entities=formatted.entities, keyboard=keyboard)
        return message.as_json()

    def _count(self, chat: Chat) -> None:
        wait = self.floods.admit(chat.id, moment=self.world.clock.now().timestamp())
        if wait:
            raise flooded(wait)

    def _own_message(self, given: Arguments) -> Message:
        if given.has("inline_message_id"):
            raise Refusal(400, "Bad Request: MESSAGE_ID_INVALID")
        chat = writable_chat(self.world, given)
        message = _message(chat, given.integer("message_id"), "message to edit")
        if message.sender.id != self.world.bot.id:
            raise Refusal(400, "Bad Request: message can't be edited")
        return message

    def _pinnable_chat(self, given: Arguments) -> Chat:
        chat = writable_chat(self.world, given)
        if chat.is_group and chat.standing(self.world.bot.id) is not Standing.ADMINISTRATOR:
            raise Refusal(400, "Bad Request: not enough rights to manage pinned messages in the chat")
        return chat

    def _file(self, given: Arguments, field: str, *, folder: str) -> File:
        upload = given.upload(field)
        if upload is None:
            return self._known_file(given.text(field), field)
        if not upload.data:
            raise Refusal(400, "Bad Request: file must be non-empty")
        file = store(Upload(name=upload.name or field, data=upload.data), folder=folder, number=len(self.world.files))
        self.world.files[file.id] = file
        return file

    def _known_file(self, file_id: str, field: str) -> File:
        if not file_id or file_id.startswith("attach://"):
            raise Refusal(400, f"Bad Request: there is no {field} in the request")
        file = self.world.files.get(file_id)
        if file is None:
            raise Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified")
        return file


def _message(chat: Chat, number: int, called: str) -> Message:
    message = chat.messages.get(number)
    if message is None:
        raise Refusal(400, f"Bad Request: {called} not found")
    return message


def _replied(chat: Chat, given: Arguments) -> Message | None:
    parameters = given.structure("reply_parameters", called="reply parameters")
    wanted = parameters if isinstance(parameters, dict) else {"message_id": given.integer("reply_to_message_id")}
    number = Arguments(wanted, {}).integer("message_id")
    if not number:
        return None
    message = chat.messages.get(number)
    lenient = wanted.get("allow_sending_without_reply") or given.flag("allow_sending_without_reply")
    if message is None and not lenient:
        raise Refusal(400, "Bad Request: message to be replied not found")
    return message
