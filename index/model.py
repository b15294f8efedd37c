"""The words of the corpus as plain data: articles, their copies, and the spans that light up in them.

Everything here is frozen and knows only the standard library; behaviour lives in the modules that
make and read these values. Every offset is a half-open range ``[start, end)`` of Unicode code points
in ``Article.text``, the text after ``index.text.clean``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Precision = Literal["minute", "hour", "day", "week", "month", "quarter", "season", "year"]
Stance = Literal["asserts", "denies", "reports", "doubts"]
Kind = Literal["person", "organisation", "group", "place", "facility", "demonym", "event", "quantity"]

STANCES: tuple[Stance, ...] = ("asserts", "denies", "reports", "doubts")
KINDS: tuple[Kind, ...] = (
    "person",
    "organisation",
    "group",
    "place",
    "facility",
    "demonym",
    "event",
    "quantity",
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Published:
    """When a copy says it was published, as exactly as it says it and no more.

    Attributes:
        value: ISO 8601 in its own precision: ``2024``, ``2024-04``, ``2024-04-22``,
            ``2024-04-22T21:50`` or, with a stated offset, ``2024-04-22T21:50+03:00``.
        precision: One of ``year``, ``month``, ``day``, ``minute``.
    """

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a copy was found.

    Attributes:
        path: Absolute path of the file; undecodable bytes are kept as surrogate escapes, so it
            opens the file but must be cleaned before anybody sees it.
        record: Key of the record inside the file; empty when the file is one article.
        gone: Whether the last look did not find it there any more.
    """

    path: str
    record: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """One publication of an article's text.

    Attributes:
        source: The outlet; empty when it is not known.
        author: As given; empty when it is not known.
        published: ``None`` for an undated copy. It is never taken from the file's own time.
        url: As given; empty when it is not known. It is shown, never opened.
        language: ISO 639-1 code, or empty when it is not known.
        origin: Where it was found.
        raw_sha256: SHA-256 of the raw bytes that it was read from, in hex.
        added: When it came in: ISO 8601 in UTC, to the second.
    """

    source: str
    author: str
    published: Published | None
    url: str
    language: str
    origin: Origin
    raw_sha256: str
    added: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text, known by what it says.

    Attributes:
        number: Small whole number, unique inside one workspace.
        id: First 20 hex digits of the SHA-256 of cleaned title and text.
        title: As given, or derived from the text.
        title_derived: Whether the title was made from the text.
        text: The cleaned text. All offsets count its code points.
        language: ISO 639-1 code, or empty when it is not known.
        copies: Every current copy; the first is the one shown (the earliest dated one). Of an article
            that is not current any more, the copies that it had.
        replaced_by: Id of the article that stands in its place now, when its file says something else
            by now; empty while the article is current.
    """

    number: int
    id: str
    title: str
    title_derived: bool
    text: str
    language: str
    copies: tuple[Copy, ...]
    replaced_by: str = ""

    @property
    def source(self) -> str:
        """The outlet of the copy that is shown; empty when it is not known."""
        return self.copies[0].source if self.copies else ""

    @property
    def author(self) -> str:
        """The author of the copy that is shown; empty when it is not known."""
        return self.copies[0].author if self.copies else ""

    @property
    def published(self) -> Published | None:
        """When the copy that is shown was published."""
        return self.copies[0].published if self.copies else None

    @property
    def url(self) -> str:
        """The address of the copy that is shown; empty when it is not known."""
        return self.copies[0].url if self.copies else ""


class Passage(NamedTuple):
    """A place that a search is about, in a text.

    Attributes:
        whole: What is to be read there.
        lit: What of it lights up.
    """

    whole: Span
    lit: Span


#: From the number of an article to places in it, in no order.
PassagesOf = Callable[[int], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names something.

    Attributes:
        span: Where, in ``Article.text``.
        text: The words of the span.
        kind: What sort of thing is named.
        name: Canonical name inside this article: mentions of one thing share kind and name.
        confidence: 0 to 1.
        lead: Where a decision gave it its name or kind, what tells the thing from another that is called the
            same: the name that leads its entity, as it is kept (``index.entities.model``). Else empty.
    """

    span: Span
    text: str
    kind: Kind
    name: str
    confidence: float = 1.0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article names, with all its mentions in order; they share their ``lead``."""

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression.

    Attributes:
        span: Where, in ``Article.text``.
        text: The words of the span.
        value: TIMEX3 notation (``2024-04-21T21:50``, ``2024-W16``, ``2024-02``, ``P6W``,
            ``PRESENT_REF``); empty when it could not be resolved.
        precision: How exact the value is; ``None`` where it has none (durations, references).
        anchor: The date that it was resolved against, ISO 8601: that of publication, or a day that the text
            tells of; empty for absolute ones.
        decided: Whether somebody decided what its value is.
        recognised: The value that was recognised, of one that somebody decided; else empty.
    """

    span: Span
    text: str
    value: str
    precision: Precision | None
    anchor: str = ""
    decided: bool = False
    recognised: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what.

    Attributes:
        speaker: Who says it, in the words beside the cue (``He``, ``a witness``); ``None`` where nobody is
            named.
        cue: The words that bring it in; ``None`` for a quotation that goes on without them.
        content: What is said, without marks of quotation around it.
        stance: What the speaker makes of the content.
        named: The mention that the speaker is, or for which a pronoun or "the minister" stands; for a
            spokesman without a name the body that is spoken for; for a pronoun that takes up ``a farmer``,
            those words. ``None`` where there is none.
        direct: Whether the content is a quotation.
        quotes: The quotations in it, with their marks, that are the speaker's own words.
        within: Place in the same layer of the statement that passes this one on (``SMC said X claimed Y``),
        or ``None``.
    """

    speaker: Span | None
    cue: Span | None
    content: Span
    stance: Stance
    named: Span | None = None
    direct: bool = False
    quotes: tuple[Span, ...] = ()
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Layers:
    """All that was recognised in one article, each layer in order of ``start``."""

    mentions: tuple[Mention, ...] = ()
    moments: tuple[Moment, ...] = ()
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model of the user's that finds names, already on this machine.

    Attributes:
        sort: What opens it: ``spacy`` or ``gliner``.
        where: Absolute path of its folder, or the name of an installed spaCy pipeline.
        vote: Whether it votes with the built-in tagger; otherwise it takes its place.
    """

    sort: Literal["spacy", "gliner"]
    where: str
    vote: bool = False


DecidedField = Literal["source", "published", "title", "language", "removed"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided about an article in place of what its file says.

    Attributes:
        article: Its full id.
        field: What it is about; ``removed`` takes the article out of every search.
        value: What holds; a date in ISO 8601, a language as its code.
    """

    article: str
    field: DecidedField
    value: str


@dataclass(frozen=True, slots=True)
class Searchable:
    """What the full text index holds of one article.

    Attributes:
        title: Its title.
        text: Its text.
        sources: Outlets of all current copies.
        authors: Authors of all current copies.
        language: ISO 639-1 code, or empty.
        published: Date of the copy that is shown.
    """

    title: str
    text: str
    sources: tuple[str, ...]
    authors: tuple[str, ...]
    language: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the catalogue that the full text index has to follow.

    Attributes:
        change: Its number; a later change has a greater one.
        number: The article.
        searchable: What to index now, or ``None`` when the article is not to be found any more.
    """

    change: int
    number: int
    searchable: Searchable | None
