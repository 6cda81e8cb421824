"""Values that tools keep in memcached, through python-memcached: the installed one, or rez's copy.

Resolves and package definitions are not kept there: the engine has an index of its own.
"""

from __future__ import annotations

import re
from contextlib import contextmanager, suppress
from functools import lru_cache, update_wrapper
from hashlib import md5
from threading import local

from rez_next.objects.config.config import config

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Servers = str | list[str] | tuple[str, ...] | None

# Part of each key, so that values of another form are not taken for ours.
cache_interface_version = 2
SERVER_MAX_KEY_LENGTH = 250
_CONFIGURED: Any = type("Configured", (), {"__repr__": lambda _: "configured"})()


class Client:
    """A memcached client that takes keys of any length, and None as a value.

    Args:
        servers: Addresses such as `127.0.0.1:11211`; none keeps nothing.
        debug: Use keys that people can read.
    """

    class _Miss:
        def __bool__(self) -> bool:
            return False

    miss = _Miss()

    def __init__(self, servers: Servers, debug: bool = False) -> None:
        self.servers = [servers] if isinstance(servers, str) else list(servers or ())
        self.key_hasher = self._debug_key_hash if debug else self._key_hash
        self.debug = debug
        self.current = ""
        self._client: Any = None

    def __bool__(self) -> bool:
        return bool(self.servers)

    @property
    def logger(self) -> Any:
        """What tells developers things, if the setting `debug_memcache` wants it."""
        return config.debug_printer("memcache")

    @property
    def client(self) -> Any:
        """The library's client.

        Raises:
            ImportError: The library is not installed.
        """
        if self._client is None:
            self._client = _library().Client(self.servers)
        return self._client

    def test_servers(self) -> set[str]:
        """The addresses of the servers that answer.

        Raises:
            ImportError: The library is not installed.
        """
        from uuid import uuid4

        found = set()
        for server in self.servers:
            client, key = _library().Client([server]), uuid4().hex
            client.set(key, 1)
            if client.get(key) == 1:
                found.add(server)
        return found

    def set(self, key: str, val: Any, time: int = 0, min_compress_len: int = 0) -> None:
        """Keep a value.

        Args:
            key: Its key.
            val: The value, which is pickled.
            time: When it ends, in seconds from now or since the epoch; 0 is never.
            min_compress_len: Bytes from which on it is compressed; 0 is never.

        Raises:
            ImportError: The library is not installed.
        """
        if self.servers:
            key = self._qualified_key(key)
            self.client.set(
                key=self.key_hasher(key),
                val=(key, val),
                time=time,
                min_compress_len=min_compress_len,
            )
            self.logger("SET: %s", key)

    def get(self, key: str) -> Any:
        """The value of a key, or `miss`.

        Raises:
            ImportError: The library is not installed.
        """
        if not self.servers:
            return self.miss
        key = self._qualified_key(key)
        entry = self.client.get(self.key_hasher(key))
        # Two keys may have one hash.
        if isinstance(entry, tuple) and len(entry) == 2 and entry[0] == key:
            self.logger("HIT: %s", key)
            return entry[1]
        self.logger("MISS: %s", key)
        return self.miss

    def delete(self, key: str) -> None:
        """Forget the value of a key.

        Raises:
            ImportError: The library is not installed.
        """
        if self.servers:
            self.client.delete(self.key_hasher(self._qualified_key(key)))

    def flush(self, hard: bool = False) -> None:
        """Forget all values.

        Args:
            hard: For everybody who uses the servers; otherwise this client only sees them no more.

        Raises:
            ImportError: The library is not installed.
        """
        if not self.servers:
            return
        if hard:
            self.client.flush_all()
            self.reset_stats()
            return
        from uuid import uuid4

        self.current = ("flushed" if self.debug else "") + uuid4().hex

    def get_stats(self) -> list[tuple[str, dict[str, str]]]:
        """The servers' statistics, each with the server's address."""
        stats: list[tuple[str, dict[str, str]]] = self.client.get_stats(stat_args=None)
        return stats

    def reset_stats(self) -> None:
        """Begin the servers' statistics anew."""
        # The public library's `get_stats` fails at a server's answer to that.
        for server in self.client.servers:
            if server.connect():
                server.send_cmd("stats reset")
                server.expect(b"RESET")

    def disconnect(self) -> None:
        """Close the connections; the client is of no use any more."""
        if self.servers and self._client:
            self._client.disconnect_all()

    def _qualified_key(self, key: str) -> str:
        version = getattr(_library(), "__version__", "")
        return "%s:%s:%s:%s" % (version, cache_interface_version, self.current, key)

    @classmethod
    def _key_hash(cls, key: str) -> str:
        return md5(key.encode("utf-8")).hexdigest()

    @classmethod
    def _debug_key_hash(cls, key: str) -> str:
        text = "%s:%s" % (cls._key_hash(key)[:16], key)
        return re.sub("[^0-9a-zA-Z]+", "_", text[:SERVER_MAX_KEY_LENGTH])


class DoNotCache:
    """What a function decorated by `memcached` returns where its value shall not be kept.

    Args:
        result: The value.
    """

    def __init__(self, result: Any) -> None:
        self.result = result


