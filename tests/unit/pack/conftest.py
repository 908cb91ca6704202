"""A pack with one or two of everything, as the files would give it."""

from typing import Any

import pytest

SOURCES = ["eigen tekst"]


def _round(round_id: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "id": round_id,
        "title": "Een ronde",
        "kind": kind,
        "sort": "voorstel",
        "intro": "Wat vindt u?",
        "noun": "vraag",
        "nouns": "vragen",
        "seconds": 14,
        **more,
    }


def _item(item_id: str, **more: Any) -> dict[str, Any]:
    return {"id": item_id, "title": f"Titel {item_id}", "text": f"Tekst {item_id}.", "sources": SOURCES, **more}


def _concept(concept_id: str, *, low: int, high: int, legal_forms: list[str]) -> dict[str, Any]:
    return _item(
        concept_id,
        core=True,
        official="het concept",
        low=low,
        high=high,
        pro="licht.",
        con="weinig.",
        pros=[],
        cons=[],
        suits=[],
        consequences={"say": "eigen bestuur", "staff": "eigen dienst", "money": "weinig", "pressure": "weinig"},
        legal_forms=legal_forms,
    )


def _legal_form(form_id: str, *, weight: int) -> dict[str, Any]:
    return {
        "id": form_id,
        "title": "Een vorm",
        "law": "publiek",
        "weight": weight,
        "text": "Wat het is.",
        "legal_person": False,
        "own_staff": False,
        "powers": "geen",
        "sources": SOURCES,
    }


def _thresholds() -> dict[str, int]:
    return {
        "high": 75,
        "low": 15,
        "camp": 30,
        "opinions": 3,
        "carried": 75,
        "gap": 40,
        "steps": 2,
        "lean": 25,
        "named": 1,
        "municipality": 3,
        "secret": 5,
        "secret_delegations": 3,
        "secret_answers": 3,
    }


def _phases() -> list[dict[str, Any]]:
    rounds = [
        _round("motieven", "rate", items="motieven", scale="belang", question="Hoe belangrijk voor {gemeente}?"),
        _round("punten", "points", derived="kept_motives", budget=10),
        _round("gedragscode", "consent", items="gedragscode"),
        _round("factoren", "rate", items="factoren", scale="belang", sensitive=True),
        _round("aanpak", "rate", items="aanpak", scale="belang"),
        _round("groslijst", "rate", items="groslijst", scale="belang", unacceptable=True),
        _round("pakketten", "choose", derived="short_list", options=[{"id": "nu", "title": "Nu"}]),
        _round("beslisboom", "choose", items="beslisboom", ordered=True),
        _round("vorm", "grade", derived="fitting_concepts"),
    ]
    return [
        {"id": "begin", "title": "Begin", "text": "Het begin.", "minutes": 10},
        {"id": "midden", "title": "Midden", "text": "Het midden.", "minutes": 60, "rounds": rounds},
        {"id": "eind", "title": "Einde", "text": "Het einde.", "minutes": 0},
    ]


def _lists() -> dict[str, Any]:
    options = [
        {"id": "q1a", "title": "Zelf", "place": 10, "principle": "Elk voor zich."},
        {"id": "q1b", "title": "Samen", "place": 80, "principle": "Allen samen."},
    ]
    task = {"group": "uitvoering", "iv3": ["0.10"], "mandatory": "nee", "sensitivity": "laag"}
    indication = {"points_to": "ontwerp", "weight": 3, "explanation": "Zonder vertrouwen gaat het niet."}
    return {
        "motieven": {
            "type": "motives",
            "title": "Motieven",
            "groups": [{"id": "kwaliteit", "title": "Kwaliteit"}],
            "items": [
                _item("m01", group="kwaliteit", core=True, evidence="Onderzoek is verdeeld."),
                _item("m02", group="kwaliteit"),
            ],
        },
        "gedragscode": {"type": "commitments", "title": "Gedragscode", "items": [_item("g01", core=True)]},
        "factoren": {
            "type": "factors",
            "title": "Factoren",
            "groups": [{"id": "vooraf", "title": "Vooraf"}],
            "items": [
                _item("b01", group="vooraf", polarity="positive", counterpart="x01", core=True),
                _item("x01", group="vooraf", polarity="risk", counterpart="g01", threatens=["m01"]),
            ],
        },
        "aanpak": {
            "type": "indications",
            "title": "Aanwijzingen",
            "items": [_item("a01", core=True, sensitive=True, **indication)],
        },
        "groslijst": {
            "type": "tasks",
            "title": "Groslijst",
            "groups": [{"id": "uitvoering", "title": "Uitvoering"}],
            "items": [
                _item("u01", core=True, motives=["m01"], concepts=["netwerk"], usual=["pool", "contract"], **task),
                _item(
                    "u02",
                    **task
                    | {
                        "mandatory": "deels",
                        "mandatory_ground": "De wet noemt het.",
                        "mandatory_mark": "te verifieren",
                    },
                ),
            ],
        },
        "beslisboom": {
            "type": "questions",
            "title": "Beslisboom",
            "groups": [{"id": "bk", "title": "Bestuurskracht", "weight": 25}],
            "items": [_item("q1", core=True, group="bk", question="Wie beslist?", options=options)],
        },
        "vormen": {
            "type": "concepts",
            "title": "Vormen",
            "items": [
                _concept("netwerk", low=0, high=50, legal_forms=["convenant"]),
                _concept("ssc", low=40, high=100, legal_forms=["convenant", "lichaam"]),
            ],
        },
    }


@pytest.fixture
def pack_data() -> dict[str, Any]:
    """Valid as it is; a test breaks one thing."""
    approach = {"title": "Een aanpak", "text": "Hoe het gaat.", "steps": [], "sources": SOURCES}
    return {
        "id": "klein",
        "version": "1.0.0",
        "title": "Een klein pack",
        "language": "nl",
        "thresholds": _thresholds(),
        "scales": {"belang": {"labels": ["niet", "weinig", "soms", "wel", "zeer"], "legend": "1 niet · 5 zeer"}},
        "practice": {"title": "Oefenen", "text": "Om te oefenen.", "question": "Heeft u zin?", "scale": "belang"},
        "phases": _phases(),
        "lists": _lists(),
        "legal_forms": [_legal_form("convenant", weight=10), _legal_form("lichaam", weight=90)],
        "approaches": [{"id": "ontwerp", **approach}, {"id": "ontwikkel", **approach}],
        "pitfalls": [],
        "checks": [{"id": "c1", "chosen": ["q1b"], "motives": ["m01"], "text": "Let op.", "sources": SOURCES}],
        "verdicts": [
            {"up_to": 50, "word": "licht", "text": "Het is licht."},
            {"up_to": 100, "word": "zwaar", "text": "Het is zwaar."},
        ],
        "casebook": {
            "examples": [
                {
                    "id": "voorbeeld",
                    "title": "Een voorbeeld",
                    "situation": "Wat er was.",
                    "approach": "Wat men deed.",
                    "form": "Wat het werd.",
                    "results": ["wat het opleverde"],
                    "lessons": ["wat men leerde"],
                    "certainty": "Hoe zeker dit is.",
                    "sources": SOURCES,
                }
            ],
        },
        "closing": {
            "decides": ["Elke raad besluit zelf."],
            "steps": [],
            "review": "Kijk na een jaar terug.",
            "disclaimer": "Dit is geen juridisch advies.",
        },
    }
