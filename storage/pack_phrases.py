"""What is said about a pack that cannot be used: Dutch sentences by the reason of the fault."""

from collections.abc import Mapping

WRONG_PATTERN = "Dit heeft niet de goede vorm: een id is kleine letters, cijfers en _ (hooguit 24), een versie 1.0.0."
SENTENCES: Mapping[str, str] = {
    # The files.
    "no_pack": "Hier staat geen pack: er is geen map en geen meegeleverd pack met deze naam.",
    "no_file": "Het bestand {name} ontbreekt.",
    "unreadable": "Het bestand {name} is niet te lezen.",
    "not_utf8": "Het bestand {name} is geen UTF-8.",
    "too_large": "Het bestand {name} is te groot: meer dan {megabytes} MB.",
    "outside_folder": "Een pack leest alleen bestanden uit de eigen map, dus niet {name}.",
    "empty": "Dit bestand is leeg.",
    "no_yaml": "Dit is geen geldige YAML.",
    "two_documents": "Een bestand heeft één document; hier begint een tweede.",
    "anchor": "Ankers en verwijzingen (& en *) zijn niet toegestaan.",
    "tag": "Een type (met !) is niet toegestaan.",
    "too_deep": "Dit staat te diep: er zijn hooguit {levels} niveaus.",
    "strange_key": "Een sleutel is één woord.",
    "unseen": "In deze tekst staat een onzichtbaar teken.",
    "key_twice": "De sleutel '{key}' staat hier twee keer.",
    # The form.
    "missing": "'{key}' ontbreekt.",
    "extra_forbidden": "'{key}' is hier niet bekend.",
    "string_unicode": "Deze tekst bevat tekens die niet bestaan.",
    "string_type": "Hier hoort tekst; zet een getal tussen aanhalingstekens.",
    "string_too_short": "De tekst is te kort: minstens {min_length} tekens.",
    "string_too_long": "De tekst is te lang: hooguit {max_length} tekens.",
    "string_pattern_mismatch": WRONG_PATTERN,
    "int_type": "Hier hoort een heel getal.",
    "int_parsing": "Hier hoort een heel getal.",
    "bool_type": "Hier hoort true of false.",
    "bool_parsing": "Hier hoort true of false.",
    "enum": "Dit woord kan hier niet; kies uit {expected}.",
    "literal_error": "Dit woord kan hier niet; kies uit {expected}.",
    "greater_than_equal": "Het getal is te klein: minstens {ge}.",
    "less_than_equal": "Het getal is te groot: hooguit {le}.",
    "tuple_type": "Hier hoort een lijst.",
    "too_short": "De lijst is te kort: minstens {min_length}.",
    "too_long": "De lijst is te lang: hooguit {max_length}.",
    "dict_type": "Hier horen sleutels met waarden.",
    "model_type": "Hier horen sleutels met waarden.",
    "model_attributes_type": "Hier horen sleutels met waarden.",
    "union_tag_not_found": "'type' ontbreekt: welke soort lijst is dit?",
    "union_tag_invalid": "Deze soort lijst bestaat niet; kies uit {expected_tags}.",
    "options_order": "De opties staan niet op volgorde van licht naar zwaar.",
    "range_order": "Het bereik loopt niet van laag naar hoog.",
    "check_empty": "Een controle noemt ten minste één optie.",
    "items_or_derived": "Een ronde noemt óf een lijst (items), óf een afleiding (derived).",
    "rate_scale": "Een schaal hoort bij 'rate', en alleen daar.",
    "points_budget": "Een aantal punten (budget) hoort bij 'points', en alleen daar.",
    "choose_options": "Opties horen bij 'choose', 'approve' en 'rank', en 'ordered' alleen bij 'choose'.",
    "choose_many": "Een keuze ('choose') heeft hooguit 6 opties.",
    "rank_top": "Een aantal plaatsen (top) hoort bij 'rank', en alleen daar.",
    "open_shared": "'shared' hoort bij 'open', en alleen daar.",
    "homework_list": "Huiswerk ('homework') kan alleen bij een ronde van bestuurders met een lijst (items).",
    "voters_only": "Deze soort vraag is voor bestuurders, niet voor woordvoerders.",
    # What fits together.
    "duplicate": "'{name}' staat er twee keer.",
    "unknown_scale": "De schaal '{name}' bestaat niet.",
    "unknown_list": "De lijst '{name}' bestaat niet.",
    "unknown_group": "De groep '{name}' bestaat niet.",
    "unknown_motive": "Het motief '{name}' bestaat niet.",
    "unknown_concept": "Het concept '{name}' bestaat niet.",
    "unknown_legal_form": "De rechtsvorm '{name}' bestaat niet.",
    "unknown_option": "De optie '{name}' bestaat niet.",
    "unknown_counterpart": "De tegenhanger '{name}' bestaat niet.",
    "first_phase_asks": "De eerste fase bereidt voor en heeft geen rondes.",
    "last_phase_asks": "De laatste fase is het einde en heeft geen rondes.",
    "wrong_kind": "'{name}' wordt gevraagd als: {kinds}.",
    "no_source": "Voor '{name}' is een eerdere ronde nodig, en die is er niet.",
    "no_options": "Een keuze heeft opties: zet ze bij de ronde of bij de vragen.",
    "double_options": "De vragen hebben zelf opties; zet er geen bij de ronde.",
    "derived_options": "De motieven zelf zijn hier de opties; zet er geen bij de ronde.",
    "top_too_high": "Er zijn maar {number} opties om op volgorde te zetten.",
    "prompts_are_open": "Open vragen ('prompts') worden gevraagd met 'open', en 'open' vraagt alleen die.",
    "end_optional": "De eerste en de laatste fase horen er altijd bij; 'optional' kan daar niet.",
    "no_places": "'ordered' kan alleen bij vragen waarvan de opties een plaats hebben.",
    "no_core": "In deze lijst hoort niets bij de kern (core).",
    "no_core_question": "Criterium '{name}' heeft geen vraag in de kern (core).",
    "no_risk": "Alleen een risico bedreigt motieven.",
    "no_ground": "Een wettelijke plicht noemt haar grondslag (mandatory_ground).",
    "legal_forms_order": "De rechtsvormen staan niet op volgorde van licht naar zwaar.",
    "gap": "Tussen {low} en {high} past geen enkel concept.",
    "concepts_order": "De concepten staan niet op volgorde van licht naar zwaar.",
    "verdicts_order": "De oordelen staan niet op volgorde van plaats.",
    "verdicts_end": "Het laatste oordeel eindigt op {number} en niet op 100.",
    "thresholds_order": "'low' is niet lager dan 'high'.",
    "no_approach": "De tekst van de aanpak '{name}' ontbreekt.",
}

