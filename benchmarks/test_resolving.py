"""Packages, resolves and environments on the sample packages, in one process.

`python3 run.py bench` measures more of it, and on rez's own 18,226 packages.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, List

import pytest

PACKAGES = str(Path(__file__).resolve().parents[1] / "examples" / "packages")
REQUEST = ["maya-2024", "usd", "my_tool"]

group = pytest.mark.benchmark


def resolved(rez: Any, request: List[str] = REQUEST) -> Any:
    return rez.ResolvedContext(request, package_paths=[PACKAGES], add_implicit_packages=False)


@group(group="resolve, again")
def test_resolve(benchmark: Any, rez: Any) -> None:
    context = benchmark(resolved, rez)
    assert context.success


@group(group="get_environ, again")
def test_environment(benchmark: Any, rez: Any) -> None:
    environ = benchmark(resolved(rez).get_environ)
    assert "maya" in environ["REZ_USED_RESOLVE"]


@group(group="get_shell_code, again")
def test_shell_code(benchmark: Any, rez: Any) -> None:
    code = benchmark(resolved(rez).get_shell_code, "bash")
    assert "REZ_USED_RESOLVE" in code


@group(group="get_latest_package, again")
def test_latest_package(benchmark: Any, rez: Any) -> None:
    package = benchmark(rez.get_latest_package, "maya", paths=[PACKAGES])
    assert package.name == "maya"
