"""What advisers answered, all of them together: apart from the voters, in whose figures they do not count."""

from flows.conference.model import Round, RoundItem
from flows.outcomes import Outcome
from flows.words import Consent, Grade, Kind
from report import phrases
from report.blocks import Block, Column, Table
from report.dossier import RoundDossier


def list_advisers(entry: RoundDossier) -> tuple[Block, ...]:
    """A line for each item of which their totals may be shown; nothing where there are none."""
    rows = tuple(
        (item.title, str(found.answered), _tell(entry.round, item, found))
        for item in entry.round.items
        if (found := entry.advisers.get(item.id)) is not None and found.counts
    )
    if not rows:
        return ()
    subject, people, given = phrases.COLUMNS_ADVISERS
    columns = (Column(subject, 3), Column(people, 1, "center"), Column(given, 4))
    return (Table(phrases.ADVISERS_CAPTION, columns, rows, small=True),)


def _tell(round_: Round, item: RoundItem, found: Outcome) -> str:
    """'cijfer 4: 3; cijfer 5: 2; geen mening: 1'."""
    sentence = phrases.ADVISERS_RATED if round_.kind is Kind.RATE else phrases.ADVISERS_GIVEN
    told = [
        sentence.format(value=_name(round_, item, value), count=count)
        for value, count in (found.counts or {}).items()
        if count
    ]
    told += [phrases.ADVISERS_GIVEN.format(value=phrases.COLUMN_NO_OPINION.lower(), count=found.no_opinion)] * bool(
        found.no_opinion
    )
    return "; ".join(told)


def _name(round_: Round, item: RoundItem, value: str) -> str:
    if round_.kind is Kind.GRADE:
        return phrases.GRADES[Grade(value)]
    if round_.kind is Kind.CONSENT:
        return phrases.CONSENTS[Consent(value.partition(":")[0])]
    return next((option.title for option in item.options if option.id == value), value)
