"""How things look: roles to styles, in colour and without.

A role is what a piece of text is (``muted``, ``hit``, ``person``); ``palette.toml`` says how each role
looks. Every role that carries meaning differs without colour too: by weight, slant, underline or by
being reversed. Styles of several roles add up, in the order in which they are given.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any, Literal

from rich.style import Style
from textual.theme import BUILTIN_THEMES, Theme

Glyphs = Literal["unicode", "ascii"]

#: Attributes of each role beside its colour. Kinds get theirs from the palette.
_WEIGHT: dict[str, Style] = {
    "strong": Style(bold=True),
    "accent": Style(bold=True),
    "key": Style(bold=True),
    "title": Style(bold=True),
    "tab": Style(bold=True, underline=True),
    "warn": Style(bold=True),
    "error": Style(bold=True),
    "quote": Style(italic=True),
    "current": Style(bold=True),
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
    "listed": "",
    "hit": "hit_fg",
    "current": "cur_fg",
    "note": "",
    "row": "",
    "row_dim": "",
}
_GROUND = {"hit": "hit", "current": "cur", "note": "note", "row": "row", "row_dim": "row_dim"}
#: Names in the style sheet and the colours that they stand for.
_VARIABLES = {
    "page": "bg",
    "ink": "text",
    "strong": "strong",
    "raised": "raised",
    "cursor": "accent",
    "cursor_ink": "bg",
}
_REVERSED_WITHOUT_COLOUR = ("hit", "current")


@dataclass(frozen=True)
class Look:
    """One theme, ready to draw with.

    Attributes:
        name: As ``settings.toml`` calls it.
        colours: Token to hex colour; empty for the theme without colours.
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
        return bool(self.colours)

    def style(self, *roles: str) -> Style:
        """The style of these roles on the page, later ones over earlier ones."""
        found = self._styles.get(roles)
        if found is None:
            found = Style.combine([self._base(), *(self._one(role) for role in roles)])
            self._styles[roles] = found
        return found

    def glyph(self, name: str) -> str:
        """The sign with this name."""
        return self.glyphs[name]

    def letter(self, kind: str) -> str:
        """The letter of a kind of entity, or ``T`` for a moment."""
        return str(self.kinds[kind]["letter"])

    def is_lit(self, kind: str) -> bool:
        """Whether a kind lights up in the text."""
        return bool(self.kinds[kind]["lit_by_default"])

    def theme(self) -> Theme:
        """The same for Textual's own widgets and style sheets."""
        if not self.colours:
            # Textual's own theme for the terminal's colours; with NO_COLOR it drops them all.
            terminal = BUILTIN_THEMES["ansi-dark"]
            variables = terminal.variables | dict.fromkeys(_VARIABLES, "ansi_default")
            return replace(terminal, name=self.name, variables=variables)
        colours = self.colours
        return Theme(
            name=self.name,
            primary=colours["accent"],
            background=colours["bg"],
            foreground=colours["text"],
            dark=True,
            variables={name: colours[token] for name, token in _VARIABLES.items()},
        )

    def _base(self) -> Style:
        if not self.colours:
            return Style()
        return Style(color=self.colours["text"], bgcolor=self.colours["bg"])

    def _one(self, role: str) -> Style:
        attributes = _WEIGHT.get(role, Style())
        if role in self.kinds:
            attributes = _FAMILY[self.kinds[role]["style"]]
        if not self.colours:
            return attributes + Style(reverse=True) if role in _REVERSED_WITHOUT_COLOUR else attributes
        ink = self.colours.get(_INK.get(role, role)) or None
        return attributes + Style(color=ink, bgcolor=self.colours.get(_GROUND.get(role, "")) or None)


def load_look(name: str, glyphs: Glyphs = "unicode") -> Look:
    """Read the palette and make the look called ``name``: ``dark`` or ``no-colour``."""
    palette = tomllib.loads(files("briefing.tui").joinpath("palette.toml").read_text("utf-8"))
    column = 0 if glyphs == "unicode" else 1
    return Look(
        name=name,
        colours=palette["dark"] if name == "dark" else {},
        kinds=palette["kind"],
        glyphs={key: pair[column] for key, pair in palette["glyph"].items()},
    )
