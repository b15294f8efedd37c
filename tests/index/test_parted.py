"""What stands before its cue is said whole, and each speaker of a sentence has his own words alone."""

from __future__ import annotations

import pytest
from spoken import spoken

from index.model import Kind

NAMES: dict[str, Kind] = {
    "Ilse Varga": "person",
    "Tomas Reik": "person",
    "Edda Voss": "person",
    "Harbour Guard": "organisation",
    "Halden": "place",
    "HALDEN": "place",
}


def read(text: str) -> list[tuple[str, str]]:
    return spoken(text, NAMES)


def contents(text: str) -> list[str]:
    """What is said in a text."""
    return [content for _, content in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody, Ilse Varga stressed, was hurt.",
        "No soldier, Ilse Varga said, has died.",
        "None of the hostages, the police said, were freed.",
        "No soldier, Ilse Varga said on Monday, on either side has died.",
        "Nobody, as Ilse Varga said, was hurt.",
        "Nobody, said Ilse Varga, was hurt.",
        "No soldier, according to Ilse Varga, was hurt.",
        "At no time, Ilse Varga said, was the boat near.",
        "Nobody, Ilse Varga said, “was hurt”.",
        "Nobody – Ilse Varga said – was hurt.",
        "The question, Ilse Varga said, belonged to a court.",
        "The bank, Ilse Varga and others say, is broke.",
        "The road was, according to Ilse Varga, shut.",
        "If it rains, Ilse Varga said, the dam will break.",
        "The old dam above the town, Ilse Varga told reporters, broke.",
    ],
)
def test_a_content_that_its_cue_parts_is_the_whole_sentence(text: str) -> None:
    assert contents(text) == [text.removesuffix(".")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("On Monday, Ilse Varga said, the road was shut.", "the road was shut"),
        ("The next day, Ilse Varga said, the road was shut.", "the road was shut"),
        ("However, Ilse Varga said, the road was shut.", "the road was shut"),
        ("Asked about the dam, Ilse Varga said, it will break.", "it will break"),
        ("Asked about the dam, Ilse Varga said: “It will break.”", "It will break."),
        ("The road was shut, Ilse Varga said, and nobody passed.", "The road was shut"),
        ("The road was shut, Ilse Varga said, citing the police.", "The road was shut"),
        ("The road was shut, said Ilse Varga, who had come late.", "The road was shut"),
        ("The road was shut, Ilse Varga said on Monday — a month too late.", "The road was shut"),
        ("Two men, one of whom, Ilse Varga said, was armed, were held.", "was armed"),
        ("The dam, which, Ilse Varga noted, was old, broke.", "was old"),
        ("The mayor, who denied the charge, left.", "the charge"),
        ("It was a move whose rarity, Ilse Varga said, showed the danger.", "showed the danger"),
    ],
)
def test_what_only_stands_beside_a_cue_is_not_said(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody,” Ilse Varga said, “was hurt.”",
        "“No soldier of ours,” said Ilse Varga, “has died.”",
    ],
)
def test_two_quotations_that_say_nothing_alone_are_one(text: str) -> None:
    assert contents(text) == [text]


@pytest.mark.parametrize("half", ["However", "No", "Yes", "It’s late", "We left", "No, never"])
def test_a_half_that_says_something_or_only_leads_stays_alone(half: str) -> None:
    assert contents(f"“{half},” Ilse Varga said, “and he never came.”") == [f"{half},", "and he never came."]


@pytest.mark.parametrize(
    "aside", ["citing the police", "at noon", "among other things", "by letter of 29 May", "it seems"]
)
def test_what_stands_between_a_cue_and_that_is_not_said(aside: str) -> None:
    assert contents(f"Ilse Varga said, {aside}, that it was late.") == ["it was late"]


def test_two_cues_before_one_that_have_the_same_content() -> None:
    assert read("Ilse Varga said, and police confirmed, that it was late.") == [
        ("Ilse Varga", "it was late"),
        ("police", "it was late"),
    ]


def test_who_is_said_to_be_something_does_not_say_it() -> None:
    assert read("Ilse Varga, who the police said was hurt, left.") == [("the police", "was hurt")]


def test_a_quotation_parted_by_its_cue_is_two() -> None:
    assert contents("“We left,” Ilse Varga said, “and never came back.”") == [
        "We left,",
        "and never came back.",
    ]


