"""rez.resolved_context: resolves and their environments.

What rez's module imports is there too, since tools import or replace it here. Names other than the
class are looked up when they are asked for, so that an import of it does not pay for them.
"""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.context.context import ResolvedContext

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next.objects.context.status import (
        PatchLock,
        ResolverStatus,
        RezToolsVisibility,
        SuiteVisibility,
    )
    from rez_next.objects.package.request import PackageRequest

__all__ = [
    "PackageRequest",
    "PatchLock",
    "ResolvedContext",
    "ResolverStatus",
    "RezToolsVisibility",
    "SuiteVisibility",
]

__getattr__ = given_from(
    __name__,
    {
        "compat": "module_root_path",
        "compat.package_cache": "PackageCache",
        "compat.package_repository": "package_repository_manager",
        "compat.shells": "create_shell",
        "compat.util": "dedup is_non_string_iterable",
        "compat.utils.colorize": "ephemeral_color=ephemeral",
        "compat.utils.data_utils": "deep_del",
        "compat.utils.filesystem": "TempDirs canonical_path is_subdirectory",
        "compat.utils.formatting": "header_comment minor_header_comment",
        "compat.utils.logging_": "print_debug print_error print_warning",
        "compat.utils.memcached": "pool_memcached_connections",
        "compat.utils.platform_": "platform_",
        "compat.utils.which": "which",
        "compat.utils.yaml": "dump_yaml",
        "exceptions": (
            "PackageCacheError PackageCommandError PackageNotFoundError ResolvedContextError "
            "RezError SourceCodeError"
        ),
        "host.actions": "Action",
        "host.bindings": (
            "EphemeralsBinding RequirementsBinding VariantBinding VariantsBinding "
            "VersionBinding intersects"
        ),
        "host.escaped_string": "literal",
        "host.interpreter": "OutputStyle",
        "objects.config.config": "config",
        "objects.context.changes": "get_lock_request",
        "objects.text.columns": "columnise",
        "objects.graph.graph": "read_graph_from_string write_compacted write_dot",
        "objects.package.package": "Package Variant",
        "objects.package.filter": "PackageFilterList",
        "objects.package.order": "PackageOrder PackageOrderList",
        "objects.package.request": "PackageRequest",
        "objects.text.printer": "Printer critical heading implicit local",
        "objects.context.report": "failure_detail_from_graph",
        "objects.repository.repository": "get_variant iter_packages",
        "objects.solver.resolver": "Resolver",
        "objects.rex.rex": "ActionInterpreter Python RexExecutor",
        "objects.context.status": (
            "PatchLock ResolverStatus RezToolsVisibility SolverCallbackReturn SuiteVisibility"
        ),
        "objects.system.system": "system",
        "values.range": "VersionRange",
        "values.requirement": "Requirement",
        "values.version": "Version",
    },
)
