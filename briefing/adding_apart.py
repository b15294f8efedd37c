"""Adding in a process of its own. It adds what ``Corpus.add`` adds, in the same way, and decides nothing."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.process_apart import Process, Voice
from index import AddReport, Progress, open_corpus
from index.report import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

#: The reason of a skipped file before the run is over and says it.
NOT_SAID_YET = "why is said when adding ends"

#: Steps down in the order of who gets the processor: keys come before articles.
_NICE = 10


class AddingProcess(Process):
    """One run of adding.

    Attributes:
        path: The file or folder to add.
        remarks: Sentences about the corpus that the user should read, known after ``run``.
    """

    def __init__(self, workspace: Path, path: Path) -> None:
        """Say what to add, and where to."""
        super().__init__(
            __name__,
            {"workspace": str(workspace), "path": str(path), "nice": _NICE},
            called="adding",
            goes_on="What was read is kept; adding the same again goes on from there.",
        )
        self.path = path
        self.remarks: list[str] = []

    def run(
        self, progress: Callable[[Progress], None], skipped: Callable[[list[Failure]], None]
    ) -> AddReport:
        """Add, and return when that is over.

        Args:
            progress: Called some five times a second, and whenever more became searchable.
            skipped: Called with the files that could not be read since the last time, before ``progress``.

        Returns:
            What came of it; with ``stopped`` also when it broke off because it was stopped.

        Raises:
            CorpusError: The path is not there, or the workspace cannot be written.
        """
        for message in self.messages():
            match message:
                case {"progress": values}:
                    progress(Progress(**values))
                case {"skipped": paths}:
                    skipped([Failure(path, NOT_SAID_YET) for path in paths])
                case {"report": values, "remarks": remarks}:
                    self.remarks = remarks
                    return _report(values)
        raise AssertionError("whoever ends without a report has said why")


def work(order: dict[str, Any], voice: Voice) -> None:
    """What the process does: one run of adding."""
    said = _Said(voice)
    with open_corpus(order["workspace"], catch_up=False) as corpus:
        report = corpus.add([Path(order["path"])], progress=said.progress, stop=voice.hush.is_set)
        voice.say({"report": asdict(report), "remarks": corpus.remarks})


class _Said:
    """How far adding is, and what was skipped."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._searchable = self._failed = 0
        self._path = ""
        self._skipped: list[str] = []

    def progress(self, progress: Progress) -> None:
        """Say it when it is time, or when more became searchable."""
        if progress.failed > self._failed and self._path:
            # Told before each file and not after it, so that the one that failed is the one named before.
            self._skipped.append(self._path)
        is_news = progress.searchable != self._searchable
        self._searchable, self._failed, self._path = progress.searchable, progress.failed, progress.path
        if self._voice.is_time(news=is_news):
            if self._skipped:
                self._voice.say({"skipped": self._skipped})
                self._skipped = []
            self._voice.say({"progress": asdict(progress)})


def _report(values: dict[str, Any]) -> AddReport:
    named = {name: tuple(Failure(**each) for each in values[name]) for name in ("failures", "remarks")}
    left_out = tuple((suffix, number) for suffix, number in values["left_out"])
    return AddReport(**{**values, **named, "left_out": left_out, "gone_paths": tuple(values["gone_paths"])})
