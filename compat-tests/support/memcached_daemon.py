"""Real memcached servers on loopback ports."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from typing import Dict

PROGRAM = shutil.which("memcached")
MISSING = "there is no memcached here: apt-get install memcached"


class Memcached:
    """A server that runs until it is closed."""

    def __init__(self) -> None:
        assert PROGRAM, MISSING
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        user = ["-u", "root"] if os.getuid() == 0 else []
        command = [PROGRAM, "-l", "127.0.0.1", "-p", str(self.port), *user]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, "memcached does not answer"
            time.sleep(0.02)

    @property
    def uri(self) -> str:
        return "127.0.0.1:%d" % self.port

    def statistics(self) -> Dict[str, int]:
        """Its numbers by name."""
        lines = self.ask("stats", "END").splitlines()
        words = [line.split() for line in lines if line.startswith("STAT ")]
        return {name: int(value) for _, name, value in words if value.isdigit()}

    def ask(self, command: str, end: str) -> str:
        with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
            connection.sendall(command.encode() + b"\r\n")
            answer = b""
            while not answer.endswith(end.encode() + b"\r\n"):
                answer += connection.recv(65536)
        return answer.decode("latin-1")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return self.ask("version", "").startswith("VERSION")
        except OSError:
            return False
