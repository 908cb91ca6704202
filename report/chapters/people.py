"""Why the conference was held, who took part, and how many answered."""

from collections.abc import Sequence

from flows.conference.model import Participant
from flows.outcomes import RoundOutcome
from flows.words import Role
from report import phrases
from report.blocks import Block, Column, Heading, Paragraph, Table
from report.case import Case, whole
from report.dossier import RoundDossier

_ROLES = (Role.VOTER, Role.ADVISER, Role.OBSERVER)
MANY_TOWNS = 7
"""Up to here the names of municipalities stand beside each other as columns; from here on they are turned."""


def introduce(case: Case) -> tuple[Block, ...]:
    """Numbers by municipality and role; never a name of a person."""
    blocks: list[Block] = [Heading(phrases.PEOPLE), Paragraph(phrases.PEOPLE_WHY), _list_people(case)]
    blocks.append(Paragraph(phrases.PEOPLE_NOTE, style="note"))
    if case.rounds:
        blocks += [Heading(phrases.RESPONSE, 2), _list_response(case)]
    return tuple(blocks)


def town_columns(case: Case) -> tuple[Column, ...]:
    """A column for each municipality, narrow and turned when there are many."""
    if len(case.names) > MANY_TOWNS:
        return tuple(Column(name, 0, "center", turned=True) for name in case.names.values())
    return tuple(Column(name, 1, "center") for name in case.names.values())


def _list_people(case: Case) -> Table:
    name, inhabitants, *roles = phrases.COLUMNS_PEOPLE
    columns = (Column(name, 2), *(Column(title, 1, "right") for title in (inhabitants, *roles)))
    rows = [
        (town.name, whole(town.inhabitants), *_count_roles(case.dossier.participants, town.id))
        for town in case.dossier.conference.municipalities
    ]
    known = [town.inhabitants for town in case.dossier.conference.municipalities]
    inhabitants_together = whole(sum(n for n in known if n is not None)) if None not in known else phrases.NONE
    rows.append((phrases.TOTAL, inhabitants_together, *_count_roles(case.dossier.participants, None)))
    return Table(phrases.PEOPLE_CAPTION, columns, tuple(rows))


def _count_roles(participants: Sequence[Participant], town: str | None) -> list[str]:
    """How many of each role a municipality has; all together without one."""
    there = [person for person in participants if town is None or person.municipality == town]
    return [str(sum(person.role is role for person in there)) for role in _ROLES]


def _list_response(case: Case) -> Table:
    """By municipality, unless there are too many to stand beside each other."""
    towns = () if len(case.names) > MANY_TOWNS else tuple(case.names)
    columns = tuple(Column(case.names[town], 1, "center") for town in towns)
    rows = tuple(_response(case, entry, outcome, towns) for entry, outcome in case.rounds)
    first, last = Column(phrases.COLUMN_ROUND, 2.3), Column(phrases.COLUMN_TOTAL, 1, "center")
    return Table(phrases.RESPONSE_CAPTION, (first, *columns, last), rows)


def _response(case: Case, entry: RoundDossier, outcome: RoundOutcome, towns: Sequence[str]) -> tuple[str, ...]:
    cells = [f"{outcome.answered.get(town, 0)}/{outcome.electorate.get(town, 0)}" for town in towns]
    together = f"{sum(outcome.answered.values())}/{sum(outcome.electorate.values())}"
    return (case.round_name(entry.round), *cells, together)
