"""The words of ``index.words`` in the shape in which Whoosh takes them.

The classes are pickled by their names into every index: moving or renaming it is a change of the format,
see ``index.fulltext.schema.FORMAT``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from whoosh.analysis import Analyzer, Token
from whoosh.formats import Positions

from index.words import words

#: Stands between the values of one field, such as the names of two outlets. No cleaned text has it.
BREAK = "\x1e"


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    """Gives Whoosh one token a word, with position and character offsets."""

    def __call__(  # noqa: PLR0917  (Whoosh calls it so)
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **_: Any,
    ) -> Iterator[Token]:
        """Yield the same ``Token`` again and again, as Whoosh's own analysers do."""
        token = Token(positions, chars, removestops=False, mode=mode)
        for part in value.split(BREAK):
            for word, start, end in words(part):
                token.text = word
                token.boost = 1.0
                token.stopped = False
                if keeporiginal:
                    token.original = part[start:end]
                token.pos = start_pos
                token.startchar = start_char + start
                token.endchar = start_char + end
                yield token
                start_pos += 1
            start_pos += 1  # a place that no word has, so that no phrase reaches from one value into the next
            start_char += len(part) + 1


class PlacesFormat(Positions):  # type: ignore[misc]
    """Where a word stands in a document, as four bytes a place: Whoosh's own format is a pickle."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """The places of one document as bytes."""
        return np.array(list(poslist), "<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """The places of one document."""
        places: list[int] = np.frombuffer(valuestring, "<u4").tolist()
        return places

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many there are."""
        return len(valuestring) // 4
