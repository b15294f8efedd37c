"""Which notes a query of the command line means: those on the article that it names, or that it chooses."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from briefing.casebook.filtering import NoteFilter
from briefing.cli.printer import err
from index import NotFoundError
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.casebook import Casebook, Scheme
    from briefing.casebook.standing import Standing
    from index import Corpus

# A word of a query that can only be an id: with a digit, or it could be a word such as "deed".
_IS_ID = re.compile(r"(?=.*\d)[0-9a-f]{4,20}")
_MAY_BE_ID = re.compile(r"[0-9a-f]{3,20}")


def chosen(
    casebook: Casebook, found: Sequence[Standing], query: Sequence[str], scheme: Scheme
) -> list[Standing]:
    """Those of these notes that a query means; what was left out of it is said on standard error."""
    states = {each.note.id: each.state for each in found}
    today = date.today()  # noqa: DTZ011  (the analyst's own day is meant)
    kept_notes = NoteFilter(casebook, scheme).filtered(
        [each.note for each in found], " ".join(query), today, states=states
    )
    for ignored in kept_notes.ignored:
        err().prose(ignored)
    ids = {each.id for each in kept_notes.notes}
    return [each for each in found if each.note.id in ids]


def article_named(casebook: Casebook | None, corpus: Corpus, query: Sequence[str]) -> str:
    """The full id of the article that a query of one word names; empty when it is a query.

    It may be an article with notes that is gone from the corpus.
    """
    start = clean_line(query[0]).lower() if len(query) == 1 else ""
    if not _MAY_BE_ID.fullmatch(start):
        return ""
    known = [each for each in (casebook.titles() if casebook else ()) if each.startswith(start)]
    if len(known) == 1:
        return known[0]
    try:
        return corpus.article(start).id
    except NotFoundError:
        if _IS_ID.fullmatch(start):
            raise
        return ""
