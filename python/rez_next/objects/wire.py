"""Python data as it crosses to the engine and back, functions of package definitions included."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def from_wire(value: Any) -> Any:
    """Python data from its tagged form; a function becomes a `SourceCode`."""
    from rez_next._engine import tagged
    from rez_next.host.source import SourceCode

    return tagged.from_tagged(value, source=SourceCode.from_wire)
