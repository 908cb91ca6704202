"""From a dossier to `uitkomst.json`: only what was published, and of that only what the secrecy lets be shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from fractions import Fraction
from typing import Any, TypeVar

from flows.conference.model import Round, RoundItem
from flows.outcomes import (
    AnyOutcome,
    ApproveOutcome,
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    OpenOutcome,
    PointsOutcome,
    RankOutcome,
    RateOutcome,
    RoundOutcome,
)
from flows.pack.form import Thresholds
from flows.words import Consent, Grade, Kind, Party, Voice
from report import uitkomst as form
from report.advice import tell_recommendation
from report.dossier import Dossier, RoundDossier, published

_V = TypeVar("_V")
Keys = dict[str, Any]


def build_uitkomst(dossier: Dossier) -> form.Uitkomst:
    """Everything that an outsider may know of the conference, in the form of the file."""
    conference = dossier.conference
    shown = published(dossier)
    return form.Uitkomst(
        schema_=form.SCHEMA,
        conference=form.ConferencePart(
            id=conference.id,
            name=conference.name,
            pack=conference.pack,
            pack_version=conference.pack_version,
            secrecy=conference.secrecy,
            deciding=conference.deciding,
            state=conference.state,
            approach=conference.approach,
            **({"reason": conference.reason} if conference.reason else {}),
        ),
        municipalities=[
            form.MunicipalityPart(id=town.id, name=town.name, inhabitants=town.inhabitants)
            for town in conference.municipalities
        ],
        thresholds=_tell_thresholds(dossier.pack.thresholds),
        rounds=[_tell_round(entry, dossier) for entry in dossier.rounds],
        positions=[place for entry, outcome in shown for place in tell_positions(entry, outcome)],
        recommendation=tell_recommendation(dossier),
        audit=form.AuditPart(events=dossier.audit.events, head=dossier.audit.head),
    )


def tell_items(round_: Round, outcome: RoundOutcome, *, towns: Sequence[str]) -> list[form.AnyItem]:
    """The items of a round in the order in which they were asked; maps over municipalities in the roster's order."""
    return [
        _with_movement(_TELLERS[round_.kind](round_, item, outcome.items[item.id], towns), outcome)
        for item in round_.items
        if item.id in outcome.items
    ]


def _with_movement(item: form.AnyItem, outcome: RoundOutcome) -> form.AnyItem:
    """How many changed their answer since the round before, in a further round."""
    moved = outcome.items[item.id].movement
    if moved is None:
        return item
    part = form.MovementPart(changed=moved.changed, up=moved.up, down=moved.down, of=moved.of)
    return item.model_copy(update={"movement": part})


def _follows(round_: Round, dossier: Dossier) -> Keys:
    """For a further round the round that it follows."""
    before = next((entry.round for entry in dossier.rounds if entry.round.key == round_.follows), None)
    return {} if before is None else {"follows": before.id}


def tell_positions(entry: RoundDossier, outcome: RoundOutcome) -> list[form.PositionPart]:
    """The standpunten that were given; those that came after their round was set say so."""
    if entry.round.party is not Party.SPOKESPERSONS and not entry.round.decides:
        return []
    return [place for item in outcome.items.values() for place in _positions_of(entry.round, item, late=entry.late)]


def _positions_of(round_: Round, outcome: AnyOutcome, *, late: Set[tuple[str, str]]) -> Iterable[form.PositionPart]:
    consent = outcome if isinstance(outcome, ConsentOutcome) else None
    texts = _texts_of(consent) if consent else {}
    bounds = dict(consent.bounds) if consent else {}
    for town, word in (getattr(outcome, "voices", None) or {}).items():
        if word is None or not isinstance(word, str):
            continue
        keys: Keys = {"bound": bounds[town]} if town in bounds else {}
        keys |= {"late": True} if (outcome.item, town) in late else {}
        yield form.PositionPart(
            round=round_.id,
            item=outcome.item,
            municipality=town,
            word=str(word),
            text=texts.get(town, ""),
            **keys,
        )


