"""When something is, as somebody decided: replayed in its article, in newer versions, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpora import backdate, write_text

from index import Corpus, open_corpus
from index.entities.dating import UNDATED, dated_in, read_spot, spot_of, with_dates
from index.entities.model import Ruled
from index.extraction import extract, recogniser
from index.intervals import precision_of
from index.model import Article, Layers, Moment, Span
from index.typed_date import typed_period, typed_value

TEXT = "Six rockets fell on Sunday. The guard left two days later, and came back on Sunday."


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """Two articles with the same text and other titles, of other days."""
    with open_corpus(tmp_path / "corpus") as corpus:
        write_text(tmp_path / "in" / "a.txt", TEXT, title="One", published="2024-04-22")
        write_text(tmp_path / "in" / "b.txt", TEXT, title="Other", published="2024-05-06")
        corpus.add([tmp_path / "in"])
        corpus.read_for_names(workers=0)
        yield corpus


def article(corpus: Corpus, title: str) -> Article:
    (hit,) = corpus.search(f"title:{title}").hits
    return corpus.article(hit.id)


def span_of(text: str, words: str, which: int = 0) -> Span:
    start = -1
    for _ in range(which + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def rule(corpus: Corpus, known: Article, words: str, value: str, which: int = 0) -> Ruled:
    """Decide when words of an article are; this decision alone holds then."""
    ruled = Ruled("dated", str(spot_of(known.id, known.text, span_of(known.text, words, which))), value)
    corpus.rule(lambda: [ruled])
    return ruled


def values(corpus: Corpus, known: Article) -> list[tuple[str, str, bool]]:
    return [(each.text, each.value, each.decided) for each in corpus.layers(known).moments]


def timed(corpus: Corpus, known: Article) -> set[tuple[int, str, bool]]:
    """Place, value and whether it was decided of what the times of an article are in lists."""
    found = corpus.entities.times([known.number])
    return {(each.moment.span.start, each.moment.value, each.moment.decided) for each in found}


def test_a_date_holds_where_it_was_set_and_nowhere_else(corpus: Corpus) -> None:
    one, other = article(corpus, "One"), article(corpus, "Other")
    before = values(corpus, other)
    rule(corpus, one, "Sunday", "2024-04-14", which=1)
    assert values(corpus, one) == [
        ("Sunday", "2024-04-21", False),
        ("two days later", "", False),
        ("Sunday", "2024-04-14", True),
    ]
    assert values(corpus, other) == before
    assert (TEXT.rindex("Sunday"), "2024-04-14", True) in timed(corpus, one)
    (moment,) = [each for each in corpus.layers(one).moments if each.decided]
    assert (moment.recognised, moment.precision, moment.anchor) == ("2024-04-21", "day", "")
    corpus.rule(list)
    assert not any(decided for _, _, decided in values(corpus, one))


def test_an_open_time_gets_a_date_and_a_wrong_one_loses_it(corpus: Corpus) -> None:
    one = article(corpus, "One")
    rule(corpus, one, "two days later", "2024-04")
    assert ("two days later", "2024-04", True) in values(corpus, one)
    rule(corpus, one, "Sunday", UNDATED)
    assert values(corpus, one)[0] == ("Sunday", "", True)
    found = corpus.entities.times([one.number])
    assert [each.moment.text for each in found if each.moment.decided] == ["Sunday"]
    assert found[-1].moment.value == "", "what has no date stands last"


def test_what_was_set_is_seen_beside_the_same_date_in_its_sentence(corpus: Corpus, tmp_path: Path) -> None:
    text = "They met on 3 May 2024 and left on 4 May 2024."
    corpus.add([write_text(tmp_path / "c.txt", text, title="Third")])
    corpus.read_for_names(workers=0)
    third = article(corpus, "Third")
    rule(corpus, third, "4 May 2024", "2024-05-03")
    starts = [text.index(words) for words in ("3 May", "4 May")]
    assert timed(corpus, third) == {(starts[0], "2024-05-03", False), (starts[1], "2024-05-03", True)}


def test_a_newer_version_keeps_it_where_the_words_around_are_the_same(corpus: Corpus, tmp_path: Path) -> None:
    one = article(corpus, "One")
    ruled = rule(corpus, one, "Sunday", "2024-04-14")
    path = tmp_path / "in" / "a.txt"
    for text, value in (
        (f"A new first paragraph.\n\n{TEXT}", "2024-04-14"),
        (TEXT.replace("Six rockets fell", "Some rockets came down"), "2024-04-21"),
    ):
        write_text(path, text, title="One", published="2024-04-22")
        backdate(path)
        corpus.add([path])
        corpus.read_for_names(workers=0)
        newer = article(corpus, "One")
        assert newer.id != one.id
        assert values(corpus, newer)[-3][1] == value
        here = newer.text.index("Sunday")
        assert corpus.entities.dates_decided(newer, Span(here, here + 6)) == (
            (ruled,) if value == "2024-04-14" else ()
        )


def test_a_version_in_between_keeps_it_when_a_still_newer_one_comes(corpus: Corpus, tmp_path: Path) -> None:
    versions = [article(corpus, "One")]
    rule(corpus, versions[0], "Sunday", "2024-04-14")
    for text in (f"A new first paragraph.\n\n{TEXT}", f"Another first paragraph.\n\n{TEXT}"):
        path = write_text(tmp_path / "in" / "a.txt", text, title="One", published="2024-04-22")
        backdate(path)
        corpus.add([path])
        corpus.read_for_names(workers=0)
        versions.append(article(corpus, "One"))
        assert [values(corpus, each)[0][1] for each in versions] == ["2024-04-14"] * len(versions)
    assert values(corpus, article(corpus, "Other"))[0][1] == "2024-05-05"


def test_it_holds_whatever_is_recognised_when_the_article_is_read_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = article(corpus, "One")
    rule(corpus, one, "Sunday", "2024-04-14")
    monkeypatch.setattr(recogniser, "_fingerprint", lambda: "another")
    monkeypatch.setattr("index.extraction.dates.moments", lambda text, published: ())
    assert corpus.unread() == 2
    corpus.read_for_names(workers=0)
    assert values(corpus, one) == [("Sunday", "2024-04-14", True)]
    assert timed(corpus, one) == {(TEXT.index("Sunday"), "2024-04-14", True)}


def test_longer_or_shorter_words_at_its_place_give_way(corpus: Corpus) -> None:
    one = article(corpus, "One")
    layers = extract(one)
    spot = spot_of(one.id, one.text, span_of(one.text, "on Sunday"))
    (moment, *rest) = with_dates(layers, one.id, one.text, [Ruled("dated", str(spot), "2024-04-14")]).moments
    assert (moment.text, moment.value, moment.recognised) == ("on Sunday", "2024-04-14", "2024-04-21")
    assert rest == list(layers.moments[1:])


def test_of_two_decisions_about_one_place_the_later_holds() -> None:
    layers = Layers(moments=(Moment(Span(0, 6), "Sunday", "2024-04-21", "day", "2024-04-22"),))
    spot = str(spot_of("a", "Sunday", Span(0, 6)))
    rulings = [Ruled("dated", spot, value) for value in ("2024", "2023")]
    (moment,) = with_dates(layers, "a", "Sunday", rulings).moments
    assert (moment.value, moment.recognised) == ("2023", "2024-04-21")


def test_of_equal_places_in_a_newer_version_the_nearest_is_meant() -> None:
    old, line = "x", f"{'-' * 40} on Sunday {'-' * 40}\n"
    text = line * 5
    spot = spot_of(old, text, span_of(text, "Sunday", 3))
    ((span, _),) = dated_in([Ruled("dated", str(spot), "2024")], "newer", f"A word. {text}")
    assert span == span_of(f"A word. {text}", "Sunday", 3)


@pytest.mark.parametrize(
    "kept",
    [
        *("", "[]", "{}", '["a", "b", "c", "d", "e"]', '["a", 1]', "person:Varga", "[" * 100_000),
        *(f'["a", {start}, "Sunday", "", ""]' for start in ("1e400", "-Infinity", "NaN", "-6")),
    ],
    ids=range(11),
)
def test_what_cannot_be_read_concerns_nothing(kept: str) -> None:
    assert read_spot(kept) is None
    assert dated_in([Ruled("dated", kept, "2024")], "a", "Sunday") == []


@pytest.mark.parametrize("value", ["", "soon", "2024-02-31", "P6W", "0000"])
def test_a_decision_for_what_is_no_date_holds_nowhere(value: str) -> None:
    layers = Layers(moments=(Moment(Span(0, 6), "Sunday", "2024-04-21", "day", "2024-04-22"),))
    ruled = Ruled("dated", str(spot_of("a", "Sunday", Span(0, 6))), value)
    assert dated_in([ruled], "a", "Sunday") == []
    assert with_dates(layers, "a", "Sunday", [ruled]) == layers


# -- what is typed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value", "precision"),
    [
        ("2024-04-22", "2024-04-22", "day"),
        (" 22 April  2024 ", "2024-04-22", "day"),
        ("2024-04-22 21:50", "2024-04-22T21:50", "minute"),
        ("2024-04-22T21:50+03:00", "2024-04-22T21:50+03:00", "minute"),
        ("2024-04-22T21:50Z", "2024-04-22T21:50Z", "minute"),
        ("21:50 on 21 April 2024", "2024-04-21T21:50", "minute"),
        ("2024-04-22T21", "2024-04-22T21", "hour"),
        ("2024-04-21tni", "2024-04-21TNI", "day"),
        ("2024-w16", "2024-W16", "week"),
        ("2024-W16-WE", "2024-W16-WE", "week"),
        ("2024-04", "2024-04", "month"),
        ("2024-Q2", "2024-Q2", "quarter"),
        ("summer 2024", "2024-SU", "season"),
        ("2024", "2024", "year"),
        ("2024-h1", "2024-H1", "year"),
        ("the 1990s", "199", None),
        ("1990s", "199", None),
        ("2024-04-22 24:00", "2024-04-22T24:00", "minute"),
        ("2024-04-22T24:00+03:00", "2024-04-22T24:00+03:00", "minute"),
        ("2024-04-22 24:00 EST", "2024-04-22T24:00-05:00", "minute"),
        ("2024-04-22 21:50 EST", "2024-04-22T21:50-05:00", "minute"),
        ("22 Apr 2024, 9:50 pm cest", "2024-04-22T21:50+02:00", "minute"),
        ("22 Apr 2024 9:50pm", "2024-04-22T21:50", "minute"),
        ("2024-04-22 21:50 SAST", "2024-04-22T21:50+02:00", "minute"),
        ("2024-04-22 21:50 GMT", "2024-04-22T21:50Z", "minute"),
        ("21:50 EST on 21 April 2024", "2024-04-21T21:50-05:00", "minute"),
        ("Monday 22 April 2024", "2024-04-22", "day"),
        ("Mon 22 Apr 2024, 21:50", "2024-04-22T21:50", "minute"),
    ],
)
def test_a_date_is_typed_in_many_ways(typed: str, value: str, precision: str | None) -> None:
    assert typed_value(typed) == value
    assert precision_of(value) == precision


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            " ",
            "Sunday",
            "14 April",
            "next week",
            "3/4/2024",
            "mid-April 2024",
            "early 2024",
            "six weeks",
        ),
        *("since 2022", "2024-02-30", "2024-W60", "2024-04-22T25:00", "2024-04-31tni", "19", "199", "9999"),
        *("2024-04-22 21:50 ET", "2024-04-22 21:50 CST", "2024-04-22 21:50 (EST)", "20240422T2150EST"),
        *("21:50 ET on 21 April 2024", "21:50 Moscow time on 21 April 2024", "2024-04-22 21:50Z EST"),
        *("Sunday 22 April 2024", "21:50 on Sunday 22 April 2024", "Sun 22 Apr 2024", "2024-04-22 24:01"),
        *("week of 22 April 2024", "x" * 5_000, "none", "2024-04-22 and 2024-04-23"),
        *("Sunday 22 April 2024", "2024 " * 20),
    ],
)
def test_what_is_no_date_by_itself_is_refused(typed: str) -> None:
    assert typed_value(typed) is None


def test_what_is_longer_than_any_date_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.typed_date.clean_line", lambda _: pytest.fail("it is read"))
    assert typed_value("2024 " * 200_000) is None


@pytest.mark.parametrize("typed", ["..2024-06..", "2024...2025", "2024-04...", "2024..2025..2026", ".."])
def test_a_period_with_more_dots_is_refused(typed: str) -> None:
    assert typed_period(typed, date(2024, 6, 1)) is None


@pytest.mark.parametrize("value", ["", "P6W", "PRESENT_REF", "19", "199", "2024-02-31", "2024-W60"])
def test_what_has_no_place_in_time_or_is_wide_has_no_precision(value: str) -> None:
    assert precision_of(value) is None
