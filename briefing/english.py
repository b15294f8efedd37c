"""Articles are understood in English; of one in another language little is found, and it is said why."""

from __future__ import annotations

from index.language import english_name

_UNDERSTOOD = ("", "en")  # where no language is known, it is tried


def why_little(language: str) -> str:
    """Why little is found in a text of a language; nothing for English.

    Args:
        language: Its ISO 639-1 code, or nothing.
    """
    if language in _UNDERSTOOD:
        return ""
    return f"Names, times and statements are read in English only; this text is in {english_name(language)}."
