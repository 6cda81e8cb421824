"""The bridge to the engine: one Node process, started on the first call, shared by all threads.

Importing this starts nothing and loads nothing: what a call needs is imported by the first call.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List

    from rez_next._engine.life import Engine
    from rez_next._engine.recording import Recorder

_shared: Dict[str, Engine] = {}

#: Who records calls; nobody, unless something is profiled.
recorders: List[Recorder] = []


def engine() -> Engine:
    """The engine of this process, which starts, ends and is replaced without the caller's doing."""
    found = _shared.get("engine")
    if found is None:
        from rez_next._engine.life import Engine

        # Two threads may get here at once; setdefault is atomic, so that one engine wins.
        found = _shared.setdefault("engine", Engine())
    return found
