"""The tagger and what it does together with the rules; with the model that is shipped, and without it."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extraction import extract, tagger, wordbook
from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.pieces import pieces
from index.extraction.recogniser import Recogniser
from index.extraction.tokens import plain
from index.model import Article, Layers
from index.text import clean


def read(text: str, language: str = "en") -> Layers:
    return extract(Article(1, "0" * 20, "A title", False, clean(text), language, ()))


def kinds(text: str) -> dict[str, str]:
    return {mention.text: mention.kind for mention in read(text).mentions}


# -- pieces ---------------------------------------------------------------------------------------


def test_pieces_stand_where_they_say() -> None:
    text = "“Iraq’s men (SMC) left”, said al-Sudani. U.S. troops – 21:50 – stayed!"
    (first, second) = pieces(text)
    assert first.texts == ["Iraq", "'s", "men", "(", "SMC", ")", "left", "”", ",", "said", "al-Sudani", "."]
    for sentence in (first, second):
        for piece, start, end in zip(*sentence, strict=True):
            assert plain(text[start:end]) == piece
        assert all(before <= after for before, after in pairwise(sentence.starts))


def test_a_row_of_marks_is_cut_short() -> None:
    ((texts, _, _),) = pieces("One --------- two")
    assert texts == ["One", "-", "-", "-", "two"]


# -- one name in several places -------------------------------------------------------------------


def test_the_same_words_have_one_label_in_all_places() -> None:
    sentences = [["Kesmark", "denied", "it"], ["in", "Kesmark"], ["Kesmark", "left"]]
    place, person = [0.02, 0.03, 0.94, 0.01], [0.5, 0.1, 0.4, 0.0]
    found = [
        [tagger.Weighed(tagger.Tagged(0, 1, "PER", 0.5), person)],
        [tagger.Weighed(tagger.Tagged(1, 2, "LOC", 0.94), place)],
        [tagger.Weighed(tagger.Tagged(0, 1, "PER", 0.5), person)],
    ]
    names = [one for sentence in tagger.agreed(sentences, found) for one in sentence]
    assert [(one.first, one.last, one.label) for one in names] == [
        (0, 1, "LOC"),
        (1, 2, "LOC"),
        (0, 1, "LOC"),
    ]
    assert all(0.5 < one.confidence < 1 for one in names)


def test_no_label_comes_that_no_place_was_given() -> None:
    shares = [0.1, 0.4, 0.5, 0.0]
    names = [tagger.Weighed(tagger.Tagged(0, 1, "ORG", 0.4), shares)]
    assert tagger.agreed([["Kesmark"], ["Kesmark"]], [names, names]) == [[names[0].name]] * 2


# -- features -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def features() -> Features:
    return Features(wordbook.load(), lexicon())


def test_only_the_neighbourhood_of_capital_letters_is_looked_at(features: Features) -> None:
    sentence = [
        "the",
        "old",
        "men",
        "of",
        "the",
        "town",
        "left",
        "for",
        "Baghdad",
        "and",
        "for",
        "good",
        "on",
        "foot",
    ]
    ((stretch,),) = features.of([sentence])
    assert (stretch.first, len(stretch.features)) == (7, 3)
    assert features.of([["nobody", "came"]]) == [[]]


def test_a_name_with_small_words_inside_is_one_stretch(features: Features) -> None:
    ((stretch,),) = features.of([["the", "Front", "for", "the", "Liberation", "of", "Brenn"]])
    assert len(stretch.features) == 7


def test_the_rest_of_the_article_bears_witness(features: Features) -> None:
    alone = features.of([["Tesk", "left"]])[0][0].features[0]
    beside = features.of([["Tesk", "left"], ["Later", "Tesk", "said", "so"]])[0][0].features[0]
    assert not any(feature.startswith(("d-", "D")) for feature in alone)
    assert {"d-inside", "D+=said"} <= set(beside)


def test_every_word_of_a_row_of_capitals_sees_its_ends_and_neighbours(features: Features) -> None:
    sentence = ["the", "Tesk", "Harbour", "Aid", "said", "Brenn", "Ministry", "of", "Fish", "fell"]
    ((stretch,),) = features.of([sentence])
    seen = dict(zip(sentence[stretch.first :], stretch.features, strict=False))
    for word in ("Tesk", "Harbour", "Aid"):
        assert {"r<=the", "r>=said", "rl=aid", "rf=tesk", "rn=3"} <= set(seen[word])
    assert "rp=ministry of" in seen["Fish"]
    assert not any(feature.startswith("rl=") for feature in seen["Fish"])
    assert not any(feature.startswith("r<") for feature in seen["said"])


# -- the word book --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [b"", b"Briefing words 1\f\f\n", b"Briefing words 2\f1 2", b"Briefing words 2\f1 2\f\nOrun\tg\n\f"],
)
def test_a_word_book_of_another_sort_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match="it"):
        wordbook.unpacked(text)


def test_every_word_of_the_word_book_is_found() -> None:
    book = wordbook.load()
    words = [line.split("\t", 1)[0] for line in book.lines.decode().strip("\n").split("\n")]
    assert len(book.starts) - 1 == len(book.firsts) > 100
    assert words == sorted(set(words))
    assert [word for word in words if book.look(word) == book.look("Qqqq")] == []


def test_the_word_book_is_not_taken_apart_when_it_is_read() -> None:
    before = sys.getallocatedblocks()
    book = wordbook.load()
    assert sys.getallocatedblocks() - before < len(book.lines) / 100


def test_words_that_the_word_book_has_not_are_unknown_to_it() -> None:
    book = wordbook.load()
    for word in ("", "Qqqq", "\ud800", "New Delhi", "~~~", "\U0010ffff"):
        assert book.look(word) == wordbook.Known(
            given=False, family=False, ordinary=False, clusters=(), phrases={}, longest=0
        )
    assert wordbook.Wordbook().look("Paris") == book.look("Qqqq")


# -- with and without a model ---------------------------------------------------------------------


def test_without_a_model_the_rules_serve_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "MODEL", "missing.crfsuite")
    found = tagger.open_tagger.__wrapped__()
    assert found.tagger is None
    assert "rules alone" in found.why_not


def test_a_damaged_model_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "MODEL", wordbook.FILE)
    assert "rules alone" in tagger.open_tagger.__wrapped__().why_not


def test_without_python_crfsuite_the_rules_serve() -> None:
    script = (
        "import sys\nsys.modules['pycrfsuite'] = None\n"
        "from index.extraction import extract\nfrom index.extraction.tagger import open_tagger\n"
        "from index.model import Article\n"
        "text = 'The men of Mustafa Brennick left Iraq.'\n"
        "layers = extract(Article(1, '0' * 20, '', True, text, 'en', ()))\n"
        "assert [one.kind for one in layers.mentions] == ['person', 'place']\n"
        "assert 'python-crfsuite' in open_tagger().why_not\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


def test_the_shipped_model_opens() -> None:
    found = tagger.open_tagger()
    assert found.tagger is not None
    assert found.why_not == Recogniser().shortcoming == ""


def test_the_tagger_says_how_sure_it_is() -> None:
    found = tagger.open_tagger().tagger
    assert found is not None
    ((name, place),) = found.tag([["Angela", "Merkel", "flew", "to", "Baghdad", "on", "Monday", "."]])
    assert (name.first, name.last, name.label) == (0, 2, "PER")
    assert (place.first, place.last, place.label) == (4, 5, "LOC")
    assert 0.5 < name.confidence <= 1


def test_what_the_tagger_is_sure_of_needs_no_list() -> None:
    text = "Talks with Oswin Harcastle, who leads the union, ended in the port of Brellan on Tuesday."
    assert kinds(text) == {"Oswin Harcastle": "person", "Brellan": "place"}


def test_rules_say_what_the_tagger_was_never_taught() -> None:
    text = "Fighters of the Marsh Liberation Front shelled Ostrel Air Base, an Iraqi officer said."
    assert kinds(text) == {
        "Marsh Liberation Front": "group",
        "Ostrel Air Base": "facility",
        "Iraqi": "demonym",
    }


def test_a_company_of_one_word_is_known_by_the_lists() -> None:
    assert kinds("Shares in Halliburton rose, and Yukos denied it.") == {
        "Halliburton": "organisation",
        "Yukos": "organisation",
    }


def test_no_name_goes_on_over_a_dash() -> None:
    assert all(" - " not in name for name in kinds("GENEVA - Envoys of Brellan met in Geneva on Saturday."))


def test_where_it_is_and_the_rank_of_who_follows_are_no_part_of_a_name() -> None:
    assert kinds("OPERATIONAL UPDATE\n\nIn Kandahar City, a combined force detained the leader.") == {
        "Kandahar City": "place"
    }
    assert kinds("The base was toured by U.S. Brig. Gen. Gary Volesky, a commander.") == {
        "U.S.": "place",
        "Gary Volesky": "person",
    }


def test_a_people_is_known_by_its_place() -> None:
    text = "They flew to Brellan. In Brellan the Brellanian minister spoke. He left Brellan."
    assert kinds(text)["Brellanian"] == "demonym"


def test_the_army_of_a_people_is_a_body_of_its_state() -> None:
    text = "They flew to Brellan. In Brellan the Brellanian Army left. The Brellanian Army was small."
    assert kinds(text)["Brellanian Army"] == "organisation"


def test_the_office_of_a_minister_is_no_name() -> None:
    assert "Labour" not in kinds("She met Labour Minister Oswin Harcastle and the Labour Party on Tuesday.")


def test_a_text_of_another_language_is_not_tagged() -> None:
    layers = read("Der Minister traf Oswin Harcastle in Kraft und Würde in Berlin.", language="de")
    assert [mention.text for mention in layers.mentions] == ["Berlin"]


# -- any text -------------------------------------------------------------------------------------


@given(st.text(max_size=300))
@settings(max_examples=60)
def test_any_text_is_read_without_an_error(text: str) -> None:
    cleaned = clean(text)
    end = 0
    for mention in read(text).mentions:
        assert end <= mention.span.start < mention.span.end <= len(cleaned)
        assert cleaned[mention.span.start : mention.span.end] == mention.text
        assert 0 < mention.confidence <= 1
        end = mention.span.end


@pytest.mark.parametrize(
    "unit", ["A ", "Aa Bb (AB) ", "al-A, ", "((", "X\n", "Mr Ab Cd. ", "U.S. - ", "É’s "]
)
def test_repetition_is_read_to_the_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    assert all(mention.span.end <= len(text) for mention in read(text).mentions)
