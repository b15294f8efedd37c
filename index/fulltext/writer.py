"""The writer of the index: a writer of Whoosh that makes segments of arrays.

It takes what this program's schema has: fields of words, fields of whole terms, and columns of whole numbers.
Other things that a schema of Whoosh can hold (stored fields, vectors, boosts) are refused, never dropped. It
takes no lock: see ``index.fulltext.store``, where processes take turns. What it says is committed is on the
disk.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.numeric import length_to_byte
from whoosh.writing import IndexWriter

from index.fulltext.analysis import BREAK
from index.fulltext.codec import EXTENSION, ArraySegment, SegmentStorage
from index.fulltext.inversion import FieldWords
from index.fulltext.merging import Merged, merge
from index.fulltext.packing import Numbers
from index.fulltext.postings import pack_lists
from index.fulltext.schema import WordsField
from index.fulltext.segment import FieldToWrite, write_segment
from index.fulltext.state import on_disk

#: With more segments than these, some are made one: merging 100,000 articles takes four seconds, and every
#: segment adds some 50 microseconds to every part of a query.
MOST_SEGMENTS = 4


class ArrayWriter(IndexWriter):  # type: ignore[misc]
    """Adds documents, deletes others, and commits both at once.

    Attributes:
        segments: The segments as they are to be; documents of the index are numbered through them.
    """

    def __init__(self, index: FileIndex) -> None:
        """Write to an index whose storage is a ``SegmentStorage``."""
        toc = index._read_toc()  # noqa: SLF001  (a writer of Whoosh is part of Whoosh)
        self.schema = toc.schema
        self.segments: list[ArraySegment] = toc.segments
        self.is_closed = False
        self._index = index
        self._storage: SegmentStorage = index.storage
        self._folder = Path(self._storage.folder)
        self._generation: int = toc.generation + 1
        self._entry = ArraySegment(index.indexname)
        self._documents = 0
        self._words: dict[str, FieldWords] = {}
        self._columns = {name: array("q") for name, field in self.schema.items() if field.column_type}
        self._lengths = {name: array("I") for name, field in self.schema.items() if field.scorable}

    def add_document(self, **fields: Any) -> None:
        """Add a document: texts and terms by field, and whole numbers by column.

        Raises:
            ValueError: It has a field that the schema does not have, or one that cannot be kept.
        """
        document = self._documents
        if unknown := fields.keys() - set(self.schema.names()):
            raise ValueError(f"cannot keep {', '.join(sorted(unknown))}: no such field")
        for name, column in self._columns.items():
            column.append(fields.get(name) or 0)
        for name, lengths in self._lengths.items():
            lengths.append(self._add_words(document, name, fields.get(name)))
        for name in fields.keys() - self._columns.keys() - self._lengths.keys():
            self._add_words(document, name, fields[name])
        self._documents += 1

    def _add_words(self, document: int, name: str, value: Any) -> int:
        """Index one field; returns how many words it has."""
        if value is None:
            return 0
        field = self.schema[name]
        if field.stored or field.vector:
            raise ValueError(f"cannot keep {name}: nothing is stored in this index")
        words = self._words.get(name)
        if words is None:
            words = self._words[name] = FieldWords(has_places=isinstance(field, WordsField))
        if isinstance(field, WordsField):
            return words.add_text(document, value, BREAK)
        length = 0
        for term, frequency, weight, _ in field.index(value):
            if weight != frequency:
                raise ValueError(f"cannot keep {name}: its terms have weights")
            words.add_term(document, term, frequency)
            length += frequency
        return length

    def delete_where(self, column: str, numbers: Sequence[int]) -> int:
        """Delete the committed documents that have one of these numbers in a column; returns how many."""
        wanted = np.array(numbers, np.int64)
        deleted = 0
        for entry in self.segments:
            for document in np.flatnonzero(
                np.isin(self._storage.segment(entry).column(column), wanted)
            ).tolist():
                deleted += not entry.is_deleted(document)
                entry.delete_document(document)
        return deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a committed document by its number in the index."""
        for entry in self.segments:
            if docnum < entry.doc_count_all():
                entry.delete_document(docnum, delete)
                return
            docnum -= entry.doc_count_all()
        raise ValueError("no such document")

    def reader(self, **kwargs: Any) -> Any:
        """A reader of what is committed, with the deletions of this writer."""
        return FileIndex._reader(self._storage, self.schema, self.segments, self._generation)  # noqa: SLF001

    def add_reader(self, reader: Any) -> None:
        """Refused: segments are put together by ``merged``."""
        raise NotImplementedError

    def merged(self, first: int, end: int) -> Merged:
        """What the segments ``[first, end)`` become as one; nothing is written."""
        entries = self.segments[first:end]
        return merge(
            [self._storage.segment(entry) for entry in entries], [entry.deleted_array() for entry in entries]
        )

    def put_merged(self, sources: Sequence[ArraySegment], merged: Merged, path: Path) -> bool:
        """Put a segment in the place of those that it was made of, with what was deleted in them since.

        Args:
            sources: The segments as they were.
            merged: What they became.
            path: Where ``write_merged`` put it, in the folder of the index; it is renamed.

        Returns:
            Whether the sources were still there; nothing is done where they are not.
        """
        first = self.segments.index(sources[0]) if sources[0] in self.segments else 0
        now = self.segments[first : first + len(sources)]
        if now != list(sources):
            return False
        entry = ArraySegment(self._index.indexname, merged.documents)
        for current, renumbered in zip(now, merged.renumbered, strict=True):
            numbers = renumbered[current.deleted_array()]
            for number in numbers[numbers >= 0].tolist():
                entry.delete_document(number)
        self.segments[first : first + len(sources)] = [entry] if merged.documents else []
        if merged.documents:
            path.rename(self._path(entry))
        return True

    def commit(self, **_: Any) -> None:
        """Write what was added and deleted. When this returns it is on the disk and others see it."""
        if self._documents:
            self._entry.set_doc_count(self._documents)
            fields = {name: self._field(name, words) for name, words in self._words.items()}
            columns: dict[str, Numbers] = {
                name: np.frombuffer(values, np.int64) for name, values in self._columns.items()
            }
            write_segment(self._path(self._entry), self._documents, fields, columns)
            self.segments.append(self._entry)
        storage, name = self._storage, self._index.indexname
        TOC(self.schema, self.segments, self._generation).write(storage, name)
        on_disk(self._folder / TOC._filename(name, self._generation))  # noqa: SLF001
        on_disk(self._folder)
        clean_files(storage, name, self._generation, self.segments)
        self.is_closed = True

    def cancel(self, **_: Any) -> None:
        """Forget what was added and deleted."""
        self.is_closed = True

    def _field(self, name: str, words: FieldWords) -> FieldToWrite:
        known, lists = words.inverted()
        lengths, total = None, 0
        if name in self._lengths:
            whole = np.frombuffer(self._lengths[name], np.uint32)
            distinct, inverse = np.unique(whole, return_inverse=True)
            lengths = np.array([length_to_byte(each) for each in distinct.tolist()], np.uint8)[inverse]
            total = int(whole.sum(dtype=np.int64))
        return FieldToWrite(known, [pack_lists(lists)], words.has_places, lengths, total)

    def _path(self, entry: ArraySegment) -> Path:
        return self._folder / str(entry.make_filename(EXTENSION))


def write_merged(path: Path, merged: Merged) -> None:
    """Write the segment that several became."""
    if merged.documents:
        write_segment(path, merged.documents, merged.fields, merged.columns)


def run_to_merge(sizes: Sequence[int], most: int = MOST_SEGMENTS) -> tuple[int, int] | None:
    """Which segments ``[first, end)`` to make one, when there are more than ``most``.

    It is the run in which the fewest documents are copied for each segment that it saves. So a large segment
    is left alone while small ones come and go, and is copied when there are as large ones beside it.

    Args:
        sizes: How many documents each segment has.
        most: How many segments there may be.
    """
    least = len(sizes) - most + 1
    if least < 2:
        return None
    starts = [0, *accumulate(sizes)]

    def cost(run: tuple[int, int]) -> float:
        first, end = run
        return (starts[end] - starts[first]) / (end - first - 1)

    return min(
        ((first, end) for first in range(len(sizes)) for end in range(first + least, len(sizes) + 1)),
        key=cost,
    )
