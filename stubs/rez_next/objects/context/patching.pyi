from collections.abc import Iterable

from rez_next.values.requirement import Requirement

def get_patched_request(
    requires: Iterable[str | Requirement], patchlist: Iterable[str]
) -> list[Requirement]: ...
