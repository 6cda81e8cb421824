"""rez.build_system: what builds a variant."""

from __future__ import annotations

from rez_next.exceptions import BuildSystemError as BuildSystemError
from rez_next.host.bindings import VariantBinding as VariantBinding
from rez_next.host.escaped_string import literal as literal
from rez_next.objects.building.system import (
    BuildResult,
    BuildSystem,
    BuildType,
    create_build_system,
    get_buildsys_types,
    get_valid_build_systems,
)
from rez_next.objects.package.developer import get_developer_package as get_developer_package

__all__ = [
    "BuildResult",
    "BuildSystem",
    "BuildSystemError",
    "BuildType",
    "VariantBinding",
    "create_build_system",
    "get_buildsys_types",
    "get_developer_package",
    "get_valid_build_systems",
    "literal",
]
