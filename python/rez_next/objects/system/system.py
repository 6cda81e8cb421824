"""What rez says about the machine: platform, architecture, operating system, user.

Each answer is found on first use and kept. The names must be rez's to the letter, since variants
(`os-Debian-12`) and implicit packages are matched against them.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache

from rez_next.host import machine
from rez_next.objects.system.platform_map import mapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class System:
    """rez's `system` object; a single instance of it exists, `system`."""

    @property
    def rez_version(self) -> str:
        """The version of rez whose behaviour this is."""
        from rez_next import __rez_version__

        return __rez_version__

    def get_summary_string(self) -> str:
        """The version, and a table of the plugins."""
        from rez_next.objects.plugin.manager import plugin_manager

        return "Rez %s\n\n%s" % (self.rez_version, plugin_manager.get_summary_string())

    @property
    def platform(self) -> str:
        """`linux`, `osx` or `windows`."""
        return _platform()

    @property
    def arch(self) -> str:
        """The processor's name, such as `x86_64`; on Windows `AMD64`."""
        return _arch()

    @property
    def os(self) -> str:
        """The operating system and its version, such as `CentOS-7` or `windows-10.0.19045`."""
        return _os()

    @property
    def variant(self) -> list[str]:
        """The three requirements of a variant made for this very machine."""
        return ["platform-" + self.platform, "arch-" + self.arch, "os-" + self.os]

    @property
    def shell(self) -> str:
        """The name of the shell this process was started from."""
        from rez_next.objects.shell.detection import current_shell

        return current_shell()

    @property
    def user(self) -> str:
        """The login name."""
        return _user()

    @property
    def home(self) -> str:
        """The home folder."""
        return os.path.expanduser("~")

    @property
    def fqdn(self) -> str:
        """The machine's full network name."""
        return machine.fqdn()

    @property
    def hostname(self) -> str:
        """The machine's name."""
        return machine.hostname()

    @property
    def domain(self) -> str:
        """What follows the first dot of `fqdn`; empty where there is none."""
        return machine.domain()

    @property
    def rez_bin_path(self) -> str | None:
        """The folder of rez's command line tools, or None.

        They are those of rez's own installer, where rez-next is installed beside that rez.
        """
        return _rez_bin_path()

    @property
    def is_production_rez_install(self) -> bool:
        """True where rez's own installer has put rez."""
        return bool(self.rez_bin_path)

    @property
    def selftest_is_running(self) -> bool:
        """True inside rez's own test runner."""
        return os.environ.get("__REZ_SELFTEST_RUNNING") == "1"

    def clear_caches(self, hard: bool = False) -> None:
        """Forget what was read from repositories.

        Args:
            hard: Also clear a shared cache.
        """
        from rez_next.objects.ask import ask, warned

        warned.clear()
        ask("repository/forget", {})


system = System()


def system_facts() -> dict[str, Any]:
    """What code of packages may read of `system`, as it crosses to the engine.

    The network's names do not: finding them may take seconds.
    """
    return {name: getattr(system, name) for name in _FACTS}


_FACTS = (
    "platform",
    "arch",
    "os",
    "variant",
    "shell",
    "user",
    "home",
    "hostname",
    "rez_bin_path",
    "rez_version",
    "is_production_rez_install",
    "selftest_is_running",
)


@lru_cache(maxsize=None)
def _user() -> str:
    import getpass

    return getpass.getuser()


@lru_cache(maxsize=None)
def _rez_bin_path() -> str | None:
    import rez_next

    parts = os.path.normpath(rez_next.__path__[0]).split(os.sep)
    # As rez finds it from its own folder: <install>/lib/python3.11/site-packages/rez. On Windows
    # it is `Lib`.
    for library in ("lib", "lib64"):
        places = [i for i, part in enumerate(parts) if part.lower() == library]
        if places:
            programs = "Scripts" if sys.platform == "win32" else "bin"
            folder = os.sep.join([*parts[: places[-1]], programs, "rez"])
            is_installed = os.path.exists(os.path.join(folder, ".rez_production_install"))
            return os.path.realpath(folder) if is_installed else None
    return None


@lru_cache(maxsize=None)
def _platform() -> str:
    if sys.platform.startswith("linux"):
        return "linux"
    return {"darwin": "osx", "win32": "windows"}.get(sys.platform, sys.platform)


@lru_cache(maxsize=None)
def _arch() -> str:
    if sys.platform == "win32":
        # A 32-bit Python on a 64-bit Windows is told the truth only by the second variable.
        name = os.environ.get("PROCESSOR_ARCHITEW6432") or os.environ["PROCESSOR_ARCHITECTURE"]
    else:
        name = os.uname().machine
    return version_safe(mapped("arch", name))


@lru_cache(maxsize=None)
def _os() -> str:
    if sys.platform == "win32":
        import platform

        name = "windows-" + platform.win32_ver()[1]
        pack = platform.win32_ver()[2]
        name = name + "." + pack.lower() if pack and pack != "SP0" else name
    elif sys.platform == "darwin":
        import platform

        name = "osx-" + platform.mac_ver()[0]
    else:
        name = _linux_os()
    return version_safe(mapped("os", name))


def _linux_os() -> str:
    """Distributor and release, from the first of rez's three sources that completes them."""
    found: dict[str, str] = {}
    for source in (_lsb_release_file, _lsb_release_command, _os_release_file):
        for key, value in source().items():
            found.setdefault(key, value)
        if len(found) == 2:
            return "%s-%s" % (found["distributor"], found["release"])
    from rez_next.exceptions import RezSystemError

    raise RezSystemError("cannot detect operating system")


def _lsb_release_file() -> dict[str, str]:
    return _fields(_text("/etc/lsb-release"), "DISTRIB_ID=", "DISTRIB_RELEASE=")


def _lsb_release_command() -> dict[str, str]:
    from rez_next.objects.files.programs import which

    program = which("lsb_release")
    if program is None:
        return {}
    import subprocess

    done = subprocess.run([program, "-a"], capture_output=True)
    if done.returncode:
        return {}
    return _fields(done.stdout.decode(errors="replace"), "Distributor ID:", "Release:")


def _os_release_file() -> dict[str, str]:
    return _fields(_text("/etc/os-release"), "ID=", "VERSION_ID=")


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def _fields(text: str, distributor: str, release: str) -> dict[str, str]:
    found = {}
    for line in text.strip().split("\n"):
        for key, prefix in (("distributor", distributor), ("release", release)):
            if line.startswith(prefix):
                value = line[len(prefix) :].strip()
                if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
                    value = value[1:-1]
                if value:
                    found[key] = value
    return found


def version_safe(text: str) -> str:
    """`text` as a rez version: other characters become `_`, separators neither lead nor double."""
    kept = "".join(
        c if c in ".-" or c == "_" or (c.isascii() and c.isalnum()) else "_" for c in text
    )
    return "".join(_without_doubled_separators(kept.strip(".").strip("-")))


def _without_doubled_separators(text: str) -> Iterable[str]:
    previous = ""
    for character in text:
        if not (character in ".-" and previous in (".", "-")):
            yield character
        previous = character
