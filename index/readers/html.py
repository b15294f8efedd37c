"""Web pages as they were saved: the article, without what stands around it, and what the page says of it.

Pages are taken apart in a process of its own, with limits (``apart``), by ``webpage``; nothing that can
parse HTML is loaded here. No link is followed, nothing is fetched, no script runs.
"""

from __future__ import annotations

import atexit
import functools
import hashlib
from typing import TYPE_CHECKING

from index.readers.apart import BROKE_DOWN, Apart, Limits
from index.readers.draft import Draft, Problem, UnreadableError
from index.readers.fields import make_draft
from index.readers.files import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The largest page that is read, in bytes.
LARGEST = 20 * 1024 * 1024

LIMITS = Limits(seconds=10, memory=1024 * 1024 * 1024)

_OTHER_KINDS = (
    (b"\x1f\x8b", "it is compressed. Unpack it first"),
    (b"PK\x03\x04", "it is a zip archive, not a web page"),
    (b"%PDF-", "it is a PDF, not a web page"),
)


def read(path: Path) -> Iterator[Draft | Problem]:
    """Read a saved web page as one article.

    Raises:
        UnreadableError: The file cannot be opened, is no web page, holds no article, or is beyond the
            limits on size, time and memory.
    """
    data = read_whole(path)
    for opening, reason in _OTHER_KINDS:
        if data.startswith(opening):
            raise UnreadableError(reason)
    if len(data) > LARGEST:
        raise UnreadableError(f"it is larger than {LARGEST // 1024 // 1024} MB")
    match _parser().call(data):
        case [dict() as values, str() as text, list() as remarks]:
            sha256 = hashlib.sha256(data).hexdigest()
            yield make_draft(values, text, record="", raw_sha256=sha256, remarks=remarks)
        case _:
            raise UnreadableError(BROKE_DOWN)


# One for the whole program, so that a thousand files start one interpreter. A reader is a function of a
# path, and no other format has anything to open or close: this keeps it so.
@functools.cache
def _parser() -> Apart:
    # Used for choosing pages by language, which is not done here; it would bring numpy, whose threads take
    # up most of the address space that a page may have.
    parser = Apart("index.readers.webpage:take_apart", LIMITS, without=["py3langid"])
    atexit.register(parser.close)
    return parser
