"""Who said what: speakers, contents, stances, and quotations of every sort of marks."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction.quotations import blocks
from index.extraction.statements import statements
from index.model import Kind, Mention, Span, Statement
from index.text import clean

sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "evaluate"))
from statements import GOLD, articles, judge, judge_stances  # type: ignore[import-not-found]

NAMES: dict[str, Kind] = {
    "Ilse Varga": "person",
    "Varga": "person",
    "Tomas Reik": "person",
    "Security Media Cell": "organisation",
    "SMC": "organisation",
    "Harbour Guard": "organisation",
    "Marsh Front": "group",
    "Exercise Wire": "organisation",
    "Halden": "place",
}


def mentions(text: str) -> list[Mention]:
    found = []
    for name in sorted(NAMES, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            if not any(one.span.start <= at < one.span.end for one in found):
                found.append(Mention(Span(at, at + len(name)), name, NAMES[name], name))
            at = text.find(name, at + 1)
    return found


def read(text: str) -> list[tuple[str, str, str, str]]:
    """Speaker, what it stands for, stance, content."""
    words = lambda span: text[span.start : span.end] if span else "-"  # noqa: E731
    return [
        (words(one.speaker), words(one.named), one.stance, words(one.content))
        for one in statements(text, mentions(text))
    ]


def only(text: str) -> Statement:
    (statement,) = statements(text, mentions(text))
    return statement


@pytest.mark.parametrize(("half", "floor"), [("development", 0.94), ("held-back", 0.9)])
def test_quotations_of_the_gold_set_have_their_speakers(half: str, floor: float) -> None:
    judged = [one for article in articles(GOLD / f"{half}.txt") for one in judge(article)]
    assert len(judged) >= 75
    assert sum(one.correct for one in judged) >= floor * len(judged)


@pytest.mark.parametrize(
    ("text", "speaker", "named", "stance", "content"),
    [
        ('"We left," said Ilse Varga.', "Ilse Varga", "Ilse Varga", "asserts", "We left,"),
        ("Ilse Varga said that the road was open.", "Ilse Varga", "Ilse Varga", "asserts", "the road was open"),
        ("The road is open, Ilse Varga said on Monday.", "Ilse Varga", "Ilse Varga", "asserts", "The road is open"),
        ("According to the Harbour Guard, it was dark.", "the Harbour Guard", "Harbour Guard", "asserts", "it was dark"),
        ("It was dark, according to the Harbour Guard.", "the Harbour Guard", "Harbour Guard", "asserts", "It was dark"),
        ("Ilse Varga, 41, a nurse, said it was late.", "Ilse Varga", "Ilse Varga", "asserts", "it was late"),
        ('The Security Media Cell (SMC) said, "We saw it."', "The Security Media Cell", "Security Media Cell", "asserts", "We saw it."),
        ("The Marsh Front denied that it had fired.", "The Marsh Front", "Marsh Front", "denies", "it had fired"),
        ("Varga doubted that it was true.", "Varga", "Varga", "doubts", "it was true"),
        ("The Harbour Guard said there was no attack.", "The Harbour Guard", "Harbour Guard", "asserts", "there was no attack"),
        ('"Dark," a witness told reporters.', "a witness", "-", "asserts", "Dark,"),
        ("«We left», said Ilse Varga.", "Ilse Varga", "Ilse Varga", "asserts", "We left"),
        ("„We left“, said Ilse Varga.", "Ilse Varga", "Ilse Varga", "asserts", "We left"),
        ("‘The drivers’ pay is low,’ said Ilse Varga.", "Ilse Varga", "Ilse Varga", "asserts", "The drivers’ pay is low,"),
    ],
)  # fmt: skip
def test_who_said_what(text: str, speaker: str, named: str, stance: str, content: str) -> None:
    assert read(text) == [(speaker, named, stance, content)]


@pytest.mark.parametrize(("half", "floor"), [("development", 0.95), ("held-back", 0.9)])
def test_statements_of_the_gold_set_have_speaker_and_stance(half: str, floor: float) -> None:
    judged = [one for article in articles(GOLD / f"stance-{half}.txt") for one in judge_stances(article)]
    assert len(judged) >= 30
    assert {one.right[1] for one in judged} == {"asserts", "denies", "reports", "doubts"}
    assert sum(one.speaker for one in judged) >= floor * len(judged)
    assert sum(one.stance for one in judged) >= floor * len(judged)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A man who said that he was a guard told SMC that the gate was open.",
            [("A man", "he was a guard"), ("A man who said that he was a guard", "the gate was open")],
        ),
        ("A man who said the minister denied it left.", [("A man", None), ("the minister", "it left")]),
        ("Ilse Varga, who denied the charge, was released.", [("Ilse Varga", "the charge")]),
        ("The Harbour Guard said on Monday that it fired.", [("The Harbour Guard", "it fired")]),
        ("SMC said late on Sunday in a statement rockets fell.", [("SMC", "rockets fell")]),
        (
            "The war is over, Ilse Varga told the Harbour Guard on Monday.",
            [("Ilse Varga", "The war is over")],
        ),
        ("The war is over, according to Ilse Varga.", [("Ilse Varga", "The war is over")]),
        ("SMC neither confirmed nor denied the report.", []),
        ("No group claimed the attack.", []),
        ("Ilse Varga was sceptical that he would come.", [("Ilse Varga", "he would come")]),
    ],
)
def test_clauses_about_the_speaker_and_about_when_are_stepped_over(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = [(speaker, content) for speaker, _, _, content in read(text)]
    assert len(found) == len(expected)
    for (speaker, content), (right, words) in zip(found, expected, strict=True):
        assert speaker == right
        assert words is None or content == words


def test_what_a_quotation_passes_on_is_a_statement_inside_it() -> None:
    text = '"Tomas Reik told us the road was shut," Ilse Varga said.'
    outer, inner = statements(text, mentions(text))
    assert (outer.stance, inner.stance) == ("reports", "asserts")
    assert inner.within == 0
    assert inner.named == Span(1, 11)
    assert text[inner.content.start : inner.content.end] == "the road was shut"


@pytest.mark.parametrize(
    "text",
    [
        '"I told him that we would go," Ilse Varga said.',
        '"If the Harbour Guard says two, it is two," Ilse Varga said.',
        '"We believe that nobody warned them," Ilse Varga said.',
    ],
)
def test_what_a_quotation_says_of_the_speaker_or_supposes_is_no_statement(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("it had never paid anybody", "denies"),
        ("I did not write that letter", "denies"),
        ("none of its men was there", "denies"),
        ("he did not know the man", "asserts"),
        ("there were three of them", "asserts"),
        ("it was unclear who fired", "doubts"),
        ("I do not believe it", "doubts"),
    ],
)
def test_the_first_clause_says_what_the_speaker_makes_of_it(content: str, stance: str) -> None:
    assert only(f"Ilse Varga said that {content}.").stance == stance


@pytest.mark.parametrize(
    "text",
    [
        '"There are no locked doors," Ilse Varga said.',
        '"There is no better city in the world," said Ilse Varga.',
        'Ilse Varga said: "He knows there is no border crisis."',
        "Ilse Varga said there was no suggestion of increased threat.",
        "Ilse Varga said the ban was not part of any broader plan.",
        "Ilse Varga said she would not vote for him.",
        "Ilse Varga said she had no money.",
        "The rebels claimed a victory. “There is no military solution,” Ilse Varga told the Security Council.",
        "The allegation came late. Ilse Varga said there is no other way out of the war.",
        "“There is no such thing as an old debt,” Ilse Varga said.",
    ],
)
def test_a_no_alone_denies_nothing(text: str) -> None:
    assert [one[2] for one in read(text)][-1] == "asserts"


@pytest.mark.parametrize(
    "text",
    [
        "“The colonel said no such thing,” Ilse Varga said.",
        "“We did nothing of the sort,” Ilse Varga said.",
        "It was about rumours of prisoners. “There are no prisoners,” Ilse Varga said.",
        "Asked about a fire in the depot, Ilse Varga said there is no fire.",
        "Tomas Reik was accused of a theft. Ilse Varga said there had been no theft.",
        "The allegation came from Halden. Ilse Varga said she never visited Halden.",
        "Asked about the raid, Ilse Varga said that she did not join it.",
        'It was about bribes. Ilse Varga said: "No, I did not."',
        'Ilse Varga said reports of dead seals were "simply untrue".',
        "Ilse Varga said there is currently no evidence to support the claims of fraud.",
        "Ilse Varga said her men had not fired.",
    ],
)
def test_what_answers_a_claim_denies(text: str) -> None:
    assert only(text).stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Guard questioned the individuals.",
        "The Harbour Guard questioned the car's owner.",
        "The Harbour Guard questioned the occupants at the location.",
        "Halden denied funding for the wall.",
        "The Harbour Guard denied him entry.",
        "The Harbour Guard denied her entry.",
        "The Harbour Guard dismissed the director.",
        "The Harbour Guard dismissed the minister on Monday.",
        "The Harbour Guard rejected her on Monday.",
        "The Harbour Guard dismissed the lawsuit.",
        "The Harbour Guard rejected the plan of the town.",
        "That was what the Harbour Guard rejected at the beginning.",
    ],
)
def test_who_decides_or_questions_somebody_says_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Harbour Guard questioned the findings.", "doubts"),
        ("Ilse Varga questioned whether the boat existed.", "doubts"),
        ("The Harbour Guard dismissed the claim.", "denies"),
        ("The Harbour Guard rejected the plan as an invention.", "denies"),
        ("The Harbour Guard denied the attack.", "denies"),
        ("The Harbour Guard denied her claim.", "denies"),
        ("Halden denied her account of the night.", "denies"),
        ("The Harbour Guard dismissed her remarks.", "denies"),
        ("The Harbour Guard dismissed the director's claim.", "denies"),
        ("The Harbour Guard questioned her findings.", "doubts"),
    ],
)
def test_who_denies_or_doubts_what_was_said_does(text: str, stance: str) -> None:
    assert [one[2] for one in read(text)] == [stance]


def test_both_sides_of_a_cue_are_said() -> None:
    found = read("They could have fired, Ilse Varga told her, but she had not been able to show it.")
    assert [one[3] for one in found] == ["They could have fired", "she had not been able to show it"]


def test_what_follows_an_opening_clause_is_the_articles() -> None:
    assert read('After Ilse Varga tweeted the same advice, SMC placed a "warning" over it.') == []


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Varga threatened to withhold the money from the town.",
        "Ilse Varga called on the Harbour Guard to leave.",
        "The Harbour Guard called for all occupants to exit the buildings.",
        "Ilse Varga vowed to fight on.",
        "Ilse Varga condemned the attack.",
        "Ilse Varga urged both sides to stop.",
        "Ilse Varga warned of it.",
        "Ilse Varga complained about him to the police.",
        "Ilse Varga was warned of a flood.",
        "Ilse Varga pledged a sum of five million to a new fund of the town “to help”.",
        "Ilse Varga can and may declare an emergency.",
        "The minister may say that it was late.",
        "Ilse Varga denied, though it was on tape.",
        "Ilse Varga was there, pleading guilty to fourteen charges.",
        'Ilse Varga said: "...".',
        "Ilse Varga told Exercise Wire, which also reported the place of the ship.",
        "Halden states as having members there were two.",
        "Ilse Varga told the Harbour Guard to leave the town.",
        "Ilse Varga argued for a new road to the town.",
        'They called him "Mr. A" as the search for him continued.',
        "Ilse Varga was elected there, and admitted to hospital.",
    ],
)
def test_calls_threats_plans_and_judgements_without_a_quotation_say_nothing(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('Ilse Varga threatened to "fire them all".', "fire them all"),
        ('Ilse Varga called on both sides "to stop".', "to stop"),
        ("Ilse Varga warned of a war in Halden.", "a war in Halden"),
        ("Ilse Varga complained about the delays.", "the delays"),
        ("Ilse Varga expects that the road will be open.", "the road will be open"),
        ("Ilse Varga assured the town the dam was safe.", "the dam was safe"),
        ("Ilse Varga told the town council he was ill.", "he was ill"),
        ("Ilse Varga told the head of the council that he was ill.", "he was ill"),
        ("On Friday, Ilse Varga said the road was open.", "the road was open"),
        ("In a statement on Friday, Ilse Varga said the road was open.", "the road was open"),
        ("According to a report by Exercise Wire, the road was open.", "the road was open"),
        ("Since early March, according to Ilse Varga, the road was open.", "the road was open"),
        ("The Harbour Guard confirmed the arrest of a man on Oct. 19.", "the arrest of a man on Oct. 19"),
        ("Ilse Varga said Thursday's crash was the fourth.", "Thursday's crash was the fourth"),
        (
            "Ilse Varga said on Friday he can and may declare an emergency.",
            "he can and may declare an emergency",
        ),
        ('Ilse Varga told reporter Tomas Reik "The road is open."', "The road is open."),
        ("Ilse Varga wrote on Exercise Wire: “The road is open.”", "The road is open."),
        ("Ilse Varga told the court last week, “The road is open.”", "The road is open."),
        ("After Ilse Varga said it was late, the Harbour Guard left the place.", "it was late"),
        ("Ilse Varga said it was late; the Harbour Guard had left.", "it was late"),
        (
            "Ilse Varga said it was late; that it was dark; and that she left.",
            "it was late; that it was dark; and that she left",
        ),
        ("Ilse Varga said she would sign, before reversing course the next day.", "she would sign"),
        ("Ilse Varga said she would sign before reversing course the next day.", "she would sign"),
        ("According to Ilse Varga, who led the team and came back for a day, it was late.", "it was late"),
        ("Ilse Varga denied the theft, however, it was on tape.", "the theft"),
        ('Ilse Varga said of the road, "It is open."', "It is open."),
        ("Ilse Varga explained to SMC that the road was open.", "the road was open"),
        ("Ilse Varga told local newspaper Exercise Wire the road was open.", "the road was open"),
        ("According to police and county officials, the road was open.", "the road was open"),
        ("According to Ilse Varga, head of the clinic, the road was open.", "the road was open"),
        ("The road was open, according to the ministry moved to Halden.", "The road was open"),
        ("Ilse Varga denied the charges, labelled them a lie.", "the charges"),
        (
            "According to Ilse Varga, formerly the director of the clinic, the road was open.",
            "the road was open",
        ),
        ("It was late, which Ilse Varga announced in a release.", "It was late"),
        ("The fires, which SMC said were under control, went on.", "were under control"),
        ("We can confirm that the road is open.", "the road is open"),
    ],
)
def test_what_is_said_is_cut_out_whole(text: str, content: str) -> None:
    assert [one[3] for one in read(text)] == [content]


def test_a_pronoun_is_the_last_speaker() -> None:
    found = read('"We left," said Ilse Varga. She added: "It was late."')
    assert [one[1] for one in found] == ["Ilse Varga", "Ilse Varga"]


def test_a_quotation_goes_on_over_paragraphs() -> None:
    text = "Ilse Varga said: “We waited.\n\n“Then we left.”"
    statement = only(text)
    assert statement.direct
    assert text[statement.content.end - 8 : statement.content.end] == "we left."


def test_words_in_marks_that_nobody_speaks_are_no_statement() -> None:
    assert read('The so-called "caliphate" fell in Halden.') == []


@pytest.mark.parametrize("not_said", ["cannot say", "can't say", "didn’t say", "did not say", "never said"])
def test_what_is_not_said_is_no_statement(not_said: str) -> None:
    assert read(f"Ilse Varga {not_said} who he was.") == []


def test_a_quotation_in_what_is_disowned_is_not_the_speakers() -> None:
    statement = only('The Marsh Front disowned a statement announcing the "resumption of attacks".')
    assert (statement.stance, statement.quotes) == ("denies", ())


def test_what_others_said_is_a_chain() -> None:
    text = "SMC said Ilse Varga claimed that the road was open."
    outer, inner = statements(text, mentions(text))
    assert (outer.stance, inner.stance, inner.within) == ("reports", "asserts", 0)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Harbour Guard: five injured, no dead.", "five injured, no dead"),
        ("Harbour Guard: aid cannot reach Halden", "aid cannot reach Halden"),
        ("Ilse Varga: we never fired a shot.", "we never fired a shot"),
        ("Ilse Varga: “We left.”", "We left."),
    ],
)
def test_a_name_and_a_colon_say_what_stands_behind(text: str, content: str) -> None:
    assert [(one[1], one[3]) for one in read(text)] == [(text.partition(":")[0], content)]


@pytest.mark.parametrize(
    "behind",
    [
        "a life that was short",
        "How she won the war",
        "founded in 1970, it was disbanded",
        "member states, partners, missions",
        "555-1234, called daily",
        "was it late?",
        "mayor, mother, poet",
        "an account: we were late",
    ],
)
def test_what_a_name_and_a_colon_only_introduce_is_not_said(behind: str) -> None:
    assert read(f"Harbour Guard: {behind}") == []
    assert read(f"With Harbour Guard: {behind}") == []


def test_a_chain_is_followed_a_few_steps() -> None:
    text = "SMC said Ilse Varga claimed Tomas Reik believed that the Harbour Guard knew that it was late."
    assert len(read(text)) == 3
    text = "Ilse Varga said Tomas Reik said " * 400
    found = statements(text, mentions(text))
    assert 0 < sum(one.content.end - one.content.start for one in found) < 5 * len(text)
    text = f"“{text.strip()}”, SMC said."
    found = statements(text, mentions(text))
    assert 0 < sum(one.content.end - one.content.start for one in found) < 6 * len(text)


@given(st.text(alphabet=" \n\"“”‘’'«»,.:()Asaid that-–", max_size=120))
def test_any_text_has_statements_inside_it(text: str) -> None:
    text = clean(text)
    for statement in statements(text, []):
        assert 0 <= statement.content.start <= statement.content.end <= len(text)
    assert sum(len(block.quotations) for block in blocks(text)) <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "'",
        " '",
        "‘a ",
        "“",
        "said ",
        "a, said ",
        "(said ",
        "who said ",
        "“a”\n\n",
        "he said, and ",
        "she said ",
        "it was, she said, ",
    ],
)
def test_hostile_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = clean(piece * count)
        began = time.process_time()
        statements(text, [])
        return time.process_time() - began

    assert seconds(8000) <= 12 * seconds(2000) + 0.2
