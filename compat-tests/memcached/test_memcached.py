"""Resolves in the studio's memcached: rez's settings mean what they mean in rez, and bad days."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from support.memcached_daemon import MISSING, PROGRAM, Memcached

pytestmark = pytest.mark.skipif(not PROGRAM, reason=MISSING)

SCRIPT = """
import importlib, json, sys
side, paths, caching = sys.argv[1], [sys.argv[2]], json.loads(sys.argv[3])
ResolvedContext = importlib.import_module(side + ".resolved_context").ResolvedContext
def resolve(*request):
    made = ResolvedContext(list(request), package_paths=paths, caching=caching)
    names = ["%s-%s" % (each.name, each.version) for each in made.resolved_packages or ()]
    return names or made.status.name
answers = [resolve(*request.split()) for request in sys.argv[4:]]
tiers = None
if side != "rez":
    import rez_next
    statistics = rez_next.IntelligentCacheManager().get_statistics()
    tiers = {tier: kinds["resolves"].to_dict() for tier, kinds in statistics.tiers.items()}
    tiers["problems"] = statistics.problems
print(json.dumps([answers, tiers]))
"""


@pytest.fixture
def memcached() -> Iterator[Memcached]:
    server = Memcached()
    yield server
    server.close()


class Studio:
    """Packages, and users who resolve them, each in a process with a cache folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.packages = folder / "packages"
        self._users = 0
        for version in ("1", "2"):
            self.release("app", version, "requires = ['lib-1+']\n")
            self.release("lib", version)

    def release(self, name: str, version: str, text: str = "") -> None:
        file = self.packages / name / version / "package.py"
        file.parent.mkdir(parents=True)
        file.write_text("name = %r\nversion = %r\ntimestamp = 1\n%s" % (name, version, text))
        for path in (file, file.parent, file.parent.parent, self.packages):
            os.utime(str(path), (1_600_000_000, 1_600_000_000))

    def resolve(
        self, side: str, uris: List[str], *requests: str, caching: Any = None, **settings: str
    ) -> Any:
        self._users += 1
        home = self._folder / ("user%d" % self._users)
        home.mkdir()
        environ = {
            **os.environ,
            "HOME": str(home),
            "REZ_NEXT_CACHE": str(home / "cache"),
            "REZ_MEMCACHED_URI": ",".join(uris),
            # So that nothing but resolves is in the server.
            "REZ_CACHE_PACKAGE_FILES": "0",
            "REZ_CACHE_LISTDIR": "0",
            "REZ_NEXT_CACHE_MEMCACHED_TIMEOUT": "5",
            **settings,
        }
        arguments = [side, str(self.packages), json.dumps(caching), *(requests or ("app",))]
        command = [sys.executable, "-c", SCRIPT, *arguments]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        told = [line.partition(" WARNING  ")[2] for line in done.stderr.splitlines()]
        assert told == (found[1] or {}).get("problems", [])
        return found


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    made = Studio(tmp_path)
    # Changes of the last seconds are trusted by nobody.
    time.sleep(3.1)
    return made


SIDES = ("rez", "rez_next.compat")


def test_what_one_user_resolved_is_found_by_the_next(memcached: Memcached, studio: Studio) -> None:
    for side in SIDES:
        answer, _ = studio.resolve(side, [memcached.uri])
        before = memcached.statistics()
        again, tiers = studio.resolve(side, [memcached.uri])
        after = memcached.statistics()
        assert again == answer == [["lib-2", "app-2"]]
        assert (after["get_hits"] - before["get_hits"], after["cmd_set"]) == (1, before["cmd_set"])
    assert tiers["memcached"]["hits"] == 1 and tiers["problems"] == []


@pytest.mark.parametrize(
    ("settings", "caching", "is_kept"),
    [
        ({}, None, True),
        ({"REZ_RESOLVE_CACHING": "0"}, None, False),
        ({"REZ_RESOLVE_CACHING": "0"}, True, False),
        ({}, False, False),
        ({"REZ_MEMCACHED_URI": ""}, None, False),
        ({"REZ_MEMCACHED_RESOLVE_MIN_COMPRESS_LEN": "0"}, None, True),
    ],
)
def test_settings_say_whether_resolves_are_kept(
    memcached: Memcached, studio: Studio, settings: Dict[str, str], caching: Any, is_kept: bool
) -> None:
    for side in SIDES:
        before = memcached.statistics()["cmd_set"]
        studio.resolve(side, [memcached.uri], caching=caching, **settings)
        assert (side, memcached.statistics()["cmd_set"] - before) == (side, int(is_kept))


