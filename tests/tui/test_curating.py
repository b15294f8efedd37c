"""Setting right what was recognised: in the article, on its card, on the Entities screen, and back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from corpora import write_lines
from entities import answered, board, entities, fill, find, names
from quick import page_of, quiet, status, until
from reader import WIDE, screen_of, shown
from textual import events
from textual.pilot import Pilot

from briefing.casebook import Casebook, open_casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entity_card import EntityCard
from briefing.tui.screens.kind_menu import KindMenu
from briefing.tui.screens.merge_card import MergeCard
from briefing.tui.screens.name_line import NameLine
from briefing.workspace import Workspace
from index import Corpus, open_corpus
from index.entities.model import Name
from index.model import Kind
from index.understanding import register


@pytest.fixture
def two(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on a corpus of two articles."""
    corpus = open_corpus(tmp_path / "two")
    fill(corpus, tmp_path)
    return lambda: BriefingApp(corpus, casebook, Settings())


@pytest.fixture
def many(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on an article that names a network and people with its name."""
    corpus = open_corpus(tmp_path / "many")
    text = (
        "The Kestrel Brigade and the Haqqani network denied the attack. Colonel Omar Haqqani told reporters"
        " that the Haqqani network had left. Minister Omar Varga did not. Haqqani network fighters fell."
    )
    corpus.add([write_lines(tmp_path / "many.jsonl", {"title": "Two groups", "text": text})])
    corpus.read_for_names(workers=0)
    return lambda: BriefingApp(corpus, casebook, Settings())


def known(corpus: Corpus) -> dict[str, Kind]:
    """The entities of a corpus, each with its kind."""
    return {entry.name: entry.kind for entry in corpus.entities.listed()}


async def at(pilot: Pilot[None], name: str) -> None:
    """Go to the first mention of a name in the open article."""
    await quiet(pilot)
    page = page_of(pilot)
    if page.pane != "article":
        await pilot.press("enter")
    await pilot.press("g", "e")
    for _ in range(30):
        entity = page._entity_here()
        if entity is not None and entity.name == name:
            return
        await pilot.press("e")
    pytest.fail(f"{name} is not named here: {[e.name for e in page.open.recognised.entities]}")


async def over(pilot: Pilot[None], card: type[object]) -> None:
    """Wait until such a card lies over the page."""
    await until(pilot, lambda: isinstance(pilot.app.screen, card))


def recognised(pilot: Pilot[None]) -> dict[str, Kind]:
    """What is recognised in the open article, each with its kind."""
    return {entity.name: entity.kind for entity in page_of(pilot).open.recognised.entities}


# -- in the article ----------------------------------------------------------------------------------


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


@pytest.fixture
def spelled(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on two articles; one spells a man in two ways, of which the other has the second."""
    text = (
        "Minister Hamza Karimov left Ostrel. Colonel Omar Varga met Hamza Karimov there. In Baghdad Minister"
        " Hamza Kerimov said that the base was safe."
    )
    other = "Minister Hamza Karimov spoke. Hamza Karimov was in Baghdad. Hamza Karimov said so."
    records = (
        {"title": "Two spellings", "text": text, "date": "2024-05-02"},
        {"title": "One spelling", "text": other, "date": "2024-05-01"},
    )
    with open_corpus(tmp_path / "spelled") as filled:
        filled.add([write_lines(tmp_path / "spelled.jsonl", *records)])
        filled.read_for_names(workers=0)
    corpus = open_corpus(tmp_path / "spelled")  # as if it was read for names before
    return lambda: BriefingApp(corpus, casebook, Settings())


def listed(pilot: Pilot[None]) -> list[tuple[str, int]]:
    """The names in the pane that begin so, each with its mentions."""
    entities = page_of(pilot).entities.entities
    return [(each.name, len(each.mentions)) for each in entities if each.name.startswith("Hamza")]


async def test_two_spellings_that_the_corpus_ties_are_one_in_the_pane(
    spelled: Callable[[], BriefingApp],
) -> None:
    app = spelled()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 3)])
        await at(pilot, "Hamza Karimov")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"kerimov")
        await until(pilot, lambda: any("that is this entity itself" in row for row in shown(pilot)))
        await pilot.press("escape", "s")
        await until(pilot, lambda: "Hamza Karimov" in status(pilot))
        app.casebook.rule("split", Name("person", "Hamza Kerimov"))
        hand_over_rulings(app.casebook, app.corpus)
        page_of(pilot).ruled(None)
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 2), ("Hamza Kerimov", 1)])


async def test_names_do_not_wait_for_those_of_all_articles(
    spelled: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    whole = register.Register.view

    def slow(self: register.Register) -> register.View:
        assert may_go_on.wait(30)
        return whole(self)

    monkeypatch.setattr(register.Register, "view", slow)
    async with spelled().run_test(size=WIDE) as pilot:
        try:
            await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 2), ("Hamza Kerimov", 1)])
        finally:
            may_go_on.set()
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 3)])


