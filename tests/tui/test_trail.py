"""Back and forward through what was read."""

from __future__ import annotations

from dataclasses import replace

from briefing.tui.trail import Stop, Trail


def _trail(*articles: str) -> Trail:
    trail = Trail()
    for article in articles:
        trail.go(Stop("rockets", "relevance", article))
    return trail


def _article(stop: Stop | None) -> str:
    return stop.article if stop else ""


def test_back_and_forward_again() -> None:
    trail = _trail("a", "b", "c")
    steps = [_article(trail.step(by, None)) for by in (-1, -1, -1, 1, 1, 1)]
    assert steps == ["b", "a", "", "b", "c", ""]


def test_going_elsewhere_forgets_what_lay_ahead() -> None:
    trail = _trail("a", "b", "c")
    trail.step(-1, None)
    trail.go(Stop("rockets", "relevance", "d"))
    assert trail.step(1, None) is None
    assert _article(trail.step(-1, None)) == "b"


def test_the_same_article_twice_is_one_stop_and_another_search_is_another() -> None:
    trail = _trail("a", "a")
    assert trail.step(-1, None) is None
    trail.go(Stop("base", "relevance", "a"))
    back = trail.step(-1, None)
    assert back is not None
    assert back.text == "rockets"


def test_one_comes_back_to_where_one_was_in_the_text() -> None:
    trail = _trail("a", "b")
    trail.step(-1, Stop("rockets", "relevance", "b", 70))
    again = trail.step(1, None)
    assert again == Stop("rockets", "relevance", "b", 70)
    # An article that is shown without having been gone to leaves no trace.
    trail.step(-1, replace(again, article="z"))
    assert _article(trail.step(1, None)) == "b"


def test_a_long_way_is_kept_in_part() -> None:
    trail = _trail(*map(str, range(1_000)))
    steps = 0
    while trail.step(-1, None) is not None:
        steps += 1
    assert steps == 199
