"""Claims about decisions in a workspace where a model of the user's finds names."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_model import told
from told import Briefing, workspace


@pytest.fixture
def unusual(briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An article, not yet read for names, with one that the user's model finds and the built-in tagger does not."""
    path = tmp_path / "desk.txt"
    path.write_text("Title: The desk\nLanguage: en\n\nHe left Blue late and went home on Sunday.\n", "utf-8")
    assert briefing("add", path).code == 0
    model = told(monkeypatch, {"Blue": ("ORG", 0.99)})
    (workspace() / "settings.toml").write_text(f'[entities]\nmodel = "spacy:{model.where}"\n', "utf-8")
    return str(briefing("search", "--ids").out.strip())


def test_what_the_users_own_model_finds_can_be_decided_about(briefing: Briefing, unusual: str) -> None:
    outcome = briefing("entity", "not-here", unusual, "Blue")
    assert (outcome.code, outcome.out.startswith("not this one here: “He left Blue")) == (0, True)
