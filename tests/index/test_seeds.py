"""The samples hold what ``seeds/README.md`` says that they hold, read by the project's own readers."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.samples import SAMPLE_ARTICLES
from index.readers import FORMATS, format_of
from index.readers.draft import Draft
from index.text import article_id, clean, clean_line

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = ROOT / "seeds" / "articles"
RETOLD = ARTICLES / "shafaq-news" / "coordination-framework.txt"
HOSTILE = ARTICLES / "tidewatch-monitor" / "hostile-press-release.txt"
FERRIES = ARTICLES / "strait-shipping-bulletin" / "ferries.txt"
NOTICE = ARTICLES / "strait-shipping-bulletin" / "notice-17.txt"
STOCK_LIST = ARTICLES / "halden-courier" / "twelve-rockets.md"
LONG = ARTICLES / "northmark-parliament" / "strike-at-sel.md"

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


def test_there_are_forty_records_and_thirty_six_articles(records: list[Record]) -> None:
    assert len(records) == 40
    assert len({_id(draft) for _, draft in records}) == SAMPLE_ARTICLES == 36
    assert len({path for path, _ in records}) == len(list(_files())) == 29


def test_the_readme_states_these_numbers_and_every_file() -> None:
    readme = (ROOT / "seeds" / "README.md").read_text("utf-8")
    assert "40 records in 29 files, 36 different" in readme
    table = readme.split("## The files")[1].split("## What is planted")[0]
    assert sorted(set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE))) == [
        path.relative_to(ARTICLES).as_posix() for path in _files()
    ]


def test_every_format_that_is_read_has_a_sample(records: list[Record]) -> None:
    used = {form.name for path, _ in records if (form := format_of(path)) is not None}
    assert used == {form.name for form in FORMATS}


def test_formats_come_in_several_layouts(records: list[Record]) -> None:
    pages = [path.read_text("utf-8").lower() for path in _files() if path.suffix == ".html"]
    assert len(pages) == 4
    assert all("<nav" in page or 'class="nav"' in page or 'class="menu"' in page for page in pages)
    for mark in ("og:title", "dc.date.issued", "application/ld+json", "itemprop=", "cookie", "<table"):
        assert any(mark in page for page in pages), mark
    markdown = [path.read_text("utf-8") for path in _files() if path.suffix == ".md"]
    assert {text.startswith("---\n") for text in markdown} == {True, False}
    lines = Counter(path for path, _ in records if path.suffix == ".jsonl")
    assert max(lines.values()) >= 4
    shapes = {type(json.loads(path.read_text("utf-8"))) for path in _files() if path.suffix == ".json"}
    assert shapes == {list, dict}
    plain = [path.read_text("utf-8") for path in _files() if path.suffix == ".txt" and path != HOSTILE]
    assert {text.startswith("Title: ") for text in plain} == {True, False}


def test_no_page_brings_what_stands_around_its_article(records: list[Record]) -> None:
    for path, draft in records:
        if path.suffix == ".html":
            for around in ("cookie", "Front page", "Most read", "Also read", "Newsletter", "Imprint"):
                assert around not in clean(draft.text), f"{path.name}: {around}"


def test_every_record_reads_as_an_article_of_decent_length(records: list[Record]) -> None:
    lengths = {
        f"{path.name}:{draft.record}": len(clean(draft.text).split())
        for path, draft in records
        if path != LONG
    }
    assert {name: n for name, n in lengths.items() if not 120 <= n <= 900} == {}


def test_one_article_has_eight_thousand_words_and_the_parts_of_a_report(records: list[Record]) -> None:
    text = clean(_only(records, LONG).text)
    assert 7_800 <= len(text.split()) <= 8_400
    lines = text.split("\n")
    assert len([line for line in lines if line.startswith("Part ")]) == 10
    for heading in ("Summary", "Findings", "Recommendations", "Annex A: The witnesses"):
        assert heading in lines
    assert "Dissenting opinion of Petrik Solhane and Jorun Hask" in lines


def test_the_report_counts_its_witnesses_and_findings_rightly(records: list[Record]) -> None:
    text = clean(_only(records, LONG).text)
    assert "heard 31 witnesses" in text
    witnesses = re.search("Annex A: The witnesses\n(.+)Annex B", text, re.DOTALL)
    assert witnesses is not None
    numbers = {int(n) for n in re.findall(r"\((?:\d+ and )?(\d+)\)", witnesses[1])} | {14}
    assert numbers == set(range(1, 32))
    findings = re.search("\nFindings\n(.+)\nRecommendations\n", text, re.DOTALL)
    assert findings is not None
    assert len(re.findall(r"\((?:Unanimous|Five votes to two|Six votes to one)\.\)", findings[1])) == 12


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


def test_every_story_that_stands_in_two_outlets_is_one_article(records: list[Record]) -> None:
    outlets: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for _, draft in records:
        outlets.setdefault(_id(draft), []).append(clean_line(draft.source).removesuffix(" (exercise)"))
        titles[_id(draft)] = clean_line(draft.title)
    copies = {titles[id]: sorted(found) for id, found in outlets.items() if len(found) > 1}
    assert copies == {
        TWICE: ["Exercise Wire", "Halden Courier"],
        "Northmark cabinet meets on rocket fire": ["Northmark Radio", "Senn Valley Digest"],
        "Tanker loses 4,000 tonnes of oil in the Strait of Varrow": ["Exercise Wire", "Ostrel Evening Post"],
        "Dead of Sel were civilians, commission of parliament finds": ["Exercise Wire", "Halden Courier"],
    }


def test_the_near_copy_shares_most_of_its_runs_of_words_with_what_it_repeats(records: list[Record]) -> None:
    (whole,) = _titled(records, "Kestrel Brigade denies any part in Ostrel rockets")
    (near,) = _titled(records, "“That paper is a forgery”: Brigade rejects claim")
    mine, theirs = _runs(_words(near.text), 8), _runs(_words(whole.text), 8)
    assert 0.9 < len(mine & theirs) / len(mine) < 1
    assert clean_line(near.source) == "Senn Valley Digest (exercise)"


def test_three_articles_are_undated(records: list[Record]) -> None:
    assert {path for path, draft in records if draft.published is None} == {FERRIES, NOTICE, STOCK_LIST}


def test_dates_come_in_months_days_and_minutes_with_and_without_a_zone(records: list[Record]) -> None:
    dates = [draft.published for _, draft in records if draft.published is not None]
    assert Counter(date.precision for date in dates) == {"month": 1, "day": 30, "minute": 6}
    assert {date.value for date in dates if date.precision != "day"} == {
        "2024-03",
        "2024-03-21T11:05",
        "2024-04-14T08:05+03:00",
        "2024-04-14T13:40",
        "2024-04-17T18:30",
        "2024-04-19T17:20+02:00",
        "2024-05-25T18:40+03:00",
    }


def test_the_articles_go_from_february_to_june(records: list[Record]) -> None:
    months = {draft.published.value[:7] for _, draft in records if draft.published is not None}
    assert months == {"2024-02", "2024-03", "2024-04", "2024-05", "2024-06"}


def test_the_file_without_header_lines_still_names_its_source(records: list[Record]) -> None:
    draft = _only(records, FERRIES)
    assert clean_line(draft.source) == "Strait Shipping Bulletin (exercise)"
    assert draft.title == ""
    assert "Ferry sailings across the mouth of the Senn" in clean(draft.text).split("\n", 1)[0]


def test_files_with_a_title_and_no_header_still_name_their_source(records: list[Record]) -> None:
    assert clean_line(_only(records, NOTICE).title) == "Notice 17: object in the fairway, and oil"
    assert clean_line(_only(records, NOTICE).source) == "Strait Shipping Bulletin (exercise)"
    assert clean_line(_only(records, STOCK_LIST).title).startswith("Twelve rockets missing")
    assert clean_line(_only(records, STOCK_LIST).source) == "Halden Courier (exercise)"


@pytest.mark.parametrize(
    ("spelling", "outlet"),
    [
        ("Munir al-Dakwani", "Straits Review"),
        ("Mounir Al Dhakwani", "Northmark Radio"),
        ("Moneer el-Dakwany", "Exercise Wire"),
        ("Munir el-Dakwani", "Senn Valley Digest"),
        ("Munir ad-Dakwani", "Torav Herald"),
        ("منير الدكواني", "Voice of Karsa"),
        ("Yevgeni Zholnarov", "Tidewatch Monitor"),
        ("Evgeny Jolnarov", "Halden Courier"),
        ("Yevhen Zholnarow", "Exercise Wire"),
        ("Yevgeny Zholnaroff", "Torav Herald"),
        ("Евгений Жолнаров", "Straits Security Alliance"),
        ("Radko Milench", "Tidewatch Monitor"),
        ("Radco Milenc", "Northmark Radio"),
        ("Radko Milentsch", "Torav Herald"),
        ("Радко Миленч", "Torav Herald"),
        ("Windhover Brigade", "Torav Herald"),
        ("Brigade of the Kestrel", "Voice of Karsa"),
    ],
)
def test_one_name_is_spelt_in_many_ways(records: list[Record], spelling: str, outlet: str) -> None:
    found = {clean_line(draft.source) for _, draft in records if spelling in clean(draft.text)}
    assert f"{outlet} (exercise)" in found


#: What is planted: the same matter as two articles have it, each with words that only it has.
PLANTED = [
    ("found in Reed Channel as 140. The number is 14.", "One does not buy 140 rifles for 60 men"),
    ("drain pipe, 1.2 metres long", "two lengths of pipe, of 1.20 metres each"),
    ("gave the loss as about 4,000 tonnes", "has lost about 4,000 tonnes of heavy fuel oil"),
    ("The operator's figure is 40 tonnes", "raised its own estimate from 40 to 120 tonnes"),
    ("It sounds as if they are being shelled", "At least four explosions have been heard"),
    ("may have been Northmark Radio", "she reached the duty officer of the base at 23:24"),
    (
        "an officer of the Harbour Guard, whom he did not name, had claimed",
        "Mr Solhane has it from an officer",
    ),
    ("set down two tubes at Sel", "A trawler set down four launchers"),
    (
        "fourteen men of the Marsh Front were to go home, and thirteen did",
        "Fourteen men of the Front go home",
    ),
    ("This leaves 588", "shows twelve rockets fewer than the depot should hold"),
    (
        "sent twelve rockets to the garrison at Ostrel",
        "Twelve is also the number that stands in the statement",
    ),
    ("the second man was, by the Guard’s information, at least twenty", "three; he asked for the first"),
    ("I heard two sounds", "a bottle of cooking gas"),
    ("The letter offers 60,000 crowns for each", "to receive 250,000 crowns for each of the dead"),
    ("three tubes or pieces of tube", "two tubes and one piece of pipe"),
    ("a number that had been used “once or twice” before", "He said that it had been twice"),
    ("asked Capt. O., he says Maj. L. told him", "whether he was the Capt. O."),
]


@pytest.mark.parametrize(("one", "other"), PLANTED)
def test_what_is_planted_is_there(records: list[Record], one: str, other: str) -> None:
    texts = [clean(draft.text) for _, draft in records]
    assert [text for text in texts if one in text], one
    assert [text for text in texts if other in text], other


def test_the_evening_post_never_corrected_the_oil_nor_the_courier_the_rifles(records: list[Record]) -> None:
    def said(outlet: str) -> str:
        mine = [draft for _, draft in records if clean_line(draft.source) == f"{outlet} (exercise)"]
        return "\n".join(clean(draft.text) for draft in mine)

    assert "4,000 tonnes" in said("Ostrel Evening Post")
    assert "400 tonnes" not in said("Ostrel Evening Post")
    assert "140 rifles" in said("Halden Courier")
    assert not re.search(r"\b14 rifles|The number is 14\b", said("Halden Courier"))
    assert "withdr" not in said("Senn Valley Digest")


def test_the_correction_names_the_title_that_it_corrects(records: list[Record]) -> None:
    (correction,) = [d for _, d in records if clean(d.text).startswith("Correction: an earlier version")]
    assert f'"{TWICE}"' in correction.text
    assert "said that nine people were wounded; it was seven" in correction.text


def test_two_articles_are_partly_in_arabic_script_each_with_its_english(records: list[Record]) -> None:
    arabic = {
        path.name: clean(d.text) for path, d in records if re.search("[\u0621-\u064a]{3}", clean(d.text))
    }
    assert sorted(arabic) == ["seventeen.md", "shepherd-and-son.md"]
    for text in arabic.values():
        assert len(re.findall("«[^»]+»", text)) >= 4
    assert all("“" in after[:60] for after in re.findall("»[^«]*", arabic["seventeen.md"]))


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
