"""Pictures of the screen as text: what stands in each row, and below it how each run of a row looks.

Colours are named by the tokens of the palette, so a picture depends neither on how a library writes a
colour nor on its version; the terminal's own colours, and what is no token, go by their own names. A run is its columns
from 1 and its look; runs that look like plain text on the page, and blanks that cannot be seen, are left out.

``BRIEFING_UPDATE_PICTURES=1`` writes the stored pictures anew; look at the difference before it is committed.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.color import Color, ColorType
from rich.style import Style
from textual.strip import Strip

from briefing.tui.app import BriefingApp

UPDATE = "BRIEFING_UPDATE_PICTURES"

_ATTRIBUTES = ("bold", "italic", "underline", "reverse", "strike", "dim", "blink")
_GROUNDS = ("bg", "raised", "row", "row_dim", "hit", "cur", "note", "focus_said", "sel")
#: Tokens that share their colour with others; the others name it.
_LAST = ("ok", "warn", "error")
_PAGE = ("text", "bg")
_OWN = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def picture(app: BriefingApp) -> str:
    """The screen as it is drawn now, what lies over the page included."""
    strips = app.screen._compositor.render_strips()
    # Where all colours are the terminal's own, many tokens share one, and its name says more.
    colours = {"text": "default", "bg": "default"} if app.look.is_native else app.look.colours
    rows = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
    size = app.screen.size
    parts = (
        f"{size.width} by {size.height}, {app.look.name}",
        *(f"{number:>2} {row}".rstrip() for number, row in enumerate(rows, 1)),
        "",
        *_looks(strips, colours),
    )
    return "\n".join(parts) + "\n"


def assert_picture(app: BriefingApp, path: Path) -> None:
    """Compare the screen with a stored picture, or store it when that is asked for."""
    now = picture(app)
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, "utf-8")
        return
    before = path.read_text("utf-8") if path.exists() else ""
    if now != before:
        lines = difflib.unified_diff(
            before.splitlines(), now.splitlines(), "stored", "drawn", n=0, lineterm=""
        )
        words = f"{path.name} is drawn differently; {UPDATE}=1 stores it anew"
        pytest.fail("\n".join((words, *lines)), pytrace=False)


def _looks(strips: Sequence[Strip], colours: Mapping[str, str]) -> Iterator[str]:
    """How each row looks; rows that follow each other and look the same share a line."""
    looks = ["  ".join(_runs(strip, colours)) for strip in strips]
    first = 1
    for look, rows in groupby(looks):
        last = first + len(list(rows)) - 1
        if look:
            yield f"{first}-{last}: {look}" if last > first else f"{first}: {look}"
        first = last + 1


def _runs(strip: Strip, colours: Mapping[str, str]) -> Iterator[str]:
    """``12-20 bold accent on row`` for every run that is not plain."""
    first = last = 0
    look = ""
    column = 0
    for text, style in _pieces(strip):
        start, column = column + 1, column + cell_len(text)
        if column < start:
            continue
        new = _look(text, style, colours)
        if new == look and start == last + 1:
            last = column
            continue
        if look:
            yield f"{first}-{last} {look}" if last > first else f"{first} {look}"
        first, last, look = start, column, new
    if look:
        yield f"{first}-{last} {look}" if last > first else f"{first} {look}"


def _pieces(strip: Strip) -> Iterator[tuple[str, Style]]:
    """What looks the same, however it was put together, and the blanks at its ends apart."""
    seen = (segment for segment in strip if segment.text)
    for style, segments in groupby(seen, key=lambda segment: segment.style or Style()):
        text = "".join(segment.text for segment in segments)
        words = text.strip(" ")
        before = len(text) - len(text.lstrip(" ")) if words else len(text)
        for piece in (text[:before], words, text[before + len(words) :]):
            yield piece, style


def _look(text: str, style: Style, colours: Mapping[str, str]) -> str:
    """How a run looks, in words; empty when there is nothing to see but the page or plain text."""
    words = [name for name in _ATTRIBUTES if getattr(style, name)]
    ink, ground = _token(style.color, colours, ground=False), _token(style.bgcolor, colours, ground=True)
    if text.isspace() and not style.underline and not style.reverse:
        words, ink = [], _PAGE[0]  # neither weight nor ink can be seen
    if ink != _PAGE[0]:
        words.append(ink)
    if ground != _PAGE[1]:
        words.append(f"on {ground}")
    return " ".join(words)


def _token(colour: Color | None, colours: Mapping[str, str], *, ground: bool) -> str:
    """The name of a colour in the palette: of tokens that have the same one, the first."""
    plain = _PAGE[ground]
    if colour is None:
        return plain
    shown = _shown(colour)
    if shown == colours.get(plain, "default").lower():
        return plain
    tokens = sorted(colours, key=lambda token: ((token in _GROUNDS) != ground, token in _LAST))
    return next((token for token in tokens if colours[token].lower() == shown), shown)


def _shown(colour: Color) -> str:
    """A colour as the palette writes it."""
    if colour.type is ColorType.DEFAULT:
        return "default"
    if colour.type is ColorType.STANDARD and colour.number is not None:
        bright, number = divmod(colour.number, len(_OWN))
        return f"bright_{_OWN[number]}" if bright else _OWN[number]
    return colour.get_truecolor().hex.lower()
