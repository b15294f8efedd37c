"""A model of the user's in the place of the built-in tagger, or voting with it; and those that cannot serve."""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_model import Told, told

from index.extraction import extract, own, recogniser
from index.extraction.own import Named, Own, open_own
from index.extraction.recogniser import Recogniser
from index.extraction.tagger import Tagged
from index.extraction.voting import merged
from index.model import Article, Layers, OwnModel

TEXT = "The men of Quorvane left Tisk on Sunday. “We are tired,” said Ildiko Brast of Quorvane."


def read(text: str, chosen: Recogniser | None = None, language: str = "en") -> Layers:
    return extract(Article(1, "0" * 20, "", True, text, language, ()), recogniser=chosen)


def kinds(layers: Layers) -> dict[str, str]:
    return {mention.text: mention.kind for mention in layers.mentions}


# -- what a pipeline finds, put back onto pieces --------------------------------------------------


class Says:
    """Answers each text with the same names."""

    def __init__(self, *names: Named) -> None:
        self.found = names

    def names(self, texts: object) -> list[tuple[Named, ...]]:
        return [self.found for _ in list(texts)]  # type: ignore[call-overload]


SENTENCE = ["Abu", "Harith", "'s", "men", "left", "Al-Qaim", "."]  # Abu Harith 's men left Al-Qaim .


def tag(*names: Named) -> list[Tagged]:
    (found,) = Own(Says(*names)).tag([SENTENCE])
    return found


def test_names_are_whole_pieces() -> None:
    assert tag(Named(0, 10, "PERSON", 0.9)) == [(0, 2, "PER", 0.9)]
    assert tag(Named(2, 7, "PERSON", 0.9)) == [(0, 2, "PER", 0.9)]
    assert tag(Named(26, 29, "GPE", 0.8)) == [(5, 6, "LOC", 0.8)]
    assert tag(Named(10, 26, "ORG", 0.8), Named(0, 4, "PERSON", 0.8)) == [
        (0, 1, "PER", 0.8),
        (2, 6, "ORG", 0.8),
    ]


@pytest.mark.parametrize("label", ["person", "PER", "Person", "people"])
def test_labels_are_understood_however_they_are_written(label: str) -> None:
    assert tag(Named(0, 3, label, 0.9))[0].label == "PER"


@pytest.mark.parametrize(
    "name",
    [
        Named(0, 3, "DATE", 0.9),
        Named(0, 3, "", 0.9),
        Named(3, 3, "PERSON", 0.9),
        Named(3, 4, "PERSON", 0.9),
        Named(9, 4, "PERSON", 0.9),
        Named(-9, -4, "PERSON", 0.9),
        Named(900, 904, "PERSON", 0.9),
    ],
)
def test_what_is_no_name_is_left_out(name: Named) -> None:
    assert tag(name) == []


def test_confidence_is_a_number_from_nothing_to_one() -> None:
    assert [tag(Named(0, 3, "PER", sure))[0].confidence for sure in (7.0, -1.0, math.nan, math.inf)] == [
        1.0,
        0.0,
        0.0,
        0.0,
    ]


def test_of_names_that_overlap_the_surest_stays() -> None:
    assert tag(Named(0, 10, "PER", 0.6), Named(4, 13, "ORG", 0.7)) == [(1, 3, "ORG", 0.7)]


