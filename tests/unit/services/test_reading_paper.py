"""What somebody types over from paper, by the letters of the options."""

from typing import Any

import pytest

from flows.conference.model import ItemOption, Round, RoundItem
from flows.errors import Invalid
from flows.services.knowing import Fault, read_existing
from flows.services.reading_paper import option_of, read_paper
from flows.words import Kind, Mode, Party, RoundState, Sort
from storage.packs import read_pack

ITEM = RoundItem(
    id="motieven",
    title="Motieven",
    options=tuple(ItemOption(id=name, title=name.title()) for name in ("kwetsbaar", "dienst", "inkoop", "kracht")),
)


def make_round(kind: Kind) -> Round:
    return Round(
        key=1,
        id="punten-1",
        conference="dal",
        template="punten",
        phase="motieven",
        number=1,
        kind=kind,
        sort=Sort.VOORSTEL,
        party=Party.VOTERS,
        mode=Mode.INDIVIDUAL,
        state=RoundState.CLOSED,
        title="Punten",
        budget=10,
        top=3,
        items=(ITEM,),
    )


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.POINTS, "A4 B3 C3", {"kwetsbaar": 4, "dienst": 3, "inkoop": 3}),
        (Kind.POINTS, "a 4, d:6", {"kwetsbaar": 4, "kracht": 6}),
        (Kind.POINTS, "A10B0", {"kwetsbaar": 10}),
        (Kind.RANK, "B A C", ("dienst", "kwetsbaar", "inkoop")),
        (Kind.APPROVE, "c, a", ("kwetsbaar", "inkoop")),
        (Kind.APPROVE, "geen", ()),
    ],
)
def test_letters_are_read_as_the_options_that_they_stand_before(kind: Kind, typed: str, value: Any) -> None:
    assert read_paper(typed, item=ITEM, round_=make_round(kind)) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.POINTS, "A4 A6"),
        (Kind.POINTS, "A4 E6"),
        (Kind.POINTS, "A4 vier"),
        (Kind.POINTS, ""),
        (Kind.RANK, "A1 B2"),
        (Kind.APPROVE, "A+C"),
        (Kind.RATE, "A"),
    ],
)
def test_what_is_no_answer_of_this_kind_is_refused(kind: Kind, typed: str) -> None:
    with pytest.raises(Invalid):
        read_paper(typed, item=ITEM, round_=make_round(kind))


@pytest.mark.parametrize("letter", ["", "E", "AB", "a", "-"])
def test_letter_that_no_option_has_is_refused(letter: str) -> None:
    with pytest.raises(Invalid) as refused:
        option_of(ITEM, letter)

    assert refused.value.reason == "paper_letters"


def test_pasted_list_is_read_by_id_or_title_and_each_fault_by_its_line() -> None:
    first, second, *_ = read_pack("vooronderzoek").lists["groslijst"].items
    tasks: Any = {first.id: first, second.id: second}
    good = f'taak;bestaat_al\n"{first.title.upper()}";Boskerk met Dalwijk\n\n{second.id}; Eikhuizen '
    bad = f"taak;bestaat_al\nKermis;x\n{first.id}\n{first.id};a\n{first.id};b\n{second.id};{'x' * 121}"

    assert read_existing(good, tasks).found == {first.id: "Boskerk met Dalwijk", second.id: "Eikhuizen"}
    assert read_existing(good, tasks).faults == ()
    assert read_existing(bad, tasks).faults == (
        Fault(line=2, reason="existing_task"),
        Fault(line=3, reason="existing_columns"),
        Fault(line=5, reason="existing_twice"),
        Fault(line=6, reason="existing_long"),
    )
    assert read_existing("taak;bestaat_al\n", tasks).faults == (Fault(line=1, reason="existing_empty"),)
