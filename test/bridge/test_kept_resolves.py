"""Resolves are given again by later processes, and not where more than files decides."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

# Files of the checkout: of those that were written a moment ago nothing is kept.
PACKAGES = Path(__file__).resolve().parents[2] / "examples" / "packages"

#: For so long nothing that was written is trusted to show a second write.
SETTLED_AFTER = 3.1

PREAMBLE = """
import os, sys
import rez_next
from rez_next.compat.config import config
from rez_next.compat.package_order import PackageOrderList, TimestampPackageOrder
from rez_next.compat.package_repository import package_repository_manager
from rez_next.compat.resolved_context import ResolvedContext

def maya(**options):
    options.setdefault("package_paths", [sys.argv[1]])
    context = ResolvedContext(["maya"], add_implicit_packages=False, **options)
    package = context.get_resolved_package("maya")
    return package and str(package.version)

released_before_100 = PackageOrderList([TimestampPackageOrder(timestamp=100)])
"""

RELEASES = """
repository = package_repository_manager.get_repository("memory@releases")
config.override("packages_path", ["memory@releases"])
for version in ("2024.2", "2023.3", "2025.1"):
    released = {"name": "maya", "version": version, "timestamp": 200}
    repository.data = {"maya": {version: released}}
    print(maya(package_orderers=released_before_100))
"""


def test_the_same_request_is_answered_from_what_is_kept(tmp_path: Path) -> None:
    assert _run(tmp_path, "print(maya())") == "2025.1\n"
    assert _run(tmp_path, "print(rez_next.index_info().resolves)") == "1\n"
    assert _run(tmp_path, "print(maya())") == "2025.1\n"
    assert _run(tmp_path, "print(maya(caching=False))") == "2025.1\n"


def test_a_limit_of_time_that_cannot_be_met_is_not_met(tmp_path: Path) -> None:
    assert _run(tmp_path, "print(maya())") == "2025.1\n"
    for limit in ("0", "-3"):
        assert _run(tmp_path, "print(maya(time_limit=%s))" % limit) == "None\n"


def test_releases_that_python_tells_of_are_asked_for_each_time(tmp_path: Path) -> None:
    assert _run(tmp_path, RELEASES) == "2023.3\n2022.5\n2024.2\n"


def test_releases_are_looked_up_where_this_process_is(tmp_path: Path) -> None:
    for folder, version in (("one", "2024.2"), ("two", "2023.3")):
        path = tmp_path / folder / "releases" / "maya" / version
        path.mkdir(parents=True)
        (path / "package.py").write_text(
            "name = 'maya'\nversion = '%s'\ntimestamp = 200\n" % version
        )
    time.sleep(SETTLED_AFTER)
    script = """
config.override("packages_path", ["releases"])
for folder in ("one", "two", "one"):
    os.chdir(os.path.join(sys.argv[2], folder))
    print(maya(package_orderers=released_before_100))
"""
    assert _run(tmp_path, script) == "2023.3\n2022.5\n2023.3\n"


def test_a_short_link_that_comes_or_goes_is_seen(tmp_path: Path) -> None:
    package = tmp_path / "packages" / "maya" / "1"
    package.mkdir(parents=True)
    (package / "package.py").write_text(
        "name = 'maya'\nversion = '1'\nhashed_variants = True\nvariants = [[]]\n"
    )
    time.sleep(SETTLED_AFTER)
    script = """
kept = rez_next.index_info().resolves
context = ResolvedContext(["maya"], package_paths=[sys.argv[2] + "/packages"])
print(kept, context.resolved_packages[0].root)
"""
    kept, root = _run(tmp_path, script).split()
    assert kept == "0"
    (package / "_v").mkdir()
    (package / "_v" / "a").symlink_to(Path("..") / Path(root).name)
    short = str(package / "_v" / "a")
    assert _run(tmp_path, script).split() == ["1", short]
    (package / "_v" / "a").unlink()
    assert _run(tmp_path, script).split() == ["1", root]


def _run(folder: Path, script: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", PREAMBLE + script, str(PACKAGES), str(folder)],
        env={**os.environ, "REZ_NEXT_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
