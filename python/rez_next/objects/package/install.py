"""Installing variants into a folder: their definitions, merged into one file a package.

What a package that is there already says of its release stays; everything else is taken from the
package that the variant comes from. The file is replaced in one step.
"""

from __future__ import annotations

import os
import time
from contextlib import nullcontext, suppress
from io import StringIO

from rez_next.exceptions import (
    PackageMetadataError,
    PackageRepositoryError,
    ResourceError,
)
from rez_next.objects.config.config import config
from rez_next.objects.files.aside import sweep, write_text
from rez_next.objects.files.filesystem import make_path_writable
from rez_next.objects.package.schema import package_build_only_keys, package_release_keys
from rez_next.objects.repository.record_resources import resource_of
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.repository.filesystem import FileSystemPackageRepository

    Data = dict[str, Any]

# rez's number for definitions with late-bound functions.
_FORMAT_VERSION = 2


def install_variant(
    repository: FileSystemPackageRepository,
    variant: Any,
    dry_run: bool,
    overrides: dict[str, Any] | None,
) -> Any:
    """Install a variant, or in a dry run find it; see `PackageRepository.install_variant`.

    Raises:
        PackageRepositoryError: The folder cannot be made, or another process has the package.
        ResourceError: A package of that version is here that is not the same one.
    """
    overrides = dict(overrides or {})
    name, version = _destination(repository, variant, overrides)
    is_own = variant._repository is repository
    if is_own and name == variant.name and version == variant.version:
        return variant
    try:
        os.makedirs(repository.location, exist_ok=True)
    except OSError as error:
        raise PackageRepositoryError(
            "Package repository path %r could not be created: %s: %s"
            % (repository.location, type(error).__name__, error)
        ) from error
    installation = _Installation(repository, variant, name, version, overrides)
    with nullcontext() if dry_run else _lock(repository, name, version):
        installation.look()
        return installation.found() if dry_run else installation.install()


def _destination(
    repository: FileSystemPackageRepository, variant: Any, overrides: Data
) -> tuple[str, Version]:
    """The name and version to install as; taken out of the overrides."""
    for key in ("name", "version"):
        if overrides.get(key) is repository.remove:
            raise PackageRepositoryError("Cannot remove package attribute %r" % key)
    name = overrides.pop("name", None) or variant.name
    version = overrides.pop("version", None) or variant.version
    return name, Version(version) if isinstance(version, str) else version


def _lock(repository: FileSystemPackageRepository, name: str, version: Version) -> Any:
    from rez_next.objects.package.lock import package_lock

    folder = os.path.join(repository.location, repository.file_lock_dir or "")
    text = "-%s" % version if version else ""
    settings = repository._settings
    return package_lock(
        os.path.join(folder, ".lock.%s%s" % (name, text)),
        settings.get("file_lock_type") or "default",
        settings.get("file_lock_timeout") or 0,
    )


