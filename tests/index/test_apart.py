"""Claims about the process that hostile formats are read in: what goes wrong in it stays in it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.readers.apart import Apart, Limits
from index.readers.draft import UnreadableError

QUICK = Limits(seconds=1, memory=512 * 1024 * 1024)


@pytest.fixture
def parser() -> Iterator[Apart]:
    parser = Apart("parsers:by_order", QUICK)
    yield parser
    parser.close()


def refusal(parser: Apart, order: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        parser.call(order.encode())
    return str(caught.value)


def did(parser: Apart, order: str) -> Any:
    return parser.call(order.encode())


def is_gone(process: int) -> bool:
    """Whether a process ended within a while; one that nobody waits for may remain as a zombie."""
    for _ in range(500):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_one_process_serves_every_call() -> None:
    parser = Apart("parsers:well_behaved", QUICK)
    answers: list[Any] = [parser.call(b"x" * length) for length in (0, 1, 3_000_000)]
    parser.close()
    assert [answer["length"] for answer in answers] == [0, 1, 3_000_000]
    assert [answer["call"] for answer in answers] == [0, 1, 2]
    assert len({answer["process"] for answer in answers}) == 1
    assert answers[0]["process"] != os.getpid()


def test_threads_get_their_own_answers() -> None:
    parser = Apart("parsers:well_behaved", QUICK)
    lengths: dict[int, int] = {}

    def ask(length: int) -> None:
        answer: Any = parser.call(b"x" * length)
        lengths[length] = answer["length"]

    threads = [threading.Thread(target=ask, args=(length,)) for length in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parser.close()
    assert lengths == {length: length for length in range(20)}


@pytest.mark.parametrize("order", ["sleep", "spin"])
def test_what_takes_too_long_is_stopped_and_said(parser: Apart, order: str) -> None:
    process = did(parser, "hello")["process"]
    assert refusal(parser, order) == "it takes longer than 1 second to read"
    assert is_gone(process)
    assert did(parser, "hello")["did"] == "hello"


def test_what_wants_too_much_memory_is_refused(parser: Apart) -> None:
    assert refusal(parser, "eat") == "it takes more than 512 MB of memory to read"
    assert did(parser, "hello")["did"] == "hello"


@pytest.mark.parametrize("order", ["die", "raise", "recurse", "connect", "start", "system"])
def test_what_breaks_the_parser_is_a_sentence_and_the_next_call_works(parser: Apart, order: str) -> None:
    did(parser, "hello")
    assert refusal(parser, order) == "its parser broke down on it"
    assert did(parser, "hello")["did"] == "hello"


def test_a_reason_of_the_parser_is_handed_on_and_its_process_stays(parser: Apart) -> None:
    process = did(parser, "hello")["process"]
    assert refusal(parser, "refuse") == "it is not to its liking"
    assert did(parser, "hello")["process"] == process


def test_what_a_parser_prints_does_not_stand_among_the_answers(parser: Apart) -> None:
    assert did(parser, "print")["did"] == "print"
    assert did(parser, "hello")["did"] == "hello"


def test_a_parser_writes_no_file(parser: Apart, tmp_path: Path) -> None:
    assert refusal(parser, f"write {tmp_path}/x") == "its parser broke down on it"
    assert (tmp_path / "x").stat().st_size == 0


def test_a_process_that_was_ended_by_somebody_else_is_started_again(parser: Apart) -> None:
    process = did(parser, "hello")["process"]
    os.kill(process, 9)
    assert did(parser, "hello")["process"] != process


def test_a_parser_that_is_not_installed_is_a_sentence() -> None:
    parser = Apart("no_such_module:read", QUICK)
    assert refusal(parser, "hello").startswith("what reads it does not start")


def test_a_module_that_is_left_out_is_not_there() -> None:
    parser = Apart("parsers:well_behaved", QUICK, without=["subprocess"])
    assert refusal(parser, "hello").startswith("what reads it does not start")


def test_the_process_ends_when_the_one_that_started_it_is_killed() -> None:
    program = (
        "import os\n"
        "from index.readers.apart import Apart, Limits\n"
        "parser = Apart('parsers:by_order', Limits(1, 1 << 29))\n"
        "print(parser.call(b'hello')['process'], flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert killed.returncode == -9
    assert is_gone(int(killed.stdout))


def test_the_process_ends_with_its_program(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<html><body><p>Five rockets hit the base on Sunday.</p></body></html>", encoding="utf-8")
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from index.readers import format_of, html\n"
        "path = Path(sys.argv[1])\n"
        "print(next(iter(format_of(path).read(path))).text)\n"
        "print(html._parser()._process.pid)\n"
        "print(sorted({'trafilatura', 'lxml', 'numpy'} & set(sys.modules)))\n"
    )
    # -W error: nothing is left open or running.
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(page)], capture_output=True, text=True, check=True
    )
    text, process, loaded = ended.stdout.splitlines()
    assert text == "Five rockets hit the base on Sunday."
    assert is_gone(int(process))
    assert loaded == "[]"
    assert ended.stderr == ""


def test_a_call_is_broken_off_from_another_thread() -> None:
    parser = Apart("parsers:by_order", Limits(seconds=60, memory=QUICK.memory))
    did(parser, "hello")
    began = time.monotonic()
    timer = threading.Timer(0.3, parser.break_off)
    timer.start()
    with pytest.raises(UnreadableError):
        parser.call(b"sleep")
    with pytest.raises(UnreadableError):
        parser.call(b"hello")
    assert time.monotonic() - began < 10
    parser.close()
