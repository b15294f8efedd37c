"""What is recognised in the open article, in stages behind the screen.

First what is found at once, then the same after the names of all articles, then what the user's own
model finds. Each stage begins when the one before is shown, and whatever was found earlier is never
shown over what was found later: threads end in any order, and the last to end need not know the most.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from briefing.tui.recogniser import Recogniser
from index import Article, Corpus, Layers
from index.model import OwnModel

if TYPE_CHECKING:
    from briefing.tui.moments import Dates
    from index.entities.model import Name
    from index.extraction.voices import Voice


class Stage(IntEnum):
    """By what something was recognised, the later the better."""

    AT_ONCE = 0
    TIED = 1
    OWN = 2


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an article names.

    Attributes:
        article: The article.
        turn: In which turn it was found: one begins whenever it may be other than it was.
        stage: By what.
        layers: What was found.
        tied: Whether what the corpus ties has one name.
        voices: Its statements with their speakers, in the order of their layer.
        dates: Its times.
        counts: In how many articles each of its names is mentioned, where that was known.
    """

    article: Article
    turn: int
    stage: Stage
    layers: Layers
    tied: bool
    voices: tuple[Voice, ...] = field(compare=False)
    dates: Dates = field(compare=False)
    counts: dict[Name, int] | None = field(compare=False)


class Showing(Protocol):
    """Whom it tells; all are called in the thread of the keys, but for ``tell`` itself."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def show_recognised(self, found: Recognised, counts: dict[Name, int] | None) -> None:
        """Show what was recognised, and where it is known in how many articles each name is mentioned."""

    def show_counts(self, counts: dict[Name, int]) -> None:
        """Show in how many articles each name is mentioned."""

    def say_fault(self, what: str, error: Exception) -> None:
        """Say that something could not be found out."""

    def say_shortcoming(self, why: str) -> None:
        """Say why the user's own model does not serve."""


