"""The machine, as plugins and settings see it: `platform_`, one object of the platform's class.

Names of the platform, processor and system come from `system`, which packages are matched with.
"""

from __future__ import annotations

import os
import subprocess
import sys
from subprocess import PIPE

from rez_next.objects.data.lazy import cached_property
from rez_next.objects.files.programs import first_program
from rez_next.objects.shell.process import Popen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Platform:
    """What differs between platforms."""

    name: str

    def __init__(self) -> None:
        pass

    @cached_property
    def arch(self) -> str:
        """The processor's name, after the setting `platform_map`."""
        from rez_next.objects.system.system import system

        return system.arch

    @cached_property
    def os(self) -> str:
        """The operating system and its version, after the setting `platform_map`."""
        from rez_next.objects.system.system import system

        return system.os

    @cached_property
    def terminal_emulator_command(self) -> str | None:
        """The command before another one that runs it in a terminal of its own, or None."""
        return self._terminal_emulator_command()

    @cached_property
    def new_session_popen_args(self) -> dict[str, Any]:
        """Arguments of `subprocess.Popen` that give a process a group of its own."""
        return self._new_session_popen_args()

    @cached_property
    def image_viewer(self) -> str | None:
        """The program that shows images; None is the browser."""
        return self._image_viewer()

    @cached_property
    def editor(self) -> str | None:
        """The program that edits text."""
        return self._editor()

    @cached_property
    def difftool(self) -> str | None:
        """The program that compares files."""
        return self._difftool()

    @cached_property
    def tmpdir(self) -> str:
        """The folder for temporary files."""
        return self._tmpdir()

    @cached_property
    def physical_cores(self) -> int:
        """The number of processor cores; 1 where it cannot be found."""
        try:
            return self._physical_cores_base()
        except Exception as error:
            from rez_next.objects.text.messages import print_error

            print_error("Error detecting physical core count, defaulting to 1: %s", error)
            return 1

    @cached_property
    def logical_cores(self) -> int:
        """The number of threads the processor runs at once."""
        return os.cpu_count() or 1

    @property
    def has_case_sensitive_filesystem(self) -> bool:
        """True if names of files differ by case alone."""
        return True

    def symlink(self, source: str, link_name: str) -> None:
        """Make a symbolic link `link_name` to `source`."""
        os.symlink(source, link_name)

    def _physical_cores_base(self) -> int:
        if self.logical_cores == 1:
            return 1
        cores = self._physical_cores()
        if cores is None:
            from rez_next.objects.text.messages import print_warning

            print_warning(
                "Could not determine number of physical cores - falling back on logical cores value"
            )
            cores = self.logical_cores
        return cores

    def _tmpdir(self) -> str:
        from tempfile import gettempdir

        return gettempdir()

    def _physical_cores(self) -> int | None:
        raise NotImplementedError

    def _terminal_emulator_command(self) -> str | None:
        raise NotImplementedError

    def _new_session_popen_args(self) -> dict[str, Any]:
        raise NotImplementedError

    def _image_viewer(self) -> str | None:
        raise NotImplementedError

    def _editor(self) -> str | None:
        raise NotImplementedError

    def _difftool(self) -> str | None:
        raise NotImplementedError


class _UnixPlatform(Platform):
    _terminals: tuple[str, ...] = ("x-terminal-emulator", "xterm")

    def _new_session_popen_args(self) -> dict[str, Any]:
        return {"preexec_fn": os.setpgrp}

    def _terminal_emulator_command(self) -> str | None:
        found = first_program(*self._terminals)
        if found is None:
            return None
        name = os.path.basename(found)
        return name + (" -hold -e" if name == "xterm" else " --noclose -e")


class LinuxPlatform(_UnixPlatform):
    """Linux."""

    name = "linux"
    _terminals = ("x-terminal-emulator", "xterm", "konsole")

    def _image_viewer(self) -> str | None:
        return first_program("xdg-open", "eog", "kview")

    def _editor(self) -> str | None:
        editor = os.environ.get("EDITOR")
        return first_program("vi", "vim", "xdg-open") if editor is None else editor

    def _difftool(self) -> str | None:
        return first_program("kdiff3", "meld", "diff")

    def _physical_cores(self) -> int | None:
        cores = self._physical_cores_from_cpuinfo()
        return self._physical_cores_from_lscpu() if cores is None else cores

    def _physical_cores_from_cpuinfo(self) -> int | None:
        try:
            with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
                blocks = file.read().strip().split("\n\n")
        except OSError:
            return None
        processors = [_colon_table(block) for block in blocks]
        processors = [fields for fields in processors if "processor" in fields]
        if len(processors) == 1:
            return 1
        cores = {(fields.get("physical id"), fields.get("core id")) for fields in processors}
        # A virtual machine may leave them out.
        return None if not cores or any(None in core for core in cores) else len(cores)

    def _physical_cores_from_lscpu(self) -> int | None:
        fields = _colon_table(_output(["lscpu"]) or "")
        sockets = fields.get("Socket(s)") or fields.get("CPU socket(s)")
        cores = fields.get("Core(s) per socket")
        return int(sockets) * int(cores) if sockets and cores else None


class OSXPlatform(_UnixPlatform):
    """macOS."""

    name = "osx"

    def _image_viewer(self) -> str | None:
        return "open"

    def _editor(self) -> str | None:
        return "open"

    def _difftool(self) -> str | None:
        return first_program("meld", "diff")

    def _physical_cores(self) -> int | None:
        printed = _output(["sysctl", "-n", "hw.physicalcpu"])
        return None if printed is None else int(printed)


class WindowsPlatform(Platform):
    """Windows."""

    name = "windows"

    @property
    def has_case_sensitive_filesystem(self) -> bool:
        """False: names of files do not differ by case alone."""
        return False

    def _terminal_emulator_command(self) -> str | None:
        return "START"

    def _new_session_popen_args(self) -> dict[str, Any]:
        return {"creationflags": 0x10}

    def _image_viewer(self) -> str | None:
        return ""

    def _editor(self) -> str | None:
        return ""

    def _difftool(self) -> str | None:
        return first_program("meld", "fc")

    def _physical_cores(self) -> int | None:
        return self._physical_cores_from_powershell() or self._physical_cores_from_wmic()

    def _physical_cores_from_powershell(self) -> int | None:
        query = (
            "(Get-CimInstance -ClassName Win32_Processor"
            " | Measure-Object -Property NumberOfCores -Sum).Sum"
        )
        printed = _output(["powershell", "-NonInteractive", "-NoProfile", "-Command", query])
        try:
            return int(printed or "")
        except ValueError:
            return None

    def _physical_cores_from_wmic(self) -> int | None:
        import re

        printed = _output(["wmic", "cpu", "get", "NumberOfCores", "/value"]) or ""
        counts = re.findall(r"NumberOfCores=(\d+)", printed)
        return sum(map(int, counts)) if counts else None


def _output(command: list[str]) -> str | None:
    """What a command prints; None if it is not there or fails."""
    try:
        process = Popen(command, stdout=PIPE, stderr=subprocess.PIPE, text=True)
    except OSError:
        return None
    printed: str = process.communicate()[0]
    return None if process.returncode else printed.strip()


def _colon_table(text: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in text.splitlines() if ":" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def _this_platform() -> Platform:
    if sys.platform == "win32":
        return WindowsPlatform()
    return OSXPlatform() if sys.platform == "darwin" else LinuxPlatform()


platform_ = _this_platform()
