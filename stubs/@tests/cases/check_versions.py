"""Versions, ranges and requirements."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from typing_extensions import assert_type

import rez_next as rez
from rez_next.compat.version import VersionedObject, VersionToken, reverse_sort_key

version = rez.Version("2.1.0-beta.1+build.123")
assert_type(version, rez.Version)
assert_type(version.major, VersionToken)
assert_type(version.major == 2, bool)
assert_type(version.prerelease, Optional[str])
assert_type(version.build, Optional[str])
assert_type(version[0], VersionToken)
assert_type(version[:2], List[VersionToken])
assert_type(version.as_tuple()[:2], Tuple[str, ...])
assert_type(list(map(version.trim, [2, 1, 0])), List[rez.Version])
assert_type(version < rez.Version("3"), bool)
assert_type(max([version, rez.Version.inf]), rez.Version)
assert_type(sorted([version], key=reverse_sort_key), List[rez.Version])
version.tokens.sort(key=str)
assert version < "3"  # type: ignore[operator]  # rez compares versions with versions alone
version.major = 3  # type: ignore[misc,assignment]

range_ = rez.VersionRange(">=1.0.0,<2.0.0")
assert_type(rez.Version("1.5.0") in range_, bool)
assert_type(range_ & rez.VersionRange("1.2+"), Optional[rez.VersionRange])
assert_type(range_ | rez.VersionRange("3"), rez.VersionRange)
assert_type(rez.VersionRange.from_version(version, "=="), rez.VersionRange)
rez.VersionRange.from_version(version, "=")  # type: ignore[arg-type]
assert_type(next(range_.iter_intersect_test([version])), Tuple[bool, rez.Version])
objects = [VersionedObject("maya-2024.1")]
assert_type(
    list(range_.iter_intersecting(objects, key=lambda found: found.version)),
    List[VersionedObject],
)


class OwnRange(rez.VersionRange):
    """A range with a name of its own."""


assert_type(OwnRange.as_span(version), OwnRange)

request = rez.PackageRequest("maya-2024+")
assert_type(request.range, rez.VersionRange)
assert_type(request.ephemeral, bool)
assert_type(request.merged(rez.Requirement("!maya-2025")), Optional[rez.Requirement])
requests = rez.RequirementList([request])
assert_type([found.name for found in requests], List[str])
assert_type(requests.conflict, Optional[Tuple[rez.Requirement, rez.Requirement]])

assert_type(rez.sort_versions(["1.10", version]), List[str])
assert_type(rez.latest_version(["1.10"], "1+<2"), Optional[str])
assert_type(rez.group_by_major(["1.10"]), Dict[str, List[str]])
