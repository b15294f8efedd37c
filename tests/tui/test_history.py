"""Earlier searches on the up key."""

from __future__ import annotations

from briefing.tui.history import History


def test_older_and_newer_and_back_to_what_was_typed() -> None:
    history = History(["base", "rockets"])
    shown = ["dro"]
    for _ in range(3):
        text = history.older(shown[-1])
        if text is not None:
            shown.append(text)
    assert shown == ["dro", "base", "rockets"]
    assert history.newer("rockets") == "base"
    assert history.newer("base") == "dro"
    assert history.newer("dro") is None


def test_what_stands_there_already_is_not_shown_again() -> None:
    assert History(["base", "rockets"]).older("base") == "rockets"


def test_a_changed_line_begins_a_new_walk() -> None:
    history = History(["base", "rockets"])
    assert history.older("") == "base"
    assert history.newer("base 2") is None
    assert history.older("base 2") == "base"
    assert history.newer("base") == "base 2"


def test_a_taken_search_comes_first_and_once() -> None:
    history = History(["base", "rockets"])
    history.add("rockets")
    history.add("  ")
    assert history.older("") == "rockets"
    assert history.older("rockets") == "base"
    assert history.older("base") is None
