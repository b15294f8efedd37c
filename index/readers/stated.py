"""What a web page states about its article in words that are meant for programs.

A date counts when the page says "published" of it: in JSON-LD, in a ``meta`` tag, or in a ``time``
element marked so. A date in a text or an address, or of a change, is never taken; where the page
contradicts itself, none is. Addresses are kept as they stand and not followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from index.readers.fields import as_line, shown
from index.text import clean_line
from index.when import bounds, first_minute, parse_published, reads_two_ways

_ARTICLES = re.compile(
    r"(?:.*/)?\w*(?:Article|BlogPosting|Report|LiveBlogPosting|WebPage|AnalysisNewsArticle)"
)
_NOT_MAIN = re.compile(r"(?:.*/)?\w*WebPage")

# In this order: what says "published" outright, then names that may mean it of a file or a page.
_PUBLISHED = frozenset(
    (
        *("article:published_time", "og:article:published_time", "og:published_time", "published_time"),
        *("datepublished", "rnews:datepublished", "article.published", "dateissued", "pubdate", "og:pubdate"),
        *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate"),
        *("dc.date.issued", "dcterms.issued", "dcterms.date.issued", "citation_publication_date"),
        *("publish-date", "publish_date", "publishdate", "publication-date", "publication_date"),
        *("published-date", "published_date", "citation_date"),
    )
)
_VAGUER = frozenset(
    ("date", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date.created", "article_date")
)
_PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:published|pubdate|publish-date|entry-date|dt-published|dateline)(?:$|[\s_-])"
)
_CHANGED_CLASS = re.compile(r"updated|modified")

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->", re.IGNORECASE)
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_LONGEST_DATE = 80
_DEEPEST = 12
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Statements:
    """What is stated; empty where nothing is. ``date`` is as written, ``remarks`` as in ``Draft``."""

    date: str
    author: str
    language: str
    url: str
    source: str
    remarks: tuple[str, ...]


def statements(tree: Any, beginning: str, title: str) -> Statements:
    """Read what a page states.

    Args:
        tree: The page as lxml has it.
        beginning: The first characters of its markup, for the comment in which browsers write where a
            page was saved from.
        title: The article's, to know which of several in JSON-LD is meant.
    """
    metas = list(_metas(tree))
    url = _url(tree, metas, beginning)
    objects = list(_objects(tree))
    main = _main(objects, url, title)
    date, remarks = _date(tree, metas, main)
    author = next(filter(None, (clean_line(as_line(o.get("author"))) for o in main)), "")
    return Statements(date, author, _language(tree, metas), url, _source(metas, main), remarks)


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if content and name:
            yield name.strip().lower(), content


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    """The articles that JSON-LD speaks of. Lists of other articles on the page are among them."""
    for script in tree.xpath('.//script[contains(@type, "ld+json")]'):
        try:
            yield from _articles(json.loads(script.text or "", strict=False), 0)
        except (ValueError, RecursionError):
            continue  # scripts that are no JSON state nothing


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        sorts = value.get("@type")
        if any(
            isinstance(s, str) and _ARTICLES.fullmatch(s)
            for s in (sorts if isinstance(sorts, list) else [sorts])
        ):
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(name), depth + 1)


def _main(objects: list[dict[str, Any]], url: str, title: str) -> list[dict[str, Any]]:
    """Those that are the page's own article: by its address or title, or because there is no other."""
    articles = [o for o in objects if not _is_page(o)] or objects
    if len(articles) < 2:
        return articles
    named = [o for o in articles if _is_about(o, url, title)]
    return named or articles


def _is_page(value: dict[str, Any]) -> bool:
    sorts = value.get("@type")
    return all(
        isinstance(s, str) and _NOT_MAIN.fullmatch(s) for s in (sorts if isinstance(sorts, list) else [sorts])
    )


def _is_about(value: dict[str, Any], url: str, title: str) -> bool:
    page = value.get("mainEntityOfPage")
    addresses = (value.get("url"), value.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    if url and any(isinstance(a, str) and a.split("#")[0] == url for a in addresses):
        return True
    headline = clean_line(as_line(value.get("headline")))
    return bool(headline) and headline.casefold() == clean_line(title).casefold()


def _date(tree: Any, metas: list[tuple[str, str]], main: list[dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    outright = [as_line(o["datePublished"]) for o in main if o.get("datePublished")]
    outright += [content for name, content in metas if name in _PUBLISHED]
    outright += _times(tree)
    vaguer = [content for name, content in metas if name in _VAGUER]
    for said in (outright, vaguer):
        dates = [clean_line(date) for date in said if 0 < len(clean_line(date)) <= _LONGEST_DATE]
        if dates:
            return _agreed(dates)
    return "", ()


def _times(tree: Any) -> list[str]:
    found = []
    for element in tree.xpath(
        ".//*[@datetime and not(ancestor::aside or ancestor::nav or ancestor::footer)]"
    ):
        marks = f"{element.get('class') or ''}"
        published = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        if published or (_PUBLISHED_CLASS.search(marks) and not _CHANGED_CLASS.search(marks)):
            found.append(element.get("datetime"))
    dated = tree.xpath(
        './/*[translate(@itemprop, "P", "p")="datepublished" and @content and not(self::meta)]'
    )
    found.extend(element.get("content") for element in dated)
    return found


def _agreed(dates: list[str]) -> tuple[str, tuple[str, ...]]:
    """The most exact of dates that mean the same; none of such as do not."""
    read = [(date, published) for date in dates if (published := parse_published(date))]
    certain = [(date, published) for date, published in read if not reads_two_ways(date)]
    if not certain:
        return dates[0], ()
    exact = {"minute": 3, "day": 2, "month": 1, "year": 0}
    date, best = max(certain, key=lambda item: exact.get(item[1].precision, 0))
    for other, published in certain:
        inside = bounds(published).first <= bounds(best).first <= bounds(published).last
        if not inside and abs(first_minute(published) - first_minute(best)) >= _DAY:
            remark = f"it states two dates, {shown(date)} and {shown(other)}, so its date was left out"
            return "", (remark,)
    return date, ()


def _language(tree: Any, metas: list[tuple[str, str]]) -> str:
    roots = (tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang"))
    said = [*roots, *(content for name, content in metas if name == "og:locale")]
    return next((value.strip() for value in said if value and _LOCALE.fullmatch(value.strip())), "")


def _url(tree: Any, metas: list[tuple[str, str]], beginning: str) -> str:
    said = [
        link.get("href") for link in tree.xpath('.//link[translate(@rel, "CANOIL", "canoil")="canonical"]')
    ]
    said += [content for name, content in metas if name in ("og:url", "twitter:url")]
    if saved := _SAVED_FROM.search(beginning):
        said.append(saved[1])
    return next((url.strip() for url in said if url and _is_address(url.strip())), "")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _source(metas: list[tuple[str, str]], main: list[dict[str, Any]]) -> str:
    said: Iterable[str] = (
        *(content for name, content in metas if name == "og:site_name"),
        *(as_line(o.get("publisher")) for o in main if isinstance(o.get("publisher"), dict | list)),
        *(content for name, content in metas if name in ("application-name", "dc.publisher", "publisher")),
    )
    return next(filter(None, map(clean_line, said)), "")
