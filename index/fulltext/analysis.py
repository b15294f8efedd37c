"""The words of ``index.fulltext.words`` in the shape in which Whoosh takes them.

The class is pickled by its name into every index: moving or renaming it is a change of the format,
see ``index.fulltext.schema.FORMAT``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from index.fulltext.words import words


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
        for position, (word, start, end) in enumerate(words(value), start_pos):
            token.text = word
            token.boost = 1.0
            token.stopped = False
            if keeporiginal:
                token.original = value[start:end]
            token.pos = position
            token.startchar = start_char + start
            token.endchar = start_char + end
            yield token
