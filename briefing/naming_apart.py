"""Reading articles for names in a process of its own, while somebody reads them on the screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefing.process_apart import Process, Voice
from index import open_corpus
from index.model import OwnModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Steps down in the order of who gets the processor: after keys, and after adding.
_NICE = 15


class NamingProcess(Process):
    """One run over the articles of which names are not known yet."""

    def __init__(self, workspace: Path, own: OwnModel | None = None) -> None:
        """Say whose articles, and by which model of the user's."""
        super().__init__(
            __name__,
            {"workspace": str(workspace), "nice": _NICE, "own": asdict(own) if own else None},
            called="reading for names",
            goes_on="What was read is kept; briefing extract --pending goes on from there.",
        )

    def run(self, progress: Callable[[int, int], None]) -> int:
        """Read, and return how many articles were read when that is over or was stopped.

        Args:
            progress: Called some five times a second with articles read and articles to read.

        Raises:
            BusyError: Another process is doing it.
            CorpusError: The workspace cannot be used.
        """
        for message in self.messages():
            match message:
                case {"progress": [done, total]}:
                    progress(done, total)
                case {"read": number}:
                    return int(number)
        raise AssertionError("whoever ends without a number has said why")


def work(order: dict[str, Any], voice: Voice) -> None:
    """What the process does: one run of reading."""

    def progress(done: int, total: int) -> None:
        if voice.is_time():
            voice.say({"progress": [done, total]})

    with open_corpus(order["workspace"], catch_up=False) as corpus:
        corpus.recognise_with(OwnModel(**order["own"]) if order["own"] else None)
        voice.say({"read": corpus.read_for_names(progress=progress, stop=voice.hush.is_set)})
