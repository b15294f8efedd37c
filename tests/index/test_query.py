"""Claims about what was typed: it is always read, as the tables say, and what was left out is said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.patterns import Scan
from index.query import (
    FIELDS,
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_OTHERS,
    MAX_TERMS,
    SYNTAX,
    OutsideField,
    Query,
    parse,
)
from index.text import UNSAFE
from index.tree import (
    All,
    Any,
    Between,
    Fuzzy,
    InLanguage,
    Near,
    Node,
    Not,
    Outside,
    Phrase,
    Prefix,
    Word,
    every_leaf,
    leaves,
)

TODAY = date(2024, 4, 22)  # a Monday


def _grades(value: str) -> Collection[int]:
    if value not in ("A1", "B2"):
        raise ValueError("not a grade, which is a letter and a digit")
    return [3, 5] if value == "A1" else []


OUTSIDE = {"grade": OutsideField("grade", "grade:A1", "a note has this grade", _grades)}


def read(text: str) -> Query:
    return parse(text, TODAY, OUTSIDE)


def tree(text: str) -> Node:
    """What a text without faults is read as."""
    query = read(text)
    assert query.ignored == ()
    return query.tree


def depth(node: Node) -> int:
    match node:
        case Not(part):
            return 1 + depth(part)
        case All(parts) | Any(parts):
            return 1 + max(map(depth, parts), default=0)
        case _:
            return 0


# For every text

PIECES = [
    "(",
    ")",
    '"',
    "“",
    "”",
    "-",
    "--",
    "*",
    "~",
    ":",
    "OR",
    "AND",
    "NOT",
    "&",
    "title:",
    "source:",
    "lang:",
    "after:",
    "on:",
    "grade:",
    "nosuch:",
    "rockets",
    "dr*ne",
    "milit*",
    "sudani~",
    '"a b"~2',
    '"~',
    "/a|b/",
    "-/x y/i",
    "literal:",
    "/(/",
    '"~5',
    "F-16",
    "2024",
    "yesterday",
    "en",
    "A1",
    '"drone',
    "title:(",
    "-(",
    "NOT(",
    "مُحَمَّد",
    "北京",
    "\x1b[31m",
    "\u202e",
]

typed = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.text('():*~-"“ ORNTa1é\u0301北\u200c\n', max_size=60),
)


@given(typed)
@example("title:" * 600 + "x")
@example("a:" * 1_900 + "b")
@example("(" * 2_000 + "a" + ")" * 2_000)
@example("NOT " * 900 + "(" * 300)
@example("-(" * 1_000)
@example("title:(" * 500)
@example('"' * 4_001)
def test_no_text_raises(text: str) -> None:
    query = read(text)
    assert depth(query.tree) <= 3 * (MAX_DEPTH + 1)
    assert len(every_leaf(query.tree)) <= MAX_TERMS
    assert all(sentence and "\n" not in sentence for sentence in query.ignored)
    assert not any(UNSAFE.search(sentence) for sentence in query.ignored)
    assert len(set(query.ignored)) == len(query.ignored)


@given(typed)
def test_reading_is_the_same_every_time(text: str) -> None:
    assert read(text) == read(text)


@given(st.lists(st.sampled_from(["rockets", "base", "drone", "Ostrel"]), min_size=1, max_size=8))
def test_plain_words_are_all_wanted_in_their_order_and_once(words: list[str]) -> None:
    assert leaves(tree("  ".join(words))) == [Word(word) for word in dict.fromkeys(words)]


# The tables are the language


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_every_field_is_read_whole(field) -> None:
    assert tree(field.example) != All()


def test_the_example_of_every_construct_is_read_as_its_row_says() -> None:
    assert {name: tree(example) for name, example, _ in SYNTAX} == {
        "words": All((Word("rockets"), Word("base"))),
        "OR": Any((Word("rockets"), Word("missiles"))),
        "NOT, -": All((Word("rockets"), Not(Word("drone")))),
        "“phrase”": Phrase("drone strike"),
        "“phrase”~5": Near("drone strike", 5),
        "prefix*": Prefix("milit"),
        "fuzzy~": Fuzzy("sudani"),
        "/pattern/": Scan("rockets? (fell|hit)"),
        "( )": All((Any((Word("rockets"), Word("missiles"))), Word("base"))),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", All()),
        ("  \n ", All()),
        ("*", All()),
        ("* rockets", Word("rockets")),
        ("rockets AND base & town", All((Word("rockets"), Word("base"), Word("town")))),
        ("or and not", All((Word("or"), Word("and"), Word("not")))),
        ("a b a a", All((Word("a"), Word("b")))),
        ("a OR b OR a", Any((Word("a"), Word("b")))),
        ("a OR a", Word("a")),
        ("a b OR c d", Any((All((Word("a"), Word("b"))), All((Word("c"), Word("d")))))),
        ("NOT drone", Not(Word("drone"))),
        ("NOT NOT drone", Word("drone")),
        ("NOT -drone", Word("drone")),
        ("-(a OR b)", Not(Any((Word("a"), Word("b"))))),
        ('NOT "OR"', Not(Phrase("OR"))),
        ("((((rockets))))", Word("rockets")),
        ("a (b (c *))", All((Word("a"), Word("b"), Word("c")))),
        ('rockets"drone strike"base', All((Word("rockets"), Phrase("drone strike"), Word("base")))),
        ("“drone strike”", Phrase("drone strike")),
        ("„drone strike“", Phrase("drone strike")),
        ("“drone strike”~5 base", All((Near("drone strike", 5), Word("base")))),
        ('-"drone strike"~1', Not(Near("drone strike", 1))),
        ('("drone strike"~05)', Near("drone strike", 5)),
        ('title:"drone strike"~5', Near("drone strike", 5, "title")),
        ('"drone strike"~0', Phrase("drone strike")),
        ('"F-16"~2', Near("F-16", 2)),
        ('"drone strike"~5th', All((Phrase("drone strike"), Word("~5th")))),
        ("al-Sudani", Word("al-Sudani")),
        ("U.S.", Word("U.S.")),
        ("21:50", Word("21:50")),
        ("rockets - base", All((Word("rockets"), Word("base")))),
        ("title:rockets", Word("rockets", "title")),
        ("TITLE:rockets", Word("rockets", "title")),
        ("title:milit*", Prefix("milit", "title")),
        ("author:hasan~", Fuzzy("hasan", "author")),
        ('source:"halden courier"', Phrase("halden courier", "source")),
        ("source:(halden OR shafaq)", Any((Word("halden", "source"), Word("shafaq", "source")))),
        ("-source:halden", Not(Word("halden", "source"))),
        ("source:-halden", Not(Word("halden", "source"))),
        ("title:(rockets source:halden)", All((Word("rockets", "title"), Word("halden", "source")))),
        ("lang:ar", InLanguage("ar")),
        ("lang:Arabic", InLanguage("ar")),
        ("lang:en-GB", InLanguage("en")),
    ],
)
def test_a_construct_is_read_so(text: str, expected: Node) -> None:
    assert tree(text) == expected


# Dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("after:2024", date(2024, 1, 1), None),
        ("after:feb-2024", date(2024, 2, 1), None),
        ("after:22-apr-2024", date(2024, 4, 22), None),
        ("before:2024", None, date(2023, 12, 31)),
        ("before:2024-04", None, date(2024, 3, 31)),
        ("before:22-apr-2024", None, date(2024, 4, 21)),
        ("on:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("on:yesterday", date(2024, 4, 21), date(2024, 4, 21)),
        ("on:today", TODAY, TODAY),
        ("on:monday", TODAY, TODAY),
        ('on:"last week"', date(2024, 4, 15), date(2024, 4, 21)),
        ("on:last-week", date(2024, 4, 15), date(2024, 4, 21)),
        ('after:"3 days ago"', date(2024, 4, 19), None),
    ],
)
def test_a_date_is_counted_from_the_day_that_is_given(
    text: str, first: date | None, last: date | None
) -> None:
    assert tree(text) == Between(first, last)


def test_dates_can_be_joined_and_denied() -> None:
    assert tree("on:(2023 OR 2024-04-22)") == Any(
        (Between(date(2023, 1, 1), date(2023, 12, 31)), Between(TODAY, TODAY))
    )
    assert tree("-on:today") == Not(Between(TODAY, TODAY))
    assert tree("title:on:today") == Between(TODAY, TODAY)


# What was left out is said


@pytest.mark.parametrize(
    ("text", "expected", "sentences"),
    [
        (
            "rockets after:febuary",
            Word("rockets"),
            ['read without "after:febuary": not a date. Did you mean after:feb-2024?'],
        ),
        (
            "on:03/04/2024",
            All(),
            ['read without "on:03/04/2024": not a date. Did you mean on:3-apr-2024?'],
        ),
        ("before:zzzz", All(), ['read without "before:zzzz": not a date.']),
        ("after: rockets", Word("rockets"), ['read without "after:": nothing stands after it']),
        ("rockets grade:", Word("rockets"), ['read without "grade:": nothing stands after it']),
        ("lang:klingon", All(), ['read without "lang:klingon": not a language that is known']),
        (
            "sorce:halden",
            All((Word("sorce"), Word("halden"))),
            ['read "sorce:" as a word: there is no such field. Did you mean source:?'],
        ),
        (
            "grad:A1",
            All((Word("grad"), Word("A1"))),
            ['read "grad:" as a word: there is no such field. Did you mean grade:?'],
        ),
        (
            "http://example.org",
            All((Word("http"), Word("//example.org"))),
            ['read "http:" as a word: there is no such field.'],
        ),
        ('"drone strike', Phrase("drone strike"), ["read an open quotation mark as closed at the end"]),
        ('("a b" c', All((Phrase("a b"), Word("c"))), ["read an open bracket as closed at the end"]),
        ("a) b", All((Word("a"), Word("b"))), ['read without a ")" that closes nothing']),
        ("a ()", Word("a"), ["read without brackets that hold nothing"]),
        ("a OR", Word("a"), ['read without an "OR" that has nothing on one side']),
        ("OR a", Word("a"), ['read without an "OR" that has nothing on one side']),
        ("a OR OR b", Any((Word("a"), Word("b"))), ['read without an "OR" that has nothing on one side']),
        ("a NOT", Word("a"), ['read without a "NOT" that has nothing after it']),
        ("(a NOT) b", All((Word("a"), Word("b"))), ['read without a "NOT" that has nothing after it']),
        ("dr*ne", Prefix("dr"), ['read "dr*ne" as "dr*": a * stands at the end of a word']),
        ("*drone*", Prefix("drone"), ['read "*drone*" as "drone*": a * stands at the end of a word']),
        ("*drone", Word("drone"), ['read "*drone" without *: a * stands at the end of a word']),
        ("rockets !!!", Word("rockets"), ['read without "!!!": it has no letter and no digit']),
        ("rockets \u0640", Word("rockets"), ['read without "\u0640": it has no letter and no digit']),
        (
            '"drone strike"~',
            Phrase("drone strike"),
            ['read "drone strike"~ without ~: it says not how many other words, as ~5 does'],
        ),
        ('"drone"~5', Phrase("drone"), ['read "drone"~5 without ~5: one word is near no other']),
        (
            '"drone strike"~99999',
            Near("drone strike", MAX_OTHERS),
            ['read "drone strike"~99999 as ~1000: no more other words are looked over'],
        ),
        ('rockets ""', Word("rockets"), ['read without "": it has no letter and no digit']),
        ("rockets ~", Word("rockets"), ['read without "~": it has no letter and no digit']),
    ],
)
def test_what_cannot_be_read_is_left_out_in_a_sentence(
    text: str, expected: Node, sentences: list[str]
) -> None:
    query = read(text)
    assert query.tree == expected
    assert list(query.ignored) == sentences


def test_several_faults_are_each_said_once() -> None:
    query = read('a) b) after:x after:x "c')
    assert query.tree == All((Word("a"), Word("b"), Phrase("c")))
    assert query.ignored == (
        "read an open quotation mark as closed at the end",
        'read without a ")" that closes nothing',
        'read without "after:x": not a date.',
    )


def test_a_control_sequence_never_reaches_what_is_said() -> None:
    query = read("after:\x1b]52;c;x\x07\u202egen*ral \x1b[31mred")
    assert query.typed == "after:]52;c;xgen*ral red"
    assert query.ignored == ('read without "after:]52;c;xgen*ral": not a date.',)


# Limits


def test_only_so_many_characters_are_read_and_all_are_shown() -> None:
    text = "rockets base " + "x" * MAX_LENGTH
    query = read(text)
    assert query.typed == text
    assert query.ignored == ("read the first 4,000 characters",)
    assert leaves(query.tree)[:2] == [Word("rockets"), Word("base")]
    assert sum(len(leaf.text) for leaf in leaves(query.tree)) == MAX_LENGTH - 2


def test_only_so_many_words_are_read() -> None:
    query = read(" ".join(f"w{number}" for number in range(MAX_TERMS + 5)))
    assert every_leaf(query.tree) == [Word(f"w{number}") for number in range(MAX_TERMS)]
    assert query.ignored == ("read the first 200 words and conditions",)
    assert tree(" ".join(["w"] * MAX_TERMS)) == Word("w")


def test_words_of_unknown_fields_count_as_words() -> None:
    query = read("nosuch:" * 30 + " ".join(f"w{number}" for number in range(500)))
    assert len(every_leaf(query.tree)) == MAX_TERMS - 29  # 30 times the same word
    assert "read the first 200 words and conditions" in query.ignored


def test_brackets_are_read_so_deep_and_no_deeper() -> None:
    assert tree("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Word("a")
    query = read("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))
    assert query.tree == Word("a")
    assert query.ignored[0] == "read without brackets that lie more than 40 deep"


def test_fields_are_read_so_deep_and_no_deeper() -> None:
    assert tree("title:" * MAX_DEPTH + "a") == Word("a", "title")
    query = read("title:" * (MAX_DEPTH + 1) + "a")
    assert query.ignored == ("read without fields that lie more than 40 deep",)


# Fields from outside


def test_a_registered_field_stands_anywhere_in_the_tree() -> None:
    a1 = Outside("grade", "A1", frozenset({3, 5}))
    b2 = Outside("grade", "B2", frozenset())
    assert tree("grade:A1") == a1
    assert tree("rockets grade:A1") == All((Word("rockets"), a1))
    assert tree("rockets OR grade:A1") == Any((Word("rockets"), a1))
    assert tree("NOT grade:A1") == Not(a1)
    assert tree("-grade:(A1 OR B2)") == Not(Any((a1, b2)))
    assert tree('grade:"A1"') == a1


def test_a_value_that_the_field_refuses_is_left_out_with_its_clause() -> None:
    query = read("rockets OR grade:Z9")
    assert query.tree == Word("rockets")
    assert query.ignored == (
        'read without "grade:Z9": not a grade, which is a letter and a digit',
        'read without an "OR" that has nothing on one side',
    )


def test_a_field_that_nobody_registered_is_a_word() -> None:
    assert parse("grade:A1", TODAY).tree == All((Word("grade"), Word("A1")))


# What a tree says about itself


def test_denied_words_are_words_and_not_wanted() -> None:
    query = tree("a -b (c OR -d) -(e f)")
    assert leaves(query) == [Word("a"), Word("c")]
    assert every_leaf(query) == [Word(letter) for letter in "abcdef"]


@pytest.mark.parametrize(
    ("text", "has_words"),
    [
        ("rockets", True),
        ("title:rockets", True),
        ("lang:en OR rock*", True),
        ("source:halden", False),
        ("-rockets", False),
        ("after:2024 grade:A1", False),
        ("", False),
    ],
)
def test_relevance_needs_a_word_in_title_or_text(text: str, has_words: bool) -> None:
    assert read(text).has_words is has_words


def test_the_value_of_an_outside_field_may_hold_colons_and_goes_as_far_as_a_word() -> None:
    asked: list[str] = []
    field = OutsideField("marking", "marking:x", "marked", lambda value: asked.append(value) or [1])
    query = parse(
        "marking:TLP:AMBER+STRICT rockets title:base (marking:a:b)", date(2024, 5, 1), {"marking": field}
    )
    assert asked == ["TLP:AMBER+STRICT", "a:b"]
    assert query.ignored == ()
    assert [leaf.field for leaf in leaves(query.tree)] == ["", "title"]
