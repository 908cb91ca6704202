"""What the group sees: the card of a round with its response, and the end of the conference."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot import phrases
from bot.cards.card import Card, Key, Row, bold, esc, length, lines
from bot.cards.day import clock_lines, end_tail
from bot.cards.following import units_line
from bot.cards.values import count_units
from bot.phrases import following as further
from bot.phrases.people import I_TAKE_PART
from flows.conference.model import Conference, Round
from flows.pack.form import Pack
from flows.ports import Progress
from flows.words import Decision, Party, RoundState

_LINE = 38
"""Characters of a line on a phone."""


def round_card(
    pack: Pack,
    conference: Conference,
    round_: Round,
    *,
    progress: Sequence[Progress],
    minutes: int,
    link: str,
    join: str = "",
    now: datetime | None = None,
) -> Card:
    """One card per round that refreshes itself: only how many of which municipality are done.

    In a further round who looked again is counted as long as it is open; afterwards the answers that stood count too,
    and the result says how many.
    """
    voters = [p for p in progress if p.municipality is not None]
    done, total = sum(p.done for p in voters), sum(p.voters for p in voters)
    head = f"{round_.title}, ronde {round_.number}"
    who = "woordvoerders" if round_.party is Party.SPOKESPERSONS else None
    if round_.state is not RoundState.OPEN:
        return Card(
            lines(
                [
                    bold(head),
                    f"De ronde {phrases.ROUND_STATE[round_.state]}.",
                    None if round_.follows is not None else _done_line(done, total, who, over=True),
                ]
            )
        )
    text = lines(
        [
            bold(head),
            *_asked(pack, round_),
            f"Ongeveer {phrases.count_word(minutes, 'minuut', 'minuten')}{end_tail(round_, now) if now else ''}."
            + (" De woordvoerders antwoorden." if who else ""),
            *(clock_lines(round_, now) if now else ()),
            bold(_done_line(done, total, who)),
            *town_lines(conference, voters),
        ]
    )
    return Card(text, (answer_row(link, join="" if who else join),))


def _asked(pack: Pack, round_: Round) -> list[str]:
    """How much is asked, and what it is about; in a further round what becomes of the earlier answers."""
    if round_.follows is not None:
        return [units_line(pack, round_), further.STAYS]
    return [f"{count_units(pack, round_)}. {esc(pack.round(round_.template).intro)}"]


def answer_row(link: str, *, join: str) -> Row:
    """The way to one's own questions, and beside it the way in for who has no link."""
    here = Key(phrases.TO_MY_QUESTIONS, url=link)
    return (here, Key(I_TAKE_PART, url=join)) if join else (here,)


def town_lines(conference: Conference, progress: Sequence[Progress]) -> list[str]:
    """'Aldermeer 4/5 · Boskerk 2/5', two on a line where both fit."""
    names = {m.id: m.name for m in conference.municipalities}
    shown = [f"{esc(names[p.municipality])} {p.done}/{p.voters}" for p in progress if p.municipality in names]
    told: list[str] = []
    alone = False
    for town in shown:
        if alone and length(told[-1]) + length(town) + 3 <= _LINE:
            told[-1] += f" · {town}"
            alone = False
        else:
            told.append(town)
            alone = True
    return told


def linked_card(conference: Conference, *, join: str) -> Card:
    """The group belongs to a conference now; who has no link of his own can ask to take part."""
    towns = esc(phrases.join_names([m.name for m in conference.municipalities]))
    text = lines(
        [
            bold(conference.name),
            f"Met {towns}.",
            "",
            "In deze groep komen de kaarten en de uitslagen. Antwoorden doet u in uw eigen gesprek met mij.",
            "Heeft u geen eigen link gekregen? Meld u dan hier aan.",
        ]
    )
    return Card(text, ((Key(I_TAKE_PART, url=join),),))


def finished_card(conference: Conference, decisions: Mapping[Decision, int]) -> Card:
    """The end: how many articles, and whose decision it is now."""
    total = sum(decisions.values())
    parts = [f"{_counted(n)} {phrases.decided(d, n)}" for d, n in decisions.items() if n]
    articles = "artikel" if total == 1 else "artikelen"
    outcome = f"{_counted(total).capitalize()} {articles}: {', '.join(parts)}." if total else None
    text = lines(
        [
            bold("De conferentie is afgerond"),
            esc(conference.name),
            "",
            outcome,
            "Dit is een advies. Elk college en elke raad besluit zelf.",
        ]
    )
    return Card(text)


def sums_card(conference: Conference, sums: Sequence[str]) -> Card:
    """The checksums of what was exported, so that everybody can see that a file is the one that was made here."""
    shown = "\n".join(f"{name}\n{digest}" for digest, name in (line.split("  ", 1) for line in sums))
    return Card(lines([bold("Controlegetallen (SHA-256)"), esc(conference.name), f"<code>{esc(shown)}</code>"]))


def _done_line(done: int, total: int, who: str | None, *, over: bool = False) -> str:
    people = f"{total} {who}" if who else str(total)
    if over:
        return f"{done} van {people} {phrases.verb(done, 'heeft', 'hebben')} geantwoord"
    return f"{done} van {people} {phrases.verb(done, 'is', 'zijn')} klaar"


def _counted(number: int) -> str:
    return "één" if number == 1 else phrases.in_words(number)
