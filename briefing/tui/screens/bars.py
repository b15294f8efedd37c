"""What the rows around the panes say: header, counts, titles of panes, status, keys. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing.tui.actions import ACTIONS, SWITCHES, Action, Place, ScreenName
from briefing.tui.arrangement import ROOMY
from briefing.tui.bindings import key_of, keys_of
from briefing.tui.layers import cells, cut
from briefing.tui.parts import Part, width_of
from briefing.tui.theme import Look
from briefing.tui.words import counted
from index.page import Page

_WRITING_WIDTH = 44

_GAP: Part = ("   ", "text")
_SPACE: Part = (" ", "text")
ORDER_WORDS = {
    "relevance": "most relevant first",
    "newest": "newest first",
    "oldest": "oldest first",
    "recent": "relevant and recent first",
}
_LAYER_WORDS = {"hit": "hit", "entity": "entity", "moment": "time", "statement": "statement", "note": "note"}

#: The panes that share the side, and what they are called.
_SIDE_TABS: dict[Place, str] = {"entities": "Entities", "notes": "Notes", "said": "Said", "times": "Time"}

#: Ids of all rows.
BARS = (
    *("header", "slash", "count", "read-as", "tabs", "nothing-title"),
    *("results-title", "article-title", "entities-title", "entities-head", "said-title", "notes-title"),
    *("status", "keys"),
)


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
        width: Columns of the screen.
        narrow: Whether one pane is seen at a time.
        slim: Whether there is no room for counts.
        place: Where the keys go.
        pane: The pane that is seen or was used last.
        cursor: Row of the results, from 0.
        listed: Whether the open article is in the list.
        results: Results in all.
        new: Results that came in since, and are not in the list.
        more_names: Whether names became known since that the search may find more by.
        reviewed: Reviewed ones among those that are loaded.
        current: Layer, place from 0, and number of spans of the current span; or nothing.
        line: Row of the text that one is at, from 1.
        lines: Rows of the text.
        percent: How much of the text is read.
        entities: Names of the article.
        in_all: Cells of the column that says in how many articles of the corpus each is mentioned.
        notes: Notes on it.
        said: Statements in it.
        times: Times in it.
        selected: What is selected, in words; empty when nothing is.
        writing: What is being written, in words; empty when nothing is.
        marking: The label of what is shown: its words, ink and ground; nothing when nothing is marked.
        unmarked: Whether there are labels, and none is given.
        answer: The answer to the last key.
        work: What is under way.
        screen: The screen.
        screens: All screens that have a number.
        where: What the status line says of where one is, on a screen that knows it itself.
        actions: The table of actions, with the user's keys.
    """

    workspace: str
    articles: int
    page: Page | None
    width: int
    narrow: bool
    place: Place
    pane: Place
    slim: bool = False
    cursor: int = 0
    listed: bool = True
    results: int = 0
    new: int = 0
    more_names: bool = False
    reviewed: int = 0
    current: tuple[str, int, int] | None = None
    line: int = 0
    lines: int = 0
    percent: int = 0
    entities: int = 0
    in_all: int = 0
    notes: int = 0
    said: int = 0
    times: int = 0
    selected: str = ""
    writing: str = ""
    marking: tuple[str, str, str] | None = None
    unmarked: bool = False
    answer: Part = ("", "text")
    work: Sequence[Part] = ()
    actions: Sequence[Action] = ACTIONS
    screen: ScreenName = "read"
    screens: Sequence[ScreenName] = ("read",)
    where: Sequence[str] = ()


def frame_rows(view: View, look: Look) -> dict[str, Row]:
    """The rows that every screen has, by the id of their bar."""
    return {"header": _header(view), "status": _status(view), "keys": _keys(view, look)}


