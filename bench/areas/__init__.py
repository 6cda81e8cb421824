"""The areas of the suite, in the order in which they are measured and shown."""

from __future__ import annotations

from typing import Dict

from bench.areas import (
    caching,
    crossings,
    environments,
    memory,
    packages,
    scale,
    shells,
    solves,
    startup,
    storage,
    versions,
)
from bench.bench import Area

AREAS: Dict[str, Area] = {
    module.AREA.name: module.AREA
    for module in (
        versions,
        packages,
        solves,
        environments,
        shells,
        startup,
        crossings,
        memory,
        caching,
        scale,
        storage,
    )
}
