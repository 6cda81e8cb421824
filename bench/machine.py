"""The machine that figures are of, and how busy it was with other things."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Optional

#: Load for each core, at the beginning, from which a machine counts as busy.
BUSY_LOAD = 0.4

#: Share of all processors that others used during a run, from which it was busy.
BUSY_SHARE = 0.1


def describe(folders: Dict[str, Path]) -> Dict[str, Any]:
    """Processor, cores, memory, kernel, filesystems, Python and Node.

    Args:
        folders: Whose filesystems are named, by what they are for.
    """
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "usable_cores": _usable_cores(),
        "memory": _memory(),
        "kernel": "%s %s %s" % (platform.system(), platform.release(), platform.machine()),
        "filesystems": {name: _filesystem(folder) for name, folder in folders.items()},
        "python": "%s %s" % (platform.python_implementation(), platform.python_version()),
        "node": _node(),
    }


def load() -> List[float]:
    """The load averages; none where the system has no such thing."""
    return [round(each, 2) for each in os.getloadavg()] if hasattr(os, "getloadavg") else []


def is_busy(averages: List[float], cores: int) -> bool:
    """Whether a machine has much else to do at the beginning."""
    return bool(averages) and averages[0] / cores > BUSY_LOAD


class Others:
    """How much of the processors others use, from now on, by the system's own count.

    Of other virtual machines on the same host it tells what the host says was stolen.
    """

    def __init__(self) -> None:
        self._begin = _jiffies()
        self._own = _own_seconds()

    def share(self) -> Optional[float]:
        """Of all processors together, since the beginning; None where the system does not tell."""
        now = _jiffies()
        if self._begin is None or now is None or now["all"] == self._begin["all"]:
            return None
        ticks = os.sysconf("SC_CLK_TCK")
        busy = (now["busy"] - self._begin["busy"]) / ticks - (_own_seconds() - self._own)
        return max(0.0, busy / ((now["all"] - self._begin["all"]) / ticks))


def _jiffies() -> Optional[Dict[str, int]]:
    try:
        fields = [int(each) for each in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    except (OSError, ValueError):
        return None
    idle = fields[3] + fields[4]
    return {"all": sum(fields), "busy": sum(fields) - idle}


def _own_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 0


def _filesystem(folder: Path) -> str:
    """The kind of filesystem that a folder is on: that of the longest mount above it."""
    path = str(folder.resolve())
    found = ("", "unknown")
    try:
        lines = Path("/proc/mounts").read_text().splitlines()
    except OSError:
        return sys.platform
    for line in lines:
        _, mount, kind = line.split()[:3]
        above = mount.rstrip("/") + "/"
        if (path + "/").startswith(above) and len(mount) >= len(found[0]):
            found = (mount, kind)
    return found[1]


def _node() -> str:
    from rez_next._engine import node

    try:
        program = next(node.candidates())[1]
        return subprocess.check_output([program, "--version"], encoding="utf-8").strip()
    except (OSError, StopIteration, subprocess.CalledProcessError):
        return "none"
