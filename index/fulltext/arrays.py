"""A file of named arrays of numbers, of which every byte is checked the first time it is read.

This is what a segment of the index lies in. Nothing in it is code or can become code: a directory in JSON
names the arrays, their types and their places. The file is covered by checksums of short pages, so that a
part of it can be read, and believed, without looking at the rest. It is read and never mapped: a mapped file
that somebody cuts short ends the whole process.

Layout, all numbers little-endian: the magic; the arrays, each beginning at a multiple of eight bytes; the
directory; the CRC-32 of each page of all that comes before it (``<u4``); a tail with the length of the
directory, the number of pages, the CRC-32 of the checksums, and the magic once more.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

#: Bytes that share a checksum: checking one takes some 15 microseconds.
PAGE = 32_768

_MAGIC = b"BRFARR01"
_TAIL = struct.Struct("<QII8s")
_ALIGNMENT = 8
_PIECE = 8 << 20


class DamagedError(Exception):
    """A file is not what was written."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an array lies: its type as numpy writes it, how many items it has, its first byte."""

    type: str
    count: int
    start: int


def smallest(values: Array) -> Array:
    """The same whole numbers, none negative, in the smallest unsigned type that holds them."""
    most = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(most).newbyteorder("<"), copy=False)


def write_arrays(path: Path, arrays: Mapping[str, Iterable[Array]], about: Mapping[str, object]) -> None:
    """Write a file that must not be there yet, and have it on the disk when this returns.

    Args:
        path: The file.
        arrays: Arrays by name, each as pieces of one type, in order.
        about: What else to keep, as JSON.

    Raises:
        OSError: The disk does not take it; what was written is taken away.
    """
    places: dict[str, list[object]] = {}
    try:
        with path.open("xb") as file:
            out = _Summed(file.write)
            out.write(_MAGIC)
            for name, pieces in arrays.items():
                out.write(bytes(-out.length % _ALIGNMENT))
                start, count, type = out.length, 0, "|u1"
                for piece in pieces:
                    count += len(piece)
                    type = piece.dtype.str
                    out.write(np.ascontiguousarray(piece).data.cast("B") if len(piece) else b"")
                places[name] = [type, count, start]
            directory = json.dumps({"arrays": places, "about": dict(about)}).encode()
            out.write(directory)
            sums = np.array(out.finish(), "<u4")
            file.write(sums.tobytes())
            file.write(_TAIL.pack(len(directory), len(sums), zlib.crc32(sums.tobytes()), _MAGIC))
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


class _Summed:
    """Passes bytes on and keeps the checksum of each page of them."""

    def __init__(self, write: Any) -> None:
        self._write = write
        self._sums: list[int] = []
        self._sum = 0
        self.length = 0

    def write(self, data: bytes | memoryview) -> None:
        """Write, whole pages and parts of them alike."""
        self._write(data)
        view = memoryview(data)
        while view:
            part = view[: PAGE - self.length % PAGE]
            self._sum = zlib.crc32(part, self._sum)
            self.length += len(part)
            view = view[len(part) :]
            if not self.length % PAGE:
                self._sums.append(self._sum)
                self._sum = 0

    def finish(self) -> list[int]:
        """The checksums, the last one of a page that may be short."""
        return [*self._sums, self._sum] if self.length % PAGE else self._sums


class ArrayFile:
    """An open file of arrays. Reading it from several threads at once is the caller's to prevent.

    Attributes:
        about: What was kept beside the arrays.
    """

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            DamagedError: It is not such a file, or its end was damaged.
            OSError: It cannot be opened.
        """
        self._name = path.name
        self._file = path.open("rb", buffering=0)
        try:
            self._open()
        except (ValueError, KeyError, TypeError, struct.error) as error:
            self._file.close()
            raise DamagedError(f"{self._name} is not what was written: {error}") from error
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        size = os.fstat(self._file.fileno()).st_size
        tail = self._pread(size - _TAIL.size, _TAIL.size) if size >= _TAIL.size + len(_MAGIC) else b""
        directory_length, pages, check, magic = _TAIL.unpack(tail)
        self._end = size - _TAIL.size - 4 * pages
        if magic != _MAGIC or self._end < directory_length or pages != -(-self._end // PAGE):
            raise ValueError("its tail is wrong")
        sums = self._pread(self._end, 4 * pages)
        if zlib.crc32(sums) != check:
            raise ValueError("its checksums are damaged")
        self._sums = np.frombuffer(sums, "<u4")
        self._checked = bytearray(pages)
        found = json.loads(self._read(self._end - directory_length, directory_length))
        self.about: dict[str, Any] = found["about"]
        self._places = {name: _Place(*place) for name, place in found["arrays"].items()}

    def close(self) -> None:
        """Give the file back. Arrays that were read stay."""
        self._file.close()

    def names(self) -> Iterable[str]:
        """The arrays, by name."""
        return self._places

    def array(self, name: str) -> Array:
        """A whole array, anew each time.

        Raises:
            DamagedError: It is not what was written, or there is none.
        """
        return self.part(name, 0, self._place(name).count)

    def part(self, name: str, start: int, stop: int) -> Array:
        """The items ``[start, stop)`` of an array, read from the disk and checked.

        Raises:
            DamagedError: They are not what was written, or not there.
        """
        place = self._place(name)
        if not 0 <= start <= stop <= place.count:
            raise DamagedError(f"{self._name} has no {name} from {start} to {stop}")
        width = np.dtype(place.type).itemsize
        data = self._read(place.start + start * width, (stop - start) * width)
        return np.frombuffer(data, place.type)

    def check(self) -> None:
        """Read everything.

        Raises:
            DamagedError: Something is not what was written.
        """
        for start in range(0, self._end, _PIECE):
            self._read(start, min(_PIECE, self._end - start))

    def _place(self, name: str) -> _Place:
        place = self._places.get(name)
        if place is None:
            raise DamagedError(f"{self._name} has no {name}")
        return place

    def _read(self, start: int, length: int) -> bytes:
        if not length:
            return b""
        first, last = start // PAGE, (start + length - 1) // PAGE
        if 0 not in self._checked[first : last + 1]:
            return self._pread(start, length)
        begin = first * PAGE
        data = self._pread(begin, min((last + 1) * PAGE, self._end) - begin)
        view = memoryview(data)
        for page in range(first, last + 1):
            offset = page * PAGE - begin
            if zlib.crc32(view[offset : offset + PAGE]) != self._sums[page]:
                raise DamagedError(f"{self._name} is damaged at byte {page * PAGE} or soon after")
            self._checked[page] = 1
        return data[start - begin : start - begin + length]

    def _pread(self, start: int, length: int) -> bytes:
        parts: list[bytes] = []
        while length:
            part = os.pread(self._file.fileno(), length, start)
            if not part:
                raise DamagedError(f"{self._name} was cut short")
            parts.append(part)
            start, length = start + len(part), length - len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)
