"""Names of the article that one rests at are found; of those that are passed over, none."""

from __future__ import annotations

import threading
from dataclasses import replace
from time import monotonic, sleep

import pytest

from briefing.tui.recogniser import Recogniser
from index import Article, Corpus, Layers


@pytest.fixture
def articles(corpus: Corpus) -> list[Article]:
    article = corpus.article(corpus.search("").hits[0].id)
    return [replace(article, id=f"{number:020x}") for number in range(8)]


class Seen:
    """What was begun, finished and failed, in order; ``gate`` holds whoever recognises."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.failed: list[str] = []
        self.side_by_side = 0
        self.gate = threading.Event()
        self.gate.set()
        self._running = 0
        self.recogniser = Recogniser(
            self._recognise,
            lambda article, layers: self.done.append(article.id),
            lambda article, error: self.failed.append(str(error)),
        )

    def _recognise(self, article: Article) -> Layers:
        self.begun.append(article.id)
        self._running += 1
        self.side_by_side = max(self.side_by_side, self._running)
        self.gate.wait(10)
        self._running -= 1
        if article.id.endswith("7"):
            raise ValueError("the seventh")
        return Layers()

    def wait(self, count: int) -> None:
        """Until so many were finished."""
        end = monotonic() + 10
        while len(self.done) + len(self.failed) < count:
            assert monotonic() < end, (self.begun, self.done)
            sleep(0.005)


def test_the_article_that_one_comes_to_and_rests_at_is_recognised_and_none_between(
    articles: list[Article],
) -> None:
    seen = Seen()
    for article in articles[:6]:
        seen.recogniser.ask(article)
    seen.wait(1)
    sleep(0.3)
    assert seen.done[-1] == articles[5].id
    assert set(seen.begun) <= {articles[0].id, articles[5].id}


def test_a_single_step_is_not_made_to_wait(articles: list[Article]) -> None:
    seen = Seen()
    began = monotonic()
    seen.recogniser.ask(articles[0])
    seen.wait(1)
    assert monotonic() - began < 0.1


def test_one_is_recognised_at_a_time_and_the_newest_is_next(articles: list[Article]) -> None:
    seen = Seen()
    seen.gate.clear()
    seen.recogniser.ask(articles[0])
    while not seen.begun:
        sleep(0.005)
    for article in articles[1:4]:
        seen.recogniser.ask(article)
    sleep(0.2)
    seen.gate.set()
    seen.wait(2)
    sleep(0.05)
    assert seen.begun == [articles[0].id, articles[3].id]
    assert seen.side_by_side == 1


def test_what_is_wanted_no_more_is_not_begun(articles: list[Article]) -> None:
    seen = Seen()
    seen.recogniser.ask(articles[0])
    seen.wait(1)
    seen.recogniser.ask(articles[1])
    seen.recogniser.drop()
    sleep(0.2)
    assert seen.begun == [articles[0].id]


def test_an_article_that_fails_does_not_end_it(articles: list[Article]) -> None:
    seen = Seen()
    seen.recogniser.ask(articles[7])
    seen.wait(1)
    seen.recogniser.ask(articles[1])
    seen.wait(2)
    assert (seen.failed, seen.done) == (["the seventh"], [articles[1].id])


def test_whoever_asks_next_does_not_wait_for_a_long_article_that_was_left(articles: list[Article]) -> None:
    seen = Seen()
    seen.gate.clear()
    seen.recogniser.ask(articles[0])
    while not seen.begun:
        sleep(0.005)
    seen.recogniser.ask(articles[1])
    end = monotonic() + 10
    while len(seen.begun) < 2:
        assert monotonic() < end
        sleep(0.005)
    for article in articles[2:5]:
        seen.recogniser.ask(article)
        sleep(0.6)
    assert seen.side_by_side == 3, "and not more, however many are left"
    seen.gate.set()
    seen.wait(4)
    assert seen.begun == [articles[number].id for number in (0, 1, 2, 4)]


@pytest.mark.parametrize("error", [SystemExit("no"), KeyboardInterrupt(), ValueError("no")])
def test_nothing_that_a_model_raises_ends_it(articles: list[Article], error: BaseException) -> None:
    told: list[object] = []

    def find(article: Article) -> str:
        if article.id == articles[0].id:
            raise error
        return article.id

    recogniser = Recogniser(find, lambda _, found: told.append(found), lambda _, error: told.append(error))
    recogniser.ask(articles[0])
    end = monotonic() + 10
    while not told:
        assert monotonic() < end
        sleep(0.005)
    recogniser.ask(articles[1])
    while len(told) < 2:
        assert monotonic() < end
        sleep(0.005)
    assert told == [error, articles[1].id]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_teller_that_fails_does_not_end_it(articles: list[Article]) -> None:
    told: list[str] = []

    def tell(article: Article, _: object) -> None:
        told.append(article.id)
        if len(told) == 1:
            raise RuntimeError("a test")

    recogniser: Recogniser[Article, str] = Recogniser(lambda article: article.id, tell, tell)
    end = monotonic() + 10
    for number in range(2):
        recogniser.ask(articles[number])
        while len(told) <= number:
            assert monotonic() < end
            sleep(0.005)
    assert told == [articles[0].id, articles[1].id]


def test_its_thread_ends_when_nothing_is_wanted(articles: list[Article]) -> None:
    seen = Seen()
    others = set(threading.enumerate())
    seen.recogniser.ask(articles[0])
    seen.wait(1)
    end = monotonic() + 10
    while any(thread.name == "names" for thread in set(threading.enumerate()) - others):
        assert monotonic() < end
        sleep(0.005)
