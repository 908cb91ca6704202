"""The desk (regietafel): where the conference stands, advice, and a button for every sensible step, no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot import buttons, phrases
from bot.cards.card import Card, Key, bold, esc, lines, rows_of
from bot.cards.group import town_lines
from bot.cards.results import ResultView, summary_lines
from bot.cards.values import count_units
from flows.conference.model import Municipality, Participant, Round
from flows.ports import Progress
from flows.services.roster import Invited
from flows.services.stage import Stage
from flows.words import Approach, ConferenceState, Party, Presence, Role, RoundState

_ENOUGH = 2
"""A municipality has a beeld from half of its delegation on."""
_AWAY_SHOWN: Final = 6
_PEOPLE_SHOWN: Final = 90
"""A keyboard holds 100 buttons; Telegram drops what is beyond."""
_LINKS_LENGTH: Final = 3500
"""Characters of invitations in one message; a link that falls off is a board member who cannot come in."""


@dataclass(frozen=True, kw_only=True)
class DeskView:
    """What the desk shows."""

    stage: Stage
    progress: Sequence[Progress] = ()
    result: ResultView | None = None
    talk: tuple[str, ...] = ()
    """Titles of proposed bespreekpunten."""
    blocked: str | None = None
    """Why the next phase cannot start, as a key of the refusals; None when it can."""
    next_title: str | None = None
    next_minutes: int = 0
    next_rounds: bool = True
    """Whether something is asked in the next phase; after the last one nothing is."""
    estimate: Mapping[str, int] = field(default_factory=dict)
    """Per selection the expected minutes."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Per selection the number of items."""
    grouped: bool = False
    group_link: str = ""
    approach_advice: str = ""


def desk_card(view: DeskView) -> Card:
    """The desk as it is now."""
    stage = view.stage
    if stage.conference.state is not ConferenceState.ACTIVE:
        return _over(view)
    current = stage.current
    if current is not None:
        return _BY_STATE[current.state](view, current)
    if stage.phase.rounds:
        return _between(view)
    return _preparing(view)


def _preparing(view: DeskView) -> Card:
    stage = view.stage
    conference = stage.conference
    counts = [
        f"{esc(town.name)} {len(stage.voters_of(town))}"
        + (f", woordvoerder {esc(speaker.name)}" if (speaker := stage.spokesperson_of(town)) else "")
        for town in conference.municipalities
    ]
    people = [p for p in stage.participants if p.role is not Role.FACILITATOR]
    joined = sum(1 for p in people if p.presence is Presence.JOINED)
    text = lines(
        [
            bold(f"Regie: {conference.name}"),
            f"Voorbereiding · niveau {phrases.SECRECY[conference.secrecy]}",
            "",
            *counts,
            "",
            f"{len(people)} op de lijst, {joined} binnen" if people else None,
            f"Groep: {'gekoppeld' if view.grouped else 'nog niet gekoppeld'}",
            *_advice(_preparation_advice(view, people, joined)),
        ]
    )
    cid = conference.id
    towns = [Key(town.name, buttons.DeskTown("people", cid, town.id)) for town in conference.municipalities]
    more = [
        Key(phrases.ADVISERS, buttons.Desk("advisers", cid, "x")),
        Key(phrases.OBSERVERS, buttons.Desk("observers", cid, "x")),
    ]
    voters = any(stage.voters_of(town) for town in conference.municipalities)
    invite = [Key(phrases.LINKS, buttons.Desk("links", cid, "x"))] if people else []
    speak = [Key(phrases.SPOKESPEOPLE, buttons.Desk("speakers", cid, "x"))] if voters else []
    group = [] if view.grouped else [Key(phrases.ADD_TO_GROUP, url=view.group_link)]
    go = [] if view.blocked else [_advance_key(stage)]
    rows = (*rows_of(towns, 2), tuple(more), (*invite, *speak), tuple(group), tuple(go))
    return Card(text, tuple(row for row in rows if row))


def _preparation_advice(view: DeskView, people: Sequence[Participant], joined: int) -> str:
    if view.blocked:
        return phrases.refusal(view.blocked, {})
    if not view.grouped:
        return "koppel de groep en deel de uitnodigingen. Zonder groep krijgt ieder het bericht in het eigen gesprek."
    if joined < len(people):
        left = len(people) - joined
        return f"deel de uitnodigingen; {left} {phrases.verb(left, 'is', 'zijn')} nog niet binnen. Beginnen kan al."
    return "iedereen is binnen. U kunt beginnen."


