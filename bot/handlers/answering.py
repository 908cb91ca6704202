"""Presses in the walk: an answer, a mark, points, going round; and the text of a mits or bezwaar."""

import json
from typing import Final

from bot import buttons, phrases
from bot.cards import member
from bot.cards.following import kept_words
from bot.cards.values import letter_of, value_words
from bot.handlers.tables import TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import following as further
from bot.screens.messages import private_chat
from flows.conference.model import Round, RoundItem
from flows.errors import Invalid, NotFound
from flows.ports import Press, Verdict, VerdictWord
from flows.services.answering import next_stop
from flows.words import Consent, Kind

_REFUSED: Final = {
    VerdictWord.CLOSED: phrases.TOO_LATE,
    VerdictWord.SUPERSEDED: phrases.SUPERSEDED,
    VerdictWord.INVALID: phrases.NOT_HERE,
    VerdictWord.FAILED: phrases.NOT_SAVED,
}


async def answer(house: House, tap: Tap, pressed: buttons.Answer) -> str:
    """One tap answers and goes on. Gives the toast."""
    round_ = await house.answering.round_of(pressed.round)
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    if round_.kind is Kind.CONSENT:
        return await _consent(house, tap, pressed, round_)
    value = int(pressed.value) if round_.kind is Kind.RATE and pressed.value.isdigit() else pressed.value
    press = Press(
        update=tap.update,
        account=tap.account,
        round=pressed.round,
        item=pressed.item,
        value=json.dumps(value),
    )
    return await _record(house, tap, press, round_)


async def no_opinion(house: House, tap: Tap, pressed: buttons.NoOpinion) -> str:
    """Geen mening is an answer too."""
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    round_ = await house.answering.round_of(pressed.round)
    press = Press(update=tap.update, account=tap.account, round=pressed.round, item=pressed.item, no_opinion=True)
    return await _record(house, tap, press, round_)


async def mark(house: House, tap: Tap, pressed: buttons.Unacceptable) -> str:
    """The mark stays beside the answer; the card stays where it is."""
    round_ = await house.answering.round_of(pressed.round)
    press = Press(
        update=tap.update, account=tap.account, round=pressed.round, item=pressed.item, mark=bool(pressed.on)
    )
    verdict = await house.answering.answer(press)
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    show(house, tap, round_, at=pressed.item)
    return phrases.MARKED if verdict.unacceptable else phrases.UNMARKED


async def points(house: House, tap: Tap, pressed: buttons.Points) -> str:
    """Points are absolute: pressing twice is harmless."""
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.place_points(
        tap.account, pressed.round, pressed.item, pressed.option, pressed.points, update=tap.update
    )
    return await _after_points(house, tap, verdict, item_in(round_, pressed.item), option=pressed.option)


async def clear_points(house: House, tap: Tap, pressed: buttons.ClearPoints) -> str:
    """Opnieuw."""
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.clear_points(tap.account, pressed.round, pressed.item, update=tap.update)
    return await _after_points(house, tap, verdict, item_in(round_, pressed.item), option="")


async def bound(house: House, tap: Tap, pressed: buttons.Bound) -> str:
    """The heaviest acceptable option of an objector."""
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.name_bound(
        tap.account, pressed.round, pressed.item, pressed.option, update=tap.update
    )
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    item = item_in(round_, pressed.item)
    go_on(house, tap, round_, pressed.item)
    named = next((o.title for o in item.options if o.id == pressed.option), phrases.NONE_OF_THESE.lower())
    return phrases.SAVED.format(value=named)[:200]


async def go_to(house: House, tap: Tap, pressed: buttons.GoTo) -> str:
    """Vorige, Volgende, or a number of the overview."""
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    await house.answering.remember_position(walk)
    await house.answering.ask_again(tap.account, walk)
    show(house, tap, walk.round, at=pressed.item)
    return ""


async def overview(house: House, tap: Tap, pressed: buttons.Overview) -> str:
    walk = await house.answering.walk(tap.account, pressed.round)
    await house.answering.ask_again(tap.account, walk)
    show(house, tap, walk.round, at=None)
    return ""


async def resume(house: House, tap: Tap, pressed: buttons.Resume) -> str:
    """Naar mijn vragen."""
    await house.walks.open(tap.account, private_chat(tap.account), pressed.round)
    return ""


async def walk_all(house: House, tap: Tap, pressed: buttons.WalkAll) -> str:
    """Alles nalopen: from the first item on."""
    round_ = await house.answering.round_of(pressed.round)
    first = round_.items[0].id if round_.items else None
    await house.answering.ask_again(tap.account, await house.answering.walk(tap.account, pressed.round, at=first))
    show(house, tap, round_, at=first)
    return ""


async def done(house: House, tap: Tap, pressed: buttons.Done) -> str:
    """Klaar."""
    walk = await house.answering.walk(tap.account, pressed.round)
    await house.answering.ask_again(tap.account, walk)
    if tap.message is not None and tap.private:
        card = await house.homework.own_card(walk.participant) if walk.round.homework else member.done_card(walk)
        house.messages.show_in_place(tap.chat, tap.message, card)
    return ""


async def detail(house: House, tap: Tap, pressed: buttons.Detail) -> str:
    """More about an item."""
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    item = walk.item
    if item is None or pressed.number >= len(item.details):
        raise Invalid("unknown")
    if tap.message is not None and tap.private:
        house.messages.show_in_place(tap.chat, tap.message, member.detail_card(walk, item, pressed.number))
    return ""


