"""What was decided about articles, handed over to the corpus, which does not know the casebook.

The casebook is the truth: the whole list goes over each time, and the corpus changes what differs. So a kill
between the two, a backup that was brought back and a corpus that was made anew all end in the same state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.casebook.decisions import ABOUT_THE_CORPUS
from index.model import Decided

if TYPE_CHECKING:
    from briefing.casebook.casebook import Casebook
    from index import Corpus
    from index.model import DecidedField


def hand_over(casebook: Casebook, corpus: Corpus) -> int:
    """Let the corpus hold what was decided about its articles; returns how many articles that changed.

    What changed is searchable after ``Corpus.catch_up``.

    Raises:
        WorkspaceError: One of the two cannot be used.
    """
    decided = casebook.decisions(*ABOUT_THE_CORPUS)
    return corpus.decide(
        [Decided(each.subject, cast("DecidedField", each.kind), each.value) for each in decided]
    )
