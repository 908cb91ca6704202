"""What a module that tells offers: `TELLERS`, a function per kind of notice.

It gets the notice, the chat to send to, and the group where it is one.
"""

from collections.abc import Awaitable, Callable, Mapping

from bot.house import House
from flows.ports import Chat, Notice

Teller = Callable[[House, Notice, int, Chat | None], Awaitable[None]]
Tellers = Mapping[str, Teller]
