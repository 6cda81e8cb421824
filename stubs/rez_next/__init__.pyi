from rez_next import exceptions as exceptions
from rez_next._version import __version__ as __version__
from rez_next.compat import bind as bind
from rez_next.compat import build_process as build_process
from rez_next.compat import build_system as build_system
from rez_next.compat import bundle_context as bundle_context
from rez_next.compat import cli as cli
from rez_next.compat import command as command
from rez_next.compat import config as config
from rez_next.compat import deprecations as deprecations
from rez_next.compat import developer_package as developer_package
from rez_next.compat import package_bind as package_bind
from rez_next.compat import package_cache as package_cache
from rez_next.compat import package_copy as package_copy
from rez_next.compat import package_filter as package_filter
from rez_next.compat import package_help as package_help
from rez_next.compat import package_maker as package_maker
from rez_next.compat import package_move as package_move
from rez_next.compat import package_order as package_order
from rez_next.compat import package_py_utils as package_py_utils
from rez_next.compat import package_remove as package_remove
from rez_next.compat import package_repository as package_repository
from rez_next.compat import package_resources as package_resources
from rez_next.compat import package_search as package_search
from rez_next.compat import package_serialise as package_serialise
from rez_next.compat import package_test as package_test
from rez_next.compat import packages as packages
from rez_next.compat import pip as pip
from rez_next.compat import plugin_managers as plugin_managers
from rez_next.compat import release_hook as release_hook
from rez_next.compat import release_vcs as release_vcs
from rez_next.compat import resolved_context as resolved_context
from rez_next.compat import resolver as resolver
from rez_next.compat import rex as rex
from rez_next.compat import rex_bindings as rex_bindings
from rez_next.compat import rezconfig as rezconfig
from rez_next.compat import serialise as serialise
from rez_next.compat import shells as shells
from rez_next.compat import solver as solver
from rez_next.compat import status as status
from rez_next.compat import suite as suite
from rez_next.compat import system as system
from rez_next.compat import util as util
from rez_next.compat import utils as utils
from rez_next.compat import vendor as vendor
from rez_next.compat import version as version
from rez_next.compat import wrapper as wrapper
from rez_next.exceptions import ResolutionError as ResolutionError
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.solver.solver import Solver as Solver
from rez_next.objects.solver.solver import SolverConfig as SolverConfig
from rez_next.promised.caching import CacheConfig as CacheConfig
from rez_next.promised.caching import IntelligentCacheManager as IntelligentCacheManager
from rez_next.promised.index import clear_index as clear_index
from rez_next.promised.index import index_info as index_info
from rez_next.promised.profiler import PerformanceProfiler as PerformanceProfiler
from rez_next.promised.repositories import Repository as Repository
from rez_next.promised.repositories import RepositoryManager as RepositoryManager
from rez_next.promised.validator import PackageProblem as PackageProblem
from rez_next.promised.validator import PackageValidator as PackageValidator
from rez_next.promised.validator import ValidationResult as ValidationResult
from rez_next.promised.versions import filter_versions as filter_versions
from rez_next.promised.versions import group_by_major as group_by_major
from rez_next.promised.versions import latest_version as latest_version
from rez_next.promised.versions import sort_semver as sort_semver
from rez_next.promised.versions import sort_versions as sort_versions
from rez_next.switch import install_as_rez as install_as_rez
from rez_next.values.range import VersionRange as VersionRange
from rez_next.values.requirement import Requirement as Requirement
from rez_next.values.requirement import RequirementList as RequirementList
from rez_next.values.version import Version as Version

__all__ = [
    "CacheConfig",
    "IntelligentCacheManager",
    "Package",
    "PackageProblem",
    "PackageRequest",
    "PackageValidator",
    "PerformanceProfiler",
    "Repository",
    "RepositoryManager",
    "Requirement",
    "RequirementList",
    "ResolutionError",
    "ResolvedContext",
    "Solver",
    "SolverConfig",
    "ValidationResult",
    "Version",
    "VersionRange",
    "__rez_version__",
    "__version__",
    "clear_index",
    "filter_versions",
    "group_by_major",
    "index_info",
    "install_as_rez",
    "latest_version",
    "sort_semver",
    "sort_versions",
]

__rez_version__: str
