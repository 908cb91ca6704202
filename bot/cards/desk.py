"""The desk (regietafel): where the conference stands, advice, and a button for every sensible step, no other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot import phrases
from bot.cards import desk_keys as keys
from bot.cards.card import Card, bold, esc, lines
from bot.cards.correcting import outdated_lines
from bot.cards.day import clock_lines
from bot.cards.desk_view import DeskView
from bot.cards.following import advise_line
from bot.cards.group import town_lines
from bot.cards.moderating import desk_line
from bot.cards.movement import movement_summary
from bot.cards.people import unreached_lines
from bot.cards.results import summary_lines
from bot.cards.together import advise as advise_together
from bot.cards.together import lead_lines
from bot.cards.values import count_units
from bot.phrases import following as further
from bot.phrases.day import advise, time_now
from flows.conference.day import AdviceKind
from flows.conference.model import Participant, Round
from flows.ports import Progress
from flows.services.stage import Stage
from flows.services.together import is_together
from flows.words import ConferenceState, Presence, Role, RoundState

_SILENT: Final = frozenset({AdviceKind.NO_END, AdviceKind.FITS})
"""Advice of the day that the desk leaves to the plan of the day itself."""
_NAMED: Final = 3
"""Bespreekpunten that the advice names; more are counted."""
_ENOUGH: Final = 2
"""A municipality has a beeld from half of its delegation on."""


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
            *_waiting_room(view),
            *_advice(_preparation_advice(view, people, joined)),
        ]
    )
    return Card(text, keys.preparing_rows(view, listed=bool(people)))


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
    text = lines(
        [
            bold(f"Regie: {_name(round_)} staat klaar"),
            _where(view.stage),
            *_asked(view, round_),
            *unreached_lines(view.stage, round_, view.unreachable),
            desk_line(view.moderation),
            *_waiting_room(view),
            *_time(view),
            *_advice("open de ronde als iedereen er klaar voor is."),
        ]
    )
    return Card(text, keys.draft_rows(view, round_))


def _asked(view: DeskView, round_: Round) -> list[str]:
    """How much a concept asks; of a further round which subjects, and that answers come along."""
    time = f"ongeveer {phrases.count_word(view.minutes, 'minuut', 'minuten')}."
    if round_.follows is None:
        intro = esc(view.stage.pack.round(round_.template).intro)
        return [f"{count_units(view.stage.pack, round_)}, {time} {intro}"]
    titles = esc(phrases.join_names([item.title for item in round_.items]))
    return [f"{count_units(view.stage.pack, round_)}, {time}", f"{titles}.", further.CARRIED]


def _open(view: DeskView, round_: Round) -> Card:
    voters = [p for p in view.progress if p.municipality is not None]
    done, busy = sum(p.done for p in voters), sum(p.busy for p in voters)
    total = sum(p.voters for p in voters)
    advisers = next((p for p in view.progress if p.municipality is None), None)
    text = lines(
        [
            bold(f"Regie: {_name(round_)}, ronde {round_.number} is open"),
            *lead_lines(round_),
            f"Klaar {done} · bezig {busy} · niet begonnen {total - done - busy}",
            *town_lines(view.stage.conference, voters),
            f"adviseurs {advisers.done}/{advisers.voters}" if advisers is not None else None,
            *(clock_lines(round_, view.now) if view.now is not None else []),
            *_waiting_room(view),
            *_time(view),
            *_advice(
                advise_together(view.stage.conference, round_, voters)
                if is_together(round_)
                else _waiting_advice(view, voters)
            ),
        ]
    )
    return Card(text, keys.open_rows(view, round_))


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
            *_result(view, round_),
            desk_line(view.moderation),
            *_waiting_room(view),
            *_advice(_publish_advice(view)),
        ]
    )
    return Card(text, keys.closed_rows(view, round_))


def _publish_advice(view: DeskView) -> str:
    if not view.talk:
        return "toon de uitslag en neem tijd voor een gesprek."
    return f"toon de uitslag. Bespreek daarna {_points(view)}."


def _points(view: DeskView) -> str:
    """The bespreekpunten by name while that is short; 'Kies bespreekpunten' names them all, and why."""
    if len(view.talk) > _NAMED:
        return phrases.TALKING_POINTS.format(count=phrases.in_words(len(view.talk)))
    return phrases.join_names(view.talk)


def _published(view: DeskView, round_: Round) -> Card:
    text = lines(
        [
            bold(f"Regie: {round_.title}, ronde {round_.number} is gedeeld"),
            *_result(view, round_),
            desk_line(view.moderation),
            *_waiting_room(view),
            *_time(view),
            *_advice(_talk_advice(view, round_)),
        ]
    )
    return Card(text, keys.published_rows(view, round_))


def _result(view: DeskView, round_: Round) -> list[str]:
    """What came out in a few lines, and how many changed their answer since the round before."""
    if view.result is None:
        return []
    moved = movement_summary(round_, view.result.outcome, since=view.since) if view.since else []
    return [*summary_lines(view.result), *moved]


def _talk_advice(view: DeskView, round_: Round) -> str:
    """First the conversation; what comes after it is a next round where something is open or moving."""
    again = _further_advice(view, round_)
    if view.is_last_lap:
        return further.LAST
    if view.talk and again:
        return further.ADVISE_TALK.format(titles=_points(view), further=again)
    if again:
        return further.ADVISE.format(further=again)
    told = f"bespreek samen {_points(view)}" if view.talk else "neem tijd voor een gesprek"
    return f"{told}. Stel daarna vast."


def _further_advice(view: DeskView, round_: Round) -> str | None:
    """'nog een ronde over drie taken: ...'; None where nothing speaks for it."""
    if view.further is None:
        return None
    return advise_line(view.stage.pack, round_, view.further.items, view.further.advised)


def _talking(view: DeskView, round_: Round) -> Card:
    done = sum(1 for point in view.points if point.done_at is not None)
    missing = [p for p in view.points if p.done_at is not None and not p.note]
    titles = {item.id: item.title for item in round_.items}
    current = next((p for p in view.points if p.begun_at is not None and p.done_at is None), None)
    advice = "neem de tijd die nodig is."
    if done == len(view.points):
        again = _further_advice(view, round_)
        advice = further.ADVISE.format(further=again) if again else "rond het gesprek af en stel vast."
    if missing and current is None:
        unnoted = phrases.join_names([titles[p.item] for p in missing])
        advice = f"noteer nog de uitkomst van {unnoted}. Stel daarna vast."
    text = lines(
        [
            bold(f"Regie: gesprek over {round_.title[:1].lower()}{round_.title[1:]}"),
            f"{done} van {phrases.count_word(len(view.points), 'punt', 'punten')} besproken",
            f"Nu: {esc(titles[current.item])}" if current is not None else None,
            desk_line(view.moderation),
            *_waiting_room(view),
            *_time(view),
            *_advice(advice),
        ]
    )
    return Card(text, keys.talking_rows(view, round_))


def _between(view: DeskView) -> Card:
    """All rounds of the phase are settled."""
    stage = view.stage
    if view.blocked == "approach_not_decided":
        text = lines(
            [
                bold("Regie: kies de aanpak"),
                "De gemeenten zijn het niet eens over de voorgestelde aanpak."
                if stage.last_settled is not None and stage.last_settled.decides
                else None,
                esc(view.approach_advice) if view.approach_advice else None,
                *_advice("u beslist. Schrijf op waarom; dat komt in het document."),
            ]
        )
        return Card(text, keys.approach_rows(view))
    advice = phrases.refusal(view.blocked, {}) if view.blocked else _next_advice(view)
    text = lines(
        [
            bold(f"Regie: de fase {stage.phase.title.lower()} is klaar"),
            *(summary_lines(view.result) if view.result else []),
            *outdated_lines(stage),
            *_waiting_room(view),
            *_time(view),
            *_advice(advice),
        ]
    )
    return Card(text, keys.between_rows(view))


def more_card(view: DeskView) -> Card:
    """Meer: everything of a conference that is not the next step."""
    text = lines([bold("Regie: meer"), _where(view.stage), "Wat hier niet staat, kan nu niet."])
    return Card(text, keys.more_rows(view))


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
    cancelled = conference.state is ConferenceState.CANCELLED
    text = lines(
        [
            bold(f"Regie: {conference.name} is {'afgebroken' if cancelled else 'afgerond'}"),
            esc(conference.reason) if cancelled else None,
            *_advice(
                "wat er was, blijft bewaard en is te exporteren."
                if cancelled
                else "deel het beslisdocument met de colleges en de raden."
            ),
        ]
    )
    return Card(text, keys.over_rows(view))


_BY_STATE: Final[Mapping[RoundState, Callable[[DeskView, Round], Card]]] = {
    RoundState.DRAFT: _draft,
    RoundState.OPEN: _open,
    RoundState.CLOSED: _closed,
    RoundState.PUBLISHED: _published,
    RoundState.TALK: _talking,
}


def _where(stage: Stage) -> str:
    return f"{esc(stage.conference.name)} · fase {esc(stage.phase.title.lower())}"


def _name(round_: Round) -> str:
    """The title, and that it is asked again where it is; a further round by its number."""
    if round_.follows is not None and round_.state is RoundState.DRAFT:
        return further.NAME.format(title=round_.title, number=round_.number)
    return round_.title if round_.number == 1 or round_.state is not RoundState.DRAFT else f"{round_.title}, opnieuw"


def _waiting_room(view: DeskView) -> list[str]:
    """Who asks to be let in: not something that a facilitator should find out by looking."""
    if not view.requests:
        return []
    return [bold(f"{phrases.count_word(view.requests, 'aanmelding', 'aanmeldingen')} te beoordelen")]


def _time(view: DeskView) -> list[str]:
    """The plan of the day in a line, where it has something to say."""
    if view.day is None or view.day.kind in _SILENT:
        return []
    told = advise(view.day)
    return ["", time_now(view.day), f"{told[:1].upper()}{told[1:]}"]


def _advice(text: str) -> list[str]:
    return ["", bold(f"Advies: {text[:1].lower()}{text[1:]}")]
