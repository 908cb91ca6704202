"""What a module of handlers offers to the router: `TAPS`, `COMMANDS` and `DIALOGS`, each where it has any."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.buttons.form import Button
from bot.house import House
from bot.incoming import Said, Tap
from flows.ports import Dialog

TapHandlers = Mapping[type[Button], Callable[[House, Tap, Any], Awaitable[str]]]
"""A kind of button -> its handler, which gives the toast."""

CommandHandlers = Mapping[str, Callable[[House, Said], Awaitable[None]]]
"""A command without its slash -> its handler."""

DialogHandlers = Mapping[str, Callable[[House, Said, Dialog], Awaitable[None]]]
"""The kind of a question that waits for a text -> what is done with the text."""
