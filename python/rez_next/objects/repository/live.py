"""Resources of repositories in Python, as the engine names them.

The engine knows a package of such a repository by its name and version, and a variant by its index.
How the repository itself addresses them is the repository's own matter: a kind that extends another
one may keep that one's keys, and a user's resources may have any variables.
"""

from __future__ import annotations

from rez_next.exceptions import ResourceNotFoundError
from rez_next.objects.repository.manager import package_repository_manager
from rez_next.objects.repository.package_resources import VariantResource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next._engine.protocol import ResourceHandle


class LiveResources:
    """Finds resources by the engine's handles; each family is asked for its packages once."""

    def __init__(self) -> None:
        self._packages: dict[tuple[str, str], dict[str, Any]] = {}

    def at(self, handle: ResourceHandle) -> Any:
        """The family, package or variant that the engine's handle names.

        Raises:
            ResourceNotFoundError: It has gone.
        """
        kind = handle["key"].rpartition(".")[2]
        found = getattr(self, "_" + kind)(handle["variables"])
        if found is None:
            raise ResourceNotFoundError("No %s at %s" % (kind, handle["variables"]))
        return found

    def _family(self, variables: dict[str, Any]) -> Any:
        return _repository(variables).get_package_family(variables["name"])

    def _package(self, variables: dict[str, Any]) -> Any:
        place = (_path(variables), variables["name"])
        if place not in self._packages:
            family = self._family(variables)
            packages = () if family is None else _repository(variables).iter_packages(family)
            self._packages[place] = {str(package.version): package for package in packages}
        return self._packages[place].get(variables.get("version") or "")

    def _variant(self, variables: dict[str, Any]) -> Any:
        package = self._package(variables)
        variants = () if package is None else _repository(variables).iter_variants(package)
        return next((each for each in variants if each.index == variables["index"]), None)


def engine_handle(resource: Any) -> ResourceHandle:
    """The engine's handle of a package or variant."""
    repository = resource._repository
    kind = "variant" if isinstance(resource, VariantResource) else "package"
    variables: dict[str, Any] = {"location": repository.location, "name": resource.name}
    if resource.version:
        variables["version"] = str(resource.version)
    if kind == "variant":
        variables["index"] = resource.index
    variables["repository_type"] = repository.name()
    return {"key": "%s.%s" % (repository.name(), kind), "variables": variables}


def _repository(variables: dict[str, Any]) -> Any:
    return package_repository_manager.get_repository(_path(variables))


def _path(variables: dict[str, Any]) -> str:
    return "%s@%s" % (variables["repository_type"], variables["location"])