def _draft(view: DeskView, round_: Round) -> Card:
    template = view.stage.pack.round(round_.template)
    minutes = view.estimate.get(round_.selection, 1)
    text = lines(
        [
            bold(f"Regie: {round_.title} staat klaar"),
            _where(view.stage),
            f"{count_units(view.stage.pack, round_)}, ongeveer {phrases.count_word(minutes, 'minuut', 'minuten')}. "
            + esc(template.intro),
            _unreached(view.stage, round_),
            *_advice("open de ronde als iedereen er klaar voor is."),
        ]
    )
    choice = tuple(
        Key(
            (phrases.TICK if round_.selection == which else "") + f"{name} ({view.counts[which]})",
            buttons.DeskRound(f"select_{which}", round_.key),
        )
        for which, name in (("core", "Kern"), ("all", "Alles"))
        if template.items is not None and view.counts.get("core") != view.counts.get("all")
    )
    rows = (choice, (Key(phrases.OPEN_ROUND, buttons.DeskRound("open", round_.key)),))
    return Card(text, tuple(row for row in rows if row))


def _open(view: DeskView, round_: Round) -> Card:
    voters = [p for p in view.progress if p.municipality is not None]
    done, busy = sum(p.done for p in voters), sum(p.busy for p in voters)
    total = sum(p.voters for p in voters)
    advisers = next((p for p in view.progress if p.municipality is None), None)
    text = lines(
        [
            bold(f"Regie: {round_.title}, ronde {round_.number} is open"),
            f"Klaar {done} · bezig {busy} · niet begonnen {total - done - busy}",
            *town_lines(view.stage.conference, voters),
            f"adviseurs {advisers.done}/{advisers.voters}" if advisers is not None else None,
            *_advice(_waiting_advice(view, voters)),
        ]
    )
    close = Key(phrases.CLOSE_ROUND, buttons.DeskRound("close", round_.key))
    return Card(text, ((close, Key(phrases.REFRESH, buttons.DeskRound("refresh", round_.key))),))


def _waiting_advice(view: DeskView, progress: Sequence[Progress]) -> str:
    names = {m.id: m.name for m in view.stage.conference.municipalities}
    thin = [names[p.municipality] for p in progress if p.municipality in names and p.done * _ENOUGH < p.voters]
    left = sum(p.voters - p.done for p in progress)
    if thin:
        verb = "is" if len(thin) == 1 else "zijn"
        return f"wacht nog even. {phrases.join_names(thin)} {verb} nog niet met genoeg mensen klaar."
    if left:
        return f"sluiten kan. Elke gemeente is ver genoeg; {left} {phrases.verb(left, 'is', 'zijn')} nog niet klaar."
    return "iedereen is klaar. Sluit de ronde."


def _closed(view: DeskView, round_: Round) -> Card:
    text = lines(
        [
            bold(f"Regie: {round_.title}, ronde {round_.number} is dicht"),
            *(summary_lines(view.result) if view.result else []),
            *_advice(_publish_advice(view)),
        ]
    )
    look = Key(phrases.SHOW_RESULT, buttons.Result(round_.key, "short", 0))
    return Card(text, ((look,), (Key(phrases.PUBLISH, buttons.DeskRound("publish", round_.key)),)))


def _publish_advice(view: DeskView) -> str:
    if not view.talk:
        return "toon de uitslag en neem tijd voor een gesprek."
    return f"toon de uitslag. Bespreek daarna: {phrases.join_names(view.talk)}."


def _published(view: DeskView, round_: Round) -> Card:
    text = lines(
        [
            bold(f"Regie: {round_.title}, ronde {round_.number} is gedeeld"),
            *(summary_lines(view.result) if view.result else []),
            *_advice(
                f"bespreek samen {phrases.join_names(view.talk)}. Stel daarna vast."
                if view.talk
                else "neem tijd voor een gesprek. Stel daarna vast."
            ),
        ]
    )
    look = Key(phrases.SHOW_RESULT, buttons.Result(round_.key, "short", 0))
    return Card(text, ((look,), (Key(phrases.SETTLE, buttons.DeskRound("settle", round_.key)),)))


def _between(view: DeskView) -> Card:
    """All rounds of the phase are settled."""
    stage = view.stage
    cid = stage.conference.id
    export = Key(phrases.EXPORT, buttons.Desk("export", cid, "x"))
    if view.blocked == "approach_not_decided":
        text = lines(
            [
                bold("Regie: kies de aanpak"),
                "De gemeenten zijn het niet eens over de voorgestelde aanpak.",
                esc(view.approach_advice) if view.approach_advice else None,
                *_advice("u beslist. Schrijf op waarom; dat komt in het document."),
            ]
        )
        names = {text.id: text.title for text in stage.pack.approaches}
        keys = tuple(Key(names[a], buttons.Desk("approach", cid, a.value)) for a in Approach)
        return Card(text, (keys,))
    title = f"Regie: de fase {stage.phase.title.lower()} is klaar"
    advice = phrases.refusal(view.blocked, {}) if view.blocked else _next_advice(view)
    text = lines([bold(title), *(summary_lines(view.result) if view.result else []), *_advice(advice)])
    go = () if view.blocked else (_advance_key(stage),)
    return Card(text, tuple(row for row in (go, (export,)) if row))


