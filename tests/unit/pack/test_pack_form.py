import json
from typing import Any

import pytest
from pydantic import ValidationError

from flows.pack.form import Pack, export_schema


def _types(data: dict[str, Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        Pack.model_validate(data)
    return [detail["type"] for detail in caught.value.errors()]


def test_pack_finds_phase_round_and_items(pack_data: dict[str, Any]) -> None:
    pack = Pack.model_validate(pack_data)

    assert pack.phase("midden").minutes == 60
    assert pack.round("groslijst").unacceptable
    assert [item.id for item in pack.items("groslijst")] == ["u01", "u02"]
    with pytest.raises(KeyError):
        pack.round("onbekend")


def test_title_of_41_signs_is_refused(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["motieven"]["items"][0]["title"] = "x" * 41

    assert _types(pack_data) == ["string_too_long"]


def test_unknown_key_is_refused(pack_data: dict[str, Any]) -> None:
    pack_data["phases"][0]["kleur"] = "rood"

    assert _types(pack_data) == ["extra_forbidden"]


def test_options_out_of_order_are_refused(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["beslisboom"]["items"][0]["options"].reverse()

    assert _types(pack_data)[0] == "options_order"


def test_empty_range_of_concept_is_refused(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["vormen"]["items"][0]["high"] = 0

    assert _types(pack_data) == ["range_order"]


def test_check_without_options_is_refused(pack_data: dict[str, Any]) -> None:
    pack_data["checks"][0]["chosen"] = []

    assert _types(pack_data) == ["check_empty"]


@pytest.mark.parametrize(
    ("number", "change", "reason"),
    [
        (0, {"derived": "articles"}, "items_or_derived"),
        (0, {"items": None}, "items_or_derived"),
        (0, {"scale": None}, "rate_scale"),
        (2, {"scale": "belang"}, "rate_scale"),
        (0, {"budget": 10}, "points_budget"),
        (1, {"budget": None}, "points_budget"),
        (0, {"options": [{"id": "nu", "title": "Nu"}]}, "choose_options"),
        (0, {"ordered": True}, "choose_options"),
    ],
)
def test_round_with_what_does_not_belong_is_refused(
    pack_data: dict[str, Any], number: int, change: dict[str, Any], reason: str
) -> None:
    pack_data["phases"][1]["rounds"][number].update(change)

    assert _types(pack_data) == [reason]


def test_schema_is_json_and_describes_the_pack(pack_data: dict[str, Any]) -> None:
    schema = json.loads(json.dumps(export_schema()))

    assert schema["title"] == "Pack"
    assert set(schema["required"]) <= set(pack_data)
    assert set(pack_data) == set(schema["properties"])
