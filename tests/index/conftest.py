"""An index that was built once, and copies of it to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from corpora import QUERIES, answers, fill

from index import open_corpus


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, list[str]]]]:
    """A workspace, and what searches in it answer."""
    folder = tmp_path_factory.mktemp("built")
    with open_corpus(folder / "corpus") as corpus:
        fill(corpus, folder / "in")
        right = answers(corpus)
    assert all(
        0 < total < 57 or text.startswith("x") for (total, _), text in zip(right, QUERIES, strict=True)
    )
    return folder / "corpus", right


@pytest.fixture
def workspace(built: tuple[Path, list[tuple[int, list[str]]]], tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(built[0], tmp_path / "corpus"))


@pytest.fixture
def right(built: tuple[Path, list[tuple[int, list[str]]]]) -> list[tuple[int, list[str]]]:
    return built[1]
