"""Packages made of data instead of found in a repository."""

from __future__ import annotations

import os
from types import FunctionType, MethodType

from rez_next.exceptions import PackageMetadataError, PackageSchemaError
from rez_next.host.source import SourceCode
from rez_next.objects.ask import ask
from rez_next.objects.config.config import config
from rez_next.objects.package.package import Package
from rez_next.objects.package.schema import package_rex_keys
from rez_next.objects.repository.manager import create_memory_package_repository
from rez_next.objects.repository.record_resources import SCHEMA_KEYS
from rez_next.objects.wire import from_wire
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from rez_next._engine import protocol

    PackageT = TypeVar("PackageT", bound=Package)

_FUNCTIONS = frozenset((*package_rex_keys, "preprocess"))

# Besides the schema's, the names whose form rez checks when it makes a package.
_CHECKED = SCHEMA_KEYS | {"build_command", "build_system", "preprocess", "requires_rez_version"}


def create_package(
    name: str, data: dict[str, Any], package_cls: type[PackageT] | None = None
) -> PackageT:
    """A package made of data, in no repository.

    Args:
        name: The package's name.
        data: What a definition would set, by name. Wildcards in requests, such as `python-2.*`,
            are replaced by the latest versions there are.
        package_cls: The class of the package; None is `Package`.

    Raises:
        PackageMetadataError: The package is for a newer rez.
        PackageSchemaError: The data breaks the schema.
        PackageRequestError: The name is no package name.
        VersionError: The version is no version.
    """
    package: PackageT = package_of(name, data, package_cls, None)
    return package


def package_of(
    name: str, data: dict[str, Any], package_cls: type[Any] | None, file: str | None
) -> Any:
    """The same, with the file that errors name as the data's origin.

    Raises:
        Exception: What a class's own `validate_data` raises, too.
    """
    from rez_next import __rez_version__

    location = "memory{%s}" % hex(id(data))
    plain, live = parted(data or {}, file or location)
    params: protocol.PackageMakeParams = {
        "name": name,
        "data": plain,
        "file": file or location,
        "location": location,
        "rezVersion": __rez_version__,
        "paths": [os.path.expanduser(path) for path in config.packages_path],
    }
    try:
        attributes = from_wire(ask("package/make", params)["attributes"])
    except PackageMetadataError as error:
        # A package for a newer rez breaks no schema.
        if "reason" not in getattr(error, "data", ()):
            raise
        raise PackageSchemaError(str(error)) from None
    attributes.update(live)
    if not attributes.get("version"):
        attributes.pop("version", None)
    versions = {attributes.get("version") or "_NO_VERSION": attributes}
    repository = create_memory_package_repository({name: versions})
    resource = next(repository.iter_packages(repository.get_package_family(name)))
    package = (package_cls or Package)(resource)
    if type(package).validate_data is not Package.validate_data:
        # A studio's own rules; those of rez's schema the engine has checked.
        package.validate_data()
    return package


def parted(data: dict[str, Any], file: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the engine checks, as it crosses, and Python objects that only Python can hold.

    Raises:
        PackageSchemaError: Such an object is where the schema wants another.
    """
    from rez_next._engine.tagged import to_tagged

    plain: dict[str, Any] = {}
    live: dict[str, Any] = {}
    for name, value in data.items():
        try:
            plain[name] = to_tagged(
                _portable(value), lambda x: x.to_wire() if isinstance(x, SourceCode) else None
            )
        except TypeError:
            # Settings may hold what only Python has: a ModifyList, a function.
            is_settings = name == "config" and isinstance(value, dict)
            is_code = name in _FUNCTIONS and isinstance(value, (FunctionType, MethodType))
            is_checked = name in _CHECKED and not is_settings and not is_code
            if is_checked:
                message = "Validation of key %r failed: %r is no data of a package (in %s)"
                raise PackageSchemaError(message % (name, value, file)) from None
            live[name] = value
        else:
            if name == "preprocess" and value is not None and not isinstance(value, SourceCode):
                message = "Validation of key %r failed: %r should be a function (in %s)"
                raise PackageSchemaError(message % (name, value, file))
    return plain, live


def _portable(value: Any) -> Any:
    """Data with versions and requirements as their texts."""
    if isinstance(value, (Version, Requirement)):
        return str(value)
    if isinstance(value, dict):
        return {key: _portable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_portable(item) for item in value]
    return value