def test_what_is_parted_inside_what_another_passes_on_begins_there() -> None:
    assert read("Tomas Reik said that nobody, Ilse Varga stressed, was hurt.") == [
        ("Tomas Reik", "nobody, Ilse Varga stressed, was hurt"),
        ("Ilse Varga", "nobody, Ilse Varga stressed, was hurt"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ilse Varga said two men were missing, but police chief Tomas Reik said three were.",
            [("Ilse Varga", "two men were missing"), ("police chief Tomas Reik", "three were")],
        ),
        (
            "Ilse Varga said two men were missing, while the police said three were.",
            [("Ilse Varga", "two men were missing"), ("the police", "three were")],
        ),
        (
            "Ilse Varga said it was late, and she added that it was dark.",
            [("Ilse Varga", "it was late"), ("she", "it was dark")],
        ),
        (
            "Ilse Varga said two men were missing, but three were, Tomas Reik said.",
            [("Ilse Varga", "two men were missing"), ("Tomas Reik", "three were")],
        ),
        (
            "Ilse Varga denied the charge, and nobody, Tomas Reik stressed, was hurt.",
            [("Ilse Varga", "the charge"), ("Tomas Reik", "nobody, Tomas Reik stressed, was hurt")],
        ),
        (
            "Ilse Varga has not said whether it was late; the Harbour Guard paid for the boat, Tomas Reik said.",
            [("Tomas Reik", "the Harbour Guard paid for the boat")],
        ),
        (
            "Ilse Varga said two men were missing, Tomas Reik said.",
            [("Tomas Reik", "Ilse Varga said two men were missing"), ("Ilse Varga", "two men were missing")],
        ),
    ],
)
def test_each_speaker_of_a_sentence_has_his_own_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "content",
    [
        "Tomas Reik, Edda Voss, and the mayor denied the charge",
        "Tomas Reik left, Edda Voss, and a man who denied the charge",
        "two boats, one car, and five confirmed cases were seen",
        "Tomas Reik had claimed that it was late",
        "the road was shut, but it was late",
    ],
)
def test_a_list_and_a_clause_without_a_speaker_belong_to_what_is_said(content: str) -> None:
    assert contents(f"Ilse Varga said that {content}.")[0] == content


@pytest.mark.parametrize(
    "opening",
    [
        "HALDEN - ",
        "HALDEN (Wire) — ",
        "HALDEN, March 11 (Wire) - ",
        "BRENN, 22 May - ",
        "07:05 ",
        "07:05 - ",
    ],
)
def test_a_dateline_and_a_time_of_day_are_not_said(opening: str) -> None:
    assert contents(f"{opening}Five men came on foot, Ilse Varga said.") == ["Five men came on foot"]
    assert read(f"{opening}Ilse Varga confirms a fire.") == [("Ilse Varga", "a fire")]


def test_a_hyphen_and_a_word_in_capitals_are_no_dateline() -> None:
    text = "NATO-led troops, 47-year-old men among them, came on foot, Ilse Varga said."
    assert contents(text) == ["NATO-led troops, 47-year-old men among them, came on foot"]


@pytest.mark.parametrize(
    "day",
    [
        "on December 28",
        "on 28 December",
        "on the 28th of December",
        "on December 28, 2025,",
        "on Sunday, December 28,",
        "Dec. 28",
        "in December 2025",
        "on 2025-12-28",
        "on 28.12.2025",
        "on 12/28/2025",
    ],
)
def test_the_day_on_which_something_is_said_is_not_said(day: str) -> None:
    assert contents(f"Ilse Varga said {day} that he had left.") == ["he had left"]
    assert contents(f"The road was shut, Ilse Varga said {day}.") == ["The road was shut"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ilse Varga said 28 men had left.", "28 men had left"),
        ("Ilse Varga said in May 28 people had died.", "28 people had died"),
        ("Ilse Varga said May 5 was a holiday.", "May 5 was a holiday"),
        ("Ilse Varga said at least 71 people were there.", "at least 71 people were there"),
        ("Ilse Varga said in public that it was late.", "it was late"),
    ],
)
def test_a_number_that_is_no_day_is_said(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam was old; according to Ilse Varga, it broke at noon.", "it broke at noon"),
        ("The dam was old, but according to Ilse Varga, it held.", "it held"),
        ("The dam was old and, according to Ilse Varga, it broke.", "it broke"),
        (
            "Gunmen came, then, according to Ilse Varga, fled.",
            "Gunmen came, then, according to Ilse Varga, fled",
        ),
        ("The dam broke, according to Ilse Varga, on Monday.", "The dam broke"),
    ],
)
def test_a_clause_that_begins_with_according_to_is_what_follows_it(text: str, expected: str) -> None:
    assert contents(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "There were 80 deaths and 37 confirmed cases in other towns.",
        "She won none of the fourteen state contests of the spring.",
        "The officer maintains direct contact with several leaders to plan attacks.",
        "The Harbour Guard maintains a small base that closes in winter.",
        "The senate of Halden confirmed him on Friday by 40 votes.",
    ],
)
def test_a_word_that_could_say_something_may_only_count_or_keep(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ruling made claims which analysts say could be dangerous.", ("analysts", "could be dangerous")),
        ("Ilse Varga maintains that the dam was safe.", ("Ilse Varga", "the dam was safe")),
        ("Tomas Reik told our correspondent the dam was safe.", ("Tomas Reik", "the dam was safe")),
        ("Ilse Varga maintained the dam was safe.", ("Ilse Varga", "the dam was safe")),
        ("The four confirmed that it was late.", ("four", "it was late")),
        (
            "According to the Harbour Guard (HG), the boat was late.",
            ("the Harbour Guard", "the boat was late"),
        ),
        (
            "According to its first officer, Tomas Reik, ten were aboard.",
            ("its first officer", "ten were aboard"),
        ),
    ],
)
def test_and_where_it_says_something_it_is_said(text: str, expected: tuple[str, str]) -> None:
    ((speaker, content),) = read(text)
    assert (speaker.removeprefix("The "), content) == expected


def test_no_words_reach_back_over_a_quotation_that_ends() -> None:
    text = '"Nobody," Ilse Varga said, "was hurt." But two people, police said, were missing.'
    assert read(text)[-1] == ("police", "two people, police said, were missing")
    text = "“It is closed,” Ilse Varga said. “It was late.” The police, Tomas Reik said, were late."
    assert read(text)[-1] == ("Tomas Reik", "The police, Tomas Reik said, were late")
