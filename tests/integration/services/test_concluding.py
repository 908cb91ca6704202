"""From stored answers to what exports need."""

from typing import Any

import pytest

from flows.conference.secrecy import disclose
from flows.errors import NotFound
from flows.kinds.summary import summarise_round
from flows.outcomes import RateOutcome
from flows.services.concluding import Concluding
from flows.words import Region, RoundState


async def test_record_of_a_new_conference_is_empty(house: Any) -> None:
    await house.found()

    record = await house.concluding.conference_record(house.conference)

    assert (record.rounds, record.recommendation) == ((), None)
    assert [p.name for p in record.participants] == ["Fien"]
    assert (record.audit.events, len(record.audit.head)) == (1, 64)


async def test_record_holds_what_was_published_and_nothing_else(house: Any) -> None:
    await house.convene()
    await house.advance()
    first = await house.hold()
    second = await house.opened()
    await house.answer_all(second)

    open_ = await house.concluding.conference_record(house.conference)
    await house.facilitation.close_round(house.fien, second.key)
    closed = await house.concluding.conference_record(house.conference)
    await house.facilitation.publish_round(house.fien, second.key)
    published = await house.concluding.conference_record(house.conference)

    assert [[r.round.id for r in record.rounds] for record in (open_, closed, published)] == [
        [first.id],
        [first.id],
        [first.id, second.id],
    ]


async def test_record_of_a_round_is_what_the_rules_give(house: Any) -> None:
    await house.convene()
    await house.advance()
    round_ = await house.hold(5)

    record = await house.concluding.round_record(round_.key)

    thresholds = house.pack.thresholds
    full = summarise_round(record.round, record.ballots, record.electorate, thresholds=thresholds, last_attempt=False)
    secrecy = (await house.stage()).conference.secrecy
    assert record.full == full
    assert record.disclosed == disclose(full, round_=record.round, secrecy=secrecy, thresholds=thresholds)
    assert len(record.ballots) == 9 * len(round_.items)
    assert [o.region for o in record.full.items.values() if isinstance(o, RateOutcome)] == [Region.CARRIED] * len(
        round_.items
    )


async def test_pseudonym_key_is_made_once_per_conference(house: Any) -> None:
    first = await house.found()
    second = await house.found()

    keys = [(await house.concluding.conference_record(c)).pseudonym_key for c in (first, first, second)]

    assert keys[0] == keys[1]
    assert keys[0] != keys[2]
    assert [len(key) for key in keys] == [32, 32, 32]


async def test_pseudonym_key_is_kept_for_another_start(house: Any) -> None:
    await house.found()
    before = (await house.concluding.conference_record(house.conference)).pseudonym_key
    restarted = Concluding(house.store, pack=house.pack, randomness=house.roster._randomness)

    assert (await restarted.conference_record(house.conference)).pseudonym_key == before


async def test_whole_conference_gives_articles_with_an_outcome(house: Any) -> None:
    await house.convene()
    await house.go_to("afgerond")

    record = await house.concluding.conference_record(house.conference)

    assert {r.round.state for r in record.rounds} == {RoundState.SETTLED}
    assert record.recommendation is not None
    assert record.recommendation.approach is record.conference.approach
    put = next(r.round for r in record.rounds if r.round.template == "artikelen")
    assert [a.id for a in record.recommendation.articles if a.outcome is not None] == sorted(i.id for i in put.items)


@pytest.mark.parametrize("wanted", ["", "niets"])
async def test_unknown_conference_is_not_found(house: Any, wanted: str) -> None:
    with pytest.raises(NotFound):
        await house.concluding.conference_record(wanted)
