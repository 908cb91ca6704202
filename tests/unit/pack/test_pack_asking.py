from typing import Any

import pytest

from flows.conference.model import ItemOption, RoundItem
from flows.pack.asking import estimate_minutes, static_items
from flows.pack.form import Pack
from flows.words import Polarity


@pytest.fixture
def pack(pack_data: dict[str, Any]) -> Pack:
    return Pack.model_validate(pack_data)


def test_motive_keeps_placeholder_and_brings_evidence(pack: Pack) -> None:
    assert static_items(pack, pack.round("motieven"), selection="all") == (
        RoundItem(
            id="m01",
            title="Titel m01",
            text="Tekst m01.",
            question="Hoe belangrijk voor {gemeente}?",
            group="Kwaliteit",
            details=(("Wat zegt onderzoek", "Onderzoek is verdeeld."),),
        ),
        RoundItem(
            id="m02",
            title="Titel m02",
            text="Tekst m02.",
            question="Hoe belangrijk voor {gemeente}?",
            group="Kwaliteit",
        ),
    )


def test_core_leaves_out_the_rest(pack: Pack) -> None:
    assert [item.id for item in static_items(pack, pack.round("motieven"), selection="core")] == ["m01"]


def test_commitment_is_put_as_it_is(pack: Pack) -> None:
    assert static_items(pack, pack.round("gedragscode"), selection="all") == (
        RoundItem(id="g01", title="Titel g01", text="Tekst g01."),
    )


def test_factor_has_polarity_and_is_sensitive_with_its_round(pack: Pack) -> None:
    items = static_items(pack, pack.round("factoren"), selection="all")

    assert [(item.id, item.polarity, item.sensitive) for item in items] == [
        ("b01", Polarity.POSITIVE, True),
        ("x01", Polarity.RISK, True),
    ]


def test_indication_asks_its_text_once(pack: Pack) -> None:
    assert static_items(pack, pack.round("aanpak"), selection="all") == (
        RoundItem(
            id="a01",
            title="Titel a01",
            question="Tekst a01.",
            sensitive=True,
            details=(("Waarom deze vraag", "Zonder vertrouwen gaat het niet."),),
        ),
    )


def test_task_notes_duty_and_usual_cooperation(pack: Pack) -> None:
    free, bound = static_items(pack, pack.round("groslijst"), selection="all")

    assert (free.note, free.details) == ("Elders vaak: pool, contract.", ())
    assert bound.note == "Deels wettelijk verplicht (te verifiëren)."
    assert bound.details == (("Wat zegt de wet", "De wet noemt het. (te verifiëren)"),)


def test_question_brings_options_with_places(pack: Pack) -> None:
    assert static_items(pack, pack.round("beslisboom"), selection="all") == (
        RoundItem(
            id="q1",
            title="Titel q1",
            text="Tekst q1.",
            question="Wie beslist?",
            group="Bestuurskracht",
            options=(ItemOption(id="q1a", title="Zelf", place=10), ItemOption(id="q1b", title="Samen", place=80)),
        ),
    )


def test_options_of_the_round_serve_items_without_own(pack_data: dict[str, Any]) -> None:
    pack_data["phases"][1]["rounds"][2].update(kind="choose", options=[{"id": "ja", "title": "Ja"}])
    pack = Pack.model_validate(pack_data)

    [item] = static_items(pack, pack.round("gedragscode"), selection="all")

    assert item.options == (ItemOption(id="ja", title="Ja"),)


def test_concept_shows_official_name_and_consequences(pack_data: dict[str, Any]) -> None:
    pack_data["phases"][1]["rounds"][8].update(derived=None, items="vormen")
    pack = Pack.model_validate(pack_data)

    item = static_items(pack, pack.round("vorm"), selection="all")[0]

    assert item.note == "Officieel: het concept"
    means = "Zeggenschap: eigen bestuur\nPersoneel: eigen dienst\nGeld: weinig\nBestuurlijke drukte: weinig"
    assert item.details == (("Wat betekent dit", f"Voor: licht. Tegen: weinig.\n{means}"),)


def test_derived_round_has_no_static_items(pack: Pack) -> None:
    with pytest.raises(ValueError, match="derives its items"):
        static_items(pack, pack.round("punten"), selection="all")


@pytest.mark.parametrize(("items", "minutes"), [(0, 1), (1, 1), (4, 1), (5, 2), (30, 7), (31, 8)])
def test_estimate_is_rounded_up_to_whole_minutes(pack: Pack, items: int, minutes: int) -> None:
    assert estimate_minutes(pack.round("groslijst"), items=items) == minutes
