"""What a pack may ask with approve, rank and open, and which phases can be optional."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from flows.pack.asking import static_items
from flows.pack.faults import BrokenPack
from flows.pack.form import Pack
from storage.pack_phrases import SENTENCES
from storage.packs import read_pack

PACK = Path(__file__).parents[2] / "packs" / "soorten"
APPROVE, RANK, OPEN = (("phases", 2, "rounds", n) for n in range(3))
CHOICES = [{"id": f"o{n}", "title": f"Optie {n}"} for n in range(7)]


@pytest.fixture
def pack_of_pieces() -> dict[str, Any]:
    """Valid as it is; a test breaks one thing."""
    return read_pack(PACK).model_dump(mode="json")


def _reasons(data: dict[str, Any]) -> list[Any]:
    """The faults of form by type; when the form is right, what does not fit together by place and reason."""
    with pytest.raises(ValidationError) as caught:
        Pack.model_validate(data)
    found: list[Any] = []
    for detail in caught.value.errors():
        broken = detail.get("ctx", {}).get("error")
        if isinstance(broken, BrokenPack):
            found += [(fault.path, fault.reason) for fault in broken.faults]
        else:
            found.append(detail["type"])
    return found


def _change(data: Any, path: tuple[str | int, ...], change: dict[str, Any]) -> None:
    for step in path:
        data = data[step]
    data.update(change)


def test_items_carry_the_options_of_the_round_and_who_reads_the_texts(pack_of_pieces: dict[str, Any]) -> None:
    pack = Pack.model_validate(pack_of_pieces)

    (ranked,) = static_items(pack, pack.round("ordenen"), selection="core")
    (asked,) = static_items(pack, pack.round("vooraf"), selection="core")

    assert [option.id for option in ranked.options] == ["inkoop", "ict", "jeugd", "archief", "toezicht"]
    assert (asked.question, asked.text, asked.shared) == ("Waar ligt u wakker van?", "Eén zorg per bericht.", False)
    assert {item.shared for item in static_items(pack, pack.round("schrijven"), selection="all")} == {True}


@pytest.mark.parametrize(
    ("path", "change", "reason"),
    [
        (RANK, {"top": None}, "rank_top"),
        (APPROVE, {"top": 2}, "rank_top"),
        (APPROVE, {"ordered": True}, "choose_options"),
        (OPEN, {"options": CHOICES[:2]}, "choose_options"),
        (APPROVE, {"kind": "choose", "options": CHOICES}, "choose_many"),
        (APPROVE, {"shared": True}, "open_shared"),
        (APPROVE, {"party": "spokespersons"}, "voters_only"),
        (RANK, {"party": "spokespersons"}, "voters_only"),
        (OPEN, {"party": "spokespersons"}, "voters_only"),
    ],
)
def test_round_with_what_does_not_belong_to_its_kind_is_refused(
    pack_of_pieces: dict[str, Any], path: tuple[str | int, ...], change: dict[str, Any], reason: str
) -> None:
    _change(pack_of_pieces, path, change)

    assert _reasons(pack_of_pieces) == [reason]
    assert reason in SENTENCES


@pytest.mark.parametrize(
    ("path", "change", "faults"),
    [
        (APPROVE, {"options": []}, [(APPROVE, "no_options")]),
        (RANK, {"options": CHOICES[:2]}, [((*RANK, "top"), "top_too_high")]),
        (OPEN, {"items": "overleg"}, [((*OPEN, "kind"), "prompts_are_open")]),
        (APPROVE, {"items": "schrijven"}, [((*APPROVE, "kind"), "prompts_are_open")]),
        (("phases", 0), {"optional": True}, [(("phases", 0, "optional"), "end_optional")]),
        (("phases", 3), {"optional": True}, [(("phases", 3, "optional"), "end_optional")]),
    ],
)
def test_rounds_and_phases_that_do_not_fit_the_lists_are_faults(
    pack_of_pieces: dict[str, Any], path: tuple[str | int, ...], change: dict[str, Any], faults: list[Any]
) -> None:
    _change(pack_of_pieces, path, change)

    assert _reasons(pack_of_pieces) == faults
    assert {reason for _, reason in faults} <= set(SENTENCES)


def test_kept_motives_are_options_themselves(pack_data: dict[str, Any]) -> None:
    points = pack_data["phases"][1]["rounds"][1]
    points.update({"kind": "rank", "budget": None, "top": 9})
    assert Pack.model_validate(pack_data).round(points["id"]).top == 9

    points["options"] = CHOICES[:2]

    assert _reasons(pack_data) == [(("phases", 1, "rounds", 1), "derived_options")]


def test_questions_bring_their_own_options_to_be_ranked(pack_data: dict[str, Any]) -> None:
    """The one question has two options."""
    round_ = {**pack_data["phases"][1]["rounds"][0], "id": "volgorde", "kind": "rank", "scale": None}
    pack_data["phases"][1]["rounds"].append({**round_, "items": "beslisboom", "top": 2})
    place = ("phases", 1, "rounds", len(pack_data["phases"][1]["rounds"]) - 1)
    assert Pack.model_validate(pack_data).round("volgorde").top == 2

    pack_data["phases"][1]["rounds"][-1]["top"] = 3

    assert _reasons(pack_data) == [((*place, "top"), "top_too_high")]
