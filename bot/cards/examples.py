"""The practice examples of the pack: a list, and a card for each."""

from collections.abc import Sequence

from bot import phrases
from bot.buttons.models import Examples, Findings, ShowExample
from bot.cards.card import Card, Key, bold, esc, italic, lines
from bot.phrases import models as words
from flows.pack.background import Casebook, Example


def examples_card(casebook: Casebook | None) -> Card:
    """The list, a button for each."""
    if casebook is None:
        return Card(lines([bold(words.EXAMPLES_HEAD), words.NO_EXAMPLES]))
    keys = [Key(example.title, ShowExample(example.id)) for example in casebook.examples]
    last = [Key(words.FINDINGS, Findings())] if casebook.findings else []
    return Card(lines([bold(words.EXAMPLES_HEAD), words.EXAMPLES_INTRO]), tuple((key,) for key in [*keys, *last]))


def example_card(casebook: Casebook, example: Example) -> Card:
    """What was done, in which form, what came of it and what was learnt; then how sure that is."""
    at = casebook.examples.index(example)
    text = lines(
        [
            esc(words.EXAMPLE_OF.format(number=at + 1, total=len(casebook.examples))),
            bold(example.title),
            esc(example.situation),
            esc(example.approach),
            *_part(words.FORM, [example.form]),
            *_part(words.RESULTS, _bullets(example.results)),
            *_part(words.LESSONS, _bullets(example.lessons)),
            *_part(words.CERTAINTY, [example.certainty]),
            "",
            italic(words.SOURCES),
            *(italic(line) for line in _bullets(example.sources)),
        ]
    )
    beside = ((phrases.PREVIOUS, at - 1), (phrases.NEXT, at + 1))
    turn = tuple(
        Key(label, ShowExample(casebook.examples[to].id)) for label, to in beside if 0 <= to < len(casebook.examples)
    )
    return Card(text, tuple(row for row in (turn, (_back(),)) if row))


def findings_card(casebook: Casebook) -> Card:
    """Rode draden, each with its source."""
    told = [
        line
        for finding in casebook.findings
        for line in ("", esc(finding.text), italic(words.SOURCE.format(source="; ".join(finding.sources))))
    ]
    return Card(lines([bold(words.FINDINGS_HEAD), *told]), ((_back(),),))


def _back() -> Key:
    return Key(words.ALL_EXAMPLES, Examples())


def _part(head: str, told: Sequence[str]) -> list[str]:
    return ["", bold(head), *(esc(line) for line in told)]


def _bullets(texts: Sequence[str]) -> list[str]:
    return [f"• {text}" for text in texts]
