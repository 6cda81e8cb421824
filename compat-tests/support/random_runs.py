"""Random comparisons with rez: which cases are tried, how many, and how a failure is repeated.

* `REZ_NEXT_SEED` says which, 1 by default: the same command tries the same cases again.
* `REZ_NEXT_LONG` has each test try many more.
* `REZ_NEXT_CASES` is how many each test tries, in place of its own numbers.
"""

from __future__ import annotations

import os
from typing import Optional

SEED = int(os.environ.get("REZ_NEXT_SEED") or 1)
LONG = bool(os.environ.get("REZ_NEXT_LONG"))
_CASES = os.environ.get("REZ_NEXT_CASES")


def cases(quick: int, long: Optional[int] = None) -> int:
    """How many cases a test tries.

    Args:
        quick: In every run.
        long: With `REZ_NEXT_LONG`; the same if there are no more.
    """
    if _CASES:
        return int(_CASES)
    return long if LONG and long is not None else quick


def seeds(quick: int, long: Optional[int] = None) -> range:
    """A seed for each case, for a test whose cases are made one by one."""
    return range(SEED, SEED + cases(quick, long))


def again(seed: int = SEED) -> str:
    """The variables that make the same cases, for the message of a failure.

    Args:
        seed: That of the case, where it has one of its own.
    """
    said = ["REZ_NEXT_SEED=%d" % seed]
    if LONG:
        said.append("REZ_NEXT_LONG=1")
    if _CASES:
        said.append("REZ_NEXT_CASES=%s" % _CASES)
    return " ".join(said)
