"""The corpus: from files to articles that can be searched and understood.

This is its face. Importing it loads nothing but this file; each name brings its module when it is
first used. It knows no screen, no note and no analyst.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.conditions import Condition as Condition
    from index.corpus import Corpus as Corpus
    from index.corpus import open_corpus as open_corpus
    from index.errors import AmbiguousError as AmbiguousError
    from index.errors import CorpusError as CorpusError
    from index.errors import NotFoundError as NotFoundError
    from index.errors import WorkspaceError as WorkspaceError
    from index.model import Article as Article
    from index.model import Copy as Copy
    from index.model import Decided as Decided
    from index.model import Layers as Layers
    from index.model import Published as Published
    from index.model import Span as Span
    from index.page import Hit as Hit
    from index.page import Page as Page
    from index.page import Status as Status
    from index.query import OutsideField as OutsideField
    from index.query import Query as Query
    from index.report import AddReport as AddReport
    from index.report import Given as Given
    from index.report import Progress as Progress
    from index.suggest import Suggestion as Suggestion

_HOME = {
    "AddReport": "report",
    "AmbiguousError": "errors",
    "Article": "model",
    "Condition": "conditions",
    "Copy": "model",
    "Corpus": "corpus",
    "CorpusError": "errors",
    "Decided": "model",
    "Given": "report",
    "Hit": "page",
    "Layers": "model",
    "NotFoundError": "errors",
    "OutsideField": "query",
    "Page": "page",
    "Progress": "report",
    "Published": "model",
    "Query": "query",
    "Span": "model",
    "Status": "page",
    "Suggestion": "suggest",
    "WorkspaceError": "errors",
    "open_corpus": "corpus",
}

__all__ = [*_HOME]  # noqa: PLE0604  (the names are the keys of the table above)


def __getattr__(name: str) -> Any:
    """Bring a public name from its module at first use."""
    from importlib import import_module  # noqa: PLC0415  (not paid by those who import nothing else)

    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
