"""Draws the pictures of the README and of docs/: the real reader on the samples, led to each place by keys.

Run it with ``make pictures`` after a change of a screen, and look at what it drew.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from briefing.casebook import Casebook, open_casebook
from briefing.settings import Settings, Theme
from briefing.tui.app import BriefingApp
from briefing.tui.screens.read import ReadScreen
from briefing.workspace import Workspace
from index import Corpus, open_corpus
from index.model import Span

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

SEARCH = "kestrel forgery"
NOTED = "The caller said the Brigade has no operations room."
GRADES = {
    "Exercise Wire (exercise)": "B",
    "Northmark Radio (exercise)": "B",
    "Halden Courier (exercise)": "C",
    "Marsh Voice (exercise)": "D",
}

#: The longest that anything may take; then a picture would show something else.
_PATIENCE = 30.0

#: An address of a font, which would be asked for over the network by whoever looks at the picture.
_FROM_THE_NETWORK = re.compile(r"""(src: local\("[^"]*"\)),\s*url\([^;]*;""", re.DOTALL)


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the keys that lead there, and words that are seen when all is there.

    Attributes:
        name: The file's stem.
        search: What is searched for first.
        keys: Keys after that; one that begins with a space is text that comes in one piece.
        seen: Words somewhere on the screen, each as it is drawn.
        size: Columns and rows.
        theme: The theme.
    """

    name: str
    search: str
    keys: Sequence[str]
    seen: Sequence[str]
    size: tuple[int, int] = (120, 36)
    theme: Theme = "dark"


PICTURES = (
    Picture("reader", SEARCH, ("n",), ("hit 2 of 3", "◆ “The caller")),
    Picture("entities", "", ("2", "j", "l", "j"), ("Kestrel Brigade   mention 2 of", "Beside it")),
    Picture("time", "rockets ostrel", ("3", *["j"] * 14), ("as written", "counted from")),
    Picture(
        "card", "ostrel crater rockets", ("e", "e", "enter"), ("in the corpus", "Beside it"), theme="light"
    ),
    Picture("select", SEARCH, ("n", "v", "j"), ("2 sentences",), (80, 24)),
    Picture("note", SEARCH, ("n", "m", "i"), ("keep and leave", "anchor")),
    Picture("grade", SEARCH, ("n", "r"), ("completely reliable",)),
    Picture(
        "nothing-found", "kestral brigade source:halden after:apr-2024", (), ("one condition go",), (80, 24)
    ),
)


def prepare(corpus: Corpus, casebook: Casebook) -> None:
    """Grades, a marking, and a note with all that it can have."""
    corpus.add([ROOT / "seeds" / "articles"])
    corpus.read_for_names()
    for source, letter in GRADES.items():
        casebook.decide("reliability", source, letter, why="two years of reports")
    article = corpus.article(corpus.search(SEARCH).hits[0].id)
    casebook.decide("reliability", article.source, "B", why="two years of reports that held")
    casebook.decide("credibility", article.id, "4")
    casebook.decide("marking", "workspace", "TLP:GREEN")
    start = " ".join(article.text.split("\n")).index(NOTED)
    note = casebook.add_note(
        article,
        "He does not say who wrote it. Compare with [[Marsh Voice]].",
        Span(start, start + len(NOTED)),
    )
    casebook.tag_notes([note.id], add=["attribution", "denial"])
    casebook.grade_note(note.id, 3)


def shown(pilot: Pilot[None]) -> str:
    """The screen as text."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001  (there is no other way to read it)
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


async def wait(pilot: Pilot[None], picture: Picture, done: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        SystemExit: It does not come; the screen is printed.
    """
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise SystemExit(f"{picture.name} does not come to show {picture.seen}:\n{shown(pilot)}")
        await pilot.pause(0.05)
    await pilot.pause(0.3)


async def draw(corpus: Corpus, casebook: Casebook, picture: Picture) -> str:
    """The picture."""
    app = BriefingApp(corpus, casebook, Settings(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        screen = app.screen_stack[0]
        assert isinstance(screen, ReadScreen)

        def rests() -> bool:
            known = screen.article is None or (screen.open.known and screen.open.counted)
            return known and all(worker.is_finished for worker in app.workers)

        async def paste(text: str) -> None:
            app.post_message(events.Paste(text))
            await pilot.pause(0.3)

        if picture.search:
            await pilot.press("slash")
            await paste(picture.search)
            await pilot.press("enter")
        await wait(pilot, picture, rests)
        for key in picture.keys:
            await (paste(key.strip()) if key.startswith(" ") else pilot.press(key))
            await wait(pilot, picture, rests)
        await wait(pilot, picture, lambda: all(words in shown(pilot) for words in picture.seen))
        return _FROM_THE_NETWORK.sub(r"\1;", app.export_screenshot(title="Briefing"))


async def main() -> None:
    """Draw all of them."""
    os.environ.setdefault("COLORTERM", "truecolor")
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder) / "exercise").make()
        with open_corpus(workspace.corpus_path) as corpus, open_casebook(workspace) as casebook:
            prepare(corpus, casebook)
            for picture in PICTURES:
                (DOCS / f"{picture.name}.svg").write_text(await draw(corpus, casebook, picture), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
