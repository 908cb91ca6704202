"""The Dutch sentences of the articles. Titles keep to `TITLE_LIMIT`, texts to `TEXT_LIMIT`: they hold counts and
titles of the pack; lists and names of municipalities stand behind a button."""

from collections.abc import Mapping, Sequence
from typing import Final

from flows.recommendation.phrases import (
    NO_PLACE,
    TITLE_LIMIT,
    capitalise,
    count,
    count_word,
    end_sentence,
    join_words,
    lower_first,
    percent,
    quote,
)
from flows.words import Package

# Buttons.
MOTIVES: Final = "Alle motieven"
ATTENTION: Final = "Punten van aandacht"
CODE: Final = "De gedragscode"
RISKS: Final = "Risico’s"
STRENGTHS: Final = "Sterke punten"
FRONT: Final = "Wie doen mee"
SHORT_LIST: Final = "De korte lijst"
PRINCIPLES: Final = "De uitgangspunten"
RESERVATIONS: Final = "Voorbehouden"
DILEMMAS: Final = "Dilemma’s"
FINDINGS: Final = "Let op"
PLACES: Final = "Plaats per gemeente"
DECIDES: Final = "Wie besluit"
PLAN: Final = "De stappen"
REVIEW: Final = "Terugkijken"

# The articles: titles.
MOTIVES_TITLE: Final = "Werk samen om deze redenen"
NO_MOTIVES_TITLE: Final = "Praat eerst over de redenen"
APPROACH_TITLE: Final = "Volg de gekozen aanpak"
NO_APPROACH_TITLE: Final = "Kies nog een aanpak"
CODE_TITLE: Final = "Maak de gedragscode tot afspraak"
CONDITIONS_TITLE: Final = "Regel eerst de voorwaarden"
BASIC_TITLE: Final = "Begin met het basispakket"
NO_BASIC_TITLE: Final = "Nog geen basispakket"
UNPUT_TITLE: Final = "Leg de korte lijst nog voor"
PLUS_TITLE: Final = "Bouw uit met het pluspakket"
NO_PLUS_TITLE: Final = "Nog geen pluspakket"
REST_TITLE: Final = "Laat andere taken nu rusten"
PRINCIPLES_TITLE: Final = "Werk met deze uitgangspunten"
NO_PRINCIPLES_TITLE: Final = "Nog geen uitgangspunten"
FORM_TITLE: Final = "Onderzoek de vorm die past"
PROCEDURE_TITLE: Final = "Besluit, voer uit en kijk terug"

# The articles: why they say what they say.
MOTIVES_WHY: Final = (
    "Een motief is gedragen als ten minste driekwart van de gemeenten voor is en geen gemeente tegen. De volgorde "
    "volgt uit de verdeelde punten, waarbij elke gemeente even zwaar telt."
)
MOTIVES_WHY_BY_HEADS: Final = (
    "Een motief is gedragen als ten minste driekwart van de gemeenten voor is en geen gemeente tegen. De volgorde "
    "volgt uit de punten van alle bestuurders samen."
)
CODE_WHY: Final = (
    "De bestuurders gaven per punt aan of zij ermee instemmen. Risico’s en voorwaarden volgen uit de beelden."
)
BASIC_WHY: Final = (
    "Een taak hoort in het basispakket als elke gemeente nu of al geregeld zegt. Zo begint u met wat allen willen."
)
PLUS_WHY: Final = (
    "Een taak hoort in het pluspakket als twee of meer gemeenten nu of later zeggen. Dat is de kopgroep."
)
REST_WHY: Final = (
    "Eerst een gesprek: voor een gemeente is de taak onaanvaardbaar. Te weinig beeld: minder dan twee derde van de "
    "gemeenten heeft een beeld. De rest heeft nu te weinig steun, of is al geregeld of wettelijk verplicht."
)
UNPUT_WHY: Final = "Op de korte lijst staan taken die gedragen of gesplitst zijn, of die één gemeente tekortkomen."
PRINCIPLES_WHY: Final = (
    "Per vraag is de middelste keuze van de gemeenten voorgesteld. Wie daar niet mee kan instemmen, noemt de "
    "zwaarste optie die nog wel kan. De lichtste daarvan geldt, met het voorbehoud erbij."
)
FORM_WHY: Final = (
    "De vorm volgt uit de plaats tussen zelfstandig en wederzijds afhankelijk. De gemeenten beoordeelden drie "
    "vormen. Wat voor een gemeente onaanvaardbaar is, gaat niet voor."
)
PROCEDURE_WHY: Final = "Een conferentie besluit niets in de plaats van colleges en raden."


