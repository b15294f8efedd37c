"""What a corpus answers from its catalogue alone, without words being looked for and names being known.

Every question is counted while it is under way, and what goes wrong with the file becomes a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from index.calls import Calls
from index.catalog import Catalog, workspace_errors
from index.folder import make_folder
from index.model import Article

#: Seconds that closing waits for calls in other threads.
_SECONDS_TO_END = 1.0

_CATALOG = "corpus.db"


class Catalogued:
    """The catalogue of one workspace.

    Attributes:
        path: The workspace folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        make_folder(self.path, _CATALOG)
        self._catalog = Catalog(self.path / _CATALOG)
        self._calls = Calls(self.path, self._give_back)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back files and memory.

        Calls that are under way in other threads are broken off, and no new ones are begun. When they do
        not end soon, the last of them gives back what is left: a database that is closed under a query
        takes the whole process with it.
        """
        self._calls.end(self._catalog.interrupt, _SECONDS_TO_END)

    def _give_back(self) -> None:
        self._catalog.close()

    def article(self, id: str) -> Article:
        """The article with this id, which may be shortened while it fits only one.

        Raises:
            NotFoundError: None has it.
            AmbiguousError: Several have it.
        """
        with self._sentences():
            return self._catalog.article(id)

    def numbers(self, ids: Sequence[str]) -> list[int]:
        """The numbers of the articles with these full ids; those that are not here are left out."""
        with self._sentences():
            return self._catalog.numbers(ids)

    def everything(self) -> list[int]:
        """The numbers of all current articles."""
        with self._sentences():
            return self._catalog.everything(newest_first=True)

    def by_date(self, numbers: Sequence[int]) -> list[int]:
        """Those of these articles that are current, the newest first, undated ones last."""
        with self._sentences():
            return self._catalog.ordered(numbers, newest_first=True)

    def newest(self, ids: Sequence[str]) -> dict[str, str]:
        """The article that stands in the place of each of these now: itself, or a newer version.

        Ids of articles that are not here any more, in no version, are left out.
        """
        with self._sentences():
            return self._catalog.newest(ids)

    def sources(self) -> list[str]:
        """Every outlet that a current copy is from, as it is written."""
        with self._sentences():
            return self._catalog.sources()

    def numbers_from(self, sources: Sequence[str]) -> list[int]:
        """The numbers of the articles of which a copy is from one of these ``sources``."""
        with self._sentences():
            return self._catalog.numbers_from(sources)

    def year(self) -> int:
        """The year of all dated articles, which goes without saying; 0 where they are of several."""
        with self._sentences():
            first, last = self._catalog.years()
            return first if first == last else 0

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Around every call: it is counted, and errors of the file become sentences."""
        with self._calls, workspace_errors(self._catalog.path):
            yield
