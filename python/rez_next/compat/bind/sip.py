"""Makes a package of Python's module sip."""

from __future__ import annotations

from rez_next.objects.binding import python_module
from rez_next.objects.binding.tools import get_version_in_python

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rez_next.objects.package.package import Variant


def bind(
    path: str, version_range: Any = None, opts: Any = None, parser: Any = None
) -> list[Variant]:
    """Make the package; see `bind_package`."""
    statements = ["import sip", "print(sip.SIP_VERSION_STR)"]
    return python_module.bind(
        "sip",
        path=path,
        version_range=version_range,
        version=get_version_in_python("sip", statements),
        pure_python=False,
    )
