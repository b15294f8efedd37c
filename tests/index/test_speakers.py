"""Who is given no statement: a speaker that is not certain is nobody, never the wrong one."""

from __future__ import annotations

import pytest

from index.extraction.statements import statements
from index.model import Kind, Mention, Span

NAMES: dict[str, Kind] = {
    "Ilse Varga": "person",
    "Tomas Reik": "person",
    "Osric Dahlem": "person",
    "Edda Voss": "person",
    "Radko Milench": "person",
    "Harbour Guard": "organisation",
    "Northmark Radio": "organisation",
    "WHO": "organisation",
    "Straits Alliance": "group",
    "Kestrel Brigade": "group",
    "Marsh Front": "group",
    "Halden": "place",
}


def mentions(text: str) -> list[Mention]:
    return [
        Mention(Span(at, at + len(name)), name, kind, name)
        for name, kind in NAMES.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]


def read(text: str) -> list[tuple[str, str, str]]:
    """The words for each speaker, whom or what they stand for, and what is said."""
    words = lambda span: text[span.start : span.end] if span else "-"  # noqa: E731
    return [
        (words(one.speaker), words(one.named), words(one.content)) for one in statements(text, mentions(text))
    ]


def last(text: str) -> tuple[str, str]:
    """The words for the last speaker, and whom they stand for."""
    return read(text)[-1][:2]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # One that fits in the sentence before, or whom it is about.
        ("Tomas Reik spoke. He said it was late.", "Tomas Reik"),
        ("Tomas Reik met Osric Dahlem. He said it was late.", "Tomas Reik"),
        ("Ilse Varga, a nurse, met Tomas Reik. He said it was late.", "Tomas Reik"),
        ("Tomas Reik spoke. The road was dark. He said it was late.", "Tomas Reik"),
        ("Tomas Reik said that it was late, and he added that it was dark.", "Tomas Reik"),
        ("The Harbour Guard fired. It said it was late.", "Harbour Guard"),
        # Two that fit, or something without a name.
        ("A deal was made by Tomas Reik and Osric Dahlem. He said it was late.", "-"),
        ("The Harbour Guard fired on the Marsh Front. It said it was late.", "-"),
        ("The voice named the Harbour Guard. It said it was late.", "-"),
        ("The voice denied that they were men, as the Harbour Guard maintains: it said “boys”.", "-"),
        ("A driver met Tomas Reik. She said it was late.", "A driver"),
        ("The company wrote that it could not confirm the report of the Harbour Guard.", "-"),
        ("We agree that it was late.", "-"),
        ("The Marsh Front sent the police a plan, which they rejected as “far too late”.", "-"),
        ("Tomas Reik heard her say that it was late. He said that it was dark.", "Tomas Reik"),
        # Over the end of a paragraph.
        ("Tomas Reik spoke.\n\nHe said it was late.", "Tomas Reik"),
        ("Tomas Reik met Osric Dahlem.\n\nHe said it was late.", "-"),
        ("The Harbour Guard fired.\n\nIt said it was late.", "-"),
        # What is known of a person.
        ("Mr Tomas Reik spoke. She said it was late.", "-"),
        ("Mrs Edda Voss met Mr Tomas Reik. She said it was late.", "Edda Voss"),
    ],
)
def test_a_pronoun_is_somebody_only_where_that_is_certain(text: str, named: str) -> None:
    assert last(text)[1] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The minister, Ilse Varga, left. The minister said it was late.", "Ilse Varga"),
        ("Minister Ilse Varga met Prime Minister Osric Dahlem. The minister said it was late.", "-"),
        ("The divers, Ilse Varga wrote, were out. The divers said it was late.", "-"),
        ("The council chose Ilse Varga. The council said it was late.", "-"),
        ("The officer, Ilse Varga, left. He trusts an officer in Halden. The officer said it was late.", "-"),
        ("The officials in Halden said that it was late.", "-"),
        ("The Halden officials said that it was late.", "Halden"),
    ],
)
def test_a_role_is_whoever_alone_is_called_so(text: str, named: str) -> None:
    assert last(text)[1] == named


