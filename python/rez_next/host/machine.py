"""This machine's names in its network, which may take seconds to find: asked when code wants them.

The other facts of `system` cross to the engine with every call; code that reads one of these runs
in this process.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=None)
def fqdn() -> str:
    """The machine's full network name."""
    import socket

    return socket.getfqdn()


def domain() -> str:
    """What follows the first dot of `fqdn`; empty where there is none."""
    return fqdn().partition(".")[2]
