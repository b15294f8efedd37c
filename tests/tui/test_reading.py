"""From an article to its lights and facts."""

from __future__ import annotations

import pytest

from briefing.tui.layers import Light
from briefing.tui.reading import describe, kind_words, layer_lights
from briefing.tui.words import counted, long_date, short_date
from index import Layers, Published, Span
from index.model import Mention
from index.units import sentence_at

TEXT = 'He left. "We saw nothing." Then rain\nfell. Gen. X spoke'


@pytest.mark.parametrize(
    ("position", "sentence"),
    [(0, "He left."), (9, '"We saw nothing."'), (12, '"We saw nothing."'), (30, "Then rain"), (38, "fell.")],
)
def test_the_sentence_at_a_position_is_found(position: int, sentence: str) -> None:
    span = sentence_at(TEXT, position)
    assert span is not None
    assert TEXT[span.start : span.end] == sentence


@pytest.mark.parametrize(
    "text",
    [
        "He paid between Jan. 2024 and Aug. 2025 for it.",
        "It fell on the night of Sept. 3 near Mt. Orrel.",
        "Some approx. 30 came with Brig. Voss and Rev. Ames.",
    ],
)
def test_a_full_stop_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    whole = f"Before. {text} After it."
    for position in range(8, 8 + len(text)):
        span = sentence_at(whole, position)
        assert span is not None
        assert whole[span.start : span.end] == text


def test_a_month_at_the_end_of_a_sentence_ends_it() -> None:
    assert sentence_at("It was in Dec. Then he left.", 0) == Span(0, 14)


def test_a_text_without_an_end_gives_a_passage_of_bounded_length() -> None:
    span = sentence_at("x" * 10_000_000, 5_000_000)
    assert span is not None
    assert 0 < span.end - span.start <= 4_000
    assert sentence_at("", 0) is None
    assert sentence_at("   ", 1) is None
    assert sentence_at("a", 99) == Span(0, 1)


@pytest.mark.parametrize(
    ("value", "precision", "short", "long"),
    [
        ("2024", "year", "2024", "2024"),
        ("2024-04", "month", "Apr 2024", "Apr 2024"),
        ("2024-04-22", "day", "22 Apr", "Mon 22 Apr 2024"),
        ("2023-04-02", "day", "2 Apr 2023", "Sun 2 Apr 2023"),
        ("2024-04-22T21:50+03:00", "minute", "22 Apr", "Mon 22 Apr 2024, 21:50+03:00"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(
    value: str, precision: str, short: str, long: str
) -> None:
    published = Published(value, precision)  # type: ignore[arg-type]
    assert short_date(published, 2024) == short
    assert long_date(published) == long


def test_no_date_is_said() -> None:
    assert (short_date(None, 2024), long_date(None)) == ("no date", "no date")


def test_counts_have_their_noun() -> None:
    assert [counted(1, "copy", "copies"), counted(2, "copy", "copies"), counted(4412, "article")] == [
        "1 copy",
        "2 copies",
        "4,412 articles",
    ]


SURE = Mention(Span(0, 5), "Orsen", "person", "Orsen", 0.6)
GUESS = Mention(Span(10, 13), "Sel", "place", "Sel", 0.59)


def test_a_guess_lights_up_as_one_and_can_be_switched_off() -> None:
    layers = Layers(mentions=(SURE, GUESS))
    assert [light.role for light in layer_lights(layers, ())["entity"]] == ["person", "unsure:place"]
    assert [light.role for light in layer_lights(layers, {"unsure"})["entity"]] == ["person"]
    assert [light.role for light in layer_lights(layers, {"person"})["entity"]] == ["unsure:place"]


def test_a_guess_is_said_to_be_one() -> None:
    layers = Layers(mentions=(SURE, GUESS))
    assert describe(layers, Light(10, 13, "entity", "unsure:place")) == "place, unsure: Sel"
    assert describe(layers, Light(0, 5, "entity", "person")) == "person: Orsen"
    assert kind_words((GUESS, SURE)) == "place"
    assert kind_words((GUESS,)) == "place, unsure"