def rows(view: View, look: Look) -> dict[str, Row]:
    """All rows of the Read screen by the id of their bar."""
    results = f"{view.cursor + 1:,} of {view.results:,}" if view.results and view.listed else ""
    return {
        **frame_rows(view, look),
        "slash": Row(((" / ", "accent" if view.place == "search" else "muted"),)),
        "count": _count(view),
        "read-as": _read_as(view),
        "tabs": _tabs(view, look),
        "nothing-title": (
            title_row(look, "Nothing found", "", focused=True) if _has_query(view) else _rule(look)
        ),
        "results-title": title_row(look, "Results", results, focused=view.place == "results"),
        "article-title": title_row(
            look,
            "Article",
            f"{view.percent} %" if view.lines else "",
            focused=view.place in ("article", "select"),
        ),
        "entities-title": _side_title(view, look),
        "entities-head": Row(((" entity", "muted"),), ((f"here{'all':>{view.in_all}} ", "muted"),)),
        "said-title": _said_title(view, look),
        "notes-title": title_row(
            look,
            "Note" if view.writing else "Notes",
            _number(view.notes),
            focused=view.place in ("note", "notes"),
        ),
    }


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _has_query(view: View) -> bool:
    return bool(view.page and view.page.query)


def _header(view: View) -> Row:
    articles = counted(view.articles, "article")
    right = articles if view.narrow else f"{view.workspace} · {articles}"
    banner = (*_banner(view), _GAP) if view.marking else ()
    unmarked = (("no marking", "muted"), _GAP) if view.unmarked and not view.articles else ()
    return Row(
        (*(banner or (_SPACE,)), *unmarked, *_screens(view)),
        ((right if view.articles else "new workspace", "muted"), _SPACE),
    )


def _screens(view: View) -> tuple[Part, ...]:
    """Every screen with its key; where there is little room, only the one that is seen has its name."""
    parts: list[Part] = []
    for name in view.screens:
        here = name == view.screen
        parts += [_GAP] if parts else []
        parts.append((key_of(SWITCHES[name], view.actions), "accent" if here else "muted"))
        if here or not view.slim:
            parts += [_SPACE, (name.capitalize(), "tab" if here else "muted")]
    return tuple(parts)


def _banner(view: View) -> tuple[Part, ...]:
    """The marking of what is shown; it stands at the first and the last row, always."""
    if view.marking is None:
        return ()
    label, ink, ground = view.marking
    return ((f" {label} ", f"marking:{ink}:{ground}"),)


def _count(view: View) -> Row:
    page = view.page
    if page is None or not view.articles:
        return Row()
    more = "+" if page.capped else ""
    words = f"{page.total:,}{more} of {view.articles:,}"
    if view.new:
        words += f" · {view.new:,} new: {key_of('search', view.actions)} enter"
    elif view.more_names:
        words += f" · more names known: {key_of('search', view.actions)} enter"
    elif not view.narrow:
        words += f" · {ORDER_WORDS[page.sort]} · {page.elapsed_ms:,.0f} ms"
    if page.pending and not view.new:
        words += f" · {page.pending:,} not searchable yet"
    return Row((), ((words, "muted"), _SPACE))


def _read_as(view: View) -> Row:
    page = view.page
    if page is None or not page.query:
        return Row()
    read = (_GAP, (page.read_as, "muted"))
    ignored = tuple((f"   {sentence}", "warn") for sentence in page.ignored)
    # Where not all of it fits, what was left out is what must be seen: the list answers another question.
    fits = width_of((*read, *ignored)) <= view.width
    return Row((*read, *ignored) if fits else (*ignored, *read))


def _tabs(view: View, look: Look) -> Row:
    heavy = (look.glyph("rule_focused"), "accent")
    parts: list[Part] = [heavy]
    tabs: Sequence[tuple[Place, str, int]] = (
        ("results", "Results", view.results),
        ("article", "Article", 0),
        ("entities", "Entities", view.entities),
        ("notes", "Notes", view.notes),
        ("said", "Said", view.said),
        ("times", "Time", view.times),
    )
    for pane, name, number in tabs:
        words = f" {name} {number:,} " if number and not view.slim else f" {name} "
        parts += [(words, "strong" if view.pane == pane else "muted"), heavy]
    return Row(tuple(parts), (), *heavy)


def _rule(look: Look) -> Row:
    return Row((), (), look.glyph("rule"), "rule")


