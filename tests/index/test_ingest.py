"""Claims about the way in: what is read, what is not read again, what is said, and what is never lost."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import backdate, counts, everything, failures, rewrite, titles, write_lines, write_text

from index import Corpus, Given, Progress, Published, open_corpus
from index.ingest import _BATCH_ARTICLES, _FIRST_SEARCHABLE
from index.preparing import derive_title
from index.readers import FORMATS
from index.text import CLEANER_VERSION


def test_new_changed_same_and_gone_are_counted_in_articles(corpus: Corpus, inbox: Path) -> None:
    lines = [{"id": str(n), "title": f"T{n}", "text": f"Text {n}."} for n in range(4)]
    write_lines(inbox / "a.jsonl", *lines)
    write_text(inbox / "b.txt", "Other words.", title="B")
    assert counts(corpus.add([inbox])) == (5, 0, 0, 0)
    assert counts(corpus.add([inbox])) == (0, 0, 5, 0)
    backdate(inbox / "a.jsonl")
    write_lines(inbox / "a.jsonl", lines[0], {**lines[1], "text": "Changed."}, {**lines[2], "source": "Wire"})
    (inbox / "b.txt").unlink()
    write_text(inbox / "c.txt", "New words.", title="C")
    report = corpus.add([inbox])
    assert counts(report) == (1, 2, 1, 2)
    assert report.gone_paths == (str(inbox / "a.jsonl"), str(inbox / "b.txt"))
    assert report.pruned == 0
    assert not report.stopped


def test_only_metadata_changed_makes_a_new_copy_of_the_same_article(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A", source="Wire")
    corpus.add([inbox])
    id = corpus.search("rockets").hits[0].id
    backdate(path)
    write_text(path, "Five rockets fell.", title="A", source="Courier")
    assert counts(corpus.add([inbox])) == (0, 1, 0, 0)
    (hit,) = corpus.search("source:courier").hits
    assert (hit.id, hit.copies) == (id, 1)
    assert corpus.search("source:wire").total == 0


def test_another_text_is_another_article_and_the_old_one_is_no_longer_found(
    corpus: Corpus, inbox: Path
) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    corpus.add([inbox])
    old = corpus.search("rockets").hits[0].id
    rewrite(path, path.read_text().replace("Five", "Six"))
    corpus.add([inbox])
    assert corpus.search("five").total == 0
    assert corpus.search("six").total == 1
    assert corpus.article(old).text == "Five rockets fell."


def test_two_outlets_with_the_same_words_are_one_article_with_two_copies(corpus: Corpus, inbox: Path) -> None:
    words = {"title": "Rockets fall", "text": "Five rockets fell."}
    write_lines(inbox / "a.jsonl", {**words, "source": "Wire", "date": "2024-04-22"})
    write_lines(inbox / "b.jsonl", {**words, "source": "Courier", "date": "2024-04-21T21:50+03:00"})
    assert corpus.add([inbox]).new == 2
    (hit,) = corpus.search("").hits
    assert (hit.source, hit.copies) == ("Courier", 2)
    article = corpus.article(hit.id)
    assert [(copy.source, Path(copy.origin.path).name) for copy in article.copies] == [
        ("Courier", "b.jsonl"),
        ("Wire", "a.jsonl"),
    ]
    assert article.published == Published("2024-04-21T21:50+03:00", "minute")


def test_records_that_only_look_different_are_told_apart(corpus: Corpus, inbox: Path) -> None:
    write_lines(
        inbox / "a.jsonl",
        *(
            {"id": id, "text": f"Text of {n}."}
            for n, id in enumerate(["a  b", "a b", "\x1b[31ma b", "a\u200b b"])
        ),
    )
    assert counts(corpus.add([inbox])) == (4, 0, 0, 0)
    assert counts(corpus.add([inbox])) == (0, 0, 4, 0)


def test_a_file_of_the_same_size_and_time_is_not_opened(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    corpus.add([inbox])
    rewrite(path, path.read_text().replace("Five", "Nine"), same_time=True)
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    assert corpus.search("nine").total == 0


def test_a_file_of_another_time_with_the_same_bytes_is_the_same_and_then_not_opened_either(
    corpus: Corpus, inbox: Path
) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    corpus.add([inbox])
    rewrite(path, path.read_bytes())
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    rewrite(path, path.read_text().replace("Five", "Nine"), same_time=True)
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)


def test_other_bytes_that_say_the_same_are_the_same(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    corpus.add([inbox])
    rewrite(path, path.read_bytes().replace(b"\n", b"\r\n"))
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)


def test_what_read_and_cleaned_a_file_is_kept_with_it(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])
    (row,) = corpus._catalog._db().execute("SELECT reader, reader_version, cleaner_version FROM files")
    assert row == ("text", FORMATS[0].version, CLEANER_VERSION)


def test_folders_inside_each_other_are_looked_through_once(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "deep" / "a.txt", "Five rockets fell.")
    path = write_text(inbox / "deep" / "b.txt", "Other words.")
    given = [inbox, inbox / "deep", inbox, path]
    assert counts(corpus.add(given)) == (2, 0, 0, 0)
    path.unlink()
    assert counts(corpus.add(given[:3])) == (0, 0, 1, 1)
    assert corpus.add(given[:3], prune=True).pruned == 1


def test_bad_records_never_stop_the_rest_and_are_said_every_time(corpus: Corpus, inbox: Path) -> None:
    path = write_lines(inbox / "a.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})
    path.write_text(path.read_text().replace("\n", '\n{"id": "x", \n{"id": "y", "text": " "}\n', 1))
    write_text(inbox / "b.txt", "Three.")
    first = corpus.add([inbox])
    assert counts(first) == (3, 0, 0, 0)
    (unparsed, said), without_text = failures(first)
    assert unparsed == "a.jsonl"
    assert said.startswith("line 2 is not JSON")
    assert without_text == ("a.jsonl, y", "line 3 has no text")
    for _ in range(2):
        again = corpus.add([inbox])
        assert counts(again) == (0, 0, 3, 0)
        assert again.failures == first.failures


def test_what_is_missing_from_a_file_with_faults_is_not_gone(corpus: Corpus, inbox: Path) -> None:
    path = write_lines(inbox / "a.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})
    corpus.add([inbox])
    lines = path.read_text().splitlines()
    rewrite(path, lines[0] + "\n" + lines[1][:10] + "\n")
    report = corpus.add([inbox])
    assert (report.same, report.gone, len(report.failures)) == (1, 0, 1)


def test_a_mended_file_is_read_and_its_fault_is_no_longer_said(corpus: Corpus, inbox: Path) -> None:
    path = write_lines(inbox / "a.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})
    whole = path.read_text()
    rewrite(path, whole[:-20] + "\n")
    assert len(corpus.add([inbox]).failures) == 1
    rewrite(path, whole)
    report = corpus.add([inbox])
    assert (counts(report), report.failures) == ((1, 0, 1, 0), ())


def test_a_file_that_became_unreadable_keeps_what_was_read_of_it(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])
    rewrite(path, b"")
    for _ in range(2):
        report = corpus.add([inbox])
        assert counts(report) == (0, 0, 0, 0)
        assert failures(report) == [("a.txt", "it is empty")]
    assert corpus.search("rockets").total == 1


def test_a_file_without_one_good_record_is_not_a_file_of_articles(corpus: Corpus, inbox: Path) -> None:
    (inbox / "a.jsonl").write_text('{"id": "1"}\n{"id": "2"}\n')
    for _ in range(2):
        report = corpus.add([inbox])
        assert report.new == 0
        assert report.failures
    assert corpus.status().files == 0


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (os.mkfifo, "it is a pipe, not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "it is a device, not a file"),
        (lambda path: path.symlink_to("nowhere.txt"), "it is not there"),
        (lambda path: path.symlink_to(path.name), "its link leads back to itself"),
        (lambda path: path.write_bytes(b"\x00\x01" * 500), None),
    ],
    ids=["pipe", "device", "link to nowhere", "link to itself", "bytes"],
)
def test_what_is_no_article_is_said_and_the_rest_is_read(
    corpus: Corpus, inbox: Path, make: Callable[[Path], None], reason: str | None
) -> None:
    make(inbox / "a.txt")
    write_text(inbox / "b.txt", "Five rockets fell.")
    report = corpus.add([inbox])
    assert report.new == 1
    ((name, said),) = failures(report)
    assert name == "a.txt"
    assert said == reason or reason is None


def test_an_article_that_is_far_too_long_is_said_and_left_out(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.preparing._LONGEST_TEXT", 1_000)
    write_lines(inbox / "a.jsonl", {"id": "long", "text": "x " * 600}, {"id": "short", "text": "x"})
    report = corpus.add([inbox])
    assert report.new == 1
    assert failures(report) == [("a.jsonl, long", "it is longer than 1,000 characters")]


def test_a_text_of_nothing_that_can_be_seen_is_said(corpus: Corpus, inbox: Path) -> None:
    write_lines(inbox / "a.jsonl", {"id": "1", "text": "\u200b\u202e\x00"}, {"id": "2", "text": "x"})
    report = corpus.add([inbox])
    assert report.new == 1
    assert failures(report) == [("a.jsonl, 1", "line 1 has no text")]


def test_a_date_that_can_be_read_two_ways_is_remarked_on(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "a.txt", "Five rockets fell.", date="03/04/2024")
    report = corpus.add([inbox])
    assert report.new == 1
    (remark,) = report.remarks
    assert os.path.basename(remark.path) == "a.txt"
    assert "03/04/2024" in remark.reason


def test_nothing_hostile_is_left_in_what_is_said(corpus: Corpus, inbox: Path) -> None:
    name = "a\x1b[31m\u202e\nb.jsonl"
    (inbox / name).write_text('{"id": "\\u001b]52;x\\u0007", "text": " "}\n{"id": "ok", "text": "x"}\n')
    (inbox / "c\x07.\x1bpdf").write_text("x")
    seen: list[str] = []
    report = corpus.add([inbox], progress=lambda progress: seen.append(progress.path))
    (inbox / name).unlink()
    gone = corpus.add([inbox]).gone_paths
    said = [text for failure in report.failures for text in (failure.path, failure.reason)]
    said += [*seen, *gone, *(suffix for suffix, _ in report.left_out)]
    assert len(said) > 5
    assert all(text.isprintable() for text in said)


def test_what_is_given_fills_what_files_do_not_say_and_never_overrides(corpus: Corpus, inbox: Path) -> None:
    write_lines(
        inbox / "a.jsonl",
        {"id": "1", "title": "Says", "text": "One.", "source": "Wire", "date": "2023", "language": "fr"},
        {"id": "2", "title": "Silent", "text": "Two.", "language": ""},
    )
    given = Given("Halden \x1b[31mCourier", Published("2024-04", "month"), "English")
    corpus.add([inbox], given=given)
    says, silent = (
        corpus.article(corpus.search(f"title:{title}").hits[0].id) for title in ("says", "silent")
    )
    assert (says.source, says.published, says.language) == ("Wire", Published("2023", "year"), "fr")
    assert (silent.source, silent.published, silent.language) == (
        "Halden Courier",
        Published("2024-04", "month"),
        "en",
    )


def test_giving_something_else_reads_again(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])
    assert counts(corpus.add([inbox], given=Given("Wire"))) == (0, 1, 0, 0)
    assert counts(corpus.add([inbox], given=Given("Wire"))) == (0, 0, 1, 0)
    assert counts(corpus.add([inbox], given=Given("Courier"))) == (0, 1, 0, 0)
    assert corpus.search("").hits[0].source == "Courier"


def test_what_was_given_once_stays_until_something_else_is(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    moment = Published("2024-04-22T21:50+03:00", "minute")
    corpus.add([inbox], given=Given("Wire", moment))
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    rewrite(path, path.read_text().replace("Five", "Six"))
    assert counts(corpus.add([inbox], given=Given(language="en"))) == (0, 1, 0, 0)
    article = corpus.article(corpus.search("six").hits[0].id)
    assert (article.source, article.published) == ("Wire", moment)


def test_a_file_with_faults_keeps_what_was_given(corpus: Corpus, inbox: Path) -> None:
    path = write_lines(inbox / "a.jsonl", {"id": "1", "text": "One."})
    path.write_text(path.read_text() + "{\n")
    corpus.add([inbox], given=Given("Wire"))
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    assert corpus.search("").hits[0].source == "Wire"


def test_an_undated_article_stays_undated_and_comes_last(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "a.txt", "One.", title="Undated")
    write_text(inbox / "b.txt", "Two.", title="Old", date="1987")
    write_text(inbox / "c.txt", "Three.", title="New", date="2024-04-22")
    corpus.add([inbox])
    assert titles(corpus.search("", sort="newest")) == ["New", "Old", "Undated"]
    assert titles(corpus.search("", sort="oldest")) == ["Old", "New", "Undated"]
    assert corpus.article(corpus.search("title:undated").hits[0].id).published is None
    assert corpus.search("").facets["time"] == {"1987": 1, "2024-04": 1, "no date": 1}


def test_hidden_files_other_formats_and_hidden_folders_are_left_out(corpus: Corpus, inbox: Path) -> None:
    for name in (".a.txt", ".git/b.txt", "c.PDF", "d.pdf", "e", "f.tar.gz", "deep/.g.txt", "deep/h.TXT"):
        write_text(inbox / name, f"Text of {name}.", title=name)
    report = corpus.add([inbox])
    assert everything(corpus) == ["deep/h.TXT"]
    assert report.left_out == ((".gz", 1), (".pdf", 2), ("no suffix", 1))
    assert report.failures == ()


def test_a_hidden_or_unknown_file_that_was_asked_for_is_read_or_refused(corpus: Corpus, inbox: Path) -> None:
    hidden = write_text(inbox / ".hidden" / ".a.txt", "Five rockets fell.")
    strange = write_text(inbox / "notes.pdf", "x")
    bare = write_text(inbox / "notes", "x")
    report = corpus.add([hidden, strange, bare])
    assert report.new == 1
    assert failures(report) == [
        ("notes.pdf", ".pdf is not a format that is read"),
        ("notes", "a file without a suffix is not read"),
    ]


def test_links_in_a_circle_end(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "deep" / "a.txt", "Five rockets fell.", title="A")
    (inbox / "deep" / "up").symlink_to(inbox, target_is_directory=True)
    (inbox / "self.txt").symlink_to("self.txt")
    report = corpus.add([inbox])
    assert report.new == 1
    assert len(report.failures) == 1


def test_a_folder_behind_a_link_is_read_when_it_is_named(corpus: Corpus, inbox: Path, tmp_path: Path) -> None:
    write_text(inbox / "a.txt", "Five rockets fell.")
    (tmp_path / "link").symlink_to(inbox, target_is_directory=True)
    assert corpus.add([tmp_path / "link"]).new == 1
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)


def test_the_workspace_inside_an_added_folder_is_not_read(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "Five rockets fell.")
    with open_corpus(tmp_path / "workspace") as corpus:
        write_text(tmp_path / "workspace" / "notes.txt", "My own words.")
        assert counts(corpus.add([tmp_path])) == (1, 0, 0, 0)
        report = corpus.add([tmp_path])
        assert (counts(report), report.failures, report.left_out) == ((0, 0, 1, 0), (), ())
        report = corpus.add([tmp_path / "workspace"])
        assert (counts(report), report.failures) == ((0, 0, 0, 0), ())


def test_articles_in_a_folder_of_the_workspace_are_read_when_it_is_named(tmp_path: Path) -> None:
    with open_corpus(tmp_path) as corpus:
        write_text(tmp_path / "inbox" / "a.txt", "Five rockets fell.")
        assert corpus.add([tmp_path / "inbox"]).new == 1


def test_a_file_name_that_is_no_text_is_read_and_found_again(corpus: Corpus, inbox: Path) -> None:
    name = os.fsdecode(b"caf\xe9 \xff.txt")
    write_text(inbox / name, "Five rockets fell.")
    assert counts(corpus.add([inbox])) == (1, 0, 0, 0)
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    path = corpus.article(corpus.search("rockets").hits[0].id).copies[0].origin.path
    assert os.path.exists(path)
    os.unlink(path)
    report = corpus.add([inbox])
    assert report.gone == 1
    assert report.gone_paths[0].isprintable()
    assert corpus.add([inbox], prune=True).pruned == 1


def test_no_file_is_changed(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    corpus.add([inbox], given=Given("Wire"), prune=True)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.fixture
def many(inbox: Path) -> Path:
    """A file of more than two batches."""
    return write_lines(inbox / "a.jsonl", *({"text": f"Text {n}."} for n in range(2 * _BATCH_ARTICLES + 50)))


def test_a_stop_in_the_middle_keeps_what_is_committed_and_the_next_run_completes(
    corpus: Corpus, many: Path
) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1  # for each article that is read, and again for each that is made searchable
        return asked > 2 * _BATCH_ARTICLES + 50

    report = corpus.add([many], stop=stop)
    assert report.stopped
    assert _BATCH_ARTICLES < report.new < 2 * _BATCH_ARTICLES
    assert corpus.search("text").total == report.new
    again = corpus.add([many])
    assert counts(again) == (2 * _BATCH_ARTICLES + 50 - report.new, 0, report.new, 0)
    assert corpus.search("text").total == 2 * _BATCH_ARTICLES + 50


def test_who_is_stopped_waits_for_nobody(corpus: Corpus, many: Path) -> None:
    """Another process holds the index: what is placed is left to it, or to the next start."""
    lock = corpus.path / "fulltext.lock"
    corpus.add([write_lines(many.with_name("b.jsonl"), {"text": "Before."})])
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        began = time.monotonic()
        report = corpus.add([many], stop=lambda: time.monotonic() - began > 1.0)
        assert time.monotonic() - began < 5.0
    assert report.new >= _BATCH_ARTICLES
    assert corpus.search("text").total == 0
    corpus.catch_up()
    assert corpus.search("text").total == report.new


def test_an_error_in_the_middle_keeps_what_is_committed_and_the_next_run_completes(
    corpus: Corpus, many: Path
) -> None:
    corpus.add([write_lines(many.with_name("b.jsonl"), {"text": "Before."})])
    backdate(many)

    def fail(progress: Progress) -> None:
        if progress.articles >= _BATCH_ARTICLES:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.add([many], progress=fail)
    assert corpus.status().articles == _BATCH_ARTICLES + 1
    corpus.add([many])
    assert corpus.search("text").total == 2 * _BATCH_ARTICLES + 50


def test_a_file_that_was_cut_off_while_read_again_counts_as_unread(corpus: Corpus, many: Path) -> None:
    corpus.add([many])
    before, time = many.read_text(), many.stat().st_mtime_ns
    rewrite(many, before.replace("Text", "Word"))

    def fail(progress: Progress) -> None:
        if progress.articles >= _BATCH_ARTICLES:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.add([many], progress=fail)
    many.write_text(before)  # and its backup is put back, times included
    os.utime(many, ns=(time, time))
    corpus.add([many])
    assert corpus.search("word").total == 0
    assert corpus.search("text").total == 2 * _BATCH_ARTICLES + 50


def test_a_stop_before_the_first_file_reads_nothing_and_takes_nothing_for_gone(
    corpus: Corpus, inbox: Path
) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])
    path.unlink()
    write_text(inbox / "b.txt", "Six rockets fell.")
    report = corpus.add([inbox], stop=lambda: True, prune=True)
    assert (counts(report), report.pruned, report.stopped) == ((0, 0, 0, 0), 0, True)


def test_progress_is_told_for_every_file_and_something_is_searchable_soon(
    corpus: Corpus, inbox: Path
) -> None:
    for number in range(_FIRST_SEARCHABLE + 300):
        write_text(inbox / f"{number:04}.txt", f"Text {number}.")
    (inbox / "zz.txt").write_text("")
    seen: list[Progress] = []
    found: list[tuple[int, int]] = []

    def note(progress: Progress) -> None:
        seen.append(progress)
        if progress.searchable and not found:
            found.append((progress.searchable, corpus.search("text").total))

    corpus.add([inbox], progress=note)
    total = _FIRST_SEARCHABLE + 301
    assert {each.files_total for each in seen} == {total}
    assert {each.files_done for each in seen} == set(range(total + 1))
    assert (seen[-1].articles, seen[-1].searchable, seen[-1].failed) == (total - 1, total - 1, 1)
    ((promised, there),) = found
    assert _FIRST_SEARCHABLE <= promised <= there < total


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Five rockets fell. Nobody was hurt.", "Five rockets fell."),
        ("Five rockets fell on Sunday\nnear the base", "Five rockets fell on Sunday"),
        ("“Nobody was warned.” The guard left.", "“Nobody was warned.”"),
        ("It cost 3.5 m. and more. Then it ended.", "It cost 3.5 m. and more."),
        ("Shafaq News/ Five rockets fell. More.", "Five rockets fell."),
        ("and/or more", "and/or more"),
        (
            "A sentence that goes on and on " * 5,
            "A sentence that goes on and on A sentence that goes on and on A sentence that goes on and…",
        ),
        ("x" * 200, "x" * 90 + "…"),
        ("…", "…"),
    ],
)
def test_a_title_is_derived_from_the_first_sentence(text: str, title: str) -> None:
    assert derive_title(text.strip()) == title


def test_a_derived_title_is_marked_and_has_no_part_in_the_id(corpus: Corpus, inbox: Path) -> None:
    words = "Five rockets fell. Nobody was hurt."
    write_lines(
        inbox / "a.jsonl",
        {"id": "1", "text": words},
        {"id": "2", "title": "Five rockets fell.", "text": words},
    )
    assert corpus.add([inbox]).new == 2
    first, second = (corpus.article(hit.id) for hit in corpus.search("", sort="oldest").hits)
    assert first.title == second.title == "Five rockets fell."
    assert (first.title_derived, second.title_derived) == (True, False)
    assert first.id != second.id
