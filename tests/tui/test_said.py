"""Statements in the reader: the list of who said what, the signs beside the text, going from one to the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from quick import Reader, paste, quiet, status
from reader import NARROW, WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from index import open_corpus

SEARCH = "kestrel forgery"


async def at_said(pilot: Pilot[None]) -> None:
    """To the list of statements of the first article."""
    await paste(pilot, SEARCH)
    await pilot.press("tab", "tab", "tab")
    assert screen_of(pilot).place == "said"


def read(path: Path, casebook: Casebook, text: str) -> BriefingApp:
    """The reader on one article."""
    record = {"title": "A title", "text": text, "language": "en", "date": "2024-04-22"}
    path.mkdir()
    (path / "one.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    with open_corpus(path / "corpus") as corpus:
        corpus.add([path / "one.jsonl"])
    return BriefingApp(open_corpus(path / "corpus", catch_up=False), casebook, Settings())


@pytest.mark.parametrize("size", [WIDE, NARROW, (200, 60)], ids=lambda size: str(size[0]))
async def test_enter_goes_from_a_statement_to_what_is_said(reader: Reader, size: tuple[int, int]) -> None:
    async with reader().run_test(size=size) as pilot:
        await at_said(pilot)
        screen = screen_of(pilot)
        assert screen.said.count == len(screen.open.voices) > 3
        await pilot.press("j", "j")
        place = screen.said.place
        assert place is not None
        voice = screen.open.voices[place]
        await pilot.press("enter")
        await pilot.pause()
        span = screen.text.span
        assert screen.pane == "article"
        assert span is not None
        assert (span.start, span.end) == (voice.statement.content.start, voice.statement.content.end)
        assert f"statement {place + 1} of {len(screen.open.voices)}" in status(pilot)
        assert f" {voice.statement.stance}" in status(pilot)
        row = shown(pilot)[screen.text.region.y + screen.text.row_on_screen(span.start)]
        sign = screen.look.glyph(voice.statement.stance)
        assert row[screen.text.region.x :].startswith(f"▸{sign}")


async def test_statements_of_one_speaker_stand_together_under_the_name(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await at_said(pilot)
        screen = screen_of(pilot)
        names = []
        for row in range(screen.said.count):
            screen.said.move_to(row)
            place = screen.said.place
            assert place is not None
            names.append(screen.open.voices[place].name)
        speakers = list(dict.fromkeys(names))
        assert len(speakers) < len(names)
        assert names == sorted(names, key=speakers.index)
        screen.said.move_to(0)
        await pilot.pause()
        side = [row[screen.said.region.x :].strip(" ▌") for row in shown(pilot)[4:-2]]
        assert side[0] == speakers[0]
        assert side.count(speakers[0]) == 1


async def test_s_goes_on_and_its_capital_back_and_the_list_follows(reader: Reader) -> None:
    async with reader().run_test(size=(200, 60)) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        screen.text.go_to_position(0)
        total = len(screen.open.voices)
        seen = []
        for _ in range(total):
            await pilot.press("s")
            assert screen.text.current is not None
            seen.append(screen.text.current.place)
            assert screen.said.place == seen[-1]
        assert seen == list(range(total))
        await pilot.press("s")
        assert f"this is the last statement of {total} in this article" in status(pilot)
        await pilot.press("S")
        assert screen.text.current is not None
        assert screen.text.current.place == total - 2


async def test_a_on_a_statement_notes_what_is_said(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.press("s")
        screen = screen_of(pilot)
        span = screen.text.span
        assert span is not None
        said = screen.text.text[span.start : span.end]
        await pilot.press("a", *"Who?", "escape")
        await quiet(pilot)
        (note,) = casebook.notes()
        assert note.anchor is not None
        assert note.anchor.exact == said


async def test_signs_that_are_switched_off_are_not_drawn_and_the_list_says_so(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        assert any(row[screen.text.region.x + 1] in "“≠~?" for row in shown(pilot)[7:34])
        await pilot.press("L", "s", "escape")
        assert not any(row[screen.text.region.x + 1] in "“≠~?┆" for row in shown(pilot)[7:34])
        await pilot.press("tab", "tab", "tab", "enter")
        assert "statements are switched off in the text: L" in status(pilot)
        await pilot.press("s")
        assert "no statement in this article" in status(pilot)


async def test_an_article_that_quotes_nobody_says_so(tmp_path: Path, casebook: Casebook) -> None:
    app = read(tmp_path / "w", casebook, "It rained in Halden on Sunday.")
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("shift+tab", "shift+tab")
        assert screen_of(pilot).place == "said"
        assert any("Nobody is quoted here." in row for row in shown(pilot))
        await pilot.press("enter", "s")
        assert "no statement in this article" in status(pilot)


async def test_somebody_without_a_name_and_a_chain_are_listed(tmp_path: Path, casebook: Casebook) -> None:
    text = (
        "“We saw it,” a witness said.\n\nThe Defence Ministry said Hassan Fadhem claimed the road was open."
    )
    app = read(tmp_path / "w", casebook, text)
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("shift+tab", "shift+tab")
        side = "\n".join(row[screen_of(pilot).said.region.x :] for row in shown(pilot))
        assert "a witness" in side
        assert "“ “We saw it,”" in side
        assert "~ Hassan Fadhem claimed the" in side
        await pilot.press("G", "enter")
        assert "Hassan Fadhem asserts" in status(pilot)
