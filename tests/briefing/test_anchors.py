"""How a note holds on to a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.casebook import find_quote, find_quotes, make_anchor
from index.model import Span
from index.text import clean

TEXT = clean(
    "The Security Media Cell said: “Six rockets fell.” It did not say – yet – who fired them… The cell's\n"
    "spokesman, Tahsin al-Khafaji, spoke again on Sunday. Rockets, and rockets again. Iranians and Iran."
)


def said(span: Span | None) -> str | None:
    return None if span is None else TEXT[span.start : span.end]


def test_an_anchor_keeps_the_words_and_32_characters_on_each_side() -> None:
    text = "a" * 50 + "PASSAGE" + "b" * 50
    anchor = make_anchor(text, Span(50, 57))
    assert (anchor.exact, anchor.prefix, anchor.suffix) == ("PASSAGE", "a" * 32, "b" * 32)
    assert (anchor.start, anchor.end) == (50, 57)


def test_at_the_ends_of_a_text_an_anchor_keeps_what_there_is() -> None:
    anchor = make_anchor("abc", Span(0, 3))
    assert (anchor.prefix, anchor.exact, anchor.suffix) == ("", "abc", "")


@pytest.mark.parametrize("span", [Span(0, 0), Span(2, 1), Span(-1, 2), Span(0, 4)])
def test_a_span_outside_the_text_has_no_anchor(span: Span) -> None:
    with pytest.raises(ValueError, match="no passage"):
        make_anchor("abc", span)


def test_a_quote_is_found_as_it_was_typed() -> None:
    assert said(find_quote(TEXT, "Six rockets fell")) == "Six rockets fell"


def test_every_place_of_a_quote_is_found_in_order() -> None:
    places = find_quotes("one two one two one", "one")
    assert places == (Span(0, 3), Span(8, 11), Span(16, 19))


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ('"Six rockets fell."', "“Six rockets fell.”"),
        ("'Six rockets fell.'", "“Six rockets fell.”"),
        ("did not say - yet - who", "did not say – yet – who"),
        ("did not say -- yet -- who", "did not say – yet – who"),
        ("who fired them...", "who fired them…"),
        ("The cell’s spokesman", "The cell's\nspokesman"),
        ("The   cell's \n spokesman", "The cell's\nspokesman"),
        ("Tahsin al‑Khafaji", "Tahsin al-Khafaji"),
    ],
)
def test_other_spaces_quotes_and_dashes_find_the_true_passage(typed: str, stands: str) -> None:
    assert said(find_quote(TEXT, typed)) == stands


@pytest.mark.parametrize(
    "quote", ["", " \n ", "\u202e", "six rockets fell", "Six rockets", "rocketsfell", "Six.*fell"]
)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    found = said(find_quote(TEXT, quote))
    assert found == ("Six rockets" if quote == "Six rockets" else None)


def test_whole_words_win_over_parts_of_words() -> None:
    places = find_quotes(TEXT, "Iran")
    assert [TEXT[: place.start].endswith("Iranians and ") for place in places] == [True]
    assert len(find_quotes(TEXT, "ocket")) == 3, "only parts of words: they count"


def test_a_quote_with_hostile_characters_is_cleaned_before_it_is_sought() -> None:
    assert said(find_quote(TEXT, "Six \x1b[2Jrock\u202eets\x00 fell")) == "Six rockets fell"


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 40))
def test_any_passage_of_any_text_is_found_again(raw: str, start: int, length: int) -> None:
    text = clean(raw)
    quote = clean(text[start : start + length])
    if quote and quote in text:
        span = find_quote(text, quote)
        assert span is not None
        assert text[span.start : span.end] == quote
