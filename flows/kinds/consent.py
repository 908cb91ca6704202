"""Consent: instemmen, mits, bezwaar, or eerst terug naar college.

An answer is a `Consent` word. To an uitgangspunt (an item that proposes one of its options) an objection may
carry the heaviest option that is still acceptable: `objection:<option id>`, or `objection:none`. The text of
a mits or bezwaar stands in the ballot.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from flows.conference.model import Ballot, Round, RoundItem, Value
from flows.consensus.consenting import Answers, Position, decide, position_of
from flows.consensus.ordinal import lower_median
from flows.errors import Invalid
from flows.kinds.contract import Delegation, common_fields, read_json, require_canonical, write_json
from flows.outcomes import AnyOutcome, ConsentOutcome, Distribution
from flows.pack.form import Thresholds
from flows.words import Consent, Party

NO_BOUND = "none"
"""The bound of who can accept none of the options."""

_WORDS = {word.value: word for word in Consent}


def parse(raw: str, *, item: RoundItem, round_: Round) -> str:
    """A `Consent` word, for an uitgangspunt perhaps with a bound; 'college' is for woordvoerders alone.

    Raises Invalid('answer_unreadable' | 'answer_unknown').
    """
    value = read_json(raw)
    if not isinstance(value, str) or value not in _possible(item, round_):
        raise Invalid("answer_unknown")
    require_canonical(raw, encoded=encode(value))
    return value


def encode(value: Value, /) -> str:
    """The word, with its bound, as JSON."""
    return write_json(value)


def complete(value: Value, /, *, item: RoundItem, round_: Round) -> bool:
    """A word is always finished; an objection without its text counts as not yet reasoned."""
    return True


def distribute(item: RoundItem, values: Sequence[Value], /) -> Distribution:
    """Answers per word; the bounds of objections are not told apart."""
    counts = {word.value: 0 for word in Consent}
    for value in values:
        counts[word_of(value).value] += 1
    return counts


def summarise(
    item: RoundItem,
    delegations: Sequence[Delegation],
    *,
    round_: Round,
    thresholds: Thresholds,
    last_attempt: bool,
) -> ConsentOutcome:
    """Counts over all who answered, the position of each municipality, and the decision over these."""
    positions = {d.municipality: position_of(_answers(d.opinions), voters=d.voters) for d in delegations}
    words = [position.word for position in positions.values()]
    own = {d.municipality: distribute(item, d.values) for d in delegations}
    common = common_fields(item, delegations, own=own, nothing=distribute(item, []))
    return ConsentOutcome(
        **common,
        voices={m: None if position.word is None else position.word.value for m, position in positions.items()},
        decision=decide(list(positions.values()), carried=thresholds.carried, last_attempt=last_attempt),
        conditions=_texts(delegations, Consent.CONDITION),
        objections=_texts(delegations, Consent.OBJECTION),
        bounds=_bounds(item, delegations, positions),
        voice_counts={word.value: words.count(word) for word in Consent},
    )


def order(outcomes: Mapping[str, AnyOutcome], /) -> tuple[tuple[str, ...], ...]:
    """Proposals are not compared with each other."""
    return ()


def word_of(value: Value, /) -> Consent:
    """The word of an answer, without the bound that may follow it."""
    return _WORDS[str(value).partition(":")[0]]


def bound_of(value: Value, /) -> str | None:
    """The option id that an objection carries, `NO_BOUND`, or None when it carries nothing."""
    return str(value).partition(":")[2] or None


def _possible(item: RoundItem, round_: Round) -> set[str]:
    words = {word.value for word in Consent}
    if round_.party is Party.VOTERS:
        words.discard(Consent.COLLEGE.value)
    if item.proposed is not None:
        bounds = [option.id for option in item.options] + [NO_BOUND]
        words |= {f"{Consent.OBJECTION.value}:{bound}" for bound in bounds}
    return words


def _answers(ballots: Sequence[Ballot]) -> Answers:
    return Answers(**Counter(_field_of(ballot) for ballot in ballots))


def _field_of(ballot: Ballot) -> str:
    """Under which of `Answers` it counts: an objection without its text has no reason yet."""
    word = word_of(str(ballot.value))
    return "unreasoned" if word is Consent.OBJECTION and not ballot.text.strip() else word.value


def _texts(delegations: Sequence[Delegation], word: Consent) -> tuple[tuple[str, str], ...]:
    """(municipality, text) of each answer with this word; texts of one delegation in the alphabet's order.

    The order must not tell who answered first. An objection without a reason is none yet.
    """
    return tuple(
        (d.municipality, text)
        for d in delegations
        for text in sorted(b.text for b in d.opinions if word_of(str(b.value)) is word)
        if text.strip() or word is not Consent.OBJECTION
    )


def _bounds(
    item: RoundItem, delegations: Sequence[Delegation], positions: Mapping[str, Position]
) -> tuple[tuple[str, str | None], ...]:
    """The heaviest acceptable option of each objecting municipality that named one.

    Of several persons the lower median, where 'none' is lighter than every option.
    """
    steps = [NO_BOUND, *(option.id for option in item.options)]
    found: list[tuple[str, str | None]] = []
    for delegation in delegations:
        if positions[delegation.municipality].word is not Consent.OBJECTION:
            continue
        named = [bound_of(value) for value in delegation.values]
        step = lower_median([named.count(bound) for bound in steps])
        if step is not None:
            found.append((delegation.municipality, steps[step] if step else None))
    return tuple(found)
