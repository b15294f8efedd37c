"""The claim on which all speed rests: our segments hold, and our searches find, what Whoosh's own would.

Random histories of a small corpus (adds, changes, deletions, commits, merges) are played to an index of arrays
and to one of Whoosh's own; then every word, posting, place, result, score and order is compared.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.scoring import BM25F

from index.fulltext import schema, sequences
from index.fulltext.analysis import BREAK, WordAnalyzer
from index.fulltext.codec import SegmentStorage
from index.fulltext.collector import ArrayCollector
from index.fulltext.queries import Forms, InNumbers, InRange, Near, Sequence
from index.fulltext.scoring import Statistics
from index.fulltext.writer import ArrayWriter, write_merged
from index.words import folded_words

WORDS = (
    "alpha",
    "bravo",
    "bravos",
    "Brávo",
    "charlie",
    "delta's",
    "F-16",
    "7",
    "U.S.",
    "Ærø",
    "дым",
    "東京",
    "5,000",
)
TERMS = sorted({folded for word in WORDS for folded in folded_words(word)} | {"zulu"})
WEIGHTING = {"weighting": BM25F(B=0.75, K1=1.2)}

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
bodies = st.lists(texts, min_size=1, max_size=3).map(BREAK.join) | st.builds(
    lambda word, count: " ".join([word] * count), st.sampled_from(WORDS), st.sampled_from([250, 300])
)
documents = st.fixed_dictionaries(
    {
        "title": texts,
        "body": bodies,
        "language": st.sampled_from(["en", "ru", None]),
        "first_day": st.integers(0, 9),
    }
)
Batch = dict[int, "dict[str, Any] | None"]
batches = st.dictionaries(st.integers(1, 12), documents | st.none(), min_size=1, max_size=8)
histories = st.lists(batches, min_size=1, max_size=4)

fields = st.sampled_from(["title", "body"])
terms = st.builds(wq.Term, fields, st.sampled_from(TERMS), st.sampled_from([1.0, 0.5]))
leaves = st.one_of(
    terms,
    terms,
    st.builds(wq.Term, st.just("language"), st.sampled_from(["en", "ru", "fr"])),
    st.builds(wq.Phrase, fields, st.lists(st.sampled_from(TERMS), min_size=1, max_size=3)),
    st.builds(
        lambda f, w: wq.Phrase(f, w, slop=3), fields, st.lists(st.sampled_from(TERMS), min_size=2, max_size=2)
    ),
    st.builds(wq.Prefix, fields, st.sampled_from(["b", "br", "д", "zz", "5"])),
    st.builds(wq.Wildcard, fields, st.sampled_from(["*a", "b*o", "?"])),
    st.builds(lambda f, w: wq.FuzzyTerm(f, w, maxdist=1), fields, st.sampled_from(["alph", "brabo"])),
    # Left to Whoosh; of words only, since its own matchers stumble over some nestings of these.
    st.builds(wq.AndMaybe, terms, terms),
    st.builds(wq.Require, terms, terms),
    st.builds(wq.DisjunctionMax, st.lists(terms, min_size=2, max_size=2)),
    st.just(wq.Every()),
)
queries = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(wq.And, st.lists(parts, min_size=1, max_size=3)),
        st.builds(wq.Or, st.lists(parts, min_size=1, max_size=3)),
        st.builds(wq.Not, parts),
        st.builds(wq.ConstantScoreQuery, parts, st.sampled_from([1.0, 0.25])),
    ),
    max_leaves=5,
)


@dataclass
class Both:
    """The same history in an index of arrays and in one of Whoosh's own."""

    ours: FileIndex
    stock: FileIndex
    storage: SegmentStorage

    @staticmethod
    def at(folder: Path) -> Both:
        storage = SegmentStorage(folder)
        text = {"analyzer": WordAnalyzer()}
        theirs = Schema(
            number=NUMERIC(unique=True, sortable=True), title=TEXT(**text), body=TEXT(**text), language=ID()
        )
        return Both(
            FileIndex.create(storage, schema.make_schema()), FileIndex.create(RamStorage(), theirs), storage
        )

    def play(self, batch: Batch) -> None:
        ours, stock = ArrayWriter(self.ours), self.stock.writer()
        ours.delete_where("number", list(batch))
        for number, document in batch.items():
            stock.delete_by_term("number", number)
            if document is not None:
                ours.add_document(number=number, **document)
                known = {name: value for name, value in document.items() if name != "first_day"}
                stock.add_document(number=number, **{k: v for k, v in known.items() if v is not None})
        ours.commit()
        stock.commit(merge=False)

    def merge(self, first: int, end: int) -> None:
        writer = ArrayWriter(self.ours)
        end = min(end, len(writer.segments))
        path = Path(self.storage.folder) / "merged"
        merged = writer.merged(first, end)
        write_merged(path, merged)
        assert writer.put_merged(writer.segments[first:end], merged, path)
        writer.commit()


