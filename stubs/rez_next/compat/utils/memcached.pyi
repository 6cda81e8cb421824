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
from rez_next.objects.memcached import memcache_client_version as memcache_client_version

__all__ = [
    "SERVER_MAX_KEY_LENGTH",
    "Client",
    "DoNotCache",
    "cache_interface_version",
    "config",
    "get_function_arg_names",
    "memcache_client_version",
    "memcached",
    "memcached_client",
    "pool_memcached_connections",
    "scoped_instance_manager",
]
