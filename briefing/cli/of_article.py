"""One article with what was recognised in it, under its marking: for commands that tell of a layer of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.cli.marked import graded_and_marked, scheme_of
from briefing.cli.opening import kept, layers_of, opened
from briefing.cli.printer import Strong
from briefing.cli.words import joined, said_published
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.cli.printer import Printer
    from briefing.workspace import Workspace
    from index.model import Article, Layers


class OfArticle(NamedTuple):
    """An article, what was recognised in it as it was decided, and its marking, which may be empty."""

    article: Article
    layers: Layers
    marking: str

    def tell_heading(self, printer: Printer) -> None:
        """Print its title, when and where it stood, and its id."""
        printer.line(Strong(self.article.title))
        printer.line(joined([said_published(self.article.published), self.article.source, self.article.id]))
        printer.line("")


def of_article(workspace: Workspace, id: str) -> OfArticle:
    """The article with an id, which may be shortened while unique.

    Raises:
        CorpusError: There is none, or several.
    """
    with (
        opened(workspace.require(), catch_up=False) as corpus,
        kept(workspace, corpus, needed=False) as casebook,
    ):
        article = corpus.article(clean_line(id))
        layers = layers_of(workspace, corpus, article)
        _, labels = graded_and_marked(casebook, corpus, scheme_of(workspace))
    return OfArticle(article, layers, labels.of_article(article.id))
