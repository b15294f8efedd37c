"""From bytes to text: the byte order mark, then UTF-8, then a guess that is said aloud.

What is surely not text is refused, so that a picture under the name of a text never becomes an article.
Nothing is cleaned here: control characters and lone surrogates pass through to ``index.text.clean``.
"""

from __future__ import annotations

import codecs

from index.readers.draft import UnreadableError

#: A guess looks at this many bytes; more costs seconds and changes nothing.
SAMPLE = 1024 * 1024

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Controls that no text file has any use for; tab, line ends, form feed and escape are left out.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1a\x1b") + b"\x7f"
_MOST_CONTROLS = 0.1

# Of two bytes a character, one is zero in Latin letters: so many zeros are enough, since a text in another
# script has them in its spaces and figures only.
_FEWEST_ZEROS = 0.2

# What a guess may choose from: the encodings that news was written in before UTF-8. With all of Python's to
# choose from, a short text becomes Urdu or Chinese.
_GUESSES = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp874 cp866 koi8_r koi8_u iso8859_2 iso8859_5 "
    "iso8859_6 iso8859_7 iso8859_8 gb18030 big5 cp932 euc_jp cp949"
)

# Between encodings that are equally likely: letters that would make no sense together in cp1252.
_TELLING = {"cp1254": "ğış", "cp1250": "ěř"}

# A text with so few other letters is English or near it, and a guess would have nothing to go by.
_FEW_LETTERS = 0.015
_TOO_FEW_TO_GUESS = 6
_MOST_HIGH = 0.25
_HIGH = bytes(range(0x80, 0x100))
_HIGH_LETTERS = bytes(range(0xC0, 0x100))


def decode(data: bytes) -> tuple[str, str]:
    """Decode the bytes of a text.

    Returns:
        The text, and a remark ("read as windows-1251, which is a guess") that is empty when nothing was
        in doubt.

    Raises:
        UnreadableError: It is not text, or in no encoding that could be recognised.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return decode_as(data[len(mark) :], name)
    name = wide_encoding(data[:SAMPLE])
    if name:
        return decode_as(data, name)
    try:
        # Encoded surrogates are no UTF-8, but clean() knows what to do with them.
        return _checked(data.decode("utf-8", errors="surrogatepass")), ""
    except UnicodeDecodeError as error:
        # Round the first offence: before it, there is nothing to guess from.
        sample = data[max(0, error.start - SAMPLE // 2) :][:SAMPLE]
    return decode_as(data, guess(sample))


def decode_as(data: bytes, name: str) -> tuple[str, str]:
    """Decode bytes whose encoding was recognised; the remark says what is doubtful about it.

    Raises:
        UnreadableError: It is not text.
    """
    if not name.startswith("utf"):
        return _checked(data.decode(name, errors="replace")), f"read as {_plain_name(name)}, which is a guess"
    try:
        return _checked(data.decode(name)), ""
    except UnicodeDecodeError:
        return _checked(data.decode(name, errors="replace")), "some of its characters are damaged"


def wide_encoding(data: bytes) -> str:
    """The encoding of two or four bytes a character that these first bytes speak for; or empty.

    A mark says it; without one, text with Latin letters or spaces has its zero bytes in the same places.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return "" if name == "utf-8" else name
    return _unmarked_wide_encoding(data)


def _unmarked_wide_encoding(data: bytes) -> str:
    length = len(data) // 4
    zeros = [data[place : length * 4 : 4].count(0) for place in range(4)]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    speaks_for = {
        "utf-32-le": zeros[3] == length < zeros[2] * 1.25 and length > zeros[0] * 20,
        "utf-32-be": zeros[0] == length < zeros[1] * 1.25 and length > zeros[3] * 20,
        "utf-16-le": odd > length * _FEWEST_ZEROS and odd > even * 20,
        "utf-16-be": even > length * _FEWEST_ZEROS and even > odd * 20,
    }
    return next((name for name, likely in speaks_for.items() if likely), "")


def guess(sample: bytes) -> str:
    """The name of the likeliest encoding of bytes that are not valid UTF-8.

    Raises:
        UnreadableError: They are not text, or no encoding is likely.
    """
    refuse_binary(sample)
    text = sample.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    # UTF-8 with some damage. Other encodings give hardly any valid sequence by chance.
    if len(text) - len(text.encode("ascii", errors="ignore")) - bad >= bad * 10:
        return "utf-8"
    if _is_mostly_ascii(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415  costs 40 ms, and few files need it

    matches = list(from_bytes(sample, cp_isolation=_GUESSES.split()))
    if not matches:
        raise UnreadableError("its encoding is not known. Save it as UTF-8")
    best = matches[0]
    equals = [m.encoding for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    for name, letters in _TELLING.items():
        if name in equals and all(letter in sample for letter in letters.encode(name)):
            return name
    # Where two are as likely or give the same words, the one that western systems wrote.
    same = sample.decode("cp1252", errors="replace") == sample.decode(best.encoding, errors="replace")
    return "cp1252" if same or "cp1252" in equals else best.encoding


def _is_mostly_ascii(sample: bytes) -> bool:
    high = len(sample) - len(sample.translate(None, _HIGH))
    letters = len(sample) - len(sample.translate(None, _HIGH_LETTERS))
    few = letters <= len(sample) * _FEW_LETTERS or letters < _TOO_FEW_TO_GUESS
    return few and high <= len(sample) * _MOST_HIGH


def _plain_name(name: str) -> str:
    return name.replace("cp125", "windows-125").replace("_", "-")


def _checked(text: str) -> str:
    refuse_binary(text[:SAMPLE].encode("utf-8", errors="replace"))
    return text


def refuse_binary(sample: bytes) -> None:
    """Raise ``UnreadableError`` when more than a tenth of these bytes are control characters."""
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * _MOST_CONTROLS:
        raise UnreadableError("it is not text")
