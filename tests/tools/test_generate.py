"""The generator of articles: what every measurement that uses it takes for granted."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from statistics import mean, median
from types import ModuleType
from typing import Any

import pytest

from index.readers import Draft, format_of
from index.text import clean, clean_line

PROGRAM = Path(__file__).parents[2] / "tools" / "bench" / "generate.py"

# Of 40 articles with seed 1. A new figure here means that all older measurements were of other articles.
DIGEST = "777f488479225c68a6690d1909f8f847d1291152030a4d035fcd8cc5e5519c27"


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where a dataclass looks for the names of its annotations
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]
    return module


@pytest.fixture(scope="module")
def pieces(generate: ModuleType) -> list[Any]:
    """Two thousand articles."""
    return list(generate.articles(2_000, seed=1))


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def drafts_below(folder: Path) -> list[Draft]:
    found: list[Draft] = []
    for path in folder.rglob("*"):
        if path.is_file():
            format = format_of(path)
            assert format is not None, path
            for item in format.read(path):
                assert isinstance(item, Draft), item
                found.append(item)
    return found


def test_the_bytes_are_the_ones_that_they_always_were(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run(str(out), "--articles", "40", "--seed", "1").returncode == 0
    assert hashlib.sha256(out.read_bytes()).hexdigest() == DIGEST


@pytest.mark.parametrize("format", ["jsonl", "files", "mixed"])
def test_the_same_seed_gives_the_same_bytes_whatever_the_order_of_sets(tmp_path: Path, format: str) -> None:
    for name, seed_of_hashes in (("a", "1"), ("b", "2")):
        done = run(
            str(tmp_path / name / "out"),
            "--articles",
            "60",
            "--format",
            format,
            PYTHONHASHSEED=seed_of_hashes,
        )
        assert done.returncode == 0, done.stderr
    first = bytes_below(tmp_path / "a")
    assert first
    assert first == bytes_below(tmp_path / "b")


def test_another_seed_gives_other_articles(generate: ModuleType, pieces: list[Any]) -> None:
    others = {piece.text for piece in generate.articles(50, seed=2)}
    assert not others & {piece.text for piece in pieces}


def test_fewer_articles_are_the_beginning_of_more(generate: ModuleType, pieces: list[Any]) -> None:
    assert list(generate.articles(150, seed=1)) == pieces[:150]


@pytest.mark.parametrize("format", ["jsonl", "files", "mixed"])
def test_every_format_is_read_back_as_what_was_meant(
    tmp_path: Path, generate: ModuleType, pieces: list[Any], format: str
) -> None:
    out = tmp_path / "articles" / "all.jsonl" if format == "jsonl" else tmp_path / "articles"
    out.parent.mkdir(exist_ok=True)
    generate.WRITERS[format](pieces[:400], out)
    meant = Counter(
        (
            piece.title,
            piece.text,
            piece.outlet.name,
            piece.author,
            piece.published.replace("Z", "+00:00"),
            piece.fields().get("language", ""),
            piece.fields()["url"],
        )
        for piece in pieces[:400]
    )
    read = Counter(
        (
            clean_line(draft.title),
            clean(draft.text),
            draft.source,
            draft.author,
            draft.published.value if draft.published else "",
            draft.language,
            draft.url,
        )
        for draft in drafts_below(tmp_path / "articles")
    )
    assert read == meant


def test_mixed_holds_every_format(tmp_path: Path, generate: ModuleType, pieces: list[Any]) -> None:
    generate.write_mixed(pieces[:400], tmp_path / "out")
    suffixes = {path.suffix for path in (tmp_path / "out").rglob("*.*")}
    assert suffixes == {".txt", ".md", ".json", ".jsonl"}
    assert list((tmp_path / "out").rglob("articles.json"))


def test_articles_are_as_long_as_news(pieces: list[Any]) -> None:
    lengths = [len(piece.text.split()) for piece in pieces]
    assert 375 < mean(lengths) < 415
    assert median(lengths) < 0.92 * mean(lengths)
    assert max(lengths) > 3 * median(lengths)


def test_words_follow_zipf(pieces: list[Any]) -> None:
    counts = Counter(word for piece in pieces for word in re.findall(r"\w+", piece.text.lower()))
    ranked = [count for _, count in counts.most_common()]
    share = [ranked[rank - 1] * rank / counts.total() for rank in (10, 100, 1_000, 10_000)]
    assert all(0.03 < at < 0.2 for at in share), share
    once = sum(count == 1 for count in ranked)
    assert once > 0.2 * len(ranked)


def test_words_and_people_come_back_inside_one_article(pieces: list[Any]) -> None:
    """So that counting words of an article says something, and last names alone have somebody to mean."""
    texts = [piece.text for piece in pieces if piece.language == "en" and len(piece.text) > 2_000]
    alone = 0
    for text in texts:
        full = re.search(r"(?:General|Colonel|Judge|Dr|Governor|Mayor|President) \w+ ([\w-]+)", text)
        if full:
            last = re.escape(full[1])
            alone += bool(re.search(rf"(?<!\w ){last}\b|[.,\"] {last} (?:said|told)", text[full.end() :]))
    assert alone > len(texts) / 3


def test_an_acronym_is_defined_once_and_used_afterwards(pieces: list[Any]) -> None:
    used = defined = 0
    for piece in pieces:
        for acronym in set(re.findall(r"\(([A-Z]{3,})\)", piece.text)):
            defined += 1
            assert piece.text.count(f"({acronym})") <= 2  # two bodies may share one
            used += len(re.findall(rf"\b{acronym}\b", piece.text)) > 1
    assert defined > len(pieces)
    assert used > defined / 2


def test_texts_hold_quotations_and_dates_of_both_sorts(pieces: list[Any]) -> None:
    english = [piece.text for piece in pieces if piece.language == "en"]

    def share(pattern: str) -> float:
        return sum(bool(re.search(pattern, text)) for text in english) / len(english)

    assert share(r'"[^"]+," [\w .-]+ (?:said|added|noted|told)') > 0.5
    assert share(r"\b(?:yesterday|last week|days ago|on (?:Mon|Tues|Wednes|Thurs|Fri)day)\b") > 0.5
    assert share(r"\b(?:\d{1,2} (?:March|May|June|July)|(?:March|May|June|July) \d{1,2})\b") > 0.1


def test_outlets_and_languages_are_unequally_shared(generate: ModuleType, pieces: list[Any]) -> None:
    outlets = Counter(piece.outlet.name for piece in pieces)
    assert len(outlets) == generate.OUTLETS
    assert outlets.most_common(1)[0][1] > 5 * min(outlets.values())
    languages = Counter(piece.language for piece in pieces)
    assert languages["en"] > 0.93 * len(pieces)
    assert {"ar", "de", "fr", "ru"} < set(languages)


def outlets_by_text(pieces: list[Any]) -> list[list[str]]:
    """The outlets of every text, in order of appearance."""
    found: dict[tuple[str, str], list[str]] = {}
    for piece in pieces:
        found.setdefault((piece.title, piece.text), []).append(piece.outlet.name)
    return list(found.values())


def test_one_in_a_hundred_is_a_copy(pieces: list[Any]) -> None:
    copies = len(pieces) - len(outlets_by_text(pieces))
    assert 0.005 < copies / len(pieces) < 0.02


def test_a_copy_stands_in_another_outlet(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "SHARE_OF_COPIES", 0.8)
    copied = [names for names in outlets_by_text(list(generate.articles(500, seed=1))) if len(names) > 1]
    assert sum(map(len, copied)) > 300
    assert all(names[0] not in names[1:] for names in copied)


def test_dates_lie_in_two_years_and_some_are_vague_or_missing(
    generate: ModuleType, pieces: list[Any]
) -> None:
    dates = [piece.published for piece in pieces]
    known = sorted(value[:7] for value in dates if value)
    assert (known[0], known[-1]) == ("2023-01", "2024-12")
    share = Counter(len(value[:16]) for value in dates)
    assert 0.01 < share[0] / len(pieces) < 0.03
    assert 0.02 < share[7] / len(pieces) < 0.06
    assert share[10] > share[16] > 0.2 * len(pieces)


def test_cleaning_changes_nothing(pieces: list[Any]) -> None:
    assert all(clean(piece.text) == piece.text and clean_line(piece.title) == piece.title for piece in pieces)


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    out = tmp_path / "mine.jsonl"
    out.write_text("precious", encoding="utf-8")
    done = run(str(out), "--articles", "3")
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_text(encoding="utf-8") == "precious"


def test_only_the_method_that_is_promised_to_stay_is_drawn_from() -> None:
    """Other methods of ``random.Random`` may change between versions of Python."""
    source = PROGRAM.read_text(encoding="utf-8")
    assert re.findall(r"Random\(\w+\)\.(\w+)", source) == ["random"]
    imported = re.findall(r"^(?:from|import) (random|math|statistics)\b(.*)$", source, re.MULTILINE)
    assert imported == [("random", " import Random")]
