"""Claims about pages that are broken or do harm: a sentence or an article comes back, and nothing else happens."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index.readers import Draft, UnreadableError, format_of, html
from index.readers.apart import Apart, Limits

SENTENCE = "Five rockets were launched on Sunday toward a base across the northern border, officials said."
STORY = f"<p>{SENTENCE}</p>"


def page(story: str) -> str:
    return f"<!DOCTYPE html><html><head></head><body><article>{story}</article></body></html>"


@pytest.fixture
def read(tmp_path: Path):
    def read_page(content: str | bytes) -> Draft:
        path = tmp_path / "a.html"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        format = format_of(path)
        assert format is not None
        (draft,) = format.read(path)
        assert isinstance(draft, Draft)
        return draft

    return read_page


@pytest.mark.parametrize(
    "hidden",
    [
        f"<p hidden>UNSEEN {SENTENCE}</p>",
        f'<p style="display:none">UNSEEN {SENTENCE}</p>',
        f'<div style="visibility:hidden"><p>UNSEEN {SENTENCE}</p></div>',
        f'<p style="color: red; DISPLAY : none !important">UNSEEN {SENTENCE}</p>',
        f"<script>UNSEEN {SENTENCE}</script>",
        f"<style>UNSEEN {SENTENCE}</style>",
        f"<template><p>UNSEEN {SENTENCE}</p></template>",
        f"<!-- UNSEEN {SENTENCE} -->",
    ],
)
def test_words_that_the_page_does_not_show_are_not_its_text(read, hidden: str) -> None:
    assert read(page(STORY + hidden)).text == SENTENCE


@pytest.mark.parametrize(
    "trick",
    [
        '<a href="javascript:alert(1)"></a>',
        '<meta http-equiv="refresh" content="0;url=http://evil.test/">',
        '<img src="http://evil.test/x.png" onerror="alert(1)">',
        '<iframe src="http://evil.test/"></iframe>',
        '<link rel="stylesheet" href="http://evil.test/x.css">',
        '<base href="http://evil.test/">',
        f'<img src="data:image/png;base64,{"A" * 3_000_000}">',
        f"<script>{'x' * 12_000_000}</script>",
        f'<p class="{"nav " * 50_000}"></p>',
        f'<script type="application/ld+json">{"[" * 200_000}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": {"a": [1e999]}}</script>',
    ],
    ids=lambda trick: trick[:30],
)
def test_what_a_browser_would_act_on_does_nothing(read, trick: str) -> None:
    draft = read(page(STORY + trick))
    assert (draft.text, draft.published, draft.url) == (SENTENCE, None, "")


def test_the_words_of_a_link_stay_and_its_address_goes(read) -> None:
    draft = read(page(STORY.replace("Sunday", '<a href="javascript:alert(1)">Sunday</a>')))
    assert draft.text == SENTENCE


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("on\0 Sunday", "on Sunday"),
        ("on&#0; Sunday", "on Sunday"),
        ("on&#27; Sunday", "on Sunday"),
        ("on&#x000001B Sunday", "on Sunday"),
        ("on&#xd800; Sunday", "on Sunday"),
        ("on&#xffffff; Sunday", "on Sunday"),
        ("on\ud800 Sunday", "on Sunday"),
        ("on\x1b Sunday", "on Sunday"),
    ],
)
def test_a_character_that_no_text_may_hold_never_hides_the_article(read, content: str, shown: str) -> None:
    assert read(page(STORY.replace("on Sunday", content))).text == SENTENCE.replace("on Sunday", shown)


def test_entities_of_a_declaration_are_not_expanded(read) -> None:
    bomb = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 50}'>" for n in range(10))
    draft = read(
        f"<!DOCTYPE html [<!ENTITY a0 'ha'>{bomb}]><html><body>{STORY}<p>It is &a10; now.</p></body></html>"
    )
    assert "It is &a10; now." in draft.text


def test_a_file_that_an_entity_names_is_not_read(read, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    head = f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    assert "the secret" not in read(f"{head}<html><body>{STORY}<p>It says &x; here.</p></body></html>").text


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SENTENCE}",
        f"<html><body><p><b><i>{SENTENCE}</b></i></body>",
        f"</div></div><html><html><body><body><p>{SENTENCE}</p></html>trailing<",
        f"<p =\"'<>\" x='>{SENTENCE}</p>'>{SENTENCE}",
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(read, markup: str) -> None:
    assert SENTENCE in read(markup).text


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table>", "<ul><li>", "<blockquote>"])
def test_deep_nesting_is_refused_at_once(read, opening: str) -> None:
    with pytest.raises(UnreadableError, match=r"^its elements are nested more than 250 deep$"):
        read(f"<html><body>{opening * (5_000_000 // len(opening))}{SENTENCE}")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(page(STORY).encode()), "it is compressed. Unpack it first"),
        (b"%PDF-1.7\n" + b"x" * 100, "it is a PDF, not a web page"),
        (b"PK\x03\x04" + b"x" * 100, "it is a zip archive, not a web page"),
        (b"GIF89a" + bytes(range(256)) * 9, "it is not text"),
        (b"<meta charset=koi8-r>" + bytes(range(256)) * 9, "it is not text"),
        (b"x" * (html.LARGEST + 1), "it is larger than 20 MB"),
        (b"", "it is empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_page_is_a_sentence(read, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(content)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    "slow",
    [
        page(STORY + f"<p {' '.join(f'a{n}=x' for n in range(100_000))}>x</p>"),
        page("<a href=x>w</a> " * 200_000),
    ],
    ids=["100,000 attributes", "200,000 links"],
)
def test_a_page_that_takes_too_long_is_stopped_and_the_next_is_read(slow: str) -> None:
    parser = Apart("index.readers.webpage:take_apart", Limits(1, html.LIMITS.memory), without=["py3langid"])
    with pytest.raises(UnreadableError, match=r"^it takes longer than 1 second to read$"):
        parser.call(slow.encode())
    _, text, _ = parser.call(page(STORY).encode())
    parser.close()
    assert text == SENTENCE


def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    limits = Limits(html.LIMITS.seconds, 160 * 1024 * 1024)
    parser = Apart("index.readers.webpage:take_apart", limits, without=["py3langid"])
    with pytest.raises(UnreadableError, match=r"^it takes more than 160 MB of memory to read$"):
        parser.call(page(f"<p>{SENTENCE * 100_000}</p>").encode())
    _, text, _ = parser.call(page(STORY).encode())
    parser.close()
    assert text == SENTENCE
