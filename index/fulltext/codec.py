"""Our segments as Whoosh sees them: a codec, and the readers and matchers that it gives.

Everything that Whoosh can do with its own segments it can do with these, one posting after the other. The
searches of this program take the short way, ``index.fulltext.collector``, which takes whole arrays; these
classes are for all that the short way does not know. ``ArrayCodec`` and ``ArraySegment`` are pickled by name
into every index: moving or renaming them is a change of the format, see ``index.fulltext.schema.FORMAT``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import Automata, Codec, PerDocumentReader, TermsReader
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.columns import ColumnReader
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.reading import TermInfo, TermNotFound

from index.fulltext.packing import Numbers
from index.fulltext.postings import Postings
from index.fulltext.segment import Segment
from index.fulltext.walking import LENGTHS, ArrayCursor, ArrayMatcher, info_of

EXTENSION = ".segment"


class SegmentStorage(FileStorage):  # type: ignore[misc]
    """The folder of an index, with the segments of it that are open.

    They stay open when Whoosh closes a reader: the next reader, after a commit, has most of them in common.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._segments: dict[str, Segment] = {}

    def segment(self, segment: WhooshSegment) -> Segment:
        """An open segment.

        Raises:
            DamagedError: It is not what was written.
            OSError: It cannot be opened.
        """
        name = segment.make_filename(EXTENSION)
        found = self._segments.get(name)
        if found is None:
            found = self._segments[name] = Segment(Path(self.folder) / name)
        return found

    def keep_only(self, segments: Collection[WhooshSegment]) -> None:
        """Close the segments that are no part of the index any more."""
        names = {segment.make_filename(EXTENSION) for segment in segments}
        for name in [name for name in self._segments if name not in names]:
            self._segments.pop(name).close()

    def release(self) -> None:
        """Close all segments."""
        self.keep_only(())


class ArraySegment(WhooshSegment):  # type: ignore[misc]
    """A segment in the table of contents: its name, how many documents it has, and which were deleted."""

    def __init__(self, indexname: str, documents: int = 0) -> None:
        super().__init__(indexname)
        self._documents = documents
        self._deleted: set[int] = set()

    def codec(self) -> ArrayCodec:
        """What reads it."""
        return ArrayCodec()

    def set_doc_count(self, doccount: int) -> None:
        """Say how many documents were written."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """Deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted documents."""
        return iter(self._deleted)

    def deleted_array(self) -> Numbers:
        """The deleted documents, as an array."""
        return np.fromiter(self._deleted, np.int64, len(self._deleted))

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document was deleted."""
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        """A segment is one file already."""
        return False


class ArrayCodec(Codec):  # type: ignore[misc]
    """Reads segments of arrays. They are written by ``index.fulltext.writer.ArrayWriter`` only."""

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        """An entry for a new segment."""
        return ArraySegment(indexname)

    def terms_reader(self, storage: SegmentStorage, segment: ArraySegment) -> ArrayTerms:
        """The words of a segment."""
        return ArrayTerms(storage.segment(segment))

    def per_document_reader(self, storage: SegmentStorage, segment: ArraySegment) -> ArrayDocuments:
        """What a segment has of each document."""
        return ArrayDocuments(storage.segment(segment), segment)

    def automata(self, storage: Any, segment: Any) -> Automata:
        """Whoosh's own walk through near spellings."""
        return Automata()


