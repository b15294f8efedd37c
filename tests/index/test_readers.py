"""Claims about readers: what a file says is what the draft says, and one bad record never stops the rest."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.model import Published
from index.readers import FORMATS, Draft, Problem, UnreadableError, format_of
from index.readers.fields import opening_source

SENTENCE = "Five rockets were launched on Sunday toward a base across the northern border. Nobody was hurt."


@pytest.fixture
def read(tmp_path: Path):
    """Write a file and read it: ``read("a.txt", "text")``."""

    def read_file(name: str, content: str | bytes) -> list[Draft | Problem]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        format = format_of(path)
        assert format is not None
        return list(format.read(path))

    return read_file


def only(items: list[Draft | Problem]) -> Draft:
    assert len(items) == 1
    assert isinstance(items[0], Draft), items[0]
    return items[0]


# The table of formats


@pytest.mark.parametrize(
    ("name", "format"),
    [
        *(("a.txt", "text"), ("A.TXT", "text"), ("a.md", "Markdown"), ("a.Markdown", "Markdown")),
        *(("a.json", "JSON"), ("a.jsonl", "JSON Lines"), ("a.b.ndjson", "JSON Lines")),
        *(("a.pdf", None), ("txt", None), (".txt", None), ("a.txt.gz", None)),
    ],
)
def test_a_name_tells_its_format(name: str, format: str | None) -> None:
    found = format_of(Path(name))
    assert (found.name if found else None) == format


def test_every_format_has_its_own_suffixes_in_lower_case() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)


def test_importing_the_readers_loads_no_parser() -> None:
    code = (
        "import sys, index.readers; print({'yaml', 'markdown_it', 'charset_normalizer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# Text


def test_header_lines_say_what_is_known_and_leave_the_text(read) -> None:
    draft = only(
        read(
            "a.txt",
            "Title: Rockets hit base\r\nSOURCE: Halden Courier\r\nDate: 22 April 2024\r\n"
            f"Author: A. Writer\r\nURL: https://courier.example/1\r\nLanguage: en\r\n\r\n{SENTENCE}\r\n",
        )
    )
    assert (draft.title, draft.source, draft.author) == ("Rockets hit base", "Halden Courier", "A. Writer")
    assert (draft.url, draft.language) == ("https://courier.example/1", "en")
    assert draft.published == Published("2024-04-22", "day")
    assert draft.text.strip() == SENTENCE
    assert (draft.record, draft.remark) == ("", "")


def test_a_header_ends_at_the_first_line_that_is_no_known_field(read) -> None:
    draft = only(
        read("a.txt", f"Source: Halden Courier\nRemember: this is text.\nTitle: this too\n\n{SENTENCE}")
    )
    assert draft.source == "Halden Courier"
    assert draft.text.startswith("Remember: this is text.\nTitle: this too")


def test_a_field_that_is_said_again_is_text(read) -> None:
    draft = only(read("a.txt", f"Title: First\nTitle: second\n{SENTENCE}"))
    assert draft.title == "First"
    assert draft.text.startswith("Title: second")


def test_header_lines_further_down_are_text(read) -> None:
    draft = only(read("a.txt", f"{SENTENCE}\nSource: unknown\n"))
    assert draft.source == ""
    assert "Source: unknown" in draft.text


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n", "\r", "\n \n\n"])
def test_a_short_first_line_is_the_title_and_leaves_the_text(read, between: str) -> None:
    draft = only(read("a.txt", f"Rockets hit base{between}{SENTENCE}\n"))
    assert draft.title == "Rockets hit base"
    assert draft.text.strip() == SENTENCE


def test_a_sentence_with_a_blank_line_after_it_is_a_title_and_without_one_is_text(read) -> None:
    assert only(read("a.txt", f"We were wrong.\n\n{SENTENCE}")).title == "We were wrong."
    assert only(read("b.txt", f"We were wrong.\n{SENTENCE}")).title == ""


def test_a_first_line_of_more_than_120_characters_is_text(read) -> None:
    draft = only(read("a.txt", f"{'x' * 121}\n\n{SENTENCE}"))
    assert draft.title == ""
    assert draft.text.startswith("x" * 121)
    assert only(read("b.txt", f"{'x' * 120}\n\n{SENTENCE}")).title == "x" * 120


def test_a_file_of_one_line_is_text_without_a_title(read) -> None:
    draft = only(read("a.txt", "Rockets hit base\n\n"))
    assert (draft.title, draft.text.strip()) == ("", "Rockets hit base")


def test_the_first_line_of_a_wrapped_paragraph_is_no_title(read) -> None:
    text = (
        "The Coordination Council, an alliance of mainly northern parties that\n"
        "Governs the district, distanced itself on Monday from the attack on the\n"
        "base, which it called a mistake.\n"
    )
    assert only(read("a.txt", text)).title == ""
    assert (
        only(read("b.txt", "The council distances itself\n" + text)).title == "The council distances itself"
    )


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Shafaq News/ The alliance distanced itself.", "Shafaq News"),
        ("شفق نيوز/ أطلقت خمسة صواريخ", "شفق نيوز"),
        ("Al-Halden & Sons/ Five rockets", "Al-Halden & Sons"),
        ("and/ or", ""),
        ("24/ 7 service", ""),
        ("Halden/Brim road closed", ""),
        ("The long name of an agency that nobody would give one/ text", ""),
        ("He said: yes/ no", ""),
    ],
)
def test_an_opening_name_with_a_slash_is_the_source(text: str, source: str) -> None:
    assert opening_source(text) == source


def test_an_opening_source_stays_in_the_text_and_gives_way_to_a_source_line(read) -> None:
    text = f"Shafaq News/ {SENTENCE} {SENTENCE}"
    draft = only(read("a.txt", text))
    assert (draft.source, draft.text) == ("Shafaq News", text)
    assert only(read("b.txt", f"Source: Halden Courier\n\n{text}")).source == "Halden Courier"


def test_an_opening_source_after_a_title_counts(read) -> None:
    assert only(read("a.txt", f"Rockets hit base\n\nShafaq News/ {SENTENCE}")).source == "Shafaq News"


def test_a_date_that_can_be_read_two_ways_is_remarked(read) -> None:
    draft = only(read("a.txt", f"Date: 03/04/2024\n\n{SENTENCE}"))
    assert draft.published == Published("2024", "year")
    assert draft.remark == 'its date "03/04/2024" can be read two ways, so only the year was kept'


def test_a_date_that_is_not_understood_is_remarked_and_left_out(read) -> None:
    draft = only(read("a.txt", f"Date: soon \x1b[31m\n\n{SENTENCE}"))
    assert draft.published is None
    assert draft.remark == 'its date "soon" was not understood and was left out'


def test_an_undated_file_stays_undated(read) -> None:
    draft = only(read("a.txt", SENTENCE))
    assert (draft.published, draft.remark) == (None, "")


def test_a_text_file_is_known_by_the_hash_of_its_bytes(read) -> None:
    data = f"\ufeffTitle: A\r\n\r\n{SENTENCE}".encode()
    assert only(read("a.txt", data)).raw_sha256 == hashlib.sha256(data).hexdigest()


def test_a_header_without_text_is_a_problem(read) -> None:
    assert read("a.txt", "Title: Rockets hit base\n\n \n") == [Problem("", "it has a title but no text")]
    assert read("b.txt", " \n\t\n") == [Problem("", "it has no text")]


# Markdown


def test_front_matter_says_what_is_known(read) -> None:
    draft = only(
        read(
            "a.md",
            "---\ntitle: Rockets hit base\noutlet: Halden Courier\nauthor: [A. Writer, B. Writer]\n"
            f"date: 2024-04-22 21:50:00 +0300\nlang: en\nlink: https://courier.example/1\n---\n\n{SENTENCE}\n",
        )
    )
    assert (draft.title, draft.source, draft.author) == (
        "Rockets hit base",
        "Halden Courier",
        "A. Writer, B. Writer",
    )
    assert (draft.url, draft.language) == ("https://courier.example/1", "en")
    assert draft.published == Published("2024-04-22T21:50+03:00", "minute")
    assert draft.text == SENTENCE


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("lang: no", "language", "no"),
        ("title: 21:50", "title", "21:50"),
        ("title: 2024", "title", "2024"),
        ("title: 'Yes: it did'", "title", "Yes: it did"),
        ("source: ~", "source", ""),
        ("source: {name: Halden Courier, id: 3}", "source", "Halden Courier"),
        ("author: [A, [B, C], {name: D}]", "author", "A, B, C, D"),
        ("Title: upper case", "title", "upper case"),
    ],
)
def test_front_matter_is_read_as_it_is_written(read, line: str, field: str, value: str) -> None:
    assert getattr(only(read("a.md", f"---\n{line}\n---\n{SENTENCE}")), field) == value


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2024-04-22", Published("2024-04-22", "day")),
        ("2024-04-22 00:00:00", Published("2024-04-22T00:00", "minute")),
        ("2024", Published("2024", "year")),
        ("03/04/2024", Published("2024", "year")),
        ("", None),
    ],
)
def test_a_date_in_front_matter_is_no_more_exact_than_it_is_written(
    read, date: str, published: Published | None
) -> None:
    assert only(read("a.md", f"---\ndate: {date}\n---\n{SENTENCE}")).published == published


@pytest.mark.parametrize(
    "heading", ["# Rockets *hit* base", "Rockets hit base\n====", "# Rockets [hit](x) base #"]
)
def test_a_heading_at_the_top_is_the_title_and_leaves_the_text(read, heading: str) -> None:
    draft = only(read("a.md", f"\n{heading}\n\n{SENTENCE}"))
    assert (draft.title, draft.text) == ("Rockets hit base", SENTENCE)


def test_a_heading_that_differs_from_the_title_stays(read) -> None:
    assert only(read("a.md", f"---\ntitle: A\n---\n# A\n\n{SENTENCE}")).text == SENTENCE
    assert only(read("b.md", f"---\ntitle: A\n---\n# B\n\n{SENTENCE}")).text == f"B\n\n{SENTENCE}"


def test_a_heading_further_down_is_text(read) -> None:
    draft = only(read("a.md", f"{SENTENCE}\n\n# Later\n\nMore."))
    assert (draft.title, draft.text) == ("", f"{SENTENCE}\n\nLater\n\nMore.")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("a *b* __c__ `d` ~e", "a b c d ~e"),
        (
            "see [the report](https://x.example 'title') and <https://y.example>",
            "see the report and https://y.example",
        ),
        ("![a *map*](map.png) of it", "a map of it"),
        ("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour"),
        ("a &amp; b &lt;c&gt; \\*d\\*", "a & b <c> *d*"),
        ("## Part\ntext", "Part\n\ntext"),
        ("intro\n\n- one\n- two\n  - three\n\nend", "intro\n\n- one\n- two\n  - three\n\nend"),
        ("intro\n\n* one\n\n* two", "intro\n\n- one\n\n- two"),
        ("3. c\n4. d", "3. c\n4. d"),
        ("> quoted\n> words\n\nend", "quoted words\n\nend"),
        ("```sh\nls *a*\n```\nend", "ls *a*\n\nend"),
        ("a\n\n***\n\nb", "a\n\nb"),
        ("| a | b |\n|---|---|\n| *1* | 2 |\n\nend", "a | b\n1 | 2\n\nend"),
        ("<div class='x'>caf&eacute; <b>bold</b><br>next</div>", "café bold\nnext"),
        ("a <b>b</b><!-- no --> c", "a b c"),
        ("<script>\nevil()\n</script>\n\ntext", "text"),
        ("<!-- never closed\n\ntext", "<!-- never closed\n\ntext"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_markdown_becomes_the_words_that_it_says(read, markdown: str, plain: str) -> None:
    assert only(read("a.md", markdown)).text.strip() == plain


def test_prose_between_two_rules_is_no_front_matter(read) -> None:
    draft = only(read("a.md", f"---\n\n{SENTENCE}\n\n---\n\nMore."))
    assert draft.text == f"{SENTENCE}\n\nMore."


def test_front_matter_that_never_ends_is_text(read) -> None:
    assert "title" in only(read("a.md", f"---\ntitle: A\n\n{SENTENCE}")).text


def test_a_colon_without_quotes_in_front_matter_costs_nothing(read) -> None:
    matter = (
        "title: Live: Explosion at port of Karvel\nsource: Wire\ndate: 2024-04-22\n"
        "tags:\n  - port\n  - fire\n\n# a comment: of ours: nobody reads it\nauthor: 'A. Writer'\nx: [1\nlang: en"
    )
    draft = only(read("a.md", f"---\n{matter}\n---\n{SENTENCE}"))
    assert (draft.title, draft.source, draft.author) == (
        "Live: Explosion at port of Karvel",
        "Wire",
        "A. Writer",
    )
    assert (draft.published.value, draft.language, draft.text) == ("2024-04-22", "en", SENTENCE)
    assert draft.remark == ""


def test_what_cannot_be_read_in_front_matter_is_said_by_its_line(read) -> None:
    matter = "title: Iraq: rockets\nauthor: [A\n  B\nno key here\ndate: 2024-04-22"
    draft = only(read("a.md", f"---\n{matter}\n---\n{SENTENCE}"))
    assert (draft.title, draft.author, draft.published.value) == ("Iraq: rockets", "", "2024-04-22")
    assert draft.remark == "line 3 of its front matter could not be read, and 1 more"


def test_prose_with_colons_between_two_rules_is_text(read) -> None:
    prose = "Warning: this: that\nThe bridge at Halden was closed.\nNobody was hurt."
    draft = only(read("a.md", f"---\n{prose}\n---\n{SENTENCE}"))
    assert "The bridge at Halden was closed." in draft.text
    assert SENTENCE in draft.text


def test_front_matter_of_which_nothing_can_be_read_names_its_line(read) -> None:
    assert read("b.md", f"---\n[1\n---\n{SENTENCE}") == [Problem("", "line 3 is not YAML")]


# JSON


ARTICLE = {
    "id": "hc-1",
    "title": "Rockets hit base",
    "source": "Halden Courier",
    "author": "A. Writer",
    "date": "2024-04-22",
    "language": "en",
    "url": "https://courier.example/1",
    "body": SENTENCE,
}


def test_an_object_is_one_article(read) -> None:
    data = json.dumps(ARTICLE, indent=1).encode()
    assert only(read("a.json", data)) == Draft(
        record="",
        title="Rockets hit base",
        text=SENTENCE,
        source="Halden Courier",
        author="A. Writer",
        published=Published("2024-04-22", "day"),
        url="https://courier.example/1",
        language="en",
        raw_sha256=hashlib.sha256(data).hexdigest(),
    )


@pytest.mark.parametrize(
    "wrap", ["{}", '{{"articles": {}}}', '{{"Items": {}}}', '{{"documents": {}, "total": 1}}']
)
def test_a_list_of_articles_is_found_at_the_top_or_one_step_down(read, wrap: str) -> None:
    draft = only(read("a.json", wrap.format(json.dumps([ARTICLE]))))
    assert (draft.record, draft.title) == ("hc-1", "Rockets hit base")


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"publisher": {"@type": "Organization", "name": "Halden Courier"}}, "source", "Halden Courier"),
        ({"outlet": ["Halden Courier", ""]}, "source", "Halden Courier"),
        ({"source": "", "outlet": "Halden Courier"}, "source", "Halden Courier"),
        ({"authors": ["A", {"name": "B"}, None, 3]}, "author", "A, B, 3"),
        ({"author": None}, "author", ""),
        ({"title": 2024}, "title", "2024"),
        ({"title": {"rendered": "x"}}, "title", ""),
        ({"title": True}, "title", ""),
        ({"TITLE": "Upper"}, "title", "Upper"),
        ({"lang": "ar"}, "language", "ar"),
        ({"link": "https://x.example"}, "url", "https://x.example"),
        ({"date": 1713822600}, "published", Published("2024-04-22T21:50+00:00", "minute")),
        (
            {"pubDate": "Mon, 22 Apr 2024 21:50:00 GMT"},
            "published",
            Published("2024-04-22T21:50+00:00", "minute"),
        ),
        ({"date": "unknown", "datePublished": "2024-04-22"}, "published", Published("2024-04-22", "day")),
        ({"date": {"year": 2024}}, "published", None),
        ({"body": "", "text": None, "content": "Other text."}, "text", "Other text."),
        ({"body": ["One.", None, "Two."]}, "text", "One.\n\nTwo."),
    ],
)
def test_fields_are_known_by_several_names_and_types(read, fields: dict, field: str, value: object) -> None:
    assert getattr(only(read("a.json", json.dumps({"text": SENTENCE} | fields))), field) == value


def test_a_bad_record_never_stops_the_rest(read) -> None:
    records = [
        {"text": "One."},
        7,
        {"title": "No text"},
        {"id": "x", "text": {"a": 1}},
        None,
        {"text": "Six."},
    ]
    items = read("a.json", json.dumps(records))
    assert [item.record for item in items] == ["#1", "#2", "#3", "x", "#5", "#6"]
    assert [item.reason for item in items if isinstance(item, Problem)] == [
        "record 2 is not an article",
        "record 3 has a title but no text",
        "record 4 has no text",
        "record 5 is not an article",
    ]


def test_a_record_is_known_by_its_id_and_no_two_share_one(read) -> None:
    ids = ["a", "a", 7, "a#2", "a", None, "", "\x1b[31mb", "x" * 300, True, ["a"], "c#2", "c", "c"]
    items = read("a.json", json.dumps([{"id": id, "text": "Text."} for id in ids]))
    records = [item.record for item in items]
    assert records == [
        "a",
        "a#2",
        "7",
        "a#2#2",
        "a#3",
        "#6",
        "#7",
        "b",
        "#9",
        "#10",
        "#11",
        "c#2",
        "c",
        "c#3",
    ]
    assert [item.remark != "" for item in items] == [False, True, False, True, True] + [False] * 8 + [True]


def test_the_hash_of_a_record_in_a_list_does_not_depend_on_the_rest_of_the_file(read) -> None:
    alone = read("a.json", json.dumps([ARTICLE]))[0]
    turned = dict(reversed(ARTICLE.items()))
    other = read("b.json", json.dumps([{"text": "Other."}, turned], indent=4))[1]
    changed = read("c.json", json.dumps([ARTICLE | {"date": "2024-04-23"}]))[0]
    assert alone.raw_sha256 == other.raw_sha256 != changed.raw_sha256


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"a": 1,\n}', "it is not JSON (line 2, column 1)"),
        ("[]", "it holds no articles"),
        ('{"items": []}', "it holds no articles"),
        ('"text"', "it holds neither an article nor a list of articles"),
        ("7", "it holds neither an article nor a list of articles"),
    ],
)
def test_a_file_without_articles_says_what_it_is(read, content: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read("a.json", content)
    assert str(caught.value) == reason


# JSON Lines


def test_every_line_is_an_article_and_keeps_its_hash(read) -> None:
    lines = [json.dumps(ARTICLE), json.dumps({"text": "Second."})]
    for end in ("\n", "\r\n"):
        items = read("a.jsonl", end.join(lines))
        assert [item.record for item in items] == ["hc-1", "line 2"]
        assert [item.raw_sha256 for item in items] == [
            hashlib.sha256(line.encode()).hexdigest() for line in lines
        ]


def test_a_bad_line_never_stops_the_rest(read) -> None:
    items = read("a.jsonl", '{"text": "One."}\n\n{"text": \n[1]\n{"title": "T"}\n{"text": "Six.", "id": 6}')
    assert [item for item in items if isinstance(item, Problem)] == [
        Problem("line 3", "line 3 is not JSON (column 10)"),
        Problem("line 4", "line 4 is not an article"),
        Problem("line 5", "line 5 has a title but no text"),
    ]
    assert [item.record for item in items if isinstance(item, Draft)] == ["line 1", "6"]


def test_bad_lines_before_the_first_good_one_are_reported_too(read) -> None:
    items = read("a.jsonl", "bad\n" * 99 + '{"text": "One."}')
    assert [type(item) for item in items] == [Problem] * 99 + [Draft]


def test_a_file_of_another_sort_is_refused_as_a_whole(read) -> None:
    with pytest.raises(
        UnreadableError, match=r"^it is not JSON Lines: nothing in its first 100 lines is an article$"
    ):
        read("a.jsonl", json.dumps([ARTICLE] * 30, indent=1))


def test_ids_that_come_again_are_told_apart(read) -> None:
    items = read("a.jsonl", '{"id": "a", "text": "One."}\n{"id": "a", "text": "Two."}')
    assert [(item.record, item.remark) for item in items] == [
        ("a", ""),
        ("a#2", "its id was given before in this file"),
    ]


def test_a_line_of_another_encoding_never_stops_the_rest(read) -> None:
    good = b'{"text": "One."}\n'
    items = read("a.jsonl", good * 3 + b'{"text": "' + b"\x81\x8d\x8f\x90\x9d" * 9 + b'"}\n' + good)
    assert [type(item) for item in items] == [Draft] * 3 + [Problem] + [Draft]
    assert items[3] == Problem(
        "line 4", "line 4 cannot be decoded: its encoding is not known. Save it as UTF-8"
    )


# Encodings


RUSSIAN = "Пять ракет были выпущены из иракского района в сторону военной базы на северо-востоке Сирии."
FRENCH = (
    "Cinq roquettes ont été tirées dimanche; où étaient les forces ? Là-bas, déjà, selon l'armée française."
)
ENGLISH = "The caf\u00e9 owner said \u201cnothing was hit\u201d \u2014 and the base\u2019s commander agreed."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl"])
def test_unicode_is_read_in_every_form_without_a_remark(read, name: str, encoding: str) -> None:
    text = f"{ENGLISH} \U0001f680"
    content = text if name in ("a.txt", "a.md") else json.dumps({"text": text}, ensure_ascii=False)
    draft = only(read(name, content.encode(encoding)))
    assert (draft.text, draft.remark) == (text, "")


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (FRENCH, "latin-1", "windows-1252"),
        (ENGLISH, "cp1252", "windows-1252"),
        ("أطلقت خمسة صواريخ يوم الأحد باتجاه قاعدة عسكرية", "cp1256", "windows-1256"),
        (
            "Pazar günü askeri üsse doğru beş roket ateşlendi. Bakanlık açıklama yapmadı.",
            "cp1254",
            "windows-1254",
        ),
        ("星期天，五枚火箭弹从伊拉克祖马尔地区向叙利亚东北部的一个美军基地发射。", "gb18030", "gb18030"),
    ],
)
def test_an_older_encoding_is_guessed_and_the_guess_is_said(
    read, text: str, encoding: str, shown: str
) -> None:
    draft = only(read("a.txt", text.encode(encoding)))
    assert (draft.text, draft.remark) == (text, f"read as {shown}, which is a guess")


def test_a_guess_is_said_once_for_a_file_of_lines(read) -> None:
    lines = "".join(
        json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in ("ASCII.", RUSSIAN, "Ракета")
    )
    items = read("a.jsonl", lines.encode("cp1251"))
    assert [(item.text, item.remark) for item in items] == [
        ("ASCII.", ""),
        (RUSSIAN, "read as windows-1251, which is a guess"),
        ("Ракета", ""),
    ]


def test_damaged_utf8_stays_utf8(read) -> None:
    draft = only(read("a.txt", RUSSIAN.encode()[:-2] + b"\xff."))
    assert draft.text.startswith(RUSSIAN[:-3])
    assert draft.remark == "some of its characters are damaged"


def test_a_guess_looks_at_the_first_offence_wherever_it_is(read) -> None:
    draft = only(read("a.txt", b"Plain words. " * 100_000 + RUSSIAN.encode("cp1251") * 2000))
    assert draft.text.endswith(RUSSIAN)
