"""What rez itself takes, on this machine, with these packages: measured, never looked up.

rez runs in fresh interpreters, alone: rez-next is not imported there. What it is asked is what the
profiled blocks have asked, or an operation, or a function that the caller names.
"""

from __future__ import annotations

import os
import sys

from rez_next.exceptions import ProfilingError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from rez_next.objects.profiling.metrics import BlockMetrics

    Operation = dict[str, Any]
    Task = dict[str, Any]

#: What rez can be asked again without doing anything to anybody, and the engine's methods that are
#: called for it. A block that has called others has done what nobody repeats.
REPEATABLE = {
    "resolve": ("context/resolve",),
    "get_environ": ("context/environ",),
    "get_shell_code": ("context/script",),
    "iter_packages": ("repository/packages",),
    "get_latest_package": ("repository/packages",),
}

_ARGUMENTS = {
    "resolve": ("requests",),
    "get_environ": ("requests",),
    "get_shell_code": ("requests",),
    "iter_packages": ("name",),
    "get_latest_package": ("name",),
    "import": (),
}

_ADVICE = (
    "Install it beside rez-next (`pip install rez==%s`), or name a Python that has it: "
    "get_baseline(python=...), or the environment variable REZ_NEXT_REZ_PYTHON"
)


class Measurement:
    """What rez took for one block, or for one operation.

    Args:
        first_ms: Milliseconds of the first run in each fresh interpreter.
        again_ms: Milliseconds of the runs after it.
        memory_peak_mb: The most that rez's interpreter had, in MiB; 0 where it cannot say.
        is_of_all_runs: Whether a run is that of all runs of the block, which differ.
        conditions: What was asked.
    """

    def __init__(
        self,
        first_ms: list[float],
        again_ms: list[float],
        memory_peak_mb: float,
        is_of_all_runs: bool,
        conditions: dict[str, Any],
    ) -> None:
        self.first_ms = first_ms
        self.again_ms = again_ms
        self.memory_peak_mb = memory_peak_mb
        self.is_of_all_runs = is_of_all_runs
        self.conditions = conditions


class Baseline:
    """What something other than rez-next took for the same work.

    Args:
        name: What it is, such as `original_rez`.
        measurements: By the block's name; `""` for one operation that the caller named.
        conditions: The machine, the versions, and how often it ran.
    """

    def __init__(
        self, name: str, measurements: dict[str, Measurement], conditions: dict[str, Any]
    ) -> None:
        self.name = name
        self.measurements = measurements
        self.conditions = conditions

    @property
    def duration_ms(self) -> float:
        """Milliseconds of a run: the median of the later ones, summed over blocks."""
        from rez_next.objects.profiling.metrics import median

        return sum(median(each.again_ms or each.first_ms) for each in self.measurements.values())

    def to_dict(self) -> dict[str, Any]:
        """Itself as JSON."""
        measured = {name: vars(each) for name, each in self.measurements.items()}
        return {"name": self.name, "measurements": measured, "conditions": self.conditions}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Baseline:
        """One that was made JSON."""
        measured = {name: Measurement(**each) for name, each in data["measurements"].items()}
        return cls(data["name"], measured, data["conditions"])

    def __repr__(self) -> str:
        return "<Baseline '%s': %.2f ms>" % (self.name, self.duration_ms)


