"""rez.resolver: a resolve by itself, and its outcomes."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.resolver import Resolver
from rez_next.objects.status import ResolverStatus

__all__ = ["Resolver", "ResolverStatus"]

__getattr__ = given_from(
    __name__,
    {
        "objects.dict_types": "SolverDict",
        "compat.package_repository": "package_repository_manager",
        "compat.packages": "get_last_release_time",
        "compat.utils.memcached": "Client memcached_client pool_memcached_connections",
        "objects.config": "config",
        "objects.messages": "log_duration",
        "objects.package": "Package Variant",
        "objects.package_filter": "PackageFilterList TimestampRule",
        "objects.repository": "get_variant",
        "objects.resolution": "SolverState",
        "objects.solver": "Solver",
        "objects.status": "SolverCallbackReturn SolverStatus",
        "values.requirement": "Requirement",
    },
)
