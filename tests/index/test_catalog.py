"""Claims about the catalogue: what was placed is there, whole or not at all, and every change has its number."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from index.catalog import CATALOG_VERSION, Catalog, FileState, Incoming
from index.errors import AmbiguousError, NotFoundError, WorkspaceError
from index.model import Published
from index.text import article_id

DAY = Published("2024-04-22", "day")
MONTH = Published("2024-04", "month")
YEAR = Published("2024", "year")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with closing(Catalog(tmp_path / "corpus.db")) as catalog:
        yield catalog


def article(text: str = "Five rockets fell.", *, record: str = "", **fields: object) -> Incoming:
    values = {
        "title": "",
        "source": "",
        "author": "",
        "published": None,
        "url": "",
        "language": "en",
        **fields,
    }
    title = str(values.pop("title"))
    return Incoming(
        record=record,
        id=article_id(title, text),
        title=title or text,
        title_derived=not title,
        text=text,
        raw_sha256="0" * 64,
        **values,  # type: ignore[arg-type]
    )


def place(catalog: Catalog, *articles: Incoming, path: str = "/in/a.jsonl") -> list[str]:
    with catalog.transaction():
        file = catalog.keep_file(path, FileState(0, 1, 2, "abc", ""), "JSON Lines", 1, 1)
        return [catalog.place(file, each) for each in articles]


def origins(catalog: Catalog, path: str = "/in/a.jsonl") -> list[tuple[int, str, bool]]:
    known = catalog.file(path)
    assert known is not None
    return catalog.origins(known.id)


# Placing


def test_an_article_comes_back_as_it_was_placed(catalog: Catalog) -> None:
    given = article(
        "Text.",
        record="r1",
        title="Title",
        source="Wire",
        author="A. Writer",
        published=DAY,
        url="u",
        language="ar",
    )
    assert place(catalog, given) == ["new"]
    found = catalog.article(given.id)
    assert (found.title, found.title_derived, found.text, found.language) == ("Title", False, "Text.", "ar")
    (copy,) = found.copies
    assert (copy.source, copy.author, copy.published, copy.url) == ("Wire", "A. Writer", DAY, "u")
    assert (copy.origin.path, copy.origin.record, copy.origin.gone) == ("/in/a.jsonl", "r1", False)
    assert copy.added.endswith("Z")


def test_placing_the_same_again_changes_nothing(catalog: Catalog) -> None:
    place(catalog, article())
    before = catalog.last_change()
    assert place(catalog, article()) == ["same"]
    assert catalog.last_change() == before


@pytest.mark.parametrize(
    "fields", [{"source": "B"}, {"author": "B"}, {"published": DAY}, {"url": "B"}, {"language": "fr"}]
)
def test_other_metadata_is_a_new_copy_of_the_same_article(
    catalog: Catalog, fields: dict[str, object]
) -> None:
    place(catalog, article())
    number = catalog.article(article().id).number
    assert place(catalog, article(**fields)) == ["changed"]
    found = catalog.article(article().id)
    assert found.number == number
    assert len(found.copies) == 1
    ((name, value),) = fields.items()
    assert getattr(found.copies[0], name) == value
    with closing(sqlite3.connect(catalog.path)) as db:
        assert db.execute("SELECT count(*), count(superseded) FROM copies").fetchone() == (2, 1)


def test_an_origin_that_says_something_else_keeps_the_old_version(catalog: Catalog) -> None:
    old, new = article("Five rockets fell."), article("Six rockets fell.")
    place(catalog, old)
    assert place(catalog, new) == ["changed"]
    assert catalog.everything(newest_first=True) == [catalog.article(new.id).number]
    kept = catalog.article(old.id)
    assert kept.text == "Five rockets fell."
    assert len(kept.copies) == 1
    status = catalog.status(pending=0, fulltext_bytes=0, fulltext_version=0, cleaner_version=0)
    assert (status.articles, status.versions, status.copies) == (1, 1, 1)


def test_a_text_that_comes_back_is_the_old_article_again(catalog: Catalog) -> None:
    first = article("Five rockets fell.")
    place(catalog, first)
    number = catalog.article(first.id).number
    place(catalog, article("Six rockets fell."))
    assert place(catalog, first) == ["changed"]
    assert catalog.everything(newest_first=True) == [number]


def test_the_earliest_dated_copy_is_shown(catalog: Catalog) -> None:
    later = Published("2024-04-22T21:50+00:00", "minute")
    earlier = Published("2024-04-22T23:30+03:00", "minute")  # 20:30 in UTC
    place(
        catalog,
        article(record="1", source="Undated"),
        article(record="2", source="Later", published=later),
        article(record="3", source="Earlier", published=earlier),
    )
    assert [copy.source for copy in catalog.article(article().id).copies] == ["Earlier", "Later", "Undated"]
    (line,) = catalog.summaries([1])
    assert (line.source, line.published, line.copies) == ("Earlier", earlier, 3)


def test_the_language_of_an_article_is_that_of_the_first_copy_that_knows_it(catalog: Catalog) -> None:
    place(catalog, article(record="1", language="", published=DAY), article(record="2", language="fr"))
    assert catalog.article(article().id).language == "fr"


def test_a_path_that_is_no_text_comes_back_byte_for_byte(catalog: Catalog) -> None:
    path = os.fsdecode(b"/in/caf\xe9\xff.txt")
    place(catalog, article(), path=path)
    assert os.fsencode(catalog.article(article().id).copies[0].origin.path) == b"/in/caf\xe9\xff.txt"
    assert [found for _, found in catalog.files_under("/in")] == [path]


def test_files_under_a_folder_are_those_below_it_and_no_neighbours(catalog: Catalog) -> None:
    paths = ["/in", "/in/a", "/in/b/c", "/in.txt", "/in-2/a", "/inn/a", "/im/z"]
    for number, path in enumerate(paths):
        place(catalog, article(f"Text {number}."), path=path)
    assert {path for _, path in catalog.files_under("/in")} == {"/in", "/in/a", "/in/b/c"}
    assert {path for _, path in catalog.files_under("/in/")} == {"/in", "/in/a", "/in/b/c"}
    assert {path for _, path in catalog.files_under("/")} == set(paths)


# Gone and removed


def test_what_is_gone_stays_and_can_come_back(catalog: Catalog) -> None:
    place(catalog, article())
    ((origin, _, _),) = origins(catalog)
    with catalog.transaction():
        catalog.mark_gone([origin])
    assert origins(catalog) == [(origin, "", True)]
    assert catalog.everything(newest_first=True) == [1]
    assert catalog.article(article().id).copies[0].origin.gone
    assert place(catalog, article()) == ["same"]
    assert origins(catalog) == [(origin, "", False)]


def test_removing_an_origin_takes_its_articles_and_versions_but_none_that_others_say(
    catalog: Catalog,
) -> None:
    shared, own, version = article("Shared."), article("Own."), article("Own, first version.")
    place(catalog, version)
    place(catalog, article("Own."))
    place(catalog, article("Shared.", record="2"))
    place(catalog, shared, path="/in/b.txt")
    with catalog.transaction():
        catalog.remove([origin for origin, _, _ in origins(catalog)])
    assert [copy.origin.path for copy in catalog.article(shared.id).copies] == ["/in/b.txt"]
    for gone in (own, version):
        with pytest.raises(NotFoundError):
            catalog.article(gone.id)
    assert catalog.file("/in/a.jsonl") is None
    assert catalog.file("/in/b.txt") is not None


def test_the_number_of_a_removed_article_is_never_given_again(catalog: Catalog) -> None:
    place(catalog, article("One."), path="/in/1")
    place(catalog, article("Two."), path="/in/2")
    with catalog.transaction():
        catalog.remove([origin for origin, _, _ in origins(catalog, "/in/2")])
    place(catalog, article("Three."), path="/in/3")
    assert catalog.article(article("Three.").id).number == 3


# Changes


def test_changes_come_in_order_with_what_is_to_be_found_now(catalog: Catalog) -> None:
    place(
        catalog,
        article("One.", record="1", source="A", author="X", published=DAY),
        article("Two.", record="2"),
    )
    place(catalog, article("One.", record="3", source="B", author="X"))
    place(catalog, article("Two, again.", record="2"))
    place(catalog, article("Three."), path="/in/3")
    with catalog.transaction():
        catalog.remove([origin for origin, _, _ in origins(catalog, "/in/3")])
    changes = catalog.changes(0, 100)
    assert [change.change for change in changes] == sorted({change.change for change in changes})
    assert changes[-1].change == catalog.last_change()
    found = {change.number: change.searchable for change in changes}
    assert found[1] is not None
    assert (found[1].sources, found[1].authors, found[1].published) == (("A", "B"), ("X",), DAY)
    assert found[2] is None  # replaced by its next version
    assert found[3] is not None
    assert found[3].text == "Two, again."
    assert found[4] is None  # removed
    assert catalog.pending(0) == 4


def test_changes_can_be_asked_for_bit_by_bit(catalog: Catalog) -> None:
    place(catalog, *(article(f"Text {number}.", record=str(number)) for number in range(10)))
    first = catalog.changes(0, 4)
    rest = catalog.changes(first[-1].change, 100)
    assert [change.number for change in (*first, *rest)] == list(range(1, 11))
    assert catalog.changes(catalog.last_change(), 4) == []
    assert catalog.pending(first[-1].change) == 6


# Ids


def test_an_id_may_be_shortened_while_it_is_unique(catalog: Catalog) -> None:
    place(catalog, *(article(f"Text {number}.", record=str(number)) for number in range(40)))
    full = article("Text 7.").id
    assert catalog.article(full[:12].upper()).text == "Text 7."
    assert catalog.article(f" {full}\n").text == "Text 7."
    with pytest.raises(AmbiguousError) as caught:
        catalog.article(full[0])
    assert full in caught.value.candidates or len(caught.value.candidates) == 10
    assert all(id.startswith(full[0]) for id in caught.value.candidates)
    assert caught.value.message == f'the id "{full[0]}" fits several articles'


@pytest.mark.parametrize(
    "id", ["", " ", "zzz", "%", "g", "\udcff", "\x00", "\x1b[31m", "é" * 1_000, "' OR 1=1"]
)
def test_an_id_that_nothing_has_is_said_in_a_sentence(catalog: Catalog, id: str) -> None:
    place(catalog, article())
    with pytest.raises(NotFoundError) as caught:
        catalog.article(id)
    assert caught.value.message.startswith("no article has the id")
    assert "\x1b" not in caught.value.message


def test_ids_become_numbers_and_strangers_are_left_out(catalog: Catalog) -> None:
    place(catalog, article("One.", record="1"), article("Two.", record="2"))
    assert catalog.numbers([article("Two.").id, "f" * 20, "\udcff"]) == [2]
    assert catalog.summaries([2, 99, 1, 2**40])[0].text == "Two."


# Order and counts


def dated(catalog: Catalog) -> None:
    dates = [None, DAY, YEAR, MONTH, Published("2024-04-22T21:50", "minute"), None]
    place(catalog, *(article(f"{n}.", record=str(n), published=when) for n, when in enumerate(dates, 1)))


def test_articles_stand_by_date_and_undated_ones_last(catalog: Catalog) -> None:
    dated(catalog)
    assert catalog.everything(newest_first=True) == [5, 2, 4, 3, 6, 1]
    assert catalog.everything(newest_first=False) == [3, 4, 2, 5, 1, 6]
    assert catalog.ordered([1, 3, 5], newest_first=True) == [5, 3, 1]
    assert catalog.ordered([1, 3, 5], newest_first=False) == [3, 5, 1]


def test_facets_count_any_copy_for_its_outlet_and_the_shown_one_for_its_month(catalog: Catalog) -> None:
    place(
        catalog,
        article("One.", record="1", source="Wire", published=DAY),
        article("One.", record="2", source="Courier", published=YEAR),
        article("Two.", record="3", source="Wire", published=MONTH),
        article("Two.", record="4", source="Wire"),
        article("Three.", record="5"),
        article("Four.", record="6", source="no source"),
    )
    counts = catalog.facets([1, 2, 3, 4])
    facets = counts.facets
    assert list(facets["source"].items()) == [("Wire", 2), ("no source", 2), ("Courier", 1)]
    assert list(facets["time"].items()) == [("2024", 1), ("2024-04", 1), ("no date", 2)]
    assert (list(counts.days.items()), counts.undated) == ([("2024", 1), ("2024-04", 1)], 2)
    facets = catalog.facets([3]).facets
    assert facets == {"source": {"no source": 1}, "language": {"en": 1}, "time": {"no date": 1}}
    assert catalog.facets([]).facets == {"source": {}, "language": {}, "time": {}}


def test_facets_follow_every_change_and_forget_what_was_taken_back(catalog: Catalog) -> None:
    def counts() -> tuple[dict[str, int], dict[str, int], dict[str, int], int]:
        found = catalog.facets([1, 2, 3])
        return found.facets["source"], found.facets["language"], found.days, found.undated

    first = article("One.", record="1", source="Wire", published=DAY)
    place(catalog, first, article("Two.", record="2", source="Wire", language=""))
    before = counts()
    assert before == ({"Wire": 2}, {"en": 1, "no language": 1}, {"2024-04-22": 1}, 1)
    place(catalog, replace(first, record="3", source="Courier", published=YEAR))
    assert counts() == ({"Wire": 2, "Courier": 1}, {"en": 1, "no language": 1}, {"2024": 1}, 1)
    with pytest.raises(KeyboardInterrupt), catalog.transaction():
        catalog.remove([origin for origin, _, _ in origins(catalog)])
        assert counts() == ({}, {}, {}, 0)
        raise KeyboardInterrupt
    assert counts()[0] == {"Wire": 2, "Courier": 1}
    with catalog.transaction():
        catalog.remove([origin for origin, record, _ in origins(catalog) if record == "3"])
    assert counts() == before
    with catalog.transaction():
        catalog.remove([origin for origin, record, _ in origins(catalog) if record == "2"])
    assert counts() == ({"Wire": 1}, {"en": 1}, {"2024-04-22": 1}, 0)


def test_facets_see_what_another_process_wrote_from_any_thread(catalog: Catalog) -> None:
    place(catalog, article("One.", record="1", source="Wire"))
    assert catalog.facets([1, 2]).facets["source"] == {"Wire": 1}
    with closing(Catalog(catalog.path)) as other:
        place(other, article("Two.", record="2", source="Courier"), path="/in/b.jsonl")
    seen: list[dict[str, int]] = []
    threads = [
        threading.Thread(target=lambda: seen.append(catalog.facets([1, 2]).facets["source"]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [{"Courier": 1, "Wire": 1}] * 4


def test_status_counts_what_is_there(catalog: Catalog) -> None:
    empty = catalog.status(pending=0, fulltext_bytes=0, fulltext_version=7, cleaner_version=8)
    assert (empty.articles, empty.files, empty.first, empty.last) == (0, 0, "", "")
    dated(catalog)
    with catalog.transaction():
        catalog.keep_file("/in/empty.json", FileState(0, 1, 2, "", ""), "JSON", 1, 1)
    status = catalog.status(pending=3, fulltext_bytes=5, fulltext_version=7, cleaner_version=8)
    assert (status.articles, status.copies, status.sources, status.files, status.gone) == (6, 6, 0, 1, 0)
    assert (status.first, status.last) == ("2024", "2024-04-22")
    assert (status.pending, status.fulltext_bytes, status.fulltext_version, status.cleaner_version) == (
        3,
        5,
        7,
        8,
    )
    assert status.corpus_bytes >= catalog.path.stat().st_size > 0
    assert status.catalog_version == CATALOG_VERSION


# All or nothing


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_works(catalog: Catalog) -> None:
    with pytest.raises(ZeroDivisionError), catalog.transaction():
        catalog.place(catalog.keep_file("/in/a", FileState(0, 1, 2, "", ""), "text", 1, 1), article())
        raise ZeroDivisionError
    assert catalog.everything(newest_first=True) == []
    assert catalog.last_change() == 0
    place(catalog, article())
    assert catalog.everything(newest_first=True) == [1]


def test_a_full_disk_is_said_in_a_sentence_and_what_was_kept_stays(tmp_path: Path) -> None:
    with closing(Catalog(tmp_path / "corpus.db")) as catalog:
        place(catalog, article("Kept."))
        pages = catalog._db().execute("PRAGMA page_count").fetchone()[0]
        catalog._db().execute(f"PRAGMA max_page_count = {pages + 2}")
        big = article("x" * 100_000, record="2")
        with pytest.raises(sqlite3.Error, match="full"):
            place(catalog, big)
        assert not catalog._db().in_transaction
        catalog._db().execute("PRAGMA max_page_count = 100000")
        assert place(catalog, big) == ["new"]
        assert catalog.everything(newest_first=False) == [1, 2]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    with (
        closing(Catalog(tmp_path / "corpus.db")) as catalog,
        closing(Catalog(tmp_path / "corpus.db")) as other,
    ):
        other._db().execute("PRAGMA busy_timeout = 50")
        with catalog.transaction():
            with pytest.raises(WorkspaceError) as caught, other.transaction():
                pass
            assert "Wait until it is done" in caught.value.hint
        assert place(other, article()) == ["new"]


def test_each_thread_has_a_connection_and_sees_what_is_committed(catalog: Catalog) -> None:
    place(catalog, article())
    seen: list[list[int]] = []
    threads = [
        threading.Thread(target=lambda: seen.append(catalog.everything(newest_first=True))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [[1]] * 4


def test_two_catalogues_have_different_names(tmp_path: Path) -> None:
    uids = set()
    for name in ("a.db", "b.db"):
        with closing(Catalog(tmp_path / name)) as catalog:
            uids.add(catalog.uid())
        with closing(Catalog(tmp_path / name)) as catalog:
            uids.add(catalog.uid())
    assert len(uids) == 2


def test_many_that_open_a_new_catalogue_at_once_make_one(tmp_path: Path) -> None:
    uids: list[str] = []
    faults: list[BaseException] = []
    start = threading.Barrier(8)

    def open_it() -> None:
        start.wait()
        try:
            with closing(Catalog(tmp_path / "corpus.db")) as catalog:
                uids.append(catalog.uid())
        except BaseException as error:  # noqa: BLE001  (the test says it)
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert len(uids) == 8
    assert len(set(uids)) == 1


# Files that are not ours


def test_a_newer_catalogue_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "corpus.db"
    Catalog(path).close()
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {CATALOG_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="newer version of briefing") as caught:
        Catalog(path)
    assert "Nothing was changed" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, CATALOG_VERSION, CATALOG_VERSION + 1])
def test_a_database_of_another_program_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    path = tmp_path / "corpus.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE theirs (a)")
        db.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(WorkspaceError, match="not a corpus of briefing"):
        Catalog(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["not a database", "cut short", "zeroed"])
def test_a_damaged_catalogue_is_said_in_a_sentence(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "corpus.db"
    with closing(Catalog(path)) as catalog:
        place(catalog, *(article(f"Text {n}. " * 50, record=str(n)) for n in range(50)))
    data = path.read_bytes()
    if damage == "not a database":
        path.write_bytes(b"notes" * 1_000)
    elif damage == "cut short":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.write_bytes(data[:4096] + bytes(len(data) - 4096))
    with pytest.raises((WorkspaceError, sqlite3.DatabaseError)) as caught, closing(Catalog(path)) as catalog:
        catalog.article(article("Text 7. " * 50).id)
    if isinstance(caught.value, WorkspaceError):
        assert str(path) in caught.value.message


def test_a_folder_in_its_place_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "corpus.db").mkdir()
    with pytest.raises(WorkspaceError, match="cannot use"):
        Catalog(tmp_path / "corpus.db")