@given(
    st.lists(
        st.builds(
            Named,
            st.integers(-3, 50),
            st.integers(-3, 50),
            st.sampled_from(["PER", "ORG", "LOC", "x"]),
            st.floats(),
        )
    )
)
def test_whatever_a_pipeline_says_names_lie_in_order_and_apart(names: list[Named]) -> None:
    found = tag(*names)
    assert all(0 <= one.first < one.last <= len(SENTENCE) and 0 <= one.confidence <= 1 for one in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


def test_a_long_sentence_is_read_in_parts_and_one_without_capitals_not_at_all() -> None:
    pipeline = Told({"Tisk": ("LOC", 0.9)})
    long = ["left"] * 399 + ["Tisk"]
    found = Own(pipeline).tag([["nobody", "came"], long, ["A" * 30_000]])
    assert found == [[], [(399, 400, "LOC", 0.9)], []]
    assert [len(text.split()) for text in pipeline.asked] == [200]


# -- voting ---------------------------------------------------------------------------------------


def test_what_both_find_is_surer() -> None:
    (name,) = merged([Tagged(0, 2, "PER", 0.4)], [Tagged(0, 2, "PER", 0.8)])
    assert name[:3] == (0, 2, "PER")
    assert name.confidence == pytest.approx(1 - 0.6 * 0.6)


def test_what_one_finds_stays_where_it_is_surer_than_not() -> None:
    one, other = [Tagged(0, 1, "PER", 0.7), Tagged(4, 5, "ORG", 0.5)], [Tagged(2, 3, "LOC", 0.6)]
    assert merged(one, other) == [(0, 1, "PER", 0.7), (2, 3, "LOC", 0.6)]


def test_of_two_answers_about_one_place_the_surer_stays() -> None:
    assert merged([Tagged(0, 2, "PER", 0.7)], [Tagged(1, 3, "ORG", 0.9)]) == [(1, 3, "ORG", 0.9)]
    assert merged([Tagged(0, 2, "PER", 0.7)], [Tagged(0, 2, "ORG", 0.6)]) == [(0, 2, "PER", 0.7)]


def test_who_votes_with_nobody_is_believed_where_sure() -> None:
    assert merged([], []) == []
    assert merged([Tagged(0, 1, "LOC", 0.51)], []) == [(0, 1, "LOC", 0.51)]


# -- in an article --------------------------------------------------------------------------------


def test_without_a_model_nothing_changes() -> None:
    assert read(TEXT) == read(TEXT, Recogniser())


def test_a_model_takes_the_place_of_the_tagger(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"Quorvane": ("ORG", 0.9), "Tisk": ("GPE", 0.9), "Ildiko Brast": ("PERSON", 0.9)}
    layers = read(TEXT, Recogniser(told(monkeypatch, words)))
    assert kinds(layers) == {"Quorvane": "organisation", "Tisk": "place", "Ildiko Brast": "person"}
    assert [mention.confidence for mention in layers.mentions] == [0.9] * 4
    (statement,) = layers.statements
    assert statement.named == layers.mentions[2].span


def test_a_model_that_votes_leaves_what_the_tagger_is_sure_of(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Angela Merkel flew to Baghdad with the men of Quorvane."
    model = told(monkeypatch, {"Quorvane": ("ORG", 0.95)}, vote=True)
    assert kinds(read(text, Recogniser(model))) == {
        "Angela Merkel": "person",
        "Baghdad": "place",
        "Quorvane": "organisation",
    }


def test_a_model_is_asked_about_english_texts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = Recogniser(told(monkeypatch, {"Quorvane": ("ORG", 0.9)}))
    assert "Quorvane" in kinds(read("Der Mann aus Quorvane schlief.", chosen, ""))
    assert kinds(read("Der Mann aus Quorvane schlief.", chosen, "de")) == {}


# -- what a recogniser says of itself -------------------------------------------------------------


def test_the_version_names_all_that_names_depend_on(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Recogniser()
    replaced, voting = (Recogniser(told(monkeypatch, {}, vote=vote)) for vote in (False, True))
    built_in = recogniser._fingerprint()
    assert alone.version == f"the built-in tagger {built_in}"
    assert replaced.version == f"spaCy xx_told 1.0 told 1 {built_in}"
    assert voting.version == f"spaCy xx_told 1.0, voting with the built-in tagger told 1 {built_in}"
    assert alone.deep is None
    assert alone.best is alone.fast is voting.fast


def test_the_version_of_the_built_in_one_changes_with_any_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "a").write_bytes(b"one")
    (tmp_path / "__pycache__").mkdir()
    monkeypatch.setattr(recogniser, "_FOLDER", tmp_path)
    fingerprint = recogniser._fingerprint.__wrapped__
    first = fingerprint()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"made")
    assert fingerprint() == first
    (tmp_path / "model" / "a").write_bytes(b"two")
    second = fingerprint()
    (tmp_path / "model" / "a").rename(tmp_path / "model" / "b")
    assert len({first, second, fingerprint()}) == 3


def test_a_recogniser_can_be_handed_to_another_process() -> None:
    chosen = Recogniser(OwnModel("spacy", "nothing_of_that_name", vote=True))
    assert pickle.loads(pickle.dumps(chosen)) == chosen


# -- what cannot serve ----------------------------------------------------------------------------


def unserved(model: OwnModel) -> str:
    chosen = Recogniser(model)
    assert chosen.deep is None
    assert chosen.name == "the built-in tagger"
    assert chosen.version == Recogniser().version
    assert read(TEXT, chosen) == read(TEXT)
    assert "\n" not in chosen.shortcoming
    return chosen.shortcoming


@pytest.mark.parametrize("sort", ["spacy", "gliner"])
def test_a_folder_that_is_not_there_is_said(tmp_path: Path, sort: str) -> None:
    model = OwnModel(sort, str(tmp_path / "gone"))  # type: ignore[arg-type]
    assert unserved(model) == (
        f"Names are found without {sort}:{tmp_path / 'gone'}: there is no such folder. "
        "Look at what the settings name."
    )


def test_a_library_that_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for sort in ("spacy", "gliner"):
        monkeypatch.setitem(sys.modules, sort, None)
        model = OwnModel(sort, str(tmp_path))  # type: ignore[arg-type]
        assert unserved(model) == (
            f"Names are found without {sort}:{tmp_path}: {sort} is not installed. Install briefing[{sort}]."
        )


def test_whatever_a_model_raises_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(where: str) -> own.Opened:
        raise KeyError("the \x1b]52;c;x\x07 part\nsecond line")

    monkeypatch.setitem(own._SORTS, "gliner", breaks)
    words = unserved(OwnModel("gliner", str(tmp_path)))
    assert "it cannot be loaded (KeyError: " in words
    assert "\x1b" not in words


def test_libraries_are_told_that_there_is_no_network_before_they_are_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in own._OFFLINE:
        monkeypatch.setenv(name, "0")
    seen: dict[str, str] = {}

    def looks(where: str) -> own.Opened:
        seen.update(os.environ)
        raise own._UnusableError("it was only looked at")

    monkeypatch.setitem(own._SORTS, "gliner", looks)
    open_own(OwnModel("gliner", str(tmp_path)))
    assert own._OFFLINE["HF_HUB_OFFLINE"] == own._OFFLINE["TRANSFORMERS_OFFLINE"] == "1"
    assert {name: seen[name] for name in own._OFFLINE} == own._OFFLINE


def test_a_recogniser_without_a_model_loads_nothing_of_one() -> None:
    script = (
        "import sys\nfrom index.extraction import extract\nfrom index.model import Article\n"
        "extract(Article(1, '0' * 20, '', True, 'Iraq spoke.', 'en', ()))\n"
        "assert not {'index.extraction.own', 'spacy', 'gliner'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[2])


# -- real libraries, where they are installed -----------------------------------------------------


@pytest.mark.filterwarnings("ignore")
def test_a_pipeline_of_spacy_is_read_from_its_folder(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "Quorvane"},
            {"label": "GPE", "pattern": "Tisk"},
            {"label": "PERSON", "pattern": [{"LOWER": "ildiko"}, {"LOWER": "brast"}]},
            {"label": "DATE", "pattern": "Sunday"},
        ]
    )
    pipeline.to_disk(tmp_path / "pipeline")
    chosen = Recogniser(OwnModel("spacy", str(tmp_path / "pipeline")))
    assert chosen.shortcoming == ""
    assert chosen.name == "spaCy en_pipeline 0.0.0"
    assert f"spacy {spacy.__version__}" in chosen.version
    layers = read(TEXT, chosen)
    assert kinds(layers) == {"Quorvane": "organisation", "Tisk": "place", "Ildiko Brast": "person"}


@pytest.mark.filterwarnings("ignore")
def test_a_pipeline_of_spacy_without_names_and_one_that_is_no_package_are_said(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert "none of its labels is one for names" in unserved(OwnModel("spacy", str(tmp_path / "blank")))
    assert "no installed pipeline of that name" in unserved(OwnModel("spacy", "nothing_of_that_name"))
    assert "it cannot be loaded" in unserved(OwnModel("spacy", str(tmp_path)))
