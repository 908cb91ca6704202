"""One dossier, with what the chapters look up in it: names, what was shown, titles, dates, shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TypeVar

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from flows.conference.local_time import to_local
from flows.conference.model import Round
from flows.outcomes import AnyOutcome, Outcome, RoundOutcome
from flows.pack.items import Group, Item
from flows.recommendation.evidence import Asked, Evidence, Settled, groups_of
from flows.recommendation.model import Ground, Recommendation
from flows.words import Mark
from report import phrases
from report.dossier import Dossier, RoundDossier, municipality_names, published

LOCALE = "nl"
_FEW = 3
"""Titles named in one line of grounds; the rest is counted."""
_O = TypeVar("_O", bound=Outcome)


@dataclass(frozen=True)
class Case:
    """What a chapter reads. Nothing in it goes beyond what the secrecy lets be shown."""

    dossier: Dossier

    @cached_property
    def evidence(self) -> Evidence:
        """The published rounds; what may not be shown is not in it, also not where it asks for the full outcome."""
        settled = tuple(Settled(round=entry.round, full=shown, shown=shown) for entry, shown in self.rounds)
        return Evidence(pack=self.dossier.pack, conference=self.dossier.conference, rounds=settled)

    @cached_property
    def rounds(self) -> tuple[tuple[RoundDossier, RoundOutcome], ...]:
        """The published rounds, in order of making."""
        return published(self.dossier)

    @cached_property
    def entries(self) -> Mapping[str, RoundDossier]:
        """Every round by its readable id, those that are merely named too."""
        return {entry.round.id: entry for entry in self.dossier.rounds}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of municipalities by id, in the roster's order."""
        return municipality_names(self.dossier.conference.municipalities)

    @property
    def recommendation(self) -> Recommendation | None:
        return self.dossier.recommendation

    def is_late(self, asked: Asked, item: str, town: str) -> bool:
        """Whether the standpunt that counts, the newest, came after its round was set."""
        newest = (s.round.id for s in asked.rounds if any(put.id == item for put in s.round.items))
        return any((item, town) in self.entries[id_].late for id_ in islice(newest, 1))

    def towns(self, towns: Iterable[str]) -> str:
        """Names in a sentence, in the roster's order."""
        wanted = set(towns)
        return join([name for town, name in self.names.items() if town in wanted])

    def town(self, town: str) -> str:
        """One name; 'een gemeente' where it may not be named."""
        return self.names.get(town, town) if town else phrases.WITHOUT_NAME

    def round_name(self, round_: Round) -> str:
        """The title of a round, with its number where the same was asked more than once."""
        alike = [entry for entry in self.dossier.rounds if entry.round.template == round_.template]
        if len(alike) == 1:
            return round_.title
        return phrases.ROUND_NAME.format(title=round_.title, number=round_.number)

    def group_titles(self, kind: type[Item]) -> Mapping[str, Group]:
        """The headings over items of this sort."""
        return groups_of(self.dossier.pack, kind)

    def describe_grounds(self, grounds: Iterable[Ground]) -> str:
        """The rounds that something rests on, each with the first of its items."""
        items_by_round: dict[str, list[str]] = {}
        for round_, item in grounds:
            items_by_round.setdefault(round_, []).append(item)
        return "; ".join(self._describe_ground(round_, items) for round_, items in items_by_round.items())

    def _describe_ground(self, round_id: str, items: Sequence[str]) -> str:
        found = next((entry.round for entry in self.dossier.rounds if entry.round.id == round_id), None)
        if found is None:
            return round_id
        name = self.round_name(found)
        titles = {item.id: item.title for item in found.items}
        if len(items) == len(found.items):
            return name
        named = [titles.get(item, item) for item in items[:_FEW]]
        more = len(items) - len(named)
        line = phrases.AND_MORE.format(titles=", ".join(named), count=more) if more else join(named)
        return f"{name} ({line})"


def figure(outcome: AnyOutcome, name: str, text: str | None) -> str:
    """A cell: what it says, a dash without a value, or 'niet getoond' where it was suppressed."""
    if text is not None:
        return text
    return phrases.NOT_SHOWN if name in outcome.hidden else phrases.NONE


def join(names: Sequence[str]) -> str:
    """For instance 'a, b en c'."""
    return format_list(list(names), locale=LOCALE) if names else phrases.NONE


def percent(share: Fraction | float | None) -> str:
    """A whole percentage, half up."""
    if share is None:
        return phrases.NONE
    return f"{int(Fraction(share) * 100 + Fraction(1, 2))}%"


def decimal(number: Fraction | None) -> str:
    """Two decimals, with a comma."""
    return phrases.NONE if number is None else format_decimal(float(number), format="0.00", locale=LOCALE)


def whole(number: int | None) -> str:
    """With a point per thousand."""
    return phrases.NONE if number is None else format_decimal(number, format="#,##0", locale=LOCALE)


def date(moment: datetime) -> str:
    """A day in the Netherlands, for instance '3 november 2026'."""
    return format_date(to_local(moment), "d MMMM y", locale=LOCALE)


def clock(moment: datetime, *, after: datetime | None = None) -> str:
    """A moment in the Netherlands, for instance '3 nov. 14.10'; on the same day as `after` only the time."""
    local = to_local(moment)
    time = f"{local.hour}.{local.minute:02}"
    if after is not None and to_local(after).date() == local.date():
        return time
    return f"{format_date(local, 'd MMM', locale=LOCALE)} {time}"


def marked(marks: Iterable[Mark]) -> str:
    """The marks of something uncertain, between brackets; nothing when it is certain."""
    words = [phrases.MARKS[mark] for mark in marks]
    return phrases.MARKED.format(mark=", ".join(words)) if words else ""


def sentence(text: str) -> str:
    """A capital first and a full stop last."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "…")) else ".")


def close_reason(text: str) -> str:
    """A reason as it was typed, behind a colon: no capital is put first, a full stop last."""
    text = text.strip()
    return text + ("" if text.endswith((".", "?", "!", "…")) else ".")
