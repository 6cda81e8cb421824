"""Makes a package of Python's module PyQt4."""

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
    statements = ["from PyQt4 import QtCore", "print(QtCore.PYQT_VERSION_STR)"]
    return python_module.bind(
        "PyQt",
        path=path,
        import_name="PyQt4",
        version_range=version_range,
        requires=["sip-4"],
        version=get_version_in_python("PyQt", statements),
        pure_python=False,
        tools=["pyuic4"],
    )
