"""How things look: roles to styles, in colour and without.

A role is what a piece of text is (``muted``, ``hit``, ``person``); ``palette.toml`` says how each role
looks. Every role that carries meaning differs without colour too: by weight, slant, underline or by
being reversed. Styles of several roles add up, in the order in which they are given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.theme import BUILTIN_THEMES, Theme

from briefing.tui.colours import Colours
from briefing.tui.safe import to_screen

Glyphs = Literal["unicode", "ascii"]

#: Attributes of each role beside its colour. Kinds get theirs from the palette.
_WEIGHT: dict[str, Style] = {
    "strong": Style(bold=True),
    "accent": Style(bold=True),
    "key": Style(bold=True),
    "title": Style(bold=True),
    "tab": Style(bold=True, underline=True),
    "said": Style(bold=True),
    "ok": Style(bold=True),
    "warn": Style(bold=True),
    "error": Style(bold=True),
    "quote": Style(italic=True),
    "current": Style(bold=True),
    "lit_moment": Style(bold=True),
    "listed": Style(underline=False),
}
_FAMILY = {
    "bold": Style(bold=True),
    "underline": Style(underline=True),
    "italic": Style(italic=True),
    "plain": Style(),
}
#: Ink and ground of the roles that are not simply an ink of their own name.
_INK = {
    "key": "strong",
    "title": "strong",
    "tab": "strong",
    "quote": "text",
    "card": "text",
    "lit_moment": "moment",
    "hit": "hit_fg",
    "current": "cur_fg",
    "selected": "sel_fg",
    "listed": "",
    "note": "",
    "row": "",
    "row_dim": "",
}
_GROUND = {
    "card": "raised",
    "hit": "hit",
    "current": "cur",
    "selected": "sel",
    "note": "note",
    "row": "row",
    "row_dim": "row_dim",
    "ground_said": "focus_said",
}
#: What stands for a ground where a theme has no colour for it.
_INSTEAD = {"reverse": Style(reverse=True), "bold": Style(bold=True)}

#: Roles that fill whole rows with text of other roles in them.
_FILLING = ("row", "ground_said")

#: Role of a block cursor, and beginning of the roles of a current entity or moment: ink and ground change
#: places. The second is followed by the kind.
_TYPED = "typed"
_AT = "at:"

#: Beginning of the role of a name that is no more than a guess: the ink of its kind, without its style.
UNSURE = "unsure:"

#: Beginning of the role of a marking, whose colours are no token: ink and ground follow.
_MARKING = "marking:"

#: Names in the style sheet and the colours that they stand for. Beside them there is ``cursor_style``,
#: which shows a block cursor where there is no colour for it.
_VARIABLES = {
    "page": "bg",
    "ink": "text",
    "strong": "strong",
    "raised": "raised",
    "quiet": "muted",
    "cursor": "accent",
    "cursor_ink": "bg",
    "input-selection-background": "sel",
    "input-selection-foreground": "sel_fg",
}
#: Signs that have a likeness in ASCII; each takes one cell, as what it stands for.
_IN_ASCII = str.maketrans("×·…“”„‘’‚–—•", "x-~\"\"\"'''--.")
_ARROWS = {"↓": "down", "↑": "up", "←": "left", "→": "right"}
_LIGHT = ("light", "terminal-light")
_NATIVE = ("terminal", "terminal-light", "no-colour")


@dataclass(frozen=True)
class Look:
    """One theme, ready to draw with.

    Attributes:
        name: As ``settings.toml`` calls it.
        colours: Token to what the palette says of it.
        kinds: Rows of the palette's table of kinds.
        glyphs: Name to sign.
    """

    name: str
    colours: Mapping[str, str]
    kinds: Mapping[str, Mapping[str, Any]]
    glyphs: Mapping[str, str]
    _styles: dict[tuple[str, ...], Style] = field(default_factory=dict)

    @property
    def has_colour(self) -> bool:
        """Whether anything is told apart by colour."""
        return "bg" in self.colours

    @property
    def is_native(self) -> bool:
        """Whether nothing is drawn but in the terminal's own colours."""
        return self.colours.get("bg", "default") == "default"

    @property
    def is_light(self) -> bool:
        """Whether the page is lighter than what stands on it."""
        return self.name in _LIGHT

    def style(self, *roles: str) -> Style:
        """The style of these roles on the page, later ones over earlier ones."""
        found = self._styles.get(roles)
        if found is None:
            found = self._ink("text") + self._ground("bg")
            is_filled = False
            for role in roles:
                one = self._one(role)
                found += _on_filled(role, one) if is_filled else one
                is_filled = is_filled or (role in _FILLING and bool(one.reverse))
            self._styles[roles] = found
        return found

    def segment(self, text: str, *roles: str) -> Segment:
        """A piece of a row: through the door to the screen, in signs that the terminal has."""
        shown = to_screen(text)
        if self.is_ascii and not shown.isascii():
            shown = shown.translate(_IN_ASCII)
        return Segment(shown, self.style(*roles))

    def printed(self, keys: str) -> str:
        """Keys as they are printed: arrows by their names where the terminal has no sign for them."""
        if self.is_ascii:
            for arrow, name in _ARROWS.items():
                keys = keys.replace(arrow, name)
        return keys

    @property
    def is_ascii(self) -> bool:
        """Whether the terminal shows nothing but ASCII."""
        return self.glyphs["rule"].isascii()

    def glyph(self, name: str) -> str:
        """The sign with this name."""
        return self.glyphs[name]

    def letter(self, kind: str) -> str:
        """The letter of a kind of entity, or ``T`` for a moment; of a kind that is not sure, a small one."""
        letter = str(self.kinds[kind.removeprefix(UNSURE)]["letter"])
        return letter.lower() if kind.startswith(UNSURE) else letter

    def is_lit(self, kind: str) -> bool:
        """Whether a kind lights up in the text."""
        return bool(self.kinds[kind]["lit_by_default"])

    def theme(self) -> Theme:
        """The same for Textual's own widgets and style sheets."""
        if self.is_native:
            # Textual's own theme for the terminal's colours; with NO_COLOR it drops them all.
            terminal = BUILTIN_THEMES["ansi-light" if self.is_light else "ansi-dark"]
            tokens = _VARIABLES | {"cursor_ink": "cur_fg"}  # what the page is painted with is not known
            variables = {name: f"ansi_{self._colour(token)}" for name, token in tokens.items()}
            variables["cursor_style"] = "none" if self.has_colour else "reverse"
            return replace(terminal, name=self.name, variables=terminal.variables | variables)
        colours = self.colours
        return Theme(
            name=self.name,
            primary=colours["accent"],
            background=colours["bg"],
            foreground=colours["text"],
            dark=not self.is_light,
            variables={name: colours[token] for name, token in _VARIABLES.items()} | {"cursor_style": "none"},
        )

    def _one(self, role: str) -> Style:
        if role == _TYPED:
            return self._exchanged("accent")
        if role.startswith(_MARKING):
            return self._marked(*role.removeprefix(_MARKING).split(":"))
        if role.startswith(_AT):
            return Style(bold=True) + self._exchanged(role.removeprefix(_AT).removeprefix(UNSURE))
        if role.startswith(UNSURE):
            return self._ink(role.removeprefix(UNSURE))
        attributes = _WEIGHT.get(role, Style())
        if role in self.kinds:
            attributes = _FAMILY[self.kinds[role]["style"]]
        return attributes + self._ink(_INK.get(role, role)) + self._ground(_GROUND.get(role, ""))

    def _ink(self, token: str) -> Style:
        colour = self.colours.get(token)
        return Style(color=colour) if colour else Style()

    def _ground(self, token: str) -> Style:
        colour = self.colours.get(token)
        if not colour:
            return Style()
        return _INSTEAD.get(colour) or Style(bgcolor=colour, reverse=False)

    def _colour(self, token: str) -> str:
        """What the terminal calls a colour; the default where a theme has none."""
        colour = self.colours.get(token, "default")
        return "default" if colour in _INSTEAD else colour

    def _marked(self, ink: str, ground: str) -> Style:
        """A marking in its official colours; where the terminal's own are used, it is reversed."""
        if self.is_native:
            return Style(bold=True, reverse=True)
        return Style(color=ink, bgcolor=ground, bold=True)

    def _exchanged(self, token: str) -> Style:
        """The ink of a token as the ground, and the page as the ink."""
        if self.is_native:
            return self._ink(token) + self._ground("bg") + Style(reverse=True)
        return Style(color=self.colours["bg"], bgcolor=self.colours[token])


