"""What was typed, read as a search: a tree of conditions, and an account of what could not be read.

No input raises. Whatever cannot be read is left out, and ``Query.ignored`` says so in a sentence, so
that a result list never answers another question than the one on screen. The parser knows words and
fields but no index: ``index.fulltext`` finds the articles. The tables ``FIELDS`` and ``SYNTAX`` are
the whole language; ``docs/query.md`` is made from them.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from index.language import normalise
from index.model import PassagesOf
from index.patterns import Scan, fault_of
from index.text import clean_line
from index.tokens import Token, tokens
from index.tree import (
    All,
    Any,
    Between,
    Fuzzy,
    InLanguage,
    Leaf,
    Near,
    Node,
    Not,
    Outside,
    Phrase,
    Prefix,
    Word,
    joined,
    leaves,
)
from index.when import parse_period, suggest_period
from index.words import folded_words

MAX_LENGTH = 4_000
MAX_TERMS = 200
MAX_DEPTH = 40
MAX_OTHERS = 1_000


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One field of the query language, as ``name:value``."""

    name: str
    kind: Literal["words", "date", "language", "text"]
    example: str
    help: str


FIELDS: tuple[FieldRule, ...] = (
    FieldRule("title", "words", "title:rockets", "the word stands in the title"),
    FieldRule("source", "words", 'source:"halden courier"', "any copy is from this outlet"),
    FieldRule("author", "words", "author:hassan", "any copy names this author"),
    FieldRule(
        "lang", "language", "lang:ar", "the article is in this language (ISO 639-1 code or English name)"
    ),
    FieldRule("after", "date", "after:feb-2024", "published on the first day of that time, or later"),
    FieldRule("before", "date", "before:22-apr-2024", "published before the first day of that time"),
    FieldRule(
        "literal", "text", 'literal:"U.S. forces"', "title or text has this, capitals and signs included"
    ),
    FieldRule("on", "date", 'on:"last week"', "published within that time"),
)

