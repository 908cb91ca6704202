"""The 0-fase as it ships: everything is there, short enough for a phone, and the core fits in 40 minutes."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pydantic import BaseModel

from flows.pack.asking import estimate_minutes, static_items
from flows.pack.form import Pack
from flows.pack.items import ConceptList, FactorList, IndicationList, MotiveList, QuestionList, TaskList
from flows.words import Approach, Kind, Mark, Party, Polarity, Sort
from storage.packs import read_pack

CORE_DERIVED = {
    "kept_motives": 10,
    "fitting_concepts": 9,
    "indicated_approach": 1,
    "short_list": 30,
    "principles": 4,
    "preferred_concepts": 3,
    "articles": 15,
}
"""The most that a conference on the core derives: ten motives, three clusters with three concepts each."""

_NUMBERED = dict(zip("ferhmgbxauvdo", (7, 6, 6, 2, 21, 6, 27, 28, 13, 28, 16, 12, 14), strict=True))
"""Letter of the ids of a list -> how many there are."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack("vooronderzoek")


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, BaseModel):
        for value in part.__dict__.values():
            yield from _texts(value)
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from _texts(value)


def _core_items(pack: Pack, round_id: str) -> int:
    round_form = pack.round(round_id)
    if round_form.items is None:
        return CORE_DERIVED[round_form.derived or ""]
    return len(static_items(pack, round_form, selection="core"))


def test_lists_are_complete_and_have_a_core(pack: Pack) -> None:
    counts = {name: (len(items.items), sum(item.core for item in items.items)) for name, items in pack.lists.items()}

    assert counts == {
        "voorgesprek": (13, 13),
        "verwachtingen": (6, 6),
        "halen_en_brengen": (2, 2),
        "motieven": (21, 10),
        "gedragscode": (6, 6),
        "factoren": (55, 14),
        "aanpak": (13, 8),
        "groslijst": (70, 30),
        "beslisboom": (16, 4),
        "vormen": (5, 5),
    }
    assert (len(pack.pitfalls), len(pack.legal_forms), len(pack.approaches)) == (8, 12, 2)
    assert [check.id for check in pack.checks] == ["c1", "c2", "c3", "c4", "c5", "c6"]


def test_ids_are_numbered_without_gaps(pack: Pack) -> None:
    ids = {item.id for items in pack.lists.values() for item in items.items}

    expected = {f"{letter}{number:02}" for letter, last in _NUMBERED.items() for number in range(1, last + 1)}
    questions = {f"{criterium}{number}" for criterium in ("bk", "pc", "tp", "fx") for number in range(1, 5)}
    assert ids == expected | questions | {"netwerk", "centrum", "matrix", "ssc", "seta"}


def test_phases_and_rounds_stand_in_order(pack: Pack) -> None:
    assert [(phase.id, [round_.id for round_ in phase.rounds]) for phase in pack.phases] == [
        ("voorbereiding", []),
        ("voorgesprek", ["voorgesprek"]),
        ("verwachtingen", ["verwachtingen", "halen_en_brengen"]),
        ("motieven", ["motieven", "motievenpunten"]),
        ("factoren", ["gedragscode", "factoren"]),
        ("aanpak", ["aanpak", "aanpakkeuze"]),
        ("groslijst", ["groslijst", "pakketten"]),
        ("beslisboom", ["beslisboom", "uitgangspunten"]),
        ("vorm", ["vorm", "vormkeuze"]),
        ("aanbeveling", ["artikelen"]),
        ("afgerond", []),
    ]


