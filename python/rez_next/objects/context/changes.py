"""What lies between two contexts, and how to get from one to another.

Differences of their resolves, requests with changes, and the same resolve from other repositories.
"""

from __future__ import annotations

from rez_next.exceptions import PackageNotFoundError, ResolvedContextError, ResourceError
from rez_next.objects.context.status import PatchLock
from rez_next.objects.package.request import PackageRequest
from rez_next.objects.repository.repository import get_package, iter_packages
from rez_next.objects.text.columns import columnise
from rez_next.values.range import VersionRange

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.context.context import ResolvedContext
    from rez_next.objects.package.package import Package, Variant
    from rez_next.values.requirement import Requirement
    from rez_next.values.version import Version

# What differs between a package and its release, or between builds of it.
_NOT_COMPARED = frozenset(
    (
        "base", "build_command", "build_system", "changelog", "config", "format_version",
        "pre_build_commands", "preprocess", "previous_revision", "previous_version",
        "release_message", "requires_rez_version", "revision", "timestamp", "variants", "vcs",
    )
)  # fmt: skip


def get_lock_request(
    name: str, version: Version, patch_lock: PatchLock, weak: bool = True
) -> PackageRequest | None:
    """The request that keeps a package within a lock; None if nothing does.

    A version with fewer tokens than the lock keeps is kept as it is: `lock_3` of foo-1 is ~foo-1.

    Args:
        name: The package's name.
        version: Its version.
        patch_lock: How far it may move.
        weak: Request it only if something else does.
    """
    mark = "~" if weak else ""
    if patch_lock is PatchLock.lock:
        return PackageRequest("%s%s==%s" % (mark, name, version))
    if patch_lock is PatchLock.no_lock or not version:
        return None
    return PackageRequest("%s%s-%s" % (mark, name, version.trim(patch_lock.rank)))


def resolve_diff(context: ResolvedContext, other: ResolvedContext) -> dict[str, Any]:
    """What changed in the resolve; see `ResolvedContext.get_resolve_diff`."""
    if context.package_paths != other.package_paths:
        from difflib import ndiff

        lines = "\n".join(ndiff(context.package_paths, other.package_paths))
        raise ResolvedContextError("Cannot diff resolves, package search paths differ:\n%s" % lines)
    ours = {variant.parent for variant in context.resolved_packages or ()}
    theirs = {variant.parent for variant in other.resolved_packages or ()}
    before = {package.name: package for package in ours - theirs}
    after = {package.name: package for package in theirs - ours}
    diff: dict[str, Any] = {
        "newer_packages": {},
        "older_packages": {},
        "added_packages": {package for name, package in after.items() if name not in before},
        "removed_packages": {package for name, package in before.items() if name not in after},
    }
    for name in before.keys() & after.keys():
        old, new = before[name].version, after[name].version
        if new > old:
            diff["newer_packages"][name] = _between(name, old, new)
        elif new < old:
            diff["older_packages"][name] = _between(name, new, old)[::-1]
    return {key: found for key, found in diff.items() if found}


def print_resolve_diff(context: ResolvedContext, other: ResolvedContext, heading: Any) -> None:
    """Print what changed; see `ResolvedContext.print_resolve_diff`."""
    import os

    diff = resolve_diff(context, other)
    if not diff:
        return
    rows: list[tuple[str, str, str]] = []
    if heading is True and context.load_path and other.load_path:
        heading = (os.path.basename(context.load_path), os.path.basename(other.load_path))
    if isinstance(heading, tuple):
        rows += [(*heading, ""), ("-" * len(heading[0]), "-" * len(heading[1]), "")]
    for key, sign in (("newer_packages", "+"), ("older_packages", "-")):
        for packages in diff.get(key, {}).values():
            steps = "(%s%d versions)" % (sign, len(packages) - 1)
            rows.append((packages[0].qualified_name, packages[-1].qualified_name, steps))
    for package in _by_name(diff.get("added_packages", ())):
        rows.append(("-", package.qualified_name, ""))
    for package in _by_name(diff.get("removed_packages", ())):
        rows.append((package.qualified_name, "-", ""))
    print("\n".join(columnise(rows)))


