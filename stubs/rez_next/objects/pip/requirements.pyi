from collections.abc import Iterable
from typing import Any, TypedDict

from rez_next.objects.pip.distributions import _InstalledDistribution
from rez_next.values.version import Version

class _Metadata(TypedDict):
    is_pure_python: bool

class _Requirements(TypedDict):
    requires: list[str]
    variant_requires: list[str]
    metadata: _Metadata

def get_rez_requirements(
    installed_dist: _InstalledDistribution,
    python_version: Version,
    name_casings: Iterable[str] | None = None,
) -> _Requirements: ...
def get_marker_sys_requirements(marker: str) -> list[str]: ...

# Objects of `packaging.requirements.Requirement`; packaging is not a dependency.
def normalize_requirement(requirement: str | dict[str, Any]) -> list[Any]: ...
