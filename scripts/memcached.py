"""memcached for the tests that ask a real one: installed where that can be done without asking."""

from __future__ import annotations

import os
import shutil
import subprocess


def prepare() -> None:
    """Install it if it is missing and this is root on Debian; tests are skipped without it."""
    if shutil.which("memcached") or not shutil.which("apt-get") or os.getuid() != 0:
        return
    print("\n$ apt-get install memcached", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "memcached"]
    for command in (["apt-get", "update", "--quiet"], install):
        try:
            done = subprocess.run(command, env=environ, capture_output=True, timeout=120)
        except (OSError, subprocess.TimeoutExpired):
            return
        if done.returncode:
            return
