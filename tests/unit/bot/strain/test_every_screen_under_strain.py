"""Every screen of members and of the group, as large as a conference gets, within what Telegram and a phone take.

Each function of bot/cards that makes a card stands in a table, here or in the file of the facilitators' screens;
one that is in neither fails. What the desk shows is there.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cards import examples, group, member, models, own, proposing, results, standing, together
from bot.cards.card import Card
from bot.cards.following import BeforeView
from bot.cards.results import ResultView
from bot.cards.secrecy import cut_card
from flows.conference.model import Ballot, Earlier, OwnProposal, Round, Value
from flows.errors import Refused
from flows.kinds.open import LONGEST, MOST
from flows.ports import Account
from flows.recommendation.forms import concepts_of
from flows.services.amending import Amendments
from flows.services.following import Before
from flows.services.forgetting import Kept, OwnAnswers, Parting
from flows.services.proposing import Proposals
from flows.services.standing import LateItem, LateList
from flows.words import Consent, Decision, Kind, Mode, Package, Party, ProposalState, Role, RoundState, Secrecy

NOW = datetime(2026, 11, 24, 13, 15, tzinfo=UTC)
TEMPLATES = (
    *("groslijst", "motieven", "gedragscode", "factoren", "aanpak", "motievenpunten", "aanpakkeuze", "pakketten"),
    *("beslisboom", "uitgangspunten", "vorm", "vormkeuze", "artikelen", "aantikken", "ordenen", "schrijven"),
)
OPTIONS = tuple(f"{'o' * 22}{n:02}" for n in range(21))


def values_of(crowd: Any, round_: Round) -> Sequence[Value | None]:
    """Answers of every sort that the kind takes, the longest among them; None is geen mening."""
    first, second, *more = OPTIONS
    texts = tuple(f"{n}{crowd.text(LONGEST - 2)}" for n in range(MOST))
    values: dict[Kind, Sequence[Value | None]] = {
        Kind.RATE: (5, 4, 3, 2, 1, None),
        Kind.CHOOSE: (first, second, more[0], None),
        Kind.POINTS: ({first: 10}, dict.fromkeys(OPTIONS[:10], 1), None),
        Kind.GRADE: ("zeer_geschikt", "matig", "ongeschikt", "geschikt", "redelijk", None),
        Kind.CONSENT: ("agree", "condition", "objection", "college"),
        Kind.APPROVE: (OPTIONS[:10], (), (first,), None),
        Kind.RANK: ((first, second, more[0]), (second,), None),
        Kind.OPEN: (texts, texts[:1], None),
    }
    if round_.template == "pakketten":
        return tuple(option.id for option in round_.items[0].options)
    return values[round_.kind]


def rounds_of(crowd: Any) -> Iterator[tuple[Any, Round]]:
    """A round of every template with as many items as a list has, and the drawing that knows its pack."""
    for template in TEMPLATES:
        round_ = crowd.round(template)
        if template == "uitgangspunten":
            options = crowd.item(0, Kind.CHOOSE).options
            items = tuple(replace(item, options=options, proposed=options[1].id) for item in round_.items)
            round_ = replace(round_, items=items)
        decides = round_.party is Party.SPOKESPERSONS
        yield crowd.of(round_.kind), replace(round_, decides=decides, top=3 if round_.kind is Kind.RANK else None)


# --- members -------------------------------------------------------------------------------------------


def walks(crowd: Any) -> Iterator[tuple[Any, Any]]:
    """Every kind with nothing, each sort of answer and each end, in every state."""
    for drawing, round_ in rounds_of(crowd):
        who = crowd.person(1, spokesperson=True)
        first = round_.items[0].id
        for at in (first, round_.items[-1].id, None):
            yield drawing, drawing.walk(round_, at=at, participant=who)
        for value in values_of(crowd, round_):
            for texts in ({}, {first: crowd.text(500)}):
                given = {"answers": {first: value}, "texts": texts, "marks": [first], "participant": who}
                yield drawing, drawing.walk(round_, at=first, **given)
        for state in RoundState:
            yield drawing, drawing.walk(replace(round_, state=state), at=first, participant=who)


def walk_cards(crowd: Any) -> Iterator[Card]:
    town = crowd.conference.municipalities[0]
    for drawing, walk in walks(crowd):
        yield member.walk_card(drawing.pack, walk, town)
    yield from further_cards(crowd)


def further_cards(crowd: Any) -> Iterator[Card]:
    """Six items again, of every kind that is followed, with all that came out before and many lines."""
    names = {town.id: town.name for town in crowd.conference.municipalities}
    lines = tuple(f"{n} {crowd.text(197)}" for n in range(30))
    for drawing, round_ in rounds_of(crowd):
        if round_.kind in {Kind.CONSENT, Kind.OPEN} or round_.decides:
            continue
        before = replace(round_, items=round_.items[:6], state=RoundState.SETTLED)
        outcome = crowd.outcome(before, values_of(crowd, before), Secrecy.NAMED)
        view = BeforeView(
            before=Before(round=before, outcome=outcome, arguments={item.id: lines for item in before.items}),
            names=names,
        )
        again = replace(before, follows=before.key, number=3, state=RoundState.OPEN)
        at = again.items[-1].id
        for carried in (True, False):
            for value in values_of(crowd, before):
                walk = drawing.walk(again, at=at, answers={at: value}, participant=crowd.person(1))
                ballot = replace(walk.answers[at], carried=carried, earlier=Earlier(value, no_opinion=value is None))
                walk = replace(walk, answers={at: ballot})
                yield member.walk_card(drawing.pack, walk, crowd.conference.municipalities[0], before=view)
                yield member.overview_card(drawing.pack, walk)
        nothing = drawing.walk(again, at=at, participant=crowd.person(1))
        yield member.walk_card(drawing.pack, nothing, crowd.conference.municipalities[0], before=view)


def item_cards(crowd: Any) -> Iterator[Card]:
    town = crowd.conference.municipalities[0]
    for drawing, walk in walks(crowd):
        yield member.item_card(drawing.pack, walk, walk.item or walk.round.items[0], town)
        if walk.round.kind is Kind.CONSENT:
            yield member.item_card(drawing.pack, walk, replace(walk.round.items[0], before=crowd.text(600)), None)


def overview_cards(crowd: Any) -> Iterator[Card]:
    for drawing, walk in walks(crowd):
        yield member.overview_card(drawing.pack, walk)
        yield member.overview_card(drawing.pack, replace(walk, round=replace(walk.round, mode=Mode.TOGETHER)))


def reason_cards(crowd: Any) -> Iterator[Card]:
    for _, walk in walks(crowd):
        ballot = walk.answers.get(walk.round.items[0].id)
        if walk.round.kind is Kind.CONSENT and ballot is not None:
            yield member.reason_card(walk.round, walk.round.items[0], ballot)


def privacy_cards(crowd: Any) -> Iterator[Card]:
    town = crowd.conference.municipalities[0]
    for secrecy in Secrecy:
        conference = replace(crowd.conference, secrecy=secrecy)
        for role in Role:
            for size in (1, 2, 10):
                yield member.privacy_card(conference, crowd.person(1, role=role), town=town, size=size)
        yield member.privacy_card(conference, crowd.person(1, town=None), town=None, size=0)


def invitation_cards(crowd: Any) -> Iterator[Card]:
    town = crowd.conference.municipalities[0]
    for role in Role:
        for at in (town, None):
            yield member.invitation_card(crowd.conference, crowd.person(1, role=role), at, token="A-_z" * 5 + "Qw")


def round_invitations(crowd: Any) -> Iterator[Card]:
    for drawing, round_ in rounds_of(crowd):
        for who in (crowd.person(1, spokesperson=True), crowd.person(2, role=Role.OBSERVER)):
            yield member.round_invitation(drawing.pack, round_, who, minutes=17)


def detail_cards(crowd: Any) -> Iterator[Card]:
    walk = crowd.drawing.walk(crowd.round("artikelen"), at=None)
    for number in (0, 1):
        yield member.detail_card(walk, walk.round.items[0], number)


# --- standpunten and samen -----------------------------------------------------------------------------


def articles(crowd: Any) -> Round:
    """As many articles as there can be, all of them hamerstukken."""
    round_: Round = crowd.round("artikelen", 30, decides=True)
    return replace(round_, items=tuple(replace(item, agreed=True) for item in round_.items))


def hammered(crowd: Any) -> Any:
    round_ = articles(crowd)
    return crowd.drawing.walk(round_, at=round_.items[0].id, participant=crowd.person(1, spokesperson=True))


def late_list(crowd: Any) -> LateList:
    _, round_ = next((d, r) for d, r in rounds_of(crowd) if r.template == "uitgangspunten")
    waiting = tuple(LateItem(round=round_, item=item, person="persoon00001") for item in round_.items)
    return LateList(conference=crowd.conference, speaker=crowd.person(1), items=waiting)


def amendment_cards(crowd: Any) -> Iterator[Card]:
    round_ = articles(crowd)
    texts = {item.id: crowd.text(600) for item in round_.items}
    yield standing.amendments_card(Amendments(round=round_, items=round_.items, texts=texts))
    yield standing.amendments_card(Amendments(round=round_, items=round_.items, texts={}))
    yield standing.amendments_card(Amendments(round=round_, items=(), texts={}))


def together_cards(crowd: Any) -> Iterator[Card]:
    for drawing, round_ in rounds_of(crowd):
        if round_.kind in {Kind.RATE, Kind.CHOOSE, Kind.APPROVE}:
            at = replace(round_, mode=Mode.TOGETHER, at=round_.items[3].id, closes_at=NOW + timedelta(minutes=4))
            voters = crowd.progress
            yield together.together_card(drawing.pack, crowd.conference, at, progress=voters, now=NOW)
            before = replace(at, at=None)
            yield together.together_card(drawing.pack, crowd.conference, before, progress=voters)


# --- the group -----------------------------------------------------------------------------------------


def round_cards(crowd: Any) -> Iterator[Card]:
    for drawing, round_ in rounds_of(crowd):
        timed = replace(round_, closes_at=NOW + timedelta(minutes=9), paused_until=NOW + timedelta(days=3))
        for state in RoundState:
            yield group.round_card(
                drawing.pack,
                crowd.conference,
                replace(timed, state=state),
                progress=crowd.progress,
                minutes=17,
                link=crowd.link,
                join=crowd.link,
                now=NOW,
            )


def finished_cards(crowd: Any) -> Iterator[Card]:
    for counted in ({}, {Decision.ADOPTED: 1}, dict.fromkeys(Decision, 13)):
        yield group.finished_card(crowd.conference, counted)


def result_cards(crowd: Any) -> Iterator[Card]:
    for drawing, whole in rounds_of(crowd):
        round_ = whole if whole.template in {"groslijst", "aantikken"} else replace(whole, items=whole.items[:20])
        for secrecy in Secrecy:
            outcome = crowd.outcome(round_, values_of(crowd, round_), secrecy)
            view = ResultView(
                pack=drawing.pack, conference=crowd.conference, round=round_, outcome=outcome, paper=200
            )
            if round_.template == "pakketten":
                packages = {item.id: list(Package)[n % 6] for n, item in enumerate(round_.items)}
                view = replace(view, packages=packages)
            linked = replace(view, link=lambda payload: f"{crowd.link}{payload}")
            for which in (results.SHORT, results.TOWNS, results.ALL, results.MEANING):
                yield results.result_card(linked, which=which)
                for page in (0, 1, 2, 999):
                    yield results.result_card(view, which=which, page=page)
            full = replace(
                view,
                own={
                    item.id: found.counts or {}
                    for item, found in zip(round_.items, outcome.items.values(), strict=True)
                },
                arguments={item.id: (crowd.text(200),) * 20 for item in round_.items},
            )
            for item in (round_.items[0].id, round_.items[-1].id, "elders"):
                yield results.result_card(full, which=results.ITEM, item=item)


def board_of(crowd: Any) -> Proposals:
    """Own motives in every state, and as many motives as a list of the pack has."""
    proposals = tuple(
        OwnProposal(id=f"{n:024}", conference="abcdefghij23", participant=None, title=crowd.name(n), state=state)
        for n, state in enumerate(ProposalState)
    )
    known = tuple(m.model_copy(update={"title": crowd.text(60)}) for m in crowd.drawing.pack.items("motieven"))
    merged = tuple(replace(p, merged_into=known[0].id) for p in proposals)
    return Proposals(stage=crowd.drawing.stage(crowd.conference), proposals=merged, known=known, final=False)


# --- one's own data ------------------------------------------------------------------------------------


def kept(crowd: Any) -> Kept:
    rounds = tuple((crowd.round("groslijst", 1, key=n, number=n), 70) for n in range(1, 60))
    me = crowd.person(1, spokesperson=True)
    leaders = crowd.people[-3:]
    stage = crowd.drawing.stage(replace(crowd.conference, secrecy=Secrecy.SECRET), (me, *leaders))
    return Kept(stage=stage, participant=me, account=Account("telegram", "71234"), joined_at=NOW, answered=rounds)


def answers_cards(crowd: Any) -> Iterator[Card]:
    for drawing, round_ in rounds_of(crowd):
        for value in values_of(crowd, round_):
            ballots = {
                item.id: Ballot(
                    item=item.id,
                    participant="persoon00001",
                    municipality=None,
                    role=Role.VOTER,
                    value=value,
                    no_opinion=value is None,
                    unacceptable=True,
                    text=crowd.text(500),
                    paper=True,
                )
                for item in round_.items
            }
            for page in (0, 1, 99):
                yield own.answers_card(drawing.pack, OwnAnswers(round=round_, ballots=ballots), page)


def parting_cards(crowd: Any) -> Iterator[Card]:
    me = crowd.person(1, spokesperson=True)
    stage = crowd.drawing.stage(crowd.conference, (me,))
    refused = Refused("forget_round_open", title=crowd.text(40))
    for refusal in (None, refused, Refused("forget_only_leader")):
        yield own.parting_card(Parting(stage=stage, participant=me, refusal=refusal))


def told_cards(crowd: Any) -> Iterator[Card]:
    for town in (crowd.conference.municipalities[0].id, ""):
        for speaks in (True, False):
            yield own.told_card(crowd.conference, town, speaks=speaks)


# --- practice and models -------------------------------------------------------------------------------


def soundings(crowd: Any) -> Iterator[models.Sounding]:
    empty = models.read_sounding(crowd.drawing.pack, "")
    assert empty is not None
    for letter in "ab-":
        for count in range(len(empty.questions) + 1):
            found = models.read_sounding(crowd.drawing.pack, letter * count)
            assert found is not None
            yield found


def model_cards(crowd: Any) -> Iterator[Card]:
    for sounding in soundings(crowd):
        for concept in concepts_of(crowd.drawing.pack):
            for part in range(9):
                yield models.model_card(crowd.drawing.pack, concept, part, sounding)


def question_cards(crowd: Any) -> Iterator[Card]:
    for sounding in soundings(crowd):
        if sounding.next is not None:
            yield models.question_card(crowd.drawing.pack, sounding, sounding.next)


def example_cards(crowd: Any) -> Iterator[Card]:
    casebook = crowd.drawing.pack.casebook
    for example in casebook.examples:
        yield examples.example_card(casebook, example)


SCREENS: dict[str, Callable[[Any], Iterator[Card] | list[Card]]] = {
    "member.walk_card": walk_cards,
    "member.item_card": item_cards,
    "member.overview_card": overview_cards,
    "member.done_card": lambda crowd: [member.done_card(walk) for _, walk in walks(crowd)],
    "member.closed_card": lambda crowd: [member.closed_card(walk.round) for _, walk in walks(crowd)],
    "member.reason_card": reason_cards,
    "member.bound_card": lambda crowd: [member.bound_card(r, r.items[0]) for _, r in rounds_of(crowd)],
    "member.detail_card": detail_cards,
    "member.privacy_card": privacy_cards,
    "member.privacy_details": lambda crowd: [
        member.privacy_details(replace(crowd.conference, secrecy=secrecy), informed=informed)
        for secrecy in Secrecy
        for informed in (True, False)
    ],
    "member.practice_card": lambda crowd: [member.practice_card(crowd.drawing.pack, crowd.conference)],
    "member.invitation_card": invitation_cards,
    "member.round_invitation": round_invitations,
    "standing.together_card": lambda crowd: [
        standing.together_card(crowd.drawing.pack, hammered(crowd), crowd.conference.municipalities[0])
    ],
    "standing.read_card": lambda crowd: [
        standing.read_card(hammered(crowd), item) for item in articles(crowd).items[:: len(articles(crowd).items) - 1]
    ],
    "standing.agreed_card": lambda crowd: [standing.agreed_card(articles(crowd), set())],
    "standing.amendments_card": amendment_cards,
    "standing.ask_text_card": lambda crowd: [
        standing.ask_text_card(articles(crowd).items[0], waiting) for waiting in ("", crowd.text(600))
    ],
    "standing.late_card": lambda crowd: [standing.late_card(late_list(crowd)), standing.late_card(None)],
    "standing.late_item_card": lambda crowd: [
        standing.late_item_card(late_list(crowd), late, crowd.town_name(1)) for late in late_list(crowd).items[:2]
    ],
    "standing.late_bound_card": lambda crowd: [standing.late_bound_card(late_list(crowd).items[0])],
    "standing.late_text_card": lambda crowd: [
        standing.late_text_card(late_list(crowd).items[0], word) for word in (Consent.CONDITION, Consent.OBJECTION)
    ],
    "standing.late_told_card": lambda crowd: [
        standing.late_told_card(articles(crowd), articles(crowd).items[0], crowd.town_name(1))
    ],
    "together.together_card": together_cards,
    "group.round_card": round_cards,
    "group.linked_card": lambda crowd: [group.linked_card(crowd.conference, join=crowd.link)],
    "group.finished_card": finished_cards,
    "group.sums_card": lambda crowd: [
        group.sums_card(crowd.conference, [f"{'a1' * 32}  vertrouwelijk/bestand-{n:02}.csv" for n in range(24)])
    ],
    "results.result_card": result_cards,
    "proposing.ask_motive_card": lambda crowd: [proposing.ask_motive_card(crowd.round("groslijst", 1))],
    "proposing.stored_motive_card": lambda crowd: [
        proposing.stored_motive_card(crowd.round("groslijst", 1), crowd.name(1))
    ],
    "proposing.motive_told_card": lambda crowd: [
        proposing.motive_told_card(proposal, crowd.text(90)) for proposal in board_of(crowd).proposals[1:]
    ],
    "proposing.motives_card": lambda crowd: [
        proposing.motives_card(replace(board, proposals=board.proposals[:count], final=final), proposal.id)
        for board in [board_of(crowd)]
        for proposal in board.proposals
        for final in (False, True)
        for count in (0, 1, 4)
    ],
    "proposing.merge_card": lambda crowd: [proposing.merge_card(board_of(crowd), board_of(crowd).proposals[0])],
    "own.data_card": lambda crowd: [
        own.data_card([kept(crowd)] * count, retention_days=36500) for count in (0, 1, 30)
    ],
    "own.rounds_card": lambda crowd: [
        own.rounds_card(kept(crowd)),
        own.rounds_card(replace(kept(crowd), answered=())),
    ],
    "own.answers_card": answers_cards,
    "own.choice_card": lambda crowd: [own.choice_card([kept(crowd)] * 60)],
    "own.parting_card": parting_cards,
    "own.forgotten_card": lambda crowd: [own.forgotten_card(crowd.conference)],
    "own.told_card": told_cards,
    "secrecy.cut_card": lambda crowd: [cut_card(crowd.round("groslijst", 1))],
    "models.models_card": lambda crowd: [models.models_card(d.pack) for d in (crowd.drawing, crowd.board)],
    "models.model_card": model_cards,
    "models.question_card": question_cards,
    "models.outcome_card": lambda crowd: [models.outcome_card(crowd.drawing.pack, s) for s in soundings(crowd)],
    "examples.examples_card": lambda crowd: [
        examples.examples_card(book) for book in (None, crowd.drawing.pack.casebook)
    ],
    "examples.example_card": example_cards,
    "examples.findings_card": lambda crowd: [examples.findings_card(crowd.drawing.pack.casebook)],
}


def test_every_screen_is_in_the_table(member_screens: frozenset[str]) -> None:
    assert set(SCREENS) == member_screens


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_screen_stays_within_telegram_and_a_phone(crowd: Any, name: str) -> None:
    drawn = list(SCREENS[name](crowd))

    assert drawn
    for card in drawn:
        crowd.measure(card)
