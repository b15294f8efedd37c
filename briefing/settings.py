"""The settings of a workspace: ``settings.toml``, read once, checked strictly, never written.

One table says what can be set. A key or value that is not in it is an error that names the file, the key
and the nearest thing that would do: a setting that is silently ignored is worse than none. Of the user's
own keys only the shape is checked here; which actions and keys there are, the reader knows.
"""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefing.errors import WorkspaceError, reason_of
from index.model import OwnModel
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Theme = Literal["dark", "light", "high-contrast", "terminal", "terminal-light", "no-colour"]
Glyphs = Literal["unicode", "ascii"]
Copy = Literal["auto", "terminal", "file"]

#: The table of the user's own keys.
KEYS = "keys"

#: The table about who finds names, and what can stand in it.
ENTITIES = "entities"
_MODEL, _VOTE = "model", "vote"


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
        entities: A model of the user's own that finds names; ``None`` where the built-in tagger does.
    """

    theme: Theme = "dark"
    glyphs: Glyphs = "unicode"
    copy: Copy = "auto"
    markings: str = "tlp"
    variants: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entities: OwnModel | None = None


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
        if key in (KEYS, ENTITIES):
            continue
        if key not in known:
            raise WorkspaceError(
                f'cannot use {path}: there is no setting "{clean_line(key)}"',
                _nearest(key, [*known, KEYS, ENTITIES]),
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
    tables = {
        KEYS: _keys(table.get(KEYS, {}), path),
        ENTITIES: _entities(table.get(ENTITIES, {}), path),
    }
    return replace(Settings(), **{**table, **tables})


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


def _entities(table: object, path: Path) -> OwnModel | None:
    """The user's own model."""
    example = f'For example, below a line [{ENTITIES}]: {_MODEL} = "spacy:en_core_web_sm"'
    if not isinstance(table, dict):
        raise WorkspaceError(f"cannot use {path}: {ENTITIES} must be a table", example)
    for key in table:
        if key not in (_MODEL, _VOTE):
            raise WorkspaceError(
                f'cannot use {path}: there is no setting "{clean_line(key)}" under [{ENTITIES}]',
                _nearest(key, (_MODEL, _VOTE)),
            )
    model, vote = table.get(_MODEL), table.get(_VOTE, False)
    if not isinstance(vote, bool):
        raise WorkspaceError(f"cannot use {path}: {_VOTE} under [{ENTITIES}] must be true or false")
    if model is None:
        if table:
            raise WorkspaceError(f"cannot use {path}: {_VOTE} under [{ENTITIES}] needs a model", example)
        return None
    sort, _, where = model.partition(":") if isinstance(model, str) else ("", "", "")
    where = where.strip()
    if sort not in ("spacy", "gliner") or not where or "\0" in where:
        raise WorkspaceError(
            f'cannot use {path}: {_MODEL} under [{ENTITIES}] must be "spacy:" with a name or a folder, or '
            '"gliner:" with a folder',
            example,
        )
    if sort == "gliner" or "/" in where or where.startswith(("~", ".")):
        where = _model_folder(where, path)
    return OwnModel("gliner" if sort == "gliner" else "spacy", where, vote)


def _model_folder(where: str, path: Path) -> str:
    """The whole path of a model. A model can run code, so none may come with a workspace of somebody else."""
    try:
        folder = Path(where).expanduser()
        inside = folder.resolve().is_relative_to(path.absolute().parent.resolve())
    except (OSError, RuntimeError) as error:
        raise WorkspaceError(
            f"cannot use {path}: {_MODEL} under [{ENTITIES}] names no folder: {_small(str(error))}"
        ) from error
    if not folder.is_absolute():
        raise WorkspaceError(
            f"cannot use {path}: {_MODEL} under [{ENTITIES}] must name the whole path of a folder",
            "It begins with / or ~.",
        )
    if inside:
        raise WorkspaceError(
            f"cannot use {path}: {_MODEL} under [{ENTITIES}] names a folder inside the workspace",
            "A model can run code of its own. Put it elsewhere, so that no workspace brings one.",
        )
    return str(folder)


def _nearest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return "It can be: " + ", ".join(f'"{name}"' for name in known) + "."


def _small(message: str) -> str:
    """A parser's message as a clause: it starts small and has no full stop."""
    message = clean_line(message).rstrip(".")
    return message[:1].lower() + message[1:]
