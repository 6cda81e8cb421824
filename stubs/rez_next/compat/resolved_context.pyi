from rez_next.compat import module_root_path as module_root_path
from rez_next.exceptions import PackageCacheError as PackageCacheError
from rez_next.exceptions import PackageCommandError as PackageCommandError
from rez_next.exceptions import PackageNotFoundError as PackageNotFoundError
from rez_next.exceptions import ResolvedContextError as ResolvedContextError
from rez_next.exceptions import RezError as RezError
from rez_next.exceptions import SourceCodeError as SourceCodeError
from rez_next.host.actions import Action as Action
from rez_next.host.bindings import EphemeralsBinding as EphemeralsBinding
from rez_next.host.bindings import RequirementsBinding as RequirementsBinding
from rez_next.host.bindings import VariantBinding as VariantBinding
from rez_next.host.bindings import VariantsBinding as VariantsBinding
from rez_next.host.bindings import VersionBinding as VersionBinding
from rez_next.host.bindings import intersects as intersects
from rez_next.host.escaped_string import literal as literal
from rez_next.host.interpreter import OutputStyle as OutputStyle
from rez_next.objects.config.config import config as config
from rez_next.objects.context.changes import get_lock_request as get_lock_request
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.context.report import failure_detail_from_graph as failure_detail_from_graph
from rez_next.objects.context.status import PatchLock as PatchLock
from rez_next.objects.context.status import ResolverStatus as ResolverStatus
from rez_next.objects.context.status import RezToolsVisibility as RezToolsVisibility
from rez_next.objects.context.status import SolverCallbackReturn as SolverCallbackReturn
from rez_next.objects.context.status import SuiteVisibility as SuiteVisibility
from rez_next.objects.data.data import deep_del as deep_del
from rez_next.objects.data.lists import dedup as dedup
from rez_next.objects.data.lists import is_non_string_iterable as is_non_string_iterable
from rez_next.objects.files.path_names import canonical_path as canonical_path
from rez_next.objects.files.path_names import is_subdirectory as is_subdirectory
from rez_next.objects.files.programs import which as which
from rez_next.objects.files.temporary import TempDirs as TempDirs
from rez_next.objects.graph.graph import read_graph_from_string as read_graph_from_string
from rez_next.objects.graph.graph import write_compacted as write_compacted
from rez_next.objects.graph.graph import write_dot as write_dot
from rez_next.objects.memcached import pool_memcached_connections as pool_memcached_connections
from rez_next.objects.package.filter import PackageFilterList as PackageFilterList
from rez_next.objects.package.order import PackageOrder as PackageOrder
from rez_next.objects.package.order import PackageOrderList as PackageOrderList
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.package_cache.cache import PackageCache as PackageCache
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.repository.repository import get_variant as get_variant
from rez_next.objects.repository.repository import iter_packages as iter_packages
from rez_next.objects.rex.headings import header_comment as header_comment
from rez_next.objects.rex.headings import minor_header_comment as minor_header_comment
from rez_next.objects.rex.rex import ActionInterpreter as ActionInterpreter
from rez_next.objects.rex.rex import Python as Python
from rez_next.objects.rex.rex import RexExecutor as RexExecutor
from rez_next.objects.shell.shells import create_shell as create_shell
from rez_next.objects.solver.resolver import Resolver as Resolver
from rez_next.objects.system.platform import platform_ as platform_
from rez_next.objects.system.system import system as system
from rez_next.objects.text.columns import columnise as columnise
from rez_next.objects.text.messages import print_debug as print_debug
from rez_next.objects.text.messages import print_error as print_error
from rez_next.objects.text.messages import print_warning as print_warning
from rez_next.objects.text.printer import Printer as Printer
from rez_next.objects.text.printer import critical as critical
from rez_next.objects.text.printer import ephemeral as ephemeral_color
from rez_next.objects.text.printer import heading as heading
from rez_next.objects.text.printer import implicit as implicit
from rez_next.objects.text.printer import local as local
from rez_next.objects.text.yaml_files import dump_yaml as dump_yaml
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.version import Version as Version

__all__ = [
    "Action",
    "ActionInterpreter",
    "EphemeralsBinding",
    "OutputStyle",
    "Package",
    "PackageCache",
    "PackageCacheError",
    "PackageCommandError",
    "PackageFilterList",
    "PackageNotFoundError",
    "PackageOrder",
    "PackageOrderList",
    "PackageRequest",
    "PatchLock",
    "Printer",
    "Python",
    "Requirement",
    "RequirementsBinding",
    "ResolvedContext",
    "ResolvedContextError",
    "Resolver",
    "ResolverStatus",
    "RexExecutor",
    "RezError",
    "RezToolsVisibility",
    "SolverCallbackReturn",
    "SourceCodeError",
    "SuiteVisibility",
    "TempDirs",
    "Variant",
    "VariantBinding",
    "VariantsBinding",
    "Version",
    "VersionBinding",
    "VersionRange",
    "canonical_path",
    "columnise",
    "config",
    "create_shell",
    "critical",
    "dedup",
    "deep_del",
    "dump_yaml",
    "ephemeral_color",
    "failure_detail_from_graph",
    "get_lock_request",
    "get_variant",
    "header_comment",
    "heading",
    "implicit",
    "intersects",
    "is_non_string_iterable",
    "is_subdirectory",
    "iter_packages",
    "literal",
    "local",
    "minor_header_comment",
    "module_root_path",
    "package_repository_manager",
    "platform_",
    "pool_memcached_connections",
    "print_debug",
    "print_error",
    "print_warning",
    "read_graph_from_string",
    "system",
    "which",
    "write_compacted",
    "write_dot",
]
