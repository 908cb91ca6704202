"""The Dutch sentences of the recommendation: of what is put to the woordvoerders, and of the articles.

Plain Dutch (B1). A text of an article is at most `TEXT_LIMIT` characters, its title `TITLE_LIMIT`, a note
`NOTE_LIMIT`; texts hold counts and titles of the pack, names of municipalities stand behind a button.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Final

from flows.words import Mark, Voice

TITLE_LIMIT: Final = 40
TEXT_LIMIT: Final = 300
NOTE_LIMIT: Final = 200

# fmt: off
_SMALL: Final = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen",
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
)
# fmt: on
_TENS: Final = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_VOICES: Final = {Voice.FOR: "voor", Voice.BETWEEN: "tussen", Voice.AGAINST: "tegen"}
_MARKS: Final = {Mark.ESTIMATE: "inschatting", Mark.DERIVED: "afgeleid", Mark.UNVERIFIED: "te verifiëren"}

# Buttons. Telegram cuts long ones off.
WHY: Final = "Waarom dit"
PITFALLS: Final = "Valkuilen"
STEPS: Final = "Zo werkt het"
CONDITIONS: Final = "Eerst regelen"
VOICES: Final = "Beeld per gemeente"
MEANING: Final = "Wat betekent dit"
LEGAL_FORMS: Final = "Rechtsvormen"
PROS_AND_CONS: Final = "Voor en tegen"

# What is put to the voters and the woordvoerders.
POINTS_TITLE: Final = "Motieven"
POINTS_QUESTION: Final = "Welke motieven wegen het zwaarst?"
CONSENT_QUESTION: Final = "Kunt u hiermee instemmen?"
TASK_QUESTION: Final = "Wat wilt u met deze taak?"
TIMINGS: Final = {"nu": "Nu", "later": "Later", "niet": "Niet", "al_geregeld": "Al geregeld"}
FAR_APART: Final = "De beelden van de gemeenten liggen ver uit elkaar."
FIT: Final = "past bij uw uitkomst"
LIGHTER: Final = "een stap lichter"
HEAVIER: Final = "een stap zwaarder"
MUCH_LIGHTER: Final = "twee stappen lichter"
MUCH_HEAVIER: Final = "twee stappen zwaarder"
ALL_TASKS: Final = "Alle taken"
NO_LEGAL_ADVICE: Final = "Geen juridisch advies."
ALL_UNACCEPTABLE: Final = "Elk van de vormen is voor ten minste één gemeente onaanvaardbaar."

# The approach.
LOW_TRUST: Final = "Het vertrouwen is niet overal hoog. Daarom eerst klein beginnen."

# Principles and place.
UNDECIDED: Final = "Nog niet vastgesteld. Voorstel: {principle}"
NOT_PUT: Final = "Nog niet voorgelegd. Voorstel: {principle}"
NO_PRINCIPLE: Final = "Geen gezamenlijk uitgangspunt. De gemeenten denken hier verschillend over."
NONE_ACCEPTABLE: Final = "Geen van de opties"
NO_PLACE: Final = "Er zijn nog te weinig antwoorden voor een plaats."


def count_word(number: int) -> str:
    """0 to 99 in words, as Dutch writes them; larger numbers as digits."""
    if number < len(_SMALL):
        return _SMALL[number]
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if ones == 0:
        return _TENS[tens]
    # A trema parts the e of 'twee' and 'drie' from that of 'en'.
    return f"{_SMALL[ones]}{'ën' if ones in {2, 3} else 'en'}{_TENS[tens]}".replace("één", "een")


def count(number: int, singular: str, plural: str) -> str:
    """For instance 'elf taken', 'één taak', 'geen taken'."""
    if number == 0:
        return f"geen {plural}"
    return f"{count_word(number)} {singular if number == 1 else plural}"


def join_words(words: Sequence[str]) -> str:
    """For instance 'a, b en c'."""
    return " en ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def capitalise(sentence: str) -> str:
    """Its first letter as a capital, the rest as it is; of 'één' only the second e keeps its accent."""
    return f"Eé{sentence[2:]}" if sentence.startswith("éé") else sentence[:1].upper() + sentence[1:]


def lower_first(title: str) -> str:
    """A title within a sentence."""
    return title[:1].lower() + title[1:]


def quote(title: str) -> str:
    """A title of the pack within a sentence."""
    return f"‘{title}’"


def end_sentence(line: str) -> str:
    """The line with one full stop."""
    return line.rstrip(" .") + "."


def as_list(lines: Iterable[str]) -> str:
    """A line each, for behind a button."""
    return "\n".join(f"• {line}" for line in lines)


def percent(share: Fraction | float) -> str:
    """A share of 1 in whole percents, half up."""
    return f"{floor(Fraction(share) * 100 + Fraction(1, 2))}%"


def names_by_voice(voices: Mapping[str, Voice], names: Mapping[str, str]) -> str:
    """'Voor: Aldermeer, Boskerk · Tegen: Dalwijk'; municipalities without a beeld are left out."""
    parts = []
    for voice, word in _VOICES.items():
        towns = [name for town, name in names.items() if voices.get(town) is voice]
        if towns:
            parts.append(f"{capitalise(word)}: {', '.join(towns)}")
    return " · ".join(parts)


def counts_by_voice(counts: Mapping[Voice, int]) -> str:
    """'Voor 3 · tussen 1 · tegen 1'."""
    return capitalise(" · ".join(f"{word} {counts.get(voice, 0)}" for voice, word in _VOICES.items()))


def marks(found: Iterable[Mark]) -> str:
    """' (te verifiëren)', or nothing: what is uncertain stays visible."""
    words = ", ".join(_MARKS[mark] for mark in found)
    return f" ({words})" if words else ""


def indication(*, score: int, clear: bool, approach: str) -> str:
    """Where the indications point; `score` counts only by its sign."""
    if score == 0:
        return f"De antwoorden wijzen niet één kant op. Dan is het advies de {approach}."
    return f"De antwoorden wijzen {'duidelijk' if clear else 'licht'} naar de {approach}."


def low_trust(*, approach: str) -> str:
    """The advice where the beeld on trust overrules the score."""
    return f"{LOW_TRUST} Het advies is de {approach}."


def sign(*, title: str, present: bool, approach: str) -> str:
    """A recognised indication, and where it points."""
    return f"{title}: {'wel' if present else 'niet'} herkend. Dat wijst naar de {approach}."


def conditions_first(number: int) -> str:
    """The note beside an advice that has conditions."""
    return f"Vooraf {'is' if number == 1 else 'zijn'} er {count(number, 'voorwaarde', 'voorwaarden')}."


def pitfall(*, title: str, signal: str, remedy: str) -> str:
    return f"{title}. {end_sentence(signal)} Wat helpt: {lower_first(end_sentence(remedy))}"


def principle_proposal(principle: str) -> str:
    return f"Voorstel: {end_sentence(principle)}"


def concept_text(*, pro: str, con: str) -> str:
    return f"Voor: {end_sentence(pro)}\nTegen: {end_sentence(con)}\n{NO_LEGAL_ADVICE}"


def official(name: str) -> str:
    return f"Officieel: {name}"


def consequences(*, say: str, staff: str, money: str, pressure: str) -> str:
    return (
        f"Zeggenschap: {end_sentence(say)}\nPersoneel: {end_sentence(staff)}\nGeld: {end_sentence(money)}\n"
        f"Bestuurlijke drukte: {end_sentence(pressure)}"
    )


def pros_and_cons(pros: Sequence[str], cons: Sequence[str]) -> str:
    return f"Voor:\n{as_list(pros)}\nTegen:\n{as_list(cons)}"


def legal_forms(lines: Sequence[str]) -> str:
    return f"Te onderzoeken:\n{as_list(lines)}\n{NO_LEGAL_ADVICE}"


def preference(title: str, cluster: str) -> str:
    return f"Deze vorm verder onderzoeken voor {lower_first(cluster)}: {quote(title)}. Er wordt nog niets gekozen."


def spread(lowest: int, highest: int) -> str:
    return f"De gemeenten liggen tussen {lowest} en {highest}."


def rests_on(rounds: Sequence[tuple[str, Sequence[int]]]) -> str:
    """'Rust op: groslijst, rondes 1 en 2'. Where the titles do not fit, the number of rounds."""
    parts = []
    for title, numbers in rounds:
        word = "ronde" if len(numbers) == 1 else "rondes"
        parts.append(f"{lower_first(title)}, {word} {join_words([str(number) for number in numbers])}")
    line = f"Rust op: {'; '.join(parts)}"
    if len(line) <= NOTE_LIMIT:
        return line
    return f"Rust op: {count(sum(len(numbers) for _, numbers in rounds), 'ronde', 'rondes')}"
