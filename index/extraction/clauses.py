"""Sentences as rows of pieces: words, signs, whole names and whole quotations.

What a reader of statements wants to step over in one step is one piece here: a name with all its words, a
quotation with all its sentences. So a sentence goes on behind a quotation that ends with a full stop (``"We
left." SMC said.``) where a speaker and a cue follow, and ends there otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from index.extraction.cues import cues
from index.extraction.expressions import expression
from index.extraction.lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.quotations import Block, Quotation
    from index.model import Mention

Sort = Literal["word", "sign", "name", "quotation"]


class Piece(NamedTuple):
    """One step of a sentence.

    Attributes:
        sort: What it is.
        text: Its words as they stand.
        low: The same in lower case.
        start: First code point.
        end: One past the last.
        name: The mention, where it is a name.
        quotation: The quotation, where it is one.
    """

    sort: Sort
    text: str
    low: str
    start: int
    end: int
    name: Mention | None = None
    quotation: Quotation | None = None


Sentence = list[Piece]

#: Kinds of names that are one piece; times and counts of things are read word by word.
_NAMES = ("person", "organisation", "group", "place", "facility", "demonym", "event")
#: Kinds that can speak. A country speaks through its government.
SPEAKING = ("person", "group", "organisation", "facility", "place")

_TOKEN = expression(
    r"(?P<word>['’]s\b|(?:[^\W\d_]\.){2,}|[0-9]+(?:[.,:][0-9]+)*|[^\W_]+(?:['’](?!s\b)[^\W_]+|[-‐‑][^\W_]+)*)"
    r"|(?P<sign>[^\w\s]|_)"
)
_HANGING = expression(r"[-‐‑][a-z]{2,20}\b")
#: A sentence of more pieces is cut, so that a text without full stops takes no more time than another.
_LONGEST = 200
_FULL_STOPS = ".!?…"
#: Months that are written with a full stop before a day.
_MONTHS = ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
#: How far behind a quotation a speaker with a cue may end.
_SPEAKER_WITHIN = 9


class Names:
    """The mentions of a text in order, given out from left to right."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = sorted(
            (mention for mention in mentions if mention.kind in _NAMES),
            key=lambda mention: (mention.span.start, -mention.span.end),
        )
        self._at = 0

    def at(self, start: int) -> Mention | None:
        """The longest mention that begins exactly here. ``start`` never goes back."""
        while self._at < len(self._mentions) and self._mentions[self._at].span.start < start:
            self._at += 1
        if self._at < len(self._mentions) and self._mentions[self._at].span.start == start:
            return self._mentions[self._at]
        return None

    def next(self) -> int:
        """Where the next mention begins that was not passed, or a place behind every text."""
        return self._mentions[self._at].span.start if self._at < len(self._mentions) else 1 << 62


def sentences(text: str, block: Block, names: Names) -> list[Sentence]:
    """The sentences of a block, each a row of pieces; none is empty."""
    pieces = _pieces(text, block, names)
    if not pieces:
        return []
    found: list[Sentence] = []
    begin = 0
    for at in range(len(pieces) - 1):
        if at + 1 - begin >= _LONGEST or _ends(pieces, at):
            found.append(pieces[begin : at + 1])
            begin = at + 1
    found.append(pieces[begin:])
    return found


def _pieces(text: str, block: Block, names: Names) -> list[Piece]:
    pieces: list[Piece] = []
    at = block.start
    for quotation in block.quotations:
        _read(text, at, quotation.start, names, pieces)
        words = text[quotation.start : quotation.end]
        pieces.append(Piece("quotation", words, "", quotation.start, quotation.end, None, quotation))
        at = quotation.end
    _read(text, at, block.end, names, pieces)
    return pieces


def _read(text: str, start: int, end: int, names: Names, pieces: list[Piece]) -> None:
    """Append the pieces between two quotations."""
    at = start
    name = names.at(start)
    for match in _TOKEN.finditer(text, start, end):
        begin = match.start()
        if begin < at:
            continue  # inside a name
        if begin >= names.next() or name is not None:
            name = names.at(begin)
            if name is not None and name.span.end <= end:
                pieces.append(_named(text, begin, end, name))
                at, name = pieces[-1].end, None
                continue
            name = None
        words = match[0]
        sort: Sort = "word" if match.lastgroup == "word" else "sign"
        pieces.append(Piece(sort, words, words.lower(), begin, match.end()))


def _named(text: str, begin: int, end: int, name: Mention) -> Piece:
    """A name as a piece; with a word that hangs on it (``Halden-backed``) it describes, and names nobody."""
    hanging = _HANGING.match(text, name.span.end, end)
    if hanging is None:
        words = text[begin : name.span.end]
        return Piece("name", words, words.lower(), begin, name.span.end, name)
    words = text[begin : hanging.end()]
    return Piece("word", words, words.lower(), begin, hanging.end())


def _ends(pieces: list[Piece], at: int) -> bool:
    """Whether a sentence ends with the piece at ``at``; it is not the last."""
    one, following = pieces[at], pieces[at + 1]
    if one.sort == "quotation":
        return _ends_with_quotation(pieces, at)
    if one.sort != "sign" or one.text not in _FULL_STOPS:
        return False
    if following.sort == "sign" and following.text in ".!?…)":
        return False
    if one.text == "." and at:
        before = pieces[at - 1]
        if before.end == one.start and _is_short(before):
            return False
        if before.end == one.start and before.low in _MONTHS and following.text[0].isdigit():
            return False
    return following.sort == "quotation" or not following.text[0].islower()


def _ends_with_quotation(pieces: list[Piece], at: int) -> bool:
    one, following = pieces[at], pieces[at + 1]
    last = one.text[-2:-1]
    if last not in _FULL_STOPS and last not in "'’”":
        return False
    if following.sort == "quotation":
        return True
    if following.sort == "sign" or following.text[0].islower():
        return False
    # A capital letter: a new sentence, unless it is a speaker with a cue and nothing that is said behind it.
    return not speaks_here(pieces, at + 1)


def speaks_here(pieces: list[Piece], at: int) -> bool:
    """Whether a speaker and a cue begin here, as they stand behind a quotation."""
    for number in range(at, min(at + _SPEAKER_WITHIN, len(pieces))):
        piece = pieces[number]
        if piece.sort == "quotation" or (piece.sort == "sign" and piece.text in ".!?…:;"):
            return False
        if number > at and piece.low in cues().first and piece.sort == "word":
            following = pieces[number + 1] if number + 1 < len(pieces) else None
            return following is None or following.text in {
                ".",
                ",",
                "and",
                "on",
                "in",
                "at",
                "as",
                "when",
                "with",
            }
    return False


def _is_short(before: Piece) -> bool:
    """Whether the full stop behind this word belongs to it."""
    word = before.text.rsplit(" ", 1)[-1]
    if before.sort == "word" and "." in word:
        return word.lower() in _abbreviations()
    # "U.S", "John F", "Lt Col"; what has no full stop of its own ("M23", "UN", "Kim") ends a sentence.
    return "." in word or (len(word) == 1 and word.isupper()) or word.lower() in _abbreviations()


def _abbreviations() -> frozenset[str]:
    return word_lists("words.txt")["title_abbreviations"]
