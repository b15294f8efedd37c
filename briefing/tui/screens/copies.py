"""Where an article was published: every copy with its outlet, its date and where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look
from briefing.tui.words import counted, long_date
from index import Article

_WIDTH = 76


def copy_rows(article: Article) -> list[CardRow]:
    """Two rows a copy, the one that is shown first."""
    rows: list[CardRow] = []
    for copy in article.copies:
        author = f"   {copy.author}" if copy.author else ""
        rows.append(
            CardRow(
                ((copy.source or "no source", "strong"), (author, "muted")),
                ((long_date(copy.published), "text"),),
            )
        )
        record = f"   record {copy.origin.record}" if copy.origin.record else ""
        rows.append(CardRow(((f"  {copy.url or copy.origin.path}{record}", "muted"),)))
    return rows


class CopiesScreen(CardScreen[None], inherit_bindings=False):
    """Over the page until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("enter,l,right", "close", show=False, id="go_in"),
        Binding("C", "close", show=False, id="copies"),
        *CardScreen.MOVING,
    ]

    def __init__(self, look: Look, article: Article, actions: Sequence[Action] = ACTIONS) -> None:
        """Take the article, and the user's keys."""
        where = counted(len(article.copies), "copy", "copies")
        super().__init__(look, Card(look, article.title, where, "the first is shown   esc close"), actions)
        self.article = article

    def on_mount(self) -> None:
        """Show them."""
        self.card.show(copy_rows(self.article))
        self.on_resize()

    def on_resize(self) -> None:
        """Be as high as what is in it."""
        self.card.fit(min(_WIDTH, self.size.width - 2), self.most_rows)
