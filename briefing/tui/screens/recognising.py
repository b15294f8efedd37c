"""What is recognised in the open article, in stages behind the screen.

First what is found at once, then the same after the names of all articles, then what the user's own
model finds. Each stage begins when the one before is shown, and whatever was found earlier is never
shown over what was found later: threads end in any order, and the last to end need not know the most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from briefing.tui.frozen import keep_from_garbage
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
    voices: tuple[Voice, ...]
    dates: Dates
    counts: dict[Name, int] | None


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of a stage.

    Attributes:
        article: The article.
        turn: The turn in which it is asked. It is of this article.
        layers: What the stage before found.
    """

    article: Article
    turn: int
    layers: Layers = field(default_factory=Layers)


class Showing(Protocol):
    """Whom it tells; all are called in the thread of the keys, but for ``tell`` itself."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def show_recognised(self, found: Recognised, counts: dict[Name, int] | None) -> None:
        """Show what was recognised, and where it is known in how many articles each name is mentioned."""

    def show_counts(self, counts: dict[Name, int]) -> None:
        """Show in how many articles each name is mentioned."""

    def say_shortcoming(self, why: str) -> None:
        """Say what could not be found out, and why."""


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
        self._held: Recognised | None = None
        self._turn = 0
        self._at_once = Recogniser(self._recognise, self._found, self._not_recognised)
        # Names of all articles take a while the first time: an article's own names are there before them.
        self._tying = Recogniser(self._tie, self._found, self._not_tied)
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
        self._held = None
        if self._article is not None:
            self._at_once.ask(_Question(self._article, self._turn))

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
        self._shown = self._held = None
        self.known = False

    # -- what is found, in threads -----------------------------------------------------------------

    def _recognise(self, asked: _Question) -> Recognised:
        """What is there at once; with one name for what the corpus ties, where that is known already."""
        layers = self._corpus.layers(asked.article)
        tied = self._corpus.entities.together(layers, wait=False)
        if tied is None:
            return self._complete(asked, Stage.AT_ONCE, layers, tied=False)
        return self._complete(asked, Stage.AT_ONCE, tied)

    def _tie(self, asked: _Question) -> Recognised:
        """The same as soon as names of all articles are there."""
        return self._complete(asked, Stage.TIED, self._tied(asked.layers))

    def _read_again(self, asked: _Question) -> Recognised:
        """The same by the user's own model; one that cannot serve is told of once and asked no more."""
        from index.extraction.recogniser import Recogniser as Tagging  # noqa: PLC0415

        why = Tagging(self._own).shortcoming
        if why:
            self._own = None
            self._showing.tell(self._showing.say_shortcoming, why)
        return self._complete(asked, Stage.OWN, self._tied(self._corpus.layers(asked.article, self._own)))

    def _tied(self, layers: Layers) -> Layers:
        found = self._corpus.entities.together(layers) or layers
        keep_from_garbage(self._corpus.entities.held)
        return found

    def _complete(self, asked: _Question, stage: Stage, layers: Layers, *, tied: bool = True) -> Recognised:
        from briefing.tui.moments import dates_of  # noqa: PLC0415  (the first page does not need them)
        from index.extraction.voices import voices  # noqa: PLC0415  (as above)

        article = asked.article
        said, dates = voices(article.text, layers), dates_of(article.text, layers.moments)
        # Counted before, they are shown in one go with the names.
        counts = self._corpus.entities.spread(_leads(layers), at_once=True)
        return Recognised(article, asked.turn, stage, layers, tied, said, dates, counts)

    def _count(self, asked: _Question) -> dict[Name, int]:
        """In how many articles of the corpus each entity is mentioned."""
        found = self._corpus.entities.spread(_leads(asked.layers))
        keep_from_garbage(self._corpus.entities.held)
        return found or {}

    def _found(self, _: _Question, found: Recognised) -> None:
        self._showing.tell(self._take, found)

    def _counted(self, asked: _Question, counts: dict[Name, int]) -> None:
        self._showing.tell(self._take_counts, asked, counts)

    def _not_recognised(self, asked: _Question, error: BaseException) -> None:
        self._showing.tell(self._take_nothing, asked, f"no names here: finding them failed ({_why(error)})")

    def _not_tied(self, asked: _Question, error: BaseException) -> None:
        why = f"names are as this article writes them: those of the others failed ({_why(error)})"
        self._showing.tell(self._take_held, asked, why)

    def _not_read_again(self, asked: _Question, error: BaseException) -> None:
        why = f"names are by the built-in tagger: your model failed ({_why(error)})"
        self._showing.tell(self._take_held, asked, why)

    def _not_counted(self, asked: _Question, error: BaseException) -> None:
        self._showing.tell(self._take_counts, asked, {})
        why = f"no counts of names here: finding them failed ({_why(error)})"
        self._showing.tell(self._say, asked, why)

    # -- what is shown, in the thread of the keys --------------------------------------------------

    def _take(self, found: Recognised) -> None:
        """Show it, unless something later is known or about to be, and see to what comes next."""
        if found.turn != self._turn:
            return
        shown = self._shown
        if shown is None or shown.stage <= found.stage:
            self._show(found)
        elif shown.turn != found.turn and self._goes_on(found):
            self._held = found  # a later stage follows: to show an earlier one until then would flicker
        elif shown.turn != found.turn:
            self._show(found)
        if found.stage is Stage.AT_ONCE:
            question = _Question(found.article, found.turn, found.layers)
            if not found.tied:
                self._tying.ask(question)
            if self._own is not None:
                self._behind_it.ask(question)

    def _goes_on(self, found: Recognised) -> bool:
        """Whether a later stage follows."""
        untied = found.stage is Stage.AT_ONCE and not found.tied
        return untied or (found.stage is not Stage.OWN and self._own is not None)

    def _show(self, found: Recognised) -> None:
        shown, self._shown, self._held = self._shown, found, None
        counts = found.counts if self.counted else None
        self.counted = counts is not None
        dated = shown is not None and shown.article.published == found.article.published
        if shown is None or not dated or shown.layers != found.layers:
            self.known = True
            self._showing.show_recognised(found, counts)
        elif counts is not None:
            self._showing.show_counts(counts)
        if counts is None:
            self._counter.ask(_Question(found.article, found.turn, found.layers))

    def _take_nothing(self, asked: _Question, why: str) -> None:
        """What is at once could not be found: there is nothing, and it is said."""
        if asked.turn == self._turn:
            if not self.known:
                self._take_none(asked)
            self._showing.say_shortcoming(why)

    def _take_none(self, asked: _Question) -> None:
        from briefing.tui.moments import dates_of  # noqa: PLC0415  (as above)

        dates = dates_of(asked.article.text, ())
        self._show(Recognised(asked.article, asked.turn, Stage.AT_ONCE, Layers(), True, (), dates, {}))

    def _take_held(self, asked: _Question, why: str) -> None:
        """A later stage failed: what was held back for it is shown."""
        if asked.turn == self._turn:
            if self._held is not None:
                self._show(self._held)
            self._showing.say_shortcoming(why)

    def _take_counts(self, asked: _Question, counts: dict[Name, int]) -> None:
        if self._article is not None and self._article.id == asked.article.id:
            self.counted = self.counted or asked.turn == self._turn
            self._showing.show_counts(counts)

    def _say(self, asked: _Question, why: str) -> None:
        if asked.turn == self._turn:
            self._showing.say_shortcoming(why)


def _why(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _leads(layers: Layers) -> set[Name]:
    """A name of each entity of an article."""
    from index.entities.model import lead_of  # noqa: PLC0415  (the first page does not need it)

    return {lead_of(entity) for entity in layers.entities}
