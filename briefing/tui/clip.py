"""Copying: a passage with its source, to the terminal's clipboard or, where that may not work, a file.

A terminal does not say whether it takes what it is sent (OSC 52). Those that are known not to, and text
that is too long for most, get a file in the workspace; inside a multiplexer, which may swallow it, both.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from briefing.errors import reason_of
from briefing.settings import Copy
from briefing.tui.words import counted, long_date
from index import Article

FILE_NAME = "clip.txt"

#: Bytes of text that every terminal with a clipboard takes in one piece.
_MOST_BYTES = 70_000
#: Terminals without OSC 52, by their TERM or by a variable that they set.
_DEAF_TERMS = ("linux", "vt", "dumb", "ansi", "cons25")
_DEAF_VARIABLES = {"TERM_PROGRAM": ("Apple_Terminal",), "VTE_VERSION": ()}
_MULTIPLEXERS = ("TMUX", "STY")


def with_source(article: Article, passage: str) -> str:
    """A passage as it is pasted elsewhere: its words unchanged, then who published it and when."""
    parts = [article.source or "no source", f"“{article.title}”", long_date(article.published)]
    others = dict.fromkeys(copy.source for copy in article.copies if copy.source not in ("", article.source))
    if others:
        parts.append(f"also in {', '.join(others)}")
    if article.url:
        parts.append(article.url)
    parts.append(f"Briefing {article.id[:12]}")
    return f"{passage}\n\n— {', '.join(parts)}\n"


class Clip:
    """Where copies go."""

    def __init__(
        self, folder: Path, send: Callable[[str], None], route: Copy, environ: Mapping[str, str]
    ) -> None:
        """Take the workspace, what sends a text to the terminal, the setting, and the environment."""
        self._path = folder / FILE_NAME
        self._send = send
        self._route = route
        self._environ = environ

    def copy(self, text: str, words: int) -> tuple[str, str]:
        """Copy a text; returns what to answer, and the role of the answer.

        Args:
            text: What is pasted elsewhere.
            words: How many words of it are the passage.
        """
        routes = self._routes(text)
        if "file" in routes:
            fault = self._write(text)
            if fault:
                return fault, "error"
        if "terminal" in routes:
            self._send(text)
            also = f"   also in {FILE_NAME} in the workspace" if "file" in routes else ""
            return f"copied with source: {counted(words, 'word')}{also}", "text"
        return f"your terminal does not take copies: written to {FILE_NAME} in the workspace", "text"

    def _routes(self, text: str) -> tuple[str, ...]:
        if self._route != "auto":
            return (self._route,)
        if self._is_deaf() or len(text.encode()) > _MOST_BYTES:
            return ("file",)
        if any(self._environ.get(name) for name in _MULTIPLEXERS):
            return ("terminal", "file")
        return ("terminal",)

    def _is_deaf(self) -> bool:
        if self._environ.get("TERM", "").startswith(_DEAF_TERMS):
            return True
        return any(
            name in self._environ and (not values or self._environ[name] in values)
            for name, values in _DEAF_VARIABLES.items()
        )

    def _write(self, text: str) -> str:
        """Write the file, for its owner only and never half; returns what went wrong."""
        try:
            handle, name = tempfile.mkstemp(prefix=".clip-", dir=self._path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                Path(name).replace(self._path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        except OSError as error:
            return f"not copied: cannot write {FILE_NAME} in the workspace: {reason_of(error)}"
        return ""
