"""rez.build_process: building a package, variant by variant."""

from __future__ import annotations

from rez_next.objects.building.process import (
    BuildProcess,
    BuildProcessHelper,
    create_build_process,
    get_build_process_types,
)
from rez_next.objects.building.system import BuildType

__all__ = [
    "BuildProcess",
    "BuildProcessHelper",
    "BuildType",
    "create_build_process",
    "get_build_process_types",
]
