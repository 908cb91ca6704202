"""Commands that tell something: `/hulp`, `/status`, `/uitslag`, `/privacy`, `/regie`, `/export`, `/annuleer`."""

from collections.abc import Sequence
from typing import Final

from bot import buttons, phrases
from bot.cards import member, preparing, results
from bot.cards.card import Card, Key, bold, esc, lines
from bot.cards.own import help_rows
from bot.cards.standing import late_row
from bot.handlers.exporting import send_exports
from bot.handlers.leading import offer
from bot.handlers.tables import CommandHandlers, TapHandlers
from bot.house import House
from bot.incoming import Said, Tap
from bot.phrases.correcting import CANCELLED
from bot.screens.messages import private_chat
from flows.conference.model import Conference, Participant
from flows.errors import Refused
from flows.ports import Chat, View
from flows.services.answerers import as_speaking
from flows.services.concluding import COUNTED
from flows.services.stage import Stage, load_stage
from flows.words import ConferenceState, Role, RoundState

_ASKING: Final = frozenset({RoundState.DRAFT, RoundState.OPEN})
"""A round in these states has no result yet to wait for."""


async def tell_help(house: House, said: Said) -> None:
    """What this person can do here."""
    if not said.private:
        await _say(house, said, Card(esc(phrases.HELP_GROUP)))
        return
    async with house.store.reading() as view:
        mine = await view.participations(said.account)
    leads = any(p.role is Role.FACILITATOR for p in mine)
    parts = [bold("Rondetafel"), esc(phrases.ABOUT), "", esc(phrases.HELP)]
    text = lines([*parts, "", esc(phrases.HELP_FACILITATOR)] if leads else parts)
    await _say(house, said, Card(text, help_rows(leads=leads)))


async def tell_status(house: House, said: Said) -> None:
    """Where the conference is, and what is asked of this person now."""
    async with house.store.reading() as view:
        conference, me = await _context(view, said)
        if conference is None:
            await _say(house, said, Card(esc(phrases.WELCOME_STRANGER)))
            return
        stage = await load_stage(view, house.pack, conference.id)
        me = me and await as_speaking(view, me)
        late = await house.standing.late_of(view, stage, said.account) if said.private else None
    card = _status_card(stage, me, private=said.private)
    await _say(house, said, Card(card.text, (*card.rows, *late_row(late))))


async def tell_result(house: House, said: Said) -> None:
    """The last result that was published."""
    async with house.store.reading() as view:
        conference, _ = await _context(view, said)
        rounds = await view.rounds(conference.id) if conference else ()
    published = [r for r in rounds if r.state in COUNTED and r.items]
    if not published:
        raise Refused("nothing_published")
    card = await house.results.card(published[-1].key, which=results.SHORT, page=0, linked=not said.private)
    await _say(house, said, card)


async def tell_privacy(house: House, said: Said) -> None:
    """What happens with the answers."""
    async with house.store.reading() as view:
        conference, me = await _context(view, said)
    if conference is None:
        await _say(house, said, Card(esc(phrases.WELCOME_STRANGER)))
        return
    informed = not said.private or me is None or me.informed
    await _say(house, said, member.privacy_details(conference, informed=informed))


async def open_desk(house: House, said: Said) -> None:
    """`/regie`, in private; in the group it only says where. What nobody leads can be taken over."""
    try:
        conference = await led(house, said)
    except Refused:
        if await offer(house, said):
            return
        raise

    def point() -> None:
        key = Key(phrases.OPEN_PRIVATE, url=house.messages.link("hier"))
        house.messages.tell(said.chat, Card(esc(phrases.REFUSALS["private_only"]), ((key,),)), thread=said.thread)

    await house.desks.open(said.account, private_chat(said.account), conference.id, unreachable=point)


async def export(house: House, said: Said) -> None:
    """`/export`: always to the facilitator's private chat."""
    conference = await led(house, said)
    await send_exports(house, said.account, private_chat(said.account), conference.id)


async def cancel(house: House, said: Said) -> None:
    """`/annuleer`: forget what was asked."""
    asked = await house.roster.asked(said.account)
    if asked is not None:
        await house.roster.ask(said.account, None)
    await _say(house, said, Card(esc(phrases.CANCELLED if asked else phrases.NOTHING_TO_CANCEL)))


