"""rez.resolved_context: resolves and their environments.

What rez's module imports is there too, since tools import or replace it here; it is looked up when
it is asked for, so that a resolve does not pay for it.
"""

from __future__ import annotations

from rez_next.objects.context import ResolvedContext
from rez_next.objects.request import PackageRequest
from rez_next.objects.status import (
    PatchLock,
    ResolverStatus,
    RezToolsVisibility,
    SuiteVisibility,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ELSEWHERE = {
    "rez_next.exceptions": (
        "PackageCacheError",
        "PackageCommandError",
        "PackageNotFoundError",
        "ResolvedContextError",
        "RezError",
        "SourceCodeError",
    ),
    "rez_next.host.actions": ("Action",),
    "rez_next.host.bindings": (
        "EphemeralsBinding",
        "RequirementsBinding",
        "VariantBinding",
        "VariantsBinding",
        "VersionBinding",
        "intersects",
    ),
    "rez_next.host.escaped_string": ("literal",),
    "rez_next.host.interpreter": ("OutputStyle",),
    "rez_next.objects.config": ("config",),
    "rez_next.objects.context_changes": ("get_lock_request",),
    "rez_next.objects.graph": ("read_graph_from_string", "write_compacted", "write_dot"),
    "rez_next.objects.package": ("Package", "Variant"),
    "rez_next.objects.package_filter": ("PackageFilterList",),
    "rez_next.objects.package_order": ("PackageOrder", "PackageOrderList"),
    "rez_next.objects.formatting": ("columnise",),
    "rez_next.objects.printer": (
        "Printer",
        "critical",
        "heading",
        "implicit",
        "local",
    ),
    "rez_next.objects.report": ("failure_detail_from_graph",),
    "rez_next.objects.repository": ("get_variant", "iter_packages"),
    "rez_next.objects.resolver": ("Resolver",),
    "rez_next.objects.rex": ("ActionInterpreter", "Python", "RexExecutor"),
    "rez_next.objects.status": ("SolverCallbackReturn",),
    "rez_next.objects.system": ("system",),
    "rez_next.values.range": ("VersionRange",),
    "rez_next.values.requirement": ("Requirement",),
    "rez_next.values.version": ("Version",),
}
_PLACES = {name: module for module, names in _ELSEWHERE.items() for name in names}

__all__ = [
    "PackageRequest",
    "PatchLock",
    "ResolvedContext",
    "ResolverStatus",
    "RezToolsVisibility",
    "SuiteVisibility",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
