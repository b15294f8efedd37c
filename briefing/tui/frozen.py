"""Keeps what a corpus of names is made of from the search for garbage, which a key would feel for 260 ms.

Python can only keep all there is at once, with whatever garbage lies among it then. So it is done when the
names have grown by a good part and not each time they are asked for.
"""

from __future__ import annotations

import gc
from threading import Lock

#: Names have to grow by this to be worth it.
_GROWTH = 1.3
#: So few are looked through in no time.
_FEWEST = 500


class _Frozen:
    """How many names were kept from it so far, of the corpus of this process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._names = 0

    def grown_to(self, names: int) -> bool:
        """Whether there are so many more that it is worth it."""
        with self._lock:
            if names < max(_FEWEST, self._names * _GROWTH):
                return False
            self._names = names
            return True


_frozen = _Frozen()


def keep_from_garbage(names: int) -> None:
    """Keep what is there from the search for garbage, where there are so many more names than last time."""
    if _frozen.grown_to(names):
        gc.freeze()
