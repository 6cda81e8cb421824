"""Packages and settings as pipelines use them."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Set

from typing_extensions import Literal, assert_type

from rez_next.compat.config import Config, ModifyList, config
from rez_next.compat.packages import (
    Package,
    PackageFamily,
    Variant,
    get_package,
    get_variant,
    iter_package_families,
    iter_packages,
)
from rez_next.compat.system import system
from rez_next.compat.version import Version, VersionRange
from rez_next.values.requirement import Requirement

packages = sorted(iter_packages("maya", "2020+<2025"), key=lambda package: package.version)
assert_type(packages, List[Package])
latest = max(iter_packages("maya", VersionRange("2024")), key=lambda package: package.version)
assert_type(latest.description, Optional[str])
assert_type(latest.authors, Optional[List[str]])
assert_type(latest.requires, Optional[List[Requirement]])
assert_type(latest.variants, Optional[List[List[Requirement]]])
assert_type(latest.tools, Optional[List[str]])
assert_type(latest.timestamp, Optional[int])
assert_type(latest.parent, PackageFamily)
assert_type(latest.uri, str)
assert_type(latest.resource.location, str)
assert_type(latest.arbitrary_keys(), Set[str])
assert_type("%s==%s" % (latest.name, latest.version), str)
assert_type(get_package("maya", Version("2024.1")), Optional[Package])
assert_type([family.name for family in iter_package_families()], List[str])
# What a studio adds to its definitions, and what a tool notes on a package.
assert_type(latest.executable, Any)
latest.broken = True
latest.name = "nuke"  # type: ignore[misc]

variants = list(latest.iter_variants())
assert_type(variants, List[Variant])
assert_type(variants[0].index, Optional[int])
assert_type(variants[0].root, Optional[str])
assert_type(variants[0].qualified_package_name, str)
assert_type(variants[0].requires, List[Requirement])
assert_type(variants[0].handle.to_dict(), Dict[str, Any])
assert_type(get_variant(variants[0].handle), Variant)
assert_type(get_variant(variants[0].handle.to_dict()), Variant)

config.packages_path.append("/packages")
config.packages_path[:] = [*config.packages_path, "/more"]
config.parent_variables = ["PATH"]
config.default_shell = "cmd"
config.override("packages_path", ["/packages"])
config.override("implicit_packages", ModifyList(append=["~python-3"]))
assert_type(config.nonlocal_packages_path, List[str])
assert_type(config.local_packages_path, str)
assert_type(config.variant_select_mode, Literal["version_priority", "intersection_priority"])
assert_type(config.copy(), Config)
assert_type(config.get("no_such_setting", 1), "Any | int")
assert config.package_path  # type: ignore[attr-defined]
config.variant_select_mode = "newest"  # type: ignore[assignment]

assert_type(system.platform, str)
assert_type(system.variant, List[str])
