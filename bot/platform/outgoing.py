"""Sending within Telegram's limits: one queue per chat, so that one slow or limited chat holds up no other.

Two kinds of things go out. What must arrive is sent in order, and again until it arrives (after an answer
that was lost on the way it may arrive twice). Cards show a state: they are rendered when their turn comes, the
newest wins, and in groups a card changes once per debounce. What must arrive goes before cards.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from telegram.error import ChatMigrated, RetryAfter, TelegramError, TimedOut

from bot.logs import describe
from bot.platform.api import Caller, Files, seconds_to_wait
from bot.platform.backoff import Backoff
from bot.platform.calls import Call, Delivery, Fate, NotSent, Render, fate_of, is_stale
from bot.platform.limits import Limits, Window
from bot.platform.queue import Card, ChatQueue, Message
from flows.ports import Clock

GROUP_DEBOUNCE = 5.0
"""Seconds between two changes of one card in a group."""

PATIENCE = 600.0
"""Seconds that a message is tried again before its sender hears that it failed."""

RENDER_TRIES = 8
ANSWER_TRIES = 3
ANSWER_TIMEOUT = 5.0
"""Seconds; clients give up after about ten."""

SHORTEST_NAP = 0.001
"""Seconds; a shorter rest would be lost in rounding, and the wait never end."""

QUEUES_KEPT = 512

OnMigrated = Callable[[int, int], Awaitable[None]]

_log = structlog.stdlib.get_logger(__name__)


class Outgoing:
    """All that the bot sends. Give cards and messages of one chat to one `Outgoing` only: it counts them.

    `on_migrated(old, new)` is awaited when Telegram says that a group has another id; what waits goes there.
    """

    def __init__(
        self,
        api: Caller,
        clock: Clock,
        *,
        on_migrated: OnMigrated | None = None,
        limits: Limits | None = None,
        group_debounce: float = GROUP_DEBOUNCE,
        patience: float = PATIENCE,
    ) -> None:
        self._api = api
        self._clock = clock
        self._on_migrated = on_migrated
        self._limits = limits or Limits()
        self._debounce = group_debounce
        self._patience = patience
        self._time = Stopwatch(clock)
        self._all = Window(self._limits.all_second, 1.0)
        self._queues: dict[int, ChatQueue] = {}
        self._moved: dict[int, int] = {}
        self._hurry = False
        self._closed = False

    @property
    def waiting(self) -> int:
        """How many messages and cards wait to be sent."""
        return sum(len(queue) for queue in self._queues.values())

    def send(
        self, chat: int, method: str, params: Mapping[str, Any], files: Files | None = None
    ) -> asyncio.Future[Any]:
        """Queue a call that must arrive, at once; the future brings Telegram's result.

        It raises what Telegram refuses for good (Forbidden, BadRequest), the last NetworkError after `patience`
        seconds of trying, and NotSent when the queue is closed. An edit that changes nothing gives True.
        """
        arrival: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        arrival.add_done_callback(lambda future: _note_failure(future, method))
        if self._closed:
            arrival.set_exception(NotSent())
            return arrival
        queue = self._queue(chat)
        queue.messages.append(Message(call=Call(method=method, params=params, files=files), arrival=arrival))
        self._wake(queue)
        return arrival

    def show(self, slot: str, chat: int, render: Render) -> None:
        """Have the card in this slot of this chat rendered and shown when its turn comes."""
        if self._closed:
            return
        queue = self._queue(chat)
        queue.show(slot, render)
        self._wake(queue)

    async def answer(self, callback: str, text: str = "", alert: bool = False, *, url: str | None = None) -> bool:
        """Answer a press, at once: this is not limited. False when it is too late, or could not be delivered.

        The caller then confirms by message. Raises BadRequest for an answer that is wrong in itself.
        """
        params = {"callback_query_id": callback, "text": text or None, "show_alert": alert or None, "url": url}
        backoff = Backoff(first=0.5)
        for attempt in range(1, ANSWER_TRIES + 1):
            try:
                await self._api.call("answerCallbackQuery", params, read_timeout=ANSWER_TIMEOUT)
            except TelegramError as error:
                if is_stale(error) or isinstance(error, RetryAfter | TimedOut):
                    return False
                if fate_of(error) is not Fate.FAILED:
                    raise
                _log.warning("press not answered", attempt=attempt, **describe(error))
            else:
                return True
            if attempt < ANSWER_TRIES:
                await self._clock.sleep(backoff.next())
        return False

    def move(self, old: int, new: int) -> None:
        """A group has got another id: what waits and what still comes for the old one goes to the new one."""
        if old == new or self._moved.get(old) == new:
            return
        self._moved[old] = new
        self._moved.pop(new, None)
        before = self._queues.pop(old, None)
        if before is not None:
            queue = self._queue(new)
            before.hand_over(queue)
            before.changed.set()
            self._wake(queue)

    async def drain(self, within: float) -> bool:
        """Send what waits, cards without debounce, for at most so many seconds; whether all is sent."""
        self._hurry = True
        timer = asyncio.ensure_future(self._clock.sleep(within))
        for queue in self._queues.values():
            queue.changed.set()
        try:
            while workers := [queue.worker for queue in self._queues.values() if queue.worker is not None]:
                finished = asyncio.ensure_future(asyncio.wait(workers))
                await asyncio.wait([timer, finished], return_when=asyncio.FIRST_COMPLETED)
                finished.cancel()
                if timer.done():
                    return False
            return True
        finally:
            timer.cancel()
            self._hurry = False

    async def close(self) -> None:
        """Stop at once. Senders that still wait get NotSent."""
        self._closed = True
        queues = list(self._queues.values())
        workers = [queue.worker for queue in queues if queue.worker is not None]
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        for queue in queues:
            queue.fail_all()

    def _queue(self, chat: int) -> ChatQueue:
        while chat in self._moved:
            chat = self._moved[chat]
        queue = self._queues.get(chat)
        if queue is None:
            if len(self._queues) >= QUEUES_KEPT:
                self._forget_idle()
            debounce = self._debounce if chat < 0 else 0.0
            queue = self._queues[chat] = ChatQueue(chat, self._limits, debounce=debounce)
        return queue

    def _forget_idle(self) -> None:
        now = self._time.seconds()
        self._queues = {chat: queue for chat, queue in self._queues.items() if not queue.is_idle(now)}

    def _wake(self, queue: ChatQueue) -> None:
        queue.changed.set()
        if queue.worker is None:
            queue.worker = asyncio.create_task(self._serve(queue))

    async def _serve(self, queue: ChatQueue) -> None:
        """The worker of one chat, as long as something waits there."""
        try:
            while (wait := queue.wait(self._time.seconds(), hurry=self._hurry)) is not None:
                if wait > 0:
                    await self._nap(queue, wait)
                else:
                    await self._take_turn(queue)
        finally:
            queue.worker = None

    async def _nap(self, queue: ChatQueue, wait: float) -> None:
        """Wait, or until something is added that may go before."""
        queue.changed.clear()
        sleeping = asyncio.ensure_future(self._clock.sleep(max(wait, SHORTEST_NAP)))
        changing = asyncio.ensure_future(queue.changed.wait())
        try:
            await asyncio.wait({sleeping, changing}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            changing.cancel()

    async def _take_turn(self, queue: ChatQueue) -> None:
        """One call, in the room that all chats share."""
        now = self._time.seconds()
        turn = self._all.reserve(now)
        if turn > now:
            await self._clock.sleep(turn - now)
        entry = queue.take(self._time.seconds(), hurry=self._hurry)
        used = False
        if isinstance(entry, Message):
            used = True
            await self._deliver(queue, entry)
        elif entry is not None:
            used = await self._draw(queue, entry)
        if not used:
            self._all.give_back(turn)

    async def _deliver(self, queue: ChatQueue, message: Message) -> None:
        try:
            message.arrive(await self._call(queue, message.call))
        except asyncio.CancelledError:
            message.fail(NotSent())
            raise
        except Exception as error:
            await self._settle(queue, message, error)

    async def _settle(self, queue: ChatQueue, message: Message, error: Exception) -> None:
        """What an error means for a message that must arrive."""
        now = self._time.seconds()
        fate = fate_of(error)
        if fate is Fate.UNCHANGED:
            message.arrive(True)
        elif fate is Fate.FAILED and now - (message.since if message.since is not None else now) < self._patience:
            message.since = now if message.since is None else message.since
            message.not_before = now + message.backoff.next()
            queue.messages.appendleft(message)
            _log.warning("message not sent yet", method=message.call.method, **describe(error))
        elif fate in {Fate.LIMITED, Fate.MOVED}:
            queue.messages.appendleft(message)
            await self._wait_or_move(queue, error)
        else:
            message.fail(error)

    async def _draw(self, queue: ChatQueue, card: Card) -> bool:
        """Render a card and make its call; whether a call was made."""
        try:
            call = await card.render()
        except Exception as error:
            self._render_later(queue, card, error)
            return False
        if call is None:
            return False
        try:
            delivery = Delivery(fate=Fate.DELIVERED, result=await self._call(queue, call))
        except Exception as error:
            delivery = Delivery(fate=fate_of(error), error=error)
        await self._finish(queue, card, call, delivery)
        return True

    async def _finish(self, queue: ChatQueue, card: Card, call: Call, delivery: Delivery) -> None:
        """What the end of its call means for a card."""
        now = self._time.seconds()
        error = delivery.error
        if delivery.fate is Fate.FAILED:
            card.not_before = now + card.backoff.next()
            queue.put_back(card)
            _log.warning("card not shown yet", method=call.method, **(describe(error) if error else {}))
        elif delivery.fate in {Fate.LIMITED, Fate.MOVED} and error is not None:
            queue.put_back(card)
            await self._wait_or_move(queue, error)
        else:
            if delivery.fate is not Fate.GONE:
                queue.note_shown(card.slot, now)
            await self._tell(call, delivery)
            if delivery.fate is Fate.GONE and not card.was_gone:
                queue.put_back(Card(slot=card.slot, render=card.render, was_gone=True))

    async def _tell(self, call: Call, delivery: Delivery) -> None:
        if delivery.fate is Fate.REFUSED and delivery.error is not None:
            _log.warning("card refused", method=call.method, **describe(delivery.error))
        if call.then is None:
            return
        try:
            await call.then(delivery)
        except Exception as error:
            _log.error("outcome of a card not taken in", method=call.method, **describe(error))

    def _render_later(self, queue: ChatQueue, card: Card, error: Exception) -> None:
        """The state could not be read: perhaps it can in a moment."""
        card.failures += 1
        _log.error("card not rendered", tries=card.failures, **describe(error))
        if card.failures < RENDER_TRIES:
            card.not_before = self._time.seconds() + card.backoff.next()
            queue.put_back(card)

    async def _call(self, queue: ChatQueue, call: Call) -> Any:
        try:
            return await self._api.call(call.method, {**call.params, "chat_id": queue.chat}, call.files)
        finally:
            queue.note_call(self._time.seconds())

    async def _wait_or_move(self, queue: ChatQueue, error: Exception) -> None:
        if isinstance(error, RetryAfter):
            queue.blocked_until = self._time.seconds() + seconds_to_wait(error)
            _log.warning("limited by Telegram", wait=seconds_to_wait(error))
        elif isinstance(error, ChatMigrated):
            await self._migrate(queue, error.new_chat_id)

    async def _migrate(self, queue: ChatQueue, new: int) -> None:
        """Tell first, so that what is rendered afterwards knows the new group."""
        if self._on_migrated is not None:
            try:
                await self._on_migrated(queue.chat, new)
            except Exception as error:
                _log.error("migration of a group not taken in", **describe(error))
        self.move(queue.chat, new)
        if queue:
            # it was moved while this call was under way, and what the call was for was put back since
            target = self._queue(new)
            queue.hand_over(target)
            self._wake(target)


class Stopwatch:
    """Seconds of a clock that never go back, although the clock may be set back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.now()
        self._seconds = 0.0

    def seconds(self) -> float:
        """Since the stopwatch was made."""
        now = self._clock.now()
        self._seconds += max((now - self._last).total_seconds(), 0.0)
        self._last = now
        return self._seconds


def _note_failure(arrival: asyncio.Future[Any], method: str) -> None:
    """A sender that does not wait for the result leaves the failure to the log."""
    if arrival.cancelled():
        return
    error = arrival.exception()
    if error is not None:
        _log.warning("message not sent", method=method, **describe(error))
