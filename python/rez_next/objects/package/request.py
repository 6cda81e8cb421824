"""A package request: a requirement whose name is one that a package can have."""

from __future__ import annotations

from rez_next.exceptions import PackageRequestError
from rez_next.values.requirement import Requirement

# Names that a repository's folders need for themselves.
_RESERVED = frozenset(("__pycache__",))


class PackageRequest(Requirement):
    """A request such as `foo-1.3+`, `!foo-1` or the ephemeral `.foo-1`.

    Args:
        s: The request's text.

    Raises:
        PackageRequestError: The name is not one that a package can have.
    """

    ephemeral: bool

    def __init__(self, s: str) -> None:
        super().__init__(s)
        self.ephemeral = s.startswith(".")
        is_valid_package_name(self.name[1:] if self.ephemeral else self.name, True)


def as_request(request: str | Requirement) -> Requirement:
    """One of the requests that a context is made with.

    Raises:
        PackageRequestError: It is none.
    """
    if isinstance(request, Requirement):
        return request
    if isinstance(request, str):
        return PackageRequest(request)
    raise PackageRequestError("Not a valid package request: %r" % (request,))


def is_valid_package_name(name: str, raise_error: bool = False) -> bool:
    """True if a package may be called `name`.

    Args:
        name: The name to look at.
        raise_error: Raise instead of returning False.

    Raises:
        PackageRequestError: The name is not valid, and `raise_error` is set.
        TypeError: It is no text.
    """
    if not isinstance(name, str):
        raise TypeError("a package name is a text, not %r" % (name,))
    valid = bool(name) and all(_is_word(part) for part in name.split(".")) and name not in _RESERVED
    if raise_error and not valid:
        raise PackageRequestError("Not a valid package name: %r" % name)
    return valid


def _is_word(part: str) -> bool:
    return bool(part) and part.replace("_", "a").isalnum() and part.isascii()
