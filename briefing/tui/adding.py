"""How adding is said in the status line: while it runs, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.tui.layers import cells, cut
from briefing.tui.parts import Part, width_of
from briefing.tui.words import counted
from index import AddReport
from index.text import clean_line

#: Seconds that must have passed before the time left is said: before, it would be guessed.
_KNOWN_AFTER = 3.0
_LONGEST_FOLDER = 32
_BAR, _SHORT_BAR, _ROOMY = 13, 10, 110
_GAP: Part = ("  ", "text")


@dataclass(frozen=True, slots=True)
class Adding:
    """How far a run of adding is.

    Attributes:
        folder: What is added, as it is said.
        done: Files looked at.
        total: Files to look at; 0 while they are being found.
        articles: Articles read so far.
        searchable: Those of them that a search finds.
        skipped: Files and records that could not be read.
        named: Articles of which names are known by now, while that is under way too.
        seconds: How long it has been running.
        stopping: Whether it was asked to stop.
    """

    folder: str
    done: int = 0
    total: int = 0
    articles: int = 0
    searchable: int = 0
    skipped: int = 0
    named: int = 0
    seconds: float = 0.0
    stopping: bool = False


def work_row(state: Adding, width: int, *, bar: tuple[str, str] = ("━", "─")) -> tuple[Part, ...]:
    """What the status line says while adding is under way, in at most ``width`` cells where that can be.

    When it is too narrow the folder goes first, then what names are known of, then what is searchable, then
    the command behind the skipped, then the time left, and the bar last.

    Args:
        state: How far it is.
        width: Cells that there are.
        bar: Signs of what is done and of what is left.
    """
    every = ("folder", "named", "searchable", "command", "time", "bar")
    for gone in range(len(every) + 1):
        parts = _parts(state, every[gone:], _BAR if width >= _ROOMY else _SHORT_BAR, bar)
        if width_of(parts) <= width:
            break
    return parts


def time_left(state: Adding) -> str:
    """About how long it will take, from its pace so far; empty while that would be guessed."""
    return "" if state.stopping else about_time(state.done, state.total, state.seconds)


def about_time(done: int, total: int, seconds: float) -> str:
    """About how long it takes to do the rest where so much was done in so many seconds, or nothing yet."""
    if seconds < _KNOWN_AFTER or not 0 < done < total:
        return ""
    seconds = seconds / done * (total - done)
    if seconds < 55:
        step = 5 if seconds < 18 else 10
        return f"about {max(step, round(seconds / step) * step)} s"
    if seconds < 90 * 60:
        return f"about {max(1, round(seconds / 60))} min"
    return f"about {round(seconds / 3600)} h"


def said_path(path: Path) -> str:
    """A path as it is said: cleaned, and with ``~`` for the home folder."""
    whole, home = str(path), str(Path.home())
    if whole == home or whole.startswith(f"{home}/"):
        whole = f"~{whole[len(home) :]}"
    return clean_line(whole)


def outcome(report: AddReport, folder: str) -> Part:
    """What came of adding, in one line and in the words of ``briefing add``."""
    figures = [
        f"{number:,} {word}"
        for number, word in (
            (report.new, "new"),
            (report.changed, "changed"),
            (report.same, "the same"),
            (report.gone, "gone (kept)"),
        )
        if number
    ]
    if report.stopped:
        kept = f": {', '.join(figures)} kept" if figures else ""
        said = [f"stopped adding {folder}{kept}   :add {folder} goes on from there"]
    elif report.new or report.changed:
        said = [f"added {folder}: {', '.join(figures)}"]
    elif figures:
        said = [f"nothing new in {folder}: {', '.join(figures)}"]
    else:
        said = [f"nothing was added from {folder}"]
    if report.left_out:
        files = ", ".join(f"{number:,} {suffix or 'without a suffix'}" for suffix, number in report.left_out)
        said.append(f"left out: {files}")
    if report.remarks:
        said.append(f"{counted(len(report.remarks), 'remark')}: :skipped")
    if report.failures:
        said.append(f"{len(report.failures):,} skipped: :skipped")
    return "   ".join(said), "warn" if report.failures else "text"


def _parts(state: Adding, shown: Sequence[str], long: int, bar: tuple[str, str]) -> tuple[Part, ...]:
    things: list[tuple[Part, ...]] = [(("Stopping" if state.stopping else "Adding", "strong"),)]
    if "folder" in shown:
        things[0] += ((f" {_end_of(state.folder)}", "muted"),)
    if "bar" in shown and state.total:
        filled = long * min(state.done, state.total) // state.total
        things.append(((bar[0] * filled, "accent"), (bar[1] * (long - filled), "rule")))
    things.append(((_figures(state), "text"),))
    if "searchable" in shown and state.searchable:
        things.append(((f"searchable {state.searchable:,}", "muted"),))
    if "named" in shown and state.named:
        things.append(((f"entities in {state.named:,}", "muted"),))
    if state.skipped:
        skipped: tuple[Part, ...] = ((f"{state.skipped:,} skipped", "warn"),)
        things.append((*skipped, (" :skipped", "strong")) if "command" in shown else skipped)
    left = time_left(state)
    if "time" in shown and left:
        things.append(((left, "muted"),))
    parts: list[Part] = []
    for thing in things:
        parts += [_GAP, *thing] if parts else thing
    return tuple(part for part in parts if part[0])


def _figures(state: Adding) -> str:
    if not state.total:
        return "looking for files"
    files = f"{state.done:,} of {state.total:,}"
    # One file can hold thousands of articles, and nothing would seem to happen.
    return f"{files} files, {state.articles:,} articles" if state.articles > state.total else files


def _end_of(folder: str) -> str:
    """The end of a long path: that is where one folder differs from another."""
    if cells(folder) <= _LONGEST_FOLDER:
        return folder
    return f"…{cut(folder[::-1], _LONGEST_FOLDER - 1, '')[::-1]}"
