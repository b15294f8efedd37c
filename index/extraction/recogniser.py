"""Who finds the names: the built-in tagger, and a model of the user's in its place or beside it.

A recogniser is a value that says what was chosen; its taggers are opened when they are first asked for, once
a process, so it can be handed to other threads and processes before anything is loaded. ``version`` says all
that its results depend on: what was extracted and kept is out of date where it differs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.own import Opened as OwnOpened
    from index.extraction.tagger import Tagger
    from index.model import OwnModel

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What finds names.

    Attributes:
        own: The user's own model; ``None`` where none was chosen.
    """

    own: OwnModel | None = None

    @property
    def fast(self) -> Tagger | None:
        """The built-in tagger; ``None`` where its model is missing and the rules have to do it alone."""
        from index.extraction.tagger import open_tagger  # noqa: PLC0415  (reads the model)

        return open_tagger().tagger

    @property
    def deep(self) -> Tagger | None:
        """What stands in place of ``fast`` and may take its time; ``None`` where there is no such thing."""
        opened = self._opened()
        if opened is None or opened.tagger is None:
            return None
        fast = self.fast
        if self.own is not None and self.own.vote and fast is not None:
            from index.extraction.voting import Vote  # noqa: PLC0415  (few vote)

            return Vote(fast, opened.tagger)
        return opened.tagger

    @property
    def best(self) -> Tagger | None:
        """The better of the two; ``None`` where the rules have to do it alone."""
        return self.deep or self.fast

    @property
    def name(self) -> str:
        """What serves, in words for the user."""
        built_in = "the built-in tagger" if self.fast is not None else "rules alone"
        opened = self._opened()
        if opened is None or opened.tagger is None:
            return built_in
        votes = self.own is not None and self.own.vote and self.fast is not None
        return f"{opened.name}, voting with {built_in}" if votes else opened.name

    @property
    def choice(self) -> str:
        """What was chosen, said without opening anything; the same choice can come to another ``version``."""
        own = f"{self.own.sort}:{self.own.where} {self.own.vote}" if self.own else "built-in"
        return f"{own} {_fingerprint()}"

    @property
    def version(self) -> str:
        """All that its results depend on; two recognisers with the same one find the same."""
        opened = self._opened()
        parts = [self.name, _fingerprint()]
        if opened is not None and opened.tagger is not None:
            parts.insert(1, opened.version)
        return " ".join(parts)

    @property
    def shortcoming(self) -> str:
        """What cannot serve, and why, in sentences for the reader; empty where everything does."""
        from index.extraction.tagger import open_tagger  # noqa: PLC0415  (reads the model)

        opened = self._opened()
        return " ".join(filter(None, (opened.why_not if opened else "", open_tagger().why_not)))

    def _opened(self) -> OwnOpened | None:
        if self.own is None:
            return None
        from index.extraction.own import open_own  # noqa: PLC0415  (most have none)

        return open_own(self.own)


@cache
def _fingerprint() -> str:
    """Twelve hex digits that are others when anything of this package is: its code, its lists, its model."""
    import hashlib  # noqa: PLC0415  (3 ms, and a single article does without)

    digest = hashlib.sha256()
    for name, file in sorted(_files(_FOLDER, "")):
        content = file.read_bytes()
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]


def _files(folder: Path, path: str) -> Iterator[tuple[str, Path]]:
    for one in folder.iterdir():
        if one.is_dir():
            if one.name != "__pycache__":
                yield from _files(one, f"{path}{one.name}/")
        else:
            yield f"{path}{one.name}", one
