"""Standpunten: hamerstukken on one card, amending after an objection, and standpunten that come later."""

from collections.abc import Collection, Sequence

from bot.buttons import Desk
from bot.buttons import standing as buttons
from bot.cards.card import Card, Key, Row, bold, esc, italic, lines, rows_of
from bot.cards.values import letter_of
from bot.phrases import (
    ASK_CONDITION,
    ASK_OBJECTION,
    CONSENT,
    NEXT,
    NONE_OF_THESE,
    PREVIOUS,
    TICK,
    count_word,
    in_words,
)
from bot.phrases import BACK as BACK_TO_LIST
from bot.phrases import DESK as TO_DESK
from bot.phrases import standing as words
from flows.conference.model import Municipality, Round, RoundItem
from flows.pack.form import Pack
from flows.services.amending import AMENDMENT_LIMIT, Amendments
from flows.services.answering import NO_BOUND, Walk
from flows.services.standing import LateItem, LateList, agreed_items
from flows.words import Consent, Kind, Party

_TITLES_SHOWN = 20
_LATE_SHOWN = 30


# --- hamerstukken ------------------------------------------------------------------------------------


def together_card(pack: Pack, walk: Walk, town: Municipality | None) -> Card:
    """The walk of a woordvoerder begins with everything that is settled already."""
    round_ = walk.round
    together = agreed_items(round_)
    template = pack.round(round_.template)
    counted = count_word(len(together), template.noun, template.nouns)
    titles = [f"• {esc(item.title)}" for item in together[:_TITLES_SHOWN]]
    text = lines(
        [
            bold(words.AGREED_TITLE.format(count=counted)),
            words.AGREED_NOTE,
            "",
            *titles,
            "",
            who_answers(round_, town.name if town else "uw gemeente"),
        ]
    )
    all_ = Key(words.AGREE_ALL.format(count=in_words(len(together))), buttons.AgreeAll(round_.key))
    rest = (Key(words.ONE_BY_ONE, buttons.OneByOne(round_.key)), Key(words.READ, _read(round_, together[0])))
    return Card(text, ((all_,), rest))


def read_card(walk: Walk, item: RoundItem) -> Card:
    """One hamerstuk to read, with the way to the one before and after it."""
    round_, together = walk.round, agreed_items(walk.round)
    place = [found.id for found in together].index(item.id)
    before, after = together[max(0, place - 1)], together[min(len(together) - 1, place + 1)]
    text = lines(
        [
            words.AGREED_PLACE.format(place=place + 1, count=len(together)),
            bold(item.title),
            esc(item.text),
            italic(item.note) if item.note else None,
        ]
    )
    all_ = Key(words.AGREE_ALL.format(count=in_words(len(together))), buttons.AgreeAll(round_.key))
    way = (
        Key(PREVIOUS, _read(round_, before)),
        Key(BACK_TO_LIST, buttons.Together(round_.key)),
        Key(NEXT, _read(round_, after)),
    )
    return Card(text, ((all_,), way))


def agreed_card(round_: Round, able: Collection[str]) -> Card:
    """For the facilitator, before opening: which articles are taken together."""
    keys = [
        Key(
            (TICK if item.agreed else "") + item.title,
            buttons.SetAgreed(round_.key, item.id, 0 if item.agreed else 1),
        )
        for item in round_.items
        if item.agreed or item.id in able
    ]
    text = lines([bold(words.AGREED), words.AGREED_DESK if keys else words.NO_AGREED])
    return Card(text, (*rows_of(keys, 1), _home(round_)))


def who_answers(round_: Round, town: str) -> str | None:
    """In whose name a standpunt is given; None for a round that gives a beeld."""
    if round_.party is Party.SPOKESPERSONS:
        return esc(words.LATE_BY.format(town=town))
    if not round_.decides:
        return None
    return words.FOR_YOURSELF if round_.kind is Kind.CONSENT else words.FOR_YOURSELF_CHOICE


# --- amending ----------------------------------------------------------------------------------------


