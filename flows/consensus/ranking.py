"""Rankings: symmetric Borda, Kendall's W, and whether a Condorcet winner says otherwise.

A ranking is a sequence of tiers, best first; options in one tier are tied. Options that a ranking leaves out
stand below all that it has, tied with each other: somebody who names the best three says nothing of the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

Tiers = Sequence[Sequence[str]]


def tiers_of(chosen: Sequence[str], *, options: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The ranking of somebody who named `chosen`, best first: each a tier, then all the rest as one."""
    rest = tuple(option for option in options if option not in chosen)
    named = tuple((option,) for option in chosen)
    return (*named, rest) if rest else named


def borda_scores(rankings: Iterable[Tiers], *, options: Sequence[str]) -> dict[str, int]:
    """Symmetric Borda: per ranking an option gets the options below it, minus those above it; ties give 0.

    Of n options and m rankings a score lies between -m(n-1) and m(n-1), and all scores add up to 0, so that a
    truncated ranking gives nothing away to what it leaves out. Without rankings every score is 0. It equals
    the sum of the pairwise wins minus the losses. Source: J.C. de Borda, Mémoire sur les élections au scrutin
    (1781), in the symmetric form of P. Young, An axiomatization of Borda's rule, J. Economic Theory 9 (1974),
    43-52.
    """
    scores = dict.fromkeys(options, 0)
    for tiers in rankings:
        above, below = 0, len(options)
        for tier in tiers:
            below -= len(tier)
            for option in tier:
                scores[option] += below - above
            above += len(tier)
    return scores


def order_by_score(scores: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The options best first; those with equal scores in one tier, in the order in which they were put."""
    ranked = sorted(scores, key=lambda option: -scores[option])
    return tuple(tuple(tier) for _, tier in groupby(ranked, key=scores.__getitem__))


def kendall_w(rankings: Sequence[Tiers], *, options: Sequence[str]) -> Fraction | None:
    """Kendall's coefficient of concordance W, corrected for ties: 0 no agreement, 1 all rankings are equal.

    Tied options have the mean of their places (midranks). With R_i the sum of the places of option i over the
    m rankings of n options, S the sum of (R_i - m(n+1)/2)^2, and T the sum of t^3 - t over all tiers of t
    options in all rankings: W = 12 S / (m^2 (n^3 - n) - m T). None where that is 0/0: without rankings, with
    fewer than two options, or when every ranking ties everything. Truncated rankings tie what they leave out.
    Source: M.G. Kendall & B. Babington Smith, The problem of m rankings, Annals of Mathematical Statistics 10
    (1939), 275-287; ties: M.G. Kendall, Rank correlation methods (1948), chapter 6.
    """
    m, n = len(rankings), len(options)
    sums = dict.fromkeys(options, 0)  # of the doubled places, which are whole
    ties = 0
    for tiers in rankings:
        before = 0
        for tier in tiers:
            t = len(tier)
            ties += t**3 - t
            for option in tier:
                sums[option] += 2 * before + t + 1
            before += t
    base = m * m * (n**3 - n) - m * ties
    if base == 0:
        return None
    spread = sum((total - m * (n + 1)) ** 2 for total in sums.values())
    return Fraction(12 * spread, 4 * base)


def chance_agreement(rankings: int) -> Fraction | None:
    """1/m: the W that m rankings without any agreement have on average; None without rankings.

    So W of two rankings is 1/2 by chance alone; only what lies above this baseline is agreement. Source: the
    expected value of W under independent rankings, as mean Spearman rho = (mW - 1)/(m - 1) is 0 there
    (Kendall 1948, chapter 6).
    """
    return Fraction(1, rankings) if rankings else None


def pairwise_support(rankings: Iterable[Tiers], *, options: Sequence[str]) -> dict[tuple[str, str], int]:
    """(a, b) -> how many rankings have a above b; a tie supports neither."""
    support = {(a, b): 0 for a in options for b in options if a != b}
    for tiers in rankings:
        for place, tier in enumerate(tiers):
            for lower in tiers[place + 1 :]:
                for a in tier:
                    for b in lower:
                        support[a, b] += 1
    return support


def condorcet_winner(rankings: Sequence[Tiers], *, options: Sequence[str]) -> str | None:
    """The option that beats every other in a comparison of two: more rankings have it above than below.

    None when there is no such option (a cycle or a tie), without rankings, and with fewer than two options.
    Source: M. de Condorcet, Essai sur l'application de l'analyse (1785).
    """
    support = pairwise_support(rankings, options=options)
    for option in options:
        rivals = [other for other in options if other != option]
        if rivals and all(support[option, rival] > support[rival, option] for rival in rivals):
            return option
    return None
