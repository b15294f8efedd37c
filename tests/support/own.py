"""The user's own article. It is not ours to publish, so tests on it are skipped where it is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def own_article() -> Path:
    """The file; without it the test is skipped. ``BRIEFING_SHARED`` names the folder that holds ``seeds/``."""
    given_folder = os.environ.get("BRIEFING_SHARED")
    shared = Path(given_folder) if given_folder else Path(__file__).parents[2].parent / "shared"
    paths = sorted((shared / "seeds").glob("*.txt"))
    if not paths:
        pytest.skip("the user's own article is not here; BRIEFING_SHARED names the folder that holds seeds/")
    return paths[0]
