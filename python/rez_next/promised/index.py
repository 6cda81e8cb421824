"""The index of packages: what processes before this one read and resolved, kept for the next.

It lies in the user's cache folder, or in the folder that the environment variable `REZ_NEXT_CACHE`
names; `REZ_NEXT_INDEX=0` does without it. Nothing it holds is used before all that it came from is
seen to be unchanged, so it never needs to be cleared for a right answer. With `caching=False` a
context is resolved anew, and with rez's setting `resolve_caching` off all of them are.
"""

from __future__ import annotations

from typing import NamedTuple

from rez_next.objects.ask import ask


class IndexInfo(NamedTuple):
    """Where the index lies and what it holds.

    Attributes:
        file: The database; None where there is none.
        problem: Why packages are read without it; None while it works.
        definitions: Number of package definitions.
        listings: Number of folders whose entries are known.
        resolves: Number of resolves that may be given again.
        bytes: Size of the database.
    """

    file: str | None
    problem: str | None
    definitions: int
    listings: int
    resolves: int
    bytes: int


def index_info() -> IndexInfo:
    """Look at the index.

    What this process has read is written before, so that it counts.
    """
    answer = ask("cache/inspect", {})
    return IndexInfo(
        answer["file"],
        answer["problem"],
        answer["definitions"],
        answer["listings"],
        answer["resolves"],
        answer["bytes"],
    )


def clear_index() -> None:
    """Empty the index. It fills again as packages are read."""
    ask("cache/clear", {"tiers": ["disk"], "kinds": ["definitions", "listings", "resolves"]})
