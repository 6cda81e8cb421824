"""rez.resolver: a resolve by itself, and its outcomes."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.context.status import ResolverStatus
from rez_next.objects.solver.resolver import Resolver

__all__ = ["Resolver", "ResolverStatus"]

__getattr__ = given_from(
    __name__,
    {
        "objects.data.dict_types": "SolverDict",
        "compat.package_repository": "package_repository_manager",
        "compat.packages": "get_last_release_time",
        "compat.utils.memcached": "Client memcached_client pool_memcached_connections",
        "objects.config.config": "config",
        "objects.text.messages": "log_duration",
        "objects.package.package": "Package Variant",
        "objects.package.filter": "PackageFilterList TimestampRule",
        "objects.repository.repository": "get_variant",
        "objects.context.resolution": "SolverState",
        "objects.solver.solver": "Solver",
        "objects.context.status": "SolverCallbackReturn SolverStatus",
        "values.requirement": "Requirement",
    },
)
