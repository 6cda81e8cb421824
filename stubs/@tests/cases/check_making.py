"""Packages that are made, copied, searched for and written, and shells as objects."""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Optional, Tuple

from typing_extensions import assert_type

from rez_next.compat.package_copy import copy_package
from rez_next.compat.package_help import PackageHelp
from rez_next.compat.package_maker import make_package
from rez_next.compat.package_move import move_package
from rez_next.compat.package_remove import remove_package
from rez_next.compat.package_search import get_plugins, get_reverse_dependency_tree
from rez_next.compat.package_serialise import FileFormat, dump_package_data
from rez_next.compat.packages import Package, Variant
from rez_next.compat.plugin_managers import plugin_manager
from rez_next.compat.serialise import load_from_file
from rez_next.compat.shells import Shell, create_shell, get_shell_types
from rez_next.compat.version import Version

with make_package("tool", "/packages", skip_existing=False) as made:
    made.version = "1.0"
    made.requires = ["python-3"]
assert_type(made.installed_variants, List[Variant])
package = made.get_package()
assert_type(package, Package)

copied = copy_package(package, "/elsewhere", variants=[0], shallow=True)
assert_type(copied, Dict[str, List[Tuple[Variant, Optional[Variant]]]])
assert_type(move_package(package, "/elsewhere"), Package)
assert_type(remove_package("tool", Version("1.0"), "/packages"), bool)
assert_type(get_plugins("maya"), List[str])
levels, graph = get_reverse_dependency_tree("python", depth=1)
assert_type(levels, List[List[str]])
assert_type(PackageHelp("maya").sections, List[List[str]])

dump_package_data({"name": "tool"}, sys.stdout, format_=FileFormat.yaml)
assert_type(FileFormat.py.extension, str)
assert_type(load_from_file("package.py", FileFormat.py), Any)

assert_type(create_shell("bash"), Shell)
assert_type(get_shell_types(), List[str])
assert_type(plugin_manager.get_plugins("shell"), List[str])
