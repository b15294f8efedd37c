"""Conditions of what was typed: where they stand, and the text without one or with one more."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.conditions import Condition, conditions, narrowed, without, words_only
from index.query import OutsideField, outline, parse
from index.text import clean_line
from index.tree import All, Any, InLanguage, Node, Not, Phrase, Word, joined
from index.words import folded_words

TODAY = date(2024, 5, 1)

PIECES = (
    "a", "rockets", "OR", "AND", "NOT", "-", "(", ")", '"', "“", "”", "source:", "lang:", "after:", "note:", "foo:",
    "2024", "apr-2024", "febuary", "en", "halden courier", "*", "~", "!!", "F-16", ":", " ", " ", "  ", "\u200b", "é",
)  # fmt: skip
typed = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
spaced = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
queries = st.one_of(typed, spaced)


def tree(text: str) -> Node:
    return parse(text, TODAY).tree


def texts(text: str) -> list[str]:
    return [condition.text for condition in conditions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("rockets base", ["rockets", "base"]),
        ('"northern base" milit* -drone', ['"northern base"', "milit*", "-drone"]),
        ("kestral source:halden after:apr-2024", ["kestral", "source:halden", "after:apr-2024"]),
        ("(rockets OR missiles) base", ["(rockets OR missiles)", "base"]),
        ("rockets base OR missiles", ["rockets base OR missiles"]),
        ("OR rockets base", ["rockets", "base"]),
        ("rockets AND NOT base", ["rockets", "NOT base"]),
        ("source:(a OR b) c", ["source:(a OR b)", "c"]),
        ("after:febuary c", ["after:febuary", "c"]),
        ("a (b OR c", ["a", "(b OR c"]),
        ("foo:bar c", ["foo:bar", "c"]),
        ("!! a NOT", ["a"]),
    ],
)
def test_conditions_stand_where_they_were_typed(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_condition_says_its_field_its_value_and_whether_it_is_left_out() -> None:
    found = conditions(
        'base -source:"Halden Courier" lang:en NOT source:(a b) after:febuary note:why', ["note"]
    )
    assert [(each.field, each.value, each.negated) for each in found] == [
        ("", "base", False),
        ("source", "Halden Courier", True),
        ("lang", "en", False),
        ("source", "", True),
        ("after", "febuary", False),
        ("note", "why", False),
    ]
    assert found[1] == Condition(5, 29, '-source:"Halden Courier"', "source", True, "Halden Courier")


def test_a_field_that_is_not_registered_is_words() -> None:
    assert [each.field for each in conditions("note:why")] == [""]


@given(queries)
def test_conditions_are_in_order_apart_and_say_what_stands_there(text: str) -> None:
    line = clean_line(text)
    end = 0
    for condition in conditions(text):
        assert end <= condition.start < condition.end
        assert line[condition.start : condition.end] == condition.text
        end = condition.end


@given(queries)
def test_the_conditions_together_are_the_query(text: str) -> None:
    parts = outline(text, TODAY).parts
    assert joined([part.node for part in parts if part.node is not None]) == tree(text)


@given(queries, st.integers(0, 12))
def test_without_a_condition_the_others_mean_what_they_meant(text: str, number: int) -> None:
    found = outline(text, TODAY).parts
    listed = conditions(text)
    assert len(found) == len(listed)
    if not listed:
        assert without(text) == clean_line(text)
        return
    number %= len(listed)
    rest = [part.node for place, part in enumerate(found) if place != number and part.node is not None]
    assert tree(without(text, listed[number])) == joined(rest)


@given(queries)
def test_only_words_are_left_and_mean_what_they_meant(text: str) -> None:
    left = words_only(text)
    rest = [part.node for part in outline(text, TODAY).parts if not part.field and part.node is not None]
    assert tree(left) == joined(rest)
    assert not any(condition.field for condition in conditions(left))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rockets  source:courier   base", "rockets base"),
        ("rockets AND base", "rockets AND base"),
        ("lang:en rockets OR missiles", "lang:en rockets OR missiles"),
        ("lang:en (rockets OR missiles)", "(rockets OR missiles)"),
        ("on:2024 source:x", ""),
        ("a) b OR c) on:2024", "a (b OR c)"),
    ],
)
def test_letting_all_fields_go(text: str, expected: str) -> None:
    assert words_only(text) == expected


@given(
    queries,
    st.sampled_from(["Halden Courier", "Wire", 'The "Daily" Echo', "OR", "-x", "a:b", "F-16*", "źe"]),
    st.booleans(),
)
def test_narrowing_adds_one_condition_and_changes_no_other(text: str, value: str, negated: bool) -> None:
    result = narrowed(text, "source", value, negated=negated)
    *_, added = [
        c for c in conditions(result) if c.field == "source" and folded_words(c.value) == folded_words(value)
    ]
    leaf = tree(added.text)
    assert added.negated == negated == isinstance(leaf, Not)
    leaf = leaf.part if isinstance(leaf, Not) else leaf
    assert isinstance(leaf, Word | Phrase)
    assert (leaf.field, folded_words(leaf.text)) == ("source", folded_words(value))
    others = [
        part.node
        for part in outline(text, TODAY).parts
        if part.node is not None and part.node not in (leaf, Not(leaf)) and not _same(part.node, leaf)
    ]
    kept = tree(result)
    rest = [each for each in (kept.parts if isinstance(kept, All) else (kept,)) if not _same(each, leaf)]
    assert joined(rest) == joined(others)


def _same(node: Node, leaf: Word | Phrase) -> bool:
    inner = node.part if isinstance(node, Not) else node
    return (
        isinstance(inner, Word | Phrase)
        and inner.field == leaf.field
        and folded_words(inner.text) == folded_words(leaf.text)
    )


@given(queries, st.text(max_size=12), st.text(max_size=20), st.booleans())
def test_nothing_that_is_narrowed_raises(text: str, field: str, value: str, negated: bool) -> None:
    for name in (field, "source", "lang", "on"):
        parse(narrowed(text, name, value, negated=negated), TODAY)


@given(queries)
def test_narrowing_twice_is_narrowing_once_and_the_last_word_counts(text: str) -> None:
    once = narrowed(text, "source", "Halden Courier")
    assert len(conditions(narrowed(once, "source", "halden courier"))) == len(conditions(once))
    assert narrowed(once, "source", "Halden Courier") == once
    against = narrowed(once, "source", "Halden Courier", negated=True)
    assert 'source:"Halden Courier"' in against
    assert tree(against) != tree(once)
    assert narrowed(against, "source", "Halden Courier") == once


@pytest.mark.parametrize(
    ("text", "field", "value", "negated", "expected"),
    [
        ("", "source", "Halden Courier", False, 'source:"Halden Courier"'),
        ("rockets", "source", "Wire", False, "rockets source:Wire"),
        ("rockets", "source", "Wire", True, "rockets -source:Wire"),
        ("a OR b", "lang", "ar", False, "(a OR b) lang:ar"),
        ("a (b", "lang", "ar", False, "a (b) lang:ar"),
        ('a "b c', "lang", "ar", False, 'a "b c" lang:ar'),
        ("a NOT", "lang", "ar", False, "a lang:ar"),
        ("lang:en a", "lang", "ar", False, "lang:ar a"),
        ("-lang:en a", "lang", "ar", False, "-lang:en a lang:ar"),
        ("lang:english a", "lang", "en", True, "-lang:en a"),
        ("on:2024 a", "on", "2024-04", False, "on:2024-04 a"),
        ("source:a", "source", "b", False, "source:a source:b"),
        ("source:wire -source:wire a source:WIRE", "source", "Wire", False, "source:Wire a"),
        ("source:wire*", "source", "wire", False, "source:wire* source:wire"),
        ("a", "source", 'The "Daily" Echo', False, 'a source:"The Daily Echo"'),
        ("a", "source", "NOT", False, 'a source:"NOT"'),
        ("a", "source", ' "" ', False, "a"),
    ],
)
def test_what_narrowing_writes(text: str, field: str, value: str, negated: bool, expected: str) -> None:
    assert narrowed(text, field, value, negated=negated) == expected


def test_an_outside_field_is_narrowed_too() -> None:
    assert narrowed("a note:x -note:x", "note", "X", fields=["note"]) == "a note:X"
    outside = {"note": OutsideField("note", "", "", lambda _: ())}
    assert len(outline("a note:x", TODAY, outside).parts) == 2


def test_only_what_is_read_of_a_long_text_has_conditions() -> None:
    text = "word " * 2_000
    assert len(conditions(text)) == 200
    assert conditions(text)[-1].end <= 4_000
    assert isinstance(tree(narrowed("a OR b", "lang", "en")), All)
    assert tree(narrowed("a OR b", "lang", "en")) == All((Any((Word("a"), Word("b"))), InLanguage("en")))
