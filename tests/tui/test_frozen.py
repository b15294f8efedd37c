"""What is kept from the search for garbage, and how seldom."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from briefing.tui import frozen


@pytest.fixture(autouse=True)
def _thawed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(frozen, "_frozen", frozen._Frozen())
    gc.collect()
    yield
    gc.unfreeze()


class Card:
    """Something that knows itself, as screens do."""

    def __init__(self) -> None:
        self.me = self


def test_garbage_is_found_however_often_names_are_asked_for() -> None:
    frozen.keep_from_garbage(10_000)
    kept = gc.get_freeze_count()
    assert kept > 0
    cards = []
    for number in range(20):
        cards.append(weakref.ref(Card()))
        frozen.keep_from_garbage(10_000 + number)
    gc.collect()
    assert [card() for card in cards] == [None] * 20
    assert gc.get_freeze_count() <= kept


def test_names_that_have_grown_are_kept_again_and_few_are_not() -> None:
    frozen.keep_from_garbage(20)
    assert not frozen._frozen.grown_to(499)
    assert frozen._frozen.grown_to(1_000)
    assert not frozen._frozen.grown_to(1_200)
    assert frozen._frozen.grown_to(1_400)
