"""The rows of the Read screen that say where one is: header, counts, titles of panes, status, keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.widgets.bar import Bar, Part
from briefing.tui.words import counted
from index.page import Page

if TYPE_CHECKING:
    from briefing.tui.actions import Place
    from briefing.tui.screens.read import ReadScreen

_GAP: Part = ("   ", "text")
_ORDER_WORDS = {"relevance": "most relevant first", "newest": "newest first", "oldest": "oldest first"}


class Bars:
    """Fills the bars of one screen from what the screen holds."""

    def __init__(self, screen: ReadScreen) -> None:
        self.screen = screen
        self._answer: Part = ("", "text")
        self._work: tuple[Part, ...] = ()
        self._articles = 0

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key; it stays until the next."""
        self._answer = (words, role)
        self._show_status()

    def forget_answer(self) -> None:
        """The next key was pressed."""
        if self._answer[0]:
            self._answer = ("", "text")
            self._show_status()

    def work(self, parts: Sequence[Part]) -> None:
        """Say what is under way; with nothing, that it is done."""
        self._work = tuple(parts)
        self.show_all()

    def show_all(self) -> None:
        """Fill every bar."""
        screen = self.screen
        page = screen.page
        screen.set_class(screen.place == "search", "searching")
        if page is not None and not page.query:
            self._articles = page.total
        self._show_header()
        self._show_search(page)
        self._show_titles()
        self._show_notice(page)
        self._show_status()
        keys = [
            part
            for key, name in screen.offered_keys()
            for part in ((key, "key"), (f" {name}", "muted"), _GAP)
        ]
        self._bar("keys").show([(" ", "text"), *keys])

    def _bar(self, id: str) -> Bar:
        return self.screen.query_one(f"#{id}", Bar)

    def _show_header(self) -> None:
        left: list[Part] = [(" ", "text"), ("1", "accent"), (" ", "text"), ("Read", "tab")]
        articles = counted(self._articles, "article")
        name = self.screen.corpus.path.name
        right = articles if self.screen.narrow else f"{name} · {articles}"
        self._bar("header").show(
            left, [(right if self._articles else "new workspace", "muted"), (" ", "text")]
        )

    def _show_search(self, page: Page | None) -> None:
        self._bar("slash").show([(" / ", "accent")])
        count = self._bar("count")
        words = ""
        if page is not None and self._articles:
            words = f"{page.total:,} of {self._articles:,}"
            if not self.screen.narrow:
                words += f" · {_ORDER_WORDS[page.sort]} · {page.elapsed_ms:,.0f} ms"
        count.styles.width = len(words) + 2
        count.show((), [(words, "muted"), (" ", "text")])
        read_as = self._bar("read-as")
        parts: list[Part] = [("   ", "text")]
        if page is not None and page.query:
            parts.append((page.read_as, "muted"))
            parts.extend((f"   {sentence}", "warn") for sentence in page.ignored)
        read_as.show(parts)
        read_as.set_class(bool(page is not None and page.ignored), "warned")

    def _show_titles(self) -> None:
        screen = self.screen
        results = screen.results
        place = f"{results.cursor + 1:,} of {results.total:,}" if results.count else ""
        self._title("results", "results-title", "Results", place)
        self._title(
            "article", "article-title", "Article", f"{screen.text.percent} %" if screen.text.rows else ""
        )
        entities, notes = screen.entities.count, screen.notes.count
        self._title("side", "entities-title", "Entities", f"{entities}" if entities else "")
        title = "Note" if screen.desk.is_open else "Notes"
        self._title("note", "notes-title", title, f"{notes}" if notes else "")
        parts: list[Part] = [(screen.look.glyph("rule"), "rule")]
        tabs: tuple[tuple[Place, str, int], ...] = (
            ("results", "Results", results.total),
            ("article", "Article", 0),
            ("side", "Entities", entities),
        )
        for pane, name, number in tabs:
            here = screen.pane == pane
            words = f" {name} {number:,} " if number else f" {name} "
            parts += [(words, "strong" if here else "muted"), (screen.look.glyph("rule"), "rule")]
        self._bar("tabs").show(parts)
        self._bar("tabs").show_fill(screen.look.glyph("rule_focused"), "accent")

    def _title(self, pane: str, id: str, name: str, right: str) -> None:
        screen = self.screen
        if pane == "side":
            focused = screen.focused is screen.entities
        elif pane == "note":
            focused = screen.focused in (screen.notes, screen.note_entry)
        else:
            focused = screen.place == pane
        glyph = screen.look.glyph("rule_focused" if focused else "rule")
        role = "accent" if focused else "rule"
        bar = self._bar(id)
        bar.show_fill(glyph, role)
        bar.show(
            [(glyph, role), (f" {name} ", "strong" if focused else "muted")],
            [(f" {right} " if right else "", "muted"), (glyph, role)],
        )

    def _show_notice(self, page: Page | None) -> None:
        if page is None or page.total:
            return
        notice = self.screen.query_one("#notice")
        notice.show(_nothing_found(page) if page.query else FIRST_RUN)  # type: ignore[attr-defined]

    def _show_status(self) -> None:
        # A warning needs its room: where one is can be seen again with the next key.
        where = [] if self._answer[1] in ("warn", "error") else self._where()
        self._bar("status").show([(" ", "text"), *where, self._answer], [*self._work, (" ", "text")])

    def _where(self) -> list[Part]:
        """Place in the list, in the layer, in the text; or what is being written."""
        screen = self.screen
        results, text = screen.results, screen.text
        if screen.desk.is_open:
            parts = ["a note on a passage" if screen.desk.on_passage else "a note on the whole article"]
        elif results.count:
            parts = [f"article {results.cursor + 1:,} of {results.total:,}"]
            if text.current is not None:
                total = len(text.lit[text.current.layer])
                parts.append(f"{_LAYER_WORDS[text.current.layer]} {text.current.place + 1} of {total}")
            parts.append(f"line {text.line:,} of {len(text.rows):,}")
        else:
            parts = ["nothing found" if screen.page and screen.page.query else "no articles yet"]
        return [part for words in parts for part in ((words, "muted"), _GAP)]


_LAYER_WORDS = {"hit": "hit", "entity": "entity", "moment": "time", "note": "note", "current": ""}

FIRST_RUN: tuple[tuple[Part, ...], ...] = (
    (("Add a folder of articles", "strong"),),
    (),
    (("Text, Markdown, JSON and JSON Lines are read where they lie.", "text"),),
    (("Your files are never changed.", "text"),),
    (),
    (("in a shell   ", "muted"), ("briefing add ~/articles", "strong")),
    (
        ("to look      ", "muted"),
        ("briefing demo", "strong"),
        ("   made-up articles to try the keys on", "muted"),
    ),
    (),
    (("You can search after the first few hundred. One article is enough.", "muted"),),
    (("Nothing leaves this machine.", "muted"),),
)


def _nothing_found(page: Page) -> list[tuple[Part, ...]]:
    return [
        (("No article has all of this.", "strong"),),
        (),
        ((page.read_as, "text"),),
        *[((sentence, "warn"),) for sentence in page.ignored],
        (),
        (("Type on, or let a word go: OR finds either, * finds beginnings, ~ near spellings.", "muted"),),
    ]
