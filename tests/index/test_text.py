"""Claims about the one door for outside text: what can act is gone, what can be read stays."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.text import ID_LENGTH, UNSAFE, article_id, clean, clean_line

#: Cf by category and visible all the same: the number signs of Arabic and Kaithi.
VISIBLE_FORMAT = {
    chr(code)
    for code in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)
    if unicodedata.category(chr(code)) == "Cf"
}

BIDI = [chr(code) for code in (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]

anything = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"]),
        st.sampled_from("\x1b[]\x07\x9b\r\n\t \u200c\u0646\u0645\u0301\u0653\u0654\u06d5"),
    )
)


# For every text


@given(anything)
@example("\u0646\u200c\u06d5\u0654")
@example("a" + "\u0301" * 20 + "\u200b" + "\u0323" * 20)
@example(" \n \n\n\n x \u2029 ")
@example("\x1b\x00[31mred")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    line = clean_line(text)
    assert clean_line(line) == line


@given(anything)
def test_nothing_that_can_act_is_left(text: str) -> None:
    cleaned = clean(text)
    assert not UNSAFE.search(cleaned)
    for character in cleaned:
        if character not in VISIBLE_FORMAT and character not in "\n\u200c":
            assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), (
                f"U+{ord(character):04X}"
            )


@given(anything)
def test_a_line_is_one_line_without_double_or_outer_spaces(text: str) -> None:
    line = clean_line(text)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip()


@given(anything)
def test_what_comes_out_is_composed_and_can_be_written_as_utf_8(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned


@given(
    st.text(
        st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u3164\u115f\u1160\uffa0\ufffc")
    )
)
def test_letters_numbers_and_signs_stay(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


# Every character of Unicode


def test_every_control_and_format_character_goes_but_the_visible_ones() -> None:
    kept = {
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in ("Cc", "Cf") and chr(code) in clean(f"a{chr(code)}b")
    }
    assert kept == VISIBLE_FORMAT | {"\n"}


@pytest.mark.parametrize("mark", BIDI, ids=lambda mark: f"U+{ord(mark):04X}")
def test_marks_that_turn_the_reading_direction_go(mark: str) -> None:
    assert clean(f"cod{mark}txt.exe") == "codtxt.exe"


@pytest.mark.parametrize(
    "sign",
    ["\u3164", "\u115f", "\u1160", "\uffa0", "\ufe0f", "\U000e0041", "\U000e0100", "\u180e"],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_cannot_be_seen_hides_nothing(sign: str) -> None:
    assert clean(f"pass{sign}word") == "password"


@pytest.mark.parametrize(
    "space", [*"\t\x1f\xa0\u1680\u2003\u200a\u202f\u205f\u3000"], ids=lambda c: f"U+{ord(c):04X}"
)
def test_every_space_is_a_plain_space(space: str) -> None:
    assert clean(f"five{space}rockets") == "five rockets"


# Terminal sequences


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b1;31mred\x9bm", "red"),
        ("\x1b[6n\x1b[2Jcleared", "cleared"),
        ("\x1b]52;c;aGFjaw==\x07words", "]52;c;aGFjaw==words"),
        ("\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "]8;;http://x.example\\link]8;;\\"),
        ("\x9d0;title\x9cwords", "0;titlewords"),
        ("\x1bPq#0\x1b\\after", "Pq#0\\after"),
        ("\x1b[broken \x1b", "roken"),
        ("a\x08b\x7fc\x00d", "abcd"),
    ],
)
def test_a_terminal_sequence_does_nothing_and_hides_no_words(text: str, left: str) -> None:
    assert clean(text) == left


def test_taking_one_sequence_out_does_not_put_another_together() -> None:
    assert "\x1b" not in clean("\x1b\x1b[31m[31mred")
    assert clean("\x1b\u200b[31mred") == "[31mred"


# Lines


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_every_line_end_is_one_line_end(end: str) -> None:
    assert clean(f"first{end}second") == "first\nsecond"


def test_at_most_one_blank_line_stays_and_none_at_the_ends() -> None:
    assert clean("\n\n \none \r\n\r\n\r\n\r\n\ttwo\n\n\n") == "one\n\n two"


def test_spaces_at_line_ends_go_and_those_in_front_stay() -> None:
    assert clean("one   \n    two \t\nthree ") == "one\n    two\nthree"


# Letters of many scripts


def test_the_non_joiner_stays_between_persian_letters_and_nowhere_else() -> None:
    assert clean("\u0645\u06cc\u200c\u0631\u0648\u0645") == "\u0645\u06cc\u200c\u0631\u0648\u0645"
    assert clean("pass\u200cword \u0645\u200c \u200c\u0645 \u200c") == "password \u0645 \u0645"


def test_the_same_letter_is_the_same_text() -> None:
    assert clean("Cafe\u0301") == clean("Caf\u00e9") == "Caf\u00e9"
    assert clean("\u0627\u0653") == "\u0622"


def test_a_flood_of_marks_keeps_what_one_letter_can_carry() -> None:
    flood = clean("Z" + "\u0321\u0327\u0335\u0489" * 50 + "algo")
    assert re.fullmatch(r"Z[\u0300-\u036f\u0489]{6}algo", flood)
    pointed = "\u05e9\u05c1\u05b8\u05bc\u0591"
    assert len(clean(pointed)) == len(unicodedata.normalize("NFC", pointed))


def test_half_a_pair_becomes_the_sign_for_it() -> None:
    assert clean("a\ud800b\udcffc") == "a\ufffdb\ufffdc"


# Size: each of these took minutes with a pattern that looks twice


@pytest.mark.parametrize(
    "line",
    [
        " " * 10_000_000 + "x",
        "\t" * 3_000_000 + "x",
        "\x1b[" + "0" * 3_000_000,
        "\x9b" + "0" * 1_000_000 + " " * 1_000_000,
        "e\u0301" * 1_000_000,
        "\u0301" * 1_000_000,
        "\u200c" * 1_000_000,
        "a " * 1_000_000,
        "\n " * 1_000_000 + "x",
    ],
    ids=["spaces", "tabs", "sequence", "C1 and spaces", "letters", "marks", "joiners", "words", "lines"],
)
def test_a_line_of_millions_of_characters_is_cleaned(line: str) -> None:
    cleaned = clean(line)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= len(line)


# Names of articles


def test_an_id_is_the_same_on_every_machine_and_for_ever() -> None:
    assert article_id("Five rockets", "fell on Sunday.") == "c577f47adcb80e889ade"
    assert article_id("", "fell on Sunday.") == "6c8cc11d0707407293f8"


@given(
    st.text(st.characters(categories=["L", "Zs"])),
    st.text(),
    st.text(st.characters(categories=["L"])),
    st.text(),
)
def test_other_words_have_another_id(title: str, text: str, other_title: str, other: str) -> None:
    first, second = (clean_line(title), clean(text)), (clean_line(other_title), clean(other))
    ids = {article_id(*first), article_id(*second)}
    assert len(ids) == len({first, second})
    assert all(len(id) == ID_LENGTH and set(id) <= set("0123456789abcdef") for id in ids)
