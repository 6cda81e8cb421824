"""What the engine asks of repositories that are Python: memory, and users' own classes."""

from __future__ import annotations

from rez_next.exceptions import PackageMetadataError
from rez_next.host.source import SourceCode
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.memory import MemoryPackageRepository
from rez_next.objects.repository.record_resources import SCHEMA_KEYS
from rez_next.values.requirement import Requirement
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine import protocol

# These are asked for by themselves.
_ADDRESS = frozenset(("name", "version", "base"))

_COMMANDS = frozenset(("pre_commands", "commands", "post_commands"))


class RepositoryServer:
    """Answers the engine during one call. Each family is asked for its packages once, as in rez."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, str], dict[str, Any] | None] = {}

    def families(
        self, params: protocol.HostRepositoryFamiliesParams
    ) -> protocol.HostRepositoryFamiliesResult:
        """The names of a repository's families."""
        repository = package_repository_manager.get_repository(params["path"])
        return {"families": [family.name for family in repository.iter_package_families()]}

    def versions(
        self, params: protocol.HostRepositoryVersionsParams
    ) -> protocol.HostRepositoryVersionsResult:
        """The versions of a family; None where there is no such family."""
        packages = self._packages(params["path"], params["name"])
        return {"versions": None if packages is None else list(packages)}

    def package(
        self, params: protocol.HostRepositoryPackageParams
    ) -> protocol.HostRepositoryPackageResult:
        """A package: its attributes as its repository has them, unchecked.

        Raises:
            ResourceError: It has gone.
        """
        packages = self._packages(params["path"], params["name"]) or {}
        found = packages.get(params["version"])
        repository = package_repository_manager.get_repository(params["path"])
        if found is None:
            from rez_next.exceptions import ResourceNotFoundError

            name = "%s-%s" % (params["name"], params["version"])
            raise ResourceNotFoundError("No package %s in %s" % (name.rstrip("-"), repository))
        return {
            "uri": found.uri,
            "base": found.base,
            "data": _tagged(found),
            "variants": _variants(repository, found),
        }

    def _packages(self, path: str, name: str) -> dict[str, Any] | None:
        """The packages of a family by their versions; None where there is no such family."""
        if (path, name) not in self._met:
            repository = package_repository_manager.get_repository(path)
            family = repository.get_package_family(name)
            self._met[path, name] = family and {
                str(package.version): package for package in repository.iter_packages(family)
            }
        return self._met[path, name]


def _variants(repository: Any, package: Any) -> list[int | None] | None:
    """The indices of the variants that the repository gives of a package; None for all."""
    if type(repository) is MemoryPackageRepository:
        return None
    try:
        return [variant.index for variant in repository.iter_variants(package)]
    except PackageMetadataError:
        return None  # the engine says so of the data


def _tagged(resource: Any) -> dict[str, Any]:
    from rez_next._engine.tagged import to_tagged

    data = dict(resource._data or {})
    for name in _computed(type(resource)):
        data[name] = getattr(resource, name)
        if data[name] is None:
            del data[name]
    tagged = {}
    for name, value in data.items():
        try:
            tagged[name] = to_tagged(_portable(value, name), _source)
        except TypeError:
            # A live object, which only Python can have; the engine has no use for it.
            continue
    return tagged


def _computed(cls: type) -> list[str]:
    """The attributes that a user's class of packages gives itself, whatever its data say."""
    found = []
    for name in SCHEMA_KEYS - _ADDRESS:
        owner = next((each for each in cls.__mro__ if name in vars(each)), None)
        if owner is not None and not owner.__module__.startswith("rez_next."):
            found.append(name)
    return found


def _source(value: Any) -> Any:
    return value.to_wire() if isinstance(value, SourceCode) else None


def _portable(value: Any, name: str) -> Any:
    """Data with versions and requirements as their texts, and functions as their code."""
    if isinstance(value, (Version, Requirement)):
        return str(value)
    if isinstance(value, dict):
        return {key: _portable(item, name) for key, item in value.items()}
    if isinstance(value, list):
        return [_portable(item, name) for item in value]
    if name in _COMMANDS and callable(value) and not isinstance(value, SourceCode):
        return SourceCode(func=value)
    return value
