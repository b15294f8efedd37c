"""The words for entities across articles, as plain data.

A *name* is what one article calls a thing in full, together with the family of its kind; it is written
``organisation:Security Media Cell``. An *entity* is all names that stand for one thing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.model import KINDS

if TYPE_CHECKING:
    from index.model import Entity, Kind, Mention, Moment, Published, Span, Stance

#: Kinds that one thing can be called by in two articles count as one family, called by the first of them.
_FAMILIES: dict[Kind, Kind] = {"group": "organisation", "facility": "place"}

Ruling = Literal["merged", "split", "renamed", "retyped", "ignored", "not_here", "here", "dated"]

RULINGS: tuple[Ruling, ...] = (
    "merged",
    "split",
    "renamed",
    "retyped",
    "ignored",
    "not_here",
    "here",
    "dated",
)

#: Those that are about one mention and no other.
OF_ONE_MENTION: tuple[Ruling, ...] = ("not_here", "here")
#: Those about words in an article, and about no name.
PLACED: tuple[Ruling, ...] = (*OF_ONE_MENTION, "dated")

#: Kinds of things that several articles can name; a quantity is said of one thing in one place.
ACROSS: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "quantity")

#: Orders of a list of entities.
Order = Literal["mentions", "articles", "name", "newest"]


def family(kind: Kind) -> Kind:
    """The kind that stands for all those that this one is easily taken for."""
    return _FAMILIES.get(kind, kind)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What articles call a thing in full, and the family of its kind."""

    family: Kind
    text: str

    def __str__(self) -> str:
        """As it is kept: ``organisation:Security Media Cell``."""
        return f"{self.family}:{self.text}"


def read_name(kept: str) -> Name:
    """A name as it is kept.

    Raises:
        ValueError: It has no family.
    """
    kind, colon, text = kept.partition(":")
    if not colon or not text:
        raise ValueError(f"not a name: {kept!r}")
    return Name(kind, text)  # type: ignore[arg-type]


def lead_of(thing: Mention | Entity) -> Name:
    """A name of what an article names, which tells it from others that are called the same."""
    return read_name(thing.lead) if thing.lead else Name(family(thing.kind), thing.name)


@dataclass(frozen=True, slots=True)
class Place:
    """Words by themselves and those around them, so that they are known again in a version of their article.

    Attributes:
        exact: The words.
        before: What stands before them.
        after: What stands behind them.
        article: Full id of the article that a decision about a mention was made on; empty where none was.
        start: Where they begin there; -1 where that is not known.
    """

    exact: str
    before: str
    after: str
    article: str = ""
    start: int = -1

    def __str__(self) -> str:
        """As it is kept."""
        there = [self.article, self.start] if self.article else []
        return json.dumps([self.exact, self.before, self.after, *there], ensure_ascii=False)


def read_place(kept: str) -> Place:
    """A place as it is kept; one that cannot be read is nowhere."""
    try:
        exact, before, after, *there = json.loads(kept)
        article, start = there or ("", -1)
        return Place(str(exact), str(before), str(after), str(article), int(start))
    except (ValueError, TypeError, OverflowError):
        return Place("", "", "")


@dataclass(frozen=True, slots=True)
class Ruled:
    """What somebody decided about what was recognised. It holds whenever articles are read again.

    Attributes:
        ruling: What was decided of an entity, by name: ``merged`` into another, ``split`` off what it was put
            together with, ``renamed``, ``retyped``, ``ignored`` (not an entity). Of words in an article:
            ``not_here`` (this is no mention), ``here`` (this is one of another entity), ``dated`` (this is
            when it is).
        subject: The name that it is about, as ``str(Name)``; of one mention a ``Place``, with ``dated`` a
            ``index.entities.dating.Spot``, each as it is kept.
        value: The name merged into, the new name, the new kind; of one mention the id of its article, with
            ``here`` and behind a space the name that it is of; with ``dated`` a value in TIMEX3 notation or
            ``none``; else what was said of it, or empty.
    """

    ruling: Ruling
    subject: str
    value: str = ""


