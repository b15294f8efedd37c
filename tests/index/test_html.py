"""Claims about web pages: the article is read, with what the page states of it, and nothing is guessed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from index import Corpus
from index.model import Published
from index.readers import Draft, UnreadableError, format_of

FIRST = "Talks resumed on Tuesday in the capital, the foreign ministry said in a statement to reporters."
SECOND = "The convoy reached the port at dawn with forty trucks of wheat, according to the harbour master."
THIRD = "A third ship waits outside the breakwater, and its crew of nineteen has asked for water and food."
STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(story: str = STORY, head: str = "", around: str = "", lang: str = "en") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>'
        '<header><a href="/">Home</a></header><nav><ul><li><a href="/w">World</a></li></ul></nav>'
        f"<article><h1>Convoy reaches the port</h1>{story}</article>{around}"
        "<footer>Copyright 2021 Nobody</footer></body></html>"
    )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked_data(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(o)}</script>' for o in objects)


def news(published: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "datePublished": published, **more}


@pytest.fixture
def read(tmp_path: Path):
    """Write a page and read it as the one article that it holds."""

    def read_page(content: str | bytes, name: str = "a.html") -> Draft:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        format = format_of(path)
        assert format is not None
        assert format.name == "HTML"
        (draft,) = format.read(path)
        assert isinstance(draft, Draft), draft
        return draft

    return read_page


# The article


@pytest.mark.parametrize("name", ["a.html", "a.HTM", "a.xhtml"])
def test_a_page_is_its_article_without_what_stands_around_it(read, name: str) -> None:
    draft = read(page(around="<aside><p>Read also: another story of another day.</p></aside>"), name)
    assert draft.title == "Convoy reaches the port"
    assert draft.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert draft.record == ""
    assert draft.remark == ""


def test_the_file_is_known_by_its_bytes(read) -> None:
    assert read(page()).raw_sha256 == hashlib.sha256(page().encode()).hexdigest()


def test_comments_of_readers_are_left_out(read) -> None:
    comments = f'<section id="comments"><div class="comment"><p>Nonsense! {THIRD.upper()}</p></div></section>'
    assert "Nonsense" not in read(page(around=comments)).text


def test_headings_lists_and_tables_are_readable(read) -> None:
    story = (
        f"{STORY}<h2>What is known</h2><ul><li>One <b>ship</b> waits</li><li>Two have left</li></ul>"
        "<ol><li>Water</li><li>Food</li></ol>"
        "<table><tr><th>Port</th><th>Trucks</th></tr><tr><td>Karsa</td><td>40</td></tr></table>"
        "<blockquote><p>We deny it.</p></blockquote>"
    )
    assert read(page(story)).text.split("\n\n")[3:] == [
        *("What is known", "- One ship waits\n- Two have left", "1. Water\n2. Food"),
        *("Port | Trucks\nKarsa | 40", "We deny it."),
    ]


def test_two_line_breaks_part_paragraphs_and_one_parts_lines(read) -> None:
    draft = read(page(f"<p>{FIRST}<br><br>\n{SECOND}<br>{THIRD}</p>"))
    assert draft.text == f"{FIRST}\n\n{SECOND}\n{THIRD}"


def test_a_page_of_preformatted_text_keeps_its_paragraphs(read) -> None:
    draft = read(f"<html><body><pre>{FIRST}\n\n{SECOND}\n{THIRD}</pre></body></html>")
    assert draft.text == f"{FIRST}\n\n{SECOND}\n{THIRD}"


def test_a_day_that_is_marked_up_inside_a_sentence_stays_in_it(read) -> None:
    marked = STORY.replace("Tuesday", '<time datetime="2024-04-23">Tuesday</time>')
    draft = read(page(marked))
    assert draft.text.startswith(FIRST)
    assert draft.published is None


def test_a_heading_that_says_the_title_again_is_not_in_the_text(read) -> None:
    draft = read(page(head="<title>Convoy reaches the port | Halden Courier</title>"))
    assert "Convoy reaches the port" not in draft.text


def test_a_short_page_is_an_article_too(read) -> None:
    assert read("<html><body><p>One ship waits.</p></body></html>").text == "One ship waits."


def test_an_article_in_another_script_is_read(read) -> None:
    sentence = "أعلنت وزارة الدفاع إطلاق خمسة صواريخ يوم الأحد على قاعدة قرب الحدود الشمالية."
    draft = read(f'<html lang="ar" dir="rtl"><body><article><p>{sentence}</p></article></body></html>')
    assert (draft.text, draft.language) == (sentence, "ar")


@pytest.mark.parametrize(
    "body",
    [
        '<nav><a href="/">Home</a> <a href="/w">World</a></nav>',
        '<ul><li><a href="/">Home</a></li><li><a href="/p">Politics of the north</a></li></ul>',
        "".join(f'<p><a href="/{n}">Story number {n} about something</a></p>' for n in range(30)),
        "",
        "<script>document.write('Five rockets')</script>",
    ],
)
def test_a_page_without_an_article_is_said_to_have_none(read, body: str) -> None:
    with pytest.raises(UnreadableError, match=r"^no article text was found in it$"):
        read(f"<html><head><title>Front page</title></head><body>{body}</body></html>")


# What the page states


def test_outlet_author_address_and_language_are_what_the_page_states(read) -> None:
    head = (
        meta("og:site_name", "halden Courier")
        + '<meta name="author" content="Mara Venn">'
        + '<link rel="canonical" href="https://courier.test/2024/04/22/convoy?a=1&amp;b=2#top">'
    )
    draft = read(page(head=head, lang="en-GB"))
    assert (draft.source, draft.author, draft.language) == ("halden Courier", "Mara Venn", "en-GB")
    assert draft.url == "https://courier.test/2024/04/22/convoy?a=1&b=2#top"


def test_what_json_ld_states_is_read(read) -> None:
    people = [{"@type": "Person", "name": "Iven Marr"}, {"@type": "Person", "name": "Sela Dorn"}]
    article = news("2024-04-22T06:10:00+03:00", author=people, publisher={"name": "Ostrel Evening Post"})
    draft = read(page(head=linked_data({"@graph": [{"@type": "WebSite", "name": "x"}, article]})))
    assert (draft.author, draft.source) == ("Iven Marr, Sela Dorn", "Ostrel Evening Post")
    assert draft.published == Published("2024-04-22T06:10+03:00", "minute")


def test_a_host_is_not_made_into_an_outlet(read) -> None:
    draft = read(page(head='<link rel="canonical" href="https://www.courier.test/a">'))
    assert (draft.source, draft.url) == ("", "https://www.courier.test/a")


def test_the_address_that_a_browser_saved_a_page_from_is_kept(read) -> None:
    saved = page().replace("<html", "<!-- saved from url=(0024)https://courier.test/abc -->\n<html", 1)
    assert read(saved).url == "https://courier.test/abc"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "file:///etc/passwd", "http://[bad"])
def test_what_is_no_web_address_is_not_kept_as_one(read, address: str) -> None:
    assert read(page(head=f'<link rel="canonical" href="{address}">')).url == ""


# The date: as exact as it is stated, and never a guess


@pytest.mark.parametrize(
    ("head", "value"),
    [
        (meta("article:published_time", "2024-04-22T21:50:00+03:00"), "2024-04-22T21:50+03:00"),
        ('<meta name="DC.date.issued" content="2024-04-22">', "2024-04-22"),
        ('<meta itemprop="datePublished" content="2024-04">', "2024-04"),
        ('<meta name="date" content="22 April 2024">', "2024-04-22"),
        (linked_data(news("2024")), "2024"),
        (
            linked_data(news("2024-04-22")) + meta("article:published_time", "2024-04-22T09:00Z"),
            "2024-04-22T09:00+00:00",
        ),
        (
            linked_data(news("2024-04-22T23:30:00Z"), news("2024-04-23T02:30:00+03:00")),
            "2024-04-22T23:30+00:00",
        ),
    ],
)
def test_a_stated_date_is_kept_as_exactly_as_it_is_written(read, head: str, value: str) -> None:
    published = read(page(head=head)).published
    assert published is not None
    assert published.value == value


@pytest.mark.parametrize(
    "mark",
    ['itemprop="datePublished"', "pubdate", 'class="entry-date published"', 'class="dt-published"'],
)
def test_a_time_element_counts_when_it_is_marked_as_the_publication(read, mark: str) -> None:
    draft = read(page(f'<div><time {mark} datetime="2024-04-22">22 April</time></div>{STORY}'))
    assert draft.published == Published("2024-04-22", "day")


@pytest.mark.parametrize(
    "page_of",
    [
        page(f'<div><time datetime="2024-04-22">22 April</time></div>{STORY}'),
        page(f'<div><time class="entry-date updated" datetime="2024-04-22">x</time></div>{STORY}'),
        page(f"<p>Published on 22 April 2024</p>{STORY}"),
        page(head='<link rel="canonical" href="https://courier.test/2024/04/22/convoy">'),
        page(head=meta("article:modified_time", "2024-04-22T10:00:00Z")),
        page(head=linked_data({"@type": "NewsArticle", "dateModified": "2024-04-22"})),
        page(head=linked_data({"@type": "Event", "datePublished": "2024-04-22"})),
        page(around='<aside><time itemprop="datePublished" datetime="2024-04-22">x</time></aside>'),
        page(around="<p>&copy; 2024 Halden Courier</p>"),
    ],
)
def test_a_date_that_is_not_stated_as_the_publication_is_never_taken(read, page_of: str) -> None:
    assert read(page_of).published is None


def test_a_date_that_can_be_read_two_ways_keeps_its_year_and_is_said(read) -> None:
    draft = read(page(head='<meta name="pubdate" content="03/04/2024">'))
    assert draft.published == Published("2024", "year")
    assert draft.remark == 'its date "03/04/2024" can be read two ways, so only the year was kept'


def test_of_two_dates_that_contradict_each_other_none_is_taken(read) -> None:
    draft = read(page(head=meta("article:published_time", "2024-04-22") + linked_data(news("2023-01-05"))))
    assert draft.published is None
    assert draft.remark == 'it states two dates, "2023-01-05" and "2024-04-22", so its date was left out'


def test_the_dates_of_other_articles_on_the_page_are_not_its_own(read) -> None:
    own = news("2024-04-22", headline="Convoy reaches the port")
    draft = read(page(head=linked_data(news("2021-01-01", headline="Another story"), own)))
    assert draft.published == Published("2024-04-22", "day")


# Encoding

RUSSIAN = "Пять ракет были выпущены в воскресенье по базе у северной границы страны. "


def russian(head: str) -> str:
    return f"<html><head>{head}</head><body><p>{RUSSIAN * 3}</p></body></html>"


@pytest.mark.parametrize(
    ("head", "encoding", "remark"),
    [
        ('<meta charset="windows-1251">', "cp1251", ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r", ""),
        ('<meta charset="iso-8859-1">', "utf-8", ""),
        ('<meta charset="shift_jis">', "cp1251", "read as windows-1251, which is a guess"),
        ('<meta charset="no-such-thing">', "cp1251", "read as windows-1251, which is a guess"),
        ('<meta charset="utf-8">', "utf-16", ""),
        ('<meta charset="windows-1251">', "utf-8-sig", ""),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_declares(
    read, head: str, encoding: str, remark: str
) -> None:
    draft = read(russian(head).encode(encoding))
    assert draft.text == (RUSSIAN * 3).strip()
    assert draft.remark == remark


def test_an_xhtml_declaration_is_understood(read) -> None:
    words = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>Café. {FIRST}</p></body></html>"
    draft = read(f"<?xml version='1.0' encoding='ISO-8859-1'?>\n{words}".encode("latin-1"), "a.xhtml")
    assert draft.text == f"Café. {FIRST}"


# On the way in


def test_pages_are_added_and_found_and_one_bad_one_never_stops_the_rest(corpus: Corpus, inbox: Path) -> None:
    (inbox / "a.html").write_text(page(head=meta("og:site_name", "Halden Courier")), encoding="utf-8")
    (inbox / "b.html").write_text('<html><body><a href="/">Home</a></body></html>', encoding="utf-8")
    (inbox / "c.htm").write_text(page(f"<p>{THIRD}</p>"), encoding="utf-8")
    report = corpus.add([inbox])
    assert report.new == 2
    assert [failure.reason for failure in report.failures] == ["no article text was found in it"]
    assert [hit.source for hit in corpus.search("wheat convoy").hits] == ["Halden Courier"]
