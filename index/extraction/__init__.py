"""Text to layers of spans: who and what is named, and when.

This is the first recogniser: word lists and rules, no model. ``extract`` is its face and stays when a
better one comes. It is a pure function of one article, apart from reading its own word lists once; it keeps
nothing, opens no file of the user, and takes time in proportion to the text. Statements are not read yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.model import Layers

if TYPE_CHECKING:
    from index.model import Article

__all__ = ["extract"]


def extract(article: Article) -> Layers:
    """Recognise the names and the time expressions of an article.

    Args:
        article: Its text is cleaned; its language and its date of publication are used where known.

    Returns:
        Mentions and moments, each in order of their place and without overlaps among themselves, and the
        entities in order of their first mention. Spans count code points of ``article.text``.
    """
    from index.extraction.dates import moments  # noqa: PLC0415  (the lists load when they are first needed)
    from index.extraction.document import link  # noqa: PLC0415
    from index.extraction.rules import candidates  # noqa: PLC0415

    english = article.language in ("", "en")
    mentions, entities = link(article.text, candidates(article.text, english=english))
    return Layers(mentions=mentions, moments=moments(article.text, article.published), entities=entities)
