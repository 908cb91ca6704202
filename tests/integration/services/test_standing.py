"""Standpunten that come later, and standpunten 'per lid'."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.errors import Invalid, Lost
from flows.outcomes import ChooseOutcome, ConsentOutcome
from flows.services.standing import Standing
from flows.words import ConferenceState, Consent, Deciding, Decision, Party, Role
from report.dossier import open_dossier
from report.export import write_exports
from report.verify import verify


@pytest.fixture
def standing(house: Any) -> Standing:
    return Standing(house.store, pack=house.pack)


async def settled_with_college(house: Any, *, silent: str = "") -> Any:
    """Articles on which Boskerk goes back to its college; perhaps another woordvoerder says nothing."""
    await house.convene(voters=2)
    await house.go_to("aanbeveling")
    round_ = await house.opened()
    for item in round_.items:
        for town in ("aldermeer1", "boskerk1", "dalwijk1"):
            word = Consent.COLLEGE if town == "boskerk1" else Consent.AGREE
            if town != silent:
                await house.answering.consent(house.account(town), round_.key, item.id, word, update=house.update())
    await house.finish(round_.key)
    await house.told()
    return round_


async def outcome_of(house: Any, key: int, item: str) -> Any:
    return (await house.concluding.round_record(key)).full.items[item]


# --- later standpunten ---------------------------------------------------------------------------------


async def test_what_went_back_to_the_college_can_be_given_after_the_end(house: Any, standing: Any) -> None:
    round_ = await settled_with_college(house)
    await house.advance()
    who, item = house.account("boskerk1"), round_.items[0].id
    await house.told()
    before = await standing.late(who, house.conference)

    after = await standing.give_late(who, round_.key, item, "agree", update=house.update())

    outcome = await outcome_of(house, round_.key, item)
    assert (await house.stage()).conference.state is ConferenceState.FINISHED
    assert before is not None
    assert after is not None
    assert [late.item.id for late in before.items] == [i.id for i in round_.items]
    assert [late.item.id for late in after.items] == [i.id for i in round_.items[1:]]
    assert (outcome.decision, outcome.voices["boskerk"]) == (Decision.ADOPTED, "agree")
    assert await house.told() == [("late_position", (await house.person("Fien")).id)]
    event = [e for e in await house.events() if e.kind == "late_position"][-1]
    assert event.data == {"round": round_.id, "item": item, "municipality": "boskerk"}


async def test_later_condition_stands_with_its_text_and_is_marked(house: Any, standing: Any, tmp_path: Path) -> None:
    round_ = await settled_with_college(house)
    item = round_.items[0].id

    await standing.give_late(
        house.account("boskerk1"), round_.key, item, "condition", text=" als de  raad instemt ", update=house.update()
    )

    record = await house.concluding.conference_record(house.conference)
    ballots = next(r.ballots for r in record.rounds if r.round.key == round_.key)
    late = [(b.item, b.municipality, b.value, b.text) for b in ballots if b.late]
    exported = write_exports(open_dossier(record), tmp_path)
    article = next(a for a in record.recommendation.articles if a.id == item)
    assert late == [(item, "boskerk", "condition", "als de raad instemt")]
    assert (article.outcome, article.conditions) == (
        Decision.ADOPTED_CONDITIONS,
        (("boskerk", "als de raad instemt"),),
    )
    assert verify(exported.folder).differences == ()


async def test_silent_municipality_can_speak_later_too(house: Any, standing: Any) -> None:
    round_ = await settled_with_college(house, silent="dalwijk1")

    found = await standing.late(house.account("dalwijk1"), house.conference)
    await standing.give_late(house.account("dalwijk1"), round_.key, round_.items[0].id, "agree")

    outcome = await outcome_of(house, round_.key, round_.items[0].id)
    assert found is not None
    assert len(found.items) == len(round_.items)
    assert outcome.voices == {"aldermeer": "agree", "boskerk": "college", "dalwijk": "agree"}


async def test_who_speaks_now_gives_the_standpunt_of_the_seat_that_counted(house: Any, standing: Any) -> None:
    round_ = await settled_with_college(house)
    second = await house.person("boskerk2")
    await house.roster.appoint_spokesperson(house.fien, second.id)

    await standing.give_late(house.account("boskerk2"), round_.key, round_.items[0].id, "agree")

    assert await standing.late(house.account("boskerk1"), house.conference) is None
    assert (await outcome_of(house, round_.key, round_.items[0].id)).decision is Decision.ADOPTED


@pytest.mark.parametrize("name", ["aldermeer1", "boskerk2", "niemand", "1"])
async def test_nothing_is_offered_to_who_has_nothing_to_give(house: Any, standing: Any, name: str) -> None:
    round_ = await settled_with_college(house)

    assert await standing.late(house.account(name), house.conference) is None
    with pytest.raises(Lost) as caught:
        await standing.give_late(house.account(name), round_.key, round_.items[0].id, "agree")
    assert caught.value.reason == "late_given"


async def test_given_standpunt_is_not_given_once_more(house: Any, standing: Any) -> None:
    round_ = await settled_with_college(house)
    who, item = house.account("boskerk1"), round_.items[0].id
    await standing.give_late(who, round_.key, item, "objection", text="te vroeg")

    with pytest.raises(Lost):
        await standing.give_late(who, round_.key, item, "agree")

    assert (await outcome_of(house, round_.key, item)).voices["boskerk"] == "objection"


@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        ("condition", " ", "text_empty"),
        ("objection", "x" * 501, "late_too_long"),
        ("misschien", "", "answer_unknown"),
    ],
)
async def test_later_standpunt_is_checked_as_any_other(
    house: Any, standing: Any, value: str, text: str, reason: str
) -> None:
    round_ = await settled_with_college(house)
    who = house.account("boskerk1")

    with pytest.raises(Invalid) as caught:
        await standing.give_late(who, round_.key, round_.items[0].id, value, text=text)

    assert caught.value.reason == reason
    assert (await outcome_of(house, round_.key, round_.items[0].id)).decision is Decision.PENDING


async def test_open_round_takes_no_later_standpunt(house: Any, standing: Any) -> None:
    await house.convene(voters=1)
    await house.go_to("aanbeveling")
    round_ = await house.opened()

    with pytest.raises(Lost):
        await standing.give_late(house.account("boskerk1"), round_.key, round_.items[0].id, "agree")


# --- per lid -------------------------------------------------------------------------------------------


async def convene_per_member(house: Any) -> None:
    await house.convene()
    async with house.store.writing() as work:
        conference = await work.conference(house.conference)
        await work.save_conference(replace(conference, deciding=Deciding.MEMBERS))
        await work.commit()


async def test_per_member_every_voter_gives_the_standpunt_and_the_exports_agree(house: Any, tmp_path: Path) -> None:
    await convene_per_member(house)
    await house.go_to("aanbeveling")
    round_ = await house.opened()
    first = round_.items[0].id
    await house.answer_all(round_, Consent.AGREE.value)
    for name in ("boskerk1", "boskerk2"):
        await house.answering.consent(
            house.account(name), round_.key, first, Consent.OBJECTION, update=house.update()
        )
        await house.answering.give_reason(house.account(name), f"{name} wil dit later", update=house.update())
    await house.finish(round_.key)

    record = await house.concluding.conference_record(house.conference)
    shown = next(r.disclosed for r in record.rounds if r.round.key == round_.key).items[first]
    report = verify(write_exports(open_dossier(record), tmp_path).folder)

    assert isinstance(shown, ConsentOutcome)
    assert (round_.party, round_.decides) == (Party.VOTERS, True)
    assert shown.voices == {"aldermeer": "agree", "boskerk": "objection", "dalwijk": "agree"}
    assert shown.objections == (("boskerk", "boskerk1 wil dit later"), ("boskerk", "boskerk2 wil dit later"))
    assert (shown.decision, shown.own, shown.counts["objection"]) == (Decision.NOT_CARRIED, None, 2)
    assert report.differences == ()


async def test_per_member_packages_follow_what_most_of_a_delegation_chose(house: Any) -> None:
    await convene_per_member(house)
    await house.go_to("groslijst", round_id="pakketten")
    round_ = await house.opened()
    item = round_.items[0].id
    await house.answer_all(round_, "nu")
    for name in ("boskerk1", "boskerk2"):
        await house.press(name, round_, item, "niet")
    await house.finish(round_.key)

    outcome = await outcome_of(house, round_.key, item)

    assert isinstance(outcome, ChooseOutcome)
    assert outcome.voices == {"aldermeer": "nu", "boskerk": "niet", "dalwijk": "nu"}


async def test_per_member_advisers_do_not_answer(house: Any) -> None:
    await convene_per_member(house)
    await house.invite(None, "adviseur1", role=Role.ADVISER)
    await house.enter()
    await house.go_to("aanpak", round_id="aanpakkeuze")
    round_ = await house.opened()

    verdict = await house.press("adviseur1", round_, round_.items[0].id, "agree")

    assert not verdict.stands
