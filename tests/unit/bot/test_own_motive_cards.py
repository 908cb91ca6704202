"""Own motives on a phone: where they are proposed, and how the facilitator decides about them without a name."""

from typing import Any

import pytest

from bot.cards import member, proposing
from flows.conference.model import OwnProposal
from flows.services.proposing import Proposals
from flows.words import ProposalState, Role, RoundState

FIRST, SECOND = "a1" * 12, "b2" * 12


def board(drawing: Any, *states: ProposalState, final: bool = False) -> Proposals:
    known = drawing.pack.items("motieven")[:2]
    proposals = tuple(
        OwnProposal(
            id=name,
            conference="abcdefghij23",
            participant=None,
            title=f"Motief <{name[:2]}>",
            state=state,
            merged_into=known[0].id if state is ProposalState.MERGED else None,
        )
        for name, state in zip((FIRST, SECOND), states, strict=False)
    )
    return Proposals(stage=drawing.stage(drawing.conference()), proposals=proposals, known=known, final=final)


@pytest.mark.parametrize(
    ("template", "role", "state"),
    [
        ("groslijst", Role.VOTER, RoundState.OPEN),
        ("motieven", Role.ADVISER, RoundState.OPEN),
    ],
)
def test_motive_is_not_proposed_elsewhere(drawing: Any, template: str, role: Role, state: RoundState) -> None:
    walk = drawing.walk(drawing.round(template, state=state), at=None, participant=drawing.person(role=role))

    assert "Eigen motief" not in drawing.flat(member.walk_card(drawing.pack, walk, None))


def test_waiting_motive_is_shown_without_a_name_with_what_can_be_done(drawing: Any) -> None:
    card = drawing.check(proposing.motives_card(board(drawing, ProposalState.REFUSED, ProposalState.WAITING), ""))

    assert drawing.plain(card).split("\n") == [
        "Eigen motief 2 van 2",
        "Zonder naam, in willekeurige volgorde.",
        "",
        "‘Motief <b2>’",
        "",
        "Nog te beoordelen.",
        "Staat dit al op de lijst? Kies dan ‘Hetzelfde als…’.",
    ]
    assert drawing.labels(card) == [
        ["Toelaten", "Weigeren"],
        ["Hetzelfde als…"],
        ["Vorige", "Volgende"],
        ["Regietafel"],
    ]


def test_decided_motive_can_be_undone_until_points_are_asked(drawing: Any) -> None:
    merged = board(drawing, ProposalState.MERGED)

    cards = [
        drawing.check(proposing.motives_card(found, FIRST))
        for found in (merged, board(drawing, ProposalState.MERGED, final=True))
    ]

    assert drawing.plain(cards[0]).endswith(f"Samengevoegd met: {merged.known[0].title}")
    assert [drawing.labels(card) for card in cards] == [[["Ongedaan maken"], ["Regietafel"]], [["Regietafel"]]]


@pytest.mark.parametrize(
    ("states", "final", "label"),
    [
        ((), False, None),
        ((ProposalState.WAITING, ProposalState.WAITING), False, "2 eigen motieven"),
        ((ProposalState.WAITING, ProposalState.ADMITTED), False, "1 eigen motief"),
        ((ProposalState.ADMITTED,), False, "Eigen motieven"),
        ((ProposalState.WAITING,), True, None),
    ],
)
def test_desk_names_how_many_wait(
    drawing: Any, states: tuple[ProposalState, ...], label: str | None, *, final: bool
) -> None:
    key = proposing.motives_key(board(drawing, *states, final=final))

    assert (None if key is None else key.label) == label


def test_choice_of_the_same_motive_lists_the_others(drawing: Any) -> None:
    found = board(drawing, ProposalState.WAITING)

    card = drawing.check(proposing.merge_card(found, found.proposals[0]))

    assert drawing.flat(card) == [*(known.title for known in found.known), "Terug"]
