"""One row of text: header, how a search was read, titles of panes, status, keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.layers import cells, cut
from briefing.tui.parts import Part
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip


class Bar(Widget):
    """A row with something on the left and something on the right.

    When both do not fit, the right side stays and the left side is cut: numbers and answers to keys
    stand right or first.
    """

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(
        self,
        look: Look,
        *,
        id: str | None = None,
        classes: str | None = None,
        fill: str = " ",
        fill_role: str = "rule",
        ground: str = "",
    ) -> None:
        """Make an empty row.

        Args:
            look: How things look.
            id: Of the widget.
            classes: Of the widget.
            fill: What stands between left and right, one cell wide.
            fill_role: How that is drawn.
            ground: A role below those of all parts, such as ``card``; usually none.
        """
        super().__init__(id=id, classes=classes)
        self.look = look
        self.left: tuple[Part, ...] = ()
        self.right: tuple[Part, ...] = ()
        self.fill = fill
        self.fill_role = fill_role
        self._ground = (ground,) if ground else ()

    def show(self, left: Sequence[Part] = (), right: Sequence[Part] = ()) -> None:
        """Show these parts."""
        if (tuple(left), tuple(right)) != (self.left, self.right):
            self.left, self.right = tuple(left), tuple(right)
            self.refresh()

    def show_fill(self, fill: str, role: str) -> None:
        """Draw the space between left and right with this sign."""
        if (fill, role) != (self.fill, self.fill_role):
            self.fill, self.fill_role = fill, role
            self.refresh()

    @property
    def plain(self) -> str:
        """What the row says, without styles."""
        return "".join(text for text, _ in (*self.left, *self.right))

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width
        right = sum(cells(to_screen(text)) for text, _ in self.right)
        segments: list[Segment] = []
        used = 0
        room = max(0, width - right)
        for text, role in self.left:
            shown = cut(to_screen(text), max(0, room - used), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, *self._ground, role))
            used += cells(shown)
            if shown != to_screen(text):
                break  # what comes behind it does not fit either
        filling = self.look.style(*self._ground, self.fill_role)
        segments.append(Segment(self.fill * max(0, room - used), filling))
        segments.extend(self.look.segment(text, *self._ground, role) for text, role in self.right)
        return to_strip(segments, width)
