"""Sending over HTTP: in order, within limits, again until it arrives; cards coalesce."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError

from bot.platform.calls import Call, Delivery, Fate, NotSent
from bot.platform.limits import Limits
from bot.platform.outgoing import Outgoing
from bot.rehearsal.people import Person
from bot.rehearsal.server import BotApiServer

GROUP, OTHER, ANNA, BRAM = -1001, -1002, 71001, 71002


@dataclass
class CardOnShow:
    """A card as an application has it: a state, the message that shows it, and what became of its calls."""

    state: int = 0
    message: int | None = None
    shown: int | None = None
    fates: list[Fate] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)
    rendered: int = 0

    async def render(self) -> Call | None:
        self.rendered += 1
        if self.errors:
            raise self.errors.pop(0)
        if self.shown == self.state:
            return None
        state = self.state

        async def then(delivery: Delivery) -> None:
            self.fates.append(delivery.fate)
            if delivery.fate is Fate.GONE:
                self.message = None
            elif delivery.fate in {Fate.DELIVERED, Fate.UNCHANGED}:
                self.shown = state
                if isinstance(delivery.result, dict):
                    self.message = delivery.result["message_id"]

        if self.message is None:
            return Call(method="sendMessage", params={"text": str(state)}, then=then)
        return Call(method="editMessageText", params={"text": str(state), "message_id": self.message}, then=then)


@pytest.fixture
async def outgoing(api: Any, clock: Any) -> AsyncIterator[Outgoing]:
    queue = Outgoing(api, clock)
    yield queue
    await queue.close()


def texts(telegram: Any, chat: int) -> list[str]:
    return [call.params["text"] for call in telegram.calls if call.params.get("chat_id") == str(chat)]


async def test_messages_arrive_in_order_with_their_results(telegram: Any, outgoing: Outgoing) -> None:
    sent = [outgoing.send(ANNA, "sendMessage", {"text": str(number)}) for number in range(4)]

    results = await asyncio.gather(*sent)

    assert texts(telegram, ANNA) == ["0", "1", "2", "3"]
    assert [result["message_id"] for result in results] == [1, 2, 3, 4]


async def test_private_chat_takes_a_burst_and_then_one_a_second(
    telegram: Any, outgoing: Outgoing, clock: Any
) -> None:
    start = clock.now()
    for number in range(8):
        outgoing.send(ANNA, "sendMessage", {"text": str(number)})

    await clock.advance(10)

    assert [round((call.moment - start).total_seconds(), 2) for call in telegram.calls] == [0, 0, 0, 0, 0, 1, 2, 3]


async def test_group_takes_one_a_second_and_eighteen_a_minute(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    start = clock.now()
    for number in range(20):
        outgoing.send(GROUP, "sendMessage", {"text": str(number)})

    await clock.advance(70)

    moments = [round((call.moment - start).total_seconds(), 1) for call in telegram.calls]
    assert moments == [*range(18), 60, 61]


async def test_all_chats_together_stay_below_thirty_a_second(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    start = clock.now()
    for chat in range(1, 101):
        outgoing.send(chat, "sendMessage", {"text": "Begonnen"})

    await clock.advance(5)

    seconds = [round((call.moment - start).total_seconds()) for call in telegram.calls]
    assert [seconds.count(second) for second in range(5)] == [28, 28, 28, 16, 0]


async def test_limited_chat_waits_and_others_go_on(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    known = [outgoing.send(chat, "sendMessage", {"text": "eerst"}) for chat in (OTHER, ANNA)]
    await asyncio.gather(*known)
    await clock.advance(1)
    telegram.reply("sendMessage", refuse(429, "Too Many Requests", retry_after=40), chat=GROUP)
    start = clock.now()
    late = outgoing.send(GROUP, "sendMessage", {"text": "laat"})
    await clock.settle()
    later = outgoing.send(GROUP, "sendMessage", {"text": "later"})
    other = outgoing.send(OTHER, "sendMessage", {"text": "nu"})
    private = outgoing.send(ANNA, "sendMessage", {"text": "ook nu"})

    await clock.advance(39.9)
    before = [late.done(), later.done(), other.done(), private.done()]
    await clock.advance(2)

    assert before == [False, False, True, True]
    assert texts(telegram, GROUP) == ["laat", "laat", "later"]
    assert round((telegram.calls[5].moment - start).total_seconds()) == 40


@pytest.mark.parametrize("failure", [(500, "Internal Server Error"), (502, "Bad Gateway"), None])
async def test_message_survives_faults_of_the_server_in_order(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any, failure: Any
) -> None:
    reply = failure and refuse(*failure)
    telegram.reply("sendMessage", reply, reply, reply, chat=GROUP)
    first = outgoing.send(GROUP, "sendMessage", {"text": "een"})
    second = outgoing.send(GROUP, "sendMessage", {"text": "twee"})

    await clock.advance(10)

    assert (first.done(), second.done()) == (True, True)
    assert texts(telegram, GROUP) == ["een", "een", "een", "een", "twee"]


async def test_message_is_given_up_after_its_patience(telegram: Any, api: Any, clock: Any, refuse: Any) -> None:
    outgoing = Outgoing(api, clock, patience=100)
    telegram.reply("sendMessage", *[refuse(500, "Internal Server Error")] * 50, chat=ANNA)
    sent = outgoing.send(ANNA, "sendMessage", {"text": "een"})

    await clock.advance(90)
    before = sent.done()
    await clock.advance(60)

    assert (before, type(sent.exception())) == (False, NetworkError)
    await outgoing.close()


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (400, "Bad Request: chat not found", BadRequest),
        (400, "Bad Request: message to edit not found", BadRequest),
    ],
)
async def test_refusal_for_good_goes_to_the_sender_and_the_queue_goes_on(
    *, telegram: Any, outgoing: Outgoing, refuse: Any, code: int, text: str, kind: type[Exception]
) -> None:
    telegram.reply("editMessageText", refuse(code, text))
    refused = outgoing.send(ANNA, "editMessageText", {"text": "een", "message_id": 4})
    after = outgoing.send(ANNA, "sendMessage", {"text": "twee"})

    with pytest.raises(kind):
        await refused
    await after

    assert texts(telegram, ANNA) == ["een", "twee"]


async def test_edit_that_changes_nothing_counts_as_done(telegram: Any, outgoing: Outgoing, refuse: Any) -> None:
    telegram.reply("editMessageText", refuse(400, "Bad Request: message is not modified: exactly the same"))

    assert await outgoing.send(ANNA, "editMessageText", {"text": "een", "message_id": 4}) is True


async def test_sender_that_no_longer_waits_is_passed_over(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    first = outgoing.send(GROUP, "sendMessage", {"text": "een"})
    second = outgoing.send(GROUP, "sendMessage", {"text": "twee"})
    third = outgoing.send(GROUP, "sendMessage", {"text": "drie"})
    second.cancel()

    await clock.advance(5)

    assert (first.done(), third.done(), texts(telegram, GROUP)) == (True, True, ["een", "drie"])


async def test_group_card_changes_once_in_five_seconds_and_the_newest_wins(
    telegram: Any, outgoing: Outgoing, clock: Any
) -> None:
    card, start = CardOnShow(), clock.now()
    for state in range(1, 41):
        card.state = state
        outgoing.show("ronde", GROUP, card.render)
        await clock.advance(0.5)
    await clock.advance(10)

    moments = [round((call.moment - start).total_seconds()) for call in telegram.calls]
    assert moments == [0, 5, 10, 15, 20]
    assert texts(telegram, GROUP) == ["1", "10", "20", "30", "40"]
    assert [call.method for call in telegram.calls] == ["sendMessage", *["editMessageText"] * 4]


async def test_private_card_is_shown_at_once_and_a_fast_tapper_gets_the_newest(
    telegram: Any, outgoing: Outgoing, clock: Any
) -> None:
    card = CardOnShow()
    for state in range(1, 31):
        card.state = state
        outgoing.show("vraag", ANNA, card.render)
        await clock.advance(0.1)
    await clock.advance(2)

    shown = [int(text) for text in texts(telegram, ANNA)]
    assert (shown[:5], shown[-1], len(shown)) == ([1, 2, 3, 4, 5], 30, 8)


async def test_only_the_newest_way_to_render_a_waiting_card_is_used(
    telegram: Any, outgoing: Outgoing, clock: Any
) -> None:
    async def show(text: str) -> Call:
        return Call(method="sendMessage", params={"text": text})

    for text in ("een", "twee", "drie"):
        outgoing.show("ronde", GROUP, partial(show, text))
    await clock.advance(20)

    assert texts(telegram, GROUP) == ["drie"]


async def test_card_without_news_makes_no_call(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    card = CardOnShow(state=3, shown=3)
    outgoing.show("ronde", GROUP, card.render)

    await clock.settle()

    assert (card.rendered, telegram.calls, outgoing.waiting) == (1, [], 0)


async def test_message_goes_before_a_card_that_waits(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    card = CardOnShow(state=1)
    outgoing.show("ronde", GROUP, card.render)
    await clock.settle()
    card.state = 2
    outgoing.show("ronde", GROUP, card.render)
    await clock.advance(4.5)
    for number in range(3):
        outgoing.send(GROUP, "sendMessage", {"text": f"uitslag {number}"})
    await clock.advance(10)

    assert texts(telegram, GROUP) == ["1", "uitslag 0", "uitslag 1", "uitslag 2", "2"]


async def test_card_whose_message_is_gone_is_sent_anew(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    telegram.reply("editMessageText", refuse(400, "Bad Request: message to edit not found"))
    card = CardOnShow(state=7, message=55)
    outgoing.show("ronde", GROUP, card.render)

    await clock.advance(5)

    assert [call.method for call in telegram.calls] == ["editMessageText", "sendMessage"]
    assert (card.fates, card.message, card.shown) == ([Fate.GONE, Fate.DELIVERED], 1, 7)


async def test_card_that_stays_gone_is_not_tried_for_ever(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    telegram.reply("editMessageText", *[refuse(400, "Bad Request: MESSAGE_ID_INVALID")] * 9)

    async def render() -> Call:
        return Call(method="editMessageText", params={"text": "x", "message_id": 55})

    outgoing.show("ronde", GROUP, render)
    await clock.advance(60)

    assert (len(telegram.calls), outgoing.waiting) == (2, 0)


async def test_card_converges_after_faults_of_the_server(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    telegram.reply("sendMessage", refuse(500), None, refuse(429, "Too Many Requests", retry_after=3), refuse(502))
    card = CardOnShow(state=1)
    outgoing.show("ronde", GROUP, card.render)
    await clock.advance(2)
    card.state = 2
    outgoing.show("ronde", GROUP, card.render)

    await clock.advance(30)

    assert (card.shown, card.fates, texts(telegram, GROUP)[-1]) == (2, [Fate.DELIVERED], "2")


async def test_card_that_is_refused_tells_so_once(telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any) -> None:
    telegram.reply("sendMessage", refuse(403, "Forbidden: bot was kicked from the group chat"))
    card = CardOnShow(state=1)
    outgoing.show("ronde", GROUP, card.render)

    await clock.advance(60)

    assert (card.fates, len(telegram.calls), outgoing.waiting) == ([Fate.REFUSED], 1, 0)


async def test_card_that_cannot_be_rendered_for_a_moment_is_rendered_again(
    telegram: Any, outgoing: Outgoing, clock: Any
) -> None:
    card = CardOnShow(state=1, errors=[OSError("locked"), OSError("locked")])
    outgoing.show("ronde", GROUP, card.render)

    await clock.advance(4)

    assert (card.rendered, texts(telegram, GROUP)) == (3, ["1"])


async def test_group_that_migrated_gets_everything_at_its_new_id(
    telegram: Any, api: Any, clock: Any, refuse: Any
) -> None:
    told: list[tuple[int, int]] = []
    card = CardOnShow(state=1, message=55)

    async def on_migrated(old: int, new: int) -> None:
        told.append((old, new))
        card.message = None

    outgoing = Outgoing(api, clock, on_migrated=on_migrated)
    telegram.reply("sendMessage", refuse(400, "Bad Request: upgraded", migrate_to_chat_id=OTHER), chat=GROUP)
    first = outgoing.send(GROUP, "sendMessage", {"text": "een", "chat_id": GROUP})
    second = outgoing.send(GROUP, "sendMessage", {"text": "twee"})
    outgoing.show("ronde", GROUP, card.render)
    await clock.advance(5)
    third = outgoing.send(GROUP, "sendMessage", {"text": "drie"})
    await clock.advance(5)

    assert (told, [first.done(), second.done(), third.done()]) == ([(GROUP, OTHER)], [True, True, True])
    assert (texts(telegram, GROUP), texts(telegram, OTHER)) == (["een"], ["een", "twee", "1", "drie"])
    await outgoing.close()


async def test_group_moved_while_a_call_is_under_way_loses_nothing(
    telegram: Any, api: Any, clock: Any, refuse: Any, wait_until: Any
) -> None:
    outgoing = Outgoing(api, clock)
    telegram.reply("sendMessage", refuse(400, "Bad Request: upgraded", migrate_to_chat_id=OTHER), chat=GROUP)
    first = outgoing.send(GROUP, "sendMessage", {"text": "een"})
    second = outgoing.send(GROUP, "sendMessage", {"text": "twee"})
    await wait_until(lambda: api.under_way)

    outgoing.move(GROUP, OTHER)
    await clock.advance(5)

    assert (first.done(), second.done(), outgoing.waiting) == (True, True, 0)
    assert sorted(texts(telegram, OTHER)) == ["een", "twee"]
    await outgoing.close()


async def test_press_is_answered_at_once_also_when_the_chat_is_limited(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    telegram.reply("sendMessage", refuse(429, "Too Many Requests", retry_after=40), chat=GROUP)
    outgoing.send(GROUP, "sendMessage", {"text": "laat"})
    await clock.settle()

    answered = await asyncio.gather(*[outgoing.answer(f"c{n}", "Opgeslagen: 4, kansrijk") for n in range(50)])

    assert answered == [True] * 50
    answer = telegram.of("answerCallbackQuery")[0].params
    assert answer == {"callback_query_id": "c0", "text": "Opgeslagen: 4, kansrijk"}


async def test_press_answered_too_late_is_reported(telegram: Any, outgoing: Outgoing, refuse: Any) -> None:
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.reply("answerCallbackQuery", refuse(400, old))

    assert await outgoing.answer("c1", "Opgeslagen", alert=True) is False
    assert telegram.calls[0].params["show_alert"] == "true"


async def test_answer_is_tried_again_after_a_fault_and_given_up_after_three(
    telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any
) -> None:
    telegram.reply("answerCallbackQuery", refuse(502))
    first = asyncio.create_task(outgoing.answer("c1", "Opgeslagen"))
    await clock.advance(1)
    telegram.reply("answerCallbackQuery", *[refuse(502)] * 3)
    second = asyncio.create_task(outgoing.answer("c2", "Opgeslagen"))
    await clock.advance(2)

    assert (await first, await second, len(telegram.calls)) == (True, False, 5)


async def test_answer_that_is_wrong_in_itself_is_raised(outgoing: Outgoing, telegram: Any, refuse: Any) -> None:
    telegram.reply("answerCallbackQuery", refuse(400, "Bad Request: MESSAGE_TOO_LONG"))

    with pytest.raises(BadRequest):
        await outgoing.answer("c1", "x" * 500)


async def test_drain_shows_the_last_card_without_its_debounce(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    card = CardOnShow(state=1)
    outgoing.show("ronde", GROUP, card.render)
    await clock.settle()
    card.state = 2
    outgoing.show("ronde", GROUP, card.render)

    drained = asyncio.create_task(outgoing.drain(10))
    await clock.advance(1.5)

    assert (await drained, texts(telegram, GROUP), outgoing.waiting) == (True, ["1", "2"], 0)


async def test_drain_gives_up_in_time(telegram: Any, outgoing: Outgoing, clock: Any, refuse: Any) -> None:
    telegram.reply("sendMessage", *[refuse(500)] * 9)
    outgoing.send(ANNA, "sendMessage", {"text": "een"})

    drained = asyncio.create_task(outgoing.drain(10))
    await clock.advance(10)

    assert (await drained, outgoing.waiting) == (False, 1)


async def test_closing_tells_those_who_wait_and_leaves_nothing_behind(
    telegram: Any, api: Any, clock: Any, refuse: Any
) -> None:
    outgoing = Outgoing(api, clock)
    telegram.reply("sendMessage", refuse(429, "Too Many Requests", retry_after=40), chat=GROUP)
    waiting = [outgoing.send(GROUP, "sendMessage", {"text": text}) for text in ("een", "twee")]
    await clock.settle()

    await outgoing.close()
    after = outgoing.send(GROUP, "sendMessage", {"text": "drie"})
    outgoing.show("ronde", GROUP, CardOnShow(state=1).render)
    await clock.settle()

    assert [type(future.exception()) for future in (*waiting, after)] == [NotSent] * 3
    assert (len(telegram.calls), clock.sleepers, outgoing.waiting) == (1, 0, 0)


async def test_clock_set_back_holds_nothing_up(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    outgoing.send(GROUP, "sendMessage", {"text": "een"})
    await clock.settle()
    clock.set_back(3600)
    outgoing.send(GROUP, "sendMessage", {"text": "twee"})

    await clock.advance(2)

    assert texts(telegram, GROUP) == ["een", "twee"]


async def test_chats_that_are_at_rest_are_forgotten(telegram: Any, outgoing: Outgoing, clock: Any) -> None:
    for chat in range(1, 601):
        outgoing.send(chat, "sendMessage", {"text": "Begonnen"})
    await clock.advance(90)

    outgoing.send(9999, "sendMessage", {"text": "Nog een"})

    assert len(outgoing._queues) == 1


async def test_storm_of_a_thousand_cards_keeps_the_limits_of_a_strict_server(open_api: Any, clock: Any) -> None:
    async with BotApiServer(clock) as server, open_api(server.url, server.token) as api:
        anna = Person(server, ANNA, "Anna")
        group = anna.create_group("Dal")
        anna.add_bot(group)
        outgoing = Outgoing(api, clock)
        cards = [CardOnShow(), CardOnShow(), CardOnShow()]
        arrived = []
        for number in range(1000):
            card = cards[number % 3]
            card.state += 1
            outgoing.show(f"kaart {number % 3}", group.id, card.render)
            if number % 100 == 0:
                arrived.append(outgoing.send(group.id, "sendMessage", {"text": f"Uitslag {number}"}))
            await clock.advance(0.25)
        await clock.advance(60)
        await outgoing.close()

    assert server.ledger.refused() == ()
    assert Limits().group_cards < server.ledger.busiest_minutes()[group.id] <= Limits().group_minute
    assert [card.shown for card in cards] == [card.state for card in cards]
    assert [future.result()["text"] for future in arrived] == [f"Uitslag {number}" for number in range(0, 1000, 100)]
