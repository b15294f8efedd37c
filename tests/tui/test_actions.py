"""The one table of keys."""

from __future__ import annotations

from collections import Counter

import pytest

from briefing.tui.actions import ACTIONS
from briefing.tui.bindings import ENDS_TYPING, MODES, bindings, keys_of
from briefing.tui.screens.read import ReadScreen


def test_every_action_is_one_that_the_screen_has() -> None:
    for action in ACTIONS:
        method = (action.do or action.id).split("(")[0]
        assert hasattr(ReadScreen, f"action_{method}"), action.id


def test_what_has_no_key_is_a_command_that_says_what_it_takes() -> None:
    commands = [action for action in ACTIONS if not action.keys]
    assert {action.command for action in commands} >= {"add", "skipped", "stop adding"}
    assert all(not action.takes or action.takes.isupper() for action in ACTIONS)


def test_neighbours_in_the_help_of_the_keys_stand_together() -> None:
    rows = [(action.group, action.brief) for action in ACTIONS]
    ends = [row for row, following in zip(rows, [*rows[1:], None], strict=True) if row != following]
    assert len(ends) == len(set(ends))


def test_one_key_has_one_meaning() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_every_action_has_a_binding_a_name_and_a_sentence() -> None:
    assert len(bindings()) == sum(1 for action in ACTIONS if action.keys) + len(ENDS_TYPING)
    assert all(action.name and action.help.endswith(".") for action in ACTIONS)


@pytest.mark.parametrize("place", ["results", "article", "entities", "notes", "nothing", *MODES])
def test_every_place_offers_keys(place: str) -> None:
    assert keys_of(place)  # type: ignore[arg-type]
