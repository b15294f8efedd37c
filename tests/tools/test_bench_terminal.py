"""The terminal of the benchmarks shows what a terminal would, however the bytes are cut up."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCH = Path(__file__).parents[2] / "tools" / "bench"

DRAWN = (
    "\x1b]0;title\x07\x1b[?25l\x1b[2;3H\x1b[1;38;2;1;2;3m▌ Ostrel\x1b[0m\r\n"
    "below\x1b[36;119Hlast of it\x1b[1;1H\x1b[0mé’s"
).encode()


@pytest.fixture(scope="module")
def terminal() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_terminal", BENCH / "terminal.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_a_screen_is_the_same_in_pieces_of_any_size(terminal: ModuleType, size: int) -> None:
    screen = terminal.Screen()
    for start in range(0, len(DRAWN), size):
        screen.feed(DRAWN[start : start + size])
    assert screen.rows[0].rstrip() == "é’s"
    assert screen.rows[1].rstrip() == "  ▌ Ostrel"
    assert screen.rows[2].rstrip() == "below"
    assert screen.rows[35].endswith(" la")
    assert {len(row) for row in screen.rows} == {120}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it reads /proc")
def test_work_of_the_thread_of_the_keys_and_of_others_is_told_apart(terminal: ModuleType) -> None:
    code = (
        "import threading, time\n"
        "def spin():\n"
        "    end = time.thread_time() + 0.2\n"
        "    while time.thread_time() < end: pass\n"
        "input()\n"
        "thread = threading.Thread(target=spin); thread.start(); thread.join()\n"
        "print('done'); input()\n"
    )
    with terminal.running([sys.executable, "-c", code]) as program:
        program.settle()
        before = program.spent()
        program.send("\n")
        program.wait_for(lambda screen: any("done" in row for row in screen.rows))
        spent = program.spent() - before
    assert spent.behind >= 190
    assert spent.keys < 100
    assert spent.written >= len("done")