async def show_result(house: House, tap: Tap, pressed: buttons.Result) -> str:
    """Another view of a result, in place."""
    card = await house.results.card(
        pressed.round, which=pressed.view, page=pressed.page, linked=False, account=tap.account
    )
    return await _show_result(house, tap, pressed.round, card)


async def show_item(house: House, tap: Tap, pressed: buttons.ResultItem) -> str:
    """One item of a result, in place."""
    card = await house.results.card(
        pressed.round, which=results.ITEM, page=0, linked=False, account=tap.account, item=pressed.item
    )
    return await _show_result(house, tap, pressed.round, card)


async def _show_result(house: House, tap: Tap, key: int, card: Card) -> str:
    """In the own chat; a facilitator finds the way back to the desk."""
    if tap.message is None or not tap.private:
        return ""
    async with house.store.reading() as view:
        round_ = await view.round(key)
    leads = await _leads(house, tap, round_.conference)
    home = ((Key(phrases.DESK, buttons.Desk("home", round_.conference, "x")),),) if leads else ()
    if leads:
        await house.desks.leave(tap.account, round_.conference, tap.message)
    house.messages.show_in_place(tap.chat, tap.message, Card(card.text, (*card.rows, *home)))
    return ""


async def _leads(house: House, tap: Tap, conference: str) -> bool:
    async with house.store.reading() as view:
        mine = await view.participations(tap.account)
    return any(p.conference == conference and p.role is Role.FACILITATOR for p in mine)


async def led(house: House, said: Said) -> Conference:
    """The conference that this person leads: the group's, else the newest that runs, else the newest."""
    async with house.store.reading() as view:
        mine = [p for p in await view.participations(said.account) if p.role is Role.FACILITATOR]
        led = [await view.conference(p.conference) for p in mine]
        here = None if said.private else await view.conference_of_chat(_chat(said))
    if here is not None:
        led = [c for c in led if c.id == here.id]
    if not led:
        raise Refused("facilitator_only")
    return next((c for c in led if c.state is ConferenceState.ACTIVE), led[0])


async def _context(view: View, said: Said) -> tuple[Conference | None, Participant | None]:
    """The conference that a question is about, and what the person is in it."""
    mine = await view.participations(said.account)
    if not said.private:
        here = await view.conference_of_chat(_chat(said))
        return here, next((p for p in mine if here and p.conference == here.id), None)
    found: Sequence[tuple[Conference, Participant]] = [(await view.conference(p.conference), p) for p in mine]
    active = [pair for pair in found if pair[0].state is ConferenceState.ACTIVE]
    members = [pair for pair in active or found if pair[1].role is not Role.FACILITATOR]
    return next(iter(members or active or found), (None, None))


def _status_card(stage: Stage, me: Participant | None, *, private: bool) -> Card:
    conference, opened = stage.conference, stage.open_rounds
    over = conference.state is not ConferenceState.ACTIVE
    current = stage.current
    ended = f"{CANCELLED}." if conference.state is ConferenceState.CANCELLED else "De conferentie is afgerond."
    where = ended if over else f"Fase: {esc(stage.phase.title)}"
    now = preparing.asked_lines(None, opened)
    if stage.open_round is None and current is not None and current.state not in _ASKING:
        now = [f"{esc(current.title)} {phrases.ROUND_STATE[current.state]}.", *now]
    rows = preparing.asked_rows(me, opened) if me is not None and private else ()
    rest = None if rows or over or not private else "Er is nu geen vraag voor u."
    return Card(lines([bold(conference.name), where, *now, rest]), rows)


def _chat(said: Said) -> Chat:
    return Chat(said.account.channel, str(said.chat), said.thread)


async def _say(house: House, said: Said, card: Card) -> None:
    house.messages.tell(said.chat, card, thread=said.thread)


TAPS: Final[TapHandlers] = {
    buttons.Result: show_result,
    buttons.ResultItem: show_item,
}
COMMANDS: Final[CommandHandlers] = {
    "hulp": tell_help,
    "help": tell_help,
    "status": tell_status,
    "uitslag": tell_result,
    "privacy": tell_privacy,
    "regie": open_desk,
    "export": export,
    "annuleer": cancel,
}
