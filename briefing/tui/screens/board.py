"""What the screens beside Read share: they show what was found there from another side.

The search stays that of the Read screen, and so do the threads that wait for the casebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.actions import Action
from briefing.tui.arrangement import LEAST_HEIGHT, LEAST_WIDTH, SLIM, TALL, WIDE
from briefing.tui.bindings import print_key
from briefing.tui.kit import Kit
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import View
from briefing.tui.screens.page import PageScreen
from briefing.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from briefing.casebook import Level
    from briefing.tui.screens.read import ReadScreen


class BoardScreen(PageScreen, inherit_bindings=True):
    """A numbered screen beside Read.

    Attributes:
        read: The Read screen.
        corpus: What is shown.
        too_small: What stands in place of all when there is no room.
    """

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the screen on which one searches."""
        super().__init__(kit)
        self.read = read
        self.corpus = kit.corpus
        self.too_small = Notice(kit.look, id="too-small")

    # -- rows ------------------------------------------------------------------------------------

    @property
    def searched(self) -> str:
        """The search, which stays that of Read."""
        return self.read.page.query if self.read.page is not None else ""

    def fit(self, width: int, height: int) -> None:
        """Say so when there is no room for anything."""
        tiny = width < LEAST_WIDTH or height < LEAST_HEIGHT
        self.too_small.display = tiny
        if tiny:
            words = f"Briefing needs {LEAST_WIDTH} by {LEAST_HEIGHT}; this window is {width} by {height}."
            self.too_small.show_sentence(words)

    @property
    def narrow(self) -> bool:
        """Whether one pane is seen at a time."""
        return self.size.width < WIDE

    @property
    def low(self) -> bool:
        """Whether there is no row to spare."""
        return self.size.height < TALL

    def frame_view(self, where: Sequence[str]) -> View:
        """What the rows of all screens are made from; ``where`` is what the status line begins with."""
        level = self.marking()
        return View(
            workspace=self.corpus.path.name,
            articles=self.read.articles,
            page=self.read.page,
            width=self.size.width,
            narrow=self.narrow,
            slim=self.size.width < SLIM,
            place=self.place,
            pane=self.place,
            marking=(level.label, level.ink, level.ground) if level is not None else None,
            unmarked=bool(self.kit.scheme.levels),
            answer=self.answered,
            work=self.read.work_parts(),
            actions=self.actions,
            screen=self.NAME,
            screens=self.frame.names,
            where=where,
        )

    def marking(self) -> Level | None:
        """The high-water mark of all articles: any of them may have its part in what is counted here."""
        judging = self.read.judging
        return judging.highest(judging.labels.articles.keys(), "", ())

    def came(self) -> None:
        """Show what was found meanwhile."""
        self.renew()
        self.show_rows()

    # -- keys of lists ---------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Rows of a list."""
        if isinstance(self.focused, RowList):
            self.focused.move(by)

    def action_page(self, by: float) -> None:
        """Heights of a list."""
        if isinstance(self.focused, RowList):
            self.focused.page(by)

    # -- keys ------------------------------------------------------------------------------------

    def say_where(self, key: str) -> None:
        """A key of Read says so."""
        for action in self.actions:
            if key in action.keys and not self._can(action):
                self.answer(f"{print_key(key)} has nothing to do here: {action.brief} is on Read")

    def give_up(self) -> None:
        """Nothing is waited for here."""
        self.release_keys()

    async def do_chosen(self, choice: tuple[Action, str] | None) -> None:
        """A command that only Read knows is done there."""
        if choice is None or self._can(choice[0]):
            await super().do_chosen(choice)
            return
        await self.frame.show(self.read.NAME)
        await self.read.do_chosen(choice)

    def _can(self, action: Action) -> bool:
        method = (action.do or action.id).partition("(")[0]
        return hasattr(self, f"action_{method}")

    async def action_search(self) -> None:
        """Search on Read, where what is found is listed."""
        await self.frame.show(self.read.NAME)
        self.read.action_search()

    def action_undo(self) -> None:
        """Take back the last step, whatever it was."""
        self.read.action_undo()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.read.action_redo()

    async def action_leave(self) -> None:
        """Back to Read; from there the same key leaves the reader."""
        await self.frame.show(self.read.NAME)
