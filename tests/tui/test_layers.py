"""Rows and lights of the article pane, without a widget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.layers import Light, Row, cells, count_rows, cut, pieces, row_at, wrap, wrap_words

TEXTS = st.text(
    st.sampled_from("ab é漢字\u0301\n  words.")
    | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
    max_size=300,
)


@given(TEXTS, st.integers(4, 40))
def test_rows_hold_every_character_but_the_spaces_and_line_ends_between_them(text: str, width: int) -> None:
    rows = wrap(text, width)
    at = 0
    for row in rows:
        assert not text[at : max(at, row.start)].strip(" \n")
        assert row.start >= at or row.start == row.end
        at = max(at, row.end)
    assert not text[at:].strip(" \n")


@given(TEXTS, st.integers(4, 40))
def test_no_row_is_wider_than_the_pane(text: str, width: int) -> None:
    assert all(cells(text[row.start : row.end]) <= width for row in wrap(text, width))


def test_a_word_longer_than_the_pane_is_broken_and_nothing_else_is() -> None:
    text = "a " + "x" * 25 + " b"
    assert [text[row.start : row.end] for row in wrap(text, 10)] == ["a", "x" * 10, "x" * 10, "xxxxx b"]


def test_lines_are_paragraphs_where_no_blank_line_parts_them() -> None:
    text = "one\ntwo"
    assert wrap(text, 10) == [Row(0, 3), Row(4, 4), Row(4, 7)]


@given(
    st.text(st.sampled_from("ab  \n\u00e9\u2019\u4e2d\u0301\u2588"), max_size=90),
    st.integers(-2, 14),
    st.integers(1, 3),
)
def test_the_rows_of_a_title_are_counted_as_they_are_broken(text: str, width: int, most: int) -> None:
    assert count_rows(text, width, most) == len(wrap_words(text, width, most))


def test_a_blank_line_parts_paragraphs_and_a_line_end_ends_a_row() -> None:
    text = "one\ntwo\n\nthree"
    assert [text[row.start : row.end] for row in wrap(text, 10)] == ["one", "two", "", "three"]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=12), st.integers(8, 40))
def test_the_pieces_of_a_row_are_its_text(text: str, spans: list[tuple[int, int]], width: int) -> None:
    lights = [Light(start, start + length, "hit", "hit") for start, length in spans]
    for row in wrap(text, width):
        assert "".join(piece.text for piece in pieces(text, row, lights)) == text[row.start : row.end]


def test_a_hit_inside_a_name_keeps_the_style_of_the_name_under_its_own() -> None:
    text = "at Ostrel base now"
    name, hit = Light(3, 14, "entity", "facility"), Light(10, 14, "hit", "hit")
    drawn = pieces(text, Row(0, len(text)), [hit, name])
    assert [(piece.text, piece.roles) for piece in drawn] == [
        ("at ", ()),
        ("Ostrel ", ("facility",)),
        ("base", ("facility", "hit")),
        (" now", ()),
    ]


def test_a_span_over_two_rows_lights_both() -> None:
    text = "aaaa bbbb"
    light = Light(2, 7, "note", "note")
    assert [[p.text for p in pieces(text, row, [light]) if p.roles] for row in wrap(text, 5)] == [
        ["aa"],
        ["bb"],
    ]


def test_the_row_of_a_position_is_found() -> None:
    rows = wrap("aaaa bbbb cccc", 5)
    assert [row_at(rows, position) for position in (0, 4, 5, 9, 13)] == [0, 0, 1, 1, 2]


def test_wide_characters_take_two_cells_and_marks_none() -> None:
    assert cells("漢字") == 4
    assert cells("e\u0301") == 1
    assert cut("漢字漢字", 5) == "漢字…"


@given(TEXTS, st.integers(1, 30))
def test_what_is_cut_fits(text: str, width: int) -> None:
    assert cells(cut(text.replace("\n", " "), width)) <= width


def test_a_title_is_cut_on_its_last_row() -> None:
    assert wrap_words("Two launchers found near Ostrel base, Harbour Guard says", 28, 2) == [
        "Two launchers found near",
        "Ostrel base, Harbour Guard…",
    ]
