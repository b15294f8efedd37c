"""What was decided about articles, entities and times, handed over to the corpus; that knows no casebook.

The casebook is the truth: the whole list goes over each time, and the corpus changes what differs. So a kill
between the two, a backup that was brought back and a corpus that was made anew all end in the same state.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from briefing.casebook.decisions import ABOUT_THE_CORPUS
from briefing.errors import WorkspaceError
from index.entities.model import Ruled
from index.errors import CorpusError
from index.model import Decided

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.casebook.casebook import Casebook
    from briefing.casebook.decisions import DecisionKind
    from index import Corpus
    from index.entities.model import Name, Ruling
    from index.model import DecidedField


class NotShownError(WorkspaceError):
    """What was decided is kept, and the corpus, which shows it, could not take it over."""


@contextmanager
def _taking_over() -> Iterator[None]:
    """Around what the corpus does: who decided must not think that nothing was decided, and do it again."""
    try:
        yield
    except CorpusError as error:
        raise NotShownError(
            f"what was decided is kept and not shown yet: {error.message}",
            "It is shown when the corpus can take it over, with the next decision at the latest.",
        ) from error


def hand_over(casebook: Casebook, corpus: Corpus) -> int:
    """Let the corpus hold what was decided in the casebook; returns how many articles that changed.

    What changed is searchable after ``Corpus.catch_up``. The list is read while nobody else can hand one
    over, so an older one never takes the place of a newer one.

    Raises:
        NotShownError: The corpus cannot be used.
        WorkspaceError: The casebook cannot be used.
    """

    def decided() -> list[Decided]:
        return [
            Decided(each.subject, cast("DecidedField", each.kind), each.value)
            for each in casebook.decisions(*ABOUT_THE_CORPUS)
        ]

    hand_over_rulings(casebook, corpus)
    with _taking_over():
        return corpus.decide(decided)


def hand_over_rulings(casebook: Casebook, corpus: Corpus, *, patience: float | None = None) -> bool:
    """Let the corpus hold what was decided about entities and times; returns whether that changed anything.

    Args:
        casebook: Where the decisions are.
        corpus: It.
        patience: Seconds to wait for another process that is writing, where that is not to be long.

    Raises:
        NotShownError: The corpus cannot be used.
        WorkspaceError: The casebook cannot be used.
    """
    with _taking_over():
        return corpus.rule(lambda: ruled_in(casebook), patience=patience)


def ruled_in(casebook: Casebook) -> list[Ruled]:
    """What was decided about entities and times, as the corpus takes it over."""
    return [Ruled(cast("Ruling", each.kind), each.subject, each.value) for each in casebook.rulings()]


def part(casebook: Casebook, corpus: Corpus, names: Sequence[Name], *, why: str = "") -> tuple[Ruled, ...]:
    """Decide, as one step, that names are not the same as what they are with.

    What somebody merged is parted by taking that back, and what is proposed by a decision. Whether they are
    apart then is seen when the decisions were handed over.

    Args:
        casebook: Where that is decided.
        corpus: Knows what the names are with. It holds all decisions so far.
        names: Names of one entity.
        why: The reason.

    Returns:
        The merges that were taken back.

    Raises:
        WorkspaceError: It could not be kept.
    """
    found = corpus.entities.parting(names, ruled_in(casebook))
    casebook.part([each.subject for each in found.merges], found.split, why=why)
    return found.merges


def take_back(casebook: Casebook, corpus: Corpus, article_id: str, *kinds: DecisionKind) -> bool:
    """Take back what was decided about an article and about earlier versions of it, as one step.

    Args:
        casebook: Where the decisions are.
        corpus: Knows the earlier versions.
        article_id: Its full id.
        kinds: Of those that are handed over, which.

    Returns:
        Whether anything was decided.

    Raises:
        WorkspaceError: One of the two cannot be used.
    """
    known = casebook.decisions(*kinds)
    newest = corpus.newest(sorted({each.subject for each in known}))
    mine = [each for each in known if article_id in (each.subject, newest.get(each.subject))]
    return casebook.revoke_all([(each.kind, each.subject) for each in mine]) > 0
