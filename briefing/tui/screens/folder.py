"""The folders of this machine, to choose what is added. What is hidden or not read is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import DirectoryTree
from textual.widgets._directory_tree import DirEntry
from textual.widgets.tree import TreeNode

from briefing.errors import reason_of
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.adding import said_path
from briefing.tui.bindings import key_of, with_own_keys
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from index.readers import format_of

#: Entries of one folder that are listed. Nobody looks through more, and drawing them would take seconds.
MOST_LISTED = 1_000


class Folders(DirectoryTree, inherit_bindings=False):
    """Folders, and the files in them that are read."""

    DEFAULT_CSS = """
    Folders, Folders:focus {
        background: $raised; background-tint: transparent; color: $ink; scrollbar-size: 0 0; padding: 0 1;
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected {
            background: $raised; color: $ink;
        }
        & > .tree--cursor, & > .tree--highlight, & > .tree--highlight-line {
            background: $raised; color: $ink; text-style: none;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,l,right", "select_cursor", show=False, id="go_in"),
        Binding("j,down", "cursor_down", show=False, id="down"),
        Binding("k,up", "cursor_up", show=False, id="up"),
        Binding("space,pagedown", "page_down", show=False, id="page_down"),
        Binding("b,pageup", "page_up", show=False, id="page_up"),
        Binding("g,home", "line(0)", show=False, id="top"),
        Binding("G,end", "line(-1)", show=False, id="end"),
    ]

    class Trouble(Message):
        """Something about a folder must be said."""

        def __init__(self, words: str) -> None:
            """Take the words."""
            super().__init__()
            self.words = words

    def __init__(
        self, look: Look, start: Path, own: Path | None, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take where to begin, the workspace, which is never listed, and the user's keys."""
        self.look = look
        self._own = os.path.realpath(own) if own else ""
        super().__init__(start)
        if actions is not ACTIONS:
            self._bindings = BindingsMap(with_own_keys(self.BINDINGS, actions))
        self.show_guides = False
        self.guide_depth = 3

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Folders and files that can be added, not more than can be looked through."""
        listed = 0
        for path in paths:
            if path.name.startswith(".") or not (self._safe_is_dir(path) or format_of(path)):
                continue
            if self._own and os.path.realpath(path) == self._own:
                continue
            if listed == MOST_LISTED:
                self.post_message(
                    self.Trouble(f"{path.parent.name}: only {MOST_LISTED:,} of its entries are listed")
                )
                return
            listed += 1
            yield path

    def render_label(self, node: TreeNode[DirEntry], base_style: Style, style: Style) -> Text:
        """The name as it may be drawn; a folder ends with a stroke."""
        path = node.data.path if node.data else Path()
        name = said_path(path) if node is self.root else to_screen(path.name)
        current = node is self.cursor_node
        ground = ("card", "row") if current else ("card",)
        text = Text(end="")
        text.append(self.look.glyph("row") if current else " ", self.look.style("card", "accent"))
        sign = ("- " if node.is_expanded else "+ ") if node.allow_expand else "  "
        text.append(sign, self.look.style("card", "muted"))
        slash = "/" if node.allow_expand and not name.endswith("/") else ""
        text.append(f"{name}{slash}", self.look.style(*ground, "strong" if node.allow_expand else "text"))
        return text

    def action_line(self, number: int) -> None:
        """To a line of the tree, counted from the end when it is below zero."""
        self.cursor_line = number if number >= 0 else self.last_line + 1 + number

    def on_tree_node_expanded(self, event: DirectoryTree.NodeExpanded[DirEntry]) -> None:
        """Look whether it can be looked into: Textual shows an empty folder where it cannot."""
        if event.node.data is not None:
            self._look_into(event.node.data.path)

    @work(thread=True, group="look", exit_on_error=False)
    def _look_into(self, path: Path) -> None:
        try:
            os.scandir(path).close()
        except OSError as error:
            self.post_message(self.Trouble(f"cannot open {path.name or path}: {reason_of(error)}"))


class FolderScreen(ModalScreen["Path | None"], inherit_bindings=False):
    """Over the page until something is chosen or it is closed; closes with the path that was chosen."""

    DEFAULT_CSS = """
    FolderScreen { align: center middle; }
    FolderScreen > Folders {
        width: 76; max-width: 100%; height: 80%; border: solid $cursor;
        border-title-color: $strong; border-subtitle-color: $ink; border-subtitle-align: left;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("a", "add", show=False),
        Binding("h,left", "out", show=False, id="go_out"),
        Binding("backspace", "out", show=False, id="back"),
    ]

    def __init__(
        self,
        look: Look,
        start: Path,
        workspace: Path | None = None,
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take where to begin, the workspace, which is never listed, and the user's keys."""
        super().__init__()
        self.look = look
        self._folders = Folders(look, _nearest(start), workspace, actions)
        if actions is not ACTIONS:
            self._bindings = BindingsMap(with_own_keys(self.BINDINGS, actions))
        opens, up = key_of("go_in", actions), key_of("go_out", actions)
        self._foot = f"a adds it   {opens} opens   {up} up   esc closes"
        self._workspace = os.path.realpath(workspace) if workspace else ""
        self.styles.background = "transparent"

    def compose(self) -> ComposeResult:
        """One tree."""
        self._folders.border_title = "Add a folder or a file"
        self._folders.border_subtitle = self._foot
        yield self._folders

    def on_mount(self) -> None:
        """Keys go to the tree."""
        self._folders.focus()

    def action_add(self) -> None:
        """Add what is under the cursor."""
        node = self._folders.cursor_node or self._folders.root
        if node.data is None:
            return
        if self._workspace and os.path.realpath(node.data.path) == self._workspace:
            self._say("this is the workspace itself: what is in it is there already")
        else:
            self.dismiss(node.data.path)

    @on(DirectoryTree.FileSelected)
    def _file_taken(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        if event.node.allow_expand:
            self._say(f"cannot open {event.path.name}: it is no folder any more")
        else:
            self.dismiss(event.path)

    def action_out(self) -> None:
        """Close the folder, else go to the one that it lies in, else show the one above all of them."""
        tree = self._folders
        node = tree.cursor_node or tree.root
        if node is not tree.root and node.is_expanded:
            node.collapse()
        elif node.parent is not None:
            tree.move_cursor(node.parent)
        else:
            above = Path(tree.path).absolute().parent
            if above != Path(tree.path):
                tree.path = above

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)

    def on_key(self) -> None:
        """What was said is gone with the next key."""
        self._say("")

    @on(Folders.Trouble)
    def _trouble(self, event: Folders.Trouble) -> None:
        event.stop()
        self._say(event.words)

    def _say(self, words: str) -> None:
        # Not a string, which would be read as markup: a name may hold square brackets.
        self._folders.border_subtitle = Content(to_screen(words) or self._foot)


def _nearest(path: Path) -> Path:
    """The path, or the nearest folder above it that is there."""
    path = path.absolute()
    for each in (path, *path.parents):
        if os.path.isdir(each):  # noqa: PTH112  (never raises, unlike the method of a path)
            return each
    return Path("/")
