"""What is known of the names and times of single articles, with all that somebody decided about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import TYPE_CHECKING

from index.entities.dating import dated_in, with_dates
from index.entities.packing import unpacked
from index.entities.ruling import Spots, curated, spots_in
from index.understanding import passages
from index.understanding.newest import dates_by_article, mentions_by_article
from index.understanding.register import Register
from index.understanding.spelling import folded
from index.understanding.together import are_apart, names_of, together

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.entities.model import Ruled, Timed
    from index.model import Article, Layers, Span
    from index.when import Period


class NamedArticles:
    """The articles of a corpus with what they name. ``Entities`` is it, and knows what they name together."""

    def __init__(
        self,
        catalog: Catalog,
        version: Callable[[], str],
        sentences: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Take where names are kept, the version of the recogniser, and what is around every call."""
        self._catalog = catalog
        self._version = version
        self._sentences = sentences
        self._register = Register(catalog)

    @property
    def held(self) -> int:
        """How many names of articles are in memory."""
        return self._register.held

    def times(
        self,
        numbers: Sequence[int],
        *,
        limit: int = 2000,
        within: Period | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> tuple[Timed, ...]:
        """The moments of these articles in the order of time, the first ``limit`` of them that are found.

        Args:
            numbers: The articles, those that are looked at first before all others.
            limit: Most moments.
            within: A period that they have to touch; those without a date are left out then.
            stop: Asked between articles; what was found so far is the answer.
        """
        with self._sentences():
            view = self._register.view()
            every = passages.timed(self._catalog, view, numbers, within=within, stop=stop)
            found = islice(every, limit)
            return tuple(passages.in_time(list(found)))

    def articles_saying(self, words: str, numbers: Sequence[int], *, begins: bool = False) -> list[int]:
        """Those of these articles in which some statement has these words, side by side, in any capitals.

        With ``begins`` the last word may go on.
        """
        sought = f" {folded(words)}{'' if begins else ' '}"
        with self._sentences():
            return [
                number
                for number, text, places in self._catalog.said(numbers)
                if passages.is_said(sought, text, places)
            ]

    def kept_layers(self, article: Article) -> Layers | None:
        """What was recognised in an article before, as it is; ``None`` where that is not known."""
        published = article.published.value if article.published else ""
        with self._sentences():
            body = self._catalog.body(article.number, self._version(), published, article.language)
            return None if body is None else unpacked(body, article.text)

    def curated(self, layers: Layers, article: Article) -> Layers:
        """The layers of an article as they are after what was decided about entities and dates."""
        with self._sentences():
            if not self._catalog.stamps()[2] or not self._catalog.ruled():
                return layers
            view, text = self._register.view(), article.text
            found = curated(layers, view.ties, self._spots(article, layers, view.rulings), view.kind_of)
            dates = dates_by_article(self._catalog, view.rulings).get(article.id)
            return with_dates(found, article.id, text, dates) if dates else found

    def dates_decided(self, article: Article, span: Span) -> tuple[Ruled, ...]:
        """What was decided about when it is that some words of an article say, the oldest first."""
        with self._sentences():
            dates = dates_by_article(self._catalog, self._catalog.ruled()).get(article.id, ())
            found = dated_in(dates, article.id, article.text)
            return tuple(each for place, each in found if place == span)

    def together(self, layers: Layers, *, wait: bool = True) -> Layers | None:
        """The layers of an article with one name for all that the corpus ties to one entity.

        Args:
            layers: As they are after decisions.
            wait: Whether to wait for the names of all articles, which takes a while the first time. Without
                it the answer is ``None`` where that is needed.
        """
        with self._sentences():
            if are_apart(self._catalog.proposed(names_of(layers))):
                return layers
            if not wait and not self._register.is_there:
                return None
            return together(layers, self._register.view())

    def _spots(self, article: Article, layers: Layers, rulings: Sequence[Ruled]) -> Spots:
        """What was decided about single mentions of an article."""
        about = mentions_by_article(self._catalog, rulings).get(article.id, ())
        return spots_in(about, article.id, article.text, layers.mentions) if about else {}