def _next_advice(view: DeskView) -> str:
    if not view.next_rounds:
        return "dit was de laatste fase. Met de knop hieronder rondt u de conferentie af."
    if view.next_minutes:
        return (
            f"hierna komt {str(view.next_title).lower()}, ongeveer {view.next_minutes} minuten met het gesprek erbij."
        )
    return f"hierna komt {str(view.next_title).lower()}."


def _over(view: DeskView) -> Card:
    conference = view.stage.conference
    text = lines(
        [
            bold(f"Regie: {conference.name} is afgerond"),
            *_advice("deel het beslisdocument met de colleges en de raden."),
        ]
    )
    return Card(text, ((Key(phrases.EXPORT, buttons.Desk("export", conference.id, "x")),),))


_BY_STATE: Final[Mapping[RoundState, Callable[[DeskView, Round], Card]]] = {
    RoundState.DRAFT: _draft,
    RoundState.OPEN: _open,
    RoundState.CLOSED: _closed,
    RoundState.PUBLISHED: _published,
    RoundState.TALK: _published,
}


def speakers_card(stage: Stage, town: Municipality | None) -> Card:
    """Who speaks for each municipality; or, for one municipality, whom to choose."""
    cid = stage.conference.id
    back = (Key(phrases.BACK, buttons.Desk("home", cid, "x")),)
    if town is None:
        said = [
            f"{esc(m.name)}: {esc(s.name)}" if (s := stage.spokesperson_of(m)) else f"{esc(m.name)}: nog niemand"
            for m in stage.conference.municipalities
        ]
        keys = [
            Key(m.name, buttons.DeskTown("speaker", cid, m.id))
            for m in stage.conference.municipalities
            if stage.voters_of(m)
        ]
        return Card(lines([bold(phrases.SPOKESPEOPLE), *said]), (*rows_of(keys, 2), back))
    voters = stage.voters_of(town)
    people = [
        Key((phrases.TICK if p.spokesperson else "") + p.name, buttons.DeskPerson("speaker", p.id))
        for p in voters[:_PEOPLE_SHOWN]
    ]
    more = phrases.NOT_ALL_SHOWN.format(shown=_PEOPLE_SHOWN, total=len(voters))
    text = lines([bold(f"Wie is woordvoerder van {town.name}?"), more if len(voters) > _PEOPLE_SHOWN else None])
    return Card(text, (*rows_of(people, 1), back))


def links_cards(stage: Stage, invited: Sequence[Invited], link: Callable[[str], str]) -> list[Card]:
    """The invitations, a message per municipality, to forward or copy."""
    names = {m.id: m.name for m in stage.conference.municipalities}
    by_town: dict[str, list[Invited]] = {}
    for entry in invited:
        by_town.setdefault(names.get(entry.participant.municipality or "", "Adviseurs en toehoorders"), []).append(
            entry
        )
    cards = []
    for town, entries in by_town.items():
        waiting = [e for e in entries if e.token is not None]
        joined = len(entries) - len(waiting)
        head = [
            bold(f"Uitnodigingen {town}"),
            f"{joined} {phrases.verb(joined, 'is', 'zijn')} al binnen." if joined else None,
            "Stuur ieder de eigen link. Die werkt één keer, dertig dagen lang." if waiting else None,
        ]
        shown = [f"\n{esc(e.participant.name)}\n{esc(link(e.token))}" for e in waiting if e.token is not None]
        for number, part in enumerate(_split(shown)):
            cards.append(Card(lines([*(head if number == 0 else head[:1]), *part])))
    return cards


def _split(entries: Sequence[str]) -> list[list[str]]:
    """Entries in parts that fit a message, at least one part."""
    parts: list[list[str]] = [[]]
    length = 0
    for entry in entries:
        if length + len(entry) > _LINKS_LENGTH and parts[-1]:
            parts.append([])
            length = 0
        parts[-1].append(entry)
        length += len(entry)
    return parts


def _where(stage: Stage) -> str:
    return f"{esc(stage.conference.name)} · fase {esc(stage.phase.title.lower())}"


def _unreached(stage: Stage, round_: Round) -> str | None:
    """Who would have to answer and never came in: better known before the round opens than after."""
    asked = [
        p
        for town in stage.conference.municipalities
        for p in stage.voters_of(town)
        if p.spokesperson or round_.party is not Party.SPOKESPERSONS
    ]
    away = [p.name for p in asked if p.presence is not Presence.JOINED]
    if not away:
        return None
    more = f" en nog {len(away) - _AWAY_SHOWN}" if len(away) > _AWAY_SHOWN else ""
    return f"Nog niet binnen, {len(away)} van {len(asked)}: {esc(', '.join(away[:_AWAY_SHOWN]))}{more}"


def _advice(text: str) -> list[str]:
    return ["", bold(f"Advies: {text[:1].lower()}{text[1:]}")]


def _advance_key(stage: Stage) -> Key:
    conference = stage.conference
    return Key(phrases.NEXT_PHASE, buttons.Desk("advance", conference.id, conference.phase))
