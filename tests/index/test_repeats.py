"""One name in all its places, one family name for two people, and short names in brackets."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.candidate import Candidate
from index.extraction.repeats import with_repeats
from index.model import Article, Layers


def read(text: str) -> Layers:
    return extract(Article(1, "0" * 20, "A title", False, text, "en", ()), rules_alone=True)


def names(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.name) for one in read(text).mentions]


# -- places of a name -----------------------------------------------------------------------------


def body(text: str, start: int, end: int, sure: float = 0.9) -> Candidate:
    name = text[start:end]
    return Candidate(start, end, tuple(name.split()), "organisation", name, "head", sure)


def test_a_sure_name_is_named_in_all_its_places() -> None:
    text = "Heron Joint Command Leaves Varn\n\nThe Heron Joint Command left. Non-Heron Joint Commands stayed."
    at = text.index("Heron Joint Command left")
    found = with_repeats(text, [body(text, 0, 5), body(text, at, at + len("Heron Joint Command"))])
    assert [(one.start, one.end) for one in found] == [(0, 19), (at, at + 19)]


def test_a_guess_and_a_single_word_are_not_looked_for() -> None:
    text = "Heron Watch and Tesk. Heron Watch and Tesk."
    found = [body(text, 0, 11, 0.6), body(text, 16, 20)]
    assert with_repeats(text, found) == found


def test_a_longer_name_keeps_its_place() -> None:
    text = "Heron Watch spoke. Varn Heron Watch Trust did not."
    found = [body(text, 0, 11), body(text, 19, 41)]
    assert with_repeats(text, found) == found


def test_not_all_names_of_a_text_are_looked_for_where_that_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "Heron Watch and Tesk Trust. Heron Watch and Tesk Trust."
    found = [body(text, 0, 11), body(text, 16, 26)]
    assert len(with_repeats(text, found)) == 4
    monkeypatch.setattr("index.extraction.repeats._MOST_WORK", len(text))
    assert [one.start for one in with_repeats(text, found)] == [0, 16, 28]


# -- two of one family ----------------------------------------------------------------------------


def test_who_had_the_family_name_first_keeps_it() -> None:
    text = (
        "Helen Tervan spoke on Monday. Tervan said the port was open. "
        "Her brother is ill, and Martin Tervan left the council.\n\nTervan said nothing more."
    )
    alone = [one for one in read(text).mentions if one.text == "Tervan"]
    assert [(one.name, one.confidence > 0.6) for one in alone] == [("Helen Tervan", True)] * 2


def test_where_both_were_there_before_it_is_neither() -> None:
    text = "Helen Tervan spoke on Monday. Martin Tervan left the council. Tervan said the port was open."
    [last] = [one for one in read(text).mentions if one.text == "Tervan"]
    assert (last.name, last.confidence < 0.6) == ("Tervan", True)


# -- short names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        (
            "They asked the Varn Department of Forestry and Heron Protection (VarHer). VarHer was silent.",
            "VarHer",
            "Varn Department of Forestry and Heron Protection",
        ),
        (
            "They asked the Heron Gas and Electric Company (HG&E). HG&E was silent.",
            "HG&E",
            "Heron Gas and Electric Company",
        ),
        (
            "They asked the Heron Institution of Chemical Guards (HIChemG). HIChemG was silent.",
            "HIChemG",
            "Heron Institution of Chemical Guards",
        ),
    ],
)
def test_a_short_name_in_brackets_stands_for_the_long_one(text: str, short: str, long: str) -> None:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    assert {one.name for one in layers.mentions if one.text == short} == {long}
    assert len([one for one in layers.mentions if one.text == short]) == 2


def test_a_name_ends_before_a_bracket() -> None:
    text = "They met Martin Orun (Herald) and Helen Tesk (Lantern) there."
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    assert [one.text for one in layers.mentions if one.kind == "person"] == ["Martin Orun", "Helen Tesk"]


# -- headlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NATO Joint Heron Command - Varn Province Report Today", "NATO Joint Heron Command"),
        ("NATO Joint Heron Command Leaves Varn Province Today", "NATO"),
    ],
)
def test_a_known_body_opens_a_longer_one_in_a_headline(line: str, expected: str) -> None:
    assert names(f"{line}\n\nNothing else was said that day.")[0][0] == expected
