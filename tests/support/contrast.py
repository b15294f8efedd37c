"""What stands on what in the reader, and how far apart they are; shared by the tests of the palette."""

from __future__ import annotations

import itertools

from rich.color import Color

from index.model import KINDS

ALL_KINDS = (*KINDS, "moment")
HEX = ("dark", "light", "high-contrast")

INKS = ("text", "strong", "muted", "accent", "note_mark", "said", "ok", "warn", "error", *ALL_KINDS)
PAIRS = (
    *itertools.product(INKS, ("bg", "raised", "row", "row_dim")),
    *itertools.product(("text", "strong", *ALL_KINDS), ("note", "focus_said")),
    ("hit_fg", "hit"),
    ("cur_fg", "cur"),
    ("sel_fg", "sel"),
    *(("bg", ink) for ink in (*ALL_KINDS, "accent")),
)
#: The least contrast that each theme promises.
LEAST = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0}


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in Color.parse(colour).get_truecolor()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.x contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
