"""Copies of packages: definition and payload, into another repository.

The payload is there before the definition names it, and a package of several variants is hidden
until the last of them is: nobody finds half a package, whenever this process dies.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import nullcontext

from rez_next.exceptions import PackageCopyError
from rez_next.objects.config.config import config
from rez_next.objects.files.aside import sweep
from rez_next.objects.files.filesystem import get_existing_path, make_path_writable
from rez_next.objects.files.replacing import replacing_copy, replacing_symlink
from rez_next.objects.package.package import Variant
from rez_next.objects.package.variant_indices import resolve_variant_indices
from rez_next.objects.repository.filesystem import (
    FileSystemPackageRepository,
    repository_settings,
)
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.text.messages import print_info, print_warning
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Package
    from rez_next.objects.repository.package_repository import PackageRepository

    Copies = dict[str, list[tuple[Variant, Variant | None]]]

# Where a package keeps the modules that its functions name with `@include`.
_INCLUDES = os.path.join(".rez", "include")


def copy_package(
    package: Package,
    dest_repository: PackageRepository | str,
    variants: list[int] | None = None,
    shallow: bool = False,
    dest_name: str | None = None,
    dest_version: str | Version | None = None,
    overwrite: bool = False,
    force: bool = False,
    follow_symlinks: bool = False,
    dry_run: bool = False,
    keep_timestamp: bool = False,
    skip_payload: bool = False,
    overrides: dict[str, Any] | None = None,
    verbose: bool = False,
) -> Copies:
    """Copy a package, or some of its variants, into a repository.

    Args:
        package: The package.
        dest_repository: The repository, or its path.
        variants: Indices of the variants; negative ones count from the end. None is all.
        shallow: Link to the payload's files and folders instead of copying them.
        dest_name: What the copy is to be called; None is the same name.
        dest_version: The copy's version; None is the same.
        overwrite: Replace variants that are there already; else they are skipped.
        force: Copy a package that says that it is not relocatable, too.
        follow_symlinks: Copy what links in the payload lead to, not the links.
        dry_run: Copy nothing; say what would be.
        keep_timestamp: Keep the package's timestamp; else it is now. A package that is there
            already keeps its own.
        skip_payload: Copy only the definition.
        overrides: Attributes that the copy is to have instead; see `install_variant`.
        verbose: Log each step.

    Returns:
        Pairs of variants, of the source and of the destination: those `copied`, whose second is
        None in a dry run, and those `skipped`, whose second was there.

    Raises:
        PackageCopyError: The package is not relocatable, is its own destination, has no such
            variants or no payload.
    """
    if not (force or skip_payload or package.is_relocatable):
        raise PackageCopyError("Cannot copy non-relocatable package: %s" % package.uri)
    repository: Any = dest_repository
    if isinstance(repository, str):
        repository = package_repository_manager.get_repository(repository)
    same_name = dest_name is None or dest_name == package.name
    same_version = dest_version is None or str(dest_version) == str(package.version)
    if package.repository == repository and same_name and same_version:
        raise PackageCopyError("Cannot copy package over itself: %s." % package.uri)
    changes = dict(overrides or {})
    if dest_name:
        changes["name"] = dest_name
    if dest_version:
        changes["version"] = dest_version

    copies: Copies = {"copied": [], "skipped": []}
    candidates = _chosen(package, variants)
    wanted = []
    for variant in candidates:
        existing = repository.install_variant(variant.resource, overrides=changes, dry_run=True)
        if existing is None or overwrite:
            wanted.append(variant)
        else:
            copies["skipped"].append((variant, Variant(existing)))
        if verbose and existing is not None:
            message = (
                "Source variant %s will overwrite %s"
                if overwrite
                else "Skipping source variant %s - already exists in destination package at %s"
            )
            print_info(message, variant.uri, existing.uri)
    if dry_run:
        copies["copied"] = [(variant, None) for variant in wanted]
        return copies
    copying = _Copying(repository, changes, shallow, follow_symlinks)
    if "timestamp" not in changes and not keep_timestamp:
        copying.stamp = {"timestamp": int(time.time())}
    with copying.hidden(package, len(wanted)):
        for at, variant in enumerate(wanted):
            if verbose:
                message = "Copying source variant %s into repository %s..."
                print_info(message, variant.uri, repository)
            if not skip_payload:
                copying.payload(variant, is_first=at == 0)
            installed = copying.definition(variant)
            if verbose:
                message = "Copied source variant %s to target variant %s"
                print_info(message, variant.uri, installed.uri)
            copies["copied"].append((variant, installed))
    return copies


def _chosen(package: Package, indices: list[int] | None) -> list[Variant]:
    if indices is None:
        return list(package.iter_variants())
    chosen, invalid = resolve_variant_indices(indices, package.num_variants)
    if invalid:
        raise PackageCopyError(
            "The package does not contain the variants: %s" % ", ".join(map(str, invalid))
        )
    return [variant for variant in package.iter_variants() if variant.index in chosen]


class _Copying:
    """Variants of a package on their way into a repository."""

    def __init__(
        self, repository: Any, changes: dict[str, Any], shallow: bool, follow_symlinks: bool
    ) -> None:
        self.repository = repository
        self.changes = changes
        self.shallow = shallow
        self.follow_symlinks = follow_symlinks
        self.stamp: dict[str, Any] = {}

    def hidden(self, package: Package, count: int) -> Any:
        """Hides a new package of several variants until all are there."""
        name, version = self._name_and_version(package)
        if count < 2 or not version or not isinstance(self.repository, FileSystemPackageRepository):
            return nullcontext()
        wanted = version if isinstance(version, Version) else Version(version)
        if (name, str(wanted)) in self.repository.arriving:
            return nullcontext()
        if self.repository.get_package(name, wanted) is not None:
            return nullcontext()
        return self.repository.arrival(name, wanted)

    def definition(self, variant: Variant) -> Variant:
        """Write a variant into the definition there."""
        overrides = {**self.changes, **self.stamp}
        installed = self.repository.install_variant(variant.resource, overrides=overrides)
        return Variant(installed)

    def payload(self, variant: Variant, is_first: bool) -> None:
        """Copy a variant's payload to where the definition will look for it."""
        root = getattr(variant, "root", None)
        if not root:
            raise PackageCopyError(
                "Cannot copy source variant %s - it is a type of variant that does not have a root."
                % variant.uri
            )
        if not os.path.isdir(root):
            raise PackageCopyError(
                "Cannot copy source variant %s - its root does not appear to be present on disk "
                "(%s)." % (variant.uri, root)
            )
        self.repository.pre_variant_install(self._announced(variant))
        name, version = self._name_and_version(variant)
        place = self.repository.get_package_payload_path(name, version)
        if is_first:
            self._includes(variant.parent, place)
        subpath = variant._non_shortlinked_subpath if variant.index is not None else None
        target = os.path.join(place, subpath) if subpath else place
        with self._writable(target, place):
            os.makedirs(target, exist_ok=True)
            sweep(target)
            self._contents(root, target, _left_out(variant))
        _copy_modes(variant, place, subpath)
        if variant.parent.hashed_variants:
            _make_shortlink(variant, place, target)

    def _announced(self, variant: Variant) -> Any:
        """The variant as it will be called there."""
        name, version = self._name_and_version(variant)
        if name == variant.name and str(version) == str(variant.version):
            return variant.resource
        return _Renamed(variant.resource, name, version)

    def _name_and_version(self, source: Package | Variant) -> tuple[str, str | Version]:
        name: str = self.changes.get("name") or source.name
        version: str | Version = self.changes.get("version") or source.version
        return name, version

    def _contents(self, source: str, target: str, left_out: set[str]) -> None:
        for name in sorted(os.listdir(source)):
            if name in left_out:
                continue
            path, place = os.path.join(source, name), os.path.join(target, name)
            if self.shallow and not os.path.islink(path):
                replacing_symlink(path, place)
            else:
                replacing_copy(path, place, self.follow_symlinks)

    def _includes(self, package: Package, place: str) -> None:
        source = os.path.join(package.base or "", _INCLUDES)
        if package.base and os.path.exists(source):
            target = os.path.join(place, _INCLUDES)
            with self._writable(target, place):
                _copy_into(source, target)

    @staticmethod
    def _writable(target: str, place: str) -> Any:
        existing = get_existing_path(target, topmost_path=os.path.dirname(place))
        if existing and config.make_package_temporarily_writable:
            return make_path_writable(existing)
        return nullcontext()


