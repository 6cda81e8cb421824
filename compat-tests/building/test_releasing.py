"""Releases from real working copies, by rez and by us: the same packages, tags and refusals."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Iterator

import pytest

pytest.importorskip("rez")

import rez.build_process
import rez.build_system
import rez.release_hook
import rez.release_vcs
from rez.config import config as rez_config
from rez.packages import get_package as rez_get_package
from rez.system import system as rez_system

from rez_next.compat import build_process, build_system, release_hook, release_vcs
from rez_next.compat.config import config
from rez_next.compat.packages import get_package
from rez_next.compat.system import system

SIDES = {
    "rez": (rez.build_system, rez.build_process, rez.release_vcs, rez_get_package),
    "rez_next": (build_system, build_process, release_vcs, get_package),
}
AS_BYTES = re.compile(r"""^b(['"])(.*)\1$""", re.MULTILINE)
PACKAGE = """
name = "tool"
version = "%s"
uuid = "%s"
variants = [["one"], ["two"]]
build_command = False
with scope("config") as c:
    c.release_packages_path = %r
    c.release_hooks = ["command", "emailer", "nothing"]
    c.plugins = {
        "release_vcs": {
            "tag_name": "{name}-{version}",
            "check_tag": %s,
            "releasable_branches": %r,
            "git": {"allow_no_upstream": %s},
        },
        "release_hook": {
            "command": {
                "pre_release_commands": [
                    {"command": "echo", "args": "before {package.name} {release.path} $WHO",
                     "env": {"WHO": "me"}},
                ] + %r,
                "post_release_commands": [
                    {"command": "echo", "args": [
                        "after {num_variants} {variants} {none.of.it}",
                        "{release} {release[path]} {release.none}",
                        "{package.variants} {package[name]}",
                    ]},
                ],
            },
        },
    }
"""


class Project:
    """A working copy of git with a remote, and a place to release to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.remote = folder / "remote.git"
        self.released = folder / "released"
        self.released.mkdir(parents=True)
        self.options: dict[str, Any] = {}
        for name in ("one", "two"):
            package = folder / "installed" / name / "1"
            package.mkdir(parents=True)
            (package / "package.py").write_text("name = %r\nversion = '1'\n" % name)

    def write(self, version: str, **options: Any) -> None:
        self.source.mkdir(exist_ok=True)
        text = PACKAGE % (
            version,
            options.get("uuid", "u1"),
            str(self.released),
            options.get("check_tag", False),
            options.get("branches", []),
            options.get("no_upstream", False),
            options.get("commands", []),
        )
        (self.source / "package.py").write_text(text)

    def git(self, *arguments: str) -> str:
        environ = {
            **os.environ,
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
            "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
            "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        }
        return subprocess.run(
            ["git", *arguments], cwd=self.source, env=environ, check=True, capture_output=True,
            text=True,
        ).stdout  # fmt: skip

    def start(self, upstream: bool = True) -> None:
        subprocess.run(["git", "init", "-q", "--bare", str(self.remote)], check=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "a")
        self.git("config", "user.email", "a@b")
        self.git("remote", "add", "origin", str(self.remote))
        (self.source / ".gitignore").write_text("build\n")
        self.commit("Begin", push=False)
        if upstream:
            self.git("push", "-q", "-u", "origin", "main")

    def commit(self, message: str, push: bool = True) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        if push:
            self.git("push", "-q")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("REZ_PACKAGES_PATH", "")
    monkeypatch.setenv("REZ_IMPLICIT_PACKAGES", "")
    monkeypatch.setenv("REZ_DEFAULT_SHELL", "bash")
    values = {
        "packages_path": [],
        "local_packages_path": str(tmp_path / "local"),
        "implicit_packages": [],
        "default_shell": "bash",
        "package_filter": None,
        "resolve_caching": False,
    }
    for name, value in values.items():
        config.override(name, value)
        rez_config.override(name, value)
    yield
    for name in values:
        config.remove_override(name)
        rez_config.remove_override(name)


def release(
    side: str, project: Project, kind: str | None = None, **options: Any
) -> tuple[Any, list[str]]:
    """Release, and return how many variants were, or why not, and what was printed."""
    paths = [str(project.released), str(project.folder / "installed")]
    for one in (config, rez_config):
        one.override("packages_path", paths)
    # A package with settings of its own has no overrides of this process.
    os.environ["REZ_PACKAGES_PATH"] = os.pathsep.join(paths)
    rez_system.clear_caches()
    system.clear_caches()
    systems, processes, versions, _ = SIDES[side]
    said = project.folder / "said.txt"
    outcome: Any
    with said.open("w") as output, contextlib.redirect_stdout(output):
        try:
            source = str(project.source)
            process = processes.create_build_process(
                "local", source, systems.create_build_system(source),
                vcs=versions.create_release_vcs(source, kind), **options,
            )  # fmt: skip
            outcome = process.release(release_message="A release")
        except Exception as error:
            outcome = "%s: %s" % (type(error).__name__, error)
    # rez prints the last line to the output that there was when it was imported.
    lines = [line for line in said.read_text().splitlines() if " releases were " not in line]
    # It prints what a command printed as Python's bytes: the deviation release.command_output.
    lines = [AS_BYTES.sub(r"\2", line.rstrip()) for line in lines]
    outcome = AS_BYTES.sub(r"\2", outcome) if isinstance(outcome, str) else outcome
    return outcome, [line for line in lines if line]


def result(side: str, project: Project) -> dict[str, Any]:
    """What a release left: tags and packages."""
    found: dict[str, Any] = {"tags": project.git("tag"), "remote": ""}
    found["remote"] = subprocess.run(
        ["git", "tag"], cwd=project.remote, check=True, capture_output=True, text=True
    ).stdout
    get = SIDES[side][3]
    for path in sorted(project.released.glob("*/*/package.py")):
        package = get("tool", path.parent.name, paths=[str(project.released)])
        names = ("vcs", "revision", "changelog", "release_message", "previous_version",
                 "previous_revision", "variants")  # fmt: skip
        found[path.parent.name] = [str(getattr(package, name)) for name in names]
    return found


def story(side: str, folder: Path) -> tuple[list[Any], dict[str, Any]]:
    """Two releases, and the attempts between them that are refused."""
    project = Project(folder)
    outcomes: list[Any] = []
    project.write("1.0")
    project.start(upstream=False)
    outcomes.append(release(side, project))
    project.git("push", "-q", "-u", "origin", "main")
    outcomes.append(release(side, project))
    outcomes.append(release(side, project))  # there is nothing new
    project.write("1.1")
    outcomes.append(release(side, project))  # not committed
    project.commit("Change it", push=False)
    outcomes.append(release(side, project))  # not pushed
    project.git("push", "-q")
    outcomes.append(release(side, project))
    project.write("1.0.5")
    project.commit("Go back")
    outcomes.append(release(side, project))  # there is a newer one
    outcomes.append(release(side, project, ensure_latest=False))
    project.write("1.2", uuid="u2")
    project.commit("Become another")
    outcomes.append(release(side, project))
    project.write("1.3", branches=["^release"])
    project.commit("Protect it")
    outcomes.append(release(side, project))
    project.write("1.1", check_tag=True)
    project.commit("Repeat it")
    outcomes.append(release(side, project))
    project.write("1.4", commands=[{"command": "false"}, {"command": "echo", "args": "not me"}])
    project.commit("Be cancelled")
    outcomes.append(release(side, project))
    project.write("1.5", no_upstream=True)
    project.commit("Leave the remote")
    project.git("branch", "--unset-upstream")
    outcomes.append(release(side, project))
    return outcomes, result(side, project)


def test_a_project_is_released_again_and_again(settings: None, tmp_path: Path) -> None:
    stories = {}
    for side in SIDES:
        # The same folder, so that the texts are the same.
        folder = tmp_path / "project"
        stories[side] = story(side, folder)
        shutil.rmtree(folder)
    for ours, theirs in zip(stories["rez_next"][0], stories["rez"][0]):
        assert ours == theirs
    assert stories["rez_next"][1] == stories["rez"][1]
    counts = [count for count, _ in stories["rez"][0] if isinstance(count, int)]
    assert counts == [2, 0, 2, 2, 2]


def test_the_stub(settings: None, tmp_path: Path) -> None:
    outcomes = {}
    for side in SIDES:
        folder = tmp_path / "project"
        project = Project(folder)
        project.write("1.0")
        (project.source / ".stub").write_text("")
        outcomes[side] = [release(side, project, "stub"), release(side, project, "stub")]
        assert "tool-1.0" in (project.source / ".stub").read_text()
        other = next(name for name in SIDES if name != side)
        # Each reads the tags that the other wrote.
        vcs = SIDES[other][2].create_release_vcs(str(project.source))
        assert vcs.tag_exists("tool-1.0")
        assert not vcs.tag_exists("tool-1.1")
        shutil.rmtree(folder)
    assert outcomes["rez_next"] == outcomes["rez"]


def test_which_version_control_is_near(settings: None, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("1.0")
    places = [["git"], ["git", "stub"], ["stub"], []]
    for kinds in places:
        for name in (".git", ".stub"):
            shutil.rmtree(project.source / name, ignore_errors=True)
        (project.source / ".stub").unlink(missing_ok=True)
        if "git" in kinds:
            subprocess.run(["git", "init", "-q"], cwd=project.source, check=True)
        if "stub" in kinds:
            (project.source / ".stub").write_text("")
        found = []
        for side in SIDES:
            try:
                vcs = SIDES[side][2].create_release_vcs(str(project.source))
                found.append((vcs.name(), vcs.vcs_root, vcs.pkg_root))
            except Exception as error:
                found.append("%s: %s" % (type(error).__name__, error))
        assert found[1] == found[0], kinds


def test_output_of_commands_is_text(settings: None, tmp_path: Path) -> None:
    """The deviation release.command_output."""
    seen = {}
    for side in SIDES:
        project = Project(tmp_path / side)
        project.write("1.0")
        (project.source / ".stub").write_text("")
        hooks = rez.release_hook if side == "rez" else release_hook
        hook = hooks.create_release_hook("command", str(project.source))
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            assert hook.execute_command("echo", ["hello"], None, [])
        seen[side] = output.getvalue()
    assert seen == {"rez": "b'hello'\n", "rez_next": "hello\n"}
