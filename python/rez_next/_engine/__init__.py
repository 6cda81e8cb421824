"""The bridge to the engine: one Node process, started on the first call, shared by all threads.

Importing this starts nothing and loads nothing: what a call needs is imported by the first call.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Mapping, Optional

    from rez_next._engine.life import Engine

_shared: Dict[str, Engine] = {}


def engine(settings: Optional[Callable[[], Mapping[str, Any]]] = None) -> Engine:
    """The engine of this process.

    Args:
        settings: Gives the settings as plain JSON data. It is asked before each call, and the
            engine is told when they differ from what it has.

    Returns:
        The one engine, which starts, ends and is replaced without the caller's doing.
    """
    found = _shared.get("engine")
    if found is None:
        from rez_next._engine.life import Engine

        # Two threads may get here at once; setdefault is atomic, so that one engine wins.
        found = _shared.setdefault("engine", Engine())
    if settings is not None:
        found.settings = settings
    return found
