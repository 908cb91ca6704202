"""Texts about the plan of the day and the clock, and how a moment reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from flows.conference.day import AdviceKind, DayAdvice, Way, WayKind
from flows.conference.local_time import MONTHS, to_local

END_TIME: Final = "Eindtijd"
NO_END_TIME: Final = "Geen eindtijd"
OTHER_TIME: Final = "Andere tijd"
MORE_TIME: Final = "5 minuten erbij"
REMIND: Final = "Herinner"
WHO_NOT: Final = "Wie nog niet"
GO_ON: Final = "Ga verder"
THAT_WAS_IT: Final = "Dit was het"
PAUSE: Final = "Schorsing"
REQUEST_PAUSE: Final = "Schorsing vragen"
END_PAUSE: Final = "Beëindig de schorsing"
DAY_PLAN: Final = "Dagplan"
TYPE_DAY: Final = "Begin en einde"
LATER_END: Final = "30 minuten later"
MINUTES: Final = "{minutes} minuten"
SPAN: Final = "{day} {begin}–{end}"

CLOSES_IN: Final = {10: "Nog geen 10 minuten.", 5: "Nog geen 5 minuten.", 1: "Nog geen minuut."}
TIME_IS_OVER: Final = "De tijd is om; de begeleider sluit de ronde."
PAUSED: Final = "Schorsing {until}. Antwoorden kan."

END_HEAD: Final = "Eindtijd: {title}"
END_NONE: Final = "Er is nog geen eindtijd. U sluit de ronde zelf; er gaat niets vanzelf dicht."
END_SET: Final = "De ronde loopt {until}. U sluit de ronde zelf; er gaat niets vanzelf dicht."
END_PAST: Final = "De eindtijd was {clock}. Antwoorden tellen mee tot u de ronde sluit."
ASK_END: Final = (
    "Tot wanneer kan er worden geantwoord? Bijvoorbeeld: 10 minuten, 14.25, morgen 12.00 of 28 november 9.00."
)
OVER_HEAD: Final = "De tijd is om: {title}"
OVER_TEXT: Final = "{done} van {total} zijn klaar. Antwoorden tellen mee tot u de ronde sluit."

HOMEWORK: Final = "Het huiswerk"
REMINDER_HEAD: Final = "Nog {left}"
REMINDER_END: Final = "{title} sluit {clock}."
REMINDER_OPEN: Final = "{title} is nog open."
REMINDER_DONE: Final = "U heeft {done} van {total} beantwoord."
ENOUGH: Final = "Dank u wel. Wat u antwoordde, telt. U kunt nog verder tot de ronde sluit."
REMINDED: Final = "Herinnering gestuurd aan {people}."
PERSON: Final = ("persoon", "personen")
QUESTION: Final = ("vraag", "vragen")

WHO_HEAD: Final = "Wie nog niet: {title}"
WHO_ADVISERS: Final = "Adviseurs"
WHO_NEVER: Final = "nog niet binnen: {names}"
WHO_NOBODY: Final = "Iedereen is klaar."

PAUSE_HEAD: Final = "Schorsing: {title}"
PAUSE_NONE: Final = "Hoe lang duurt de schorsing? Antwoorden kan gewoon door."
PAUSE_NOW: Final = "Er is een schorsing {until}. Antwoorden kan gewoon door."
PAUSE_ASKED: Final = "{name} vraagt om een schorsing"
PAUSE_ASKED_OF: Final = "Bij: {title}."
PAUSE_REQUESTED: Final = "De begeleider krijgt bericht dat u een schorsing vraagt."
PAUSE_OVER: Final = "De schorsing is voorbij"
PAUSE_OVER_TEXT: Final = "Wij gaan verder met {title}."

DAY_HEAD: Final = "Dagplan"
DAY_UNSET: Final = "Begin en einde van de dag zijn nog niet bekend."
DAY_TIMES: Final = "Van {begin} tot {end} uur, {day}"
DAY_LEGEND: Final = "Minuten: antwoorden, praten. Wat voorbij is, telt zoals het ging."
DAY_WAITED: Final = "Gewacht op uitslagen: {waited}."
DAY_NOW: Final = "Nu: {title}."
ASK_DAY: Final = "Wanneer begint en eindigt de dag? Bijvoorbeeld: 24 november 13.00-17.00"
TODAY: Final = "Vandaag"
TOMORROW: Final = "Morgen"

IT_IS: Final = "Het is {clock} uur."
ENDS: Final = "Einde: {clock}."
_ADVICE: Final[Mapping[AdviceKind, str]] = {
    AdviceKind.NO_END: "zet begin en einde van de dag in het dagplan; dan bewaakt de bot de tijd om te praten.",
    AdviceKind.OVER: "de dag is voorbij. Verzet het einde, of rond af.",
    AdviceKind.NO_TALK: "zo blijft er geen tijd om te praten: {short} minuten te weinig.",
    AdviceKind.SHORT: "de tijd raakt op: {short} minuten te weinig.",
    AdviceKind.BREAK: "neem nu pauze.",
    AdviceKind.FITS: "de tijd is genoeg; {spare} minuten over.",
}
_WAYS: Final[Mapping[WayKind, str]] = {
    WayKind.CORE: "bij {phase} de kern in plaats van alles ({minutes} minuten)",
    WayKind.OPTIONAL: "{phase} weglaten ({minutes} minuten)",
    WayKind.POINTS: "minder bespreekpunten",
}
_WIN: Final = "Winst: {ways}."
_COSTS: Final = "{first} kost {minutes} minuten{rest}."
_COSTS_TOO: Final = ", {next} {minutes}"

REFUSALS: Final[Mapping[str, str]] = {
    "time_unread": "Dat lees ik niet als een tijd. Er is niets gewijzigd. Schrijf bijvoorbeeld 14.25 of 10 minuten.",
    "time_past": "Die tijd is al voorbij. Er is niets gewijzigd. Schrijf een latere tijd, of ‘morgen 12.00’.",
    "time_too_far": "Dat ligt meer dan {days} dagen vooruit. Er is niets gewijzigd. Kies een tijd dichterbij.",
    "time_moved": "De tijd was al gewijzigd. Hier staat hij nu. Druk zo nodig nog eens.",
    "span_unread": "Dat lees ik niet. Er is niets gewijzigd. Schrijf bijvoorbeeld: 24 november 13.00-17.00",
    "span_upside_down": "Het einde moet na het begin liggen, op dezelfde dag. Er is niets gewijzigd.",
    "reminded_lately": "U heeft net herinnerd. Wacht vijf minuten; er is niets verstuurd.",
    "nobody_to_remind": "Iedereen die binnen is, is klaar. Er is niets verstuurd.",
    "no_open_round": "Er is nu geen ronde open. Er is niets verstuurd.",
    "pause_not_here": "Een schorsing kan alleen terwijl standpunten worden gevraagd. Er is niets gewijzigd.",
}


def clock_words(moment: datetime) -> str:
    """'14.25' or '9.00', on the wall."""
    wall = to_local(moment)
    return f"{wall.hour}.{wall.minute:02}"


def day_words(moment: datetime) -> str:
    """'24 november'."""
    wall = to_local(moment)
    return f"{wall.day} {MONTHS[wall.month - 1]}"


def until(moment: datetime, now: datetime) -> str:
    """'tot 14.25 uur', 'tot morgen 12.00 uur', 'tot 28 november 9.00 uur'."""
    return f"tot {_on(moment, now)}{clock_words(moment)} uur"


def at(moment: datetime, now: datetime) -> str:
    """'om 14.25 uur', 'morgen om 12.00 uur', '28 november om 9.00 uur'."""
    return f"{_on(moment, now)}om {clock_words(moment)} uur"


def advise(advice: DayAdvice) -> str:
    """The advice of the plan of the day: 'neem nu pauze. De beslisboom kost 50 minuten, de aanbeveling 30.'"""
    told = [_ADVICE[advice.kind].format(short=advice.short, spare=advice.spare)]
    if advice.kind in {AdviceKind.SHORT, AdviceKind.NO_TALK} and advice.ways:
        told.append(_WIN.format(ways=" of ".join(_way(way) for way in advice.ways)))
    if advice.kind is AdviceKind.BREAK and advice.coming:
        told.append(_costs(advice.coming[:2]))
    return " ".join(told)


def time_now(advice: DayAdvice) -> str:
    """'Het is 15.20 uur. Einde: 17.00 uur.'"""
    ends = f" {ENDS.format(clock=clock_words(advice.ends_at) + ' uur')}" if advice.ends_at is not None else ""
    return IT_IS.format(clock=clock_words(advice.now)) + ends


def _on(moment: datetime, now: datetime) -> str:
    """The day, where it is not today."""
    days = (to_local(moment).date() - to_local(now).date()).days
    if days == 0:
        return ""
    return "morgen " if days == 1 else f"{day_words(moment)} "


def _way(way: Way) -> str:
    return _WAYS[way.kind].format(phase=_named(way.phase), minutes=way.minutes)


def _costs(coming: Sequence[tuple[str, int]]) -> str:
    (first, minutes), *rest = coming
    more = "".join(_COSTS_TOO.format(next=_named(title), minutes=need) for title, need in rest)
    named = _named(first)
    return _COSTS.format(first=named[:1].upper() + named[1:], minutes=minutes, rest=more)


def _named(title: str) -> str:
    """'beslisboom' as a sentence has it."""
    return f"{title[:1].lower()}{title[1:]}"