def to_strip(segments: Iterable[Segment], width: int) -> Strip:
    """One row, cut at ``width``. Neighbours that look the same are one piece: each colour is 40 bytes."""
    return Strip(Segment.simplify(segment for segment in segments if segment.text)).crop(0, width)


def load_look(name: str, glyphs: Glyphs = "unicode", colours: Colours = "24bit") -> Look:
    """Read the palette and make the look that the settings call ``name``.

    Args:
        name: The theme. Where there are only sixteen colours, one that needs more is the one of the
            terminal's own colours instead.
        glyphs: Which column of the signs.
        colours: What the terminal can show, as ``terminal_colours`` finds it.
    """
    palette = tomllib.loads(Path(__file__).with_name("palette.toml").read_text("utf-8"))
    if colours == "16" and name not in _NATIVE:
        name = "terminal-light" if name in _LIGHT else "terminal"
    shown = palette["theme"][name]
    if colours == "256" and name not in _NATIVE:
        from briefing.tui.fixed import of_256  # noqa: PLC0415  (most terminals have all colours)

        shown = of_256(shown, palette["fixed"].get(name, {}))
    column = 0 if glyphs == "unicode" else 1
    return Look(
        name=name,
        colours=shown,
        kinds=palette["kind"],
        glyphs={key: pair[column] for key, pair in palette["glyph"].items()},
    )


def _on_filled(role: str, style: Style) -> Style:
    """A role in a row that is filled by being reversed: inks would become grounds, and a hit a hole."""
    if role == "hit" and style.reverse:
        return style + Style(reverse=False)
    if style.reverse or style.bgcolor is not None:
        return style
    return style.without_color
