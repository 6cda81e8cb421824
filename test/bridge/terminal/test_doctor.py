"""Each thing that may be wrong with an installation is found, and has its advice."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Dict, List

import pytest

from .conftest import PACKAGES, typed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the illnesses are of POSIX")


@pytest.fixture(autouse=True)
def _folder_of_contexts(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others leave things in that of the machine."""
    monkeypatch.setenv("REZ_CONTEXT_TMPDIR", str(tmp_path_factory.mktemp("contexts")))


def findings(**environ: str) -> List[Dict[str, Any]]:
    """What the doctor finds in an environment; the exit code fits it."""
    import json

    done = typed("doctor", "--json", env={**os.environ, **environ})
    # As by every program, what is wrong with the index is told beside it.
    assert all("packages are read without the index" in line for line in done.stderr.splitlines())
    found: List[Dict[str, Any]] = json.loads(done.stdout)["findings"]
    assert done.returncode == int(any(each["status"] == "error" for each in found))
    for each in found:
        assert list(each) == ["check", "status", "found", "mend"]
        assert bool(each["mend"]) == (each["status"] in ("warning", "error")), each
    return found


def ill(check: str, **environ: str) -> Dict[str, Any]:
    """The first thing that a check finds wrong."""
    found = [each for each in findings(**environ) if each["check"] == check]
    wrong = [each for each in found if each["status"] in ("warning", "error")]
    assert wrong, found
    return wrong[0]


def test_a_healthy_machine() -> None:
    found = findings()
    assert [each for each in found if each["status"] in ("warning", "error")] == []
    assert {each["check"] for each in found} >= {
        "Node", "C library", "engine", "files", "other project", "switch", "config file",
        "settings", "shells", "memcached", "cache folder", "index", "temporary folder",
        "clock", "leftovers", "repository", "interrupted installs",
    }  # fmt: skip
    done = typed("doctor")
    assert done.stdout == "%d things checked: 0 errors, 0 warnings\n" % len(found)
    assert len(typed("doctor", "--all").stdout.splitlines()) == len(found) + 1


def test_no_node() -> None:
    wrong = ill("Node", REZ_NEXT_NODE="/nowhere/node")
    assert wrong["status"] == "error"
    assert "/nowhere/node, from REZ_NEXT_NODE: cannot be started" in wrong["found"]
    assert "Correct REZ_NEXT_NODE" in wrong["mend"]
    assert ill("engine", REZ_NEXT_NODE="/nowhere/node")["status"] == "error"


def test_a_node_for_a_newer_c_library(tmp_path: Path) -> None:
    node = tmp_path / "node"
    text = "version \\`GLIBC_2.28' not found (required by node)"
    node.write_text('#!/bin/sh\necho "%s" >&2\nexit 1\n' % text)
    node.chmod(node.stat().st_mode | stat.S_IXUSR)
    assert "newer C library" in ill("Node", REZ_NEXT_NODE=str(node))["mend"]


def test_a_configuration_file_that_does_not_load(tmp_path: Path) -> None:
    file = tmp_path / "rezconfig.py"
    file.write_text("a = [\n")
    wrong = ill("config file", REZ_CONFIG_FILE=str(file))
    assert wrong["status"] == "error"
    assert str(file) in wrong["found"]
    broken = [each for each in findings(REZ_CONFIG_FILE=str(file)) if each["status"] == "error"]
    assert len(broken) == 1, "one cause, one error"


def test_a_configuration_file_that_is_not_there() -> None:
    wrong = ill("config file", REZ_CONFIG_FILE="/nowhere/rezconfig.py")
    assert "/nowhere/rezconfig.py" in wrong["found"]


def test_a_setting_of_the_wrong_kind(tmp_path: Path) -> None:
    file = tmp_path / "rezconfig.py"
    file.write_text("max_package_changelog_chars = 'many'\n")
    assert "max_package_changelog_chars" in ill("settings", REZ_CONFIG_FILE=str(file))["found"]
    file.write_text("plugin_path = 5\n")
    environ = {"REZ_CONFIG_FILE": str(file), "REZ_PACKAGES_PATH": "nosuchtype@/x"}
    assert "plugin_path" in ill("settings", **environ)["found"]
    named = {"package_repository": {"filesystem": {"package_filenames": "x"}}}
    file.write_text("plugins = %r\n" % named)
    assert "plugins.package_repository" in ill("settings", REZ_CONFIG_FILE=str(file))["found"]


def test_a_default_shell_that_is_none() -> None:
    assert "nosh" in ill("shells", REZ_DEFAULT_SHELL="nosh")["found"]


