"""No test reaches a network: whatever tries to open, bind or name a socket of one is refused.

Importing this is enough, and for the rest of the process it cannot be undone. ``sitecustomize`` beside it
does so in every Python that a test starts. Sockets inside one machine (AF_UNIX) stay: asyncio needs them.
"""

from __future__ import annotations

import sys
from typing import Any

# Written out so that a child process does not load the socket module for it.
_AF_UNIX = 1
_NOT_SAID = -1

_NAMING = frozenset(
    f"socket.{name}" for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
)
_USING = frozenset(f"socket.{name}" for name in ("bind", "connect", "sendto", "sendmsg"))


class NetworkRefusedError(RuntimeError):
    """A test tried to reach a network."""


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    wrong = (
        event in _NAMING
        or (event == "socket.__new__" and arguments[1] not in (_AF_UNIX, _NOT_SAID))
        or (event in _USING and int(arguments[0].family) != _AF_UNIX)
    )
    if wrong:
        raise NetworkRefusedError(f"{event} in a test")


sys.addaudithook(_refuse)
