"""What the training makes of annotated sets: readable texts, labels that agree, honest scores."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

from index.extraction.lexicon import lexicon
from index.extraction.wordbook import load

TRAIN = Path(__file__).parents[2] / "tools" / "train"


@pytest.fixture(scope="module")
def tools() -> dict[str, ModuleType]:
    sys.path.insert(0, str(TRAIN))
    try:
        return {
            name: importlib.import_module(name)
            for name in ("documents", "labels", "scores", "sets", "strange", "measure", "card")
        }
    finally:
        sys.path.remove(str(TRAIN))


def named(document) -> list[tuple[str, str]]:
    return [(document.text[one.start : one.end], one.label) for one in document.spans]


def test_words_become_a_readable_text_and_labels_keep_their_place(tools: dict[str, ModuleType]) -> None:
    words = [
        "The",
        '"',
        "Kestrel",
        "Brigade",
        '"',
        "(",
        "KB",
        ")",
        "left",
        "Iraq",
        "'s",
        "north",
        ",",
        "he",
        "said",
        ".",
    ]
    made = tools["documents"].document([(words, [(2, 4, "ORG"), (6, 7, "ORG"), (9, 10, "LOC")])], "a")
    assert made.text == 'The "Kestrel Brigade" (KB) left Iraq\'s north, he said.'
    assert named(made) == [("Kestrel Brigade", "ORG"), ("KB", "ORG"), ("Iraq", "LOC")]


@pytest.mark.parametrize("tags", [["B-PER", "I-PER", "O", "B-LOC"], ["I-PER", "I-PER", "O", "I-LOC"]])
def test_tags_of_both_notations_are_read(tools: dict[str, ModuleType], tags: list[str]) -> None:
    assert tools["documents"].parted(tags) == [(0, 2, "PER"), (3, 4, "LOC")]


def test_labels_of_different_sets_agree(tools: dict[str, ModuleType]) -> None:
    words = ["Iraqi", "Foreign", "Minister", "Orun", "Tesk", "left", "Iraq", "with", "Syrian", "men", "."]
    made = tools["documents"].document([(words, [(0, 5, "PER"), (6, 7, "MISC")])], "a")
    (fixed,) = tools["labels"].repaired([made], lexicon(), frozenset())
    assert named(fixed) == [("Iraqi", "MISC"), ("Orun Tesk", "PER"), ("Iraq", "LOC"), ("Syrian", "MISC")]


def test_titles_without_a_name_are_no_person(tools: dict[str, ModuleType]) -> None:
    made = tools["documents"].document([(["Foreign", "Minister", "left"], [(0, 2, "PER")])], "a")
    (fixed,) = tools["labels"].repaired([made], lexicon(), frozenset())
    assert named(fixed) == []


def test_a_missing_set_is_an_error_and_not_less_data(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"gmb\.csv"):
        tools["sets"].read_all(tmp_path)


def test_a_name_with_a_wrong_end_is_wrong_twice(tools: dict[str, ModuleType]) -> None:
    documents, scores = tools["documents"], tools["scores"]
    marked = documents.document([(["Orun", "Tesk", "left", "Iraq"], [(0, 2, "PER"), (3, 4, "LOC")])], "a")
    found = [documents.Labelled(0, 4, "PER"), documents.Labelled(15, 19, "LOC")]
    score = scores.score([marked], [found])
    assert (score["PER"].f1, score["LOC"].f1, score["all"].f1) == (0, 100, 50)


def test_slips_that_the_lists_know_are_mended_for_learning(tools: dict[str, ModuleType]) -> None:
    words = [
        "U.N.",
        "men",
        "left",
        "West",
        "Bank",
        "for",
        "Mr.",
        "Tesk",
        "of",
        "al-Qaida",
        "and",
        "Brenn",
        ".",
    ]
    spans = [(0, 1, "LOC"), (3, 5, "ORG"), (7, 8, "ORG"), (11, 12, "ORG")]
    (mended,) = tools["labels"].cleaned([tools["documents"].document([(words, spans)], "gmb")], lexicon())
    assert named(mended) == [
        ("U.N.", "ORG"),
        ("West Bank", "LOC"),
        ("Tesk", "PER"),
        ("al-Qaida", "ORG"),
        ("Brenn", "ORG"),
    ]


def test_what_people_marked_is_left_alone(tools: dict[str, ModuleType]) -> None:
    words = ["Tehran", "met", "Mr.", "Tesk", "of", "al-Qaida"]
    document = tools["documents"].document([(words, [(0, 1, "ORG"), (3, 4, "ORG")])], "wikigold")
    assert list(tools["labels"].cleaned([document], lexicon())) == [document]


def test_names_that_nobody_has_take_the_place_of_those_that_are_known(tools: dict[str, ModuleType]) -> None:
    texts = tools["documents"]
    sentence = "President Vladimir Putin told the Ministry of Energy in Baghdad that Putin left Baghdad"
    words = sentence.split()
    marked = [(1, 3, "PER"), (5, 8, "ORG"), (9, 10, "LOC"), (11, 12, "PER"), (13, 14, "LOC")]
    documents = [texts.document([(words, marked)], f"gmb/{number}") for number in range(40)]
    book, lists = load(), lexicon()
    made = list(tools["strange"].strange(documents, book, lists))
    assert made == list(tools["strange"].strange(documents, book, lists))
    assert 0 < len(made) < len(documents)
    for one in made:
        (person, _), (body, _), (place, _), (family, _), (again, _) = named(one)
        assert [label for _, label in named(one)] == ["PER", "ORG", "LOC", "PER", "LOC"]
        assert body == "Ministry of Energy"
        assert person.endswith(" " + family)
        assert place == again
        assert one.text.startswith(f"President {person} told the Ministry of Energy in {place} that")


def test_tags_are_not_learned_from_twice(tools: dict[str, ModuleType]) -> None:
    tweet = tools["documents"].document([(["In", "Baghdad"], [(1, 2, "LOC")])], "btc/a")
    assert not list(tools["strange"].strange([tweet] * 40, load(), lexicon()))


def test_reliability_counts_the_right_names_of_each_confidence(tools: dict[str, ModuleType]) -> None:
    documents, scores = tools["documents"], tools["scores"]
    marked = documents.document([(["Orun", "Tesk", "left", "Iraq"], [(0, 2, "PER"), (3, 4, "LOC")])], "a")
    found = [
        (documents.Labelled(0, 9, "PER"), 0.6),
        (documents.Labelled(0, 4, "PER"), 0.65),
        (documents.Labelled(15, 19, "LOC"), 1.0),
    ]
    assert scores.reliability([marked], [found]) == {6: (2, 1), 9: (1, 1)}


def test_the_card_holds_what_was_measured(tools: dict[str, ModuleType], tmp_path: Path) -> None:
    documents, scores, measure = tools["documents"], tools["scores"], tools["measure"]
    marked = documents.document([(["Orun", "Tesk", "left", "Iraq"], [(0, 2, "PER"), (3, 4, "LOC")])], "gmb")
    found = [(documents.Labelled(0, 9, "PER"), 0.6), (documents.Labelled(15, 19, "ORG"), 1.0)]
    score = scores.score([marked], [[one for one, _ in found]])
    row = measure.Measured("a set", score, scores.reliability([marked], [found]))
    (tmp_path / "names.crfsuite").write_bytes(b"12345")
    card = tools["card"].card([marked], [row], tmp_path)
    assert "| a set | 2 | 50.0 | 50.0 | 50.0 | 100.0 | 0.0 | 0.0 |" in card
    assert "| confidence | a set |\n|---|---|\n| 0.6 | 100 of 1 |\n| 0.9 | 0 of 1 |\n" in card
    assert "| `names.crfsuite` | 5 |" in card
