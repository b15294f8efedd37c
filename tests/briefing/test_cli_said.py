"""``briefing said``: who said what in one article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Briefing = Callable[..., Any]


def id_of(briefing: Briefing, title: str) -> str:
    hits = briefing("search", title, "--json").json["hits"]
    return str(next(hit["id"] for hit in hits if hit["title"] == title))


def test_it_prints_speaker_stance_and_quotation(filled: Briefing) -> None:
    outcome = filled("said", id_of(filled, "Six rockets fall on Ostrel base")[:8])
    assert outcome.code == 0
    assert "the guard asserts: “Nobody was warned,”" in outcome.out
    assert "14 Apr 2024 · Exercise Wire" in outcome.out


def test_positions_count_in_the_text_that_show_gives(filled: Briefing) -> None:
    id = id_of(filled, "Six rockets fall on Ostrel base")
    text = filled("show", id, "--json").json["text"]
    (statement,) = filled("said", id, "--json").json["statements"]
    content = statement["content"]
    assert text[content["start"] : content["end"]] == content["text"] == "Nobody was warned,"
    assert statement["speaker"]["entity"] is None


def test_an_article_that_quotes_nobody_says_so(filled: Briefing) -> None:
    assert "Nobody is quoted here." in filled("said", id_of(filled, "Ferries sail again")).out


def test_the_marking_stands_above_and_below(filled: Briefing) -> None:
    id = id_of(filled, "Six rockets fall on Ostrel base")
    assert filled("mark", id, "TLP:AMBER").code == 0
    lines = filled("said", id).out.split("\n")
    assert "TLP:AMBER" in lines[0]
    assert "TLP:AMBER" in "".join(lines[-3:])
    assert filled("said", id, "--json").json["marking"] == "TLP:AMBER"


def test_an_article_that_is_not_there_is_a_sentence(filled: Briefing) -> None:
    outcome = filled("said", "ffffffff")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Traceback" not in outcome.err
