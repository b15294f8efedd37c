"""``briefing search`` and ``briefing show``."""

from __future__ import annotations

import csv
import fcntl
import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.casebook import Grades, Labels
from briefing.cli.printer import Printer
from briefing.cli.records import hit_record
from briefing.cli.search import tell
from index.model import Published, Span
from index.page import Hit, Page

Briefing = Callable[..., Any]

HIT = Hit(
    1, "ab" * 10, "Six rockets", "Exercise Wire", Published("2024-04-14", "day"), "en", 1.23456,
    "…when six rockets fell.", (Span(10, 17),), 2, 3,
)  # fmt: skip

UNGRADED = (Grades({}, {}), Labels("", {}))


def shown(page: Page, *, articles: int = 412, offset: int = 0, colour: bool = False) -> str:
    stream = io.StringIO()
    printer = Printer(stream, colour=colour, wide=80 if colour else None)
    tell(page, articles, offset, printer, Grades({}, {}))
    return stream.getvalue()


def a_page(**changes: Any) -> Page:
    given: dict[str, Any] = {
        "query": "rockets", "read_as": "rockets or rocket", "ignored": (), "hits": (HIT,), "total": 18,
        "facets": {}, "elapsed_ms": 1.0, "sort": "newest",
    }  # fmt: skip
    return Page(**{**given, **changes})


def test_a_page_says_how_it_was_read_what_it_found_and_how_to_go_on() -> None:
    assert shown(a_page()).splitlines() == [
        "rockets or rocket",
        "18 of 412 articles · 1 shown · newest first",
        "",
        "Six rockets",
        "  14 Apr 2024 · Exercise Wire · abababab · 2 copies",
        "  …when six rockets fell.",
        "",
        "--offset 1 goes on.",
    ]


def test_a_later_page_says_which_hits_it_shows() -> None:
    page = a_page(hits=(HIT, HIT), total=18)
    assert "18 of 412 articles · 17 to 18 shown · newest first" in shown(page, offset=16)
    assert "goes on" not in shown(page, offset=16)


def test_on_a_colour_terminal_hits_are_bold_and_nothing_else_changes() -> None:
    coloured = shown(a_page(), colour=True)
    assert "…when six \x1b[1mrockets\x1b[0m fell." in coloured
    assert "\x1b[1mSix rockets\x1b[0m" in coloured
    assert coloured.replace("\x1b[1m", "").replace("\x1b[0m", "") == shown(a_page())


def test_what_was_left_out_of_a_query_is_said() -> None:
    page = a_page(ignored=('read without "after:febuary": not a date',))
    assert shown(page).splitlines()[1] == 'read without "after:febuary": not a date'


def test_nothing_found_and_an_empty_workspace_are_different_things() -> None:
    nothing = a_page(hits=(), total=0)
    assert shown(nothing).splitlines() == ["rockets or rocket", "No article matches."]
    assert "briefing add FOLDER" in shown(nothing, articles=0)


def test_an_article_without_source_or_date_says_so() -> None:
    hit = Hit(1, "ab" * 10, "T", "", None, "", None, "", (), 1, 0)
    assert "  no date · no source · abababab\n" in shown(a_page(hits=(hit,), total=1))


def test_marks_of_a_snippet_that_is_not_clean_are_not_given() -> None:
    hit = Hit(1, "ab" * 10, "T", "", None, "", None, "\x1b[2Jrockets", (Span(4, 11),), 1, 1)
    assert hit_record(hit, *UNGRADED)["marks"] == []
    assert hit_record(HIT, *UNGRADED)["marks"] == [[10, 17]]


def test_words_are_one_query(filled: Briefing) -> None:
    assert filled("search", "six", "rockets", "--json").json["query"] == "six rockets"


def test_the_page_as_json_has_what_was_promised(filled: Briefing) -> None:
    page = filled("search", "rockets", "--json").json
    assert page["total"] == 2
    assert page["facets"]["source"] == {"Exercise Wire": 1, "no source": 1}
    assert page["facets"]["language"] == {"en": 2}
    assert page["facets"]["time"] == {"2024-04": 1, "no date": 1}
    assert page["ignored"] == []
    assert page["read_as"]
    assert page["elapsed_ms"] > 0
    hit = next(hit for hit in page["hits"] if hit["title"].startswith("Six"))
    assert (hit["source"], hit["published"], hit["precision"]) == ("Exercise Wire", "2024-04-14", "day")
    assert (hit["language"], hit["copies"], hit["hits"]) == ("en", 1, 2)
    assert hit["score"] > 0
    assert [hit["snippet"][start:end].lower() for start, end in hit["marks"]] == ["rockets", "rockets"]


def test_an_undated_article_has_null_for_a_date(filled: Briefing) -> None:
    (hit,) = filled("search", "drill", "--json").json["hits"]
    assert (hit["published"], hit["precision"]) == (None, None)


def test_sorting_limit_and_offset(filled: Briefing) -> None:
    newest = filled("search", "--ids").out.split()
    assert len(newest) == 3
    oldest = filled("search", "--sort", "oldest", "--ids").out.split()
    assert oldest[-1] == newest[-1], "undated is last either way"
    assert filled("search", "--limit", "1", "--offset", "1", "--ids").out.split() == newest[1:2]
    assert filled("search", "--limit", "0", "--json").json == {
        **filled("search", "--json").json, "hits": [], "elapsed_ms": pytest.approx(0, abs=1e6),
    }  # fmt: skip


def test_csv_has_a_header_and_one_row_a_hit(filled: Briefing) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("search", "ferries", "--csv").out)))
    assert [(row["title"], row["published"], row["precision"]) for row in rows] == [
        ("Ferries sail again", "2024-04", "month")
    ]


