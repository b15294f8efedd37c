"""What stands to the right of the text, and the passage in a row of the list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.layers import Light, cells, wrap
from briefing.tui.margin import beside, letters, sign_of
from briefing.tui.snippet import shown_snippet
from index import Span

TEXT = "Iraq and Syria and the SMC. " * 10
LETTER = {"place": "L", "organisation": "O"}.__getitem__


def _lights() -> list[Light]:
    names = (("Iraq", "place"), ("Syria", "place"), ("SMC", "organisation"))
    found = [
        Light(at, at + len(name), "entity", role)
        for name, role in names
        for at in range(len(TEXT))
        if TEXT.startswith(name, at)
    ]
    return sorted(found, key=lambda light: light.start)


def test_letters_stand_beside_the_row_in_which_their_words_begin() -> None:
    rows = wrap(TEXT.strip(), 28)
    assert letters(rows[0], _lights(), LETTER) == "LLO"
    assert letters(wrap(TEXT, 200)[0], _lights(), LETTER) == "LLO+"


def test_a_note_stands_beside_its_passage_and_the_next_below_it() -> None:
    rows = wrap(TEXT.strip(), 28)
    found = beside(rows, [(0, "first note of four words"), (5, "second")], 12)
    assert found[0] == ("first note", True)
    assert found[1] == ("of four", False)
    assert found[2] == ("words", False)
    assert found[4] == ("second", True)


def test_a_note_without_room_below_the_text_is_left_out() -> None:
    rows = wrap("one row", 28)
    assert beside(rows, [(0, "first"), (0, "second")], 12) == {0: ("first", True)}


def test_a_snippet_shows_its_first_hit() -> None:
    snippet = "before that there were many words in the way of the rockets that came"
    at = snippet.index("rockets")
    parts = shown_snippet(snippet, (Span(at, at + 7),), 30)
    assert ("rockets", ("muted", "hit")) in parts
    assert parts[0][0] == "…"
    assert sum(cells(text) for text, _ in parts) <= 30


@given(st.text(max_size=60), st.integers(0, 60), st.integers(1, 10), st.integers(4, 50))
def test_a_snippet_never_takes_more_than_its_room(text: str, start: int, length: int, width: int) -> None:
    mark = Span(min(start, len(text)), min(start + length, len(text)))
    parts = shown_snippet(text, (mark,) if mark.end > mark.start else (), width)
    assert sum(cells(part) for part, _ in parts) <= width


def test_a_sign_stands_where_a_passage_begins_and_goes_on_to_its_end() -> None:
    rows = wrap(TEXT, 30)
    lights = [Light(rows[1].start + 2, rows[3].end, "statement", "said", "denies")]
    signs = [sign_of(row, lights, first=False) for row in rows[:5]]
    assert signs == ["", "denies", "continues", "continues", ""]
    assert sign_of(rows[2], lights, first=True) == "denies"


def test_of_two_passages_in_a_row_the_one_that_begins_is_shown() -> None:
    rows = wrap(TEXT, 30)
    lights = [
        Light(rows[0].start, rows[2].end, "statement", "said", "reports"),
        Light(rows[1].start + 4, rows[1].end, "statement", "said", "asserts"),
    ]
    assert [sign_of(row, lights, first=False) for row in rows[:3]] == ["reports", "asserts", "continues"]