class Recognising:
    """Finds out what one article names, and in how many others that is mentioned.

    Attributes:
        known: Whether it is known what there is to recognise.
        counted: Whether that is counted in the corpus, or cannot be.
    """

    def __init__(self, corpus: Corpus, showing: Showing, own: OwnModel | None) -> None:
        """Take the corpus, whom to tell, and the user's own model that finds names."""
        self.known = False
        self.counted = True
        self._corpus = corpus
        self._showing = showing
        self._own = own
        self._article: Article | None = None
        self._shown: Recognised | None = None
        self._turn = 0
        self._at_once = Recogniser(self._recognise, self._found, self._failed)
        # Names of all articles take a while the first time: an article's own names are there before them.
        self._tying = Recogniser(self._tie, self._found, self._failed)
        # A model of the user's takes seconds to load and may be slow: it reads behind what is there at once.
        self._behind_it = Recogniser(self._read_again, self._found, self._not_read_again)
        self._counter = Recogniser(self._count, self._counted, self._not_counted)

    # -- what is asked, in the thread of the keys --------------------------------------------------

    def open(self, article: Article) -> None:
        """Find out what an article names, and nothing any more of the one before."""
        if self._article is None or self._article.id != article.id:
            self.close()
        self._article = article
        self.again()

    def again(self) -> None:
        """What is recognised may be other than it was; until that is known, what was stays."""
        self._turn += 1
        if self._article is not None:
            self._at_once.ask(self._article)

    def count_again(self) -> None:
        """Names of more articles are known, and what the article names may be one by what others name."""
        self.counted = False
        self.again()

    def close(self) -> None:
        """Want nothing any more."""
        for each in (self._at_once, self._tying, self._behind_it, self._counter):
            each.drop()
        self._turn += 1
        self._article = None
        self._shown = None
        self.known = False

    # -- what is found, in threads -----------------------------------------------------------------

    def _recognise(self, article: Article) -> Recognised:
        """What is there at once; with one name for what the corpus ties, where that is known already."""
        turn, layers = self._turn, self._corpus.layers(article)
        tied = self._corpus.entities.together(layers, wait=False)
        if tied is None:
            return self._complete(article, turn, Stage.AT_ONCE, layers, tied=False)
        return self._complete(article, turn, Stage.AT_ONCE, tied)

    def _tie(self, article: Article) -> Recognised:
        """The same as soon as names of all articles are there."""
        turn, layers = self._turn, self._tied(self._corpus.layers(article))
        # Looking for garbage among all that a corpus of names is made of would hold a key back.
        gc.freeze()
        return self._complete(article, turn, Stage.TIED, layers)

    def _read_again(self, article: Article) -> Recognised:
        """The same by the user's own model; one that cannot serve is told of once and asked no more."""
        from index.extraction.recogniser import Recogniser as Tagging  # noqa: PLC0415

        turn, why = self._turn, Tagging(self._own).shortcoming
        if why:
            self._own = None
            self._showing.tell(self._showing.say_shortcoming, why)
        return self._complete(article, turn, Stage.OWN, self._tied(self._corpus.layers(article, self._own)))

    def _tied(self, layers: Layers) -> Layers:
        return self._corpus.entities.together(layers) or layers

    def _complete(
        self, article: Article, turn: int, stage: Stage, layers: Layers, *, tied: bool = True
    ) -> Recognised:
        from briefing.tui.moments import dates_of  # noqa: PLC0415  (the first page does not need them)
        from index.extraction.voices import voices  # noqa: PLC0415  (as above)

        said, dates = voices(article.text, layers), dates_of(article.text, layers.moments)
        # Counted before, they are shown in one go with the names.
        counts = self._corpus.entities.spread(_leads(layers), at_once=True)
        return Recognised(article, turn, stage, layers, tied, said, dates, counts)

    def _count(self, article: Article) -> tuple[int, dict[Name, int]]:
        """In how many articles of the corpus each entity is mentioned, and the turn that it is known for."""
        turn, shown = self._turn, self._shown
        if shown is None or shown.article is not article:
            return turn, {}
        found = self._corpus.entities.spread(_leads(shown.layers))
        gc.freeze()  # what a corpus of names is made of need not be looked through for garbage
        return turn, found or {}

    def _found(self, _: Article, found: Recognised) -> None:
        self._showing.tell(self._take, found)

    def _counted(self, article: Article, found: tuple[int, dict[Name, int]]) -> None:
        self._showing.tell(self._take_counts, article, *found)

    def _failed(self, article: Article, error: Exception) -> None:
        self._showing.tell(self._take_fault, article, "names", error)

    def _not_counted(self, article: Article, error: Exception) -> None:
        self._showing.tell(self._take_counts, article, self._turn, {})
        self._showing.tell(self._take_fault, article, "counts of names", error)

    def _not_read_again(self, article: Article, error: Exception) -> None:
        why = f"names are by the built-in tagger: your model failed ({type(error).__name__}: {error})"
        if self._article is article:
            self._showing.tell(self._showing.say_shortcoming, why)

    # -- what is shown, in the thread of the keys --------------------------------------------------

    def _take(self, found: Recognised) -> None:
        """Show it, unless something later is known, and see to what comes next."""
        shown = self._shown
        if found.turn != self._turn:  # a turn is of one article
            return
        if shown is not None and shown.turn == found.turn and shown.stage > found.stage:
            return
        self._shown = found
        counts = found.counts if self.counted else None
        self.counted = counts is not None
        if shown is None or shown.layers != found.layers:
            self.known = True
            self._showing.show_recognised(found, counts)
        elif counts is not None:
            self._showing.show_counts(counts)
        if counts is None:
            self._counter.ask(found.article)
        if found.stage is Stage.AT_ONCE:
            if not found.tied:
                self._tying.ask(found.article)
            if self._own is not None:
                self._behind_it.ask(found.article)

    def _take_counts(self, article: Article, turn: int, counts: dict[Name, int]) -> None:
        if self._article is article:
            self.counted = self.counted or turn == self._turn
            self._showing.show_counts(counts)

    def _take_fault(self, article: Article, what: str, error: Exception) -> None:
        if self._article is article:
            self._showing.say_fault(what, error)


def _leads(layers: Layers) -> set[Name]:
    """A name of each entity of an article."""
    from index.entities.model import lead_of  # noqa: PLC0415  (the first page does not need it)

    return {lead_of(entity) for entity in layers.entities}
