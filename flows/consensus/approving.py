"""Approval: how many approve each option, and what a delegation comes to.

An answer is the set of options that somebody approves; the empty set ('geen van deze') is an answer too.
"""

from collections.abc import Collection, Iterable, Sequence

from flows.consensus.voices import has_beeld
from flows.words import Voice


def approval_counts(ballots: Iterable[Collection[str]], *, options: Sequence[str]) -> dict[str, int]:
    """How many approve each option, 0 to the number of ballots; what nobody approves has 0.

    The counts do not add up to the number of persons: everybody approves as many options as wanted.
    Source: S.J. Brams & P.C. Fishburn, Approval voting, American Political Science Review 72 (1978), 831-847.
    """
    counts = dict.fromkeys(options, 0)
    for ballot in ballots:
        for option in ballot:
            counts[option] += 1
    return counts


def approval_voice(approving: int, *, opinions: int, voters: int) -> Voice:
    """The beeld of a municipality on one option, from how many of those with an opinion approve it.

    none: fewer than half of the `voters` gave an opinion (looked at first); for: more than half approve;
    between: exactly half do; against: fewer than half. Source: METHOD.md has 'for'; that exactly half is
    neither side, and that fewer is against, mirrors it: leaving an option out is an answer.
    """
    if not has_beeld(opinions, voters=voters):
        return Voice.NONE
    if 2 * approving == opinions:
        return Voice.BETWEEN
    return Voice.FOR if 2 * approving > opinions else Voice.AGAINST
