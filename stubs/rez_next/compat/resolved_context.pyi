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
from rez_next.objects.config import config as config
from rez_next.objects.context import ResolvedContext as ResolvedContext
from rez_next.objects.context_changes import get_lock_request as get_lock_request
from rez_next.objects.formatting import columnise as columnise
from rez_next.objects.graph import read_graph_from_string as read_graph_from_string
from rez_next.objects.graph import write_compacted as write_compacted
from rez_next.objects.graph import write_dot as write_dot
from rez_next.objects.package import Package as Package
from rez_next.objects.package import Variant as Variant
from rez_next.objects.package_filter import PackageFilterList as PackageFilterList
from rez_next.objects.package_order import PackageOrder as PackageOrder
from rez_next.objects.package_order import PackageOrderList as PackageOrderList
from rez_next.objects.printer import Printer as Printer
from rez_next.objects.printer import critical as critical
from rez_next.objects.printer import heading as heading
from rez_next.objects.printer import implicit as implicit
from rez_next.objects.printer import local as local
from rez_next.objects.report import failure_detail_from_graph as failure_detail_from_graph
from rez_next.objects.repository import get_variant as get_variant
from rez_next.objects.repository import iter_packages as iter_packages
from rez_next.objects.request import PackageRequest as PackageRequest
from rez_next.objects.resolver import Resolver as Resolver
from rez_next.objects.rex import ActionInterpreter as ActionInterpreter
from rez_next.objects.rex import Python as Python
from rez_next.objects.rex import RexExecutor as RexExecutor
from rez_next.objects.status import PatchLock as PatchLock
from rez_next.objects.status import ResolverStatus as ResolverStatus
from rez_next.objects.status import RezToolsVisibility as RezToolsVisibility
from rez_next.objects.status import SolverCallbackReturn as SolverCallbackReturn
from rez_next.objects.status import SuiteVisibility as SuiteVisibility
from rez_next.objects.system import system as system
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.version import Version as Version

__all__ = [
    "PackageRequest",
    "PatchLock",
    "ResolvedContext",
    "ResolverStatus",
    "RezToolsVisibility",
    "SuiteVisibility",
]
