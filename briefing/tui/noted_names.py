"""Which notes name an entity: whole words of it, whatever their capitals and accents. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from index.words import folded_words, words

if TYPE_CHECKING:
    from briefing.casebook import Note

#: Stands between words that are written in capitals, for those that are not.
_OTHER = "-"


class NoteWords(NamedTuple):
    """The words of a note and of the passage that it stands on, folded, with a space on each side of each.

    Attributes:
        all: All of them.
        capitals: Those that are written in capitals, each in its place.
    """

    all: str
    capitals: str


def words_of(note: Note) -> NoteWords:
    """The words of a note, to look for names in."""
    text = f"{note.anchor.exact if note.anchor else ''}\n{note.body}"
    # As many letters as the folded word has: of "US's" the ending is none of the name.
    found = [(word, text[start : start + len(word)].isupper()) for word, start, _ in words(text)]
    return NoteWords(
        _spaced(word for word, _ in found),
        _spaced(word if capitals else _OTHER for word, capitals in found),
    )


def name_stands(name: str, there: NoteWords) -> bool:
    """Whether a name stands in a note; a word in capitals only so: US is not us."""
    sought = folded_words(name)
    if not sought:
        return False
    is_acronym = len(sought) == 1 and name.isupper()
    return _spaced(sought) in (there.capitals if is_acronym else there.all)


def _spaced(each: Iterable[str]) -> str:
    return f" {' '.join(each)} "