def _texts_of(outcome: ConsentOutcome) -> dict[str, str]:
    """What each municipality said with its word; 'per lid' several of its voters may have."""
    texts: dict[str, list[str]] = {}
    for town, text in outcome.conditions + outcome.objections:
        texts.setdefault(town, []).append(text)
    return {town: "; ".join(said) for town, said in texts.items()}


def _tell_thresholds(thresholds: Thresholds) -> form.ThresholdsPart:
    return form.ThresholdsPart.model_validate(thresholds.model_dump(include=set(form.ThresholdsPart.model_fields)))


def _tell_round(entry: RoundDossier, dossier: Dossier) -> form.AnyRound:
    """A round; one that was not published is named without its items."""
    round_ = entry.round
    towns = [town.id for town in dossier.conference.municipalities]
    told = entry.disclosed if any(entry is shown for shown, _ in published(dossier)) else None
    keys: Keys = {
        "id": round_.id,
        "phase": round_.phase,
        "number": round_.number,
        "title": round_.title,
        "sort": round_.sort,
        "party": round_.party,
        "mode": round_.mode,
        "state": round_.state,
        "electorate": {town: len(entry.electorate.voters.get(town, ())) for town in towns},
        "items": [],
        **_ROUND_KEYS[round_.kind](round_),
        **({"reason": round_.reason} if round_.reason else {}),
        **_follows(round_, dossier),
    }
    if round_.decides and round_.party is Party.VOTERS:
        keys["decides"] = True
    if told is not None:
        keys["electorate"] = _in_order(told.electorate, towns)
        keys["answered"] = _in_order(told.answered, towns)
        keys["items"] = [_with_talk(item, entry) for item in tell_items(round_, told, towns=towns)]
        keys |= {"paper": entry.paper} if entry.paper else {}
        if told.order:
            keys["order"] = [list(tied) for tied in told.order]
    return _ROUNDS[round_.kind](kind=round_.kind, **keys)


def _with_talk(item: form.AnyItem, entry: RoundDossier) -> form.AnyItem:
    """With the lines that were admitted, and what came out of the conversation as the facilitator noted it."""
    keys: Keys = {"discussion": entry.notes[item.id]} if item.id in entry.notes else {}
    keys |= {"arguments": list(entry.arguments[item.id])} if item.id in entry.arguments else {}
    return item.model_copy(update=keys) if keys else item


def _tell_rate(round_: Round, item: RoundItem, outcome: RateOutcome, towns: Sequence[str]) -> form.RateItem:
    keys = _common(item, outcome, without=_unmarked(round_))
    _put(keys, outcome, "counts", lambda counts: [counts.get(str(value), 0) for value in range(1, 6)])
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "median", int)
    _put(keys, outcome, "leik", float)
    _put(keys, outcome, "status", str)
    _put(keys, outcome, "region", str)
    _put_voices(keys, outcome, towns, words=tuple(Voice))
    _put(keys, outcome, "heads", lambda heads: form.HeadsPart(for_=heads.for_, against=heads.against, of=heads.of))
    return form.RateItem(**_with_marks(keys, round_, outcome, towns))


def _tell_choose(_: Round, item: RoundItem, outcome: ChooseOutcome, towns: Sequence[str]) -> form.ChooseItem:
    placed = any(option.place is not None for option in item.options)
    without = ({"median"} if not outcome.ordered else set()) | ({"places"} if not placed else set())
    keys = {**_common(item, outcome, without=without), "options": _options(item)}
    _put(keys, outcome, "counts", _per_option(item))
    _put(keys, outcome, "no_opinion", int)
    if outcome.ordered:
        _put(keys, outcome, "median", str)
    _put(keys, outcome, "region", str)
    _put(keys, outcome, "dilemma", bool)
    _put_voices(keys, outcome, towns, words=tuple(option.id for option in item.options))
    if placed:
        _put(keys, outcome, "places", lambda places: _in_order(places, towns))
    return form.ChooseItem(**keys)


