"""Makes the package `platform`: this machine's platform."""

from __future__ import annotations

from rez_next.objects.binding.tools import check_version
from rez_next.objects.package.maker import make_package
from rez_next.objects.system.system import system
from rez_next.values.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    version = Version(system.platform)
    check_version(version, version_range)
    with make_package("platform", path) as package:
        package.version = version
    variants: list[Variant] = package.installed_variants
    return variants
