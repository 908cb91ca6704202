"""Amending a proposal after an objection and asking it again; hamerstukken; the last attempt."""

from collections.abc import Mapping
from typing import Any

import pytest

from flows.errors import Invalid, Lost, NotAllowed, Refused
from flows.outcomes import ConsentOutcome
from flows.services.amending import Amending
from flows.services.correcting import Correcting
from flows.services.standing import Standing, agreed_items, begins_together
from flows.words import Consent, Decision, RoundState

SPEAKERS = ("aldermeer1", "boskerk1", "dalwijk1")
FOUR = ("Aldermeer", "Boskerk", "Dalwijk", "Eikhuizen")


@pytest.fixture
def amending(house: Any) -> Amending:
    return Amending(house.store, clock=house.clock, pack=house.pack)


@pytest.fixture
def standing(house: Any) -> Standing:
    return Standing(house.store, pack=house.pack)


async def four_towns(house: Any) -> None:
    """So many that three of them make three quarters."""
    await house.found(towns=FOUR)
    for town in FOUR:
        await house.invite(town.lower(), f"{town.lower()}1")
    await house.enter()


async def say(house: Any, round_: Any, item: str, **words: str) -> None:
    """A word of the woordvoerders of these municipalities, with a text where it needs one."""
    for town, word in words.items():
        who = house.account(f"{town}1")
        await house.answering.consent(who, round_.key, item, Consent(word), update=house.update())
        if word in {"condition", "objection"}:
            await house.answering.give_reason(who, f"{town} wil dit anders", update=house.update())


async def published(house: Any, template: str, phase: str, first: Mapping[str, str]) -> Any:
    """A round of standpunten in which everybody agrees, but to the first item these towns say something else."""
    await house.go_to(phase, round_id=template)
    round_ = await house.opened()
    await house.answer_all(round_, Consent.AGREE.value)
    await say(house, round_, round_.items[0].id, **first)
    await house.facilitation.close_round(house.fien, round_.key)
    return await house.facilitation.publish_round(house.fien, round_.key)


async def decision(house: Any, key: int, item: str) -> Any:
    outcome = (await house.concluding.round_record(key)).full.items[item]
    assert isinstance(outcome, ConsentOutcome)
    return outcome.decision


async def stored(house: Any, key: int) -> Any:
    async with house.store.reading() as view:
        return await view.round(key)


# --- the last attempt ----------------------------------------------------------------------------------


async def test_objection_keeps_a_proposal_from_being_carried_until_its_round_is_settled(house: Any) -> None:
    await four_towns(house)
    round_ = await published(house, "uitgangspunten", "beslisboom", {"boskerk": "objection"})
    item = round_.items[0].id
    on_table = await decision(house, round_.key, item)

    await house.facilitation.settle_round(house.fien, round_.key)

    assert (on_table, await decision(house, round_.key, item)) == (
        Decision.NOT_CARRIED,
        Decision.CARRIED_MINORITY,
    )


async def test_item_that_is_asked_again_was_not_the_last_attempt(house: Any, amending: Any) -> None:
    await four_towns(house)
    round_ = await published(house, "uitgangspunten", "beslisboom", {"boskerk": "objection"})
    item = round_.items[0].id
    await amending.amend(house.fien, round_.key, item, "Wij doen het anders.")

    made = await amending.ask_amended(house.fien, round_.key)
    asked_again = await decision(house, round_.key, item)
    correcting = Correcting(house.store, clock=house.clock, pack=house.pack)
    await correcting.withdraw(house.fien, made.key, reason="Toch niet.")

    assert (await stored(house, round_.key)).state is RoundState.SETTLED
    assert (asked_again, await decision(house, round_.key, item)) == (
        Decision.NOT_CARRIED,
        Decision.CARRIED_MINORITY,
    )


async def test_approach_carried_by_three_of_four_is_the_conferences(house: Any) -> None:
    await four_towns(house)
    round_ = await published(house, "aanpakkeuze", "aanpak", {"boskerk": "objection"})

    await house.facilitation.settle_round(house.fien, round_.key)

    assert (await house.stage()).conference.approach == round_.items[0].id


