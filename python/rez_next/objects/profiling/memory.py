"""The peak of memory within a block: of Python, and of the engine.

On Linux both are the kernel's own high-water marks, which are set back when a block begins. Where
they cannot be set back, the mark counts if it has risen within the block, and else what is resident
when a block begins or ends. Other systems have no such mark of another process: there the engine
says what it has at the end of each call. Nothing is sampled in between by a thread.
"""

from __future__ import annotations

import os
import sys
import threading

from rez_next._engine.recording import recorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next._engine.recording import Block


class Peaks:
    """The most that was resident, in bytes; 0 where nobody can say."""

    def __init__(self) -> None:
        self.python = 0
        self.engine = 0
        #: How it was measured: "peak", or "samples" where a peak in between may be missing.
        self.measured = "peak"


class MemoryWatch:
    """Watches the peaks of all blocks that are open, since the marks are those of processes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._peaks: dict[Block, Peaks] = {}
        self._marks: dict[int, int] = {}

    def begin(self, block: Block) -> None:
        """A block begins."""
        with self._lock:
            self._fold()
            self._peaks[block] = Peaks()
            for process in (os.getpid(), *recorder.engines()):
                self._marks[process] = 0 if _set_back(process) else _high_water(process)

    def end(self, block: Block) -> Peaks:
        """A block ends; its peaks."""
        with self._lock:
            self._fold()
            peaks = self._peaks.pop(block)
        if not peaks.engine:
            # Another system, or an engine that has ended.
            peaks.engine = block.counts.get("engine_memory", 0)
            peaks.measured = "samples" if peaks.engine else peaks.measured
        return peaks

    def _fold(self) -> None:
        if not self._peaks:
            return
        python, is_peak = self._most(os.getpid())
        engine = 0
        for process in recorder.engines():
            most, is_also = self._most(process)
            engine = max(engine, most)
            is_peak = is_peak and (is_also or not most)
            if not most and sys.platform.startswith("linux"):
                recorder.lost(process)
                self._marks.pop(process, None)
        for peaks in self._peaks.values():
            peaks.python = max(peaks.python, python)
            peaks.engine = max(peaks.engine, engine)
            if not is_peak:
                peaks.measured = "samples"

    def _most(self, process: int) -> tuple[int, bool]:
        """The most that a process had since its mark was set back, and whether that is sure."""
        mark = _high_water(process)
        if mark > self._marks.get(process, 0):
            return mark, True
        return _resident(process), False


def _set_back(process: int) -> bool:
    """Let the kernel's mark begin anew."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        with open("/proc/%d/clear_refs" % process, "w") as file:
            file.write("5")
    except OSError:
        return False
    # Some kernels take it and do nothing.
    return _high_water(process) < _resident(process) + (1 << 20)


def _high_water(process: int) -> int:
    if sys.platform.startswith("linux"):
        return _status(process, b"VmHWM:")
    if process != os.getpid():
        return 0
    if sys.platform == "win32":
        return _windows_sizes()[0]
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _resident(process: int) -> int:
    if sys.platform.startswith("linux"):
        return _status(process, b"VmRSS:")
    if sys.platform == "win32" and process == os.getpid():
        return _windows_sizes()[1]
    return _high_water(process)


def _status(process: int, name: bytes) -> int:
    try:
        with open("/proc/%d/status" % process, "rb") as file:
            text = file.read()
    except OSError:
        return 0
    _, _, rest = text.partition(name)
    return int(rest.split(None, 1)[0]) * 1024 if rest else 0


def _windows_sizes() -> tuple[int, int]:
    """The largest working set of this process, and the present one."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            [("cb", ctypes.c_uint32), ("PageFaultCount", ctypes.c_uint32)]
            + [("PeakWorkingSetSize", ctypes.c_size_t), ("WorkingSetSize", ctypes.c_size_t)]
            + [("rest%d" % at, ctypes.c_size_t) for at in range(6)]
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    libraries = vars(ctypes)["windll"]
    current = libraries.kernel32.GetCurrentProcess
    current.restype = ctypes.c_void_p
    found = libraries.psapi.GetProcessMemoryInfo(
        ctypes.c_void_p(current()), ctypes.byref(counters), counters.cb
    )
    return (counters.PeakWorkingSetSize, counters.WorkingSetSize) if found else (0, 0)


#: The one of this process.
memory_watch: MemoryWatch = MemoryWatch()


def peaks_since_start(block: Block) -> Peaks:
    """The peaks of this process and its engine since they began."""
    peaks = Peaks()
    peaks.python = _high_water(os.getpid())
    peaks.engine = max(map(_high_water, recorder.engines()), default=0)
    if not peaks.engine:
        peaks.engine = block.counts.get("engine_memory", 0)
        peaks.measured = "samples"
    return peaks
