"""Which shell this process runs under, found as rez finds it.

Parent process first, then `$SHELL`, then the ancestors, then `sh`.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache

# rez's shells that run on POSIX, by the name of their executable.
POSIX_SHELLS = ("bash", "csh", "pwsh", "sh", "tcsh", "zsh")


@lru_cache(maxsize=None)
def current_shell() -> str:
    """The shell's name in rez, such as `bash`; always `powershell` on Windows."""
    if sys.platform == "win32":
        return "powershell"
    parent = os.getppid()
    candidates = (_command_of(parent), os.path.basename(os.environ.get("SHELL", "")))
    for name in candidates:
        if name in POSIX_SHELLS:
            break
    else:
        name = _shell_among_ancestors(parent) or "sh"
    # dash has no shell of its own in rez, and bash runs everything that sh would.
    return "bash" if name == "sh" and _target_of("/bin/sh") == "dash" else name


def _target_of(link: str) -> str:
    return os.path.basename(os.readlink(link)) if os.path.islink(link) else ""


def _command_of(pid: int) -> str:
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            words = file.read().replace(b"\0", b" ").split()
    except OSError:
        words = _ps_words(pid)
    return os.path.basename(os.fsdecode(words[0])).replace("-", "") if words else ""


def _ps_words(pid: int) -> list[bytes]:
    import subprocess

    try:
        done = subprocess.run(
            ["ps", "-o", "args=", "-p", str(pid)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return []
    return done.stdout.split()


def _shell_among_ancestors(pid: int) -> str | None:
    while pid:
        fields = {}
        try:
            with open("/proc/%d/status" % pid, encoding="utf-8", errors="replace") as file:
                for line in file:
                    words = line.split()
                    if len(words) == 2:
                        fields[words[0]] = words[1]
        except OSError:
            return None
        if fields.get("Name:") in POSIX_SHELLS:
            return fields["Name:"]
        pid = int(fields.get("PPid:", "0"))
    return None
