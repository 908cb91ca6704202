"""What advisers told of a task, laid over the items of a round."""

from flows.conference.model import RoundItem
from flows.pack.filling import fill_in
from flows.words import TaskFact

NAMES = {"aldermeer": "Aldermeer", "boskerk": "Boskerk"}
ITEM = RoundItem(id="inkoop", title="Inkoop", note="Elders vaak: samen.", details=(("Wat zegt de wet", "Niets."),))


def test_item_of_which_nothing_is_told_stays_as_it_is() -> None:
    assert fill_in([ITEM], {"archief": {TaskFact.EXISTING: "Boskerk"}}, NAMES) == (ITEM,)


def test_facts_stand_behind_a_button_and_what_exists_in_the_note_too() -> None:
    facts = {
        TaskFact.EXISTING: "Boskerk met Aldermeer",
        TaskFact.DEPENDENCE: "hoog",
        TaskFact.STRONG: "boskerk,aldermeer",
        TaskFact.WEAK: "",
    }
    (filled,) = fill_in([ITEM], {"inkoop": facts}, NAMES)

    assert filled.note == "Elders vaak: samen. Bestaat al: Boskerk met Aldermeer."
    assert filled.details == (
        ("Wat zegt de wet", "Niets."),
        (
            "Wat adviseurs zeggen",
            "Afhankelijkheid: hoog\nDoet het goed: Aldermeer, Boskerk\nBestaat al: Boskerk met Aldermeer",
        ),
    )


def test_filling_in_twice_is_filling_in_once() -> None:
    facts = {"inkoop": {TaskFact.EXISTING: "Boskerk.", TaskFact.KINSHIP: "laag"}}
    once = fill_in([ITEM], facts, NAMES)

    assert fill_in(once, facts, NAMES) == once