def amendments_card(found: Amendments) -> Card:
    """What can be amended, what was, and asking it again."""
    round_ = found.round
    amended = [item for item in found.items if item.id in found.texts]
    keys = [
        Key((TICK if item.id in found.texts else "") + item.title, buttons.Amend(round_.key, item.id))
        for item in found.items
    ]
    left = [
        Key(words.LEAVE.format(title=item.title), buttons.LeaveAmendment(round_.key, item.id)) for item in amended
    ]
    titles = ", ".join(item.title for item in amended)
    text = lines(
        [
            bold(words.AMEND_TITLE),
            words.AMEND_WHICH if found.items else words.AMEND_NONE,
            esc(words.AMEND_READY.format(titles=titles)) if amended else None,
        ]
    )
    ask = ((Key(words.ASK_AMENDED, buttons.AskAmended(round_.key)),),) if amended else ()
    return Card(text, (*rows_of(keys, 1), *rows_of(left, 1), *ask, _home(round_)))


def ask_text_card(item: RoundItem, waiting: str) -> Card:
    """The new text of a proposal is asked, below the one that stands."""
    text = lines(
        [
            bold(item.title),
            words.IT_SAYS,
            italic(waiting or item.text),
            "",
            words.ASK_TEXT.format(limit=AMENDMENT_LIMIT),
        ]
    )
    return Card(text)


# --- later standpunten -------------------------------------------------------------------------------


def late_card(found: LateList | None) -> Card:
    """What a municipality has still to say."""
    if found is None:
        return Card(esc(words.LATE_NONE))
    items: Sequence[LateItem] = found.items[:_LATE_SHOWN]
    keys = [Key(late.item.title, buttons.LateItem(late.round.key, late.item.id)) for late in items]
    text = lines([bold(words.LATE_TITLE), esc(found.conference.name), "", words.LATE_NOTE])
    return Card(text, rows_of(keys, 1))


def late_item_card(found: LateList, late: LateItem, town: str) -> Card:
    """One proposal, as it was put."""
    round_, item = late.round, late.item
    text = lines(
        [
            esc(round_.title),
            bold(item.title),
            esc(item.text) if item.text else None,
            italic(item.note) if item.note else None,
            esc(words.LATE_BY.format(town=town)),
        ]
    )
    given = (Consent.AGREE, Consent.CONDITION, Consent.OBJECTION)
    keys = tuple(Key(CONSENT[word], buttons.LateWord(round_.key, item.id, word.value)) for word in given)
    return Card(text, (keys, (Key(BACK_TO_LIST, buttons.Late(found.conference.id)),)))


def late_bound_card(late: LateItem) -> Card:
    """The heaviest option that is still acceptable, before the text of a bezwaar to an uitgangspunt."""
    key, item = late.round.key, late.item
    options = [f"{letter_of(item, o.id)} {esc(o.title)}" for o in item.options]
    keys = [Key(letter_of(item, o.id), buttons.LateBound(key, item.id, o.id)) for o in item.options]
    none = (Key(NONE_OF_THESE, buttons.LateBound(key, item.id, NO_BOUND)),)
    back = (Key(BACK_TO_LIST, buttons.LateItem(key, item.id)),)
    return Card(lines([bold(item.title), words.LATE_BOUND, *options]), (*rows_of(keys, 6), none, back))


def late_text_card(late: LateItem, word: Consent) -> Card:
    """The text of a mits or bezwaar."""
    ask = ASK_CONDITION if word is Consent.CONDITION else ASK_OBJECTION
    back = (Key(BACK_TO_LIST, buttons.LateItem(late.round.key, late.item.id)),)
    return Card(lines([bold(late.item.title), ask]), (back,))


def late_row(found: LateList | None) -> tuple[Row, ...]:
    """The button that leads there, where something is missing."""
    return ((Key(words.LATE, buttons.Late(found.conference.id)),),) if found is not None else ()


def late_told_card(round_: Round, item: RoundItem, town: str) -> Card:
    """For the facilitators."""
    note = words.LATE_TOLD_NOTE.format(round=round_.title, item=item.title)
    return Card(lines([bold(words.LATE_TOLD.format(town=town)), esc(note)]))


def _read(round_: Round, item: RoundItem) -> buttons.Read:
    return buttons.Read(round_.key, item.id)


def _home(round_: Round) -> Row:
    return (Key(TO_DESK, Desk("home", round_.conference, "x")),)
