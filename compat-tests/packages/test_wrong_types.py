"""What is no text in place of a package's name: the same class of error as from rez."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict

import pytest
import rez.package_search
import rez.packages

from rez_next.compat import package_search, packages

ASKED: Dict[str, Callable[[Any, Any, Any, str], Any]] = {
    "iter_packages": lambda module, _, it, path: list(module.iter_packages(it, paths=[path])),
    "get_package": lambda module, _, it, path: module.get_package(it, "1", paths=[path]),
    "get_latest_package": lambda module, _, it, path: module.get_latest_package(it, paths=[path]),
    "get_completions": lambda module, _, it, path: module.get_completions(it, paths=[path]),
    "get_package_from_repository": lambda module, _, it, path: module.get_package_from_repository(
        it, "1", path
    ),
    "get_package_family_from_repository": lambda module, _, it, path: (
        module.get_package_family_from_repository(it, path)
    ),
    "get_last_release_time": lambda module, _, it, path: module.get_last_release_time(
        it, paths=[path]
    ),
    "get_plugins": lambda _, search, it, path: search.get_plugins(it, paths=[path]),
}


@pytest.mark.parametrize("it", [None, 1, ["foo"], b"foo"])
@pytest.mark.parametrize("asked", ASKED)
def test_is_a_type_error(asked: str, it: Any, tmp_path: Path) -> None:
    (tmp_path / "foo" / "1").mkdir(parents=True)
    (tmp_path / "foo" / "1" / "package.py").write_text("name = 'foo'\nversion = '1'\n", "utf-8")
    for module, search in ((rez.packages, rez.package_search), (packages, package_search)):
        with pytest.raises(TypeError):
            ASKED[asked](module, search, it, str(tmp_path))
