"""Reading packages: all of a repository, or one family, in a process that may be new."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any, Callable, Dict, List

from bench.work.clock import timed
from bench.worker import Cannot

MODULES = {"ours": "rez_next.compat", "rez": "rez"}


def start(side: str) -> Any:
    """The work of one side; what it needs is imported before anything is timed."""
    if side == "pyrer":
        raise Cannot("it reads no repository: packages are given to it")
    return Peer() if side == "rez-next" else Packages(MODULES[side], side == "ours")


class Packages:
    """Reads packages through rez's API."""

    def __init__(self, module: str, is_ours: bool) -> None:
        self._packages = import_module(module + ".packages")
        self._manager = import_module(module + ".package_repository").package_repository_manager
        self._held: List[Any] = []
        self._waited: List[float] = []
        if is_ours:
            self._count_waits()

    def load_all(self, path: str) -> Dict[str, float]:
        """Hold every package of a repository, and validate it."""
        begin = time.perf_counter()
        self._held = [
            package
            for family in self._packages.iter_package_families(paths=[path])
            for package in family.iter_packages()
        ]
        listed = time.perf_counter() - begin
        for package in self._held:
            package.validate_data()
        figures = {"count": len(self._held), "listed": listed}
        figures["seconds"] = time.perf_counter() - begin
        # The first wait is for the engine to start.
        figures["engine"] = sum(self._waited[1:])
        return figures

    def read_all(self) -> float:
        """Read what a resolve needs of the packages that are held; return the seconds."""
        return _read_all(self._held)

    def connect(self, path: str) -> None:
        """Ask something small: an engine that runs, as in any process that has asked before."""
        list(self._packages.iter_packages("no_such_family", paths=[path]))

    def family(self, name: str, path: str, latest: bool) -> Dict[str, float]:
        """Read one family, all of it or its latest package: first, again, and again as fresh.

        Again, rez answers from memory without a look at the disk, and does not see a package that
        has come or changed; "fresh" is what it takes when it looks.
        """

        def all_versions() -> None:
            for package in self._packages.iter_packages(name, paths=[path]):
                package.version, package.requires  # noqa: B018

        def latest_version() -> None:
            package = self._packages.get_latest_package(name, paths=[path])
            package.version, package.requires  # noqa: B018

        work = latest_version if latest else all_versions
        figures = {"first": timed(work)[0], "again": min(timed(work)[0] for _ in range(20))}
        figures["fresh"] = figures["again"]
        if not self._is_ours:
            figures["fresh"] = min(self._as_fresh(work) for _ in range(5))
        return figures

    def _as_fresh(self, work: Callable[[], None]) -> float:
        self._manager.clear_caches()
        return timed(work)[0]

    @property
    def _is_ours(self) -> bool:
        return self._packages.__name__.startswith("rez_next")

    def _count_waits(self) -> None:
        """Time what Python waits for the engine."""
        connection = import_module("rez_next._engine.connection").Connection
        request, waited = connection.request, self._waited

        def timed_request(*arguments: Any, **keywords: Any) -> Any:
            begin = time.perf_counter()
            try:
                return request(*arguments, **keywords)
            finally:
                waited.append(time.perf_counter() - begin)

        connection.request = timed_request


class Peer:
    """Reads packages with the peer of the name rez-next."""

    def __init__(self) -> None:
        import rez_next

        self._api: Any = rez_next
        self._held: List[Any] = []

    def load_all(self, path: str) -> Dict[str, float]:
        """Hold every package of a repository, and ask for what it makes of it."""
        begin = time.perf_counter()
        families = list(self._api.iter_package_families(paths=[path]))
        self._held = [package for family in families for package in family.iter_packages()]
        figures = {"count": len(self._held), "listed": time.perf_counter() - begin}
        for package in self._held:
            package.validate()
        figures["seconds"] = time.perf_counter() - begin
        return figures

    def read_all(self) -> float:
        """Read what a resolve needs of the packages that are held; return the seconds."""
        return _read_all(self._held)

    def connect(self, path: str) -> None:
        """Nothing to connect to."""

    def family(self, name: str, path: str, latest: bool) -> Dict[str, float]:
        """One family; it keeps nothing, so that every time is as fresh as another."""

        def all_versions() -> None:
            for package in self._api.iter_packages(name, paths=[path]):
                package.version, package.requires  # noqa: B018

        def latest_version() -> None:
            package = self._api.get_latest_package(name, paths=[path])
            package.version, package.requires  # noqa: B018

        work = latest_version if latest else all_versions
        figures = {"first": timed(work)[0], "again": timed(work)[0]}
        return {**figures, "fresh": figures["again"]}


def _read_all(packages: List[Any]) -> float:
    begin = time.perf_counter()
    for package in packages:
        package.version, package.requires  # noqa: B018
    return time.perf_counter() - begin
