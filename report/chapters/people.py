"""Why the conference was held, who took part, and how many answered."""

from collections.abc import Sequence

from flows.conference.model import Participant
from flows.outcomes import RoundOutcome
from flows.pack.items import Task
from flows.recommendation.evidence import items_of
from flows.words import Presence, Role, Secrecy, TaskFact
from report import happened_phrases as happened
from report import phrases
from report.blocks import Block, BulletList, Column, Heading, Paragraph, Point, Table, points
from report.case import Case, sentence, whole
from report.dossier import RoundDossier

_ROLES = (Role.VOTER, Role.ADVISER, Role.OBSERVER)
MANY_TOWNS = 7
"""Up to here the names of municipalities stand beside each other as columns; from here on they are turned."""


def introduce(case: Case) -> tuple[Block, ...]:
    """Numbers by municipality and role; never a name of a person."""
    blocks: list[Block] = [Heading(phrases.PEOPLE), Paragraph(phrases.PEOPLE_WHY), _list_people(case)]
    blocks.append(Paragraph(f"{_say_who_counts(case)} {phrases.PEOPLE_NOTE}", style="note"))
    blocks += [*_tell_substitutes(case), *_tell_givens(case), *_list_existing(case)]
    if case.rounds:
        blocks += [Heading(phrases.RESPONSE, 2), _list_response(case)]
    return tuple(blocks)


def town_columns(case: Case) -> tuple[Column, ...]:
    """A column for each municipality, narrow and turned when there are many."""
    if len(case.names) > MANY_TOWNS:
        return tuple(Column(name, 0, "center", turned=True) for name in case.names.values())
    return tuple(Column(name, 1, "center") for name in case.names.values())


def _list_people(case: Case) -> Table:
    name, inhabitants, voters, *roles = phrases.COLUMNS_PEOPLE
    council = [happened.COLUMN_COUNCIL] if _has_council(case) else []
    columns = (Column(name, 2), *(Column(title, 1, "right") for title in (inhabitants, voters, *council, *roles)))
    rows = [
        (town.name, whole(town.inhabitants), *_count_people(case, town.id))
        for town in case.dossier.conference.municipalities
    ]
    known = [town.inhabitants for town in case.dossier.conference.municipalities]
    inhabitants_together = whole(sum(n for n in known if n is not None)) if None not in known else phrases.NONE
    rows.append((phrases.TOTAL, inhabitants_together, *_count_people(case, None)))
    return Table(phrases.PEOPLE_CAPTION, columns, tuple(rows))


def _count_people(case: Case, town: str | None) -> list[str]:
    """How many of each role a municipality has; all together without one. Who was replaced is not counted twice."""
    there = [person for person in _present(case) if town is None or person.municipality == town]
    counts = [sum(person.role is role and not person.council for person in there) for role in _ROLES]
    if _has_council(case):
        counts.insert(1, sum(person.council for person in there))
    return [str(count) for count in counts]


def _present(case: Case) -> list[Participant]:
    return [p for p in case.dossier.participants if p.presence is not Presence.REPLACED]


def _has_council(case: Case) -> bool:
    return any(person.council for person in _present(case))


def _say_who_counts(case: Case) -> str:
    if not _has_council(case):
        return happened.NOTE_VOTERS
    return happened.NOTE_MIXED if case.dossier.conference.mixed else happened.NOTE_APART


def _tell_substitutes(case: Case) -> tuple[Block, ...]:
    """Plaatsvervangers by municipality and function; under 'geheim' only how many."""
    known = {person.id: person for person in case.dossier.participants}
    came = [person for person in case.dossier.participants if person.replaces in known]
    if not came:
        return ()
    if case.dossier.conference.secrecy is Secrecy.SECRET:
        one, more = happened.SUBSTITUTES_UNNAMED
        return (Paragraph(one if len(came) == 1 else more.format(count=len(came))),)
    listed = tuple(
        Point(
            sentence(_say_substitute(person, known[person.replaces or ""])),
            label=f"{case.town(town)}:" if town else "",
        )
        for town in (*case.names, None)
        for person in came
        if person.municipality == town
    )
    return (Paragraph("", label=happened.SUBSTITUTES), BulletList(listed))


def _say_substitute(person: Participant, before: Participant) -> str:
    now, then = (p.function or happened.FUNCTION_UNKNOWN for p in (person, before))
    return happened.SUBSTITUTE.format(function=now, before=then)


def _tell_givens(case: Case) -> tuple[Block, ...]:
    """What was written down of equality, pressure, imposed or voluntary."""
    lines = [line for line in case.dossier.conference.givens.splitlines() if line.strip()]
    if not lines:
        return ()
    return (Heading(happened.GIVENS, 2), Paragraph(happened.GIVENS_INTRO), points(*lines))


def _list_existing(case: Case) -> tuple[Block, ...]:
    """Cooperation that exists already, for the tasks of which somebody told it."""
    task, what = happened.COLUMNS_EXISTING
    facts = case.dossier.facts
    rows = tuple(
        (known.title, facts[id_][TaskFact.EXISTING])
        for id_, known in items_of(case.dossier.pack, Task).items()
        if facts.get(id_, {}).get(TaskFact.EXISTING)
    )
    if not rows:
        return ()
    table = Table(happened.EXISTING_CAPTION, (Column(task, 2), Column(what, 3)), rows)
    return (Heading(happened.EXISTING, 2), table)


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
