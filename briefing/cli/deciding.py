"""What every command works with that decides about what was recognised."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.casebook import open_casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.cli.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.casebook import Casebook
    from briefing.workspace import Workspace
    from index import Corpus


@contextmanager
def deciding(workspace: Workspace) -> Iterator[tuple[Corpus, Casebook]]:
    """The corpus, which holds all decisions so far, and the casebook."""
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        hand_over_rulings(casebook, corpus)
        yield corpus, casebook