def postings(index: FileIndex) -> dict[tuple[str, bytes], list[tuple[int, float, list[int]]]]:
    """Every word with the numbers of its articles, how often and where it stands there."""
    found: dict[tuple[str, bytes], list[tuple[int, float, list[int]]]] = {}
    with index.reader() as reader:
        for field, word in reader.all_terms():
            if field == "number":
                continue
            column, matcher, listed = reader.column_reader("number"), reader.postings(field, word), []
            while matcher.is_active():
                places = list(matcher.value_as("positions")) if matcher.supports("positions") else []
                listed.append((int(column[matcher.id()]), matcher.weight(), places))
                matcher.next()
            if listed:
                found[field, word] = listed
    return found


def found_by_ours(index: FileIndex, query: Any) -> list[tuple[int, float]]:
    with index.searcher(**WEIGHTING) as searcher:
        statistics = Statistics(searcher)
        collector = ArrayCollector(statistics)
        searcher.search_with_collector(query, collector)
        unscored = ArrayCollector(statistics, scored=False)
        searcher.search_with_collector(query, unscored)
        assert unscored.documents.tolist() == collector.documents.tolist()
        assert unscored.count() == collector.count()
        if not statistics.leaves:
            return []
        column = searcher.reader().column_reader("number")
        return [(int(column[number]), score) for score, number in collector.results().top_n]


def found_by_stock(index: FileIndex, query: Any) -> list[tuple[int, float]]:
    with index.searcher(**WEIGHTING) as searcher:
        if not searcher.doc_count_all():
            return []
        reader = searcher.reader()
        column = reader.column_reader("number")
        found = searcher.search(query, limit=None).top_n
        # Whoosh's matcher for NOT gives deleted documents too, where its last match is before one.
        return [(int(column[number]), score) for score, number in found if not reader.is_deleted(number)]


def same(ours: list[tuple[int, float]], stock: list[tuple[int, float]]) -> None:
    """The same articles with the same scores; where scores differ, in the same order."""
    assert sorted(number for number, _ in ours) == sorted(number for number, _ in stock)
    scores = dict(stock)
    for number, score in ours:
        assert math.isclose(score, scores[number], rel_tol=1e-5, abs_tol=1e-6), (ours, stock)
    for (_, before), (_, after) in pairwise(ours):
        assert before >= after
    ranked = [scores[number] for number, _ in ours]
    for before, after in pairwise(ranked):
        assert before >= after or math.isclose(before, after, rel_tol=1e-5, abs_tol=1e-6)


