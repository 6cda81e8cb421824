from rez_next import exceptions as exceptions
from rez_next._version import __version__ as __version__
from rez_next.compat import config as config
from rez_next.compat import packages as packages
from rez_next.compat import resolved_context as resolved_context
from rez_next.compat import resolver as resolver
from rez_next.compat import solver as solver
from rez_next.compat import system as system
from rez_next.compat import version as version
from rez_next.exceptions import ResolutionError as ResolutionError
from rez_next.objects.context.context import ResolvedContext as ResolvedContext
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.request import PackageRequest as PackageRequest
from rez_next.objects.solver.solver import Solver as Solver
from rez_next.objects.solver.solver import SolverConfig as SolverConfig
from rez_next.promised.index import clear_index as clear_index
from rez_next.promised.index import index_info as index_info
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
    "Package",
    "PackageProblem",
    "PackageRequest",
    "PackageValidator",
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