class _SharedClients(local):
    """The clients of blocks that are open in this thread, and how many blocks use each."""

    def __init__(self) -> None:
        self.clients: dict[tuple[tuple[str, ...], bool], list[Any]] = {}

    def acquire(self, servers: Servers, debug: bool = False) -> tuple[Client, Any]:
        key = (tuple(servers or ()), debug)
        entry = self.clients.setdefault(key, [None, 0])
        entry[0] = entry[0] or Client(servers, debug=debug)
        entry[1] += 1
        return entry[0], key

    def release(self, key: tuple[tuple[str, ...], bool]) -> None:
        entry = self.clients[key]
        entry[1] -= 1
        if not entry[1]:
            del self.clients[key]
            entry[0].disconnect()


scoped_instance_manager = _SharedClients()


@contextmanager
def memcached_client(servers: Servers = _CONFIGURED, debug: bool = _CONFIGURED) -> Iterator[Client]:
    """A client for the time of the block; blocks inside of it share it.

    Args:
        servers: Addresses; left out, those of the setting `memcached_uri`.
        debug: Use keys that people can read; left out, what `debug_memcache` says.
    """
    servers = config.memcached_uri if servers is _CONFIGURED else servers
    debug = config.debug_memcache if debug is _CONFIGURED else debug
    client, key = scoped_instance_manager.acquire(servers, debug=debug)
    try:
        yield client
    finally:
        scoped_instance_manager.release(key)


def pool_memcached_connections(func: Callable[..., Any]) -> Callable[..., Any]:
    """Have all that a function asks of memcached go through one client.

    Args:
        func: The function, or a generator's.
    """
    from inspect import isgeneratorfunction

    def generate(*args: Any, **kwargs: Any) -> Iterator[Any]:
        with memcached_client():
            yield from func(*args, **kwargs)

    def call(*args: Any, **kwargs: Any) -> Any:
        with memcached_client():
            return func(*args, **kwargs)

    return update_wrapper(generate if isgeneratorfunction(func) else call, func)


def memcached(
    servers: Servers,
    key: Callable[..., str] | None = None,
    from_cache: Callable[..., Any] | None = None,
    to_cache: Callable[..., Any] | None = None,
    time: int = 0,
    min_compress_len: int = 0,
    debug: bool = False,
) -> Callable[[Callable[..., Any]], Any]:
    """Decorate a function so that its values are kept in memcached.

    Args:
        servers: Addresses; None keeps nothing.
        key: Gives the key for the function's arguments; by default it is made of their `repr`.
        from_cache: Given a kept value and the arguments, gives what is returned.
        to_cache: Given a new value and the arguments, gives what is kept.
        time: When a value ends, in seconds from now or since the epoch; 0 is never.
        min_compress_len: Bytes from which on it is compressed; 0 is never.
        debug: Use keys that people can read.
    """

    def decorate(func: Callable[..., Any]) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if not servers:
                return _bare(func(*args, **kwargs))
            with memcached_client(servers, debug=debug) as client:
                own_key = key(*args, **kwargs) if key else _default_key(func, args, kwargs)
                kept = client.get(own_key)
                if kept is not client.miss:
                    return from_cache(kept, *args, **kwargs) if from_cache else kept
                result = func(*args, **kwargs)
                if isinstance(result, DoNotCache):
                    return result.result
                kept = to_cache(result, *args, **kwargs) if to_cache else result
                client.set(own_key, kept, time=time, min_compress_len=min_compress_len)
                return result

        def forget() -> None:
            """Have this process not see the values kept so far."""
            with memcached_client(servers, debug=debug) as client:
                client.flush()

        wrapper: Any = update_wrapper(call, func)
        wrapper.forget = forget
        return wrapper

    return decorate


def _bare(result: Any) -> Any:
    return result.result if isinstance(result, DoNotCache) else result


def _default_key(func: Callable[..., Any], args: Any, kwargs: Any) -> str:
    parts = [func.__module__]
    first = next(iter(get_function_arg_names(func)), "")
    if first in ("cls", "self"):
        owner = args[0] if first == "cls" else type(args[0])
        parts.append(owner.__name__)
        args = args[1:]
    value = (".".join([*parts, func.__name__]), args, tuple(sorted(kwargs.items())))
    # What has no hash, such as a set, may have a different `repr` each time.
    hash(value)
    return repr(value)


def get_function_arg_names(func: Callable[..., Any]) -> list[str]:
    """The names of a function's arguments, those that only take a name too."""
    from inspect import getfullargspec

    spec = getfullargspec(func)
    return spec.args + spec.kwonlyargs


def __getattr__(name: str) -> Any:
    """`memcache_client_version`, part of each key: the library's; "" where it is not installed."""
    if name == "memcache_client_version":
        try:
            return getattr(_library(), "__version__", "")
        except ImportError:
            return ""
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


@lru_cache(maxsize=None)
def _library() -> Any:
    """The public library, or, under the switch, the copy in the rez that is installed beside us."""
    from importlib import import_module

    for name in ("memcache", "rez_next.compat.vendor.memcache.memcache"):
        with suppress(ModuleNotFoundError):
            return import_module(name)
    raise ImportError(
        "Keeping values in memcached needs the public library 'python-memcached', which is "
        "not installed here. Install it with: pip install python-memcached",
        name="memcache",
    )
