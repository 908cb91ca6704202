"""The answers as CSV: `antwoorden.csv` for everybody, `vertrouwelijk/volledig.csv` for the facilitator.

What was written to an open question has no distribution, so it stands in the second only.

Semicolons and utf-8 with a byte order mark, so that a Dutch Excel opens them well. No line tells in which
order people answered: lines are sorted by round, item, and then by what stands in them.
"""

import csv
import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from flows.conference.model import Ballot, RoundItem, Value
from flows.kinds import KINDS
from flows.kinds.contract import write_json
from flows.outcomes import AnyOutcome
from flows.words import Consent, Grade, Kind, Role, Secrecy
from report.dossier import Dossier, RoundDossier, published

ANSWERS_COLUMNS = ("round", "item", "ballot", "value", "no_opinion", "unacceptable")
FULL_COLUMNS = ("round", "item", "municipality", "role", "person", "value", "no_opinion", "unacceptable", "text")

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet may take for a formula; a text that already begins with apostrophes too, to stay reversible."""
_PSEUDONYM_LENGTH = 12
_ORDER: Mapping[str, int] = {
    word: place for words in (tuple(Grade), tuple(Consent)) for place, word in enumerate(words)
}

Vote = tuple[str, Ballot]
"""(municipality, ballot)."""


def write_answers(dossier: Dossier) -> bytes:
    """Each item's ballots of the voters, apart from all other items, where their distribution may be shown."""
    lines: list[Sequence[str]] = []
    for entry, disclosed in published(dossier):
        votes = counted(entry)
        for item in entry.round.items:
            outcome = disclosed.items.get(item.id)
            if outcome is not None and outcome.counts is not None and "counts" not in outcome.hidden:
                ballots = [ballot for _, ballot in votes[item.id]]
                lines += _stand_alone(entry, item, outcome, [*ballots, *_unnamed(entry, item)])
    return _csv(ANSWERS_COLUMNS, lines)


def write_full(dossier: Dossier) -> bytes | None:
    """One line for each final answer that counts, and the advisers'; None under 'geheim'."""
    if dossier.conference.secrecy is Secrecy.SECRET:
        return None
    lines = [line for entry, _ in published(dossier) for line in _full_lines(entry, dossier)]
    return _csv(FULL_COLUMNS, lines)


