"""What simulated board members think: opinions that differ by municipality and person, the same for the same seed.

An opinion depends only on the seed, who asks, and the words of the question; never on the moment or on who
was first. So the same seed gives the same outcome, however busy the machine is.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_REGION_SPREAD: Final = 0.9
_TOWN_SPREAD: Final = 0.75
_PERSON_SPREAD: Final = 0.6
_APPROVING: Final = 4
"""From this rating on somebody approves."""
_CONTRIBUTIONS: Final = (
    "Onze kennis van inkoop.",
    "Twee mensen voor een dag in de week.",
    "Meer tijd om de raad mee te nemen.",
    "Duidelijkheid over de kosten.",
    "Een vaste plek voor onze mensen.",
)

_WRITING, _DECLINING = 0.6, 0.8
"""Under the first somebody writes the line that he is asked for, under the second he would rather not."""
_LINES: Final = {
    "for": (
        "Alleen krijgen wij hier geen mensen meer voor.",
        "Onze inwoners merken de grens tussen gemeenten niet.",
        "Samen kunnen wij het werk overnemen bij ziekte.",
        "Wij doen dit al met een buurgemeente, en dat loopt goed.",
    ),
    "against": (
        "Wij betalen nu al mee aan tekorten van anderen.",
        "Dit werk moet dicht bij onze inwoners blijven.",
        "Onze raad wil hier zelf over blijven gaan.",
        "Wij hebben dit pas vernieuwd en willen dat eerst afmaken.",
    ),
    "choice": (
        "Een vaste plek voor onze mensen weegt voor ons het zwaarst.",
        "Klein beginnen, en na een jaar verder kijken.",
        "Zonder één leiding wordt het niemands werk.",
    ),
    "": ("Laat eerst zien wat het ons kost.", "Hierover weet onze organisatie meer dan wij."),
}
"""What is written to a request for a line, by how somebody stands."""


@dataclass(frozen=True, kw_only=True)
class Character:
    """Somebody's leanings. `boldness` is -1 (careful) to 1 (wants far-reaching cooperation)."""

    seed: int
    town: str
    name: str
    boldness: float
    talks: bool
    """Writes a text where one is asked; others take part without ever typing a word."""

    def rate(self, subject: str) -> int:
        """1 to 5."""
        pull = (
            3.45
            + 0.35 * self.boldness
            + _REGION_SPREAD * self._draw("region", subject)
            + _TOWN_SPREAD * self._draw("town", self.town, subject)
            + _PERSON_SPREAD * self._draw("person", self.name, subject)
        )
        return max(1, min(5, round(pull)))

    def choose(self, subject: str, options: Sequence[str]) -> str:
        """One of an ordered range, from light to heavy; near to where the region and the town lean."""
        top = len(options) - 1
        lean = (
            0.5 + 0.14 * self.boldness + 0.11 * self._draw("region", subject) + 0.12 * self._draw("town", self.town)
        )
        place = round(top * max(0.0, min(1.0, lean + 0.1 * self._draw("person", self.name, subject))))
        return options[place]

    def has_no_opinion(self, subject: str) -> bool:
        return self._chance("no opinion", self.name, subject) < 0.04

    def finds_unacceptable(self, subject: str) -> bool:
        return self.rate(subject) == 1 and self._chance("unacceptable", self.town, subject) < 0.5

    def skips_round(self, title: str) -> bool:
        """Somebody is always away."""
        return self._chance("away", self.name, title) < 0.05

    def reconsiders(self, subject: str) -> bool:
        """Comes a step nearer to the others, having seen where they stand."""
        return self._chance("again", self.name, subject) < 0.3

    def leaves_it(self, title: str) -> bool:
        """Does not look at a further round: the earlier answers stand."""
        return self._chance("leaves", self.name, title) < 0.15

    def presses_twice(self, subject: str) -> bool:
        return self._chance("twice", self.name, subject) < 0.05

    def changes_mind(self, subject: str) -> bool:
        return self._chance("mind", self.name, subject) < 0.05

    def consents(self, subject: str) -> str:
        """The text of a button."""
        draw = self._chance("consent", self.name, subject)
        if not self.talks or draw < 0.82:
            return "Instemmen"
        return "Mits" if draw < 0.94 else "Bezwaar"

    def times_task(self, subject: str) -> str:
        """When a municipality wants a task: by how the town leans."""
        pull = self._draw("region", subject) + 0.8 * self._draw("town", self.town, subject) + 0.3 * self.boldness
        if pull > 0.15:
            return "Nu"
        if pull > -0.9:
            return "Later"
        return "Niet" if pull > -1.5 else "Al geregeld"

    def share_points(self, titles: Sequence[str], budget: int) -> list[int]:
        """How many points each title gets; together the budget."""
        strengths = [
            max(0.05, 1.2 + self._draw("points", self.town, t) + self._draw("points", self.name, t)) for t in titles
        ]
        ranked = sorted(range(len(titles)), key=lambda i: -strengths[i])[: min(4, len(titles))]
        given = [0] * len(titles)
        for turn in range(budget):
            given[ranked[(turn * (turn + 1) // 2) % len(ranked)]] += 1
        return given

    def approves(self, option: str) -> bool:
        return self.rate(option) >= _APPROVING

    def rank(self, titles: Sequence[str], top: int) -> list[str]:
        """The titles of the top, best first."""
        liking = {
            title: self._draw("region", title)
            + self._draw("town", self.town, title)
            + self._draw("rank", self.name, title)
            for title in titles
        }
        return sorted(titles, key=lambda title: -liking[title])[:top]

    def contributes(self, subject: str) -> list[str]:
        """What is written to an open question; nothing by who never types a word."""
        if not self.talks:
            return []
        first = self.pick(subject, len(_CONTRIBUTIONS))
        return [_CONTRIBUTIONS[(first + n) % len(_CONTRIBUTIONS)] for n in range(1 + self.pick(f"more {subject}", 2))]

    def argues(self, subject: str, stance: str) -> str | None:
        """A line, nothing ('') for who would rather not, or None for who does not react at all."""
        draw = self._chance("argues", self.name, subject)
        if self.talks and draw < _WRITING:
            lines = _LINES[stance]
            return lines[self.pick(f"line {subject}", len(lines))]
        return "" if draw < _DECLINING else None

    def grade(self, subject: str, words: Sequence[str]) -> str:
        """A word for a form; words go from best to worst."""
        pull = (
            1.4 - 0.5 * self.boldness * self._draw("region", subject) + 0.8 * self._draw("town", self.town, subject)
        )
        pull += 0.5 * self._draw("person", self.name, subject)
        return words[max(0, min(len(words) - 1, round(pull)))]

    def pick(self, subject: str, count: int) -> int:
        """A whole number below `count`."""
        return int(self._chance("pick", self.name, subject) * count) % count

    def _draw(self, *about: str) -> float:
        """About -1.7 to 1.7, with a spread of 1."""
        return (self._chance(*about) - 0.5) * 3.464

    def _chance(self, *about: str) -> float:
        words = "|".join((str(self.seed), *about))
        digest = hashlib.sha256(words.encode()).digest()
        return int.from_bytes(digest[:8], "big") / 2**64


_TOWNS: Final = (
    *("Aldermeer", "Boskerk", "Dalwijk", "Eikhuizen", "Grauwveen", "Heideroord", "Ijzendam"),
    *("Koudeburg", "Lindehaven", "Molenrade", "Nieuwsluis", "Oosterveld", "Polderlo", "Rietbroek"),
    *("Steenwaard", "Turfhoek", "Veenendiep", "Westerlaar", "Zandoever", "Zuiderkamp"),
)
_FAMILY: Final = (
    *("de Wit", "Bakker", "Visser", "Smit", "van Dijk", "Mulder", "Bos", "Vos", "Peters", "Hendriks"),
    *("Dekker", "Brouwer", "de Groot", "Jansen", "Kok", "van Vliet", "Postma", "Schouten", "Kuipers"),
    *("Willems", "Hoekstra", "Koster", "Prins", "Blom", "Huisman", "Peeters", "Kuiper", "Veenstra"),
)
_INITIALS: Final = "ABCDEFGHJKLMNPRSTVW"


def town_names(count: int) -> tuple[str, ...]:
    """So many invented municipalities."""
    return _TOWNS[:count]


def invent_people(count: int, *, seed: int) -> list[tuple[str, str]]:
    """So many (name, function) pairs, no name twice."""
    chance = random.Random(f"people {seed}")
    names: list[str] = []
    while len(names) < count:
        name = f"{chance.choice(_INITIALS)}. {chance.choice(_FAMILY)}"
        if name not in names:
            names.append(name)
    return [(name, "wethouder") for name in names]