class _Renamed:
    """A variant's resource, but for the name and version that its copy will have."""

    def __init__(self, resource: Any, name: str, version: str | Version) -> None:
        self._resource = resource
        self.name = name
        self.version = version

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._resource, attribute)


def _left_out(variant: Variant) -> set[str]:
    """Names in a variant's folder that are not of its payload."""
    if variant.index is None or variant.parent.hashed_variants:
        names = repository_settings()["package_filenames"]
        return {"%s.%s" % (name, extension) for name in names for extension in ("py", "yaml")}
    # Where one variant's folder lies in another's: linked, it would be written into the source.
    root = (variant.root or "") + os.path.sep
    return {
        (other.root or "")[len(root) :].split(os.path.sep)[0]
        for other in variant.parent.iter_variants()
        if other.index != variant.index and (other.root or "").startswith(root)
    }


def _copy_modes(variant: Variant, place: str, subpath: str | None) -> None:
    package = variant.parent
    source = package.repository.get_package_payload_path(package.name, package.version)
    shutil.copystat(source, place)
    while subpath:
        shutil.copystat(os.path.join(source, subpath), os.path.join(place, subpath))
        subpath = os.path.dirname(subpath)


def _make_shortlink(variant: Variant, place: str, target: str) -> None:
    from rez_next.objects.text.base26 import create_unique_base26_symlink

    try:
        links = os.path.join(place, variant.parent.config.variant_shortlinks_dirname)
        os.makedirs(links, exist_ok=True)
        create_unique_base26_symlink(links, os.path.relpath(target, links))
    except Exception as error:
        # Without it the path is long, and that is all.
        print_warning(
            "Error creating variant shortlink for %s: %s: %s", target, type(error).__name__, error
        )


def _copy_into(source: str, target: str) -> None:
    """Copy a folder's contents into a folder that may have others; each of those is replaced."""
    os.makedirs(target, exist_ok=True)
    for entry in os.scandir(source):
        place = os.path.join(target, entry.name)
        if entry.is_dir():
            _copy_into(entry.path, place)
        else:
            replacing_copy(entry.path, place, follow_symlinks=True)
