"""Results for a phone: short first, more behind buttons. Shows disclosed outcomes only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot import buttons, phrases
from bot.cards.card import Card, Key, bold, esc, italic, lines, pages_of
from bot.cards.results_of_pieces import (
    approval_words,
    ranking_words,
    tell_approvals,
    tell_rankings,
    tell_texts,
)
from bot.cards.values import letter_of
from bot.phrases import kinds as kind_words
from bot.phrases.papers import counted as counted_papers
from flows.conference.model import Conference, Round, RoundItem
from flows.outcomes import (
    ChooseOutcome,
    ConsentOutcome,
    GradeOutcome,
    Outcome,
    PointsOutcome,
    RateOutcome,
    RoundOutcome,
)
from flows.pack.form import Pack
from flows.words import Consent, Decision, Kind, Package, Party, Polarity, Region, Sort, Status, Voice

SHORT: Final = "short"
TOWNS: Final = "towns"
ALL: Final = "all"
MEANING: Final = "meaning"

_PER_SECTION: Final = 6
_PER_PAGE: Final = 24
_TEXTS_PER_PAGE: Final = 12
_PAGE_LENGTH: Final = 3400
"""Characters of a page: what is written with a mits or bezwaar may be long, and nothing may fall off."""
_TEXTS_PER_TOWN: Final = 3
_SHORT_LINES: Final = 60
_SHORT_LENGTH: Final = 2800
_TALK_LENGTH: Final = 1800
"""Characters of an item's result in the conversation: its clock and its notes stand below."""


@dataclass(frozen=True, kw_only=True)
class ResultView:
    """What a result card needs. `link` makes a deep link to a private view; None shows the buttons in place."""

    pack: Pack
    conference: Conference
    round: Round
    outcome: RoundOutcome
    link: Callable[[str], str] | None = None
    packages: Mapping[str, Package] = field(default_factory=dict)
    """Item -> package, where the standpunten on tasks are shown."""
    paper: int = 0
    """Persons whose answers were entered from paper."""

    @property
    def names(self) -> Mapping[str, str]:
        return {m.id: m.name for m in self.conference.municipalities}


def result_card(view: ResultView, *, which: str = SHORT, page: int = 0) -> Card:
    """One of the views of a published result."""
    shown = {SHORT: _short, TOWNS: _towns, ALL: _all, MEANING: _meaning}.get(which, _short)
    return shown(view, page)


def summary_lines(view: ResultView) -> list[str]:
    """The outcome in one or two lines, for the desk."""
    counted = [
        f"{name.lower()} {len(items)}"
        for name, items in _sections(view).items()
        if items and view.round.kind in _SECTIONS
    ]
    return [" · ".join(counted).capitalize()] if counted else [line for line in _body(view, limit=3) if line][:4]


def _short(view: ResultView, _page: int) -> Card:
    body = ([line] for line in _body(view, limit=_PER_SECTION) if line is not None)
    first, *more = pages_of(body, most=_SHORT_LINES, longest=_SHORT_LENGTH)
    rest = f"De rest staat onder ‘{_all_label(view)}’." if more else None
    return Card(lines([*_head(view), *first, rest, *_warnings(view)]), _rows(view, SHORT))


def _all(view: ResultView, page: int) -> Card:
    body = [line for line in _body(view, limit=None) if line is not None]
    size = _TEXTS_PER_PAGE if view.round.kind is Kind.OPEN else _PER_PAGE
    pages = pages_of(([line] for line in body), most=size, longest=_PAGE_LENGTH)
    page = max(0, min(page, len(pages) - 1))
    head = [*_head(view), f"Blad {page + 1} van {len(pages)}" if len(pages) > 1 else None]
    return Card(lines([*head, *pages[page]]), (*_pager(view, ALL, page, len(pages)), *_rows(view, ALL)))


