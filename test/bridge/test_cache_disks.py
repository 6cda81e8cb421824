"""Disks on which nothing can be kept: packages are read as if there were no index."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Callable

import pytest

PACKAGES = Path(__file__).resolve().parents[2] / "examples" / "packages"

SCRIPT = """
import sys
import rez_next
cache = rez_next.IntelligentCacheManager()
for _ in range(3):
    context = rez_next.ResolvedContext(["maya"], package_paths=[sys.argv[1]])
    problems = cache.get_statistics().problems
print([package.name for package in context.resolved_packages], len(problems))
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits and mounts are POSIX's")


def test_files_that_may_not_grow_end_nothing(tmp_path: Path) -> None:
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    assert _run(tmp_path / "cache", limit) == "['python', 'maya'] 1\n"


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    try:
        (disk / "full").write_bytes(b"x" * 40_000)
        assert _run(disk / "cache") == "['python', 'maya'] 1\n"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("whose", ["everybody's", "another's"])
def test_a_folder_that_is_not_the_users_own_is_told_of(whose: str, tmp_path: Path) -> None:
    index = tmp_path / "cache" / "index"
    index.mkdir(parents=True)
    if whose == "everybody's":
        index.chmod(0o777)
    elif os.getuid() == 0:
        os.chown(str(index), 12345, -1)
    else:
        pytest.skip("only root can give a folder away")
    assert _run(tmp_path / "cache") == "['python', 'maya'] 1\n"
    for action in ("show", "list", "clear"):
        said = _cache(tmp_path / "cache", action)
        assert said.stderr.count("WARNING") == 1
        if action != "list":
            assert "not used: %s" % ("others" if whose == "everybody's" else "the") in said.stdout


def test_a_folder_that_cannot_be_made_is_told_of_before_anything_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for action in ("show", "clear"):
        said = _cache(tmp_path / "file" / "cache", action)
        assert "not used: %s is no folder" % (tmp_path / "file") in said.stdout
        assert said.stderr.count("WARNING") == 1


def test_a_folder_that_is_deleted_all_the_time(tmp_path: Path) -> None:
    script = SCRIPT.replace(
        "    problems", "    __import__('shutil').rmtree(CACHE, True)\n    problems"
    )
    script = "import os\nCACHE = os.environ['REZ_NEXT_CACHE']\n" + script
    # One where it goes between the making of the file and that of its log.
    stdout = _run(tmp_path / "cache", script=script, warnings=(0, 1))
    assert stdout.startswith("['python', 'maya'] ")


def _cache(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rez_next", "cache", *arguments],
        env={**os.environ, "REZ_NEXT_CACHE": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def _run(
    cache: Path,
    before: Callable[[], None] | None = None,
    script: str = SCRIPT,
    warnings: tuple[int, ...] = (1,),
) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, str(PACKAGES)],
        env={**os.environ, "REZ_NEXT_CACHE": str(cache)},
        preexec_fn=before,
        capture_output=True,
        text=True,
        timeout=60,
    )
    lines = done.stderr.splitlines()
    assert all("WARNING  packages are read without the index" in line for line in lines)
    assert len(lines) in warnings
    return done.stdout
