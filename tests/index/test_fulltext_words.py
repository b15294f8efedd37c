"""Claims about words: what is one word, which spellings are the same word, and where each stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fulltext.analysis import BREAK, WordAnalyzer
from index.fulltext.stems import ALGORITHMS, beginning, forms, languages_of
from index.text import clean
from index.words import _RULES, _WORD, fold, folded_words, words

readable = st.text(
    st.one_of(
        st.characters(categories=["L", "M", "N", "P", "Zs"]),
        st.sampled_from("aZ09.,'’ \n-éıßłİﬁ北あガ\u0645\u064e\u200c\u0640\u05e9\u0e33½²"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five rockets, one base.", "five rockets one base"),
        ("F-16", "f 16"),
        ("G7 and G20", "g7 and g20"),
        ("T-72B3", "t 72b3"),
        ("16km, 300km, the 10th", "16km 300km the 10th"),
        ("U.S.", "us"),
        ("U.S.A.F. jets", "usaf jets"),
        ("at noon. He", "at noon he"),
        ("www.a.example.org", "www a example org"),
        ("Iraq's", "iraq"),
        ("Iraq’s", "iraq"),
        ("Da'esh", "daesh"),
        ("Da’esh’s", "daesh"),
        ("Qur\u02bcan", "quran"),
        ("'quoted'", "quoted"),
        ("O'Neill's", "oneill"),
        ("5,000", "5000"),
        ("1,234,567.89", "1234567.89"),
        ("3.5", "3.5"),
        ("1,2,3", "1 2 3"),
        ("2024,2025", "2024 2025"),
        ("22.04.2024", "22.04.2024"),
        ("21:50", "21 50"),
        ("snake_case", "snake case"),
        ("al-Sudani", "al sudani"),
        ("Erdoğan İzmir Łódź Århus", "erdogan izmir lodz arhus"),
        ("Straße", "strasse"),
        ("œuvre Æsir đinh ıIİi", "oeuvre aesir dinh iiii"),
        ("Ελλάδα", "ελλαδα"),
        ("Москва́", "москва"),
        ("ﬁnal x²", "final x2"),
        ("٥٬٠٠٠ ٥,٠٠٠", "٥ ٠٠٠ ٥٠٠٠"),
        ("", ""),
        ("… — !? 😀", ""),
    ],
)
def test_a_text_has_these_words(text: str, expected: str) -> None:
    assert " ".join(folded_words(text)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("u.s", "US"),
        ("Iraq's", "IRAQ"),
        ("Da'esh", "Daesh"),
        ("São Tomé", "sao tome"),
        ("Cafe\u0301", "café"),
        ("5,000", "5000"),
        # Arabic with and without vowel marks and tatweel; Persian with and without the joiner
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("أحمد", "احمد"),
        ("می\u200cروم", "میروم"),
        # Hebrew points, full-width letters
        ("שָׁלוֹם", "שלום"),
        ("ＮＡＴＯ", "nato"),
    ],
)
def test_two_spellings_are_one_word(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other)
    assert folded_words(one)


def test_the_vowel_signs_of_indian_scripts_are_part_of_the_word() -> None:
    assert len(folded_words("हिन्दी भाषा")) == 2
    assert fold("की") != fold("का")


def test_chinese_and_japanese_characters_are_words_one_by_one() -> None:
    assert folded_words("北京，上海") == ("北", "京", "上", "海")
    assert folded_words("NATO北京16") == ("nato", "北", "京", "16")
    assert len(folded_words("きのう")) == 3


def test_korean_and_thai_are_not_cut() -> None:
    assert len(folded_words("서울 평양")) == 2
    assert len(folded_words("กรุงเทพ")) == 1


@given(readable)
def test_every_word_keeps_its_place(text: str) -> None:
    before = 0
    for word, start, end in words(text):
        assert before <= start < end <= len(text)
        assert fold(text[start:end]) == word
        assert [found for found, _, _ in words(text[start:end])] == [word]
        assert not re.search(r"\s", text[start:end])
        before = end


@given(readable)
def test_letters_and_digits_are_never_lost(text: str) -> None:
    text = clean(text)
    covered = {place for _, start, end in words(text) for place in range(start, end)}
    lost = [c for place, c in enumerate(text) if c.isalnum() and place not in covered and fold(c)]
    assert lost == []


@given(st.text("abzséöłøжγд\u0645\u062d5,. -'"))
def test_case_makes_no_other_word(text: str) -> None:
    assert folded_words(text.upper()) == folded_words(text)


@given(
    st.lists(st.from_regex(r"[a-z]{3,7}(ies|y|ing|ed|s|e|bility|ble|ational|ation|ness|ly)", fullmatch=True))
)
def test_a_word_begins_with_what_its_stem_is_looked_up_by(made: list[str]) -> None:
    for word in made:
        assert word.startswith(beginning(word, "en")), word


def test_whoosh_gets_the_same_words_with_their_places() -> None:
    text = "The U.S. F-16, over Iraq's 北京"
    tokens = [
        (token.text, token.pos, token.startchar, token.endchar, token.original)
        for token in WordAnalyzer()(text, positions=True, chars=True, keeporiginal=True)
    ]
    assert tokens == [
        (word, place, start, end, text[start:end]) for place, (word, start, end) in enumerate(words(text))
    ]


def test_between_two_values_of_a_field_lies_a_place_without_a_word() -> None:
    text = f"Halden Courier{BREAK}Exercise Wire"
    tokens = [
        (token.text, token.pos, text[token.startchar : token.endchar])
        for token in WordAnalyzer()(text, positions=True, chars=True)
    ]
    assert tokens == [
        ("halden", 0, "Halden"),
        ("courier", 1, "Courier"),
        ("exercise", 3, "Exercise"),
        ("wire", 4, "Wire"),
    ]
    assert BREAK not in clean(text)


@given(st.text(st.one_of(st.characters(), st.sampled_from("aZ09.,'’ -_éß北あ\u064e\u200c\u0301½\U0002ebe1"))))
def test_the_rules_that_are_for_speed_change_no_word(text: str) -> None:
    slowly = re.compile("|".join(_RULES[1:]))
    assert [found.span() for found in _WORD.finditer(text)] == [
        found.span() for found in slowly.finditer(text)
    ]


FORMS = [
    ("en", "rockets", ["rocket"]),
    ("en", "army", ["armies"]),
    ("en", "possibility", ["possible"]),
    ("fr", "gouvernements", ["gouvernement"]),
    ("fr", "nationaux", ["national", "nationale"]),
    ("de", "regierungen", ["regierung"]),
    ("de", "hausern", ["haus", "hauser"]),
    ("es", "nacionales", ["nacional"]),
    ("ru", "ракетами", ["ракета", "ракеты", "ракет"]),
    ("ar", "الصواريخ", ["صواريخ"]),
]


@pytest.mark.parametrize(("language", "word", "others"), FORMS, ids=[word for _, word, _ in FORMS])
def test_a_word_has_forms_in_its_language(language: str, word: str, others: list[str]) -> None:
    known = [*others, word, "radar", "радар", "رادار"]
    assert languages_of(word, [language]) == (language,)
    assert [form for form in forms(word, language, known) if form != word] == others
    assert all(form.startswith(beginning(word, language)) for form in others)


def test_short_words_numbers_and_words_of_other_scripts_have_no_forms() -> None:
    every = tuple(ALGORITHMS)
    assert languages_of("us", every) == languages_of("f16", every) == languages_of("北", every) == ()
    assert languages_of("ракета", every) == ("ru",)
    assert {"ru", "ar", "el"}.isdisjoint(languages_of("rocket", every))


@pytest.mark.parametrize(
    ("one", "other"), [("الحكومة", "الحكومه"), ("على", "علي"), ("أحمد", "احمد"), ("کتاب", "كتاب")]
)
def test_arabic_letters_that_are_typed_for_each_other_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