def _towns(view: ResultView, page: int) -> Card:
    body: list[str] = []
    for item in view.round.items:
        outcome = view.outcome.items[item.id]
        words = _TOWN_WORDS[view.round.kind](item, outcome)
        if words is None:
            continue
        body.append(bold(item.title))
        grouped: dict[str, list[str]] = {}
        for town, word in words.items():
            grouped.setdefault(word, []).append(esc(view.names.get(town, town)))
        body.extend(f"{esc(word[:1].upper() + word[1:])}: {', '.join(towns)}" for word, towns in grouped.items())
    if not body:
        body = ["Bij deze vragen tonen wij geen beeld per gemeente."]
    pages = pages_of(([line] for line in body), most=_PER_PAGE, longest=_PAGE_LENGTH)
    page = max(0, min(page, len(pages) - 1))
    return Card(lines([*_head(view), *pages[page]]), (*_pager(view, TOWNS, page, len(pages)), *_rows(view, TOWNS)))


def _meaning(view: ResultView, _page: int) -> Card:
    return Card(lines([bold(phrases.WHAT_DOES_IT_MEAN), *_MEANINGS[_meaning_of(view)]]), _rows(view, MEANING))


def _head(view: ResultView) -> list[str | None]:
    outcome = view.outcome
    answered, of = sum(outcome.answered.values()), sum(outcome.electorate.values())
    who = "woordvoerders" if view.round.party is Party.SPOKESPERSONS else "bestuurders"
    shows_voices = view.round.kind is Kind.RATE and view.round.sort is Sort.VOORSTEL
    return [
        bold(f"{view.round.title}, ronde {view.round.number}: de uitslag"),
        f"{answered} van {of} {who}, {len(outcome.electorate)} gemeenten",
        counted_papers(view.paper) if view.paper else None,
        italic("Gemeenten: voor – tussen – tegen") if shows_voices else _legend(view),
    ]


def _legend(view: ResultView) -> str | None:
    """What 'x van y' behind an item counts."""
    if view.round.kind is Kind.RATE:
        return italic("Getal: hoeveel bestuurders 4 of 5 gaven")
    if view.round.kind is Kind.CONSENT:
        who = "gemeenten" if _decides(view) else "bestuurders"
        return italic(f"Getal: hoeveel {who} instemmen")
    return None


def _decides(view: ResultView) -> bool:
    """Whether standpunten were given, by woordvoerders or by all voters together."""
    return view.round.decides or view.round.party is Party.SPOKESPERSONS


def _body(view: ResultView, *, limit: int | None) -> list[str | None]:
    if view.round.kind in _BODIES:
        return _BODIES[view.round.kind](view, limit)
    body: list[str | None] = []
    for name, items in _sections(view).items():
        if not items:
            continue
        body.append(bold(f"{name} ({len(items)})"))
        shown = items if limit is None else items[:limit]
        body.extend(_item_line(view, item) for item in shown)
        if len(shown) < len(items):
            body.append(f"en nog {len(items) - len(shown)}")
    return body


def _sections(view: ResultView) -> dict[str, list[RoundItem]]:
    """Items under the words that came out, in a fixed order; the strongest first."""
    name_of = _SECTIONS.get(view.round.kind)
    if name_of is None:
        return {"Uitslag": list(view.round.items)}
    order, word_of = name_of
    found: dict[str, list[RoundItem]] = {name: [] for name in order(view)}
    for item in view.round.items:
        found.setdefault(word_of(view, item, view.outcome.items[item.id]), []).append(item)
    for items in found.values():
        items.sort(key=lambda item: _strength(view, view.outcome.items[item.id]), reverse=True)
    return found


def _rate_order(view: ResultView) -> Sequence[str]:
    if view.round.sort is Sort.VOORSTEL:
        return list(phrases.REGION.values())
    return [*_FACTOR_WORDS.values(), *dict.fromkeys(phrases.RECOGNISED.values()), _HIDDEN]


_FACTOR_WORDS: Final = {
    (Polarity.POSITIVE, Status.AGREED_FOR): "Sterke punten, herkend",
    (Polarity.RISK, Status.AGREED_FOR): "Risico’s, herkend",
}
_HIDDEN: Final = "Te weinig antwoorden om te tonen"


