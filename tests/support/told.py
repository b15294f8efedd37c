"""Three articles on the command line, and what tests ask it of their names."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefing.casebook.curation import hand_over_rulings
from briefing.cli.deciding import deciding
from briefing.workspace import Workspace
from index.entities.model import Name

Briefing = Callable[..., Any]

ARTICLES = (
    {
        "title": "Minister speaks",
        "date": "2024-02-22",
        "source": "Wire",
        "text": "Prime Minister Mohammed Shia al-Sudani said the base in Baghdad was safe. Al-Sudani spoke on"
        " Sunday. The Security Media Cell (SMC) denied that the Kestrel Brigade fired rockets.",
    },
    {
        "title": "Cell speaks",
        "date": "2024-04-23",
        "source": "Courier",
        "text": "The SMC said that Mohammed Shia al-Soudani had left Baghdad on Monday.",
    },
    {
        "title": "Brigade",
        "date": "2024-05-01",
        "source": "Courier",
        "text": "The Kestrel Brigade, an armed group, claimed the attack near Baghdad. Colonel Omar Haddad and"
        " Colonel Sami Haddad did not.",
    },
)


def workspace() -> Path:
    """The workspace that commands work in."""
    return Path(os.environ["XDG_DATA_HOME"]) / "briefing" / "default"


def call_all(new: str, *old: str) -> None:
    """Call people the same, as decisions of other casebooks that came in one by one can."""
    with deciding(Workspace(workspace())) as (corpus, casebook):
        for name in old:
            casebook.rule("renamed", Name("person", name), new)
        hand_over_rulings(casebook, corpus)


def names(outcome: Any) -> list[str]:
    """What a list for programs names."""
    return [each["name"] for each in outcome.json["entities"]]


def id_of(briefing: Briefing, title: str) -> str:
    """The id of the article with a title."""
    return str(next(hit["id"] for hit in briefing("search", "--json").json["hits"] if hit["title"] == title))
