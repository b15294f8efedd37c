"""The article of a web page: its text by ``trafilatura``, and what the page states about it.

It runs in the process that ``apart`` makes, and is imported there only: the parsers cost 0.2 seconds and
30 MB. Bytes in, values out; nothing is fetched, no date is guessed, and nothing is taken from outside
the page.
"""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction, extract_metadata

from index.readers import stated
from index.readers.draft import UnreadableError
from index.readers.encoding import SAMPLE, decode, refuse_binary, wide_encoding
from index.readers.webpage_text import LINE, PARAGRAPH, readable

#: The most elements inside each other. Pages of people have 20 to 40; the extraction takes minutes for
#: thousands, and the parser leaves out what is deeper without a word.
DEEPEST = 250

_NO_ARTICLE = "no article text was found in it"

# Where browsers look for the declaration, and what they take these names for. Names of encodings in which
# the same bytes can be markup to one program and text to another (UTF-7, HZ) mean nothing to them either.
_DECLARATION = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_DECLARED_WITHIN = 4096
_TAKEN_FOR = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("iso8859-9", "cp1254"), "cp1254"),
    **dict.fromkeys(("tis-620", "iso8859-11", "cp874"), "cp874"),
    **dict.fromkeys(("shift_jis", "cp932"), "cp932"),
    **dict.fromkeys(("euc_kr", "cp949"), "cp949"),
    **dict.fromkeys(("big5", "big5hkscs", "cp950"), "big5hkscs"),
    **{f"cp{number}": f"cp{number}" for number in (866, 1250, 1251, 1252, 1253, 1255, 1256, 1257, 1258)},
    **{f"iso8859-{number}": f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{name: name for name in ("koi8-r", "koi8-u", "euc_jp", "mac-cyrillic")},
}
_DAMAGED = 0.002  # a page with more wrong characters than this declares another encoding than it has

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# One reference to a character that XML does not have would make the extraction give up the whole page.
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*(\d{1,7}));?")

_SHORTEST = 20
_WORD = re.compile(r"\w+")
# Scripts show these when the page is ready.
_SHOWN_LATER = frozenset(("html", "body", "main", "article"))
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_AROUND = "a|nav|header|footer|aside|form|button|script|style|noscript|template|head"


def take_apart(data: bytes) -> tuple[dict[str, object], str, list[str]]:
    """The article of a page.

    Returns:
        What the page states, by the names of ``fields.FIELDS``; the text, paragraphs with blank lines
        between; remarks as in ``Draft``.

    Raises:
        UnreadableError: It is not text or no article is in it.
    """
    markup, remark = decode_page(data)
    remarks = [remark] if remark else []
    tree = _parse(markup)
    found = extract_metadata(tree, extensive=False)
    statements = stated.statements(tree, markup[:_DECLARED_WITHIN], found.title or "")
    remarks.extend(statements.remarks)
    source = statements.source or _named(found.sitename or "", found.hostname or "")
    title = _without_outlet(found.title or "", source)
    _prepare(tree)
    document = bare_extraction(tree, include_comments=False, include_tables=True)
    text = readable(document.body, title) if document is not None and not isinstance(document, dict) else ""
    if not text or _is_navigation(tree, text):
        raise UnreadableError(_NO_ARTICLE)
    values: dict[str, object] = {
        "title": title,
        "source": source,
        "author": statements.author
        or ", ".join(filter(None, map(str.strip, (found.author or "").split(";")))),
        "date": statements.date,
        "language": statements.language,
        "url": statements.url,
    }
    return values, text, remarks


def decode_page(data: bytes) -> tuple[str, str]:
    """Decode a page: its mark, then UTF-8 if it is that, then what it declares, then a guess.

    Valid UTF-8 goes before a declaration: hardly any text of another encoding is that by chance, and
    pages that were saved again often keep a declaration that is no longer true.

    Raises:
        UnreadableError: It is not text.
    """
    declared = _declared(data[:_DECLARED_WITHIN])
    if declared and not data.startswith(codecs.BOM_UTF8) and not wide_encoding(data[:SAMPLE]):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            refuse_binary(data[:SAMPLE])
            text = data.decode(declared, errors="replace")
            wrong = text.count("\ufffd")
            if wrong <= len(text) * _DAMAGED:
                return text, "some of its characters are damaged" if wrong else ""
    return decode(data)


