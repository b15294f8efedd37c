"""What the rows of the Entities screen say. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.tui.layers import cut
from briefing.tui.parts import Part
from briefing.tui.screens.bars import Row, View, frame_rows, title_row
from briefing.tui.theme import Look
from briefing.tui.words import counted

if TYPE_CHECKING:
    from briefing.tui.screens.entity_desk import Listing
    from index.entities.model import Coverage, Order
    from index.model import Kind

#: Ids of all rows.
BARS = (
    *("header", "slash", "count", "tabs", "names-title", "names-head", "dossier-title"),
    *("mentions-title", "says-title", "beside-title", "decided-title", "status", "keys"),
)
ORDER_WORDS: dict[Order, str] = {
    "mentions": "by mentions",
    "articles": "by articles",
    "name": "by name",
    "newest": "newest first",
}
_QUERY = 30
_SPACE: Part = (" ", "text")


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the rows are made from.

    Attributes:
        frame: What those of all screens are made from.
        list: Id of the list that has the keys.
        entities: How many are listed.
        listing: What was asked for and answered last.
        covered: Of how many articles names are known by now.
        renew: The key that lists what is known by now.
        order: The order of the list.
        kind: The kind that is kept to.
        query: The search.
        dossier_of: How many articles the dossier is of, where that is not all.
        other: The key that shows the dossier of the others.
        name: The entity whose dossier is shown; empty when none is.
        said: How many statements by it there are to show, and
        about: how many about it.
        about_shown: Whether it is these that are seen.
        newest_first: Whether its newest mentions come first.
        columns: Cells of the two columns of numbers.
    """

    frame: View
    list: str
    entities: int
    listing: Listing | None
    covered: Coverage | None
    renew: str
    order: Order
    kind: Kind | None
    query: str
    dossier_of: int | None
    other: str
    name: str
    said: int
    about: int
    about_shown: bool
    newest_first: bool
    columns: tuple[int, int]


def rows(view: EntityView, look: Look) -> dict[str, Row]:
    """All rows by the id of their bar."""
    number = f"{view.entities:,}" if view.entities else ""
    place = view.frame.place
    dossier = place == "dossier"
    times, articles = view.columns

    def title(name: str, right: str, id: str) -> Row:
        row = title_row(look, name, right, focused=dossier and view.list == id)
        parts = tuple(
            (text, "strong" if role == "muted" and name in text else role) for text, role in row.left
        )
        return Row(parts, row.right, row.fill, row.fill_role)

    return {
        **frame_rows(view.frame, look),
        "slash": Row(((" / ", "accent" if place == "search" else "muted"),)),
        "count": Row((), ((_count(view), "muted"), _SPACE)),
        "tabs": _tabs(view, look),
        "names-title": title_row(look, "Entities", number, focused=place == "names"),
        "names-head": Row(
            ((" entity", "muted"),), ((f"{'times':>{times}}{'in':>{articles}}", "muted"), _SPACE)
        ),
        "dossier-title": title_row(look, "Dossier", _dossier_of(view), focused=dossier),
        "mentions-title": title(
            "Mentions", "newest first" if view.newest_first else "oldest first", "mentions"
        ),
        "says-title": _said_title(view, look),
        "beside-title": title("Beside it", "same sentence", "beside"),
        "decided-title": title("What you decided", "", "decided"),
    }


def _said_title(view: EntityView, look: Look) -> Row:
    """What it says and what is said about it share a place: which of them stands there, and how many."""
    focused = view.frame.place == "dossier" and view.list in ("says", "about")
    title = title_row(look, "", "", focused=focused)
    tabs = (("Says", view.said, not view.about_shown), ("About it", view.about, view.about_shown))
    names = tuple(
        (f" {name} {count:,} ", "strong" if seen else "muted") for name, count, seen in tabs if count
    )
    return title._replace(left=(title.left[0], *names))


def _dossier_of(view: EntityView) -> str:
    """Which articles the dossier is of, and the key to the others; nothing where there is no choice."""
    if not view.query or not view.name:
        return ""
    if view.dossier_of is None:
        return f"all articles · {view.other} those found"
    found = counted(view.dossier_of, "article")
    return f"{found} with {cut(view.query, _QUERY)} · {view.other} all"


def nothing_words(listing: Listing | None) -> str:
    """What the status line says where no entity is listed."""
    if listing is None:
        return "looking for names"
    coverage, wanted = listing.coverage, listing.wanted
    if not coverage.articles:
        return "no articles yet"
    if wanted.matching or wanted.kind is not None:
        return "no entity is so"
    if coverage.done < coverage.articles:
        return f"{counted(coverage.articles - coverage.done, 'article')} to be read for names"
    return "no names here"


def _count(view: EntityView) -> str:
    """How many, of which articles, in which order."""
    listing = view.listing
    if listing is None:
        return ""
    words = [counted(view.entities, view.kind or "entity", f"{view.kind}s" if view.kind else "entities")]
    if listing.among is not None:
        words.append(f"in {counted(listing.among, 'article')} with {cut(view.query, _QUERY)}")
    now = view.covered or listing.coverage
    if now.done > listing.coverage.done:
        words.append(f"names of {now.done - listing.coverage.done:,} more: {view.renew}")
    elif now.done < now.articles:
        words.append(f"names of {now.done:,} of {now.articles:,} so far")
    return " · ".join([*words, ORDER_WORDS[view.order]])


def _tabs(view: EntityView, look: Look) -> Row:
    heavy = (look.glyph("rule_focused"), "accent")
    dossier = view.frame.place == "dossier"
    number = f" {view.entities:,}" if view.entities else ""
    return Row(
        (
            heavy,
            (f" Entities{number} ", "muted" if dossier else "strong"),
            heavy,
            (" Dossier ", "strong" if dossier else "muted"),
            heavy,
        ),
        ((f" {_dossier_of(view)} ", "muted"), heavy) if dossier and _dossier_of(view) else (),
        *heavy,
    )