def test_what_fails_is_not_kept(memcached: Memcached, studio: Studio) -> None:
    for side in SIDES:
        before = memcached.statistics()["cmd_set"]
        answer, _ = studio.resolve(side, [memcached.uri], "app lib-1 !lib-1+")
        assert answer == ["failed"]
        assert (side, memcached.statistics()["cmd_set"] - before) == (side, 0)


def test_a_release_a_removal_and_an_edit_are_seen(memcached: Memcached, studio: Studio) -> None:
    uris = [memcached.uri]
    assert studio.resolve("rez_next.compat", uris)[0] == [["lib-2", "app-2"]]
    studio.release("lib", "3")
    assert studio.resolve("rez_next.compat", uris)[0] == [["lib-3", "app-2"]]
    edited = studio.packages / "app" / "2" / "package.py"
    edited.write_text(edited.read_text().replace("lib-1+", "lib-1"))
    assert studio.resolve("rez_next.compat", uris)[0] == [["lib-1", "app-2"]]
    edited.parent.rename(studio.packages / "gone")
    assert studio.resolve("rez_next.compat", uris)[0] == [["lib-3", "app-1"]]


def test_other_paths_settings_and_requests_share_nothing(
    memcached: Memcached, studio: Studio, tmp_path: Path
) -> None:
    ours, uris = "rez_next.compat", [memcached.uri]
    studio.resolve(ours, uris)
    hits = memcached.statistics()["get_hits"]
    studio.resolve(ours, uris, "app lib")
    studio.resolve(ours, uris, REZ_VARIANT_SELECT_MODE="intersection_priority")
    studio.resolve(ours, uris, REZ_PRUNE_FAILED_GRAPH="0")
    other = tmp_path / "elsewhere"
    os.symlink(str(studio.packages), str(other))
    studio.packages = other
    studio.resolve(ours, uris)
    assert memcached.statistics()["get_hits"] == hits


def test_of_several_servers_one_dies(studio: Studio) -> None:
    servers = [Memcached() for _ in range(3)]
    uris = [server.uri for server in servers]
    requests = ["app", "lib", "app-1", "lib-1", "app lib-1", "app-2 lib"]
    try:
        answers, _ = studio.resolve("rez_next.compat", uris, *requests)
        servers.pop().close()
        again, tiers = studio.resolve("rez_next.compat", uris, *requests)
        assert again == answers
        assert 0 < tiers["memcached"]["hits"] <= len(requests)
        assert len(tiers["problems"]) <= 1
    finally:
        for server in servers:
            server.close()


def test_a_server_that_hangs_delays_by_no_more_than_was_said(studio: Studio) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(8)
        uri = "127.0.0.1:%d" % silent.getsockname()[1]
        answer, tiers = studio.resolve(
            *("rez_next.compat", [uri], "app", "lib", "app-1"),
            REZ_NEXT_CACHE_MEMCACHED_TIMEOUT="0.2",
        )
    assert answer[0] == ["lib-2", "app-2"]
    assert tiers["problems"] == [
        "memcached %s is done without: it did not answer within 200 ms" % uri
    ]


def test_what_others_wrote_there_is_never_an_answer(memcached: Memcached, studio: Studio) -> None:
    """A server between the users and memcached gives every answer another content."""
    contents = [b"", b"\x80\x04cos\nsystem\n(S'false'\ntR.", b"{}", b"null", b"[" * 50_000]
    for content in contents:
        with _liar(content) as uri:
            answer, tiers = studio.resolve("rez_next.compat", [uri])
        assert answer == [["lib-2", "app-2"]]
        assert tiers["memcached"]["hits"] == 0


def test_an_address_that_is_none_is_no_reason_to_stop(studio: Studio) -> None:
    assert studio.resolve("rez_next.compat", ["http://x/", "::::"])[0] == [["lib-2", "app-2"]]


class _liar:  # noqa: N801
    """Answers each `get` with the same content."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._socket = socket.socket()

    def __enter__(self) -> str:
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen(8)
        threading.Thread(target=self._serve, daemon=True).start()
        return "127.0.0.1:%d" % self._socket.getsockname()[1]

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def _serve(self) -> None:
        try:
            connection, _ = self._socket.accept()
            while True:
                words = connection.recv(1 << 20).split(None, 2)
                if words[:1] == [b"get"]:
                    head = b"VALUE %s 0 %d\r\n" % (words[1], len(self._content))
                    connection.sendall(head + self._content + b"\r\nEND\r\n")
                elif words:
                    connection.sendall(b"STORED\r\n")
                else:
                    return
        except OSError:
            return
