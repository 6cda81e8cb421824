"""What a forked child must forget: the engine is its parent's, and locks may be held by nobody.

A child that kept its copies of the pipes would also keep the engine alive when the parent dies.
"""

from __future__ import annotations

import os

# What `weakref` gives, without the rest of it: this is imported before the engine can start.
from _weakrefset import WeakSet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from rez_next._engine.life import Engine

_engines: WeakSet[Engine] = WeakSet()


def watch(engine: Engine) -> None:
    """Has an engine's forked children forget it."""
    if not _engines and hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_forget_all)
    _engines.add(engine)


def _forget_all() -> None:
    for engine in list(_engines):
        engine.forget()
