"""Every screen as it is drawn, compared with the pictures in ``pictures/``; see ``support/pictures.py``."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from entities import answered, entities, find
from pictures import assert_picture, picture
from quick import Reader, command, page_of, paste, quiet, until
from reader import shown, written
from textual.pilot import Pilot

from briefing.adding_apart import AddingProcess
from briefing.casebook import Casebook, decisions, notes, steps
from briefing.casebook.curation import hand_over_rulings
from briefing.settings import Settings
from briefing.tui.adding import Adding
from briefing.tui.app import BriefingApp
from briefing.tui.screens.adding_desk import _Run
from index import Corpus, open_corpus
from index.entities.model import Name
from index.model import Span

PICTURES = Path(__file__).with_name("pictures")
SEARCH = "kestrel forgery"
NOTED = "The caller said the Brigade has no operations room."

#: Milliseconds that every search is said to have taken.
_MS = 16.0

Scene = Callable[[Pilot[None]], Awaitable[None]]


async def hits(pilot: Pilot[None]) -> None:
    await paste(pilot, SEARCH)
    await pilot.press("n")


async def results(pilot: Pilot[None]) -> None:
    await paste(pilot, SEARCH)
    await pilot.press("h", "j", "x")
    await quiet(pilot)


async def note_editor(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("a", *"Who?")
    await until(pilot, lambda: "kept" in shown(pilot)[-2])


async def selection(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("v", "j", "h")


async def said(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("tab", "tab", "tab", "j", "j")


async def times(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("tab", "tab", "tab", "tab", "j", "j")


async def timeline(pilot: Pilot[None]) -> None:
    await paste(pilot, SEARCH)
    await pilot.press("3")
    await until(pilot, lambda: any("as written" in row for row in shown(pilot)))
    await pilot.press("j", "j")
    await pilot.pause()


async def statement(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("s", "s")


async def entity_card(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("e", "enter")
    await until(pilot, lambda: any("in the corpus" in row and "articles" in row for row in shown(pilot)))


async def listed(pilot: Pilot[None]) -> None:
    await paste(pilot, "radar minister")
    await entities(pilot)
    await pilot.press("j", "j")
    await answered(pilot)


async def dossier(pilot: Pilot[None]) -> None:
    await quiet(pilot)
    screen = page_of(pilot)
    casebook = screen.kit.casebook
    casebook.decide("reliability", "Exercise Wire (exercise)", "B")
    casebook.rule("renamed", Name("organisation", "Kestrel Brigade"), "Kestrel Brigade (KB)")
    hand_over_rulings(casebook, screen.corpus)
    await until(pilot, lambda: screen.judging.grades.reliability("Exercise Wire (exercise)") == "B")
    await entities(pilot)
    await find(pilot, "kestrel brig")
    await pilot.press("j", "j")
    await quiet(pilot)


async def merging(pilot: Pilot[None]) -> None:
    await entities(pilot)
    await find(pilot, "kestrel brig")
    await pilot.press("equals_sign", *"guard")
    await until(pilot, lambda: any("Harbour Guard" in row for row in shown(pilot)[2:]))
    await written(pilot)


async def nothing_found(pilot: Pilot[None]) -> None:
    await paste(pilot, "kestral forgery source:halden")
    await until(pilot, lambda: any("one condition go" in row for row in shown(pilot)))


async def keys(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("question_mark")


async def narrow(pilot: Pilot[None]) -> None:
    await paste(pilot, "rockets")
    await pilot.press("h", "f", "j", "j")


async def palette(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("colon", *"no", "down")


async def layers(pilot: Pilot[None]) -> None:
    await hits(pilot)
    await pilot.press("L", "O", "m")


async def adding(pilot: Pilot[None]) -> None:
    await hits(pilot)
    screen = page_of(pilot)
    state = Adding("~/inbox", 4_120, 9_300, 4_120, 4_000, 3, 32.0)
    # Never started, so it stays as far as it is.
    process = AddingProcess(screen.corpus.path, Path("inbox"))
    screen.adding._run = _Run(process, time.monotonic(), state)
    screen.show_rows()


async def judge(pilot: Pilot[None]) -> None:
    """Grades of outlet and article, a marking, and a note with all that it can have."""
    await hits(pilot)
    screen = page_of(pilot)
    casebook, article = screen.kit.casebook, screen.article
    assert article is not None
    casebook.decide("reliability", article.source, "B", why="two years of reports that held")
    casebook.decide("credibility", article.id, "2")
    casebook.decide("marking", "workspace", "TLP:GREEN")
    (note,) = casebook.notes()
    casebook.tag_notes([note.id], add=["attribution", "denial"])
    casebook.grade_note(note.id, 3)
    await until(pilot, lambda: shown(pilot)[0].startswith(" TLP:GREEN "))
    await quiet(pilot)


async def judged(pilot: Pilot[None]) -> None:
    await judge(pilot)
    await pilot.press("tab", "tab")


async def grading(pilot: Pilot[None]) -> None:
    await judge(pilot)
    await pilot.press("r")


async def marking(pilot: Pilot[None]) -> None:
    await judge(pilot)
    await command(pilot, "mark")


async def all_notes(pilot: Pilot[None]) -> None:
    await judge(pilot)
    await command(pilot, "notes")
    await until(pilot, lambda: any("1 of 1 note" in row for row in shown(pilot)))
    await quiet(pilot)


async def conflict(pilot: Pilot[None]) -> None:
    await judge(pilot)
    screen = page_of(pilot)
    casebook, article = screen.kit.casebook, screen.article
    assert article is not None
    (note,) = casebook.notes()
    theirs = casebook.change_note(note.id, "He says that nobody of theirs wrote it.")
    ours = casebook.add_note(article, "He does not say who wrote it, or when.")
    screen.desk.conflict = (theirs, ours)
    await until(pilot, lambda: {theirs.body, ours.body} == {note.body for note in screen.notes.notes})
    await quiet(pilot)
    await pilot.press("equals_sign")


async def first_run(pilot: Pilot[None]) -> None:
    await quiet(pilot)


SCENES: dict[str, Scene] = {
    "reader": hits,
    "results": results,
    "note-editor": note_editor,
    "selection": selection,
    "card": entity_card,
    "said": said,
    "times": times,
    "timeline": timeline,
    "entities": listed,
    "dossier": dossier,
    "merging": merging,
    "statement": statement,
    "nothing-found": nothing_found,
    "keys": keys,
    "narrow": narrow,
    "palette": palette,
    "layers": layers,
    "adding": adding,
    "judged": judged,
    "grading": grading,
    "marking": marking,
    "all-notes": all_notes,
    "conflict": conflict,
}
SIZES = ((120, 36), (80, 24))
THEMES = ("light", "high-contrast", "terminal", "terminal-light", "no-colour")


@pytest.fixture(autouse=True)
def _all_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (notes, decisions, steps):
        monkeypatch.setattr(module, "now", lambda: "2026-11-22T06:00:00Z")


@pytest.fixture
def noted(corpus: Corpus, casebook: Casebook) -> None:
    """A note on the article that the search finds first."""
    article = corpus.article(corpus.search(SEARCH).hits[0].id)
    start = " ".join(article.text.split("\n")).index(NOTED)
    casebook.add_note(article, "He does not say who wrote it.", Span(start, start + len(NOTED)))


async def compare(app: BriefingApp, size: tuple[int, int], scene: Scene, name: str) -> None:
    async with app.run_test(size=size) as pilot:
        await quiet(pilot)
        await scene(pilot)
        await pilot.pause()
        screen = page_of(pilot)
        assert screen.page is not None
        screen.page = replace(screen.page, elapsed_ms=_MS)
        screen.show_rows()
        await pilot.pause()
        assert_picture(app, PICTURES / f"{name}-{size[0]}x{size[1]}.txt")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SCENES)
@pytest.mark.usefixtures("noted")
async def test_a_screen(reader: Reader, name: str, size: tuple[int, int]) -> None:
    await compare(reader(), size, SCENES[name], name)


@pytest.mark.parametrize("size", [(200, 60), (60, 24)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.usefixtures("noted")
async def test_the_reader_in_a_large_and_in_a_small_window(reader: Reader, size: tuple[int, int]) -> None:
    await compare(reader(), size, hits, "reader")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.usefixtures("noted")
async def test_the_reader_in_every_theme(reader: Reader, theme: str) -> None:
    await compare(reader(theme=theme), (120, 36), hits, f"reader-{theme}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_first_run(tmp_path: Path, casebook: Casebook, size: tuple[int, int]) -> None:
    with open_corpus(tmp_path / "empty") as corpus:
        await compare(BriefingApp(corpus, casebook, Settings()), size, first_run, "first-run")


async def test_a_picture_tells_looks_apart(reader: Reader) -> None:
    """Were looks lost on the way, no picture would ever differ in them."""
    app = reader()
    async with app.run_test(size=(80, 24)) as pilot:
        await paste(pilot, SEARCH)
        words, looks = picture(app).split("\n\n", 1)
        assert " cur_fg on cur" in looks
        await pilot.press("n")
        await pilot.pause()
        assert picture(app).split("\n\n", 1)[1] != looks
        assert words.startswith("80 by 24, dark\n 1  1 Read")


def test_no_picture_is_left_over() -> None:
    names = {f"{name}-{w}x{h}" for name in (*SCENES, "first-run") for w, h in SIZES}
    names |= {"reader-200x60", "reader-60x24", *(f"reader-{theme}-120x36" for theme in THEMES)}
    assert {path.stem for path in PICTURES.glob("*.txt")} == names
