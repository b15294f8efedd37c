"""Markings: the scheme that says which labels there are, their order and colours, and the highest of a set.

A scheme is a TOML file: a name, and levels from the lowest to the highest. Two are shipped, ``tlp`` and
``none``; another is named in the settings by its file. A label that the scheme does not know ranks above all
that it knows: what cannot be placed must not be shown as less than it is. The program marks; it does not
keep anybody from anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import UsageError, WorkspaceError, reason_of
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.casebook.note import Note

#: The schemes that come with the program.
SHIPPED = ("tlp", "none")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_KEYS = {"label", "short", "about", "ground", "ink"}


@dataclass(frozen=True, slots=True)
class Level:
    """One label of a scheme.

    Attributes:
        label: As it stands in the banner: ``TLP:AMBER``.
        short: As it stands before a paragraph: ``(S)``; the label where the scheme has none.
        about: What it means.
        ground: Colour behind it, ``#000000``.
        ink: Colour of the letters.
    """

    label: str
    short: str
    about: str
    ground: str
    ink: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of markings: its name, and its levels from the lowest to the highest."""

    name: str
    levels: tuple[Level, ...]

    def level(self, label: str) -> Level | None:
        """The level with this label, capitals aside; ``None`` for one that the scheme does not know."""
        return next((each for each in self.levels if each.label.casefold() == label.casefold()), None)

    def named(self, label: str) -> str:
        """The label as the scheme writes it.

        Raises:
            UsageError: It has no such label; the hint names those that it has.
        """
        typed = clean_line(label)
        known = self.level(typed)
        if known is not None:
            return known.label
        if not self.levels:
            raise UsageError(
                f'cannot mark with "{typed}": this workspace uses no marking scheme',
                'A line in its settings.toml chooses one: markings = "tlp"',
            )
        labels = [each.label for each in self.levels]
        import difflib  # noqa: PLC0415  (only for a slip)

        close = difflib.get_close_matches(typed.upper(), labels, n=1, cutoff=0.6)
        hint = f"Did you mean {close[0]}? " if close else ""
        raise UsageError(
            f'cannot mark with "{typed}": {self.name} has no such label', f"{hint}It has {', '.join(labels)}."
        )

    def sought(self, value: str, given: Iterable[str]) -> str:
        """The label that a query means; empty for ``none``.

        Args:
            value: What was typed.
            given: Labels that are in use; one of another scheme can be asked for as long as it is.

        Raises:
            ValueError: It is no label; the clause says which there are.
        """
        typed = clean_line(value)
        known = self.level(typed)
        if known is not None:
            return known.label
        if typed.casefold() == "none":
            return ""
        for label in given:
            if label.casefold() == typed.casefold():
                return label
        labels = [*(each.label for each in self.levels), "none"]
        raise ValueError(f"not a label; it can be {', '.join(labels)}")

    def highest(self, labels: Iterable[str]) -> str:
        """The high-water mark of what is shown or given out together; empty when nothing is marked."""
        return max((label for label in labels if label), key=self._rank, default="")

    def _rank(self, label: str) -> tuple[int, str]:
        known = self.level(label)
        return (len(self.levels) if known is None else self.levels.index(known), label)


@dataclass(frozen=True, slots=True)
class Labels:
    """Which labels were given in a workspace.

    Attributes:
        workspace: Of everything that has none of its own; empty when there is none.
        articles: Id of an article to its own label.
    """

    workspace: str
    articles: Mapping[str, str]

    def of_article(self, id: str) -> str:
        """The label that holds for an article; empty when none does."""
        return self.articles.get(id, self.workspace)

    def carried(self, newest: Mapping[str, str], scheme: Scheme) -> Labels:
        """These labels, and for each newest version the highest that it or an earlier one was given.

        Args:
            newest: Id of an article to that of its newest version, as ``Corpus.newest`` says.
            scheme: What is higher.
        """
        articles = dict(self.articles)
        for id, label in self.articles.items():
            now = newest.get(id, id)
            articles[now] = scheme.highest((articles.get(now, ""), label))
        return Labels(self.workspace, articles)

    def of_note(self, note: Note) -> str:
        """The label that holds for a note: its own, else that of its article."""
        return note.marking or self.of_article(note.article)


def load_scheme(name: str, folder: Path) -> Scheme:
    """Load a scheme: one that is shipped, or the file of this name.

    Args:
        name: What the setting ``markings`` says.
        folder: The workspace; a relative path is looked for there.

    Raises:
        WorkspaceError: The file cannot be read, or is no scheme; the sentence names what is wrong in it.
    """
    if name in SHIPPED:
        return _scheme(Path(__file__).with_name("schemes").joinpath(f"{name}.toml").read_text("utf-8"), name)
    path = folder / Path(name).expanduser()
    try:
        content = path.read_bytes().decode()
    except OSError as error:
        raise WorkspaceError(
            f"cannot read the marking scheme {path}: {reason_of(error)}",
            f"The setting markings is {' or '.join(SHIPPED)}, or the name of a TOML file.",
        ) from error
    except UnicodeDecodeError as error:
        raise WorkspaceError(
            f"cannot read the marking scheme {path}: it is not UTF-8 text", "Save it as UTF-8."
        ) from error
    return _scheme(content, str(path))


def _scheme(content: str, where: str) -> Scheme:
    import tomllib  # noqa: PLC0415  (only where a scheme is read)

    try:
        table = tomllib.loads(content)
        levels = tuple(_level(each, number) for number, each in enumerate(table.get("levels", []), 1))
        labels = [level.label.casefold() for level in levels]
        if len(set(labels)) < len(labels):
            raise ValueError("two levels have the same label")
        if unknown := table.keys() - {"name", "levels"}:
            raise ValueError(f"it holds name and levels, not {', '.join(sorted(unknown))}")
        return Scheme(clean_line(str(table.get("name", ""))) or "markings", levels)
    except (ValueError, TypeError, AttributeError) as error:
        raise WorkspaceError(
            f"cannot use the marking scheme {clean_line(where)}: {clean_line(str(error))}",
            "docs/file-formats.md shows one.",
        ) from error


def _level(table: dict[str, object], number: int) -> Level:
    if not isinstance(table, dict):
        raise TypeError(f"level {number} is not a table")
    if unknown := table.keys() - _KEYS:
        raise ValueError(f"level {number} has {', '.join(sorted(unknown))}, which is not known")
    words = {key: clean_line(str(table.get(key, ""))) for key in _KEYS}
    if not words["label"]:
        raise ValueError(f"level {number} has no label")
    for colour in ("ground", "ink"):
        if not _COLOUR.fullmatch(words[colour]):
            raise ValueError(f'{colour} of {words["label"]} is not a colour such as "#FFC000"')
    return Level(**{**words, "short": words["short"] or words["label"]})
