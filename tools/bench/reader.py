"""Measures the reader in a real terminal, and prints each figure with the limit that it has to hold.

    python tools/bench/generate.py articles --articles 20000 --seed 1
    briefing --workspace W add articles
    python tools/bench/reader.py W --query "common words of it"

A time is from the moment in which a key is written to the terminal until its effect is seen: the letter in
the search line, the cursor in another row, other words in the article. Work is processor time: that of the
thread that takes the keys, and apart from it what other threads did behind it. Linux only.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from terminal import Program, Screen, Spent, running

ROOT = Path(__file__).parents[2]

#: The first row of the panes, and the first column of the article beside the list.
_PANES, _ARTICLE = 4, 34

#: Seconds between keys: fast, even and slow typing. A search begins 0.08 s after a key.
_PACES = (0.08, 0.12, 0.16)

_LONG_WORDS = 8_000
_COMMON = "the"

#: The least that is shown first: a line to type in and a list that draws its own rows. The reader is measured
#: against this; a widget for each row, as below, is what a first attempt would do.
DRAWN = """
from rich.segment import Segment
from textual.app import App
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input
class Rows(ScrollView, can_focus=True):
    def render_line(self, y):
        return Strip([Segment(f"row {y} of the list")])
class Minimal(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Input(id="search", compact=True)
        yield Rows()
    def on_mount(self):
        self.query_one("#search").focus()
Minimal().run()
"""
WIDGETS = """
from textual.app import App
from textual.widgets import Input, Static
class Minimal(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Input(id="search", compact=True)
        for number in range(30):
            yield Static(f"row {number} of the list")
    def on_mount(self):
        self.query_one("#search").focus()
Minimal().run()
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        name: What was measured.
        values: In milliseconds, or in ``unit``.
        limit: What it has to hold, in words.
        holds: Whether values hold it; ``None`` where there is no limit.
        unit: Of the values.
    """

    name: str
    values: Sequence[float]
    limit: str = ""
    holds: Callable[[Sequence[float]], bool] | None = None
    unit: str = "ms"

    def row(self) -> str:
        """The figure as a row of Markdown."""
        digits = 2 if self.unit == "times" else 0 if self.unit == "bytes" else 1
        shown = (statistics.median(self.values), p95(self.values), max(self.values))
        numbers = " | ".join(f"{value:,.{digits}f}" for value in shown)
        kept = "" if self.holds is None else "yes" if self.holds(self.values) else "NO"
        return f"| {self.name} | {numbers} | {self.unit} | {self.limit} | {kept} |"


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty is above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def at_most(limit: float) -> tuple[str, Callable[[Sequence[float]], bool]]:
    """A limit on the median: of work, which does not depend on the other load of the machine."""
    return f"p50 <= {limit:g}", lambda values: statistics.median(values) <= limit


# -- opening ---------------------------------------------------------------------------------------


def first_paint(workspace: Path, newest: str, rounds: int) -> Iterator[Figure]:
    """Until the reader shows its newest article, and until minimal programs show their list, in turn."""
    times: dict[str, list[float]] = {"reader": [], "drawn": [], "widgets": []}
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, tuple[list[str], str]] = {"reader": (_reader(workspace), newest)}
        for name, code in (("drawn", DRAWN), ("widgets", WIDGETS)):
            script = Path(folder) / f"{name}.py"
            script.write_text(code, encoding="utf-8")
            commands[name] = ([sys.executable, str(script)], "row 29 of the list")
        for _ in range(rounds):
            for name, (command, wanted) in commands.items():
                with running(command) as program:
                    shown = program.wait_for(lambda screen, wanted=wanted: _stands(screen, wanted))
                    times[name].append(1000 * (shown - program.began))
    yield Figure("first paint", times["reader"])
    yield Figure("first paint of a line and a list that is drawn", times["drawn"])
    yield Figure("first paint of a line and 30 widgets", times["widgets"])
    for name, words in (("drawn", "times the list that is drawn"), ("widgets", "times the 30 widgets")):
        ratio = statistics.median(times["reader"]) / statistics.median(times[name])
        yield Figure(f"first paint, {words}", [ratio], *at_most(1.6), unit="times")


# -- keys ------------------------------------------------------------------------------------------


def key(
    program: Program, keys: Sequence[str], seen: Callable[[Screen], object]
) -> tuple[list[float], list[float], list[Spent]]:
    """Press keys one by one on a quiet screen.

    Returns:
        Milliseconds until ``seen`` says something else, until the last byte, and what each key took.
    """
    shown, done, spent = [], [], []
    for one in keys:
        program.settle()
        idle = program.spent()
        program.settle()
        before, idle = program.spent(), program.spent() - idle
        there = seen(program.screen)
        began = program.send(one)
        shown.append(1000 * (program.wait_for(lambda screen: seen(screen) != there) - began))  # noqa: B023
        done.append(1000 * (program.settle() - began))
        took = program.spent() - before
        spent.append(Spent(took.keys - idle.keys, took.behind - idle.behind, took.queued, took.written))
    return shown, done, spent


def moves(program: Program) -> Iterator[Figure]:
    """Down and page down, in the list and in the article."""
    yield from _moved("Down in the list", key(program, "j" * 30, _cursor), 10)
    yield from _moved("page down in the list", key(program, " " * 12, _cursor), 10)
    program.send("\t")
    program.settle()
    yield from _moved("Down in the article", key(program, "jk" * 8, _article), 10)
    yield from _moved("page down in the article", key(program, " b" * 6, _article), 10)
    yield from _moved("opening the next article", key(program, "]" * 15, _article), 10)


def long_article(workspace: Path) -> Iterator[Figure]:
    """Opening an article of 8,000 words with names, dates and hits all through it."""
    from index import open_corpus  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(_long_texts(workspace)):
            (Path(folder) / f"{number}.txt").write_text(f"Long article {number}\n\n{text}", encoding="utf-8")
        long = Path(folder) / "workspace"
        add = [*_reader(long), "add", folder]
        subprocess.run(add, check=True, capture_output=True)
        with open_corpus(long) as corpus:
            page = corpus.search(_COMMON)
            article = corpus.article(page.hits[0].id)
            layers = corpus.layers(article)
            spans = len(layers.mentions) + len(layers.moments) + len(corpus.hits(article, page))
        with running(_reader(long)) as program:
            program.wait_for(lambda screen: _stands(screen, "Long article"))
            program.send("/")
            program.settle()
            program.send(_COMMON)
            program.settle()
            program.send("\r")
            name = f"opening {len(article.text.split()):,} words, {spans:,} spans"
            yield from _moved(name, key(program, "][" * 5, _article), 80, until_lit=80)


def typing(workspace: Path, newest: str, query: str) -> Iterator[Figure]:
    """Each letter of a search while what was typed before is searched for."""
    for pace in _PACES:
        with running(_reader(workspace)) as program:
            program.wait_for(lambda screen: _stands(screen, newest))
            program.settle()
            program.send("/")
            program.settle()
            before = program.spent()
            times = _echoes(program, query, pace)
            spent = program.spent() - before
            limit = "p95 <= 16, max <= 50"
            name = f"key to its echo while a search runs, a key every {1000 * pace:.0f} ms"
            yield Figure(name, times, limit, lambda values: p95(values) <= 16 and max(values) <= 50)
            yield Figure("of it, a key: ready, but no core was free", [spent.queued / len(query)])


def _echoes(program: Program, text: str, pace: float) -> list[float]:
    times = []
    for length in range(1, len(text) + 1):
        began = program.send(text[length - 1])
        typed = f" {text[:length]}"
        times.append(1000 * (program.wait_for(lambda screen: typed in screen.rows[1]) - began))  # noqa: B023
        while (left := began + pace - time.perf_counter()) > 0:
            program.read(left)
    return times


def _moved(
    name: str,
    measured: tuple[list[float], list[float], list[Spent]],
    limit: float,
    *,
    until_lit: float | None = None,
) -> Iterator[Figure]:
    shown, done, spent = measured
    yield Figure(f"{name}: until it is seen", shown)
    if until_lit is not None:
        yield Figure(f"{name}: until all is lit", done, *at_most(until_lit))
    yield Figure(f"{name}: work for the key", [one.keys for one in spent], *at_most(limit))
    yield Figure(f"{name}: work behind it", [one.behind for one in spent])
    yield Figure(f"{name}: sent", [one.written for one in spent], unit="bytes")


# -- what is seen ----------------------------------------------------------------------------------


def _stands(screen: Screen, words: str) -> bool:
    return any(words in row for row in screen.rows)


def _cursor(screen: Screen) -> tuple[tuple[int, str], ...]:
    """The rows of the list that the cursor is on, and what stands there."""
    rows = enumerate(screen.part(_PANES, 0, _ARTICLE - 2))
    return tuple((number, row) for number, row in rows if row.startswith("▌"))


def _article(screen: Screen) -> list[str]:
    """The words of the article."""
    return screen.part(_PANES, _ARTICLE)


def _long_texts(workspace: Path) -> Iterator[str]:
    """Two texts of 8,000 words, made of those of many articles that name the most."""
    from index import open_corpus  # noqa: PLC0415

    with open_corpus(workspace) as corpus:
        named = []
        for hit in corpus.search("", limit=400).hits:
            article = corpus.article(hit.id)
            layers, words = corpus.layers(article), len(article.text.split())
            named.append(((len(layers.mentions) + len(layers.moments)) / words, words, article.text))
    named.sort(reverse=True)
    chosen: list[str] = []
    total = 0
    for _, words, text in named:
        if total < _LONG_WORDS:
            chosen.append(text)
            total += words
    yield "\n\n".join(chosen)
    yield "\n\n".join(reversed(chosen))


def _reader(workspace: Path) -> list[str]:
    return [sys.executable, "-m", "briefing", "--workspace", str(workspace)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--query", default="report of the government on security", help="typed letter by letter"
    )
    parser.add_argument("--rounds", type=int, default=9, help="starts of each program")
    options = parser.parse_args()
    from index import open_corpus  # noqa: PLC0415

    for package in ("briefing", "index"):
        compileall.compile_dir(ROOT / package, quiet=1)
    with open_corpus(options.workspace) as corpus:
        newest = corpus.search("", limit=1).hits[0].title.split()[0]
        print(f"{corpus.status().articles:,} articles\n")
    print("| | p50 | p95 | max | | limit | held |\n|---|---:|---:|---:|---|---|---|")
    for figure in first_paint(options.workspace, newest, options.rounds):
        print(figure.row(), flush=True)
    for figure in typing(options.workspace, newest, options.query):
        print(figure.row(), flush=True)
    with running(_reader(options.workspace)) as program:
        program.wait_for(lambda screen: _stands(screen, newest))
        for figure in moves(program):
            print(figure.row(), flush=True)
    for figure in long_article(options.workspace):
        print(figure.row(), flush=True)


if __name__ == "__main__":
    main()
