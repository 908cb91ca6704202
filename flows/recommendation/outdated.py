"""Which rounds rest on something that was asked again later: going back destroys nothing, and so nothing follows."""

from collections.abc import Sequence

from flows.conference.model import Round
from flows.words import RoundState

_COUNTED = frozenset({RoundState.PUBLISHED, RoundState.TALK, RoundState.SETTLED})


def outdated_rounds(rounds: Sequence[Round]) -> dict[str, str]:
    """Round of the pack -> the round of the pack that it rests on and that was asked again since it was put.

    Per round of the pack the newest round that was not withdrawn is looked at. It is outdated when a round of the
    same kind as one of its grounds was published after it was opened, or was made after it.
    """
    standing = [round_ for round_ in rounds if round_.state is not RoundState.WITHDRAWN]
    newest = {round_.template: round_ for round_ in standing}
    template_of = {round_.id: round_.template for round_ in standing}
    found: dict[str, str] = {}
    for template, round_ in newest.items():
        named = {ground for item in round_.items for ground, _ in item.grounds}
        grounds = {template_of[ground] for ground in named if ground in template_of}
        again = [r for r in standing if r.template in grounds - {template} and _came_later(r, round_)]
        if again:
            found[template] = again[-1].template
    return found


def _came_later(asked: Round, than: Round) -> bool:
    if asked.state not in _COUNTED:
        return False
    if asked.key > than.key:
        return True
    return than.opened_at is not None and asked.published_at is not None and asked.published_at > than.opened_at
