"""The approach that the indications point to, worked by hand; weights and signs are the shipped pack's:
a01 +3 (trust), a02 +3, a03 -2, a05 +2, a13 0 (neutral)."""

from fractions import Fraction

import pytest

from flows.recommendation import phrases
from flows.recommendation.approach import describe_advice, find_conditions, indicate_approach, propose_approach
from flows.words import Approach


def conditions(scene, *indications):
    """What the pack asks to arrange first when these are low."""
    return tuple(entry.condition for entry in scene.pack.items("aanpak") if entry.id in indications)


@pytest.mark.parametrize(
    ("answers", "score", "approach", "clear"),
    [
        ({"a02": "5555"}, Fraction(1), Approach.DESIGN, True),
        ({"a03": "5555"}, Fraction(-1), Approach.DEVELOP, True),
        ({"a02": "5555", "a03": "5555"}, Fraction(1, 5), Approach.DESIGN, False),  # (3 - 2) / 5
        ({"a05": "5555", "a03": "5555"}, Fraction(0), Approach.DEVELOP, False),  # (2 - 2) / 4: a tie
        ({"a02": "5551"}, Fraction(1, 2), Approach.DESIGN, True),  # (1 + 1 + 1 - 1) / 4
        ({"a02": "4333"}, Fraction(1, 8), Approach.DESIGN, False),
        ({"a02": "5---"}, Fraction(1), Approach.DESIGN, True),  # only who has a beeld counts
        ({"a02": "5555", "a13": "1111"}, Fraction(1), Approach.DESIGN, True),  # neutral weighs nothing
        ({"a02": "5333"}, Fraction(1, 4), Approach.DESIGN, True),  # on the threshold of 25 hundredths
        ({"a02": "----"}, None, Approach.DEVELOP, False),
    ],
)
def test_score_is_the_weighted_mean_of_signed_means(scene, answers, score, approach, clear):
    scene.rate("aanpak", **answers)

    found = indicate_approach(scene.evidence)

    assert (found.score, found.approach, found.clear) == (score, approach, clear)


def test_score_takes_the_lower_median_of_each_municipality(make_scene):
    scene = make_scene(towns=2, voters=2)
    scene.settle("aanpak", {"a02": [[4, 5], [1, 5]]})

    assert indicate_approach(scene.evidence).score == Fraction(-1, 4)  # (4 - 3) / 2 = 1/2, (1 - 3) / 2 = -1


def test_low_trust_somewhere_overrules_the_score(scene):
    scene.rate("aanpak", a01="5551", a02="5555")

    found = indicate_approach(scene.evidence)

    assert (found.approach, found.low_trust) == (Approach.DEVELOP, True)
    assert found.conditions == conditions(scene, "a01")
    assert describe_advice(found, scene.pack) == f"{phrases.LOW_TRUST} Het advies is de ontwikkelaanpak."


def test_low_trust_does_not_overrule_when_it_may_not_be_known(scene):
    one_person_less = [[5] * 3, [5] * 3, [5] * 3, [1] * 2]
    scene.settle("aanpak", {"a01": one_person_less, "a02": [[5] * 3] * 4})

    found = indicate_approach(scene.evidence)

    assert (found.approach, found.low_trust, found.conditions) == (Approach.DESIGN, False, ())


def test_no_declaration_is_a_condition_of_the_design_approach_only(scene):
    scene.rate("aanpak", a02="5551", a05="5555", a13="5555")

    assert find_conditions(scene.evidence, Approach.DESIGN) == conditions(scene, "a02")
    assert find_conditions(scene.evidence, Approach.DEVELOP) == ()


def test_no_agreement_on_overhead_is_a_condition_of_both(scene):
    scene.rate("aanpak", a02="5555", a13="1555")

    assert find_conditions(scene.evidence, Approach.DESIGN) == conditions(scene, "a13")
    assert find_conditions(scene.evidence, Approach.DEVELOP) == conditions(scene, "a13")


def test_reasons_name_what_was_recognised_and_what_was_not_heaviest_first(scene):
    scene.rate("aanpak", a05="5555", a03="1111", a02="5555", a07="3333")
    titles = {indication.id: indication.title for indication in scene.pack.items("aanpak")}

    assert indicate_approach(scene.evidence).reasons == (
        f"{titles['a02']}: wel herkend. Dat wijst naar de ontwerpaanpak.",
        f"{titles['a03']}: niet herkend. Dat wijst naar de ontwerpaanpak.",
        f"{titles['a05']}: wel herkend. Dat wijst naar de ontwerpaanpak.",
    )


def test_proposal_is_one_item_named_after_the_approach(scene):
    scene.rate("aanpak", a02="5555", a13="1555")

    (item,) = propose_approach(scene.evidence)

    assert item.id == "ontwerp"
    assert item.title == "Ontwerpaanpak"
    assert item.text.startswith("De antwoorden wijzen duidelijk naar de ontwerpaanpak. ")
    assert item.note == "Vooraf is er één voorwaarde."
    assert [button for button, _ in item.details] == ["Waarom dit", "Eerst regelen", "Zo werkt het", "Valkuilen"]
    assert item.grounds == (("aanpak-1", "a02"), ("aanpak-1", "a13"))


def test_proposal_shows_no_figure_and_names_nobody(scene):
    scene.rate("aanpak", a01="5551", a02="4433", a13="1555")

    (item,) = propose_approach(scene.evidence)
    said = " ".join([item.text, item.note, *(text for _, text in item.details)])

    assert [name for name in scene.evidence.names.values() if name in said] == []
    assert not any(character.isdigit() for character in said)


def test_no_proposal_without_indications(scene):
    assert propose_approach(scene.evidence) == ()