@pytest.mark.parametrize(
    "who",
    [
        "A statement in the Kestrel Brigade's name",
        "A release in the name of the Kestrel Brigade",
        "A message signed by the Kestrel Brigade",
        "A man who said that he spoke for the Kestrel Brigade",
        "A man speaking in its name",
        "A Kestrel Brigade",
        "Several generals, including Ilse Varga,",
        "Ilse Varga's advice",
    ],
)
def test_what_speaks_in_a_name_or_belongs_to_it_is_not_the_named(who: str) -> None:
    assert last(f"{who} claimed that it was late.")[1] == "-"


def test_a_statement_of_a_body_is_the_bodys() -> None:
    assert last("A statement by the Harbour Guard said that it was late.")[1] == "Harbour Guard"


def test_whoever_is_described_by_what_he_said_makes_two_statements() -> None:
    text = "A man who said that he spoke for the Kestrel Brigade told Northmark Radio on Monday that it had not fired."
    first, second = statements(text, mentions(text))
    assert (first.stance, second.stance) == ("asserts", "denies")
    assert read(text) == [
        ("A man", "-", "he spoke for the Kestrel Brigade"),
        ("A man who said that he spoke for the Kestrel Brigade", "-", "it had not fired"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("On the evening of 16 April Col Tomas Reik said that it was late.", "Col Tomas Reik"),
        ("Two days earlier Tomas Reik said that it was late.", "Tomas Reik"),
        ("The figure came from Cpl Tomas Reik, who said that it was late.", "Cpl Tomas Reik"),
        ("It lay in reeds below the dyke, said Tomas Reik, the spokesman.", "Tomas Reik"),
        ("However Tomas Reik said that it was late.", "Tomas Reik"),
        ("According to the report the road was shut.", "the report"),
        ("According to reports, Tomas Reik was ill.", "reports"),
        (
            "Radko Milench (61) of the Marsh Front said that it was late.",
            "Radko Milench (61) of the Marsh Front",
        ),
        ("The family said that it was late.", "The family"),
        ("The WHO said that it was late.", "The WHO"),
        ("An earlier version said that it was late.", "An earlier version"),
    ],
)
def test_a_speaker_is_cut_to_who_it_is(text: str, speaker: str) -> None:
    (found,) = read(text)
    assert found[0] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The accused stayed in Halden until the morning of the next day.",
        "Ilse Varga's alleged decline continued for all of the next year.",
        "With its winds predicted to reach Halden by noon, the road was shut.",
        "Anyone accused of a crime by the new court may be sent away.",
        "It was a strain confirmed by the Harbour Guard as a danger to all.",
        "Tomas Reik was also praised for all that he did in those years.",
        "Tomas Reik was widely praised for all that he did in those years.",
        "Tomas Reik did not openly admit that he had lost the vote.",
        "The storm claimed the lives of ninety people in Halden alone.",
        "It came from a channel called “Reeds” that nobody had heard of.",
        "The law made Tomas Reik declare the port of Halden to be shut.",
        "Tomas Reik said nothing.",
        "Tomas Reik said so on Monday.",
        "The Kestrel Brigade rejected it on 17 April.",
        "The Kestrel Brigade denied them entry.",
        "The Kestrel Brigade questioned them.",
        "The old doubts the minister had were gone.",
        "The ministry reports this week were late.",
        "The WHO declared a pandemic earlier this year.",
    ],
)
def test_what_nobody_says_or_what_says_nothing_is_no_statement(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Kestrel Brigade denied the attack.", "the attack"),
        ("The Kestrel Brigade claimed the attack.", "the attack"),
        ("Tomas Reik said rockets fell.", "rockets fell"),
        ("Tomas Reik said that nobody came.", "nobody came"),
        ("Some also claim that it was late.", "it was late"),
    ],
)
def test_a_short_content_with_a_verb_or_a_noun_is_kept(text: str, content: str) -> None:
    assert [one[2] for one in read(text)] == [content]