def patched_request(
    context: ResolvedContext,
    package_requests: list[Any] | None,
    package_subtractions: list[str] | None,
    strict: bool,
    rank: int,
) -> list[Any]:
    """The request with changes; see `ResolvedContext.get_patched_request`."""
    resolved = context.resolved_packages or []
    request: list[Any] = (
        [PackageRequest(variant.qualified_package_name) for variant in resolved]
        if strict
        else list(context.requested_packages())
    )
    given = list(package_requests or ())
    subtracted = set(package_subtractions or ())
    subtracted.update(str(each)[1:] for each in given if str(each).startswith("^"))
    overrides: list[Requirement] = [
        PackageRequest(each) if isinstance(each, str) else each
        for each in given
        if not str(each).startswith("^")
    ]
    request = [each for each in request if each.name not in subtracted]

    # Of several requests for a package, the last is the one that can be replaced, and only once.
    places = {each.name: at for at, each in enumerate(request)}
    added = []
    for each in overrides:
        place = places.get(each.name)
        if place is not None and _same_kind(request[place], each):
            request[place] = each
            del places[each.name]
        else:
            added.append(each)
    request += added

    if not strict and rank > 1:
        free = {each.name for each in overrides if not each.conflict}
        for variant in resolved:
            if variant.name not in free and len(variant.version) >= rank:
                limit = next(variant.version.trim(rank - 1))
                request.append("~%s<%s" % (variant.name, limit))
    return request


def retargeted(
    context: ResolvedContext,
    package_paths: list[str],
    package_names: list[str] | None,
    skip_missing: bool,
) -> ResolvedContext:
    """The same resolve from other repositories; see `ResolvedContext.retargeted`."""
    variants: list[Variant] = []
    for variant in context.resolved_packages or ():
        found: Variant | None = variant
        if package_names is None or variant.name in package_names:
            candidates = (_equivalent(variant, path) for path in package_paths)
            found = next((each for each in candidates if each is not None), None)
            if found is None and not skip_missing:
                raise PackageNotFoundError(
                    "The equivalent variant in package %s could not be found in any of %r"
                    % (variant.parent, package_paths)
                )
        variants.append(found or variant)
    data = context.to_dict()
    data["package_paths"] = package_paths
    data["resolved_packages"] = [variant.handle.to_dict() for variant in variants]
    return context.from_dict(data)


def _between(name: str, lower: Version, upper: Version) -> list[Package]:
    """The packages from one version to another, ascending, on the setting `packages_path`."""
    span = VersionRange.as_span(lower_version=lower, upper_version=upper)
    return sorted(iter_packages(name, range_=span), key=lambda package: package.version)


def _by_name(packages: Any) -> list[Package]:
    return sorted(packages, key=lambda package: package.name)


def _same_kind(one: Any, other: Any) -> bool:
    return bool(one.conflict == other.conflict and one.weak == other.weak)


def _equivalent(variant: Variant, path: str) -> Variant | None:
    """The variant in a repository that is the same: package, definition, requirements."""
    package = get_package(variant.name, variant.version, [path])
    if package is None:
        return None
    handle, own = package.handle.variables, variant.handle.variables
    if handle["location"] == own["location"]:
        return variant
    uuids = {package.uuid, variant.uuid}
    if len(uuids) > 1 and None not in uuids:
        raise ResourceError(
            "Cannot install variant %r into package %r - the packages are not the same "
            "(UUID mismatch)" % (variant, package)
        )
    has_variants = bool(package.variants)
    if variant.index is None and has_variants:
        raise ResourceError(
            "Attempting to install a package without variants (%r) into an existing package "
            "with variants (%r)" % (variant, package)
        )
    if variant.index is not None and not has_variants:
        raise ResourceError(
            "Attempting to install a variant (%r) into an existing package without variants (%r)"
            % (variant, package)
        )
    if _compared(variant.parent) != _compared(package):
        return None
    found = None
    for each in package.iter_variants():
        if variant.index is None or each.variant_requires == variant.variant_requires:
            found = each
    return found


def _compared(package: Package) -> dict[str, Any]:
    compared = {
        name: value for name, value in package.validated_data().items() if name not in _NOT_COMPARED
    }
    compared["config"] = package.data.get("config")
    return compared
