"""The card on which an entity is put together with another one: what is chosen, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines
from curating import at, over
from entities import entities, find
from quick import status, until
from reader import WIDE
from textual.pilot import Pilot

from briefing.casebook import open_casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.merge_card import MergeCard
from briefing.workspace import Workspace
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


async def test_two_that_somebody_else_made_one_meanwhile_are_not_merged_again(
    many: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await card_for(pilot, "haqqani network")
        leads = {each.name: app.corpus.entities.leading(each.id) for each in app.corpus.entities.listed()}
        with open_casebook(workspace) as other:
            other.rule("merged", leads["Haqqani network"], str(leads["Kestrel Brigade"]))
            hand_over_rulings(other, app.corpus)
        await pilot.press("enter")
        words = "Kestrel Brigade and Haqqani network are one already: Kestrel Brigade"
        await until(pilot, lambda: words in status(pilot))
        assert [each.subject for each in app.casebook.rulings()] == [str(leads["Haqqani network"])]


async def test_nothing_is_merged_into_what_somebody_else_rejected_meanwhile(
    many: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await card_for(pilot, "haqqani network")
        (network,) = app.corpus.entities.named_exactly("Haqqani network")
        with open_casebook(workspace) as other:
            other.rule("ignored", app.corpus.entities.leading(network.id))
            hand_over_rulings(other, app.corpus)
        await pilot.press("enter")
        await until(pilot, lambda: "Haqqani network is not known as an entity any more" in status(pilot))
        assert [each.kind for each in app.casebook.rulings()] == ["ignored"]


async def test_what_is_said_of_a_merge_is_what_was_done(
    many: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await card_for(pilot, "haqqani network")
        (network,) = app.corpus.entities.named_exactly("Haqqani network")
        with open_casebook(workspace) as other:
            other.rule("renamed", app.corpus.entities.leading(network.id), "The Network")
            hand_over_rulings(other, app.corpus)
        await pilot.press("enter")
        await until(pilot, lambda: "merged Kestrel Brigade into The Network" in status(pilot))


async def test_a_letter_that_was_meant_for_a_key_chooses_nothing(many: Callable[[], BriefingApp]) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        card = await card_for(pilot, "h")
        assert {"Haqqani network", "Omar Haqqani"} <= set(offered(card))
        assert chosen(card) == ""
        await pilot.press("enter")
        assert card.card.said == "nothing is chosen: type a name, or choose with ↓"
        await pilot.press("a")
        await until(pilot, lambda: chosen(card) == "Haqqani network")
        await pilot.press("escape")
        assert app.casebook.rulings() == []


async def test_what_merely_sounds_like_what_is_typed_is_offered_and_not_chosen(
    many: Callable[[], BriefingApp],
) -> None:
    async with many().run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        card = await card_for(pilot, "omar hakkani")
        assert "Omar Haqqani" in offered(card)
        assert chosen(card) == ""


async def test_people_with_the_same_family_name_are_offered_and_not_chosen(
    many: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = many()
    text = (
        "Aminata Diallo met Amara Diallo. Aminata Diallo said that Amara Diallo had left. Diallo Keita came."
    )
    app.corpus.add([write_lines(tmp_path / "kin.jsonl", {"title": "Kin", "text": text})])
    app.corpus.read_for_names(workers=0)
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        await find(pilot, "Aminata Diallo")
        card = await card_for(pilot)
        assert offered(card) == ["Amara Diallo"]
        assert chosen(card) == ""


async def test_a_mention_that_is_of_an_entity_by_now_is_not_given_to_it_again(
    many: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await card_for(pilot, "haqqani network")
        leads = {each.name: app.corpus.entities.leading(each.id) for each in app.corpus.entities.listed()}
        with open_casebook(workspace) as other:
            other.rule("merged", leads["Kestrel Brigade"], str(leads["Haqqani network"]))
            hand_over_rulings(other, app.corpus)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "this one here is Haqqani network already" in status(pilot))
        assert [each.kind for each in app.casebook.rulings()] == ["merged"]
