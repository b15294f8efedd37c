"""Text to layers of spans: who and what is named, when, and who said what.

A tagger that was trained on annotated texts finds names, rules and word lists say what it was never taught,
and the rest of the article is a witness. ``extract`` is the face, and stays when a better tagger comes. It is
a pure function of one article, apart from reading its own files once; it keeps nothing, opens no file of the
user, and takes time in proportion to the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Layers

if TYPE_CHECKING:
    from index.extraction.recogniser import Recogniser
    from index.model import Article

__all__ = ["extract"]


def extract(article: Article, *, rules_alone: bool = False, recogniser: Recogniser | None = None) -> Layers:
    """Recognise the names, the time expressions and the statements of an article.

    Args:
        article: Its text is cleaned; its language and its date of publication are used where known.
        rules_alone: Whether to do without a tagger, as where its model is missing.
        recogniser: Who finds the names, by the best that it has; without one the built-in tagger does.

    Returns:
        Mentions and moments, each in order of their place and without overlaps among themselves, the
        entities in order of their first mention, and the statements in order of their content; one may lie
        inside another. Spans count code points of ``article.text``.
    """
    from index.extraction.dates import moments  # noqa: PLC0415  (the lists load when they are first needed)
    from index.extraction.document import link  # noqa: PLC0415
    from index.extraction.events import with_events  # noqa: PLC0415
    from index.extraction.quantities import with_quantities  # noqa: PLC0415
    from index.extraction.recogniser import Recogniser  # noqa: PLC0415
    from index.extraction.rules import candidates  # noqa: PLC0415
    from index.extraction.statements import statements  # noqa: PLC0415

    english = article.language in ("", "en")
    tagger = (recogniser or Recogniser()).best if english and not rules_alone else None
    found = candidates(article.text, english=english, tagger=tagger)
    mentions, entities = link(article.text, with_events(article.text, found) if english else found)
    when = moments(article.text, article.published)
    if english:  # the words beside a number are English; statements below take quantities for none of theirs
        mentions, entities = with_quantities(article.text, mentions, entities, when)
    return Layers(
        mentions=mentions,
        moments=when,
        # Cues and the order of words are those of English; elsewhere quotations would get chance speakers.
        statements=statements(article.text, mentions) if english else (),
        entities=entities,
    )
