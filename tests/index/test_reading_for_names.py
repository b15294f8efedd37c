"""Which articles are read for names, when again, and what holds that up or not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from three import ARTICLES, counted, rule

from index import Corpus, open_corpus
from index.catalog import Catalog, understood
from index.entities.model import Ruled
from index.errors import BusyError, WorkspaceError
from index.extraction import recogniser
from index.extraction.recogniser import Recogniser
from index.fulltext.turns import turn
from index.readers import apart
from index.understanding import reading


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        assert corpus.read_for_names(workers=0) == 3
        yield corpus


def test_only_what_changed_is_read_again(corpus: Corpus, tmp_path: Path) -> None:
    assert corpus.unread() == 0
    assert corpus.read_for_names(workers=0) == 0
    changed = [*ARTICLES[:2], {**ARTICLES[2], "text": "Nothing was claimed near Basra."}]
    corpus.add([write_lines(tmp_path / "a.jsonl", *changed)])
    assert corpus.unread() == 1
    assert corpus.read_for_names(workers=0) == 1
    found = counted(corpus)
    assert found["Baghdad"] == ("place", 2, 2)
    assert found["Basra"] == ("place", 1, 1)
    assert "Torav Herald" not in found


def test_another_date_resolves_moments_anew(corpus: Corpus, tmp_path: Path) -> None:
    before = counted(corpus)
    moved = [{**ARTICLES[0], "date": "2024-05-06"}, *ARTICLES[1:]]
    corpus.add([write_lines(tmp_path / "a.jsonl", *moved)])
    assert corpus.unread() == 1
    corpus.read_for_names(workers=0)
    assert "2024-05-05" in [each.moment.value for each in corpus.entities.times(corpus.everything())]
    assert counted(corpus) == before


def test_another_recogniser_reads_all_again(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:

    before = counted(corpus)
    monkeypatch.setattr(recogniser, "_fingerprint", lambda: "another")
    with open_corpus(corpus.path) as again:
        assert again.unread() == 3
        assert again.read_for_names(workers=0) == 3
        assert counted(again) == before


def test_processes_find_the_same(corpus: Corpus, tmp_path: Path) -> None:
    seen = []
    with open_corpus(tmp_path / "apart") as apart:
        apart.add([tmp_path / "a.jsonl"])
        assert apart.read_for_names(workers=2, progress=lambda *done: seen.append(done)) == 3
        assert counted(apart) == counted(corpus)
    assert seen[-1] == (3, 3)


def test_an_article_that_breaks_the_recogniser_costs_its_own_names_only(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reading.recognised

    def breaks(unread: understood.Unread, recogniser: Recogniser) -> understood.Recognised:
        if "claimed" in unread.text:
            raise RecursionError
        return whole(unread, recogniser)

    monkeypatch.setattr(reading, "recognised", breaks)
    with open_corpus(tmp_path / "other") as other:
        other.add([tmp_path / "a.jsonl"])
        assert other.read_for_names(workers=0) == 3
        assert other.unread() == 0
        ((_, fault),) = other.entities.faults()
        assert fault == "finding its names failed (RecursionError)"
        assert counted(other)["Baghdad"] == ("place", 2, 2)


def test_what_was_stopped_goes_on_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BATCH_ARTICLES", 1)
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        seen: list[int] = []
        read = corpus.read_for_names(
            workers=0, progress=lambda done, _: seen.append(done), stop=lambda: bool(seen)
        )
        assert 0 < read < 3
        # The newest first: a reader wants today's names.
        assert "Kestrel Brigade" in counted(corpus)
        assert corpus.read_for_names(workers=0) == 3 - read
        assert counted(corpus)["Security Media Cell"] == ("organisation", 3, 2)


def test_an_article_that_takes_long_is_broken_off(tmp_path: Path) -> None:
    long = " ".join(f"Ilse Varga {at} told the Kestrel Brigade that Ostrel fell." for at in range(60_000))
    lines = [{**ARTICLES[0], "date": "2024-04-22"}, {"title": "L", "date": "2023-01-01", "text": long}]
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *lines)])
        began = time.monotonic()
        asked: list[float] = []

        def stop() -> bool:
            late = time.monotonic() - began > 6
            if late and not asked:
                asked.append(time.monotonic())
            return late

        corpus.read_for_names(workers=1, stop=stop)
        assert asked, "it takes longer than that"
        assert time.monotonic() - asked[0] < 5
        assert corpus.unread() >= 1
        assert corpus.entities.faults() == []


def test_texts_are_in_memory_one_at_a_time(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    whole = Catalog.to_read

    def to_read(catalog: Catalog, number: int) -> understood.Unread | None:
        asked.append(number)
        return whole(catalog, number)

    monkeypatch.setattr(Catalog, "to_read", to_read)
    texts = reading._texts(corpus._catalog, [3, 99, 1])
    assert next(texts).number == 3
    assert asked == [3]
    assert [unread.number for unread in texts] == [1]


def test_one_process_at_a_time_reads(corpus: Corpus) -> None:
    with turn(corpus.path / "names"), pytest.raises(BusyError):
        corpus.read_for_names(workers=0)


def test_a_process_that_does_not_start_is_no_fault_of_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_corpus(tmp_path / "unread") as corpus:
        corpus.add([write_lines(tmp_path / "b.jsonl", *ARTICLES)])
        with monkeypatch.context() as patch:
            patch.setattr(apart, "_START_SECONDS", 0.001)
            with pytest.raises(WorkspaceError, match="does not start"):
                corpus.read_for_names(workers=1)
        assert corpus.entities.faults() == []
        assert corpus.read_for_names(workers=1) == 3


def test_a_view_that_was_handed_out_stays_as_it_was(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    register = corpus.entities._register
    rule(corpus, Ruled("ignored", "place:Nowhere", ""))
    old = register.view()
    before = {name: old.ties.lead(name) for name in old.names[1:]}
    assert any(name != lead for name, lead in before.items())
    rows = corpus._catalog.name_rows
    seen = []

    def apart_again(since: int) -> list[tuple[int, str, str, int, int]]:
        seen.append({name: old.ties.lead(name) for name in old.names[1:]})
        return [(number, kind, text, number, number) for number, kind, text, *_ in rows(since)]

    monkeypatch.setattr(corpus._catalog, "name_rows", apart_again)
    with corpus._catalog.transaction():
        corpus._catalog.names_changed()
    new = register.view()
    seen.append({name: old.ties.lead(name) for name in old.names[1:]})
    assert seen == [before, before]
    assert all(new.ties.lead(name) == name for name in new.names[1:])