def test_no_shell_at_all(tmp_path: Path) -> None:
    node = typed("info", "--json")
    import json

    program = json.loads(node.stdout)["node"]["program"]
    file = tmp_path / "rezconfig.py"
    file.write_text("standard_system_paths = [%r]\n" % str(tmp_path))
    environ = {"PATH": str(tmp_path), "REZ_NEXT_NODE": program, "REZ_CONFIG_FILE": str(file)}
    assert ill("shells", REZ_DEFAULT_SHELL="bash", **environ)["status"] == "error"


def test_memcached(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        wrong = ill("memcached", REZ_MEMCACHED_URI="127.0.0.1:%d" % port)
        assert "cannot be reached" in wrong["found"]
    assert "reached" in ill("memcached", REZ_MEMCACHED_URI="unix:%s" % (tmp_path / "no"))["found"]


@pytest.mark.parametrize("wrong", ["localhost:port", "localhost:", "http://localhost:11211"])
def test_what_is_no_address_of_a_server(wrong: str) -> None:
    found = ill("memcached", REZ_MEMCACHED_URI=wrong)
    assert "no address" in found["found"] and "left out" in found["mend"]
    done = typed("cache", env={**os.environ, "REZ_MEMCACHED_URI": wrong})
    assert "not used: memcached_uri has '%s', which is no address" % wrong in done.stdout


@pytest.mark.parametrize(("reply", "status"), [(b"VERSION 1.6\r\n", "ok"), (b"SSH-2\n", "warning")])
def test_what_answers_must_be_memcached(reply: bytes, status: str) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(5)

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(64)
                    connection.sendall(reply)

        threading.Thread(target=answer, daemon=True).start()
        port = server.getsockname()[1]
        found = findings(REZ_MEMCACHED_URI="127.0.0.1:%d" % port)
        assert [each["status"] for each in found if each["check"] == "memcached"] == [status]
        server.shutdown(socket.SHUT_RDWR)


def test_an_index_that_is_not_used(tmp_path: Path) -> None:
    environ = {"REZ_NEXT_CACHE": str(tmp_path)}
    assert [each["status"] for each in findings(**environ) if each["check"] == "index"] == ["ok"]
    typed("resolve", "maya-2024", env={**os.environ, **environ})
    [file] = (tmp_path / "index").glob("*.sqlite")
    file.unlink()
    file.mkdir()
    assert "is not used" in ill("index", **environ)["found"]
    file.rmdir()
    os.mkfifo(str(file))
    assert "is not used" in ill("index", **environ)["found"]
    shutil.rmtree(str(tmp_path / "index"))
    (tmp_path / "index").touch()
    assert "is no folder" in ill("index", **environ)["found"]


def test_a_repository_of_a_type_that_there_is_not() -> None:
    wrong = ill("repository", REZ_PACKAGES_PATH="nosuchtype@/x")
    assert wrong["status"] == "error" and "'nosuchtype'" in wrong["found"]
    found = findings(REZ_PACKAGES_PATH="memory@here")
    assert [each["status"] for each in found if each["check"] == "repository"] == ["skipped"]


def test_a_cache_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    wrong = ill("cache folder", REZ_NEXT_CACHE=str(tmp_path / "file" / "cache"))
    assert "cannot be written" in wrong["found"]
    assert "REZ_NEXT_CACHE" in wrong["mend"]


def test_a_cache_folder_that_others_can_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    assert "by others" in ill("cache folder", REZ_NEXT_CACHE=str(tmp_path))["found"]


def test_folders_that_contexts_left(tmp_path: Path) -> None:
    (tmp_path / "rez_context_old").mkdir()
    (tmp_path / "rez_context_new").mkdir()
    os.utime(tmp_path / "rez_context_old", (1, 1))
    wrong = ill("leftovers", REZ_CONTEXT_TMPDIR=str(tmp_path))
    assert wrong["found"].startswith("1 folders")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/nowhere/packages", "does not exist"),
        (__file__, "is no folder"),
        ("packages", "depends on the folder"),
        (os.pathsep.join([PACKAGES, PACKAGES + "/"]), "twice"),
    ],
)
def test_repositories(path: str, text: str) -> None:
    assert text in ill("repository", REZ_PACKAGES_PATH=path)["found"]


def test_a_repository_without_an_entry() -> None:
    assert "empty" in ill("repository", REZ_PACKAGES_PATH="")["found"]