def _rate_word(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, RateOutcome):
        return _HIDDEN
    if view.round.sort is Sort.VOORSTEL:
        return phrases.REGION[outcome.region] if outcome.region is not None else _HIDDEN
    if outcome.status is None:
        return _HIDDEN
    mixed = any(i.polarity is Polarity.RISK for i in view.round.items)
    if mixed and (item.polarity, outcome.status) in _FACTOR_WORDS:
        return _FACTOR_WORDS[item.polarity, outcome.status]
    return phrases.RECOGNISED[outcome.status]


def _choose_order(view: ResultView) -> Sequence[str]:
    if view.packages:
        return list(phrases.PACKAGE.values())
    return ["Eén lijn", "Gemeenten liggen ver uiteen", "Nog geen gezamenlijke keuze"]


def _choose_word(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if item.id in view.packages:
        return phrases.PACKAGE[view.packages[item.id]]
    if isinstance(outcome, ChooseOutcome) and outcome.dilemma:
        return "Gemeenten liggen ver uiteen"
    if isinstance(outcome, ChooseOutcome) and outcome.region is not None:
        return "Eén lijn"
    return "Nog geen gezamenlijke keuze"


def _consent_order(_view: ResultView) -> Sequence[str]:
    return [phrases.DECISION[d].capitalize() for d in Decision]


def _consent_word(_view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if isinstance(outcome, ConsentOutcome) and outcome.decision is not None:
        return phrases.DECISION[outcome.decision].capitalize()
    return _HIDDEN


_SECTIONS: Final[
    Mapping[Kind, tuple[Callable[[ResultView], Sequence[str]], Callable[[ResultView, RoundItem, Outcome], str]]]
] = {
    Kind.RATE: (_rate_order, _rate_word),
    Kind.CHOOSE: (_choose_order, _choose_word),
    Kind.CONSENT: (_consent_order, _consent_word),
}


def _strength(view: ResultView, outcome: Outcome) -> tuple[int, int]:
    """For sorting within a section: municipalities for, minus against; then heads for. A beeld by heads alone."""
    if not isinstance(outcome, RateOutcome):
        return (0, 0)
    counts = (voice_counts(outcome) or {}) if view.round.sort is Sort.VOORSTEL else {}
    heads = outcome.heads.for_ if outcome.heads is not None else 0
    return (counts.get(Voice.FOR, 0) * 2 - counts.get(Voice.AGAINST, 0), heads)


def voice_counts(outcome: RateOutcome) -> Mapping[Voice, int] | None:
    """How many municipalities for, between and against; None where that is not shown."""
    if outcome.voices is not None:
        return {voice: sum(1 for v in outcome.voices.values() if v is voice) for voice in Voice}
    return outcome.voice_counts


def item_lines(view: ResultView, item: RoundItem) -> list[str]:
    """The result of one item in a few lines, for the conversation: what came out, and who stands where."""
    outcome, told = view.outcome.items[item.id], []
    if view.round.kind in _SECTIONS:
        word = _SECTIONS[view.round.kind][1](view, item, outcome)
        told.append(f"{esc(word)}{_ITEM_TAIL[view.round.kind](view, item, outcome)}")
    grouped: dict[str, list[str]] = {}
    for town, word in (_TOWN_WORDS[view.round.kind](item, outcome) or {}).items():
        grouped.setdefault(word, []).append(view.names.get(town, town))
    towns_told = [esc(f"{word[:1].upper()}{word[1:]}: {', '.join(towns)}") for word, towns in grouped.items()]
    first, *more = pages_of([[line] for line in (*told, *towns_told)], most=_PER_PAGE, longest=_TALK_LENGTH)
    left = sum(len(page) for page in more)
    return [*first, f"en nog {phrases.count_word(left, 'regel', 'regels')}; zie de uitslag"] if left else first


def _item_line(view: ResultView, item: RoundItem) -> str:
    outcome = view.outcome.items[item.id]
    return f"{esc(item.title)}{_ITEM_TAIL[view.round.kind](view, item, outcome)}"


def _rate_tail(view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, RateOutcome):
        return ""
    counts = voice_counts(outcome)
    if view.round.sort is Sort.VOORSTEL and counts is not None:
        if not any(n for voice, n in counts.items() if voice is not Voice.NONE):
            return ""
        mark = " · onaanvaardbaar" if outcome.unacceptable else ""
        return f"  {counts.get(Voice.FOR, 0)}–{counts.get(Voice.BETWEEN, 0)}–{counts.get(Voice.AGAINST, 0)}{mark}"
    if outcome.heads is not None and outcome.heads.of:
        return f"  {outcome.heads.for_} van {outcome.heads.of}"
    return ""


def _choose_tail(view: ResultView, item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, ChooseOutcome):
        return ""
    titles = {o.id: o.title for o in item.options}
    if view.round.party is Party.SPOKESPERSONS:
        counts = outcome.counts or {}
        return "  " + " · ".join(f"{esc(titles.get(o, o).lower())} {n}" for o, n in counts.items() if n)
    return f": {letter_of(item, outcome.region)} {esc(titles[outcome.region])}" if outcome.region in titles else ""


def _consent_tail(view: ResultView, _item: RoundItem, outcome: Outcome) -> str:
    if not isinstance(outcome, ConsentOutcome):
        return ""
    if outcome.voices is not None and _decides(view):
        words = [Consent(v.partition(":")[0]) for v in outcome.voices.values() if v is not None]
        agreed = sum(1 for w in words if w in {Consent.AGREE, Consent.CONDITION})
        return f"  {agreed} van {len(outcome.voices)}"
    if outcome.counts:
        agreed = sum(n for word, n in outcome.counts.items() if word.partition(":")[0] in {"agree", "condition"})
        return f"  {agreed} van {sum(outcome.counts.values())}"
    return ""


_ITEM_TAIL: Final[Mapping[Kind, Callable[[ResultView, RoundItem, Outcome], str]]] = {
    Kind.RATE: _rate_tail,
    Kind.CHOOSE: _choose_tail,
    Kind.CONSENT: _consent_tail,
}


def _points_body(view: ResultView, limit: int | None) -> list[str | None]:
    item = view.round.items[0]
    outcome = view.outcome.items[item.id]
    if not isinstance(outcome, PointsOutcome) or outcome.region is None:
        return ["Te weinig antwoorden om te tonen."]
    titles = {o.id: o.title for o in item.options}
    ranked = sorted(outcome.region.items(), key=lambda pair: -pair[1])
    shown = ranked if limit is None else ranked[: limit + 2]
    body: list[str | None] = [italic("Aandeel van de punten, elke gemeente telt even zwaar")]
    body += [f"{n}. {esc(titles[o])}  {round(float(s) * 100)}%" for n, (o, s) in enumerate(shown, start=1)]
    return [*body, f"en nog {len(ranked) - len(shown)}" if len(shown) < len(ranked) else None]


def _grade_body(view: ResultView, _limit: int | None) -> list[str | None]:
    titles = {item.id: item.title for item in view.round.items}
    body: list[str | None] = [italic("Beste eerst; elke gemeente telt even zwaar")]
    place = 1
    for tied in view.outcome.order:
        for item in tied:
            outcome = view.outcome.items[item]
            word = ""
            if isinstance(outcome, GradeOutcome) and outcome.region is not None:
                mark = " · onaanvaardbaar voor een gemeente" if outcome.unacceptable else ""
                word = f": {phrases.GRADES[outcome.region].lower()}{mark}"
            body.append(f"{place}. {bold(titles[item])}{word}")
        place += len(tied)
    return body if len(body) > 1 else ["Te weinig antwoorden om te tonen."]


_BODIES: Final[Mapping[Kind, Callable[[ResultView, int | None], list[str | None]]]] = {
    Kind.POINTS: _points_body,
    Kind.GRADE: _grade_body,
    Kind.APPROVE: lambda view, limit: tell_approvals(view.round, view.outcome, limit=limit),
    Kind.RANK: lambda view, limit: tell_rankings(view.round, view.outcome, limit=limit),
    Kind.OPEN: lambda view, limit: tell_texts(view.round, view.outcome, limit=limit),
}


def _warnings(view: ResultView) -> list[str | None]:
    """Where persons and municipalities say different things, in plain words; at most two."""
    if view.round.kind is not Kind.RATE or view.round.sort is not Sort.VOORSTEL:
        return []
    found = []
    for item in view.round.items:
        outcome = view.outcome.items[item.id]
        if not isinstance(outcome, RateOutcome) or outcome.heads is None or outcome.heads.of == 0:
            continue
        half = outcome.heads.for_ * 2 >= outcome.heads.of
        if half and outcome.region in {Region.SPLIT, Region.REJECTED}:
            found.append(
                italic(f"Let op: bij {item.title} is minstens de helft van de personen voor. Per gemeente niet.")
            )
        if not half and outcome.region is Region.CARRIED:
            found.append(
                italic(f"Let op: bij {item.title} zijn de gemeenten voor, maar minder dan de helft per hoofd.")
            )
    return ["", *found[:2]] if found else []


def _voice_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, RateOutcome) or outcome.voices is None:
        return None
    return {town: phrases.VOICE[voice] for town, voice in outcome.voices.items()}


def _option_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, ChooseOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {town: titles.get(option or "", "geen keuze") for town, option in outcome.voices.items()}


def _grade_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, GradeOutcome) or outcome.voices is None:
        return None
    return {t: phrases.GRADES[g] if g is not None else "geen oordeel" for t, g in outcome.voices.items()}


