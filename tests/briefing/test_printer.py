"""The door from text to the terminal: nothing hostile goes through, whoever holds it open."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli.printer import Printer, Strong, is_screen
from index.model import Span

HOSTILE = "A\x1b]52;c;ZXZpbA==\x07B\x1b[2J\x9b31mC\u202eD\u2066E\x00F\u200bG\x7fH\rI"


def printed(colour: bool = False, wide: int | None = None) -> tuple[Printer, io.StringIO]:
    stream = io.StringIO()
    return Printer(stream, colour=colour, wide=wide), stream


def acting(text: str, *, ours: tuple[str, ...] = ()) -> list[str]:
    for sequence in ours:
        text = text.replace(sequence, "")
    return [
        c
        for c in text
        if c != "\n" and (ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202e\u2066\u200b\u200f")
    ]


@pytest.mark.parametrize("wide", [None, 20])
@pytest.mark.parametrize("colour", [True, False])
def test_nothing_that_acts_goes_through_any_way_of_printing(colour: bool, wide: int | None) -> None:
    printer, stream = printed(colour, wide)
    printer.line(HOSTILE, Strong(HOSTILE))
    printer.prose(HOSTILE, indent="  ", marks=(Span(0, 5),))
    printer.csv(["x"], [[HOSTILE]])
    printer.json({HOSTILE: [HOSTILE, {"a": HOSTILE}]})
    assert acting(stream.getvalue(), ours=("\x1b[1m", "\x1b[0m")) == []


@given(st.text(alphabet=st.characters(), max_size=80))
def test_no_text_at_all_reaches_the_terminal_uncleaned(text: str) -> None:
    printer, stream = printed(wide=30)
    printer.line(text, Strong(text))
    printer.prose(text, marks=(Span(0, 3),))
    printer.json(text)
    printer.csv(["a"], [[text]])
    assert acting(stream.getvalue()) == []


def test_a_line_stays_one_line_and_keeps_its_inner_spaces() -> None:
    printer, stream = printed()
    printer.line("  two  ", "parts\nhere", " end ")
    assert stream.getvalue() == "  two  parts here end \n"


def test_prose_wraps_at_words_and_indents_each_line() -> None:
    printer, stream = printed(wide=24)
    printer.prose("one two three four five six seven\n\neight", indent="  ")
    assert stream.getvalue() == "  one two three four\n  five six seven\n\n  eight\n"


def test_a_long_word_is_left_whole() -> None:
    printer, stream = printed(wide=20)
    printer.prose("see https://courier.example/a/very/long/address now")
    assert stream.getvalue() == "see\nhttps://courier.example/a/very/long/address\nnow\n"


def test_wide_letters_count_two_columns() -> None:
    printer, stream = printed(wide=20)
    printer.prose("火箭火箭火箭 火箭火箭火箭 x")
    assert stream.getvalue() == "火箭火箭火箭\n火箭火箭火箭 x\n"


def test_in_a_pipe_nothing_is_wrapped_or_coloured() -> None:
    printer, stream = printed()
    text = "word " * 100 + "end"
    printer.prose(text, marks=(Span(0, 4),))
    assert stream.getvalue() == text + "\n"


def test_marks_stand_out_also_across_a_wrap() -> None:
    printer, stream = printed(colour=True, wide=20)
    printer.prose("a rocket attack on the large base", marks=(Span(2, 8), Span(16, 22)))
    assert (
        stream.getvalue() == "a \x1b[1mrocket\x1b[0m attack \x1b[1mon\x1b[0m\n\x1b[1mthe\x1b[0m large base\n"
    )


def test_marks_of_a_text_that_had_to_be_cleaned_are_dropped() -> None:
    printer, stream = printed(colour=True)
    printer.prose("\x1b[2Ja rocket", marks=(Span(6, 12),))
    assert stream.getvalue() == "a rocket\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", " =", "\x1b[2J="])
def test_a_cell_can_not_be_a_formula(start: str) -> None:
    printer, stream = printed()
    printer.csv(["title"], [[f"{start}cmd()"]])
    assert stream.getvalue().splitlines()[1].startswith(("'=", "'+", "'-", "'@", "'＝"))


def test_numbers_in_a_table_stay_numbers() -> None:
    printer, stream = printed()
    printer.csv(["a", "b", "c"], [[-1, 2.5, None]])
    assert stream.getvalue() == "a,b,c\n-1,2.5,\n"


def test_json_keeps_letters_and_can_be_read_back() -> None:
    printer, stream = printed()
    printer.json({"title": "صواريخ 火箭", "n": [1, None, True]})
    assert "صواريخ" in stream.getvalue()
    assert json.loads(stream.getvalue()) == {"title": "صواريخ 火箭", "n": [1, None, True]}


def test_json_on_a_stream_without_these_letters_escapes_them() -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    printer = Printer(stream)
    printer.json({"title": "火箭"})
    printer.flush()
    stream.seek(0)
    assert json.loads(stream.read()) == {"title": "火箭"}


def test_a_closed_stream_takes_everything_in_silence() -> None:
    printer = Printer(None)
    printer.line("x")
    printer.json({})
    printer.flush()


def test_a_pipe_and_a_dumb_terminal_are_no_screens() -> None:
    assert not is_screen(io.StringIO(), {"TERM": "xterm"})
    assert not is_screen(None, {"TERM": "xterm"})
