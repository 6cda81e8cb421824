"""Resolves through Python, packages on disk: the whole of what a program waits for."""

from __future__ import annotations

import os
import time
from importlib import import_module
from typing import Any, Callable, Dict, List

from bench.work.environments import MODULES
from bench.worker import Cannot

Request = List[str]

#: Of our cache, in the order in which they are asked.
TIERS = ("memory", "disk", "memcached")


def start(side: str) -> Any:
    """The work of one side."""
    if side == "pyrer":
        raise Cannot("it reads no repository: packages are given to it")
    return Peer() if side == "rez-next" else Resolves(MODULES[side])


class Resolves:
    """Resolves through rez's API."""

    def __init__(self, module: str) -> None:
        self._resolve = import_module(module + ".resolved_context").ResolvedContext

    def resolve(
        self, path: str, requests: List[Request], caching: bool = True, restart: bool = False
    ) -> Dict[str, Any]:
        """Resolve one after the other.

        Args:
            path: The repository.
            requests: In their order.
            caching: Whether a resolve that is kept may be given again.
            restart: Each gets an engine of its own, whose start is not counted; only for ours.
        """
        seconds, answers = [], []
        for request in requests:
            if restart:
                self._restart()
            begin = time.perf_counter()
            context = self._resolve(
                request, package_paths=[path], add_implicit_packages=False, caching=caching
            )
            seconds.append(time.perf_counter() - begin)
            answers.append(packages_of(context.resolved_packages if context.success else []))
        return {"seconds": sum(seconds), "slowest": max(seconds), "answers": answers}

    def resolve_from(self, path: str, requests: List[Request], tier: str) -> Dict[str, Any]:
        """Resolve one after the other, from one tier of our cache: the others are emptied.

        Returns:
            As `resolve`, and how many were found there.
        """
        manager = self._manager()
        for other in TIERS[: TIERS.index(tier)]:
            manager.clear(other, "resolves")
        seconds, answers, found = 0.0, [], 0
        for request in requests:
            if tier == "memory":
                # It holds few that are as large: the last one for sure.
                self.resolve(path, [request])
            before = manager.get_statistics().tiers[tier]["resolves"].hits
            reply = self.resolve(path, [request])
            found += manager.get_statistics().tiers[tier]["resolves"].hits - before
            seconds += reply["seconds"]
            answers += reply["answers"]
        return {"seconds": seconds, "answers": answers, "found": found}

    def look_at_dependencies(self, count: int) -> Dict[str, Any]:
        """Look at each path that so many resolves, the last ones kept, depend on."""
        seconds = 0.0
        for entry in self._manager().inspect("resolves", limit=count):
            begin = time.perf_counter()
            for path in entry.depends_on:
                os.path.lexists(path)
            told = len(entry.depends_on)
            # An entry tells the first ones alone.
            seconds += (time.perf_counter() - begin) * entry.depends_on_count / max(told, 1)
        return {"seconds": seconds}

    @staticmethod
    def _manager() -> Any:
        import rez_next

        return rez_next.IntelligentCacheManager()

    def _restart(self) -> None:
        from rez_next._engine import engine

        engine().close()
        engine().call("engine/ping", {})


class Peer:
    """Resolves with the peer of the name rez-next."""

    def __init__(self) -> None:
        import rez_next

        self._resolve: Callable[..., Any] = rez_next.ResolvedContext

    def resolve(
        self, path: str, requests: List[Request], caching: bool = True, restart: bool = False
    ) -> Dict[str, Any]:
        """The same; a request that it raises for counts as one it finds no solution of."""
        seconds, answers = [], []
        for request in requests:
            begin = time.perf_counter()
            try:
                context = self._resolve(request, paths=[path])
                found = context.resolved_packages if context.success else []
            except Exception:
                found = []
            seconds.append(time.perf_counter() - begin)
            answers.append(packages_of(found))
        return {"seconds": sum(seconds), "slowest": max(seconds), "answers": answers}


def packages_of(variants: Any) -> List[str]:
    """Name and version of each, sorted: not every side tells variant and order."""
    return sorted("%s/%s" % (each.name, each.version) for each in variants)
