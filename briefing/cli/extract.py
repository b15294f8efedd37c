"""``briefing extract``: what a file or a stream of texts names, when, and who says what; no workspace needed.

Nothing is kept, but with ``--pending``, which reads the workspace. A stream is answered line by line, in its
order, in one process; what cannot be used is a sentence with its number, and the rest goes on.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.cli.given import given_date
from briefing.cli.layers import tell_layers
from briefing.cli.opening import kept, recogniser_of
from briefing.cli.printer import Strong, err, out
from briefing.cli.records import layers_record
from briefing.cli.words import joined, said_published
from briefing.english import why_little
from briefing.errors import BriefingError, UsageError, reason_of
from index import Given
from index.entities.dating import read_spot, with_dates
from index.entities.model import Ruled
from index.extraction import extract as recognise
from index.preparing import Loose, read_bytes, read_file, read_lines
from index.report import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from briefing.workspace import Workspace
    from index.extraction.recogniser import Recogniser

_STANDARD_INPUT = Path("-")
#: What the system calls it: no regular file, and without a suffix that says the format.
_ALSO_STANDARD_INPUT = (Path("/dev/stdin"), Path("/dev/fd/0"), Path("/proc/self/fd/0"))


@click.command(
    epilog="\b\nExample:\n  briefing extract report.html --published 2024-04-22\n"
    "  briefing extract --jsonl < articles.jsonl > names.jsonl"
)
@click.argument("files", metavar="[FILE...|-]", nargs=-1, type=click.Path(readable=False, path_type=Path))
@click.option(
    "--published", metavar="DATE", default="", help="Date of texts that do not say theirs; resolves “Sunday”."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, one for each article.")
@click.option("--jsonl", "lines", is_flag=True, help="Read one JSON object a line, and answer each with one.")
@click.option("--pending", is_flag=True, help="Read the articles of the workspace, and keep what is found.")
@click.option("--workers", metavar="N", type=click.IntRange(min=1), help="Processes for that; one a core.")
@click.pass_obj
def extract(
    workspace: Workspace,
    *,
    files: tuple[Path, ...],
    published: str,
    as_json: bool,
    lines: bool,
    pending: bool,
    workers: int | None,
) -> int:
    """Say what a text names, when, and who says what. It is not added to anything.

    FILE may be of any format that can be added; - is standard input, taken as one text. With --jsonl each
    line is an object with text and, if known, id and published; without FILE they come from standard input.
    Several files are answered one after the other.
    With --pending it reads the articles of the workspace whose names are not known yet, the newest first,
    for the entities across articles; Ctrl+C keeps what was read.
    """
    if pending and (files or published or as_json or lines):
        raise UsageError("--pending reads the workspace alone", "Leave the file and the other options out.")
    if workers is not None and not pending:
        raise UsageError("--workers is for --pending", "Add --pending, or leave it out.")
    if pending:
        from briefing.cli.pending import read_pending  # noqa: PLC0415  (a text needs no workspace)

        return read_pending(workspace, workers)
    given = Given(published=given_date(published) if published else None)
    if not files and not lines:
        raise UsageError("no file is named", "Name one, or - for standard input.")
    recogniser = recogniser_of(workspace)
    read = _from_lines if lines else _from_file
    items = chain.from_iterable(read(file, given) for file in files or (_STANDARD_INPUT,))
    return _answer(items, recogniser, _decided(workspace), as_json=as_json or lines)


def _from_file(file: Path, given: Given) -> Iterator[Loose | Failure]:
    if file == _STANDARD_INPUT:
        return iter((read_bytes(_input().read(), given),))
    if file in _ALSO_STANDARD_INPUT:
        return iter((Failure(str(file), "it is standard input: type - for it"),))
    return read_file(file, given)


def _from_lines(file: Path, given: Given) -> Iterator[Loose | Failure]:
    if file == _STANDARD_INPUT:
        yield from read_lines(_input(), given)
        return
    try:
        with file.open("rb") as stream:
            yield from read_lines(stream, given)
    except OSError as error:
        raise BriefingError(f"cannot read {file}: {reason_of(error)}", "Check the spelling.") from error


def _input() -> BinaryIO:
    if sys.stdin is None:
        raise UsageError("there is no standard input", "Name a file.")
    return sys.stdin.buffer


def _decided(workspace: Workspace) -> Mapping[str, Sequence[Ruled]]:
    """Id of an article to what was decided in the workspace about when something in it is."""
    found: dict[str, list[Ruled]] = {}
    with kept(workspace, needed=False) as casebook:
        for each in casebook.rulings() if casebook is not None else ():
            if each.kind == "dated" and (spot := read_spot(each.subject)) is not None:
                found.setdefault(spot.article, []).append(Ruled("dated", each.subject, each.value))
    return found


def _answer(
    items: Iterator[Loose | Failure],
    recogniser: Recogniser,
    decided: Mapping[str, Sequence[Ruled]],
    *,
    as_json: bool,
) -> int:
    """Print what is in each, as soon as it is there; returns the exit code."""
    failed = False
    printer = out()
    for number, item in enumerate(items):
        if isinstance(item, Failure):
            failed = True
            _complain(item.path, item.reason)
            continue
        where = item.article.copies[0].origin
        if item.remark:
            _complain(where.path, item.remark)
        try:
            layers = recognise(item.article, recogniser=recogniser)
            layers = with_dates(layers, item.article.id, item.article.text, decided.get(item.article.id, ()))
        except Exception as error:  # noqa: BLE001  (one text must not stop the others; it is said and counted)
            failed = True
            _complain(where.path, f"finding its names failed ({type(error).__name__}: {error})")
            continue
        if as_json:
            printer.json_line(layers_record(item, layers))
        else:
            article = item.article
            if number:
                printer.line("")
            printer.line(Strong(article.title))
            printer.line(joined([said_published(article.published), article.source, article.language]))
            if why := why_little(article.language):
                printer.prose(why)
            printer.line("")
            tell_layers(article.text, layers, printer)
        # Whoever waits at the other end of a pipe may send the next line only after this answer.
        printer.flush()
    return 1 if failed else 0


def _complain(where: str, reason: str) -> None:
    words = reason if reason.startswith(f"{where} ") else f"{where}: {reason}"
    err().prose(words if words.endswith((".", "?")) else f"{words}.")
