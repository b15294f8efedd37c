"""How many colours the terminal has, as its environment says, and how Textual is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

Colours = Literal["24bit", "256", "16"]

#: What Textual can be told by hand, and what that comes to.
_FORCED: dict[str, Colours] = {"truecolor": "24bit", "256": "256", "standard": "16"}
_DIRECT = ("truecolor", "24bit")

#: Terminals that have 256 colours whether or not their name ends in saying so.
_FAMILIES = frozenset(
    {"xterm", "screen", "tmux", "putty", "konsole", "vte", "gnome", "kitty", "foot", "alacritty", "wezterm"}
)
#: Parts of a name that say that there are fewer.
_FEWER = frozenset({"16color", "88color", "8color", "color", "mono", "m", "old", "vt52", "linux"})

#: What makes Rich, which knows fewer terminals, send what was decided.
_TOLD: dict[Colours, dict[str, str]] = {
    "24bit": {"COLORTERM": "truecolor"},
    "256": {"COLORTERM": "", "TERM": "xterm-256color"},
    "16": {},
}


def terminal_colours(environment: Mapping[str, str]) -> Colours:
    """How many colours the terminal says that it has.

    Args:
        environment: Variables as in ``os.environ``; ``COLORTERM`` and ``TERM`` decide.
    """
    forced = _FORCED.get(environment.get("TEXTUAL_COLOR_SYSTEM", ""))
    if forced:
        return forced
    term = environment.get("TERM", "").strip().lower()
    family, *details = term.replace(".", "-").split("-")
    if environment.get("COLORTERM", "").strip().lower() in _DIRECT or "direct" in details:
        return "24bit"
    if "256color" in details or (family in _FAMILIES and not _FEWER.intersection(details)):
        return "256"
    return "16"


@contextmanager
def telling(colours: Colours) -> Iterator[None]:
    """What Textual finds in the environment while it starts: the number of colours that was decided."""
    before = {name: os.environ.get(name) for name in _TOLD[colours]}
    os.environ.update(_TOLD[colours])
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
