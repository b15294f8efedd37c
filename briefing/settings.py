"""The settings of a workspace: ``settings.toml``, read once, checked strictly, never written.

One table says what can be set. A key or value that is not in it is an error that names the file, the key
and the nearest thing that would do: a setting that is silently ignored is worse than none. Of the user's
own keys only the shape is checked here; which actions and keys there are, the reader knows.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import WorkspaceError, reason_of
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Theme = Literal["dark", "light", "high-contrast", "terminal", "terminal-light", "no-colour"]
Glyphs = Literal["unicode", "ascii"]
Copy = Literal["auto", "terminal", "file"]

#: The table of the user's own keys.
KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user decided about the reader.

    Attributes:
        theme: Its colours; ``terminal`` and ``terminal-light`` are the terminal's own sixteen.
        glyphs: ``unicode``, or ``ascii`` where the terminal draws signs two cells wide or not at all.
        copy: Where copies go: the terminal's clipboard, a file, or whichever will do.
        markings: The marking scheme: ``tlp``, ``none``, or the name of a file.
        variants: Whether searches find names in other spellings, too.
        keys: Names of actions, and the keys that each has in place of its own; none leaves it without.
    """

    theme: Theme = "dark"
    glyphs: Glyphs = "unicode"
    copy: Copy = "auto"
    markings: str = "tlp"
    variants: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: its key, its values (the first is the default), what it does.

    Where ``or_file`` holds, the name of a file with this ending will do as well.
    """

    key: str
    values: tuple[str | bool, ...]
    about: str
    or_file: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        ("dark", "light", "high-contrast", "terminal", "terminal-light", "no-colour"),
        "colours of the reader",
    ),
    Setting("glyphs", ("unicode", "ascii"), "signs of the reader"),
    Setting("copy", ("auto", "terminal", "file"), "where copies go"),
    Setting("markings", ("tlp", "none"), "labels that articles and notes are marked with", or_file=".toml"),
    Setting("variants", (True, False), "whether searches find names in other spellings, too"),
)


def read_settings(path: Path) -> Settings:
    """Read the settings; without a file they are the defaults.

    Raises:
        WorkspaceError: The file cannot be read, or holds a key or value that is not known.
    """
    try:
        content = path.read_bytes().decode()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"cannot read {path}: it is not UTF-8 text", "Save it as UTF-8.") from error
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise WorkspaceError(
            f"cannot read {path}: {_small(str(error))}",
            f"A line of it reads: {SETTINGS[0].key} = {written(SETTINGS[0].values[0])}",
        ) from error
    return _checked(table, path)


def written(value: str | bool) -> str:
    """A value as it stands in the file."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _checked(table: dict[str, Any], path: Path) -> Settings:
    known = {setting.key: setting for setting in SETTINGS}
    for key, value in table.items():
        if key == KEYS:
            continue
        if key not in known:
            raise WorkspaceError(
                f'cannot use {path}: there is no setting "{clean_line(key)}"', _nearest(key, [*known, KEYS])
            )
        ending = known[key].or_file
        if ending and isinstance(value, str) and value.endswith(ending):
            continue
        # A number is no answer to yes or no, though Python takes 1 for true.
        if not any(type(value) is type(choice) and value == choice for choice in known[key].values):
            choices = " or ".join(map(written, known[key].values))
            choices += f" or the name of a {ending} file" if ending else ""
            raise WorkspaceError(
                f"cannot use {path}: {key} must be {choices}",
                _nearest(str(value), [str(choice) for choice in known[key].values]),
            )
    return replace(Settings(), **{**table, KEYS: _keys(table.get(KEYS, {}), path)})


def _keys(table: object, path: Path) -> dict[str, tuple[str, ...]]:
    """The user's own keys, whatever they are called."""
    if not isinstance(table, dict):
        raise WorkspaceError(
            f"cannot use {path}: {KEYS} must be a table",
            f'It is a line [{KEYS}], and below it lines like: next_hit = "ctrl+n"',
        )
    keys: dict[str, tuple[str, ...]] = {}
    for action, value in table.items():
        values = value if isinstance(value, list) else [value] if value != "" else []
        if not all(isinstance(key, str) and key for key in values):
            raise WorkspaceError(
                f"cannot use {path}: {clean_line(action)} under [{KEYS}] must be a key or a list of keys",
                'For example: next_hit = ["n", "ctrl+n"], and next_hit = "" for none.',
            )
        keys[action] = tuple(values)
    return keys


def _nearest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "It can be: " + ", ".join(f'"{name}"' for name in known) + "."


def _small(message: str) -> str:
    """A parser's message as a clause: it starts small and has no full stop."""
    message = clean_line(message).rstrip(".")
    return message[:1].lower() + message[1:]
