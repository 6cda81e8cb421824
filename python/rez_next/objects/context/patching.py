"""Requests changed by others: `["foo-5", "bah-8"]` patched with `["foo-6", "^bah"]`."""

from __future__ import annotations

from rez_next.values.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

# What a patch takes the place of: a plain request, a conflict, a weak one.
_REPLACES = {
    "": (True, True, True),
    "!": (False, False, False),
    "~": (False, False, True),
    "^": (True, True, True),
}


def get_patched_request(
    requires: Iterable[str | Requirement], patchlist: Iterable[str]
) -> list[Requirement]:
    """A request with changes.

    Args:
        requires: The request.
        patchlist: Requirements, each of which takes the place of the first one for its package
            and removes the others, or is added; `^foo` removes all for a package.
    """
    request: list[Requirement | None] = [
        each if isinstance(each, Requirement) else Requirement(each) for each in requires
    ]
    added = []
    for patch in patchlist:
        kind = patch[0] if patch and patch[0] in "!~^" else ""
        name = Requirement(patch[1:] if kind else patch).name
        placed = kind == "^"
        for i, each in enumerate(request):
            if each is None or each.name != name or not _replaces(kind, each):
                continue
            request[i] = None if placed else Requirement(patch)
            placed = True
        if not placed:
            added.append(Requirement(patch))
    return [each for each in request if each is not None] + added


def _replaces(kind: str, each: Requirement) -> bool:
    plain, conflict, weak = _REPLACES[kind]
    if not each.conflict:
        return plain
    return weak if each.weak else conflict
