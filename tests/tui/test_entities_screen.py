"""The Entities screen: what is listed, in which order, narrowed how, and what a dossier says."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import write_lines, write_text
from entities import answered, board, entities, fill, find, names
from quick import Reader, page_of, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.words import counted
from index import Corpus, Span, open_corpus


async def test_the_list_is_that_of_the_corpus_and_the_first_has_its_dossier(
    reader: Reader, corpus: Corpus
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        assert list(screen.names.entries) == list(corpus.entities.listed())
        assert screen.file is not None
        assert screen.file.dossier.entry == screen.names.entries[0]
        assert f"{screen.names.count} entities · by mentions" in shown(pilot)[1]
        await pilot.press("j", "j")
        await answered(pilot)
        assert screen.file.dossier.entry == screen.names.entries[2]


async def test_typing_narrows_the_list_by_name_and_f_brings_all_back(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        everything = screen.names.count
        await pilot.press("slash", *"VARG")
        await answered(pilot)
        assert names(screen)
        assert all("varg" in name.casefold() for name in names(screen))
        await pilot.press("enter", "F")
        await answered(pilot)
        assert "let go of “VARG”" in status(pilot)
        assert screen.names.count == everything
        assert screen.entry.value == ""
        await pilot.press("F")
        assert "are listed already" in status(pilot)


async def test_a_kind_can_be_kept_to_words_of_peoples_too(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        for letter, kind in (("P", "person"), ("d", "demonym")):
            await pilot.press("f", letter)
            await answered(pilot)
            assert screen.names.count
            assert {entry.kind for entry in screen.names.entries} == {kind}
        await pilot.press("f", "home", "enter")
        await answered(pilot)
        assert len({entry.kind for entry in screen.names.entries}) > 3
        assert "demonym" not in {entry.kind for entry in screen.names.entries}


async def test_another_order(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        for words in ("by articles", "by name", "newest first", "by mentions"):
            at = screen.names.entry
            await pilot.press("o")
            await answered(pilot)
            assert words in shown(pilot)[1]
            if words == "by articles":
                counts = [entry.articles for entry in screen.names.entries]
                assert counts == sorted(counts, reverse=True)
            if words == "by name":
                assert names(screen) == sorted(names(screen), key=str.casefold)
            assert screen.names.entry == at, "one stays at the entity"


async def test_the_list_follows_the_search(reader: Reader, corpus: Corpus) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "radar minister")
        total = corpus.search("radar minister").total
        screen = await entities(pilot)
        found = [hit.number for hit in corpus.search("radar minister", limit=100).hits]
        assert list(screen.names.entries) == list(corpus.entities.listed(among=found))
        assert f"in {total} articles with radar minister" in shown(pilot)[1]
        await pilot.press("F")
        assert "all of the articles with “radar minister”: 1 / and an empty line are all" in status(pilot)
        await pilot.press("1")
        await paste(pilot, "")
        screen = await entities(pilot)
        assert screen.names.count == len(corpus.entities.listed())


async def test_a_dossier_says_what_the_corpus_knows(
    reader: Reader, corpus: Corpus, casebook: Casebook
) -> None:
    casebook.decide("reliability", "Exercise Wire (exercise)", "B")
    (entry,) = [each for each in corpus.entities.listed() if each.name == "Kestrel Brigade"]
    article = corpus.article(corpus.entities.appearances(entry.id)[0].article)
    casebook.add_note(article, "Ask the Kestrel Brigade.", Span(0, 5))
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "kestrel brig")
        dossier = corpus.entities.dossier(entry.id)
        assert dossier is not None
        plain = screen.facts.plain
        assert f"Kestrel Brigade  group{entry.times} times in {entry.articles} articles" in plain
        assert f"also {dossier.aliases[0].text} {dossier.aliases[0].times}" in plain
        assert f"B {dossier.sources['Exercise Wire (exercise)']}" in plain
        assert "your notes 1" in plain
        assert list(screen.mentions.appearances) == list(corpus.entities.appearances(entry.id))
        assert list(screen.says.said) == list(corpus.entities.said(by=entry.id, limit=50))
        assert list(screen.beside.entries) == list(corpus.entities.beside(entry.id))


async def test_a_dossier_is_of_all_articles_or_of_those_found(reader: Reader, corpus: Corpus) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "ferry")
        screen = await entities(pilot)
        found = [hit.number for hit in corpus.search("ferry", limit=100).hits]
        entry = screen.names.entry
        assert entry is not None
        whole = corpus.entities.dossier(entry.id)
        part = corpus.entities.dossier(entry.id, among=found)
        assert whole is not None
        assert part is not None
        assert 0 < part.entry.articles < whole.entry.articles == part.in_all
        assert "all articles · d those found" in shown(pilot)[2]
        assert f"in {whole.entry.articles} articles" in screen.facts.plain
        await pilot.press("d")
        await answered(pilot)
        assert f"{len(found)} articles with ferry · d all" in shown(pilot)[2]
        assert (part.entry.times, part.entry.articles) == (entry.times, entry.articles), "as in the list"
        times = f"{entry.times} times in {entry.articles} of {whole.entry.articles} articles"
        assert times in screen.facts.plain
        assert screen.mentions.total == entry.times
        limited = {corpus.article(one.article).number for one in screen.mentions.appearances}
        assert limited <= set(found)
        assert list(screen.says.said) == list(corpus.entities.said(by=entry.id, limit=50, among=found))
        assert list(screen.about.said) == list(corpus.entities.said(about=entry.id, limit=50, among=found))
        assert list(screen.beside.entries) == list(corpus.entities.beside(entry.id, among=found))
        await pilot.press("l", "o")  # the oldest first: of these too
        await answered(pilot)
        turned = {corpus.article(one.article).number for one in screen.mentions.appearances}
        assert turned == limited
        await pilot.press("d")
        await answered(pilot)
        assert screen.mentions.total == whole.entry.times
        assert screen.in_dossier


async def test_without_a_search_there_is_one_dossier(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        assert "those found" not in shown(pilot)[2]
        await pilot.press("d")
        assert "nothing is searched for: the dossier is of all articles" in status(pilot)
        await pilot.press("1", "d")
        assert "dossiers are on the screen Entities: 2 goes there" in status(pilot)
        await paste(pilot, "ferry")
        await entities(pilot)
        await pilot.press("d")
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.among is not None
        await pilot.press("1")
        await paste(pilot, "")
        await entities(pilot)
        assert screen.file.among is None


async def test_of_what_was_not_found_the_dossier_says_so(reader: Reader, corpus: Corpus) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "ferry")
        screen = await entities(pilot)
        await pilot.press("d")
        await answered(pilot)
        listed = {entry.name for entry in screen.names.entries}
        missing = next(each for each in corpus.entities.listed() if each.name not in listed)
        screen.show_entity(missing.lead)
        await answered(pilot)
        assert f"0 times in 0 of {counted(missing.articles, 'article')}" in screen.facts.plain
        assert screen.mentions.count == 0
        await pilot.press("d")
        await answered(pilot)
        assert screen.mentions.total == missing.times


async def test_in_a_concordance_the_names_stand_in_one_column(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "kestrel brig")
        columns = set()
        for row in range(10):
            (left, _) = screen.mentions.draw(row, 80)[0]
            texts = [text for text, _ in left]
            columns.add(len(texts[0]) + len(texts[1]))
        assert len(columns) == 1


async def test_mentions_turn_round_and_more_come_at_the_end(reader: Reader, tmp_path: Path) -> None:
    with open_corpus(tmp_path / "many") as corpus:
        for number in range(30):
            text = " ".join(f"Ilse Varga told reporters on day {day} that rockets fell." for day in range(10))
            path = tmp_path / f"{number}.txt"
            corpus.add([write_text(path, text + f" {number}", date=f"2024-04-{number % 28 + 1:02d}")])
        corpus.read_for_names(workers=0)
        app = reader()
        app.read_screen.kit = app.read_screen.kit
        async with BriefingApp(corpus, app.casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await entities(pilot)
            await pilot.press("l")
            assert len(screen.mentions.appearances) == 200
            assert screen.mentions.total == 300
            await pilot.press("G")
            await answered(pilot)
            assert len(screen.mentions.appearances) == 300
            newest = screen.mentions.appearances[0].published
            await pilot.press("o")
            await answered(pilot)
            oldest = screen.mentions.appearances[0].published
            assert newest is not None
            assert oldest is not None
            assert oldest.value < newest.value
            assert any("oldest first" in row for row in shown(pilot))


async def test_tab_walks_through_what_there_is_and_enter_leads_on(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "kestrel brig")
        await pilot.press("tab")
        assert screen.focused is screen.says
        said = screen.says.said[0]
        assert "About it" in next(row for row in shown(pilot) if " Says " in row)
        await pilot.press("enter")
        await quiet(pilot)
        span = screen_of(pilot).text.span
        assert span is not None
        assert (screen_of(pilot).open_id, span.start) == (said.article, said.content.start)
        await pilot.press("backspace")
        await answered(pilot)
        screen.set_focus(screen.beside)
        beside = screen.beside.entries[0][0]
        await pilot.press("enter")
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry == beside
        await pilot.press("h")
        assert screen.focused is screen.names


async def test_in_a_narrow_window_list_and_dossier_take_turns(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        screen = await entities(pilot)
        assert not any("Mentions" in row for row in shown(pilot))
        await pilot.press("l")
        await answered(pilot)
        assert any("Mentions" in row for row in shown(pilot))
        assert not screen.names.region.width
        await pilot.press("h")
        assert screen.focused is screen.names
        assert not any("Mentions" in row for row in shown(pilot))
        await pilot.press("slash", *"varga")
        assert "varga" in shown(pilot)[1]


# -- nothing to list ---------------------------------------------------------------------------------


async def test_without_articles_it_says_how_they_come(casebook: Casebook, tmp_path: Path) -> None:
    with open_corpus(tmp_path / "empty") as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await entities(pilot)
            assert any("No article yet" in row for row in shown(pilot))
            assert "no articles yet" in status(pilot)
            await pilot.press("l", "equals_sign")
            assert "no entity here" in status(pilot)


async def test_names_that_are_not_known_yet_are_said_to_come_and_listed_when_they_are(
    casebook: Casebook, tmp_path: Path
) -> None:
    with open_corpus(tmp_path / "new") as corpus:
        corpus.add([write_text(tmp_path / "a.txt", "Ilse Varga left Ostrel on Monday.")])
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await entities(pilot)
            assert "1 article to be read for names" in status(pilot)
            rows = " ".join(row[:31].strip() for row in shown(pilot)[3:8])
            assert "Names of 1 article come in a moment: 0 so far." in rows
            corpus.read_for_names(workers=0)
            page_of(pilot).named()
            await until(pilot, lambda: "Ilse Varga" in names(screen))
            corpus.add([write_text(tmp_path / "b.txt", "Tomas Reik left Halden on Tuesday.")])
            corpus.read_for_names(workers=0)
            page_of(pilot).named()
            await until(pilot, lambda: "names of 1 more: 2" in shown(pilot)[1])
            assert "Tomas Reik" not in names(screen), "no list changes under the cursor"
            await pilot.press("2")
            await until(pilot, lambda: "Tomas Reik" in names(screen))


async def test_when_no_name_is_so_it_says_how_all_come_back(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.press("slash", *"zzzz")
        await answered(pilot)
        assert not screen.names.count
        assert any("No entity is called so." in row for row in shown(pilot))
        assert "no entity is so" in status(pilot)
        assert screen.file is None


async def test_hostile_names_reach_no_terminal(casebook: Casebook, tmp_path: Path) -> None:
    text = "Ilse \x1b]52;c;aGk=\x07Varga told reporters. [b]Ilse Varga[/b] left \u202eOstrel\u202c on Monday."
    with open_corpus(tmp_path / "hostile") as corpus:
        corpus.add([write_text(tmp_path / "a.txt", text)])
        corpus.read_for_names(workers=0)
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await entities(pilot)
            await pilot.press("l")
            rows = "".join(shown(pilot))
            assert not set(rows) & set("\x1b\x07\u202e\u202c")


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_small_corpus_is_as_useful(casebook: Casebook, tmp_path: Path, size: tuple[int, int]) -> None:
    with open_corpus(tmp_path / "two") as corpus:
        fill(corpus, tmp_path)
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=size) as pilot:
            screen = await entities(pilot)
            assert "Ilse Varga" in names(screen)
            await find(pilot, "ilse")
            assert "first 17 Apr 2024   last 2 May 2024" in board(pilot).facts.plain


async def test_dates_have_their_year_where_there_are_several(casebook: Casebook, tmp_path: Path) -> None:
    this = 2024
    records = (
        {"title": "Now", "text": "Ilse Varga left Ostrel.", "date": f"{this}-01-01"},
        {
            "title": "Then",
            "text": "Ilse Varga came to Ostrel and said that it was safe.",
            "date": "2019-02-05",
        },
    )
    with open_corpus(tmp_path / "years") as corpus:
        corpus.add([write_lines(tmp_path / "years.jsonl", *records)])
        corpus.read_for_names(workers=0)
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await quiet(pilot)
            page = "\n".join(shown(pilot))
            assert "5 Feb 2019" in page
            assert f"1 Jan {this}" in "\n".join(row[:40] for row in shown(pilot)[3:-2])
            await entities(pilot)
            await find(pilot, "Ilse Varga")
            rows = [row for row in shown(pilot) if "Ilse Varga " in row and ("left" in row or "came" in row)]
            assert any("5 Feb 2019" in row for row in rows), rows
            assert any(f"1 Jan {this} " in row for row in rows), rows


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_who_says_what_about_it_stands_in_the_place_of_what_it_says(
    reader: Reader, corpus: Corpus, size: tuple[int, int]
) -> None:
    async with reader().run_test(size=size) as pilot:
        await entities(pilot)
        screen = await find(pilot, "kestrel brig")
        assert screen.file is not None
        assert list(screen.about.said) == list(
            corpus.entities.said(about=screen.file.dossier.entry.id, limit=50)
        )
        await pilot.press("tab", "tab")
        await answered(pilot)
        assert screen.focused is screen.about
        assert (screen.about.display, screen.says.display) == (True, False)
        said = screen.about.said[0]
        rows = "\n".join(shown(pilot))
        assert (said.speaker or "somebody")[:8] in rows
        assert f"statement 1 of {screen.about.count}" in status(pilot)
        await pilot.press("enter")
        await quiet(pilot)
        assert screen_of(pilot).open_id == said.article
        await pilot.press("backspace")
        await answered(pilot)
        # Another entity begins with what it says itself.
        await pilot.press("h", "F", "j")
        await answered(pilot)
        assert not screen._about_shown


async def test_what_was_decided_is_taken_back_where_one_stays(
    reader: Reader, corpus: Corpus, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "kestrel brig")
        for key, words in (("R", "Marsh Band"), ("K", "o")):
            await pilot.press(key)
            await until(pilot, lambda: pilot.app.screen is not screen)
            await pilot.press(
                *(["ctrl+u", *("space" if c == " " else c for c in words), "enter"] if key == "R" else words)
            )
            await answered(pilot)
        await until(pilot, lambda: screen.decided.count == 2)
        screen.go_to_list(screen.decided)
        await pilot.press("u")
        await until(pilot, lambda: screen.decided.count == 1)
        await answered(pilot)
        assert screen.focused is screen.decided
        assert screen.file is not None
        await pilot.press("u")
        await until(pilot, lambda: screen.file is not None and not screen.decided.count)
        await answered(pilot)
        assert (screen.file.dossier.entry.name, screen.file.dossier.entry.kind) == (
            "Kestrel Brigade",
            "group",
        )
        assert screen.in_dossier
        assert screen.focused is screen.mentions
        assert casebook.rulings() == []
