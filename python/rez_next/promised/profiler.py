"""Where the time goes, and how that compares with rez: `PerformanceProfiler`."""

from __future__ import annotations

import functools
import inspect
import threading

from rez_next.exceptions import ProfilingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Any, TypeVar

    from rez_next._engine.recording import Block
    from rez_next.objects.profiling.baseline import Baseline
    from rez_next.objects.profiling.metrics import Metrics

    Function = TypeVar("Function", bound=Callable[..., Any])


class PerformanceProfiler:
    """Measures blocks of a program: their times, their memory, and what the engine did in them.

    A profiler may be used by any number of threads at once.
    """

    def __init__(self) -> None:
        from rez_next._engine.recording import Trace
        from rez_next.objects.profiling.metrics import Metrics

        self._lock = threading.Lock()
        self._metrics = Metrics()
        self._trace = Trace()
        self._conditions: dict[str, Any] | None = None
        #: The baselines that were measured, by name.
        self.baselines: dict[str, Baseline] = {}

    def profile(self, name: str) -> ProfiledBlock:
        """Measure a block, as a context manager, or each call of a function, as a decorator.

        Blocks may be repeated, be in one another, and run in several threads. An exception goes on
        its way, and is counted. What a thread without a block of its own does counts for the block
        that is open in another, where there is only one such.

        Args:
            name: What the block is called in the metrics.
        """
        return ProfiledBlock(self, str(name))

    def get_metrics(self) -> Metrics:
        """What was measured until now, by the name of the block.

        Returns:
            A copy: blocks that end later are not in it.
        """
        from copy import deepcopy

        with self._lock:
            return deepcopy(self._metrics)

    def get_baseline(
        self,
        name: str = "original_rez",
        operation: str | Callable[..., Any] | None = None,
        *,
        requests: list[str] | None = None,
        packages_path: list[str] | None = None,
        package: str | None = None,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
        repeats: int = 5,
        interpreters: int = 3,
        python: str | None = None,
        timeout: float = 600.0,
    ) -> Baseline:
        """Measure what rez itself takes for the same work, on this machine.

        rez runs in fresh interpreters, without rez-next. By default it is asked what the profiled
        blocks have asked of the API: resolves, environments, shell code and listings, with the same
        requests and repositories.

        Args:
            name: The baseline; `original_rez` is the one there is.
            operation: What to measure in place of the blocks' work: `resolve`, `get_environ`,
                `get_shell_code`, `iter_packages`, `get_latest_package` or `import`; or a function
                of a module, itself or as `module:name`, which says `import rez`.
            requests: What an operation on a context asks for.
            packages_path: The repositories of an operation; None is rez's own setting.
            package: The family that an operation on packages is about.
            args: Arguments of a function, as JSON can hold them.
            kwargs: Its arguments by name.
            repeats: Runs in an interpreter after its first one.
            interpreters: Fresh interpreters for each block.
            python: A Python that has rez. None is the one that the environment variable
                REZ_NEXT_REZ_PYTHON names, this one if rez is installed beside rez-next, or that of
                the `rez` on PATH.
            timeout: Seconds that one interpreter may take.

        Raises:
            ProfilingError: rez is not installed; the message says how to get it. Or the work cannot
                be repeated with rez, or rez failed.
        """
        from rez_next.objects.profiling import baseline

        if name != "original_rez":
            raise ProfilingError("There is no baseline '%s', only 'original_rez'" % name)
        if repeats < 1 or interpreters < 1:
            raise ProfilingError("A baseline takes one run again and one interpreter at least")
        if operation is None:
            blocks = self.get_metrics()
            if not blocks:
                raise ProfilingError(
                    "Nothing was profiled that rez could be asked too: profile a resolve, or name "
                    "an `operation`"
                )
            tasks = {each.name: baseline.task_of_block(each) for each in blocks.values()}
        elif callable(operation) or ":" in operation:
            tasks = {"": baseline.task_of_function(operation, args, kwargs or {})}
        else:
            asked = {"requests": requests, "paths": packages_path, "name": package}
            asked = {key: value for key, value in asked.items() if value is not None}
            tasks = {"": baseline.task_of_operation(operation, asked)}
        measured = baseline.measure_rez(
            tasks, python=python, repeats=repeats, interpreters=interpreters, timeout=timeout
        )
        self.baselines[name] = measured
        return measured

    def save(self, file: str) -> None:
        """Write all that was measured, and the baselines, into a file that `load` reads.

        Raises:
            ProfilingError: It cannot be written.
        """
        from rez_next._engine.recording import recorder
        from rez_next.objects.profiling.conditions import conditions
        from rez_next.objects.profiling.files import write_profile

        recorder.make_out()
        with self._lock:
            content = {
                "conditions": self._conditions or conditions(),
                "blocks": [each.to_dict() for each in self._metrics.values()],
                "baselines": [each.to_dict() for each in self.baselines.values()],
                "spans": self._trace.spans,
                "left": self._trace.left,
            }
            write_profile(file, content)

    def load(self, file: str) -> PerformanceProfiler:
        """Take what another profiler has saved, in place of all that is here.

        Returns:
            Itself, so that `PerformanceProfiler().load(file)` is one that was saved.

        Raises:
            ProfilingError: The file is not there, damaged, or not of this form.
        """
        from rez_next._engine.recording import Trace
        from rez_next.objects.profiling.baseline import Baseline
        from rez_next.objects.profiling.files import read_profile
        from rez_next.objects.profiling.metrics import BlockMetrics, Metrics

        content = read_profile(file)
        try:
            blocks = [BlockMetrics.from_dict(each) for each in content["blocks"]]
            baselines = [Baseline.from_dict(each) for each in content["baselines"]]
            conditions = dict(content["conditions"])
            trace = Trace()
            for lane, name, category, begin, length, about in content["spans"]:
                trace.spans.append((lane, name, category, int(begin), int(length), about))
            trace.left = int(content["left"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ProfilingError("The profile %s is damaged: %r" % (file, error)) from error
        with self._lock:
            self._metrics = Metrics((each.name, each) for each in blocks)
            self.baselines = {each.name: each for each in baselines}
            self._conditions = conditions
            self._trace = trace
        return self

    def save_trace(self, file: str) -> None:
        """Write what went on, for people to look at.

        Args:
            file: With the suffix `.json` it is a trace for Perfetto or Chrome's tracing; with
                `.html` a page with a flame view, in one file.

        Raises:
            ProfilingError: The suffix is another one, or it cannot be written.
        """
        from rez_next._engine.recording import recorder
        from rez_next.objects.profiling.conditions import conditions
        from rez_next.objects.profiling.picture import write_picture

        recorder.make_out()
        with self._lock:
            metrics, spans, left = self._metrics, list(self._trace.spans), self._trace.left
        write_picture(file, spans, left, metrics, self._conditions or conditions())

    def _add(
        self, block: Block, microseconds: int, peaks: Any, exception: BaseException | None
    ) -> None:
        from rez_next.objects.profiling.metrics import BlockMetrics

        with self._lock:
            found = self._metrics.get(block.name)
            if found is None:
                found = self._metrics[block.name] = BlockMetrics(block.name)
            found.add(block, microseconds, peaks, exception)


class ProfiledBlock:
    """A block that is measured. It may be entered again, also while it is open.

    Args:
        profiler: Whose metrics it goes into.
        name: Its name there.
    """

    def __init__(self, profiler: PerformanceProfiler, name: str) -> None:
        self._profiler = profiler
        self._name = name
        self._local = threading.local()

    def __enter__(self) -> ProfiledBlock:
        from rez_next._engine.measure import now
        from rez_next._engine.recording import recorder
        from rez_next.objects.profiling.memory import memory_watch

        block = recorder.begin(self._name, self._profiler._trace)
        memory_watch.begin(block)
        self._blocks.append(block)
        block.begin = now()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        from rez_next._engine.measure import now
        from rez_next._engine.recording import recorder
        from rez_next.objects.profiling.memory import memory_watch

        if not self._blocks:
            raise ProfilingError("The block %r ends and has not begun: enter it first" % self._name)
        block = self._blocks.pop()
        length = now() - block.begin
        recorder.span(block, self._name, block.begin)
        recorder.end(block)
        peaks = memory_watch.end(block)
        self._profiler._add(block, length, peaks, error)

    def __call__(self, function: Function) -> Function:
        """Measure each call of a function.

        Raises:
            ProfilingError: It is a generator, whose call ends before its work begins.
        """
        if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            raise ProfilingError(
                "%s is a generator: profile the loop over it, with `with`" % function.__qualname__
            )
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def awaited(*args: Any, **kwargs: Any) -> Any:
                with self._profiler.profile(self._name):
                    return await function(*args, **kwargs)

            return awaited  # type: ignore[return-value]

        @functools.wraps(function)
        def profiled(*args: Any, **kwargs: Any) -> Any:
            with self._profiler.profile(self._name):
                return function(*args, **kwargs)

        return profiled  # type: ignore[return-value]

    @property
    def _blocks(self) -> list[Block]:
        """Those that this thread has open, the innermost last."""
        try:
            blocks: list[Block] = self._local.blocks
        except AttributeError:
            blocks = self._local.blocks = []
        return blocks