def test_a_repository_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rez_next.terminal.checks import repositories

    def scandir(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = repositories._look(str(tmp_path), False)
    assert (found.status, "cannot be read: Permission denied" in found.found) == ("error", True)


def test_families_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rez_next.terminal.checks import repositories

    for name in ("bar", "foo", "lost+found", "open"):
        (tmp_path / name).mkdir()
    if os.name != "nt":
        (tmp_path / "loop").symlink_to("loop")
    # The superuser may read all.
    monkeypatch.setattr(repositories.os, "access", lambda entry, mode: entry.name == "open")
    found = repositories._look(str(tmp_path), False)
    assert found.status == "error"
    assert "and 1 more cannot be read" in found.found


def test_a_repository_from_the_future(tmp_path: Path) -> None:
    (tmp_path / "tool").mkdir()
    os.utime(tmp_path / "tool", (4e9, 4e9))
    assert "in the future" in ill("repository", REZ_PACKAGES_PATH=str(tmp_path))["found"]


def test_a_slow_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from itertools import count

    from rez_next.terminal.checks import repositories

    seconds = count()
    monkeypatch.setattr(repositories.time, "perf_counter", lambda: next(seconds))
    found = repositories._look(str(tmp_path), False)
    assert found.status == "warning"
    assert "It is slow" in str(found.mend)


_KILLED = """
import os, shutil, signal, sys
from rez_next.objects.package.lock import package_lock
from rez_next.packages import get_package
from rez_next.package_copy import copy_package

def die(*arguments, **named):
    os.makedirs(arguments[1])
    os.kill(os.getpid(), signal.SIGKILL)

source, target = sys.argv[1:]
with package_lock(os.path.join(target, ".lock.tool-1")):
    shutil.copytree = die
    copy_package(get_package("tool", "1", paths=[source]), target)
"""


def test_a_copy_that_was_killed(tmp_path: Path) -> None:
    from rez_next.package_copy import copy_package
    from rez_next.packages import get_package

    source, target = tmp_path / "source", tmp_path / "target"
    (source / "tool" / "1" / "payload").mkdir(parents=True)
    (source / "tool" / "1" / "package.py").write_text("name = 'tool'\nversion = '1'\n", "utf-8")
    target.mkdir()
    arguments = [sys.executable, "-c", _KILLED, str(source), str(target)]
    assert subprocess.run(arguments, check=False).returncode == -signal.SIGKILL
    environ = {"REZ_PACKAGES_PATH": str(target)}
    wrong = [each for each in findings(**environ) if each["status"] == "warning"]
    assert [each["check"] for each in wrong] == ["interrupted installs"] * 2
    assert wrong[0]["found"] == "%s was not installed to its end" % (target / "tool" / "1")
    assert "copy or move it again" in wrong[0]["mend"]
    assert str(target / ".lock.tool-1.lock") in wrong[1]["found"]

    package = get_package("tool", "1", paths=[str(source)])
    assert package is not None
    copy_package(package, str(target))
    assert [each for each in findings(**environ) if each["status"] == "warning"] == []
    assert sorted(os.listdir(str(target))) == ["tool"]
    assert sorted(os.listdir(str(target / "tool"))) == ["1"]


def test_what_was_begun_long_ago_and_what_goes_on_now(tmp_path: Path) -> None:
    family = tmp_path / "tool"
    (family / "2").mkdir(parents=True)
    for name, text in ((".building1", ""), (".ignore3", "arriving"), (".ignore2", "")):
        (family / name).write_text(text, "utf-8")
    (tmp_path / ".lock.tool-1.lock").mkdir()  # of rez, which says nothing of its holder
    (tmp_path / "notes-1.2").write_text("of a user", "utf-8")
    os.utime(str(tmp_path / "notes-1.2"), (0, 0))
    environ = {"REZ_PACKAGES_PATH": str(tmp_path)}
    assert [each for each in findings(**environ) if each["status"] == "warning"] == []
    for path in [*family.glob(".*"), tmp_path / ".lock.tool-1.lock"]:
        os.utime(str(path), (0, 0))
    found = [each["found"] for each in findings(**environ) if each["status"] == "warning"]
    assert len(found) == 3
    assert str(family / "1") in found[0]
    assert str(family / "3") in found[0]
    assert found[1] == "%s was not removed to its end" % (family / "2")
    assert found[2] == "%s is held by nobody" % (tmp_path / ".lock.tool-1.lock")
    (family / "2" / "package.py").write_text("name = 'tool'\nversion = '2'\n", "utf-8")
    found = [each["found"] for each in findings(**environ) if each["status"] == "warning"]
    assert len(found) == 2  # 2 is hidden, as somebody wanted
    (family / "1").mkdir()
    (family / "1" / "package.py").write_text("name = 'tool'\nversion = '1'\n", "utf-8")
    wrong = [each for each in findings(**environ) if each["status"] == "warning"]
    used = "%s is marked as being installed, and is used" % (family / "1")
    assert [each for each in wrong if each["found"] == used]
    assert "remove its folder" not in next(each for each in wrong if each["found"] == used)["mend"]