def test_a_title_that_a_spreadsheet_would_run_is_disarmed(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title: =HYPERLINK(1)\nSource: @evil\n\nText of it.")
    briefing("add", tmp_path / "a.txt")
    (row,) = csv.DictReader(io.StringIO(briefing("search", "--csv").out))
    assert (row["title"], row["source"]) == ("'=HYPERLINK(1)", "'@evil")


@pytest.mark.parametrize(
    "query", [["-rockets"], ["--", "-rockets"], ["river", "-rockets"], ["-rockets", "--sort", "newest"]]
)
def test_a_word_with_a_dash_is_a_part_of_the_query(filled: Briefing, query: list[str]) -> None:
    page = filled("search", "--json", *query)
    assert page.code == 0
    assert [hit["title"] for hit in page.json["hits"]] == ["Ferries sail again"]


def test_a_slip_in_an_option_is_no_search(filled: Briefing) -> None:
    slip = filled("search", "rockets", "--lmit=3")
    assert slip.code == 2
    assert "--lmit" in slip.err
    assert "--limit" in slip.err


def test_only_one_form_at_a_time(filled: Briefing) -> None:
    assert filled("search", "--json", "--csv").code == 2


@pytest.mark.parametrize(
    "query", ["((((", '"', "title:", "a OR", "*", "~", "after:never", "\x00", "\udcff", "-", "a" * 5000]
)
def test_no_query_fails(filled: Briefing, query: str) -> None:
    assert filled("search", "--", query).code == 0


def test_nothing_found_is_no_failure(filled: Briefing) -> None:
    nothing = filled("search", "unheard-of")
    assert (nothing.code, nothing.err) == (0, "")
    assert "No article matches." in nothing.out


def test_show_prints_the_article_and_where_it_was_found(filled: Briefing, inbox: Path) -> None:
    (id,) = filled("search", "six", "--ids").out.split()
    out = filled("show", id[:6]).out.splitlines()
    assert out[0] == "Six rockets fall on Ostrel base"
    assert out[1] == f"14 Apr 2024 · Exercise Wire · A. Writer · en · {id}"
    assert out[2] == f"  https://wire.example/1 · {inbox / 'wire.jsonl'}, record w-1"
    assert out[4].startswith("Six rockets fell on Ostrel base on Sunday.")
    assert out[6] == "The rockets came from the east bank."


def test_show_as_json_gives_the_text_that_positions_count_in(filled: Briefing) -> None:
    (id,) = filled("search", "six", "--ids").out.split()
    article = filled("show", id, "--json").json
    assert article["id"] == id
    assert article["text"].startswith("Six rockets fell")
    assert (article["title_derived"], article["language"]) == (False, "en")
    (copy,) = article["copies"]
    assert (copy["record"], copy["gone"], copy["precision"]) == ("w-1", False, "day")
    assert len(copy["raw_sha256"]) == 64


def test_two_outlets_with_the_same_words_are_two_copies_of_one_article(
    filled: Briefing, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_text(
        "Title: Ferries sail again\nSource: Courier\n\nFerries across the river sail again."
    )
    filled("add", tmp_path / "copy.txt")
    (id,) = filled("search", "ferries", "--ids").out.split()
    out = filled("show", id).out
    assert "  Apr 2024 · Exercise Wire · " in out
    assert "  no date · Courier · " in out
    (tmp_path / "copy.txt").unlink()


def test_a_title_made_from_the_text_is_said_to_be(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A long opening sentence " * 10 + "that cannot be a title.")
    briefing("add", tmp_path / "a.txt")
    (id,) = briefing("search", "--ids").out.split()
    assert "The title was made from the text." in briefing("show", id).out


def test_an_unknown_id_and_an_ambiguous_one_are_sentences(filled: Briefing, tmp_path: Path) -> None:
    unknown = filled("show", "zzzz")
    assert unknown.code == 1
    assert unknown.err.startswith('briefing: no article has the id "zzzz".')
    for number in range(17):
        (tmp_path / f"{number}.txt").write_text(f"Article number {number}.")
    filled("add", tmp_path)
    ids = filled("search", "--ids", "--limit", "100").out.split()
    first = next(letter for letter in "0123456789abcdef" if sum(id.startswith(letter) for id in ids) > 1)
    ambiguous = filled("show", first)
    assert ambiguous.code == 1
    assert all(id in ambiguous.err for id in ids if id.startswith(first))


def test_an_article_that_was_replaced_says_by_which(filled: Briefing, inbox: Path) -> None:
    old = filled("search", "--ids", "ferries").out.strip()
    file = inbox / "wire.jsonl"
    file.write_text(file.read_text("utf-8").replace("Ferries across", "No ferries across"), "utf-8")
    filled("add", inbox)
    new = filled("search", "--ids", "ferries").out.strip()
    assert new != old
    shown = filled("show", old)
    assert shown.code == 0
    assert f"Its file says something else by now: briefing show {new[:8]}" in shown.err
    assert filled("show", old, "--json").json["replaced_by"] == new
    assert filled("show", new, "--json").json["replaced_by"] == ""


def test_a_search_never_waits_for_somebody_who_adds(filled: Briefing, inbox: Path, tmp_path: Path) -> None:
    workspace = next(tmp_path.rglob("corpus.db")).parent
    (inbox / "late.txt").write_text("Late rockets\n\nThey fell late.\n", "utf-8")
    with (workspace / "fulltext.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with closing(sqlite3.connect(workspace / "corpus.db")) as other, other:
            other.execute("UPDATE articles SET change = change + 100")
            other.execute("UPDATE meta SET value = value + 100 WHERE key = 'change'")
        found = filled("search", "rockets")
    assert found.code == 0
    assert "What it has not finished is not searchable yet." in found.err
    assert "Six rockets fall on Ostrel base" in found.out