@pytest.mark.parametrize(
    ("round_id", "kind", "sort", "party"),
    [
        ("voorgesprek", Kind.OPEN, Sort.BEELD, Party.VOTERS),
        ("verwachtingen", Kind.RATE, Sort.BEELD, Party.VOTERS),
        ("halen_en_brengen", Kind.OPEN, Sort.BEELD, Party.VOTERS),
        ("motieven", Kind.RATE, Sort.VOORSTEL, Party.VOTERS),
        ("motievenpunten", Kind.POINTS, Sort.VOORSTEL, Party.VOTERS),
        ("gedragscode", Kind.CONSENT, Sort.BEELD, Party.VOTERS),
        ("factoren", Kind.RATE, Sort.BEELD, Party.VOTERS),
        ("aanpak", Kind.RATE, Sort.BEELD, Party.VOTERS),
        ("aanpakkeuze", Kind.CONSENT, Sort.VOORSTEL, Party.SPOKESPERSONS),
        ("groslijst", Kind.RATE, Sort.VOORSTEL, Party.VOTERS),
        ("pakketten", Kind.CHOOSE, Sort.VOORSTEL, Party.SPOKESPERSONS),
        ("beslisboom", Kind.CHOOSE, Sort.VOORSTEL, Party.VOTERS),
        ("uitgangspunten", Kind.CONSENT, Sort.VOORSTEL, Party.SPOKESPERSONS),
        ("vorm", Kind.GRADE, Sort.VOORSTEL, Party.VOTERS),
        ("vormkeuze", Kind.CONSENT, Sort.VOORSTEL, Party.SPOKESPERSONS),
        ("artikelen", Kind.CONSENT, Sort.VOORSTEL, Party.SPOKESPERSONS),
    ],
)
def test_round_is_asked_as_the_method_says(pack: Pack, round_id: str, kind: Kind, sort: Sort, party: Party) -> None:
    round_form = pack.round(round_id)

    assert (round_form.kind, round_form.sort, round_form.party) == (kind, sort, party)


def test_two_phases_before_the_motives_are_optional(pack: Pack) -> None:
    assert [phase.id for phase in pack.phases if phase.optional] == ["voorgesprek", "verwachtingen"]


def test_texts_of_the_voorgesprek_are_for_the_facilitator_alone(pack: Pack) -> None:
    asked = {name: pack.round(name) for name in ("voorgesprek", "halen_en_brengen")}

    shared = {
        name: {item.shared for item in static_items(pack, form, selection="core")} for name, form in asked.items()
    }

    assert shared == {"voorgesprek": {False}, "halen_en_brengen": {True}}


def test_only_groslijst_and_vorm_take_unacceptable(pack: Pack) -> None:
    marked = [round_.id for phase in pack.phases for round_ in phase.rounds if round_.unacceptable]

    assert marked == ["groslijst", "vorm"]


def test_packages_have_the_fixed_buttons(pack: Pack) -> None:
    assert [(option.id, option.title) for option in pack.round("pakketten").options] == [
        ("nu", "Nu"),
        ("later", "Later"),
        ("niet", "Niet"),
        ("al_geregeld", "Al geregeld"),
    ]


def test_core_takes_a_member_under_forty_minutes(pack: Pack) -> None:
    planned = [phase for phase in pack.phases if not phase.optional]
    rounds = [round_ for phase in planned for round_ in phase.rounds if round_.party is Party.VOTERS]
    seconds = sum(_core_items(pack, round_.id) * round_.seconds for round_ in rounds)

    assert seconds < 40 * 60
    assert sum(estimate_minutes(round_, items=_core_items(pack, round_.id)) for round_ in rounds) < 40


def test_thirty_tasks_take_seven_minutes(pack: Pack) -> None:
    assert estimate_minutes(pack.round("groslijst"), items=30) == 7


def test_core_of_groslijst_is_spread_over_the_deellijsten(pack: Pack) -> None:
    tasks = pack.lists["groslijst"]
    assert isinstance(tasks, TaskList)

    assert Counter(task.group for task in tasks.items) == {
        "uitvoering": 28,
        "voorwaardenscheppend": 16,
        "dienstverlening": 12,
        "ontwikkel": 14,
    }
    assert Counter(task.group for task in tasks.items if task.core) == {
        "uitvoering": 10,
        "voorwaardenscheppend": 8,
        "dienstverlening": 6,
        "ontwikkel": 6,
    }


def test_core_asks_one_question_of_every_criterium(pack: Pack) -> None:
    questions = pack.lists["beslisboom"]
    assert isinstance(questions, QuestionList)

    assert [question.id for question in questions.items if question.core] == ["bk2", "pc1", "tp1", "fx1"]
    assert [(group.id, group.weight) for group in questions.groups] == [
        ("bk", 25),
        ("pc", 25),
        ("tp", 25),
        ("fx", 25),
    ]


def test_iv3_codes_are_codes(pack: Pack) -> None:
    tasks = pack.lists["groslijst"]
    assert isinstance(tasks, TaskList)

    assert [code for task in tasks.items for code in task.iv3 if not re.fullmatch(r"\d\.\d{1,3}", code)] == []
    assert [task.iv3 for task in tasks.items if task.id == "u16"] == [("4.3", "6.60")]


