"""The place of one person's own choices, by the rules for a municipality's, and the forms that belong to it."""

from typing import Any

import pytest

from flows.pack.form import Pack
from flows.recommendation.forms import put_at
from flows.recommendation.place import core_questions, locate_choices
from storage.packs import read_pack


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read_pack("vooronderzoek")


def _with_weights(pack: Pack, *weights: int) -> Pack:
    data: dict[str, Any] = pack.model_dump(mode="json")
    for group, weight in zip(data["lists"]["beslisboom"]["groups"], weights, strict=True):
        group["weight"] = weight
    return Pack.model_validate(data)


def test_core_asks_one_question_per_criterion_in_their_order(shipped: Pack) -> None:
    assert [question.id for question in core_questions(shipped)] == ["bk2", "pc1", "tp1", "fx1"]


@pytest.mark.parametrize(
    ("chosen", "place"),
    [
        ({}, None),
        ({"bk2": "bk2a"}, 5),
        ({"bk2": "bk2b", "pc1": "pc1c", "tp1": "tp1b"}, 42),  # (30 + 60 + 35) / 3 = 41.67
        ({"bk2": "bk2a", "pc1": "pc1a", "tp1": "tp1a", "fx1": "fx1a"}, 6),  # 25 / 4 = 6.25
        ({"bk2": "bk2e", "pc1": "pc1d", "tp1": "tp1e", "fx1": "fx1d"}, 93),  # 370 / 4 = 92.5, half up
    ],
)
def test_place_is_the_mean_of_what_was_chosen(shipped: Pack, chosen: dict[str, str], place: int | None) -> None:
    assert locate_choices(shipped, chosen) == place


def test_place_follows_the_weights_of_the_criteria(shipped: Pack) -> None:
    weighed = _with_weights(shipped, 75, 25, 1, 1)

    assert locate_choices(weighed, {"bk2": "bk2a", "pc1": "pc1d"}) == 26  # (75 * 5 + 25 * 90) / 100 = 26.25


@pytest.mark.parametrize("chosen", [{"zz9": "bk2a"}, {"bk2": "pc1a"}])
def test_choice_that_the_pack_does_not_have_is_an_error(shipped: Pack, chosen: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        locate_choices(shipped, chosen)


@pytest.mark.parametrize(
    ("place", "put"),
    [
        (
            42,
            [
                ("een stap lichter", "netwerk"),
                ("past bij uw uitkomst", "centrum"),
                ("een stap zwaarder", "matrix"),
            ],
        ),
        (
            6,
            [
                ("past bij uw uitkomst", "netwerk"),
                ("een stap zwaarder", "centrum"),
                ("twee stappen zwaarder", "matrix"),
            ],
        ),
    ],
)
def test_forms_are_put_with_how_they_fit(shipped: Pack, place: int, put: list[tuple[str, str]]) -> None:
    assert [(fit, concept.id) for fit, concept in put_at(shipped, place)] == put
