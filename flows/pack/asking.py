"""From the lists of a pack to items as they are put in a round, and how long those take.

Rounds that derive their items (the short list, the uitgangspunten, ...) are not served here.
"""

from collections.abc import Collection
from math import ceil
from typing import Final

from flows.conference.model import ItemOption, RoundItem
from flows.pack import phrases
from flows.pack.form import Pack, Round
from flows.pack.items import (
    Concept,
    Factor,
    Group,
    Indication,
    Item,
    ItemList,
    Motive,
    Prompt,
    Question,
    QuestionList,
    Task,
)
from flows.pack.tailor import AddedTask
from flows.words import Polarity

CORE: Final = "core"
ALL: Final = "all"
GROUP: Final = "group:"
"""Before the id of a group of the list (a deellijst): only what stands under that heading is asked."""


def static_items(pack: Pack, round_form: Round, *, selection: str) -> tuple[RoundItem, ...]:
    """The items of a round's list, in the pack's order, as snapshots: `core`, `all`, or `group:<id>`.

    `{gemeente}` stays in the question: who reads it decides what it becomes. Raises ValueError for a round
    that derives its items.
    """
    if round_form.items is None:
        raise ValueError(f"the round {round_form.id!r} derives its items")
    items = pack.lists[round_form.items]
    return tuple(_put(item, items, round_form) for item in items.items if _is_selected(item, selection))


def selectable_groups(pack: Pack, round_form: Round) -> tuple[Group, ...]:
    """The deellijsten that can be asked alone.

    None for questions of a decision tree: a place on the continuum needs every hoofdcriterium (METHOD.md, phases).
    """
    items = pack.lists[round_form.items] if round_form.items is not None else None
    if items is None or isinstance(items, QuestionList):
        return ()
    used = {getattr(item, "group", None) for item in items.items}
    return tuple(group for group in items.groups if group.id in used)


def fixed_items(pack: Pack, round_form: Round, chosen: Collection[str]) -> frozenset[str]:
    """Which of the chosen items cannot be left out: the last one, and the last question of a hoofdcriterium."""
    if len(chosen) <= 1:
        return frozenset(chosen)
    items = pack.lists[round_form.items] if round_form.items is not None else None
    if not isinstance(items, QuestionList):
        return frozenset()
    groups = [[q.id for q in items.items if q.group == group.id and q.id in chosen] for group in items.groups]
    return frozenset(group[0] for group in groups if len(group) == 1)


def estimate_minutes(round_form: Round, *, items: int) -> int:
    """Whole minutes that one person needs for so many items, rounded up; at least 1."""
    return estimate_together([(round_form, items)])


def estimate_together(rounds: Collection[tuple[Round, int]]) -> int:
    """The same for several rounds in one go: (round, items) each."""
    return max(1, ceil(sum(items * form.seconds for form, items in rounds) / 60))


def _is_selected(item: Item, selection: str) -> bool:
    if selection.startswith(GROUP):
        return getattr(item, "group", None) == selection.removeprefix(GROUP)
    return item.core or selection == ALL


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
        shared=round_form.shared,
        details=_details(item),
    )


def _text(item: Item) -> str:
    """An indication's text is the question itself; it is not said twice."""
    return "" if isinstance(item, Indication) else item.text


def _question(item: Item) -> str:
    if isinstance(item, (Question, Prompt)):
        return item.question
    return item.text if isinstance(item, Indication) else ""


def _note(item: Item) -> str:
    if isinstance(item, AddedTask):
        return item.note or ""
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
