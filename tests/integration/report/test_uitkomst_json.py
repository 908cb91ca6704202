from collections.abc import Callable
from dataclasses import replace
from json import loads
from typing import Any

import pytest

from flows.words import RoundState, Secrecy
from report.dossier import Dossier
from report.outcome import build_uitkomst
from report.uitkomst import read_uitkomst, write_uitkomst

Build = Callable[..., Dossier]


def export(dossier: Dossier) -> dict[str, Any]:
    told: dict[str, Any] = loads(write_uitkomst(build_uitkomst(dossier)))
    return told


def find_item(told: dict[str, Any], round_id: str, item: str = "") -> dict[str, Any]:
    round_ = next(round_ for round_ in told["rounds"] if round_["id"] == round_id)
    return next(found for found in round_["items"] if item in {"", found["id"]})


def test_uitkomst_has_the_promised_keys(dossier: Dossier) -> None:
    told = export(dossier)
    assert list(told) == [
        "schema", "conference", "municipalities", "thresholds", "rounds", "positions", "recommendation", "audit",
    ]  # fmt: skip
    assert told["schema"] == "rondetafel/uitkomst/1"
    assert told["conference"] == {
        "id": "c1",
        "name": "Samenwerken in het Dal",
        "pack": "vooronderzoek",
        "pack_version": dossier.pack.version,
        "secrecy": "per_gemeente",
        "deciding": "woordvoerder",
        "state": "finished",
        "approach": "ontwikkel",
    }
    assert told["municipalities"][0] == {"id": "g1", "name": "Aldermeer", "inhabitants": 24_150}
    assert told["audit"] == {"events": 412, "head": "5b" * 32}
    assert {"approach", "packages", "principles", "place", "forms", "articles"} <= set(told["recommendation"])


def test_every_round_and_every_task_is_told(dossier: Dossier) -> None:
    told = export(dossier)
    assert [round_["id"] for round_ in told["rounds"]] == [entry.round.id for entry in dossier.rounds]
    tasks = next(round_ for round_ in told["rounds"] if round_["id"] == "groslijst-1")
    assert len(tasks["items"]) == 70
    assert tasks["electorate"] == {"g1": 5, "g2": 5, "g3": 5, "g4": 5, "g5": 5}


def test_rated_item_has_five_counts_that_are_the_ballots(dossier: Dossier) -> None:
    entry = next(entry for entry in dossier.rounds if entry.round.id == "groslijst-1")
    item = entry.round.items[0].id
    values = [
        ballot.value
        for ballot in entry.ballots
        if ballot.item == item and ballot.role == "voter" and not ballot.no_opinion
    ]
    found = find_item(export(dossier), "groslijst-1", item)
    assert found["counts"] == [values.count(value) for value in range(1, 6)]
    assert set(found["voices"]) == {"g1", "g2", "g3", "g4", "g5"}
    assert set(found["heads"]) == {"for", "against", "of"}


def test_number_of_marks_is_shown_op_naam_only(build: Build) -> None:
    named = find_item(export(build(secrecy=Secrecy.NAMED, rounds_until="groslijst")), "groslijst-1")
    by_town = find_item(export(build(rounds_until="groslijst")), "groslijst-1")
    assert "unacceptable_marks" in named
    assert "unacceptable_marks" not in by_town
    assert by_town["hidden"] == ["unacceptable_marks"]
    assert "unacceptable" in by_town


def test_secret_conference_tells_nothing_of_a_municipality(build: Build) -> None:
    told = export(build(secrecy=Secrecy.SECRET, rounds_until="groslijst"))
    tasks = next(round_ for round_ in told["rounds"] if round_["id"] == "groslijst-1")
    for item in tasks["items"]:
        assert "unacceptable" not in item
        assert set(item.get("voices", {})) <= {"for", "between", "against", "none"}
        assert ("voices" in item) is ("voices" not in item["hidden"])


def test_sensitive_items_are_as_secret_whatever_the_level(build: Build) -> None:
    told = export(build(secrecy=Secrecy.NAMED, rounds_until="factoren"))
    factors = next(round_ for round_ in told["rounds"] if round_["id"] == "factoren-1")
    for item in factors["items"]:
        assert item["sensitive"] is True
        assert "unacceptable_marks" not in item
        assert not set(item.get("voices", {})) & {"g1", "g2", "g3", "g4", "g5"}


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.CLOSED, RoundState.WITHDRAWN])
def test_round_that_was_not_published_is_named_without_its_items(build: Build, state: RoundState) -> None:
    dossier = build(rounds_until="motieven")
    entry = dossier.rounds[0]
    unpublished = replace(entry, round=replace(entry.round, state=state))
    (told,) = export(replace(dossier, rounds=(unpublished,)))["rounds"]
    assert told["state"] == state.value
    assert told["items"] == []
    assert "answered" not in told


def test_positions_are_every_word_of_every_woordvoerder(dossier: Dossier) -> None:
    told = export(dossier)
    tasks = [place for place in told["positions"] if place["round"] == "pakketten-1"]
    put = next(round_ for round_ in told["rounds"] if round_["id"] == "pakketten-1")
    assert len(tasks) == 5 * len(put["items"])
    assert {place["word"] for place in tasks} <= {"nu", "later", "niet", "al_geregeld"}
    bounded = [place for place in told["positions"] if "bound" in place]
    assert {place["word"] for place in bounded} == {"objection"}
    assert all(place["text"] for place in bounded)


def test_exported_bytes_read_back_and_repeat(dossier: Dossier, build: Build) -> None:
    stored = write_uitkomst(build_uitkomst(dossier))
    assert write_uitkomst(read_uitkomst(stored)) == stored
    assert write_uitkomst(build_uitkomst(build())) == stored
    assert stored.endswith(b"}\n")
