"""How the notes stand to the corpus as it is now: which passage is where it was, which moved, which is gone.

A note holds on its evidence. What is found out here is where its passage stands in the newest version of its
article; nothing is changed. The module looks at both, the casebook and the corpus, and is told which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from briefing.casebook.casebook import Casebook
    from briefing.casebook.holding import Holding, State
    from briefing.casebook.note import Note
    from index import Corpus


@dataclass(frozen=True, slots=True)
class Standing:
    """How a note stands to the newest version of its article.

    Attributes:
        note: The note.
        article: Id of the newest version; empty when the corpus has none any more.
        state: ``held``, ``moved``, ``changed`` or ``orphaned``; a note on a whole article is held while the
            corpus has a version of it.
        place: Where its passage stands in that version; ``None`` for a note on a whole article and for one
            that is orphaned.
        words: The passage as it stands there; empty when there is none.
        differing: How many words of the passage are others there.
    """

    note: Note
    article: str
    state: State
    place: Span | None = None
    words: str = ""
    differing: int = 0

    @property
    def is_proposal(self) -> bool:
        """Whether there is something to accept or to let go: a place in a newer version."""
        return self.place is not None and self.article != self.note.article


def on_itself(note: Note, article_id: str) -> Standing:
    """How a note stands on the text that it was written on; asks neither the casebook nor the corpus.

    Args:
        note: The note.
        article_id: Id of the article that it is on; empty where the corpus has no version of it any more.
    """
    if not article_id:
        return Standing(note, "", "orphaned")
    if note.anchor is None:
        return Standing(note, article_id, "held")
    return Standing(note, article_id, "held", Span(note.anchor.start, note.anchor.end), note.anchor.exact)


def standings(
    casebook: Casebook,
    corpus: Corpus,
    notes: Iterable[Note],
    *,
    stop: Callable[[], bool] | None = None,
) -> list[Standing]:
    """Say how these notes stand; in their order.

    Args:
        casebook: Where their evidence is.
        corpus: Where the newest versions are.
        notes: The notes.
        stop: Asked between notes; those that are left then are left out.
    """
    wanted = list(notes)
    newest = corpus.newest(sorted({note.article for note in wanted}))
    texts: dict[tuple[str, str], tuple[str, str]] = {}
    found = []
    for note in wanted:
        if stop is not None and stop():
            break
        now = newest.get(note.article, "")
        if now in ("", note.article):
            found.append(on_itself(note, now))
            continue
        key = (note.article, now)
        if key not in texts:
            texts[key] = (casebook.evidence(note.article).text, corpus.article(now).text)
        found.append(_standing(note, now, *texts[key]))
    return found


def standings_on(casebook: Casebook, corpus: Corpus, article_id: str) -> list[Standing]:
    """How the notes stand that belong to an article: those on it, and those on earlier versions of it.

    They come in the order of its text; first those on the whole article, last those that are orphaned.
    """
    # Its own notes are meant also when it is an older version.
    ids = noted_versions(casebook, corpus, [article_id])
    notes = [note for id in sorted(ids) for note in casebook.notes(id)]
    its_own = [on_itself(note, article_id) for note in notes if note.article == article_id]
    others = standings(casebook, corpus, [note for note in notes if note.article != article_id])
    return sorted([*its_own, *others], key=_in_the_text)


def noted_versions(casebook: Casebook, corpus: Corpus, ids: Iterable[str]) -> list[str]:
    """The ids of the articles with notes that belong to these: themselves, and earlier versions of them."""
    wanted = set(ids)
    noted = list(casebook.noted())
    newest = corpus.newest(noted)
    return [id for id in noted if id in wanted or newest.get(id) in wanted]


def counted_states(found: Iterable[Standing]) -> dict[str, int]:
    """How many notes are in each state."""
    counts: Counter[str] = Counter(each.state for each in found)
    return {state: counts[state] for state in ("held", "moved", "changed", "orphaned")}


def accept(casebook: Casebook, corpus: Corpus, standing: Standing) -> Note:
    """Let a note hold on to its place in the newest version.

    Raises:
        BriefingError: The note is not there any more.
        WorkspaceError: It could not be kept.
        ValueError: There is no place to accept.
    """
    if standing.place is None:
        raise ValueError("no place is proposed")
    return casebook.move_note(standing.note.id, corpus.article(standing.article), standing.place)


def let_go(casebook: Casebook, standing: Standing) -> Note:
    """Say that a note has no place in the newest version; it stays on its evidence, orphaned.

    Raises:
        BriefingError: The note is not there any more.
        WorkspaceError: It could not be kept.
    """
    return casebook.let_go(standing.note.id, standing.article)


def _standing(note: Note, now: str, old: str, new: str) -> Standing:
    # Only where an article has a newer version: a list of notes does not pay for loading it.
    from briefing.casebook.holding import differing_words, hold  # noqa: PLC0415

    if note.let_go == now:
        return Standing(note, now, "orphaned")
    if note.anchor is None:
        return Standing(note, now, "held")
    holding: Holding = hold(note.anchor, old, new)
    if holding.span is None:
        return Standing(note, now, holding.state)
    words = new[holding.span.start : holding.span.end]
    return Standing(note, now, holding.state, holding.span, words, differing_words(note.anchor.exact, words))


def _in_the_text(each: Standing) -> tuple[int, int, str]:
    if each.place is not None:
        return (1, each.place.start, each.note.created)
    return (2 if each.state == "orphaned" else 0, 0, each.note.created)
