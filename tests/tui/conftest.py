"""The reader on the sample articles, in a terminal that is not there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from entities import fill

from briefing.casebook import Casebook, open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from index import Corpus, open_corpus

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of the samples, built once; their names are known."""
    path = tmp_path_factory.mktemp("built") / "workspace"
    with open_corpus(path) as corpus:
        corpus.add([SAMPLES])
        corpus.read_for_names(workers=0)
    return path


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Workspace:
    """A fresh copy of the workspace of the samples."""
    path = tmp_path / "workspace"
    shutil.copytree(built, path)
    return Workspace(path)


@pytest.fixture
def corpus(workspace: Workspace) -> Iterator[Corpus]:
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus:
        yield corpus


@pytest.fixture
def casebook(workspace: Workspace) -> Iterator[Casebook]:
    with open_casebook(workspace) as casebook:
        yield casebook


@pytest.fixture
def reader(corpus: Corpus, casebook: Casebook) -> Callable[..., BriefingApp]:
    """Makes the reader on the samples."""
    return lambda **settings: BriefingApp(corpus, casebook, Settings(**settings))


@pytest.fixture
def two(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on a corpus of two articles."""
    corpus = open_corpus(tmp_path / "two")
    fill(corpus, tmp_path)
    return lambda: BriefingApp(corpus, casebook, Settings())


@pytest.fixture
def many(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on an article that names a network and people with its name."""
    corpus = open_corpus(tmp_path / "many")
    text = (
        "The Kestrel Brigade and the Haqqani network denied the attack. Colonel Omar Haqqani told reporters"
        " that the Haqqani network had left. Minister Omar Varga did not. Haqqani network fighters fell."
    )
    corpus.add([write_lines(tmp_path / "many.jsonl", {"title": "Two groups", "text": text})])
    corpus.read_for_names(workers=0)
    return lambda: BriefingApp(corpus, casebook, Settings())
