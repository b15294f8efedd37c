"""``briefing status`` and ``briefing rebuild``: what a workspace holds, and the search index made again."""

from __future__ import annotations

import stat
import time
from typing import TYPE_CHECKING, Any

import click

from briefing.casebook import LAYOUT
from briefing.cli.note import noted
from briefing.cli.opening import opened
from briefing.cli.printer import Printer, err, out
from briefing.cli.progress import StopKey, display
from briefing.cli.words import counted, said_date, said_size
from briefing.settings import read_settings
from index.extraction.recogniser import Recogniser

if TYPE_CHECKING:
    from briefing.workspace import Workspace

_WIDTH = 16


@click.command(epilog="\b\nExample:\n  briefing status --json")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def status(workspace: Workspace, as_json: bool) -> int:
    """Say where the workspace lies, how big it is and what it holds."""
    record = _record(workspace.require())
    if as_json:
        out().json(record)
    else:
        tell(record, out())
    return 0


@click.command(epilog="\b\nExample:\n  briefing rebuild")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def rebuild(workspace: Workspace, as_json: bool) -> int:
    """Make the search index again from the articles. Articles and notes are not touched."""
    started = time.monotonic()
    with (
        opened(workspace.require(), catch_up=False) as corpus,
        StopKey() as key,
        display("Indexing", "indexed", "articles") as shown,
    ):
        articles = corpus.rebuild(
            lambda done, total: shown(done, total, remark=key.news()), stop=lambda: key.asked
        )
        pending = corpus.status().pending
    if as_json:
        milliseconds = round((time.monotonic() - started) * 1000, 2)
        out().json({"indexed": articles, "stopped": key.asked, "elapsed_ms": milliseconds})
    else:
        out().line(f"{counted(articles, 'article')} indexed.")
    if key.asked:
        err().line(f"Stopped with {counted(pending, 'article')} to go: the next command goes on from there.")
        return 130
    return 0


def tell(record: dict[str, Any], printer: Printer) -> None:
    """Print the figures for eyes."""
    sizes = record["bytes"]
    formats = record["formats"]
    parts = {"articles": "corpus", "search index": "fulltext", "notes": "casebook"}
    rows = [
        ("Workspace", record["workspace"]),
        ("Articles", f"{record['articles']:,}" + _more(record["versions"], "older version", "kept")),
        (
            "Copies",
            f"{record['copies']:,} from {counted(record['sources'], 'source')} "
            f"in {counted(record['files'], 'file')}" + _more(record["gone"], "copy", "gone", "copies"),
        ),
        ("Published", _range(record["first"], record["last"])),
        ("Notes", f"{record['notes']:,} on {counted(record['noted_articles'], 'article')}"),
        (
            "Size",
            f"{said_size(sizes['total'])}: "
            + ", ".join(f"{name} {said_size(sizes[key])}" for name, key in parts.items()),
        ),
        ("Names", _names(record["names"], record["articles"])),
        ("Names by", record["recogniser"]["name"]),
        ("Formats", ", ".join(f"{name} {version}" for name, version in formats.items())),
    ]
    if record["pending"]:
        rows.insert(4, ("Not searchable", f"{counted(record['pending'], 'article')} yet"))
    for name, value in rows:
        printer.line(f"{name:{_WIDTH}}{value}")
    if why := record["recogniser"]["shortcoming"]:
        printer.prose(why)
    if record["open_to_others"]:
        printer.prose(f"Others on this machine can look into it: chmod 700 {record['workspace']} closes it.")


def _record(workspace: Workspace) -> dict[str, Any]:
    with opened(workspace) as corpus:
        figures = corpus.status()
        coverage, faults = corpus.entities.coverage(), corpus.entities.faults()
    notes, articles = noted(workspace)
    recogniser = Recogniser(read_settings(workspace.settings_path).entities)
    casebook = sum(
        path.stat().st_size
        for path in workspace.path.glob(f"{workspace.casebook_path.name}*")
        if path.is_file()
    )
    return {
        "workspace": str(workspace.path),
        "open_to_others": bool(stat.S_IMODE(workspace.path.stat().st_mode) & 0o077),
        "articles": figures.articles,
        "versions": figures.versions,
        "copies": figures.copies,
        "sources": figures.sources,
        "files": figures.files,
        "gone": figures.gone,
        "pending": figures.pending,
        "first": figures.first or None,
        "last": figures.last or None,
        "names": {
            "known": coverage.done,
            "failures": [{"id": id, "reason": reason} for id, reason in faults],
        },
        "notes": notes,
        "noted_articles": articles,
        "bytes": {
            "corpus": figures.corpus_bytes,
            "fulltext": figures.fulltext_bytes,
            "casebook": casebook,
            "total": figures.corpus_bytes + figures.fulltext_bytes + casebook,
        },
        "recogniser": {
            "name": recogniser.name,
            "version": recogniser.version,
            "shortcoming": recogniser.shortcoming or None,
        },
        "formats": {
            "catalogue": figures.catalog_version,
            "index": figures.fulltext_version,
            "cleaner": figures.cleaner_version,
            "casebook": LAYOUT,
        },
    }


def _names(names: dict[str, Any], articles: int) -> str:
    """How far names are known."""
    known, failed = names["known"], len(names["failures"])
    if known >= articles:
        said = "known of all articles"
    else:
        said = (
            f"known of {known:,} of {counted(articles, 'article')}; briefing extract --pending reads the rest"
        )
    return said + _more(failed, "article", "could not be read")


def _more(number: int, one: str, what: str, many: str = "") -> str:
    return f", {counted(number, one, many)} {what}" if number else ""


def _range(first: str | None, last: str | None) -> str:
    if not first or not last:
        return "no date"
    return said_date(first) if first == last else f"{said_date(first)} to {said_date(last)}"