def test_duties_have_their_ground_and_uncertain_ones_their_mark(pack: Pack) -> None:
    tasks = pack.lists["groslijst"]
    assert isinstance(tasks, TaskList)

    duties = {task.id: (task.mandatory, task.mandatory_mark) for task in tasks.items if task.mandatory != "nee"}
    assert duties == {
        "u01": ("ja", None),
        "u11": ("ja", Mark.UNVERIFIED),
        "u17": ("deels", None),
        "u21": ("deels", Mark.UNVERIFIED),
        "u23": ("deels", Mark.UNVERIFIED),
        "u24": ("onbekend", Mark.UNVERIFIED),
        "u25": ("deels", Mark.UNVERIFIED),
        "u26": ("ja", None),
    }
    assert all(Mark.ESTIMATE in task.marks and Mark.DERIVED in task.marks for task in tasks.items)
    assert all((Mark.UNVERIFIED in task.marks) == ("te verifieren" in " ".join(task.sources)) for task in tasks.items)


def test_every_risk_threatens_motives_and_no_strength_does(pack: Pack) -> None:
    factors = pack.lists["factoren"]
    assert isinstance(factors, FactorList)

    assert Counter(factor.polarity for factor in factors.items) == {Polarity.POSITIVE: 27, Polarity.RISK: 28}
    assert all(bool(factor.threatens) == (factor.polarity is Polarity.RISK) for factor in factors.items)
    assert all(item.sensitive for item in static_items(pack, pack.round("factoren"), selection="all"))


def test_indications_point_both_ways_and_two_are_sensitive(pack: Pack) -> None:
    indications = pack.lists["aanpak"]
    assert isinstance(indications, IndicationList)

    weights = {item.id: (item.points_to, item.weight) for item in indications.items}
    assert {name for name, (to, _) in weights.items() if to == Approach.DESIGN} == {"a01", "a02", "a05", "a06", "a09"}
    assert weights["a13"] == ("neutral", 0)
    assert sum(weight for _, weight in weights.values()) == 21
    assert [item.id for item in indications.items if item.sensitive] == ["a01", "a11"]
    assert [item.id for item in indications.items if item.trust] == ["a01"]
    assert [item.id for item in indications.items if item.condition] == ["a01", "a02", "a13"]
    assert all(item.text.startswith("In hoeverre ") for item in indications.items)


def test_research_stands_beside_eight_motives(pack: Pack) -> None:
    motives = pack.lists["motieven"]
    assert isinstance(motives, MotiveList)

    with_evidence = [motive.id for motive in motives.items if motive.evidence]
    assert with_evidence == ["m05", "m07", "m08", "m10", "m11", "m13", "m17", "m21"]


def test_concepts_cover_the_continuum_from_light_to_heavy(pack: Pack) -> None:
    concepts = pack.lists["vormen"]
    assert isinstance(concepts, ConceptList)

    assert [(concept.id, concept.low, concept.high) for concept in concepts.items] == [
        ("netwerk", 0, 30),
        ("centrum", 25, 55),
        ("matrix", 40, 65),
        ("ssc", 60, 85),
        ("seta", 80, 100),
    ]
    assert all(lighter.weight <= heavier.weight for lighter, heavier in pairwise(pack.legal_forms))


def test_places_are_put_in_words(pack: Pack) -> None:
    assert [(verdict.up_to, verdict.word) for verdict in pack.verdicts] == [
        (20, "vrijwel zelfstandig"),
        (40, "licht"),
        (60, "middelzwaar"),
        (80, "zwaar"),
        (100, "zeer zwaar"),
    ]


def test_document_closes_with_who_decides_and_five_steps(pack: Pack) -> None:
    decides = " ".join(pack.closing.decides)

    assert all(word in decides for word in ("college", "raad", "ondernemingsraden"))
    assert len(pack.closing.steps) == 5
    assert pack.closing.disclaimer.startswith("Dit is geen juridisch advies.")


def test_texts_are_plain(pack: Pack) -> None:
    texts = list(_texts(pack))

    assert [text for text in texts if "!" in text or "  " in text or "<" in text] == []
    assert [text for text in texts if "{" in text and "{gemeente}" not in text] == []


def test_titles_within_a_list_differ(pack: Pack) -> None:
    for items in pack.lists.values():
        titles = Counter(item.title for item in items.items)
        assert [title for title, times in titles.items() if times > 1] == []
