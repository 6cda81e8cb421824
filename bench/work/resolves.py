"""Resolves through Python, packages on disk: the whole of what a program waits for."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any, Callable, Dict, List

from bench.work.environments import MODULES
from bench.worker import Cannot

Request = List[str]


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
