"""Selecting a passage: sentences, words, paragraphs, either end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.selection import Selection, begin, by_paragraph, by_sentence, by_word

TEXT = (
    "Col. Reik said six rockets hit. Nobody was hurt, he said. The U.S. envoy left.\n\n"
    "“We fired nothing.” A new paragraph ends."
)


def _chosen(selection: Selection | None) -> str:
    assert selection is not None
    return TEXT[selection.span.start : selection.span.end]


def _at(words: str) -> Selection:
    selection = begin(TEXT, TEXT.index(words))
    assert selection is not None
    return selection


def test_begins_with_the_sentence_and_abbreviations_end_none() -> None:
    assert _chosen(_at("six")) == "Col. Reik said six rockets hit."
    assert _chosen(_at("envoy")) == "The U.S. envoy left."
    assert _chosen(_at("fired")) == "“We fired nothing.”"


def test_sentences_are_added_and_taken_away_again() -> None:
    one = _at("six")
    two = by_sentence(TEXT, one, 1)
    assert _chosen(two) == "Col. Reik said six rockets hit. Nobody was hurt, he said."
    assert by_sentence(TEXT, two, -1) == one
    over = by_sentence(TEXT, by_sentence(TEXT, two, 1), 1)
    assert _chosen(over).endswith("left.\n\n“We fired nothing.”")


def test_the_first_sentence_stays_when_it_grows_upwards() -> None:
    middle = _at("Nobody")
    up = by_sentence(TEXT, middle, -1)
    assert _chosen(up) == "Col. Reik said six rockets hit. Nobody was hurt, he said."
    assert _chosen(by_sentence(TEXT, up, 1)) == "Nobody was hurt, he said."
    assert _chosen(by_sentence(TEXT, by_sentence(TEXT, up, 1), 1)).endswith("The U.S. envoy left.")


def test_words_move_the_end_and_the_other_end() -> None:
    shorter = by_word(TEXT, _at("six"), -1)
    assert _chosen(shorter) == "Col. Reik said six rockets"
    start = by_word(TEXT, shorter.turned(), 1)
    assert _chosen(start) == "Reik said six rockets"
    assert _chosen(by_word(TEXT, start, -1)) == "Col. Reik said six rockets"


def test_a_selection_never_becomes_empty() -> None:
    selection = _at("six")
    for _ in range(20):
        selection = by_word(TEXT, selection, -1)
    assert _chosen(selection) == "Col."
    selection = selection.turned()
    for _ in range(20):
        selection = by_word(TEXT, selection, 1)
    assert _chosen(selection) == "Col."


def test_a_paragraph_then_the_next() -> None:
    paragraph = by_paragraph(TEXT, _at("Nobody"))
    assert _chosen(paragraph) == TEXT.split("\n\n", maxsplit=1)[0]
    assert _chosen(by_paragraph(TEXT, paragraph)) == TEXT


def test_nothing_can_be_selected_in_an_empty_text() -> None:
    assert begin("", 0) is None
    assert begin(" \n \n", 1) is None


@given(
    st.text(alphabet="ab. \n“”U!?", max_size=60),
    st.integers(0, 60),
    st.lists(st.sampled_from(["j", "k", "h", "l", "p", "o"]), max_size=12),
)
def test_any_keys_on_any_text_select_a_part_of_it(text: str, position: int, keys: list[str]) -> None:
    selection = begin(text, position)
    for key in keys:
        if selection is None:
            break
        match key:
            case "j" | "k":
                selection = by_sentence(text, selection, 1 if key == "j" else -1)
            case "h" | "l":
                selection = by_word(text, selection, 1 if key == "l" else -1)
            case "p":
                selection = by_paragraph(text, selection)
            case _:
                selection = selection.turned()
        span = selection.span
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
