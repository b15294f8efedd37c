"""Setting right what was recognised in the article and on its card, and back again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from corpora import write_lines
from curating import at, known, over, recognised
from entities import answered, entities
from quick import page_of, quiet, status, until
from reader import WIDE, screen_of, shown
from textual import events

from briefing.casebook.curation import hand_over_rulings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entity_card import EntityCard
from briefing.tui.screens.kind_menu import KindMenu
from briefing.tui.screens.merge_card import MergeCard
from briefing.tui.screens.name_line import NameLine
from briefing.tui.screens.split_card import SplitCard
from index.catalog import database
from index.entities.model import Name


async def test_what_is_not_an_entity_goes_everywhere_and_comes_back(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "Ilse Varga" not in recognised(pilot))
        assert "Ilse Varga is not an entity   u undoes it" in status(pilot)
        assert "Ilse Varga" not in known(app.corpus)
        assert not any("Ilse Varga" in "".join(row[88:]) for row in shown(pilot)), "the list follows"
        await pilot.press("u")
        await until(pilot, lambda: "Ilse Varga" in recognised(pilot))
        assert "Ilse Varga" in known(app.corpus)
        await pilot.press("ctrl+r")
        await until(pilot, lambda: "Ilse Varga" not in recognised(pilot))


async def test_another_kind_by_its_letter(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ostrel")
        before = recognised(pilot)["Ostrel"]
        assert before == "place"
        await pilot.press("K")
        await over(pilot, KindMenu)
        await pilot.press("f")
        await until(pilot, lambda: recognised(pilot)["Ostrel"] == "facility")
        assert "Ostrel is of kind facility" in status(pilot)
        assert known(app.corpus)["Ostrel"] == "facility"


async def test_another_name_is_typed_over_the_one_that_it_has(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("ctrl+u", *"Ilse", "space", *"Varga-Holm", "enter")
        await until(pilot, lambda: "Ilse Varga-Holm" in recognised(pilot))
        assert "Ilse Varga is called Ilse Varga-Holm   u undoes it" in status(pilot)
        assert "Ilse Varga-Holm" in known(app.corpus)
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("escape")
        assert app.screen is screen_of(pilot)


async def test_nothing_is_renamed_to_what_another_one_is_called(many: Callable[[], BriefingApp]) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Omar Haqqani")
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("ctrl+u", *"omar", "space", *"varga", "enter")
        await until(
            pilot,
            lambda: "nothing was renamed: Omar Varga is there already, and = merges into it" in status(pilot),
        )
        assert app.casebook.rulings() == []


async def test_nothing_is_renamed_to_a_name_of_any_length(many: Callable[[], BriefingApp]) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Omar Haqqani")
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("ctrl+u")
        pilot.app.post_message(events.Paste("x" * 201))
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "a name has at most 200 characters, and this one has 201" in status(pilot))
        assert app.casebook.rulings() == []


async def test_one_mention_is_none_and_the_others_stay(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ostrel")
        span = page_of(pilot).text.span
        assert span is not None
        await pilot.press("number_sign")
        await until(pilot, lambda: "not this one here: Ostrel" in status(pilot))
        await until(
            pilot, lambda: span.start not in {m.span.start for m in page_of(pilot).open.recognised.mentions}
        )
        (entry,) = app.corpus.entities.found("Ostrel")
        assert len(app.corpus.entities.appearances(entry.id)) == 2


async def test_merging_asks_into_which_and_splitting_takes_it_apart(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"varga")
        await until(pilot, lambda: any("P Ilse Varga" in row for row in shown(pilot)))
        (row,) = (row for row in shown(pilot) if "P Ilse Varga" in row and "group into person" in row)
        assert "group into person  2 times in 2 articles" in row
        await pilot.press("enter")
        await until(pilot, lambda: any("a group into a person? enter again" in row for row in shown(pilot)))
        assert "Kestrel Brigade" in known(app.corpus)
        await pilot.press("enter")
        await until(pilot, lambda: "Kestrel Brigade" not in recognised(pilot))
        assert "merged Kestrel Brigade into Ilse Varga   u undoes it" in status(pilot)
        (entry,) = app.corpus.entities.found("Ilse Varga")
        assert entry.times == 4
        await at(pilot, "Ilse Varga")
        await pilot.press("vertical_line")
        await until(pilot, lambda: any("Split off Ilse Varga" in row for row in shown(pilot)))
        await pilot.press("enter")
        await until(pilot, lambda: "Kestrel Brigade" in recognised(pilot))
        assert "Kestrel Brigade is split off" in status(pilot)
        await at(pilot, "Ilse Varga")
        await pilot.press("vertical_line")
        await until(pilot, lambda: "nothing was put together here" in status(pilot))


async def test_what_an_article_ties_itself_is_parted_mention_by_mention(
    two: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = two()
    text = "Ilse Varga met the guard. Varga said that she had left."
    app.corpus.add(
        [write_lines(tmp_path / "new.jsonl", {"title": "New", "date": "2024-05-03", "text": text})]
    )
    app.corpus.read_for_names(workers=0)
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        await pilot.press("vertical_line")
        await until(pilot, lambda: "articles say what else it is, and # parts a mention" in status(pilot))


async def test_what_is_decided_while_another_program_holds_the_corpus_is_said_to_be_kept(
    two: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_MS", 50)
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ostrel")
        with closing(sqlite3.connect(app.corpus.path / "corpus.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("number_sign")
            await until(pilot, lambda: "what was decided is kept and not shown yet" in status(pilot))
        assert [each.kind for each in app.casebook.rulings()] == ["not_here"]


async def test_only_this_one_here_is_another(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ostrel")
        span = page_of(pilot).text.span
        assert span is not None
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        assert any("Merge Ostrel into" in row for row in shown(pilot))
        await pilot.press("tab", *"varga")
        await until(pilot, lambda: any("P Ilse Varga" in row for row in shown(pilot)))
        assert any("Only here: Ostrel is" in row for row in shown(pilot))
        assert not any("place into person" in row for row in shown(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: "this one here is Ilse Varga   u undoes it" in status(pilot))

        def name_here() -> str:
            mentions = page_of(pilot).open.recognised.mentions
            return next((each.name for each in mentions if each.span.start == span.start), "")

        await until(pilot, lambda: name_here() == "Ilse Varga")
        assert known(app.corpus)["Ostrel"] == "place"
        assert [each.kind for each in app.casebook.rulings()] == ["here"]
        await pilot.press("u")
        await until(pilot, lambda: name_here() == "Ostrel")


async def test_all_are_merged_from_a_list_where_there_is_no_mention(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await entities(pilot)
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press("tab")
        assert any("that is for a mention in a text" in row for row in shown(pilot))


async def test_where_nothing_is_alike_nothing_is_chosen_beforehand(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await until(pilot, lambda: any("nothing is called alike: type a name" in row for row in shown(pilot)))
        await pilot.press("enter")
        assert any("nothing is chosen: type a name" in row for row in shown(pilot))
        await pilot.press(*"kestrel")
        await until(pilot, lambda: any("that is this entity itself" in row for row in shown(pilot)))
        await pilot.press("enter", "escape")
        assert app.casebook.rulings() == []


async def test_what_is_asked_about_one_row_is_not_answered_by_another(
    many: Callable[[], BriefingApp],
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Haqqani network")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"omar")
        await until(pilot, lambda: any("P Omar Haqqani" in row for row in shown(pilot)))
        await pilot.press("enter")
        await until(pilot, lambda: any("into a person? enter again" in row for row in shown(pilot)))
        await pilot.press("down", "enter")
        assert isinstance(app.screen, MergeCard)
        await pilot.press("escape")
        assert app.casebook.rulings() == []


async def test_all_that_has_what_is_typed_in_its_name_is_offered_the_same_kind_first(
    many: Callable[[], BriefingApp],
) -> None:
    app = many()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Kestrel Brigade")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"haqqani")
        card = app.screen
        assert isinstance(card, MergeCard)
        await until(pilot, lambda: "Haqqani network" in card.card.plain)
        offered = [row.left[1][0] for row in card.card.rows]
        assert offered[0] == "Haqqani network"
        assert set(offered) == {each.name for each in app.corpus.entities.listed(matching="haqqani")}
        assert "Omar Haqqani" in offered


async def test_away_from_a_name_the_keys_say_so_or_mean_notes(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        for key in ("R", "K", "number_sign", "vertical_line"):
            await pilot.press(key)
            assert "no name here: e goes to the next one" in status(pilot)
        for key in ("equals_sign", "exclamation_mark"):
            await pilot.press(key)
            assert "no name and no note here: e goes to the next name, m to the next note" in status(pilot)


async def test_the_card_leads_to_the_dossier_and_to_every_decision(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        await until(pilot, lambda: "in the corpus 2 in 2 articles" in card.card.plain)
        assert "first 17 Apr   last 2 May" in card.card.plain or "first 17 Apr" in card.card.plain
        await pilot.press("K")
        await over(pilot, KindMenu)
        await pilot.press("escape", "enter")
        await over(pilot, EntityCard)
        await pilot.press("enter")
        screen = await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == "Ilse Varga"
        assert screen.focused is screen.mentions


async def test_no_key_is_dead_on_the_card(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        await until(pilot, lambda: any("in the corpus 2" in row for row in shown(pilot)))
        await pilot.press("w")
        assert any("w does nothing here: esc closes this card" in row for row in shown(pilot))
        await pilot.press("j")
        assert any("all of this card is seen: there is nothing to scroll" in row for row in shown(pilot))
        await pilot.press("1")
        await until(pilot, lambda: app.screen is page_of(pilot))
        await pilot.press("enter")
        await over(pilot, EntityCard)
        await pilot.press("3")
        await until(pilot, lambda: app.screen.NAME == "time")


async def test_the_card_says_what_somebody_says_here(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("j")
        await at(pilot, "Ilse Varga")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        assert "Says here\n“ rockets fell near Ostrel" in card.card.plain


async def test_two_presses_in_a_hurry_open_one_card_of_names(two: Callable[[], BriefingApp]) -> None:
    app = two()
    app.casebook.rule("merged", Name("organisation", "Kestrel Brigade"), "person:Ilse Varga")
    hand_over_rulings(app.casebook, app.corpus)
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        page = page_of(pilot)
        page.action_split_off()
        page.action_split_off()
        await over(pilot, SplitCard)
        await quiet(pilot)
        assert [type(each) for each in app.screen_stack[1:]] == [SplitCard]
        await pilot.press("escape", "enter")
        await over(pilot, EntityCard)
        await pilot.press("vertical_line")
        await over(pilot, SplitCard)
