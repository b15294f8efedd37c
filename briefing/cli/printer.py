"""The only door from text to the terminal on the command line.

Everything is cleaned here, whatever was promised about it before: an article, a file name or a query can
hold sequences that drive a terminal. Colour is ours alone, is put on after cleaning, and only where
somebody looks at it. Nothing here knows what is printed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from briefing.errors import WorkspaceError, reason_of
from index.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.model import Span

_BOLD = "\x1b[1m"
_PLAIN = "\x1b[0m"

_WIDEST = 88
_NARROWEST = 20

# A spreadsheet takes a cell that begins like this for a formula and runs it.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


@dataclass(frozen=True, slots=True)
class Strong:
    """A piece of a line that stands out where there is colour, and is plain elsewhere."""

    text: str


class Printer:
    """A stream that people or programs read.

    Attributes:
        wide: Columns to wrap at; ``None`` where nothing is wrapped, as in a pipe.
    """

    def __init__(self, stream: TextIO | None, *, colour: bool = False, wide: int | None = None) -> None:
        self._stream = stream
        self._colour = colour
        self.wide = wide

    def line(self, *pieces: str | Strong) -> None:
        """Print one line, never wrapped. Line ends inside the pieces become spaces."""
        self._write("".join(self._styled(piece) for piece in pieces) + "\n")

    def prose(self, text: str, *, indent: str = "", marks: Sequence[Span] = ()) -> None:
        """Print a text of any length, wrapped on a terminal, each line after ``indent``.

        Args:
            text: The text; its own lines and blank lines stay.
            indent: Put before every line that is not blank.
            marks: Passages that stand out where there is colour, in order, as positions in ``text``.
        """
        harmless = clean(text)
        if harmless != text:
            # Positions counted in another text would light up the wrong words.
            marks = ()
        width = None if self.wide is None else max(_NARROWEST, self.wide - len(indent))
        for start, end in _lines(harmless, width):
            body = self._marked(harmless, start, end, marks)
            self._write(f"{indent}{body}\n" if body else "\n")

    def json(self, value: object) -> None:
        """Print a value for a program, every string of it cleaned."""
        self._write(json.dumps(_cleaned(value), ensure_ascii=self.is_narrow, indent=2) + "\n")

    def json_line(self, value: object) -> None:
        """Print a value for a program on one line, every string of it cleaned."""
        self._write(json.dumps(_cleaned(value), ensure_ascii=self.is_narrow) + "\n")

    def exact_json(self, value: object) -> None:
        """Print a value for a program to the letter: everything that is not ASCII as an escape, so safe."""
        self._write(json.dumps(value, ensure_ascii=True, indent=1) + "\n")

    def csv(self, header: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> None:
        """Print a table for a program or a spreadsheet: cells cleaned, and none can be a formula."""
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([_cell(cell) for cell in row] for row in rows)
        self._write(table.getvalue())

    def flush(self) -> None:
        """Hand on what is still waiting."""
        if self._stream is not None:
            with _sentences():
                self._stream.flush()

    @property
    def is_narrow(self) -> bool:
        """Whether the stream cannot hold every letter, so that escapes say what question marks would lose."""
        return (getattr(self._stream, "encoding", None) or "").lower().replace("-", "") not in ("utf8", "")

    def _write(self, text: str) -> None:
        # A closed stream is None in Python.
        if self._stream is not None:
            with _sentences():
                self._stream.write(text)

    def _styled(self, piece: str | Strong) -> str:
        if isinstance(piece, str):
            return _one_line(piece)
        return self._bold(_one_line(piece.text))

    def _bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}" if self._colour and text else text

    def _marked(self, text: str, start: int, end: int, marks: Sequence[Span]) -> str:
        parts = []
        done = start
        for mark in marks:
            first, last = max(mark.start, done), min(mark.end, end)
            if first < last:
                parts += [text[done:first], self._bold(text[first:last])]
                done = last
        return "".join((*parts, text[done:end]))


@contextmanager
def _sentences() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WorkspaceError(f"cannot write the output: {reason_of(error)}") from error


def soften_streams() -> None:
    """Let a stream that cannot hold a letter print a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def drop_unwritten() -> None:
    """Forget output that nobody takes, so that Python does not fail over it once more when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def out() -> Printer:
    """The printer for what was asked for."""
    return _printer(sys.stdout, os.environ)


def err() -> Printer:
    """The printer for everything about how it went."""
    return _printer(sys.stderr, os.environ)


def is_screen(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that can do more than print lines."""
    return stream is not None and stream.isatty() and environ.get("TERM") not in ("dumb", "unknown")


def _printer(stream: TextIO | None, environ: Mapping[str, str]) -> Printer:
    if stream is None or not stream.isatty():
        return Printer(stream)
    columns = shutil.get_terminal_size().columns
    return Printer(
        stream,
        colour=is_screen(stream, environ) and not environ.get("NO_COLOR"),
        wide=max(_NARROWEST, min(columns, _WIDEST)),
    )


def _harmless(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text  # most of what a stream of JSON consists of, and nothing to clean
    # clean takes spaces off both ends, where the pieces of a line and the context of a quote need them:
    # hence the fence.
    return clean(f".{text}.")[1:-1]


def _one_line(text: str) -> str:
    return _harmless(text).replace("\n", " ")


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return _harmless(value)
    if isinstance(value, dict):
        return {_harmless(str(key)): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value


def _cell(cell: str | int | float | None) -> str | int | float | None:
    if not isinstance(cell, str):
        return cell
    text = clean_line(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _lines(text: str, width: int | None) -> Iterator[tuple[int, int]]:
    """Cut a text into lines of at most ``width`` columns, as positions. Long words are left whole."""
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        if width is not None:
            for word in re.compile(r"\S+").finditer(text, start, end):
                if start < word.start() and columns(text[start : word.end()]) > width:
                    yield start, start + len(text[start : word.start()].rstrip(" "))
                    start = word.start()
        yield start, end
        start = end + 1


def columns(text: str) -> int:
    """How many columns a terminal takes for a text."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
