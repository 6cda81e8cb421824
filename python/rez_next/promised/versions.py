"""Many versions at once: lists of version texts, sorted, filtered or grouped by the engine.

Each function crosses to the engine once, whatever the number of versions. Texts go in and come
out; `Version` objects are taken by their text.
"""

from __future__ import annotations

from rez_next.objects.ask import ask

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from rez_next.values.range import VersionRange
    from rez_next.values.version import Version


def sort_versions(versions: Iterable[str | Version], reverse: bool = False) -> list[str]:
    """The versions in rez's order; equal ones keep the order they came in.

    Args:
        versions: The versions.
        reverse: Greatest first.

    Raises:
        VersionError: One of them is not a version.
    """
    return _sorted(versions, reverse, "rez")


def sort_semver(versions: Iterable[str | Version], reverse: bool = False) -> list[str]:
    """The versions in the precedence of semver.org, where `1.0.0-rc.1` comes before `1.0.0`.

    What is no semantic version comes before all that are, in rez's order.

    Args:
        versions: The versions.
        reverse: Greatest first.

    Raises:
        VersionError: One of them is not a version.
    """
    return _sorted(versions, reverse, "semver")


def filter_versions(versions: Iterable[str | Version], range_: str | VersionRange) -> list[str]:
    """The versions within a range, in the order they came in.

    Args:
        versions: The versions.
        range_: The range, such as `1.2+<2`.

    Raises:
        VersionError: The range, or one of the versions, is not one.
    """
    answer = ask("version/filter", {"versions": _texts(versions), "range": str(range_)})
    return list(answer["versions"])


def latest_version(
    versions: Iterable[str | Version], range_: str | VersionRange | None = None
) -> str | None:
    """The greatest version, or None where there is none.

    Args:
        versions: The versions.
        range_: Only versions in this range.

    Raises:
        VersionError: The range, or one of the versions, is not one.
    """
    range_ = None if range_ is None else str(range_)
    return ask("version/latest", {"versions": _texts(versions), "range": range_})["version"]


def group_by_major(versions: Iterable[str | Version]) -> dict[str, list[str]]:
    """The versions by their first token, in the order they came in.

    Args:
        versions: The versions.

    Raises:
        VersionError: One of them is not a version.
    """
    answer = ask("version/group", {"versions": _texts(versions)})
    return {group["major"]: list(group["versions"]) for group in answer["groups"]}


def _sorted(
    versions: Iterable[str | Version], reverse: bool, order: Literal["rez", "semver"]
) -> list[str]:
    answer = ask(
        "version/sort", {"versions": _texts(versions), "descending": reverse, "order": order}
    )
    return answer["versions"]


def _texts(versions: Iterable[str | Version]) -> list[str]:
    return [str(version) for version in versions]
