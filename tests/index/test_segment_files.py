"""Claims about the files of the index: what is written is read, and what was damaged is never believed."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fulltext import arrays, segment
from index.fulltext.arrays import ArrayFile, DamagedError, smallest, write_arrays
from index.fulltext.matches import at_least, best
from index.fulltext.packing import (
    from_gaps,
    from_gaps_of_one,
    gaps,
    pack,
    ranges,
    starts_of,
    unpack,
    unpack_one,
)
from index.fulltext.postings import Lists, pack_lists
from index.fulltext.segment import FieldToWrite, Words, write_segment
from index.fulltext.writer import run_to_merge

numbers = st.one_of(st.just(0), st.integers(0, 255), st.integers(0, 65_535), st.integers(0, 2**32 - 1))
lists = st.lists(st.lists(numbers, min_size=1, max_size=9), max_size=12)


def flat(parts: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    return (
        np.array([number for part in parts for number in part], np.uint32),
        np.array([len(part) for part in parts], np.uint32),
    )


@given(lists)
def test_lists_that_are_packed_are_unpacked_together_and_one_by_one(parts: list[list[int]]) -> None:
    values, lengths = flat(parts)
    data, widths = pack(values, lengths)
    assert unpack(data, lengths, widths).tolist() == values.tolist()
    starts = starts_of(lengths * widths.astype(np.int64))
    for part, width, start, end in zip(parts, widths.tolist(), starts, starts[1:], strict=False):
        assert unpack_one(data[start:end], width, len(part)).tolist() == part
        assert width == (0 if not any(part) else 1 if max(part) < 256 else 2 if max(part) < 65_536 else 4)


@given(st.lists(st.sets(st.integers(0, 10**6), min_size=1, max_size=9), max_size=9))
def test_rising_lists_come_back_from_their_gaps(sets: list[set[int]]) -> None:
    parts = [sorted(each) for each in sets]
    values, lengths = flat(parts)
    assert from_gaps(gaps(values, lengths), lengths).tolist() == values.tolist()
    for part in parts:
        alone, length = flat([part])
        assert from_gaps_of_one(gaps(alone, length)).tolist() == part


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 5))))
def test_ranges_stand_one_after_the_other(parts: list[tuple[int, int]]) -> None:
    starts, lengths = (np.array([part[side] for part in parts], np.int64) for side in (0, 1))
    assert ranges(starts, lengths).tolist() == [
        n for start, length in parts for n in range(start, start + length)
    ]


@given(st.sets(st.binary(max_size=4), max_size=20), st.binary(max_size=3))
def test_words_are_found_by_themselves_and_by_their_beginning(words: set[bytes], wanted: bytes) -> None:
    known = sorted(words)
    found = Words(b"".join(known), np.array([len(word) for word in known], np.uint8))
    assert list(found) == known
    assert [found.find(word) for word in known] == list(range(len(known)))
    assert (found.find(wanted) >= 0) == (wanted in words)
    assert found.between(*found.beginning(wanted)) == [word for word in known if word.startswith(wanted)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "some.segment"
    pieces = [np.arange(50_000, dtype=np.uint32), np.arange(7, dtype=np.uint32)]
    write_arrays(
        path, {"long": pieces, "none": [], "short": [np.array([1, 2, 3], np.uint8)]}, {"documents": 3}
    )
    return path


def test_arrays_are_read_whole_and_in_parts(path: Path) -> None:
    file = ArrayFile(path)
    assert file.about == {"documents": 3}
    assert list(file.names()) == ["long", "none", "short"]
    assert file.array("long").tolist() == [*range(50_000), *range(7)]
    assert file.part("long", 20_000, 20_003).tolist() == [20_000, 20_001, 20_002]
    assert file.array("short").tolist() == [1, 2, 3]
    assert len(file.array("none")) == 0
    file.check()
    for wrong in (("long", 0, 99_999), ("long", 3, 2), ("other", 0, 1)):
        with pytest.raises(DamagedError):
            file.part(*wrong)
    file.close()


def test_no_byte_can_turn_without_being_noticed(path: Path) -> None:
    """Bytes between two arrays carry nothing, and are noticed too."""
    whole = path.read_bytes()
    for place in [*random.Random(3).sample(range(len(whole)), 200), *range(len(whole) - 400, len(whole))]:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(DamagedError):
            file = ArrayFile(path)
            try:
                file.check()
            finally:
                file.close()


def test_only_what_is_read_is_looked_through(path: Path) -> None:
    whole = path.read_bytes()
    place = 10 + 4 * 30_000
    path.write_bytes(whole[:place] + b"\xff\xff" + whole[place + 2 :])
    file = ArrayFile(path)
    assert file.part("long", 0, 5).tolist() == [0, 1, 2, 3, 4]
    with pytest.raises(DamagedError, match=r"some\.segment is damaged at byte 98304 or soon after"):
        file.part("long", 30_000, 30_001)
    file.close()


def test_a_file_that_is_cut_short_is_refused_and_one_that_is_cut_while_open_too(path: Path) -> None:
    whole = path.read_bytes()
    file = ArrayFile(path)
    for length in (0, 7, 40, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(DamagedError):
            ArrayFile(path)
    path.write_bytes(whole[:9])
    with pytest.raises(DamagedError, match="was cut short"):
        file.array("long")
    file.close()


def test_a_file_is_written_whole_or_not_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileExistsError):
        write_arrays(path, {}, {})
    other = path.with_name("other.segment")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(arrays.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_arrays(other, {"a": [np.zeros(9, np.uint8)]}, {})
    assert not other.exists()


def test_numbers_are_kept_in_the_smallest_type() -> None:
    for most, type in ((0, "u1"), (255, "u1"), (256, "u2"), (65_536, "u4"), (2**32, "u8")):
        assert smallest(np.array([0, most], np.uint64)).dtype == np.dtype(f"<{type}")
    assert smallest(np.empty(0, np.int64)).dtype == np.uint8


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(0, 8))
def test_the_best_are_those_that_sorting_all_of_them_would_give(scores: list[int], count: int) -> None:
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    numbers, found = best(np.arange(len(scores)), np.array(scores, np.float32), count)
    assert numbers.tolist() == order[:count]
    assert found.tolist() == [scores[place] for place in order[:count]]


def test_the_best_of_many_are_found_without_sorting_all() -> None:
    scores = np.random.default_rng(4).integers(0, 500, 30_000).astype(np.float32)
    few = at_least(scores, 20)
    assert 20 <= len(few) < 200
    assert best(np.arange(30_000), scores, 20)[0].tolist() == np.argsort(-scores, kind="stable")[:20].tolist()


def test_small_segments_are_merged_and_a_large_one_is_left_alone() -> None:
    assert run_to_merge([10] * 4) is None
    assert run_to_merge([100_000, *[50] * 4]) == (1, 5)
    assert run_to_merge([50, 50, 100_000, 50, 50]) in {(0, 2), (3, 5)}
    assert run_to_merge([10_000] * 50) == (0, 50)


def test_adding_day_by_day_copies_no_article_often() -> None:
    sizes: list[int] = []
    copied = 0
    for _ in range(1_000):
        sizes.append(50)
        if (run := run_to_merge(sizes)) is not None:
            copied += sum(sizes[slice(*run)])
            sizes[slice(*run)] = [sum(sizes[slice(*run)])]
    assert len(sizes) <= 4
    assert copied < 60 * sum(sizes)


def test_what_a_segment_keeps_in_memory_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = np.arange(40, dtype=np.uint32)
    ones = np.ones(40, np.uint32)
    words = [b"w%02d" % number for number in range(30)]
    lists = Lists(np.full(30, 40, np.uint32), np.tile(documents, 30), np.tile(ones, 30), np.tile(ones, 30))
    field = FieldToWrite(words, [pack_lists(lists)], True, np.ones(40, np.uint8), 1_200)
    write_segment(tmp_path / "one.segment", 40, {"body": field}, {})
    open_ = segment.Segment(tmp_path / "one.segment")
    monkeypatch.setattr(segment, "_KEPT", 5 * 40 * 12)
    for word in [*words, *reversed(words)]:
        found = open_.postings("body", (word,))
        assert found is not None
        assert found.documents.tolist() == documents.tolist()
        assert open_.postings("body", (word,)) is found  # kept until others need the room
        assert len(open_._kept) <= 5
    together = open_.postings("body", (words[0], b"unknown", words[1]))
    assert together is not None
    assert together.frequencies.tolist() == [2] * 40
    open_.close()