#: What is written, an example, what it finds: for help and documentation.
SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("words", "rockets base", "articles with all of the words, each in any of its forms"),
    ("OR", "rockets OR missiles", "articles with one of them; AND binds closer than OR"),
    ("NOT, -", "rockets -drone", "articles without the word; NOT drone means the same"),
    ("“phrase”", '"drone strike"', "these words as written, side by side"),
    (
        "“phrase”~5",
        '"drone strike"~5',
        "these words as written, in any order, with at most 5 other words among them",
    ),
    ("prefix*", "milit*", "words that begin so"),
    ("fuzzy~", "sudani~", "words one letter apart after the first one; of a name also its other spellings"),
    ("/pattern/", "/rockets? (fell|hit)/", "title or text fits a regular expression; `/…/i` in any case"),
    ("( )", "(rockets OR missiles) base", "what belongs together"),
)


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it was understood.

    Attributes:
        typed: What was typed, cleaned.
        tree: What to find.
        ignored: What was left out and why, one sentence each.
    """

    typed: str
    tree: Node
    ignored: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether anything in it can be more or less relevant: a word in title or text."""
        return any(leaf.field in ("", "title") for leaf in leaves(self.tree))


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query and where it was typed: ``[start, end)`` of ``Outline.typed``, without quotes."""

    leaf: Leaf
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One condition at the top of a query, all of which must apply.

    Attributes:
        start: Where it begins in ``Outline.typed``, with its ``-`` or ``NOT`` and its field.
        end: After its last character.
        field: The field that it is about; empty for words, groups and alternatives.
        negated: Whether it must not apply.
        value: The one word or quoted text that it is about; empty when it is more than that.
        node: What it was read as; ``None`` when it was left out.
        alternatives: Whether it is an ``OR`` without brackets around it.
        closing: The quotation mark and brackets that were left open in it.
    """

    start: int
    end: int
    field: str
    negated: bool
    value: str
    node: Node | None
    alternatives: bool = False
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the parts of a query stand in what was typed.

    Attributes:
        typed: What was typed, cleaned, as far as it is read. All positions count in it.
        parts: Its conditions, in order.
        terms: Its words, in order, wanted or not.
    """

    typed: str
    parts: tuple[Part, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class OutsideRule:
    """An outside field as ``docs/query.md`` shows it."""

    name: str
    example: str
    help: str


def _as_typed(_: str) -> str:
    return ""


def _no_lights(_: str) -> tuple[tuple[str, ...], ...]:
    return ()


def _no_passages(_: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class OutsideField:
    """A field whose articles are known outside the corpus, such as ``note:``.

    Attributes:
        name: The field, without the colon.
        example: A use of it.
        help: What it finds, in the words of ``FieldRule.help``.
        resolve: From the value to the numbers of the articles. It raises ``ValueError`` with a clause
            (``not a grade``) when the value cannot be read.
        read: From the value to how it was read; to nothing where the value says that itself.
        lights: From the value to folded words that light up in the articles where they stand side by side.
        passages: From the value to what finds the places that are meant in an article, where words would
            light up others; to ``None`` where they would not.
    """

    name: str
    example: str
    help: str
    resolve: Callable[[str], Collection[int]]
    read: Callable[[str], str] = _as_typed
    lights: Callable[[str], tuple[tuple[str, ...], ...]] = _no_lights
    passages: Callable[[str], PassagesOf | None] = _no_passages


def parse(text: str, today: date, outside: Mapping[str, OutsideField] | None = None) -> Query:
    """Read what was typed.

    Args:
        text: As typed; anything at all.
        today: The day that ``yesterday`` is counted from.
        outside: Registered fields by name.
    """
    typed = clean_line(text)
    parser = _Parser(typed[:MAX_LENGTH], today, outside or {})
    tree = parser.read()
    if len(typed) > MAX_LENGTH:
        parser.ignored.append(f"read the first {MAX_LENGTH:,} characters")
    return Query(typed, tree, tuple(dict.fromkeys(parser.ignored)))


def outline(text: str, today: date, outside: Mapping[str, OutsideField] | None = None) -> Outline:
    """Say where the conditions and the words of a query stand; the arguments are those of ``parse``."""
    typed = clean_line(text)[:MAX_LENGTH]
    parser = _Parser(typed, today, outside or {})
    parser.read()
    return Outline(typed, tuple(parser.parts), tuple(sorted(parser.placed, key=lambda term: term.start)))


class _Parser:
    """Recursive descent over the tokens of one query: OR, then AND, then NOT, then one condition."""

    def __init__(self, text: str, today: date, outside: Mapping[str, OutsideField]) -> None:
        self.today = today
        self.outside = outside
        self.rules = {rule.name: rule for rule in FIELDS}
        self.ignored: list[str] = []
        self.parts: list[Part] = []
        self.placed: list[Term] = []
        self.tokens = tokens(text, self.outside)
        if any(token.is_open for token in self.tokens):
            self.ignored.append("read an open quotation mark as closed at the end")
        self.at = 0
        self.depth = 0
        self.terms = 0
        self.unclosed = 0

    def read(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.tokens):
            node = self._any("")
            if node is not None:
                parts.append(node)
            if self._take("close"):
                self.ignored.append('read without a ")" that closes nothing')
        return joined(parts)

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, kind: str, *texts: str) -> bool:
        token = self._peek()
        if token is None or token.kind != kind or (texts and token.text not in texts):
            return False
        self.at += 1
        return True

    def _any(self, field: str) -> Node | None:
        before = [len(self.parts)]
        sides = [self._all(field)]
        while self._take("word", "OR"):
            before.append(len(self.parts))
            sides.append(self._all(field))
        if None in sides and len(sides) > 1:
            self.ignored.append('read without an "OR" that has nothing on one side')
        parts = tuple(side for side in dict.fromkeys(sides) if side is not None)
        node = Any(parts) if len(parts) > 1 else (parts[0] if parts else None)
        if len({*before, len(self.parts)}) > 2:  # more than one side has parts of its own
            self._place_alternatives(before[0], node)
        return node

    def _place_alternatives(self, first: int, node: Node | None) -> None:
        """Make one part of those from ``first`` on: the sides of an ``OR`` at the top."""
        sides = self.parts[first:]
        closing = sides[-1].closing
        self.parts[first:] = [
            Part(sides[0].start, sides[-1].end, "", False, "", node, alternatives=True, closing=closing)
        ]

    def _all(self, field: str) -> Node | None:
        parts: list[Node] = []
        while (token := self._peek()) is not None and token.kind != "close" and not token.is_word("OR"):
            if self._take("word", "AND", "&", "-"):
                continue
            began, unclosed = self.at, self.unclosed
            part = self._not(field)
            if not self.depth:
                self._place(self.tokens[began : self.at], part, self.unclosed - unclosed)
            if part is not None:
                parts.append(part)
        return joined(parts) if parts else None

    def _place(self, typed: list[Token], node: Node | None, unclosed: int) -> None:
        """Note a part at the top; one that says nothing, not even a field, is none."""
        field, negated, values = "", False, typed
        while values:
            if values[0].kind == "minus" or (values[0].is_word("NOT") and len(values) > 1):
                negated = not negated
            elif values[0].kind == "field" and self._knows(values[0].text):
                field = values[0].text.lower()
            else:
                break
            values = values[1:]
        says_nothing = node is None and (not field or typed[-1].is_word("NOT"))
        if says_nothing:
            return
        value = values[0].text.strip() if len(values) == 1 and values[0].kind in ("word", "quoted") else ""
        closing = '"' * typed[-1].is_open + ")" * unclosed
        self.parts.append(Part(typed[0].start, typed[-1].end, field, negated, value, node, closing=closing))

    def _knows(self, field: str) -> bool:
        low = field.lower()
        return low in self.rules or low in self.outside

    def _not(self, field: str) -> Node | None:
        negations = 0
        while self._take("minus") or self._take("word", "NOT"):
            negations += 1
        token = self._peek()
        if negations and (token is None or token.kind == "close" or token.is_word("OR")):
            self.ignored.append('read without a "NOT" that has nothing after it')
            return None
        part = self._condition(field)
        return Not(part) if part is not None and negations % 2 else part

    def _condition(self, field: str) -> Node | None:
        token = self._peek()
        if token is None:
            return None
        self.at += 1
        if token.kind == "open":
            return self._group(field)
        if token.kind == "field":
            if self.depth >= MAX_DEPTH:
                self.ignored.append(f"read without fields that lie more than {MAX_DEPTH} deep")
                return None
            self.depth += 1
            node = self._field(token, field)
            self.depth -= 1
            return node
        return self._value(token, field)

    def _group(self, field: str) -> Node | None:
        if self.depth >= MAX_DEPTH:
            self.ignored.append(f"read without brackets that lie more than {MAX_DEPTH} deep")
            return None
        self.depth += 1
        node = self._any(field)
        self.depth -= 1
        if not self._take("close"):
            self.unclosed += 1
            self.ignored.append("read an open bracket as closed at the end")
        if node is None:
            self.ignored.append("read without brackets that hold nothing")
        return node

    def _field(self, token: Token, enclosing: str) -> Node | None:
        name, low = token.text, token.text.lower()
        if self._knows(name):
            return self._not(low)
        close = difflib.get_close_matches(low, [*self.rules, *self.outside], n=1, cutoff=0.7)
        hint = f" Did you mean {close[0]}:?" if close else ""
        self.ignored.append(f'read "{name}:" as a word: there is no such field.{hint}')
        rest = self._condition(enclosing)
        word = self._value(Token("word", name, token.start, token.end - 1), enclosing)
        both = [node for node in (word, rest) if node is not None]
        return joined(both) if both else None

    def _value(self, token: Token, field: str) -> Node | None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            self.ignored.append(f"read the first {MAX_TERMS} words and conditions")
            return None
        text = token.text.strip()
        if field in self.outside:
            return self._outside(self.outside[field], text)
        rule = self.rules.get(field)
        if rule is not None and rule.kind == "date":
            return self._date(rule.name, text)
        if rule is not None and rule.kind == "language":
            return self._language(text)
        if rule is not None and rule.kind == "text":
            return self._exactly(token.text)
        if token.kind == "pattern":
            return self._pattern(text, field)
        node = self._quoted(text, token.room, field) if token.kind == "quoted" else self._word(text, field)
        if isinstance(node, Leaf):
            self.placed.append(Term(node, *token.inside))
        return node

    def _quoted(self, text: str, room: str | None, field: str) -> Node | None:
        if not self._readable(text):
            return None
        if room == "":
            self.ignored.append(f'read "{text}"~ without ~: it says not how many other words, as ~5 does')
        elif room and len(folded_words(text)) < 2:
            self.ignored.append(f'read "{text}"~{room} without ~{room}: one word is near no other')
        elif room and int(room) > MAX_OTHERS:
            self.ignored.append(f'read "{text}"~{room} as ~{MAX_OTHERS}: no more other words are looked over')
            return Near(text, MAX_OTHERS, field)
        elif room and int(room):
            return Near(text, int(room), field)
        return Phrase(text, field)

    def _word(self, text: str, field: str) -> Node | None:
        if text == "*" and not field:
            return All()
        if text.endswith(":") and text[:-1].lower() in (*self.rules, *self.outside):
            self.ignored.append(f'read without "{text}": nothing stands after it')
            return None
        if text.endswith("~") and self._readable(text):
            return Fuzzy(text.rstrip("~"), field)
        if "*" in text.lstrip("*"):
            beginning = text.lstrip("*").split("*")[0]
            if not text.endswith("*") or text.count("*") > 1:
                self.ignored.append(f'read "{text}" as "{beginning}*": a * stands at the end of a word')
            return Prefix(beginning, field) if self._readable(beginning) else None
        if text.startswith("*"):
            self.ignored.append(f'read "{text}" without *: a * stands at the end of a word')
        return Word(text.strip("*"), field) if self._readable(text) else None

    def _readable(self, text: str) -> bool:
        if folded_words(text):
            return True
        self.ignored.append(f'read without "{text}": it has no letter and no digit')
        return False

    def _pattern(self, text: str, field: str) -> Node | None:
        if field not in ("", "title"):
            self.ignored.append(f'read "{field}:{text}" as words: patterns are for title and text')
            return self._word(text, field)
        pattern, _, flag = text[1:].rpartition("/")
        scan = Scan(pattern, any_case=bool(flag), field=field)
        fault = fault_of(scan)
        if fault:
            self.ignored.append(f"read without {text}: {fault}")
        return None if fault else scan

    def _exactly(self, text: str) -> Node | None:
        if not text:
            self.ignored.append('read without literal:"": there is nothing in it')
        return Scan(text, literal=True) if text else None

    def _date(self, field: str, text: str) -> Node | None:
        period = parse_period(text, self.today)
        if period is None:
            near = suggest_period(text, self.today)
            hint = f" Did you mean {field}:{near}?" if near else ""
            self.ignored.append(f'read without "{field}:{text}": not a date.{hint}')
            return None
        if field == "after":
            return Between(period.first, None)
        if field == "before":
            if period.first == date.min:
                return Not(All())
            return Between(None, period.first - timedelta(days=1))
        return Between(period.first, period.last)

    def _language(self, text: str) -> Node | None:
        code = normalise(text)
        if code:
            return InLanguage(code)
        self.ignored.append(f'read without "lang:{text}": not a language that is known')
        return None

    def _outside(self, field: OutsideField, text: str) -> Node | None:
        try:
            numbers = frozenset(field.resolve(text))
            return Outside(
                field.name, text, numbers, field.read(text), field.lights(text), field.passages(text)
            )
        except ValueError as error:
            self.ignored.append(f'read without "{field.name}:{text}": {error}')
            return None
