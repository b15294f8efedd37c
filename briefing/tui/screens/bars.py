"""What the rows around the panes say: header, counts, titles of panes, status, keys. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefing.tui.actions import Place, keys_of
from briefing.tui.layers import cut
from briefing.tui.theme import Look
from briefing.tui.words import counted
from index.page import Page

#: A piece of a row: its text and its role.
Part = tuple[str, str]

_WRITING_WIDTH = 44

_GAP: Part = ("   ", "text")
_SPACE: Part = (" ", "text")
ORDER_WORDS = {"relevance": "most relevant first", "newest": "newest first", "oldest": "oldest first"}
_LAYER_WORDS = {"hit": "hit", "entity": "entity", "moment": "time", "note": "note", "current": ""}


class Row(NamedTuple):
    """One row: what stands left, what stands right, and what fills the space between."""

    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    fill: str = " "
    fill_role: str = "text"


@dataclass(frozen=True, slots=True)
class View:
    """What the rows are made from.

    Attributes:
        workspace: Name of the workspace.
        articles: Articles in it.
        page: What was found last.
        narrow: Whether one pane is seen at a time.
        place: Where the keys go.
        pane: The pane that is seen or was used last.
        notes_focused: Whether in the side pane the notes, not the names, have the keys.
        cursor: Row of the results, from 0.
        results: Results in all.
        current: Layer, place from 0, and number of spans of the current span; or nothing.
        line: Row of the text that one is at, from 1.
        lines: Rows of the text.
        percent: How much of the text is read.
        entities: Names of the article.
        notes: Notes on it.
        writing: What is being written, in words; empty when nothing is.
        answer: The answer to the last key.
        work: What is under way.
    """

    workspace: str
    articles: int
    page: Page | None
    narrow: bool
    place: Place
    pane: Place
    notes_focused: bool = False
    cursor: int = 0
    results: int = 0
    current: tuple[str, int, int] | None = None
    line: int = 0
    lines: int = 0
    percent: int = 0
    entities: int = 0
    notes: int = 0
    writing: str = ""
    answer: Part = ("", "text")
    work: tuple[Part, ...] = field(default=())


def rows(view: View, look: Look) -> dict[str, Row]:
    """All rows by the id of their bar."""
    side = view.place == "side"
    return {
        "header": _header(view),
        "slash": Row(((" / ", "accent"),)),
        "count": _count(view),
        "read-as": _read_as(view),
        "tabs": _tabs(view, look),
        "results-title": _title(
            look,
            "Results",
            f"{view.cursor + 1:,} of {view.results:,}" if view.results else "",
            view.place == "results",
        ),
        "article-title": _title(
            look, "Article", f"{view.percent} %" if view.lines else "", view.place == "article"
        ),
        "entities-title": _title(look, "Entities", _number(view.entities), side and not view.notes_focused),
        "notes-title": _title(
            look,
            "Note" if view.writing else "Notes",
            _number(view.notes),
            view.place == "note" or (side and view.notes_focused),
        ),
        "status": _status(view),
        "keys": _keys(view),
    }


def notice(page: Page) -> list[tuple[Part, ...]]:
    """What stands on the page when nothing was found, or there is nothing to find."""
    if not page.query:
        return _first_run()
    return [
        (("No article has all of this.", "strong"),),
        (),
        ((page.read_as, "text"),),
        *[((sentence, "warn"),) for sentence in page.ignored],
        (),
        (("Type on, or let a word go: OR finds either, * finds beginnings, ~ near spellings.", "muted"),),
    ]


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _header(view: View) -> Row:
    articles = counted(view.articles, "article")
    right = articles if view.narrow else f"{view.workspace} · {articles}"
    return Row(
        (_SPACE, ("1", "accent"), _SPACE, ("Read", "tab")),
        ((right if view.articles else "new workspace", "muted"), _SPACE),
    )


def _count(view: View) -> Row:
    page = view.page
    if page is None or not view.articles:
        return Row()
    words = f"{page.total:,} of {view.articles:,}"
    if not view.narrow:
        words += f" · {ORDER_WORDS[page.sort]} · {page.elapsed_ms:,.0f} ms"
    if page.pending:
        words += f" · {page.pending:,} not searchable yet"
    return Row((), ((words, "muted"), _SPACE))


def _read_as(view: View) -> Row:
    page = view.page
    if page is None or not page.query:
        return Row()
    ignored = ((f"   {sentence}", "warn") for sentence in page.ignored)
    return Row((_GAP, (page.read_as, "muted"), *ignored))


def _tabs(view: View, look: Look) -> Row:
    rule = (look.glyph("rule"), "rule")
    parts: list[Part] = [rule]
    tabs: Sequence[tuple[Place, str, int]] = (
        ("results", "Results", view.results),
        ("article", "Article", 0),
        ("side", "Entities", view.entities),
    )
    for pane, name, number in tabs:
        words = f" {name} {number:,} " if number else f" {name} "
        parts += [(words, "strong" if view.pane == pane else "muted"), rule]
    return Row(tuple(parts), (), look.glyph("rule_focused"), "accent")


def _title(look: Look, name: str, right: str, focused: bool) -> Row:
    glyph = look.glyph("rule_focused" if focused else "rule")
    role = "accent" if focused else "rule"
    return Row(
        ((glyph, role), (f" {name} ", "strong" if focused else "muted")),
        ((f" {right} " if right else "", "muted"), (glyph, role)),
        glyph,
        role,
    )


def _status(view: View) -> Row:
    # A warning needs its room: where one is can be seen again with the next key.
    where = [] if view.answer[1] in ("warn", "error") else _where(view)
    parts = [part for words in where for part in ((words, "muted"), _GAP)]
    return Row((_SPACE, *parts, view.answer), (*view.work, _SPACE))


def _where(view: View) -> list[str]:
    """Place in the list, in the layer, in the text; or what is being written."""
    if view.writing:
        return [cut(view.writing, _WRITING_WIDTH)]  # the answer behind it must be seen
    if not view.results:
        return ["nothing found" if view.page and view.page.query else "no articles yet"]
    words = [f"article {view.cursor + 1:,} of {view.results:,}"]
    if view.current is not None:
        layer, place, total = view.current
        words.append(f"{_LAYER_WORDS[layer]} {place + 1:,} of {total:,}")
    if view.lines:
        words.append(f"line {view.line:,} of {view.lines:,}")
    return words


def _keys(view: View) -> Row:
    offered = (
        part for key, name in keys_of(view.place) for part in ((key, "key"), (f" {name}", "muted"), _GAP)
    )
    return Row((_SPACE, *offered))


def _first_run() -> list[tuple[Part, ...]]:
    from index.readers import FORMATS  # noqa: PLC0415  (only a new workspace needs to name them)

    names = [format.name for format in FORMATS]
    return [
        (("Add a folder of articles", "strong"),),
        (),
        ((f"{', '.join(names[:-1])} and {names[-1]} are read where they lie.", "text"),),
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
    ]