def _tell_approve(_: Round, item: RoundItem, outcome: ApproveOutcome, towns: Sequence[str]) -> form.ApproveItem:
    keys = {**_common(item, outcome), "options": _options(item)}
    options = tuple(option.id for option in item.options)
    _put(keys, outcome, "counts", _per_option(item))
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "region", lambda regions: _in_order(regions, options))
    _put_voices(keys, outcome, towns, words=options)
    return form.ApproveItem(**keys)


def _tell_rank(_: Round, item: RoundItem, outcome: RankOutcome, towns: Sequence[str]) -> form.RankItem:
    keys = {**_common(item, outcome), "options": _options(item)}
    _put(keys, outcome, "counts", _per_option(item))
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "scores", _per_option(item))
    _put(keys, outcome, "agreement", float)
    _put(keys, outcome, "baseline", float)
    _put(keys, outcome, "condorcet", str)
    _put(keys, outcome, "differs", bool)
    _put(keys, outcome, "region", _per_option(item))
    _put_voices(keys, outcome, towns, words=(), tell=lambda order: None if order is None else [*map(list, order)])
    return form.RankItem(**keys)


def _tell_open(_: Round, item: RoundItem, outcome: OpenOutcome, _towns: Sequence[str]) -> form.OpenItem:
    keys = _common(item, outcome)
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "texts", list)
    return form.OpenItem(**keys)


def _tell_points(_: Round, item: RoundItem, outcome: PointsOutcome, towns: Sequence[str]) -> form.PointsItem:
    keys = {**_common(item, outcome), "options": _options(item)}
    _put(keys, outcome, "counts", _per_option(item))
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "givers", _per_option(item))
    _put(keys, outcome, "shares", _floats)
    _put(keys, outcome, "region", _floats)
    _put_voices(keys, outcome, towns, words=(), tell=lambda shares: None if shares is None else _floats(shares))
    return form.PointsItem(**keys)


def _tell_grade(round_: Round, item: RoundItem, outcome: GradeOutcome, towns: Sequence[str]) -> form.GradeItem:
    keys = _common(item, outcome, without=_unmarked(round_))
    _put(keys, outcome, "counts", lambda counts: {grade: counts.get(grade, 0) for grade in Grade})
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "median", str)
    _put(keys, outcome, "region", str)
    _put_voices(keys, outcome, towns, words=tuple(Grade))
    return form.GradeItem(**_with_marks(keys, round_, outcome, towns))


def _tell_consent(_: Round, item: RoundItem, outcome: ConsentOutcome, towns: Sequence[str]) -> form.ConsentItem:
    keys = _common(item, outcome)
    if item.options:
        keys |= {"options": _options(item), "proposed": item.proposed}
    _put(keys, outcome, "counts", lambda counts: {word: counts[word] for word in Consent if word in counts})
    _put(keys, outcome, "no_opinion", int)
    _put(keys, outcome, "decision", str, key="region")
    _put_voices(keys, outcome, towns, words=tuple(Consent))
    for name in ("conditions", "objections"):
        told = [form.StatementPart(municipality=town, text=text) for town, text in getattr(outcome, name)]
        keys |= {name: told} if told else {}
    if outcome.bounds:
        keys["bounds"] = [form.BoundPart(municipality=town, option=option) for town, option in outcome.bounds]
    return form.ConsentItem(**keys)


_TELLERS: Mapping[Kind, Callable[..., form.AnyItem]] = {
    Kind.RATE: _tell_rate,
    Kind.CHOOSE: _tell_choose,
    Kind.APPROVE: _tell_approve,
    Kind.RANK: _tell_rank,
    Kind.OPEN: _tell_open,
    Kind.POINTS: _tell_points,
    Kind.GRADE: _tell_grade,
    Kind.CONSENT: _tell_consent,
}
_ROUNDS: Mapping[Kind, Callable[..., form.AnyRound]] = {
    Kind.RATE: form.RateRound,
    Kind.CHOOSE: form.ChooseRound,
    Kind.APPROVE: form.ApproveRound,
    Kind.RANK: form.RankRound,
    Kind.OPEN: form.OpenRound,
    Kind.POINTS: form.PointsRound,
    Kind.GRADE: form.GradeRound,
    Kind.CONSENT: form.ConsentRound,
}
_ROUND_KEYS: Mapping[Kind, Callable[[Round], Keys]] = {
    Kind.RATE: lambda round_: {"unacceptable": round_.unacceptable},
    Kind.CHOOSE: lambda round_: {"ordered": round_.ordered},
    Kind.APPROVE: lambda _: {},
    Kind.RANK: lambda round_: {"top": round_.top},
    Kind.OPEN: lambda _: {},
    Kind.POINTS: lambda round_: {"budget": round_.budget},
    Kind.GRADE: lambda round_: {"unacceptable": round_.unacceptable},
    Kind.CONSENT: lambda _: {},
}


