"""The text: what lights up, selecting, noting and copying a passage, the card of a name."""

from __future__ import annotations

import pytest
from quick import Reader, page_of, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entity_card import EntityCard
from briefing.workspace import Workspace
from index import Corpus
from index.model import Span

SEARCH = "kestrel forgery"
WORDS = "We fired no rockets at Ostrel or any other base"


def drawn(pilot: Pilot[None], word: str) -> set[str]:
    """The looks in which a word stands in the text, as far as it is in sight."""
    found = set()
    text = page_of(pilot).text
    for y in range(text.size.height):
        for segment in text.render_line(y):
            if word in segment.text and segment.style is not None:
                color = segment.style.color
                found.add(color.name if color else "")
    return found


def row_with(pilot: Pilot[None], words: str) -> str:
    """The row of the article pane, its margin included, in which these words stand."""
    text = page_of(pilot).text
    rows = ("".join(segment.text for segment in text.render_line(y)) for y in range(text.size.height))
    return next(row for row in rows if words in row)


# -- layers ------------------------------------------------------------------------------------------


async def test_a_kind_that_is_switched_off_is_not_lit_any_more(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        places, plain = drawn(pilot, "Halden"), drawn(pilot, "studio")
        assert places.isdisjoint(plain)
        await pilot.press("L", "l", "L")
        assert drawn(pilot, "Halden") == plain
        assert "place" not in {light.role for light in screen.text.lit["entity"]}
        await pilot.press("L", "l", "L")
        assert drawn(pilot, "Halden") == places


async def test_a_kind_stays_off_in_the_next_article(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        await pilot.press("L", "l", "L", "right_square_bracket")
        await quiet(pilot)
        assert screen.text.lit["entity"]
        assert "place" not in {light.role for light in screen.text.lit["entity"]}


async def test_quantities_are_listed_and_lit_only_when_they_are_switched_on(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        kinds = [entity.kind for entity in screen.open.recognised.entities]
        assert "quantity" in kinds
        names = [entity.kind for entity in screen.entities.entities]
        assert "quantity" not in names
        await pilot.press("L", "Q", "L")
        listed = [entity.kind for entity in screen.entities.entities]
        assert listed == [*names, *["quantity"] * kinds.count("quantity")]
        assert "quantity" in {light.role for light in screen.text.lit["entity"]}
        await pilot.press("L", "Q", "L")
        assert [entity.kind for entity in screen.entities.entities] == names


async def test_hits_can_be_switched_off_and_n_says_so(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        await pilot.press("L", "h", "L")
        assert screen.text.lit["hit"] == ()
        assert screen.text.current is None
        await pilot.press("L", "h", "L")
        assert len(screen.text.lit["hit"]) == 3


async def test_a_name_of_a_kind_that_is_off_says_why_it_cannot_be_gone_to(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.press("L", "P", "L", "tab", "enter")
        assert "this kind is switched off in the text: L" in status(pilot)


async def test_letters_of_the_kinds_stand_in_the_margin_when_they_are_switched_on(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        text = screen_of(pilot).text
        before = len(text.rows)
        await pilot.press("L", "m", "L")
        rows = ["".join(segment.text for segment in text.render_line(y)) for y in range(4)]
        assert [row.split()[-1] for row in rows[:2]] == ["G", "OT"]
        await pilot.press("L", "m", "L")
        assert len(text.rows) == before


async def test_a_note_stands_beside_its_passage_where_there_is_room(
    reader: Reader, corpus: Corpus, casebook: Casebook
) -> None:
    article = corpus.article(corpus.search(SEARCH).hits[0].id)
    start = article.text.index("We fired")
    casebook.add_note(article, "So they say.", Span(start, start + 20))
    async with reader().run_test(size=(200, 60)) as pilot:
        await paste(pilot, SEARCH)
        assert "◆ So they say." in row_with(pilot, "We fired no rockets")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "So they say" not in row_with(pilot, "We fired no rockets")


# -- selecting ---------------------------------------------------------------------------------------


async def selecting(pilot: Pilot[None], *keys: str) -> str:
    """What is selected after these keys, beginning at the second hit of the first article."""
    await paste(pilot, SEARCH)
    await pilot.press("n", "v", *keys)
    screen = screen_of(pilot)
    assert screen.text.selection is not None
    span = screen.text.selection.span
    return screen.text.text[span.start : span.end]


SENTENCE = '"That paper is a forgery.'
NEXT = 'It was made by people who want the ceasefire to end and need us to end it for them."'
BEFORE = f'"{WORDS}," the voice said.'


@pytest.mark.parametrize(
    ("keys", "passage"),
    [
        ("", SENTENCE),
        ("j", f"{SENTENCE} {NEXT}"),
        ("jk", SENTENCE),
        ("k", f"{BEFORE} {SENTENCE}"),
        ("kj", SENTENCE),
        ("l", f"{SENTENCE} It"),
        ("ll", f"{SENTENCE} It was"),
        ("h", '"That paper is a'),
        ("hh", '"That paper is'),
        ("p", f"{BEFORE} {SENTENCE} {NEXT}"),
        ("oh", f"said. {SENTENCE}"),
        ("ol", SENTENCE.partition(" ")[2]),
        ("ook", f"{BEFORE} {SENTENCE}"),
    ],
)
async def test_what_is_selected_by_key(reader: Reader, keys: str, passage: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        assert await selecting(pilot, *keys) == passage
        assert status(pilot).startswith(" SELECT   ")


async def test_the_number_of_words_is_said_while_selecting(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await selecting(pilot, "j")
        assert "2 sentences, 24 words" in status(pilot)
        assert "p paragraph" in shown(pilot)[-1]


async def test_a_note_is_written_on_exactly_the_selection(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        passage = await selecting(pilot, "j", "h")
        await pilot.press("a", *"who", "escape")
        await quiet(pilot)
    (note,) = casebook.notes()
    assert note.anchor is not None
    assert (note.anchor.exact, note.body) == (passage, "who")


@pytest.mark.parametrize("key", ["escape", "v"])
async def test_esc_lets_go_of_the_selection_and_of_nothing_else(reader: Reader, key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await selecting(pilot, "j")
        screen = screen_of(pilot)
        top = screen.text.scroll_offset
        await pilot.press(key)
        assert screen.text.selection is None
        assert (screen.place, screen.text.scroll_offset) == ("article", top)
        assert "SELECT" not in status(pilot)
        assert screen.typed == SEARCH


# -- copying -----------------------------------------------------------------------------------------


@pytest.fixture
def with_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY", "VTE_VERSION", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("with_clipboard")
@pytest.mark.parametrize("size", [WIDE, NARROW, (60, 24)], ids=lambda size: str(size[0]))
async def test_a_copy_is_the_words_of_the_article_and_its_source(
    reader: Reader, size: tuple[int, int]
) -> None:
    app = reader()
    async with app.run_test(size=size) as pilot:
        passage = await selecting(pilot, "p", "p")
        screen = screen_of(pilot)
        await pilot.press("y")
        copied, _, source = app.clipboard.partition("\n\n— ")
        assert copied == passage
        assert passage in screen.text.text
        assert len(screen.text.rows) > 5
        assert copied.count("\n") == 2, "a blank row between two paragraphs, and no break where rows end"
        assert source.startswith("Senn Valley Digest (exercise), “")
        assert "Thu 18 Apr 2024" in source
        assert f"Briefing {screen.open_id[:12]}" in source
        assert screen.text.selection is None


@pytest.mark.usefixtures("with_clipboard")
@pytest.mark.parametrize("columns", [120, 80, 60])
async def test_a_copy_says_how_many_words_it_has(reader: Reader, columns: int) -> None:
    async with reader().run_test(size=(columns, 24)) as pilot:
        await selecting(pilot)
        await pilot.press("y")
        assert "copied with source: 5 words" in status(pilot)


@pytest.mark.usefixtures("with_clipboard")
async def test_without_a_selection_the_sentence_is_copied_and_in_the_list_the_title(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.press("n", "y")
        assert app.clipboard.startswith(f"{SENTENCE}\n\n— ")
        await pilot.press("h", "y")
        article = screen_of(pilot).article
        assert article is not None
        assert app.clipboard.startswith(f"{article.title}\n\n— ")


@pytest.mark.usefixtures("with_clipboard")
async def test_a_copy_goes_to_a_file_where_the_settings_say_so(reader: Reader, workspace: Workspace) -> None:
    app = reader(copy="file")
    async with app.run_test(size=WIDE) as pilot:
        await selecting(pilot)
        await pilot.press("y")
        assert "written to clip.txt in the workspace" in status(pilot)
    assert (workspace.path / "clip.txt").read_text("utf-8").startswith(f"{SENTENCE}\n\n— ")
    assert app.clipboard == ""


# -- the card of a name ------------------------------------------------------------------------------


def card_of(app: BriefingApp) -> EntityCard:
    assert isinstance(app.screen, EntityCard)
    return app.screen


async def counted(pilot: Pilot[None]) -> str:
    """What the card says once the corpus has answered."""
    await until(pilot, lambda: "…" not in card_of(pilot.app).card.plain)  # type: ignore[arg-type]  # our app
    return card_of(pilot.app).card.plain  # type: ignore[arg-type]  # our app


async def test_the_card_counts_the_name_here_and_in_the_corpus(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        await pilot.press("e", "enter")
        plain = await counted(pilot)
        entity = card_of(app).entity
        known = screen.corpus.entities.of(entity.kind, entity.name)
        assert known is not None
        assert f"here {len(entity.mentions)} " in plain
        assert f"in the corpus {known.times} in {known.articles} articles" in plain
        assert "Beside it" in plain
        await pilot.press("escape")
        assert app.screen is screen


async def test_e_moves_the_card_on_to_the_next_name_and_back(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.press("e", "enter")
        first = card_of(app).entity
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, EntityCard) and app.screen.entity != first)
        await pilot.press("E")
        await until(pilot, lambda: isinstance(app.screen, EntityCard) and app.screen.entity == first)


@pytest.mark.parametrize(("key", "words"), [("a", "note on “"), ("asterisk", "this name")])
async def test_the_card_leads_on(reader: Reader, key: str, words: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.press("e", "enter", key)
        await until(pilot, lambda: words in status(pilot))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_the_card_never_covers_its_name(reader: Reader, size: tuple[int, int]) -> None:
    app = reader()
    async with app.run_test(size=size) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        for _ in range(len(screen.text.lit["entity"]) // 3):
            await pilot.press("e", "e", "e", "enter")
            card, span = card_of(app), screen.text.span
            assert span is not None
            row = screen.text.region.y + screen.text.row_on_screen(span.start)
            region = card.card.region
            assert not region.y <= row < region.bottom, span
            assert region.bottom <= size[1], "all of it is on the screen"
            await pilot.press("escape")


async def test_the_card_says_all_that_it_counts(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        while "group: Kestrel Brigade" not in status(pilot):
            await pilot.press("e")
        await pilot.press("enter")
        await counted(pilot)
        (row,) = [row for row in shown(pilot) if "in the corpus" in row]
        assert "…" not in row.partition("here")[2]