@given(histories, st.lists(queries, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_posting_and_every_result_is_what_whoosh_has(history: list[Batch], asked: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        both = Both.at(Path(folder))
        for batch in history:
            both.play(batch)
        assert postings(both.ours) == postings(both.stock)
        for query in asked:
            same(found_by_ours(both.ours, query), found_by_stock(both.stock, query))
        both.storage.release()


@given(histories, st.integers(0, 2), st.integers(2, 4), batches, st.lists(queries, min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_merged_index_is_what_one_would_be_that_never_had_what_was_deleted(
    history: list[Batch], first: int, end: int, more: Batch, asked: list[Any]
) -> None:
    with TemporaryDirectory() as folder:
        both = Both.at(Path(folder))
        alive: dict[int, Any] = {}
        for batch in history:
            both.play(batch)
            for number, document in batch.items():
                alive.pop(number, None)
                if document is not None:
                    alive[number] = document
        count = len(ArrayWriter(both.ours).segments)
        if first < min(end, count):
            before = postings(both.ours)
            both.merge(first, end)
            assert postings(both.ours) == before
        if count:
            both.merge(0, len(ArrayWriter(both.ours).segments))
        fresh = Both.at(Path(folder, "fresh")) if Path(folder, "fresh").mkdir() is None else both
        if alive:
            fresh.play(alive)
        assert postings(both.ours) == postings(fresh.stock)
        for query in asked:
            same(found_by_ours(both.ours, query), found_by_stock(fresh.stock, query))
        both.play(more)
        fresh.play(more)
        assert postings(both.ours) == postings(fresh.stock)
        both.storage.release()
        fresh.storage.release()


STEMS = {"bravo": "brav", "bravos": "brav", "alpha": "alph"}


@given(
    histories, st.lists(st.sampled_from(["alpha", "bravo", "charlie"]), min_size=1, max_size=2, unique=True)
)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_forms_taken_for_one_word_score_as_the_word_would(history: list[Batch], asked: list[str]) -> None:
    """The index has surface forms; an index of stems, made by Whoosh, gives the same scores for the stems."""
    with TemporaryDirectory() as folder:
        both, stems = (
            Both.at(Path(folder)),
            Both.at(Path(folder, "stems")) if Path(folder, "stems").mkdir() is None else None,
        )
        assert stems is not None
        for batch in history:
            both.play(batch)
            stems.play(
                {
                    number: document
                    and {
                        **document,
                        "body": BREAK.join(
                            " ".join(STEMS.get(word, word) for word in folded_words(part))
                            for part in document["body"].split(BREAK)
                        ),
                    }
                    for number, document in batch.items()
                }
            )
        forms = [
            tuple(form for form, stem in STEMS.items() if stem == STEMS.get(word, word)) or (word,)
            for word in asked
        ]
        ours = wq.And([Forms("body", each) for each in forms])
        theirs = wq.And([wq.Term("body", STEMS.get(word, word)) for word in asked])
        same(found_by_ours(both.ours, ours), found_by_stock(stems.stock, theirs))
        within_whoosh = wq.DisjunctionMax([ours, wq.NullQuery])  # walked through by Whoosh's matchers
        same(found_by_ours(both.ours, within_whoosh), found_by_stock(stems.stock, theirs))
        both.storage.release()
        stems.storage.release()


@given(
    histories,
    st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=2, unique=True), min_size=1, max_size=3),
    st.integers(1, 4),
    st.sampled_from([(1 << 20, 64), (8, 10**6), (1 << 20, 0)]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_words_in_order_are_found_wherever_they_stand_so(
    history: list[Batch], steps: list[list[str]], reach: int, ways: tuple[int, int]
) -> None:
    """Whichever way is taken: marking places, in short stretches too, or looking them up."""
    alive: dict[int, Any] = {}
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequences, "_STRETCH", ways[0])
        patch.setattr(sequences, "_SPARSE", ways[1])
        both = Both.at(Path(folder))
        for batch in history:
            both.play(batch)
            alive |= batch
        query = Sequence("body", tuple(map(tuple, steps)), reach)
        found = {number for number, _ in found_by_ours(both.ours, query)}
        assert found == {
            number
            for number, document in alive.items()
            if document
            and any(stands_so(folded_words(part), steps, reach) for part in parted(document["body"], reach))
        }
        both.storage.release()


def parted(body: str, reach: int) -> list[str]:
    """A place without a word stands between two parts; only a longer reach gets over it."""
    return body.split(BREAK) if reach == 1 else [body.replace(BREAK, " zzz ")]


def stands_so(words: tuple[str, ...], steps: list[list[str]], reach: int) -> bool:
    ends = {place for place, word in enumerate(words) if word in steps[0]}
    for step in steps[1:]:
        ends = {
            place
            for place, word in enumerate(words)
            if word in step and any(0 < place - end <= reach for end in ends)
        }
    return bool(ends)


@given(histories, st.lists(st.sampled_from(TERMS), min_size=1, max_size=4), st.integers(0, 4))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_words_near_each_other_are_found_in_any_order(
    history: list[Batch], asked: list[str], others: int
) -> None:
    alive: dict[int, Any] = {}
    wanted = Counter(asked)
    room = len(asked) + others
    with TemporaryDirectory() as folder:
        both = Both.at(Path(folder))
        for batch in history:
            both.play(batch)
            alive |= batch
        found = dict(found_by_ours(both.ours, Near("body", tuple(wanted.items()), room)))
        assert found.keys() == {
            number
            for number, document in alive.items()
            if document and stand_near(folded_words(document["body"].replace(BREAK, " zzz ")), wanted, room)
        }
        together = dict(found_by_ours(both.ours, wq.And([wq.Term("body", word) for word in wanted])))
        assert found == pytest.approx({number: together[number] for number in found}, rel=1e-5), (
            "as its words"
        )
        both.storage.release()


def stand_near(words: tuple[str, ...], wanted: Counter[str], room: int) -> bool:
    return any(Counter(words[start : start + room]) >= wanted for start in range(len(words)))


@given(histories, st.sets(st.integers(0, 13)), st.integers(0, 9), st.integers(0, 9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_numbers_and_ranges_of_a_column_are_found(
    history: list[Batch], numbers: set[int], first: int, last: int
) -> None:
    alive: dict[int, Any] = {}
    with TemporaryDirectory() as folder:
        both = Both.at(Path(folder))
        for batch in history:
            both.play(batch)
            alive |= batch
        there = {number: document["first_day"] for number, document in alive.items() if document}
        found = found_by_ours(both.ours, InNumbers("number", frozenset(numbers)))
        assert {number for number, _ in found} == numbers & there.keys()
        found = found_by_ours(both.ours, InRange("first_day", first or None, last))
        assert {number for number, _ in found} == {
            n for n, day in there.items() if max(first, 1) <= day <= last
        }
        both.storage.release()


def test_what_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    writer = ArrayWriter(FileIndex.create(SegmentStorage(tmp_path), schema.make_schema()))
    with pytest.raises(ValueError, match="no such field"):
        writer.add_document(number=1, colour="red")
    stored = ArrayWriter(FileIndex.create(SegmentStorage(tmp_path), Schema(kept=ID(stored=True))))
    with pytest.raises(ValueError, match="nothing is stored"):
        stored.add_document(kept="x")
