"""A run of the suite: its sides, its scratch folder, and whether it is the quick one."""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Union

from bench.process_tree import peak_memory
from bench.row import Row
from bench.sides import Side, Worker, plain_environ
from bench.turns import Turns

#: What has been read is in the index so much later.
INDEX_SECONDS = 3.0

Arguments = Union[Mapping[str, Any], Callable[[int], Mapping[str, Any]]]


@dataclass(frozen=True)
class Area:
    """A topic of the suite.

    Args:
        name: As the command line knows it.
        title: As the report shows it.
        about: How its figures are made, and what a reader must know of all of them.
        measure: Yields its rows.
    """

    name: str
    title: str
    about: str
    measure: Callable[[Bench], Iterator[Row]]


class Bench:
    """What areas measure with.

    Args:
        sides: Those that are there.
        scratch: A folder for whatever they write; it is on the disk that is measured.
        quick: Fewer rounds, and without what takes minutes.
    """

    def __init__(self, sides: Mapping[str, Side], scratch: Path, quick: bool) -> None:
        self.sides = dict(sides)
        self.scratch = scratch
        self.quick = quick

    def rounds(self, full: int, quick: int) -> int:
        """How many rounds this run takes."""
        return quick if self.quick else full

    def folder(self, name: str) -> Path:
        """A new, empty folder."""
        folder = self.scratch / name
        shutil.rmtree(str(folder), ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def environ(self, cache: str = "cache", **changes: str) -> Dict[str, str]:
        """The environment of a process, whose kept data lies in a folder of the run."""
        return plain_environ(REZ_NEXT_CACHE=str(self.scratch / cache), **changes)

    @contextmanager
    def crew(self, work: str, only: Optional[List[str]] = None, **environ: Any) -> Iterator[Crew]:
        """A worker of each side, or of some, for one kind of work."""
        names = [name for name in self.sides if only is None or name in only]
        with ExitStack() as stack:
            yield Crew(
                {
                    name: stack.enter_context(
                        Worker(self.sides[name], work, self.environ(**environ))
                    )
                    for name in names
                }
            )

    def fill_index(self, packages: str, cache: str) -> None:
        """Have our index in a cache hold all of a repository: it is written by and by."""
        with Worker(self.sides["ours"], "packages", self.environ(cache=cache)) as worker:
            worker.ask("load_all", path=packages)
            time.sleep(INDEX_SECONDS)

    def new_process(
        self,
        side: str,
        work: str,
        method: str,
        arguments: Mapping[str, Any],
        first: Optional[str] = None,
        **environ: Any,
    ) -> Any:
        """What a worker replies that is made for this one question, and ended after it.

        Args:
            side: Whose worker.
            work: A module of `bench.work`.
            method: What is asked.
            arguments: Of the method.
            first: A method that is called before it, given the path alone.
            environ: As for `environ`.
        """
        with Worker(self.sides[side], work, self.environ(**environ)) as worker:
            if first:
                worker.ask(first, path=arguments["path"])
            reply = worker.ask(method, **arguments)
            return {**reply, "peak": peak_memory(worker.pid)}


class Crew:
    """Workers that take turns."""

    def __init__(self, workers: Dict[str, Worker]) -> None:
        self.workers = workers

    def take_turns(
        self, method: str, arguments: Arguments, rounds: int, unmeasured: int = 0
    ) -> Turns:
        """Every worker's replies; arguments may depend on the number of the round."""

        def asking(worker: Worker) -> Callable[[int], Any]:
            def ask(number: int) -> Any:
                given = arguments(number) if callable(arguments) else arguments
                return worker.ask(method, **given)

            return ask

        sides = {name: asking(worker) for name, worker in self.workers.items()}
        return Turns(sides, rounds, unmeasured)
