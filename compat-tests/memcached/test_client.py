"""rez.utils.memcached under the switch, with the public library and with rez's copy of it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Iterator, List

import pytest

from support.memcached_daemon import MISSING, PROGRAM, Memcached

pytestmark = pytest.mark.skipif(not PROGRAM, reason=MISSING)

SCRIPT = """
import sys
if sys.argv[1] == "rez's copy":
    sys.modules["memcache"] = None
import rez_next
rez_next.install_as_rez()
from rez.utils.memcached import Client, memcache_client_version
import rez
assert rez.__rez_next_version__ and memcache_client_version
client = Client(sys.argv[2:])
assert client.test_servers() == set(sys.argv[2:])
for number in range(20):
    client.set("key %d" % number, [number])
assert [client.get("key %d" % number) for number in range(20)] == [[it] for it in range(20)]
gets = lambda: [int(numbers["cmd_get"]) for _, numbers in client.get_stats()]
assert min(gets()) > 1, gets()
client.reset_stats()
assert gets() == [0, 0], gets()
client.get("key 1")
client.flush(hard=True)
assert gets() == [0, 0], gets()
assert client.get("key 1") is client.miss
client.disconnect()
"""


@pytest.fixture
def servers() -> Iterator[List[Memcached]]:
    both = [Memcached(), Memcached()]
    yield both
    for server in both:
        server.close()


@pytest.mark.parametrize("library", ["public", "rez's copy"])
def test_values_are_kept_and_all_servers_reset(library: str, servers: List[Memcached]) -> None:
    pytest.importorskip("memcache" if library == "public" else "rez")
    command = [sys.executable, "-c", SCRIPT, library, *(server.uri for server in servers)]
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environ, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
