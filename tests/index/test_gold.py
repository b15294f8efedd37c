"""Floors under what the recogniser finds in the project's own annotated articles.

The articles tell of a world that no list knows. The floors lie a little below what was measured; whoever
falls below one has broken something, and whoever rises well above one may raise it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import Gold, links, mentions, read_gold, wrong

from index.extraction import extract
from index.model import Article, Layers

FOLDER = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def gold() -> list[Gold]:
    return read_gold(FOLDER)


def read(gold: list[Gold], *, rules_alone: bool) -> list[Layers]:
    return [
        extract(Article(1, "0" * 20, "", True, one.text, "en", ()), rules_alone=rules_alone) for one in gold
    ]


def test_the_gold_is_enough_to_measure(gold: list[Gold]) -> None:
    assert len(gold) == 12
    assert sum(len(one.marked) for one in gold) > 180


def test_names_of_an_unknown_world_are_found(gold: list[Gold]) -> None:
    found = read(gold, rules_alone=False)
    mistakes = [line for one, layers in zip(gold, found, strict=True) for line in wrong(one, layers)]
    assert mentions(gold, found) >= 90, "\n".join(mistakes)


def test_names_of_one_thing_are_tied(gold: list[Gold]) -> None:
    assert links(gold, read(gold, rules_alone=False)) >= 94


def test_rules_alone_still_serve(gold: list[Gold]) -> None:
    assert mentions(gold, read(gold, rules_alone=True)) >= 86


def test_a_perfect_answer_scores_a_hundred(gold: list[Gold]) -> None:
    from index.model import Mention, Span

    perfect = [
        Layers(
            mentions=tuple(
                Mention(Span(*place), one.text[slice(*place)], kind, entity)
                for place, (kind, entity) in sorted(one.marked.items())
            )
        )
        for one in gold
    ]
    assert mentions(gold, perfect) == 100
    assert links(gold, perfect) == pytest.approx(100)
    assert mentions(gold, [Layers()] * len(gold)) == 0
