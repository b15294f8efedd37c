"""``briefing extract``: one file, one text, or a stream of them, and no workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from own import own_article
from own_model import told

import briefing.cli.extract as module
from index.model import Article, Layers
from index.text import UNSAFE

Briefing = Callable[..., Any]

SAID = "“We left,” said Hassan Fadhem on Sunday. He denied that it was late."


def lines(outcome: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def feed(*records: object) -> bytes:
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def assert_places(result: dict[str, Any], text: str) -> None:
    """Every passage stands where it says."""
    spans = [*result["entities"], *result["moments"]]
    for statement in result["statements"]:
        spans += [statement[part] for part in ("speaker", "cue", "content") if statement[part]]
    assert spans
    for span in spans:
        assert text[span["start"] : span["end"]] == span["text"]


# -- one text -------------------------------------------------------------------------------------


def test_a_result_has_these_keys_and_no_others(briefing: Briefing) -> None:
    (result,) = lines(briefing("extract", "-", "--json", "--published", "2024-04-22", stdin=SAID.encode()))
    assert list(result) == ["id", "entities", "moments", "statements"]
    assert result["entities"] == [
        {
            "start": 16,
            "end": 29,
            "text": "Hassan Fadhem",
            "kind": "person",
            "entity": "Hassan Fadhem",
            "confidence": result["entities"][0]["confidence"],
        }
    ]
    assert 0.8 < result["entities"][0]["confidence"] <= 1
    assert result["moments"] == [
        {
            "start": 33,
            "end": 39,
            "text": "Sunday",
            "value": "2024-04-21",
            "precision": "day",
            "decided": False,
            "recognised": "2024-04-21",
        }
    ]
    first, second = result["statements"]
    assert first == {
        "speaker": {"start": 16, "end": 29, "text": "Hassan Fadhem", "entity": "Hassan Fadhem"},
        "cue": {"start": 11, "end": 15, "text": "said"},
        "content": {"start": 1, "end": 9, "text": "We left,"},
        "stance": "asserts",
    }
    assert second["speaker"] == {"start": 41, "end": 43, "text": "He", "entity": "Hassan Fadhem"}
    assert second["stance"] == "denies"


def test_the_text_is_given_where_positions_do_not_count_in_what_was_given(briefing: Briefing) -> None:
    dirty = f"\u200bIraq\x1b[2J spoke.\r\n\r\n{SAID}\u202e"
    (result,) = lines(briefing("extract", "-", "--json", stdin=dirty.encode()))
    assert result["text"] == f"Iraq spoke.\n\n{SAID}"
    assert_places(result, result["text"])


def test_without_a_date_sunday_is_not_resolved(briefing: Briefing) -> None:
    (result,) = lines(briefing("extract", "-", "--json", stdin=SAID.encode()))
    assert (result["moments"][0]["value"], result["moments"][0]["precision"]) == (None, None)


def test_a_file_of_any_format_is_read_as_when_it_is_added(briefing: Briefing, inbox: Path) -> None:
    page = inbox / "page.md"
    page.write_text(f"---\ntitle: Who left\ndate: 2024-04-22\n---\n\n{SAID}\n", "utf-8")
    (result,) = lines(briefing("extract", page, "--json"))
    assert result["moments"][0]["value"] == "2024-04-21"
    assert_places(result, result["text"])
    several = lines(briefing("extract", inbox / "wire.jsonl", "--json"))
    assert [one["id"] for one in several] == ["w-1", "w-2", "w-3"]


def test_the_print_names_kinds_moments_and_speakers(briefing: Briefing) -> None:
    outcome = briefing("extract", "-", "--published", "2024-04-22", stdin=SAID.encode())
    assert outcome.code == 0
    assert "Person  1 name, 1 mention" in outcome.out
    assert "21 Apr 2024  Sunday" in outcome.out
    assert "Hassan Fadhem asserts: “We left,”" in outcome.out
    assert "Hassan Fadhem (He) denies (denied): it was late" in outcome.out


def test_a_text_in_which_nothing_is_found_says_so(briefing: Briefing) -> None:
    outcome = briefing("extract", "-", stdin=b"it rained a little.")
    assert "No name was found." in outcome.out
    assert "No time is named here." in outcome.out
    assert "Nobody is quoted here." in outcome.out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.bin", b"x", "a.bin: .bin is not a format that is read."),
        ("empty.txt", b"", "empty.txt: it is empty."),
        ("zeros.txt", b"\x00\x01\x02" * 40, "zeros.txt: it is not text."),
        ("blank.txt", b" \n\n", "blank.txt: it has no text."),
    ],
)
def test_a_file_that_cannot_be_read_is_a_sentence(
    briefing: Briefing, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = briefing("extract", tmp_path / name)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.strip().endswith(words)
    for missing in ("missing.txt", "missing"):
        assert "it is not there." in briefing("extract", tmp_path / missing).err
    assert "it is a folder." in briefing("extract", tmp_path).err


def test_several_files_are_answered_one_after_the_other(briefing: Briefing, tmp_path: Path) -> None:
    for name, text in (("a.md", "Iraq spoke."), ("b.txt", SAID), ("c.jsonl", '{"text": "Iran spoke."}')):
        (tmp_path / name).write_text(text)
    paths = [tmp_path / name for name in ("a.md", "missing.txt", "b.txt", "c.jsonl")]
    outcome = briefing("extract", *paths, "--json")
    assert (outcome.code, "missing.txt: it is not there." in outcome.err) == (1, True)
    assert [one["entities"][0]["text"] for one in lines(outcome)] == ["Iraq", "Hassan Fadhem", "Iran"]
    streams = briefing("extract", "--jsonl", paths[3], "-", stdin=b'{"text": "Iraq spoke."}')
    assert [one["entities"][0]["text"] for one in lines(streams)] == ["Iran", "Iraq"]
    assert briefing("extract", "--pending", *paths).code == 2


def test_the_name_of_the_system_for_standard_input_is_answered_with_ours(briefing: Briefing) -> None:
    outcome = briefing("extract", "/dev/stdin", stdin=SAID.encode())
    assert (outcome.code, outcome.err) == (1, "/dev/stdin: it is standard input: type - for it.\n")


def test_nothing_is_named_to_read(briefing: Briefing) -> None:
    outcome = briefing("extract")
    assert outcome.code == 2
    assert "Name one, or - for standard input." in outcome.err


def test_no_workspace_is_made(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("extract", "-", stdin=SAID.encode()).code == 0
    assert not (tmp_path / "data").exists()


# -- a stream -------------------------------------------------------------------------------------


def test_each_line_is_answered_with_its_own_id(briefing: Briefing) -> None:
    stdin = feed(
        {"id": "a", "text": SAID, "published": "2024-04-22"}, {"id": 7, "text": SAID}, {"text": SAID}
    )
    outcome = briefing("extract", "--jsonl", stdin=stdin)
    first, second, third = lines(outcome)
    assert (outcome.code, outcome.err) == (0, "")
    assert (first["id"], second["id"]) == ("a", 7)
    assert len(third["id"]) == 20
    assert "text" not in first
    assert first["moments"][0]["value"] == "2024-04-21"
    assert second["moments"][0]["value"] is None


def test_published_holds_for_lines_without_a_date(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(feed({"text": SAID}, {"text": SAID, "published": "2024-05-06"}))
    found = lines(briefing("extract", tmp_path / "in", "--jsonl", "--published", "2024-04-22"))
    assert [one["moments"][0]["value"] for one in found] == ["2024-04-21", "2024-05-05"]


def test_a_bad_line_is_said_by_its_number_and_stops_nothing(briefing: Briefing) -> None:
    bad = [b"nope", b'{"id":"b"}', b"\xff\xfe\x00\x01", b"[1]", b'{"text":"\\u200b"}', b"[" * 5000]
    outcome = briefing("extract", "--jsonl", stdin=b"\n".join([*bad, b"", feed({"id": "z", "text": SAID})]))
    assert outcome.code == 1
    assert [one["id"] for one in lines(outcome)] == ["z"]
    said = outcome.err.splitlines()
    assert len(said) == len(bad)
    for number, sentence in enumerate(said, 1):
        assert sentence.startswith(f"line {number} ")
        assert sentence.endswith(".")


def test_a_date_that_is_not_understood_is_said_and_the_line_is_answered(briefing: Briefing) -> None:
    outcome = briefing("extract", "--jsonl", stdin=feed({"id": "a", "text": SAID, "published": "soon"}))
    assert outcome.code == 0
    assert outcome.err == 'line 1: its date "soon" was not understood and was left out.\n'
    assert [one["id"] for one in lines(outcome)] == ["a"]


def test_a_text_that_breaks_the_recogniser_stops_nothing(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = module.recognise

    def breaks(article: Article, **how: Any) -> Layers:
        if "Iraq" in article.text:
            raise ValueError("a fault of ours")
        return whole(article, **how)

    monkeypatch.setattr(module, "recognise", breaks)
    outcome = briefing(
        "extract", "--jsonl", stdin=feed({"id": "a", "text": "Iraq spoke."}, {"id": "b", "text": SAID})
    )
    assert outcome.code == 1
    assert outcome.err == "line 1: finding its names failed (ValueError: a fault of ours).\n"
    assert [one["id"] for one in lines(outcome)] == ["b"]


def test_nothing_hostile_comes_out(briefing: Briefing) -> None:
    text = f"\x1b]52;c;eA==\x07 Iraq\u202e \ud800 \x9b31m {SAID}"
    stdin = feed({"id": "\x1b[2J\u202ea", "text": text, "published": "\x1b[31mx"})
    outcome = briefing("extract", "--jsonl", stdin=stdin)
    (result,) = lines(outcome)
    for words in (outcome.out, outcome.err, result["text"], result["id"]):
        assert not UNSAFE.search(words.replace("\n", ""))
    assert_places(result, result["text"])


# -- the user's own article -----------------------------------------------------------------------


def test_the_own_article_comes_out_whole(briefing: Briefing) -> None:
    path = own_article()
    (result,) = lines(briefing("extract", path, "--json", "--published", "2024-04-22"))
    assert_places(result, result.get("text") or path.read_text("utf-8"))
    names = {(one["kind"], one["text"]): one["entity"] for one in result["entities"]}
    assert names["person", "Fadhem"] == "Hassan Fadhem"
    assert names["group", "CF"] == "Coordination Framework"
    assert names["organisation", "SMC"] == "Security Media Cell"
    assert ("facility", "Western Nineveh Operations Sector") in names
    assert ("21:50 on Sunday", "2024-04-21T21:50", "minute") in {
        (one["text"], one["value"], one["precision"]) for one in result["moments"]
    }
    said = [(one["speaker"]["text"], one["speaker"]["entity"], one["stance"]) for one in result["statements"]]
    assert said == [
        ("Iraq's Security Media Cell", "Security Media Cell", "asserts"),
        ("SMC", "Security Media Cell", "asserts"),
        ("Hassan Fadhem", "Hassan Fadhem", "denies"),
        ("Fadhem", "Hassan Fadhem", "asserts"),
        ("He", "Hassan Fadhem", "asserts"),
        ("the Iraqi Hezbollah Brigades", "Hezbollah Brigades", "denies"),
    ]


# -- a model of the user's ------------------------------------------------------------------------


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of the workspace that the commands take."""
    workspace = tmp_path / "chosen"
    workspace.mkdir()
    monkeypatch.setenv("BRIEFING_WORKSPACE", str(workspace))
    return workspace / "settings.toml"