def _consent_words(_item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, ConsentOutcome) or outcome.voices is None:
        return None
    words = {
        town: phrases.CONSENT[Consent(word.partition(":")[0])] if word is not None else "nog geen standpunt"
        for town, word in outcome.voices.items()
    }
    texts: dict[str, list[str]] = {}
    for town, text in (*outcome.conditions, *outcome.objections):
        texts.setdefault(town, []).append(text)
    return {town: f"{word} ({_texts_of(texts[town])})" if town in texts else word for town, word in words.items()}


def _texts_of(texts: Sequence[str]) -> str:
    """What a municipality wrote; 'per lid' that may be more than one text."""
    more = [f"en nog {len(texts) - _TEXTS_PER_TOWN}"] if len(texts) > _TEXTS_PER_TOWN else []
    return "; ".join([*texts[:_TEXTS_PER_TOWN], *more])


def _share_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    if not isinstance(outcome, PointsOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {
        town: ", ".join(
            f"{titles[o]} {round(float(s) * 100)}%" for o, s in sorted(shares.items(), key=lambda p: -p[1])[:3] if s
        )
        if shares is not None
        else "geen beeld"
        for town, shares in outcome.voices.items()
    }


_TOWN_WORDS: Final[Mapping[Kind, Callable[[RoundItem, Outcome], Mapping[str, str] | None]]] = {
    Kind.RATE: _voice_words,
    Kind.CHOOSE: _option_words,
    Kind.GRADE: _grade_words,
    Kind.CONSENT: _consent_words,
    Kind.POINTS: _share_words,
    Kind.APPROVE: approval_words,
    Kind.RANK: ranking_words,
    Kind.OPEN: lambda _item, _outcome: None,
}


_TOLD_APART: Final = frozenset({Kind.APPROVE, Kind.RANK, Kind.OPEN})
"""Kinds that mean something else than 'herkend', also as a beeld."""


def _meaning_of(view: ResultView) -> str:
    if view.packages:
        return "package"
    if _decides(view):
        return "standpunt" if view.round.party is Party.SPOKESPERSONS else "member"
    if view.round.sort is Sort.BEELD:
        return view.round.kind.value if view.round.kind in _TOLD_APART else "beeld"
    return view.round.kind.value


_MEANINGS: Final[Mapping[str, Sequence[str]]] = {
    "rate": (
        "Elke gemeente telt even zwaar.",
        "<b>Voor</b>: de middelste bestuurder van de gemeente geeft 4 of 5.",
        "<b>Tegen</b>: de middelste geeft 1 of 2. Anders <b>tussen</b>.",
        "",
        "<b>Gedragen</b>: minstens driekwart van de gemeenten is voor en geen enkele tegen.",
        "<b>Gesplitst</b>: er is een gemeente voor en een gemeente tegen.",
        "<b>Nog open</b>: al het andere. Daar helpt een gesprek.",
        "",
        "Dit is een beeld. Het bindt niemand.",
    ),
    "beeld": (
        "<b>Herkend</b>: minstens driekwart van de personen herkent dit, en bijna niemand niet.",
        "<b>Beelden verschillen</b>: ook dat is een uitkomst. Praat erover.",
        "",
        "Bij gevoelige vragen tonen wij alleen totalen, vanaf vijf antwoorden.",
    ),
    "points": (
        "Elke bestuurder verdeelde tien punten.",
        "Wij nemen per gemeente het gemiddelde, en daarna het gemiddelde van de gemeenten.",
        "Zo telt elke gemeente even zwaar.",
    ),
    "choose": (
        "De keuzes lopen van zelfstandig naar samen.",
        "Per gemeente telt de middelste keuze; voor de regio de middelste van de gemeenten.",
        "<b>Ver uiteen</b>: meer dan twee keuzes of veertig punten verschil.",
    ),
    "grade": (
        "Per gemeente telt het middelste oordeel.",
        "De vorm met het beste middelste oordeel van de gemeenten staat bovenaan.",
    ),
    "approve": kind_words.MEANING_APPROVE,
    "rank": kind_words.MEANING_RANK,
    "open": kind_words.MEANING_OPEN,
    "consent": ("Een gemeente stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen.",),
    "package": (
        "Hier spreekt de woordvoerder namens de gemeente, onder voorbehoud van college en raad.",
        "",
        "<b>Basispakket</b>: elke gemeente zegt nu, of al geregeld.",
        "<b>Pluspakket</b>: twee of meer gemeenten zeggen nu of later. Wie niet meedoet, houdt hen niet tegen.",
        "<b>Bespreken</b>: voor minstens één gemeente is de taak onaanvaardbaar.",
        "<b>Niet nu</b>: de rest.",
    ),
    "standpunt": (
        "Hier spreekt de woordvoerder namens de gemeente, onder voorbehoud van college en raad.",
        "<b>Aangenomen</b>: elke gemeente stemt in. Zwijgen is geen instemmen.",
    ),
    "member": (
        "Iedere bestuurder antwoordt voor zich.",
        "Een gemeente stemt in als niet meer van haar bestuurders bezwaar maken dan instemmen.",
        "<b>Aangenomen</b>: elke gemeente stemt in. Zwijgen is geen instemmen.",
    ),
}


def _rows(view: ResultView, current: str) -> tuple[tuple[Key, ...], ...]:
    total = len(view.round.items)
    texts = view.round.kind is Kind.OPEN
    names = {TOWNS: phrases.PER_TOWN, ALL: _all_label(view), MEANING: phrases.WHAT_DOES_IT_MEAN, SHORT: phrases.BACK}
    more = [ALL] if total > 1 or texts else []
    wanted = [*([] if texts else [TOWNS]), *more, MEANING] if current == SHORT else [SHORT]
    keys = [_key(view, names[which], which) for which in wanted]
    return tuple(tuple(row) for row in (keys[:-1], keys[-1:]) if row)


def _all_label(view: ResultView) -> str:
    return kind_words.ALL_TEXTS if view.round.kind is Kind.OPEN else f"Alle {len(view.round.items)}"


def _pager(view: ResultView, which: str, page: int, pages: int) -> tuple[tuple[Key, ...], ...]:
    if pages <= 1:
        return ()
    key = view.round.key
    before = Key(phrases.PREVIOUS, buttons.Result(key, which, (page - 1) % pages))
    after = Key(phrases.NEXT, buttons.Result(key, which, (page + 1) % pages))
    return ((before, after),)


def _key(view: ResultView, name: str, which: str) -> Key:
    if view.link is not None:
        return Key(name, url=view.link(f"s_{view.round.key}_{which}"))
    return Key(name, buttons.Result(view.round.key, which, 0))
