"""Presses and texts of the kinds that take more than one tap: approve, rank and open."""

import json
from typing import Final

from bot import phrases
from bot.buttons import Done
from bot.buttons.kinds import Approve, ApproveNone, DropContribution, EditContribution, Onward, Rank, Unrank
from bot.cards.values import letter_of
from bot.handlers.answering import done, is_stored, item_in, refuse, show
from bot.handlers.tables import DialogHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases import kinds as words
from flows.conference.model import Round, RoundItem
from flows.ports import Dialog, Verdict, VerdictWord
from flows.services.answering import next_stop
from flows.services.pieces import find_contribution
from flows.services.piecing import CONTRIBUTION


async def approve(house: House, tap: Tap, pressed: Approve) -> str:
    """The card stays where it is, so that more can be ticked."""
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.approve(
        tap.account, pressed.round, pressed.item, pressed.option, on=bool(pressed.on), update=tap.update
    )
    toast = words.TICKED if pressed.on else words.UNTICKED
    shown = toast.format(option=_name(round_, pressed))
    return await _after(house, tap, verdict, round_, item=pressed.item, toast=shown)


async def approve_none(house: House, tap: Tap, pressed: ApproveNone) -> str:
    """Geen van deze is an answer too."""
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.approve_none(tap.account, pressed.round, pressed.item, update=tap.update)
    toast = phrases.SAVED.format(value=words.NONE_CHOSEN)
    return await _after(house, tap, verdict, round_, item=pressed.item, toast=toast)


async def rank(house: House, tap: Tap, pressed: Rank) -> str:
    """Tapped in order, best first."""
    if tap.message is not None and house.messages.is_double_tap(tap.chat, tap.message, pressed.item):
        return phrases.TOO_SOON
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.rank(tap.account, pressed.round, pressed.item, pressed.option, update=tap.update)
    ranking = json.loads(verdict.value or "[]")
    place = ranking.index(pressed.option) + 1 if pressed.option in ranking else 0
    toast = words.RANKED.format(option=_name(round_, pressed), place=place) if place else ""
    return await _after(house, tap, verdict, round_, item=pressed.item, toast=toast)


async def unrank(house: House, tap: Tap, pressed: Unrank) -> str:
    """The last one back."""
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.unrank(
        tap.account, pressed.round, pressed.item, pressed.option, update=tap.update
    )
    toast = words.UNRANKED.format(option=_name(round_, pressed))
    return await _after(house, tap, verdict, round_, item=pressed.item, toast=toast)


async def take_contribution(house: House, said: Said, _dialog: Dialog) -> None:
    """What was written joins the rest; the question comes back in a new message below it."""
    key, item = await house.answering.contribute(said.account, said.text, update=said.update)
    house.rounds.refresh(key)
    await house.walks.open(said.account, said.chat, key, at=item)


async def edit_contribution(house: House, tap: Tap, pressed: EditContribution) -> str:
    """The next text takes the place of this one."""
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    ballot = walk.answers.get(pressed.item)
    texts = ballot.value if ballot is not None and isinstance(ballot.value, tuple) else ()
    old = find_contribution(texts, pressed.mark)
    if old is None:
        show(house, tap, walk.round, at=pressed.item)
        return words.GONE
    await house.answering.ask_contribution(tap.account, pressed.round, pressed.item, mark=pressed.mark)
    return words.WRITE_ANEW.format(number=texts.index(old) + 1)


async def drop_contribution(house: House, tap: Tap, pressed: DropContribution) -> str:
    """This text away; another press finds it gone."""
    round_ = await house.answering.round_of(pressed.round)
    verdict = await house.answering.drop_contribution(
        tap.account, pressed.round, pressed.item, pressed.mark, update=tap.update
    )
    toast = words.GONE if verdict.word is VerdictWord.UNCHANGED else words.DROPPED
    return await _after(house, tap, verdict, round_, item=pressed.item, toast=toast)


async def onward(house: House, tap: Tap, pressed: Onward) -> str:
    """Klaar with this one: what is still open, the overview, or the end where there is one question."""
    walk = await house.answering.walk(tap.account, pressed.round, at=pressed.item)
    if len(walk.round.items) == 1 and next_stop(walk, pressed.item) is None:
        return await done(house, tap, Done(pressed.round))
    await house.answering.ask_next(tap.account, walk)
    if tap.message is not None and tap.private:
        house.walks.show(tap.account, tap.chat, tap.message, walk.round.key, at=pressed.item, go_on=True)
    return ""


async def _after(house: House, tap: Tap, verdict: Verdict, round_: Round, *, item: str, toast: str) -> str:
    if not is_stored(verdict):
        return await refuse(house, tap, verdict)
    house.rounds.refresh(round_.key)
    show(house, tap, round_, at=item)
    return toast[:200]


def _name(round_: Round, pressed: Approve | Rank | Unrank) -> str:
    """'A Bel de buren', with its letter."""
    item: RoundItem = item_in(round_, pressed.item)
    title = next((o.title for o in item.options if o.id == pressed.option), "")
    return f"{letter_of(item, pressed.option)} {title}"


TAPS: Final[TapHandlers] = {
    Approve: approve,
    ApproveNone: approve_none,
    Rank: rank,
    Unrank: unrank,
    EditContribution: edit_contribution,
    DropContribution: drop_contribution,
    Onward: onward,
}
DIALOGS: Final[DialogHandlers] = {CONTRIBUTION: take_contribution}