@pytest.mark.parametrize(
    "between",
    ["Marsh Front\n\n", "- ", "2. "],
)
def test_nobody_named_above_speaks_under_a_heading_or_in_a_list(between: str) -> None:
    assert len(read(f"Tomas Reik said: “It was late.”\n\n{between}“We fired at no base.”")) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Governor of Halden Ilse Varga said it was late.", "Ilse Varga"),
        ("The Mayor of Halden Ilse Varga said it was late.", "Ilse Varga"),
        ("Halden Secretary of State Ilse Varga said it was late.", "Ilse Varga"),
        ("“It was late,” said President of Halden Ilse Varga.", "Ilse Varga"),
        ("Ilse Varga, Halden's governor, said it was late before it was dark.", "Ilse Varga"),
        ("The Harbour Guard's director Ilse Varga said it was late.", "Ilse Varga"),
        ("Halden Secretary of State Ilse Varga posted a message, saying it was late.", "Ilse Varga"),
        ("A spokesman for Mayor of Halden Ilse Varga said it was late.", None),
        ("The wife of President Tomas Reik said it was late.", None),
        ("The home of Prime Minister Tomas Reik said it was late.", None),
    ],
)
def test_whoever_has_a_place_in_the_title_speaks(text: str, speaker: str | None) -> None:
    (statement,) = statements(text, mentions(text))
    named = statement.named
    assert (text[named.start : named.end] if named else None) == speaker


def test_a_quotation_alone_is_nobodys_where_others_spoke_and_none_was_quoted() -> None:
    told = (
        "Ilse Varga said that she heard two shots. The Harbour Guard says that it fired once. “I heard two.”"
    )
    assert [one[2] for one in read(told)] == ["she heard two shots", "it fired once"]
    alone = "Ilse Varga said that she heard two shots. “I heard two.”"
    assert read(alone)[-1] == ("Ilse Varga", "Ilse Varga", "I heard two.")


def test_a_quotation_goes_on_with_the_words_for_whoever_is_not_known() -> None:
    found = read("Tomas Reik met Osric Dahlem.\n\n“It was late,” he said. “It was dark.”")
    assert [one[:2] for one in found] == [("he", "-"), ("he", "he")]


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("Halden-backed officials in the town", "-"),
        ("The Halden-appointed spokesman", "-"),
        ("A statement by Halden-led forces", "-"),
        ("Halden-appointed governor Ilse Varga", "Ilse Varga"),
        ("Halden officials", "Halden"),
        ("A Halden-born spokesman for the Harbour Guard", "Harbour Guard"),
    ],
)
def test_a_name_that_only_describes_does_not_speak(who: str, named: str) -> None:
    assert read(f"{who} said that it was late.") == [(who, named, "it was late")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Kestrel Brigade denied it on 17 April.", "it"),
        ("The Kestrel Brigade denied it.", "it"),
        ("Tomas Reik denied it when he was asked.", "it"),
        ("Tomas Reik disputed this on Monday.", "this"),
        ("Tomas Reik denied both.", "both"),
        ("Tomas Reik denied it was late.", "it was late"),
        ("Tomas Reik denied this week that it was late.", "it was late"),
        ("The health ministry doubts this figure.", "this figure"),
        ("The army doubts it.", "it"),
        ("The spokesman disputes the figure.", "the figure"),
        ("The spokesman claims the road is open.", "the road is open"),
    ],
)
def test_what_is_denied_or_doubted_may_be_a_noun_or_a_pronoun(text: str, content: str) -> None:
    assert [one[2] for one in read(text)] == [content]


@pytest.mark.parametrize(
    ("who", "named"),
    [
        ("medics and a resident", "-"),
        ("The Harbour Guard and the Marsh Front", "Harbour Guard"),
        ("residents and the Harbour Guard", "Harbour Guard"),
        ("the mayor and his wife", "-"),
        ("Officials in Halden and the Marsh Front", "-"),
        ("Tomas Reik and Ilse Varga", "Tomas Reik"),
    ],
)
def test_two_who_say_the_same_speak_both(who: str, named: str) -> None:
    assert read(f"“It was late,” {who} said.") == [(who, named, "It was late,")]
    assert read(f"“It was late,” said {who}.") == [(who, named, "It was late,")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The army left Halden and the minister said that it was late.", "the minister"),
        ("Tomas Reik was ill and Ilse Varga said that it was late.", "Ilse Varga"),
        ("The lawyer and poet Ilse Varga said that it was late.", "Ilse Varga"),
        ("“It was late,” said Ilse Varga and the crowd cheered.", "Ilse Varga"),
    ],
)
def test_and_before_a_speaker_may_join_clauses_and_titles(text: str, speaker: str) -> None:
    assert [one[0].endswith(speaker) and " and the" not in one[0] for one in read(text)] == [True]
    assert last(text)[1] in (speaker, "-")
