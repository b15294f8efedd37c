"""Three articles with names that are one and names that are not, and what tests ask of their entities."""

from __future__ import annotations

from index import Corpus
from index.entities.model import Ruled

ARTICLES = (
    {
        "title": "Minister speaks",
        "date": "2024-04-22",
        "source": "Wire",
        "text": "Prime Minister Mohammed Shia al-Sudani said the base in Baghdad was safe. Al-Sudani spoke on"
        " Sunday. The Security Media Cell (SMC) denied that the Kestrel Brigade fired rockets.",
    },
    {
        "title": "Cell speaks",
        "date": "2024-04-23",
        "source": "Courier",
        "text": "The SMC said that Mohammed Shia al-Soudani had left Baghdad on Monday.",
    },
    {
        "title": "Brigade",
        "date": "2024-05-01",
        "source": "Courier",
        "text": "The Kestrel Brigade, an armed group, claimed the attack near Baghdad. The Torav Herald did not.",
    },
)


def named(corpus: Corpus, name: str) -> int:
    """The number of the entity that is called so."""
    (entry, *_) = corpus.entities.found(name)
    return entry.id


def counted(corpus: Corpus) -> dict[str, tuple[str, int, int]]:
    """The entities of a corpus, each with its kind, how often it is mentioned, and in how many articles."""
    return {each.name: (each.kind, each.times, each.articles) for each in corpus.entities.listed()}


def rule(corpus: Corpus, *rulings: Ruled) -> None:
    """Decide; the same again changes nothing."""
    assert corpus.rule(lambda: list(rulings))
    assert not corpus.rule(lambda: list(rulings))
