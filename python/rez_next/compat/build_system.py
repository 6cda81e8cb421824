"""rez.build_system: what builds a variant."""

from __future__ import annotations

from rez_next.objects.building.system import (
    BuildResult,
    BuildSystem,
    BuildType,
    create_build_system,
    get_buildsys_types,
    get_valid_build_systems,
)

__all__ = [
    "BuildResult",
    "BuildSystem",
    "BuildType",
    "create_build_system",
    "get_buildsys_types",
    "get_valid_build_systems",
]