async def give_reason(house: House, said: Said) -> None:
    """The text of a mits or bezwaar; the walk goes on in a new message below it."""
    walk = await house.answering.give_reason(said.account, said.text, update=said.update)
    house.rounds.refresh(walk.round.key)
    at = walk.at
    if walk.item is not None and walk.is_done(walk.item):
        at = next_stop(walk, walk.item.id)
    if at is None:
        await house.walks.open(said.account, said.chat, walk.round.key)
    else:
        await house.walks.open(said.account, said.chat, walk.round.key, at=at)


async def _consent(house: House, tap: Tap, pressed: buttons.Answer, round_: Round) -> str:
    try:
        word = Consent(pressed.value)
    except ValueError:
        return phrases.NOT_HERE
    verdict = await house.answering.consent(tap.account, pressed.round, pressed.item, word, update=tap.update)
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    house.rounds.refresh(round_.key)
    if word in {Consent.CONDITION, Consent.OBJECTION}:
        show(house, tap, round_, at=pressed.item)
        return phrases.WRITE_REASON.format(value=phrases.CONSENT[word].lower())
    go_on(house, tap, round_, pressed.item)
    return _toast(house, round_, item_in(round_, pressed.item), verdict)


async def _record(house: House, tap: Tap, press: Press, round_: Round) -> str:
    verdict = await house.answering.answer(press)
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    house.rounds.refresh(round_.key)
    if round_.kind is Kind.OPEN:
        await house.answering.ask_next(
            tap.account, await house.answering.walk(tap.account, round_.key, at=press.item)
        )
    go_on(house, tap, round_, press.item)
    return _toast(house, round_, item_in(round_, press.item), verdict)


async def _after_points(house: House, tap: Tap, verdict: Verdict, item: RoundItem, *, option: str) -> str:
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    round_ = await house.answering.round_of(_round_key(tap))
    house.rounds.refresh(round_.key)
    show(house, tap, round_, at=item.id)
    placed = json.loads(verdict.value) if verdict.value else {}
    left = (round_.budget or 0) - sum(placed.values())
    name = next((f"{letter_of(item, o.id)} {o.title}" for o in item.options if o.id == option), "")
    if not name:
        return ""
    return phrases.POINTS_LEFT.format(points=placed.get(option, 0), option=name, left=left)[:200]


def _round_key(tap: Tap) -> int:
    """The round that the pressed button names; 0 when it names none."""
    return int(getattr(buttons.unpack(tap.data), "round", 0))


def is_stored(verdict: Verdict) -> bool:
    return verdict.stands or verdict.word is VerdictWord.DUPLICATE


async def refuse(house: House, tap: Tap, verdict: Verdict) -> str:
    """Why it was not stored; who may not answer hears what he is."""
    if verdict.word is not VerdictWord.NOT_ALLOWED:
        return _REFUSED.get(verdict.word, phrases.NOT_HERE)
    await house.together.refuse(tap.account, _round_key(tap))
    return phrases.REFUSALS["not_allowed"]


def go_on(house: House, tap: Tap, round_: Round, after: str) -> None:
    """Show the next open item; behind the last one the overview."""
    if tap.message is not None and tap.private:  # the group's card is everybody's
        house.walks.show(tap.account, tap.chat, tap.message, round_.key, at=after, go_on=True)


def show(house: House, tap: Tap, round_: Round, *, at: str | None) -> None:
    if tap.message is not None and tap.private:
        house.walks.show(tap.account, tap.chat, tap.message, round_.key, at=at)


def _toast(house: House, round_: Round, item: RoundItem, verdict: Verdict) -> str:
    """'Opgeslagen: 4, kansrijk', 'Gewijzigd: van 4 naar 2', 'Dat was al uw antwoord'."""
    if verdict.word is VerdictWord.UNCHANGED:
        if round_.follows is not None:
            return further.KEPT.format(value=kept_words(round_, item, verdict))[:200]
        return phrases.SAME
    value = value_words(house.pack, round_, item, verdict.value, no_opinion=verdict.no_opinion)
    if verdict.word is VerdictWord.CHANGED:
        before = value_words(house.pack, round_, item, verdict.previous, no_opinion=verdict.previous_no_opinion)
        short = round_.kind is Kind.RATE and not verdict.no_opinion and not verdict.previous_no_opinion
        if short:
            before, value = before.partition(",")[0], value.partition(",")[0]
        return phrases.CHANGED.format(before=before, value=value)[:200]
    return phrases.SAVED.format(value=value)[:200]


def item_in(round_: Round, item_id: str) -> RoundItem:
    for item in round_.items:
        if item.id == item_id:
            return item
    raise NotFound(item_id)


TAPS: Final[TapHandlers] = {
    buttons.Answer: answer,
    buttons.NoOpinion: no_opinion,
    buttons.Unacceptable: mark,
    buttons.Points: points,
    buttons.ClearPoints: clear_points,
    buttons.Bound: bound,
    buttons.GoTo: go_to,
    buttons.Overview: overview,
    buttons.Resume: resume,
    buttons.WalkAll: walk_all,
    buttons.Done: done,
    buttons.Detail: detail,
}
