"""What every test stands on: no network, nothing of this machine's own, and an empty corpus."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import no_network  # noqa: F401  (importing it closes the network)
import pytest
from hypothesis import settings

from index import Corpus, open_corpus

ROOT = Path(__file__).parents[1]

# The same examples every time: what lands does not depend on luck. ``--hypothesis-profile=search`` looks
# for new ones.
settings.register_profile("briefing", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile("briefing")

_LEFT_OUT = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES", "LC_ALL", "TEXTUAL")


def pytest_xdist_auto_num_workers() -> int:
    """How many processes ``-n auto`` means: more than cores, as most tests of screens wait half of their time."""
    return 2 * (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session", autouse=True)
def _a_machine_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Home, settings, colours, language and clock of whoever runs the tests play no part in them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in _LEFT_OUT:
            patch.delenv(name, raising=False)
        for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache"), ("STATE", "state")):
            patch.setenv(f"XDG_{name}_HOME", str(home / folder))
        patch.setenv("HOME", str(home))
        patch.setenv("BRIEFING_WORKSPACE", str(home / "workspace"))
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        time.tzset()
        # Children find the project from any folder, and are kept off the network too.
        paths = [str(ROOT), str(ROOT / "tests" / "support"), os.environ.get("PYTHONPATH", "")]
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        yield


@pytest.fixture(autouse=True)
def _a_workspace_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("BRIEFING_WORKSPACE", str(tmp_path / "workspace"))


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus."""
    with open_corpus(tmp_path / "corpus") as corpus:
        yield corpus


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder
