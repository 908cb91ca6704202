"""Consent: from the answers of a delegation to its position, and from positions to a decision.

Silence is not consent, and an objection counts when it has a reason. Sources: METHOD.md (kinds of question);
sociocratic consent: no unresolved reasoned objection.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.consensus.voices import has_beeld
from flows.words import Consent, Decision


@dataclass(frozen=True, kw_only=True)
class Answers:
    """How many of a delegation agree, consent on a condition, object with and without reason, ask their college."""

    agree: int = 0
    condition: int = 0
    objection: int = 0
    unreasoned: int = 0
    college: int = 0


@dataclass(frozen=True, kw_only=True)
class Position:
    """What a municipality says; `word` is None while it is silent. An objection may still lack its reason."""

    word: Consent | None
    reasoned: bool = True


def position_of(answers: Answers, *, voters: int) -> Position:
    """The 'per lid' rule; for a woordvoerder alone it gives his own word.

    Silent when fewer than half of the `voters` answered (looked at first). Back to the college when more than
    half of those who answered say so. Else it consents when not more object than agree, with or without
    conditions; a single condition makes it conditional. Objections without a reason tip the balance only as
    an unreasoned position, which leaves the decision pending until they are asked for one.
    """
    consents = answers.agree + answers.condition
    given = consents + answers.objection + answers.unreasoned + answers.college
    if not has_beeld(given, voters=voters):
        return Position(word=None)
    if 2 * answers.college > given:
        return Position(word=Consent.COLLEGE)
    if answers.objection > consents:
        return Position(word=Consent.OBJECTION)
    if answers.objection + answers.unreasoned > consents:
        return Position(word=Consent.OBJECTION, reasoned=False)
    return Position(word=Consent.CONDITION if answers.condition else Consent.AGREE)


def decide(positions: Sequence[Position], *, carried: int, last_attempt: bool = False) -> Decision:
    """The decision over the positions of all municipalities; the first rule that fits.

    1. pending: one is silent, back to its college, or objects without a reason; or there are none at all;
    2. with an objection: carried with a minority when this is the last attempt and at least `carried` % of the
       municipalities consent (a mits consents), else not carried;
    3. adopted with conditions when one has a condition; else adopted.
    """
    words = [position.word if position.reasoned else None for position in positions]
    if not words or None in words or Consent.COLLEGE in words:
        return Decision.PENDING
    objections = words.count(Consent.OBJECTION)
    if objections:
        enough = 100 * (len(words) - objections) >= carried * len(words)
        return Decision.CARRIED_MINORITY if last_attempt and enough else Decision.NOT_CARRIED
    return Decision.ADOPTED_CONDITIONS if Consent.CONDITION in words else Decision.ADOPTED
