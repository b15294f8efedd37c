"""The corpus of a workspace for the length of one command, with what it has to say about itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.cli.printer import err
from index import open_corpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.workspace import Workspace
    from index import Corpus


@contextmanager
def opened(workspace: Workspace, *, catch_up: bool = True) -> Iterator[Corpus]:
    """Open the corpus; what it remarks is told on standard error when the command is done with it.

    Raises:
        CorpusError: It cannot be used.
    """
    with open_corpus(workspace.corpus_path, catch_up=catch_up) as corpus:
        try:
            yield corpus
        finally:
            for remark in corpus.remarks:
                err().prose(remark)
