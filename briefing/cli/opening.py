"""The corpus of a workspace for the length of one command, with what it has to say about itself."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from briefing.casebook import open_casebook_to_read
from briefing.casebook.curation import NotShownError, hand_over_rulings
from briefing.cli.printer import err
from briefing.cli.progress import display
from briefing.errors import WorkspaceError
from briefing.settings import read_settings
from index import open_corpus
from index.errors import BusyError
from index.extraction.recogniser import Recogniser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.casebook import Casebook
    from briefing.cli.progress import Display
    from briefing.workspace import Workspace
    from index import Article, Corpus
    from index.model import Layers

#: Seconds that a command which only reads waits for another one that is writing.
_PATIENCE = 0.5


@contextmanager
def opened(workspace: Workspace, *, catch_up: bool = True, wait: bool = True) -> Iterator[Corpus]:
    """Open the corpus; what it remarks is told on standard error when the command is done with it.

    Args:
        workspace: Where it lies.
        catch_up: Whether all that it holds is to be searchable first.
        wait: Whether to wait for another process that is adding; without, what it has not finished is
            only remarked.

    Raises:
        CorpusError: It cannot be used.
        WorkspaceError: Its settings cannot be used.
    """
    settings = read_settings(workspace.settings_path)
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus:
        corpus.recognise_with(settings.entities)
        corpus.variants = settings.variants
        try:
            if catch_up:
                _catch_up(corpus, wait=wait)
            yield corpus
        finally:
            for remark in corpus.remarks:
                err().prose(remark)


@contextmanager
def kept(
    workspace: Workspace, corpus: Corpus | None = None, *, needed: bool = True
) -> Iterator[Casebook | None]:
    """Open the casebook for a command that only reads; ``None`` where none was made yet.

    Args:
        workspace: Where it lies.
        corpus: What shows names and times as they were decided: it takes over what it does not hold yet, as
            when it could not be written at the time.
        needed: Whether the command is about it. Without, one that cannot be used is only remarked.

    Raises:
        WorkspaceError: It is needed and cannot be used.
    """
    if not workspace.casebook_path.exists():
        yield None
        return
    try:
        casebook = open_casebook_to_read(workspace)
    except WorkspaceError as error:
        if needed:
            raise
        err().prose(f"Notes, grades and markings are left out: {error.message}.")
        yield None
        return
    with casebook:
        if corpus is not None:
            _take_over(casebook, corpus)
        yield casebook


def _take_over(casebook: Casebook, corpus: Corpus) -> None:
    """Let the corpus hold all decisions about names and times; where it cannot, say so."""
    try:
        hand_over_rulings(casebook, corpus, patience=_PATIENCE)
    except NotShownError as error:
        err().prose(f"{error.message[:1].upper()}{error.message[1:]}.")


def recogniser_of(workspace: Workspace) -> Recogniser:
    """Who finds names by the settings of a workspace; what of it cannot serve is told on standard error.

    Raises:
        WorkspaceError: The settings cannot be used.
    """
    recogniser = Recogniser(read_settings(workspace.settings_path).entities)
    if why := recogniser.shortcoming:
        err().prose(why)
    return recogniser


def layers_of(workspace: Workspace, corpus: Corpus, article: Article) -> Layers:
    """What is recognised in an article by the settings of its workspace, after what was decided about it.

    Raises:
        WorkspaceError: The settings cannot be used.
    """
    return corpus.layers(article, recogniser_of(workspace).own)


def _catch_up(corpus: Corpus, *, wait: bool) -> None:
    """Make searchable what a kill or a damaged index left behind, and show how far it is if it takes time."""
    with ExitStack() as stack:
        shown: Display | None = None

        def show(done: int, total: int) -> None:
            nonlocal shown
            if done < total and shown is None:
                shown = stack.enter_context(display("Indexing", "indexed", "articles"))
            if shown is not None:
                shown(done, total)

        try:
            corpus.catch_up(progress=show, patience=60.0 if wait else 0.0)
        except BusyError:
            if wait:
                raise
            err().prose("Another briefing is adding. What it has not finished is not searchable yet.")