# --- amending ------------------------------------------------------------------------------------------


async def test_amended_item_is_asked_again_with_what_it_was(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection", "dalwijk": "condition"})
    item = round_.items[0]
    could = await amending.amendments(house.fien, round_.key)
    await amending.amend(house.fien, round_.key, item.id, "Eerst  een proef\nvan een jaar.", update=house.update())

    made = await amending.ask_amended(house.fien, round_.key, update=house.update())

    again = await stored(house, made.key)
    assert [found.id for found in could.items] == [item.id]
    assert (made.id, made.number, made.state) == ("artikelen-2", 2, RoundState.DRAFT)
    assert [(i.id, i.text, i.before) for i in again.items] == [(item.id, "Eerst een proef van een jaar.", item.text)]
    assert (await house.current()).key == made.key
    assert (await amending.amendments(house.fien, round_.key)).texts == {}


async def test_article_has_the_amended_text_and_the_newest_outcome(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})
    item = round_.items[0]
    await amending.amend(house.fien, round_.key, item.id, "Eerst een proef.")
    await amending.ask_amended(house.fien, round_.key)
    await house.hold(Consent.AGREE.value)

    record = await house.concluding.conference_record(house.conference)

    assert record.recommendation is not None
    article = next(a for a in record.recommendation.articles if a.id == item.id)
    kept = {r.round.id: r.full.items[item.id].decision for r in record.rounds if r.round.template == "artikelen"}
    assert (article.text, article.outcome, article.minority) == ("Eerst een proef.", Decision.ADOPTED, ())
    assert kept == {"artikelen-1": Decision.NOT_CARRIED, "artikelen-2": Decision.ADOPTED}


@pytest.mark.parametrize(
    ("template", "phase", "article"),
    [("uitgangspunten", "beslisboom", ""), ("vormkeuze", "vorm", "a08"), ("aanpakkeuze", "aanpak", "a02")],
)
async def test_amended_proposal_of_every_sort_is_what_the_recommendation_says(
    house: Any, amending: Any, template: str, phase: str, article: str
) -> None:
    await house.convene(voters=1)
    round_ = await published(house, template, phase, {"boskerk": "objection"})
    item = round_.items[0].id
    await amending.amend(house.fien, round_.key, item, "Wij beginnen klein.")
    await amending.ask_amended(house.fien, round_.key)
    await house.hold(Consent.AGREE.value)

    found = (await house.concluding.conference_record(house.conference)).recommendation

    texts = {p.item: p.text for p in found.principles} | {a.id: a.text for a in found.articles}
    assert "Wij beginnen klein." in texts[article or item]


async def test_proposal_is_put_at_most_three_times(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})
    item = round_.items[0].id
    for number in (2, 3):
        await amending.amend(house.fien, round_.key, item, f"Voorstel {number}.")
        round_ = await amending.ask_amended(house.fien, round_.key)
        opened = await house.opened()
        await say(house, opened, item, aldermeer="agree", boskerk="objection", dalwijk="agree")
        await house.facilitation.close_round(house.fien, round_.key)
        await house.facilitation.publish_round(house.fien, round_.key)

    with pytest.raises(Refused) as caught:
        await amending.amend(house.fien, round_.key, item, "Voorstel 4.")

    assert (caught.value.reason, caught.value.data) == ("not_amendable", {"limit": 3})
    assert (await amending.amendments(house.fien, round_.key)).items == ()


async def test_item_that_everybody_carries_is_not_amended(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})

    with pytest.raises(Refused) as caught:
        await amending.amend(house.fien, round_.key, round_.items[1].id, "Iets anders.")

    assert caught.value.reason == "not_amendable"


@pytest.mark.parametrize(
    ("text", "reason"), [("", "amendment_empty"), ("?!", "amendment_empty"), ("x" * 601, "amendment_too_long")]
)
async def test_amended_text_has_one_to_six_hundred_characters(
    house: Any, amending: Any, text: str, reason: str
) -> None:
    with pytest.raises(Invalid) as caught:
        await amending.amend(house.fien, 1, "a01", text)

    assert caught.value.reason == reason


