"""From the lists of a pack to items as they are put in a round, and how long those take.

Rounds that derive their items (the short list, the uitgangspunten, ...) are not served here.
"""

from math import ceil
from typing import Literal

from flows.conference.model import ItemOption, RoundItem
from flows.pack import phrases
from flows.pack.form import (
    Concept,
    Factor,
    Indication,
    Item,
    ItemList,
    Motive,
    Pack,
    Question,
    Round,
    Task,
)
from flows.words import Polarity

Selection = Literal["core", "all"]


def static_items(pack: Pack, round_form: Round, *, selection: Selection) -> tuple[RoundItem, ...]:
    """The items of a round's list, in the pack's order, as snapshots; `core` leaves out the rest.

    `{gemeente}` stays in the question: who reads it decides what it becomes. Raises ValueError for a round
    that derives its items.
    """
    if round_form.items is None:
        raise ValueError(f"the round {round_form.id!r} derives its items")
    items = pack.lists[round_form.items]
    return tuple(_put(item, items, round_form) for item in items.items if item.core or selection == "all")


def estimate_minutes(round_form: Round, *, items: int) -> int:
    """Whole minutes that one person needs for so many items, rounded up; at least 1."""
    return max(1, ceil(items * round_form.seconds / 60))


def _put(item: Item, items: ItemList, round_form: Round) -> RoundItem:
    return RoundItem(
        id=item.id,
        title=item.title,
        text=_text(item),
        question=_question(item) or round_form.question or "",
        note=_note(item),
        group=_group(item, items),
        options=_options(item, round_form),
        polarity=item.polarity if isinstance(item, Factor) else Polarity.POSITIVE,
        sensitive=item.sensitive or round_form.sensitive,
        details=_details(item),
    )


def _text(item: Item) -> str:
    """An indication's text is the question itself; it is not said twice."""
    return "" if isinstance(item, Indication) else item.text


def _question(item: Item) -> str:
    if isinstance(item, Question):
        return item.question
    return item.text if isinstance(item, Indication) else ""


def _note(item: Item) -> str:
    if isinstance(item, Task):
        return " ".join(
            filter(None, (phrases.mandatory(item.mandatory, item.mandatory_mark), phrases.usual(item.usual)))
        )
    return phrases.official(item.official) if isinstance(item, Concept) else ""


def _group(item: Item, items: ItemList) -> str:
    wanted = getattr(item, "group", None)
    return next((group.title for group in items.groups if group.id == wanted), "")


def _options(item: Item, round_form: Round) -> tuple[ItemOption, ...]:
    if isinstance(item, Question):
        return tuple(ItemOption(id=option.id, title=option.title, place=option.place) for option in item.options)
    return tuple(ItemOption(id=option.id, title=option.title) for option in round_form.options)


def _details(item: Item) -> tuple[tuple[str, str], ...]:
    match item:
        case Motive(evidence=str(evidence)):
            return ((phrases.EVIDENCE, evidence),)
        case Indication():
            return ((phrases.REASON, item.explanation),)
        case Task(mandatory_ground=str(ground)):
            return ((phrases.GROUND, phrases.marked(ground, item.mandatory_mark)),)
        case Concept():
            means = phrases.consequences(**item.consequences.model_dump())
            return ((phrases.CONSEQUENCES, f"{phrases.weighed(pro=item.pro, con=item.con)}\n{means}"),)
        case _:
            return ()