async def test_the_card_says_what_a_name_is_called_in_the_corpus(
    spelled: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = spelled()
    record = {"title": "The other", "text": "Minister Hamza Kerimov left Ostrel.", "date": "2024-06-01"}
    app.corpus.add([write_lines(tmp_path / "other.jsonl", record)])
    app.corpus.read_for_names(workers=0)
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Hamza Kerimov")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        await until(pilot, lambda: "in the corpus as Hamza Karimov\n" in card.card.plain)


async def test_a_year_goes_without_saying_only_where_all_articles_are_of_it(
    two: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = two()
    old = {"title": "Long ago", "text": "Ilse Varga came to Ostrel.", "date": "2012-11-04"}
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        assert any("2 May  Exercise Wire" in row for row in shown(pilot))
        app.corpus.add([write_lines(tmp_path / "old.jsonl", old)])
        app.corpus.read_for_names(workers=0)
        await pilot.press("slash", *"varga", "enter")
        await quiet(pilot)
        assert any("2 May 2024  Exercise Wire" in row for row in shown(pilot))
        assert any("4 Nov 2012" in row for row in shown(pilot))
        await at(pilot, "Ilse Varga")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        await until(pilot, lambda: "first 4 Nov 2012   last 2 May 2024" in card.card.plain)
        await pilot.press("enter")
        await answered(pilot)
        assert any("17 Apr 2024" in row and "Ilse Varga" in row for row in shown(pilot))


# -- on the Entities screen --------------------------------------------------------------------------


async def test_a_decision_on_the_entities_screen_is_seen_in_list_and_article(
    two: Callable[[], BriefingApp],
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "varga")
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("ctrl+u", *"Varga", "enter")
        await until(pilot, lambda: names(screen) == ["Varga"])
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == "Varga"
        assert "Ilse Varga is called Varga   u undoes it" in status(pilot)
        assert any("Ilse Varga is called Varga" in row and "u undo" in row for row in shown(pilot)[5:])
        await until(pilot, lambda: "Varga" in recognised(pilot))


async def test_the_decision_under_the_cursor_is_taken_back_whenever_it_was_made(
    two: Callable[[], BriefingApp],
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "ostrel")
        await pilot.press("K")
        await over(pilot, KindMenu)
        await pilot.press("F")
        await until(pilot, lambda: known(app.corpus)["Ostrel"] == "facility")
        await answered(pilot)
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press(*" base".replace(" ", ""), "enter")
        await until(pilot, lambda: "Ostrelbase" in known(app.corpus))
        await answered(pilot)
        assert screen.decided.count == 2
        screen.set_focus(screen.decided)
        await pilot.press("G", "u")
        await until(pilot, lambda: known(app.corpus).get("Ostrelbase") == "place")
        assert "taken back: Ostrel is of kind facility" in status(pilot)


async def test_what_is_rejected_leaves_the_list_and_the_cursor_where_it_was(
    two: Callable[[], BriefingApp],
) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.press("j")
        await answered(pilot)
        before = names(screen)
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: names(screen) == [before[0], *before[2:]])
        await answered(pilot)
        assert screen.names.cursor == 1
        assert screen.file is not None
        assert screen.file.dossier.entry.name == before[2]
        await pilot.press("u")
        await until(pilot, lambda: sorted(names(screen)) == sorted(before))


async def test_one_mention_of_the_concordance_is_none(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "ostrel")
        await pilot.press("j", "number_sign")
        await until(pilot, lambda: screen.mentions.total == 2)
        await pilot.press("h", "number_sign")
        assert "no mention here: tab goes to the mentions" in status(pilot)
        assert board(pilot).names.entry is not None


async def test_what_another_reader_or_a_command_decides_is_shown_soon(
    two: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        with open_casebook(workspace) as other:
            other.rule("renamed", Name("person", "Ilse Varga"), "Minister Varga")
            hand_over_rulings(other, app.corpus)
        await until(pilot, lambda: "Minister Varga" in recognised(pilot))


async def test_a_click_goes_to_a_name_and_two_go_in(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.click(screen.names, offset=(5, 1))
        await answered(pilot)
        assert screen.names.cursor == 1
        await pilot.click(screen.mentions, offset=(5, 0))
        assert screen.focused is screen.mentions
        one = screen.mentions.appearance
        assert one is not None
        await pilot.click(screen.mentions, offset=(5, 0), times=2)
        await until(
            pilot, lambda: pilot.app.screen is page_of(pilot) and page_of(pilot).open_id == one.article
        )


async def test_keys_in_a_hurry_are_about_the_row_that_one_is_at(two: Callable[[], BriefingApp]) -> None:
    """The dossier of a row that one passes over comes late; what is decided is never about another row."""
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        before = names(screen)
        for _ in range(2):
            screen.action_move(1)
        screen.action_let_go()
        await until(pilot, lambda: before[2] not in known(app.corpus))
        assert set(known(app.corpus)) == set(before[:2])
        await answered(pilot)
        screen.action_move(-1)
        screen.action_move(1)
        await screen.action_go_in()
        assert screen.file is None or screen.file.dossier.entry.name == names(screen)[screen.names.cursor]
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == names(screen)[screen.names.cursor]
        assert screen.focused is screen.mentions


async def test_one_comes_back_from_what_stands_beside_it(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "varga")
        screen.set_focus(screen.beside)
        other = screen.beside.entries[0][0].name
        await pilot.press("enter")
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == other
        await pilot.press("backspace")
        await answered(pilot)
        assert screen.file.dossier.entry.name == "Ilse Varga"


async def test_of_two_that_are_called_the_same_the_one_at_hand_is_meant(
    two: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = two()
    app.casebook.rule("renamed", Name("place", "Ostrel"), "Ilse Varga")
    app.casebook.rule("retyped", Name("place", "Ostrel"), "person")
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await until(pilot, lambda: list(known(app.corpus)).count("Ilse Varga") == 1)
        await until(pilot, lambda: "Ostrel" not in recognised(pilot))
        page = page_of(pilot)
        await pilot.press("enter", "g", "e")
        for _ in range(10):
            span = page.text.span
            if span is not None and page.open.article.text[span.start : span.end] == "Ostrel":
                break
            await pilot.press("e")
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "is not an entity" in status(pilot))
        (ignored,) = (each for each in app.casebook.rulings() if each.kind == "ignored")
        assert ignored.subject == "place:Ostrel"