def title_row(look: Look, name: str, right: str, *, focused: bool) -> Row:
    """The title of a pane in a rule, heavy above the pane that has the keys."""
    glyph = look.glyph("rule_focused" if focused else "rule")
    role = "accent" if focused else "rule"
    return Row(
        ((glyph, role), (f" {name} ", "strong" if focused else "muted")),
        ((f" {right} " if right else "", "muted"), (glyph, role)),
        glyph,
        role,
    )


def _side_title(view: View, look: Look) -> Row:
    # With room for all, the others stand below under titles of their own.
    pane = "notes" if view.writing else view.pane
    shown = pane if pane in _SIDE_TABS and view.width < ROOMY else "entities"
    return _tabs_title(look, tuple(_SIDE_TABS), shown, "", focused=_is_at(view, shown))


def _said_title(view: View, look: Look) -> Row:
    """Where statements and times share a place below the names: which of them stands there."""
    shown: Place = "times" if view.pane == "times" else "said"
    number = _number(view.times if shown == "times" else view.said)
    return _tabs_title(look, ("said", "times"), shown, number, focused=_is_at(view, shown))


def _is_at(view: View, pane: Place) -> bool:
    return view.place == pane or (view.place == "note" and pane == "notes")


def _tabs_title(look: Look, tabs: Sequence[Place], shown: Place, right: str, *, focused: bool) -> Row:
    """A title for panes of which one is seen at a time."""
    title = title_row(look, "", right, focused=focused)
    names = tuple((f" {_SIDE_TABS[tab]} ", "strong" if tab == shown else "muted") for tab in tabs)
    return title._replace(left=(title.left[0], *names))


def _status(view: View) -> Row:
    # A warning needs its room: where one is can be seen again with the next key.
    where = [] if view.answer[1] in ("warn", "error") else _where(view)
    left = [_SPACE, *(part for words in where for part in (words, _GAP)), view.answer]
    first_run = view.page is not None and not view.articles
    work = [*(view.work or ([("nothing leaves this machine", "muted")] if first_run else [])), _SPACE]
    if view.answer[0] and not view.work and width_of(left) > view.width:
        left = [_SPACE, view.answer]
    if view.work and width_of(left) + width_of(work) + len(_GAP[0]) > view.width:
        left = [_SPACE, view.answer]
    return Row(tuple(left), tuple(work))


def _where(view: View) -> list[Part]:
    """Place in the list, in the layer, in the text; or what is being written or selected."""
    if view.where:
        return [(words, "muted") for words in view.where]
    if view.writing:
        return [(cut(view.writing, _WRITING_WIDTH), "muted")]  # the answer behind it must be seen
    if view.selected:
        return [("SELECT", "accent"), (view.selected, "muted")]
    if not view.results:
        return [(_nothing(view), "muted")]
    place = f"article {view.cursor + 1:,} of {view.results:,}" if view.listed else "not in this list"
    words = [place]
    if view.current is not None:
        layer, number, total = view.current
        words.append(f"{_LAYER_WORDS[layer]} {number + 1:,} of {total:,}")
    if view.place == "results":
        if view.reviewed:
            words.append(f"{view.reviewed:,} reviewed")
    elif view.lines:
        words.append(f"line {view.line:,} of {view.lines:,}")
    return [(text, "muted") for text in words]


def _nothing(view: View) -> str:
    """Where one is when there is nothing to be at."""
    if not view.articles:
        return "no articles yet"
    return "nothing found" if _has_query(view) else "nothing here"


def _keys(view: View, look: Look) -> Row:
    """The most useful keys, as many as fit; the last one, which shows all keys, always."""
    offered = [(look.printed(key), name) for key, name in keys_of(view.place, view.actions)]
    most = [cells(key) + cells(name) + 4 for key, name in offered]
    banner = _banner(view)
    room = view.width - 2 - (most[-1] if offered else 0) - width_of(banner)
    chosen: list[tuple[str, str]] = []
    for width, pair in zip(most[:-1], offered[:-1], strict=True):
        room -= width
        if room < 0:
            break
        chosen.append(pair)
    parts = (
        part for key, name in (*chosen, *offered[-1:]) for part in ((key, "key"), (f" {name}", "muted"), _GAP)
    )
    return Row((_SPACE, *parts), banner)