OTHERWISE = "Dit klopt niet ({reason})."

HOLDERS: Mapping[str, str] = {
    "phases": "fase",
    "rounds": "ronde",
    "options": "optie",
    "groups": "groep",
    "legal_forms": "rechtsvorm",
    "approaches": "aanpak",
    "pitfalls": "valkuil",
    "checks": "controle",
    "examples": "voorbeeld",
}


def say(reason: str, data: Mapping[str, str | int]) -> str:
    """The sentence for a reason; an unknown reason is named. Pydantic lists choices as 'a', 'b' or 'c'."""
    template = SENTENCES.get(reason, OTHERWISE)
    words = {key: str(value).replace(" or ", " of ") for key, value in data.items()}
    return template.format_map({"reason": reason, **words})


def place(*, file: str, line: int, sentence: str) -> str:
    """A sentence with its place in front."""
    return f"{file}, regel {line}: {sentence}" if line else f"{file}: {sentence}"


def about(subject: str, sentence: str) -> str:
    """A sentence with what it is about in front."""
    return f"{subject}: {sentence}" if subject else sentence


def subject(*, holder: str, name: str, key: str) -> str:
    """For instance 'groslijst u05, motives', from the list's name, the id and the key."""
    thing = " ".join(filter(None, (HOLDERS.get(holder, holder), name)))
    return ", ".join(filter(None, (thing, key)))
