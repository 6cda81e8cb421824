"""rez-next: rez's Python API in front of a fast engine.

`import rez_next as rez` gives rez's names. Nothing is imported, read or started before one of them
is used.
"""

from __future__ import annotations

from rez_next._names import answer
from rez_next._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The release of rez whose behaviour this is.
__rez_version__ = "3.4.0"

_HOMES = {
    "CacheConfig": "rez_next.promised.caching",
    "IntelligentCacheManager": "rez_next.promised.caching",
    "Package": "rez_next.objects.package.package",
    "PackageProblem": "rez_next.promised.validator",
    "PackageRequest": "rez_next.objects.package.request",
    "PackageValidator": "rez_next.promised.validator",
    "PerformanceProfiler": "rez_next.promised.profiler",
    "Repository": "rez_next.promised.repositories",
    "RepositoryManager": "rez_next.promised.repositories",
    "Requirement": "rez_next.values.requirement",
    "RequirementList": "rez_next.values.requirement",
    "ResolutionError": "rez_next.exceptions",
    "ResolvedContext": "rez_next.objects.context.context",
    "Solver": "rez_next.objects.solver.solver",
    "SolverConfig": "rez_next.objects.solver.solver",
    "ValidationResult": "rez_next.promised.validator",
    "Version": "rez_next.values.version",
    "VersionRange": "rez_next.values.range",
    "clear_index": "rez_next.promised.index",
    "filter_versions": "rez_next.promised.versions",
    "group_by_major": "rez_next.promised.versions",
    "index_info": "rez_next.promised.index",
    "install_as_rez": "rez_next.switch",
    "latest_version": "rez_next.promised.versions",
    "sort_semver": "rez_next.promised.versions",
    "sort_versions": "rez_next.promised.versions",
}

__all__ = ["__rez_version__", "__version__", *sorted(_HOMES)]

answer()


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    if not name.startswith("_"):
        full_name = __name__ + "." + name
        try:
            return import_module(full_name)
        except ModuleNotFoundError as error:
            if error.name != full_name:
                raise
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


def __dir__() -> list[str]:
    from importlib import import_module

    return sorted({*globals(), *_HOMES, *dir(import_module("rez_next.compat"))})
