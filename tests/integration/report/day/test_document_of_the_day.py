"""The document and `uitkomst.json` tell what happened in the room: the talk, the corrections, who was there."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pytest

from flows.words import ConferenceState, Deciding, Role, RoundState, Secrecy
from report import happened_phrases as phrases
from report.blocks import Block, BulletList, Document, Heading, Paragraph, Table
from report.document import compose_document, write_document
from report.dossier import Dossier
from report.export import write_exports
from report.outcome import build_uitkomst
from report.verify import verify

Build = Callable[..., Dossier]
Day = Callable[[Dossier], Dossier]


def chapter(document: Document, title: str) -> list[Block]:
    """The blocks of a chapter or section, up to the next heading of the same level or higher."""
    blocks = list(document.blocks)
    begin = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    level = blocks[begin].level  # type: ignore[union-attr]
    rest = blocks[begin + 1 :]
    end = next((n for n, b in enumerate(rest) if isinstance(b, Heading) and b.level <= level), len(rest))
    return rest[:end]


def table(blocks: list[Block], caption: str) -> dict[str, tuple[str, ...]]:
    """Row header -> the other cells."""
    found = next(block for block in blocks if isinstance(block, Table) and block.caption == caption)
    return {row[0]: row[1:] for row in found.rows}


def changes(document: Document) -> list[str]:
    found = [b for b in document.blocks if isinstance(b, Table) and b.caption == phrases.CHANGES_CAPTION]
    return [row[1] for block in found for row in block.rows]


def labelled(blocks: list[Block], label: str) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.label == label]


def notes(blocks: list[Block]) -> list[tuple[str, str]]:
    """What stands in the list behind 'Besproken:'."""
    listed = [
        after
        for block, after in itertools.pairwise(blocks)
        if isinstance(block, Paragraph) and block.label == phrases.TALKED and isinstance(after, BulletList)
    ]
    return [(point.label, point.text) for found in listed for point in found.points]


def test_every_chapter_tells_what_was_talked_about(told: Dossier) -> None:
    document = compose_document(told)
    first = {entry.round.id: [item.title for item in entry.round.items] for entry in told.rounds}

    assert notes(chapter(document, "Motieven")) == [
        (f"{first['motieven-1'][0]}:", "Eerst de raden erbij betrekken."),
        (f"{first['motieven-1'][1]}:", "Iedereen ziet dit anders; in het voorjaar verder praten."),
    ]
    assert notes(chapter(document, "Groslijst")) == [
        (f"{first['groslijst-1'][0]}:", "Boskerk wil eerst een proef van een jaar.")
    ]
    assert [len(notes(chapter(document, title))) for title in ("Aanpak", "Beslisboom", "Vorm")] == [1, 1, 1]
    assert notes(chapter(document, "Sterke punten, risico’s en gedragscode")) == []
    assert labelled(chapter(document, "Aanbeveling"), phrases.TALKED) == ["De datum van de evaluatie komt erbij."]


def test_talk_of_an_optional_phase_stands_in_the_account(build: Build, change_round: Any, note: Any) -> None:
    dossier = change_round(build(optional=True), "verwachtingen-1", lambda entry: note(entry, ["Spreek dit uit."]))

    blocks = chapter(compose_document(dossier), phrases.ALSO_TALKED)

    assert [[point.text for point in block.points] for block in blocks if isinstance(block, BulletList)] == [
        ["Spreek dit uit."]
    ]


def test_course_tells_when_and_how_each_round_was_held(told: Dossier) -> None:
    rows = table(chapter(compose_document(told), phrases.COURSE), phrases.COURSE_CAPTION)

    assert rows["Motieven"] == ("30 okt 10.00 – 3 nov 10.00", "Ieder voor zich, als huiswerk.", "25 van 25")
    assert rows["Aanwijzingen voor de aanpak"] == ("3 nov 11.26 – 11.40", "Samen.", "25 van 25")
    assert rows["Groslijst, ronde 1"][1] == "Ieder voor zich, 3 van 25 op papier."
    assert rows["Artikelen"][1] == "Door de woordvoerders, 1 standpunt later, na afloop."


def test_round_that_was_not_published_is_named_without_its_answers(told: Dossier) -> None:
    document = compose_document(told)

    rows = table(chapter(document, phrases.COURSE), phrases.COURSE_CAPTION)

    assert rows["Groslijst, ronde 2"] == (
        "3 nov 12.06 – 12.20",
        "Ingetrokken: de verkeerde lijst stond klaar.",
        "–",
    )
    assert rows["Vormen van samenwerking, ronde 2"] == ("vanaf 3 nov 13.26", "Ieder voor zich.", "–")
    annex = [block.text for block in chapter(document, "Bijlage: alle cijfers") if isinstance(block, Heading)]
    assert "Groslijst, ronde 1" in annex
    assert "Groslijst, ronde 2" not in annex


def test_selection_is_told_of_a_list_and_not_of_what_was_derived(told: Dossier) -> None:
    rows = table(chapter(compose_document(told), "De rondes"), "Wat er gevraagd is")

    assert (rows["Groslijst, ronde 1"][2], rows["Pakketten"][2]) == ("70 (alle)", "41")


@pytest.mark.parametrize(
    ("selection", "said"), [("core", "20 (kern)"), ("items", "20 (gekozen)"), ("group:uitvoering", "20 (Uitvoering)")]
)
def test_selection_of_a_part_is_named(dossier: Dossier, change_round: Any, selection: str, said: str) -> None:
    part = change_round(
        dossier,
        "groslijst-1",
        lambda e: replace(e, round=replace(e.round, selection=selection, items=e.round.items[:20])),
    )

    rows = table(chapter(compose_document(part), "De rondes"), "Wat er gevraagd is")

    assert rows["Groslijst"][2] == said


def test_changes_are_told_in_order_without_names(told: Dossier) -> None:
    assert changes(compose_document(told)) == [
        "Raadsleden tellen mee bij hun gemeente.",
        "Een deelnemer van Aldermeer is toegelaten.",
        "De ronde ‘Motieven’ is na het sluiten weer geopend.",
        "De ronde ‘Groslijst, ronde 2’ is ingetrokken: de verkeerde lijst stond klaar.",
        "De begeleider besloot tot de ontwikkelaanpak: drie van de vijf gemeenten willen met taken beginnen.",
        "Een deelnemer van Eikhuizen is afgemeld (2 keer).",
        "Een deelnemer van Boskerk is vervangen.",
        "Een deelnemer van Boskerk hoort nu bij Aldermeer.",
        "De conferentie ging terug naar ‘Motieven’.",
        "De rest van ‘Succes en risico’ is overgeslagen: geen tijd; dit komt in de stuurgroep terug.",
        "De begeleiding is overgedragen.",
        "Er was een schorsing bij ‘Artikelen’.",
        "Voor Eikhuizen sprak de plaatsvervangend woordvoerder (5 keer).",
        "Aldermeer gaf na afloop een standpunt over ‘Werk samen om deze redenen’.",
    ]
    points = [b for b in chapter(compose_document(told), phrases.CHANGES) if isinstance(b, BulletList)]
    assert [[point.text for point in block.points] for block in points] == [["De begeleider deed 2 mededelingen."]]


def test_conference_without_changes_has_no_such_section(dossier: Dossier) -> None:
    headings = [block.text for block in compose_document(dossier).blocks if isinstance(block, Heading)]
    assert phrases.CHANGES not in headings


def test_unknown_kind_of_event_is_left_out(dossier: Dossier, write_history: Any) -> None:
    document = compose_document(write_history(dossier, (10, "something_new", {"ref": "r1"})))
    assert changes(document) == []


def test_second_schorsing_is_told_and_an_extension_is_not(dossier: Dossier, write_history: Any) -> None:
    until = ("2026-11-03T09:20:00+00:00", "2026-11-03T09:25:00+00:00", "2026-11-03T11:00:00+00:00")
    asked = {"round": "artikelen-1"}

    document = compose_document(
        write_history(
            dossier,
            (10, "round_paused", {**asked, "until": until[0]}),
            (15, "round_paused", {**asked, "until": until[1]}),
            (100, "round_paused", {**asked, "until": until[2]}),
        )
    )

    assert changes(document) == ["Er was een schorsing bij ‘Artikelen’ (2 keer)."]


def test_phase_of_which_nothing_was_held_is_skipped_as_a_whole(build: Build, write_history: Any) -> None:
    dossier = write_history(
        build(rounds_until="motieven"), (30, "phase_skipped", {"phase": "vorm", "reason": "komt in 2027."})
    )
    assert changes(compose_document(dossier)) == ["‘Vorm’ is overgeslagen: komt in 2027."]


def test_choice_that_was_changed_again_is_told_once(dossier: Dossier, write_history: Any) -> None:
    history = write_history(
        dossier,
        (-20, "mixed_chosen", {"mixed": 1}),
        (-15, "deciding_chosen", {"deciding": "per_lid"}),
        (-12, "deciding_chosen", {"deciding": "woordvoerder"}),
        (-10, "mixed_chosen", {"mixed": 0}),
    )
    assert changes(compose_document(history)) == ["Raadsleden staan apart en tellen niet mee."]


def test_roster_is_no_change_until_a_round_was_opened(dossier: Dossier, write_history: Any) -> None:
    document = compose_document(write_history(dossier, (-20, "people_added", {"count": 3})))
    assert changes(document) == []


def test_secret_conference_names_no_municipality_of_somebody_who_changed(build: Build, play_the_day: Day) -> None:
    document = compose_document(play_the_day(build(secrecy=Secrecy.SECRET)))

    said = changes(document)

    assert "Een deelnemer is vervangen." in said
    assert "Een deelnemer hoort nu bij een andere gemeente." in said
    people = chapter(document, "Waarom en wie")
    assert "Eén deelnemer is vervangen." in labelled(people, "")
    assert labelled(people, phrases.SUBSTITUTES) == []


def test_people_are_counted_once_with_council_members_apart(told: Dossier) -> None:
    people = chapter(compose_document(told), "Waarom en wie")

    rows = table(people, "Wie namen deel")

    assert rows["Boskerk"] == ("27.300", "5", "0", "1", "0")
    assert rows["Grauwveen"] == ("36.750", "4", "1", "1", "0")
    assert labelled(people, "")[1].startswith("Antwoorden van bestuurders en raadsleden tellen.")
    substitutes = next(block for block in people if isinstance(block, BulletList))
    assert [(point.label, point.text) for point in substitutes.points] == [
        ("Boskerk:", "Wethouder, in plaats van burgemeester.")
    ]


def test_council_members_apart_are_said_not_to_count(told: Dossier) -> None:
    participants = tuple(replace(p, role=Role.ADVISER) if p.council else p for p in told.participants)
    apart = replace(told, conference=replace(told.conference, mixed=False), participants=participants)

    people = chapter(compose_document(apart), "Waarom en wie")

    assert labelled(people, "")[1].startswith("Alleen antwoorden van bestuurders tellen. Raadsleden en adviseurs")
    assert table(people, "Wie namen deel")["Grauwveen"] == ("36.750", "4", "1", "1", "0")


def test_givens_and_what_exists_stand_where_they_were_filled_in(told: Dossier, dossier: Dossier) -> None:
    document = compose_document(told)

    givens = next(b for b in chapter(document, phrases.GIVENS) if isinstance(b, BulletList))
    existing = table(chapter(document, phrases.EXISTING), phrases.EXISTING_CAPTION)
    facts = table(chapter(document, phrases.FACTS), phrases.FACTS_CAPTION)

    assert [point.text for point in givens.points] == [
        "De vier kleine gemeenten zijn even groot.",
        "De provincie dringt aan; niemand is verplicht.",
    ]
    assert list(existing.values()) == [("gezamenlijke inkoop sinds 2019",)]
    assert list(facts.values()) == [
        ("hoog", "–", "–", "–", "–"),
        ("–", "laag", "–", "Aldermeer en Dalwijk", "Boskerk"),
    ]
    headings = {block.text for block in compose_document(dossier).blocks if isinstance(block, Heading)}
    assert not headings & {phrases.GIVENS, phrases.EXISTING, phrases.FACTS}


def test_article_names_who_came_later_and_who_is_still_away(told: Dossier) -> None:
    article = chapter(compose_document(told), "1. Werk samen om deze redenen")

    assert labelled(article, phrases.GIVEN_LATER) == ["Aldermeer."]
    assert labelled(article, phrases.AT_COLLEGE) == ["Boskerk."]
    assert labelled(article, phrases.NO_POSITION) == ["Dalwijk."]


def test_amended_article_shows_what_was_put_before(told: Dossier, hold_again: Any) -> None:
    first = next(entry for entry in told.rounds if entry.round.id == "artikelen-1").round.items[0]
    again = hold_again(told, "artikelen", {first.id: "Wij werken samen, en kijken na een jaar terug."})

    article = chapter(compose_document(again), f"1. {first.title}")

    assert labelled(article, "")[0] == "Wij werken samen, en kijken na een jaar terug."
    assert labelled(article, phrases.EARLIER) == [f"{first.text.rstrip('.')} (nog niet besloten)."]
    assert labelled(article, phrases.GIVEN_LATER) == []


def test_amendment_is_told_where_it_was_put(told: Dossier, hold_again: Any, write_history: Any) -> None:
    first = next(entry for entry in told.rounds if entry.round.id == "artikelen-1").round.items[0]
    again = hold_again(told, "artikelen", {first.id: "Wij werken samen."})
    event = (200, "item_amended", {"round": "artikelen-1", "item": first.id})
    said = f"De tekst van ‘{first.title}’ is aangepast en opnieuw voorgelegd."

    assert said in changes(compose_document(write_history(again, event)))
    assert said not in changes(compose_document(write_history(told, event)))


def test_per_lid_is_explained_where_it_was_chosen(told: Dossier) -> None:
    members = replace(told, conference=replace(told.conference, deciding=Deciding.MEMBERS))

    document = compose_document(members)

    assert phrases.MEMBERS_INTRO in labelled(chapter(document, "Aanbeveling"), "")
    rules = next(b for b in chapter(document, "Hoe er geteld is") if isinstance(b, BulletList))
    assert rules.points[0].text == phrases.RULE_MEMBERS


def test_cancelled_conference_says_so_on_its_first_page(told: Dossier) -> None:
    conference = replace(told.conference, state=ConferenceState.CANCELLED, reason="te weinig gemeenten bleven")

    document = compose_document(replace(told, conference=conference))

    assert ("Conferentie:", "afgebroken") in document.cover.facts
    assert (phrases.FACT_REASON, "Te weinig gemeenten bleven.") in document.cover.facts
    lead = next(block for block in document.opening if isinstance(block, Paragraph))
    assert lead.text == (
        "Deze conferentie is op 6 november 2026 afgebroken: te weinig gemeenten bleven. Hieronder staat hoe ver zij "
        "kwam."
    )


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_document_of_the_day_conforms_and_verifies(
    build: Build, play_the_day: Day, hold_again: Any, secrecy: Secrecy, tmp_path: Path
) -> None:
    dossier = hold_again(play_the_day(build(secrecy=secrecy)), "artikelen", {"a01": "Wij werken samen."})

    exported = write_exports(dossier, tmp_path)

    assert page.is_pdf_compliant_bytes(write_document(dossier), profile="ua1")
    report = verify(exported.folder)
    assert report.differences == ()
    assert {line.partition(":")[0] for line in report.not_recounted if "ingetrokken" in line} == {
        "groslijst-2",
        "vorm-2",
    }


def test_uitkomst_has_the_notes_of_the_talk(told: Dossier) -> None:
    rounds = {round_.id: round_ for round_ in build_uitkomst(told).rounds}

    motives = rounds["motieven-1"].items
    assert [item.discussion for item in motives[:3]] == [
        "Eerst de raden erbij betrekken.",
        "Iedereen ziet dit anders; in het voorjaar verder praten",
        None,
    ]
    assert "discussion" not in motives[2].model_fields_set


def test_uitkomst_names_rounds_that_were_not_published_with_their_reason(told: Dossier) -> None:
    rounds = {round_.id: round_ for round_ in build_uitkomst(told).rounds}

    withdrawn, open_ = rounds["groslijst-2"], rounds["vorm-2"]

    assert (withdrawn.state, withdrawn.reason) == (RoundState.WITHDRAWN, "de verkeerde lijst stond klaar")
    assert (list(withdrawn.items), withdrawn.answered) == ([], None)
    assert (open_.state, list(open_.items)) == (RoundState.OPEN, [])
    assert "reason" not in open_.model_fields_set


def test_uitkomst_counts_paper_and_marks_late_standpunten(told: Dossier) -> None:
    outcome = build_uitkomst(told)

    assert {round_.id: round_.paper for round_ in outcome.rounds if round_.paper} == {"groslijst-1": 3}
    assert [(p.round, p.municipality, p.word) for p in outcome.positions if p.late] == [
        ("artikelen-1", "g1", "agree")
    ]


def test_uitkomst_says_why_a_conference_was_cancelled(told: Dossier) -> None:
    conference = replace(told.conference, state=ConferenceState.CANCELLED, reason="te weinig gemeenten bleven")

    part = build_uitkomst(replace(told, conference=conference)).conference

    assert (part.state, part.reason) == (ConferenceState.CANCELLED, "te weinig gemeenten bleven")
    assert "reason" not in build_uitkomst(told).conference.model_fields_set