def _common(item: RoundItem, outcome: AnyOutcome, *, without: Set[str] = frozenset()) -> Keys:
    """What every kind has. `hidden` names the keys that are absent because of the secrecy, in the file's order;
    keys `without` which the item would be anyway are not among them."""
    names = {"decision": "region"} if isinstance(outcome, ConsentOutcome) else {}
    gone = {names.get(name, name) for name in outcome.hidden - without}
    if getattr(outcome, "voice_counts", None) is not None:
        gone.discard("voices")  # their counts stand in its place
    keys: Keys = {
        "id": item.id,
        "title": item.title,
        "hidden": [name for name in _KEYS[type(outcome)] if name in gone],
    }
    return {**keys, "sensitive": True} if item.sensitive else keys


_KEYS: Mapping[type[AnyOutcome], tuple[str, ...]] = {
    RateOutcome: tuple(form.RateItem.model_fields),
    ChooseOutcome: tuple(form.ChooseItem.model_fields),
    ApproveOutcome: tuple(form.ApproveItem.model_fields),
    RankOutcome: tuple(form.RankItem.model_fields),
    OpenOutcome: tuple(form.OpenItem.model_fields),
    PointsOutcome: tuple(form.PointsItem.model_fields),
    GradeOutcome: tuple(form.GradeItem.model_fields),
    ConsentOutcome: tuple(form.ConsentItem.model_fields),
}


def _put(keys: Keys, outcome: AnyOutcome, name: str, tell: Callable[[Any], object], *, key: str = "") -> None:
    """Set one key: absent when hidden, null when there is no value."""
    if name not in outcome.hidden:
        value = getattr(outcome, name)
        keys[key or name] = None if value is None else tell(value)


def _put_voices(
    keys: Keys,
    outcome: AnyOutcome,
    towns: Sequence[str],
    *,
    words: Sequence[str],
    tell: Callable[[Any], object] = lambda word: word,
) -> None:
    """The beelden by municipality, or only how many of each word where no more may be shown."""
    voices, counts = getattr(outcome, "voices", None), getattr(outcome, "voice_counts", None)
    if voices is not None:
        keys["voices"] = {town: tell(word) for town, word in _in_order(voices, towns).items()}
    elif counts is not None:
        keys["voices"] = _in_order(counts, words)
    elif "voices" not in outcome.hidden:
        keys["voices"] = None


def _unmarked(round_: Round) -> Set[str]:
    return frozenset() if round_.unacceptable else frozenset({"unacceptable", "unacceptable_marks"})


def _with_marks(keys: Keys, round_: Round, outcome: RateOutcome | GradeOutcome, towns: Sequence[str]) -> Keys:
    if round_.unacceptable:
        _put(keys, outcome, "unacceptable", lambda found: [town for town in towns if town in found])
        _put(keys, outcome, "unacceptable_marks", int)
    return keys


def _options(item: RoundItem) -> list[form.OptionPart]:
    return [form.OptionPart(id=option.id, title=option.title, place=option.place) for option in item.options]


def _per_option(item: RoundItem) -> Callable[[Mapping[str, int]], dict[str, int]]:
    return lambda counts: {option.id: counts.get(option.id, 0) for option in item.options}


def _floats(shares: Mapping[str, Fraction]) -> dict[str, float]:
    return {option: float(share) for option, share in shares.items()}


def _in_order(mapping: Mapping[str, _V], order: Iterable[str]) -> dict[str, _V]:
    return {key: mapping[key] for key in order if key in mapping}
