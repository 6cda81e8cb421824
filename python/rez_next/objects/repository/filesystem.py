"""Repositories that are folders: found and read by the engine, changed from here.

Whatever changes a repository does so in steps none of which shows a reader something half done: a
file is written aside and renamed, a package is hidden before it is taken apart.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress

from rez_next.exceptions import ConfigurationError, PackageRepositoryError
from rez_next.objects.config.config import config
from rez_next.objects.data.schema import Or
from rez_next.objects.files.aside import sweep
from rez_next.objects.files.filesystem import forceful_rmtree, make_path_writable
from rez_next.objects.files.path_names import canonical_path
from rez_next.objects.package.request import is_valid_package_name
from rez_next.objects.repository.arrival import ArrivalMark, is_left
from rez_next.objects.repository.listings import forget_listings, listing_in_file, listing_of
from rez_next.objects.repository.package_repository import PackageRepository
from rez_next.objects.repository.record_resources import (
    FILESYSTEM_RESOURCES,
    FileSystemCombinedPackageFamilyResource,
    FileSystemCombinedPackageResource,
    families_of,
    read_together,
    resource_of,
    resources_of,
)
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from rez_next.objects.repository.resources import ResourceHandle, ResourcePool


_SETTINGS: dict[str, Any] = {
    "file_lock_type": "default",
    "file_lock_timeout": 10,
    "file_lock_dir": None,
    "check_package_definition_files": False,
    "package_filenames": ["package"],
}


def repository_settings() -> dict[str, Any]:
    """The settings `plugins.package_repository.filesystem`."""
    plugins = getattr(config, "plugins", None)
    if plugins is None:
        return _SETTINGS
    own = plugins.package_repository.filesystem
    return {name: getattr(own, name, default) for name, default in _SETTINGS.items()}


class FileSystemPackageRepository(PackageRepository):
    """Packages in a folder: `<family>/<version>/package.py`.

    Args:
        location: The folder.
        resource_pool: Makes resources for their keys. It remembers none of this repository: each
            that is asked for is as the folder is then.
        disable_memcache: Taken as rez takes it; what is read is checked against the folder.
        disable_pkg_ignore: Show hidden packages too.
    """

    schema_dict: ClassVar[dict[str, Any]] = {
        "file_lock_dir": Or(None, str),
        "file_lock_timeout": int,
        "file_lock_type": Or("default", "link", "mkdir", "symlink"),
        "package_filenames": [str],
    }

    building_prefix = ".building"
    ignore_prefix = ".ignore"

    #: The mode of a definition file that is installed; None leaves it as it is.
    package_file_mode: int | None = None if os.name == "nt" else 0o444

    @classmethod
    def name(cls) -> str:
        """The name of the kind."""
        return "filesystem"

    def __init__(
        self,
        location: str,
        resource_pool: ResourcePool,
        disable_memcache: bool | None = None,
        disable_pkg_ignore: bool = False,
    ) -> None:
        super().__init__(canonical_path(location), resource_pool)
        self.disable_memcache: bool = bool(disable_memcache)
        self.disable_pkg_ignore = disable_pkg_ignore
        # Packages, by name and version, that are hidden until all of their variants are here.
        self.arriving: dict[tuple[str, str], ArrivalMark] = {}
        for resource_class in FILESYSTEM_RESOURCES:
            self.register_resource(resource_class)

    def clear_caches(self) -> None:
        """Forget what was read; it is read again when it is asked for."""
        super().clear_caches()
        forget_listings()

    def get_package_family(self, name: str) -> Any:
        """The family of a name, or None."""
        from rez_next.objects.ask import ask

        is_valid_package_name(name, raise_error=True)
        record = ask("repository/family", {"name": name, "path": self._path})["family"]
        return None if record is None else self._own(resource_of(record))

    def iter_package_families(self) -> Iterator[Any]:
        """All families, in no particular order."""
        from rez_next.objects.ask import ask

        answer = ask("repository/families", {"paths": [self._path]})
        yield from map(self._own, families_of(answer["families"]))

    def iter_packages(self, package_family_resource: Any) -> Iterator[Any]:
        """All packages of a family, in no particular order."""
        family = package_family_resource
        walk = getattr(family, "walk", None)
        if isinstance(family, FileSystemCombinedPackageFamilyResource):
            listing = listing_in_file(family.name, family.ext, self._path)
        else:
            listing = listing_of(family.name, [self._path], walk)
        group = listing.group()
        if walk is not None:
            walk.follow(group)
        yield from map(self._own, resources_of(group, listing.within(None)))
        if self.disable_pkg_ignore:
            yield from map(self._own, read_together(self._hidden(package_family_resource)))

    def iter_variants(self, package_resource: Any) -> Iterator[Any]:
        """All variants of a package, in the order of their indices."""
        for variant in package_resource.iter_variants():
            yield self._own(variant)

    def get_parent_package_family(self, package_resource: Any) -> Any:
        """The family of a package."""
        return package_resource.parent

    def get_parent_package(self, variant_resource: Any) -> Any:
        """The package of a variant."""
        return variant_resource.parent

    def get_variant_state_handle(self, variant_resource: Any) -> float | None:
        """When the variant's definition was last changed, in seconds since the epoch."""
        handle: float | None = variant_resource.parent.state_handle
        return handle

    def get_last_release_time(self, package_family_resource: Any) -> float:
        """When a package last came or went, in seconds since the epoch; 0 if that is unknown."""
        released: float = package_family_resource.get_last_release_time()
        return released

    def get_package_from_uri(self, uri: str) -> Any:
        """The package of a definition file, such as `/packages/maya/2024/package.py`; or None.

        A file with a whole family is followed by the version in angle brackets.
        """
        prefix = self.location + os.path.sep
        if not canonical_path(uri).startswith(prefix):
            return None
        parts = uri[len(prefix) :].split(os.path.sep)
        if len(parts) == 3:
            return self.get_package(parts[0], Version(parts[1]))
        if len(parts) == 2:
            return self.get_package(parts[0], Version(""))
        stem, angle, version = parts[0].partition("<")
        if len(parts) == 1 and angle and os.path.isfile(os.path.join(self.location, stem)):
            return self.get_package(os.path.splitext(stem)[0], Version(version[:-1]))
        return None

    def get_variant_from_uri(self, uri: str) -> Any:
        """The variant of a definition file and an index in brackets; or None."""
        package_uri, bracket, index = uri.rpartition("[")
        package = self.get_package_from_uri(package_uri) if bracket else None
        if package is None:
            return None
        for variant in self.iter_variants(package):
            if ("" if variant.index is None else str(variant.index)) == index[:-1]:
                return variant
        return None

    def get_resource_from_handle(
        self, resource_handle: ResourceHandle, verify_repo: bool = True
    ) -> Any:
        """The resource at an address, read anew when it is looked into.

        Raises:
            ResourceError: It is another repository's, or of an unknown kind.
        """
        variables = resource_handle.variables
        if verify_repo:
            location = variables.get("location")
            # The same folder may be known by another path, through links or another mount.
            if location != self.location and isinstance(location, str):
                location = canonical_path(location)
            self._check_address({"repository_type": None, **variables}, location)
        resource_class = self.pool.get_resource_class(resource_handle.key)
        return self._own(resource_class(dict(variables)))

    def get_package_payload_path(
        self, package_name: str, package_version: str | Version | None = None
    ) -> str:
        """The folder that a package's payload is to be in, whether it is there or not."""
        version = str(package_version) if package_version else ""
        path = os.path.join(self.location, package_name)
        return os.path.join(path, version) if version else path

    def ignore_package(
        self, pkg_name: str, pkg_version: Version, allow_missing: bool = False
    ) -> int:
        """Hide a package from resolves.

        Args:
            pkg_name: Its name.
            pkg_version: Its version.
            allow_missing: Hide it before it is there: it then appears whole.

        Returns:
            1 if it is hidden now, 0 if it was before, -1 if there is none.
        """
        if not allow_missing and self._any_package(pkg_name, pkg_version) is None:
            return -1
        mark = self._ignore_file(pkg_name, pkg_version)
        os.makedirs(os.path.dirname(mark), exist_ok=True)
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        except FileExistsError:
            return 0
        self._on_changed(pkg_name)
        return 1

    def unignore_package(self, pkg_name: str, pkg_version: Version) -> int:
        """Show a hidden package again.

        Args:
            pkg_name: Its name.
            pkg_version: Its version.

        Returns:
            1 if it is shown now, 0 if it was before, -1 if there is none.
        """
        try:
            os.remove(self._ignore_file(pkg_name, pkg_version))
            was_hidden = True
        except OSError:
            was_hidden = False
        if self.get_package(pkg_name, pkg_version) is None:
            return -1
        if was_hidden:
            self._on_changed(pkg_name)
        return int(was_hidden)

    @contextmanager
    def arrival(self, name: str, version: Version, unhides: bool = False) -> Iterator[None]:
        """Hide a package until the block has brought all of it.

        When the block fails, nothing of what it alone brought is a package, or hides one. When this
        process dies in it, the package stays hidden until it is installed.

        Args:
            name: Its name.
            version: Its version.
            unhides: Show it in the end even if a user had hidden one of that version.

        Raises:
            NotImplementedError: The family is a single file.
        """
        self.check_is_open(name)
        path = self._ignore_file(name, version)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        sweep(os.path.dirname(path))
        mark = ArrivalMark(path)
        key = (name, str(version))
        mark.begin()
        self.arriving[key] = mark
        try:
            yield
        except BaseException:
            if mark.is_alone:
                self._withdraw(name, version, mark)
            mark.step_back()
            raise
        finally:
            self.arriving.pop(key, None)
        if unhides or mark.is_last:
            self.unignore_package(name, version)

    def check_is_open(self, name: str) -> None:
        """See that packages of a family can be installed.

        Args:
            name: The family's name.

        Raises:
            NotImplementedError: It is a single file, which a folder beside it would hide.
        """
        family = self.get_package_family(name)
        if isinstance(family, FileSystemCombinedPackageFamilyResource):
            raise NotImplementedError(
                "Cannot install variant into combined-style package file %r." % family.filepath
            )

    def arrived(self, name: str, version: Version) -> None:
        """Show a package that is installed now if an arrival has left it hidden."""
        if (name, str(version)) not in self.arriving and is_left(self._ignore_file(name, version)):
            self.unignore_package(name, version)

    def remove_package(self, pkg_name: str, pkg_version: Version) -> bool:
        """Remove a package, a hidden one too, with its payload.

        It is hidden first: nobody finds it while only half of it is there, and when this process
        dies it stays hidden.

        Returns:
            False if there is none.

        Raises:
            NotImplementedError: It is in a file with all of its family's.
        """
        package = self._any_package(pkg_name, pkg_version)
        if package is None:
            return False
        if isinstance(package, FileSystemCombinedPackageResource):
            raise NotImplementedError("Package removal not supported in combined-style packages")
        self.ignore_package(pkg_name, pkg_version, allow_missing=True)
        forceful_rmtree(self.get_package_payload_path(pkg_name, package.get("version")))
        self.unignore_package(pkg_name, pkg_version)
        return True

    def remove_package_family(self, pkg_name: str, force: bool = False) -> bool:
        """Remove an empty family.

        Args:
            pkg_name: Its name.
            force: Remove it with its packages, hidden ones too.

        Returns:
            False if there is none.

        Raises:
            PackageRepositoryError: It has packages, and `force` is not set.
        """
        family = self.get_package_family(pkg_name)
        if family is None:
            return False
        if not force and any(
            True for _ in self._copy(disable_pkg_ignore=True).iter_packages(family)
        ):
            raise PackageRepositoryError("Cannot remove non-empty package family %r" % pkg_name)
        forceful_rmtree(os.path.join(self.location, pkg_name))
        self._on_changed(pkg_name)
        return True

    def remove_ignored_since(self, days: int, dry_run: bool = False, verbose: bool = False) -> int:
        """Remove packages that were hidden long ago.

        Args:
            days: How long at least, in days.
            dry_run: Only count them.
            verbose: Log each.

        Returns:
            How many were, or would be, removed.
        """
        removed = 0
        for name, version, hidden_at in self._hidden_marks():
            if (int(time.time()) - int(hidden_at)) / (3600 * 24) < days:
                continue
            if dry_run:
                self._tell(verbose, "Would remove %s-%s from %s", name, version, self)
            elif self.remove_package(name, Version(version)):
                self._tell(verbose, "Removed %s-%s from %s", name, version, self)
            else:
                continue
            removed += 1
        return removed

    def pre_variant_install(self, variant_resource: Any) -> None:
        """Mark a version as one that is being built: until it has a definition it is no package."""
        self._mark_as_built(variant_resource.name, variant_resource.version)

    def on_variant_install_cancelled(self, variant_resource: Any) -> None:
        """Take away the marks of builds that have come to an end."""
        self._delete_stale_build_tagfiles(os.path.join(self.location, variant_resource.name))

    def install_variant(
        self,
        variant_resource: Any,
        dry_run: bool = False,
        overrides: dict[str, Any] | None = None,
    ) -> Any:
        """Install a variant of another repository: its definition, not its payload.

        Args:
            variant_resource: The variant.
            dry_run: Install nothing; find the variant that is here already.
            overrides: Attributes that the installed package is to have instead; the value `remove`
                takes one away.

        Returns:
            The variant that is here now; in a dry run None where there is none.

        Raises:
            PackageRepositoryError: The folder cannot be made, or another process has the package.
            ResourceError: A package of that version is here that is not the same one.
        """
        from rez_next.objects.package.install import install_variant

        return install_variant(self, variant_resource, dry_run, overrides)

    @property
    def file_lock_dir(self) -> str | None:
        """The folder of locks, below the location; None for the location itself."""
        name: str | None = self._settings.get("file_lock_dir")
        if not name:
            return None
        if os.path.isabs(name) or os.path.basename(name) != name:
            raise ConfigurationError(
                "filesystem package repository setting 'file_lock_dir' must be a single relative "
                "directory such as '.lock'"
            )
        return name if os.path.exists(os.path.join(self.location, name)) else None

    @property
    def _settings(self) -> Any:
        return repository_settings()

    @property
    def _path(self) -> str:
        # The folder's own name may have an @ in it.
        return "filesystem@" + self.location

    def _uid(self) -> tuple[Any, ...]:
        try:
            return ("filesystem", self.location, int(os.stat(self.location).st_ino))
        except OSError:
            return ("filesystem", self.location)

    def _own(self, resource: Any) -> Any:
        resource._repository = self
        # By the class, since its address is made when somebody asks for it.
        if resource.repository_type != self.name():
            # The engine has read it as what it is, a folder; its address is this kind's.
            resource.variables = {**resource.variables, "repository_type": self.name()}
        return resource

    def _copy(self, **kwargs: Any) -> FileSystemPackageRepository:
        from rez_next.objects.repository.resources import ResourcePool

        return type(self)(self.location, ResourcePool(cache_size=None), **kwargs)

    def _any_package(self, name: str, version: Version) -> Any:
        """The package of a name and version, a hidden one too; or None."""
        return self._copy(disable_pkg_ignore=True).get_package(name, version)

    def _ignore_file(self, name: str, version: Version) -> str:
        return os.path.join(self.location, name, self.ignore_prefix + str(version))

    def _mark_as_built(self, name: str, version: str | Version) -> None:
        if not version:
            return
        family = os.path.join(self.location, name)
        os.makedirs(family, exist_ok=True)
        with open(os.path.join(family, self.building_prefix + str(version)), "w", encoding="utf-8"):
            pass

    def _withdraw(self, name: str, version: Version, mark: ArrivalMark) -> None:
        """Leave of what has arrived what an install without variants leaves when it fails."""
        folder = self.get_package_payload_path(name, version)
        if os.path.isdir(folder):
            self._mark_as_built(name, version)
            definition = self._definition_in(folder)
            if definition is not None and mark.is_of_nobody_else(definition):
                with make_path_writable(folder):
                    os.remove(definition)
        self.unignore_package(name, version)

    def _hidden(self, family: Any) -> list[dict[str, Any]]:
        """The handles of a family's hidden packages."""
        if isinstance(family, FileSystemCombinedPackageFamilyResource):
            return []
        handles = []
        for _, version, _ in self._hidden_marks([family.name]):
            if version and os.path.isdir(os.path.join(self.location, family.name, version)):
                variables = {
                    "location": self.location,
                    "name": family.name,
                    "version": version,
                    "repository_type": "filesystem",
                }
                handles.append({"handle": {"key": "filesystem.package", "variables": variables}})
        return handles

    def _hidden_marks(self, names: list[str] | None = None) -> Iterator[tuple[str, str, float]]:
        """Of each package that is marked as hidden: name, version, and since when."""
        if names is None:
            names = [
                family.name
                for family in self.iter_package_families()
                if not isinstance(family, FileSystemCombinedPackageFamilyResource)
            ]
        for name in names:
            with suppress(OSError):
                for entry in sorted(os.scandir(os.path.join(self.location, name)), key=str):
                    if entry.name.startswith(self.ignore_prefix):
                        version = entry.name[len(self.ignore_prefix) :]
                        yield name, version, entry.stat().st_ctime

    def _on_changed(self, pkg_name: str) -> None:
        """Say that a family changed: caches of resolves, rez's too, look at its folder's time."""
        with suppress(FileNotFoundError):
            os.utime(os.path.join(self.location, pkg_name))
        self.clear_caches()

    def _delete_stale_build_tagfiles(self, family_path: str) -> None:
        for entry in list(os.scandir(family_path)):
            if not entry.name.startswith(self.building_prefix):
                continue
            folder = os.path.join(family_path, entry.name[len(self.building_prefix) :])
            if os.path.exists(folder):
                is_stale = self._definition_in(folder) is not None
            else:
                # A young one may be of a process that is just about to make the folder.
                is_stale = time.time() - entry.stat().st_mtime > 3600
            if is_stale:
                os.remove(entry.path)

    def _definition_in(self, folder: str) -> str | None:
        """The definition file in a folder, or None."""
        for name in self._settings.get("package_filenames") or ["package"]:
            for extension in ("py", "yaml"):
                path = os.path.join(folder, "%s.%s" % (name, extension))
                if os.path.isfile(path):
                    return path
        return None

    @staticmethod
    def _tell(verbose: bool, message: str, *arguments: object) -> None:
        if verbose:
            from rez_next.objects.text.messages import print_info

            print_info(message, *arguments)
