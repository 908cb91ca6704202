"""Practice examples in a pack: there may be none, and what they name exists."""

from typing import Any

import pytest
from pydantic import ValidationError

from flows.pack.faults import BrokenPack
from flows.pack.form import Pack
from storage.packs import read_pack


@pytest.fixture
def data() -> dict[str, Any]:
    return read_pack("vooronderzoek").model_dump(mode="json")


def _faults(data: dict[str, Any]) -> list[tuple[Any, str]]:
    with pytest.raises(ValidationError) as caught:
        Pack.model_validate(data)
    (detail,) = caught.value.errors()
    broken = detail["ctx"]["error"]
    assert isinstance(broken, BrokenPack)
    return [(fault.path, fault.reason) for fault in broken.faults]


def test_pack_without_examples_is_valid(data: dict[str, Any]) -> None:
    del data["casebook"]

    assert Pack.model_validate(data).casebook is None


def test_example_that_names_no_concept_of_the_pack_is_a_fault(data: dict[str, Any]) -> None:
    data["casebook"]["examples"][1]["concept"] = "fusie"

    assert _faults(data) == [(("casebook", "examples", 1, "concept"), "unknown_concept")]


def test_two_examples_with_the_same_id_are_a_fault(data: dict[str, Any]) -> None:
    data["casebook"]["examples"][2]["id"] = "bar"

    assert _faults(data) == [(("casebook", "examples", 2, "id"), "duplicate")]


def test_shipped_pack_has_nine_examples_that_say_how_sure_they_are() -> None:
    casebook = read_pack("vooronderzoek").casebook

    assert casebook is not None
    assert [(example.id, example.concept) for example in casebook.examples] == [
        ("bar", "seta"),
        ("aalsmeer_amstelveen", "centrum"),
        ("noord", None),
        ("negentien", "ssc"),
        ("huisvuil", "ssc"),
        ("publieksdienst", "netwerk"),
        ("taken_eerst", None),
        ("visie_eerst", None),
        ("kempen", "ssc"),
    ]
    assert len(casebook.findings) == 3
    anonymous = [e.id for e in casebook.examples if e.certainty.startswith("De bron noemt geen namen.")]
    assert anonymous == ["noord", "negentien", "huisvuil", "publieksdienst", "taken_eerst", "visie_eerst"]
