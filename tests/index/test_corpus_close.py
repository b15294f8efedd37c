"""Closing a corpus that other threads are using: they are broken off, and nothing crashes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from corpora import write_lines

from index import CorpusError, open_corpus


def test_calls_in_other_threads_are_broken_off(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", *({"text": f"Medlar report {n}."} for n in range(300)))
    with open_corpus(tmp_path / "workspace") as first:
        first.add([tmp_path / "in.jsonl"])
    for _ in range(10):
        corpus = open_corpus(tmp_path / "workspace", catch_up=False)
        ended: list[BaseException | None] = []
        going = threading.Barrier(3)

        def search(corpus: object = corpus, ended: list = ended, going: threading.Barrier = going) -> None:
            going.wait()
            try:
                while True:
                    for text in ("", "medlar", "report OR medlar"):
                        corpus.search(text, limit=200)
            except CorpusError as error:
                ended.append(error)

        threads = [threading.Thread(target=search, daemon=True) for _ in range(2)]
        for thread in threads:
            thread.start()
        going.wait()
        time.sleep(0.05)
        began = time.monotonic()
        corpus.close()
        assert time.monotonic() - began < 3.0
        for thread in threads:
            thread.join(5)
        assert len(ended) == 2, "each was told in a sentence"


def test_a_call_that_does_not_end_keeps_what_it_uses(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", {"text": "One medlar."})
    corpus = open_corpus(tmp_path / "workspace")
    inside, gate, found = threading.Event(), threading.Event(), []

    def wait(progress: object) -> None:
        inside.set()
        gate.wait(10)

    def add() -> None:
        found.append(corpus.add([tmp_path / "in.jsonl"], progress=wait))

    thread = threading.Thread(target=add)
    thread.start()
    assert inside.wait(10)
    corpus.close()
    gate.set()
    thread.join(10)
    assert found[0].new == 1
    with pytest.raises(CorpusError, match="it is closed"):
        corpus.search("medlar")
    with open_corpus(tmp_path / "workspace") as again:
        assert again.search("medlar").total == 1
