"""What is said around the texts of a pack when they are asked: Dutch, by the words of the form."""

from collections.abc import Mapping, Sequence

from flows.words import Mark, TaskFact

EVIDENCE = "Wat zegt onderzoek"
REASON = "Waarom deze vraag"
GROUND = "Wat zegt de wet"
CONSEQUENCES = "Wat betekent dit"
ADVISERS_SAY = "Wat adviseurs zeggen"
ADDED = "Toegevoegd door de begeleider."
OWN_MOTIVES = "Eigen motief"
PROPOSED = "Voorgesteld tijdens de conferentie."

_MANDATORY: Mapping[str, str] = {
    "ja": "Wettelijk verplicht",
    "deels": "Deels wettelijk verplicht",
    "onbekend": "Misschien wettelijk verplicht",
}
_MARKS: Mapping[Mark, str] = {
    Mark.ESTIMATE: "inschatting",
    Mark.DERIVED: "afgeleid",
    Mark.UNVERIFIED: "te verifiëren",
}

FACTS: Mapping[TaskFact, str] = {
    TaskFact.DEPENDENCE: "Afhankelijkheid",
    TaskFact.CONFLICT: "Belangentegenstelling",
    TaskFact.KINSHIP: "Verwantschap",
    TaskFact.STRONG: "Doet het goed",
    TaskFact.WEAK: "Kwetsbaar",
    TaskFact.EXISTING: "Bestaat al",
}


def fact(which: TaskFact, value: str) -> str:
    """What advisers told of a task, as one line."""
    return f"{FACTS[which]}: {value}"


def existing(cooperation: str) -> str:
    """Cooperation that there is already."""
    return f"{FACTS[TaskFact.EXISTING]}: {cooperation.rstrip('.')}."


def mandatory(word: str, mark: Mark | None) -> str:
    """Whether the law asks for cooperation on a task; nothing when no duty is known."""
    return f"{marked(_MANDATORY[word], mark)}." if word in _MANDATORY else ""


def marked(text: str, mark: Mark | None) -> str:
    """A text with its mark behind it, when it has one."""
    return f"{text} ({_MARKS[mark]})" if mark else text


def usual(forms: Sequence[str]) -> str:
    """How a task is often done together elsewhere."""
    return f"Elders vaak: {', '.join(forms)}." if forms else ""


def official(name: str) -> str:
    """The name of a form in the literature."""
    return f"Officieel: {name}"


def weighed(*, pro: str, con: str) -> str:
    """What speaks for and against a form."""
    return f"Voor: {pro} Tegen: {con}"


def consequences(*, say: str, staff: str, money: str, pressure: str) -> str:
    """What a form means, in four lines."""
    return f"Zeggenschap: {say}\nPersoneel: {staff}\nGeld: {money}\nBestuurlijke drukte: {pressure}"
