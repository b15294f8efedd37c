"""Threads end in any order; what is shown of an article is what is known last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from corpora import write_lines
from entities import RECORDS
from own_model import told

from briefing.tui.screens.recognising import Recognised, Recognising, Stage
from index import Corpus, Layers, open_corpus
from index.entities.model import Name
from index.understanding.named_articles import NamedArticles


@dataclass
class Screen:
    """Keeps what it is told until a test delivers it, in the order that the test chooses."""

    told: list[tuple[Callable[..., object], tuple[object, ...]]] = field(default_factory=list)
    shown: Recognised | None = None
    counts: dict[Name, int] | None = None
    faults: list[str] = field(default_factory=list)
    kept: list[Stage] = field(default_factory=list)

    def tell(self, show: Callable[..., object], *values: object) -> None:
        self.told.append((show, values))

    def wait(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        """The next that is told, not delivered yet."""
        end = time.monotonic() + 20
        while not self.told:
            assert time.monotonic() < end, "nothing is told"
            time.sleep(0.005)
        return self.told.pop(0)

    def found_in(self, turn: int, count: int) -> list[Recognised]:
        """What stages found in a turn, once so many have told it; taken out, to be delivered by the test."""
        end = time.monotonic() + 20
        found: list[Recognised] = []
        while len(found) < count:
            assert time.monotonic() < end, "too few are told"
            if self.told:
                _, (value, *_) = self.told.pop(0)
                if isinstance(value, Recognised) and value.turn == turn:
                    found.append(value)
            time.sleep(0.005)
        return found

    def deliver(self) -> None:
        """Wait for the next that is told and deliver it."""
        show, values = self.wait()
        show(*values)

    def show_recognised(self, found: Recognised, counts: dict[Name, int] | None) -> None:
        self.shown = found
        self.kept.append(found.stage)
        if counts is not None:
            self.counts = counts

    def show_counts(self, counts: dict[Name, int]) -> None:
        self.counts = counts

    def say_shortcoming(self, why: str) -> None:
        self.faults.append(why)


@pytest.fixture
def unread(tmp_path: Path) -> Iterator[Corpus]:
    """Two articles that were not read for names yet."""
    with open_corpus(tmp_path / "two") as corpus:
        corpus.add([write_lines(tmp_path / "two.jsonl", *RECORDS)])
        yield corpus


def test_numbers_of_before_never_stand_over_those_of_now(unread: Corpus) -> None:
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    article = unread.article(unread.search("").hits[0].id)
    recognising.open(article)
    screen.deliver()  # what is recognised at once
    assert recognising.known
    while not recognising.counted:
        screen.deliver()
    assert not screen.counts

    recognising.again()  # answers in a moment, and is delivered late
    late = screen.wait()
    unread.read_for_names(workers=0)
    recognising.count_again()
    assert not recognising.counted
    while not recognising.counted:
        screen.deliver()
    assert screen.counts is not None
    assert set(screen.counts.values()) == {2}
    show, values = late
    show(*values)
    assert set(screen.counts.values()) == {2}
    assert recognising.counted
    recognising.close()


def test_it_is_not_counted_while_what_was_asked_last_is_not(unread: Corpus) -> None:
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    recognising.open(unread.article(unread.search("").hits[0].id))
    screen.deliver()  # what is recognised, and the first time it is counted behind that
    show, values = screen.wait()
    recognising.again()
    show(*values)
    assert not recognising.counted
    while not recognising.counted:
        screen.deliver()
    recognising.close()


def test_what_was_found_earlier_never_stands_over_what_was_found_later(
    unread: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    article = unread.article(unread.search("").hits[0].id)
    recognising.open(article)
    first = screen.wait()
    found = unread.layers(article)
    without = type(found)(entities=found.entities[1:], moments=found.moments, statements=found.statements)
    monkeypatch.setattr(Corpus, "layers", lambda *_: without)
    recognising.again()
    second = screen.wait()
    for show, values in (second, first):
        show(*values)
    assert screen.shown is not None
    assert len(screen.shown.layers.entities) == len(found.entities) - 1
    recognising.close()


def test_of_an_article_that_was_left_nothing_is_shown(unread: Corpus) -> None:
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    one, other = (unread.article(hit.id) for hit in unread.search("").hits)
    recognising.open(one)
    late = screen.wait()
    recognising.open(other)
    show, values = late
    show(*values)
    assert screen.shown is None
    screen.deliver()
    assert screen.shown is not None
    assert screen.shown.article is other
    recognising.close()
    assert not recognising.known


def test_an_article_that_cannot_be_read_for_names_says_so(
    unread: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a test")

    monkeypatch.setattr(Corpus, "layers", fail)
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    recognising.open(unread.article(unread.search("").hits[0].id))
    screen.deliver()
    assert screen.faults == ["no names here: finding them failed (RuntimeError: a test)"]
    assert recognising.known, "there is nothing to wait for"
    assert screen.shown is not None
    assert screen.shown.layers == Layers()
    recognising.close()


def test_names_stay_where_those_of_all_articles_cannot_be_had(
    unread: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: NamedArticles, layers: Layers, *, wait: bool = True) -> None:
        if wait:
            raise RuntimeError("a test")

    monkeypatch.setattr(NamedArticles, "together", fail)
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    recognising.open(unread.article(unread.search("").hits[0].id))
    while not screen.faults:
        screen.deliver()
    assert screen.faults == [
        "names are as this article writes them: those of the others failed (RuntimeError: a test)"
    ]
    assert screen.shown is not None
    assert screen.shown.layers.entities
    recognising.close()


@pytest.mark.parametrize("tied", [True, False], ids=["tied at once", "tied later"])
def test_what_the_own_model_found_stays_until_it_has_read_again(
    unread: Corpus, monkeypatch: pytest.MonkeyPatch, *, tied: bool
) -> None:
    if not tied:

        def later(self: NamedArticles, layers: Layers, *, wait: bool = True) -> Layers | None:
            return layers if wait else None

        monkeypatch.setattr(NamedArticles, "together", later)
    screen = Screen()
    model = told(monkeypatch, {"Ostrel": ("ORG", 0.9)})
    recognising = Recognising(unread, screen, model)
    recognising.open(unread.article(unread.search("").hits[0].id))
    stages = []
    while screen.shown is None or screen.shown.stage is not Stage.OWN:
        screen.deliver()
        stages.append(screen.shown and screen.shown.stage)
    assert stages[0] is Stage.AT_ONCE
    while not recognising.counted:
        screen.deliver()
    screen.kept.clear()
    recognising.count_again()
    turn = screen.shown.turn + 1
    while recognising._held is None:  # what is found at once
        screen.deliver()
    if not tied:
        late, last = sorted(screen.found_in(turn, 2), key=lambda found: found.stage)
        assert (late.stage, last.stage) == (Stage.TIED, Stage.OWN)
        recognising._take(late)
        recognising._take(last)
    while recognising._shown is None or recognising._shown.turn < turn:
        screen.deliver()
    assert set(screen.kept) <= {Stage.OWN}
    recognising.close()


def test_another_date_of_the_article_is_shown_though_nothing_is_named_anew(unread: Corpus) -> None:
    screen = Screen()
    recognising = Recognising(unread, screen, None)
    article = unread.article(unread.search("").hits[0].id)
    recognising.open(article)
    screen.deliver()
    while not recognising.counted:
        screen.deliver()
    later = replace(article, copies=(replace(article.copies[0], published=None),))
    recognising.open(later)
    screen.deliver()
    assert screen.shown is not None
    assert screen.shown.article is later
    recognising.close()
