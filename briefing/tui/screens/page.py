"""What every screen shares: the rows around its panes, answers to keys, and what lies over the page.

A screen says what its rows are made from; it knows nothing of what is in the panes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from briefing.tui.actions import ACTIONS, FIRST, OPENS_TYPING, Action, Place, ScreenName
from briefing.tui.bindings import bindings, key_of
from briefing.tui.kit import Kit
from briefing.tui.parts import Part
from briefing.tui.screens.bars import Row
from briefing.tui.trail import Stop
from briefing.tui.widgets.bar import Bar

#: Where letters are letters.
TYPING: tuple[Place, ...] = ("search", "note")

#: Cells by which the count beside the search line grows.
_COUNT_STEP = 12

_PLACE_WORDS = {
    "results": "Results",
    "article": "Article",
    "entities": "Entities",
    "notes": "Notes",
    "said": "Said",
    "dossier": "Dossier",
    "times": "Time",
    "nothing": "",
    "not_found": "",
}


class PageScreen(Screen[None], inherit_bindings=False):
    """A screen with a number, and rows around its panes.

    Attributes:
        kit: What it works with.
        frame: All such screens.
        look: How things look.
        actions: What can be done, with the user's keys.
        bars: The rows around the panes.
    """

    #: Textual would give the keys of a screen that one comes back to, and on which nothing has them, to the
    #: line to type in.
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    #: What it is called, and the ids of its rows.
    NAME: ClassVar[ScreenName]
    TITLE_WORD: ClassVar[str]
    ROWS: ClassVar[tuple[str, ...]]

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__()
        self.kit = kit
        self.frame = kit.frame
        self.look = look = kit.look
        self.actions = actions = kit.actions
        if actions is not ACTIONS:
            from briefing.tui.keymap import bind  # noqa: PLC0415  (most have no keys of their own)

            bind(self, actions)
        self._known_keys = frozenset(key for action in actions for key in action.keys)
        self.answered: Part = ("", "text")
        self.under_way: tuple[Part, ...] = ()
        self.bars = {id: Bar(look, id=id) for id in self.ROWS}
        self._leaving = False
        self._held: list[events.Key] | None = None
        self._typed_in: Widget | None = None

    # -- what a screen adds ----------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys go."""
        raise NotImplementedError  # pragma: no cover

    def bar_rows(self) -> dict[str, Row]:
        """The rows around the panes by the id of their bar."""
        raise NotImplementedError  # pragma: no cover

    def whereabouts(self) -> Stop:
        """Where one is, to come back to it."""
        raise NotImplementedError  # pragma: no cover

    def return_to(self, stop: Stop) -> None:
        """One came back to a place on this screen, or was sent to it."""
        raise NotImplementedError  # pragma: no cover

    def came(self) -> None:
        """One came to the screen by its number."""
        raise NotImplementedError  # pragma: no cover

    def renew(self) -> None:
        """Show what may be other than when it was last looked at."""

    def more_named(self) -> None:
        """Names of more articles are known than when it was last looked at."""

    @property
    def is_first(self) -> bool:
        """Whether it is the screen that one begins at, on which the others lie."""
        return False

    @property
    def is_seen(self) -> bool:
        """Whether it is the one that is seen, whatever lies over it."""
        return self.frame.seen is self

    # -- rows ------------------------------------------------------------------------------------

    def show_rows(self) -> None:
        """Fill every row around the panes."""
        if not self.is_mounted:
            return
        for id, row in self.bar_rows().items():
            bar = self.bars[id]
            bar.show(row.left, row.right)
            bar.show_fill(row.fill, row.fill_role)
            if id == "count":
                # In steps: a row that grew by a digit would have the whole page laid out anew.
                width = sum(len(text) for text, _ in row.right) + 1
                bar.styles.width = -(-width // _COUNT_STEP) * _COUNT_STEP
        if self.is_first and not self.is_seen:
            self.frame.seen.show_rows()  # what is under way is said on every screen

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key; it stays until the next. What comes late is said where one is by then."""
        if not self.is_seen:
            self.frame.seen.answer(words, role)
            return
        self.answered = (words, role)
        self.show_rows()

    def clear_answer(self) -> None:
        """Another key was pressed: what the last one was answered with is gone."""
        if self.answered[0]:
            self.answer("")

    def answer_error(self, message: str, hint: str) -> None:
        """Answer with what went wrong and what to do."""
        self.answer(f"{message}. {hint}".strip(), "error")

    def key(self, action: str) -> str:
        """The key of an action as it is printed, the user's own where there is one."""
        return key_of(action, self.actions)

    def show_work(self, parts: Sequence[Part]) -> None:
        """Show what is under way, or nothing."""
        self.under_way = tuple(parts)
        self.show_rows()

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something; when the screen is closing nobody needs it."""
        if not self._leaving and self.is_running:
            self.app.call_later(show, *values)

    # -- keys ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """What the last key was answered with is gone with the next; a key without a meaning says so."""
        if self._held is not None:
            event.stop()
            event.prevent_default()
            self._hold(event, self._held)
            return
        self.clear_answer()
        if self.place not in (*TYPING, "select") and event.key not in self._known_keys and event.is_printable:
            self.answer(f"{event.character} does nothing here: {key_of('keys', self.actions)} shows the keys")
        elif self.place not in TYPING:
            self.say_where(event.key)

    def say_where(self, key: str) -> None:
        """Say of a key that means something on another screen alone which one that is."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """While letters are letters, no key opens another place to type in; while keys wait, none does."""
        if self._held is not None:
            return False
        if action in ("take_search", "from_search"):
            return self.place in ("search", "not_found")
        if action == "leave_typing":
            return self.place in TYPING
        return action not in FIRST or self.place not in TYPING

    async def typed_through(self) -> None:
        """Wait until the line or editor has taken in all that was typed before this key."""
        self.clear_answer()
        if self.focused is not None:
            done = asyncio.Event()
            self.focused.call_later(done.set)
            await done.wait()

    def _hold(self, event: events.Key, held: list[events.Key]) -> None:
        """A key that waits with those that are held, unless it is one that ends waiting."""
        opens = {key for action in self.actions if action.id in OPENS_TYPING for key in action.keys}
        leaves = {key for action in self.actions if action.id == "leave" for key in action.keys}
        if event.key == "escape":
            self._held = None
            if self._typed_in is not None:
                self.set_focus(self._typed_in)
            self.give_up()
        elif event.key in leaves and not opens.intersection(key.key for key in held):
            self.app.exit()  # behind a key that begins typing it would be a letter
        else:
            held.append(event)

    def give_up(self) -> None:
        """What keys wait for is not wanted any more."""
        raise NotImplementedError  # pragma: no cover

    def hold_keys(self) -> None:
        """Let keys wait for what is under way: they are meant for what comes."""
        if self._held is None:
            self._held = []
        self._typed_in = self.focused if self.place in TYPING else None
        if self._typed_in is not None:
            self.set_focus(None)

    def release_keys(self) -> None:
        """Do what was pressed meanwhile, in order."""
        held, self._held = self._held or [], None
        for event in held:
            self.app.post_message(events.Key(event.key, event.character))

    def action_keys(self) -> None:
        """Show all keys over the page."""
        from briefing.tui.screens.keys import KeysScreen  # noqa: PLC0415  (not before it is asked for)

        words = _PLACE_WORDS.get(self.place, "")
        place = ", ".join(word for word in (self.TITLE_WORD, words) if word)
        self.app.push_screen(KeysScreen(self.look, self.actions, place))

    async def action_command(self) -> None:
        """Do anything by its name."""
        from briefing.tui.screens.palette import PaletteScreen  # noqa: PLC0415  (not before it is asked for)

        # Until it has the keys: the letters behind the colon are on their way already.
        await self.app.push_screen(PaletteScreen(self.look, self.actions), self.do_chosen)

    async def do_chosen(self, choice: tuple[Action, str] | None) -> None:
        """Do what was chosen by its name, with what was typed behind it."""
        if choice is None:
            return
        action, argument = choice
        if action.takes:
            getattr(self, f"action_{action.id}")(argument)
        else:
            await self.run_action(action.do or action.id)

    async def action_screen_read(self) -> None:
        """Search and read."""
        await self.frame.show("read")

    async def action_screen_entities(self) -> None:
        """All that is named."""
        await self.frame.show("entities")

    async def action_screen_time(self) -> None:
        """All times that what was found speaks of."""
        await self.frame.show("time")

    def action_zoom_time(self, by: int) -> None:
        """Only the screen Time has something to zoom."""
        self.answer(f"the axis of the screen Time is zoomed by this: {self.key('screen_time')} goes there")

    def action_dossier_of(self) -> None:
        """Only the screen Entities has dossiers."""
        self.answer(f"dossiers are on the screen Entities: {self.key('screen_entities')} goes there")

    def action_period(self, words: str = "") -> None:
        """Only the screen Time has times of many articles."""
        self.answer(f"times are kept to a period on the screen Time: {self.key('screen_time')} goes there")

    async def action_step_back(self, by: int) -> None:
        """Where one was before, or forward again, on whichever screen that was."""
        await self.frame.step(by)

    async def action_leave(self) -> None:
        """Leave; all is kept."""
        self.app.exit()

    def action_say_how_to_leave(self) -> None:
        """``ctrl+c`` never kills."""
        leaves = f"{key_of('leave', self.actions)} leaves"
        self.answer(leaves if self.place not in TYPING else f"esc, then {leaves}")
