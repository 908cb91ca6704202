from collections.abc import Callable
from typing import Any

import pytest

from report import chart_phrases, typeface
from report.charts import palette
from report.charts.drawing import INNER, balance, box, clean, measure, render, shorten, stack, wrap, write

Reader = Callable[[str], Any]

FILLS = [*palette.SIDES, *palette.STEPS, palette.NOTHING]


@pytest.mark.parametrize("fill", FILLS)
def test_text_can_be_read_on_every_fill(fill: str) -> None:
    assert palette.contrast(palette.ink_on(fill), fill) >= palette.READABLE


@pytest.mark.parametrize("ink", [palette.INK, palette.MUTED, palette.SIDES[4]])
def test_text_can_be_read_on_the_paper(ink: str) -> None:
    assert palette.contrast(ink, palette.PAPER) >= palette.READABLE


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.478)])
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert palette.contrast(one, other) == pytest.approx(ratio, abs=1e-3)


@pytest.mark.parametrize("fill", FILLS)
def test_what_hardly_shows_on_the_paper_is_outlined(fill: str) -> None:
    outlined = "stroke=" in box(x=0, y=0, width=9, height=9, fill=fill)
    assert outlined is (palette.contrast(fill, palette.PAPER) < 3)


@pytest.mark.parametrize(
    ("count", "colours"),
    [
        (0, ()),
        (1, (palette.STEPS[3],)),
        (2, (palette.STEPS[0], palette.STEPS[4])),
        (5, palette.STEPS),
        (7, (*palette.STEPS, palette.STEPS[4], palette.STEPS[4])),
    ],
)
def test_steps_go_from_light_to_dark(count: int, colours: tuple[str, ...]) -> None:
    assert palette.steps(count) == colours


def test_width_is_the_sum_of_the_advances_of_the_font() -> None:
    assert typeface.width_of("", size=20) == 0
    assert typeface.width_of("aa", size=20) == 2 * typeface.width_of("a", size=20)
    assert typeface.width_of("a", size=20) == typeface.width_of("a", size=10) * 2
    assert typeface.width_of("iii", size=20) < typeface.width_of("WWW", size=20)
    assert typeface.width_of("Inkoop", size=20, bold=True) > typeface.width_of("Inkoop", size=20)


def test_lines_fit_and_lose_nothing() -> None:
    text = "Samenwerken bij de inkoop van jeugdhulp en bij de zorg voor ouderen in de hele regio"
    lines = wrap(text, width=300, size=28, most=9)
    assert " ".join(lines) == text
    assert all(measure(line, size=28) <= 300 for line in lines)


def test_word_that_is_too_long_is_broken() -> None:
    lines = wrap("W" * 50, width=200, size=28, most=20)
    assert "".join(lines) == "W" * 50
    assert all(measure(line, size=28) <= 200 for line in lines)


def test_what_does_not_fit_on_the_last_line_is_cut_visibly() -> None:
    lines = wrap("een twee drie vier vijf zes zeven acht", width=120, size=28, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert measure(lines[-1], size=28) <= 120


@pytest.mark.parametrize("width", [10, 60, 300])
def test_shortened_text_fits(width: float) -> None:
    shown = shorten("Kapelle aan de Vliet", width=width, size=26)
    assert shown == "…" or measure(shown, size=26) <= width
    assert (shown != "Kapelle aan de Vliet") is (width < 300)


def test_title_leaves_no_word_alone() -> None:
    title = "‘Kennis delen voor eigen keuzes’ weegt het zwaarst: 9% van de punten"
    plain = wrap(title, width=INNER, size=44, bold=True, most=4)
    even = balance(title, width=INNER, size=44, bold=True, most=4)
    assert plain[-1] == "punten"
    assert len(even) == len(plain)
    assert " ".join(even) == title
    assert even[-1] != "punten"


def test_hostile_text_is_escaped_and_what_the_font_lacks_is_marked(read: Reader) -> None:
    hostile = "<b>&\u202ex\U0001f3db</text>\x00\x08]]>"
    block = write(clean(hostile), x=0, y=20, size=26)
    picture = read(render(stack([]), title=hostile, described=hostile).replace("</svg>", f"{block}</svg>"))
    assert [written.text for written in picture.texts] == [f"<b>&x{typeface.MISSING}</text>]]>"]


def test_typeface_covers_every_text_of_the_pictures() -> None:
    texts = "".join(repr(value) for name, value in vars(chart_phrases).items() if name.isupper())
    assert {ord(character) for character in texts if character.isprintable()} - typeface.covered() == set()
