"""Colours that people with any colour vision can tell apart, and what can be read on them.

BrBG-5 for two sides and Blues-5 for steps come from ColorBrewer (C. Brewer, colorbrewer2.org), where both are
marked colour-blind safe. Colour is never the only sign: every mark carries its value or a word.
"""

from typing import Final

INK: Final = "#101010"
PAPER: Final = "#ffffff"
MUTED: Final = "#525252"
RULE: Final = "#d0d0d0"
OUTLINE: Final = "#8c8c8c"
SIDES: Final = ("#a6611a", "#dfc27d", "#f5f5f5", "#80cdc1", "#018571")
"""From against to for, with the middle between them."""
STEPS: Final = ("#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c")
"""From little to much."""
NOTHING: Final = "#ffffff"
READABLE: Final = 4.5
"""Contrast that WCAG 2.2 (success criterion 1.4.3) asks of text."""
_OUTLINED_BELOW: Final = 3.0
"""A mark with less contrast to the paper gets an outline (WCAG 2.2, 1.4.11)."""


def ink_on(fill: str) -> str:
    """The colour of text on this fill: dark or white, whichever can be read best."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))


def outline_of(fill: str) -> str | None:
    """The colour of the line around a mark that would be hard to see on the paper; None where it needs none."""
    return OUTLINE if contrast(fill, PAPER) < _OUTLINED_BELOW else None


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def steps(count: int) -> tuple[str, ...]:
    """So many colours from little to much, as far apart as the palette allows; beyond five the last repeats."""
    last = len(STEPS) - 1
    if count <= 1:
        return (STEPS[3],) * count
    if count > len(STEPS):
        return (*STEPS, *[STEPS[last]] * (count - len(STEPS)))
    return tuple(STEPS[round(number * last / (count - 1))] for number in range(count))


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
