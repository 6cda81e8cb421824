"""Memory of a process and all that it started, as the system tells it from outside."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Dict, List

PROC = Path("/proc")


def peak_memory(pid: int) -> int:
    """The bytes that each process had in use at its height, added; 0 where none is told."""
    return sum(_status(each, "VmHWM") for each in tree(pid))


def memory(pid: int) -> int:
    """The bytes that are in use now."""
    return sum(_status(each, "VmRSS") for each in tree(pid))


def tree(pid: int) -> List[int]:
    """The process and its descendants."""
    children: Dict[int, List[int]] = {}
    for folder in PROC.iterdir() if PROC.is_dir() else ():
        if folder.name.isdigit():
            children.setdefault(_parent(folder), []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def processor_seconds(pid: int) -> float:
    """What a process has used of the processor so far."""
    fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        # It ended meanwhile.
        return 0


def _status(pid: int, name: str) -> int:
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(name + ":"))