async def test_amendment_is_left_again_and_then_there_is_nothing_to_ask(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})
    await amending.amend(house.fien, round_.key, round_.items[0].id, "Iets anders.")

    left = await amending.leave(house.fien, round_.key, round_.items[0].id)

    assert left.texts == {}
    with pytest.raises(Refused) as caught:
        await amending.ask_amended(house.fien, round_.key)
    assert caught.value.reason == "nothing_amended"
    assert (await stored(house, round_.key)).state is RoundState.PUBLISHED


async def test_settled_round_is_not_amended_any_more(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})
    await house.facilitation.settle_round(house.fien, round_.key)

    with pytest.raises(Lost):
        await amending.amend(house.fien, round_.key, round_.items[0].id, "Iets anders.")


async def test_only_a_facilitator_amends(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "artikelen", "aanbeveling", {"boskerk": "objection"})

    with pytest.raises(NotAllowed):
        await amending.amend(house.account("boskerk1"), round_.key, round_.items[0].id, "Iets anders.")


# --- hamerstukken --------------------------------------------------------------------------------------


async def test_hamerstukken_are_agreed_to_in_one_tap(house: Any, standing: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()
    together = agreed_items(round_)
    who = house.account("boskerk1")
    walk = await house.answering.walk(who, round_.key, resume=True)

    given = await standing.agree_all(who, round_.key, update=house.update())

    after = await house.answering.walk(who, round_.key, resume=True)
    assert len(together) >= 2
    assert (begins_together(walk), begins_together(after)) == (True, False)
    assert given == tuple(item.id for item in together)
    assert {item: ballot.value for item, ballot in after.answers.items()} == dict.fromkeys(given, "agree")


async def test_stale_tap_on_all_hamerstukken_undoes_no_objection(house: Any, standing: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()
    first = agreed_items(round_)[0].id
    await say(house, round_, first, boskerk="objection")
    who = house.account("boskerk1")

    given = await standing.agree_all(who, round_.key, update=house.update())

    answers = (await house.answering.walk(who, round_.key)).answers
    assert first not in given
    assert answers[first].value == "objection"


@pytest.mark.parametrize("name", ["fien", "niemand"])
async def test_only_a_woordvoerder_takes_hamerstukken_together(house: Any, standing: Any, name: str) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()

    with pytest.raises(NotAllowed):
        await standing.agree_all(house.account(name), round_.key)


async def test_closed_round_takes_no_hamerstukken(house: Any, standing: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()
    await house.facilitation.close_round(house.fien, round_.key)

    with pytest.raises(Lost) as caught:
        await standing.agree_all(house.account("boskerk1"), round_.key)

    assert caught.value.reason == "round_not_open"


async def test_hamerstuk_becomes_a_bespreekstuk_and_one_again(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    draft = await house.current()
    item = agreed_items(draft)[0].id

    apart = await amending.set_agreed(house.fien, draft.key, item, agreed=False, update=house.update())
    together = await amending.set_agreed(house.fien, draft.key, item, agreed=True, update=house.update())

    assert item not in [i.id for i in agreed_items(apart)]
    assert together.items == draft.items
    assert (await stored(house, draft.key)).items == draft.items


async def test_article_on_something_divided_is_no_hamerstuk(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    round_ = await published(house, "vormkeuze", "vorm", {"boskerk": "objection"})
    await house.facilitation.settle_round(house.fien, round_.key)
    await house.go_to("aanbeveling")
    draft = await house.current()
    apart = [item.id for item in draft.items if not item.agreed]

    with pytest.raises(Refused) as caught:
        await amending.set_agreed(house.fien, draft.key, "a08", agreed=True)

    assert apart == ["a08"]
    assert caught.value.reason == "not_agreed"


async def test_open_round_keeps_its_hamerstukken(house: Any, amending: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()

    with pytest.raises(Lost):
        await amending.set_agreed(house.fien, round_.key, agreed_items(round_)[0].id, agreed=False)
