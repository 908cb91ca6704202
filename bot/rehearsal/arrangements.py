"""Methods of the Bot API by which a bot arranges itself: commands, descriptions, webhook; and who is in a chat."""

import json
import re
from collections.abc import Callable
from typing import Any

from bot.rehearsal.objects import PRESENT, Json, Standing, member_json
from bot.rehearsal.requests import Arguments
from bot.rehearsal.rules import Refusal, find_chat
from bot.rehearsal.world import World

COMMANDS_MOST = 100
DESCRIPTION_MOST = 512
SHORT_DESCRIPTION_MOST = 120
WEBHOOK_PORTS = frozenset({443, 80, 88, 8443})

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_WEBHOOK = re.compile(r"https://[^/:]+(?::(?P<port>\d+))?(?:/.*)?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


class Arrangements:
    """The methods, against one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.table: dict[str, Callable[[Arguments], Any]] = {
            "setwebhook": self.set_webhook,
            "deletewebhook": self.delete_webhook,
            "getwebhookinfo": self.get_webhook_info,
            "setmycommands": self.set_my_commands,
            "getmycommands": self.get_my_commands,
            "deletemycommands": self.delete_my_commands,
            "setmydescription": self.set_my_description,
            "getmydescription": self.get_my_description,
            "setmyshortdescription": self.set_my_short_description,
            "getmyshortdescription": self.get_my_short_description,
            "getchatmember": self.get_chat_member,
            "getchatadministrators": self.get_chat_administrators,
            "getchatmembercount": self.get_chat_member_count,
        }

    def set_webhook(self, given: Arguments) -> bool:
        """Stored only: nothing is delivered to it. An empty address deletes it."""
        url = given.text("url")
        if not url:
            return self.delete_webhook(given)
        found = _WEBHOOK.fullmatch(url)
        if found is None:
            raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if int(found["port"] or 443) not in WEBHOOK_PORTS:
            raise Refusal(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if given.has("secret_token") and _SECRET.fullmatch(given.text("secret_token")) is None:
            raise Refusal(400, "Bad Request: secret token contains unallowed characters")
        self._drop(given)
        self.allow_updates(given)
        self.world.settings.webhook = {
            "url": url,
            "has_custom_certificate": False,
            "max_connections": given.integer("max_connections", 40),
        }
        self.world.updates.end_poll(taken_over=True)
        return True

    def delete_webhook(self, given: Arguments) -> bool:
        self._drop(given)
        self.world.settings.webhook = {"url": "", "has_custom_certificate": False}
        return True

    def get_webhook_info(self, _given: Arguments) -> Json:
        info = {**self.world.settings.webhook, "pending_update_count": len(self.world.updates)}
        if self.world.updates.allowed is not None:
            info["allowed_updates"] = sorted(self.world.updates.allowed)
        return info

    def allow_updates(self, given: Arguments) -> None:
        """Keep the kinds of updates that the bot asks for; not given means as before, no list means as before too."""
        kinds = given.structure("allowed_updates", called="allowed_updates") if given.has("allowed_updates") else None
        if isinstance(kinds, list):
            self.world.updates.allow(str(kind) for kind in kinds)

    def set_my_commands(self, given: Arguments) -> bool:
        commands = given.structure("commands", called="commands")
        if not isinstance(commands, list):
            raise Refusal(400, "Bad Request: expected an Array of BotCommand")
        if len(commands) > COMMANDS_MOST:
            raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        checked = [_checked_command(command) for command in commands]
        self.world.settings.commands[self._scope(given)] = checked
        return True

    def get_my_commands(self, given: Arguments) -> list[Json]:
        return self.world.settings.commands.get(self._scope(given), [])

    def delete_my_commands(self, given: Arguments) -> bool:
        self.world.settings.commands.pop(self._scope(given), None)
        return True

    def set_my_description(self, given: Arguments) -> bool:
        text = _short_enough(given.text("description"), DESCRIPTION_MOST)
        self.world.settings.descriptions[given.text("language_code")] = text
        return True

    def get_my_description(self, given: Arguments) -> Json:
        return {"description": self.world.settings.descriptions.get(given.text("language_code"), "")}

    def set_my_short_description(self, given: Arguments) -> bool:
        text = _short_enough(given.text("short_description"), SHORT_DESCRIPTION_MOST)
        self.world.settings.short_descriptions[given.text("language_code")] = text
        return True

    def get_my_short_description(self, given: Arguments) -> Json:
        return {"short_description": self.world.settings.short_descriptions.get(given.text("language_code"), "")}

    def get_chat_member(self, given: Arguments) -> Json:
        user_id = given.integer("user_id")
        if user_id <= 0:
            raise Refusal(400, "Bad Request: invalid user_id specified")
        chat = find_chat(self.world, given)
        user = self.world.users.get(user_id)
        if user is None:
            raise Refusal(400, "Bad Request: user not found")
        return member_json(user, chat.standing(user_id))

    def get_chat_administrators(self, given: Arguments) -> list[Json]:
        chat = find_chat(self.world, given)
        if not chat.is_group:
            raise Refusal(400, "Bad Request: there are no administrators in the private chat")
        return [
            member_json(self.world.users[user], standing)
            for user, standing in chat.present.items()
            if standing in {Standing.CREATOR, Standing.ADMINISTRATOR} and user != self.world.bot.id
        ]

    def get_chat_member_count(self, given: Arguments) -> int:
        return sum(standing in PRESENT for standing in find_chat(self.world, given).present.values())

    def _drop(self, given: Arguments) -> None:
        if given.flag("drop_pending_updates"):
            self.world.updates.drop_all()

    def _scope(self, given: Arguments) -> tuple[str, str]:
        scope = given.structure("scope", called="BotCommandScope") or {"type": "default"}
        if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
            raise Refusal(400, "Bad Request: can't parse BotCommandScope: Unsupported type specified")
        if scope["type"].startswith("chat"):
            find_chat(self.world, Arguments({"chat_id": scope.get("chat_id")}, {}))
        return json.dumps(scope, sort_keys=True), given.text("language_code")


def _checked_command(command: object) -> Json:
    if not isinstance(command, dict):
        raise Refusal(400, "Bad Request: can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    if _COMMAND.fullmatch(name) is None:
        raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
    description = str(command.get("description", "")).strip()
    if not 1 <= len(description) <= 256:
        raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _short_enough(text: str, most: int) -> str:
    if len(text) > most:
        raise Refusal(400, "Bad Request: DESCRIPTION_TOO_LONG")
    return text