def test_a_model_named_in_the_settings_finds_the_names(
    briefing: Briefing, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = told(monkeypatch, {"Quorvane": ("ORG", 0.75)})
    settings.write_text(f'[entities]\nmodel = "spacy:{model.where}"\n')
    outcome = briefing("extract", "-", "--json", stdin=b"The men of Quorvane left Iraq.")
    (result,) = lines(outcome)
    assert outcome.err == ""
    assert [(one["text"], one["kind"], one["confidence"]) for one in result["entities"]] == [
        ("Quorvane", "organisation", 0.75),
        ("Iraq", "place", 0.95),  # by the lexicon
    ]


def test_a_model_that_cannot_serve_is_said_and_names_are_found(briefing: Briefing, settings: Path) -> None:
    gone = settings.parent.parent / "gone"
    settings.write_text(f'[entities]\nmodel = "gliner:{gone}"\nvote = true\n')
    outcome = briefing("extract", "-", "--json", stdin=SAID.encode())
    assert outcome.code == 0
    words = f"Names are found without gliner:{gone}: there is no such folder."
    assert " ".join(outcome.err.split()).startswith(words)
    assert lines(outcome)[0]["entities"][0]["text"] == "Hassan Fadhem"


def test_settings_that_cannot_be_used_are_said(briefing: Briefing, settings: Path) -> None:
    settings.write_text('[entities]\nmodel = "gone"\n')
    outcome = briefing("extract", "-", stdin=SAID.encode())
    assert outcome.code == 3
    assert "model under [entities] must be" in " ".join(outcome.err.split())


def test_the_status_says_who_finds_names(
    briefing: Briefing, settings: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    briefing("add", str(inbox))
    assert "Names by        the built-in tagger\n" in briefing("status").out
    model = told(monkeypatch, {}, vote=True)
    settings.write_text(f'[entities]\nmodel = "spacy:{model.where}"\nvote = true\n')
    assert "Names by        spaCy xx_told 1.0, voting with the built-in tagger\n" in briefing("status").out
    record = briefing("status", "--json").json["recogniser"]
    assert record["version"].startswith(f"{record['name']} told 1 ")
    assert record["shortcoming"] is None
    settings.write_text(f'[entities]\nmodel = "gliner:{settings.parent.parent}/gone"\n')
    told_of = briefing("status").out
    assert "Names by        the built-in tagger\n" in told_of
    assert "there is no such folder" in " ".join(told_of.split())
