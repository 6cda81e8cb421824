"""Semantic versions (https://semver.org, 2.0.0): the two parts rez has no word for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional, Tuple


def semantic_parts(text: str) -> Tuple[Optional[str], Optional[str]]:
    """The pre-release and the build of a semantic version.

    Args:
        text: Any text; of what is no semantic version, both parts are None.
    """
    if not text.isascii():
        return None, None
    rest, plus, build = text.partition("+")
    core, hyphen, prerelease = rest.partition("-")
    numbers = core.split(".")
    if len(numbers) != 3 or not all(n.isdigit() and _is_plain(n) for n in numbers):
        return None, None
    if plus and not all(map(_is_identifier, build.split("."))):
        return None, None
    if hyphen and not all(_is_identifier(n) and _is_plain(n) for n in prerelease.split(".")):
        return None, None
    return prerelease or None, build or None


def _is_identifier(text: str) -> bool:
    return text.replace("-", "a").isalnum()


def _is_plain(identifier: str) -> bool:
    """Not a number with a zero in front."""
    return not (identifier[0] == "0" and len(identifier) > 1 and identifier.isdigit())
