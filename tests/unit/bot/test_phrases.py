"""What people read: promised button texts, toasts that fit, refusals that say what is wrong and what counts."""

import ast
import string
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.cards.values import value_words
from flows.conference.model import ItemOption
from flows.words import Consent, Decision, Grade, Region, RoundState, Secrecy, Status, Voice

ROOT = Path(__file__).parents[3]
TOASTS = (
    *("SAVED", "CHANGED", "SAME", "MARKED", "UNMARKED", "POINTS_LEFT", "TOO_LATE", "TOO_SOON", "OLD_CARD"),
    *("NOT_SAVED", "WENT_WRONG", "PRACTISED", "WRITE_REASON", "SUPERSEDED"),
)
LONGEST = {
    "value": "zeer kansrijk, een lang antwoord van een keuze",
    "before": "zeer kansrijk, een lang antwoord van een keuze",
    "option": "A " + "x" * 40,
    "points": 100,
    "left": 100,
    "reference": "K7-204",
}


def texts() -> list[str]:
    """Every text of the catalogue, also those in its tables."""
    found: list[str] = []
    for name, value in vars(phrases).items():
        if name.startswith("_"):
            continue
        if isinstance(value, str) and name.isupper():
            found.append(value)
        elif isinstance(value, dict):
            found += [text for text in value.values() if isinstance(text, str)]
    return found


@pytest.mark.parametrize(
    ("found", "promised"),
    [
        (phrases.NO_OPINION, "Geen mening"),
        (phrases.UNACCEPTABLE, "Onaanvaardbaar voor ons"),
        (phrases.PREVIOUS, "Vorige"),
        (phrases.NEXT, "Volgende"),
        (phrases.OVERVIEW, "Overzicht"),
        (phrases.DONE, "Klaar"),
        (phrases.AGAIN, "Opnieuw"),
        (phrases.TO_MY_QUESTIONS, "Naar mijn vragen"),
        (phrases.UNDERSTOOD, "Ik begrijp het"),
        (phrases.THAT_IS_ME, "Dat ben ik"),
        (phrases.OPEN_ROUND, "Open de ronde"),
        (phrases.CLOSE_ROUND, "Sluit de ronde"),
        (phrases.PUBLISH, "Toon in de groep"),
        (phrases.SETTLE, "Stel vast"),
        (phrases.NEXT_PHASE, "Volgende fase"),
        (phrases.BACK, "Terug"),
        (phrases.EXPORT, "Export"),
        (phrases.TICK, "✓ "),
        (tuple(phrases.CONSENT.values()), ("Instemmen", "Mits", "Bezwaar", "Eerst terug naar ons college")),
        (tuple(phrases.GRADES.values()), ("Zeer geschikt", "Geschikt", "Redelijk", "Matig", "Ongeschikt")),
    ],
)
def test_button_text_is_what_was_promised(found: object, promised: object) -> None:
    assert found == promised


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (phrases.CONSENT, Consent),
        (phrases.GRADES, Grade),
        (phrases.SECRECY, Secrecy),
        (phrases.REGION, Region),
        (phrases.RECOGNISED, Status),
        (phrases.VOICE, Voice),
        (phrases.DECISION, Decision),
        (phrases.ROUND_STATE, RoundState),
    ],
)
def test_table_has_a_text_for_every_word(table: dict[Any, str], words: Any) -> None:
    assert set(table) == set(words)


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (phrases.SAVED.format(value="4, kansrijk"), "Opgeslagen: 4, kansrijk"),
        (phrases.CHANGED.format(before="4", value="2"), "Gewijzigd: van 4 naar 2"),
        (phrases.SAVED.format(value=phrases.NO_OPINION_VALUE), "Opgeslagen: geen mening"),
        (phrases.SAME, "Dat was al uw antwoord"),
        (phrases.TOO_LATE, "Te laat: deze ronde is gesloten. Uw antwoord van eerder telt."),
        (phrases.REFUSALS["facilitator_only"], "Deze knop is voor de begeleider."),
        (phrases.REFUSALS["observer_only"], "U kijkt mee; antwoorden kan niet."),
        (phrases.REFUSALS["points_used_up"], "Uw punten zijn op. Haal eerst ergens een punt weg."),
        (phrases.NOT_SAVED, "Niet opgeslagen. Er ging bij ons iets mis. Tik uw antwoord nog eens aan."),
        (phrases.OLD_CARD, "Deze kaart is oud. Er is niets gewijzigd. Hieronder staat de goede kaart."),
        (
            phrases.REFUSALS["link_used_or_expired"],
            (
                "Deze link is al gebruikt of verlopen. Vraag de begeleider om een nieuwe. "
                "Wat u al antwoordde, is bewaard."
            ),
        ),
        (
            phrases.refusal("not_on_the_list", {}, reference="K7-204"),
            (
                "U staat niet op de lijst van deze conferentie. Er is niets opgeslagen. Meld u bij de begeleider. "
                "Nummer voor navraag: K7-204."
            ),
        ),
    ],
)
def test_message_reads_as_in_screens_10_and_18(found: str, shown: str) -> None:
    assert found == shown


