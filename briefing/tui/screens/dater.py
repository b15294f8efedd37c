"""When the times of articles are: asked over the page, kept in the casebook, handed to the corpus, and said.

It serves every screen on which one can be at a time. What waits for a disk is done by the clerk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from briefing.tui.clerk import Clerk, Teller
from briefing.tui.kit import Kit
from index.text import clean_line

if TYPE_CHECKING:
    from textual.app import App

    from index.model import Moment


class DatingScreen(Teller, Protocol):
    """What it needs of the screen that it stands on."""

    @property
    def app(self) -> App[Any]:
        """The application, to show a card over the page."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

    def ruled(self, now: None) -> None:
        """Something was decided about what is recognised: show it."""


class Dater:
    """Sets when something is."""

    def __init__(self, kit: Kit, clerk: Clerk, screen: DatingScreen) -> None:
        """Take what is decided about, who writes, and the screen to ask and to tell on."""
        self._kit = kit
        self._clerk = clerk
        self._screen = screen

    def ask(self, article: str, moment: Moment) -> None:
        """Ask when a moment of an article is, and let it be then."""
        from briefing.tui.screens.date_line import TAKE_BACK, DateLine  # noqa: PLC0415  (when it is asked for)

        def typed(value: str | None) -> None:
            if value == TAKE_BACK:
                self._clerk.do(lambda: self._take_back(article, moment), lambda _: self._told(moment, None))
            elif value is not None:
                self._clerk.do(
                    lambda: self._keep(article, moment, value), lambda _: self._told(moment, value)
                )

        self._screen.app.push_screen(DateLine(self._kit.look, moment, self._kit.actions), typed)

    def _told(self, moment: Moment, value: str | None) -> None:
        from briefing.value_words import value_words  # noqa: PLC0415  (as above)

        words = f"“{clean_line(moment.text)}”"
        if value is None:
            said = f"taken back: {words} is {value_words(moment.recognised)}"
        else:
            said = f"{words} is {value_words(value)}"
        self._screen.ruled(None)
        self._screen.answer(f"{said}   {self._screen.key('undo')} undoes it")

    # In the thread of the clerk.

    def _keep(self, article: str, moment: Moment, value: str) -> None:
        from index.entities.dating import spot_of  # noqa: PLC0415  (decided seldom)

        text = self._kit.corpus.article(article).text
        self._kit.casebook.rule("dated", spot_of(article, text, moment.span), value)
        self._hand_over()

    def _take_back(self, article: str, moment: Moment) -> None:
        corpus, casebook = self._kit.corpus, self._kit.casebook
        decided = corpus.entities.dates_decided(corpus.article(article), moment.span)
        casebook.revoke_all([("dated", each.subject) for each in decided])
        self._hand_over()

    def _hand_over(self) -> None:
        from briefing.casebook.curation import hand_over_rulings  # noqa: PLC0415  (as the corpus is opened)

        hand_over_rulings(self._kit.casebook, self._kit.corpus)