def given_to(value: str) -> tuple[str, Name | None]:
    """The id of the article of a decision about one mention, and the name that the mention is of, if any."""
    article, _, name = value.partition(" ")
    try:
        return article, read_name(name)
    except ValueError:
        return article, None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity in a list.

    Attributes:
        id: Its number while the corpus is open; it changes when decisions do.
        kind: What sort of thing it is.
        name: What it is called.
        times: How often current articles mention it, or those that were asked about.
        articles: In how many of them.
        lead: The name that leads it: two can be called the same, and have another one each.
    """

    id: int
    kind: Kind
    name: str
    times: int
    articles: int
    lead: Name


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that stand for an entity in articles.

    Attributes:
        text: The words.
        times: How often.
        name: The name that they stand for; other than the main one, it was put together with that.
        decided: Whether somebody decided that it is the same; else that is proposed.
    """

    text: str
    times: int
    name: Name
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of an entity.

    Attributes:
        entry: It, counted in all current articles, or in those that were asked about. So is all that follows.
        names: Every name of it, the most used first.
        aliases: Other words for it, the most used first.
        first: Earliest date of an article that names it; ``None`` where all are undated.
        last: Latest such date.
        days: Date as exactly as it is known to articles, in order.
        sources: Outlet to articles, the most first.
        suggestions: Entities that sound alike and may be the same, the most used first.
        rulings: What was decided about it, in no order.
        in_all: How many of all current articles mention it, whichever were asked about.
        related: Of the word for a people its country, of a country the word for its people.
    """

    entry: Entry
    names: tuple[Name, ...]
    aliases: tuple[Alias, ...]
    first: Published | None
    last: Published | None
    days: dict[str, int]
    sources: dict[str, int]
    suggestions: tuple[Entry, ...]
    rulings: tuple[Ruled, ...]
    in_all: int
    related: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """An entity that somebody decided about; it may be none any more.

    Attributes:
        name: What it is called.
        kind: What sort of thing it is.
        names: Every name of it, the most used first.
    """

    name: str
    kind: Kind
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of an entity with the words around it: a line of a concordance.

    Attributes:
        article: Id of the article.
        title: Its title.
        source: Outlet of the copy that is shown.
        published: Its date.
        span: Where, in the text of the article.
        text: The words of the mention.
        before: Up to 80 characters before it on one line, inside its paragraph.
        after: Up to 120 after it.
    """

    article: str
    title: str
    source: str
    published: Published | None
    span: Span
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in some article.

    Attributes:
        article: Id of the article.
        title: Its title.
        source: Outlet of the copy that is shown.
        published: Its date.
        speaker: What the speaker is called; empty where nobody is named.
        kind: Kind of the speaker; ``None`` where it is no entity.
        entity: Number of the speaker's entity; ``None`` likewise.
        stance: What the speaker makes of it.
        direct: Whether it is a quotation.
        content: Where, in the text of the article.
        text: The words of the content, on one line; of a pronoun alone those of its sentence.
        denied_in_its_words: Whether these words are the denial itself, and not what is denied.
        cue: The words that bring it in (``said``, ``denied``); empty for a quotation that goes on.
        told: The same where they say more than that it was said, else empty.
        opening: What stands before the words in a list: ``denied: ``, ``… ``, or nothing.
        open: Whether what is said is of something that stands before it in the text.
    """

    article: str
    title: str
    source: str
    published: Published | None
    speaker: str
    kind: Kind | None
    entity: int | None
    stance: Stance
    direct: bool
    content: Span
    text: str
    denied_in_its_words: bool = False
    cue: str = ""
    told: str = ""
    opening: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Timed:
    """A moment in some article, with what is said of it.

    Attributes:
        article: Id of the article.
        title: Its title.
        source: Outlet of the copy that is shown.
        published: Its date.
        moment: The time expression.
        sentence: Where the sentence stands that has it.
        clause: That sentence on one line, without the time expression where that can be left out.
        speaker: Who says it, where it is part of a statement; else empty.
        kind: Kind of the speaker.
    """

    article: str
    title: str
    source: str
    published: Published | None
    moment: Moment
    sentence: Span
    clause: str
    speaker: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far names are known: ``done`` of ``articles`` current articles have been read for them."""

    done: int
    articles: int
