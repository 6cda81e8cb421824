"""rez.utils.memcached: values kept in memcached."""

from __future__ import annotations

from rez_next.compat._elsewhere import given_from
from rez_next.objects.config.config import config
from rez_next.objects.memcached import (
    SERVER_MAX_KEY_LENGTH,
    Client,
    DoNotCache,
    cache_interface_version,
    get_function_arg_names,
    memcached,
    memcached_client,
    pool_memcached_connections,
    scoped_instance_manager,
)

__all__ = [
    "SERVER_MAX_KEY_LENGTH",
    "Client",
    "DoNotCache",
    "cache_interface_version",
    "config",
    "get_function_arg_names",
    "memcached",
    "memcached_client",
    "pool_memcached_connections",
    "scoped_instance_manager",
]

__getattr__ = given_from(__name__, {"objects.memcached": "memcache_client_version"})
