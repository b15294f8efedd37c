"""How many quotations of the gold set are given to the right speaker.

The gold is plain text: an article opens with ``=== name``, then come lines ``@kind Name: Alias; Alias`` for
what is named in it, ``---``, the text, ``---``, and a row for every quotation in order: ``Speaker | its
first words``, with ``-`` for one that nobody speaks. Every standing of a name or an alias in the text is a
mention. The files of stances have rows for single statements, quoted or not, in any order:
``Speaker | first words of the content | stance``.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.statements import statements
from index.model import Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Kind, Statement

GOLD = Path(__file__).parents[2] / "tests" / "gold" / "statements"


class Article(NamedTuple):
    """An annotated article; ``rows`` are speaker, first words, and in the files of stances a stance."""

    name: str
    text: str
    mentions: tuple[Mention, ...]
    rows: tuple[tuple[str, ...], ...]


class Judged(NamedTuple):
    """One quotation of the gold: who should speak it, and who does."""

    article: str
    words: str
    right: str
    given: str
    correct: bool


def articles(path: Path) -> Iterator[Article]:
    """The articles of a gold file.

    Raises:
        ValueError: A row names a quotation that is not in the text.
    """
    for part in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, text, rows = part.split("\n---\n")
        name, *named = head.splitlines()
        text = text.strip()
        yield Article(
            name,
            text,
            tuple(_mentions(text, named)),
            tuple(tuple(part.strip() for part in row.split(" | ")) for row in rows.strip().splitlines()),
        )


def _mentions(text: str, named: list[str]) -> Iterator[Mention]:
    forms: dict[str, tuple[Kind, str]] = {}
    for line in named:
        kind, rest = line.removeprefix("@").split(" ", 1)
        name, _, aliases = rest.partition(":")
        for form in (name, *aliases.split(";")):
            if form.strip():
                forms[form.strip()] = (kind, name.strip())  # type: ignore[assignment]  # the file says kinds
    forms |= {form[0].upper() + form[1:]: what for form, what in forms.items()}
    longest = sorted(forms, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest)
    for match in re.finditer(rf"\b(?:{pattern})(?!\w)", text):
        kind, name = forms[" ".join(match[0].split())]
        yield Mention(Span(*match.span()), match[0], kind, name)


def judge(article: Article) -> list[Judged]:
    """Every quotation of an article with its right and its given speaker."""
    found = statements(article.text, article.mentions)
    names = {mention.span: mention.name for mention in article.mentions}
    judged, at = [], 0
    for right, words in article.rows:
        standing = re.compile(re.escape(words).replace(r"\ ", r"\s+")).search(article.text, at)
        if standing is None:
            raise ValueError(f"{article.name}: no quotation begins with “{words}” after the one before")
        at = standing.start()
        statement = next(
            (one for one in found for quote in one.quotes if quote.start <= at < quote.end), None
        )
        given = _given(article.text, statement, names)
        judged.append(
            Judged(article.name, words, right, " / ".join(sorted(given)) or "-", _agrees(right, given))
        )
        at = standing.end()
    return judged


class Stance(NamedTuple):
    """One statement of the gold of stances: who makes it and how, and what was found there."""

    article: str
    words: str
    right: tuple[str, str]
    given: tuple[str, str]
    speaker: bool
    stance: bool


def judge_stances(article: Article) -> list[Stance]:
    """Every row of an article of the gold of stances.

    Raises:
        ValueError: A row names words that are not in the text.
    """
    found = statements(article.text, article.mentions)
    names = {mention.span: mention.name for mention in article.mentions}
    judged = []
    for row in article.rows:
        right, words, stance = row
        places = [one.start() for one in re.finditer(re.escape(words).replace(r"\ ", r"\s+"), article.text)]
        if not places:
            raise ValueError(f"{article.name}: nothing begins with “{words}”")
        here = [one for one in found if one.content.start in places]
        # Of two that begin at one place the one that the row means is the one whose speaker fits.
        fitting = [one for one in here if _agrees(right, _given(article.text, one, names))]
        one = (fitting or here or [None])[0]
        given = _given(article.text, one, names)
        judged.append(
            Stance(
                article.name,
                words,
                (right, stance),
                (" / ".join(sorted(given)) or "-", one.stance if one else "-"),
                bool(fitting),
                one is not None and one.stance == stance,
            )
        )
    return judged


def _given(text: str, statement: Statement | None, names: dict[Span, str]) -> set[str]:
    if statement is None or statement.speaker is None:
        return set()
    words = " ".join(text[statement.speaker.start : statement.speaker.end].split())
    return {words} | (
        {names.get(statement.named, text[statement.named.start : statement.named.end])}
        if statement.named
        else set()
    )


def _agrees(right: str, given: set[str]) -> bool:
    if right == "-":
        return not given
    plain = _plain(right)
    return any(_plain(one) == plain or _begins(plain, _plain(one)) for one in given)


def _begins(one: str, other: str) -> bool:
    return len(other.split()) >= 1 and (one.startswith(other + " ") or other.startswith(one + " "))


def _plain(words: str) -> str:
    return re.sub(r"^(?:the|a|an) ", "", words.lower().replace("’", "'"))


def main() -> None:
    """Print the share of quotations with the right speaker, with the wrong ones on ``--errors``."""
    for half in ("development", "held-back"):
        judged = [one for article in articles(GOLD / f"{half}.txt") for one in judge(article)]
        right = sum(one.correct for one in judged)
        print(
            f"statements {half}: {right} of {len(judged)} quotations rightly given, {right / len(judged):.1%}"
        )
        if "--errors" in sys.argv and half == "development":
            for one in judged:
                if not one.correct:
                    print(f"  {one.article}: “{one.words}”: {one.right}, not {one.given}")
    for half in ("development", "held-back"):
        rows = [one for article in articles(GOLD / f"stance-{half}.txt") for one in judge_stances(article)]
        speakers, stances = sum(one.speaker for one in rows), sum(one.stance for one in rows)
        print(
            f"stances {half}: of {len(rows)} statements {speakers / len(rows):.1%} have the right speaker, "
            f"{stances / len(rows):.1%} the right stance"
        )
        if "--errors" in sys.argv and half == "development":
            for row in rows:
                if not (row.speaker and row.stance):
                    print(f"  {row.article}: “{row.words}”: {row.right}, not {row.given}")
    every = [article for half in ("development", "held-back") for article in articles(GOLD / f"{half}.txt")]
    began, words = time.process_time(), 0
    for _ in range(5):
        for article in every:
            statements(article.text, article.mentions)
            words += len(article.text.split())
    print(f"statements: {words / (time.process_time() - began):,.0f} words a second")


if __name__ == "__main__":
    main()