@pytest.mark.parametrize("name", TOASTS)
def test_toast_fits_200_characters(name: str) -> None:
    assert len(getattr(phrases, name).format(**LONGEST)) <= 200


@pytest.mark.parametrize("reason", sorted(phrases.REFUSALS))
def test_refusal_fits_a_toast_with_its_longest_data(reason: str) -> None:
    names = {name for _, name, _, _ in string.Formatter().parse(phrases.REFUSALS[reason]) if name}
    data = {name: "vastgesteld" if name == "state" else "x" * 60 if name == "name" else 260 for name in names}
    data.pop("reference", None)

    assert 0 < len(phrases.refusal(reason, data, reference="K7-204")) <= 200


@pytest.mark.parametrize("state", list(RoundState))
def test_lost_step_tells_where_the_round_is(state: RoundState) -> None:
    words = phrases.ROUND_STATE[state]

    assert phrases.refusal("round_is_elsewhere", {"state": state.value}) == (
        f"Dat was al gebeurd: de ronde {words}. Hieronder staat de goede kaart."
    )


def test_unknown_reason_still_says_that_nothing_changed() -> None:
    assert phrases.refusal("iets anders", {"count": 3}) == "Dat kan nu niet. Er is niets gewijzigd."


def _reasons() -> set[str]:
    """The first argument of every refusal that flows and bot raise, and every word that a guard gives."""
    found: set[str] = set()
    for path in [*(ROOT / "flows").rglob("*.py"), *(ROOT / "bot" / "handlers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                *("Refused", "NotAllowed", "Lost", "Invalid"),
            }:
                found |= {
                    leaf.value
                    for argument in node.args[:1]
                    for leaf in ast.walk(argument)
                    if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
                }
    return found


def test_every_reason_that_is_raised_has_a_sentence() -> None:
    read_by_the_kinds = {"answer_unreadable", "answer_unknown"}

    assert sorted(_reasons() - set(phrases.REFUSALS) - read_by_the_kinds) == []


def test_no_text_shouts() -> None:
    assert [text for text in texts() if "!" in text] == []


@pytest.mark.parametrize(
    ("template", "encoded", "no_opinion", "words"),
    [
        ("groslijst", "4", False, "4, kansrijk"),
        ("groslijst", "1", False, "1, niet kansrijk"),
        ("groslijst", None, True, "geen mening"),
        ("vorm", '"zeer_geschikt"', False, "zeer geschikt"),
        ("gedragscode", '"agree"', False, "instemmen"),
        ("uitgangspunten", '"objection:o1"', False, "bezwaar"),
        ("artikelen", '"college"', False, "eerst terug naar ons college"),
        ("pakketten", '"al_geregeld"', False, "Al geregeld"),
        ("beslisboom", '"o2"', False, "B, Een gezamenlijk bestuur"),
        ("motievenpunten", '{"o1":4,"o2":3}', False, "7 punten"),
    ],
)
def test_answer_is_told_in_words(
    drawing: Any, template: str, encoded: str | None, *, no_opinion: bool, words: str
) -> None:
    options = (ItemOption(id="o1", title="Elke gemeente zelf"), ItemOption(id="o2", title="Een gezamenlijk bestuur"))
    item = drawing.short_list(1)[0] if template == "pakketten" else drawing.points_item()
    if template != "pakketten":
        item = type(item)(id=item.id, title=item.title, options=options)
    round_ = drawing.round(template, item)

    assert value_words(drawing.pack, round_, item, encoded, no_opinion=no_opinion) == words


@pytest.mark.parametrize(("number", "word"), [(0, "nul"), (1, "een"), (12, "twaalf"), (13, "13"), (-1, "-1")])
def test_small_numbers_are_written_in_words(number: int, word: str) -> None:
    assert phrases.in_words(number) == word
