"""A lock between processes, the one that rez takes, so that both may share a cache.

It is held by whoever made the hard link `<path>.lock`. Links are atomic on network storage, too.
"""

from __future__ import annotations

import os
import socket
import time
from contextlib import contextmanager
from uuid import uuid4

from rez_next.exceptions import PackageCacheError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def locked(path: str, timeout: float) -> Iterator[None]:
    """Within it, no other process holds the lock.

    Args:
        path: What is locked; the link beside it is made of its name.
        timeout: Seconds to wait for whoever holds it.

    Raises:
        PackageCacheError: Somebody held it all that time.
    """
    link = os.path.abspath(path) + ".lock"
    own = "%s.%d-%s" % (socket.gethostname(), os.getpid(), uuid4().hex)
    file = os.path.join(os.path.dirname(link), own)
    with open(file, "wb"):
        pass
    try:
        _acquire(file, link, timeout)
        try:
            yield
        finally:
            os.unlink(link)
    finally:
        os.unlink(file)


def _acquire(file: str, link: str, timeout: float) -> None:
    end = time.monotonic() + timeout
    while True:
        try:
            os.link(file, link)
            return
        except OSError:
            # Over network storage the link may be made although the answer says otherwise.
            if os.stat(file).st_nlink == 2:
                return
        if time.monotonic() > end:
            raise PackageCacheError(
                "Could not lock the package cache within %g seconds: %s is held by another process,"
                " or was left by one that was killed; remove it if none is at work"
                % (timeout, link)
            )
        time.sleep(timeout / 100)
