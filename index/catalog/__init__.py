"""The truth about the corpus, in SQLite: articles, their copies, and where each was found.

Every change that a search could notice gets the next change number, so that the full text index,
which cannot commit together with this file, can tell what it has not seen yet. Text that comes in
here was cleaned before; paths are kept as the bytes that the file system gave. This package decides
nothing about files or words: ``ingest`` and ``fulltext`` do.
"""

from index.catalog.counts import Counts
from index.catalog.database import CATALOG_VERSION, workspace_errors
from index.catalog.reading import FileState, Summary
from index.catalog.understood import NameNumbers, NameRow, Recognised, Unread
from index.catalog.writing import Catalog, Incoming

__all__ = [
    "CATALOG_VERSION",
    "Catalog",
    "Counts",
    "FileState",
    "Incoming",
    "NameNumbers",
    "NameRow",
    "Recognised",
    "Summary",
    "Unread",
    "workspace_errors",
]
