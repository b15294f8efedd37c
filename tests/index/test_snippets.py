"""Claims about what lights up: the words that were searched, exactly there, in a passage that shows them."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import words as of_words
from index.fulltext.lights import find, wanted
from index.fulltext.snippets import SNIPPET_LENGTH, snippet
from index.model import Span
from index.page import Wanted
from index.query import parse
from index.text import clean
from index.tree import Leaf, Prefix, every_leaf
from index.words import folded_words

NOTHING = Wanted()


def sought(query: str, forms: Mapping[str, tuple[str, ...]] | None = None, field: str = "") -> Wanted:
    """What a query lights up, when the index has these forms of its words."""
    tree = parse(query, date(2024, 4, 22)).tree
    known: dict[Leaf, tuple[str, ...]] = {}
    for leaf in every_leaf(tree):
        parts = folded_words(leaf.text)
        known[leaf] = (forms or {}).get(leaf.text, () if isinstance(leaf, Prefix) else parts)
    return wanted(tree, known, field=field)


def lit(text: str, what: Wanted) -> list[str]:
    return [text[span.start : span.end] for span in find(text, what)]


# Which words are wanted


def test_every_form_of_a_word_lights_up() -> None:
    what = sought("rocket", {"rocket": ("rocket", "rockets", "rocketed")})
    assert lit("Rockets! The ROCKET rocketed; a rocketeer.", what) == ["Rockets", "ROCKET", "rocketed"]


def test_a_phrase_lights_up_whole_and_its_words_alone_do_not() -> None:
    text = "A drone strike; the strike of a drone; drone\nstrike."
    assert lit(text, sought('"drone strike"')) == ["drone strike", "drone\nstrike"]


def test_words_of_several_parts_light_up_as_one() -> None:
    assert lit("An F-16, f 16 and F 17, 16 F.", sought("F-16")) == ["F-16", "f 16"]
    assert lit("北京 and 京北", sought("北京")) == ["北京"]


def test_a_prefix_of_several_parts_lights_up_where_its_words_stand_together() -> None:
    what = sought("F-1*", {"F-1": ("15", "16", "100")})
    assert lit("F-15, F 16, 16 F and 100 more", what) == ["F-15", "F 16"]


def test_words_near_each_other_light_up_one_by_one_and_only_there() -> None:
    what = sought('"drone strike"~2')
    text = (
        "A drone. Far away, much later, a strike hit. The strike by one drone failed; a drone and a strike."
    )
    assert lit(text, what) == ["strike", "drone", "drone", "strike"]
    assert find(text, what)[0].start == text.index("strike by")
    assert lit("drone x y z strike", what) == []
    assert lit("drone x y strike", what) == ["drone", "strike"]
    assert lit("very quiet, very", sought('"very very"~1')) == ["very", "very"]
    assert lit("very quiet", sought('"very very"~1')) == []


def test_words_near_each_other_light_up_once_beside_other_hits() -> None:
    what = sought('"drone strike"~2 strike OR "the drone"')
    assert lit("Strike: the drone and the drone", what) == ["Strike", "the drone", "the drone"]


@given(
    st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abc"), min_size=2, max_size=3)
)
def test_near_words_light_up_where_a_window_holds_them_all(text: list[str], asked: list[str]) -> None:
    room = len(asked) + 1
    windows = [range(start, start + room) for start in range(len(text))]
    inside = {
        place
        for window in windows
        if not Counter(asked) - Counter(text[window.start : window.stop])
        for place in window
        if place < len(text) and text[place] in asked
    }
    found = find(" ".join(text), Wanted(near=((tuple(asked), room),)))
    assert {span.start // 2 for span in found} == inside


def test_the_longest_phrase_wins_and_nothing_lights_up_twice() -> None:
    what = sought('drone "drone strike" "drone strike unit"')
    text = "The drone strike unit saw a drone strike, a drone."
    assert lit(text, what) == ["drone strike unit", "drone strike", "drone"]


def test_a_phrase_of_one_word_is_a_word_without_forms() -> None:
    assert lit("rocket rockets", sought('"rocket"')) == ["rocket"]


def test_denied_words_dates_and_sources_light_up_nothing() -> None:
    assert sought("-drone after:2024 lang:en source:wire author:hassan") == NOTHING
    assert lit("the wire drone", sought("source:wire -drone base")) == []


def test_words_of_the_title_light_up_in_the_title_only() -> None:
    query = "title:rockets base"
    assert lit("rockets base", sought(query)) == ["base"]
    assert lit("rockets base", sought(query, field="title")) == ["rockets", "base"]


def test_nothing_wanted_finds_nothing() -> None:
    assert find("Five rockets", NOTHING) == ()
    assert find("", sought("rockets")) == ()


# The passage


def test_without_hits_it_is_the_beginning() -> None:
    text = "Five rockets fell. " * 50
    passage, marks = snippet(text, ())
    assert text.startswith(passage.removesuffix("…"))
    assert passage.endswith("…")
    assert marks == ()


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    text = "Five rockets\n\nfell on\nOstrel."
    assert snippet(text, ()) == ("Five rockets fell on Ostrel.", ())
    passage, marks = snippet(text, find(text, sought('"rockets fell"')))
    assert [passage[mark.start : mark.end] for mark in marks] == ["rockets fell"]


def test_the_passage_with_the_most_hits_is_chosen() -> None:
    text = "base " + "word " * 100 + "the base and the base of rockets " + "word " * 100 + "base"
    passage, marks = snippet(text, find(text, sought("base rockets")))
    assert passage.startswith("…")
    assert passage.endswith("…")
    assert [passage[mark.start : mark.end] for mark in marks] == ["base", "base", "rockets"]


def test_no_word_is_cut_at_its_ends() -> None:
    text = "alpha bravo charlie delta echo " * 40
    for at in range(0, 900, 7):
        start = text.index("charlie", at)
        passage, _ = snippet(text, (Span(start, start + 7),))
        assert set(passage.strip("…").split()) <= set(text.split())


@pytest.mark.parametrize("text", ["x" * 5_000, "北" * 5_000, "a\n" * 3_000, "rockets " + "y" * 1_000])
def test_a_text_without_places_to_cut_is_cut_all_the_same(text: str) -> None:
    passage, _ = snippet(text, find(text, sought("y* rockets", {"y": ("y" * 1_000,)})))
    assert len(passage) <= SNIPPET_LENGTH + 80


def test_a_hit_that_is_longer_than_the_passage_is_not_half_marked() -> None:
    text = "x" * 400 + " end"
    passage, marks = snippet(text, (Span(0, 400),))
    assert marks == ()
    assert passage == "x" * SNIPPET_LENGTH + "…"


words = st.sampled_from(
    [
        "base",
        "rockets",
        "drone",
        "strike",
        "F-16",
        "a",
        "Ostrel's",
        "\n",
        "\n\n",
        "北京",
        "x" * 90,
        "…",
        "strike,",
    ]
)


@given(
    st.lists(words, max_size=150).map(lambda some: clean(" ".join(some))),
    st.sampled_from(
        ["drone", "base rockets", '"drone strike"', "F-16 drone", '"strike, a"', "京 Ostrel", "strike~"]
    ),
)
def test_the_marks_of_a_passage_are_really_the_words(text: str, query: str) -> None:
    what = sought(query)
    spans = find(text, what)
    passage, marks = snippet(text, spans)
    assert "\n" not in passage
    assert len(passage) <= SNIPPET_LENGTH + 2 + 60
    assert bool(marks) >= bool(spans)  # the passage always shows one of the hits
    before = 0
    shown = [re.sub(r"\s+", " ", text[span.start : span.end]) for span in spans]
    for mark in marks:
        assert before <= mark.start < mark.end <= len(passage)
        assert passage[mark.start : mark.end] in shown
        before = mark.end
    inside = passage.removeprefix("…").removesuffix("…").strip()
    assert inside in re.sub(r"\s+", " ", text)


@given(st.lists(words, max_size=60).map(lambda some: clean(" ".join(some))))
def test_what_lights_up_is_what_a_reader_would_mark(text: str) -> None:
    """Told again in the plainest way: every place where the wanted words stand side by side."""
    what = sought('drone "drone strike" F-16')
    found = list(folded_words(text))
    expected, at = [], 0
    while at < len(found):
        for run in (("drone", "strike"), ("f", "16"), ("drone",)):
            if tuple(found[at : at + len(run)]) == run:
                expected.append(" ".join(run))
                at += len(run)
                break
        else:
            at += 1
    assert [" ".join(folded_words(each)) for each in lit(text, what)] == expected


PARTS = [
    "rock",
    "rocket",
    "l'rock",
    "Rock's",
    "U.S.",
    "us",
    "F-16",
    "16",
    "f",
    "東",
    "京",
    "é",
    "e\u0301",
    "rock.rock",
    "½",
]
SOUGHT = ["rock", "rocket", "us", "f", "16", "東", "京", "e", "lrock"]


@given(
    st.lists(st.sampled_from([*PARTS, " ", "\n", "-", "."]), max_size=25).map("".join)
    | st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join),
    st.sets(st.sampled_from(SOUGHT), max_size=3),
    st.lists(st.lists(st.sampled_from(SOUGHT), min_size=2, max_size=3).map(tuple), max_size=3),
)
def test_hits_are_what_reading_word_by_word_finds(
    text: str, singles: set[str], runs: list[tuple[str, ...]]
) -> None:
    found, every, at = [], list(of_words.words(text)), 0
    while at < len(every):
        here = [len(run) for run in runs if tuple(word for word, _, _ in every[at : at + len(run)]) == run]
        length = max(here, default=int(every[at][0] in singles))
        if length:
            found.append(Span(every[at][1], every[at + length - 1][2]))
        at += max(length, 1)
    assert find(text, Wanted(frozenset(singles), tuple(runs))) == tuple(found)


def test_a_long_text_without_spaces_is_read_once() -> None:
    text = "東京rock" * 60_000
    began = time.process_time()
    assert len(find(text, Wanted(frozenset({"rock", "東"})))) == 120_000
    assert time.process_time() - began < 20  # by the square of its length it would take hours
