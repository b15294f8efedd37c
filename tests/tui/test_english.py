"""Of an article in another language little is understood, and the panes say why."""

from __future__ import annotations

from pathlib import Path

from corpora import write_lines
from quick import page_of, quiet
from reader import WIDE, shown

from briefing.casebook import Casebook
from briefing.english import why_little
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from index import open_corpus


async def test_the_panes_say_that_only_english_is_read(tmp_path: Path, casebook: Casebook) -> None:
    record = {"title": "Bericht", "text": "nichts geschah hier, und niemand kam.", "language": "de"}
    with open_corpus(tmp_path / "german") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", record)])
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await quiet(pilot)
            page = page_of(pilot)
            why = "Names, times and statements are read in English only; this text is in German."
            assert {pane.empty_words for pane in (page.entities, page.said, page.times)} == {why}
            seen = " ".join(" ".join(row[page.entities.region.x :] for row in shown(pilot)).split())
            assert "in English only; this text is" in seen


def test_english_and_what_is_not_known_say_nothing() -> None:
    assert (why_little("en"), why_little("")) == ("", "")
    assert why_little("ar").endswith("this text is in Arabic.")
    assert why_little("xx").endswith("this text is in xx.")
