from rez_next.objects.config.config import config as config
from rez_next.objects.context.resolution import SolverState as SolverState
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.context.status import SolverCallbackReturn as SolverCallbackReturn
from rez_next.objects.context.status import SolverStatus as SolverStatus
from rez_next.objects.data.dict_types import SolverDict as SolverDict
from rez_next.objects.memcached import Client as Client
from rez_next.objects.memcached import memcached_client as memcached_client
from rez_next.objects.memcached import pool_memcached_connections as pool_memcached_connections
from rez_next.objects.package.filter import PackageFilterList as PackageFilterList
from rez_next.objects.package.filter import TimestampRule as TimestampRule
from rez_next.objects.package.package import Package as Package
from rez_next.objects.package.package import Variant as Variant
from rez_next.objects.repository.manager import (
    package_repository_manager as package_repository_manager,
)
from rez_next.objects.repository.repository import get_last_release_time as get_last_release_time
from rez_next.objects.repository.repository import get_variant as get_variant
from rez_next.objects.solver.resolver import Resolver
from rez_next.objects.solver.solver import Solver as Solver
from rez_next.objects.text.messages import log_duration as log_duration
from rez_next.values.requirement import Requirement as Requirement

__all__ = [
    "Client",
    "Package",
    "PackageFilterList",
    "Requirement",
    "Resolver",
    "ResolverStatus",
    "Solver",
    "SolverCallbackReturn",
    "SolverDict",
    "SolverState",
    "SolverStatus",
    "TimestampRule",
    "Variant",
    "config",
    "get_last_release_time",
    "get_variant",
    "log_duration",
    "memcached_client",
    "package_repository_manager",
    "pool_memcached_connections",
]