def measure_rez(
    tasks: Mapping[str, Task],
    *,
    python: str | None,
    repeats: int,
    interpreters: int,
    timeout: float,
) -> Baseline:
    """Measure rez.

    Args:
        tasks: What to do, by the block's name.
        python: A Python that has rez; None finds one.
        repeats: Runs in one interpreter after the first.
        interpreters: Fresh interpreters for each task.
        timeout: Seconds that one interpreter may take.

    Raises:
        ProfilingError: rez is not installed, or failed at the task.
    """
    from rez_next.objects.profiling.conditions import conditions

    command, folder = find_rez(python)
    measurements = {}
    facts: dict[str, Any] = {}
    for name, task in tasks.items():
        runs = [
            _run(command, {**task, "rez": folder, "repeats": repeats}, timeout)
            for _ in range(interpreters)
        ]
        facts = runs[0]
        measurements[name] = Measurement(
            first_ms=[run["first_ms"] for run in runs],
            again_ms=[ms for run in runs for ms in run["again_ms"]],
            memory_peak_mb=max(run["memory_peak_mb"] for run in runs),
            is_of_all_runs=task.get("is_of_all_runs", False),
            conditions=task["conditions"],
        )
    return Baseline(
        "original_rez",
        measurements,
        {
            **conditions(),
            "rez": facts["rez_version"],
            "rez_python": facts["python_version"],
            "interpreters": interpreters,
            "repeats": repeats,
            "first_run": "the first in a fresh interpreter, in which rez was imported before",
        },
    )


def task_of_block(block: BlockMetrics) -> Task:
    """What a block has asked, to be asked of rez.

    Raises:
        ProfilingError: It did what cannot be repeated.
    """
    asked = block.operations
    for run in asked:
        for operation in run:
            name = operation["operation"]
            if name not in REPEATABLE or any(not operation.get(k) for k in _ARGUMENTS[name]):
                raise _unrepeatable(block, operation["operation"])
    covered = {method for run in asked for op in run for method in REPEATABLE[op["operation"]]}
    others = sorted(set(block.calls) - covered - {"configuration/read"})
    if others or not covered:
        raise _unrepeatable(block, ", ".join(others))
    if all(run == asked[0] for run in asked):
        return {"operations": asked[0], "conditions": _summary(asked[0])}
    together = [operation for run in asked for operation in run]
    return {"operations": together, "is_of_all_runs": True, "conditions": _summary(together)}


def task_of_operation(operation: str, arguments: dict[str, Any]) -> Task:
    """One named operation.

    Raises:
        ProfilingError: There is none of that name, or it needs other arguments.
    """
    if operation not in _ARGUMENTS:
        raise ProfilingError(
            "There is no operation '%s' to measure: there are %s, and any function of a module"
            % (operation, ", ".join(sorted(_ARGUMENTS)))
        )
    missing = [name for name in _ARGUMENTS[operation] if not arguments.get(name)]
    if missing:
        needed = ", ".join("%s=..." % name for name in missing)
        raise ProfilingError("The operation '%s' needs %s" % (operation, needed))
    asked = {"operation": operation, **arguments}
    return {"operations": [asked], "conditions": _summary([asked])}


