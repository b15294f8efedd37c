"""The one door for text from outside: after ``clean`` it can be counted, shown and kept.

What comes in may be wrong on purpose: escape sequences that drive a terminal, bidirectional
overrides that make words read backwards, invisible letters, line ends of four systems. ``clean``
takes out what can act and leaves what can be read, so that nothing an article says is hidden and
nothing it does reaches a terminal. Offsets are counted after it. It never decodes bytes (readers do)
and it never shortens a text.
"""

from __future__ import annotations

import re
import unicodedata

#: Kept with every origin: a text that was cleaned by other rules has other offsets.
CLEANER_VERSION = 1

ID_LENGTH = 20

#: Combining marks in a row that still make one readable letter (pointed Hebrew needs four). More
#: than these only paint over the neighbouring rows.
_MARKS_KEPT = 6

# A control sequence holds digits and separators only, so taking it out whole hides no words. Strings
# (OSC, DCS, APC, PM, SOS) hold words: only their introducer goes, and what they say stays readable.
_CONTROL_SEQUENCE = re.compile("(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]")

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACE = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")

#: Controls and invisible format characters (Unicode Cc, Cf), invisible fillers, variation selectors.
#: Not among them: the Arabic and Kaithi number signs, which are Cf and visible, and U+200C, which is
#: judged by what stands around it. None of these may reach a terminal.
UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

# The zero-width non-joiner is spelling in Persian and Urdu, and a hiding place everywhere else.
_ARABIC = "\u0620-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_STRAY_NON_JOINER = re.compile(f"(?<![{_ARABIC}])\u200c|\u200c(?![{_ARABIC}])")

# Of the unsafe those that are no part of how words and signs are written, as joiners and selectors are.
_ACTING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e00ff]"
)

# Tried once a run: without the first condition a line of a million spaces would take a million looks.
_TRAILING_SPACE = re.compile("(?<! ) +(?=\n)")
_BLANK_LINES = re.compile("\n{3,}")
_RUN_OF_SPACE = re.compile(r"\s+")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ODD_ASCII = re.compile("[\x00-\x09\x0b-\x1f\x7f]")


def clean(text: str) -> str:
    r"""Make a text from outside safe to count, keep and show.

    Line ends become ``\n``, other white space a plain space; control, bidirectional and invisible
    format characters go; lone surrogates become U+FFFD; the rest is composed (NFC). Trailing spaces,
    more than one blank line in a row and blank lines at both ends go. Cleaning twice changes nothing.
    """
    if _ODD_ASCII.search(text) or _NOT_ASCII.search(text):
        text = _make_harmless(text)
    text = _TRAILING_SPACE.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n ")


def harmless(text: str) -> str:
    r"""Take out what could act on a terminal and leave everything else, for words that are kept as written.

    Line ends become ``\n`` and lone surrogates U+FFFD; control, bidirectional and invisible format
    characters go, except joiners, which are spelling and parts of signs. Spaces, tabs, blank lines and the
    composition of letters stay. What is shown of it still passes ``clean``. Doing it twice changes nothing.
    """
    text = _LINE_END.sub("\n", _CONTROL_SEQUENCE.sub("", text))
    return _SURROGATE.sub("\ufffd", _ACTING.sub("", text))


def clean_line(text: str) -> str:
    """Clean a text that stands on one line: a title, an outlet, a file name, a word of a query."""
    return _RUN_OF_SPACE.sub(" ", clean(text)).strip()


def article_id(title: str, text: str) -> str:
    """The id of an article: 20 hex digits of the SHA-256 of its cleaned title and text."""
    import hashlib  # noqa: PLC0415  (brings OpenSSL, and whoever only reads needs no id made)

    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:ID_LENGTH]


def _make_harmless(text: str) -> str:
    text = _CONTROL_SEQUENCE.sub("", text)
    text = _LINE_END.sub("\n", text)
    text = _SPACE.sub(" ", text)
    text = UNSAFE.sub("", text)
    if not _NOT_ASCII.search(text):
        return text
    text = _SURROGATE.sub("\ufffd", text)
    text = _STRAY_NON_JOINER.sub("", text)
    # Before composing as well as after: ordering a long pile of marks takes time by its square.
    return _without_stacks(unicodedata.normalize("NFC", _without_stacks(text, 4 * _MARKS_KEPT)))


def _without_stacks(text: str, most: int = _MARKS_KEPT) -> str:
    """Keep at most ``most`` combining marks in a row."""
    marks = "".join(c for c in set(text) if unicodedata.category(c) in ("Mn", "Me"))
    if not marks:
        return text
    mark = f"[{re.escape(marks)}]"
    return re.sub(f"({mark}{{{most}}}){mark}+", r"\1", text)