def read_table(stored: bytes, *, columns: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    """The lines of one of our files, guards taken off. Raises ValueError when it is not one of ours."""
    reader = csv.reader(StringIO(stored.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if not lines or tuple(lines[0]) != tuple(columns) or any(len(line) != len(columns) for line in lines):
        raise ValueError(";".join(columns))
    return tuple(dict(zip(columns, map(_unguard, line), strict=True)) for line in lines[1:])


def encode_value(value: Value | None, *, kind: Kind | None = None) -> str:
    """One text for one answer: a number, a word or id, or `a=4,b=3` for points, sorted, without zeros.

    Of more than one: `a|c` (approve), `c>a` (rank, best first), and a JSON list of the texts (open).
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return write_json(value) if kind is Kind.OPEN else (">" if kind is Kind.RANK else "|").join(value)
    if isinstance(value, (int, str)):
        return str(value)
    return ",".join(f"{option}={number}" for option, number in sorted(value.items()) if number)


def pseudonym(key: bytes, *, round_id: str, participant: str) -> str:
    """Somebody in one round: derived, so that it comes out the same each time; unlinkable without the key."""
    digest = hmac.new(key, f"{round_id}|{participant}".encode(), hashlib.sha256).hexdigest()
    return f"p{digest[:_PSEUDONYM_LENGTH]}"


def treated_as_secret(item: RoundItem, *, secrecy: Secrecy) -> bool:
    """Whether nothing about a single person or municipality may leave with this item."""
    return item.sensitive or secrecy is Secrecy.SECRET


def counted(entry: RoundDossier) -> Mapping[str, list[Vote]]:
    """Per item the answers that count; the frozen electorate says for which municipality."""
    towns = {person: town for town, people in entry.electorate.voters.items() for person in people}
    votes: dict[str, list[Vote]] = {item.id: [] for item in entry.round.items}
    for ballot in _final(entry):
        if ballot.participant in towns:
            votes[ballot.item].append((towns[ballot.participant], ballot))
    return votes


def _final(entry: RoundDossier) -> Iterator[Ballot]:
    """A mark without an answer, and points that were not all placed, are no answers."""
    items = {item.id: item for item in entry.round.items}
    complete = KINDS[entry.round.kind].complete
    for ballot in entry.ballots:
        item, value = items.get(ballot.item), ballot.value
        if item is not None and (
            ballot.no_opinion or (value is not None and complete(value, item=item, round_=entry.round))
        ):
            yield ballot


def _stand_alone(
    entry: RoundDossier, item: RoundItem, outcome: AnyOutcome, ballots: Sequence[Ballot]
) -> Iterator[Sequence[str]]:
    marks = "unacceptable_marks" not in outcome.hidden
    places = {option.id: place for place, option in enumerate(item.options)}
    cells = sorted(
        (
            (_value(entry, ballot), _flag(ballot.no_opinion), _flag(marks and ballot.unacceptable))
            for ballot in ballots
        ),
        key=lambda line: (line[1], _sort_key(line[0], places), line[2]),
    )
    for number, line in enumerate(cells, start=1):
        yield (entry.round.id, item.id, str(number), *line)


def _unnamed(entry: RoundDossier, item: RoundItem) -> Iterator[Ballot]:
    """The voters' answers of an item of which nobody knows any more who gave them."""
    for answer in entry.loose:
        if answer.item == item.id and answer.role is Role.VOTER:
            given = Ballot(
                item=item.id,
                participant="",
                municipality=None,
                role=Role.VOTER,
                value=answer.value,
                no_opinion=answer.value is None,
            )
            yield from [given] * answer.number


def _full_lines(entry: RoundDossier, dossier: Dossier) -> Iterator[Sequence[str]]:
    """By item as asked, municipality as in the roster, and then by pseudonym."""
    towns = [town.id for town in dossier.conference.municipalities]
    people = _people(entry, dossier)
    votes = {item: list(found) for item, found in counted(entry).items()}
    for ballot in _final(entry):
        if ballot.role is Role.ADVISER:
            votes[ballot.item].append((ballot.municipality or "", ballot))
    for item in entry.round.items:
        if treated_as_secret(item, secrecy=dossier.conference.secrecy):
            continue
        chosen = sorted(
            votes[item.id],
            key=lambda vote: (vote[1].role is Role.ADVISER, _place(vote[0], towns), people[vote[1].participant]),
        )
        for town, ballot in chosen:
            yield (
                entry.round.id,
                item.id,
                town,
                ballot.role.value,
                people[ballot.participant],
                _value(entry, ballot),
                _flag(ballot.no_opinion),
                _flag(ballot.unacceptable),
                ballot.text,
            )


def _people(entry: RoundDossier, dossier: Dossier) -> Mapping[str, str]:
    """What each person is called in a round: a pseudonym, or under 'op naam' the name, told apart if shared."""
    known = sorted({ballot.participant for ballot in entry.ballots})
    if dossier.conference.secrecy is not Secrecy.NAMED:
        return {
            person: pseudonym(dossier.pseudonym_key, round_id=entry.round.id, participant=person) for person in known
        }
    names = {participant.id: participant.name for participant in dossier.participants}
    seen: Counter[str] = Counter()
    called: dict[str, str] = {}
    for person in known:
        name = names.get(person, person)
        seen[name] += 1
        called[person] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return called


def _place(town: str, towns: Sequence[str]) -> int:
    return towns.index(town) if town in towns else len(towns)


def _sort_key(value: str, places: Mapping[str, int]) -> tuple[int, int, str]:
    """Numbers by size, options and words in the order in which they are put, the rest by text."""
    if value.isdigit():
        return (0, int(value), "")
    word = value.partition(":")[0]
    place = places.get(word, _ORDER.get(word))
    return (2, 0, value) if place is None else (1, place, value)


def _value(entry: RoundDossier, ballot: Ballot) -> str:
    return "" if ballot.no_opinion else encode_value(ballot.value, kind=entry.round.kind)


def _flag(flag: bool) -> str:
    return "1" if flag else ""


def _csv(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guard(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def _guard(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
