"""What a reader hands over: articles as their file gives them, and what could not be read.

Nothing here is cleaned or judged: that is done once, for all formats, on the way into the catalogue.
Only the words that we say ourselves (reasons, remarks, record keys) are already fit to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.model import Published


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file gives it: raw, not cleaned. What the file does not say is empty.

    Attributes:
        record: Key of the record inside the file; empty when the file is one article.
        title: Empty when there is none; readers never make one up.
        text: Never blank. It may hold lone surrogates, controls and line ends of any system.
        source: The outlet.
        author: One name, or several with commas between them.
        published: As exact as it was said and no more.
        url: As given.
        language: As given: a code, a locale or a name.
        raw_sha256: In hex. Of the file's bytes when it is one article, of the line (without its line
            end) in JSON Lines, of the record written again in canonical form in a JSON list.
        remark: A clause that the analyst should know, such as 'its date "soon" was not understood and
            was left out'; fit to be shown.
    """

    record: str
    title: str
    text: str
    source: str
    author: str
    published: Published | None
    url: str
    language: str
    raw_sha256: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One file or record that could not be read.

    Attributes:
        record: Key of the record inside the file; empty when it is the file.
        reason: A clause that follows "cannot read notes.json: ", such as "line 7 is not JSON"; fit to
            be shown.
    """

    record: str
    reason: str


class UnreadableError(Exception):
    """The whole file cannot be read; ``str(error)`` is the reason, a clause as in ``Problem``."""


class NotStartedError(UnreadableError):
    """The process that reads does not start. That says nothing of what was to be read."""


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table of formats.

    Attributes:
        name: As the analyst calls it.
        suffixes: Ends of file names, in lower case, with the dot.
        read: From a path to what is in the file, in its order. ``UnreadableError`` comes while it is
            read, not when it is called.
        version: Goes up when the same file would give other drafts; kept with every origin.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Iterator[Draft | Problem]]
    version: int
