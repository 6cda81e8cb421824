"""Makes a package of Python's module PySide."""

from __future__ import annotations

from rez_next.objects.binding import python_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    return python_module.bind(
        "PySide",
        path=path,
        version_range=version_range,
        pure_python=False,
        tools=["pyuic4"],
    )