def motives_text(carried: Sequence[str], *, ranked: bool, divided: int) -> str:
    """`carried` are titles, heaviest first where `ranked`; at most three are named."""
    if not carried:
        text = "De gemeenten dragen nu geen enkele reden samen. Dat vraagt eerst een gesprek."
    else:
        named = join_words([quote(title) for title in carried[:3]])
        reasons = f"De gemeenten dragen {count(len(carried), 'reden', 'redenen')} om samen te werken"
        if len(carried) <= 3:
            text = f"{reasons}{', de zwaarste eerst' if ranked and len(carried) > 1 else ''}: {named}."
        else:
            text = f"{reasons}. {'Het zwaarst wegen' if ranked else 'Daarbij horen'} {named}."
    if divided:
        text += f" Over {count(divided, 'motief', 'motieven')} zijn zij verdeeld."
    return text


def motive_line(title: str, share: float | None) -> str:
    return title if share is None else f"{title}: {percent(share)} van de punten"


def attention_line(title: str, threats: Sequence[str], *, divided: bool) -> str:
    """A motive on which the municipalities are divided, or that a recognised risk threatens."""
    parts = (["verdeeld"] if divided else []) + ([f"risico: {join_words(threats)}"] if threats else [])
    return f"{title} ({'; '.join(parts)})"


def approach_title(approach: str) -> str:
    title = f"Volg de {lower_first(approach)}"
    return title if len(title) <= TITLE_LIMIT else APPROACH_TITLE


def approach_text(approach: str | None, core: str, *, agreed: bool) -> str:
    if approach is None:
        return "De aanpak is nog niet gekozen. De gemeenten kiezen eerst of zij bij een visie of bij taken beginnen."
    name = lower_first(approach)
    start = f"De gemeenten kiezen de {name}." if agreed else f"De aanpak wordt de {name}, zonder volle instemming."
    return f"{start} {core}"


def reason_line(reason: str) -> str:
    return f"Reden van de begeleider: {reason}"


def code_text(points: int, adopted: int, *, conditions: int, risks: int) -> str:
    text = ""
    if points and adopted == points:
        text = f"De gemeenten maken {count(points, 'punt', 'punten')} van de gedragscode tot afspraak."
    elif points:
        text = (
            f"Van {count(points, 'punt', 'punten')} van de gedragscode {'geldt' if adopted == 1 else 'gelden'} er "
            f"{count_word(adopted)} als afspraak. Over de rest is nog geen instemming."
        )
    if conditions:
        text += f" Vooraf regelen zij {count(conditions, 'voorwaarde', 'voorwaarden')}."
    if risks:
        word = "vraagt" if risks == 1 else "vragen"
        text += f" {capitalise(count(risks, 'risico', 'risico’s'))} {word} aandacht."
    return text.strip()


def code_line(title: str, *, adopted: bool) -> str:
    return title if adopted else f"{title} (nog geen instemming)"


def basic_text(tasks: int) -> str:
    if not tasks:
        return "Voor geen enkele taak zeggen alle gemeenten nu of al geregeld. Er is daarom nog geen basispakket."
    return (
        f"De gemeenten werken voor {count(tasks, 'taak', 'taken')} een gezamenlijke aanpak uit. Afspraken over "
        "kosten, werkplek en ICT gaan daaraan vooraf."
    )


def which_tasks(tasks: int) -> str:
    """The button that shows the tasks of a package; a long number as digits, for buttons are narrow."""
    if tasks == 1:
        return "Welke taak"
    return f"Welke {count_word(tasks) if tasks <= 20 else tasks} taken"


def sensitive_task(title: str) -> str:
    return f"{title} (beleidsgevoelig, inschatting)"


def unput_text(tasks: int) -> str:
    verb = "staat" if tasks == 1 else "staan"
    return (
        f"Op de korte lijst {verb} {count(tasks, 'taak', 'taken')}. De gemeenten geven later per taak hun standpunt: "
        "nu, later, niet of al geregeld."
    )