def _declared(beginning: bytes) -> str:
    found = _DECLARATION.search(beginning)
    if found is None:
        return ""
    try:
        return _TAKEN_FOR.get(codecs.lookup(found[1].decode("ascii", "replace")).name, "")
    except LookupError:
        return ""


def _parse(markup: str) -> Any:
    """The tree of a page.

    Raises:
        UnreadableError: Nothing is in it, or it is nested so deeply that parts would be left out.
    """
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    # An entity of an XML declaration is no part of HTML, and a declared encoding no longer true.
    content = _REFERENCE.sub(_possible, _INVALID.sub("", markup)).encode("utf-8")
    try:
        tree = html.document_fromstring(content, parser=parser)
    except etree.ParserError as error:
        raise UnreadableError(_NO_ARTICLE) from error
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise UnreadableError(f"its elements are nested more than {DEEPEST} deep")
    return tree


def _possible(reference: re.Match[str]) -> str:
    """A reference as it stands; nothing where no text may hold what it means."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return "" if code > sys.maxunicode or _INVALID.match(chr(code)) else reference[0]


def _prepare(tree: Any) -> None:
    """Keep what the extraction would lose, and take out what a reader of the page does not see."""
    for element in tree.xpath(".//*[@hidden or @style or self::template]"):
        if element.tag in _SHOWN_LATER or element.getparent() is None:
            continue
        if (
            element.tag == "template"
            or "hidden" in element.attrib
            or _UNSEEN.search(element.get("style", ""))
        ):
            element.drop_tree()
    # It drops every <time> with its words, and with them the Sunday of a sentence.
    for element in tree.xpath(".//time[ancestor::p or ancestor::li or ancestor::td or ancestor::blockquote]"):
        element.drop_tag()
    for line_break in list(tree.iter("br")):
        following = line_break.getnext()
        if following is not None and following.tag == "br" and not (line_break.tail or "").strip():
            line_break.tail = PARAGRAPH
    for block in list(tree.iter("pre")):
        for element in block.iter():
            element.text = _with_lines(element.text)
            if element is not block:
                element.tail = _with_lines(element.tail)
        block.tag = "p"


def _with_lines(text: str | None) -> str | None:
    return text and re.sub(r"\n[ \t]*\n\s*", PARAGRAPH, text).replace("\n", LINE)


def _named(site: str, host: str) -> str:
    """The name of an outlet. A host is none: it stands in the address, which is kept."""
    return "" if not host or site.lower().removeprefix("www.") in host.lower() else site


def _without_outlet(title: str, source: str) -> str:
    """A title without " | The Outlet" at its end."""
    if not source:
        return title
    return re.sub(rf"\s+[|·•–—-]+\s+{re.escape(source)}\s*$", "", title, flags=re.IGNORECASE) or title


def _is_navigation(tree: Any, text: str) -> bool:
    """Whether what was found is what links say, on a page that says hardly anything else."""
    linked = set(_words(" ".join(" ".join(link.itertext()) for link in tree.iter("a"))))
    words = list(_words(text))
    if not linked or sum(word in linked for word in words) < len(words) * 0.8:
        return False
    own = tree.xpath(f".//body//text()[not(ancestor::*[{_selves(_AROUND)}])]")
    letters = sum(map(len, _words(" ".join(own))))
    return letters < max(_SHORTEST, sum(map(len, words)) // 10)


def _selves(tags: str) -> str:
    return " or ".join(f"self::{tag}" for tag in tags.split("|"))


def _words(text: str) -> Iterator[str]:
    return (found[0].lower() for found in _WORD.finditer(text))
