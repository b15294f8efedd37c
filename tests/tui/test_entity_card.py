"""What the card of a name says without asking the corpus."""

from __future__ import annotations

import re

from briefing.tui.screens.entity_card import beside
from index import Article, Layers, Span
from index.model import Entity, Mention

TEXT = (
    "Orsen met Velt in Karad. Velt denied it. Orsen left Karad, and Orsen came back to Karad.\n\n"
    "Karad is quiet. Nobody saw Orsen"
)


def named(*names: str) -> Layers:
    """A text in which these names were recognised wherever they stand."""
    mentions = {
        name: tuple(
            Mention(Span(found.start(), found.end()), name, "person", name)
            for found in re.finditer(name, TEXT)
        )
        for name in names
    }
    return Layers(
        mentions=tuple(sorted((m for each in mentions.values() for m in each), key=lambda m: m.span.start)),
        entities=tuple(Entity("person", name, (), found) for name, found in mentions.items()),
    )


def test_beside_a_name_stands_what_shares_its_sentences_and_each_sentence_counts_once() -> None:
    article = Article(1, "0" * 20, "Karad", False, TEXT, "en", ())
    layers = named("Orsen", "Velt", "Karad")
    orsen, velt, karad = layers.entities
    assert beside(article, layers, orsen) == [(karad, 2), (velt, 1)]
    assert beside(article, layers, velt) == [(orsen, 1), (karad, 1)]
    assert beside(article, layers, karad) == [(orsen, 2), (velt, 1)]


def test_no_quantity_stands_beside_a_name() -> None:
    article = Article(1, "0" * 20, "Karad", False, TEXT, "en", ())
    layers = named("Orsen", "Velt")
    orsen, velt = layers.entities
    counted = Layers(layers.mentions, entities=(orsen, Entity("quantity", "2", (), velt.mentions)))
    assert beside(article, counted, orsen) == []
