"""Searches of before, as one walks through them in the search line. Pure."""

from __future__ import annotations

from collections.abc import Sequence


class History:
    """Earlier searches, newest first, and what was being typed before one looked at them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the earlier searches, newest first."""
        self._texts = list(texts)
        self._at = -1
        self._typed = ""

    def older(self, typed: str) -> str | None:
        """The search before the one that is shown; nothing when there is none.

        Args:
            typed: What stands in the line. Where it was changed, the walk begins anew.
        """
        if self._at < 0 or typed != self._texts[self._at]:
            self._at, self._typed = -1, typed
        at = self._at + 1
        while at < len(self._texts) and self._texts[at] == typed:
            at += 1
        if at >= len(self._texts):
            return None
        self._at = at
        return self._texts[at]

    def newer(self, typed: str) -> str | None:
        """The search after the one that is shown, in the end what was typed; nothing outside the walk."""
        if self._at < 0 or typed != self._texts[self._at]:
            return None
        self._at -= 1
        return self._texts[self._at] if self._at >= 0 else self._typed

    def add(self, text: str) -> None:
        """A search was taken."""
        if text.strip():
            self._texts = [text, *(each for each in self._texts if each != text)]
        self._at = -1
