"""This machine's names in its network, which may take seconds to find: asked when code wants them.

The other facts of `system` cross to the engine with every call; code that reads one of these runs
in this process.
"""

from __future__ import annotations

import os
from functools import lru_cache


@lru_cache(maxsize=None)
def fqdn() -> str:
    """The machine's full network name."""
    import socket

    return socket.getfqdn()


def domain() -> str:
    """What follows the first dot of `fqdn`; empty where there is none."""
    return fqdn().partition(".")[2]


def hostname() -> str:
    """The machine's name."""
    if hasattr(os, "uname"):
        # The same name; loading the module `socket` takes a tenth of a resolve.
        return os.uname().nodename
    import socket

    return socket.gethostname()