def task_of_function(
    function: Callable[..., Any] | str, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Task:
    """A function of the caller's, found in the other interpreter by module and name.

    Raises:
        ProfilingError: It cannot be found there, or its arguments cannot be sent.
    """
    import json

    if isinstance(function, str):
        module, _, name = function.partition(":")
        place = {"module": module, "name": name, "file": None}
    else:
        place = _place_of(function)
    try:
        arguments = json.loads(json.dumps([list(args), dict(kwargs)]))
    except (TypeError, ValueError) as error:
        raise ProfilingError(
            "The arguments of %s(%s) cannot be sent to another interpreter: %s"
            % (place["name"], place["module"], error)
        ) from None
    called = "%s:%s" % (place["module"], place["name"])
    return {
        "function": {**place, "args": arguments[0], "kwargs": arguments[1]},
        "conditions": {"function": called},
    }


def find_rez(python: str | None) -> tuple[list[str], str | None]:
    """The command of an interpreter, and the folder to find rez in if it has none itself.

    Raises:
        ProfilingError: rez is not installed; the message says how to get it.
    """
    from rez_next import __rez_version__
    from rez_next.switch import installed_rez

    python = python or os.environ.get("REZ_NEXT_REZ_PYTHON")
    if python:
        if not _is_program(python):
            raise ProfilingError("There is no Python at %s to run rez with" % python)
        return [python], None
    beside = installed_rez()
    if beside is not None and os.path.basename(sys.executable).lower().startswith("py"):
        return [sys.executable], os.path.dirname(beside)
    own = _python_of_rez_command()
    if own is not None:
        return [own], None
    raise ProfilingError(
        "original_rez cannot be measured, since rez is not installed here. "
        + _ADVICE % __rez_version__
    )


def _python_of_rez_command() -> str | None:
    """The Python that a rez on PATH runs in: the first line of its command names it."""
    from shutil import which

    command = which("rez")
    if command is None:
        return None
    try:
        with open(command, "rb") as file:
            first = file.readline(4096)
    except OSError:
        return None
    words = first[2:].split() if first.startswith(b"#!") else []
    python = os.fsdecode(words[0]) if words else ""
    return python if "python" in os.path.basename(python) and _is_program(python) else None


def _run(command: list[str], task: Task, timeout: float) -> dict[str, Any]:
    """Do a task in a fresh interpreter with rez."""
    import json
    import subprocess

    from rez_next import __rez_version__
    from rez_next.objects.profiling.fresh_interpreter import plain_environment, run_fresh

    # The file and not the module: rez-next itself is not to be imported.
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "rez_side.py")
    try:
        task_there = {**task, "overrides": _overrides()}
        found, _ = run_fresh(command, here, task_there, plain_environment(), timeout)
    except subprocess.TimeoutExpired:
        what = "rez took longer than %g seconds" % timeout
        raise ProfilingError("%s for %s" % (what, json.dumps(task["conditions"]))) from None
    except OSError as error:
        raise ProfilingError("%s cannot be run: %s" % (command[0], error)) from error
    if found.get("missing"):
        raise ProfilingError(
            "original_rez cannot be measured: %s has no rez (%s). %s"
            % (command[0], found["missing"], _ADVICE % __rez_version__)
        )
    if "error" in found:
        raise ProfilingError("original_rez cannot be measured: " + found["error"])
    return found


def _overrides() -> dict[str, Any]:
    """The settings that this process has changed; those of files the other one reads itself."""
    import json

    from rez_next.objects.config.config import config

    found = {}
    for name, value in config.overrides.items():
        try:
            found[name] = json.loads(json.dumps(value))
        except (TypeError, ValueError):
            continue
    return found


def _place_of(function: Callable[..., Any]) -> dict[str, Any]:
    module = getattr(function, "__module__", None) or ""
    name = getattr(function, "__qualname__", "")
    if not module or not name or "<" in name:
        raise ProfilingError(
            "%r cannot be measured in another interpreter: it has to be a function of a module, "
            "neither a lambda nor within another function" % (function,)
        )
    if module == "__main__":
        file = getattr(sys.modules["__main__"], "__file__", None)
        if not file:
            raise ProfilingError("%s is in no file: put it into a module" % name)
        return {"module": module, "name": name, "file": os.path.abspath(file), "folder": None}
    found = getattr(sys.modules.get(module), "__file__", None)
    folder = os.path.dirname(os.path.abspath(found)) if found else None
    if folder is not None:
        is_package = os.path.basename(str(found)).startswith("__init__.")
        for _ in range(module.count(".") + is_package):
            folder = os.path.dirname(folder)
    return {"module": module, "name": name, "file": None, "folder": folder}


def _summary(operations: list[Operation]) -> dict[str, Any]:
    """What was asked, for people."""
    shown = ("operation", "requests", "name", "range", "timestamp", "building")
    asked = [{key: each[key] for key in shown if each.get(key)} for each in operations]
    paths = sorted({path for each in operations for path in each.get("paths") or ()})
    few = asked if len(asked) <= 20 else [*asked[:20], "and %d more" % (len(asked) - 20)]
    return {"asked": few, "packages_path": paths}


def _unrepeatable(block: BlockMetrics, what: str) -> ProfilingError:
    done = "it also did %s" % what if what else "it asked nothing of rez's API"
    return ProfilingError(
        "What '%s' did cannot be repeated with rez: %s. Profile what can be repeated (%s) in a "
        "block of its own, or name an operation or a function: get_baseline(operation=...)"
        % (block.name, done, ", ".join(REPEATABLE))
    )


def _is_program(path: str) -> bool:
    from shutil import which

    return which(path) is not None
