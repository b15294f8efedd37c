"""Claims about the row under the search line: it says in words what was searched, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import OutsideField, Query, parse
from index.read_as import day, read_as
from index.tree import Fuzzy, Leaf, Prefix, every_leaf
from index.words import folded_words

TODAY = date(2024, 4, 22)
OUTSIDE = {"note": OutsideField("note", "note:yes", "it has a note", lambda _: [1])}

#: What an index would answer, the typed form first.
KNOWN = {
    "rockets": ("rockets", "rocket"),
    "base": ("base", "bases"),
    "milit": ("military", "militia", "militants"),
    "sudani": ("sudani", "sudany"),
    "attack": ("attack", "attacks", "attacked", "attacking", "attacker", "attackers"),
}


def forms(query: Query) -> Mapping[Leaf, tuple[str, ...]]:
    found: dict[Leaf, tuple[str, ...]] = {}
    for leaf in every_leaf(query.tree):
        parts = folded_words(leaf.text)
        if isinstance(leaf, Prefix | Fuzzy):  # the forms are those of the last part
            parts = () if isinstance(leaf, Prefix) else parts[-1:]
        found[leaf] = KNOWN.get(leaf.text.lower(), parts)
    return found


def said(text: str) -> str:
    query = parse(text, TODAY, OUTSIDE)
    return read_as(query, forms(query))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # As the pictures of the reader have it
        (
            "rockets base after:feb-2024",
            "both words: rockets or rocket, base or bases; published from 1 Feb 2024",
        ),
        (
            "kestral brigade halden after:apr-2024",
            "all of: kestral, brigade, halden; published from 1 Apr 2024",
        ),
        ("", "all articles"),
        ("*", "all articles"),
        ("rockets", "rockets or rocket"),
        ("Rockets", "Rockets or rocket"),
        ("attack", "attack or attacks or attacked or attacking or 2 more"),
        ("zebra", "zebra"),
        ('"drone strike"', "“drone strike”"),
        ('"drone strike"~5', "“drone strike” in any order with at most 5 other words between"),
        ('title:"a b"~1', "title has “a b” in any order with at most 1 other word between"),
        ("F-16", "F-16"),
        ("milit*", "milit… (3 words)"),
        ("zzz*", "zzz… (0 words)"),
        ("sudani~", "sudani or sudany"),
        ("al-sudani~", "al-sudani"),
        ("title:rockets", "title has rockets or rocket"),
        ("source:halden", "source halden"),
        ('source:"halden courier"', "source “halden courier”"),
        ("author:hassan", "author hassan"),
        ("title:milit*", "title has milit… (3 words)"),
        ("lang:Arabic", "language ar"),
        ("rockets -drone", "rockets or rocket; not drone"),
        ("NOT (rockets OR base)", "not (rockets or rocket or else base or bases)"),
        ("NOT *", "not all articles"),
        ("rockets OR base", "rockets or rocket or else base or bases"),
        ("(rockets OR base) zebra", "zebra; rockets or rocket or else base or bases"),
        ("(rockets zebra) OR base", "(rockets or rocket and zebra) or else base or bases"),
        ("* OR base", "all articles or else base or bases"),
        ("before:22-apr-2024", "published before 22 Apr 2024"),
        ("before:2024", "published before 1 Jan 2024"),
        ("on:today", "published on 22 Apr 2024"),
        ("on:2024-02", "published from 1 Feb 2024 to 29 Feb 2024"),
        ("after:2023 before:2024", "published from 1 Jan 2023; published before 1 Jan 2024"),
        ("-on:today", "not published on 22 Apr 2024"),
        ("note:yes rockets", "rockets or rocket; note yes"),
    ],
)
def test_a_query_is_said_so(text: str, words: str) -> None:
    assert said(text) == words


def test_near_spellings_of_several_words_are_said_whole() -> None:
    query = parse("al-sudani~", TODAY)
    (leaf,) = every_leaf(query.tree)
    assert read_as(query, {leaf: ("sudani", "sudany")}) == "al-sudani or al sudany"


def test_one_completion_is_one_word() -> None:
    query = parse("milit*", TODAY)
    (leaf,) = every_leaf(query.tree)
    assert read_as(query, {leaf: ("military",)}) == "milit… (1 word)"


def test_a_word_without_known_forms_is_named_as_it_was_typed() -> None:
    assert read_as(parse("Rockets sudani~ mil*", TODAY), {}) == "all of: Rockets, sudani, mil… (1 word)"


def test_what_was_left_out_is_not_said() -> None:
    assert said("rockets after:febuary") == "rockets or rocket"


PIECES = [
    "(",
    ")",
    "OR",
    "NOT",
    "-",
    "rockets",
    "milit*",
    "sudani~",
    "F-16*",
    '"a',
    'b"',
    "title:",
    "on:2024",
    "after:x",
    "lang:en",
    "note:1",
    "*",
    "北京",
    "~",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_something_is_always_said(text: str) -> None:
    words = said(text)
    assert words
    assert words == words.strip()
    outside_quotes = re.sub("“.*?”", "", words)
    assert outside_quotes.count("(") == outside_quotes.count(")")


def test_a_day_is_written_as_on_the_screens() -> None:
    assert [day(date(2024, month, 1)).split()[1] for month in (1, 5, 12)] == ["Jan", "May", "Dec"]
    assert day(date(2024, 2, 29)) == "29 Feb 2024"
