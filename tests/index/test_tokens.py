"""Words and sentences: the offsets hold whatever the text is, and names stay whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.extraction.tokens import LONGEST_SENTENCE, is_broken_to_width, sentences, words
from index.text import clean


def texts(text: str) -> list[str]:
    return [word.text for word in words(text)]


def sentence_texts(text: str) -> list[str]:
    return [" ".join(word.text for word in sentence) for sentence in sentences(text)]


def test_hyphens_and_apostrophes_stay_inside_a_word() -> None:
    assert texts("Radko al-Mereni, Ja'far and Da’esh") == ["Radko", "al-Mereni", "Ja'far", "and", "Da’esh"]


def test_a_dotted_abbreviation_is_one_word() -> None:
    assert texts("the U.S. and the U.A.E.") == ["the", "U.S.", "and", "the", "U.A.E."]


def test_a_possessive_mark_is_kept_apart_from_its_word() -> None:
    found = {word.text: word.tail for word in words("Varga's men, the ministers' cars, Brenn’s dock")}
    assert found["Varga"] == "'s"
    assert found["ministers"] == "'"
    assert found["Brenn"] == "’s"


def test_a_possessive_of_a_dotted_abbreviation_is_kept_apart_too() -> None:
    (word, _) = words("U.S.'s role")
    assert (word.text, word.tail) == ("U.S.", "'s")


def test_the_offsets_point_at_the_word() -> None:
    text = "«Gen. O'Hara» – said:\n\n“No.” Ωμέγα 東京 x"
    assert [text[word.start : word.end] for word in words(text)] == texts(text)


def test_a_sentence_ends_at_a_full_stop_and_not_at_an_abbreviation() -> None:
    text = "Gen. Hall met Dr. Ost in St. Brenn. He left at 6 p.m. on Jan. 5. J. Smith stayed."
    assert sentence_texts(text) == [
        "Gen Hall met Dr Ost in St Brenn",
        "He left at 6 p.m. on Jan 5",
        "J Smith stayed",
    ]


def test_an_abbreviated_country_can_end_a_sentence() -> None:
    assert len(sentence_texts("They flew to the U.S. The talks failed.")) == 2
    assert len(sentence_texts("They met U.S. President Marten Holt.")) == 1


def test_a_quotation_mark_after_the_stop_belongs_to_the_sentence_before() -> None:
    assert len(sentence_texts('"We know nothing." The minister left.')) == 2


def test_a_number_with_a_stop_does_not_end_a_sentence() -> None:
    assert len(sentence_texts("It rose by 3.5 per cent to 1.204 million")) == 1


def test_a_line_end_closes_a_sentence() -> None:
    assert sentence_texts("Talks in Halden\nThe ministers met") == ["Talks in Halden", "The ministers met"]


def test_lines_broken_to_a_width_are_read_on() -> None:
    text = (
        "The defence ministry said that the soldiers of the Harbour\n"
        "Guard had crossed the river before dawn and that nobody was\n"
        "hurt, although two boats were lost near the old bridge of the\n"
        "town, where the water is deep and the current is very strong\n"
        "in this season.\n"
        "\n"
        "Second paragraph."
    )
    assert is_broken_to_width(text)
    assert "Harbour Guard" in sentence_texts(text)[0]
    assert sentence_texts(text)[-1] == "Second paragraph"


def test_paragraphs_on_one_line_each_are_not_broken_to_a_width() -> None:
    assert not is_broken_to_width(
        "One paragraph. It ends.\nAnother one. It ends.\nA third one.\nA fourth one."
    )


def test_a_text_without_full_stops_is_cut_into_pieces() -> None:
    pieces = list(sentences("word " * 3000))
    assert max(len(piece) for piece in pieces) == LONGEST_SENTENCE
    assert sum(len(piece) for piece in pieces) == 3000


def test_no_words_make_no_sentences() -> None:
    assert list(sentences("")) == []
    assert list(sentences("— … !!! ()")) == []


@given(st.text(max_size=400).map(clean))
def test_words_lie_in_order_inside_any_text(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text != ""
        assert text[word.end : word.end + len(word.tail)] == word.tail
        end = word.end + len(word.tail)
    assert end <= len(text)


@given(st.text(alphabet="aB.'’- \n\"(U)é0S", max_size=200).map(clean))
def test_sentences_hold_every_word_once(text: str) -> None:
    assert [word for sentence in sentences(text) for word in sentence] == list(words(text))
