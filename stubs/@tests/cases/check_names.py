"""rez's modules by each of their names: the types are the same ones."""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

import rez_next.packages
from rez_next.package_bind import bind_package
from rez_next.packages import iter_packages
from rez_next.pip import InstallMode, pip_install_package
from rez_next.resolved_context import ResolvedContext
from rez_next.util import dedup, get_close_matches
from rez_next.utils.data_utils import cached_property
from rez_next.utils.logging_ import logger, print_info
from rez_next.utils.memcached import DoNotCache, memcached
from rez_next.utils.platform_ import platform_
from typing_extensions import assert_type

import rez_next
import rez_next.compat.suite
from rez_next.compat.utils.formatting import columnise
from rez_next.values.version import Version

assert_type(ResolvedContext(["maya"]), rez_next.ResolvedContext)
assert_type(next(iter_packages("maya")), rez_next.Package)
assert_type(rez_next.packages.get_package("maya", "2024"), Optional[rez_next.Package])
assert_type(rez_next.suite.Suite(), rez_next.compat.suite.Suite)

assert_type(list(dedup([1, 1])), List[int])
assert_type(get_close_matches("maya", ["mayo"]), List[Tuple[str, float]])
assert_type(get_close_matches("1", [Version("1")], key=str), List[Tuple[Version, float]])
assert_type(columnise([["a", 1]]), List[str])
assert_type(platform_.arch, str)
logger.setLevel("WARNING")
print_info("%s packages", 3)

assert_type(bind_package("platform")[0], rez_next.packages.Variant)
installed, skipped = pip_install_package("numpy", mode=InstallMode.no_deps)
assert_type(installed, List[rez_next.packages.Variant])


class Show:
    """As tools keep what is costly to find."""

    @cached_property
    def packages(self) -> Dict[str, Version]:
        return {package.name: package.version for package in iter_packages("maya")}

    @memcached(["127.0.0.1:11211"], time=3600)
    def count(self, name: str) -> int | DoNotCache[int]:
        return len(list(iter_packages(name))) or DoNotCache(0)


assert_type(Show().packages, Dict[str, Version])
assert_type(Show().packages["maya"].major, rez_next.version.VersionToken)
cached_property.uncache(Show(), "packages")
Show.count.forget()
assert_type(Show().count("maya"), int)

shell = rez_next.plugin_managers.plugin_manager.create_instance("shell", "bash")
assert_type(shell, rez_next.shells.Shell)
vcs_class = rez_next.plugin_managers.plugin_manager.get_plugin_class("release_vcs", "git")
assert_type(vcs_class.is_valid_root("/here"), bool)
repository = rez_next.package_repository.package_repository_manager.get_repository("memory@mine")
repository.data = {"maya": {"1": {"name": "maya", "version": "1"}}}
