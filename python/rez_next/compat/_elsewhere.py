"""Names that a module of rez merely imports, given when they are asked for.

Tools import them from there. Importing where they are from in advance would cost each import of
the module.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def given_from(module: str, places: dict[str, str]) -> Callable[[str], Any]:
    """A module's `__getattr__`; `import *` gives its names too, as of rez's modules.

    Args:
        module: The module's name. It has its `__all__` by then.
        places: The names, parted by spaces, by the module below `rez_next` that they are from. A
            name that is another one there is `name=theirs`.
    """
    homes: dict[str, tuple[str, str]] = {}
    for place, names in places.items():
        for name in names.split():
            own, _, theirs = name.partition("=")
            homes[own] = (place, theirs or own)
    vars(sys.modules[module])["__all__"] += [name for name in homes if not name.startswith("_")]

    def given(name: str) -> Any:
        if name not in homes:
            raise AttributeError("module %r has no attribute %r" % (module, name))
        from importlib import import_module

        place, theirs = homes[name]
        return getattr(import_module("rez_next." + place), theirs)

    return given
