"""The engine's process: how it is started, what it writes to its log, how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

from rez_next._engine.pipe import PolledPipe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Dict

_HERE = os.path.dirname(os.path.abspath(__file__))
BUNDLE = os.path.join(_HERE, "engine.cjs")

# Runs the bundle with what is left of compiling it before.
START = os.path.join(_HERE, "start.cjs")

# What a DCC sets for itself and would break Node: loader paths, options of a Node of its own.
_SCRUBBED = ("NODE_", "LD_", "DYLD_", "ELECTRON_", "OPENSSL_", "SSL_CERT_", "ASAN_OPTIONS", "V8_")

# glibc gives each of Node's threads memory of its own, and gives little of it back: 19 of 165 MB
# after rez's 188 benchmark requests. Other C libraries do not look at these.
_MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}

# V8 lets what is young take 32 MB before it looks at it: reading 18,226 packages takes 137 MB so,
# and 105 MB with less, in no more of the processor's time (bench/areas/packages.py).
_HEAP = ("--max-semi-space-size=4",)

_TAIL_BYTES = 4096


def scrubbed_environment() -> Dict[str, str]:
    """The environment Node is started in. The user's own crosses as data where it matters."""
    return {
        name: value for name, value in os.environ.items() if not name.upper().startswith(_SCRUBBED)
    }


def _environment() -> Dict[str, str]:
    """What the engine is started in: scrubbed, and with a place for what can be made again.

    That is the index of packages and the engine's compiled code, which saves a fifth of a process
    that resolves once. Both are checked before use, and done without where nobody can write.
    """
    environment = scrubbed_environment()
    for name, value in _MEMORY.items():
        environment.setdefault(name, value)
    folder = cache_folder()
    environment["REZ_NEXT_CACHE"] = folder
    if folder and _is_own(folder) and _is_own(os.path.join(folder, "compiled")):
        environment["REZ_NEXT_COMPILED"] = os.path.join(folder, "compiled")
    return environment


def _is_own(folder: str) -> bool:
    """Whether nobody else can write to the folder, which is made if need be.

    The engine runs what lies in a cache of compiled code.
    """
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.stat(folder)
    except OSError:
        return False
    return sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def cache_folder() -> str:
    """Where rez-next keeps what can be made again; empty when there is no such place.

    The environment variable REZ_NEXT_CACHE names another folder.
    """
    own = os.environ.get("REZ_NEXT_CACHE", "")
    if own:
        return os.path.abspath(own)
    folder = _users_cache_folder()
    return os.path.join(folder, "rez-next") if folder else ""


def _users_cache_folder() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA", "")
    if sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches")
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return folder if os.path.isabs(folder) else ""


class EngineProcess:
    """A running engine and this process's ends of its pipes."""

    def __init__(self, node: str) -> None:
        """Starts it; raises OSError when that fails."""
        # Not a pipe, which someone would have to drain.
        self._log: IO[bytes] = _temporary_file()
        try:
            # All three streams are given: a GUI application may have no usable standard handles.
            self._popen = subprocess.Popen(
                [node, *_HEAP, START, BUNDLE],
                bufsize=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                env=_environment(),
                cwd=_folder_that_stays(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except BaseException:
            self._log.close()
            raise
        self.node = node
        self.pid = self._popen.pid
        try:
            stdin, stdout = self._popen.stdin, self._popen.stdout
            assert stdin is not None and stdout is not None
            self._log = _above_standard(self._log)
            self._stdin, self._stdout = _above_standard(stdin), _above_standard(stdout)
            self.input_fd = self._stdin.fileno()
            self.output_fd = self._stdout.fileno()
        except BaseException:
            self.kill()
            raise

    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self._popen.poll() is not None

    def kill(self) -> None:
        """Ends it at once. The pipes stay open: another thread may be reading."""
        with suppress(OSError):
            self._popen.kill()
        self._wait(2.0)

    def end(self) -> None:
        """Ends it in order: it goes when its input closes, and is made to when it does not."""
        self._close(self._stdin)
        # The end of its output is seen at once; `Popen.wait` looks for its end now and then.
        seen = sys.platform == "win32" or PolledPipe(self.output_fd).wait(1.0)
        if not self._wait(1.0 if seen else 0.0):
            self._popen.terminate()
            if not self._wait(1.0):
                self.kill()

    def forget(self) -> None:
        """Gives up the pipes and the log, and the process without waiting for it."""
        self._popen.returncode = self._popen.returncode or 0
        for stream in (self._stdin, self._stdout, self._log):
            self._close(stream)

    def __del__(self) -> None:
        # Only now is no thread left that reads or writes: a number closed under it could be reused.
        if hasattr(self, "output_fd"):
            self.forget()

    def ending(self) -> str:
        """How it ended, in words."""
        code = self._popen.poll()
        if code is None:
            return "stopped answering"
        if code < 0:
            return f"was ended by signal {-code}"
        return f"ended with exit code {code}"

    def log_tail(self) -> str:
        """The last lines it wrote to its log."""
        try:
            fd = self._log.fileno()
            start = max(0, os.fstat(fd).st_size - _TAIL_BYTES)
            if hasattr(os, "pread"):
                # The position belongs to the engine too: moving it would corrupt its log.
                tail = os.pread(fd, _TAIL_BYTES, start)
            else:
                os.lseek(fd, start, os.SEEK_SET)
                tail = os.read(fd, _TAIL_BYTES)
        except (OSError, ValueError):
            return ""
        return tail.decode("utf-8", "replace").strip()

    def _wait(self, seconds: float) -> bool:
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    @staticmethod
    def _close(stream: IO[bytes]) -> None:
        with suppress(OSError):
            stream.close()


def _above_standard(stream: IO[bytes]) -> IO[bytes]:
    """The stream, with a number that is no standard handle's.

    A process whose standard handles are closed gives their numbers to the first files it opens, and
    what some library then writes to number 1 would go to the engine.
    """
    if stream.fileno() > 2 or sys.platform == "win32":
        return stream
    from fcntl import F_DUPFD_CLOEXEC, fcntl

    with stream:
        return open(fcntl(stream.fileno(), F_DUPFD_CLOEXEC, 3), stream.mode, buffering=0)


def _temporary_file() -> IO[bytes]:
    """A file that is gone when it is closed; on POSIX it has no name.

    Most systems make it in one call. The module `tempfile` does the same, and loading it takes a
    third of the time until the engine is started.
    """
    for folder in (os.environ.get("TMPDIR", ""), "/tmp"):
        if folder and hasattr(os, "O_TMPFILE"):
            with suppress(OSError):
                flags = os.O_TMPFILE | os.O_RDWR | os.O_EXCL | os.O_CLOEXEC
                return open(os.open(folder, flags, 0o600), "w+b", buffering=0)
    from tempfile import TemporaryFile

    return TemporaryFile(prefix="rez-next-engine-")


def _folder_that_stays() -> str:
    """A working directory that nobody deletes under the engine, and that blocks no deletion."""
    if sys.platform != "win32":
        return "/"
    return os.environ.get("SYSTEMROOT", "C:\\")
