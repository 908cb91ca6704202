"""Results of approvals, rankings and texts, as lines for a phone. Shows disclosed outcomes only."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from bot import phrases
from bot.cards.card import bold, esc, italic
from bot.phrases import kinds as words
from flows.conference.model import Round, RoundItem
from flows.consensus.ranking import order_by_score
from flows.outcomes import ApproveOutcome, OpenOutcome, Outcome, RankOutcome, RoundOutcome
from flows.words import Sort, Voice

_FIRST_PLACES = 3
_Teller = Callable[[Round, RoundItem, Outcome, int | None], list[str]]


def tell_approvals(round_: Round, outcome: RoundOutcome, *, limit: int | None) -> list[str | None]:
    """Per item its options: as a proposal by what the municipalities come to, as a beeld by heads."""
    by_heads = round_.sort is Sort.BEELD
    legend = words.APPROVED_HEADS if by_heads else words.APPROVED_LEGEND
    return [italic(legend), *_per_item(round_, outcome, _approvals, limit=limit)]


def tell_rankings(round_: Round, outcome: RoundOutcome, *, limit: int | None) -> list[str | None]:
    """Per item the options, best first, and how much the rankings agree."""
    return [italic(words.RANKED_LEGEND), *_per_item(round_, outcome, _ranking, limit=limit)]


def tell_texts(round_: Round, outcome: RoundOutcome, *, limit: int | None) -> list[str | None]:
    """In short how many texts each question has; in full all of them."""
    return [*_per_item(round_, outcome, _texts, limit=limit)]


def approval_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    """Per municipality the options that it is for."""
    if not isinstance(outcome, ApproveOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {town: _approved_by(voices, titles) for town, voices in outcome.voices.items()}


def ranking_words(item: RoundItem, outcome: Outcome) -> Mapping[str, str] | None:
    """Per municipality the first places of its order; tied options share one."""
    if not isinstance(outcome, RankOutcome) or outcome.voices is None:
        return None
    titles = {o.id: o.title for o in item.options}
    return {
        town: words.NO_BEELD
        if order is None
        else ", ".join(f"{place} {titles[o]}" for place, o in _places(order) if place <= _FIRST_PLACES)
        for town, order in outcome.voices.items()
    }


def _per_item(round_: Round, outcome: RoundOutcome, tell: _Teller, *, limit: int | None) -> list[str]:
    body: list[str] = []
    for item in round_.items:
        if len(round_.items) > 1:
            body.append(bold(item.title))
        body += tell(round_, item, outcome.items[item.id], limit)
    return body


def _approvals(round_: Round, item: RoundItem, outcome: Outcome, limit: int | None) -> list[str]:
    if not isinstance(outcome, ApproveOutcome) or (outcome.counts is None and outcome.region is None):
        return [words.TOO_FEW]
    if round_.sort is Sort.BEELD or outcome.region is None or outcome.voice_counts is None:
        return _approvals_by_heads(item, outcome, limit)
    lines: list[str] = []
    for region, name in phrases.REGION.items():
        found = [o for o in item.options if outcome.region[o.id] is region]
        if not found:
            continue
        counts = outcome.voice_counts
        found.sort(key=lambda o: _strength(counts[o.id]), reverse=True)
        lines.append(bold(f"{name} ({len(found)})"))
        lines += [f"{esc(o.title)}{_tail(counts[o.id])}" for o in found[:limit]]
        lines += _rest(len(found), limit)
    return lines


def _approvals_by_heads(item: RoundItem, outcome: ApproveOutcome, limit: int | None) -> list[str]:
    if outcome.counts is None:
        return [words.TOO_FEW]
    counts, of = outcome.counts, outcome.answered - (outcome.no_opinion or 0)
    ranked = sorted(item.options, key=lambda o: -counts[o.id])
    return [*(f"{esc(o.title)}  {counts[o.id]} van {of}" for o in ranked[:limit]), *_rest(len(ranked), limit)]


def _ranking(_round: Round, item: RoundItem, outcome: Outcome, limit: int | None) -> list[str]:
    if not isinstance(outcome, RankOutcome) or outcome.region is None:
        return [words.TOO_FEW]
    titles = {o.id: o.title for o in item.options}
    ranked = _places(order_by_score(outcome.region))
    lines = [f"{place}. {esc(titles[o])}" for place, o in ranked[:limit]] + _rest(len(ranked), limit)
    if outcome.agreement is not None and outcome.baseline is not None:
        agreed, chance = _decimal(outcome.agreement), _decimal(outcome.baseline)
        lines.append(italic(words.AGREEMENT.format(found=agreed, chance=chance)))
    if outcome.differs and outcome.condorcet is not None:
        lines.append(italic(words.DIFFERS.format(option=titles[outcome.condorcet])))
    return lines


def _texts(_round: Round, _item: RoundItem, outcome: Outcome, limit: int | None) -> list[str]:
    if not isinstance(outcome, OpenOutcome):
        return []
    if "texts" in outcome.hidden:
        return [words.TEXTS_HIDDEN]
    if not outcome.texts:
        return [words.NO_TEXTS.capitalize()]
    if limit is not None:
        return [phrases.count_word(len(outcome.texts), *words.TEXTS)]
    return [italic(f"‘{text}’") for text in outcome.texts]


def _approved_by(voices: Mapping[str, Voice], titles: Mapping[str, str]) -> str:
    if all(voice is Voice.NONE for voice in voices.values()):
        return words.NO_BEELD
    named = [titles[option] for option, voice in voices.items() if voice is Voice.FOR]
    return phrases.join_names(named) if named else words.FOR_NONE


def _places(order: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    """(place, option), best first; tied options have the same place."""
    found: list[tuple[int, str]] = []
    for tied in order:
        place = len(found) + 1
        found += [(place, option) for option in tied]
    return found


def _strength(counts: Mapping[Voice, int]) -> int:
    return counts[Voice.FOR] * 2 - counts[Voice.AGAINST]


def _tail(counts: Mapping[Voice, int]) -> str:
    return f"  {counts[Voice.FOR]}–{counts[Voice.BETWEEN]}–{counts[Voice.AGAINST]}"


def _rest(total: int, limit: int | None) -> list[str]:
    return [] if limit is None or total <= limit else [f"en nog {total - limit}"]


def _decimal(number: Fraction) -> str:
    return f"{float(number):.2f}".replace(".", ",")
