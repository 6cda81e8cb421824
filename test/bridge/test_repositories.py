"""RepositoryManager: folders and real git repositories, hostile URLs, and what is left behind."""

from __future__ import annotations

import base64
import contextlib
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest

from rez_next import Repository, RepositoryManager
from rez_next._engine import engine as _engine
from rez_next.compat.config import config
from rez_next.exceptions import PackageRepositoryError, RezPluginError
from rez_next.objects.repository.manager import package_repository_manager

_IDENTITY = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main"]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own, and so an engine of its own: its folder is given when it starts."""
    monkeypatch.setenv("REZ_NEXT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    config.override("packages_path", [])
    _engine().close()
    yield tmp_path / "cache" / "repositories"
    _engine().close()
    config.remove_override("packages_path")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A git repository with two commits: a tag on the first, a branch beside the second."""
    folder = tmp_path / "studio packages.git"
    folder.mkdir()
    _git(folder, "init", "--quiet")
    _add_package(folder, "tool", "1.0")
    _git(folder, "tag", "-a", "v1", "-m", "first")
    _git(folder, "branch", "stable/one")
    _add_package(folder, "tool", "2.0")
    return folder


def test_folders_are_searched_in_the_order_they_were_added(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, versions in ((first, ["1.0", "3.0"]), (second, ["1.0", "2022.1", "2025.2"])):
        for version in versions:
            _write_package(folder, "maya", version)
    _write_package(second, "mayapy", "1")
    manager = RepositoryManager()
    assert manager.find_packages("maya") == []
    added = manager.add_repository(str(first))
    manager.add_repository(second)
    assert manager.add_repository(str(first)) == added
    assert [str(repository) for repository in manager.list()] == [str(first), str(second)]
    found = manager.find_packages("maya")
    assert [str(package.version) for package in found] == ["1.0", "3.0", "2022.1", "2025.2"]
    assert found[0].resource.location == str(first)
    found = manager.find_packages("maya", version_range=">=2020,<2025")
    assert [str(package.version) for package in found] == ["2022.1"]
    latest = manager.get_latest_package("maya")
    assert latest is not None and str(latest.version) == "2025.2"
    assert manager.get_latest_package("absent") is None
    assert [family.name for family in manager.search("MAYA")] == ["maya", "maya", "mayapy"]
    assert [family.name for family in manager.search("*py")] == ["mayapy"]
    manager.remove(str(second))
    assert manager.refresh() == [added]
    assert [str(package.version) for package in manager.find_packages("maya")] == ["1.0", "3.0"]
    with pytest.raises(ValueError):
        manager.remove(str(second))
    with pytest.raises(PackageRepositoryError, match="there is no folder"):
        manager.add_repository(str(tmp_path / "absent"))


def test_without_folders_of_its_own_it_searches_those_of_the_settings(tmp_path: Path) -> None:
    _write_package(tmp_path / "studio", "maya", "1")
    config.override("packages_path", [str(tmp_path / "studio")])
    manager = RepositoryManager()
    assert manager.list() == [Repository(str(tmp_path / "studio"))]
    assert len(manager.find_packages("maya")) == 1
    assert RepositoryManager([]).find_packages("maya") == []


def test_what_is_named_twice_is_searched_once_where_it_comes_first(tmp_path: Path) -> None:
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    for folder in (first, second):
        _write_package(Path(folder), "maya", "1")
    manager = RepositoryManager([first, second, first])
    manager.add_repository(second)
    assert manager.paths == [str(repository) for repository in manager.list()] == [first, second]
    assert len(manager.search("maya")) == 2


@pytest.mark.parametrize("paths", ["/packages", b"/packages", Path("/packages")])
def test_one_path_is_no_list_of_paths(paths: Any) -> None:
    with pytest.raises(TypeError, match="paths is a list of repositories"):
        RepositoryManager(paths)


def test_paths_may_be_bytes_and_names_are_texts(tmp_path: Path) -> None:
    _write_package(tmp_path / "studio", "maya", "1")
    manager = RepositoryManager([])
    anything: Any = os.fsencode(tmp_path / "studio")
    assert manager.add_repository(anything).location == str(tmp_path / "studio")
    anything = None
    with pytest.raises(TypeError, match="None is no text"):
        manager.find_packages(anything)
    with pytest.raises(TypeError, match="a pattern is a text, not None"):
        manager.search(anything)


def test_repositories_of_other_types_can_be_added() -> None:
    repository = package_repository_manager.get_repository("memory@studio")
    repository.data = {"maya": {"1": {"name": "maya", "version": "1"}}}
    manager = RepositoryManager([])
    added = manager.add_repository("memory@studio")
    assert [str(package.version) for package in manager.find_packages("maya")] == ["1"]
    assert manager.list() == RepositoryManager([str(added)]).list()
    with pytest.raises(PackageRepositoryError, match="x has no 'main'"):
        manager.add_repository("memory@x", ref="main")
    with pytest.raises(RezPluginError, match="nothing"):
        manager.add_repository("nothing@x")


def test_a_resolve_does_not_ask_a_repository_in_python_once_for_each_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from rez_next import ResolvedContext

    repository = package_repository_manager.get_repository("memory@counted")
    repository.data = {
        name: {str(n): {"name": name, "version": str(n), "requires": requires} for n in range(50)}
        for name, requires in (("app", ["lib"]), ("lib", []))
    }
    asked: List[str] = []
    listed = type(repository).iter_packages

    def counting(self: Any, family: Any) -> Any:
        asked.append(family.name)
        return listed(self, family)

    monkeypatch.setattr(type(repository), "iter_packages", counting)
    context = ResolvedContext(["app"], package_paths=["memory@counted"])
    assert context.success and len(asked) < 10


def test_a_git_repository_is_copied_once_and_again_when_refreshed(
    remote: Path, cache: Path
) -> None:
    url = "file://%s" % remote
    manager = RepositoryManager()
    added = manager.add_repository(url)
    assert added.url == url and added.commit == _commit(remote, "HEAD")
    assert _versions(manager) == ["1.0", "2.0"]
    assert not (Path(added.location) / ".git").exists()

    _add_package(remote, "tool", "3.0")
    assert RepositoryManager().add_repository(url) == added
    assert _versions(manager) == ["1.0", "2.0"]
    (refreshed,) = manager.refresh()
    assert refreshed.commit == _commit(remote, "HEAD") != added.commit
    assert _versions(manager) == ["1.0", "2.0", "3.0"]
    # What resolves of before found stays where it was.
    assert sorted(os.listdir(added.location + "/tool")) == ["1.0", "2.0"]

    remote.rename(remote.parent / "gone.git")
    assert RepositoryManager().add_repository(url) == refreshed
    with pytest.raises(PackageRepositoryError, match=r"packages\.git"):
        manager.refresh()
    assert _versions(manager) == ["1.0", "2.0", "3.0"]
    manager.remove(added, delete=True)
    assert list(cache.iterdir()) == []
    with pytest.raises(PackageRepositoryError):
        manager.add_repository(url)


def test_a_copy_that_is_gone_is_said_and_made_anew(remote: Path) -> None:
    manager, added = _added("file://%s" % remote)
    shutil.rmtree(added.location)
    for ask in (manager.find_packages, manager.get_latest_package, manager.search):
        with pytest.raises(PackageRepositoryError, match="is gone"):
            ask("tool")
    assert manager.refresh() == [added]
    assert _versions(manager) == ["1.0", "2.0"]


@pytest.mark.parametrize("ref", ["v1", "stable/one", "commit", "short"])
def test_a_branch_tag_or_commit_can_be_named(ref: str, remote: Path) -> None:
    url = "file://%s" % remote
    first = _commit(remote, "v1^{commit}")
    name = {"commit": first, "short": first[:9]}.get(ref, ref)
    for manager, added in (_added(url, ref=name), _added("%s#%s" % (url, name))):
        assert added.commit == first
        assert added.ref == name
        assert _versions(manager) == ["1.0"]
        assert manager.refresh() == [added]
    manager, latest = _added(url)
    assert latest.commit != first
    assert _versions(manager) == ["1.0", "2.0"]


def test_a_reference_that_is_not_there_is_named(remote: Path, cache: Path) -> None:
    url = "file://%s" % remote
    for ref in ("nowhere", "0123456789abcdef", "0" * 40):
        with pytest.raises(PackageRepositoryError, match="no branch, tag or commit '%s'" % ref):
            RepositoryManager().add_repository(url, ref=ref)
    assert list(cache.iterdir()) == []


def test_an_empty_text_is_no_repository() -> None:
    with pytest.raises(ValueError, match="empty"):
        RepositoryManager().add_repository("")


HOSTILE = [
    "ext::sh -c '{run}'",
    "ext::{run}",
    "fd::17",
    "file::/etc",
    "file:/etc",
    "HTTPS:/host/path",
    "foo::https://example.com/x",
    "--upload-pack={run}",
    "-oProxyCommand={run}",
    "ssh://-oProxyCommand={run}/x",
    "ssh://-oProxyCommand=x@host/x",
    "-oProxyCommand=x@host:path",
    "user@-oProxyCommand=x:path",
    "user@host:-path",
    "ssh://a`{run}`@host/x",
    "ssh://user:secret@host/x",
    "ftp://example.com/x",
    "git://example.com/x",
    "javascript://x/%0a",
    "https://",
    "https:///path",
    "https://host",
    "https://host/x?access_token=secret",
    "https://host/x\n--upload-pack=x",
    "https://host/x y",
    "file://relative/path",
    "file://otherhost/path",
    "https://host/x#-upload",
    "https://host/x#a..b",
    "https://host/x#+refs/heads/*:refs/heads/*",
    "https://host/x#a:b",
    "https://host/x#@{{u}}",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_hostile_urls_are_refused_before_git_runs(
    url: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "ssh"):
        (programs / name).write_text("#!/bin/sh\ntouch %s\n" % (tmp_path / "ran"))
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    with pytest.raises(PackageRepositoryError) as caught:
        RepositoryManager().add_repository(url.format(run="touch %s" % (tmp_path / "ran")))
    assert not (tmp_path / "ran").exists()
    assert "secret" not in str(caught.value)
    assert _leftovers(cache) == []


@pytest.mark.parametrize("how", ["setting", "variable", "gitconfig", "gitconfig default"])
def test_file_urls_can_be_forbidden(
    how: str, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "setting":
        monkeypatch.setenv("REZ_NEXT_GIT_PROTOCOLS", "https,ssh")
    elif how == "variable":
        monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "https:ssh")
    else:
        section = '[protocol "file"]' if how == "gitconfig" else "[protocol]"
        (tmp_path / "gitconfig").write_text("%s\nallow = never\n" % section)
    with pytest.raises(PackageRepositoryError, match="'file' are not allowed"):
        RepositoryManager().add_repository("file://%s" % remote)


def test_nothing_that_a_repository_brings_is_run(remote: Path, tmp_path: Path) -> None:
    mark, script = tmp_path / "ran", tmp_path / "template" / "hooks" / "post-checkout"
    script.parent.mkdir(parents=True)
    script.write_text("#!/bin/sh\ntouch %s\n" % mark)
    script.chmod(0o755)
    (tmp_path / "gitconfig").write_text(
        "[init]\ntemplateDir = %s\n[core]\nhooksPath = %s\n[submodule]\nrecurse = true\n"
        % (tmp_path / "template", script.parent)
    )
    (remote / ".gitmodules").write_text(
        '[submodule "evil"]\npath = evil\nurl = ext::touch %s\nupdate = !touch %s\n' % (mark, mark)
    )
    (remote / ".gitattributes").write_text("* filter=evil\n")
    _git(remote, "add", ".gitmodules", ".gitattributes")
    commit = _commit(remote, "HEAD")
    _git(remote, "update-index", "--add", "--cacheinfo", "160000,%s,evil" % commit)
    _git(remote, "-c", "core.hooksPath=/dev/null", "commit", "--quiet", "-m", "evil")
    # The remote's own hooks and settings are not ours either.
    (remote / ".git" / "hooks" / "post-checkout").write_text(script.read_text())
    manager, added = _added("file://%s" % remote)
    assert _versions(manager) == ["1.0", "2.0"]
    assert not mark.exists()
    assert os.listdir(added.location + "/evil") == []


@pytest.mark.parametrize("way", ["variable", "gitconfig", "PATH"])
@pytest.mark.parametrize("form", ["ssh://me@host%s", "me@host:%s"])
def test_ssh_is_the_users_own_and_asks_nobody(
    way: str, form: str, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "packages"
    path.symlink_to(remote)
    ssh = tmp_path / "bin" / "ssh"
    ssh.parent.mkdir()
    ssh.write_text(
        '#!/bin/sh\necho "$@" >> %s\nfor last; do :; done\neval "$last"\n' % (tmp_path / "said")
    )
    ssh.chmod(0o755)
    if way == "variable":
        monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    elif way == "gitconfig":
        (tmp_path / "gitconfig").write_text("[core]\nsshCommand = %s\n" % ssh)
    else:
        monkeypatch.setenv("PATH", str(ssh.parent), prepend=os.pathsep)
    manager, added = _added(form % path)
    assert added.url == form % path
    assert _versions(manager) == ["1.0", "2.0"]
    calls = (tmp_path / "said").read_text().splitlines()
    assert [call for call in calls if "BatchMode=yes" not in call or "me@host" not in call] == []


def test_git_of_another_repository_does_not_matter(
    remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    manager, _ = _added("file://%s" % remote)
    assert _versions(manager) == ["1.0", "2.0"]
    assert not (tmp_path / "elsewhere").exists()


def test_a_missing_git_is_said(
    remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write_package(tmp_path / "folder", "tool", "7")
    manager, _ = _added(str(tmp_path / "folder"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PackageRepositoryError, match="there is no 'git' on PATH"):
        manager.add_repository("file://%s" % remote)
    assert _versions(manager) == ["7"]


def test_a_git_that_hangs_is_stopped_with_all_it_started(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _slow_git(tmp_path, monkeypatch)
    with pytest.raises(PackageRepositoryError, match=r"example\.com/x: git took longer"):
        RepositoryManager().add_repository("https://example.com/x", timeout=1.0)
    assert _ends(int((tmp_path / "pid").read_text()))
    assert _leftovers(cache) == []


@pytest.mark.parametrize("way", ["interrupted", "killed"])
def test_a_copy_that_is_not_finished_is_never_seen(
    way: str, remote: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = os.environ["PATH"]
    # A git that stops half-way: when the files are to be written.
    _slow_git(tmp_path, monkeypatch, only="checkout")
    script = "import rez_next, sys\nrez_next.RepositoryManager([]).add_repository(sys.argv[1])\n"
    url = "file://%s" % remote
    child = subprocess.Popen([sys.executable, "-c", script, url], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while not (tmp_path / "pid").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert list(cache.glob("*/commits/*")) == []
    child.send_signal(signal.SIGINT if way == "interrupted" else signal.SIGKILL)
    child.wait(30)
    assert _ends(int((tmp_path / "pid").read_text()))
    assert list(cache.glob("*/commits/*")) == []
    monkeypatch.setenv("PATH", path)
    manager, _ = _added(url)
    assert _versions(manager) == ["1.0", "2.0"]


def test_processes_that_copy_at_once_agree(remote: Path, cache: Path) -> None:
    script = (
        "import rez_next, sys\n"
        "print(rez_next.RepositoryManager([]).add_repository(sys.argv[1]).location)\n"
    )
    command = [sys.executable, "-c", script, "file://%s" % remote]
    children = [
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(4)
    ]
    outputs = {child.communicate(timeout=60)[0] for child in children}
    assert len(outputs) == 1
    assert [child.returncode for child in children] == [0] * 4
    assert _leftovers(cache) == []


def test_a_password_reaches_the_server_and_nothing_else(remote: Path, cache: Path) -> None:
    (remote.parent / "packages.git").symlink_to(remote)
    with _server(remote.parent, "me:pa%ss") as (port, seen):
        url = "http://127.0.0.1:%d/packages.git" % port
        secret = "http://me:pa%%25ss@127.0.0.1:%d/packages.git" % port
        manager, added = _added(secret)
        assert added.url == url
        assert _versions(manager) == ["1.0", "2.0"]
        _add_package(remote, "tool", "3.0")
        manager.refresh()
        assert _versions(manager) == ["1.0", "2.0", "3.0"]
        assert "pa%ss" in "".join(seen)
        with pytest.raises(PackageRepositoryError) as caught:
            RepositoryManager().add_repository(secret.replace("pa%25ss", "wr0ng"), ref="v1")
        assert "wr0ng" not in str(caught.value) and "me:" not in str(caught.value)
        with pytest.raises(PackageRepositoryError):
            RepositoryManager().add_repository(url, ref="v1")
    texts = [repr(manager), str(manager.list()), str(manager.find_packages("tool")[0].handle)]
    for path in cache.rglob("*"):
        texts.append(str(path))
        if path.is_file():
            texts.append(path.read_text("utf-8", "replace"))
    assert not [text for text in texts if "pa%ss" in text or "pa%25ss" in text or "me@" in text]
    manager.remove(secret)
    with pytest.raises(ValueError) as unknown:
        manager.remove(secret)
    assert "pa%" not in str(unknown.value)


def _added(source: str, ref: Any = None) -> Any:
    manager = RepositoryManager([])
    return manager, manager.add_repository(source, ref=ref)


def _versions(manager: RepositoryManager) -> List[str]:
    return [str(package.version) for package in manager.find_packages("tool")]


def _leftovers(cache: Path) -> List[str]:
    return [str(path) for path in cache.glob("**/.new-*")] if cache.exists() else []


def _write_package(folder: Path, name: str, version: str) -> None:
    place = folder / name / version
    place.mkdir(parents=True)
    (place / "package.py").write_text("name = %r\nversion = %r\n" % (name, version))


def _add_package(folder: Path, name: str, version: str) -> None:
    _write_package(folder, name, version)
    _git(folder, "add", name)
    _git(folder, "commit", "--quiet", "-m", version)


def _git(folder: Path, *args: str) -> str:
    command = ["git", *_IDENTITY, "-C", str(folder), *args]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        command, env=environ, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.strip()


def _commit(folder: Path, name: str) -> str:
    return _git(folder, "rev-parse", name)


def _slow_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only: str = "") -> None:
    """Puts a git on PATH that starts a sleeper and waits for it, instead of one of its commands."""
    real = subprocess.run(
        ["sh", "-c", "command -v git"], stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout.strip()
    programs = tmp_path / "slow"
    programs.mkdir()
    (programs / "git").write_text(
        "#!/bin/sh\n"
        'case " $* " in *" config "*) exit 1 ;; *" %s "*) ;; *) exec %s "$@" ;; esac\n'
        "sleep 600 &\necho $! > %s.part && mv %s.part %s\nwait\n"
        % (only or "ls-remote", real, *[tmp_path / "pid"] * 3)
    )
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)


def _ends(pid: int) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            state = Path("/proc/%d/stat" % pid).read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    return False


@contextlib.contextmanager
def _server(folder: Path, login: str) -> Iterator[Any]:
    """A web server of git's own, behind a password."""
    seen: List[str] = []
    programs = subprocess.run(
        ["git", "--exec-path"], stdout=subprocess.PIPE, encoding="utf-8", check=True
    ).stdout.strip()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = self.headers.get("Authorization", "")
            with contextlib.suppress(Exception):
                given = base64.b64decode(given.split()[1]).decode()
            seen.append(given)
            if given != login:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="packages"')
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            environ: Dict[str, str] = {
                "PATH": os.environ["PATH"],
                "GIT_PROJECT_ROOT": str(folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
                "REMOTE_USER": "me",
            }
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            answer = subprocess.run(
                [os.path.join(programs, "git-http-backend")],
                input=body,
                env=environ,
                stdout=subprocess.PIPE,
            ).stdout
            head, _, content = answer.partition(b"\r\n\r\n")
            headers = [line.split(": ", 1) for line in head.decode().split("\r\n")]
            status = dict(headers).get("Status", "200 OK")
            self.send_response(int(status.split()[0]))
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], seen
    finally:
        server.shutdown()
        server.server_close()
