"""A picture's subject from a round and its pack: how its items are called, and what its numbers say."""

from collections.abc import Mapping

from flows.conference.model import Round
from flows.outcomes import RoundOutcome
from flows.pack.form import Pack
from flows.pack.items import Question
from flows.recommendation.evidence import groups_of
from flows.recommendation.talk import talking_points
from report.charts.subject import Subject


def subject_of(
    round_: Round,
    outcome: RoundOutcome,
    *,
    pack: Pack,
    names: Mapping[str, str],
    before: RoundOutcome | None = None,
) -> Subject:
    """What is drawn of a round. `outcome` and `before` are what may be shown, and nothing else is looked at.

    Where not every item fits, those that the bot would propose as bespreekpunten come first.
    """
    template = pack.round(round_.template)
    return Subject(
        round=round_,
        outcome=outcome,
        names=names,
        before=before,
        nouns=(template.noun, template.nouns),
        labels=pack.scales[template.scale].labels if template.scale is not None else (),
        talking=talking_points(outcome, thresholds=pack.thresholds),
        weights={group.title: group.weight for group in groups_of(pack, Question).values()},
    )