class _Installation:
    """One variant on its way into a repository."""

    def __init__(
        self,
        repository: FileSystemPackageRepository,
        variant: Any,
        name: str,
        version: Version,
        overrides: Data,
    ) -> None:
        self.repository = repository
        self.variant = variant
        self.name = name
        self.version = version
        self._key = (name, str(version))
        self.overrides = overrides
        self.existing: Any = None
        self.existing_data: Data = {}
        self.release_data: Data = {}
        self.new_data: Data = {}
        self.is_changed = False
        self.index: int | None = None
        self.equivalent: Any = None

    def look(self) -> None:
        """See what is in the repository already, and what would change.

        Raises:
            ResourceError: A package of that version is here that is not the same one.
        """
        self.existing = self._existing_package()
        self.new_data = _definition_of(self.variant.parent)
        self.new_data.pop("variants", None)
        self.new_data["name"] = self.name
        if self.version:
            self.new_data["version"] = self.version
        if self.existing is None:
            return
        self.existing_data = _definition_of(self.existing)
        before, after = dict(self.existing_data), dict(self.new_data)
        for key in package_release_keys:
            after.pop(key, None)
            value = before.pop(key, None)
            if value is not None:
                self.release_data[key] = value
        for key in ("format_version", "base", "variants"):
            before.pop(key, None)
            after.pop(key, None)
        self.is_changed = before != after
        self._find_equivalent()

    def found(self) -> Any:
        """The variant that is here already; None where there is none or it would change."""
        return None if self.is_changed else self.equivalent

    def install(self) -> Any:
        """Write the definition, and give the variant that is here now."""
        data = self._merged()
        if not data.get("version") and not config.allow_unversioned_packages:
            raise PackageMetadataError(
                "Unversioned package is not allowed in current configuration."
            )
        family = os.path.join(self.repository.location, self.name)
        folder = os.path.join(family, str(self.version)) if self.version else family
        os.makedirs(folder, exist_ok=True)
        path = self._definition_path(folder)
        with make_path_writable(folder):
            sweep(folder)
            write_text(path, _text_of(data, path), self.repository.package_file_mode)
        arriving = self.repository.arriving.get(self._key)
        if arriving is not None:
            arriving.wrote(path)
        if self.version:
            mark = self.repository.building_prefix + str(self.version)
            with suppress(OSError):
                os.remove(os.path.join(family, mark))
        with suppress(OSError):
            self.repository._delete_stale_build_tagfiles(family)
        self.repository.arrived(self.name, self.version)
        self.repository._on_changed(self.name)
        return self._installed()

    def _existing_package(self) -> Any:
        self.repository.check_is_open(self.name)
        # What was hidden before is not looked at, as in rez; what is just being moved here is.
        arriving = self.repository.arriving.get(self._key)
        if arriving is not None and arriving.counts:
            package = self.repository._any_package(self.name, self.version)
        else:
            package = self.repository.get_package(self.name, self.version)
        if package is None:
            return None
        place = self.repository.get_package_payload_path(self.name, package.get("version"))
        if self.repository._definition_in(place) is None:
            # A build makes the folder ahead of time.
            return None
        package.validate_data()
        self._refuse_others(package)
        return package

    def _refuse_others(self, package: Any) -> None:
        uuids = {self.variant.uuid, package.uuid}
        if len(uuids) > 1 and None not in uuids:
            raise ResourceError(
                "Cannot install variant %r into package %r - the packages are not the same "
                "(UUID mismatch)" % (self.variant, package)
            )
        if self.variant.index is None and package.variants:
            raise ResourceError(
                "Attempting to install a package without variants (%r) into an existing package "
                "with variants (%r)" % (self.variant, package)
            )
        if self.variant.index is not None and not package.variants:
            raise ResourceError(
                "Attempting to install a variant (%r) into an existing package without variants "
                "(%r)" % (self.variant, package)
            )

    def _find_equivalent(self) -> None:
        variants = list(self.repository.iter_variants(self.existing))
        if self.variant.index is None:
            self.equivalent = variants[0]
            return
        wanted = self.variant.variant_requires
        for variant in variants:
            if self.existing.variants[variant.index] == wanted:
                self.equivalent, self.index = variant, variant.index

    def _merged(self) -> Data:
        """The attributes of the package as it will be."""
        if self.existing is None or self.is_changed:
            data = self.new_data
            if self.existing is not None and self.variant.index is not None:
                data["variants"] = self.existing_data.get("variants", [])
        else:
            data = self.existing_data
        data.update(self.release_data)
        if self.index is None and self.variant.index is not None:
            data["variants"] = [*(data.get("variants") or ()), self.variant.variant_requires]
            self.index = len(data["variants"]) - 1
        data.pop("base", None)
        self._override(data)
        if not data.get("timestamp"):
            data["timestamp"] = int(time.time())
        data["format_version"] = _FORMAT_VERSION
        return data

    def _override(self, data: Data) -> None:
        """rez's rule: a package that is there keeps what it has."""
        for key, value in self.overrides.items():
            if self.existing is not None:
                data.setdefault(key, value)
            elif value is self.repository.remove:
                data.pop(key, None)
            else:
                data[key] = value

    def _definition_path(self, folder: str) -> str:
        if self.existing is not None:
            return os.path.join(folder, os.path.basename(self.existing.filepath))
        names = self.repository._settings.get("package_filenames") or ["package"]
        return os.path.join(folder, names[0] + ".py")

    def _installed(self) -> Any:
        """The variant, at its own address: it can be had while the package is hidden."""
        variables: Data = {"location": self.repository.location, "name": self.name}
        if self.version:
            variables["version"] = str(self.version)
        variables.update(index=self.index, repository_type=self.repository.name())
        variant = resource_of({"handle": {"key": "filesystem.variant", "variables": variables}})
        variant._repository = self.repository
        return variant


def _definition_of(package: Any) -> Data:
    """A package's attributes as a definition file would set them."""
    # With None for what it does not set: an override of that does not count either.
    data: Data = dict(package.validated_data())
    data.pop("config", None)
    own = (package._data or {}).get("config")
    if own:
        data["config"] = own
    for key in package_build_only_keys:
        data.pop(key, None)
    return data


def _text_of(data: Data, path: str) -> str:
    from rez_next.objects.package.text import FileFormat, dump_package_data

    stream = StringIO()
    dump_package_data(data, stream, FileFormat[os.path.splitext(path)[1][1:]])
    return stream.getvalue()