class ArrayDocuments(PerDocumentReader):  # type: ignore[misc]
    """Lengths, columns and deletions of one segment. Nothing is stored: texts are in the catalogue."""

    def __init__(self, segment: Segment, entry: ArraySegment) -> None:
        self.segment = segment
        self._entry = entry

    def doc_count(self) -> int:
        """Documents that are not deleted."""
        return self.segment.documents - self._entry.deleted_count()

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self.segment.documents

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._entry.has_deletions()  # type: ignore[no-any-return]

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._entry.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """Those that are."""
        return self._entry.deleted_docs()

    def deleted_array(self) -> Numbers:
        """Those that are, as an array."""
        return self._entry.deleted_array()

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Nothing."""
        return {}

    def supports_columns(self) -> bool:
        """Whole numbers, one of each document."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is such a column."""
        return fieldname in self.segment.columns()

    def column_reader(self, fieldname: str, column: Any) -> ArrayColumn:
        """A column."""
        return ArrayColumn(self.segment.column(fieldname))

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words the field of a document has, as nearly as one byte can say it."""
        if not self.segment.has_lengths(fieldname):
            return default
        return int(LENGTHS[self.segment.lengths(fieldname)[docnum]])

    def field_length(self, fieldname: str) -> int:
        """How many words the field has in all documents together."""
        return self.segment.total_length(fieldname)

    def min_field_length(self, fieldname: str) -> int:
        """The shortest field."""
        return int(LENGTHS[self.segment.lengths(fieldname).min()])

    def max_field_length(self, fieldname: str) -> int:
        """The longest field."""
        return int(LENGTHS[self.segment.lengths(fieldname).max()])


class ArrayColumn(ColumnReader):  # type: ignore[misc]
    """One number of each document."""

    def __init__(self, values: Numbers) -> None:
        self._values = values

    def __getitem__(self, docnum: int) -> int:
        return int(self._values[docnum])

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[int]:
        return iter(self._values.tolist())

    def load(self) -> list[int]:
        """All of them."""
        values: list[int] = self._values.tolist()
        return values


class ArrayTerms(TermsReader):  # type: ignore[misc]
    """The words of one segment and their postings."""

    def __init__(self, segment: Segment) -> None:
        self.segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._number(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        """The fields that can be searched."""
        return self.segment.indexed()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All words of all fields, in order."""
        for name in self.segment.indexed():
            yield from self._from(name, 0)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All words from this one on, those of later fields included."""
        for name in self.segment.indexed():
            field = self.segment.field(name)
            if field is not None and name >= fieldname:
                yield from self._from(name, field.words.place(prefix) if name == fieldname else 0)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As ``terms``, with what is known of each."""
        return (((name, word), self.term_info(name, word)) for name, word in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """As ``terms_from``, with what is known of each."""
        return (
            ((name, word), self.term_info(name, word)) for name, word in self.terms_from(fieldname, prefix)
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """A place among the words of a field."""
        field = self.segment.field(fieldname)
        return ArrayCursor(list(field.words) if field else [], partial(self.term_info, fieldname), fieldobj)

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many documents have a word."""
        number, field = self._number(fieldname, text), self.segment.field(fieldname)
        return int(field.counts[number]) if field and number >= 0 else 0

    def frequency(self, fieldname: str, text: bytes) -> int:
        """How often a word stands anywhere."""
        number, field = self._number(fieldname, text), self.segment.field(fieldname)
        return int(field.counts[number]) + int(field.extras[number]) if field and number >= 0 else 0

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What Whoosh wants to know of a word; raises ``TermNotFound``."""
        postings = self._postings(fieldname, text)
        return info_of(postings, self.segment.lengths(fieldname))

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: Any = None) -> ArrayMatcher:
        """Walk the postings of a word; raises ``TermNotFound``."""
        postings = self._postings(fieldname, text)
        lengths = self.segment.lengths(fieldname)
        return ArrayMatcher(postings, lengths, format_, (fieldname, text), scorer)

    def _number(self, field: str, word: bytes) -> int:
        found = self.segment.field(field)
        return found.words.find(word) if found else -1

    def _postings(self, field: str, word: bytes) -> Postings:
        found = self.segment.postings(field, (word,))
        if found is None:
            raise TermNotFound(f"no term {field}:{word!r}")
        return found

    def _from(self, name: str, first: int) -> Iterator[tuple[str, bytes]]:
        field = self.segment.field(name)
        if field is not None:
            yield from ((name, word) for word in field.words.between(first, len(field.words)))
