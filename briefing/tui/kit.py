"""What every screen of the reader works with, in one piece, so that it need not be handed on by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.casebook import Casebook, Scheme
from briefing.settings import Copy
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.frame import Frame
from briefing.tui.theme import Look
from index import Corpus
from index.model import OwnModel


@dataclass(frozen=True, slots=True)
class Kit:
    """Open stores and what the user decided.

    Attributes:
        corpus: What is read.
        casebook: Where the analyst's work goes.
        look: How things look.
        scheme: The labels that there are to mark with.
        frame: The screens that have a number.
        actions: What can be done, with the user's keys.
        copies: Where copies go.
        names_behind: Whether articles are read for names behind the screen.
        own: A model of the user's own that finds names.
    """

    corpus: Corpus
    casebook: Casebook
    look: Look
    scheme: Scheme
    frame: Frame
    actions: Sequence[Action] = ACTIONS
    copies: Copy = "auto"
    names_behind: bool = False
    own: OwnModel | None = None
