"""Calls from Python to the engine, and its start, from inside one process."""

from __future__ import annotations

import threading
import time
from typing import Any, List

from bench.worker import Cannot


def start(side: str) -> Crossings:
    """The work of one side."""
    if side != "ours":
        raise Cannot("it has no engine of its own, and so nothing to cross to")
    return Crossings()


class Crossings:
    """Calls of one engine."""

    def __init__(self) -> None:
        from rez_next._engine import engine

        self._engine: Any = engine

    def calls(self, count: int) -> List[float]:
        """The seconds of each of so many empty calls."""
        self._call()
        return [self._call() for _ in range(count)]

    def calls_beside_threads(self, count: int) -> List[float]:
        """The same, while three other threads call all the time."""
        stop = threading.Event()

        def others() -> None:
            while not stop.is_set():
                self._call()

        threads = [threading.Thread(target=others) for _ in range(3)]
        for thread in threads:
            thread.start()
        try:
            return self.calls(count)
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def bulk(self, count: int) -> float:
        """The seconds of one call with so many texts in and out: the greatest messages."""
        from rez_next.promised.versions import sort_versions

        texts = ["%d.%d.%d" % (n % 7, n % 31, n) for n in range(count)]
        begin = time.perf_counter()
        sort_versions(texts)
        return time.perf_counter() - begin

    def end(self) -> float:
        """The seconds that the engine takes to end."""
        self._call()
        begin = time.perf_counter()
        self._engine().close()
        return time.perf_counter() - begin

    def _call(self) -> float:
        begin = time.perf_counter()
        self._engine().call("engine/ping", {})
        return time.perf_counter() - begin
