"""The samples hold what ``seeds/README.md`` says that they hold, read by the project's own readers."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.readers import FORMATS, format_of
from index.readers.draft import Draft
from index.text import article_id, clean, clean_line

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "seeds" / "articles"
RETOLD = ARTICLES / "shafaq-news" / "coordination-framework.txt"
HOSTILE = ARTICLES / "tidewatch-monitor" / "hostile-press-release.txt"
UNDATED = ARTICLES / "strait-shipping-bulletin" / "ferries.txt"

TWICE = "Rockets hit Ostrel base before dawn, nine wounded"

Record = tuple[Path, Draft]


def _read(path: Path) -> list[Draft]:
    form = format_of(path)
    assert form is not None, f"no reader for {path.name}"
    drafts = []
    for item in form.read(path):
        assert isinstance(item, Draft), f"{path.name}: {item}"
        drafts.append(item)
    return drafts


def _files() -> Iterator[Path]:
    return (path for path in sorted(ARTICLES.rglob("*")) if path.is_file())


def _id(draft: Draft) -> str:
    return article_id(clean_line(draft.title), clean(draft.text))


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [(path, draft) for path in _files() for draft in _read(path)]


def _only(records: list[Record], path: Path) -> Draft:
    (draft,) = [draft for where, draft in records if where == path]
    return draft


def _titled(records: list[Record], title: str) -> list[Draft]:
    return [draft for _, draft in records if clean_line(draft.title) == title]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’-]\w+)*", text.lower().replace("’", "'"))


def _runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_there_are_sixteen_records_and_fifteen_articles(records: list[Record]) -> None:
    assert len(records) == 16
    assert len({_id(draft) for _, draft in records}) == 15


def test_every_format_that_is_read_has_a_sample(records: list[Record]) -> None:
    used = {form.name for path, _ in records if (form := format_of(path)) is not None}
    assert used == {form.name for form in FORMATS}


def test_every_record_reads_as_an_article_of_decent_length(records: list[Record]) -> None:
    lengths = {f"{path.name}:{draft.record}": len(clean(draft.text).split()) for path, draft in records}
    assert {name: n for name, n in lengths.items() if not 180 <= n <= 600} == {}


def test_nothing_had_to_be_remarked_on(records: list[Record]) -> None:
    assert {path.name: draft.remark for path, draft in records if draft.remark} == {}


def test_every_source_says_that_it_is_an_exercise_or_retold(records: list[Record]) -> None:
    assert clean_line(_only(records, RETOLD).source) == "Shafaq News (retold)"
    fiction = [(path.name, clean_line(draft.source)) for path, draft in records if path != RETOLD]
    assert [pair for pair in fiction if not pair[1].endswith(" (exercise)")] == []


def test_every_address_leads_nowhere(records: list[Record]) -> None:
    urls = [draft.url for _, draft in records if draft.url]
    assert urls
    assert [url for url in urls if not re.match(r"https://[a-z-]+\.example/", url)] == []


def test_the_story_that_two_outlets_carry_word_for_word_is_one_article(records: list[Record]) -> None:
    pair = _titled(records, TWICE)
    assert {clean_line(draft.source) for draft in pair} == {
        "Exercise Wire (exercise)",
        "Halden Courier (exercise)",
    }
    assert len(pair) == 2
    assert len({_id(draft) for draft in pair}) == 1
    assert len({draft.published for draft in pair}) == 2


def test_the_cut_version_is_the_opening_of_the_whole_story_under_another_title(
    records: list[Record],
) -> None:
    whole = clean(_titled(records, TWICE)[0].text)
    cut = _only(records, ARTICLES / "ostrel-evening-post" / "base-hit-by-rockets.md")
    assert clean_line(cut.title) != TWICE
    text = clean(cut.text)
    assert whole.startswith(text)
    assert len(text) < len(whole)


def test_exactly_one_record_is_undated(records: list[Record]) -> None:
    assert [path for path, draft in records if draft.published is None] == [UNDATED]


def test_dates_come_in_months_days_and_minutes_with_and_without_a_zone(records: list[Record]) -> None:
    dates = [draft.published for _, draft in records if draft.published is not None]
    assert Counter(date.precision for date in dates) == {"month": 1, "day": 11, "minute": 3}
    assert {date.value for date in dates if date.precision != "day"} == {
        "2024-03",
        "2024-04-14T08:05+03:00",
        "2024-04-14T13:40",
        "2024-04-17T18:30",
    }


def test_the_file_without_header_lines_still_names_its_source(records: list[Record]) -> None:
    draft = _only(records, UNDATED)
    assert clean_line(draft.source) == "Strait Shipping Bulletin (exercise)"
    assert draft.title == ""
    assert "Ferry sailings across the mouth of the Senn" in clean(draft.text).split("\n", 1)[0]


def test_two_people_are_spelt_in_three_ways_each(records: list[Record]) -> None:
    everything = "\n".join(clean(draft.text) for _, draft in records)
    for spelling in (
        *("Munir al-Dakwani", "Mounir Al Dhakwani", "Moneer el-Dakwany"),
        *("Yevgeni Zholnarov", "Evgeny Jolnarov", "Yevhen Zholnarow"),
    ):
        assert spelling in everything


def test_the_correction_names_the_title_that_it_corrects(records: list[Record]) -> None:
    (correction,) = [d for _, d in records if clean(d.text).startswith("Correction: an earlier version")]
    assert f'"{TWICE}"' in correction.text
    assert "said that nine people were wounded; it was seven" in correction.text


def test_one_article_is_partly_in_arabic_script(records: list[Record]) -> None:
    arabic = [path.name for path, draft in records if re.search("[\u0621-\u064a]{3}", clean(draft.text))]
    assert arabic == ["shepherd-and-son.md"]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x1b[2J",
        b"\x1b]52;c;",
        b"\x1b]8;;",
        b"\xc2\x9b",
        b"\xe2\x80\xae",
        b"\xe2\x81\xa6",
        b"\xe2\x80\x8b",
        b"\0",
    ],
)
def test_the_hostile_file_is_still_armed(raw: bytes) -> None:
    assert raw in HOSTILE.read_bytes()


def test_the_hostile_file_has_only_line_ends_of_windows() -> None:
    raw = HOSTILE.read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") > 15


def test_nothing_in_the_hostile_file_can_act_after_cleaning(records: list[Record]) -> None:
    draft = _only(records, HOSTILE)
    assert "\x1b" in draft.text, "cleaning belongs to the way in, not to the reader"
    text = clean(draft.text)
    shown = (text.replace("\n", ""), *map(clean_line, (draft.title, draft.source, draft.author, draft.url)))
    for part in shown:
        assert [f"U+{ord(c):04X}" for c in part if unicodedata.category(c) in ("Cc", "Cf")] == []


def test_the_hostile_file_reads_as_a_plain_story_after_cleaning(records: list[Record]) -> None:
    draft = _only(records, HOSTILE)
    text = clean(draft.text)
    assert clean_line(draft.title) == "Hostile sample: this text tries to take over your terminal"
    assert clean_line(draft.source) == "Tidewatch Monitor (exercise)"
    assert text.startswith("A press release that told soldiers to leave Ostrel base was forged, the Straits")
    assert text.endswith("the base was, as anyone can see, still there.")
    for whole in ("further rockets are expected", "Kestrel Brigade, Harbour Guard, ceasefire.", "[bold red]"):
        assert whole in text


def test_the_retold_article_shares_no_long_run_of_words_with_the_original(records: list[Record]) -> None:
    shared = Path(os.environ.get("BRIEFING_SHARED") or ROOT.parent / "shared")
    originals = sorted((shared / "seeds").glob("*.txt"))
    if not originals:
        pytest.skip("the original article is not here: set BRIEFING_SHARED to the folder that holds seeds/")
    retold = _words(_only(records, RETOLD).text)
    for original in originals:
        common = _runs(_words(original.read_text(encoding="utf-8")), 8) & _runs(retold, 8)
        assert sorted(" ".join(run) for run in common) == []
