"""The card on which an entity is put together with another one: what is chosen, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from curating import at, over
from quick import status, until
from reader import WIDE
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.merge_card import MergeCard
from index.errors import WorkspaceError
from index.understanding.entities import Entities


async def card_for(pilot: Pilot[None], typed: str = "") -> MergeCard:
    """The card, once it shows what this finds."""
    await pilot.press("equals_sign")
    await over(pilot, MergeCard)
    card = pilot.app.screen
    assert isinstance(card, MergeCard)
    await pilot.press(*("space" if letter == " " else letter for letter in typed))
    await until(pilot, lambda: card._row.typed.value == typed and card._sought is None)
    return card


def offered(card: MergeCard) -> list[str]:
    """The names to choose from."""
    return [row.left[1][0] for row in card.card.rows if len(row.left) > 1]


def chosen(card: MergeCard) -> str:
    """The name under the cursor; empty where nothing is chosen."""
    return offered(card)[card.card.cursor] if card.card.cursor >= 0 else ""


async def test_what_was_chosen_stays_chosen_when_it_is_for_one_mention_alone(
    many: Callable[[], BriefingApp],
) -> None:
    async with many().run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        card = await card_for(pilot, "omar")
        await pilot.press("down")
        second = chosen(card)
        assert second == offered(card)[1]
        await pilot.press("tab")
        assert chosen(card) == second
        await pilot.press("enter")
        await until(pilot, lambda: "this one here is" in status(pilot))
        assert f"this one here is {second}" in status(pilot)


async def test_what_was_chosen_stays_chosen_in_a_window_of_another_size(
    many: Callable[[], BriefingApp],
) -> None:
    async with many().run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        card = await card_for(pilot, "omar")
        await pilot.press("down")
        second = chosen(card)
        await pilot.resize_terminal(100, 30)
        await pilot.pause()
        assert chosen(card) == second != offered(card)[0]


async def test_a_search_for_names_that_fails_is_said_on_the_card_and_made_again_by_enter(
    many: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with many().run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")

        def refuse(*_: object) -> None:
            raise WorkspaceError("cannot use corpus.db: it is locked", "Try again.")

        with monkeypatch.context() as patched:
            patched.setattr(Entities, "choices", refuse)
            card = await card_for(pilot, "omar")
            assert card.card.plain == "the names could not be looked for: enter tries again"
            assert card.card.said == "cannot use corpus.db: it is locked"
        await pilot.press("enter")
        await until(pilot, lambda: "Omar Varga" in offered(card))
        assert card.card.said == ""
