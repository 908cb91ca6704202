"""One press, one verdict: decided by what the database holds, never by the message."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from flows.ports import Account, Verdict, VerdictWord
from flows.words import ConferenceState, Kind, Party, Presence, Role, RoundState

# What follows builds on the scene of conftest.py: anna, bram, carla, dirk, fien and an open round.


async def ballots(scene: Any) -> dict[tuple[str, str], Any]:
    async with scene.store.reading() as view:
        return {(b.participant, b.item): b for b in await view.ballots(scene.round.key)}


async def test_record_first_answer_is_stored(scene: Any) -> None:
    verdict = await scene.store.record(scene.press("anna", "4", number=1))

    assert verdict == Verdict(word=VerdictWord.STORED, participant="anna", value="4")
    assert (await ballots(scene))["anna", "inkoop"].value == 4


async def test_record_other_answer_is_changed_with_the_previous_one(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4", number=1))

    verdict = await scene.store.record(scene.press("anna", "2", number=2))

    assert verdict == Verdict(word=VerdictWord.CHANGED, participant="anna", value="2", previous="4")


async def test_record_same_answer_is_unchanged(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4", number=1))

    verdict = await scene.store.record(scene.press("anna", "4", number=2))

    assert verdict == Verdict(word=VerdictWord.UNCHANGED, participant="anna", value="4", previous="4")


async def test_record_no_opinion_replaces_an_answer(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4", number=1))

    verdict = await scene.store.record(scene.press("anna", no_opinion=True, number=2))

    assert verdict == Verdict(word=VerdictWord.CHANGED, participant="anna", no_opinion=True, previous="4")
    back = await scene.store.record(scene.press("anna", "3", number=3))
    assert back == Verdict(word=VerdictWord.CHANGED, participant="anna", value="3", previous_no_opinion=True)


async def test_record_same_update_is_duplicate_and_tells_what_stands(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4", number=1))
    await scene.store.record(scene.press("anna", "2", number=2))

    verdict = await scene.store.record(scene.press("anna", "4", number=1))

    assert verdict == Verdict(word=VerdictWord.DUPLICATE, participant="anna", value="2")


async def test_record_older_update_is_superseded(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "2", number=20))

    verdict = await scene.store.record(scene.press("anna", "5", number=19))

    assert verdict == Verdict(word=VerdictWord.SUPERSEDED, participant="anna", value="2")
    assert (await ballots(scene))["anna", "inkoop"].value == 2


async def test_record_lower_number_of_a_newer_epoch_counts(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "2", number=900, epoch=0))

    verdict = await scene.store.record(scene.press("anna", "5", number=7, epoch=1))

    assert verdict.word is VerdictWord.CHANGED


async def test_record_older_number_of_another_channel_counts(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "2", number=900))

    verdict = await scene.store.record(scene.press("anna", "5", number=1, channel="web"))

    assert verdict.word is VerdictWord.CHANGED


async def test_record_closed_round_keeps_the_earlier_answer(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "4", number=1))
    await scene.set_state(RoundState.CLOSED)

    verdict = await scene.store.record(scene.press("anna", "1", number=2))

    assert verdict == Verdict(word=VerdictWord.CLOSED, participant="anna", value="4")


async def test_record_cancelled_conference_is_closed(scene: Any) -> None:
    async with scene.store.writing() as work:
        await work.save_conference(replace(await work.conference("dal"), state=ConferenceState.CANCELLED))
        await work.commit()

    verdict = await scene.store.record(scene.press("anna"))

    assert verdict.word is VerdictWord.CLOSED


@pytest.mark.parametrize("person", ["fien", "nobody"])
async def test_record_facilitator_and_outsider_are_not_allowed(scene: Any, person: str) -> None:
    verdict = await scene.store.record(scene.press(person, number=1))

    assert verdict.word is VerdictWord.NOT_ALLOWED
    assert await ballots(scene) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"role": Role.OBSERVER},
        {"presence": Presence.ABSENT},
        {"presence": Presence.INVITED},
        {"informed": False},
    ],
)
async def test_record_voter_who_may_not_is_not_allowed(scene: Any, changes: dict[str, Any]) -> None:
    await scene.change("anna", **changes)

    verdict = await scene.store.record(scene.press("anna"))

    assert verdict == Verdict(word=VerdictWord.NOT_ALLOWED, participant="anna")


async def test_record_adviser_answers_in_a_round_of_voters(scene: Any) -> None:
    assert (await scene.store.record(scene.press("dirk"))).word is VerdictWord.STORED


async def test_record_round_of_spokespersons_takes_only_theirs(scene: Any, make_standpunt: Any) -> None:
    await scene.open_another(make_standpunt("artikel"))
    await scene.change("anna", informed=False)

    words = [
        (await scene.store.record(scene.press(person, '"agree"', item="artikel"))).word
        for person in ("anna", "bram", "dirk")
    ]

    assert words == [VerdictWord.STORED, VerdictWord.NOT_ALLOWED, VerdictWord.NOT_ALLOWED]


async def test_record_unknown_item_or_round_is_invalid(scene: Any) -> None:
    item = await scene.store.record(scene.press("anna", item="jeugdhulp"))
    round_ = await scene.store.record(replace(scene.press("anna"), round=10**30))

    assert item == Verdict(word=VerdictWord.INVALID, participant="anna")
    assert round_ == Verdict(word=VerdictWord.INVALID)


async def test_record_press_of_nothing_or_of_unstorable_text_is_invalid(scene: Any) -> None:
    nothing = await scene.store.record(scene.press("anna", None))
    surrogate = await scene.store.record(scene.press("anna", '"\ud800"'))

    assert [nothing.word, surrogate.word] == [VerdictWord.INVALID, VerdictWord.INVALID]


async def test_record_mark_keeps_the_answer(scene: Any) -> None:
    await scene.store.record(scene.press("anna", "2", number=1))

    verdict = await scene.store.record(scene.press("anna", mark=True, number=2))

    assert verdict == Verdict(
        word=VerdictWord.CHANGED, participant="anna", value="2", unacceptable=True, previous="2"
    )
    assert (await ballots(scene))["anna", "inkoop"].unacceptable is True


async def test_record_mark_alone_is_no_answer(scene: Any) -> None:
    marked = await scene.store.record(scene.press("anna", mark=True, number=1))
    without = await ballots(scene)
    answered = await scene.store.record(scene.press("anna", "1", number=2))

    assert [marked.word, answered.word] == [VerdictWord.STORED, VerdictWord.STORED]
    assert without == {}
    assert answered.unacceptable is True


async def test_record_later_mark_does_not_make_an_answer_older(scene: Any) -> None:
    await scene.store.record(scene.press("anna", mark=True, number=11))

    verdict = await scene.store.record(scene.press("anna", "2", number=10))

    assert verdict.word is VerdictWord.STORED


async def test_record_mark_where_the_round_has_none_is_invalid(scene: Any) -> None:
    await scene.open_another(replace(scene.round, key=0, id="motieven-1", unacceptable=False))

    assert (await scene.store.record(scene.press("anna", mark=True))).word is VerdictWord.INVALID


async def test_record_account_of_another_conference_is_not_allowed(scene: Any, another_conference: Any) -> None:
    async with scene.store.writing() as work:
        await work.add_conference(another_conference)
        await work.add_participant(
            replace(await work.participant("anna"), id="greet", conference="berg", municipality=None)
        )
        await work.bind("greet", Account(channel="telegram", external="greet"))
        await work.commit()

    assert (await scene.store.record(scene.press("greet"))).word is VerdictWord.NOT_ALLOWED


async def test_record_waiting_presses_of_one_item_let_the_later_in(scene: Any) -> None:
    verdicts = await asyncio.gather(
        scene.store.record(scene.press("anna", "5", number=8)),
        scene.store.record(scene.press("anna", "1", number=7)),
        scene.store.record(scene.press("anna", "3", number=9)),
        scene.store.record(scene.press("anna", "2", number=1, channel="web")),
        scene.store.record(scene.press("anna", "2", number=1, channel="web")),
    )

    assert [v.word for v in verdicts] == [
        VerdictWord.SUPERSEDED,
        VerdictWord.SUPERSEDED,
        VerdictWord.SUPERSEDED,
        VerdictWord.STORED,
        VerdictWord.DUPLICATE,
    ]
    assert {v.value for v in verdicts} == {"2"}


async def test_record_batch_with_bad_neighbours_stores_the_good(scene: Any) -> None:
    verdicts = await asyncio.gather(
        scene.store.record(scene.press("anna", "4", number=1)),
        scene.store.record(scene.press("nobody", "4", number=2)),
        scene.store.record(scene.press("bram", "4", item="jeugdhulp", number=3)),
        scene.store.record(scene.press("carla", "5", number=4)),
    )

    assert [v.word for v in verdicts] == [
        VerdictWord.STORED,
        VerdictWord.NOT_ALLOWED,
        VerdictWord.INVALID,
        VerdictWord.STORED,
    ]


async def test_record_batch_in_which_a_constraint_fires_fails_that_answer_alone(scene: Any) -> None:
    verdicts = await asyncio.gather(
        scene.store.record(scene.press("anna", "4", number=1)),
        scene.store.record(scene.press("bram", "no json", number=2)),
        scene.store.record(scene.press("carla", "5", number=3)),
    )

    assert [v.word for v in verdicts] == [VerdictWord.STORED, VerdictWord.FAILED, VerdictWord.STORED]
    assert sorted(person for person, _ in await ballots(scene)) == ["anna", "carla"]
    again = await scene.store.record(scene.press("bram", "2", number=2))
    assert again.word is VerdictWord.STORED


async def test_record_consent_keeps_its_text_for_the_same_word_only(scene: Any, make_standpunt: Any) -> None:
    await scene.open_another(make_standpunt("artikel"))
    press = scene.press
    await scene.store.record(press("anna", '"objection"', item="artikel"))
    async with scene.store.writing() as work:
        await work.put_text(scene.round.key, "artikel", "anna", "Te duur.")
        await work.commit()

    await scene.store.record(press("anna", '"objection"', item="artikel"))
    await scene.store.record(press("anna", '"objection:licht"', item="artikel"))
    kept = (await ballots(scene))["anna", "artikel"].text
    await scene.store.record(press("anna", '"condition"', item="artikel"))
    cleared = (await ballots(scene))["anna", "artikel"].text

    assert [kept, cleared] == ["Te duur.", ""]


async def test_put_answer_follows_the_same_rules_in_a_use_case(scene: Any) -> None:
    async with scene.store.writing() as work:
        first = await work.put_answer(scene.press("anna", "4", number=1))
        second = await work.put_answer(scene.press("anna", "4", number=1))
        third = await work.put_answer(scene.press("fien", "4", number=2))
        await work.commit()

    assert [first.word, second.word, third.word] == [
        VerdictWord.STORED,
        VerdictWord.DUPLICATE,
        VerdictWord.NOT_ALLOWED,
    ]


@pytest.fixture
def make_standpunt(scene: Any) -> Any:
    def make(*items: str) -> Any:
        asked = tuple(replace(scene.round.items[0], id=item) for item in items)
        return replace(
            scene.round, key=0, id="artikelen-1", kind=Kind.CONSENT, party=Party.SPOKESPERSONS, items=asked
        )

    return make


@pytest.fixture
async def another_conference(scene: Any) -> Any:
    async with scene.store.reading() as view:
        return replace(await view.conference("dal"), id="berg", slug="berg", municipalities=())
