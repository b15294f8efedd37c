"""JSON Lines: one article a line, read line by line, so that a file of any size needs little memory.

A line that cannot be used is reported by its number, and the others are read.
"""

from __future__ import annotations

import codecs
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from index.readers.draft import Draft, Problem, UnreadableError
from index.readers.encoding import SAMPLE, decode_as, guess, refuse_binary, wide_encoding
from index.readers.fields import lower_keys, make_draft
from index.readers.files import in_plain_words, open_regular
from index.readers.json_values import Keys, NotJSONError, id_of, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

#: The longest line that is held in memory, in bytes.
LONGEST_LINE = 64 * 1024 * 1024

#: So many bad lines before the first good one, and it is a file of another sort.
PATIENCE = 100

_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is a JSON object.

    Attributes:
        name: What reasons call it: "line 7".
        values: Its values by names in lower case.
        raw_sha256: In hex, of its bytes without the line end.
        remark: What is doubtful about how it was decoded, fit to be shown; usually empty.
    """

    name: str
    values: dict[str, object]
    raw_sha256: str
    remark: str


def read(path: Path) -> Iterator[Draft | Problem]:
    """Read a JSON Lines file.

    A record's key is its ``id``, or ``line 7`` when the seventh line has none.

    Raises:
        UnreadableError: The file cannot be opened or read, is empty, is not text, or none of its first
            ``PATIENCE`` lines is JSON.
    """
    try:
        with open_regular(path) as file:
            head = file.read(SAMPLE)
            if not head:
                raise UnreadableError("it is empty")
            file.seek(0)
            wide = wide_encoding(head)
            if not wide:
                refuse_binary(head)
            yield from _when_it_is_json_lines(_read_lines(_wide_lines(file, wide) if wide else split(file)))
    except OSError as error:
        raise UnreadableError(in_plain_words(error)) from error


def _when_it_is_json_lines(items: Iterator[Draft | Problem]) -> Iterator[Draft | Problem]:
    """Hold the first problems back until an article proves the format, so as not to report every line."""
    held: list[Draft | Problem] = []
    for item in items:
        held.append(item)
        if isinstance(item, Draft):
            break
        if len(held) == PATIENCE:
            raise UnreadableError(
                f"it is not JSON Lines: nothing in its first {PATIENCE} lines is an article"
            )
    if not held:
        raise UnreadableError("it is empty")
    yield from held
    yield from items


def objects(lines: Iterator[bytes | None]) -> Iterator[Line | Problem]:
    """The object on each line that is not blank, as soon as the line is there.

    Args:
        lines: As ``split`` makes them.
    """
    encoding = ""
    for number, line in enumerate(lines, 1):
        name = f"line {number}"
        if line is None:
            yield Problem(name, f"{name} is longer than {LONGEST_LINE // _STEP} MB")
            continue
        if not line.strip():
            continue
        try:
            text, encoding, remark = _decode_line(line, encoding)
            value = parse(text)
        except UnreadableError as error:
            yield Problem(name, f"{name} cannot be decoded: {error}")
            continue
        except NotJSONError as error:
            place = f" (column {error.column})" if error.column else ""
            yield Problem(name, f"{name} {error.reason}{place}")
            continue
        if not isinstance(value, dict):
            yield Problem(name, f"{name} is not an article")
            continue
        yield Line(name, lower_keys(value), hashlib.sha256(line).hexdigest(), remark)


def _read_lines(lines: Iterator[bytes | None]) -> Iterator[Draft | Problem]:
    """A draft or a problem for each line."""
    keys = Keys()
    for line in objects(lines):
        if isinstance(line, Problem):
            yield line
            continue
        remarks = [line.remark] if line.remark else []
        key, taken = keys.take(id_of(line.values) or line.name)
        if taken:
            remarks.append("its id was given before in this file")
        yield make_draft(
            line.values,
            text_of(line.values),
            record=key,
            name=line.name,
            raw_sha256=line.raw_sha256,
            remarks=remarks,
        )


def _decode_line(line: bytes, encoding: str) -> tuple[str, str, str]:
    """Decode one line.

    Args:
        line: Without its line end.
        encoding: What an earlier line was guessed to be; empty when all were UTF-8 so far.

    Returns:
        The text, the guess for later lines, and a remark: a guess is said once a file.

    Raises:
        UnreadableError: It is not text, or in no encoding that could be recognised.
    """
    try:
        return line.decode("utf-8"), encoding, ""
    except UnicodeDecodeError as error:
        name = encoding or guess(line[max(0, error.start - SAMPLE // 2) :][:SAMPLE])
    text, remark = decode_as(line, name)
    if name == "utf-8":
        return text, encoding, remark
    return text, name, "" if encoding else remark


def split(file: BinaryIO) -> Iterator[bytes | None]:
    """Lines without their ends, as soon as they are there; ``None`` for one longer than ``LONGEST_LINE``."""
    mark = codecs.BOM_UTF8
    while line := file.readline(LONGEST_LINE + 2):
        if len(line.rstrip(b"\r\n")) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = file.readline(_STEP)
            yield None
        else:
            yield line.rstrip(b"\r\n").removeprefix(mark)
        mark = b""


def _wide_lines(file: BufferedReader, encoding: str) -> Iterator[bytes | None]:
    """The same for UTF-16 and UTF-32, as UTF-8."""
    characters = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    longest = LONGEST_LINE // 4
    while line := characters.readline(longest):
        if len(line) == longest and not line.endswith("\n"):
            while line and not line.endswith("\n"):
                line = characters.readline(_STEP)
            yield None
        else:
            yield line.strip("\r\n\ufeff").encode("utf-8")
