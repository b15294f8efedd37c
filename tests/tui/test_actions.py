"""The one table of keys."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing.tui.actions import ACTIONS, TYPING, bindings, keys_of
from briefing.tui.screens.read import ReadScreen


def test_every_action_is_one_that_the_screen_has() -> None:
    for action in ACTIONS:
        method = (action.do or action.id).split("(")[0]
        assert hasattr(ReadScreen, f"action_{method}"), action.id


def test_one_key_has_one_meaning() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_every_action_has_a_binding_a_name_and_a_sentence() -> None:
    assert len(bindings()) == len(ACTIONS)
    assert all(action.name and action.help.endswith(".") for action in ACTIONS)


@pytest.mark.parametrize("place", ["results", "article", "side", *TYPING])
def test_every_place_offers_keys(place: str) -> None:
    assert keys_of(place)  # type: ignore[arg-type]
