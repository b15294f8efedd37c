"""The only door from a string to the screen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.safe import to_screen
from index.text import clean_line

HOSTILE = "a\x1b]52;c;aGk=\x07\x9b31m\u202e\u2066\x00\r\n[bold]b\ud800"


def test_nothing_that_a_terminal_acts_on_gets_through() -> None:
    shown = to_screen(HOSTILE)
    assert not set(shown) & set("\x1b\x07\x9b\u202e\u2066\x00\r\n\ud800")
    assert shown.encode()


@given(st.text(st.characters()))
def test_offsets_stay_where_they_were(text: str) -> None:
    assert len(to_screen(text)) == len(text)


@given(st.text(max_size=80))
def test_what_was_cleaned_is_shown_as_it_is(text: str) -> None:
    assert to_screen(clean_line(text)) == clean_line(text)
