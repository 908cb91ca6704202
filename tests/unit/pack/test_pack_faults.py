from typing import Any

import pytest
from pydantic import ValidationError

from flows.pack.faults import BrokenPack, Fault
from flows.pack.form import Pack

ITEMS = ("lists", "groslijst", "items")


def _faults(data: dict[str, Any]) -> list[tuple[tuple[str | int, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        Pack.model_validate(data)
    [detail] = caught.value.errors()
    broken = detail["ctx"]["error"]
    assert isinstance(broken, BrokenPack)
    return [(fault.path, fault.reason) for fault in broken.faults]


def _round_of(data: dict[str, Any], number: int, round_id: str) -> dict[str, Any]:
    return {**data["phases"][0]["rounds"][number], "id": round_id}


def _set(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def test_fault_names_what_is_unknown(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["groslijst"]["items"][0]["motives"] = ["m01", "m99"]

    with pytest.raises(ValidationError) as caught:
        Pack.model_validate(pack_data)

    assert caught.value.errors()[0]["ctx"]["error"].faults == (
        Fault(path=(*ITEMS, 0, "motives", 1), reason="unknown_motive", data={"name": "m99"}),
    )


@pytest.mark.parametrize(
    ("path", "value", "fault_path", "reason"),
    [
        (("practice", "scale"), "kleur", ("practice", "scale"), "unknown_scale"),
        (("phases", 1, "rounds", 0, "scale"), "kleur", ("phases", 1, "rounds", 0, "scale"), "unknown_scale"),
        (("phases", 1, "rounds", 2, "items"), "taken", ("phases", 1, "rounds", 2, "items"), "unknown_list"),
        ((*ITEMS, 0, "group"), "elders", (*ITEMS, 0, "group"), "unknown_group"),
        ((*ITEMS, 0, "concepts"), ["wolk"], (*ITEMS, 0, "concepts", 0), "unknown_concept"),
        ((*ITEMS, 0, "motives"), ["m01", "m01"], (*ITEMS, 0, "motives", 1), "duplicate"),
        ((*ITEMS, 1, "mandatory_ground"), None, (*ITEMS, 1, "mandatory"), "no_ground"),
        ((*ITEMS, 1, "id"), "u01", (*ITEMS, 1, "id"), "duplicate"),
        ((*ITEMS, 0, "core"), False, ("lists", "groslijst"), "no_core"),
        (
            ("lists", "factoren", "items", 0, "counterpart"),
            "b01",
            ("lists", "factoren", "items", 0, "counterpart"),
            "unknown_counterpart",
        ),
        (
            ("lists", "factoren", "items", 1, "threatens"),
            ["b01"],
            ("lists", "factoren", "items", 1, "threatens", 0),
            "unknown_motive",
        ),
        (
            ("lists", "factoren", "items", 0, "threatens"),
            ["m01"],
            ("lists", "factoren", "items", 0, "threatens"),
            "no_risk",
        ),
        (("lists", "vormen", "items", 0, "high"), 30, ("lists", "vormen", "items", 1, "low"), "gap"),
        (("lists", "vormen", "items", 1, "high"), 99, ("lists", "vormen", "items", 1, "high"), "gap"),
        (
            ("lists", "vormen", "items", 1, "legal_forms"),
            ["lichaam", "convenant"],
            ("lists", "vormen", "items", 1, "legal_forms"),
            "legal_forms_order",
        ),
        (
            ("lists", "vormen", "items", 0, "legal_forms"),
            ["nv"],
            ("lists", "vormen", "items", 0, "legal_forms", 0),
            "unknown_legal_form",
        ),
        (("checks", 0, "chosen"), ["q9z"], ("checks", 0, "chosen", 0), "unknown_option"),
        (("checks", 0, "any_of"), ["q9z"], ("checks", 0, "any_of", 0), "unknown_option"),
        (("checks", 0, "motives"), ["g01"], ("checks", 0, "motives", 0), "unknown_motive"),
        (("verdicts", 1, "up_to"), 90, ("verdicts", 1, "up_to"), "verdicts_end"),
        (("verdicts", 0, "up_to"), 100, ("verdicts", 1, "up_to"), "verdicts_order"),
        (("thresholds", "low"), 75, ("thresholds", "low"), "thresholds_order"),
        (("phases", 1, "id"), "begin", ("phases", 1, "id"), "duplicate"),
        (("phases", 1, "rounds", 2, "id"), "motieven", ("phases", 1, "rounds", 2, "id"), "duplicate"),
        (("phases", 1, "rounds", 6, "options"), [], ("phases", 1, "rounds", 6), "no_options"),
        (("phases", 1, "rounds", 6, "ordered"), True, ("phases", 1, "rounds", 6, "ordered"), "no_places"),
        (
            ("phases", 1, "rounds", 7, "options"),
            [{"id": "nu", "title": "Nu"}],
            ("phases", 1, "rounds", 7),
            "double_options",
        ),
        (("phases", 1, "rounds", 8, "kind"), "approve", ("phases", 1, "rounds", 8, "kind"), "wrong_kind"),
        (("legal_forms", 1, "id"), "convenant", ("legal_forms", 1, "id"), "duplicate"),
    ],
)
def test_broken_pack_names_the_place(
    pack_data: dict[str, Any],
    path: tuple[str | int, ...],
    value: Any,
    fault_path: tuple[str | int, ...],
    reason: str,
) -> None:
    _set(pack_data, path, value)

    assert (fault_path, reason) in _faults(pack_data)


def test_derivation_before_its_source_is_a_fault(pack_data: dict[str, Any]) -> None:
    rounds = pack_data["phases"][1]["rounds"]
    rounds[0], rounds[1] = rounds[1], rounds[0]

    assert _faults(pack_data) == [(("phases", 1, "rounds", 0, "derived"), "no_source")]


def test_rounds_in_the_first_and_last_phase_are_faults(pack_data: dict[str, Any]) -> None:
    pack_data["phases"] = pack_data["phases"][1:2]
    pack_data["phases"].append(
        {**pack_data["phases"][0], "id": "eind", "rounds": [_round_of(pack_data, 2, "nog_een")]}
    )

    assert _faults(pack_data) == [(("phases", 0), "first_phase_asks"), (("phases", 1), "last_phase_asks")]


def test_missing_approach_is_a_fault(pack_data: dict[str, Any]) -> None:
    pack_data["approaches"][1]["id"] = "ontwerp"

    assert _faults(pack_data) == [(("approaches", 1, "id"), "duplicate"), (("approaches",), "no_approach")]


def test_concepts_from_heavy_to_light_are_a_fault(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["vormen"]["items"].reverse()

    assert _faults(pack_data) == [
        (("lists", "vormen", "items", 0, "low"), "gap"),
        (("lists", "vormen", "items", 1), "concepts_order"),
    ]


def test_criterium_without_core_question_is_a_fault(pack_data: dict[str, Any]) -> None:
    pack_data["lists"]["beslisboom"]["groups"].append({"id": "pc", "title": "Personeel"})

    assert _faults(pack_data) == [(("lists", "beslisboom", "groups", 1), "no_core_question")]


def test_all_faults_come_together(pack_data: dict[str, Any]) -> None:
    pack_data["practice"]["scale"] = "kleur"
    pack_data["checks"][0]["chosen"] = ["q9z"]

    assert _faults(pack_data) == [
        (("practice", "scale"), "unknown_scale"),
        (("checks", 0, "chosen", 0), "unknown_option"),
    ]
