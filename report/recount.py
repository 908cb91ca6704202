"""Counts a round again from the exported answers, and compares it with what `uitkomst.json` says.

The same rules that summarised the round summarise it again; what differs is where the answers come from.
`volledig.csv` knows of each answer the municipality, so everything follows from it. `antwoorden.csv` does not:
all voters then count as one delegation, and only what does not depend on municipalities is compared.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import chain

from flows.conference.model import Ballot, Electorate, ItemOption, Round, RoundItem, Value
from flows.consensus.consenting import Position, decide
from flows.errors import Invalid
from flows.kinds import KINDS
from flows.kinds.consent import NO_BOUND
from flows.kinds.contract import write_json
from flows.kinds.summary import summarise_round
from flows.outcomes import OpenOutcome, RoundOutcome
from flows.pack.form import Thresholds
from flows.words import Consent, Decision, Kind, Mode, Party, Role
from report import recount_phrases as phrases
from report import uitkomst as form
from report.outcome import tell_items

Line = Mapping[str, str]

NOT_COUNTED = frozenset(
    {"id", "title", "hidden", "sensitive", "options", "proposed", "movement", "arguments", "discussion"}
)
"""What an item says that does not follow from its answers."""

OVER_PERSONS = frozenset(
    {
        *("counts", "no_opinion", "leik", "status", "heads", "givers", "shares", "unacceptable_marks"),
        *("scores", "agreement", "baseline", "condorcet", "differs"),
    }
)
"""Figures that do not depend on who belongs to which municipality; `median` too, see `_figures_over_persons`."""

OVER_TOWNS = frozenset({"voices", "places", "region", "dilemma", "conditions", "objections", "bounds"})
"""Figures that follow from the word of each municipality."""

_ALONE = "alle"
_TEXTS = ("conditions", "objections")


@dataclass
class Tally:
    """What was compared so far: how many figures, and a sentence for each that differs."""

    checked: int = 0
    differences: list[str] = field(default_factory=list)

    def compare(self, *, where: str, name: str, stored: object, counted: object, source: str) -> None:
        """Equal as JSON; floats come from the same exact fractions, so they are equal to the last bit."""
        self.checked += 1
        if _plain(stored) != _plain(counted):
            self.differences.append(
                phrases.DIFFERS.format(
                    where=where, name=name, stored=_show(stored), counted=_show(counted), source=source
                )
            )


def recount_full(
    told: form.AnyRound, lines: Sequence[Line], *, thresholds: Thresholds, tally: Tally
) -> frozenset[str]:
    """Everything about the items that `volledig.csv` holds. Returns their ids."""
    present = {item.id for item in told.items if not item.sensitive}
    round_ = rebuild_round(told)
    voters = [line for line in lines if line["role"] == Role.VOTER.value]
    ballots = _read_ballots(round_, voters, source=phrases.FULL, tally=tally)
    electorate = _rebuild_electorate(told, ballots, tally=tally)
    outcome = _summarise(round_, ballots, electorate, told=told, thresholds=thresholds)
    _compare_items(told, round_, outcome, wanted=present, tally=tally, source=phrases.FULL)
    if len(present) == len(told.items):
        where = phrases.ROUND.format(round=told.id)
        if told.answered is not None:
            stored, counted = told.answered, outcome.answered
            tally.compare(where=where, name="answered", stored=stored, counted=counted, source=phrases.FULL)
        if isinstance(told, form.GradeRound):
            wanted = set(chain.from_iterable(told.order))
            order = KINDS[Kind.GRADE].order({id_: outcome.items[id_] for id_ in outcome.items if id_ in wanted})
            tally.compare(where=where, name="order", stored=told.order, counted=order, source=phrases.FULL)
    return frozenset(present)


def recount_persons(told: form.AnyRound, lines: Sequence[Line], *, thresholds: Thresholds, tally: Tally) -> None:
    """What follows from the ballots alone, each item by itself."""
    round_ = rebuild_round(told)
    numbered = [{**line, "person": f"{line['item']} {line['ballot']}", "municipality": _ALONE} for line in lines]
    ballots = _read_ballots(round_, numbered, source=phrases.ANSWERS, tally=tally)
    voters = sum(told.electorate.values())
    by_item = {item.id: [ballot for ballot in ballots if ballot.item == item.id] for item in round_.items}
    for item in told.items:
        shown = "counts" in item.model_fields_set
        where = phrases.ITEM.format(round=told.id, item=item.id, title=item.title)
        own = by_item[item.id]
        if not shown:
            if own:
                tally.differences.append(phrases.NOT_TO_BE_SHOWN.format(where=where, source=phrases.ANSWERS))
            continue
        people = {ballot.participant for ballot in own}
        if len(people) > voters or len(people) < len(own):
            tally.differences.append(phrases.TOO_MANY.format(where=where, people=len(own), voters=voters))
            continue
        everybody = frozenset(people | {f"{item.id} rest {n}" for n in range(voters - len(people))})
        alone = replace(round_, items=tuple(put for put in round_.items if put.id == item.id))
        outcome = summarise_round(alone, own, Electorate({_ALONE: everybody}), thresholds=thresholds)
        counted = tell_items(alone, outcome, towns=[_ALONE])[0]
        for name in sorted(_figures_over_persons(round_) & item.model_fields_set):
            stored, again = getattr(item, name), getattr(counted, name)
            tally.compare(where=where, name=name, stored=stored, counted=again, source=phrases.ANSWERS)


def recount_positions(
    told: form.AnyRound, positions: Sequence[form.PositionPart], *, thresholds: Thresholds, tally: Tally
) -> None:
    """What municipalities decided, from the standpunten alone: these are open at every level of secrecy."""
    round_ = rebuild_round(told)
    lines = [
        {
            "item": place.item,
            "municipality": place.municipality,
            "person": _ALONE,
            "value": _position_value(place),
            "no_opinion": "",
            "unacceptable": "",
            "text": place.text,
        }
        for place in positions
    ]
    ballots = _read_ballots(round_, lines, source=phrases.POSITIONS_SOURCE, tally=tally)
    electorate = _rebuild_electorate(told, ballots, tally=tally)
    outcome = _summarise(round_, ballots, electorate, told=told, thresholds=thresholds)
    _compare_items(
        told,
        round_,
        outcome,
        wanted={item.id for item in told.items},
        names=OVER_TOWNS,
        tally=tally,
        source=phrases.POSITIONS_SOURCE,
    )


def recount_words(
    told: form.AnyRound, positions: Sequence[form.PositionPart], *, thresholds: Thresholds, tally: Tally
) -> None:
    """Standpunten 'per lid': the list says what each municipality said, and from that the decision follows.

    Not of a proposal that is pending: whether an objection has its reason stands in the answers alone.
    """
    for item in told.items:
        words: dict[str, str | None] = dict.fromkeys(told.electorate)
        words |= {place.municipality: place.word for place in positions if place.item == item.id}
        where = phrases.ITEM.format(round=told.id, item=item.id, title=item.title)
        source = phrases.POSITIONS_SOURCE
        if not isinstance(item, form.ChooseItem | form.ConsentItem) or item.voices is None:
            continue
        tally.compare(where=where, name="voices", stored=item.voices, counted=words, source=source)
        if isinstance(item, form.ConsentItem) and item.region is not Decision.PENDING:
            said = [Position(word=None if word is None else Consent(word)) for word in words.values()]
            last = item.region is Decision.CARRIED_MINORITY
            decision = decide(said, carried=thresholds.carried, last_attempt=last)
            tally.compare(where=where, name="region", stored=item.region, counted=decision, source=source)


def _position_value(place: form.PositionPart) -> str:
    if "bound" not in place.model_fields_set:
        return place.word
    return f"{place.word}:{place.bound or NO_BOUND}"


def rebuild_round(told: form.AnyRound) -> Round:
    """The round as the rules need it; everything else stays empty."""
    return Round(
        key=0,
        id=told.id,
        conference="",
        template="",
        phase=told.phase,
        number=told.number,
        kind=told.kind,
        sort=told.sort,
        party=told.party,
        mode=Mode(told.mode),
        state=told.state,
        title=told.title,
        unacceptable=told.unacceptable if isinstance(told, form.RateRound | form.GradeRound) else False,
        budget=told.budget if isinstance(told, form.PointsRound) else None,
        ordered=told.ordered if isinstance(told, form.ChooseRound) else False,
        top=told.top if isinstance(told, form.RankRound) else None,
        items=tuple(_rebuild_item(item) for item in told.items),
    )


def _rebuild_item(item: form.AnyItem) -> RoundItem:
    options = () if isinstance(item, form.RateItem | form.GradeItem | form.OpenItem) else tuple(item.options)
    return RoundItem(
        id=item.id,
        title=item.title,
        options=tuple(ItemOption(id=option.id, title=option.title, place=option.place) for option in options),
        proposed=item.proposed if isinstance(item, form.ConsentItem) else None,
        sensitive=item.sensitive,
    )


def _read_ballots(round_: Round, lines: Iterable[Line], *, source: str, tally: Tally) -> tuple[Ballot, ...]:
    """The answers that can be read; each other line is a difference of its own."""
    items = {item.id: item for item in round_.items}
    ballots = []
    for line in lines:
        try:
            ballots.append(_read_ballot(round_, items[line["item"]], line))
        except (KeyError, ValueError, Invalid):
            said = ";".join(line.values())
            tally.differences.append(phrases.UNREADABLE.format(source=source, line=said))
    return tuple(ballots)


def _read_ballot(round_: Round, item: RoundItem, line: Line) -> Ballot:
    """Raises ValueError or Invalid for what no voter could have answered."""
    no_opinion = _read_flag(line["no_opinion"])
    if no_opinion and line["value"]:
        raise ValueError(line["value"])
    value = None if no_opinion else decode_value(line["value"], kind=round_.kind)
    if value is not None:
        KINDS[round_.kind].parse(write_json(value), item=item, round_=round_)
    return Ballot(
        item=item.id,
        participant=f"{line['municipality']} {line['person']}",
        municipality=line["municipality"],
        role=Role.VOTER,
        value=value,
        no_opinion=no_opinion,
        unacceptable=_read_flag(line["unacceptable"]),
        text=line.get("text", ""),
    )


def decode_value(text: str, *, kind: Kind) -> Value:
    """The answer that `encode_value` wrote. Raises ValueError."""
    if kind is Kind.RATE:
        return int(text)
    if kind is Kind.POINTS:
        pairs = [part.split("=") for part in text.split(",")]
        return {option: int(number) for option, number in pairs}
    if kind is Kind.APPROVE:
        return tuple(text.split("|")) if text else ()
    if kind is Kind.RANK:
        return tuple(text.split(">"))
    if kind is Kind.OPEN:
        return _read_texts(text)
    return text


def _read_texts(text: str) -> tuple[str, ...]:
    value = json.loads(text)
    if not isinstance(value, list):
        raise Invalid("answer_unreadable")
    return tuple(value)


def _read_flag(text: str) -> bool:
    if text not in {"", "1"}:
        raise ValueError(text)
    return text == "1"


def _rebuild_electorate(told: form.AnyRound, ballots: Iterable[Ballot], *, tally: Tally) -> Electorate:
    """The people who answered, and nameless others up to the number of voters of each municipality."""
    people: dict[str, set[str]] = {town: set() for town in told.electorate}
    for ballot in ballots:
        people.setdefault(ballot.municipality or "", set()).add(ballot.participant)
    for town, found in people.items():
        voters = told.electorate.get(town, 0)
        if len(found) > voters:
            where = phrases.TOWN.format(round=told.id, town=town)
            tally.differences.append(phrases.TOO_MANY.format(where=where, people=len(found), voters=voters))
        found |= {f"{town} rest {number}" for number in range(voters - len(found))}
    return Electorate({town: frozenset(found) for town, found in people.items()})


def _summarise(
    round_: Round,
    ballots: Sequence[Ballot],
    electorate: Electorate,
    *,
    told: form.AnyRound,
    thresholds: Thresholds,
) -> RoundOutcome:
    """Whether it was the last attempt stands in no answer; a proposal carried with a minority says so."""
    asked = [item for item in told.items if isinstance(item, form.ConsentItem)]
    last = {item.id for item in asked if item.region is Decision.CARRIED_MINORITY}
    return summarise_round(round_, ballots, electorate, thresholds=thresholds, last_attempt=last)


def _compare_items(
    told: form.AnyRound,
    round_: Round,
    outcome: RoundOutcome,
    *,
    wanted: Set[str],
    tally: Tally,
    source: str,
    names: Set[str] | None = None,
) -> None:
    """Every figure of the wanted items that the file shows; or only those with these `names`."""
    towns = list(told.electorate)
    counted = {item.id: item for item in tell_items(round_, outcome, towns=towns)}
    nameless = {
        item: found if isinstance(found, OpenOutcome) else replace(found, voices=None)
        for item, found in outcome.items.items()
    }
    totals = {item.id: item for item in tell_items(round_, replace(outcome, items=nameless), towns=towns)}
    for item in told.items:
        if item.id in wanted:
            where = phrases.ITEM.format(round=told.id, item=item.id, title=item.title)
            for name in _figures(item, names):
                only_counts = name == "voices" and _is_count(getattr(item, name))
                again = totals[item.id] if only_counts else counted[item.id]
                stored, value = getattr(item, name), getattr(again, name)
                if name in _TEXTS and any(not said.municipality for said in stored):
                    stored, value = (sorted(said.text for said in texts) for texts in (stored, value))
                tally.compare(where=where, name=name, stored=stored, counted=value, source=source)


def _figures(item: form.AnyItem, names: Set[str] | None) -> list[str]:
    """In the file's order. Texts that were left out altogether are compared where nothing hides them."""
    left_out = {name for name in (*_TEXTS, "bounds") if name in type(item).model_fields and name not in item.hidden}
    shown = (item.model_fields_set | left_out) - NOT_COUNTED
    return [name for name in type(item).model_fields if name in shown and (names is None or name in names)]


def _figures_over_persons(round_: Round) -> frozenset[str]:
    """An uitgangspunt or standpunt has no figures over persons but the counts."""
    return OVER_PERSONS if round_.party is Party.SPOKESPERSONS else OVER_PERSONS | {"median"}


def _is_count(voices: object) -> bool:
    """Whether the beelden are only counted: words (or, per option, words) with whole numbers, and no municipality."""
    if not isinstance(voices, dict) or not voices:
        return False
    return all(isinstance(value, int) or _is_count(value) for value in voices.values())


def _plain(value: object) -> object:
    """As JSON has it, so that words equal texts, and tuples equal lists."""
    return json.loads(_dump(value))


def _dump(value: object) -> str:
    return json.dumps(value, default=_fields, ensure_ascii=False, sort_keys=True)


def _fields(value: object) -> object:
    if isinstance(value, form.Part):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    raise TypeError(type(value))


def _show(value: object) -> str:
    text = _dump(value)
    return text if len(text) <= phrases.LONGEST else text[: phrases.LONGEST - 1] + "…"
