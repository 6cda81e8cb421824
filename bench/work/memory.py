"""Work that is done to see what memory it takes."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Dict, List

from bench.work.environments import MODULES
from bench.worker import Cannot


def start(side: str) -> Memory:
    """The work of one side."""
    if side == "pyrer":
        raise Cannot("it reads no repository: packages are given to it")
    if side == "rez-next":
        raise Cannot("it finds no solution of most of these requests (the solves area counts them)")
    return Memory(import_module(MODULES[side] + ".resolved_context").ResolvedContext)


class Memory:
    """Resolves and holds what comes of it."""

    def __init__(self, resolve: Any) -> None:
        self._resolve = resolve
        self._held: List[Any] = []

    def resolve(self, path: str, requests: List[List[str]]) -> Dict[str, int]:
        """Resolve the requests, make their environments, and hold both."""
        for request in requests:
            context = self._resolve(request, package_paths=[path], add_implicit_packages=False)
            if context.success:
                self._held.append((context, context.get_environ()))
        return {"held": len(self._held)}
