"""Regular expressions that are compiled when they are first asked.

This package has a hundred and forty. To compile them took a fifth of the time of the first article, which
somebody waits for and which needs some of them. From its second question on one is as fast as any other.
"""

from __future__ import annotations

import re
from typing import cast

_QUESTIONS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub")


class _Expression:
    """Stands for an expression until that is asked something."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._pattern, self._flags)
        # What is found here is not looked for in this way again.
        self.__dict__.update((question, getattr(compiled, question)) for question in _QUESTIONS)
        return getattr(compiled, name)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, made when its first method is called; an error in it is raised then."""
    return cast("re.Pattern[str]", _Expression(pattern, flags))