def plus_text(tasks: int) -> str:
    if not tasks:
        return "Voor geen enkele andere taak is er een kopgroep van twee gemeenten. Er is daarom nog geen pluspakket."
    verb = "hoort" if tasks == 1 else "horen"
    return (
        f"{capitalise(count(tasks, 'taak', 'taken'))} {verb} bij het pluspakket. Per taak begint een kopgroep; "
        "andere gemeenten sluiten later aan. Wie niet meedoet, houdt de kopgroep niet tegen."
    )


def front_line(title: str, towns: Sequence[str]) -> str:
    return f"{title}: {join_words(towns)}" if towns else title


def rest_text(numbers: Mapping[Package, int]) -> str:
    """A sentence for each package that holds any tasks."""
    sentences = (
        (Package.DISCUSS, "vraagt eerst een gesprek", "vragen eerst een gesprek"),
        (Package.TOO_LITTLE, "heeft nog te weinig beeld", "hebben nog te weinig beeld"),
        (Package.NOT_NOW, "blijft nu rusten", "blijven nu rusten"),
        (Package.EXISTING, "bestaat al als samenwerking", "bestaan al als samenwerking"),
    )
    return " ".join(
        f"{capitalise(count(numbers[package], 'taak', 'taken'))} {one if numbers[package] == 1 else more}."
        for package, one, more in sentences
        if numbers.get(package)
    )


PACKAGE_BUTTONS: Final = {
    Package.DISCUSS: "Eerst een gesprek",
    Package.TOO_LITTLE: "Te weinig beeld",
    Package.NOT_NOW: "Niet nu",
    Package.EXISTING: "Bestaat al",
}


def principles_text(adopted: int, *, reserved: int, dilemmas: int, undecided: int) -> str:
    if adopted:
        verb = "geldt" if adopted == 1 else "gelden"
        text = f"{capitalise(count(adopted, 'uitgangspunt', 'uitgangspunten'))} {verb} voor de uitwerking"
        text += f", waarvan {count_word(reserved)} met een voorbehoud." if reserved else "."
    else:
        text = "Er is nog geen uitgangspunt vastgesteld."
    if dilemmas:
        text += f" Over {count(dilemmas, 'vraag', 'vragen')} blijft een dilemma; dat gaat terug naar de besturen."
    if undecided:
        verb = "is" if undecided == 1 else "zijn"
        text += f" {capitalise(count(undecided, 'vraag', 'vragen'))} {verb} nog open."
    return text


def said_line(title: str, name: str | None, text: str) -> str:
    """What somebody said about a subject; without the name where that may not be shown."""
    return f"{title} – {name}: {text}" if name else f"{title}: {text}"


def titled_line(title: str, text: str) -> str:
    return f"{title}: {text}"


def place_text(place: int | None, word: str) -> str:
    if place is None:
        return NO_PLACE
    return (
        f"Van zelfstandig (0) naar wederzijds afhankelijk (100) ligt de regio op {place}: "
        f"{lower_first(end_sentence(word))}"
    )


FORM_LATER: Final = "Over de vorm spreken de gemeenten later."
FORM_NOT_CARRIED: Final = "Over de vorm zijn de gemeenten het nog niet eens."
LEGAL_LATER: Final = "Er is geen rechtsvorm gekozen; dit is geen juridisch advies."


def form_text(title: str, *, more: int) -> str:
    """The concept to look into further; `more` is how many other clusters have another one."""
    return f"De gemeenten onderzoeken verder: {quote(title)}{_and_more(more)}."


def form_came_first(title: str, *, more: int) -> str:
    """The concept was graded best; the standpunten on it are not there, or not complete."""
    return f"Het best beoordeeld: {quote(title)}{_and_more(more)}. De standpunten daarover volgen nog."


def place_line(name: str, place: int) -> str:
    return f"{name}: {place}"


def step_line(title: str, text: str, owner: str) -> str:
    return f"{title}. {end_sentence(text)} Trekker: {owner}"


def procedure_text(steps: int, *, later: Sequence[str]) -> str:
    plan = f"Daarna volgt een plan in {count(steps, 'stap', 'stappen')}, met een datum om terug te kijken."
    text = (
        "Dit is een advies. Elk college en elke raad besluit zelf; de ondernemingsraden adviseren waar dat moet. "
        f"{plan}"
    )
    if later:
        text += f" Later volgt nog: {join_words([lower_first(title) for title in later])}."
    return text


def _and_more(number: int) -> str:
    return f" en nog {count_word(number)}" if number else ""
